import { createHmac, hash, timingSafeEqual } from 'node:crypto';

/** Whether two texts are the same, in a time that says nothing about where they differ. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(a), digest(b));
}

/** Whether `text`, `<algorithm>=` before it or not, is the hexadecimal HMAC of the bytes. */
export function hexHmacHolds(algorithm: 'sha1' | 'sha256', secret: string, bytes: Buffer, text: string): boolean {
  const [, prefix, hex] = /^(?:([^=]*)=)?([0-9a-f]+)$/i.exec(text.trim()) ?? [];
  if (hex === undefined || (prefix !== undefined && prefix.toLowerCase() !== algorithm)) return false;
  return sameText(createHmac(algorithm, secret).update(bytes).digest('hex'), hex.toLowerCase());
}

/** The SHA-256 HMAC of some pieces, one after the other. */
export function hmacOf(key: string | Buffer, pieces: readonly (string | Buffer)[]): Buffer {
  const hmac = createHmac('sha256', key);
  for (const piece of pieces) hmac.update(piece);
  return hmac.digest();
}
