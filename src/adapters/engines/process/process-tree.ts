import type { ProcessEntry, ProcessTable } from './process-table.js';

/**
 * How long a process has to be seen without the mark until it is never asked for it again, in milliseconds: a fork has its
 * parent's environment until it becomes the program that it is to be.
 */
const STRANGER_MS = 1_000;

/** A process without the mark. */
interface Stranger {
  readonly startedAt: string;
  readonly sinceMs: number;
  readonly forGood: boolean;
}

/**
 * A leader and all that it started. Membership is by the leader's group, by parent links, and by an environment variable
 * that only this run's processes inherit: the last finds those whose parent is gone and who have a session of their own.
 * A process once seen stays a member; it is told from a later one with the same pid by its start time.
 */
export class ProcessTree {
  readonly #table: ProcessTable;
  readonly #leader: number;
  readonly #mark: string;
  readonly #known = new Map<number, string>();
  readonly #asked = new Map<number, string>();
  readonly #strangers = new Map<number, Stranger>();
  #leaderStart: string | null = null;
  #leaderReplaced = false;

  constructor(table: ProcessTable, leader: number, mark: string) {
    this.#table = table;
    this.#leader = leader;
    this.#mark = mark;
  }

  /** Looks at the machine's processes and answers the members that are alive, the leader among them. */
  async alive(): Promise<readonly ProcessEntry[]> {
    return this.#members(await this.#table.read());
  }

  /** Takes note of who is there, for `alive` to know of them whatever becomes of their parents. */
  async look(): Promise<void> {
    this.#members(await (this.#leaderStart === null ? this.#table.read() : this.#table.glance()));
  }

  #members(entries: readonly ProcessEntry[]): readonly ProcessEntry[] {
    const leader = entries.find((entry) => entry.pid === this.#leader);
    // The first look is taken right after the spawn, so that whoever has the pid then is the leader.
    if (this.#leaderStart === null && leader !== undefined) this.#remember(leader);
    this.#leaderStart ??= leader?.startedAt ?? '';
    this.#forgetReused(entries);
    for (let found = true; found; ) found = this.#findMore(entries);
    return entries.filter((entry) => this.#isKnown(entry) && !entry.zombie);
  }

  /**
   * Asks every member to end that has not been asked yet, and answers how many members are alive. Asked twice, some
   * programs drop what they were about to save.
   */
  async terminate(): Promise<number> {
    const members = await this.alive();
    const fresh = members.filter((member) => this.#asked.get(member.pid) !== member.startedAt);
    for (const member of fresh) this.#asked.set(member.pid, member.startedAt);
    this.#send(fresh, 'SIGTERM');
    return members.length;
  }

  /** Kills every member, and answers how many were alive. */
  async kill(): Promise<number> {
    const members = await this.alive();
    this.#send(members, 'SIGKILL');
    return members.length;
  }

  /** The leader's group is signalled as one while all of it is meant, so that nothing it forks meanwhile escapes. */
  #send(members: readonly ProcessEntry[], signal: 'SIGTERM' | 'SIGKILL'): void {
    const whole = signal === 'SIGKILL' || members.some((member) => member.pid === this.#leader);
    const inGroup = members.filter((member) => whole && member.group === this.#leader);
    if (inGroup.length > 0) send(-this.#leader, signal);
    for (const member of members) if (!inGroup.includes(member)) send(member.pid, signal);
  }

  #findMore(entries: readonly ProcessEntry[]): boolean {
    const fresh = entries.filter((entry) => !this.#isKnown(entry) && this.#belongs(entry));
    for (const entry of fresh) this.#remember(entry);
    return fresh.length > 0;
  }

  #belongs(entry: ProcessEntry): boolean {
    if (entry.pid === process.pid || entry.pid <= 1 || entry.zombie) return false;
    if (this.#known.has(entry.parent) || this.#known.has(entry.group)) return true;
    return this.#inLeadersGroup(entry) || this.#isMarked(entry);
  }

  #isMarked({ pid, startedAt }: ProcessEntry): boolean {
    const seen = this.#strangers.get(pid);
    const before = seen?.startedAt === startedAt ? seen : undefined;
    if (before?.forGood === true) return false;
    if (this.#table.hasVariable(pid, this.#mark)) return true;
    const nowMs = performance.now();
    const sinceMs = before?.sinceMs ?? nowMs;
    this.#strangers.set(pid, { startedAt, sinceMs, forGood: nowMs - sinceMs >= STRANGER_MS });
    return false;
  }

  /** A group keeps its number reserved while it has members, so an orphaned group is still the leader's. */
  #inLeadersGroup(entry: ProcessEntry): boolean {
    return entry.group === this.#leader && entry.pid !== this.#leader && !this.#leaderReplaced;
  }

  #forgetReused(entries: readonly ProcessEntry[]): void {
    const now = new Map(entries.map((entry) => [entry.pid, entry.startedAt]));
    this.#leaderReplaced = (now.get(this.#leader) ?? this.#leaderStart) !== this.#leaderStart;
    for (const [pid, startedAt] of this.#known) {
      if (now.get(pid) !== startedAt) this.#known.delete(pid);
    }
    for (const pid of this.#strangers.keys()) if (!now.has(pid)) this.#strangers.delete(pid);
  }

  #isKnown(entry: ProcessEntry): boolean {
    return this.#known.get(entry.pid) === entry.startedAt;
  }

  #remember(entry: ProcessEntry): void {
    this.#known.set(entry.pid, entry.startedAt);
  }
}

function send(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone between the look and the signal, or not ours to kill.
  }
}
