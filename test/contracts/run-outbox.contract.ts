import { expect } from 'chai';
import type { RunOutbox, TakeRules } from '../../src/application/ports/system/run-outbox.js';
import type { OutboxPlace } from '../../src/domain/run/hand-out.js';

/** Outboxes below a directory that exists, and agents that leave files in them. */
export interface OutboxBench {
  readonly outbox: RunOutbox;
  readonly directory: string;
  /** Leaves a file in a directory that was opened. */
  put(directory: string, name: string, text: string): Promise<void>;
  /** What is staged under the name. */
  staged(name: string): Promise<string>;
}

const RULES: TakeRules = {
  secretNames: ['*.pem'],
  maxFiles: 2,
  maxFileBytes: 1_000,
  looseSince: null,
  taken: new Set(),
};

/** What every implementation of outboxes promises. */
export function describeRunOutbox(name: string, make: () => Promise<OutboxBench>): void {
  describe(`${name} as the outboxes of runs`, () => {
    const opened = async (run = 'aaaabbbbcccc') => {
      const bench = await make();
      const place: OutboxPlace = { directory: bench.directory, outbox: 'out', run };
      const own = await bench.outbox.open(place);
      if (!own.ok) throw new Error(own.problem.kind);
      const take = async (rules: Partial<TakeRules> = {}) => {
        const taken = await bench.outbox.take(place, { ...RULES, ...rules });
        if (!taken.ok) throw new Error(taken.problem.kind);
        return taken.value;
      };
      return { ...bench, place, own: own.value, take };
    };

    it('gives copies of what is there by name, as many as are wanted, and says why not of the others', async () => {
      const { own, put, take, staged } = await opened();
      for (const name of ['b.txt', 'a.txt', 'c.txt', 'd.pem']) await put(own, name, `the content of ${name}`);
      const { files, left } = await take();
      expect(files.map(({ name, bytes }) => [name, bytes])).to.deep.equal([
        ['a.txt', 20],
        ['b.txt', 20],
      ]);
      expect(await staged(files[0]?.staged.name ?? '')).to.equal('the content of a.txt');
      expect(left.map(({ name, why }) => [name, why.kind])).to.deep.equal([
        ['c.txt', 'too-many'],
        ['d.pem', 'denied-name'],
      ]);
      const taken = new Set(files.map(({ origin }) => origin.identity));
      expect((await take({ taken })).files.map(({ name }) => name)).to.deep.equal(['c.txt']);
    });

    it('deletes what was sent, and puts aside what was left', async () => {
      const { own, place, outbox, put, take } = await opened();
      for (const name of ['a.txt', 'b.pem']) await put(own, name, name);
      const { files, left } = await take();
      for (const { origin } of files) await outbox.discard(origin);
      expect(await outbox.names(place, null)).to.deep.equal(['b.pem']);
      expect(await outbox.setAside(place, left)).to.equal('out/.skipped');
      expect(await outbox.names(place, null)).to.deep.equal([]);
      await outbox.close(place);
      for (const { origin } of files) await outbox.discard(origin);
    });

    it('keeps runs apart, and can be opened again', async () => {
      const { own, place, outbox, put } = await opened();
      const other = { ...place, run: 'ddddeeeeffff' };
      expect((await outbox.open(other)).ok).to.equal(true);
      await put(own, 'a.txt', 'a');
      expect(await outbox.names(other, null)).to.deep.equal([]);
      const again = await outbox.open(place);
      expect(again).to.deep.equal({ ok: true, value: own });
      expect(await outbox.names(place, null)).to.deep.equal(['a.txt']);
    });
  });
}
