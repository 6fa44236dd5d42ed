import type { TokenSource } from '../ports/token-source.js';

/** The digits and letters of Crockford's Base32 (https://www.crockford.com/base32.html): none is easily taken for another. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
const BITS_EACH = 5;
/** Nobody writes a code in a longer message. */
const LONGEST_MESSAGE = 64;

/** What shows that whoever writes to the bot sits at this machine: eight characters of 32, in capitals. */
export type PairingCode = string;

/** A code that nobody can guess in a few tries: 40 random bits. */
export function newPairingCode(tokens: TokenSource): PairingCode {
  let bits = BigInt(`0x${tokens.next()}`);
  let code = '';
  for (let place = 0; place < LENGTH; place++) {
    code += ALPHABET.charAt(Number(bits & 31n));
    bits >>= BigInt(BITS_EACH);
  }
  return code;
}

/** The code as it is read out: `ABCD-EFGH`. */
export function shownCode(code: PairingCode): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}

/**
 * What a message offers as a code, whatever it is worth: the word after `/start`, as the link sends it, or a text that looks like a
 * code. `null` for any other message.
 */
export function offeredCode(text: string): string | null {
  if (text.length > LONGEST_MESSAGE) return null;
  const word = /^\/start(?:@\w+)?\s+(\S+)\s*$/.exec(text)?.[1];
  if (word !== undefined) return folded(word);
  const written = /^\s*([a-z\d]{4})\s?[-–—]\s?([a-z\d]{4})\s*$/i.exec(text);
  return written === null ? null : folded(`${written[1]}${written[2]}`);
}

function folded(word: string): string {
  return word
    .toUpperCase()
    .replace(/[-–—\s]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
}
