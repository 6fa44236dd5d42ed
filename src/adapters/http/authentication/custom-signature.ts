import type { SignatureScheme } from '../../../domain/trigger/trigger.js';
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
  if (template.includes('{id}') && (id === '' || isAmbiguous(id, template))) return false;
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

/** Whether what is signed could be read as another name with another time or body: the text that sets it apart is in the name. */
function isAmbiguous(id: string, template: string): boolean {
  const [, beforeId = ''] = /\{body\}([^{}]*)\{id\}/.exec(template) ?? [];
  const [, afterId = '', next] = /\{id\}([^{}]*)\{(body|timestamp)\}/.exec(template) ?? [];
  if (beforeId !== '' && id.includes(beforeId)) return true;
  if (next === 'body') return afterId !== '' && id.includes(afterId);
  if (next !== 'timestamp') return false;
  const times = afterId === '' ? [] : id.split(afterId).slice(1);
  return DATE_WITHIN.test(id) || times.some((text) => /^\d{9}/.test(text));
}

/** As a time that is signed begins, wherever it stands. */
const DATE_WITHIN = /\d{4}-\d\d-\d\dT/i;
/** RFC 3339, section 5.6. */
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Seconds or milliseconds since the epoch, or a date; not a number for what is none of them. */
function instantIn(text: string): number {
  if (/^\d{1,11}$/.test(text)) return Number(text) * 1_000;
  if (/^\d{12,14}$/.test(text)) return Number(text);
  return DATE.test(text) ? Date.parse(text) : Number.NaN;
}
