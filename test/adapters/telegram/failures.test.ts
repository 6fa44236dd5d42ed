import { expect } from 'chai';
import { finalWith, progressAt } from '../../contracts/chat-channel.contract.js';
import { serverError } from '../../support/telegram-server/faults.js';
import { begin, final, GROUP, groupPlace, place, progressIn, USER, watch } from './outbox-rig.js';
import { slice } from './telegram-rig.js';

describe('the outbox in failures', () => {
  it('tries a final for hours until Telegram gives an id', async () => {
    const { time, server, channel } = await begin();
    const restore = server.faults.always('sendMessage', serverError(502));
    const delivery = watch(channel.settle(final('at last')));
    await time.advance(3 * 3_600_000);
    expect(delivery.value).to.equal(undefined);
    restore();
    await time.advance(31_000);
    expect(delivery.value).to.include({ kind: 'delivered' });
    expect(server.chat(USER).visible.map((one) => one.now.text)).to.deep.equal(['done: at last']);
  });

  it('tries a final at once when polls go well again, instead of at its next turn', async () => {
    const { time, server, channel, bot } = await begin();
    const lastAt = (method: string, status: number | null) =>
      server.calls.findLast((call) => call.method === method && call.status === status)?.atMs ?? 0;
    bot.activate();
    await time.advance(0);
    const restore = server.faults.always('*', { kind: 'reset' });
    const delivery = watch(channel.settle(final('at last')));
    // By now at least 15 seconds are between its attempts, and it has just made one.
    await time.advance(300_000);
    while (time.now() - lastAt('sendMessage', null) > 100) await time.advance(100);
    restore();
    const mendedAt = time.now();
    for (let ms = 0; lastAt('getUpdates', 200) < mendedAt && ms < 31_000; ms += 100) await time.advance(100);
    await time.advance(100);
    expect(delivery.value).to.include({ kind: 'delivered' });
    expect(lastAt('sendMessage', 200) - lastAt('getUpdates', 200)).to.be.lessThan(1_000);
    await bot.close();
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

  for (const outageMs of [10 * 60_000, 12 * 3_600_000]) {
    it(`leaves no message that looks as if its run went on, after ${outageMs / 60_000} minutes without a network`, async () => {
      const { time, server, channel, journal } = await begin();
      const [ended, cancelled] = [await progressIn(channel), await progressIn(channel)];
      const restores = ['deleteMessage', 'editMessageText'].map((method) =>
        server.faults.always(method, { kind: 'reset' }),
      );
      const told = watch(channel.settle(final('there', place, ended)));
      const concluded = watch(channel.conclude(cancelled, finalWith('so far', 'cancelled')).then(() => true));
      await time.advance(outageMs);
      expect([told.value, concluded.value]).to.deep.equal([undefined, undefined]);
      for (const restore of restores) restore();
      await time.advance(31_000);
      expect([told.value?.kind, concluded.value]).to.deep.equal(['delivered', true]);
      const texts = server.chat(USER).visible.map((one) => one.now.text);
      expect(texts).to.have.members(['cancelled: so far', 'done: there']);
      expect(journal.names()).not.to.include.oneOf(['telegram.delete-given-up', 'telegram.edit-given-up']);
    });
  }

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
    const { time, server, bot, channel } = await begin();
    bot.retune(slice({ groupChatRps: 1 / 60 }));
    const restore = server.faults.always('sendMessage', serverError());
    const said = watch(channel.say(groupPlace, { markdown: 'one\ftwo' }));
    await time.advance(90_000);
    restore();
    await time.advance(40_000);
    server.faults.next('sendMessage', serverError());
    await time.advance(150_000);
    expect(server.chat(GROUP).all.map((one) => one.now.text)).to.deep.equal(['one', 'two']);
    expect(said.value).to.include({ chatId: GROUP });
  });

  it('counts "not modified" as shown', async () => {
    const { time, server, channel, journal } = await begin();
    const said = await channel.say(place, { markdown: 'same' });
    if (said !== null) void channel.edit(said, { markdown: 'same' });
    await time.advance(60_000);
    expect(server.calls.filter((call) => call.method === 'editMessageText')).to.have.length(1);
    expect(journal.facts.filter(({ level }) => level !== 'debug')).to.deep.equal([]);
  });
});
