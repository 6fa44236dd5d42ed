import { expect } from 'chai';
import type { MessageStore } from '../../src/application/ports/chat/message-store.js';
import type { FinishedWork } from '../../src/application/ports/store/finished-work.js';
import type { RunHistory } from '../../src/application/ports/store/run-history.js';
import type { RunStore } from '../../src/application/ports/store/run-store.js';
import type { Inbox } from '../../src/domain/ports/inbox.js';
import { entry } from '../support/builders/inbox-entry.js';
import type { FakeTime } from '../support/fakes/fake-time.js';
import { endedRun } from './run-history.contract.js';
import { planned } from './run-store.contract.js';

/** Finished work under test, and what is forgotten of; the latest keys are not kept for longer than others. */
export interface FinishedWorkBench {
  readonly finished: FinishedWork;
  readonly inbox: Inbox;
  readonly runs: RunHistory;
  readonly book: RunStore;
  readonly messages: MessageStore;
  readonly time: FakeTime;
}

const DAY_MS = 86_400_000;

/** What all finished work promises. */
export function describeFinishedWork(name: string, make: () => Promise<FinishedWorkBench>): void {
  describe(`${name} as finished work`, () => {
    let bench: FinishedWorkBench;

    beforeEach(async () => {
      bench = await make();
    });

    async function forgetAll(endedBefore: number): Promise<void> {
      while (await bench.finished.forgetSome(endedBefore));
    }

    async function isKnown(key: string, source: 'message' | 'cron' | 'webhook' = 'message'): Promise<boolean> {
      const [receipt] = await bench.inbox.accept([entry(key, { source })]);
      return receipt?.duplicate === true;
    }

    async function finish(...entries: Parameters<typeof entry>[]): Promise<void> {
      const receipts = await bench.inbox.accept(entries.map((one) => entry(...one)));
      await bench.inbox.finish(
        receipts.map(({ id }) => id),
        'done',
      );
    }

    it('is forgotten if it was over before the instant, and only then', async () => {
      await finish(['old']);
      await bench.inbox.accept([entry('open')]);
      await bench.time.advance(DAY_MS);
      await finish(['young']);
      await forgetAll(bench.time.now() - DAY_MS + 1);
      expect(await isKnown('young')).to.equal(true);
      expect(await isKnown('open')).to.equal(true);
      expect(await isKnown('old')).to.equal(false);
    });

    it('never forgets which crons have run once', async () => {
      await finish(['c:once:0123456789abcdef', { source: 'cron' }], ['c:2026-11-23T12:00:00.000Z', { source: 'cron' }]);
      await forgetAll(bench.time.now() + 1);
      expect(await isKnown('c:once:0123456789abcdef', 'cron')).to.equal(true);
      expect(await isKnown('c:2026-11-23T12:00:00.000Z', 'cron')).to.equal(false);
    });

    it('tells a webhook’s repeats for as long as was promised', async () => {
      await finish(['hook:1', { source: 'webhook', rememberForMs: 10 * DAY_MS }]);
      await bench.time.advance(5 * DAY_MS);
      await forgetAll(bench.time.now());
      expect(await isKnown('hook:1', 'webhook')).to.equal(true);
      await bench.time.advance(6 * DAY_MS);
      await forgetAll(bench.time.now());
      expect(await isKnown('hook:1', 'webhook')).to.equal(false);
    });

    it('are runs too', async () => {
      const now = bench.time.now();
      await bench.runs.keep(endedRun('old', { startedAt: now - 2 }));
      await bench.runs.keep(endedRun('young', { startedAt: now }));
      await forgetAll(now);
      expect((await bench.runs.latest(9)).map(({ run }) => run)).to.deep.equal(['young']);
    });

    it('are messages too, and the runs that nothing stands for any more; not those that are open', async () => {
      const { book, messages, time } = bench;
      const of = (messageId: number) => ({ bot: 1, chatId: 7, messageId });
      const note = (messageId: number, run: string) =>
        messages.note({ ...of(messageId), subject: { kind: 'run', run } });
      await book.open(planned('open', { openedAt: time.now() }));
      await note(1, 'open');
      await time.advance(DAY_MS);
      await note(2, 'open');
      await forgetAll(time.now());
      expect(await messages.find(of(1))).to.equal(null);
      expect((await messages.find(of(2)))?.run).to.equal('open');
      expect(await messages.firstIn(1, 7)).to.equal(1);
      await forgetAll(time.now() + 1);
      await note(3, 'open');
      expect((await messages.find(of(3)))?.run).to.equal('open');
    });

    it('comes to an end also when there is nothing, or a great deal', async () => {
      await forgetAll(bench.time.now());
      await finish(...Array.from({ length: 300 }, (_, n): [string] => [`${n}`]));
      await forgetAll(bench.time.now() + 1);
      expect(await isKnown('0')).to.equal(false);
      expect(await isKnown('299')).to.equal(false);
    });
  });
}
