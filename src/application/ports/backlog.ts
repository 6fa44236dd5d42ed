import type { Instant } from '../../domain/ports/clock.js';

/** How much lies on disk that is not finished. */
export interface BacklogDepth {
  /** Accepted work that is not done, delayed runs included. */
  readonly unfinished: number;
  /** Finals that Telegram has not confirmed. */
  readonly undelivered: number;
  /** When the oldest of these finals was stored; `null` if there is none. */
  readonly oldestUndeliveredAt: Instant | null;
}

/** Counts what is stored, cheaply enough to be asked every few seconds. Rejects only if the disk does. */
export interface Backlog {
  depth(): Promise<BacklogDepth>;
}
