import type { Beginning } from '../reload/begin-config.js';
import type { AppliedReading } from '../reload/config-reloader.js';

/** What the program began with. */
export interface Begun {
  readonly beginning: Beginning;
  readonly applied: AppliedReading;
}

/** Something that begins with the program, and ends before it where it has anything to end. */
export interface Service {
  /** As the log names it. */
  readonly name: string;
  start?(begun: Begun): Promise<void> | void;
  /** From here on it begins nothing. */
  stop?(): Promise<void> | void;
}

/** All services by the phase in which they start; they stop in the opposite order. */
export interface Services {
  /** What the process before this one left. */
  readonly recovery: readonly Service[];
  /** What acts when its time has come. */
  readonly schedulers: readonly Service[];
  /** What lets new work in, and says that the program is there. */
  readonly intake: readonly Service[];
}
