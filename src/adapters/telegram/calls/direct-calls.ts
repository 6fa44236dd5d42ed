import type { Journal } from '../../../application/ports/system/journal.js';
import type { ChatId, UserId } from '../../../domain/ids.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { TokenSource } from '../../../domain/ports/token-source.js';
import { backoffMs } from './backoff.js';
import type { BotCalls, Called } from './bot-calls.js';
import type { CallProblem } from './call-problem.js';

/** What direct calls work with; `flooded` is told of a 429, which here is never about one chat. */
export interface DirectCallsDeps {
  readonly calls: BotCalls;
  readonly alarm: Alarm;
  readonly tokens: TokenSource;
  readonly journal: Journal;
  readonly flooded: (retryAfterMs: number) => void;
}

/** Telegram's limits for a toast and for a command's description, in characters. */
const TOAST_LENGTH = 200;
const DESCRIPTION_LENGTH = 256;
/** A button that was not answered by then has stopped waiting, or nearly so. */
const LONGEST_WAIT_MS = 10_000;

/** Calls that go past the outbox: they are no messages and must not wait behind any. */
export class DirectCalls {
  readonly #deps: DirectCallsDeps;

  constructor(deps: DirectCallsDeps) {
    this.#deps = deps;
  }

  /** Ends the waiting state of a button; a failure is tried again once, then only logged. */
  async answerButton(buttonId: string, toast: string | null): Promise<void> {
    const text = toast === null ? null : toast.slice(0, TOAST_LENGTH);
    await this.#try('answer-button', 2, () => this.#deps.calls.answerCallbackQuery(buttonId, text));
  }

  /** Whether the user is the chat's creator or an administrator; `null` if Telegram doesn't say. */
  async isAdministrator(chatId: ChatId, userId: UserId): Promise<boolean | null> {
    const status = await this.#try('member', 2, () => this.#deps.calls.memberStatus(chatId, userId));
    return status === null ? null : status === 'creator' || status === 'administrator';
  }

  /** Sets the command menu; a failure is tried again twice, then only logged. */
  async setMenu(commands: readonly { readonly name: string; readonly description: string }[]): Promise<void> {
    const short = commands.map((one) => ({ ...one, description: one.description.slice(0, DESCRIPTION_LENGTH) }));
    await this.#try('menu', 3, () => this.#deps.calls.setMyCommands(short));
  }

  async #try<T>(what: 'answer-button' | 'member' | 'menu', attempts: number, call: () => Called<T>): Promise<T | null> {
    for (let attempt = 1; ; attempt++) {
      const answer = await call();
      if (answer.ok) return answer.value;
      const waitMs = this.#waitMs(answer.problem, attempt);
      if (attempt < attempts && waitMs !== null && waitMs <= LONGEST_WAIT_MS) {
        await new Promise<void>((resolve) => void this.#deps.alarm.after(waitMs, resolve));
        continue;
      }
      const { kind, reason } = answer.problem;
      if (kind !== 'stopped') {
        this.#deps.journal.record({ name: `telegram.${what}-failed`, level: 'warn', data: { reason } });
      }
      return null;
    }
  }

  /** How long to wait before the call is made again; `null` if it never is. */
  #waitMs(problem: CallProblem, attempt: number): number | null {
    if (problem.kind === 'unavailable') return backoffMs(attempt, this.#deps.tokens);
    if (problem.kind !== 'flood') return null;
    this.#deps.flooded(problem.retryAfterMs);
    return problem.retryAfterMs;
  }
}
