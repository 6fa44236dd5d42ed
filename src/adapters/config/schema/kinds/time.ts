import { cronComplaint } from '../../../../application/wording/schedule/cron-complaint.js';
import { parseCronExpression } from '../../../../domain/cron/cron-expression.js';
import { fail, ok, type Result } from '../../../../domain/result.js';
import type { Complaint } from '../../faults/fault.js';
import { nearest } from '../../faults/nearest.js';
import { DateText, describe } from '../../toml/tree.js';
import { type Kind, refined } from './kind.js';
import { text } from './text.js';

/** The names that are looked up quickly: asking `Intl` about one takes a tenth of a millisecond. */
const ZONES: ReadonlySet<string> = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);

/** A time zone by its IANA name. */
export function timeZone(): Kind<string> {
  return refined(text(), 'IANA time zone', (value) => {
    if (isZone(value)) return null;
    const meant = nearest(value, ZONES);
    return {
      message: `"${value}" is not a time zone.`,
      hint: meant === null ? 'Write an IANA name such as "Europe/Berlin" or "UTC".' : `Did you mean "${meant}"?`,
    };
  });
}

/** A cron expression with five fields, or a macro such as `@daily`. */
export function cronSchedule(): Kind<string> {
  return refined(text(), 'cron expression', (value) => {
    const result = parseCronExpression(value);
    return result.ok ? null : cronComplaint(result.problem);
  });
}

/** One instant: a TOML date-time, or the same as text. The result has a `T` between date and time. */
export function moment(): Kind<string> {
  return {
    type: 'date-time, or text in RFC 3339',
    textual: true,
    read(raw): Result<string, Complaint> {
      const hint = 'Write a date and a time such as 2026-12-24T18:00:00 or 2026-12-24T18:00:00+01:00.';
      if (raw instanceof DateText && raw.form === 'date-time') return ok(raw.text);
      if (typeof raw !== 'string')
        return fail({ message: `Expected a date-time, but this is ${describe(raw)}.`, hint });
      const normal = dateTimeIn(raw.trim());
      return normal === null ? fail({ message: `"${raw}" is not a date-time that exists.`, hint }) : ok(normal);
    },
  };
}

/** `Intl` also knows older names, and takes offsets such as `+01:00`, which are not names. */
function isZone(name: string): boolean {
  if (ZONES.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(\.\d+)?)?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/;

function dateTimeIn(text: string): string | null {
  const match = DATE_TIME.exec(text);
  if (match === null) return null;
  const [, date = '', hour, minute, second = '00', fraction = '', offset = ''] = match;
  const midnight = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== date) return null;
  return `${date}T${hour}:${minute}:${second}${fraction}${offset.toUpperCase()}`;
}
