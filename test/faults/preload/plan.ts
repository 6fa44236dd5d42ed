/** The variable that names the file with the plan. */
export const PLAN_VARIABLE = 'FAULT_PLAN';

/** What is wrong with the disk: no room (SQLITE_FULL), broken (SQLITE_IOERR) or mounted read-only (SQLITE_READONLY). */
export type DiskTrouble = 'full' | 'broken' | 'read-only';

/**
 * Where the program kills itself: at a step by its name and number, at the n-th step whatever it is, or when the n-th
 * commit of the store has been made and before anybody has seen it return.
 */
export type KillPoint = { readonly step: string } | { readonly nth: number } | { readonly commit: number };

/** What the preload does to the program; it reads this at the start and again at each SIGUSR2. */
export interface FaultPlan {
  /** The file to which every step is written before it is taken. */
  readonly stepLog: string;
  readonly kill: KillPoint | null;
  /** How far the program's wall clock is ahead of the machine's, in milliseconds. */
  readonly clockOffsetMs: number;
  /** How far its stopwatch is ahead. */
  readonly stopwatchOffsetMs: number;
  /** The file that says what of the store is certain to be on disk; `null` to keep no such record. */
  readonly diskRecord: string | null;
  readonly disk: DiskTrouble | null;
  /** The file that says how long the event loop stood at the longest since the last change of this plan; `null` for none. */
  readonly loopLog: string | null;
}

/** The file by which a process with the preload says that it can be told of another plan. */
export function readyFile(plan: string, pid: number): string {
  return `${plan}.${pid}`;
}
