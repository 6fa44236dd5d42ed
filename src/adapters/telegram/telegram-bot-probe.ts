import type { BotProbe, BotSelf, ProbeProblem } from '../../application/ports/chat/bot-probe.js';
import type { ChatId } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { BotCalls } from './calls/bot-calls.js';
import type { CallProblem } from './calls/call-problem.js';
import type { BotIdentity } from './calls/patient-api.js';

/** How long another program has to ask again after our poll has ended its own, in seconds. */
const WATCHED_S = 3;

/** Asks the Bot API, each question once. */
export class TelegramBotProbe implements BotProbe {
  readonly #calls: BotCalls;
  #clockAheadMs: number | null = null;

  constructor(bot: BotIdentity, alarm: Alarm, clock: Clock) {
    const timed: typeof fetch = async (url, init) => {
      const response = await fetch(url, init);
      const date = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(date)) this.#clockAheadMs = clock.now() - date;
      return response;
    };
    this.#calls = new BotCalls(bot, alarm, { fetch: timed, ended: () => undefined });
  }

  async me(): Promise<Result<BotSelf, ProbeProblem>> {
    const me = await this.#calls.getMe();
    if (!me.ok) return fail(problemOf(me.problem));
    const { username, readsGroups } = me.value;
    return ok({ username, readsGroups, clockAheadMs: this.#clockAheadMs });
  }

  async chat(chatId: ChatId): Promise<Result<null, ProbeProblem>> {
    const chat = await this.#calls.getChat(chatId);
    return chat.ok ? ok(null) : fail(problemOf(chat.problem));
  }

  async webhook(): Promise<Result<string | null, ProbeProblem>> {
    const url = await this.#calls.webhookUrl();
    if (!url.ok) return fail(problemOf(url.problem));
    return ok(url.value === '' ? null : (URL.parse(url.value)?.host ?? '?'));
  }

  async removeWebhook(): Promise<Result<null, ProbeProblem>> {
    const removed = await this.#calls.deleteWebhook();
    return removed.ok ? ok(null) : fail(problemOf(removed.problem));
  }

  /** A poll of ours ends the other’s, which asks again and so ends ours. */
  async isPolledElsewhere(): Promise<boolean> {
    const polled = await this.#calls.getUpdates({ offset: null, timeoutS: WATCHED_S, limit: 1 });
    return !polled.ok && polled.problem.kind === 'conflict' && !polled.problem.webhook;
  }
}

function problemOf({ kind, reason }: CallProblem): ProbeProblem {
  const isUnreachable = kind === 'unavailable' || kind === 'flood' || kind === 'stopped';
  return { kind: isUnreachable ? 'unreachable' : 'refused', reason };
}
