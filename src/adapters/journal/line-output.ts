import type { Writable } from 'node:stream';

/** How far writes are apart while lines follow each other, in milliseconds. */
const APART_MS = 20;
/** What goes out at once, in characters. */
const MOST_WAITING = 65_536;

/**
 * Writes log lines to a stream that may go away: a closed pipe or a full disk loses lines and nothing else. The lines of
 * one turn of the event loop go out together, and those of a flood fifty times a second, since a write to a pipe holds up the
 * whole program.
 */
export class LineOutput {
  readonly #stream: Writable;
  #waiting = '';
  #writtenAtMs = -APART_MS;
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
    const isFirst = this.#waiting === '';
    this.#waiting += line;
    if (this.#waiting.length > MOST_WAITING) this.flush();
    else if (isFirst) this.#flushSoon();
  }

  #flushSoon(): void {
    const flush = () => this.flush();
    const waitMs = this.#writtenAtMs + APART_MS - performance.now();
    // Never longer than that, whatever became of the stopwatch.
    if (waitMs > 0) setTimeout(flush, Math.min(waitMs, APART_MS));
    else setImmediate(flush);
  }

  /** Writes at once what waits; never throws. */
  flush(): void {
    const lines = this.#waiting;
    this.#waiting = '';
    this.#writtenAtMs = performance.now();
    if (lines === '' || this.#gone || this.#stream.destroyed) return;
    try {
      this.#stream.write(lines);
    } catch {
      // There is nowhere to tell it.
    }
  }
}
