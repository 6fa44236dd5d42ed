/** Who starts the program again when it ends. */
export type Supervisor = 'systemd' | 'launchd' | 'pm2';

/** What a service manager can be told, after sd_notify(3). */
export type ServiceState =
  /** The program does its work, or has finished reloading. */
  | { readonly kind: 'ready' }
  /** The program reads its configuration; `ready` says that it is over. */
  | { readonly kind: 'reloading' }
  /** The program has begun to end. */
  | { readonly kind: 'stopping' }
  /** The program is alive; to be repeated within `watchdogMs`. */
  | { readonly kind: 'alive' }
  /** Starting or stopping may take this much longer, counted from now. */
  | { readonly kind: 'more-time'; readonly ms: number }
  /** What is going on, for people; made one line. */
  | { readonly kind: 'status'; readonly line: string };

/** Whatever watches over the program from outside, if anything does. */
export interface ServiceManager {
  /** Whether anybody listens; if not, what is told goes nowhere. */
  readonly listening: boolean;
  /** `null` if nobody is known who would start the program again. */
  readonly supervisor: Supervisor | null;
  /** How often a sign of life is wanted at least, in milliseconds; `null` if it is not wanted. */
  readonly watchdogMs: number | null;
  /** Tells states, those of one call together and those of several calls in order; never throws. */
  tell(...states: readonly ServiceState[]): void;
  /** Resolves when everything that was told has been handed over or given up. */
  settle(): Promise<void>;
  /** Why the program could not be started again if it ended itself now, in words for a chat; `null` if it can be. */
  restartObstacle(): Promise<string | null>;
}
