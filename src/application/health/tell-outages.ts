import type { Clock, Instant } from '../../domain/ports/clock.js';
import { formatSpan } from '../../domain/schedule/delay.js';
import type { ChatBot } from '../ports/chat/chat-bot.js';
import type { ConnectivityListener, PollFailure } from '../ports/chat/connectivity-listener.js';
import type { Generations } from '../values/generation.js';
import { ownerChats } from '../values/owner-chats.js';
import { escapeMarkdown } from '../wording/text/markdown.js';
import { Outage, type PastSpell } from './outage.js';

/** So many updates come with one poll at most: there may be more. */
const FULL_BATCH = 100;

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
    if (sofar !== null)
      this.#tell(bot, `👥 Another program polls with this bot’s token ${this.#since(sofar)}. ${MEND}`);
  }

  heard(bot: ChatBot, arrived: number): void {
    const heard = this.#spells.get(bot.id)?.heard();
    if (heard?.over !== true) return;
    this.#spells.delete(bot.id);
    if (heard.told === null) return;
    const when = this.#when(heard.told);
    this.#tell(
      bot,
      heard.told.conflicts > 0
        ? `👥 Another program polled with this bot’s token ${when}, ${conflicts(heard.told)}. What it took was not seen here.`
        : `🔇 Nothing was heard from Telegram ${when}: ${escapeMarkdown(heard.told.trouble)}. ${meanwhile(arrived)}`,
    );
  }

  #tell(bot: ChatBot, markdown: string): void {
    const generation = this.#generations.peek();
    if (generation === null) return;
    for (const chatId of ownerChats(generation)) {
      void bot.channel.notice({ place: { chatId, threadId: null }, markdown });
    }
  }

  #when({ from, until, lengthMs }: PastSpell): string {
    const zone = this.#zone();
    const clockTimes = `${timeOf(from, zone)} – ${timeOf(until, zone)}, ${zone}`;
    return `for ${formatSpan(lengthMs)} (${escapeMarkdown(clockTimes)})`;
  }

  #since(spell: PastSpell): string {
    const zone = this.#zone();
    return `since ${escapeMarkdown(`${timeOf(spell.from, zone)}, ${zone}`)} (${conflicts(spell)})`;
  }

  #zone(): string {
    return this.#generations.peek()?.config.triggers.defaultTimezone ?? 'UTC';
  }
}

const MEND = 'It may get messages that are meant for this one: stop it, or give it a bot of its own.';

function conflicts({ conflicts: count }: PastSpell): string {
  return count === 1 ? '1 conflict' : `${count} conflicts`;
}

function meanwhile(arrived: number): string {
  if (arrived === 0) return 'Nothing had come meanwhile.';
  const count = arrived >= FULL_BATCH ? `At least ${arrived}` : `${arrived}`;
  return arrived === 1 ? '1 message had come meanwhile.' : `${count} messages had come meanwhile.`;
}

function timeOf(instant: Instant, timeZone: string): string {
  const fields = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-GB', { ...fields, timeZone }).format(instant);
}
