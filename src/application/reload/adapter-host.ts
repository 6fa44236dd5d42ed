import type { Alarm, Cancel } from '../../domain/ports/alarm.js';
import { ok, type Result } from '../../domain/result.js';
import type { Journal } from '../ports/journal.js';
import type { AdapterKind, OpenProblem, Running } from './adapter-kind.js';
import { noChange, type StagedChange } from './staged-change.js';

/** The use of one instance for as long as something depends on it; the instance is not closed before its release. */
export interface Lease<Api> {
  readonly api: Api;
  release(): void;
}

interface Instance<Slice, Api> {
  slice: Slice;
  readonly running: Running<Slice, Api>;
  leases: number;
  whenUnused: () => void;
}

/** How long to wait before an instance that died or could not be reached is opened again, in milliseconds. */
const REOPEN_MS = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000];

/** How long to wait, during a handover, before the next attempt to open. */
const HANDOVER_RETRY_MS = 2;
/** How long a reload tries for what can't be reached: ten seconds. */
const UNREACHABLE = { tries: 10, waitMs: 1_000 };

/**
 * Owns the one live instance of an adapter: changes it in two steps (stage, then commit or abort), lets what was
 * replaced finish what it has begun, and opens again what died.
 */
export class AdapterHost<Slice, Api> {
  readonly #kind: AdapterKind<Slice, Api>;
  readonly #alarm: Alarm;
  readonly #journal: Journal;
  #wanted: Slice | null = null;
  #now: Instance<Slice, Api> | null = null;
  #waiters: ((api: Api) => void)[] = [];
  readonly #retiring = new Map<Instance<Slice, Api>, Promise<void>>();
  #cancelReopen: Cancel = () => undefined;
  #closed = false;

  constructor(kind: AdapterKind<Slice, Api>, alarm: Alarm, journal: Journal) {
    this.#kind = kind;
    this.#alarm = alarm;
    this.#journal = journal;
  }

  /** The live instance, or `null` while there is none. */
  peek(): Api | null {
    return this.#now?.running.api ?? null;
  }

  /** The live instance, or one that was replaced and still has something to finish, for which the test holds. */
  find(test: (api: Api) => boolean): Api | null {
    const instances = this.#now === null ? [] : [this.#now];
    return [...instances, ...this.#retiring.keys()].find(({ running }) => test(running.api))?.running.api ?? null;
  }

  /** Resolves with the live instance as soon as there is one. */
  current(): Promise<Api> {
    const api = this.peek();
    return api === null ? new Promise((resolve) => this.#waiters.push(resolve)) : Promise.resolve(api);
  }

  /** Like `current`, and keeps the instance open until the lease is released, also when it is replaced meanwhile. */
  async lease(): Promise<Lease<Api>> {
    await this.current();
    const instance = this.#now;
    if (instance === null) return this.lease();
    instance.leases += 1;
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      this.#letGo(instance);
    };
    return { api: instance.running.api, release };
  }

  /**
   * Prepares the change to `next` (`null`: none is wanted). With `mayComeLater` an instance that can't be reached now
   * is opened in the background after the commit; otherwise that is a problem like any other.
   */
  async stage(
    next: Slice | null,
    options: { readonly mayComeLater: boolean },
  ): Promise<Result<StagedChange, OpenProblem>> {
    const before = this.#wanted;
    if (next === null) return ok(before === null ? noChange : this.#stop());
    if (before !== null && this.#kind.equal(before, next)) return ok(noChange);
    if (before !== null && this.#kind.identity(before) === this.#kind.identity(next)) return ok(this.#retune(next));
    const former = this.#retiringLike(next);
    if (former !== null && former.leases > 0) return ok(this.#recall(former, next));
    const opened = await this.#tryToOpen(next, former, options.mayComeLater);
    if (opened.ok) return ok(this.#install(next, opened.value, before === null ? 'start' : 'replace'));
    const { problem } = opened;
    if (problem.kind === 'taken' && this.#now !== null && this.#kind.contend?.(this.#now.slice, next)) {
      return ok(this.#handOver(this.#now, next));
    }
    if (problem.kind !== 'refused' && options.mayComeLater) return ok(this.#comeLater(next, problem));
    return opened;
  }

  /** Lets what was accepted be finished, then releases everything. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelReopen();
    this.#retire();
    await Promise.all(this.#retiring.values());
  }

  #letGo(instance: Instance<Slice, Api>): void {
    instance.leases -= 1;
    if (instance.leases === 0) instance.whenUnused();
  }

  #stop(): StagedChange {
    const commit = () => {
      this.#wanted = null;
      this.#cancelReopen();
      this.#retire();
    };
    return { effect: 'stop', commit, abort: async () => undefined };
  }

  #retune(next: Slice): StagedChange {
    const commit = () => {
      this.#wanted = next;
      if (this.#now === null) return;
      this.#now.slice = next;
      this.#now.running.retune(next);
    };
    return { effect: 'retune', commit, abort: async () => undefined };
  }

  #install(slice: Slice, running: Running<Slice, Api>, effect: 'start' | 'replace'): StagedChange {
    const commit = () => {
      this.#wanted = slice;
      this.#cancelReopen();
      this.#retire();
      this.#enthrone(slice, running);
    };
    return { effect, commit, abort: () => running.close() };
  }

  /** Tries for a while what can't be reached, unless it may come later anyway; waits for `former` to let go. */
  async #tryToOpen(
    slice: Slice,
    former: Instance<Slice, Api> | null,
    once: boolean,
  ): Promise<Result<Running<Slice, Api>, OpenProblem>> {
    let opened = await this.#kind.open(slice);
    if (!opened.ok && former !== null) {
      await this.#retiring.get(former);
      opened = await this.#kind.open(slice);
    }
    for (let tried = 0; tried < UNREACHABLE.tries && !once; tried++) {
      if (opened.ok || opened.problem.kind !== 'unreachable' || this.#closed) break;
      await this.#pause(UNREACHABLE.waitMs);
      opened = await this.#kind.open(slice);
    }
    return opened;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#alarm.after(ms, resolve));
  }

  /** An instance that was replaced but is still in use becomes the live one again. */
  #recall(former: Instance<Slice, Api>, next: Slice): StagedChange {
    former.leases += 1;
    const commit = () => {
      this.#wanted = next;
      this.#cancelReopen();
      this.#retire();
      former.whenUnused = () => undefined;
      former.leases -= 1;
      this.#retiring.delete(former);
      former.slice = next;
      former.running.retune(next);
      this.#now = former;
    };
    return { effect: 'replace', commit, abort: async () => this.#letGo(former) };
  }

  /** The one that is there lets go of what both need; if the next one then can't be opened, it is opened again itself. */
  #handOver(before: Instance<Slice, Api>, next: Slice): StagedChange {
    let seized: Running<Slice, Api> | null = null;
    const putBack = async () => {
      const again = await this.#openAfter(this.#retiring.get(before), before.slice);
      if (again.ok) this.#enthrone(before.slice, again.value);
      else this.#reopenAfter(0, again.problem.message);
    };
    return {
      effect: 'handover',
      seize: async () => {
        this.#retire();
        const opened = await this.#openAfter(this.#retiring.get(before), next);
        if (opened.ok) seized = opened.value;
        else await putBack();
        return opened.ok ? ok(undefined) : opened;
      },
      commit: () => {
        this.#wanted = next;
        if (seized !== null) this.#enthrone(next, seized);
      },
      abort: async () => {
        if (seized === null) return;
        await seized.close();
        await putBack();
      },
    };
  }

  /** Opens as soon as what `release` lets go is free: mostly long before it has let go of everything. */
  async #openAfter(
    release: Promise<void> | undefined,
    slice: Slice,
  ): Promise<Result<Running<Slice, Api>, OpenProblem>> {
    let released = false;
    void release?.finally(() => (released = true));
    for (;;) {
      const last = released || release === undefined;
      const opened = await this.#kind.open(slice);
      if (opened.ok || last) return opened;
      await this.#pause(HANDOVER_RETRY_MS);
    }
  }

  #retiringLike(slice: Slice): Instance<Slice, Api> | null {
    const identity = this.#kind.identity(slice);
    return [...this.#retiring.keys()].find((instance) => this.#kind.identity(instance.slice) === identity) ?? null;
  }

  #comeLater(slice: Slice, problem: OpenProblem): StagedChange {
    const commit = () => {
      this.#wanted = slice;
      this.#reopenAfter(0, problem.message);
    };
    return { effect: 'start', commit, abort: async () => undefined };
  }

  #enthrone(slice: Slice, running: Running<Slice, Api>): void {
    const instance: Instance<Slice, Api> = { slice, running, leases: 0, whenUnused: () => undefined };
    this.#now = instance;
    void running.died.then((reason) => this.#onDeath(instance, reason));
    running.activate();
    for (const waiter of this.#waiters.splice(0)) waiter(running.api);
  }

  #onDeath(instance: Instance<Slice, Api>, reason: unknown): void {
    if (this.#now !== instance || this.#closed) return;
    this.#now = null;
    void instance.running.close();
    this.#reopenAfter(0, String(reason));
  }

  #reopenAfter(attempt: number, why: string): void {
    const waitMs = REOPEN_MS[Math.min(attempt, REOPEN_MS.length - 1)] ?? 0;
    this.#journal.record({ name: `${this.#kind.name}.down`, level: 'warn', data: { why, retryInMs: waitMs } });
    this.#cancelReopen = this.#alarm.after(waitMs, () => void this.#reopen(attempt));
  }

  async #reopen(attempt: number): Promise<void> {
    const slice = this.#wanted;
    if (slice === null || this.#closed) return;
    const opened = await this.#kind.open(slice);
    const overtaken = this.#wanted !== slice || this.#now !== null || this.#closed;
    if (overtaken) {
      if (opened.ok) await opened.value.close();
      return;
    }
    if (opened.ok) this.#enthrone(slice, opened.value);
    else this.#reopenAfter(attempt + 1, opened.problem.message);
  }

  #retire(): void {
    const instance = this.#now;
    this.#now = null;
    if (instance === null) return;
    const unused =
      instance.leases === 0 ? Promise.resolve() : new Promise<void>((done) => (instance.whenUnused = done));
    const retired = unused.then(() => instance.running.quiesce()).then(() => instance.running.close());
    this.#retiring.set(instance, retired);
    void retired.finally(() => this.#retiring.delete(instance));
  }
}
