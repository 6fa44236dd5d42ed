import type { Alarm, Cancel } from '../../domain/ports/alarm.js';
import { ok, type Result } from '../../domain/result.js';
import type { Journal } from '../ports/system/journal.js';
import type { OpenProblem } from '../values/reload/rejected-reading.js';
import type { AdapterKind, Running } from './adapter-kind.js';
import type { HostStatus } from './host-status.js';
import { Instance, type Lease } from './instance.js';
import { type Opened, openAfter, openPersistently } from './open-patiently.js';
import { noChange, type StagedChange } from './staged-change.js';

/** What a host is built on. */
export interface AdapterHostTools<Slice, Api> {
  readonly kind: AdapterKind<Slice, Api>;
  readonly status: HostStatus;
  readonly alarm: Alarm;
  readonly journal: Journal;
}

/** How long to wait before an instance that died or could not be reached is opened again, in milliseconds. */
const REOPEN_MS = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000];

/**
 * Owns the one live instance of an adapter: changes it in two steps (stage, then commit or abort), lets what was
 * replaced finish what it has begun, and opens again what died.
 */
export class AdapterHost<Slice, Api> {
  readonly #kind: AdapterKind<Slice, Api>;
  readonly #alarm: Alarm;
  readonly #journal: Journal;
  readonly #status: HostStatus;
  #wanted: Slice | null = null;
  #now: Instance<Slice, Api> | null = null;
  #waiters: ((api: Api) => void)[] = [];
  readonly #retiring = new Map<Instance<Slice, Api>, Promise<void>>();
  #cancelReopen: Cancel = () => undefined;
  #closed = false;

  constructor({ kind, status, alarm, journal }: AdapterHostTools<Slice, Api>) {
    this.#kind = kind;
    this.#status = status;
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
    return instance.lease();
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
    if (former?.inUse) return ok(this.#reuse(former, next));
    let opened = await this.#open(next, options.mayComeLater);
    if (!opened.ok && former !== null) {
      await this.#retiring.get(former);
      opened = await this.#open(next, options.mayComeLater);
    }
    if (opened.ok) return ok(this.#install(next, opened.value, before === null ? 'start' : 'replace'));
    const { problem } = opened;
    if (problem.kind === 'taken' && this.#now !== null && this.#kind.contend?.(this.#now.slice, next)) {
      return ok(this.#handOver(this.#now, next));
    }
    if (problem.kind !== 'refused' && options.mayComeLater) return ok(this.#comeLater(next, problem));
    return opened;
  }

  /** Lets what was accepted be finished, for `patienceMs` (ten seconds) at the most, then releases everything. */
  async close(patienceMs = 10_000): Promise<void> {
    this.#closed = true;
    this.#cancelReopen();
    this.#retire();
    const over = Promise.withResolvers<void>();
    const cancel = this.#alarm.after(patienceMs, over.resolve);
    await Promise.race([Promise.all(this.#retiring.values()), over.promise]);
    cancel();
    await Promise.all([...this.#retiring.keys()].map((instance) => instance.running.close()));
  }

  #open(slice: Slice, once: boolean): Opened<Slice, Api> {
    return once ? this.#kind.open(slice) : openPersistently(slice, this.#kind, this.#alarm);
  }

  #stop(): StagedChange {
    const commit = () => {
      this.#wanted = null;
      this.#status.off();
      this.#cancelReopen();
      this.#retire();
    };
    return { effect: 'stop', commit, abort: async () => undefined };
  }

  #retune(next: Slice): StagedChange {
    const commit = () => {
      this.#wanted = next;
      this.#now?.retune(next);
    };
    return { effect: 'retune', commit, abort: async () => undefined };
  }

  #install(slice: Slice, running: Running<Slice, Api>, effect: 'start' | 'replace'): StagedChange {
    const commit = () => {
      this.#wanted = slice;
      this.#cancelReopen();
      this.#retire();
      this.#activate(slice, running);
    };
    return { effect, commit, abort: () => running.close() };
  }

  /** An instance that was replaced but is still in use becomes the live one again. */
  #reuse(former: Instance<Slice, Api>, next: Slice): StagedChange {
    const hold = former.lease();
    const commit = () => {
      this.#wanted = next;
      this.#cancelReopen();
      this.#retire();
      former.cancelRetire();
      hold.release();
      this.#retiring.delete(former);
      former.retune(next);
      this.#now = former;
      this.#status.up();
    };
    return { effect: 'replace', commit, abort: async () => hold.release() };
  }

  /** The one that is there lets go of what both need; if the next one then can't be opened, it is opened again itself. */
  #handOver(before: Instance<Slice, Api>, next: Slice): StagedChange {
    let taken: Running<Slice, Api> | null = null;
    const putBack = async () => {
      const again = await openAfter(this.#retiring.get(before), before.slice, this.#kind, this.#alarm);
      if (again.ok) this.#activate(before.slice, again.value);
      else this.#reopenAfter(0, again.problem.message);
    };
    return {
      effect: 'handover',
      takeOver: async () => {
        this.#retire();
        const opened = await openAfter(this.#retiring.get(before), next, this.#kind, this.#alarm);
        if (opened.ok) taken = opened.value;
        else await putBack();
        return opened.ok ? ok(undefined) : opened;
      },
      commit: () => {
        this.#wanted = next;
        if (taken !== null) this.#activate(next, taken);
      },
      abort: async () => {
        if (taken === null) return;
        await taken.close();
        await putBack();
      },
    };
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

  #activate(slice: Slice, running: Running<Slice, Api>): void {
    const instance = new Instance(slice, running);
    this.#now = instance;
    this.#status.up();
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
    this.#status.down(why);
    const waitMs = REOPEN_MS[Math.min(attempt, REOPEN_MS.length - 1)] ?? 0;
    this.#journal.record({ name: `${this.#kind.name}.down`, level: 'warn', data: { why, retryInMs: waitMs } });
    this.#cancelReopen = this.#alarm.after(waitMs, () => void this.#reopen(attempt));
  }

  async #reopen(attempt: number): Promise<void> {
    const slice = this.#wanted;
    if (slice === null || this.#closed) return;
    const opened = await this.#kind.open(slice);
    if (this.#now !== null || this.#wanted === null || this.#closed) {
      if (opened.ok) await opened.value.close();
      return;
    }
    // Other settings came meanwhile: what was opened with the former ones may not fit them.
    if (this.#wanted !== slice) {
      if (opened.ok) await opened.value.close();
      return this.#reopen(attempt);
    }
    if (opened.ok) this.#activate(slice, opened.value);
    else this.#reopenAfter(attempt + 1, opened.problem.message);
  }

  #retire(): void {
    const instance = this.#now;
    this.#now = null;
    if (instance === null) return;
    const retired = instance.retire();
    this.#retiring.set(instance, retired);
    void retired.finally(() => this.#retiring.delete(instance));
  }
}
