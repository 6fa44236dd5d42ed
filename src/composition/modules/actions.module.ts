import { ContainerModule } from 'inversify';
import { AnnounceRun } from '../../application/triggers/actions/announce-run.js';
import { CronEvents } from '../../application/triggers/actions/cron-events.js';
import { FetchData } from '../../application/triggers/actions/fetch-data.js';
import { ForwardContent } from '../../application/triggers/actions/forward-content.js';
import { PerformAction } from '../../application/triggers/actions/perform-action.js';
import { PlaceUploads } from '../../application/triggers/actions/place-uploads.js';
import { RequestTemplate } from '../../application/triggers/actions/request-template.js';
import { RunLimits } from '../../application/triggers/actions/run-limits.js';
import { TriggerRuns } from '../../application/triggers/actions/trigger-runs.js';
import { WriteContent } from '../../application/triggers/actions/write-content.js';
import { TriggerFiles } from '../../application/triggers/files/trigger-files.js';
import { build, construct } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** What triggers do when they act: start a run, write a file, pass something on, tell something. */
export const actionsModule = new ContainerModule((options) => {
  construct(options, T.requestTemplate, RequestTemplate, T.environment);
  construct(options, T.triggerFiles, TriggerFiles, T.triggerFileRules);
  construct(options, T.triggerRuns, TriggerRuns, T.effectivePreferences);
  build(options, T.fetchData, FetchData, {
    ...the('outbound', 'codec', 'ending'),
    vault: T.fileVault,
    files: T.triggerFiles,
    templates: T.requestTemplate,
  });
  build(options, T.cronEvents, CronEvents, the('fetchData', 'calendar', 'tokens', 'codec'));
  construct(options, T.runLimits, RunLimits, T.dispatcher, T.checkpoints, T.clock);
  build(options, T.forwardContent, ForwardContent, {
    ...the('outbound', 'alarm', 'ending', 'journal'),
    templates: T.requestTemplate,
  });
  construct(options, T.uploads, PlaceUploads, T.fileVault, T.triggerFiles);
  construct(options, T.writeContent, WriteContent, T.fileVault, T.triggerFiles);
  construct(options, T.announceRun, AnnounceRun, T.bots, T.alarm);
  build(options, T.actions, PerformAction, {
    ...the('clock', 'tokens', 'submitRun', 'notices', 'inbox', 'journal'),
    announce: T.announceRun,
    runs: T.triggerRuns,
    limits: T.runLimits,
    write: T.writeContent,
    forward: T.forwardContent,
  });
});
