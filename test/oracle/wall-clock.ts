/** Minutes since the epoch. */
type Minute = number;

/** From a minute on, what a clock on the wall shows is ahead of UTC by so many minutes. */
export interface Spell {
  readonly from: Minute;
  readonly ahead: number;
}

/** No zone changes its clocks and changes them back within this many minutes. */
const PROBE = 6 * 60;

/** How the clocks of a zone go between two minutes, read off what the runtime shows in that zone. */
export function spells(zone: string, from: Minute, to: Minute): readonly Spell[] {
  const ahead = clockOf(zone);
  const found: Spell[] = [{ from, ahead: ahead(from) }];
  for (let low = from; low < to; low += PROBE) {
    const high = Math.min(low + PROBE, to);
    if (ahead(high) !== ahead(low)) found.push({ from: changeBetween(low, high, ahead), ahead: ahead(high) });
  }
  return found;
}

function clockOf(zone: string): (minute: Minute) => number {
  const two = '2-digit' as const;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
  });
  const known = new Map<Minute, number>();
  return (minute) => {
    const before = known.get(minute);
    if (before !== undefined) return before;
    // 29/03/2026, 03:30:00
    const shown = format.format(minute * 60_000);
    const [day, month, year] = [shown.slice(0, 2), shown.slice(3, 5), shown.slice(6, 10)].map(Number);
    const [hour, min, second] = [shown.slice(12, 14), shown.slice(15, 17), shown.slice(18, 20)].map(Number);
    const ahead = Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, min, second) / 60_000 - minute;
    known.set(minute, ahead);
    return ahead;
  };
}

function changeBetween(low: Minute, high: Minute, ahead: (minute: Minute) => number): Minute {
  const before = ahead(low);
  let [same, other] = [low, high];
  while (other - same > 1) {
    const middle = (same + other) >> 1;
    if (ahead(middle) === before) same = middle;
    else other = middle;
  }
  return other;
}
