import { expect } from 'chai';
import { TelegramServer } from '../../support/telegram-server/telegram-server.js';

const TOKEN = '4000:AAloopback';
const USER = 7;

/** What keeps the test server honest: it refuses what Telegram refuses. */
describe('the loopback Bot API', () => {
  let server: TelegramServer;
  beforeEach(async () => {
    server = new TelegramServer();
    server.addBot(TOKEN);
    await server.start();
  });
  afterEach(() => server.stop());

  async function call(method: string, parameters: object = {}, token = TOKEN) {
    const response = await fetch(`${server.url}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    return (await response.json()) as { ok: boolean; error_code?: number; description?: string; result?: never };
  }

  const send = (more: object) => call('sendMessage', { chat_id: USER, text: 'text', ...more });

  it('refuses texts, entities and buttons that Telegram refuses', async () => {
    const entity = (offset: number, length: number) => ({ type: 'bold', offset, length });
    const button = (data: string) => ({ inline_keyboard: [[{ text: 'b', callback_data: data }]] });
    const copying = (text: string, more: object = {}) => ({
      inline_keyboard: [[{ text: 'b', copy_text: { text }, ...more }]],
    });
    const styled = (style: string) => ({ inline_keyboard: [[{ text: 'b', callback_data: 'd', style }]] });
    const refused = [
      { text: '' },
      { text: ' \n' },
      { text: 'x'.repeat(4_097) },
      { entities: [entity(0, 5)] },
      { entities: [entity(-1, 2)] },
      { entities: [entity(0, 0)] },
      { text: '😀', entities: [entity(0, 1)] },
      { text: 'x'.repeat(200), entities: Array.from({ length: 101 }, (_, n) => entity(n, 1)) },
      { reply_markup: button('x'.repeat(65)) },
      { reply_markup: button('ü'.repeat(33)) },
      { reply_markup: copying('') },
      { reply_markup: copying('x'.repeat(257)) },
      { reply_markup: copying('x', { callback_data: 'd' }) },
      { reply_markup: styled('red') },
      { message_thread_id: 5 },
      { reply_parameters: { message_id: 99 } },
      { chat_id: -1 },
    ];
    for (const parameters of refused) {
      expect(await send(parameters), JSON.stringify(parameters).slice(0, 80)).to.include({
        ok: false,
        error_code: 400,
      });
    }
    expect(server.chat(USER).all).to.deep.equal([]);
    const taken = [
      { text: 'x'.repeat(4_096) },
      { text: '😀', entities: [entity(0, 2)] },
      { reply_markup: button('x'.repeat(64)) },
      { reply_markup: copying('😀'.repeat(256)) },
      { reply_markup: styled('danger') },
      { reply_parameters: { message_id: 99, allow_sending_without_reply: true } },
    ];
    for (const parameters of taken) expect((await send(parameters)).ok).to.equal(true);
  });

  it('keeps every state of a message, and refuses an edit that changes nothing', async () => {
    await send({ text: 'one' });
    const edit = (text: string) => call('editMessageText', { chat_id: USER, message_id: 1, text });
    expect((await edit('one')).description).to.include('message is not modified');
    expect((await edit('two')).ok).to.equal(true);
    expect(
      server
        .chat(USER)
        .find(1)
        ?.history.map((shown) => shown.text),
    ).to.deep.equal(['one', 'two']);
    expect((await call('deleteMessage', { chat_id: USER, message_id: 1 })).ok).to.equal(true);
    expect((await edit('three')).description).to.include('message to edit not found');
    expect(server.chat(USER).all[0]?.deletedAtMs).to.be.a('number');
  });

  it('lets a bot touch its own messages only', async () => {
    server.addBot('5000:other');
    await send({});
    const theirs = server.sendText(USER, USER, 'mine').messageId;
    const edit = (token: string, id: number) =>
      call('editMessageText', { chat_id: USER, message_id: id, text: 'x' }, token);
    expect((await edit('5000:other', 1)).description).to.include("can't be edited");
    expect((await edit(TOKEN, theirs)).description).to.include("can't be edited");
  });

  it('ends an earlier poll when a second one comes, and refuses unknown tokens', async () => {
    const first = call('getUpdates', { timeout: 30 });
    await server.waitFor(() => server.bot(TOKEN).updates.isPolled);
    const second = call('getUpdates', { timeout: 30 });
    expect(await first).to.include({ error_code: 409 });
    server.sendText(USER, USER, 'hi');
    expect((await second).result).to.have.length(1);
    expect(await call('getMe', {}, '1:unknown')).to.include({ error_code: 401 });
  });

  it('forgets updates only once an offset confirms them', async () => {
    server.sendText(USER, USER, 'a');
    server.sendText(USER, USER, 'b');
    expect((await call('getUpdates', { timeout: 0 })).result).to.have.length(2);
    expect((await call('getUpdates', { timeout: 0, offset: 2 })).result).to.have.length(1);
    expect((await call('getUpdates', { timeout: 0 })).result).to.have.length(1);
  });

  it('takes one answer for each press of a button', async () => {
    await send({ reply_markup: { inline_keyboard: [[{ text: 'b', callback_data: 'd' }]] } });
    const id = server.press(USER, 1, 0);
    expect((await call('answerCallbackQuery', { callback_query_id: id, text: 'done' })).ok).to.equal(true);
    expect((await call('answerCallbackQuery', { callback_query_id: id })).ok).to.equal(false);
    expect(server.bot(TOKEN).answeredButtons.get(id)).to.equal('done');
  });
});
