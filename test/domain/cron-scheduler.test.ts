import { expect } from 'chai';
import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import { type CronListener, CronScheduler } from '../../src/domain/cron/cron-scheduler.js';
import type { MissedSpan } from '../../src/domain/cron/misfire-policy.js';
import { jitterOf } from '../../src/domain/cron/occurrence.js';
import type { Instant } from '../../src/domain/ports/clock.js';
import type { Cron } from '../../src/domain/trigger/trigger.js';
import { TriggerCatalog } from '../../src/domain/trigger/trigger-catalog.js';
import { TriggerSwitches } from '../../src/domain/trigger/trigger-switches.js';
import { cronOf } from '../support/builders/cron.js';
import { FakeInbox } from '../support/fakes/fake-inbox.js';
import { FakeSwitchStore } from '../support/fakes/fake-switch-store.js';
import { FakeTime } from '../support/fakes/fake-time.js';

const HOUR_MS = 3_600_000;

/** A scheduler whose clock begins half a minute after noon, with what it told. */
class Rig {
  readonly time = new FakeTime('2026-11-23T12:00:30Z');
  readonly inbox = new FakeInbox(this.time);
  readonly gate = new TriggerSwitches(new FakeSwitchStore(), this.time);
  readonly told: string[] = [];
  readonly missedUntil = new Map<string, Instant>();
  /** How often it was asked when a cron fires next. */
  lookups = 0;
  readonly scheduler: CronScheduler;
  readonly #calendar = new IntlCronCalendar();

  constructor() {
    const tell = (what: string, id: string, instant: Instant) =>
      void this.told.push(`${what} ${id} ${new Date(instant).toISOString().slice(11, 16)}`);
    const listener: CronListener = {
      due: ({ id, instant }) => tell('due', id, instant),
      held: (id, instant) => tell('held', id, instant),
      failed: (ids) => void this.told.push(`failed ${ids.join()}`),
      retrying: (ids) => void this.told.push(`retrying ${ids.join()}`),
      clockSetBack: (byMs) => void this.told.push(`set back by ${byMs / 60_000} min`),
    };
    const misfires = {
      missed: ({ id }: Cron, { since, until }: MissedSpan) => {
        tell('missed', id, since + 1);
        this.missedUntil.set(id, until);
      },
    };
    const { time, inbox, gate } = this;
    const calendar = this.#calendar;
    const next = calendar.next.bind(calendar);
    calendar.next = (...of) => {
      this.lookups++;
      return next(...of);
    };
    this.scheduler = new CronScheduler({ inbox, clock: time, alarm: time, calendar, listener, misfires, gate });
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
  it('sets one alarm, however many crons there are, and looks at the clock', async () => {
    const rig = new Rig();
    rig.start(
      ...Array.from({ length: 1_000 }, (_, index) => at(`${index % 60} ${13 + (index % 7)} * * *`, `c${index}`)),
    );
    expect(rig.time.pending).to.equal(2);
    await rig.time.advance(24 * HOUR_MS);
    expect(rig.told.filter((line) => line.startsWith('due'))).to.have.length(1_000);
    expect(rig.time.pending).to.equal(2);
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

  it('vouches for no instant that has come and is not on disk yet', async () => {
    const rig = new Rig();
    const noon = rig.time.now() - 30_000;
    rig.follow(at('0 12 * * *'), at('1 12 * * *'));
    expect(rig.scheduler.followedUntil).to.equal(noon - 1);
    rig.scheduler.start();
    await rig.time.advance(0);
    expect(rig.scheduler.followedUntil).to.equal(rig.time.now());
    rig.inbox.broken = new Error('disk full');
    await rig.time.advance(32_000);
    expect(rig.told.at(-1)).to.equal('retrying 1 12 * * *');
    expect(rig.scheduler.followedUntil).to.equal(noon + 60_000 - 1);
    rig.inbox.broken = null;
    await rig.time.advance(4_000);
    expect(rig.scheduler.followedUntil).to.equal(rig.time.now());
  });

  it('does not start what was claimed before', async () => {
    const rig = new Rig();
    const key = 'a:2026-11-23T13:00:00.000Z';
    await rig.inbox.accept([{ source: 'cron', key, body: { id: 'a', instant: 0 }, due: null }]);
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

  it('follows crons that were looked up beforehand as it would without, however much time has passed meanwhile', async () => {
    const crons = [
      at('5 12 * * *', 'kept'),
      at('* * * * *', 'often'),
      cronOf('spread', { schedule: '10 12 * * *', jitterMs: 120_000 }),
      cronOf('off', { schedule: '6 12 * * *', enabled: false }),
      at('30 2 30 2 *', 'never'),
      ...Array.from({ length: 500 }, (_, index) => at(`${index % 60} 13 * * *`, `c${index}`)),
    ];
    for (const passedMs of [0, 45_000, 400_000, -120_000]) {
      const told = await Promise.all(
        [true, false].map(async (prepares) => {
          const rig = new Rig();
          rig.start(at('5 12 * * *', 'kept'), at('1 15 * * *', 'often'));
          let pauses = 0;
          if (prepares) await rig.scheduler.prepare(crons, 'UTC', async () => void pauses++);
          await (passedMs < 0 ? rig.time.jump(passedMs) : rig.time.advance(passedMs));
          rig.follow(...crons);
          await rig.time.advance(2 * HOUR_MS);
          expect(pauses).to.equal(prepares ? 2 : 0);
          return rig.told;
        }),
      );
      expect(told[0]).to.deep.equal(told[1]).and.not.have.length(0);
    }
  });

  it('leaves out instants that are late by more than a minute, but fires one that is less late', async () => {
    const rig = new Rig();
    rig.start(at('0 13 * * *', 'early'), at('30 15 * * *', 'late'), at('*/5 * * * *', 'often'));
    await rig.time.jump(3 * HOUR_MS + 30 * 60_000);
    const told = ['due late 15:30', 'due often 15:30', 'missed early 13:00', 'missed often 12:00'];
    expect(rig.told.sort()).to.deep.equal(told);
    expect(rig.missedUntil.get('often')).to.equal(Date.parse('2026-11-23T15:30:00Z') - 1);
    await rig.time.jump(4 * 60_000);
    await rig.time.advance(60_000);
    expect(rig.told.at(-1)).to.equal('due often 15:35');
  });

  it('fires no instant twice when the clock is set back, and finds its way at a reload', async () => {
    const rig = new Rig();
    rig.start(at('*/30 * * * *', 'a'));
    await rig.time.advance(HOUR_MS);
    await rig.time.jump(-HOUR_MS);
    rig.follow(at('*/30 * * * *', 'a'), at('15 12 * * *', 'b'));
    await rig.time.advance(HOUR_MS + 30 * 60_000);
    const expected = ['due a 12:00', 'due a 12:30', 'due a 13:00', 'set back by 60 min', 'due b 12:15', 'due a 13:30'];
    expect(rig.told).to.deep.equal(expected);
  });

  it('plans anew by itself when a clock that was far ahead is set back', async () => {
    const rig = new Rig();
    rig.start(
      at('*/30 * * * *', 'often'),
      at('15 12 * * *', 'daily'),
      cronOf('at', { at: '2026-11-23T12:40:00', schedule: null }),
    );
    await rig.time.advance(60_000);
    await rig.time.jump(48 * HOUR_MS);
    await rig.time.advance(10_000);
    await rig.time.jump(-48 * HOUR_MS);
    await rig.time.advance(60 * 60_000);
    expect(rig.told).to.deep.equal([
      'due often 12:00',
      'missed daily 12:15',
      'missed often 12:30',
      'missed at 12:40',
      'set back by 2880 min',
      'due daily 12:15',
      'due often 12:30',
      'due at 12:40',
      'due often 13:00',
    ]);
  });

  it('takes neither a clock that is a little slow nor a sleeping machine for one that was set back', async () => {
    const rig = new Rig();
    rig.start(at('0 13 * * *', 'a'));
    for (let step = 0; step < 60; step++) {
      await rig.time.advance(30_000);
      await rig.time.jump(-500);
    }
    await rig.time.jump(5 * HOUR_MS);
    await rig.time.advance(HOUR_MS);
    expect(rig.told).to.deep.equal(['missed a 13:00']);
  });

  it('puts a firing off by its jitter, not the instant that is claimed, also over a reload in between', async () => {
    const rig = new Rig();
    const cron = cronOf('late', { schedule: '0 13 * * *', jitterMs: HOUR_MS });
    const instant = Date.parse('2026-11-23T13:00:00Z');
    const jitterMs = jitterOf('late', instant, HOUR_MS);
    expect(jitterMs).to.be.greaterThan(60_000);
    rig.start(cron);
    await rig.time.advance(instant + jitterMs - 30_000 - rig.time.now());
    rig.follow({ ...cron, prompt: 'changed' });
    rig.follow();
    rig.follow(cron);
    expect(rig.told).to.deep.equal([]);
    await rig.time.advance(30_000);
    expect(rig.told).to.deep.equal(['due late 13:00']);
    expect(rig.inbox.rows.map((row) => row.key)).to.deep.equal(['late:2026-11-23T13:00:00.000Z']);
    rig.follow();
    rig.follow(cron);
    await rig.time.advance(HOUR_MS);
    expect(rig.told).to.have.length(1);
  });

  it('has no alarm left once it is suspended', async () => {
    const rig = new Rig();
    rig.start(at('0 13 * * *', 'a'));
    rig.scheduler.stop();
    expect(rig.time.pending).to.equal(0);
    await rig.time.jump(-HOUR_MS);
    await rig.time.advance(HOUR_MS);
    expect(rig.told).to.deep.equal([]);
  });

  it('follows another default zone', async () => {
    const rig = new Rig();
    const cron = cronOf('a', { schedule: '0 14 * * *', timezone: null });
    rig.start(cron);
    rig.scheduler.follow(new TriggerCatalog([cron], []), 'Europe/Berlin');
    await rig.time.advance(HOUR_MS);
    expect(rig.told).to.deep.equal(['due a 13:00']);
  });

  it('goes on with the others when one cannot be looked up', async () => {
    const rig = new Rig();
    rig.start(at('nonsense', 'bad'), at('0 13 * * *', 'good'));
    await rig.time.advance(HOUR_MS);
    expect(rig.told).to.deep.equal(['failed bad', 'due good 13:00']);
  });

  it('asks a disk that refuses again while it is not too late, then tells it and goes on', async () => {
    const rig = new Rig();
    rig.start(at('0 13,14 * * *', 'a'), at('0 13 * * *', 'b'));
    rig.inbox.broken = new Error('disk full');
    await rig.time.advance(HOUR_MS);
    expect(rig.told).to.deep.equal(Array(6).fill('retrying a,b'));
    await rig.time.advance(60_000);
    expect(rig.told.slice(-2)).to.deep.equal(['retrying a,b', 'failed a,b']);
    rig.inbox.broken = null;
    await rig.time.advance(HOUR_MS);
    expect(rig.told.at(-1)).to.equal('due a 14:00');
    expect(rig.inbox.rows).to.have.length(1);
  });

  it('fires once when the disk is well again within the minute', async () => {
    const rig = new Rig();
    const once = cronOf('once', { schedule: '0 13 * * *', runOnce: true });
    rig.start(at('0 13 * * *', 'a'), once, cronOf('at', { schedule: null, at: '2026-11-23T13:00:00', runOnce: true }));
    rig.inbox.broken = new Error('disk full');
    await rig.time.advance(HOUR_MS - 20_000);
    rig.inbox.broken = null;
    await rig.time.advance(24 * HOUR_MS);
    const due = rig.told.filter((line) => line.startsWith('due'));
    expect(due).to.deep.equal(['due a 13:00', 'due once 13:00', 'due at 13:00', 'due a 13:00']);
  });

  it('lets one that runs once wait for its next instant when the disk refused it to the end', async () => {
    const rig = new Rig();
    const once = cronOf('once', { schedule: '0 13,14 * * *', runOnce: true });
    rig.start(once, cronOf('at', { schedule: null, at: '2026-11-23T13:00:00', runOnce: true }));
    rig.inbox.broken = new Error('disk full');
    await rig.time.advance(HOUR_MS + 60_000);
    expect(rig.told.at(-1)).to.equal('failed once,at');
    rig.inbox.broken = null;
    await rig.time.advance(48 * HOUR_MS);
    expect(rig.told.filter((line) => !line.startsWith('retrying'))).to.deep.equal(['failed once,at', 'due once 14:00']);
  });

  it('asks the disk no more for what was removed, for what the machine slept over, or once it is suspended', async () => {
    const rig = new Rig();
    rig.start(at('0 13 * * *', 'removed'), at('0 13 * * *', 'slept'));
    rig.inbox.broken = new Error('disk full');
    await rig.time.advance(HOUR_MS - 30_000);
    rig.inbox.broken = null;
    rig.follow(at('0 13 * * *', 'slept'));
    await rig.time.jump(HOUR_MS);
    await rig.time.advance(1_000);
    expect(rig.told).to.deep.equal(['retrying removed,slept', 'missed slept 13:00']);
    rig.inbox.broken = new Error('disk full');
    await rig.time.advance(23 * HOUR_MS - 31_000);
    await rig.time.advance(30_000);
    expect(rig.told.at(-1)).to.equal('retrying slept');
    rig.scheduler.stop();
    const lines = rig.told.length;
    await rig.time.advance(HOUR_MS);
    expect(rig.told).to.have.length(lines);
    expect(rig.inbox.rows).to.deep.equal([]);
  });

  it('starts nothing once it is suspended, also what is being claimed', async () => {
    const rig = new Rig();
    rig.start(at('0 13 * * *', 'a'), at('0 14 * * *', 'b'));
    const claiming = rig.time.advance(HOUR_MS);
    const accept = rig.inbox.accept.bind(rig.inbox);
    rig.inbox.accept = async (entries) => {
      rig.scheduler.stop();
      return accept(entries);
    };
    await claiming;
    await rig.time.advance(24 * HOUR_MS);
    expect(rig.told).to.deep.equal([]);
    expect((await rig.inbox.unfinished()).map((row) => row.key)).to.deep.equal(['a:2026-11-23T13:00:00.000Z']);
  });

  it('claims what is due before it looks up what comes next', async () => {
    const rig = new Rig();
    rig.start(...Array.from({ length: 100 }, (_, index) => at('* * * * *', `c${index}`)));
    await rig.time.advance(0);
    const accept = rig.inbox.accept.bind(rig.inbox);
    const lookups: number[] = [];
    rig.inbox.accept = async (entries) => {
      lookups.push(rig.lookups);
      return accept(entries);
    };
    const before = rig.lookups;
    await rig.time.advance(60_000);
    expect(lookups).to.deep.equal([before]);
    expect(rig.lookups).to.equal(before + 100);
  });

  it('leaves out no instant while the disk is still asked for the one before, also over a reload', async () => {
    const rig = new Rig();
    const crons = [at('* * * * *', 'a'), cronOf('once', { schedule: '* * * * *', runOnce: true })];
    rig.start(...crons);
    await rig.time.advance(0);
    rig.told.length = 0;
    const accept = rig.inbox.accept.bind(rig.inbox);
    const disk = Promise.withResolvers<void>();
    rig.inbox.accept = async (entries) => {
      rig.inbox.accept = accept;
      await disk.promise;
      return accept(entries);
    };
    await rig.time.advance(30_000);
    await rig.time.jump(60_000);
    rig.follow(...crons);
    await rig.time.advance(1_000);
    disk.resolve();
    await rig.time.advance(60_000);
    expect(rig.told.filter((line) => line.includes(' a ')).sort()).to.deep.equal([
      'due a 12:01',
      'due a 12:02',
      'due a 12:03',
    ]);
  });
});
