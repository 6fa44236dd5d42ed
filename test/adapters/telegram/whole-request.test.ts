import { expect } from 'chai';
import fc from 'fast-check';
import { telegramTexts } from '../../../src/adapters/telegram/telegram-texts.js';
import { wholeRequest } from '../../../src/application/wording/approval/whole-request.js';
import { visibleText } from '../../../src/application/wording/text/visible-text.js';
import { toolRequest } from '../../support/builders/tool-request.js';

describe('all of a request', () => {
  const parts = (text: string) => wholeRequest(toolRequest({ preview: { language: 'sh', text } }));
  const shown = (markdown: string) => telegramTexts.content({ markdown }).map((message) => message.text);

  it('comes in messages that each are one, and nothing is lost between them', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '\n',
      '`',
      '```',
      '*',
      '_',
      '\\',
      '<',
      '\u202E',
      '👍🏽',
      '😀',
      '- x',
      '\t',
      'é',
    );
    const text = fc.array(piece, { maxLength: 60 }).map((all) => `x${all.join('').repeat(200)}x`);
    fc.assert(
      fc.property(text, (long) => {
        const messages = parts(long).flatMap(shown);
        expect(messages).to.have.length(parts(long).length);
        const together = messages.map((message) => message.replace(/^.*\n\n/, '')).join('');
        expect(blankless(together)).to.contain(blankless(visibleText(long)));
      }),
      { numRuns: 40 },
    );
  });

  it('says of each part which one it is', () => {
    const all = parts('word '.repeat(2_000));
    expect(all.map((part) => part.split('\n')[0])).to.deep.equal(
      all.map((_, at) => `📄 Part ${at + 1} of ${all.length}`),
    );
  });

  it('has every field, where the file really is, and every word of a question', () => {
    const target = { path: '/project/link/f', real: '/etc/f', within: null };
    const fields = [{ name: 'replace_all', value: 'true' }];
    const [tool] = wholeRequest(toolRequest({ target, fields }));
    expect(tool).to.contain('/project/link/f').and.contain('leads to: /etc/f').and.contain('replace_all: true');
    const options = [{ label: 'L'.repeat(500), description: 'D'.repeat(900) }];
    const question = { text: 'Q'.repeat(2_000), options, many: false };
    const whole = wholeRequest({ kind: 'questions', id: 'q', questions: [question] }).join('');
    for (const letter of ['L', 'D', 'Q']) expect(whole.split(letter).length - 1).to.be.at.least(500);
  });
});

function blankless(text: string): string {
  return text.replace(/\s+/g, '');
}
