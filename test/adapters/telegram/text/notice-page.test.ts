import { expect } from 'chai';
import { renderContent } from '../../../../src/adapters/telegram/text/run/render-content.js';
import { MOST_SHOWN, shownPage } from '../../../../src/application/delivery/backlog/folded-page.js';
import type { FoldedPage } from '../../../../src/application/ports/chat/outbox.js';

const STYLED = [
  'done **a** `b` _c_ [l](https://example.com/x) ~~d~~ <b>x</b>',
  '```\nunclosed',
  '# a\n\n> b\n\n- **c**\n- *d*',
  '| a | b |\n|---|---|\n| **1** | `2` |',
  'https://example.com/a @somebody #tag **_`both`_**',
  'plain',
];

function pageOf(markdown: string): FoldedPage {
  const order = { place: { chatId: 7, threadId: null }, markdown };
  const notices = Array.from({ length: MOST_SHOWN }, (_, n) => ({
    ...{ id: n + 1, sent: 0, parcel: { kind: 'notice' as const, order } },
  }));
  return { notices, before: 0, total: 100 };
}

describe('a page of notices', () => {
  for (const way of ['after', 'before'] as const) {
    for (const markdown of STYLED) {
      it(`is one message, so that it can be turned: ${way}, ${JSON.stringify(markdown)}`, () => {
        const { notices } = shownPage(pageOf(markdown), way);
        expect(notices).to.have.length.greaterThan(5);
        expect(renderContent({ notices })).to.have.length(1);
      });
    }
  }
});
