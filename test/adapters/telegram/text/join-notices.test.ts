import { expect } from 'chai';
import fc from 'fast-check';
import { joinNotices } from '../../../../src/adapters/telegram/text/join-notices.js';
import { renderMarkdown } from '../../../../src/adapters/telegram/text/render-markdown.js';
import { longMarkdown } from './markdown-arbitraries.js';
import { covered, expectSendable } from './telegram-rules.js';

describe('notices that waited', () => {
  it('are one message when they fit, in order, with their styles', () => {
    const [message, ...more] = joinNotices(['first **a**', '', 'second `b`', '- third']);
    expect(more).to.deep.equal([]);
    expect(message?.text).to.equal('first a\n\nsecond b\n\n- third');
    expect(message === undefined ? [] : covered(message, 'code')).to.deep.equal(['b']);
  });

  it('are as few messages as the limits allow', () => {
    const notices = Array.from({ length: 1_000 }, (_, n) => `⏰ cron \`job-${n}\` began`);
    const messages = joinNotices(notices);
    for (const message of messages) expectSendable(message);
    expect(messages).to.have.length(10);
    expect(
      messages
        .map((message) => message.text)
        .join('\n\n')
        .split('\n\n'),
    ).to.deep.equal(notices.map((notice) => renderMarkdown(notice).text));
  });

  it('are split when one alone is too long, and the rest goes on behind it', () => {
    const messages = joinNotices(['before', 'long '.repeat(1_500), 'after']);
    expect(messages).to.have.length(3);
    expect(messages[0]?.text).to.equal('before');
    expect(messages[2]?.text.endsWith('long\n\nafter')).to.equal(true);
  });

  it('are never dropped and always sendable', () => {
    fc.assert(
      fc.property(fc.array(longMarkdown, { maxLength: 8 }), (notices) => {
        const messages = joinNotices(notices);
        for (const message of messages) expectSendable(message);
        const blankless = (texts: readonly string[]) => texts.join('').replace(/\s+/g, '');
        expect(blankless(messages.map((message) => message.text))).to.equal(
          blankless(notices.map((notice) => renderMarkdown(notice).text)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('are sendable when a quote begins with code that begins with a blank', () => {
    const [message] = joinNotices(['> ```\t# ```# \n\n']);
    expect(message?.entities.map(({ type, offset }) => [type, offset])).to.deep.equal([
      ['blockquote', 0],
      ['code', 0],
    ]);
    if (message !== undefined) expectSendable(message);
  });

  it('are nothing when there are none', () => {
    expect(joinNotices([])).to.deep.equal([]);
    expect(joinNotices([' ', '\n'])).to.deep.equal([]);
  });
});
