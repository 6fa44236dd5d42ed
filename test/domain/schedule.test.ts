import { expect } from 'chai';
import fc from 'fast-check';
import { AtScheduler, type Delayed } from '../../src/domain/schedule/at-scheduler.js';
import { formatSpan, parseDelayedText } from '../../src/domain/schedule/delay.js';
import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { FakeTokenSource } from '../support/fakes/fake-token-source.js';

describe('a delay', () => {
  it('is a number and one unit before a text', () => {
    for (const [source, delayMs, written, text] of [
      ['60s x', 60_000, '60s', 'x'],
      ['2m do it', 120_000, '2m', 'do it'],
      [' 24 h\nline one\nline two ', 86_400_000, '24h', 'line one\nline two'],
      ['30M x', 1_800_000, '30m', 'x'],
    ] as const) {
      expect(parseDelayedText(source)).to.deep.equal({ ok: true, value: { delayMs, written, text } });
    }
  });

  it('is refused with the reason: its form, or its range', () => {
    for (const text of ['30m', '1d x', '10 x', '', 'x', '1h30m x', '5m', '-5m x']) {
      expect(parseDelayedText(text)).to.deep.equal({ ok: false, problem: 'form' });
    }
    for (const text of ['59s x', '25h x', '0s x', '999999999h x']) {
      expect(parseDelayedText(text)).to.deep.equal({ ok: false, problem: 'range' });
    }
  });

  it('is told in its two largest units', () => {
    expect([0, 999, 45_000, 90_000, 3_660_000, 7_200_000, 90_061_000, 86_400_000].map(formatSpan)).to.deep.equal([
      '0s',
      '0s',
      '45s',
      '1m 30s',
      '1h 1m',
      '2h',
      '1d 1h',
      '1d',
    ]);
  });
});

function setUp() {
  const time = new FakeTime();
  const inbox = new FakeInbox(time);
  const rung: Delayed<string>[] = [];
  const make = () => new AtScheduler<string>(inbox, time, new FakeTokenSource(), (delayed) => rung.push(delayed));
  return { time, inbox, rung, make };
}

describe('the scheduler of delayed requests', () => {
  it('has a request on disk when it confirms it, and rings when it is due', async () => {
    const { time, inbox, rung, make } = setUp();
    const scheduled = await make().schedule(1, time.now() + 60_000, 'go');
    expect(scheduled.ok).to.equal(true);
    expect(await inbox.unfinished()).to.have.length(1);
    await time.advance(59_999);
    expect(rung).to.have.length(0);
    await time.advance(1);
    expect(rung.map((delayed) => delayed.request)).to.deep.equal(['go']);
  });

  it('takes a stored request up again after a restart, with its wall-clock time', async () => {
    const { time, inbox, rung, make } = setUp();
    const first = make();
    await first.schedule(1, time.now() + 60_000, 'go');
    first.suspend();
    await time.advance(120_000);
    expect(rung).to.have.length(0);
    const [row] = await inbox.unfinished();
    if (row === undefined) throw new Error('no row');
    make().restore(row);
    await time.advance(0);
    expect(rung.map((delayed) => delayed.request)).to.deep.equal(['go']);
  });

  it('follows the wall clock when it jumps', async () => {
    const { time, rung, make } = setUp();
    await make().schedule(1, time.now() + 3_600_000, 'go');
    await time.jump(3_600_000);
    expect(rung).to.have.length(1);
  });

  it('takes 20 a chat and refuses the next, also when they come at once', async () => {
    const { time, make } = setUp();
    const scheduler = make();
    const asked = Array.from({ length: 25 }, (_, n) => scheduler.schedule(1, time.now() + 60_000 + n, `${n}`));
    const answers = await Promise.all(asked);
    expect(answers.filter((answer) => answer.ok)).to.have.length(20);
    expect((await scheduler.schedule(2, time.now() + 60_000, 'other chat')).ok).to.equal(true);
  });

  it('drops chosen requests of one chat only, for good', async () => {
    const { time, inbox, rung, make } = setUp();
    const scheduler = make();
    await scheduler.schedule(1, time.now() + 60_000, 'a');
    await scheduler.schedule(1, time.now() + 60_000, 'b');
    await scheduler.schedule(2, time.now() + 60_000, 'c');
    const dropped = await scheduler.cancel(1, (delayed) => delayed.request === 'a');
    expect(dropped.map((delayed) => delayed.request)).to.deep.equal(['a']);
    expect(await scheduler.cancel(1, () => true)).to.have.length(1);
    expect(await inbox.unfinished()).to.have.length(1);
    await time.advance(60_000);
    expect(rung.map((delayed) => delayed.request)).to.deep.equal(['c']);
  });

  it('rings every request exactly once, none early, in the order of their times', async () => {
    const delays = fc.array(fc.integer({ min: 60_000, max: 200_000 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(delays, async (each) => {
        const { time, rung, make } = setUp();
        const scheduler = make();
        for (const delay of each) await scheduler.schedule(1, time.now() + delay, 'x');
        await time.advance(200_000);
        const dues = rung.map((delayed) => delayed.due);
        expect(dues).to.have.length(each.length);
        expect(dues).to.deep.equal([...dues].sort((a, b) => a - b));
      }),
      { numRuns: 20 },
    );
  });
});
