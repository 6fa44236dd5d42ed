import { expect } from 'chai';
import { telegramTexts } from '../../../src/adapters/telegram/telegram-texts.js';
import { progressAt } from '../../contracts/chat-channel.contract.js';
import { begin, final, GROUP, groupPlace, place, progressIn, USER, watch } from './outbox-rig.js';

describe('what Telegram will not take', () => {
  const refused = (description: string) => ({ kind: 'answer', code: 400, description }) as const;

  it('goes again as plain text, and at last without buttons', async () => {
    const { time, server, channel } = await begin({ texts: telegramTexts });
    server.faults.next('sendMessage', refused("Bad Request: can't parse entities: bad"));
    const buttons = [[{ label: 'Go', data: 'go' }]];
    void channel.say(place, { markdown: '**first**' }, { buttons });
    await time.advance(5_000);
    expect(server.chat(USER).visible.at(-1)?.now).to.deep.include({ text: 'first', entities: [] });
    expect(server.chat(USER).visible.at(-1)?.now.buttons).to.have.length(1);
    server.faults.next('sendMessage', refused('Bad Request: BUTTON_INVALID'));
    void channel.say(place, { markdown: 'second' }, { buttons });
    await time.advance(5_000);
    expect(server.chat(USER).visible.at(-1)?.now).to.deep.include({ text: 'second', buttons: [] });
  });

  it('loses the buttons that an older server does not know before the others, and never its text', async () => {
    const press = { label: 'Stop', data: 'stop', style: 'danger' } as const;
    const copy = { label: 'Copy', copy: 'make' } as const;
    const all = { text: 'Stop', data: 'stop', style: 'danger' };
    const states = [
      [[all], [{ text: 'Copy', data: '', copy: 'make' }]],
      [[{ text: 'Stop', data: 'stop' }], [{ text: 'Copy', data: '', copy: 'make' }]],
      [[{ text: 'Stop', data: 'stop' }]],
      [],
    ];
    for (const [times, buttons] of states.entries()) {
      const { time, server, channel, bot } = await begin();
      const wrong = refused("Bad Request: can't parse inline keyboard button");
      server.faults.next('sendMessage', wrong, { times });
      void channel.say(place, { markdown: 'bold' }, { buttons: [[press], [copy]] });
      await time.advance(5_000);
      const said = server.chat(USER).visible.at(-1);
      expect(said?.now).to.deep.include({ text: 'bold', buttons });
      server.faults.next('editMessageText', wrong, { times });
      if (said !== undefined) {
        const message = { chatId: USER, messageId: said.messageId };
        void channel.edit(message, { markdown: 'again' }, [[press], [copy]]);
      }
      await time.advance(5_000);
      expect(server.chat(USER).visible.at(-1)?.now).to.deep.include({ text: 'again', buttons });
      await bot.close();
    }
  });

  it('leaves a button away whose text is too long to be copied', async () => {
    const { time, server, channel } = await begin();
    const buttons = [[{ label: 'Copy', copy: 'x'.repeat(257) }], [{ label: 'Go', data: 'go' }]];
    void channel.say(place, { markdown: 'text' }, { buttons });
    await time.advance(5_000);
    expect(server.chat(USER).visible.at(-1)?.now.buttons).to.deep.equal([[{ text: 'Go', data: 'go' }]]);
    expect(server.calls.filter(({ method }) => method === 'sendMessage')).to.have.length(1);
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
    server.faults.next('sendMessage', refused('Bad Request: no'));
    const delivery = watch(channel.settle(final('poison')));
    const later = watch(channel.say(place, { markdown: 'later' }));
    await time.advance(10_000);
    expect(delivery.value).to.deep.equal({ kind: 'gone', reason: '400 Bad Request: no', refused: true });
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
