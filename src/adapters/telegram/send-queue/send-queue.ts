import type { Journal } from '../../../application/ports/system/journal.js';
import type { ChatId } from '../../../domain/ids.js';
import type { Alarm, Cancel } from '../../../domain/ports/alarm.js';
import type { Clock } from '../../../domain/ports/clock.js';
import { FloodWatch } from './flood-watch.js';
import type { Job, Outcome, Rank } from './job.js';
import { Lane, type Prospect, type Waiting } from './lane.js';
import { Pace } from './pace.js';
import { limitOf, type SendLimits } from './send-limits.js';
import type { Remembered, SendQueueMemory } from './send-queue-memory.js';

/** How many other messages could still go at once, over all chats, after an edit or a notice. */
const GLOBAL_RESERVE = 5;

/** How many of a rank are under way at once, over all chats, beside the others: slow ones must not take the place of messages. */
const MOST_BESIDE: Readonly<Partial<Record<Rank, number>>> = { reaction: 2, file: 4 };

/** What an outbox works with. */
export interface OutboxDeps {
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly journal: Journal;
  readonly memory: SendQueueMemory;
}

/** Everything that goes to the chats of one bot: a lane for each chat, and a pace for all of them together. */
export class SendQueue {
  readonly #deps: OutboxDeps;
  readonly #lanes = new Map<ChatId, Lane>();
  readonly #allChats: Pace;
  readonly #flood = new FloodWatch();
  readonly #idleWaiters = new Set<() => void>();
  #limits: SendLimits;
  #underWay = 0;
  readonly #beside = new Map<Rank, number>();
  #blockedUntilMs = 0;
  #wake: Cancel | null = null;
  #closed = false;

  /** `remembered` is what earlier processes learnt. */
  constructor(deps: OutboxDeps, limits: SendLimits, remembered: Remembered) {
    this.#deps = deps;
    this.#limits = limits;
    this.#allChats = new Pace(limits.allChats, deps.clock.monotonicMs());
    for (const { from, to } of remembered.moves) this.#lanes.set(from, this.#laneOf(to));
    for (const { chatId, forMs } of remembered.pauses) {
      if (chatId === null) this.#blockedUntilMs = this.#nowMs() + forMs;
      else this.#silence(this.#laneOf(chatId), forMs);
    }
  }

  /** Takes a job for a chat and begins at once if it may. */
  put(chatId: ChatId, job: Job): void {
    if (this.#closed) {
      job.abandon();
      return;
    }
    this.#laneOf(chatId).add(job, this.#nowMs());
    this.#pump();
  }

  /** Drops what waits for the chat under the name. */
  drop(chatId: ChatId, name: string): void {
    this.#lanes.get(chatId)?.drop(name);
    this.#tellIdle();
  }

  /** Other limits from now on. */
  retune(limits: SendLimits): void {
    this.#limits = limits;
    this.#allChats.retune(limits.allChats, this.#nowMs());
    for (const lane of this.#lanes.values()) lane.retune(limitOf(lane.chatId, limits), this.#nowMs());
    this.#pump();
  }

  /** Nothing goes to any chat for so long; for a flood that is not about one chat. */
  blockAll(forMs: number): void {
    this.#silenceAll(forMs);
    this.#pump();
  }

  /** How many jobs wait or are under way. */
  get depth(): number {
    return [...new Set(this.#lanes.values())].reduce((sum, lane) => sum + lane.size, this.#allUnderWay);
  }

  /** Telegram answers again: what failed and waits for its next attempt goes at once. */
  retryNow(): void {
    for (const lane of this.#lanes.values()) lane.retryNow();
    this.#pump();
  }

  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.add(resolve));
  }

  /** Resolves when idle, at the latest after `timeoutMs`; whether it is. */
  flush(timeoutMs: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const cancel = this.#deps.alarm.after(timeoutMs, () => resolve(this.#isIdle()));
    void this.idle().then(() => {
      cancel();
      resolve(true);
    });
    return promise;
  }

  /** Abandons everything that waits; later jobs are abandoned at once. Calls under way are ended by their owner. */
  close(): void {
    this.#closed = true;
    this.#wake?.();
    for (const lane of new Set(this.#lanes.values())) for (const { job } of lane.takeAll()) job.abandon();
    this.#tellIdle();
  }

  #pump(): void {
    this.#wake?.();
    this.#wake = null;
    while (!this.#closed && this.#underWay < this.#limits.concurrency) {
      const next = this.#next();
      if (next === null) break;
      const waitMs = next.atMs - this.#nowMs();
      if (waitMs > 0) {
        this.#wake = this.#deps.alarm.after(waitMs, () => this.#pump());
        break;
      }
      void this.#attempt(next.lane, next.waiting);
    }
    this.#tellIdle();
  }

  /** Over all lanes the best job that may go now, else the one that may go soonest. */
  #next(): Prospect | null {
    const nowMs = this.#nowMs();
    const barred = [...this.#beside].flatMap(([rank, count]) => (count >= (MOST_BESIDE[rank] ?? 0) ? [rank] : []));
    let best: Prospect | null = null;
    for (const lane of new Set(this.#lanes.values())) {
      const own = lane.prospect(nowMs, barred);
      if (own === null) continue;
      const prospect = { ...own, atMs: Math.max(own.atMs, this.#blockedUntilMs, nowMs + this.#globalWaitMs(own)) };
      if (best === null || comesBefore(prospect, best, nowMs)) best = prospect;
    }
    return best;
  }

  #globalWaitMs(prospect: Prospect): number {
    const { rank } = prospect.waiting.job;
    return this.#allChats.waitMs(this.#nowMs(), rank === 'send' || rank === 'delete' ? 0 : GLOBAL_RESERVE);
  }

  async #attempt(lane: Lane, waiting: Waiting): Promise<void> {
    const nowMs = this.#nowMs();
    const { rank } = waiting.job;
    lane.begin(waiting, nowMs);
    this.#count(rank, 1);
    this.#allChats.take(nowMs);
    const outcome = await this.#outcomeOf(lane, waiting.job);
    this.#count(rank, -1);
    lane.done(rank);
    this.#settle(lane, waiting, outcome);
    this.#pump();
  }

  #count(rank: Rank, change: number): void {
    if (MOST_BESIDE[rank] === undefined) this.#underWay += change;
    else this.#beside.set(rank, (this.#beside.get(rank) ?? 0) + change);
  }

  get #allUnderWay(): number {
    return [...this.#beside.values()].reduce((sum, count) => sum + count, this.#underWay);
  }

  async #outcomeOf(lane: Lane, job: Job): Promise<Outcome> {
    try {
      return await job.attempt(lane.chatId);
    } catch (cause) {
      this.#deps.journal.record({ name: 'telegram.job-broke', level: 'error', data: { rank: job.rank }, cause });
      job.abandon();
      return { kind: 'done' };
    }
  }

  #settle(lane: Lane, waiting: Waiting, outcome: Outcome): void {
    if (outcome.kind !== 'flood' && waiting.job.rank !== 'reaction') this.#flood.passed();
    if (this.#closed && outcome.kind !== 'done') waiting.job.abandon();
    if (this.#closed || outcome.kind === 'done') return;
    if (outcome.kind === 'moved') this.#follow(lane, outcome.to);
    if (outcome.kind === 'flood') this.#hush(lane, outcome.retryAfterMs);
    const failed = outcome.kind === 'again' && outcome.failed;
    const afterMs = outcome.kind === 'again' ? outcome.afterMs : 0;
    const failures = failed ? waiting.failures + 1 : 0;
    const nowMs = this.#nowMs();
    const sinceMs = waiting.job.rank === 'notice' && !failed ? nowMs : waiting.sinceMs;
    this.#laneOf(lane.chatId).putBack({ ...waiting, failures, sinceMs, notBeforeMs: nowMs + afterMs });
  }

  #hush(lane: Lane, retryAfterMs: number): void {
    const everywhere = this.#flood.hit(lane.chatId);
    this.#silence(lane, retryAfterMs);
    this.#deps.memory.paused(lane.chatId, retryAfterMs);
    if (everywhere) this.#silenceAll(retryAfterMs);
    const data = { chat: lane.chatId, retryAfterMs, everywhere };
    this.#deps.journal.record({ name: 'telegram.flood', level: 'warn', data });
  }

  #silenceAll(forMs: number): void {
    this.#blockedUntilMs = Math.max(this.#blockedUntilMs, this.#nowMs() + forMs);
    this.#deps.memory.paused(null, forMs);
  }

  #silence(lane: Lane, forMs: number): void {
    lane.silence(this.#nowMs() + forMs);
  }

  #follow(lane: Lane, to: ChatId): void {
    this.#deps.memory.moved({ from: lane.chatId, to });
    this.#deps.journal.record({ name: 'telegram.chat-moved', level: 'info', data: { from: lane.chatId, to } });
    const there = this.#lanes.get(to) ?? lane;
    for (const [chatId, one] of this.#lanes) if (one === lane) this.#lanes.set(chatId, there);
    this.#lanes.set(to, there);
    lane.move(to);
    if (there !== lane) there.absorb(lane.takeAll());
  }

  #laneOf(chatId: ChatId): Lane {
    const known = this.#lanes.get(chatId);
    if (known !== undefined) return known;
    const lane = new Lane(chatId, new Pace(limitOf(chatId, this.#limits), this.#nowMs()));
    this.#lanes.set(chatId, lane);
    return lane;
  }

  #isIdle(): boolean {
    return this.#allUnderWay === 0 && [...this.#lanes.values()].every((lane) => lane.empty);
  }

  #tellIdle(): void {
    if (!this.#isIdle()) return;
    const waiters = [...this.#idleWaiters];
    this.#idleWaiters.clear();
    for (const resolve of waiters) resolve();
  }

  #nowMs(): number {
    return this.#deps.clock.monotonicMs();
  }
}

function comesBefore(a: Prospect, b: Prospect, nowMs: number): boolean {
  const [aReady, bReady] = [a.atMs <= nowMs, b.atMs <= nowMs];
  if (aReady !== bReady) return aReady;
  if (!aReady) return a.atMs < b.atMs;
  return a.rank !== b.rank ? a.rank < b.rank : a.waiting.sinceMs < b.waiting.sinceMs;
}
