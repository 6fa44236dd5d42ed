import type { ChatId, EngineId, MessageRef, ThreadId, TriggerId } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';
import type { EarlierSession } from '../../values/taken-over.js';

/** What was chosen in a chat or topic; names as they were written. */
export interface EarlierChoice {
  readonly chatId: ChatId;
  readonly threadId: ThreadId | null;
  readonly engine: string | null;
  readonly project: string | null;
  readonly branch: string | null;
  readonly models: Readonly<Record<EngineId, string>>;
  readonly efforts: Readonly<Record<EngineId, string>>;
  readonly permissionModes: Readonly<Record<EngineId, string>>;
  /** Whether the wake-ups of agents were taken over; `null` if the configuration was followed. */
  readonly loops: boolean | null;
  /** Names of the choices that have no counterpart here, such as `trigger_mode` or those of one engine. */
  readonly others: readonly string[];
}

/** A file that could not be used: `unreadable` to us, `malformed`, or of another `version`. */
export interface EarlierTrouble {
  readonly file: string;
  readonly kind: 'unreadable' | 'malformed' | 'version';
}

/** What the program that this one replaces has left. */
export interface EarlierFindings {
  readonly sessions: readonly EarlierSession[];
  /** The directory in which the sessions of chats were going on; `null` if there are none or nobody knows. */
  readonly directory: string | null;
  readonly choices: readonly EarlierChoice[];
  /** Crons that ran once and must not run again. */
  readonly firedOnce: readonly TriggerId[];
  /** When triggers fired last; crons and webhooks share names. */
  readonly lastFired: ReadonlyMap<TriggerId, Instant>;
  /** The last update of the bot that was handled. */
  readonly lastUpdateId: number | null;
  /** Progress messages of runs that nobody has ended. */
  readonly openMessages: readonly MessageRef[];
  readonly troubles: readonly EarlierTrouble[];
  /** Files that were found and for which there is no place here. */
  readonly unused: readonly string[];
}

/** The state that the program which this one replaces has left beside the configuration file; it is only ever read. */
export interface PythonState {
  /** What there is, or `null` if there is nothing. Never rejects. */
  read(): Promise<EarlierFindings | null>;
}
