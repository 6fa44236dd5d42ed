const PRIME = 0x100000001b3n;
const START = 0xcbf29ce484222325n;

/** Sixteen hexadecimal digits that stay the same for the same text (FNV-1a); not for anything that is secret. */
export function fingerprint(text: string): string {
  let hash = START;
  for (const character of text) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * PRIME);
  }
  return hash.toString(16).padStart(16, '0');
}
