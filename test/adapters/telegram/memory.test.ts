import { expect } from 'chai';
import { flood } from '../../support/telegram-server/faults.js';
import { final, GROUP, groupPlace, place, USER, watch } from './outbox-rig.js';
import { rig } from './telegram-rig.js';

const SUPERGROUP = -1_000_000_000_200;

/** A bot that can be ended as a crash does, and opened again over the same disk. */
async function begin() {
  const parts = rig();
  parts.server.addChat(GROUP, { kind: 'supergroup' });
  let bot = await parts.open();
  const restart = async () => {
    parts.time.forget();
    await bot.close();
    bot = await parts.open();
    return bot.api.channel;
  };
  const sent = () => parts.server.calls.filter((call) => call.method === 'sendMessage').length;
  return { ...parts, channel: bot.api.channel, restart, sent };
}

describe('what a bot must know after a restart', () => {
  it('is how long a chat wants silence', async () => {
    const { time, server, channel, restart, sent } = await begin();
    server.faults.next('sendMessage', flood(30), { chatId: GROUP });
    void channel.say(groupPlace, { markdown: 'a' });
    await time.advance(10_000);
    const again = await restart();
    const said = watch(again.say(groupPlace, { markdown: 'b' }));
    const elsewhere = watch(again.say(place, { markdown: 'c' }));
    await time.advance(19_000);
    expect(elsewhere.value).to.include({ chatId: USER });
    expect([said.value, sent()]).to.deep.equal([undefined, 2]);
    await time.advance(2_000);
    expect(said.value).to.include({ chatId: GROUP });
  });

  it('is how long all chats want silence', async () => {
    const { time, server, channel, restart } = await begin();
    server.faults.next('setMyCommands', flood(60));
    void channel.setMenu([{ name: 'new', description: 'Start over' }]);
    await time.advance(20_000);
    const said = watch((await restart()).say(place, { markdown: 'later' }));
    await time.advance(39_000);
    expect(said.value).to.equal(undefined);
    await time.advance(2_000);
    expect(said.value).to.include({ chatId: USER });
  });

  it('is never that a chat wants silence for longer than Telegram said, wherever the clock went', async () => {
    const { time, server, channel, restart } = await begin();
    server.faults.next('sendMessage', flood(30), { chatId: GROUP });
    void channel.say(groupPlace, { markdown: 'a' });
    await time.advance(1_000);
    await time.jump(-86_400_000);
    const back = watch((await restart()).say(groupPlace, { markdown: 'b' }));
    await time.advance(29_000);
    expect(back.value).to.equal(undefined);
    await time.advance(2_000);
    expect(back.value).to.include({ chatId: GROUP });
  });

  it('is nothing that would keep it from starting: without a disk it sends at once', async () => {
    const { time, pauses, journal, restart } = await begin();
    pauses.broken = new Error('disk gone');
    const said = watch((await restart()).say(groupPlace, { markdown: 'b' }));
    await time.advance(1_000);
    expect(said.value).to.include({ chatId: GROUP });
    expect(journal.names()).to.include('telegram.pauses-unknown');
  });

  it('is where a group went: what is meant for the old id goes to the new one at once', async () => {
    const { time, server, channel, chats, restart, sent } = await begin();
    server.migrate(GROUP, SUPERGROUP);
    void channel.say(groupPlace, { markdown: 'a' });
    await time.advance(5_000);
    expect(chats.heard).to.deep.equal([`moved ${GROUP} ${SUPERGROUP}`]);
    const before = sent();
    const again = await restart();
    const settled = watch(again.settle(final('b', groupPlace, { chatId: GROUP, messageId: 3 })));
    await time.advance(5_000);
    expect(settled.value).to.deep.include({ kind: 'delivered' });
    expect(sent()).to.equal(before + 1);
    expect(server.chat(SUPERGROUP).visible.map((one) => one.now.text)).to.deep.equal(['a', 'done: b']);
  });
});

describe('what a bot finds out about chats', () => {
  it('is that nobody can be reached, once for each message, and that somebody is again', async () => {
    const { time, server, channel, chats } = await begin();
    server.block(USER);
    const lost = watch(channel.settle(final('a')));
    await time.advance(5_000);
    expect(lost.value?.kind).to.equal('gone');
    expect(chats.heard).to.deep.equal([`unreachable ${USER} 403 Forbidden: bot was blocked by the user`]);
    expect(chats.reachedChats).to.deep.equal([]);
    void channel.say(groupPlace, { markdown: 'b' });
    await time.advance(5_000);
    expect(chats.reachedChats).to.deep.equal([GROUP]);
  });

  it('is that a topic is gone: the message goes to the group, and the log says so', async () => {
    const { time, server, channel, journal, chats } = await begin();
    const topic = { chatId: GROUP, threadId: 44 };
    server.faults.next('sendMessage', {
      kind: 'answer',
      code: 400,
      description: 'Bad Request: message thread not found',
    });
    const delivered = watch(channel.settle(final('a', topic)));
    await time.advance(5_000);
    expect(delivered.value?.kind).to.equal('delivered');
    expect(journal.facts.find(({ name }) => name === 'telegram.topic-gone')?.data).to.deep.equal(topic);
    expect(chats.heard).to.deep.equal([]);
  });

  it('is that a group moved, from the last message in it', async () => {
    const { time, server, chats, intake, open } = await begin();
    server.addChat(-55, { kind: 'group' });
    const bot = await open();
    bot.activate();
    server.sendText(-55, USER, '', { extra: { migrate_to_chat_id: SUPERGROUP } });
    await time.advance(5_000);
    expect(chats.heard).to.deep.equal([`moved -55 ${SUPERGROUP}`]);
    expect(intake.accepted).to.deep.equal([]);
    await bot.close();
  });
});
