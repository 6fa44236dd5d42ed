import { expect } from 'chai';
import fc from 'fast-check';
import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import { ChatMoves } from '../../src/domain/chat/chat-moves.js';
import type { InboxEntry } from '../../src/domain/ports/inbox.js';
import { AtScheduler, type Delayed, type WaitingEntry } from '../../src/domain/schedule/at-scheduler.js';
import { formatSpan } from '../../src/domain/schedule/delay.js';
import { parseWhen } from '../../src/domain/schedule/parse-when.js';
import { resolveWhen } from '../../src/domain/schedule/resolve-when.js';
import { entry, workBody } from '../support/builders/inbox-entry.js';
import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { FakeTokenSource } from '../support/fakes/fake-token-source.js';

describe('a delay', () => {
  const delays = new IntlCronCalendar();
  const read = (source: string) => {
    const parsed = parseWhen(source);
    if (!parsed.ok) return parsed.problem.kind;
    const due = resolveWhen(parsed.value.when, 0, 'UTC', delays);
    return due.ok ? [due.value, parsed.value.written, parsed.value.text] : due.problem;
  };

  it('is a number and one unit before a text', () => {
    for (const [source, delayMs, written, text] of [
      ['60s x', 60_000, '60s', 'x'],
      ['2m do it', 120_000, '2m', 'do it'],
      [' 24 h\nline one\nline two ', 86_400_000, '24h', 'line one\nline two'],
      ['30M x', 1_800_000, '30m', 'x'],
      ['1d x', 86_400_000, '1d', 'x'],
    ] as const) {
      expect(read(source), source).to.deep.equal([delayMs, written, text]);
    }
  });

  it('may go on with smaller units, close together or as we write them ourselves', () => {
    for (const [source, delayMs, written, text] of [
      ['1h30m x', 5_400_000, '1h30m', 'x'],
      ['1h 30m x', 5_400_000, '1h30m', 'x'],
      ['2h5m10s\nx', 7_510_000, '2h5m10s', 'x'],
      ['5m 2h of video to cut', 300_000, '5m', '2h of video to cut'],
      ['5m 30 tests', 300_000, '5m', '30 tests'],
      ['5m 5m x', 300_000, '5m', '5m x'],
    ] as const) {
      expect(read(source), source).to.deep.equal([delayMs, written, text]);
    }
  });

  it('is refused with the reason: its form, its range, or that nothing stands behind it', () => {
    for (const text of ['', 'x', 'water 5m', 'every 5m x']) expect(read(text), text).to.equal('form');
    for (const text of ['10 x', '-5m x', '30m1h x', '5min x', '5m, x']) expect(read(text), text).to.equal('not-a-time');
    for (const text of ['30m', '1h 30m', '5m \n ']) expect(read(text), text).to.equal('no-text');
    for (const text of ['59s x', '25h x', '0s x', '999999999h x', '1d1s x']) {
      expect(read(text), text).to.equal('delay-out-of-range');
    }
  });

  it('is told in its two largest units', () => {
    const spans = [-5, 0, 999, 45_000, 60_000, 90_000, 3_599_999, 3_660_000, 7_200_000, 90_061_000, 86_400_000];
    expect(spans.map(formatSpan)).to.deep.equal([
      '0 s', '0 s', '0 s', '45 s', '1 min', '1 min 30 s', '59 min 59 s', '1 h 1 min', '2 h', '1 d 1 h', '1 d',
    ]); // biome-ignore format: two rows to be compared
  });
});

const MOST_LATE_MS = 600_000;
const HOUR_MS = 3_600_000;

/** A request is the prompt of a delayed run here. */
function entryOf({ key, due, body: { chatId, request } }: WaitingEntry<string>): InboxEntry {
  return entry(key, { source: 'at', due, body: { ...workBody('at', request), chatId } });
}

function setUp() {
  const time = new FakeTime();
  const inbox = new FakeInbox(time);
  const rung: Delayed<string>[] = [];
  const overdue: (readonly [request: string, lateMs: number])[] = [];
  const listener = {
    due: (delayed: Delayed<string>) => void rung.push(delayed),
    overdue: ({ request }: Delayed<string>, lateMs: number) => void overdue.push([request, lateMs]),
  };
  const tools = { inbox, clock: time, alarm: time, tokens: new FakeTokenSource() };
  const waiting = () =>
    new AtScheduler<string>({ ...tools, entryOf, moves: new ChatMoves(), mostLateMs: () => MOST_LATE_MS });
  const make = () => {
    const scheduler = waiting();
    scheduler.start(listener);
    return scheduler;
  };
  return { time, inbox, rung, overdue, listener, waiting, make };
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

  it('lets everything wait until it is started, however late that is', async () => {
    const { time, rung, overdue, listener, waiting } = setUp();
    const scheduler = waiting();
    await scheduler.schedule(1, time.now() + 1_000, 'soon');
    await scheduler.schedule(1, time.now() + HOUR_MS, 'later');
    await time.advance(2_000);
    expect(rung).to.have.length(0);
    scheduler.start(listener);
    await time.advance(0);
    expect(rung.map((delayed) => delayed.request)).to.deep.equal(['soon']);
    await time.advance(HOUR_MS);
    expect(rung.map((delayed) => delayed.request)).to.deep.equal(['soon', 'later']);
    expect(overdue).to.have.length(0);
  });

  it('lets nothing ring that is stopped before it is started', async () => {
    const { time, rung, listener, waiting } = setUp();
    const scheduler = waiting();
    await scheduler.schedule(1, time.now() + 1_000, 'go');
    scheduler.stop();
    scheduler.start(listener);
    await time.advance(2_000);
    expect(rung).to.have.length(0);
  });

  it('takes a stored request up again after a restart, with its wall-clock time', async () => {
    const { time, inbox, rung, make } = setUp();
    const first = make();
    await first.schedule(1, time.now() + 60_000, 'go');
    first.stop();
    await time.advance(120_000);
    expect(rung).to.have.length(0);
    const [row] = await inbox.unfinished();
    if (row?.source !== 'at') throw new Error('no row');
    make().restore({ ...row, body: { chatId: row.body.chatId, request: row.body.request.prompt } });
    await time.advance(0);
    expect(rung.map((delayed) => delayed.request)).to.deep.equal(['go']);
  });

  it('rings once on waking when the machine slept over its time', async () => {
    const { time, rung, overdue, make } = setUp();
    await make().schedule(1, time.now() + HOUR_MS, 'go');
    await time.jump(HOUR_MS + MOST_LATE_MS);
    await time.advance(24 * HOUR_MS);
    expect(rung).to.have.length(1);
    expect(overdue).to.deep.equal([]);
  });

  it('tells what it notices too late, once, instead of ringing', async () => {
    const { time, rung, overdue, make } = setUp();
    const scheduler = make();
    await scheduler.schedule(1, time.now() + HOUR_MS, 'slept over');
    await scheduler.schedule(1, time.now() + 5 * HOUR_MS, 'still to come');
    await time.jump(HOUR_MS + MOST_LATE_MS + 1);
    expect(overdue).to.deep.equal([['slept over', MOST_LATE_MS + 1]]);
    expect(scheduler.list(1).map((delayed) => delayed.request)).to.deep.equal(['still to come']);
    await time.advance(5 * HOUR_MS);
    expect(rung.map((delayed) => delayed.request)).to.deep.equal(['still to come']);
    expect(overdue).to.have.length(1);
  });

  it('rings once when the clock is set back before its time, or again after it', async () => {
    const { time, rung, overdue, make } = setUp();
    const due = time.now() + HOUR_MS;
    await make().schedule(1, due, 'go');
    await time.jump(-2 * HOUR_MS);
    await time.advance(3 * HOUR_MS - 1);
    expect(rung).to.have.length(0);
    await time.advance(1);
    expect(rung).to.have.length(1);
    await time.jump(-2 * HOUR_MS);
    await time.advance(5 * HOUR_MS);
    expect([rung.length, overdue.length]).to.deep.equal([1, 0]);
  });

  it('asks for nothing twice when a message is handled once more', async () => {
    const { time, inbox, rung, make } = setUp();
    const scheduler = make();
    const first = await scheduler.schedule(1, time.now() + 60_000, 'go', 'a1');
    const again = await scheduler.schedule(1, time.now() + 90_000, 'go', 'a1');
    expect(again).to.deep.equal(first);
    expect(await inbox.unfinished()).to.have.length(1);
    await time.advance(90_000);
    expect(rung).to.have.length(1);
    expect(await scheduler.schedule(1, time.now() + 60_000, 'go', 'a1')).to.deep.equal({ ok: false, problem: 'known' });
    await time.advance(90_000);
    expect(rung).to.have.length(1);
  });

  it('keeps what the disk does not let go', async () => {
    const { time, inbox, rung, make } = setUp();
    const scheduler = make();
    await scheduler.schedule(1, time.now() + 60_000, 'go');
    inbox.broken = new Error('disk full');
    expect(await scheduler.cancel(1, () => true).catch((cause: Error) => cause.message)).to.equal('disk full');
    expect(scheduler.size).to.equal(1);
    await time.advance(60_000);
    expect(rung).to.have.length(1);
  });

  it('rings nothing once it is suspended, also what is being stored', async () => {
    const { time, inbox, rung, make } = setUp();
    const scheduler = make();
    await scheduler.schedule(1, time.now() + 60_000, 'before');
    const storing = scheduler.schedule(1, time.now() + 60_000, 'meanwhile');
    scheduler.stop();
    expect((await storing).ok).to.equal(true);
    await time.advance(HOUR_MS);
    expect(rung).to.deep.equal([]);
    expect(await inbox.unfinished()).to.have.length(2);
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
