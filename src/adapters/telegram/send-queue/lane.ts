import type { ChatId } from '../../../domain/ids.js';
import type { Job, Rank } from './job.js';
import type { Pace, PaceLimit } from './pace.js';

/** A job that waits for its turn. */
export interface Waiting {
  readonly job: Job;
  readonly sinceMs: number;
  readonly notBeforeMs: number;
  readonly failures: number;
}

/** What a lane would do next, and from when on. */
export interface Prospect {
  readonly lane: Lane;
  readonly waiting: Waiting;
  readonly rank: number;
  readonly atMs: number;
}

const RANKS: readonly Rank[] = ['send', 'delete', 'file', 'edit', 'loud', 'notice', 'reaction'];
const TOLD: readonly Rank[] = ['loud', 'notice'];
/** A notice that waited this long takes turns with edits, which could otherwise starve it. */
const NOTICE_PATIENCE_MS = 10_000;
/** After so long without any, one that waited as long goes before answers too, which may come without end. */
const TOLD_EVERY_MS = 60_000;
/** A send that failed this often no longer holds up those behind it. */
const STUCK_AFTER = 5;
/** So many that wait keep a reaction from waiting with them. */
const CROWD = 5;
/** How many messages a chat could still take at once after an edit or a notice: what keeps finals prompt. */
const RESERVE = 1;

/**
 * The jobs of one chat: one at a time, best rank first, in order inside a rank. A file may take minutes, and a reaction is worth
 * no wait: beside each of them one other goes.
 */
export class Lane {
  readonly #pace: Pace;
  #chatId: ChatId;
  #busy = false;
  /** The rank that is under way beside others. */
  readonly #beside = new Set<Rank>();
  #blockedUntilMs = 0;
  #toldAtMs = 0;
  #waiting: Waiting[] = [];

  constructor(chatId: ChatId, pace: Pace) {
    this.#chatId = chatId;
    this.#pace = pace;
  }

  get chatId(): ChatId {
    return this.#chatId;
  }

  get empty(): boolean {
    return this.#waiting.length === 0 && !this.#busy && this.#beside.size === 0;
  }

  /** How many jobs wait. */
  get size(): number {
    return this.#waiting.length;
  }

  /** Adds a job at the end of its rank, or in the place of the waiting one with its name. */
  add(job: Job, nowMs: number): void {
    const overtaken = this.#remove((one) => one.name !== null && job.replaces.includes(one.name));
    const isVain = job.rank === 'reaction' && (this.#waiting.length >= CROWD || nowMs < this.#blockedUntilMs);
    if (isVain) {
      for (const one of [...overtaken.map((waiting) => waiting.job), job]) one.abandon();
      return;
    }
    const same = overtaken.find((one) => one.job.name === job.name);
    const waiting = { job, sinceMs: same?.sinceMs ?? nowMs, notBeforeMs: same?.notBeforeMs ?? 0, failures: 0 };
    this.#waiting.push(waiting);
    this.#waiting.sort((a, b) => a.sinceMs - b.sinceMs);
    for (const one of overtaken) one.job.abandon();
  }

  /** Puts a job back that is to be tried again, unless a newer one took its place meanwhile. */
  putBack(waiting: Waiting): void {
    const { name } = waiting.job;
    if (name !== null && this.#waiting.some(({ job }) => job.replaces.includes(name))) waiting.job.abandon();
    else this.#waiting.unshift(waiting);
  }

  /** Whatever failed need not wait for its next attempt any longer. */
  retryNow(): void {
    this.#waiting = this.#waiting.map((one) => (one.failures > 0 ? { ...one, notBeforeMs: 0 } : one));
  }

  /** Drops what waits under the name. */
  drop(name: string): void {
    for (const { job } of this.#remove((one) => one.name === name)) job.abandon();
  }

  /** Takes the job out of the line, and makes the others wait until `done`. */
  begin(waiting: Waiting, nowMs: number): void {
    this.#waiting = this.#waiting.filter((one) => one !== waiting);
    const { rank } = waiting.job;
    if (goesBeside(rank)) this.#beside.add(rank);
    else this.#busy = true;
    if (rank !== 'delete' && rank !== 'reaction') this.#pace.take(nowMs);
    if (TOLD.includes(rank)) this.#toldAtMs = nowMs;
  }

  /** The call that was begun for such a job is over. */
  done(rank: Rank): void {
    if (goesBeside(rank)) this.#beside.delete(rank);
    else this.#busy = false;
  }

  /** Telegram wants silence until then. */
  silence(untilMs: number): void {
    this.#blockedUntilMs = Math.max(this.#blockedUntilMs, untilMs);
    this.#pace.startOver(this.#blockedUntilMs);
    for (const { job } of this.#remove(({ rank }) => rank === 'reaction')) job.abandon();
  }

  /** Another pace from now on. */
  retune(limit: PaceLimit, nowMs: number): void {
    this.#pace.retune(limit, nowMs);
  }

  /** The chat goes by another id. */
  move(to: ChatId): void {
    this.#chatId = to;
  }

  /** Empties the line and answers what was in it. */
  takeAll(): readonly Waiting[] {
    return this.#waiting.splice(0);
  }

  /** Takes over the line of a chat that turned out to be the same. */
  absorb(waiting: readonly Waiting[]): void {
    this.#waiting.push(...waiting);
  }

  /** What is next but for those ranks: of what may go now the best, else what may go soonest; `null` while busy or empty. */
  prospect(nowMs: number, barred: readonly Rank[] = []): Prospect | null {
    if (this.#busy) return null;
    let soonest: Prospect | null = null;
    for (const waiting of this.#inOrder(nowMs)) {
      if (barred.includes(waiting.job.rank)) continue;
      const prospect = this.#prospectOf(waiting, nowMs);
      if (prospect.atMs <= nowMs) return prospect;
      if (soonest === null || prospect.atMs < soonest.atMs) soonest = prospect;
    }
    return soonest;
  }

  #remove(test: (job: Job) => boolean): readonly Waiting[] {
    const removed = this.#waiting.filter(({ job }) => test(job));
    if (removed.length > 0) this.#waiting = this.#waiting.filter(({ job }) => !test(job));
    return removed;
  }

  #inOrder(nowMs: number): Waiting[] {
    let heldUp = false;
    const reacts = !this.#beside.has('reaction') && this.#waiting.every(({ job }) => job.rank === 'reaction');
    const heads = this.#waiting.filter(({ job, failures }) => {
      if (job.rank === 'reaction') return reacts;
      if (job.rank === 'file') return !heldUp && !this.#beside.has('file');
      if (job.rank !== 'send') return true;
      const passes = !heldUp;
      heldUp ||= failures < STUCK_AFTER;
      return passes;
    });
    return heads.toSorted((a, b) => this.#rankOf(a, nowMs) - this.#rankOf(b, nowMs));
  }

  #prospectOf(waiting: Waiting, nowMs: number): Prospect {
    const paced = nowMs + this.#paceWaitMs(waiting, nowMs);
    const atMs = Math.max(this.#blockedUntilMs, waiting.notBeforeMs, paced);
    return { lane: this, waiting, rank: this.#rankOf(waiting, nowMs), atMs };
  }

  #paceWaitMs(waiting: Waiting, nowMs: number): number {
    const { rank } = waiting.job;
    if (rank === 'delete') return 0;
    return this.#pace.waitMs(nowMs, rank === 'send' || this.#isOverdue(waiting, nowMs) ? 0 : RESERVE);
  }

  #rankOf(waiting: Waiting, nowMs: number): number {
    return this.#isOverdue(waiting, nowMs) ? -1 : rankOf(waiting, nowMs);
  }

  #isOverdue({ job, sinceMs }: Waiting, nowMs: number): boolean {
    return TOLD.includes(job.rank) && nowMs - Math.max(sinceMs, this.#toldAtMs) >= TOLD_EVERY_MS;
  }
}

/** Whether what is under way in that rank lets others of the chat go beside it. */
function goesBeside(rank: Rank): boolean {
  return rank === 'file' || rank === 'reaction';
}

function rankOf(waiting: Waiting, nowMs: number): number {
  const patient = !TOLD.includes(waiting.job.rank) || nowMs - waiting.sinceMs < NOTICE_PATIENCE_MS;
  return RANKS.indexOf(patient ? waiting.job.rank : 'edit') - (patient ? 0 : 0.5);
}
