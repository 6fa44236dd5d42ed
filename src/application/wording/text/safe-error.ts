import { cleanText } from './clean-text.js';
import { shorten } from './shorten.js';

/** No scheme that is in use is longer (IANA, Uniform Resource Identifier Schemes). */
const URLS = /\b[a-z][a-z0-9+.-]{0,40}:\/\/[^\s"'`<>()[\]{}]+/gi;

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

/** Parts of an address whose value is a credential, by their names. */
const SECRET_NAME = /(?:^|[_-])(?:\w*key|\w*token|secret|sig|signature|password|passwd|pwd|auth|jwt)$/i;

/** Words that may be made at random; those of them with letters and digits are. */
const LONG_WORDS = /\w{20,}|\b[\da-f]{8}-[\da-f]{4}-[\da-f-]{8,}/gi;

/** Stands for an address while the text around it is searched; no clean text has such a character. */
const ADDRESS_MARK = '\u0001';
const ADDRESS_MARKS = new RegExp(`${ADDRESS_MARK}(\\d+)${ADDRESS_MARK}`, 'g');

/** More of a message is never looked at; a word that is cut there is left out. */
const LOOKED_AT = 4_000;

/**
 * An error's own words in a form that may be shown in any chat: credentials as `[secret]`, addresses with credentials in
 * them as `[url]`, absolute paths as `[path]`, at most `longest` UTF-16 units; `fallback` if nothing is left.
 */
export function safeError(message: string, longest = 200, fallback = 'unknown error'): string {
  const safe = withoutCredentials(cleanText(beginning(message)), withoutPathsIn).trim();
  return safe === '' ? fallback : shorten(safe, longest);
}

/** The same with absolute paths as they are, for messages whose paths were dealt with before. */
export function errorWithPaths(message: string, longest: number): string {
  return shorten(withoutCredentials(cleanText(beginning(message)), (text) => text).trim(), longest);
}

/** The message with absolute paths as `[path]`; addresses stay. */
export function withoutPaths(message: string): string {
  return aroundAddresses(cleanText(message), (address) => address, withoutPathsIn);
}

function withoutPathsIn(text: string): string {
  return text.replace(PATHS, '[path]');
}

function withoutCredentials(text: string, further: (text: string) => string): string {
  return aroundAddresses(
    text,
    (address) => (isOpen(address) ? address : '[url]'),
    (rest) =>
      further(
        SHAPES.reduce(
          (hidden, shape) => hidden.replace(shape, '[secret]'),
          rest.replace(BEARER, '$1 [secret]').replace(ASSIGNED, '$1[secret]'),
        ),
      ),
  );
}

/** Changes the addresses in a text, and what is around them, each by itself. */
function aroundAddresses(text: string, address: (address: string) => string, around: (text: string) => string): string {
  const addresses: string[] = [];
  const marked = text.replace(URLS, (found) => `${ADDRESS_MARK}${addresses.push(address(found)) - 1}${ADDRESS_MARK}`);
  return around(marked).replace(ADDRESS_MARKS, (_, index: string) => addresses[Number(index)] ?? '[url]');
}

/** Whether an address can be shown: nobody gets in by it. */
function isOpen(address: string): boolean {
  const rest = address.slice(address.indexOf('://') + '://'.length);
  if (/^file:/i.test(address) || /^[^/?#]*@/.test(rest) || SHAPES.some((shape) => rest.search(shape) !== -1))
    return false;
  const names = rest
    .split(/[?&;#]/)
    .slice(1)
    .map((part) => part.split('=', 1)[0] ?? '');
  if (names.some((name) => SECRET_NAME.test(name))) return false;
  return !(rest.match(LONG_WORDS) ?? []).some((word) => /\d/.test(word) && /[a-z]/i.test(word));
}

function beginning(message: string): string {
  return message.length <= LOOKED_AT ? message : message.slice(0, LOOKED_AT).replace(/\S+$/, '…');
}
