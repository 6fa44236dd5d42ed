import { expect } from 'chai';
import { AdapterHost } from '../../src/application/hosting/adapter-host.js';
import type { AdapterKind } from '../../src/application/hosting/adapter-kind.js';
import { HostStatus } from '../../src/application/hosting/host-status.js';
import type { OpenProblem } from '../../src/application/values/reload/rejected-reading.js';
import { fail, ok } from '../../src/domain/result.js';
import { FakeJournal } from '../support/fakes/fake-journal.js';
import { FakeTime, settled } from '../support/fakes/fake-time.js';

interface Slice {
  readonly name: string;
  readonly level: number;
}

/** An adapter that writes down what is done with it, and whose openings can be made to fail. */
class Workshop implements AdapterKind<Slice, string> {
  readonly name = 'http';
  readonly log: string[] = [];
  readonly deaths = new Map<string, (reason: string) => void>();
  problem: OpenProblem | null = null;
  /** What instances of slices whose names begin alike can't have at once; by its name the one that has it. */
  readonly holders = new Map<string, string>();

  contend(a: Slice, b: Slice): boolean {
    return thingOf(a) === thingOf(b);
  }

  identity(slice: Slice): string {
    return slice.name;
  }

  equal(a: Slice, b: Slice): boolean {
    return a.name === b.name && a.level === b.level;
  }

  async open(slice: Slice) {
    if (this.problem !== null) return fail(this.problem);
    const thing = thingOf(slice);
    if (this.holders.has(thing)) return fail({ ...unreachable, kind: 'taken' as const });
    if (thing !== slice.name) this.holders.set(thing, slice.name);
    const say = (what: string) => void this.log.push(`${slice.name} ${what}`);
    say('opened');
    const died = new Promise<unknown>((resolve) => this.deaths.set(slice.name, resolve));
    return ok({
      api: slice.name,
      died,
      activate: () => say('activated'),
      retune: (next: Slice) => say(`retuned ${next.level}`),
      quiesce: async () => {
        say('quiesced');
        this.holders.delete(thing);
      },
      close: async () => {
        say('closed');
        this.holders.delete(thing);
      },
    });
  }
}

/** `port:host` needs the port. */
function thingOf({ name }: Slice): string {
  return name.split(':')[0] ?? name;
}

const unreachable: OpenProblem = { kind: 'unreachable', key: 'k', message: 'no network', hint: 'wait' };
const never = { mayComeLater: false };

function setUp() {
  const time = new FakeTime();
  const kind = new Workshop();
  const status = new HostStatus(time);
  const host = new AdapterHost({ kind, status, alarm: time, journal: new FakeJournal() });
  const stage = async (slice: Slice | null, options = never) => {
    const staged = await host.stage(slice, options);
    if (!staged.ok) throw new Error(staged.problem.message);
    return staged.value;
  };
  return { time, kind, host, status, stage };
}

describe('the host of an adapter', () => {
  it('reserves at stage, shows and activates at commit', async () => {
    const { kind, host, stage } = setUp();
    const change = await stage({ name: 'a', level: 1 });
    expect(change.effect).to.equal('start');
    expect(host.peek()).to.equal(null);
    expect(kind.log).to.deep.equal(['a opened']);
    change.commit();
    expect(host.peek()).to.equal('a');
    expect(kind.log).to.deep.equal(['a opened', 'a activated']);
  });

  it('leaves no trace after an abort', async () => {
    const { kind, host, stage } = setUp();
    (await stage({ name: 'a', level: 1 })).commit();
    const change = await stage({ name: 'b', level: 1 });
    await change.abort();
    expect(host.peek()).to.equal('a');
    expect(kind.log).to.deep.equal(['a opened', 'a activated', 'b opened', 'b closed']);
    expect((await stage({ name: 'a', level: 1 })).effect).to.equal('none');
  });

  it('retunes what stays the same, replaces what does not, stops what is not wanted', async () => {
    const { kind, host, stage } = setUp();
    (await stage({ name: 'a', level: 1 })).commit();
    const retune = await stage({ name: 'a', level: 2 });
    expect(retune.effect).to.equal('retune');
    retune.commit();
    expect(kind.log.at(-1)).to.equal('a retuned 2');
    const replace = await stage({ name: 'b', level: 1 });
    expect(replace.effect).to.equal('replace');
    replace.commit();
    await settled();
    expect(kind.log.slice(3)).to.deep.equal(['b opened', 'b activated', 'a quiesced', 'a closed']);
    const stop = await stage(null);
    expect(stop.effect).to.equal('stop');
    stop.commit();
    await settled();
    expect(kind.log.slice(-2)).to.deep.equal(['b quiesced', 'b closed']);
    expect(host.peek()).to.equal(null);
  });

  it('keeps what was replaced open until the last lease of it is released', async () => {
    const { kind, host, stage } = setUp();
    (await stage({ name: 'a', level: 1 })).commit();
    const one = await host.lease();
    const two = await host.lease();
    (await stage({ name: 'b', level: 1 })).commit();
    expect((await host.lease()).api).to.equal('b');
    one.release();
    one.release();
    await settled();
    expect(kind.log).not.to.include('a closed');
    two.release();
    await settled();
    expect(kind.log).to.include('a closed');
  });

  it('refuses what can’t be opened, and changes nothing', async () => {
    const { kind, host, stage } = setUp();
    (await stage({ name: 'a', level: 1 })).commit();
    kind.problem = { ...unreachable, kind: 'refused' };
    const staged = await host.stage({ name: 'b', level: 1 }, never);
    expect(staged.ok).to.equal(false);
    expect(host.peek()).to.equal('a');
  });

  it('opens later what may come later, and tells those who wait', async () => {
    const { time, kind, host, stage } = setUp();
    kind.problem = unreachable;
    (await stage({ name: 'a', level: 1 }, { mayComeLater: true })).commit();
    let got: string | null = null;
    void host.current().then((api) => {
      got = api;
    });
    await time.advance(5_000);
    expect(got).to.equal(null);
    kind.problem = null;
    await time.advance(60_000);
    expect(got).to.equal('a');
    expect(kind.log).to.deep.equal(['a opened', 'a activated']);
  });

  it('opens again what died, with the latest settings', async () => {
    const { time, kind, host, stage } = setUp();
    (await stage({ name: 'a', level: 1 })).commit();
    kind.deaths.get('a')?.('crashed');
    await settled();
    expect(host.peek()).to.equal(null);
    await time.advance(1_000);
    expect(host.peek()).to.equal('a');
    expect(kind.log).to.deep.equal(['a opened', 'a activated', 'a closed', 'a opened', 'a activated']);
  });

  it('says how things stand: off, up, or down since when and why', async () => {
    const { time, kind, status, stage } = setUp();
    expect(status.state).to.deep.equal({ kind: 'off' });
    kind.problem = unreachable;
    (await stage({ name: 'a', level: 1 }, { mayComeLater: true })).commit();
    const sinceMs = time.monotonicMs();
    expect(status.state).to.deep.equal({ kind: 'down', sinceMs, trouble: 'no network' });
    kind.problem = { ...unreachable, message: 'still none' };
    await time.advance(10_000);
    expect(status.state).to.deep.equal({ kind: 'down', sinceMs, trouble: 'still none' });
    kind.problem = null;
    await time.advance(60_000);
    expect(status.state).to.deep.equal({ kind: 'up' });
    kind.deaths.get('a')?.('crashed');
    await settled();
    expect(status.state).to.deep.equal({ kind: 'down', sinceMs: time.monotonicMs(), trouble: 'crashed' });
    (await stage(null)).commit();
    expect(status.state).to.deep.equal({ kind: 'off' });
  });

  it('goes on opening when its settings change while it is being opened', async () => {
    const { time, kind, host, stage } = setUp();
    kind.problem = unreachable;
    (await stage({ name: 'a', level: 1 }, { mayComeLater: true })).commit();
    kind.problem = null;
    const { promise: opening, resolve: begun } = Promise.withResolvers<void>();
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { open: really } = kind;
    kind.open = async (slice) => {
      begun();
      await gate;
      return really.call(kind, slice);
    };
    const advanced = time.advance(1_000);
    await opening;
    (await stage({ name: 'a', level: 2 })).commit();
    open();
    await advanced;
    await settled();
    expect(host.peek()).to.equal('a');
    expect(kind.log).to.deep.equal(['a opened', 'a closed', 'a opened', 'a activated']);
  });

  it('closes after its leases, and never opens again', async () => {
    const { time, kind, host, stage } = setUp();
    (await stage({ name: 'a', level: 1 })).commit();
    const lease = await host.lease();
    const closing = host.close();
    await settled();
    expect(kind.log).not.to.include('a closed');
    lease.release();
    await closing;
    kind.deaths.get('a')?.('closed');
    await time.advance(60_000);
    expect(kind.log.slice(-2)).to.deep.equal(['a quiesced', 'a closed']);
  });

  it('hands over what both need: the old one lets go, the next one takes it', async () => {
    const { time, kind, host, stage } = setUp();
    (await stage({ name: 'p:a', level: 1 })).commit();
    const change = await stage({ name: 'p:b', level: 1 });
    expect(change.effect).to.equal('handover');
    expect(kind.log).to.deep.equal(['p:a opened', 'p:a activated']);
    const taken = change.takeOver?.();
    await time.advance(10);
    expect((await taken)?.ok).to.equal(true);
    expect(kind.log).not.to.include('p:b activated');
    change.commit();
    expect(host.peek()).to.equal('p:b');
    expect(kind.log.slice(2)).to.deep.equal(['p:a quiesced', 'p:a closed', 'p:b opened', 'p:b activated']);
  });

  it('puts the old one back when a handover is aborted or fails', async () => {
    const { time, kind, host, stage } = setUp();
    (await stage({ name: 'p:a', level: 1 })).commit();
    const aborted = await stage({ name: 'p:b', level: 1 });
    const taken = aborted.takeOver?.();
    await time.advance(10);
    await taken;
    await aborted.abort();
    expect(host.peek()).to.equal('p:a');
    expect(kind.log.slice(-3)).to.deep.equal(['p:b closed', 'p:a opened', 'p:a activated']);

    const failing = await stage({ name: 'p:b', level: 1 });
    kind.problem = { ...unreachable, kind: 'taken' };
    const failed = failing.takeOver?.();
    await time.advance(10);
    expect((await failed)?.ok).to.equal(false);
    await failing.abort();
    expect(host.peek()).to.equal(null);
    kind.problem = null;
    await time.advance(5_000);
    expect(host.peek()).to.equal('p:a');
  });

  it('calls back an instance that was replaced and is still in use', async () => {
    const { kind, host, stage } = setUp();
    (await stage({ name: 'a', level: 1 })).commit();
    const lease = await host.lease();
    (await stage({ name: 'b', level: 1 })).commit();
    const back = await stage({ name: 'a', level: 2 });
    lease.release();
    await settled();
    expect(kind.log).not.to.include('a quiesced');
    back.commit();
    await settled();
    expect(host.peek()).to.equal('a');
    expect(kind.log.slice(-3)).to.deep.equal(['a retuned 2', 'b quiesced', 'b closed']);
    (await stage({ name: 'b', level: 1 })).commit();
    await settled();
    expect(kind.log.slice(-2)).to.deep.equal(['a quiesced', 'a closed']);
  });

  it('tries for ten seconds what a reload can’t reach', async () => {
    const { time, kind, host, stage } = setUp();
    (await stage({ name: 'a', level: 1 })).commit();
    kind.problem = unreachable;
    const refused = host.stage({ name: 'b', level: 1 }, never);
    await time.advance(11_000);
    expect((await refused).ok).to.equal(false);
    const later = host.stage({ name: 'b', level: 1 }, never);
    await time.advance(5_000);
    kind.problem = null;
    await time.advance(1_000);
    expect((await later).ok).to.equal(true);
    expect(host.peek()).to.equal('a');
  });

  it('waits at its end for what goes on, but not for ever', async () => {
    const { time, kind, host, stage } = setUp();
    (await stage({ name: 'a', level: 1 })).commit();
    await host.lease();
    const closing = host.close(5_000);
    await time.advance(4_999);
    expect(kind.log).not.to.include('a closed');
    await time.advance(1);
    await closing;
    expect(kind.log.at(-1)).to.equal('a closed');
  });
});
