import type { WebhookAuth } from './trigger.js';

/** The fewest characters of a secret that nobody guesses, and the fewest bytes of a key. */
export const LEAST_SECRET = { characters: 16, bytes: 16 } as const;

/** What is wrong with a secret: it is no key at all, or it can be guessed. */
export type SecretFlaw =
  /** Not the base64 of anything. */
  | { readonly kind: 'not-encoded' }
  /** It decodes to too few bytes to be a key. */
  | { readonly kind: 'short-key'; readonly bytes: number }
  /** It can be guessed, since it is short. */
  | { readonly kind: 'short' }
  /** It can be guessed, since it is made of words that everybody takes. */
  | { readonly kind: 'well-known' };

/** Senders that sign with the bytes that the secret is the base64 of. */
const ENCODED: readonly WebhookAuth[] = ['standard-webhooks'];

/** What examples and people in a hurry take for a secret; also joined, as in `my-webhook-secret`. */
const WORDS: ReadonlySet<string> = new Set(
  (
    'a access admin api app auth bar baz bearer bot change changeit changeme code default demo dev dummy example foo ' +
    'github gitlab hello here hidden hmac hook hooks hunter2 iloveyou in insert it key letmein local localhost long me my of ' +
    'pass passphrase passwd password passwort placeholder please private prod production put pw qwerty random replace ' +
    'sample secret secrets sentry shared shopify signing slack some staging string stripe strong super test testing text the ' +
    'this to todo token tokens top untether use value very webhook webhooks welcome whsec word world your'
  ).split(' '),
);

const LONGEST_WORD = Math.max(...[...WORDS].map(({ length }) => length));

/** What is wrong with a secret of a webhook with such a scheme; `null` if nothing is. */
export function secretFlaw(auth: Exclude<WebhookAuth, 'none'>, secret: string): SecretFlaw | null {
  return ENCODED.includes(auth) ? keyFlaw(secret.replace(/^whsec_/, '')) : textFlaw(secret);
}

/** What is wrong with a secret that is compared, or signs, as the text that it is; `null` if nothing is. */
export function textFlaw(secret: string): SecretFlaw | null {
  if (secret.length < LEAST_SECRET.characters) return { kind: 'short' };
  return isWellKnown(secret) ? { kind: 'well-known' } : null;
}

/** Whether it keeps a request from being taken, as opposed to being a bad choice. */
export function isFatal({ kind }: SecretFlaw): boolean {
  return kind === 'not-encoded' || kind === 'short-key';
}

/** RFC 4648, section 4; the padding may be missing, bits that say nothing may not. */
function keyFlaw(encoded: string): SecretFlaw | null {
  const digits = encoded.replace(/={1,2}$/, '');
  const isPadded = digits.length === encoded.length || encoded.length % 4 === 0;
  const left = digits.length % 4;
  const idle = { 2: /[AQgw]$/, 3: /[AEIMQUYcgkosw048]$/ }[left];
  const isEncoded =
    /^[A-Za-z0-9+/]*$/.test(digits) && isPadded && left !== 1 && (idle === undefined || idle.test(digits));
  if (!isEncoded) return { kind: 'not-encoded' };
  const bytes = Math.floor((digits.length * 3) / 4);
  return bytes < LEAST_SECRET.bytes ? { kind: 'short-key', bytes } : null;
}

function isWellKnown(secret: string): boolean {
  const plain = secret.toLowerCase().replace(/[^a-z0-9]/g, '');
  return plain.length < 4 || isRepeated(plain) || isCounted(plain) || isOfWords(plain);
}

/** `abababab`: a piece of up to eight characters, over and over. */
function isRepeated(text: string): boolean {
  return /^(.{1,8}?)\1+$/.test(text);
}

/** `0123456789`, `abcdefgh`: each character is the one before and one more, or the beginning again. */
function isCounted(text: string): boolean {
  const steps = [...text].slice(1).filter((character, index) => {
    const step = character.charCodeAt(0) - text.charCodeAt(index);
    return step !== 1 && step !== -9 && step !== 0;
  });
  return steps.length <= 1;
}

/** Whether nothing but words stands in it, perhaps with up to four digits at the end. */
function isOfWords(text: string): boolean {
  const letters = text.replace(/\d{1,4}$/, '');
  if (letters.length > 64) return false;
  const reached = [true];
  for (let end = 1; end <= letters.length; end++) {
    reached[end] = reached.some((isReached, start) => {
      const length = end - start;
      return isReached && length <= LONGEST_WORD && WORDS.has(letters.slice(start, end));
    });
  }
  return reached[letters.length] === true;
}
