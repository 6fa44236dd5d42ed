import type { Inbound, InboundMessage } from '../../domain/chat/inbound.js';
import { placeOf } from '../../domain/chat/place.js';
import type { ChatId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { TurnedAway } from '../health/turned-away.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { Generations } from '../values/generation.js';
import { NAMELESS_TEXTS, type Nameless, NOT_ALLOWED } from '../wording/chat/nameless-text.js';

/** How often a chat is told again, in milliseconds. */
const AGAIN_MS: Readonly<Record<Nameless, number>> = { group: 60_000, channel: 3_600_000 };

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
    else void bot?.channel.answerButton(update.buttonId, NOT_ALLOWED);
  }

  #explain(message: InboundMessage, bot: ChatBot | null): void {
    const as = nameless(message);
    if (as === null || !this.#tools.generations.current().access.knows(message.chatId)) return;
    const now = this.#tools.clock.monotonicMs();
    if (now - (this.#toldMs.get(message.chatId) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS[as]) return;
    this.#toldMs.set(message.chatId, now);
    const options = { replyTo: message.messageId, silent: true };
    void bot?.channel.say(placeOf(message), { markdown: NAMELESS_TEXTS[as] }, options);
  }
}

/** Who is told: whoever writes in a group in the name of a channel is a stranger. */
function nameless({ onBehalfOf, chatKind }: InboundMessage): Nameless | null {
  if (onBehalfOf === 'channel') return chatKind === 'channel' ? 'channel' : null;
  return onBehalfOf ?? null;
}
