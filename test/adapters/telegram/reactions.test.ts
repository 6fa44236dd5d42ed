import { expect } from 'chai';
import type { Receipt } from '../../../src/application/ports/chat/chat-channel.js';
import { flood } from '../../support/telegram-server/faults.js';
import { begin, final, GROUP, groupPlace, place, USER, watch } from './outbox-rig.js';
import { slice } from './telegram-rig.js';

const ALL: readonly Receipt[] = ['accepted', 'working', 'asking', 'done', 'failed', 'none'];

describe('reactions', () => {
  async function asked(chatId = USER) {
    const parts = await begin();
    const { messageId } = parts.server.sendText(chatId, USER, 'hello');
    const message = { chatId, messageId };
    const shown = () => parts.server.chat(chatId).find(messageId)?.reactions;
    const calls = () => parts.server.calls.filter(({ method }) => method === 'setMessageReaction').length;
    const allow = (...emoji: readonly string[]) =>
      Object.assign(parts.server.world.chat(chatId)?.facts ?? {}, { reactions: emoji });
    return { ...parts, message, shown, calls, allow };
  }

  it('are ones that Telegram takes, and are taken away again', async () => {
    const { time, channel, message, shown } = await asked();
    for (const receipt of ALL) {
      channel.react(message, receipt);
      await time.advance(1_000);
    }
    expect(shown()).to.deep.equal(['👀', '👨‍💻', '🤔', '👌', '💔', null]);
  });

  it('show the newest state only', async () => {
    const { time, channel, message, shown, server } = await asked();
    server.faults.next('sendMessage', { kind: 'hang' });
    void channel.say(place, { markdown: 'slow' });
    for (const receipt of ALL.slice(0, 4)) channel.react(message, receipt);
    await time.advance(60_000);
    expect(shown()).to.deep.equal(['👌']);
  });

  it('never keep a message waiting, even where Telegram does not answer them', async () => {
    const { time, channel, message, server } = await asked();
    server.faults.always('setMessageReaction', { kind: 'hang' });
    channel.react(message, 'accepted');
    for (let n = 0; n < 20; n++) channel.react({ chatId: 1_000 + n, messageId: 1 }, 'accepted');
    const told = watch(channel.settle(final('done')));
    await time.advance(100);
    expect(told.value).to.include({ kind: 'delivered' });
    for (let n = 0; n < 20; n++) {
      const other = watch(channel.say({ chatId: 2_000 + n, threadId: null }, { markdown: 'x' }));
      await time.advance(100);
      expect(other.value, `${n}`).to.be.an('object');
    }
  });

  it('take nothing from what a chat may get', async () => {
    const { time, channel, server } = await begin();
    for (let n = 0; n < 30; n++) {
      const { messageId } = server.sendText(GROUP, USER, 'hello');
      channel.react({ chatId: GROUP, messageId }, 'accepted');
      await time.advance(1);
    }
    for (let n = 0; n < 3; n++) void channel.say(groupPlace, { markdown: `${n}` });
    await time.advance(10);
    expect(server.chat(GROUP).visible.filter(({ fromBot }) => fromBot)).to.have.length(3);
  });

  it('are given up in a flood, and hold no message back for one of their own', async () => {
    const { time, channel, message, shown, server, calls, journal } = await asked();
    server.faults.next('setMessageReaction', flood(30));
    channel.react(message, 'accepted');
    await time.advance(10);
    channel.react(message, 'working');
    const told = watch(channel.say(place, { markdown: 'at once' }));
    await time.advance(10);
    expect(told.value).to.be.an('object');
    expect(calls()).to.equal(1);
    await time.advance(31_000);
    channel.react(message, 'done');
    await time.advance(10);
    expect(shown()).to.deep.equal(['👌']);
    server.faults.next('sendMessage', flood(30));
    void channel.say(place, { markdown: 'later' });
    channel.react(message, 'failed');
    await time.advance(60_000);
    expect(shown()).to.deep.equal(['👌']);
    expect(journal.names().filter((name) => name === 'telegram.flood')).to.have.length(1);
  });

  it('are given up where much else waits', async () => {
    const { time, channel, message, shown } = await asked();
    for (let n = 0; n < 10; n++) void channel.say(place, { markdown: `${n}` });
    channel.react(message, 'accepted');
    await time.advance(60_000);
    expect(shown()).to.deep.equal([]);
  });

  it('are tried once more after a failure, and no more', async () => {
    const { time, channel, message, shown, server, calls } = await asked();
    server.faults.next('setMessageReaction', { kind: 'reset' });
    channel.react(message, 'accepted');
    await time.advance(10_000);
    expect(shown()).to.deep.equal(['👀']);
    server.faults.always('setMessageReaction', { kind: 'reset' });
    channel.react(message, 'done');
    await time.advance(600_000);
    expect(calls()).to.equal(4);
  });

  it('are each tried once in a chat that takes none, and again after an hour; and go on elsewhere', async () => {
    const { time, channel, message, shown, server, calls, allow } = await asked(GROUP);
    allow();
    const showAll = async () => {
      for (const receipt of ALL.filter((one) => one !== 'none')) {
        channel.react(message, receipt);
        await time.advance(1_000);
      }
    };
    await showAll();
    await showAll();
    expect(calls()).to.equal(5);
    expect(shown()).to.deep.equal([]);
    const { messageId } = server.sendText(USER, USER, 'hello');
    channel.react({ chatId: USER, messageId }, 'accepted');
    await time.advance(1_000);
    expect(server.chat(USER).find(messageId)?.reactions).to.deep.equal(['👀']);
    allow('👀', '👌');
    await time.advance(3_600_000);
    await showAll();
    expect(shown()).to.deep.equal(['👀', null, null, '👌', null]);
  });

  it('that a chat does not take leave nothing behind that is no longer so, and the others are shown', async () => {
    const { time, channel, message, shown, calls, allow } = await asked(GROUP);
    allow('👀', '👌');
    for (const receipt of ['accepted', 'working', 'done', 'working', 'done'] as const) {
      channel.react(message, receipt);
      await time.advance(1_000);
    }
    expect(shown()).to.deep.equal(['👀', null, '👌', null, '👌']);
    expect(calls()).to.equal(6);
  });

  it('go on after a message that is not there, and in a chat that became another one touch nothing', async () => {
    const { time, channel, message, shown, server, calls } = await asked(GROUP);
    channel.react({ ...message, messageId: 999 }, 'accepted');
    await time.advance(1_000);
    channel.react(message, 'accepted');
    await time.advance(1_000);
    expect(shown()).to.deep.equal(['👀']);
    server.migrate(GROUP, -100_999);
    channel.react(message, 'done');
    void channel.say(groupPlace, { markdown: 'moves' });
    await time.advance(10_000);
    const before = calls();
    channel.react(message, 'failed');
    await time.advance(10_000);
    expect(calls()).to.equal(before);
  });

  it('are there as long as the configuration wants them', async () => {
    const { time, channel, message, shown, bot } = await asked();
    bot.retune(slice({ reactions: false }));
    channel.react(message, 'accepted');
    await time.advance(1_000);
    expect(shown()).to.deep.equal([]);
    bot.retune(slice());
    channel.react(message, 'done');
    await time.advance(1_000);
    expect(shown()).to.deep.equal(['👌']);
  });
});
