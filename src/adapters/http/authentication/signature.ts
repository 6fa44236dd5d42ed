/** A signature over the bytes of `lead`, the body and `tail`, of which one that is shown has to be the right one. */
export interface Signature {
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  readonly key: string | Buffer;
  readonly lead: string;
  readonly tail: string;
  readonly encoding: 'hex' | 'base64';
  /** As `digestText` writes it. */
  readonly shown: readonly string[];
}

/** No header carries more signatures than this. */
const MOST_SHOWN = 10;

/** Of the texts that begin with `prefix` what stands behind it. */
export function after(prefix: string, texts: readonly string[]): readonly string[] {
  return texts
    .filter((text) => text.startsWith(prefix))
    .slice(0, MOST_SHOWN)
    .map((text) => text.slice(prefix.length));
}

/** A digest in the one way in which it is compared: hexadecimal in lower case, Base64 without its padding. */
export function digestText(text: string, encoding: 'hex' | 'base64'): string {
  if (encoding === 'hex') return text.toLowerCase();
  return text.replace(/={1,2}$/, '');
}

/** A signature over the body alone. */
export function overBody(
  algorithm: Signature['algorithm'],
  key: string,
  encoding: Signature['encoding'],
  shown: readonly string[],
): Signature {
  return { algorithm, key, lead: '', tail: '', encoding, shown: shown.map((text) => digestText(text, encoding)) };
}
