/** What stands before a time of day, and never before a while from now. */
const AT = 'at|um|à|a las?|às?|alle|om|в|на|о|об';

const HOURS = 'час(?:а|ов)?|horas?|heures?|h|годин[аиі]?';

const AT_HOUR = new RegExp(`^(?:${AT})\\s+(?<hour>1?\\d|2[0-4])\\s*(?:${HOURS})$`, 'iu');
const ENDS_AT_HOUR = new RegExp(`(?:^|\\s)(?:${AT})\\s+\\d{1,2}$`, 'iu');
const HOURS_BEHIND = new RegExp(`^\\s*(?:${HOURS})(?!\\p{L})`, 'iu');
const AT_FIRST = new RegExp(`^(?:${AT})\\s`, 'iu');

/** A count of something, which makes a while of the number before it; what is done each such while is none either. */
const UNIT_BEHIND =
  /^\s*(?:hours?|minutes?|days?|weeks?|stunden?|minuten|tagen?|tage|wochen|uur|uren|dagen|ore|minuti|giorni|horas?|minutos?|d[ií]as|heures?|jours|час\p{L}*|минут\p{L}*|дн\p{L}+|годин\p{L}*|хвилин\p{L}*)(?!\p{L})/iu;

/** The hour that words like `в 15 часов`, `a las 15 horas` name, which look like a while; `null` if they name none. */
export function namedHour(words: string): number | null {
  const hour = AT_HOUR.exec(words.trim())?.groups?.['hour'];
  return hour === undefined ? null : Number(hour) % 24;
}

/** Whether the words begin like a time of day, so that no while can be meant. */
export function beginsAsClock(words: string): boolean {
  return AT_FIRST.test(words.trimStart());
}

/** How much of what stands behind a time is the name of its hours, in UTF-16 units: `часов` in `завтра в 15 часов`. */
export function hoursBehind(words: string, rest: string): number {
  return ENDS_AT_HOUR.test(words) ? (HOURS_BEHIND.exec(rest)?.[0].length ?? 0) : 0;
}

/** Whether the number that a time ends with counts what stands behind it: `alle 2 Stunden`, `1時間`. */
export function countsOn(words: string, rest: string): boolean {
  return (/(?:^|\s)\d{1,2}$/.test(words) && UNIT_BEHIND.test(rest)) || (/[時时]$/.test(words) && /^[間间]/.test(rest));
}
