import { expect } from 'chai';
import fc from 'fast-check';
import type { Inbox, InboxEntry } from '../../../src/domain/ports/inbox.js';
import { FakeInbox } from '../../support/fakes/fake-inbox.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { StoreShelf } from '../../support/store-shelf.js';

type Step =
  | { readonly do: 'accept'; readonly entries: readonly InboxEntry[] }
  | { readonly do: 'begin'; readonly ids: readonly number[] }
  | { readonly do: 'finish'; readonly ids: readonly number[]; readonly as: 'done' | 'dead' };

const entries = fc.array(
  fc.record<InboxEntry>({
    source: fc.constantFrom('message', 'webhook', 'cron', 'at', 'button'),
    key: fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.string({ unit: 'binary', maxLength: 4 })),
    body: fc.jsonValue(),
    due: fc.option(fc.integer({ min: 0, max: 4e12 })),
  }),
  { maxLength: 4 },
);
const ids = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('accept' as const), entries }),
  fc.record({ do: fc.constant('begin' as const), ids }),
  fc.record({ do: fc.constant('finish' as const), ids, as: fc.constantFrom('done' as const, 'dead' as const) }),
);

function take(inbox: Inbox, one: Step): Promise<unknown> {
  switch (one.do) {
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
          const told = await Promise.all(steps.map((one) => take(real, one)));
          expect(told).to.deep.equal(await Promise.all(steps.map((one) => take(fake, one))));
          if (restart) real = (await reopened()).inbox;
          expect(await real.unfinished()).to.deep.equal(await fake.unfinished());
        }
      }),
      { numRuns: 30 },
    );
  }).timeout(60_000);
});
