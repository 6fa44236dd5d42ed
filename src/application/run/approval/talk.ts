import { PersonLine } from '../../../domain/run/person-line.js';
import type { RunJob } from '../active/run-job.js';
import type { OpenRequest } from './open-request.js';

/** How often a plan is sent back for its outline before it is shown as it is. */
const MOST_OUTLINE_REFUSALS = 2;

/** One run that can ask: its line, what it asks now, and what was said for the rest of its task. */
export class Talk {
  readonly job: RunJob;
  readonly line = new PersonLine();
  /** What is asked now, by its key. */
  readonly open = new Map<string, OpenRequest>();
  #outlineRefusals: number | null = null;
  #unasked = false;

  constructor(job: RunJob) {
    this.job = job;
  }

  /** A plan was approved so that edits and commands go unasked until the task ends. */
  get unasked(): boolean {
    return this.#unasked;
  }

  /** Whether somebody asked for an outline of the plan. */
  get outlined(): boolean {
    return this.#outlineRefusals !== null;
  }

  /** Edits and commands go unasked from now on, or no more; the progress shows it. */
  unask(unasked: boolean): void {
    this.#unasked = unasked;
    this.job.progress.unask(unasked);
  }

  /** A person wants an outline first. */
  wantOutline(): void {
    this.#outlineRefusals = MOST_OUTLINE_REFUSALS;
  }

  /** Whether a plan without its outline is sent back once more. */
  sendBack(): boolean {
    if (this.#outlineRefusals === null || this.#outlineRefusals === 0) return false;
    this.#outlineRefusals--;
    return true;
  }
}
