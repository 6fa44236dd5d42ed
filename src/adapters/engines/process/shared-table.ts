import type { ProcessEntry, ProcessTable } from './process-table.js';

/** How old what is glanced at may be, in milliseconds. */
const GLANCE_MS = 500;

/** A table that many runs glance at, which is read once for all of them. */
export class SharedTable implements ProcessTable {
  readonly #table: ProcessTable;
  #latest: { readonly entries: Promise<readonly ProcessEntry[]>; readonly atMs: number } | null = null;

  constructor(table: ProcessTable) {
    this.#table = table;
  }

  read(): Promise<readonly ProcessEntry[]> {
    const entries = this.#table.read();
    this.#latest = { entries, atMs: performance.now() };
    return entries;
  }

  glance(): Promise<readonly ProcessEntry[]> {
    const latest = this.#latest;
    return latest !== null && performance.now() - latest.atMs < GLANCE_MS ? latest.entries : this.read();
  }

  hasVariable(pid: number, assignment: string): boolean {
    return this.#table.hasVariable(pid, assignment);
  }
}
