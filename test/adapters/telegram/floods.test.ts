import { expect } from 'chai';
import { progressAt } from '../../contracts/chat-channel.contract.js';
import { flood } from '../../support/telegram-server/faults.js';
import { begin, final, GROUP, groupPlace, place, progressIn, USER, watch } from './outbox-rig.js';

describe('the outbox in floods', () => {
  it('is silent in the chat for as long as Telegram says, and loses nothing', async () => {
    const { time, server, channel } = await begin();
    server.faults.next('sendMessage', flood(30), { chatId: GROUP });
    const answers = ['a', 'b', 'c'].map((text) => watch(channel.settle(final(text, groupPlace))));
    await time.advance(29_000);
    expect(server.calls.filter((call) => call.method === 'sendMessage')).to.have.length(1);
    const other = watch(channel.say(place, { markdown: 'unhindered' }));
    await time.advance(0);
    expect(other.value).to.include({ chatId: USER });
    await time.advance(20_000);
    expect(answers.map((answer) => answer.value?.kind)).to.deep.equal(['delivered', 'delivered', 'delivered']);
    expect(server.chat(GROUP).all.map((one) => one.now.text)).to.deep.equal(['done: a', 'done: b', 'done: c']);
  });

  it('is silent everywhere when two chats are refused one after the other', async () => {
    const { time, server, channel } = await begin();
    server.faults.next('sendMessage', flood(20), { chatId: GROUP });
    server.faults.next('sendMessage', flood(20), { chatId: USER });
    void channel.say(groupPlace, { markdown: 'one' });
    await time.advance(0);
    void channel.say(place, { markdown: 'two' });
    await time.advance(0);
    const third = watch(channel.say({ chatId: 9, threadId: null }, { markdown: 'three' }));
    await time.advance(19_000);
    expect(third.value).to.equal(undefined);
    await time.advance(2_000);
    expect(third.value).to.include({ chatId: 9 });
    expect(server.chat(GROUP).all).to.have.length(1);
    expect(server.chat(USER).all).to.have.length(1);
  });

  it('is silent everywhere when a call without a chat is refused', async () => {
    const { time, server, channel } = await begin();
    server.faults.next('setMyCommands', flood(8));
    void channel.setMenu([{ name: 'new', description: 'Start over' }]);
    await time.advance(0);
    const said = watch(channel.say(place, { markdown: 'later' }));
    await time.advance(7_000);
    expect(said.value).to.equal(undefined);
    await time.advance(2_000);
    expect(said.value).to.include({ chatId: USER });
  });

  it('sends no burst into a chat that was just refused', async () => {
    const { time, server, channel } = await begin();
    server.faults.next('sendMessage', flood(10));
    for (const text of ['a', 'b', 'c', 'd']) void channel.say(place, { markdown: text });
    await time.advance(10_000);
    expect(server.chat(USER).all.length).to.be.at.most(1);
    await time.advance(4_000);
    const times = server.chat(USER).all.map((one) => one.sentAtMs);
    expect(times).to.have.length(4);
    expect((times[1] ?? 0) - (times[0] ?? 0)).to.equal(1_000);
  });

  it('sends only the newest state after a flood that hit an edit', async () => {
    const { time, server, channel } = await begin();
    const message = await progressIn(channel);
    server.faults.next('editMessageText', flood(10));
    channel.update(message, progressAt(1));
    await time.advance(1_000);
    for (let step = 2; step <= 9; step++) channel.update(message, progressAt(step));
    await time.advance(15_000);
    const texts = server
      .chat(USER)
      .find(message.messageId)
      ?.history.map((shown) => shown.text);
    expect(texts).to.deep.equal(['working, step 0', 'working, step 9']);
  });
});
