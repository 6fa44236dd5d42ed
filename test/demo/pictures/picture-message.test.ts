import { expect } from 'chai';
import { ChatLog, type LoggedMessage } from '../../support/telegram-server/chat-log.js';
import { pictureMessages } from './picture-message.js';

const AT = new Date(2026, 10, 30, 9, 5).getTime();

function chat(): ChatLog {
  return new ChatLog(7, () => AT);
}

function added(log: ChatLog, text: string, more: Partial<Parameters<ChatLog['add']>[0]> = {}): LoggedMessage {
  const usual = { threadId: null, from: 1, fromBot: true, replyTo: null, silent: false, entities: [], buttons: [] };
  return log.add({ ...usual, text, ...more });
}

describe('the messages of a picture', () => {
  it('have hours and minutes, and say whether they were edited', () => {
    const log = chat();
    const { messageId } = added(log, 'first');
    log.edit(messageId, { text: 'second', entities: [], buttons: [] });
    const [shown] = pictureMessages(log.visible, 'Untether');
    expect(shown).to.include({ text: 'second', edited: true, time: '09:05', reaction: null, reply: null });
  });

  it('quote the first line of what they reply to', () => {
    const log = chat();
    const asked = added(log, 'fix the cart\nplease', { from: 7, fromBot: false });
    added(log, 'done', { replyTo: asked.messageId });
    expect(pictureMessages(log.visible, 'Untether')[1]?.reply).to.deep.equal({ name: 'You', text: 'fix the cart' });
  });

  it('make commands and addresses tappable, but not in code or in paths', () => {
    const log = chat();
    const text = '/help, or see https://example.org/a. In src/cart and /tmp/a.js nothing; `/at` no.';
    added(log, text, { entities: [{ type: 'code', offset: text.indexOf('`'), length: 5 }] });
    const [shown] = pictureMessages(log.visible, 'Untether');
    const tapped = shown?.entities.filter(({ type }) => type !== 'code') ?? [];
    expect(tapped.map(({ offset, length }) => text.slice(offset, offset + length))).to.deep.equal([
      '/help',
      'https://example.org/a',
    ]);
  });

  it('have the style of their buttons, and tell what only copies', () => {
    const log = chat();
    const buttons = [
      [
        { text: 'Stop', data: 'stop', style: 'danger' },
        { text: 'Copy', data: '', copy: 'claude' },
      ],
    ];
    added(log, 'running', { buttons });
    expect(pictureMessages(log.visible, 'Untether')[0]?.buttons).to.deep.equal([
      [
        { text: 'Stop', style: 'danger', copies: false },
        { text: 'Copy', style: null, copies: true },
      ],
    ]);
  });
});
