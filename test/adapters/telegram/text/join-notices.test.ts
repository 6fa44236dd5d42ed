import { expect } from 'chai';
import fc from 'fast-check';
import type { FormattedText } from '../../../../src/adapters/telegram/text/formatted-text.js';
import { joinNotices } from '../../../../src/adapters/telegram/text/join-notices.js';
import { renderNotice } from '../../../../src/adapters/telegram/text/run/render-content.js';
import { longMarkdown } from './markdown-arbitraries.js';
import { covered, expectSendable } from './telegram-rules.js';

describe('notices that waited', () => {
  it('are one message when they fit, in order, with their styles', () => {
    const [message, ...more] = messagesOf(['first **a**', '', 'second `b`', '- third']);
    expect(more).to.deep.equal([]);
    expect(message?.text).to.equal('first a\n\nsecond b\n\n- third');
    expect(message === undefined ? [] : covered(message, 'code')).to.deep.equal(['b']);
  });

  it('are as few messages as the limits allow', () => {
    const notices = Array.from({ length: 1_000 }, (_, n) => `⏰ cron \`job-${n}\` began`);
    const messages = messagesOf(notices);
    for (const message of messages) expectSendable(message);
    expect(messages).to.have.length(10);
    expect(
      messages
        .map((message) => message.text)
        .join('\n\n')
        .split('\n\n'),
    ).to.deep.equal(notices.map((notice) => renderNotice(notice).text));
  });

  it('are one message each at most: what is longer is cut and says how much is missing', () => {
    const messages = messagesOf(['before', 'long '.repeat(20_000), 'after']);
    expect(messages.map(({ text }) => text.length > 4_000)).to.deep.equal([false, true, false]);
    const text = messages[1]?.text ?? '';
    const [, missing = ''] = /\n\n✂️ ([\d,]+) more characters are not shown\.$/.exec(text) ?? [];
    const shown = text.indexOf('\n\n✂️');
    expect(Number(missing.replaceAll(',', ''))).to.equal('long '.repeat(20_000).trim().length - shown);
  });

  it('are never dropped and always sendable', () => {
    fc.assert(
      fc.property(fc.array(longMarkdown, { maxLength: 8 }), (notices) => {
        const messages = messagesOf(notices);
        for (const message of messages) expectSendable(message);
        const blankless = (texts: readonly string[]) => texts.join('').replace(/\s+/g, '');
        expect(blankless(messages.map((message) => message.text))).to.equal(
          blankless(notices.map((notice) => renderNotice(notice).text)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('are sendable when a quote begins with code that begins with a blank', () => {
    const [message] = messagesOf(['> ```\t# ```# \n\n']);
    expect(message?.entities.map(({ type, offset }) => [type, offset])).to.deep.equal([
      ['blockquote', 0],
      ['code', 0],
    ]);
    if (message !== undefined) expectSendable(message);
  });

  it('are nothing when there are none', () => {
    expect(messagesOf([])).to.deep.equal([]);
    expect(messagesOf([' ', '\n'])).to.deep.equal([]);
  });
});

function messagesOf(markdowns: readonly string[]): readonly FormattedText[] {
  const messages: FormattedText[] = [];
  let left = markdowns.map((markdown) => renderNotice(markdown));
  while (left.length > 0) {
    const { message, count } = joinNotices(left);
    if (message.text !== '') messages.push(message);
    left = left.slice(count);
  }
  return messages;
}
