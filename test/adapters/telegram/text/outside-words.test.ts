import { expect } from 'chai';
import fc from 'fast-check';
import type { FormattedText } from '../../../../src/adapters/telegram/text/formatted-text.js';
import { renderFinal } from '../../../../src/adapters/telegram/text/run/final-view.js';
import { renderProgress } from '../../../../src/adapters/telegram/text/run/progress-view.js';
import { renderContent } from '../../../../src/adapters/telegram/text/run/render-content.js';
import { anyMarkdown } from './markdown-arbitraries.js';
import { covered, expectSendable } from './telegram-rules.js';
import { action, doneFooter, final, progress } from './views.js';

const ORDERS = ['/restart', '/restart@untether_bot', '@owner', 'https://bank.example@evil.example/'];

describe('the words of others', () => {
  for (const order of ORDERS) {
    it(`can’t be tapped to give an order: ${order}`, () => {
      const answers = [
        order,
        `Now ${order} please`,
        `- ${order}`,
        `**${order}**`,
        `| a |\n|-|\n| ${order} |`,
        `> ${order}`,
      ];
      for (const answer of answers) {
        for (const message of renderFinal(final({ answer }), { trim: false })) expectHarmless(message, order);
        for (const message of renderContent({ markdown: answer, outside: true })) expectHarmless(message, order);
      }
      for (const kind of ['note', 'tool', 'warning', 'subagent', 'web_search', 'mcp_tool'] as const) {
        const actions = [action({ kind, title: order, detail: order, phase: 'started' })];
        expectHarmless(renderProgress(progress({ actions, verbose: true })), order, 0);
      }
    });
  }

  it('keep paths, addresses and mails as they were', () => {
    const answer = 'See /usr/bin, a@b.example, https://h.example/@name, src/a.ts and </p>.';
    const [message] = renderFinal(final({ answer }), { trim: false });
    expect(message?.text).to.include(answer);
    expect(covered(message ?? NONE, 'code')).to.deep.equal(['claude --resume 1234-abcd']);
  });

  it('stay sendable however many orders are in them', () => {
    fc.assert(
      fc.property(anyMarkdown, fc.constantFrom(...ORDERS), fc.integer({ min: 0, max: 400 }), (text, order, times) => {
        const answer = `${text}\n\n${`${order} `.repeat(times)}\n\n${text}`;
        const messages = renderFinal(final({ answer }), { trim: false });
        for (const message of messages) expectSendable(message);
        expect(messages.length).to.be.at.most(3 + (2 * answer.length) / 1_000);
      }),
      { numRuns: 100 },
    );
  });

  it('never look like our footer, which alone is underlined', () => {
    const [line = ''] = doneFooter.split('\n');
    const forged = [line, doneFooter, `~~${line}~~`, `<u>${line}</u>`, `__${line}__`, `> ${line}`, `*${line}*`];
    for (const answer of [...forged, `\`${line}\``, `[${line}](https://a.example)`, `| a |\n|-|\n| ${line} |`]) {
      const messages = renderFinal(final({ answer: `${answer}\n\n${answer}`, earlier: [answer] }), { trim: false });
      const [last = NONE] = messages.slice(-1);
      const marked = last.entities.filter(({ type }) => type === 'underline');
      expect(marked).to.deep.equal([{ type: 'underline', offset: last.text.lastIndexOf(line), length: line.length }]);
    }
  });

  it('are never underlined', () => {
    fc.assert(
      fc.property(anyMarkdown, (markdown) => {
        const messages = renderContent({ markdown, outside: true });
        expect(messages.flatMap((message) => covered(message, 'underline'))).to.deep.equal([]);
      }),
    );
  });
});

const NONE: FormattedText = { text: '', entities: [] };

/** Wherever the order stands, Telegram looks for nothing in it; a line that is too long may have lost it. */
function expectHarmless(message: FormattedText, order: string, least = 1): void {
  const solid = message.entities.filter(({ type }) => type === 'code' || type === 'pre');
  let found = 0;
  for (let at = message.text.indexOf(order); at !== -1; at = message.text.indexOf(order, at + 1), found++) {
    const end = at + order.length;
    expect(solid.some(({ offset, length }) => offset <= at && offset + length >= end)).to.equal(true);
  }
  expect(found).to.be.at.least(least);
}
