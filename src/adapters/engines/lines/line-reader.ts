import type { Readable } from 'node:stream';
import { LineSplitter, type OutputLine } from './json-lines.js';

/**
 * Reads lines from a stream no faster than they are taken: while nobody asks for more, the pipe fills up and the program
 * waits. Ends when the stream ends, is destroyed or fails.
 */
export class LineReader {
  readonly #stream: Readable;
  readonly #splitter = new LineSplitter();
  #behind = false;

  constructor(stream: Readable) {
    this.#stream = stream;
  }

  /** Whether it waits for whoever takes the lines, rather than for the stream. */
  get behind(): boolean {
    return this.#behind;
  }

  /** The lines, by chunk of output. */
  async *chunks(): AsyncGenerator<readonly OutputLine[], void, undefined> {
    const chunks: AsyncIterator<Buffer> = this.#stream[Symbol.asyncIterator]();
    for (;;) {
      const chunk = await this.#next(chunks);
      if (chunk === null) break;
      this.#behind = true;
      yield this.#splitter.push(chunk);
      this.#behind = false;
    }
    yield this.#splitter.end();
  }

  async #next(chunks: AsyncIterator<Buffer>): Promise<Buffer | null> {
    try {
      const next = await chunks.next();
      return next.done === true ? null : next.value;
    } catch {
      // Destroyed from our side: whatever held the pipe was not to be waited for.
      return null;
    }
  }
}
