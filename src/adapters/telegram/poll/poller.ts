import type { PollHealth } from '../../../application/ports/chat/chat-bot.js';
import type { ChatNews } from '../../../application/ports/chat/chat-news.js';
import type { PollFailure } from '../../../application/ports/chat/connectivity-listener.js';
import type { Journal } from '../../../application/ports/system/journal.js';
import type { Inbound, UpdateIntake } from '../../../domain/chat/inbound.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { Clock } from '../../../domain/ports/clock.js';
import type { TokenSource } from '../../../domain/ports/token-source.js';
import { backoffMs } from '../calls/backoff.js';
import type { BotCalls } from '../calls/bot-calls.js';
import type { CallProblem } from '../calls/call-problem.js';
import { chatMove, reachedChat } from './chat-facts.js';
import { inbound, updateIdOf } from './inbound.js';
import { OutageLog } from './outage-log.js';
import { PollRecord } from './poll-record.js';

/** Is told how the polls of one bot go. */
export interface PollListener {
  failed(failure: PollFailure): void;
  /** So many updates arrived; `again` if polls had failed before. */
  heard(arrived: number, again: boolean): void;
}

/** What a poller works with; `bot` is the bot's user id. */
export interface PollerDeps {
  readonly calls: BotCalls;
  readonly bot: number;
  readonly intake: UpdateIntake;
  readonly listener: PollListener;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly tokens: TokenSource;
  readonly journal: Journal;
  readonly chats: ChatNews;
}

const LONG_POLL_S = 50;
const BATCH = 100;
const CONFIRM_WITHIN_MS = 2_000;

/**
 * Asks Telegram for updates, one poll after the other, and hands them on. The offset, which is what acknowledges them to
 * Telegram, moves only when the intake has them on disk; until then the same updates are asked for again.
 */
export class Poller {
  /** Resolves once a poll has been answered well. */
  readonly hearing: Promise<void>;
  /** Resolves with the reason if polling has become hopeless: the token was revoked. */
  readonly died: Promise<unknown>;
  readonly #deps: PollerDeps;
  readonly #record: PollRecord;
  readonly #outages: OutageLog;
  readonly #stopping = new AbortController();
  readonly #heard: () => void;
  readonly #die: (reason: unknown) => void;
  #loop: Promise<void> | null = null;
  #offset: number | null = null;
  #unconfirmed = false;

  constructor(deps: PollerDeps) {
    this.#deps = deps;
    this.#record = new PollRecord(deps.clock);
    this.#outages = new OutageLog(deps.clock);
    const hearing = Promise.withResolvers<void>();
    const died = Promise.withResolvers<unknown>();
    [this.hearing, this.#heard] = [hearing.promise, hearing.resolve];
    [this.died, this.#die] = [died.promise, died.resolve];
  }

  get health(): PollHealth {
    return this.#record.health;
  }

  /** Begins to poll; a second call does nothing. */
  start(): void {
    this.#loop ??= this.#run().finally(() => this.#record.expect(null));
  }

  /** Ends the poll under way, lets the intake finish and confirms to Telegram what it has; polls no more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    if (!this.#unconfirmed) return;
    this.#unconfirmed = false;
    const poll = { offset: this.#offset, timeoutS: 0, limit: 1 };
    await this.#deps.calls.getUpdates(poll, undefined, CONFIRM_WITHIN_MS);
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      // Waiting long is for when we know that we hear.
      const deaf = this.#record.health.lastGoodPollAt === null || this.#record.health.failures > 0;
      const poll = { offset: this.#offset, timeoutS: deaf ? 0 : LONG_POLL_S, limit: BATCH };
      const begunMs = this.#deps.clock.monotonicMs();
      this.#record.expect(poll.timeoutS * 1_000);
      const polled = await this.#deps.calls.getUpdates(poll, this.#stopping.signal);
      if (!polled.ok) {
        const nowMs = this.#deps.clock.monotonicMs();
        const isOverdue = nowMs > begunMs + poll.timeoutS * 1_000;
        if (!(await this.#afterProblem(polled.problem, isOverdue ? begunMs : nowMs))) return;
        continue;
      }
      this.#unconfirmed = false;
      const trouble = await this.#take(polled.value);
      if (trouble === null) this.#good(polled.value.length);
      else {
        const failures = this.#bad({ trouble, conflict: false, sinceMs: this.#deps.clock.monotonicMs() });
        await this.#pause(backoffMs(failures, this.#deps.tokens));
      }
    }
  }

  /** Puts a batch on disk and moves the offset past it; what went wrong, or `null`. */
  async #take(updates: readonly unknown[]): Promise<string | null> {
    if (updates.length === 0) return null;
    const ids = updates.map(updateIdOf).filter((id) => id !== null);
    if (ids.length === 0) return 'updates came without ids';
    const accepted = updates.map((update) => this.#read(update)).filter((one) => one !== null);
    try {
      if (accepted.length > 0) await this.#deps.intake.accept(accepted);
    } catch (cause) {
      this.#deps.journal.record({ name: 'telegram.accept-failed', level: 'error', cause });
      return 'what arrived could not be stored';
    }
    this.#offset = Math.max(...ids) + 1;
    this.#unconfirmed = true;
    const data = { count: updates.length };
    this.#deps.journal.record({ name: 'telegram.updates-accepted', level: 'debug', data });
    return null;
  }

  #read(update: unknown): Inbound | null {
    const move = chatMove(update);
    if (move !== null) this.#deps.chats.moved(move);
    const reached = reachedChat(update);
    if (reached !== null) this.#deps.chats.reached(reached);
    const read = inbound(update, this.#deps.bot);
    if (read.ok) return read.value;
    const { reason, malformed } = read.problem;
    const data = { update: updateIdOf(update), reason };
    this.#deps.journal.record({ name: 'telegram.update-skipped', level: malformed ? 'warn' : 'debug', data });
    return null;
  }

  /** Waits as long as the problem asks for; whether there is any use in polling again. */
  async #afterProblem(problem: CallProblem, sinceMs: number): Promise<boolean> {
    if (problem.kind === 'stopped') return false;
    const failures = this.#bad({ trouble: problem.reason, conflict: problem.kind === 'conflict', sinceMs });
    if (problem.kind === 'unauthorized' && problem.reason.startsWith('401')) {
      this.#die(`Telegram refuses the bot's token: ${problem.reason}`);
      return false;
    }
    if (problem.kind === 'conflict' && problem.webhook) await this.#removeWebhook();
    const backoff = backoffMs(failures, this.#deps.tokens);
    await this.#pause(problem.kind === 'flood' ? Math.max(problem.retryAfterMs, backoff) : backoff);
    return true;
  }

  async #removeWebhook(): Promise<void> {
    this.#deps.journal.record({ name: 'telegram.webhook-removed', level: 'warn' });
    await this.#deps.calls.deleteWebhook();
  }

  #good(arrived: number): void {
    const failures = this.#record.good();
    const news = this.#outages.good(failures > 0);
    if (news !== null) {
      const data = { failures: Math.max(failures, news.failures) };
      this.#deps.journal.record({ name: `telegram.${news.event}`, level: 'info', data });
    }
    this.#heard();
    this.#deps.listener.heard(arrived, failures > 0);
  }

  #bad(failure: PollFailure): number {
    const { trouble, conflict } = failure;
    const failures = this.#record.bad(trouble, conflict);
    const level = this.#outages.failed(conflict ? 'conflict' : 'other') ? 'warn' : 'debug';
    const data = { trouble, failures, conflict };
    this.#deps.journal.record({ name: 'telegram.poll-failed', level, data });
    this.#deps.listener.failed(failure);
    return failures;
  }

  #pause(ms: number): Promise<void> {
    const { signal } = this.#stopping;
    if (signal.aborted) return Promise.resolve();
    this.#record.expect(ms);
    return new Promise((resolve) => {
      const cancel = this.#deps.alarm.after(ms, () => {
        signal.removeEventListener('abort', end);
        resolve();
      });
      const end = () => {
        cancel();
        resolve();
      };
      signal.addEventListener('abort', end, { once: true });
    });
  }
}
