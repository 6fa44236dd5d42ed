import { Writable } from 'node:stream';

/** A stream that keeps the lines that were written to it. */
export class LineSink extends Writable {
  #text = '';
  /** Lets what is on its way arrive. */
  beforeReading: () => void = () => undefined;
  isTTY = false;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#text += chunk.toString('utf8');
    done();
  }

  /** Everything that was written. */
  get text(): string {
    this.beforeReading();
    return this.#text;
  }

  /** Forgets what was written. */
  clear(): void {
    this.beforeReading();
    this.#text = '';
  }

  get lines(): readonly string[] {
    return this.text.split('\n').slice(0, -1);
  }

  /** The lines as JSON objects. */
  json(): readonly Record<string, unknown>[] {
    return this.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}
