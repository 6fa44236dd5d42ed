/** A schedule with what it means: the numbers of a wall clock and a calendar at which it fires. */
export interface Schedule {
  readonly text: string;
  /** The text, or the five fields that it is short for. */
  readonly fields: string;
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly daysOfMonth: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly daysOfWeek: ReadonlySet<number>;
  /** Which of minute, hour, day of the month, month and day of the week begin with a star. */
  readonly stars: readonly boolean[];
}

interface Field {
  readonly text: string;
  readonly values: ReadonlySet<number>;
}

interface Rule {
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
  /** How often of a hundred it is a star. */
  readonly starred: number;
  /** Values that are chosen more often. */
  readonly usual: readonly number[];
}

/** A number below `limit`. */
export type Pick = (limit: number) => number;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const RULES: readonly Rule[] = [
  { min: 0, max: 59, names: [], starred: 25, usual: [0, 1, 15, 29, 30, 31, 45, 59] },
  { min: 0, max: 23, names: [], starred: 35, usual: [0, 1, 2, 3, 4, 22, 23] },
  { min: 1, max: 31, names: [], starred: 60, usual: [1, 2, 28, 29, 30, 31] },
  { min: 1, max: 12, names: MONTHS, starred: 75, usual: [2, 3, 4, 9, 10, 11] },
  { min: 0, max: 7, names: DAYS, starred: 60, usual: [0, 6, 7] },
];

const MACROS: readonly (readonly [name: string, fields: string])[] = [
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
];

/** A schedule that fires at least once in a leap cycle, written with anything that may be written. */
export function randomSchedule(pick: Pick): Schedule {
  if (pick(40) === 0) return macro(pick);
  for (;;) {
    const fields = RULES.map((rule, index) => field(rule, index === 4, pick));
    const schedule = scheduleOf(fields.map((one) => one.text).join(pick(20) === 0 ? '  ' : ' '), fields);
    if (fires(schedule)) return schedule;
  }
}

function macro(pick: Pick): Schedule {
  const [name, meaning] = MACROS[pick(MACROS.length)] ?? ['@daily', '0 0 * * *'];
  const fields = meaning.split(' ').map((text, index) => {
    const { min = 0, max = 0 } = RULES[index] ?? {};
    return { text, values: text === '*' ? range(min, max, 1, index === 4) : new Set([Number(text)]) };
  });
  return scheduleOf(pick(2) === 0 ? name : name.toUpperCase(), fields);
}

function scheduleOf(text: string, fields: readonly Field[]): Schedule {
  const values = (index: number) => fields[index]?.values ?? new Set<number>();
  return {
    text,
    fields: text.startsWith('@') ? fields.map((one) => one.text).join(' ') : text,
    minutes: values(0),
    hours: values(1),
    daysOfMonth: values(2),
    months: values(3),
    daysOfWeek: values(4),
    stars: fields.map((one) => one.text.startsWith('*')),
  };
}

function field(rule: Rule, week: boolean, pick: Pick): Field {
  const parts = pick(100) < rule.starred ? [star(rule, week, pick)] : list(rule, week, pick);
  return { text: parts.map((one) => one.text).join(','), values: new Set(parts.flatMap((one) => [...one.values])) };
}

function list(rule: Rule, week: boolean, pick: Pick): readonly Field[] {
  const length = pick(3) === 0 ? 1 + pick(4) : 1;
  return Array.from({ length }, () => (pick(30) === 0 ? star(rule, week, pick) : part(rule, week, pick)));
}

function star({ min, max }: Rule, week: boolean, pick: Pick): Field {
  if (pick(2) === 0) return { text: '*', values: range(min, max, 1, week) };
  const step = 1 + pick(pick(10) === 0 ? (week ? 7 : max - min + 1) : Math.max(3, Math.floor(max / 3)));
  return { text: `*/${step}`, values: range(min, week ? 6 : max, step, week) };
}

function part(rule: Rule, week: boolean, pick: Pick): Field {
  const one = () => (pick(2) === 0 ? (rule.usual[pick(rule.usual.length)] ?? rule.min) : rule.min + pick(span(rule)));
  const [a, b] = [one(), one()].sort((x, y) => x - y) as [number, number];
  // A step that is larger than its range is refused, but for a step of one.
  const stepWithin = (last: number) => 1 + pick(Math.max(1, Math.min(12, last - a)));
  switch (pick(5)) {
    case 0: {
      const last = Math.max(a, week ? 6 : rule.max);
      const step = stepWithin(last);
      return { text: `${write(a, rule, pick)}/${step}`, values: range(a, last, step, week) };
    }
    case 1:
      return { text: between(a, b, rule, pick), values: range(a, b, 1, week) };
    case 2: {
      const step = stepWithin(b);
      return { text: `${between(a, b, rule, pick)}/${step}`, values: range(a, b, step, week) };
    }
    default:
      return { text: write(a, rule, pick), values: range(a, a, 1, week) };
  }
}

/** The whole week is written with digits: from Sunday to Sunday is one day. */
function between(first: number, last: number, rule: Rule, pick: Pick): string {
  if (rule.max === 7 && first === 0 && last === 7) return '0-7';
  return `${write(first, rule, pick)}-${write(last, rule, pick, true)}`;
}

function span({ min, max }: Rule): number {
  return max - min + 1;
}

/** Digits or a name. Sunday is named only where the name means the number: 0 in front, 7 at the end of a range. */
function write(value: number, { min, max, names }: Rule, pick: Pick, ends = false): string {
  const name = names[max === 7 ? value % 7 : value - min];
  const digits = pick(8) === 0 && value < 10 ? `0${value}` : `${value}`;
  if (name === undefined || pick(2) === 0) return digits;
  if (max === 7 && (ends ? value === 0 : value === 7)) return digits;
  return [name, name.toUpperCase(), `${name[0]?.toUpperCase()}${name.slice(1)}`][pick(3)] ?? name;
}

function range(first: number, last: number, step: number, week: boolean): ReadonlySet<number> {
  const values = new Set<number>();
  for (let value = first; value <= last; value += step) values.add(week && value === 7 ? 0 : value);
  return values;
}

/** Whether some year has such a day. */
function fires({ daysOfMonth, months, daysOfWeek, stars }: Schedule): boolean {
  for (let day = Date.UTC(2024, 0, 1); day < Date.UTC(2024, 11, 32); day += 86_400_000) {
    const date = new Date(day);
    if (!months.has(date.getUTCMonth() + 1)) continue;
    if (daysOfMonth.has(date.getUTCDate()) || (!stars[2] && !stars[4] && daysOfWeek.size > 0)) return true;
  }
  return false;
}
