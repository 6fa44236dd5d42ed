import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 1;
const WRITE_EVERY_MS = 100;

/** Writes to the file how long the event loop has stood at the longest since the last `reset`, in milliseconds. */
export class LoopStands {
  readonly #delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor(file: string) {
    this.#delays.enable();
    const write = () => writeFileSync(file, `${this.#delays.max / 1e6 - RESOLUTION_MS}`);
    setInterval(write, WRITE_EVERY_MS).unref();
  }

  /** Forgets what was seen so far. */
  reset(): void {
    this.#delays.reset();
  }
}
