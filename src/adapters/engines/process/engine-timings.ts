/** How long things around an engine's process may take, in milliseconds. */
export interface EngineTimings {
  /** Until the first line; `null` for what the engine's profile says. */
  readonly startUpMs: number | null;
  /** From asking a program in words to stop, where it listens, to SIGTERM. */
  readonly interruptMs: number;
  /** Quiet after the end of work in the background, until a program whose input is open is told that nothing follows. */
  readonly lastWordMs: number;
  /** From SIGTERM to SIGKILL. */
  readonly graceMs: number;
  /** From SIGKILL until a process that still shows (one that hangs in the kernel) is given up. */
  readonly killWaitMs: number;
  /** Between two looks at processes that are being ended. */
  readonly pollMs: number;
  /** From the end of the program itself until whoever still holds its output is ended. */
  readonly outputHeldMs: number;
  /** Least time between two looks at what a running program has started. */
  readonly lookMs: number;
  /** Silence after a result, with nothing known to go on behind it, until the program is ended; 0 for no limit. */
  readonly lingerMs: number;
  /** The same while work goes on in the background; 0 for no limit. */
  readonly backgroundLingerMs: number;
}

/** The timings that are used unless the configuration says otherwise. */
export const ENGINE_TIMINGS: EngineTimings = {
  startUpMs: null,
  interruptMs: 3_000,
  lastWordMs: 5_000,
  graceMs: 10_000,
  killWaitMs: 5_000,
  pollMs: 50,
  outputHeldMs: 5_000,
  lookMs: 1_000,
  lingerMs: 60_000,
  backgroundLingerMs: 1_800_000,
};
