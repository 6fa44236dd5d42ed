/** Turns bytes into text and back. */
export interface ByteCodec {
  /** UTF-8. */
  encode(text: string): Uint8Array;
  /** UTF-8; what is none of it becomes U+FFFD. */
  decode(bytes: Uint8Array): string;
  toBase64(bytes: Uint8Array): string;
  fromBase64(text: string): Uint8Array;
  /** A short text that stands for this one alone: nobody finds another one with the same. */
  digest(text: string): string;
}
