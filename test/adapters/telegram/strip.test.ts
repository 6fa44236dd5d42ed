import { expect } from 'chai';
import type { CopiedText } from '../../../src/domain/chat/inbound.js';
import type { MessageRef } from '../../../src/domain/ids.js';
import { flood } from '../../support/telegram-server/faults.js';
import { begin, GROUP, groupPlace, place, USER, watch } from './outbox-rig.js';

const BUTTONS = [
  [{ label: '🔁 Try again', data: 'retry:again:r' }],
  [{ label: '📋 Copy the login command', copy: 'claude auth login' }],
];

describe('taking the buttons of a message away', () => {
  async function said() {
    const parts = await begin();
    const { channel, server, time } = parts;
    const message = await channel.say(place, { markdown: 'it failed' }, { buttons: BUTTONS });
    if (message === null) throw new Error('nothing was said');
    const buttons = () => server.chat(USER).find(message.messageId)?.now.buttons.flat();
    const strip = async (ref: MessageRef, copies?: readonly CopiedText[]) => {
      const stripped = channel.strip(ref, copies);
      await time.advance(5_000);
      await stripped;
    };
    const strips = () => server.calls.filter(({ method }) => method === 'editMessageReplyMarkup');
    return { ...parts, message, buttons, strip, strips };
  }

  it('leaves those that copy a text', async () => {
    const { strip, message, buttons } = await said();
    await strip(message, [{ label: '📋 Copy the login command', copy: 'claude auth login' }]);
    expect(buttons()).to.have.length(1);
    expect(buttons()?.[0]).to.deep.include({ text: '📋 Copy the login command', copy: 'claude auth login' });
    await strip(message);
    expect(buttons()).to.deep.equal([]);
  });

  it('is no trouble where they are gone already, or the message is', async () => {
    const { strip, strips, message, buttons, journal, server } = await said();
    await strip(message);
    await strip(message);
    expect(buttons()).to.deep.equal([]);
    server.chat(USER).delete(message.messageId);
    await strip(message);
    await strip({ ...message, messageId: 99_999 });
    expect(journal.names()).not.to.include('telegram.buttons-failed');
    expect(strips()).to.have.length(4);
  });

  it('is told in the log where it comes to nothing', async () => {
    const { strip, message, journal, server } = await said();
    server.faults.always('editMessageReplyMarkup', { kind: 'answer', code: 400, description: 'Bad Request: nonsense' });
    await strip(message);
    expect(journal.names()).to.include('telegram.buttons-failed');
  });

  it('keeps the pace of the chat however many buttons are pressed, and asks once for each message that waits', async () => {
    const { channel, message, strips, time } = await said();
    for (let n = 0; n < 300; n++) void channel.strip(message);
    for (let n = 0; n < 50; n++) void channel.strip({ ...message, messageId: 90_000 + n });
    await time.advance(10_000);
    expect(strips().length).to.be.within(8, 14);
    await time.advance(60_000);
    expect(strips().length).to.be.within(51, 53);
  });

  it('silences the chat alone where Telegram finds it too fast', async () => {
    const { channel, message, server, time } = await said();
    server.faults.next('editMessageReplyMarkup', flood(30));
    void channel.strip(message);
    await time.advance(1_000);
    expect(server.calls.at(-1)).to.deep.include({ method: 'editMessageReplyMarkup', status: 429 });
    const other = watch(channel.say(groupPlace, { markdown: 'hello' }));
    await time.advance(1_000);
    expect(other.value).to.include({ chatId: GROUP });
  });

  it('lets an edit that waits for the same message bring its text', async () => {
    const { channel, message, server, time } = await said();
    for (const text of ['one', 'two', 'three']) void channel.say(place, { markdown: text });
    void channel.edit(message, { markdown: 'tried again' });
    void channel.strip(message);
    await time.advance(20_000);
    expect(server.chat(USER).find(message.messageId)?.now).to.deep.include({ text: 'tried again', buttons: [] });
  });
});
