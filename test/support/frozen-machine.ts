import { type SinonFakeTimers, useFakeTimers } from 'sinon';

/** Holds this process's own clocks and timers still, for what reads the machine's time. */
export class FrozenMachine {
  #timers: SinonFakeTimers | null = null;

  freeze(): void {
    this.#timers = useFakeTimers({
      now: Date.parse('2026-11-23T12:00:00Z'),
      toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'],
    });
  }

  thaw(): void {
    this.#timers?.restore();
    this.#timers = null;
  }

  /** Lets time pass. */
  async advance(ms: number): Promise<void> {
    await this.#timers?.tickAsync(ms);
  }

  /** Sets the wall clock; timers don't notice. */
  async jump(ms: number): Promise<void> {
    this.#timers?.setSystemTime(Date.now() + ms);
  }

  /** How many timers are set. */
  get timers(): number {
    return this.#timers?.countTimers() ?? 0;
  }
}
