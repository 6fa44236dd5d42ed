/** What a person wants to try out. */
export interface CronTest {
  readonly schedule: string;
  /** `null` if none was named. */
  readonly zone: string | null;
}

/** Straight quotes, and what keyboards make of them. */
const QUOTED = /^["'`“”„«‘’](?<schedule>[^"'`“”„«»‘’]*)["'`“”„»‘’]\s*(?<zone>\S.*)?$/;

/**
 * Reads a schedule and perhaps a zone behind it. In quotes the schedule is what stands in them; without, the last word
 * is a zone if it is one, or if it is one too many and looks like one.
 */
export function readCronTest(text: string, isZone: (name: string) => boolean): CronTest {
  const quoted = QUOTED.exec(text.trim())?.groups;
  if (quoted !== undefined) return { schedule: quoted['schedule']?.trim() ?? '', zone: quoted['zone']?.trim() ?? null };
  const words = text.trim().split(/\s+/);
  const last = words.at(-1) ?? '';
  const fields = words[0]?.startsWith('@') ? 1 : 5;
  const isMeant =
    words.length > 1 && (isZone(last) || (words.length === fields + 1 && last.includes('/') && /^[A-Z]/.test(last)));
  return isMeant ? { schedule: words.slice(0, -1).join(' '), zone: last } : { schedule: words.join(' '), zone: null };
}
