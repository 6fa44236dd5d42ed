import { expect } from 'chai';
import { Outage } from '../../src/application/health/outage.js';
import type { PollFailure } from '../../src/application/ports/chat/connectivity-listener.js';
import { FakeTime } from '../support/fakes/fake-time.js';

function begin(conflict: boolean) {
  const time = new FakeTime();
  const from = time.now();
  const failure = (): PollFailure => ({ sinceMs: time.monotonicMs(), trouble: 'trouble', conflict });
  const spell = new Outage(time, failure());
  return { time, from, spell, fail: () => spell.failed(failure()) };
}

describe('a deaf spell', () => {
  it('ends with the next good poll, and is told if it took a minute', async () => {
    const { time, from, spell, fail } = begin(false);
    expect(fail()).to.equal(null);
    await time.advance(60_000);
    expect(fail()).to.equal(null);
    const told = { from, until: from + 60_000, lengthMs: 60_000, trouble: 'trouble', conflicts: 0 };
    expect(spell.heard()).to.deep.equal({ over: true, told });
  });

  it('is not worth telling below a minute', async () => {
    const { time, spell } = begin(false);
    await time.advance(59_999);
    expect(spell.heard()).to.deep.equal({ over: true, told: null });
  });

  it('counts from when its first poll can’t have heard any more', async () => {
    const time = new FakeTime();
    const from = time.now();
    const sinceMs = time.monotonicMs();
    await time.advance(70_000);
    const spell = new Outage(time, { sinceMs, trouble: 'overdue', conflict: false });
    expect(spell.heard().told).to.include({ from, until: from + 70_000 });
  });

  it('is not made longer or shorter by setting the clock', async () => {
    const { time, spell } = begin(false);
    await time.advance(10_000);
    await time.jump(9_657 * 86_400_000);
    expect(spell.heard().told).to.equal(null);
    await time.advance(60_000);
    const until = time.now();
    expect(spell.heard().told).to.include({ lengthMs: 70_000, from: until - 70_000, until });
  });

  it('with conflicts goes on through good polls, until none came for a minute', async () => {
    const { time, from, spell, fail } = begin(true);
    fail();
    await time.advance(40_000);
    expect(spell.heard()).to.deep.equal({ over: false, told: null });
    expect(fail()).to.equal(null);
    await time.advance(40_000);
    expect(fail()).to.deep.include({ conflicts: 3 });
    expect(fail(), 'the second warning').to.equal(null);
    await time.advance(59_999);
    expect(spell.heard().over).to.equal(false);
    await time.advance(1);
    const told = { from, until: from + 80_000, lengthMs: 80_000, trouble: 'trouble', conflicts: 4 };
    expect(spell.heard()).to.deep.equal({ over: true, told });
  });

  it('is not told for a short overlap of two programs', async () => {
    const { time, spell, fail } = begin(true);
    fail();
    await time.advance(20_000);
    fail();
    await time.advance(60_000);
    expect(spell.heard()).to.deep.equal({ over: true, told: null });
  });
});
