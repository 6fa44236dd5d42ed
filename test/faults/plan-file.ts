import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FaultPlan, PLAN_VARIABLE, readyFile } from './preload/plan.js';

const PRELOAD = fileURLToPath(new URL('./preload/preload.js', import.meta.url));

/** The plan that programs with the preload follow. */
export class PlanFile {
  /** What such a program is started with. */
  readonly environment: Readonly<Record<string, string>>;
  readonly nodeFlags = [`--import=${PRELOAD}`];
  readonly #path: string;
  #plan: FaultPlan;

  constructor(directory: string, records: { readonly disk: boolean; readonly loop: boolean }) {
    this.#path = join(directory, 'plan.json');
    this.environment = { [PLAN_VARIABLE]: this.#path };
    this.#plan = {
      stepLog: join(directory, 'steps.log'),
      kill: null,
      clockOffsetMs: 0,
      stopwatchOffsetMs: 0,
      diskRecord: records.disk ? join(directory, 'synced.json') : null,
      disk: null,
      loopLog: records.loop ? join(directory, 'loop.log') : null,
    };
    writeFileSync(this.#plan.stepLog, '');
  }

  get now(): FaultPlan {
    return this.#plan;
  }

  /** Changes the plan for programs that are started from now on; whole, since one may be reading it. */
  change(change: Partial<FaultPlan>): void {
    this.#plan = { ...this.#plan, ...change };
    writeFileSync(`${this.#path}.new`, JSON.stringify(this.#plan));
    renameSync(`${this.#path}.new`, this.#path);
  }

  /** Whether a running program can be told to read it again; one that can't will read what is there now. */
  canBeTold(pid: number): boolean {
    return existsSync(readyFile(this.#path, pid));
  }
}
