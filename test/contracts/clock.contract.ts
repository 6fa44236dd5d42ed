import { expect } from 'chai';
import type { Clock } from '../../src/domain/ports/clock.js';

/** A clock under test, and the hands that move it. */
export interface ClockBench {
  readonly clock: Clock;
  /** Lets time pass. */
  advance(ms: number): Promise<void>;
  /** Sets the wall clock without letting time pass. */
  jump(ms: number): Promise<void>;
}

/** What every clock promises. */
export function describeClock(name: string, make: () => ClockBench): void {
  describe(`${name} as a clock`, () => {
    it('goes on by both measures while time passes', async () => {
      const { clock, advance } = make();
      const [wall, running] = [clock.now(), clock.monotonicMs()];
      await advance(1_500);
      expect(clock.now() - wall).to.equal(1_500);
      expect(clock.monotonicMs() - running).to.be.closeTo(1_500, 0.001);
    });

    it('keeps the stopwatch going when the wall clock is set', async () => {
      const { clock, jump } = make();
      const [wall, running] = [clock.now(), clock.monotonicMs()];
      await jump(-3_600_000);
      expect(clock.now() - wall).to.equal(-3_600_000);
      expect(clock.monotonicMs()).to.equal(running);
    });

    it('never runs the stopwatch backwards', () => {
      const { clock } = make();
      const readings = Array.from({ length: 1_000 }, () => clock.monotonicMs());
      expect(readings).to.deep.equal(readings.toSorted((a, b) => a - b));
    });
  });
}
