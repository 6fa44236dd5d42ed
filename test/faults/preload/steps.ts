import { openSync, writeSync } from 'node:fs';
import type { FaultPlan } from './plan.js';

/** What the names of steps begin with at which a commit has been made. */
export const AFTER_COMMIT = 'after the commit';

/** Counts the steps that the program takes, writes each of them down, and ends the program at the planned one. */
export class Steps {
  readonly #plan: () => FaultPlan;
  readonly #log: number;
  readonly #counts = new Map<string, number>();
  #all = 0;
  #commits = 0;

  constructor(plan: () => FaultPlan) {
    this.#plan = plan;
    this.#log = openSync(plan().stepLog, 'a');
  }

  /** The program is about to go on from here; it does not if it is to die here. */
  reach(name: string): void {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    this.#all++;
    if (name.startsWith(AFTER_COMMIT)) this.#commits++;
    const step = `${name} #${count}`;
    writeSync(this.#log, `${step}\n`);
    if (this.#isEnd(step)) process.kill(process.pid, 'SIGKILL');
  }

  #isEnd(step: string): boolean {
    const { kill } = this.#plan();
    if (kill === null) return false;
    if ('step' in kill) return kill.step === step;
    if ('nth' in kill) return kill.nth === this.#all;
    return step.startsWith(AFTER_COMMIT) && kill.commit === this.#commits;
  }
}
