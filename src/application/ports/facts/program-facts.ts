import type { Place, RunId } from '../../../domain/ids.js';

/** What becomes of the process, its service manager and its terminal. */
export interface ProgramFacts {
  /** The program takes up its work. */
  'program.started': { version: string; file: string; stateDirectory: string };
  /** The start could not be brought to its end. */
  'program.not-started': null;
  /** The chats could not be told that the program runs. */
  'program.not-announced': null;
  /** The bot’s menu could not be set. */
  'menu.not-set': null;
  /** Nobody had expected this error; the program continues. */
  'program.fault': null;
  /** The program runs as the superuser. */
  'program.root': { warning: string; fix: string };
  /** The program was told to end, or to restart. */
  'program.stopping': { why: string; askedFrom: Place | null };
  /** Files of the state directory were open to others and are shut now. */
  'state.secured': { paths: readonly string[] };
  /** Running work has until the deadline to end. */
  'drain.began': {
    runs: number;
    deadlineMs: number;
    queued: number;
    bursts: number;
    deliveries: number;
    delayed: number;
  };
  /** A part of the program could not be stopped; the drain continues. */
  'service.not-stopped': { service: string };
  /** The deadline is over; what still runs is stopped. */
  'drain.cut': { runs: number; cut: readonly RunId[] };
  /** What was stopped did not end in time. */
  'drain.given-up': { runs: number };
  /** Everything that could be told was told. */
  'drain.ended': null;
  /** A terminal asked for a reload. */
  'control.reload': { apply: boolean };
  /** Commands of a terminal can't be taken. */
  'control.not-open': null;
  /** A command of a terminal failed. */
  'control.failed': null;
  /** The service manager is told nothing as long as polling stands. */
  'service.polling-stuck': null;
  /** The service manager is told through a program, since it can't be told directly. */
  'service.sends-by-program': { program: string; needs: string };
  /** The service manager can't be told anything. */
  'service.unreachable': null;
  /** A log-in that was asked for in a chat is over. */
  'login.ended': { engine: string; ok: boolean; why?: string };
  /** A log-in that was asked for in a chat failed by a fault. */
  'login.failed': null;
  /** What the earlier program left was taken over. */
  'import.done': Record<string, unknown>;
  /** What the earlier program left could not be taken over; it is tried at the next start. */
  'import.failed': null;
  /** What was taken over could not be told. */
  'import.not-told': null;
}
