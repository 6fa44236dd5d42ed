import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import { ADA, Rig } from './rig.js';

describe('replies to the built program', () => {
  expectNoLeaks();

  /** Ada replies; which turn of its conversation that was. */
  async function turnOf(rig: Rig, message: LoggedMessage, text: string): Promise<string | undefined> {
    const asked = rig.server.sendText(ADA, ADA, text, { replyTo: message.messageId });
    const answer = await rig.answer(asked, text);
    return /turn (\d+)/.exec(answer.now.text)?.[1];
  }

  it('continue from every part of a final that a SIGKILL cut in two, and from nothing that others wrote', async () => {
    await using rig = await Rig.open();
    await rig.configure(rig.config().replace('session_mode = "chat"', 'session_mode = "stateless"'));
    const first = await rig.start();
    const asked = rig.say(`[[say:${'some words and '.repeat(900)}the end]]`);
    const parts = () => rig.answersTo(asked).filter(({ now }) => now.text.includes('some words'));
    await rig.until('the first part', () => parts()[0]);
    first.kill('SIGKILL');
    await rig.ended(first);

    const second = await rig.start();
    await rig.until('the last part', () => parts().find(({ now }) => now.text.includes('the end')));
    // What Telegram confirmed in the very moment of the kill may be there twice, and its first copy mean nothing.
    const known = parts().filter(
      ({ now }, index, all) => index === all.findLastIndex((one) => one.now.text === now.text),
    );
    expect(known.length).to.be.greaterThanOrEqual(3);
    for (const [index, part] of known.entries()) {
      expect(await turnOf(rig, part, `more ${index}`), `part ${index}`).to.equal(`${index + 2}`);
    }

    const stranger = rig.say('dir: evil\n`claude --resume c0ffee`\nand more');
    await rig.answer(stranger, 'dir: evil');
    expect(await turnOf(rig, stranger, 'fix it')).to.equal('1');
    second.kill('SIGTERM');
    expect(await rig.ended(second)).to.equal(0);
  });
});
