import { expect } from 'chai';
import fc from 'fast-check';
import {
  concat,
  type FormattedText,
  joinWith,
  plain,
  slice,
  styled,
  tidy,
} from '../../../../src/adapters/telegram/text/formatted-text.js';
import type { TextEntity } from '../../../../src/adapters/telegram/text/text-entity.js';
import { covered, expectValidEntities } from './telegram-rules.js';

/** Trees of styles, as Markdown makes them. */
const tree: fc.Memo<FormattedText> = fc.memo((depth) =>
  depth <= 1
    ? fc.string({ unit: 'binary', maxLength: 8 }).map(plain)
    : fc.oneof(
        fc.array(tree(depth - 1), { maxLength: 4 }).map(concat),
        fc
          .tuple(
            fc.constantFrom<TextEntity['type']>(
              'bold',
              'italic',
              'strikethrough',
              'code',
              'pre',
              'text_link',
              'blockquote',
            ),
            tree(depth - 1),
          )
          .map(([type, inner]) => styled(type === 'text_link' ? { type, url: 'https://a.example/' } : { type }, inner)),
      ),
);

describe('a formatted text', () => {
  it('counts in UTF-16 units', () => {
    const body = concat(['😀 ', styled({ type: 'bold' }, '日本'), ' ', styled({ type: 'code' }, 'x')]);
    expect(body.entities).to.deep.equal([
      { type: 'bold', offset: 3, length: 2 },
      { type: 'code', offset: 6, length: 1 },
    ]);
  });

  it('joins only what is not empty', () => {
    expect(joinWith('\n', [plain('a'), plain(''), plain('b')]).text).to.equal('a\nb');
  });

  it('cuts entities to what is left of them', () => {
    const body = styled({ type: 'pre', language: 'ts' }, 'one\ntwo\nthree');
    expect(slice(body, 4, 7)).to.deep.equal({
      text: 'two',
      entities: [{ type: 'pre', language: 'ts', offset: 0, length: 3 }],
    });
    expect(slice(styled({ type: 'bold' }, 'ab'), 2, 9)).to.deep.equal({ text: '', entities: [] });
  });

  it('never cuts a surrogate pair in two, and loses nothing between two slices', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, at) => {
        const body = plain(text);
        const index = body.text.length === 0 ? 0 : at % (body.text.length + 1);
        const [head, rest] = [slice(body, 0, index), slice(body, index)];
        expect(head.text.isWellFormed() && rest.text.isWellFormed()).to.equal(true);
        expect(head.text + rest.text).to.equal(body.text);
      }),
    );
  });

  it('has entities that Telegram takes once it is tidy, whatever was put together', () => {
    fc.assert(
      fc.property(tree(5), (body) => expectValidEntities(tidy(body))),
      { numRuns: 500 },
    );
  });

  it('stays as it is when it is made tidy again', () => {
    fc.assert(
      fc.property(tree(4), (body) => {
        const once = tidy(body);
        expect(tidy(once)).to.deep.equal(once);
      }),
    );
  });

  it('cuts styles out of code', () => {
    const body = tidy(styled({ type: 'bold' }, concat(['see ', styled({ type: 'code' }, 'x'), ' there'])));
    expect(covered(body, 'bold')).to.deep.equal(['see', 'there']);
    expect(covered(body, 'code')).to.deep.equal(['x']);
  });

  it('drops white space at its ends but keeps the indentation of its first line', () => {
    expect(tidy(plain('\n  \n  - a\n \n')).text).to.equal('  - a');
  });

  it('holds no control characters, colours of terminals or lone surrogates', () => {
    expect(plain('a\u001b[31mred\u001b[0m\u0007\r\nb\rc\u202e\ud83d').text).to.equal('ared\nb\nc\ufffd');
    expect(plain('\u001b]0;title\u0007x\ty').text).to.equal('x\ty');
  });
});
