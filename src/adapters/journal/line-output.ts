import type { Writable } from 'node:stream';

/**
 * Writes log lines to a stream that may go away: a closed pipe or a full disk loses lines and nothing else. The lines of
 * one turn of the event loop go out together, since a write to a pipe holds up the whole program.
 */
export class LineOutput {
  readonly #stream: Writable;
  #waiting = '';
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
    if (this.#waiting === '') setImmediate(() => this.flush());
    this.#waiting += line;
  }

  /** Writes at once what waits; never throws. */
  flush(): void {
    const lines = this.#waiting;
    this.#waiting = '';
    if (lines === '' || this.#gone || this.#stream.destroyed) return;
    try {
      this.#stream.write(lines);
    } catch {
      // There is nowhere to tell it.
    }
  }
}
