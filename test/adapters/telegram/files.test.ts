import { expect } from 'chai';
import { telegramTexts } from '../../../src/adapters/telegram/telegram-texts.js';
import type { FilesOrder, OutgoingFile } from '../../../src/application/ports/chat/files-order.js';
import type { MessageRef } from '../../../src/domain/ids.js';
import { flood, serverError } from '../../support/telegram-server/faults.js';
import { begin, GROUP, place, USER, watch } from './outbox-rig.js';

const refusal = (code: number, description: string) => ({ kind: 'answer', code, description }) as const;

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

describe('files on their way to a chat', () => {
  async function started() {
    const parts = await begin({ texts: telegramTexts });
    const question = parts.server.sendText(USER, USER, 'the files, please').messageId;
    const shown = (chatId = USER) => parts.server.chat(chatId).visible.filter(({ fromBot }) => fromBot);
    const files = (chatId = USER) =>
      shown(chatId).map(({ document, photo, now }) => document?.name ?? photo?.name ?? now.text);
    const [counts, there]: [number[], string[]] = [[], []];
    const staged = async (name: string, text = `the content of ${name}`): Promise<OutgoingFile> => {
      const kept = await parts.vault.stage(bytes(text), 1_000_000);
      if (!kept.ok) throw new Error(kept.problem.kind);
      return { staged: kept.value, name, bytes: kept.value.bytes };
    };
    const send = async (names: readonly (string | OutgoingFile)[], change: Partial<FilesOrder> = {}, from = 0) => {
      const all = await Promise.all(names.map((one) => (typeof one === 'string' ? staged(one) : one)));
      const order = { place, replyTo: question, files: all, skipped: [], images: 'photo', ...change } as const;
      const progress = {
        from,
        sent: async (count: number) => void counts.push(count),
        there: async ({ name }: OutgoingFile) => void there.push(name),
      };
      return watch(parts.channel.sendFiles(order, { kind: 'run', run: 'r' }, progress));
    };
    return { ...parts, question, shown, files, counts, there, staged, send };
  }

  it('are an album of the pictures, then documents, then what was skipped, all silent and in reply', async () => {
    const { time, send, shown, files, counts, there, sent, question } = await started();
    const skipped = [{ name: '.env', reason: 'its name is one of those that hold secrets' }];
    const delivery = await send(['notes.txt', 'a.png', 'b.JPG', 'data.csv'], {
      skipped,
      keptIn: '.untether-outbox/.skipped',
    });
    await time.advance(20_000);
    expect(files()).to.deep.equal([
      'a.png',
      'b.JPG',
      'notes.txt',
      'data.csv',
      '📎 Not sent: 1 file, kept in .untether-outbox/.skipped\n- .env: its name is one of those that hold secrets',
    ]);
    const [first, second, third] = shown();
    expect(first?.mediaGroup).to.be.a('string').and.equal(second?.mediaGroup);
    expect(first?.now.text).to.equal('📎 a.png (20 B)\n📎 b.JPG (20 B)');
    expect(second?.now.text).to.equal('');
    expect(third?.document?.text).to.equal('the content of notes.txt');
    expect(third?.now.text).to.equal('📎 notes.txt (24 B)');
    expect(shown().every(({ silent, replyTo }) => silent && replyTo === question)).to.equal(true);
    expect(counts).to.deep.equal([2, 3, 4, 5]);
    expect(there).to.deep.equal(['a.png', 'b.JPG', 'notes.txt', 'data.csv']);
    expect(delivery.value).to.deep.equal({ kind: 'delivered', message: { chatId: USER, messageId: first?.messageId } });
    expect(sent.messages.filter(({ subject }) => subject?.kind === 'run')).to.have.length(5);
  });

  it('are documents throughout where pictures are wanted as such; a single picture is no album', async () => {
    const { time, send, shown } = await started();
    await send(['a.png', 'b.png'], { images: 'document' });
    await time.advance(10_000);
    expect(shown().map(({ document }) => document?.name)).to.deep.equal(['a.png', 'b.png']);
    await send(['c.webp']);
    await time.advance(10_000);
    expect(shown().at(-1)?.photo?.name).to.equal('c.webp');
    expect(shown().at(-1)).to.not.have.property('mediaGroup');
  });

  it('go on behind what an earlier process sent', async () => {
    const { time, send, files, counts } = await started();
    await send(['a.txt', 'b.txt', 'c.txt'], {}, 2);
    await time.advance(20_000);
    expect(files()).to.deep.equal(['c.txt']);
    expect(counts).to.deep.equal([3]);
  });

  it('fall back to documents where Telegram does not take them as pictures', async () => {
    const { time, send, shown, staged, there } = await started();
    await send([await staged('a.png', 'not a picture'), 'b.png', 'c.txt']);
    await time.advance(20_000);
    expect(shown().map(({ document }) => document?.name)).to.deep.equal(['a.png', 'b.png', 'c.txt']);
    expect(there).to.deep.equal(['a.png', 'b.png', 'c.txt']);
  });

  it('are told of by name where Telegram does not take them at all, and the others arrive', async () => {
    for (const [code, description] of [
      [413, 'Request Entity Too Large'],
      [400, 'Bad Request: wrong file'],
      [400, 'Bad Request: not enough rights to send documents to the chat'],
    ] as const) {
      const { time, server, send, staged, files, there, counts } = await started();
      server.faults.next('sendDocument', refusal(code, description));
      const origin = { path: '/app/out/big.bin', identity: '1', within: '/app/out' };
      const delivery = await send([{ ...(await staged('big.bin')), origin }, 'small.txt']);
      await time.advance(20_000);
      expect(files()[0]).to.equal(
        `📎 big.bin (22 B) was not sent: Telegram does not take it (${code} ${description}). It is still at /app/out/big.bin.`,
      );
      expect(files().slice(1)).to.deep.equal(['small.txt']);
      expect(there).to.deep.equal(['small.txt']);
      expect(counts).to.deep.equal([1, 2]);
      expect(delivery.value).to.include({ kind: 'delivered' });
    }
  });

  it('are told of where their copy is gone, instead of being tried for ever', async () => {
    const { time, vault, send, staged, files } = await started();
    const file = await staged('a.txt');
    await vault.discard(file.staged);
    await send([file, 'b.txt']);
    await time.advance(20_000);
    expect(files()[0]).to.include('a.txt').and.include('its copy is not on disk any more');
    expect(files()[1]).to.equal('b.txt');
  });

  it('are tried until they are there, and wait as long as Telegram wants', async () => {
    const { time, server, send, files } = await started();
    server.faults.next('sendDocument', serverError(502), { times: 8 });
    const delivery = await send(['a.txt']);
    await time.advance(60_000);
    expect(files()).to.deep.equal([]);
    await time.advance(240_000);
    expect(files()).to.deep.equal(['a.txt']);
    expect(delivery.value).to.include({ kind: 'delivered' });
    server.faults.next('sendMediaGroup', flood(30));
    await send(['b.png', 'c.png']);
    await time.advance(20_000);
    expect(files()).to.have.length(1);
    await time.advance(20_000);
    expect(files()).to.deep.equal(['a.txt', 'b.png', 'c.png']);
  });

  it('lose what they reply to when that is gone, and follow a group that became a supergroup', async () => {
    const { time, server, send, shown, question } = await started();
    server.faults.next('sendDocument', refusal(400, 'Bad Request: message to be replied not found'));
    await send(['a.txt']);
    await time.advance(10_000);
    expect(shown()[0]?.replyTo).to.equal(null);
    server.addChat(-5, { kind: 'group', movedTo: GROUP });
    await send(['b.txt'], { place: { chatId: -5, threadId: null }, replyTo: question });
    await time.advance(30_000);
    expect(shown(GROUP).map(({ document }) => document?.name)).to.deep.equal(['b.txt']);
  });

  it('say that nobody can be reached', async () => {
    const { time, server, send, counts } = await started();
    server.block(USER);
    const delivery = await send(['a.txt', 'b.txt']);
    await time.advance(10_000);
    expect(delivery.value).to.include({ kind: 'gone' }).and.not.have.property('refused');
    expect(counts).to.deep.equal([]);
  });

  it('hold up no answer while they are uploaded, and come behind the answers before them', async () => {
    const { time, server, channel, send, files } = await started();
    server.faults.next('sendDocument', { kind: 'hang' });
    await send(['slow.bin']);
    await time.advance(5_000);
    const said = watch<MessageRef | null>(channel.say(place, { markdown: 'meanwhile' }));
    await time.advance(5_000);
    expect(said.value).to.not.equal(undefined);
    expect(files()).to.deep.equal(['meanwhile']);
    await time.advance(60_000);
    server.faults.next('sendMessage', serverError(500));
    void channel.say(place, { markdown: 'the answer' });
    await send(['behind.txt']);
    await time.advance(30_000);
    expect(files().slice(-2)).to.deep.equal(['the answer', 'behind.txt']);
  });

  it('leave room for the messages of other chats, however many are uploaded', async () => {
    const { time, server, channel, send, shown } = await started();
    server.faults.always('sendDocument', { kind: 'hang' });
    for (let chat = 1; chat <= 20; chat++) {
      server.addChat(-chat, { kind: 'group' });
      await send(['slow.bin'], { place: { chatId: -chat, threadId: null }, replyTo: null });
    }
    await time.advance(5_000);
    expect(server.calls.filter(({ method, status }) => method === 'sendDocument' && status === null)).to.have.length(4);
    void channel.say({ chatId: -9, threadId: null }, { markdown: 'all the same' });
    await time.advance(5_000);
    expect(shown(-9).map(({ now }) => now.text)).to.deep.equal(['all the same']);
  });
});
