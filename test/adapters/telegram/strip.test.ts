import { expect } from 'chai';
import { begin, place, USER } from './outbox-rig.js';

const BUTTONS = [
  [{ label: '🔁 Try again', data: 'retry:again:r' }],
  [{ label: '📋 Copy the login command', copy: 'claude auth login' }],
];

describe('taking the buttons of a message away', () => {
  async function said() {
    const parts = await begin();
    const message = await parts.channel.say(place, { markdown: 'it failed' }, { buttons: BUTTONS });
    if (message === null) throw new Error('nothing was said');
    const buttons = () => parts.server.chat(USER).find(message.messageId)?.now.buttons.flat();
    return { ...parts, message, buttons };
  }

  it('leaves those that copy a text', async () => {
    const { channel, message, buttons } = await said();
    await channel.strip(message, [{ label: '📋 Copy the login command', copy: 'claude auth login' }]);
    expect(buttons()).to.have.length(1);
    expect(buttons()?.[0]).to.deep.include({ text: '📋 Copy the login command', copy: 'claude auth login' });
    await channel.strip(message);
    expect(buttons()).to.deep.equal([]);
  });

  it('is no trouble where they are gone already, or the message is', async () => {
    const { channel, message, buttons, journal, server } = await said();
    await channel.strip(message);
    await channel.strip(message);
    expect(buttons()).to.deep.equal([]);
    server.chat(USER).delete(message.messageId);
    await channel.strip(message);
    await channel.strip({ ...message, messageId: 99_999 });
    expect(journal.names()).not.to.include('telegram.buttons-failed');
    expect(server.calls.filter(({ method }) => method === 'editMessageReplyMarkup')).to.have.length(4);
  });

  it('is told in the log where it comes to nothing', async () => {
    const { channel, message, journal, server } = await said();
    server.faults.always('editMessageReplyMarkup', { kind: 'answer', code: 400, description: 'Bad Request: nonsense' });
    await channel.strip(message);
    expect(journal.names()).to.include('telegram.buttons-failed');
  });
});
