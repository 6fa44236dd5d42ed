import type { Instant } from '../../../domain/ports/clock.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import type { PastSpell } from '../../values/past-spell.js';
import { escapeMarkdown } from '../text/markdown.js';

/** So many updates come with one poll at most: there may be more. */
const FULL_BATCH = 100;

/** That another program polls with the bot’s token; Markdown. */
export function conflictText(spell: PastSpell, zone: string): string {
  const since = `since ${escapeMarkdown(`${timeOf(spell.from, zone)}, ${zone}`)} (${conflicts(spell)})`;
  return `👥 Another program has been polling with this bot’s token ${since}. It may get messages that are meant for this one: stop it, or give it a bot of its own.`;
}

/** What a spell was in which the bot did not hear, or in turns only, and how many updates came behind it; Markdown. */
export function spellOverText(spell: PastSpell, arrived: number, zone: string): string {
  const clockTimes = `${timeOf(spell.from, zone)} – ${timeOf(spell.until, zone)}, ${zone}`;
  const when = `for ${formatSpan(spell.lengthMs)} (${escapeMarkdown(clockTimes)})`;
  return spell.conflicts > 0
    ? `👥 Another program polled with this bot’s token ${when}, ${conflicts(spell)}. The messages that it took were not seen here.`
    : `🔇 Nothing was heard from Telegram ${when}: ${escapeMarkdown(spell.trouble)}. ${meanwhile(arrived)}`;
}

function conflicts({ conflicts: count }: PastSpell): string {
  return count === 1 ? '1 conflict' : `${count} conflicts`;
}

function meanwhile(arrived: number): string {
  if (arrived === 0) return 'Nothing came in the meantime.';
  const count = arrived >= FULL_BATCH ? `At least ${arrived}` : `${arrived}`;
  return arrived === 1 ? '1 message came in the meantime.' : `${count} messages came in the meantime.`;
}

function timeOf(instant: Instant, timeZone: string): string {
  const fields = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-GB', { ...fields, timeZone }).format(instant);
}
