import { expect } from 'chai';
import fc from 'fast-check';
import { Bursts, joinTexts, type StoredMessage } from '../../src/application/chat/understand/bursts.js';
import { inboundMessage } from '../support/builders/inbound-message.js';
import { FakeTime } from '../support/fakes/fake-time.js';

const windows = { coalesceMs: 1_000, albumMs: 1_000 };

function setUp(chosen = windows) {
  const time = new FakeTime();
  const out: StoredMessage[][] = [];
  const bursts = new Bursts(
    time,
    () => chosen,
    (parts) => out.push([...parts]),
  );
  let row = 0;
  const add = (change: Parameters<typeof inboundMessage>[0]) =>
    bursts.add({ row: ++row, message: inboundMessage({ messageId: row, ...change }) });
  return { time, out, bursts, add, texts: () => out.map((parts) => joinTexts(parts)) };
}

describe('bursts', () => {
  it('join two quick messages and let a late one stand alone', async () => {
    const { time, add, texts } = setUp();
    add({ text: 'one' });
    await time.advance(200);
    add({ text: 'two' });
    await time.advance(350);
    add({ text: 'three' });
    await time.advance(350);
    expect(texts()).to.deep.equal(['one\n\ntwo', 'three']);
  });

  it('put a paste that Telegram cut together again, however long the next part takes within the window', async () => {
    const { time, add, texts } = setUp();
    const long = 'x'.repeat(4_096);
    add({ text: long });
    await time.advance(900);
    add({ text: 'rest' });
    await time.advance(350);
    expect(texts()).to.deep.equal([`${long}\nrest`]);
  });

  it('take a comment and the forwards behind it as one', async () => {
    const { time, add, texts } = setUp();
    add({ text: 'look:' });
    add({ text: 'forwarded', forwarded: true });
    await time.advance(999);
    expect(texts()).to.deep.equal([]);
    await time.advance(1);
    expect(texts()).to.deep.equal(['look:\n\nforwarded']);
  });

  it('keep people, topics and chats apart', async () => {
    const { time, add, texts } = setUp();
    add({ text: 'a', chatId: 1 });
    add({ text: 'b', chatId: 2 });
    add({ text: 'c', chatId: 1, threadId: 5 });
    add({ text: 'd', chatId: 1, sender: { id: 99, name: 'x', isBot: false } });
    await time.advance(1_000);
    expect(texts().sort()).to.deep.equal(['a', 'b', 'c', 'd']);
  });

  it('do not join what was sent minutes apart but is taken up together', async () => {
    const { time, add, texts } = setUp();
    const sentAt = time.now();
    add({ text: 'first', sentAt: sentAt - 300_000 });
    add({ text: 'second', sentAt });
    await time.advance(1_000);
    expect(texts()).to.deep.equal(['first', 'second']);
  });

  it('do not join answers to different messages', async () => {
    const { time, add, texts } = setUp();
    add({ text: 'to a', replyTo: { messageId: 100, text: '', ours: true } });
    add({ text: 'to b', replyTo: { messageId: 200, text: '', ours: true } });
    await time.advance(1_000);
    expect(texts()).to.deep.equal(['to a', 'to b']);
  });

  it('wait for nothing when joining is switched off', () => {
    const { add, texts } = setUp({ coalesceMs: 0, albumMs: 0 });
    add({ text: 'a' });
    add({ text: 'b' });
    expect(texts()).to.deep.equal(['a', 'b']);
  });

  it('hand every message on exactly once, in the order in which each sender sent', async () => {
    const step = fc.record({
      chatId: fc.constantFrom(1, 2),
      gap: fc.integer({ min: 0, max: 1_500 }),
      forwarded: fc.boolean(),
      long: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { time, out, add, bursts } = setUp();
        for (const { chatId, gap, forwarded, long } of steps) {
          add({ chatId, forwarded, text: long ? 'y'.repeat(4_050) : 'y', sentAt: time.now() });
          await time.advance(gap);
        }
        bursts.flushAll();
        const rows = out.flat().map((part) => part.row);
        expect([...rows].sort((a, b) => a - b)).to.deep.equal(steps.map((_, index) => index + 1));
        for (const chatId of [1, 2]) {
          const own = out.flat().filter((part) => part.message.chatId === chatId);
          expect(own.map((part) => part.row)).to.deep.equal([...own.map((part) => part.row)].sort((a, b) => a - b));
        }
        expect(time.pending).to.equal(0);
      }),
      { numRuns: 30 },
    );
  });
});
