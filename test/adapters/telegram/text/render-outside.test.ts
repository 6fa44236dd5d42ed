import { expect } from 'chai';
import fc from 'fast-check';
import { renderOutside } from '../../../../src/adapters/telegram/text/markdown/render-outside.js';
import { expectValidEntities } from './telegram-rules.js';

describe('the words of somebody else', () => {
  it('keep what can be tapped in code, and no code across the edge of a quote', () => {
    const body = renderOutside('> see /cancel\n\nand /restart and @ada\n\n> then @bob');
    expectValidEntities(body);
    const codes = body.entities.filter(({ type }) => type === 'code');
    expect(codes.map(({ offset, length }) => body.text.slice(offset, offset + length))).to.deep.equal([
      '/cancel',
      '/restart and @ada',
      '@bob',
    ]);
  });

  it('have entities that Telegram takes, however quotes and what can be tapped stand beside each other', () => {
    const pieces = [
      '> ',
      '> > ',
      '/cancel ',
      '@ada ',
      'https://a@b.example',
      '**x** ',
      '`y` ',
      '\n',
      '\n\n',
      '- ',
      'z ',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), (parts) => {
        expectValidEntities(renderOutside(parts.join('')));
      }),
      { numRuns: 500 },
    );
  });
});
