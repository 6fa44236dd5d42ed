import { expect } from 'chai';
import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import type { Instant } from '../../src/domain/ports/clock.js';
import { type CronListener, CronScheduler } from '../../src/domain/trigger/cron-scheduler.js';
import type { Cron } from '../../src/domain/trigger/trigger.js';
import { TriggerCatalog } from '../../src/domain/trigger/trigger-catalog.js';
import { TriggerGate } from '../../src/domain/trigger/trigger-gate.js';
import { cronOf } from '../support/builders/cron.js';
import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeSwitchBook } from '../support/fakes/fake-switch-book.js';
import { FakeTime } from '../support/fakes/fake-time.js';

const HOUR_MS = 3_600_000;

/** A scheduler whose clock begins half a minute after noon, with what it told. */
class Rig {
  readonly time = new FakeTime('2026-11-23T12:00:30Z');
  readonly inbox = new FakeInbox(this.time);
  readonly gate = new TriggerGate(new FakeSwitchBook(), this.time);
  readonly told: string[] = [];
  readonly scheduler: CronScheduler;
  readonly #calendar = new IntlCronCalendar();

  constructor() {
    const tell = (what: string, id: string, instant: Instant) =>
      void this.told.push(`${what} ${id} ${new Date(instant).toISOString().slice(11, 16)}`);
    const listener: CronListener = {
      due: ({ id, instant }) => tell('due', id, instant),
      held: (id, instant) => tell('held', id, instant),
      missed: (id, instant) => tell('missed', id, instant),
      failed: (ids) => void this.told.push(`failed ${ids.join()}`),
    };
    const { time, inbox, gate } = this;
    const calendar = this.#calendar;
    this.scheduler = new CronScheduler({ inbox, clock: time, alarm: time, calendar, listener, gate });
  }

  follow(...crons: readonly Cron[]): void {
    this.scheduler.follow(new TriggerCatalog(crons, []), 'UTC');
  }

  start(...crons: readonly Cron[]): void {
    this.follow(...crons);
    this.scheduler.start();
  }
}

const at = (schedule: string, id = schedule): Cron => cronOf(id, { schedule });

describe('the scheduler of crons', () => {
  it('sets one alarm, however many crons there are', async () => {
    const rig = new Rig();
    rig.start(
      ...Array.from({ length: 1_000 }, (_, index) => at(`${index % 60} ${13 + (index % 7)} * * *`, `c${index}`)),
    );
    expect(rig.time.pending).to.equal(1);
    await rig.time.advance(24 * HOUR_MS);
    expect(rig.told.filter((line) => line.startsWith('due'))).to.have.length(1_000);
    expect(rig.time.pending).to.equal(1);
  });

  it('lets the instants of a paused cron pass, and keeps one that runs once', async () => {
    const rig = new Rig();
    const once = cronOf('once', { schedule: '* * * * *', runOnce: true });
    rig.start(at('* * * * *', 'a'), at('* * * * *', 'b'), once);
    await rig.gate.turn('cron:b', 'off');
    await rig.gate.turn('cron:once', 'paused');
    await rig.time.advance(20_000);
    expect(rig.told).to.deep.equal(['held b 12:00', 'held once 12:00', 'due a 12:00']);
    expect(rig.inbox.rows).to.have.length(1);
    await rig.gate.turn('cron:once', 'on');
    await rig.time.advance(180_000);
    expect(rig.told.filter((line) => line.includes('once'))).to.deep.equal(['held once 12:00', 'due once 12:01']);
  });

  it('fires those of one instant together and each by itself', async () => {
    const rig = new Rig();
    rig.start(at('0 13 * * *', 'a'), at('0 13 * * *', 'b'), at('1 13 * * *', 'c'));
    await rig.time.advance(HOUR_MS + 60_000);
    expect(rig.told).to.deep.equal(['due a 13:00', 'due b 13:00', 'due c 13:01']);
    expect(rig.inbox.rows.map((row) => row.key)[0]).to.equal('a:2026-11-23T13:00:00.000Z');
  });

  it('fires nothing before it is started, then what came in the minute before', async () => {
    const rig = new Rig();
    rig.follow(at('0 12 * * *'), at('59 11 * * *'));
    await rig.time.advance(0);
    expect(rig.told).to.deep.equal([]);
    rig.scheduler.start();
    await rig.time.advance(0);
    expect(rig.told).to.deep.equal(['due 0 12 * * * 12:00']);
  });

  it('does not start what was claimed before', async () => {
    const rig = new Rig();
    const key = 'a:2026-11-23T13:00:00.000Z';
    await rig.inbox.accept([{ source: 'cron', key, body: {}, due: null }]);
    rig.start(at('0 13 * * *', 'a'));
    await rig.time.advance(HOUR_MS);
    expect(rig.told).to.deep.equal([]);
  });

  it('keeps over a reload what is due and has not rung yet, and gives a new cron nothing that is past', async () => {
    const rig = new Rig();
    rig.start(at('5 12 * * *', 'kept'), at('5 12 * * *', 'moved'), at('5 12 * * *', 'gone'));
    await rig.time.advance(60_000);
    const ringing = rig.time.jump(4 * 60_000);
    rig.follow(at('5 12 * * *', 'kept'), at('4 12 * * *', 'moved'), at('5 12 * * *', 'new'));
    await ringing;
    expect(rig.told).to.deep.equal(['due kept 12:05']);
  });

  it('leaves out instants that are late by more than a minute, but fires one that is less late', async () => {
    const rig = new Rig();
    rig.start(at('0 13 * * *', 'early'), at('30 15 * * *', 'late'), at('*/5 * * * *', 'often'));
    await rig.time.jump(3 * HOUR_MS + 30 * 60_000);
    expect(rig.told.sort()).to.deep.equal(['due late 15:30', 'due often 15:30', 'missed early 13:00']);
    await rig.time.jump(4 * 60_000);
    await rig.time.advance(60_000);
    expect(rig.told.at(-1)).to.equal('due often 15:35');
  });

  it('fires no instant twice when the clock is set back, and finds its way at the next reload', async () => {
    const rig = new Rig();
    rig.start(at('*/30 * * * *', 'a'));
    await rig.time.advance(HOUR_MS);
    await rig.time.jump(-HOUR_MS);
    rig.follow(at('*/30 * * * *', 'a'), at('15 12 * * *', 'b'));
    await rig.time.advance(HOUR_MS + 30 * 60_000);
    const expected = ['due a 12:00', 'due a 12:30', 'due a 13:00', 'due b 12:15', 'due a 13:30'];
    expect(rig.told).to.deep.equal(expected);
  });

  it('follows another default zone', async () => {
    const rig = new Rig();
    const cron = cronOf('a', { schedule: '0 14 * * *', timezone: null });
    rig.start(cron);
    rig.scheduler.follow(new TriggerCatalog([cron], []), 'Europe/Berlin');
    await rig.time.advance(HOUR_MS);
    expect(rig.told).to.deep.equal(['due a 13:00']);
  });

  it('goes on with the others when one cannot be looked up, and after the disk has failed', async () => {
    const rig = new Rig();
    rig.start(at('nonsense', 'bad'), at('0 13,14 * * *', 'good'));
    rig.inbox.broken = new Error('disk full');
    await rig.time.advance(HOUR_MS);
    rig.inbox.broken = null;
    await rig.time.advance(HOUR_MS);
    expect(rig.told).to.deep.equal(['failed bad', 'failed good', 'due good 14:00']);
  });

  it('starts nothing once it is suspended, also what is being claimed', async () => {
    const rig = new Rig();
    rig.start(at('0 13 * * *', 'a'), at('0 14 * * *', 'b'));
    const claiming = rig.time.advance(HOUR_MS);
    const accept = rig.inbox.accept.bind(rig.inbox);
    rig.inbox.accept = async (entries) => {
      rig.scheduler.suspend();
      return accept(entries);
    };
    await claiming;
    await rig.time.advance(24 * HOUR_MS);
    expect(rig.told).to.deep.equal([]);
    expect((await rig.inbox.unfinished()).map((row) => row.key)).to.deep.equal(['a:2026-11-23T13:00:00.000Z']);
  });
});
