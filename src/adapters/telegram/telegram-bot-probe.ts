import type { BotProbe, ProbeProblem } from '../../application/ports/chat/bot-probe.js';
import type { ChatId } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { BotCalls } from './calls/bot-calls.js';
import type { CallProblem } from './calls/call-problem.js';
import type { BotIdentity } from './calls/patient-api.js';

/** Asks the Bot API, each question once. */
export class TelegramBotProbe implements BotProbe {
  readonly #calls: BotCalls;

  constructor(bot: BotIdentity, alarm: Alarm) {
    this.#calls = new BotCalls(bot, alarm, { fetch, ended: () => undefined });
  }

  async me(): Promise<Result<{ readonly username: string }, ProbeProblem>> {
    const me = await this.#calls.getMe();
    return me.ok ? ok({ username: me.value.username }) : fail(problemOf(me.problem));
  }

  async chat(chatId: ChatId): Promise<Result<null, ProbeProblem>> {
    const chat = await this.#calls.getChat(chatId);
    return chat.ok ? ok(null) : fail(problemOf(chat.problem));
  }
}

function problemOf({ kind, reason }: CallProblem): ProbeProblem {
  const isUnreachable = kind === 'unavailable' || kind === 'flood' || kind === 'stopped';
  return { kind: isUnreachable ? 'unreachable' : 'refused', reason };
}
