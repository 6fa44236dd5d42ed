import type { Chrono, ParsedResult } from 'chrono-node';
import type { SpokenTime, SpokenTimes, SpokenWhen } from '../../domain/ports/spoken-times.js';
import { withClockWords } from './clock-words.js';
import { beginsAsClock, countsOn, hoursBehind, namedHour } from './hours-by-name.js';
import { isOfPast, isOnlyAbbreviation, leavesTimeBehind, WORDS_BEFORE } from './word-lists.js';

/** How much of a text is looked at, in UTF-16 units: no time takes more words. */
const LOOKED_AT = 80;

/** A time around which no clock is ever set, so that spans are counted as they pass. */
const PLAIN_TIME = Date.UTC(2026, 0, 15, 12);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One language’s reading of the beginning of a text. */
interface Found {
  readonly chrono: Chrono;
  readonly result: ParsedResult;
  readonly end: number;
}

/** Reads times by the package chrono-node, which is loaded when there is something to read; in eleven languages. */
export class ChronoSpokenTimes implements SpokenTimes {
  #languages: Promise<readonly Chrono[]> | null = null;

  async read(text: string, local: number): Promise<SpokenTime | null> {
    this.#languages ??= loaded();
    const beginning = text.trimStart().slice(0, LOOKED_AT);
    const found = (await this.#languages).flatMap((chrono) => foundBy(chrono, beginning, local));
    const [first, ...others] = found;
    if (first === undefined) return null;
    // The first language that reads the most; the others may know a part of the words only.
    const best = others.reduce((longest, one) => (one.end > longest.end ? one : longest), first);
    const rest = text.trimStart().slice(best.end);
    if (leavesTimeBehind(rest)) return null;
    return {
      when: whenOf(best, beginning, local),
      written: beginning.slice(0, best.end).trim().replace(/\s+/g, ' '),
      text: rest.replace(/^[\s,:;–—-]+/, '').trimEnd(),
    };
  }
}

async function loaded(): Promise<readonly Chrono[]> {
  const languages = await Promise.all([
    import('chrono-node/en'),
    import('chrono-node/de'),
    import('chrono-node/fr'),
    import('chrono-node/es'),
    import('chrono-node/pt'),
    import('chrono-node/ja'),
    import('chrono-node/it'),
    import('chrono-node/nl'),
    import('chrono-node/ru'),
    import('chrono-node/uk'),
    import('chrono-node/zh'),
  ]);
  const [en, de, fr, es, pt, ja, it, nl, ru, uk, zh] = languages.map(({ casual }) => casual);
  return [
    en && withClockWords(en, 'en'),
    de && withClockWords(de, 'de'),
    fr,
    es,
    pt,
    ja,
    it,
    nl && withClockWords(nl, 'nl'),
    ru,
    uk,
    zh,
  ].filter((one) => one !== undefined);
}

function parsed(chrono: Chrono, text: string, local: number): ParsedResult | undefined {
  return chrono.parse(text, { instant: new Date(local), timezone: 0 }, { forwardDate: true })[0];
}

function foundBy(chrono: Chrono, beginning: string, local: number): readonly Found[] {
  const result = parsed(chrono, beginning, local);
  if (result === undefined || !WORDS_BEFORE.test(beginning.slice(0, result.index))) return [];
  const words = result.text.trimEnd();
  const read = result.index + words.length;
  const end = read + hoursBehind(beginning.slice(0, read), beginning.slice(read));
  if (countsOn(beginning.slice(0, end), beginning.slice(end))) return [];
  const isWhole = !/^[\p{L}\p{N}]/u.test(beginning.slice(end)) || /[\p{Script=Han}\p{Script=Hiragana}]$/u.test(words);
  const isWhile = result.start.tags().has('result/relativeDateAndTime');
  if (isWhile && beginsAsClock(beginning) && namedHour(beginning.slice(0, end)) === null) return [];
  const isTime = isWhole && saysWhen(result) && !isOnlyAbbreviation(words) && result.end == null;
  return isTime ? [{ chrono, result, end }] : [];
}

/** Whether it says more than a month: a day, a time of day or a while. */
function saysWhen({ start }: ParsedResult): boolean {
  const tags = start.tags();
  return (
    start.isCertain('day') ||
    start.isCertain('weekday') ||
    start.isCertain('hour') ||
    start.isCertain('meridiem') ||
    [...tags].some((tag) => tag.startsWith('casualReference/')) ||
    (tags.has('result/relativeDate') && start.isCertain('month'))
  );
}

function whenOf({ chrono, result: { start }, end }: Found, beginning: string, now: number): SpokenWhen {
  const words = beginning.slice(0, end);
  const local = localOf(start);
  const tags = start.tags();
  if (tags.has('casualReference/now')) return { kind: 'span', ms: 0 };
  const hour = namedHour(words);
  if (hour !== null) return atHour(hour, now);
  if (tags.has('result/relativeDateAndTime') || UNTAGGED_SPAN.test(words)) {
    const again = parsed(chrono, words, PLAIN_TIME);
    return { kind: 'span', ms: again === undefined ? 0 : localOf(again.start) - PLAIN_TIME };
  }
  // A day that is gone is put into the next week by what looks ahead.
  if (isOfPast(words)) return { kind: 'local', local: 0, clock: 'said' };
  if (!start.isCertain('hour')) {
    const isTagged = start.isCertain('meridiem') || [...tags].some((tag) => PARTS_OF_DAY.has(tag));
    if (!isTagged && !UNTAGGED_PARTS.test(words)) return { kind: 'local', local, clock: 'open' };
    // In some languages the minutes are those of now.
    return { kind: 'local', local: local - (local % HOUR_MS), clock: 'part-of-day' };
  }
  const offset = start.isCertain('timezoneOffset') ? start.get('timezoneOffset') : null;
  if (offset !== null) return { kind: 'instant', instant: local - offset * 60_000 };
  const isOpen = !start.isCertain('meridiem') && !/\d\d?[:h.]\d\d/.test(words) && !PART_WORDS.test(words);
  return { kind: 'local', local, clock: isOpen ? 'twelve-hours' : 'said' };
}

/** The next time that the clock shows that hour, be it on the other half of its face. */
function atHour(hour: number, now: number): SpokenWhen {
  const today = now - (now % DAY_MS) + hour * HOUR_MS;
  const isTold = hour === 0 || hour > 12;
  const next = [today, ...(isTold ? [] : [today + DAY_MS / 2]), today + DAY_MS].find((local) => local > now);
  return { kind: 'local', local: next ?? today + DAY_MS, clock: isTold ? 'said' : 'twelve-hours' };
}

const PARTS_OF_DAY: ReadonlySet<string> = new Set(
  ['morning', 'noon', 'afternoon', 'evening', 'tonight', 'night', 'midnight'].map((part) => `casualReference/${part}`),
);

/** Whiles in the languages for which the package says nothing of them. */
const UNTAGGED_SPAN = /(?:小时|小時|分钟|分鐘|秒)[之以]?[后後]$/u;

/** Parts of the day in the languages for which the package says nothing of them. */
const UNTAGGED_PARTS = /(?:ochtend|middag|avond|nacht)(?!\p{L})|[早晚夜]|[上下中正]午/iu;

/** Words for one time of day. */
const PART_WORDS =
  /noon|midnight|mitternacht|mittag|midi|minuit|mediod[ií]a|medianoche|meio-dia|meia-noite|mezzogiorno|mezzanotte|middernacht|uhr|uur|п[оі]лдень|п[оі]лноч|оп[іи]в(?:дні|ночі)|утра|вечера|正午|午[前後]|[上下]午|中午|午夜|[時点點]/iu;

function localOf(start: ParsedResult['start']): number {
  const [year, month, day] = [start.get('year') ?? 0, start.get('month') ?? 1, start.get('day') ?? 1];
  const [hour, minute, second] = [start.get('hour') ?? 0, start.get('minute') ?? 0, start.get('second') ?? 0];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
