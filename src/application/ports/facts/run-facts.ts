import type { ChatId, EngineId, RunId } from '../../../domain/ids.js';
import type { RunContext } from '../../../domain/project/context.js';
import type { RunOrigin } from '../../../domain/run/run-origin.js';
import type { WakeUpTime } from '../../../domain/schedule/loop-policy.js';
import type { FinalView } from '../chat/chat-channel.js';

/** What becomes of runs, of what they ask, and of the engines' processes. */
export interface RunFacts {
  /** A run was asked for. */
  'run.submitted': {
    run: RunId;
    engine: EngineId;
    generation: number;
    chat: ChatId;
    origin: RunOrigin;
    context: RunContext | null;
    submission: string;
  };
  /** Its engine is about to be started. */
  'run.began': { run: RunId; chat: ChatId; engine: EngineId; generation: number };
  /** It is over. */
  'run.ended': {
    run: RunId;
    chat: ChatId;
    engine: EngineId;
    origin: RunOrigin;
    outcome: FinalView['status'];
    elapsedMs: number;
  };
  /** It ended before it began. */
  'run.skipped': { run: RunId; chat: ChatId; reason: string };
  /** The end of a run that did not begin could not be told. */
  'run.skip-failed': { run: RunId };
  /** Its engine is started again by itself. */
  'run.retried': { run: RunId; chat: ChatId; retry: string; why: string };
  /** Its engine says nothing. */
  'run.stalled': { run: RunId; step: string; silentMs: number; warnings: number };
  /** The disk refused to note that it begins; tried again. */
  'run.not-begun': { run: RunId; chat: ChatId; retryInMs: number };
  /** It failed by a fault of ours. */
  'run.crashed': { run: RunId };
  /** What is known of it could not be stored. */
  'run.not-noted': { run: RunId };
  /** It is missing in the history. */
  'run.not-recorded': { run: RunId };
  /** The engine does not know the conversation any more. */
  'session.lost': { run: RunId; chat: ChatId; engine: EngineId };
  /** What runs of the day have cost could not be read. */
  'budget.day-unknown': null;
  /** An agent waits for a person. */
  'request.asked': RequestFact & { decided: string | null };
  /** It waits no more. */
  'request.closed': RequestFact & { end: string };
  /** Which messages ask could not be noted. */
  'request.not-noted': null;
  /** An engine's process was started. */
  'engine.started': { engine: EngineId; run: RunId; pid: number; resumed: boolean };
  /** An engine's process is over. */
  'engine.ended': {
    engine: EngineId;
    run: RunId;
    pid: number;
    code: number | null;
    signal: string | null;
    ending: string | null;
    swept: number;
    unknown: Readonly<Record<string, number>>;
  };
  /** An engine's process has variables that nobody gave it. */
  'engine.environment-added': { engine: EngineId; run: RunId; names: readonly string[] };
  /** There is little memory for one more process. */
  'engine.memory-scarce': { engine: EngineId; run: RunId; availableMb: number };
  /** Processes of an earlier life were ended. */
  'engine.leftovers-ended': { processes: number };
  /** A wake-up that an agent set for itself was taken over, or not. */
  'loop.set': { loop: string; run: RunId; time: WakeUpTime; due: number; outcome: string };
  /** A wake-up's time has come. */
  'loop.due': { id: string; chat: ChatId; iteration: number };
  /** A wake-up waits, since its conversation is busy. */
  'loop.held': { id: string; chat: ChatId; until: number };
  /** A wake-up could not be acted on; it is tried again. */
  'loop.failed': { id: string; retryInMs: number };
  /** A wake-up could not be taken over. */
  'loop.not-taken-over': { run: RunId };
}

/** What is said of each request of an agent. */
type RequestFact = {
  run: RunId;
  generation: number;
  chat: ChatId;
  kind: string;
};
