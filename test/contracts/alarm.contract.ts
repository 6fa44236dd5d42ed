import { expect } from 'chai';
import fc from 'fast-check';
import type { Alarm } from '../../src/domain/ports/alarm.js';
import type { ClockBench } from './clock.contract.js';

/** An alarm under test, with the clock it goes by. */
export interface AlarmBench extends ClockBench {
  readonly alarm: Alarm;
}

/** How long after a jump of the wall clock an alarm may take to notice. */
const NOTICED_MS = 30_000;
const HOUR_MS = 3_600_000;

/** What every alarm promises. */
export function describeAlarm(name: string, make: () => AlarmBench): void {
  describe(`${name} as an alarm`, () => {
    let bench: AlarmBench;
    let rung: string[];
    const ring = (what: string) => () => void rung.push(what);

    beforeEach(() => {
      bench = make();
      rung = [];
    });

    it('rings once, at its instant and not before', async () => {
      const { alarm, clock, advance } = bench;
      alarm.at(clock.now() + HOUR_MS, ring('at'));
      alarm.after(2 * HOUR_MS, ring('after'));
      await advance(HOUR_MS - 1);
      expect(rung).to.deep.equal([]);
      await advance(1);
      expect(rung).to.deep.equal(['at']);
      await advance(HOUR_MS - 1);
      expect(rung).to.deep.equal(['at']);
      await advance(1 + HOUR_MS);
      expect(rung).to.deep.equal(['at', 'after']);
    });

    it('rings soon, but never at once, for what is due already', async () => {
      const { alarm, clock, advance } = bench;
      alarm.at(clock.now() - HOUR_MS, ring('past'));
      alarm.at(clock.now(), ring('now'));
      alarm.after(0, ring('zero'));
      expect(rung).to.deep.equal([]);
      await advance(1);
      expect(rung.toSorted()).to.deep.equal(['now', 'past', 'zero']);
    });

    it('rings in the order of the times, and of the settings where those are equal', async () => {
      const { alarm, clock, advance } = bench;
      const start = clock.now();
      for (const [delay, what] of [
        [300, 'd'],
        [100, 'a'],
        [200, 'b'],
        [200, 'c'],
      ] as const) {
        alarm.at(start + delay, ring(`at ${what}`));
      }
      await advance(1_000);
      expect(rung).to.deep.equal(['at a', 'at b', 'at c', 'at d']);
    });

    it('is quiet after a cancel, which may be repeated and may come late', async () => {
      const { alarm, clock, advance } = bench;
      const cancelAt = alarm.at(clock.now() + 10, ring('at'));
      const cancelAfter = alarm.after(10, ring('after'));
      alarm.after(10, ring('kept'));
      cancelAt();
      cancelAt();
      cancelAfter();
      await advance(20);
      cancelAfter();
      expect(rung).to.deep.equal(['kept']);
    });

    it('lets a ring cancel another one that is due at the same time', async () => {
      const { alarm, advance } = bench;
      const cancels: (() => void)[] = [];
      alarm.after(10, () => cancels.forEach((cancel) => void cancel()));
      cancels.push(alarm.after(10, ring('second')));
      await advance(20);
      expect(rung).to.deep.equal([]);
    });

    it('lets a ring set the next one', async () => {
      const { alarm, clock, advance } = bench;
      const start = clock.now();
      const again = (): void => {
        rung.push(`${clock.now() - start}`);
        if (rung.length < 3) alarm.after(100, again);
      };
      alarm.after(100, again);
      await advance(1_000);
      expect(rung).to.deep.equal(['100', '200', '300']);
    });

    it('notices that the wall clock went forward', async () => {
      const { alarm, clock, advance, jump } = bench;
      alarm.at(clock.now() + 5 * HOUR_MS, ring('at'));
      alarm.after(5 * HOUR_MS, ring('after'));
      await advance(1_000);
      await jump(5 * HOUR_MS);
      await advance(NOTICED_MS);
      expect(rung).to.deep.equal(['at']);
    });

    it('waits longer when the wall clock went back', async () => {
      const { alarm, clock, advance, jump } = bench;
      alarm.at(clock.now() + HOUR_MS, ring('at'));
      alarm.after(HOUR_MS, ring('after'));
      await jump(-HOUR_MS);
      await advance(HOUR_MS);
      expect(rung).to.deep.equal(['after']);
      await advance(HOUR_MS);
      expect(rung).to.deep.equal(['after', 'at']);
    });

    it('takes delays that are longer than a timer can be', async () => {
      const { alarm, advance } = bench;
      const days = 24 * HOUR_MS;
      alarm.after(40 * days, ring('after'));
      await advance(40 * days - 1);
      expect(rung).to.deep.equal([]);
      await advance(1);
      expect(rung).to.deep.equal(['after']);
    });

    it('rings exactly those of many that are due and were not cancelled, in order', async () => {
      const set = fc.record({ delay: fc.nat(5_000), cancel: fc.boolean(), wall: fc.boolean() });
      await fc.assert(
        fc.asyncProperty(fc.array(set, { maxLength: 60 }), fc.nat(6_000), async (sets, passed) => {
          const { alarm, clock, advance } = bench;
          const start = clock.now();
          const rings: number[] = [];
          const cancels = sets.map(({ delay, wall }, index) =>
            wall
              ? alarm.at(start + delay, () => void rings.push(index))
              : alarm.after(delay, () => void rings.push(index)),
          );
          sets.forEach(({ cancel }, index) => void (cancel && cancels[index]?.()));
          await advance(passed);
          for (const cancel of cancels) cancel();
          const delayOf = (index: number) => sets[index]?.delay ?? Number.NaN;
          const expected = sets.flatMap(({ delay, cancel }, index) => (!cancel && delay <= passed ? [index] : []));
          expect(rings.toSorted((a, b) => a - b)).to.deep.equal(expected);
          const times = rings.map(delayOf);
          expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
        }),
        { numRuns: 50 },
      );
    });
  });
}
