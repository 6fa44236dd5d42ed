import type { SignatureScheme } from '../../domain/trigger/trigger.js';
import { after, digestText, type Signature } from './signature.js';

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly secret: string;
  /** The sender's name for the delivery; empty if there is none. */
  readonly id: string;
  readonly nowMs: number;
  readonly toleranceMs: number;
}

/** The signature that a request shows as a webhook's own scheme describes it, or `false` if it shows none that could hold. */
export function customSignature(scheme: SignatureScheme, request: Request): Signature | false {
  const { headers, secret, id, nowMs, toleranceMs } = request;
  const { algorithm, encoding, prefix, template, timestampHeader } = scheme;
  const time = timestampHeader === null ? '' : (headers[timestampHeader] ?? '').trim();
  if (timestampHeader !== null && !(Math.abs(nowMs - instantIn(time)) <= toleranceMs)) return false;
  if (id === '' && template.includes('{id}')) return false;
  const [lead = '', tail = ''] = template.split('{body}').map((part) => filled(part, time, id));
  const shown = after(prefix, valuesIn(headers[scheme.header] ?? '', prefix));
  return {
    algorithm,
    key: secret,
    lead,
    tail,
    encoding,
    shown: shown.map((text) => digestText(text.trim(), encoding)),
  };
}

/** The header as a whole, and its parts where several signatures are set apart by commas or blanks. */
function valuesIn(header: string, prefix: string): readonly string[] {
  const whole = header.trim();
  return [whole, ...whole.split(prefix.includes(',') ? /\s+/ : /[\s,]+/)];
}

function filled(part: string, time: string, id: string): string {
  return part.replaceAll(/\{(timestamp|id)\}/g, (_, name) => (name === 'id' ? id : time));
}

/** Seconds or milliseconds since the epoch, or a date; not a number for what is none of them. */
function instantIn(text: string): number {
  if (/^\d{1,11}$/.test(text)) return Number(text) * 1_000;
  if (/^\d{12,14}$/.test(text)) return Number(text);
  return /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
}
