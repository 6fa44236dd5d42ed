import type { RunId } from '../ids.js';
import { PendingWork } from '../pending-work.js';
import { StopSource } from '../ports/stop-signal.js';
import type { RunControl, RunExecutor, StopReason } from './run-executor.js';
import { runLane } from './run-plan.js';

/** Something to be run: in turn with whatever shares a lane with it, at once if nothing does. */
export interface DispatchJob {
  readonly id: RunId;
  readonly lanes: readonly string[];
}

/** What became of a job that was handed in. `draining`: nothing new is begun any more. */
export type Submission = 'started' | 'queued' | 'draining';

/** A job from its submission to its end. */
class Entry<Job extends DispatchJob> {
  readonly lanes: Set<string>;
  readonly #stop = new StopSource();
  #job: Job;
  #live = false;
  #stopReason: StopReason | null = null;

  constructor(job: Job) {
    this.#job = job;
    this.lanes = new Set(job.lanes);
  }

  get job(): Job {
    return this.#job;
  }

  get live(): boolean {
    return this.#live;
  }

  begin(): void {
    this.#live = true;
  }

  end(): void {
    this.#live = false;
  }

  replace(job: Job): void {
    this.#job = job;
  }

  /** The first reason counts. */
  stop(reason: StopReason): void {
    this.#stopReason ??= reason;
    this.#stop.stop();
  }

  control(occupy: RunControl['occupy']): RunControl {
    return { stop: this.#stop.signal, stopReason: () => this.#stopReason, occupy };
  }
}

/**
 * Runs jobs, each lane in the order of submission and any number of lanes at once. A job in several lanes waits until
 * it is first in all of them; since a job enters all its lanes in one step, no two can wait for each other.
 */
export class RunDispatcher<Job extends DispatchJob> {
  readonly #executor: RunExecutor<Job>;
  readonly #entries = new Map<RunId, Entry<Job>>();
  readonly #lanes = new Map<string, Entry<Job>[]>();
  readonly #ending = new PendingWork();
  #draining = false;

  constructor(executor: RunExecutor<Job>) {
    this.#executor = executor;
  }

  /** Takes a job: begins it, or lets it wait for its turn. */
  submit(job: Job): Submission {
    if (this.#draining) return 'draining';
    const entry = new Entry(job);
    this.#entries.set(job.id, entry);
    for (const lane of entry.lanes) this.#lane(lane).push(entry);
    return this.#startIfFirst(entry) ? 'started' : 'queued';
  }

  /** Jobs that are running, oldest first. */
  get live(): readonly Job[] {
    return [...this.#entries.values()].filter((entry) => entry.live).map((entry) => entry.job);
  }

  /** Jobs that wait for their turn, oldest first. */
  get waiting(): readonly Job[] {
    return [...this.#entries.values()].filter((entry) => !entry.live).map((entry) => entry.job);
  }

  /** The waiting jobs that can't begin before that one is over, be it behind others that wait for it. */
  behind(id: RunId): readonly Job[] {
    const found = new Set<Entry<Job>>();
    const known = new Map<string, Set<Entry<Job>>>();
    const due = [this.#entries.get(id)];
    for (let entry = due.pop(); entry !== undefined; entry = due.pop()) {
      for (const lane of entry.lanes) {
        const ofLane = known.get(lane) ?? new Set();
        known.set(lane, ofLane);
        // What was found in a lane has all behind it found too.
        if (ofLane.has(entry)) continue;
        const queue = this.#lanes.get(lane) ?? [];
        for (const other of queue.slice(queue.indexOf(entry) + 1)) {
          ofLane.add(other);
          if (found.has(other) || other.live) continue;
          found.add(other);
          due.push(other);
        }
      }
    }
    return [...found].map((entry) => entry.job);
  }

  /** Puts another job in the place of a waiting one with the same id and lanes; `false` if none waits. */
  replace(job: Job): boolean {
    const entry = this.#entries.get(job.id);
    if (entry === undefined || entry.live) return false;
    entry.replace(job);
    return true;
  }

  /**
   * Lets a waiting job be the next in all its lanes, behind what runs; `false` if it doesn't wait, or continues one that waits
   * itself. It comes before the others everywhere, so that still no two can wait for each other.
   */
  promote(id: RunId): boolean {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.live || this.#followsWaiting(entry)) return false;
    for (const lane of entry.lanes) {
      const others = this.#lane(lane).filter((other) => other !== entry);
      const firstWaiting = others.findIndex((other) => !other.live);
      this.#lanes.set(lane, others.toSpliced(firstWaiting === -1 ? others.length : firstWaiting, 0, entry));
    }
    const earlier = [...this.#entries].filter(([, other]) => other !== entry);
    this.#entries.clear();
    for (const [key, other] of earlier.filter(([, one]) => one.live)) this.#entries.set(key, other);
    this.#entries.set(id, entry);
    for (const [key, other] of earlier.filter(([, one]) => !one.live)) this.#entries.set(key, other);
    this.#startIfFirst(entry);
    return true;
  }

  #followsWaiting(entry: Entry<Job>): boolean {
    return this.waiting.some((other) => other.id !== entry.job.id && entry.lanes.has(runLane(other.id)));
  }

  /** Stops a running job or drops a waiting one, and says which; `null` if there is no such job. */
  cancel(id: RunId): 'stopping' | 'dropped' | null {
    const entry = this.#entries.get(id);
    if (entry === undefined) return null;
    if (!entry.live) {
      this.#leaveOut(entry, 'cancelled');
      return 'dropped';
    }
    entry.stop('cancelled');
    return 'stopping';
  }

  /** Whether nothing new is begun any more. */
  get draining(): boolean {
    return this.#draining;
  }

  /** Begins nothing new any more and gives up what waits, to be kept for the next start. */
  beginDrain(): void {
    this.#draining = true;
    for (const entry of [...this.#entries.values()]) if (!entry.live) this.#leaveOut(entry, 'kept');
  }

  /** Stops everything that still runs. */
  stopAll(): void {
    for (const entry of this.#entries.values()) if (entry.live) entry.stop('shutdown');
  }

  /** Resolves when nothing runs, waits or is being ended any more. */
  idle(): Promise<void> {
    return this.#ending.idle();
  }

  #startIfFirst(entry: Entry<Job>): boolean {
    if (entry.live || [...entry.lanes].some((lane) => this.#lane(lane)[0] !== entry)) return false;
    entry.begin();
    this.#follow(this.#executor.execute(entry.job, this.#controlOf(entry)).finally(() => this.#leave(entry)));
    return true;
  }

  #controlOf(entry: Entry<Job>): RunControl {
    return entry.control((lane) => {
      if (!entry.live || entry.lanes.has(lane)) return;
      entry.lanes.add(lane);
      const queue = this.#lane(lane);
      const firstWaiting = queue.findIndex((other) => !other.live);
      queue.splice(firstWaiting === -1 ? queue.length : firstWaiting, 0, entry);
    });
  }

  #leaveOut(entry: Entry<Job>, reason: 'cancelled' | 'kept'): void {
    this.#leave(entry);
    this.#follow(this.#executor.leaveOut(entry.job, reason));
  }

  #leave(entry: Entry<Job>): void {
    this.#entries.delete(entry.job.id);
    entry.end();
    const next = new Set<Entry<Job>>();
    for (const lane of entry.lanes) {
      const rest = this.#lane(lane).filter((other) => other !== entry);
      if (rest[0] === undefined) this.#lanes.delete(lane);
      else {
        this.#lanes.set(lane, rest);
        next.add(rest[0]);
      }
    }
    if (!this.#draining) for (const other of next) this.#startIfFirst(other);
  }

  #follow(ending: Promise<void>): void {
    void this.#ending.add(ending).catch(() => undefined);
  }

  #lane(name: string): Entry<Job>[] {
    const found = this.#lanes.get(name);
    if (found !== undefined) return found;
    const made: Entry<Job>[] = [];
    this.#lanes.set(name, made);
    return made;
  }
}
