import type { AnnounceRun } from '../../application/triggers/actions/announce-run.js';
import type { CronEvents } from '../../application/triggers/actions/cron-events.js';
import type { FetchData } from '../../application/triggers/actions/fetch-data.js';
import type { ForwardContent } from '../../application/triggers/actions/forward-content.js';
import type { PerformAction } from '../../application/triggers/actions/perform-action.js';
import type { PlaceUploads } from '../../application/triggers/actions/place-uploads.js';
import type { RequestTemplate } from '../../application/triggers/actions/request-template.js';
import type { RunLimits } from '../../application/triggers/actions/run-limits.js';
import type { TriggerRuns } from '../../application/triggers/actions/trigger-runs.js';
import type { WriteContent } from '../../application/triggers/actions/write-content.js';
import type { CatchUp } from '../../application/triggers/catch-up.js';
import type { CronDue } from '../../application/triggers/cron-due.js';
import type { CronWatch } from '../../application/triggers/cron-watch.js';
import type { DeliveryRecords } from '../../application/triggers/delivery-records.js';
import type { EndPauses } from '../../application/triggers/end-pauses.js';
import type { TriggerFiles } from '../../application/triggers/files/trigger-files.js';
import type { SteerTriggers } from '../../application/triggers/steer-triggers.js';
import type { TriggerList } from '../../application/triggers/trigger-list.js';
import type { CronScheduler } from '../../domain/cron/cron-scheduler.js';
import type { TriggerSwitches } from '../../domain/trigger/trigger-switches.js';
import { token } from './token.js';

/** Crons, webhooks and what they do. */
export const triggersTokens = {
  gate: token<TriggerSwitches>('gate'),
  cronDue: token<CronDue>('cronDue'),
  catchUp: token<CatchUp>('catchUp'),
  crons: token<CronScheduler>('crons'),
  cronWatch: token<CronWatch>('cronWatch'),
  triggerList: token<TriggerList>('triggerList'),
  endPauses: token<EndPauses>('endPauses'),
  steerTriggers: token<SteerTriggers>('steerTriggers'),
  deliveryRecords: token<DeliveryRecords>('deliveryRecords'),
  requestTemplate: token<RequestTemplate>('requestTemplate'),
  triggerRuns: token<TriggerRuns>('triggerRuns'),
  triggerFiles: token<TriggerFiles>('triggerFiles'),
  fetchData: token<FetchData>('fetchData'),
  cronEvents: token<CronEvents>('cronEvents'),
  runLimits: token<RunLimits>('runLimits'),
  forwardContent: token<ForwardContent>('forwardContent'),
  uploads: token<PlaceUploads>('uploads'),
  writeContent: token<WriteContent>('writeContent'),
  announceRun: token<AnnounceRun>('announceRun'),
  actions: token<PerformAction>('actions'),
} as const;
