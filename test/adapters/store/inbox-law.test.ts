import { expect } from 'chai';
import fc from 'fast-check';
import type { Inbox, InboxEntry } from '../../../src/domain/ports/inbox.js';
import { entry, workBody } from '../../support/builders/inbox-entry.js';
import { FakeInbox } from '../../support/fakes/fake-inbox.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { StoreShelf } from '../../support/store-shelf.js';

type Step =
  | { readonly do: 'accept'; readonly entries: readonly InboxEntry[] }
  | { readonly do: 'acknowledge'; readonly entries: readonly InboxEntry[] }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'begin'; readonly ids: readonly number[] }
  | { readonly do: 'finish'; readonly ids: readonly number[]; readonly as: 'done' | 'dead' };

const anyEntry: fc.Arbitrary<InboxEntry> = fc
  .record(
    {
      source: fc.constantFrom('message', 'webhook', 'cron', 'at', 'button'),
      key: fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.string({ unit: 'binary', maxLength: 4 })),
      text: fc.string({ unit: 'binary' }),
      due: fc.option(fc.integer({ min: 0, max: 4e12 })),
      rememberForMs: fc.integer({ min: 0, max: 3_000 }),
    },
    { requiredKeys: ['source', 'key', 'text', 'due'] },
  )
  .map(({ key, text, source, ...more }) => entry(key, { source, body: workBody(source, text), ...more }));
const entries = fc.array(anyEntry, { maxLength: 4 });
const ids = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('accept' as const), entries }),
  fc.record({ do: fc.constant('acknowledge' as const), entries }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: -1_000, max: 4_000 }) }),
  fc.record({ do: fc.constant('begin' as const), ids }),
  fc.record({ do: fc.constant('finish' as const), ids, as: fc.constantFrom('done' as const, 'dead' as const) }),
);

function take(inbox: Inbox, one: Exclude<Step, { do: 'wait' }>): Promise<unknown> {
  switch (one.do) {
    case 'acknowledge':
      return inbox.acknowledge(one.entries);
    case 'accept':
      return inbox.accept(one.entries);
    case 'begin':
      return inbox.begin(one.ids);
    case 'finish':
      return inbox.finish(one.ids, one.as);
  }
}

describe('the Inbox in SQLite', () => {
  const shelf = new StoreShelf();
  after(() => shelf.clean());

  it('shows the same as the one in memory after any steps, in any grouping, over restarts', async () => {
    const groups = fc.array(fc.tuple(fc.array(step, { maxLength: 5 }), fc.boolean()), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(groups, async (run) => {
        const time = new FakeTime();
        const fake = new FakeInbox(time);
        const { store, reopened } = await shelf.fresh(time);
        let real = store.inbox;
        for (const [steps, restart] of run) {
          const work = steps.filter((one) => one.do !== 'wait');
          const told = await Promise.all(work.map((one) => take(real, one)));
          expect(told).to.deep.equal(await Promise.all(work.map((one) => take(fake, one))));
          for (const one of steps) if (one.do === 'wait') await time.jump(one.ms);
          if (restart) real = (await reopened()).inbox;
          expect(await real.unfinished()).to.deep.equal(await fake.unfinished());
        }
      }),
      { numRuns: 30 },
    );
  }).timeout(60_000);
});
