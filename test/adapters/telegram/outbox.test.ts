import { expect } from 'chai';
import type { ChatChannel, Delivery } from '../../../src/application/ports/chat-channel.js';
import type { MessageRef, Place } from '../../../src/domain/ids.js';
import { finalWith, progressAt } from '../../contracts/chat-channel.contract.js';
import { settled } from '../../support/fakes/fake-time.js';
import { flood, serverError } from '../../support/telegram-server/faults.js';
import { rig, slice } from './telegram-rig.js';

const USER = 7;
const GROUP = -100_200;
const place: Place = { chatId: USER, threadId: null };
const groupPlace: Place = { chatId: GROUP, threadId: null };

describe('the outbox', () => {
  async function begin() {
    const parts = rig();
    parts.server.addChat(GROUP, { kind: 'supergroup' });
    const bot = await parts.open();
    return { ...parts, bot, channel: bot.api.channel };
  }

  async function progressIn(channel: ChatChannel, where = place): Promise<MessageRef> {
    const message = await channel.open(where, null, progressAt(0));
    if (message === null) throw new Error('the progress message was not posted');
    return message;
  }

  /** A promise's value, once it has one. */
  function watch<T>(promise: Promise<T>): { value: T | undefined } {
    const box: { value: T | undefined } = { value: undefined };
    void promise.then((value) => {
      box.value = value;
    });
    return box;
  }

  const final = (answer: string, where = place, progress: MessageRef | null = null) => ({
    place: where,
    replyTo: null,
    progress,
    view: finalWith(answer),
    trim: false,
  });

  describe('throttle', () => {
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
        channel.notice(groupPlace, `notice ${n}`);
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

  describe('floods', () => {
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

  describe('failures', () => {
    it('tries a final for hours until Telegram gives an id', async () => {
      const { time, server, channel } = await begin();
      const mend = server.faults.always('sendMessage', serverError(502));
      const delivery = watch(channel.settle(final('at last')));
      await time.advance(3 * 3_600_000);
      expect(delivery.value).to.equal(undefined);
      mend();
      await time.advance(31_000);
      expect(delivery.value).to.include({ kind: 'delivered' });
      expect(server.chat(USER).visible.map((one) => one.now.text)).to.deep.equal(['done: at last']);
    });

    it('waits for an earlier part of a final before it sends the next, and removes the progress message last', async () => {
      const { time, server, channel } = await begin();
      const progress = await progressIn(channel);
      server.faults.next('sendMessage', serverError(), { times: 3 });
      const delivery = watch(channel.settle(final('one\ftwo\fthree', place, progress)));
      await time.advance(1_000);
      expect(server.chat(USER).visible.map((one) => one.messageId)).to.deep.equal([progress.messageId]);
      await time.advance(60_000);
      expect(server.chat(USER).visible.map((one) => one.now.text)).to.deep.equal(['done: one', 'two', 'three']);
      expect(delivery.value).to.deep.equal({
        kind: 'delivered',
        message: { chatId: USER, messageId: progress.messageId + 1 },
      });
      expect(server.calls.at(-1)?.method).to.equal('deleteMessage');
    });

    it('repeats a final at most once for each answer that was lost', async () => {
      const { time, server, channel } = await begin();
      server.faults.next('sendMessage', { kind: 'cut' });
      const delivery = watch(channel.settle(final('twice at most')));
      await time.advance(60_000);
      expect(delivery.value).to.include({ kind: 'delivered' });
      expect(server.chat(USER).visible.map((one) => one.now.text)).to.deep.equal([
        'done: twice at most',
        'done: twice at most',
      ]);
    });

    it('does not repeat what a reset kept from Telegram', async () => {
      const { time, server, channel } = await begin();
      server.faults.next('sendMessage', { kind: 'reset' }, { times: 2 });
      void channel.settle(final('once'));
      await time.advance(60_000);
      expect(server.chat(USER).visible.map((one) => one.now.text)).to.deep.equal(['done: once']);
    });

    it('gives a call without an answer up after its deadline and tries again', async () => {
      const { time, server, channel } = await begin();
      server.faults.next('sendMessage', { kind: 'hang' });
      const delivery = watch(channel.settle(final('patience')));
      await time.advance(29_000);
      expect(delivery.value).to.equal(undefined);
      await time.advance(5_000);
      expect(delivery.value).to.include({ kind: 'delivered' });
    });

    it('lets a chat whose call hangs delay no other', async () => {
      const { time, server, channel } = await begin();
      server.faults.next('sendMessage', { kind: 'hang' }, { chatId: GROUP });
      void channel.say(groupPlace, { markdown: 'stuck' });
      await time.advance(0);
      const other = watch(channel.say(place, { markdown: 'quick' }));
      await time.advance(0);
      expect(other.value).to.include({ chatId: USER });
    });

    it('gives an ordinary answer up in the end, and says so without its text', async () => {
      const { time, server, channel, journal } = await begin();
      server.faults.always('sendMessage', serverError());
      const said = watch(channel.say(place, { markdown: 'private words' }));
      await time.advance(100_000);
      expect(said.value).to.equal(undefined);
      await time.advance(100_000);
      expect(said.value).to.equal(null);
      expect(journal.names()).to.include('telegram.send-given-up');
      expect(JSON.stringify(journal.facts)).not.to.include('private words');
    });

    it('lets what comes later pass a message that fails again and again', async () => {
      const { time, server, channel } = await begin();
      server.faults.next('sendMessage', serverError(), { times: 6 });
      const stuck = watch(channel.settle(final('stuck')));
      const later = watch(channel.say(place, { markdown: 'later' }));
      await time.advance(5_000);
      expect(later.value).to.equal(undefined);
      await time.advance(120_000);
      expect([stuck.value?.kind, later.value?.chatId]).to.deep.equal(['delivered', USER]);
      expect(server.chat(USER).all.map((one) => one.now.text)).to.deep.equal(['later', 'done: stuck']);
    });

    it('tries an edit once more, then waits for the next state', async () => {
      const { time, server, channel } = await begin();
      const message = await progressIn(channel);
      server.faults.next('editMessageText', serverError(), { times: 2 });
      channel.update(message, progressAt(1));
      await time.advance(60_000);
      expect(server.calls.filter((call) => call.method === 'editMessageText')).to.have.length(2);
      channel.update(message, progressAt(2));
      await time.advance(5_000);
      expect(server.chat(USER).find(message.messageId)?.now.text).to.equal('working, step 2');
    });

    it('tries the last state of a progress message for longer', async () => {
      const { time, server, channel } = await begin();
      const message = await progressIn(channel);
      server.faults.next('editMessageText', serverError(), { times: 5 });
      const concluded = watch(channel.conclude(message, finalWith('so far', 'cancelled')).then(() => true));
      await time.advance(100_000);
      expect(concluded.value).to.equal(true);
      expect(server.chat(USER).find(message.messageId)?.now).to.deep.include({
        text: 'cancelled: so far',
        buttons: [],
      });
    });

    it('forgets a state that was overtaken while its call was under way', async () => {
      const { time, server, channel } = await begin();
      const message = await progressIn(channel);
      server.faults.next('editMessageText', { kind: 'hang' });
      channel.update(message, progressAt(1));
      await time.advance(1_000);
      channel.update(message, progressAt(2));
      await time.advance(60_000);
      const edits = server.calls.filter((call) => call.method === 'editMessageText');
      expect(edits.map((call) => call.parameters['text'])).to.deep.equal(['working, step 1', 'working, step 2']);
    });

    it('takes nothing for shown after an edit whose answer was lost', async () => {
      const { time, server, channel } = await begin();
      const message = await progressIn(channel);
      server.faults.next('editMessageText', { kind: 'cut' });
      channel.update(message, progressAt(1));
      await time.advance(200);
      channel.update(message, progressAt(0));
      await time.advance(60_000);
      expect(server.chat(USER).find(message.messageId)?.now.text).to.equal('working, step 0');
    });

    it('gives every part of an answer its own time to get through', async () => {
      const { time, server, channel } = await begin();
      const mend = server.faults.always('sendMessage', serverError());
      const said = watch(channel.say(place, { markdown: 'one\ftwo' }));
      await time.advance(90_000);
      mend();
      const hitch = server.chat(USER);
      while (hitch.all.length === 0) await time.advance(100);
      const again = server.faults.always('sendMessage', serverError());
      await time.advance(90_000);
      again();
      await time.advance(31_000);
      expect(hitch.all.map((one) => one.now.text)).to.deep.equal(['one', 'two']);
      expect(said.value).to.include({ chatId: USER });
    });

    it('counts "not modified" as shown', async () => {
      const { time, server, channel, journal } = await begin();
      const said = await channel.say(place, { markdown: 'same' });
      if (said !== null) void channel.edit(said, { markdown: 'same' });
      await time.advance(60_000);
      expect(server.calls.filter((call) => call.method === 'editMessageText')).to.have.length(1);
      expect(journal.facts).to.deep.equal([]);
    });
  });

  describe('what Telegram will not take', () => {
    const refused = (description: string) => ({ kind: 'answer', code: 400, description }) as const;

    it('goes again as plain text, and at last without buttons', async () => {
      const { time, server, channel } = await begin();
      server.faults.next('sendMessage', refused("Bad Request: can't parse entities: bad"));
      const buttons = [[{ label: 'Go', data: 'go' }]];
      void channel.say(place, { markdown: 'first' }, { buttons });
      await time.advance(5_000);
      expect(server.chat(USER).visible.at(-1)?.now.buttons).to.have.length(1);
      server.faults.next('sendMessage', refused('Bad Request: BUTTON_INVALID'), { times: 2 });
      void channel.say(place, { markdown: 'second' }, { buttons });
      await time.advance(5_000);
      expect(server.chat(USER).visible.at(-1)?.now).to.deep.include({ text: 'second', buttons: [] });
    });

    it('goes without its topic when that is gone', async () => {
      const { time, server, channel } = await begin();
      const delivery = watch(channel.settle(final('in a topic', { chatId: GROUP, threadId: 55 })));
      await time.advance(5_000);
      expect(delivery.value).to.include({ kind: 'delivered' });
      expect(server.chat(GROUP).visible[0]).to.include({ threadId: null });
    });

    it('goes without the reference when an old server insists on it', async () => {
      const { time, server, channel } = await begin();
      server.faults.next('sendMessage', refused('Bad Request: message to be replied not found'));
      const delivery = watch(channel.settle({ ...final('x'), replyTo: 999 }));
      await time.advance(5_000);
      expect(delivery.value).to.include({ kind: 'delivered' });
    });

    it('is told as gone when it stays refused, and holds nobody up', async () => {
      const { time, server, channel } = await begin();
      server.faults.next('sendMessage', refused('Bad Request: no'), { times: 3 });
      const delivery = watch(channel.settle(final('poison')));
      const later = watch(channel.say(place, { markdown: 'later' }));
      await time.advance(10_000);
      expect(delivery.value).to.deep.equal({ kind: 'gone', reason: '400 Bad Request: no' });
      expect(later.value).to.include({ chatId: USER });
    });

    it('follows a group that became a supergroup, and touches no old message there', async () => {
      const { time, server, channel, journal } = await begin();
      const progress = await progressIn(channel, groupPlace);
      server.migrate(GROUP, -100_999);
      const delivery = watch(channel.settle(final('moved', groupPlace, progress)));
      await time.advance(20_000);
      expect(delivery.value).to.deep.equal({ kind: 'delivered', message: { chatId: -100_999, messageId: 1 } });
      channel.update(progress, progressAt(5));
      void channel.say(groupPlace, { markdown: 'again' }, { replyTo: 1 });
      await time.advance(20_000);
      expect(server.chat(-100_999).visible.map((one) => one.now.text)).to.deep.equal(['done: moved', 'again']);
      expect(server.chat(-100_999).visible.map((one) => one.replyTo)).to.deep.equal([null, null]);
      expect(journal.names().filter((name) => name === 'telegram.chat-moved')).to.have.length(1);
    });

    it('takes the buttons from a progress message that is too old to be removed', async () => {
      const { time, server, channel } = await begin();
      const progress = await progressIn(channel);
      server.faults.next('deleteMessage', refused("Bad Request: message can't be deleted for everyone"));
      void channel.settle(final('after days', place, progress));
      await time.advance(10_000);
      expect(server.chat(USER).find(progress.messageId)?.now.buttons).to.deep.equal([]);
    });
  });

  describe('the end', () => {
    it('flushes: true once all is out, false when time is up first', async () => {
      const { time, server, bot, channel } = await begin();
      const mend = server.faults.always('sendMessage', serverError());
      void channel.settle(final('one\ftwo'));
      const early = watch(bot.api.flush(5_000));
      await time.advance(5_000);
      expect(early.value).to.equal(false);
      mend();
      const late = watch(bot.api.flush(60_000));
      await time.advance(40_000);
      expect(late.value).to.equal(true);
      expect(server.chat(USER).visible).to.have.length(2);
    });

    it('quiesces when the last message is out', async () => {
      const { time, server, bot, channel } = await begin();
      bot.activate();
      server.faults.next('sendMessage', flood(20));
      void channel.settle(final('last words'));
      const quiet = watch(bot.quiesce().then(() => true));
      await time.advance(19_000);
      expect(quiet.value).to.equal(undefined);
      await time.advance(2_000);
      expect(quiet.value).to.equal(true);
      expect(server.chat(USER).visible).to.have.length(1);
    });

    it('leaves nothing behind when closed: no alarm, no call, no answer for a final that is not there', async () => {
      const { time, server, bot, channel } = await begin();
      bot.activate();
      await settled();
      server.faults.always('sendMessage', { kind: 'hang' }, { chatId: GROUP });
      server.faults.always('sendMessage', serverError(), { chatId: USER });
      const settling: { value: Delivery | undefined }[] = [watch(channel.settle(final('kept')))];
      settling.push(watch(channel.settle(final('hanging', groupPlace))));
      const said = watch(channel.say(place, { markdown: 'unsaid' }));
      await time.advance(500);
      await bot.close();
      await bot.close();
      await settled();
      expect(settling.map((one) => one.value)).to.deep.equal([undefined, undefined]);
      expect(said.value).to.equal(null);
      expect(time.pending).to.equal(0);
      expect(server.bot('4000:AAbot-token-of_the_rig').updates.isPolled).to.equal(false);
      expect(await channel.open(place, null, progressAt(0))).to.equal(null);
    });
  });
});
