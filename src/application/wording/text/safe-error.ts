import { cleanText } from './clean-text.js';
import { shorten } from './shorten.js';

const URLS = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'`<>()[\]{}]+/gi;

/** Headers and assignments whose value is a credential. */
const BEARER = /\b(Bearer|Basic)\s+[\w+/=.~-]{4,}/gi;
const ASSIGNED =
  /\b([\w-]*(?:api[_-]?key|access[_-]?token|auth[_-]?token|secret|token|password|passwd)["']?\s*[:=]\s*)(?:"[^"\n]*"|'[^'\n]*'|[^\s"',;}\]]+)/gi;

/** Values that are credentials wherever they stand. */
const SHAPES: readonly RegExp[] = [
  /\bsk-[\w-]{16,}/g,
  /\b(?:gh[opsur]_|github_pat_|glpat-|xox[a-z]-|AIza)[\w-]{16,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\b\d{6,}:[\w-]{30,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/g,
];

const PATHS = /(?<![\w.~@-])\/[^\s/"'`:;,<>()[\]{}]+(?:\/[^\s/"'`:;,<>()[\]{}]*)+/g;

/** More of a message is never looked at; a word that is cut there is left out. */
const LOOKED_AT = 4_000;

/**
 * An error's own words in a form that may be shown in a chat: addresses as `[url]`, credentials as `[secret]`, absolute
 * paths as `[path]`, at most `longest` UTF-16 units; `fallback` if nothing is left.
 */
export function safeError(message: string, longest = 200, fallback = 'unknown error'): string {
  const hidden = SHAPES.reduce(
    (text, shape) => text.replace(shape, '[secret]'),
    cleanText(beginning(message)).replace(URLS, '[url]').replace(BEARER, '$1 [secret]').replace(ASSIGNED, '$1[secret]'),
  );
  const safe = hidden.replace(PATHS, '[path]').trim();
  return safe === '' ? fallback : shorten(safe, longest);
}

function beginning(message: string): string {
  return message.length <= LOOKED_AT ? message : message.slice(0, LOOKED_AT).replace(/\S+$/, '…');
}
