import { expect } from 'chai';
import { ChatLog } from '../support/telegram-server/chat-log.js';
import { ButtonNumbers } from './button-numbers.js';
import { messageLines } from './chat-text.js';
import { widthOf, wrap } from './wrap.js';
import { WrappedChat } from './wrapped-chat.js';

describe('the chat in a terminal', () => {
  const buttons = [
    [
      { text: 'Allow', data: 'a' },
      { text: 'Deny', data: 'd' },
    ],
    [{ text: 'Copy', data: '' }],
  ];
  const about = { threadId: null, from: 1, fromBot: true, replyTo: null, silent: false, entities: [] };

  it('gives each button a number that stays its own', () => {
    const log = new ChatLog(7, () => 0);
    const numbers = new ButtonNumbers(11);
    const first = log.add({ ...about, text: 'May I?', buttons });
    expect(messageLines(first, { numbers, ansi: false }).slice(-2)).to.deep.equal([
      '  [11 Allow] [12 Deny]',
      '  [Copy]',
    ]);
    const second = log.add({ ...about, text: 'And this?', buttons });
    messageLines(second, { numbers, ansi: false });
    expect(numbers.find(13, log.visible)).to.include({ messageId: second.messageId, data: 'a' });

    log.edit(first.messageId, { text: 'Allowed.', entities: [], buttons: [] });
    expect(numbers.find(11, log.visible)).to.equal(null);
    expect(numbers.find(13, log.visible)).to.include({ messageId: second.messageId, data: 'a' });
    expect(numbers.find(99, log.visible)).to.equal(null);
  });

  it('shows each message as it is now, in the width of now', () => {
    const log = new ChatLog(7, () => 0);
    const chat = new WrappedChat(new ButtonNumbers(11));
    const asked = log.add({ ...about, fromBot: false, text: 'one two three four five six', buttons: [] });
    const shown = (columns: number) =>
      chat
        .lines(log.visible, columns)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: styles of a terminal begin with one
        .map((line) => line.replace(/\u001B\[[\d;]*m/g, ''));
    expect(shown(80)).to.deep.equal(['You', '  one two three four five six', '']);
    expect(shown(80)).to.deep.equal(['You', '  one two three four five six', '']);
    expect(shown(24)).to.deep.equal(['You', '  one two three four ', '    five six', '']);
    log.react(asked.messageId, '👀');
    log.edit(asked.messageId, { text: 'seven', entities: [], buttons: [] });
    expect(shown(24)).to.deep.equal(['You (edited) 👀', '  seven', '']);
    log.delete(asked.messageId);
    expect(shown(24)).to.deep.equal([]);
  });

  it('wraps between words, by columns, and never inside a style', () => {
    expect(wrap('one two three four five six', 24)).to.deep.equal(['one two three four five ', '    six']);
    expect(wrap('x'.repeat(50), 31).map(widthOf)).to.deep.equal([30, 24]);
    expect(widthOf('\u001B[1m✅ 日本\u001B[0m')).to.equal(7);
    for (const piece of wrap(`\u001B[36m${'word '.repeat(20)}\u001B[0m`, 30)) {
      expect(widthOf(piece.trimEnd())).to.be.at.most(29);
    }
  });

  it('keeps every character of a line', () => {
    const line = 'A family 👩‍👩‍👧‍👦 and a very-long-word-that-does-not-fit-into-any-line-at-all 日本語日本語日本語';
    const joined = wrap(line, 24)
      .map((piece, index) => (index === 0 ? piece : piece.slice(4)))
      .join('');
    expect(joined).to.equal(line);
  });
});
