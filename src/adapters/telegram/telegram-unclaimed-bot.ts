import type { BotNews, BotTrouble, FirstButton, UnclaimedBot } from '../../application/ports/chat/unclaimed-bot.js';
import type { ChatId, UserId } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { BotCalls } from './calls/bot-calls.js';
import type { CallProblem } from './calls/call-problem.js';
import type { BotIdentity } from './calls/patient-api.js';
import { fieldsOf, integerOf } from './poll/fields.js';
import { inbound, updateIdOf } from './poll/inbound.js';

const UPDATES_AT_ONCE = 100;
const PRESENT: ReadonlySet<unknown> = new Set(['member', 'administrator', 'creator', 'restricted']);

const LOOK_AGAIN_MS = 1_000;

/** How updates are taken: `keep` leaves them all for the program whose bot it is. */
export type UpdateTaking = 'take' | 'keep';

/** A bot's updates while no program takes them. */
export class TelegramUnclaimedBot implements UnclaimedBot {
  readonly #calls: BotCalls;
  readonly #alarm: Alarm;
  readonly #taking: UpdateTaking;
  #next: number | null = null;

  constructor(bot: BotIdentity, alarm: Alarm, taking: UpdateTaking) {
    this.#calls = new BotCalls(bot, alarm, { fetch, ended: () => undefined });
    this.#alarm = alarm;
    this.#taking = taking;
  }

  async me(): Promise<Result<{ readonly username: string }, BotTrouble>> {
    return orTrouble(await this.#calls.getMe());
  }

  async news(waitS: number, stop: StopSignal): Promise<Result<readonly BotNews[], BotTrouble>> {
    const ending = new AbortController();
    const end = () => ending.abort();
    if (stop.aborted) end();
    stop.addEventListener('abort', end);
    const offset = this.#taking === 'take' ? this.#next : null;
    const updates = await this.#calls.getUpdates({ offset, timeoutS: waitS, limit: UPDATES_AT_ONCE }, ending.signal);
    stop.removeEventListener('abort', end);
    if (!updates.ok) return orTrouble(updates);
    const fresh = updates.value.filter((update) => (updateIdOf(update) ?? 0) >= (this.#next ?? 0));
    if (this.#taking === 'keep') {
      // Telegram shows no more of them, so that a code behind them would never be seen.
      if (updates.value.length >= UPDATES_AT_ONCE && fresh.length === 0) return fail({ kind: 'crowded', reason: '' });
      if (updates.value.length > 0 && fresh.length === 0 && waitS > 0) await this.#pause(ending.signal);
    }
    for (const update of fresh) this.#next = Math.max(this.#next ?? 0, (updateIdOf(update) ?? 0) + 1);
    return ok(fresh.flatMap(newsOf));
  }

  async settle(): Promise<void> {
    if (this.#next === null || this.#taking === 'keep') return;
    // What this answers is not looked at, and comes again.
    await this.#calls.getUpdates({ offset: this.#next, timeoutS: 0, limit: 1 });
  }

  async removeWebhook(): Promise<Result<void, BotTrouble>> {
    return orTrouble(await this.#calls.deleteWebhook());
  }

  async isAdministrator(chatId: ChatId, user: UserId): Promise<boolean | null> {
    const status = await this.#calls.memberStatus(chatId, user);
    return status.ok ? status.value === 'creator' || status.value === 'administrator' : null;
  }

  async say(chatId: ChatId, text: string, button?: FirstButton): Promise<Result<void, BotTrouble>> {
    const keyboard = button === undefined ? [] : [[{ text: button.label, callback_data: button.data }]];
    const envelope = { chatId, threadId: null, replyTo: null, silent: false };
    const sent = await this.#calls.sendMessage({ ...envelope, text: { text, entities: [] }, keyboard });
    return sent.ok ? ok(undefined) : orTrouble(sent);
  }

  /** What is kept is answered at once each time. */
  #pause(stop: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#alarm.after(LOOK_AGAIN_MS, resolve);
      stop.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });
  }
}

function newsOf(update: unknown): readonly BotNews[] {
  const added = fieldsOf(fieldsOf(update)?.['my_chat_member']);
  if (added !== null) return addedIn(added);
  const read = inbound(update, 0);
  if (!read.ok || read.value.kind !== 'message' || read.value.edited === true || read.value.forwarded) return [];
  const { chatId, chatKind, sender, text } = read.value;
  const kind = chatKind === 'supergroup' ? 'group' : chatKind;
  const person = sender === null || sender.isBot ? null : sender;
  return [{ kind: 'said', chatId, chatKind: kind, sender: person?.id ?? null, text, name: person?.name ?? '' }];
}

/** Only coming in counts, not a new standing of a bot that was there: https://core.telegram.org/bots/api#chatmemberupdated */
function addedIn(change: Readonly<Record<string, unknown>>): readonly BotNews[] {
  const chatId = integerOf(fieldsOf(change['chat'])?.['id']);
  const by = integerOf(fieldsOf(change['from'])?.['id']);
  const was = fieldsOf(change['old_chat_member'])?.['status'];
  const is = fieldsOf(change['new_chat_member'])?.['status'];
  return chatId === null || by === null || PRESENT.has(was) || !PRESENT.has(is) ? [] : [{ kind: 'added', chatId, by }];
}

function orTrouble<T>(called: Result<T, CallProblem>): Result<T, BotTrouble> {
  return called.ok ? called : fail({ kind: kindOf(called.problem), reason: called.problem.reason });
}

function kindOf(problem: CallProblem): BotTrouble['kind'] {
  switch (problem.kind) {
    case 'conflict':
      return problem.webhook ? 'webhook' : 'contested';
    case 'unavailable':
    case 'flood':
      return 'unreachable';
    case 'stopped':
      return 'stopped';
    default:
      return 'refused';
  }
}
