import type { ChatId, RowId, TriggerId } from '../../../domain/ids.js';
import type { Switchable } from '../../../domain/trigger/switch-store.js';
import type { TriggerAction } from '../../../domain/trigger/trigger.js';
import type { TriggerName } from '../../../domain/trigger/trigger-name.js';
import type { HttpOutcome } from '../http/http-outcome.js';

/** What becomes of webhooks, crons and delayed runs, and of the server. Times are milliseconds since the epoch. */
export interface TriggerFacts {
  /** A request for a webhook's path was answered. */
  'webhook.answered': { webhook: TriggerId; outcome: HttpOutcome; ms: number };
  /** A delivery is on disk, or had been before. */
  'webhook.accepted': { webhook: TriggerId; row: RowId; duplicate: boolean };
  /** A delivery came again under another name. */
  'webhook.renamed-repeat': { webhook: TriggerId; row: RowId };
  /** A sender did not prove itself, or has to wait since it failed to so often. */
  'webhook.unauthorized': { webhook: TriggerId; client: string; throttled: boolean };
  /** The disk refused a delivery; its sender was told so. */
  'webhook.not-stored': { webhook: TriggerId };
  /** A delivery could not be acted on; it is tried again. */
  'webhook.failed': { row: RowId; retryInMs: number };
  /** The program ends in the middle of a delivery's action; the next start does it. */
  'webhook.put-off': { row: RowId };
  /** Answering a request failed by a fault. */
  'http.failed': null;
  /** Connections were refused, since there are too many. */
  'http.connections-refused': { count: number };
  /** A trigger has acted. */
  'trigger.acted': { trigger: TriggerName; action: TriggerAction['action']; row: RowId; ok: boolean };
  /** A trigger's run was left out. */
  'trigger.left-out': { trigger: TriggerName; why: string; row: RowId };
  /** A request was not answered well; it is made again. */
  'forward.retrying': { row: RowId; attempt: number; waitMs: number };
  /** A person paused triggers, switched them off or on. */
  'triggers.switched': { name: Switchable; to: 'on' | 'paused' | 'off'; until: number | null };
  /** A pause that is over could not be ended; it is tried again. */
  'triggers.not-resumed': null;
  /** A cron's instant has come and is claimed. */
  'cron.due': { id: TriggerId; instant: number; row: RowId };
  /** A cron's instant has come while it is paused or off. */
  'cron.held': { id: TriggerId; instant: number };
  /** The program ends while a cron fetches; the next start runs it. */
  'cron.put-off': { id: TriggerId; row: RowId };
  /** Nobody was there for instants of a cron. */
  'cron.missed': { id: TriggerId; times: number; running: number };
  /** Crons that were due did not start. */
  'cron.failed': { ids: readonly TriggerId[]; retryInMs?: number };
  /** The disk refused the claims of crons; it is asked again. */
  'cron.retrying': { ids: readonly TriggerId[] };
  /** A cron that was due can't run any more. */
  'cron.dropped': { id: TriggerId; row: RowId; why: string };
  /** What crons missed could not be told. */
  'crons.missed-not-told': null;
  /** Until when crons were looked after could not be kept. */
  'crons.watch-not-kept': null;
  /** The clock was set back. */
  'clock.set-back': { byMs: number };
  /** A delayed run's time has come. */
  'at.due': { id: string; chat: ChatId; due: number };
  /** A delayed run's time was noticed too late. */
  'at.missed': { id: string; chat: ChatId; due: number; lateMs: number };
  /** A delayed run could not be started, or that could not be told. */
  'at.failed': { id: string; retryInMs?: number };
}
