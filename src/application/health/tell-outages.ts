import type { Clock } from '../../domain/ports/clock.js';
import type { ChatBot } from '../ports/chat/chat-bot.js';
import type { ConnectivityListener, PollFailure } from '../ports/chat/connectivity-listener.js';
import type { Generations } from '../values/generation.js';
import { ownerChats } from '../values/owner-chats.js';
import { conflictText, spellOverText } from '../wording/health/outage-text.js';
import { Outage } from './outage.js';

/** Tells the owner, once the bot hears again, that it had been deaf, and of another program that polls with its token. */
export class TellOutages implements ConnectivityListener {
  readonly #generations: Generations;
  readonly #clock: Clock;
  /** By the bot's id, so that a spell goes on if the bot is opened anew meanwhile. */
  readonly #spells = new Map<number, Outage>();

  constructor(generations: Generations, clock: Clock) {
    this.#generations = generations;
    this.#clock = clock;
  }

  failed(bot: ChatBot, failure: PollFailure): void {
    const spell = this.#spells.get(bot.id) ?? new Outage(this.#clock, failure);
    this.#spells.set(bot.id, spell);
    const sofar = spell.failed(failure);
    if (sofar !== null) this.#tell(bot, conflictText(sofar, this.#zone()));
  }

  heard(bot: ChatBot, arrived: number): void {
    const heard = this.#spells.get(bot.id)?.heard();
    if (heard?.over !== true) return;
    this.#spells.delete(bot.id);
    if (heard.told === null) return;
    this.#tell(bot, spellOverText(heard.told, arrived, this.#zone()));
  }

  #tell(bot: ChatBot, markdown: string): void {
    const generation = this.#generations.peek();
    if (generation === null) return;
    for (const chatId of ownerChats(generation)) {
      void bot.channel.notice({ place: { chatId, threadId: null }, markdown });
    }
  }

  #zone(): string {
    return this.#generations.peek()?.config.triggers.defaultTimezone ?? 'UTC';
  }
}
