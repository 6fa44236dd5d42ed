import { expect } from 'chai';
import type { Delivery } from '../../../src/application/ports/chat/chat-channel.js';
import { progressAt } from '../../contracts/chat-channel.contract.js';
import { settled } from '../../support/fakes/fake-time.js';
import { flood, serverError } from '../../support/telegram-server/faults.js';
import { begin, final, GROUP, groupPlace, place, USER, watch } from './outbox-rig.js';
import { TOKEN } from './telegram-rig.js';

describe('the end of a bot', () => {
  it('counts what is on its way until Telegram has it', async () => {
    const { time, server, bot, channel } = await begin();
    expect(bot.api.queued()).to.equal(0);
    server.faults.always('sendMessage', { kind: 'reset' });
    void channel.say(place, { markdown: 'one' });
    void channel.say(place, { markdown: 'two' });
    void channel.say(groupPlace, { markdown: 'three' });
    await time.advance(100);
    expect(bot.api.queued()).to.equal(3);
    server.faults.clear();
    await time.advance(30_000);
    expect(bot.api.queued()).to.equal(0);
    await bot.close();
  });

  it('notes of every call how it ended, and nothing that was said', async () => {
    const { time, server, journal, bot, channel } = await begin();
    server.faults.next('sendMessage', { kind: 'reset' });
    void channel.say(place, { markdown: 'a secret' });
    await time.advance(5_000);
    const calls = journal.facts.filter(({ name }) => name === 'telegram.called');
    expect(calls.map(({ data }) => data)).to.deep.equal([
      { method: 'getMe', outcome: 'ok' },
      { method: 'sendMessage', outcome: 'unavailable' },
      { method: 'sendMessage', outcome: 'ok' },
    ]);
    await bot.close();
  });

  it('flushes: true once all is out, false when time is up first', async () => {
    const { time, server, bot, channel } = await begin();
    const restore = server.faults.always('sendMessage', serverError());
    void channel.settle(final('one\ftwo'));
    const early = watch(bot.api.flush(5_000));
    await time.advance(5_000);
    expect(early.value).to.equal(false);
    restore();
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

  it('says of notices that it was closed before, of those that waited behind others too', async () => {
    const { time, server, bot, channel } = await begin();
    server.faults.always('sendMessage', serverError());
    const orders = [{}, {}, { alone: true }, { urgent: true }, { place: groupPlace }];
    const told = orders.map((order) => watch(channel.notice({ place, markdown: 'waits', ...order })));
    await time.advance(500);
    await bot.api.finish();
    await settled();
    expect(told.map(({ value }) => value?.kind)).to.deep.equal(orders.map(() => 'closed'));
    expect(await channel.notice({ place, markdown: 'too late' })).to.deep.equal({ kind: 'closed' });
    await bot.close();
    expect(time.pending).to.equal(0);
  });

  it('ends, once told to finish, a second after the last call at the latest, and heeds its answer', async () => {
    const { time, server, bot, channel } = await begin();
    server.faults.next('sendMessage', { kind: 'hang' });
    const hanging = watch(channel.notice({ place, markdown: 'hangs' }));
    await time.advance(10);
    const finished = watch(bot.api.finish().then(() => true));
    await time.advance(900);
    expect(finished.value).to.equal(undefined);
    await time.advance(200);
    expect(finished.value).to.equal(true);
    await bot.close();
    await settled();
    expect(hanging.value?.kind).to.equal('closed');
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
    expect(server.bot(TOKEN).updates.isPolled).to.equal(false);
    expect(await channel.open(place, null, progressAt(0))).to.equal(null);
  });
});
