import { expect } from 'chai';
import { telegramTexts } from '../../../src/adapters/telegram/telegram-texts.js';
import type { FinalOrder } from '../../../src/application/ports/chat/chat-channel.js';
import { finalWith } from '../../contracts/chat-channel.contract.js';
import { flood, serverError } from '../../support/telegram-server/faults.js';
import { begin, place, progressIn, USER, watch } from './outbox-rig.js';

const PARAGRAPH = `${'All the words that an agent has to say about the cart. '.repeat(20)}\n\n`;
/** Of about so many messages. */
const answerOf = (messages: number) => Array.from({ length: messages * 4 }, (_, n) => `${n}. ${PARAGRAPH}`).join('');

function order(answer: string, change: Partial<FinalOrder> = {}): FinalOrder {
  return {
    place,
    replyTo: null,
    progress: null,
    view: finalWith(answer),
    trim: false,
    longAnswers: 'document',
    ...change,
  };
}

const refusal = (code: number, description: string) => ({ kind: 'answer', code, description }) as const;

describe('a very long answer', () => {
  async function started() {
    const parts = await begin({ texts: telegramTexts });
    const shown = () => parts.server.chat(USER).visible;
    const counts: number[] = [];
    const settle = (one: FinalOrder, from = 0) =>
      watch(parts.channel.settle(one, { from, sent: async (count) => void counts.push(count) }));
    return { ...parts, shown, counts, settle };
  }

  it('is its beginning and a file with all of it', async () => {
    const { time, channel, shown, counts, settle, sent } = await started();
    const progress = await progressIn(channel);
    const answer = answerOf(6);
    const buttons = [[{ label: 'Again', data: 'again' }]];
    const delivery = settle(order(answer, { progress, buttons }));
    await time.advance(20_000);
    const [first, file, ...more] = shown();
    expect(more).to.deep.equal([]);
    expect(first?.now.text).to.include('📄 The whole answer is in the file below.').and.include('0. All the words');
    expect(first?.now.buttons).to.have.length(1);
    expect(file?.document).to.include({ name: 'answer.md', text: `${answer.trim()}\n` });
    expect(file?.silent).to.equal(true);
    expect(counts).to.deep.equal([1, 2]);
    expect(delivery.value).to.deep.equal({ kind: 'delivered', message: { chatId: USER, messageId: first?.messageId } });
    expect(sent.messages.filter(({ subject }) => subject?.kind === 'run')).to.have.length(3);
  });

  it('is split where that is wanted, or where it takes no more than four messages', async () => {
    const { time, shown, settle } = await started();
    settle(order(answerOf(6), { longAnswers: 'split' }));
    await time.advance(60_000);
    expect(shown().length).to.be.greaterThan(4);
    expect(shown().every(({ document }) => document === undefined)).to.equal(true);
    const before = shown().length;
    settle(order(answerOf(2)));
    await time.advance(60_000);
    expect(
      shown()
        .slice(before)
        .every(({ document }) => document === undefined),
    ).to.equal(true);
  });

  it('continues behind its beginning after a restart', async () => {
    const { time, shown, counts, settle } = await started();
    settle(order(answerOf(6)), 1);
    await time.advance(20_000);
    expect(shown().map(({ document }) => document?.name)).to.deep.equal(['answer.md']);
    expect(counts).to.deep.equal([2]);
    settle(order(answerOf(6)), 2);
    await time.advance(20_000);
    expect(shown()).to.have.length(1);
  });

  it('goes out whole over floods, cut connections and trouble of the server', async () => {
    const { time, shown, server, settle } = await started();
    server.faults.next('sendDocument', flood(5));
    server.faults.next('sendDocument', { kind: 'reset' });
    server.faults.next('sendDocument', serverError());
    const delivery = settle(order(answerOf(6)));
    await time.advance(120_000);
    expect(delivery.value).to.include({ kind: 'delivered' });
    expect(shown().filter(({ document }) => document !== undefined)).to.have.length(1);
  });

  for (const [what, fault] of [
    ['as too large', refusal(413, 'Request Entity Too Large')],
    ['by a page of a proxy', { kind: 'page', status: 413, body: '<html>413</html>' } as const],
    ['for what it is', refusal(400, 'Bad Request: wrong file')],
    ['because the group forbids files', refusal(400, 'Bad Request: not enough rights to send documents to the chat')],
  ] as const) {
    it(`is split after all where its file is refused ${what}, and continues there after a restart`, async () => {
      const { time, shown, server, counts, settle } = await started();
      server.faults.next('sendDocument', fault);
      const answer = answerOf(6);
      const delivery = settle(order(answer));
      await time.advance(120_000);
      expect(delivery.value).to.include({ kind: 'delivered' });
      const texts = shown().map(({ now }) => now.text);
      expect(texts[1]).to.include('Telegram did not take the file');
      expect(texts.slice(2).join('\n')).to.include('0. All the words').and.include('23. All the words');
      const last = counts.at(-1) ?? 0;
      const before = shown().length;
      settle(order(answer), last - 1);
      await time.advance(120_000);
      expect(shown()).to.have.length(before + 1);
      expect(shown().at(-1)?.now.text).to.equal(texts.at(-1));
    });
  }

  it('is kept where the door is shut between its beginning and its file', async () => {
    const { time, server, counts, settle } = await started();
    server.faults.next('sendDocument', refusal(403, 'Forbidden: bot was blocked by the user'));
    const delivery = settle(order(answerOf(6)));
    await time.advance(20_000);
    expect(delivery.value).to.deep.equal({ kind: 'gone', reason: '403 Forbidden: bot was blocked by the user' });
    expect(counts).to.deep.equal([1]);
  });

  it('keeps whatever characters it has', async () => {
    const { time, shown, settle } = await started();
    const answer = `${answerOf(6)}\r\n--boundary--\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n9\u0000 \u{1F600} Größe 日本語`;
    settle(order(answer));
    await time.advance(20_000);
    expect(shown().at(-1)?.document?.text).to.equal(`${answer.trim()}\n`);
  });
});

describe('a notice that one message can not hold', () => {
  it('is cut, and goes along whole as a file', async () => {
    const { time, server, channel } = await begin({ texts: telegramTexts });
    const long = answerOf(3);
    const delivery = watch(channel.notice({ place, markdown: long }));
    void channel.notice({ place, markdown: 'short' });
    void channel.notice({ place, markdown: `${long} alone`, loud: true, alone: true });
    await time.advance(60_000);
    const shown = server.chat(USER).visible;
    expect(delivery.value).to.include({ kind: 'delivered' });
    const files = shown.flatMap(({ document }) => document?.text.trim() ?? []);
    expect(files.map((text) => text.endsWith('alone'))).to.have.members([false, true]);
    expect(files[0]).to.include('11. All the words');
    expect(shown.filter(({ now }) => now.text.includes('✂️'))).to.have.length(2);
    expect(shown.filter(({ now }) => now.text === 'short')).to.have.length(1);
  });

  it('is told all the same where its file is refused', async () => {
    const { time, server, channel } = await begin({ texts: telegramTexts });
    server.faults.next('sendDocument', refusal(400, 'Bad Request: wrong file'));
    const delivery = watch(channel.notice({ place, markdown: answerOf(3) }));
    await time.advance(60_000);
    expect(delivery.value).to.include({ kind: 'delivered' });
    expect(server.chat(USER).visible).to.have.length(1);
  });
});
