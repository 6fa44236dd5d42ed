import { expect } from 'chai';
import { progressAt } from '../../contracts/chat-channel.contract.js';
import { plainChatTexts } from '../../support/fakes/plain-chat-texts.js';
import { begin, final, GROUP, groupPlace, place, progressIn, USER, watch } from './outbox-rig.js';
import { slice } from './telegram-rig.js';

describe('the throttle of the outbox', () => {
  it('turns 500 updates in 10 seconds into one edit a second, and shows the last state', async () => {
    const { time, server, channel } = await begin();
    const message = await progressIn(channel);
    for (let step = 1; step <= 500; step++) {
      channel.update(message, progressAt(step));
      await time.advance(20);
    }
    const shown = server.chat(USER).find(message.messageId)?.history ?? [];
    expect(shown.length).to.be.within(8, 12);
    await time.advance(2_000);
    expect(server.chat(USER).find(message.messageId)?.now.text).to.equal('working, step 500');
  });

  it('words only the states that it sends', async () => {
    const worded: number[] = [];
    const { time, server, channel } = await begin({
      texts: {
        ...plainChatTexts,
        progress: (view) => {
          worded.push(view.steps);
          return plainChatTexts.progress(view);
        },
      },
    });
    const message = await progressIn(channel);
    worded.length = 0;
    for (let step = 1; step <= 1_000; step++) {
      channel.update(message, progressAt(step));
      if (step % 10 === 0) await time.advance(10);
    }
    await time.advance(2_000);
    const sent = server.calls.filter(({ method }) => method === 'editMessageText').length;
    expect(worded).to.have.length(sent);
    expect(worded.at(-1)).to.equal(1_000);
    expect(sent).to.be.at.most(4);
  });

  it('keeps a group below 20 messages in any minute', async () => {
    const { time, server, channel } = await begin();
    const message = await progressIn(channel, groupPlace);
    for (let step = 1; step <= 1_200; step++) {
      channel.update(message, progressAt(step));
      await time.advance(100);
    }
    const times = server.calls.filter((call) => call.method !== 'getMe').map((call) => call.atMs);
    expect(times.length).to.be.greaterThan(20);
    for (const from of times) {
      expect(times.filter((at) => at >= from && at < from + 60_000).length).to.be.at.most(20);
    }
  });

  it('posts no progress message that was called off before its turn, and those of other runs in their order', async () => {
    const { time, server, channel } = await begin();
    const view = (run: string) => ({ ...progressAt(0), face: { ...progressAt(0).face, run } });
    const opened = ['a', 'b', 'c', 'd', 'e', 'f'].map((run) => watch(channel.open(place, null, view(run))));
    await time.advance(0);
    for (const run of ['a', 'd', 'e']) channel.callOff(place, run);
    await time.advance(10_000);
    expect(opened.map(({ value }) => value === null)).to.deep.equal([false, false, false, true, true, false]);
    expect(server.chat(USER).visible).to.have.length(4);
  });

  it('never makes a final wait for edits, in a private chat or in a group', async () => {
    const { time, server, channel } = await begin();
    for (const where of [place, groupPlace]) {
      const message = await progressIn(channel, where);
      for (let step = 1; step <= 300; step++) {
        channel.update(message, progressAt(step));
        await time.advance(100);
      }
      const before = time.now();
      const delivery = watch(channel.settle(final('answer', where, message)));
      await time.advance(0);
      expect(delivery.value).to.include({ kind: 'delivered' });
      expect(server.chat(where.chatId).visible.at(-1)?.sentAtMs).to.equal(before);
    }
  });

  it('drops the edits of a message that is being removed', async () => {
    const { time, server, channel } = await begin();
    const message = await progressIn(channel);
    for (let step = 1; step <= 10; step++) channel.update(message, progressAt(step));
    void channel.settle(final('answer', place, message));
    await time.advance(10_000);
    expect(server.chat(USER).visible.map((one) => one.now.text)).to.deep.equal(['done: answer']);
    expect(server.calls.filter((call) => call.method === 'editMessageText').length).to.be.at.most(1);
  });

  it('spends no call on showing the same again', async () => {
    const { time, server, channel } = await begin();
    const message = await progressIn(channel);
    channel.update(message, progressAt(0));
    await time.advance(5_000);
    channel.update(message, progressAt(1));
    await time.advance(5_000);
    channel.update(message, progressAt(1));
    await time.advance(5_000);
    expect(server.calls.filter((call) => call.method === 'editMessageText')).to.have.length(1);
  });

  it('joins the notices that wait and lets neither them nor edits starve the other', async () => {
    const { time, server, channel } = await begin();
    const message = await progressIn(channel, groupPlace);
    for (let n = 0; n < 600; n++) {
      channel.update(message, progressAt(n));
      void channel.notice({ place: groupPlace, markdown: `notice ${n}` });
      await time.advance(100);
    }
    await time.advance(30_000);
    const log = server.chat(GROUP);
    const notices = log.all.filter((one) => one.messageId !== message.messageId).map((one) => one.now.text);
    expect(notices.join('\n').split('\n')).to.deep.equal(Array.from({ length: 600 }, (_, n) => `notice ${n}`));
    expect(notices.length).to.be.within(3, 12);
    expect(log.find(message.messageId)?.history.length).to.be.greaterThan(5);
  });

  it('sends no more than 30 messages a second to all chats together', async () => {
    const { time, server, channel } = await begin();
    for (let user = 1; user <= 100; user++) {
      void channel.say({ chatId: user, threadId: null }, { markdown: 'hello' });
    }
    await time.advance(0);
    const sent = () => server.calls.filter((call) => call.method === 'sendMessage').length;
    expect(sent()).to.equal(30);
    await time.advance(1_000);
    expect(sent()).to.be.within(59, 61);
    await time.advance(2_000);
    expect(sent()).to.equal(100);
  });

  it('follows a changed limit at once', async () => {
    const { time, server, bot, channel } = await begin();
    for (let n = 0; n < 40; n++) void channel.say(groupPlace, { markdown: `${n}` });
    await time.advance(10_000);
    const slow = server.chat(GROUP).all.length;
    expect(slow).to.be.at.most(6);
    bot.retune(slice({ groupChatRps: 10 }));
    await time.advance(4_000);
    expect(server.chat(GROUP).all.length).to.equal(40);
    expect(server.chat(GROUP).all.map((one) => one.now.text)).to.deep.equal(
      Array.from({ length: 40 }, (_, n) => `${n}`),
    );
  });
});
