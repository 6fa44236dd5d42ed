/** Shorter secrets, and shorter pieces of encoded ones, are found in anything. */
const SHORTEST_ENCODED = 4;
const SHORTEST_FORM = 8;

/** Encodes the UTF-8 of a text. */
export type EncodeText = (text: string, as: 'base64' | 'hex') => string;

/**
 * How a secret may stand in another text: as it is, without the name of its kind in front, as in a URL, in JSON, in
 * hexadecimal digits, and in Base64 (either alphabet), also of a longer text that it is a part of.
 */
export function secretForms(secret: string, encode: EncodeText): readonly string[] {
  const bare = secret.replace(/^whsec_/, '');
  return [...new Set([secret, bare].flatMap((text) => formsOf(text, encode)))].filter((form) => form !== '');
}

function formsOf(text: string, encode: EncodeText): readonly string[] {
  const url = encodeURIComponent(text.toWellFormed());
  const plain = [
    text,
    url,
    url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    JSON.stringify(text).slice(1, -1),
  ];
  if (text.length < SHORTEST_ENCODED) return plain;
  const hex = encode(text, 'hex');
  return [...plain, hex, hex.toUpperCase(), ...[0, 1, 2].flatMap((offset) => base64Within(text, offset, encode))];
}

/** The digits that are the same whatever stands before and behind, where so many bytes stand before, modulo three. */
function base64Within(text: string, offset: number, encode: EncodeText): readonly string[] {
  const digits = encode(`${'x'.repeat(offset)}${text}`, 'base64');
  const whole = digits.replace(/=+$/, '');
  const own = whole.slice(offset === 0 ? 0 : offset + 1, whole.length - (whole.length < digits.length ? 1 : 0));
  return own.length < SHORTEST_FORM ? [] : [own, own.replaceAll('+', '-').replaceAll('/', '_')];
}
