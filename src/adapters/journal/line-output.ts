import type { Writable } from 'node:stream';

/** Writes log lines to a stream that may go away: a closed pipe or a full disk loses lines and nothing else. */
export class LineOutput {
  readonly #stream: Writable;
  #gone = false;

  constructor(stream: Writable) {
    this.#stream = stream;
    // Without a listener the stream's error would end the process.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') this.#gone = true;
    });
  }

  /** Never throws. */
  write(line: string): void {
    if (this.#gone || this.#stream.destroyed) return;
    try {
      this.#stream.write(line);
    } catch {
      // There is nowhere to tell it.
    }
  }
}
