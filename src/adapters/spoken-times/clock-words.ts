import type { Chrono } from 'chrono-node';

/** A clock time; the half of the day where it is said. */
type ClockTime = { readonly hour: number; readonly minute: number; readonly meridiem?: 0 | 1 };

/** How a language tells the clock in words that the package chrono-node leaves out. */
interface ClockWords {
  readonly hours: string;
  /** What stands before the hour for thirty minutes, and how many minutes after the hour they end. */
  readonly half: { readonly words: string; readonly minutes: 30 | -30 };
  readonly minutes: Readonly<Record<string, number>>;
  readonly unit: string;
  readonly after: string;
  readonly before: string;
  /** What stands behind, for the first half of the day and for the second. */
  readonly morning: string;
  readonly evening: string;
}

const CLOCK_WORDS = {
  en: {
    hours: 'one two three four five six seven eight nine ten eleven twelve',
    half: { words: 'half past', minutes: 30 },
    minutes: { 'a quarter': 15, quarter: 15, five: 5, ten: 10, twenty: 20 },
    unit: ' minutes',
    after: 'past',
    before: 'to',
    morning: 'a\\.?m\\.?|in the morning',
    evening: 'p\\.?m\\.?|in the (?:afternoon|evening)|at night',
  },
  de: {
    hours: 'eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf',
    half: { words: 'halb', minutes: -30 },
    minutes: { viertel: 15, fünf: 5, zehn: 10, zwanzig: 20 },
    unit: ' minuten',
    after: 'nach',
    before: 'vor',
    morning: 'morgens|früh|vormittags',
    evening: 'nachmittags|abends|nachts',
  },
  nl: {
    hours: 'een twee drie vier vijf zes zeven acht negen tien elf twaalf',
    half: { words: 'half', minutes: -30 },
    minutes: { kwart: 15, vijf: 5, tien: 10, twintig: 20 },
    unit: ' minuten',
    after: 'over',
    before: 'voor',
    morning: "'s (?:ochtends|morgens)",
    evening: "'s (?:middags|avonds)",
  },
} as const satisfies Record<string, ClockWords>;

/** A reader that also knows the clock in the words of its language: `half past nine`, `Viertel vor zehn`, `half tien`. */
export function withClockWords(chrono: Chrono, language: keyof typeof CLOCK_WORDS): Chrono {
  const words: ClockWords = CLOCK_WORDS[language];
  const own = chrono.clone();
  const pattern = patternOf(words);
  own.parsers.push({
    pattern: () => pattern,
    extract: (context, { groups = {} }) => {
      const time = clockTime(words, groups);
      const read = context.createParsingComponents(time);
      // A day before it must not say which half of itself is meant.
      return time.meridiem === undefined ? read.imply('meridiem', time.hour < 12 ? 0 : 1) : read;
    },
  });
  return own;
}

function patternOf({ hours, half, minutes, unit, after, before, morning, evening }: ClockWords): RegExp {
  const hour = `(?<hour>${hours.replaceAll(' ', '|')}|1[0-2]|[1-9])`;
  const count = `(?<count>${Object.keys(minutes).join('|')})(?:${unit})?`;
  const beside = `(?:(?<half>${half.words})|${count} (?:(?<after>${after})|${before}))`;
  const part = `(?: ?(?:(?<morning>${morning})|(?<evening>${evening})))?`;
  return new RegExp(`(?<![\\p{L}\\p{N}])${beside} ${hour}${part}(?![\\p{L}\\p{N}:])`, 'iu');
}

function clockTime(words: ClockWords, groups: Readonly<Record<string, string | undefined>>): ClockTime {
  const said = groups['hour']?.toLowerCase() ?? '';
  const named = words.hours.split(' ').indexOf(said) + 1;
  const count = words.minutes[groups['count']?.toLowerCase() ?? ''] ?? 0;
  const beside = groups['after'] === undefined ? -count : count;
  const minutes = groups['half'] === undefined ? beside : words.half.minutes;
  const hour = (named === 0 ? Number(said) : named) + (minutes < 0 ? 11 : 12);
  const time = { hour: hour % 12, minute: (minutes + 60) % 60 };
  if (groups['evening'] !== undefined) return { ...time, hour: time.hour + 12, meridiem: 1 };
  return groups['morning'] === undefined ? time : { ...time, meridiem: 0 };
}
