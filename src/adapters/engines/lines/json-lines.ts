import { isTooDeepJson } from '../../../domain/json-levels.js';
import { isJsonObject } from '../../../domain/json-shape.js';
import type { JsonObject } from './json-value.js';

/** The longest line that is read, in bytes without its newline. */
const LONGEST_LINE_BYTES = 10 * 1024 * 1024;

/** One line of output, or the size of one that was too long to keep. */
export type OutputLine =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'too-long'; readonly bytes: number };

const NEWLINE = 0x0a;

/**
 * Cuts a stream of bytes into lines, however it is chunked. Keeps at most `limitBytes` of an unfinished line; what is
 * longer is dropped up to its newline. Decodes whole lines only, so that no character is ever split.
 */
export class LineSplitter {
  readonly #limitBytes: number;
  #kept: Buffer[] = [];
  #bytes = 0;

  constructor(limitBytes = LONGEST_LINE_BYTES) {
    this.#limitBytes = limitBytes;
  }

  /** The lines that this chunk completes. */
  push(chunk: Buffer): OutputLine[] {
    const lines: OutputLine[] = [];
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      this.#keep(chunk.subarray(from, end));
      lines.push(this.#finish());
      from = end + 1;
    }
    if (from < chunk.length) this.#keep(chunk.subarray(from));
    return lines;
  }

  /** The last line, if the stream ended without a newline. */
  end(): OutputLine[] {
    return this.#bytes === 0 ? [] : [this.#finish()];
  }

  #keep(piece: Buffer): void {
    this.#bytes += piece.length;
    if (this.#bytes > this.#limitBytes) this.#kept = [];
    else if (piece.length > 0) this.#kept.push(piece);
  }

  #finish(): OutputLine {
    const bytes = this.#bytes;
    const kept = this.#kept;
    this.#kept = [];
    this.#bytes = 0;
    if (bytes > this.#limitBytes) return { kind: 'too-long', bytes };
    const whole = kept.length === 1 && kept[0] !== undefined ? kept[0] : Buffer.concat(kept);
    return { kind: 'line', text: whole.toString('utf8') };
  }
}

/** Of a line that is longer, what is nested too deeply is not read: taking it apart would hold up everything else. */
const LONGEST_DEEP_LINE = 1024 * 1024;

/** The JSON object in a line, read from its first `{` (some programs print a warning in front), or `null`. */
export function parseJsonLine(line: string): JsonObject | null {
  const start = line.indexOf('{');
  if (start === -1) return null;
  if (line.length > LONGEST_DEEP_LINE && isTooDeepJson(line.slice(start))) return null;
  try {
    const value: unknown = JSON.parse(start === 0 ? line : line.slice(start));
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
