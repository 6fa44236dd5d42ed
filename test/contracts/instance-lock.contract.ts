import { expect } from 'chai';
import type { HeldLock, InstanceLock } from '../../src/application/ports/system/instance-lock.js';

/** The lock as two programs see it. */
export interface InstanceLockBench {
  readonly one: InstanceLock;
  readonly other: InstanceLock;
}

/** The lock of a test that expects to get it. */
export function taken(lock: InstanceLock, name: string): HeldLock {
  const result = lock.take(name);
  if (!result.ok) throw new Error(`${name} can't be taken: ${JSON.stringify(result.problem)}`);
  return result.value;
}

/** What every instance lock promises. */
export function describeInstanceLock(name: string, make: () => Promise<InstanceLockBench>): void {
  describe(`${name} as an instance lock`, () => {
    let bench: InstanceLockBench;

    beforeEach(async () => {
      bench = await make();
    });

    it('lets one in and tells the other who holds it', () => {
      const held = taken(bench.one, 'config /etc/a.toml');
      const result = bench.other.take('config /etc/a.toml');
      expect(result.ok).to.equal(false);
      if (!result.ok) expect(result.problem.kind).to.equal('held');
      if (!result.ok) expect(result.problem).to.have.property('by').that.matches(/\d/);
      held.release();
    });

    it('lets the next one in after a release', () => {
      taken(bench.one, 'a').release();
      const held = taken(bench.other, 'a');
      expect(bench.one.take('a').ok).to.equal(false);
      held.release();
    });

    it('does nothing at a second release, whoever holds it by then', () => {
      const first = taken(bench.one, 'a');
      first.release();
      const second = taken(bench.other, 'a');
      first.release();
      expect(bench.one.take('a').ok).to.equal(false);
      second.release();
    });

    it('keeps names apart, however odd they are', () => {
      const names = ['a', 'A', '../a', 'a/b', '', 'ä €'];
      const held = names.map((each) => taken(bench.one, each));
      expect(names.map((each) => bench.other.take(each).ok)).to.deep.equal(names.map(() => false));
      for (const lock of held) lock.release();
    });
  });
}
