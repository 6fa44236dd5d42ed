import type { RunId } from '../ids.js';
import type { RunOrigin } from './run-origin.js';

/** Where a run leaves the files that it hands out. Plain JSON. */
export interface OutboxPlace {
  /** In which it works; absolute. */
  readonly directory: string;
  /** The outbox in it, of all runs: relative, without `..`. */
  readonly outbox: string;
  readonly run: RunId;
}

/** What becomes of the files that a run leaves for people; taken from the configuration that it began with. Plain JSON. */
export interface HandOut {
  /** The outbox in the directory of a run; relative, without `..`. */
  readonly outbox: string;
  readonly maxFiles: number;
  /** Names that are not sent, beside those that never are; globs. */
  readonly denied: readonly string[];
  /** Whether files are deleted once they were sent, and what was not sent is put aside. */
  readonly cleanup: boolean;
  /** Whether the chat is told what was not sent. */
  readonly tellsSkipped: boolean;
  readonly directories: 'off' | 'zip';
  readonly images: 'photo' | 'document';
}

/** Whose files are sent: what people ask for, and what a trigger does that says so, since its prompt may be a stranger’s. */
export function mayHandOut({ origin, requestedBy, outbox = false }: AskedFor): boolean {
  if (origin.kind === 'cron' || origin.kind === 'webhook') return outbox;
  return origin.kind !== 'loop' || outbox || requestedBy !== null;
}

interface AskedFor {
  readonly origin: RunOrigin;
  readonly requestedBy: number | null;
  readonly outbox?: boolean;
}
