import { expect } from 'chai';
import fc from 'fast-check';
import { type DispatchJob, RunDispatcher } from '../../src/domain/run/run-dispatcher.js';
import type { RunControl, RunExecutor } from '../../src/domain/run/run-executor.js';
import { settled } from '../support/fakes/fake-time.js';

/** Runs jobs until the test ends them, and remembers what happened. */
class ManualExecutor implements RunExecutor<DispatchJob> {
  readonly began: string[] = [];
  readonly skipped: string[] = [];
  readonly controls = new Map<string, RunControl>();
  readonly #ends = new Map<string, () => void>();

  execute(job: DispatchJob, control: RunControl): Promise<void> {
    this.began.push(job.id);
    this.controls.set(job.id, control);
    return new Promise((resolve) => this.#ends.set(job.id, resolve));
  }

  async leaveOut(job: DispatchJob, reason: string): Promise<void> {
    this.skipped.push(`${job.id}:${reason}`);
  }

  async end(id: string): Promise<void> {
    this.#ends.get(id)?.();
    await settled();
  }
}

function setUp() {
  const executor = new ManualExecutor();
  return { executor, dispatcher: new RunDispatcher(executor) };
}

describe('the dispatcher', () => {
  it('runs jobs without a common lane at once and jobs of one lane in the order of submission', async () => {
    const { executor, dispatcher } = setUp();
    expect(dispatcher.submit({ id: 'a', lanes: ['x'] })).to.equal('started');
    expect(dispatcher.submit({ id: 'b', lanes: ['x'] })).to.equal('queued');
    expect(dispatcher.submit({ id: 'c', lanes: [] })).to.equal('started');
    expect(dispatcher.submit({ id: 'd', lanes: ['x'] })).to.equal('queued');
    expect(executor.began).to.deep.equal(['a', 'c']);
    await executor.end('a');
    await executor.end('b');
    expect(executor.began).to.deep.equal(['a', 'c', 'b', 'd']);
  });

  it('says which waiting jobs are behind one, also behind others that wait for it', async () => {
    const { executor, dispatcher } = setUp();
    for (const [id, lanes] of [
      ['a', ['x']],
      ['b', ['y']],
      ['both', ['x', 'y']],
      ['after', ['y', 'w']],
      ['last', ['w']],
      ['beside', ['z']],
    ] as const) {
      dispatcher.submit({ id, lanes });
    }
    const behind = (id: string) =>
      dispatcher
        .behind(id)
        .map((job) => job.id)
        .sort();
    for (const id of ['a', 'b']) expect(behind(id)).to.deep.equal(['after', 'both', 'last']);
    expect(behind('both')).to.deep.equal(['after', 'last']);
    for (const id of ['last', 'beside', 'nobody']) expect(behind(id)).to.deep.equal([]);
    await executor.end('a');
    expect(behind('b')).to.deep.equal(['after', 'both', 'last']);
  });

  it('says that of 20,000 in one lane at once', () => {
    const { dispatcher } = setUp();
    for (let n = 0; n < 20_000; n++) dispatcher.submit({ id: `${n}`, lanes: ['x'] });
    expect(dispatcher.behind('0')).to.have.length(19_999);
  });

  it('lets a job in two lanes wait for both and hold both', async () => {
    const { executor, dispatcher } = setUp();
    dispatcher.submit({ id: 'a', lanes: ['x'] });
    dispatcher.submit({ id: 'b', lanes: ['y'] });
    dispatcher.submit({ id: 'both', lanes: ['x', 'y'] });
    dispatcher.submit({ id: 'after', lanes: ['y'] });
    await executor.end('a');
    expect(executor.began).not.to.include('both');
    await executor.end('b');
    expect(executor.began).to.include('both').and.not.to.include('after');
    await executor.end('both');
    expect(executor.began.at(-1)).to.equal('after');
  });

  it('lets a running job take a lane that others already wait in, before them', async () => {
    const { executor, dispatcher } = setUp();
    dispatcher.submit({ id: 'holder', lanes: ['token'] });
    dispatcher.submit({ id: 'waiting', lanes: ['token'] });
    dispatcher.submit({ id: 'fresh', lanes: [] });
    executor.controls.get('fresh')?.occupy('token');
    await executor.end('holder');
    expect(executor.began).not.to.include('waiting');
    await executor.end('fresh');
    expect(executor.began).to.include('waiting');
  });

  it('lets a waiting job run next in all its lanes, at once where it only waited for waiting ones', async () => {
    const { executor, dispatcher } = setUp();
    dispatcher.submit({ id: 'a', lanes: ['x'] });
    dispatcher.submit({ id: 'b', lanes: ['x', 'y'] });
    dispatcher.submit({ id: 'c', lanes: ['y'] });
    dispatcher.submit({ id: 'd', lanes: ['x'] });
    expect(dispatcher.promote('d')).to.equal(true);
    expect(dispatcher.waiting.map(({ id }) => id)).to.deep.equal(['d', 'b', 'c']);
    expect(dispatcher.promote('c')).to.equal(true);
    expect(executor.began).to.deep.equal(['a', 'c']);
    await executor.end('a');
    await executor.end('c');
    await executor.end('d');
    expect(executor.began).to.deep.equal(['a', 'c', 'd', 'b']);
    expect(dispatcher.promote('b')).to.equal(false);
    expect(dispatcher.promote('nobody')).to.equal(false);
  });

  it('lets no job run before one that it continues', async () => {
    const { executor, dispatcher } = setUp();
    dispatcher.submit({ id: 'a', lanes: ['x'] });
    dispatcher.submit({ id: 'b', lanes: ['run:b', 'x'] });
    dispatcher.submit({ id: 'after-b', lanes: ['run:after-b', 'run:b', 'x'] });
    expect(dispatcher.promote('after-b')).to.equal(false);
    await executor.end('a');
    await executor.end('b');
    expect(executor.began).to.deep.equal(['a', 'b', 'after-b']);
  });

  it('drops a waiting job, stops a running one, and knows nothing of one that is over', async () => {
    const { executor, dispatcher } = setUp();
    dispatcher.submit({ id: 'a', lanes: ['x'] });
    dispatcher.submit({ id: 'b', lanes: ['x'] });
    expect(dispatcher.cancel('b')).to.equal('dropped');
    expect(executor.skipped).to.deep.equal(['b:cancelled']);
    expect(dispatcher.cancel('a')).to.equal('stopping');
    expect(executor.controls.get('a')?.stop.aborted).to.equal(true);
    expect(executor.controls.get('a')?.stopReason()).to.equal('cancelled');
    await executor.end('a');
    expect(dispatcher.cancel('a')).to.equal(null);
    expect(executor.began).to.deep.equal(['a']);
  });

  it('keeps the head of a queue cancellable until it really begins', async () => {
    const { executor, dispatcher } = setUp();
    dispatcher.submit({ id: 'a', lanes: ['x'] });
    dispatcher.submit({ id: 'head', lanes: ['x'] });
    dispatcher.submit({ id: 'next', lanes: ['x'] });
    expect(dispatcher.cancel('head')).to.equal('dropped');
    await executor.end('a');
    expect(executor.began).to.deep.equal(['a', 'next']);
  });

  it('drains: refuses, keeps what waits, is idle when the last has ended, and can stop the rest', async () => {
    const { executor, dispatcher } = setUp();
    dispatcher.submit({ id: 'a', lanes: ['x'] });
    dispatcher.submit({ id: 'b', lanes: ['x'] });
    dispatcher.beginDrain();
    expect(dispatcher.submit({ id: 'c', lanes: [] })).to.equal('draining');
    expect(executor.skipped).to.deep.equal(['b:kept']);
    let idle = false;
    const waiting = dispatcher.idle().then(() => {
      idle = true;
    });
    await settled();
    expect(idle).to.equal(false);
    dispatcher.stopAll();
    expect(executor.controls.get('a')?.stopReason()).to.equal('shutdown');
    await executor.end('a');
    await waiting;
    expect(executor.began).to.deep.equal(['a']);
  });

  it('never runs two jobs of one lane, runs every job once, and keeps the order of each lane', async () => {
    const lanes = fc.uniqueArray(fc.constantFrom('x', 'y', 'z', 'w'), { maxLength: 3 });
    const plan = fc.array(fc.record({ lanes, endFirst: fc.nat({ max: 3 }) }), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(plan, async (steps) => {
        const { executor, dispatcher } = setUp();
        const check = () => {
          const held = dispatcher.live.flatMap((job) => job.lanes);
          expect(new Set(held).size).to.equal(held.length);
        };
        const endOldest = async () => {
          const oldest = dispatcher.live[0];
          if (oldest !== undefined) await executor.end(oldest.id);
          check();
        };
        for (const [index, step] of steps.entries()) {
          dispatcher.submit({ id: `${index}`, lanes: step.lanes });
          check();
          for (let n = 0; n < step.endFirst; n++) await endOldest();
        }
        while (dispatcher.live.length > 0) await endOldest();
        expect([...executor.began].sort()).to.deep.equal(steps.map((_, index) => `${index}`).sort());
        for (const lane of ['x', 'y', 'z', 'w']) {
          const order = executor.began.map(Number).filter((index) => steps[index]?.lanes.includes(lane as 'x'));
          expect(order).to.deep.equal([...order].sort((a, b) => a - b));
        }
      }),
      { numRuns: 60 },
    );
  });
});
