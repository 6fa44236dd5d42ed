import type { BacklogDepth } from '../../values/health-report.js';

/** Counts what is stored, cheaply enough to be asked every few seconds. Rejects only if the disk does. */
export interface Backlog {
  depth(): Promise<BacklogDepth>;
}
