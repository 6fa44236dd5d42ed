import type { Inbound, InboundMessage } from '../../domain/chat/inbound.js';
import { placeOf } from '../../domain/chat/place.js';
import type { ChatId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { TurnedAway } from '../health/turned-away.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { Generations } from '../values/generation.js';

/** How often a chat is told again, in milliseconds. */
const AGAIN_MS = { group: 60_000, channel: 3_600_000 } as const;

const TEXTS = {
  group:
    '🕶 You write as this group, so I can’t tell who you are, and nothing was started. Write in your own name: an ' +
    'administrator can turn off “Remain anonymous” for you. Or write to me in a private chat.',
  channel:
    '📢 Nothing was started: in a channel I can’t tell who posts. Write to me in a private chat, or in a group in your ' +
    'own name.',
} as const;

/** What turning away is built on. */
export interface TurnAwayTools {
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly generations: Generations;
  readonly clock: Clock;
  readonly turnedAway: TurnedAway;
}

/**
 * Lets nobody in who may not use the bot. A stranger hears nothing but that a button does nothing; an administrator who
 * stays anonymous, and whoever posts in a channel of ours, hear how they can be recognised.
 */
export class TurnAway {
  readonly #tools: TurnAwayTools;
  readonly #toldMs = new Map<ChatId, number>();

  constructor(tools: TurnAwayTools) {
    this.#tools = tools;
  }

  /** Nothing here is waited for. */
  take(update: Inbound): void {
    this.#tools.turnedAway.note(update);
    const { bots } = this.#tools;
    const bot = bots.find(({ id }) => id === update.bot) ?? bots.peek();
    if (update.kind === 'message') this.#explain(update, bot);
    else void bot?.channel.answerButton(update.buttonId, 'You are not allowed to use this bot.');
  }

  #explain(message: InboundMessage, bot: ChatBot | null): void {
    const as = nameless(message);
    if (as === null || !this.#tools.generations.current().access.knows(message.chatId)) return;
    const now = this.#tools.clock.monotonicMs();
    if (now - (this.#toldMs.get(message.chatId) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS[as]) return;
    this.#toldMs.set(message.chatId, now);
    const options = { replyTo: message.messageId, silent: true };
    void bot?.channel.say(placeOf(message), { markdown: TEXTS[as] }, options);
  }
}

/** Who is told: whoever writes in a group in the name of a channel is a stranger. */
function nameless({ onBehalfOf, chatKind }: InboundMessage): 'group' | 'channel' | null {
  if (onBehalfOf === 'channel') return chatKind === 'channel' ? 'channel' : null;
  return onBehalfOf ?? null;
}
