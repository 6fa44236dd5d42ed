/** Makes names that nobody else has. */
export interface TokenSource {
  /** Twelve random hexadecimal digits. */
  next(): string;
}
