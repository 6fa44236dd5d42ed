import { expect } from 'chai';
import type { MessageStore, MessageSubject } from '../../src/application/ports/chat/message-store.js';
import type { Outbox } from '../../src/application/ports/chat/outbox.js';
import type { RunStore } from '../../src/application/ports/store/run-store.js';
import { runRequest } from '../support/builders/run-request.js';
import { finalOrder } from './outbox.contract.js';
import { planned } from './run-store.contract.js';

/** A book of messages under test, and those that change what it answers. */
export interface MessageBookBench {
  readonly messages: MessageStore;
  readonly runs: RunStore;
  readonly outgoing: Outbox;
  reopened(): Promise<MessageStore>;
}

const RESUME = { engine: 'claude', value: 'c0ffee', directory: '/app' };
const CONTEXT = { project: 'app', branch: 'dev' };
const ofRun = (run: string): MessageSubject => ({ kind: 'run', run });

/** What every book of sent messages promises. */
export function describeMessageBook(name: string, make: () => Promise<MessageBookBench>): void {
  describe(`${name} as the book of sent messages`, () => {
    let bench: MessageBookBench;
    let messages: MessageStore;
    const at = (messageId: number, more = {}) => ({ bot: 4_000, chatId: 7, messageId, ...more });

    beforeEach(async () => {
      bench = await make();
      messages = bench.messages;
    });

    async function openRun(run = 'r'): Promise<void> {
      await bench.runs.open(planned(run, { request: runRequest({ engine: 'claude', context: CONTEXT }) }));
    }

    it('knows what a message stands for: its run as it is known by then, also after the run', async () => {
      await openRun();
      await messages.note({ ...at(1), subject: ofRun('r') });
      const standing = { run: 'r', engine: 'claude', context: CONTEXT };
      expect(await messages.find(at(1))).to.deep.equal({ ...standing, resume: null });
      await bench.runs.named('r', RESUME, planned('r').face);
      expect(await messages.find(at(1))).to.deep.equal({ ...standing, resume: RESUME });
      await bench.outgoing.park({ kind: 'final', run: 'r', order: finalOrder('over') }, { answers: [], as: 'done' });
      await messages.note({ ...at(2), subject: ofRun('r') });
      expect(await messages.find(at(2))).to.deep.equal({ ...standing, resume: RESUME });
    });

    it('knows what a message is about of which there is no run', async () => {
      await messages.note({ ...at(1), subject: { kind: 'work', engine: 'codex', context: CONTEXT, resume: RESUME } });
      await messages.note({ ...at(2), subject: { kind: 'work', engine: null, context: null, resume: null } });
      expect(await messages.find(at(1))).to.deep.equal({
        run: null,
        engine: 'codex',
        context: CONTEXT,
        resume: RESUME,
      });
      expect(await messages.find(at(2))).to.deep.equal({ run: null, engine: null, context: null, resume: null });
    });

    it('answers nothing for what is about nothing, was never noted, or names a run that nobody knows', async () => {
      await messages.note({ ...at(1), subject: null });
      await messages.note({ ...at(2), subject: ofRun('unknown') });
      for (const messageId of [1, 2, 3]) expect(await messages.find(at(messageId))).to.equal(null);
    });

    it('keeps bots and chats apart, and takes the latest for a message', async () => {
      await openRun('r');
      await openRun('s');
      await messages.note({ ...at(1), subject: ofRun('r') });
      for (const other of [at(1, { bot: 5 }), at(1, { chatId: -7 })]) expect(await messages.find(other)).to.equal(null);
      await messages.note({ ...at(1), subject: ofRun('s') });
      expect((await messages.find(at(1)))?.run).to.equal('s');
    });

    it('knows the first message of each bot in each chat, in whatever order they are noted', async () => {
      expect(await messages.firstIn(4_000, 7)).to.equal(null);
      await messages.note({ ...at(12), subject: null });
      await messages.note({ ...at(11), subject: ofRun('r') });
      await messages.note({ ...at(13), subject: null });
      await messages.note({ ...at(2, { bot: 5 }), subject: null });
      expect(await messages.firstIn(4_000, 7)).to.equal(11);
      expect(await messages.firstIn(5, 7)).to.equal(2);
      expect(await messages.firstIn(4_000, -7)).to.equal(null);
    });

    it('moves along with a chat that has another id, and replaces nothing there', async () => {
      await openRun('r');
      await openRun('s');
      await messages.note({ ...at(1, { chatId: -7 }), subject: ofRun('r') });
      await messages.note({ ...at(2, { chatId: -7 }), subject: ofRun('r') });
      await messages.note({ ...at(2, { chatId: -1_007 }), subject: ofRun('s') });
      await messages.moved({ from: -7, to: -1_007 });
      await messages.moved({ from: -7, to: -1_007 });
      expect(await messages.find(at(1, { chatId: -7 }))).to.equal(null);
      expect((await messages.find(at(1, { chatId: -1_007 })))?.run).to.equal('r');
      expect((await messages.find(at(2, { chatId: -1_007 })))?.run).to.equal('s');
    });

    it('remembers over a restart', async () => {
      await openRun();
      await messages.note({ ...at(1), subject: ofRun('r') });
      const again = await bench.reopened();
      expect((await again.find(at(1)))?.run).to.equal('r');
      expect(await again.firstIn(4_000, 7)).to.equal(1);
    });
  });
}
