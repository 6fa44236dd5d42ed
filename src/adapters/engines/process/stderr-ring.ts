import { StringDecoder } from 'node:string_decoder';

/** Keeps the last lines of a stream of text in bounded memory. */
export class StderrRing {
  readonly #maxLines: number;
  readonly #maxLineLength: number;
  readonly #decoder = new StringDecoder('utf8');
  #lines: string[] = [];
  #open = '';

  constructor(maxLines = 40, maxLineLength = 2_000) {
    this.#maxLines = maxLines;
    this.#maxLineLength = maxLineLength;
  }

  /** Takes the next bytes; of a very long line the beginning is kept. */
  push(chunk: Buffer): void {
    const pieces = this.#decoder.write(chunk).split('\n');
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) this.#finish();
      this.#open = (this.#open + piece).slice(0, this.#maxLineLength);
    }
  }

  /** The last lines, without terminal colours and blank lines, oldest first. */
  tail(): string {
    return [...this.#lines, plain(this.#open)]
      .filter((line) => line !== '')
      .slice(-this.#maxLines)
      .join('\n');
  }

  #finish(): void {
    const line = plain(this.#open);
    this.#open = '';
    if (line === '') return;
    this.#lines.push(line);
    if (this.#lines.length > this.#maxLines * 2) this.#lines = this.#lines.slice(-this.#maxLines);
  }
}

const ESCAPE = String.fromCharCode(27);
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;?]*[A-Za-z]`, 'g');

/** The line without what a terminal would take as orders. */
export function withoutColours(line: string): string {
  return line.replace(COLOURS, '');
}

function plain(line: string): string {
  return withoutColours(line).trimEnd();
}
