import { expect } from 'chai';
import fc from 'fast-check';
import { KeyedSerial } from '../../src/application/concurrency/keyed-serial.js';
import { Retrier } from '../../src/application/concurrency/retrier.js';
import { Serial } from '../../src/application/concurrency/serial.js';
import { Slots } from '../../src/application/concurrency/slots.js';
import { StopSource } from '../../src/domain/ports/stop-signal.js';
import { FakeTime, settled } from '../support/fakes/fake-time.js';

describe('work in series', () => {
  it('is done in order under one key and side by side under others, also after work that fails', async () => {
    const lanes = new KeyedSerial<string>();
    const log: string[] = [];
    const gate = Promise.withResolvers<void>();
    void lanes.run('a', () => gate.promise.then(() => void log.push('a1')));
    const failed = lanes.run('a', () => Promise.reject(new Error('a2'))).catch(({ message }) => log.push(message));
    void lanes.run('a', () => void log.push('a3'));
    void lanes.run('b', () => void log.push('b1'));
    await settled();
    expect(log).to.deep.equal(['b1']);
    expect([lanes.size, lanes.isBusy('a'), lanes.isBusy('b')]).to.deep.equal([3, true, false]);
    gate.resolve();
    await lanes.idle();
    await failed;
    expect(log.filter((one) => one !== 'a2')).to.deep.equal(['b1', 'a1', 'a3']);
    expect([lanes.size, lanes.isBusy('a')]).to.deep.equal([0, false]);
  });

  it('lets a failure that nobody deals with be noticed as such', async () => {
    const others = process.listeners('unhandledRejection');
    const unhandled: unknown[] = [];
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', (cause) => unhandled.push(cause));
    try {
      void new Serial().run(() => Promise.reject('nobody waits for this'));
      await settled();
      expect(unhandled).to.deep.equal(['nobody waits for this']);
    } finally {
      process.removeAllListeners('unhandledRejection');
      for (const other of others) process.on('unhandledRejection', other);
    }
  });

  it('gives each what its work gives, and waits for what was added meanwhile', async () => {
    const serial = new Serial();
    const log: string[] = [];
    const first = serial.run(async () => {
      void serial.run(() => void log.push('added'));
      return 'given';
    });
    expect(await first).to.equal('given');
    await serial.idle();
    expect(log).to.deep.equal(['added']);
    const thrown = await serial
      .run(() => {
        throw new Error('at once');
      })
      .catch(({ message }) => message);
    expect(thrown).to.equal('at once');
  });

  it('never overlaps under a key and keeps the order of each, whatever fails', async () => {
    const task = fc.record({ key: fc.constantFrom(1, 2, 3), waits: fc.nat(3), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(task, { maxLength: 20 }), async (tasks) => {
        const lanes = new KeyedSerial<number>();
        const active = new Set<number>();
        const done: number[] = [];
        tasks.forEach(({ key, waits, fails }, index) => {
          const work = async () => {
            expect(active.has(key)).to.equal(false);
            active.add(key);
            for (let turn = 0; turn < waits; turn++) await Promise.resolve();
            active.delete(key);
            done.push(index);
            if (fails) throw new Error('it fails');
          };
          void lanes.run(key, work).catch(() => undefined);
        });
        await lanes.idle();
        for (const key of [1, 2, 3]) {
          const own = done.filter((index) => tasks[index]?.key === key);
          expect(own).to.deep.equal([...own].sort((a, b) => a - b));
        }
        expect(done).to.have.length(tasks.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('work that has few slots', () => {
  it('waits for one in order, and leaves it to the next also when it fails', async () => {
    const slots = new Slots(2);
    const ends = Array.from({ length: 4 }, () => Promise.withResolvers<number>());
    const begun: number[] = [];
    const done = ends.map(({ promise }, number) =>
      slots.run(() => {
        begun.push(number);
        return promise;
      }),
    );
    const settledAll = Promise.allSettled(done);
    expect(begun).to.deep.equal([0, 1]);
    ends[1]?.reject(new Error('it failed'));
    await settled();
    expect(begun).to.deep.equal([0, 1, 2]);
    for (const [number, { resolve }] of ends.entries()) resolve(number);
    expect((await settledAll).map(({ status }) => status)).to.deep.equal([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(await slots.run(async () => 'room again')).to.equal('room again');
  });
});

describe('what the disk refused', () => {
  function setUp() {
    const time = new FakeTime();
    const ending = new StopSource();
    let tries = 0;
    const refusedUntil = (last: number) => async () => {
      if (++tries <= last) throw new Error(`refused ${tries}`);
    };
    return { time, ending, retrier: new Retrier(time, ending), refusedUntil, tries: () => tries };
  }

  it('is tried again each half minute until it is done, and each refusal is told', async () => {
    const { time, retrier, refusedUntil, tries } = setUp();
    const told: string[] = [];
    await retrier.persist(refusedUntil(2), (cause, retryInMs) => told.push(`${(cause as Error).message} ${retryInMs}`));
    expect(tries()).to.equal(1);
    await time.advance(29_999);
    expect(tries()).to.equal(1);
    await time.advance(300_000);
    expect(tries()).to.equal(3);
    expect(told).to.deep.equal(['refused 1 30000', 'refused 2 30000']);
    expect(time.pending).to.equal(0);
  });

  it('is left to the next start once the program ends, and can be called off', async () => {
    const { time, ending, retrier, refusedUntil, tries } = setUp();
    retrier.later(refusedUntil(9))();
    await retrier.persist(refusedUntil(9), () => undefined);
    ending.stop();
    await time.advance(300_000);
    expect(tries()).to.equal(1);
  });
});
