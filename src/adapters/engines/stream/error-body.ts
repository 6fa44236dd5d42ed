import { type JsonObject, listOf, numberOf, objectOf, textOf } from '../lines/json-value.js';

/** What an error says about itself. */
export interface ErrorBody {
  /** One or a few sentences, never JSON. */
  readonly words: string;
  /** Codes and types by which it names itself, those of the innermost body first. */
  readonly codes: readonly unknown[];
  /** The HTTP status that its body gives. */
  readonly status: number | null;
}

/** Bodies are wrapped by each program that passes them on. */
const MOST_LEVELS = 8;

/** More of a message is not looked at. */
const LOOKED_AT = 20_000;

/** What an error of any form says: a text with a body of JSON in it, also in pieces or within another, or such a body. */
export function errorBody(error: unknown): ErrorBody {
  const read = { codes: [] as unknown[], status: null as number | null, wait: null as string | null };
  let words: string | null = null;
  let inner: unknown = error;
  for (let level = 0; level < MOST_LEVELS && inner !== null && inner !== undefined; level++) {
    if (typeof inner === 'string') {
      const text = inner.slice(0, LOOKED_AT);
      const { around, body } = jsonIn(text);
      words = around === '' ? words : around;
      inner = body;
    } else {
      const body = errorIn(inner);
      read.codes.unshift(body['code'], body['type'], body['status'], body['reason']);
      read.status ??= numberOf(body['code']) ?? numberOf(body['status']) ?? numberOf(body['statusCode']);
      read.wait = waitIn(body) ?? read.wait;
      inner = messageIn(body);
    }
  }
  return { words: withWait(words ?? 'unknown error', read.wait), codes: read.codes, status: read.status };
}

/** The text before the JSON in a message, and what that JSON is; a body that was cut off is known by its message only. */
function jsonIn(text: string): { readonly around: string; readonly body: unknown } {
  const from = text.search(/[{[]\s*["{[]/);
  if (from === -1) return { around: sentence(text), body: null };
  const around = sentence(text.slice(0, from));
  for (const [open, close] of [
    ['{', '}'],
    ['[', ']'],
  ] as const) {
    const start = text.indexOf(open, from);
    const end = text.lastIndexOf(close);
    if (start === -1 || end < start) continue;
    try {
      return { around, body: JSON.parse(text.slice(start, end + 1)) };
    } catch {
      // The other bracket, or a body in pieces.
    }
  }
  return {
    around,
    body: pieceOf(text.slice(from)) ?? (around === '' ? sentence(text.replace(/[{}[\]"]+/g, ' ')) : null),
  };
}

/** A cut body still has its message, most often. */
function pieceOf(text: string): JsonObject | null {
  const message = /"(?:message|detail)"\s*:\s*"((?:[^"\\]|\\.){1,4000})/.exec(text)?.[1];
  if (message === undefined) return null;
  const type = /"(?:type|code|status)"\s*:\s*"(\w{1,60})"/.exec(text)?.[1];
  return { message: unescaped(message), ...(type === undefined ? {} : { type }) };
}

function unescaped(text: string): string {
  try {
    const value: unknown = JSON.parse(`"${text}"`);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}

/** The innermost object that stands for the error itself. */
function errorIn(value: unknown): JsonObject {
  const whole = Array.isArray(value) ? objectOf(value[0]) : objectOf(value);
  const error = whole['error'] ?? objectOf(listOf(whole['errors'])[0]);
  if (typeof error === 'string') return { ...whole, message: whole['message'] ?? whole['error_description'] ?? error };
  const inner = objectOf(error);
  return Object.keys(inner).length === 0 ? whole : { ...inner, details: inner['details'] ?? whole['details'] };
}

/** What a router passes on from its provider says more than the router does. */
function messageIn(body: JsonObject): unknown {
  const raw = textOf(objectOf(body['metadata'])['raw']);
  return raw ?? body['message'] ?? body['detail'] ?? body['error_description'] ?? body['msg'] ?? body['title'] ?? null;
}

/** How long the provider wants to be left alone, where only a field says so. */
function waitIn(body: JsonObject): string | null {
  const seconds = numberOf(body['resets_in_seconds']) ?? numberOf(body['retry_after']);
  if (seconds !== null) return `${Math.ceil(seconds)}s`;
  const delays = listOf(body['details']).flatMap((detail) => textOf(objectOf(detail)['retryDelay']) ?? []);
  const at = numberOf(body['resets_at']);
  return delays[0] ?? (at === null ? null : `|${at}`);
}

/** The words with the wait that they don't name: a span, or behind `|` an instant in seconds since the epoch. */
export function withWait(words: string, wait: string | null): string {
  if (wait === null) return words;
  if (wait.startsWith('|')) return `${words}${wait}`;
  if (/\b(?:retry|again|reset\w*) (?:in|after|at)\b/i.test(words)) return words;
  return `${words}${/[.!?]$/.test(words) ? '' : '.'} Try again in ${wait}.`;
}

const PAGE_TITLE = /<title>([^<]{1,300})<\/title>/i;
const PAGE = /^\s*<(?:!doctype|html)/i;

/** Without what ends in front of a body (`: `, `[API Error: `), and a page of HTML as its title. */
function sentence(text: string): string {
  const plain = PAGE_TITLE.exec(text)?.[1] ?? (PAGE.test(text) ? '' : text);
  const bare = plain.trim().replace(/^\[(?=API Error)/, '');
  let end = bare.length;
  while (end > 0 && /[\s:,·-]/.test(bare.charAt(end - 1))) end--;
  return bare.startsWith('API Error') && bare.endsWith(']') ? bare.slice(0, -1) : bare.slice(0, end);
}
