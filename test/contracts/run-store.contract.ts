import { expect } from 'chai';
import type { Outbox } from '../../src/application/ports/chat/outbox.js';
import type { PlannedRun, RunStore } from '../../src/application/ports/store/run-store.js';
import type { Inbox } from '../../src/domain/ports/inbox.js';
import { entry } from '../support/builders/inbox-entry.js';
import { runRequest } from '../support/builders/run-request.js';
import { finalOrder } from './outbox.contract.js';

export interface RunBookBench {
  readonly book: RunStore;
  readonly inbox: Inbox;
  readonly outgoing: Outbox;
  reopened(): Promise<RunStore>;
}

/** A run that was planned. */
export function planned(run: string, more: Partial<PlannedRun> = {}): PlannedRun {
  return {
    run,
    request: runRequest({ prompt: `work of ${run}` }),
    face: { run, engine: 'claude', context: null, origin: { kind: 'message' }, meta: {}, resumeLine: null },
    openedAt: 1_000,
    ...more,
  };
}

/** What every book of open runs promises. */
export function describeRunBook(name: string, make: () => Promise<RunBookBench>): void {
  describe(`${name} as the book of open runs`, () => {
    let bench: RunBookBench;
    let book: RunStore;
    beforeEach(async () => {
      bench = await make();
      book = bench.book;
    });

    it('lists what is open, oldest first', async () => {
      await book.open(planned('late', { openedAt: 3_000 }));
      await book.open(planned('early'));
      await book.open(planned('early too'));
      expect((await book.list()).map(({ run }) => run)).to.deep.equal(['early', 'early too', 'late']);
      expect((await book.list())[0]).to.deep.equal({
        ...planned('early'),
        message: null,
        resume: null,
        said: [],
        begun: false,
      });
    });

    it('tells what has become known of a run, and nothing of one that it does not know', async () => {
      const message = { chatId: 1, messageId: 2 };
      const resume = { engine: 'claude', value: 'abc', directory: '/home' };
      const face = { ...planned('r').face, resumeLine: 'claude --resume abc' };
      await book.open(planned('r'));
      await book.shown('r', message);
      await book.named('r', resume, face);
      await book.shown('other', message);
      await book.named('other', resume, face);
      await book.begin('other');
      expect(await book.list()).to.deep.equal([{ ...planned('r'), message, resume, face, said: [], begun: false }]);
    });

    it('takes other words for a run, and keeps everything else', async () => {
      await book.open(planned('r', { request: runRequest({ prompt: 'old', rows: [3] }) }));
      await book.reword('r', 'new “words”');
      await book.reword('other', 'new');
      expect(await book.list()).to.deep.equal([
        {
          ...planned('r', { request: runRequest({ prompt: 'new “words”', rows: [3] }) }),
          ...{ message: null, resume: null, said: [], begun: false },
        },
      ]);
    });

    it('keeps what was said last of a run also over a restart', async () => {
      await book.open(planned('r'));
      await book.keepSaid('r', ['first']);
      await book.keepSaid('r', ['first', 'second “words”\n\n\u{1f600}']);
      await book.keepSaid('other', ['nobody']);
      const said = ['first', 'second “words”\n\n\u{1f600}'];
      expect(await book.list()).to.deep.equal([{ ...planned('r'), message: null, resume: null, said, begun: false }]);
      expect((await (await bench.reopened()).list())[0]?.said).to.deep.equal(said);
    });

    it('keeps nothing that was said in a run that is over', async () => {
      await book.open(planned('r'));
      await bench.outgoing.park({ kind: 'final', run: 'r', order: finalOrder('over') }, { answers: [], as: 'done' });
      await book.keepSaid('r', ['too late']);
      expect(await book.list()).to.deep.equal([]);
    });

    it('begins a run together with the rows that it answers', async () => {
      const [a, b] = await bench.inbox.accept([entry('a'), entry('b')]);
      await book.open(planned('r', { request: runRequest({ rows: [a?.id ?? 0] }) }));
      await book.begin('r');
      expect((await book.list())[0]?.begun).to.equal(true);
      const states = (await bench.inbox.unfinished()).map((row) => [row.id, row.state]);
      expect(states).to.deep.equal([
        [a?.id, 'begun'],
        [b?.id, 'accepted'],
      ]);
    });

    it('closes a run when its end is stored', async () => {
      await book.open(planned('r'));
      await book.open(planned('s'));
      await bench.outgoing.park({ kind: 'final', run: 'r', order: finalOrder('over') }, { answers: [], as: 'done' });
      expect((await book.list()).map(({ run }) => run)).to.deep.equal(['s']);
      const { face } = planned('s');
      const view = { ...finalOrder('').view, face };
      const conclusion = { kind: 'conclusion' as const, run: 's', message: null, view };
      await bench.outgoing.park(conclusion, { answers: [], as: 'done' });
      expect(await book.list()).to.deep.equal([]);
    });

    it('knows the conversation of a run, also after its end, until that is lost', async () => {
      const resume = { engine: 'claude', value: 'abc', directory: '/home' };
      await book.open(planned('r'));
      expect(await book.conversationOf('r')).to.equal(null);
      await book.named('r', resume, planned('r').face);
      await bench.outgoing.park({ kind: 'final', run: 'r', order: finalOrder('over') }, { answers: [], as: 'done' });
      expect(await book.conversationOf('r')).to.deep.equal(resume);
      expect(await (await bench.reopened()).conversationOf('r')).to.deep.equal(resume);
    });

    it('knows no conversation that was lost, nor one of a run that it does not know', async () => {
      const resume = { engine: 'claude', value: 'abc', directory: null };
      await book.open(planned('r'));
      await book.named('r', resume, planned('r').face);
      await book.named('other', resume, planned('other').face);
      await book.lost('r');
      await book.lost('other');
      expect(await book.conversationOf('r')).to.equal(null);
      expect(await book.conversationOf('other')).to.equal(null);
    });

    it('remembers over a restart', async () => {
      await book.open(planned('r'));
      await book.begin('r');
      const [open] = await (await bench.reopened()).list();
      expect(open).to.deep.equal({ ...planned('r'), message: null, resume: null, said: [], begun: true });
    });
  });
}
