import { expect } from 'chai';
import fc from 'fast-check';
import { asMarkdown } from '../../src/application/wording/text/as-markdown.js';
import { markedEnd, type TextMark } from '../../src/domain/chat/text-mark.js';

/** Marks the first place where each part stands. */
function marked(text: string, ...parts: readonly (readonly [string, Partial<TextMark>])[]) {
  const marks = parts.map(([part, mark]): TextMark => {
    return { kind: 'link', offset: text.indexOf(part), length: part.length, ...mark };
  });
  return { text, marks };
}

const link = (url: string) => ({ kind: 'link' as const, url });
const block = (language?: string) => ({ kind: 'block' as const, ...(language === undefined ? {} : { language }) });

describe('what words carry, as Markdown', () => {
  const cases = [
    ['nothing', marked('a *b* _c_ `d`'), 'a *b* _c_ `d`'],
    [
      'a link',
      marked('see the docs, please', ['the docs', link('https://a.example/x')]),
      'see [the docs](https://a.example/x), please',
    ],
    [
      'a link behind signs of two units',
      marked('👩‍💻 lies doch hier nach', ['hier', link('https://ü.example')]),
      '👩‍💻 lies doch [hier](https://ü.example) nach',
    ],
    [
      'a label with brackets',
      marked('read [RFC] 1', ['[RFC] 1', link('https://a.example')]),
      'read [\\[RFC\\] 1](https://a.example)',
    ],
    [
      'an address with brackets',
      marked('the set', ['set', link('https://a.example/Set_(maths)')]),
      'the [set](<https://a.example/Set_(maths)>)',
    ],
    [
      'an address that shows itself',
      marked('a.example now', ['a.example', link('http://a.example/')]),
      'a.example now',
    ],
    [
      'an address behind what can’t be seen',
      marked('look\u200b', ['\u200b', link('https://a.example')]),
      'look<https://a.example>',
    ],
    ['code', marked('run npm test now', ['npm test', { kind: 'code' }]), 'run `npm test` now'],
    ['code with a mark of its own', marked('run a`b now', ['a`b', { kind: 'code' }]), 'run ``a`b`` now'],
    ['code at a mark', marked('`x', ['`x', { kind: 'code' }]), '`` `x ``'],
    ['code over lines', marked('do\na\nb', ['a\nb', { kind: 'code' }]), 'do\n```\na\nb\n```'],
    ['a block', marked('修复这个\nx = 1', ['x = 1', block('python')]), '修复这个\n```python\nx = 1\n```'],
    ['a block in a line', marked('fix x = 1 now', ['x = 1', block()]), 'fix \n```\nx = 1\n```\n now'],
    ['a block that holds a fence', marked('```\na\n```', ['```\na\n```', block('md')]), '````md\n```\na\n```\n````'],
    ['a language that is none', marked('x', ['x', block('a b\n```')]), '```\nx\n```'],
    [
      'a quote',
      marked('er sagte\nnein\n\ndoch\nwirklich?', ['nein\n\ndoch', { kind: 'quote' }]),
      'er sagte\n> nein\n>\n> doch\n\nwirklich?',
    ],
    ['a quote at the end', marked('so:\nnein', ['nein', { kind: 'quote' }]), 'so:\n> nein'],
    [
      'a link in a quote',
      marked('see the docs', ['see the docs', { kind: 'quote' }], ['docs', link('https://a.example')]),
      '> see the [docs](https://a.example)',
    ],
    [
      'a block in a quote',
      marked('see\nx', ['see\nx', { kind: 'quote' }], ['x', block('js')]),
      '> see\n> ```js\n> x\n> ```',
    ],
    [
      'code in a link',
      marked('use the npm doc', ['npm doc', link('https://a.example')], ['npm', { kind: 'code' }]),
      'use the [`npm` doc](https://a.example)',
    ],
  ] as const;
  for (const [name, text, markdown] of cases) it(`of ${name}`, () => expect(asMarkdown(text)).to.equal(markdown));

  it('of one that begins in another and ends behind it: both', () => {
    const crossing = marked('abcdef', ['abcd', { kind: 'quote' }], ['cdef', link('https://a.example')]);
    expect(asMarkdown(crossing)).to.equal('> ab[cd](https://a.example)\n\n[ef](https://a.example)');
  });

  it('of marks that lie outside the text, or cut a sign in half', () => {
    const text = 'a 👍 b';
    const odd = [
      { kind: 'code' as const, offset: 90, length: 3 },
      { kind: 'code' as const, offset: -1, length: 3 },
      { kind: 'code' as const, offset: 0.5, length: 3 },
      { kind: 'code' as const, offset: 3, length: 900 },
    ];
    expect(asMarkdown({ text, marks: odd })).to.equal('a `👍 b`');
  });

  const anyMark = fc.record({
    kind: fc.constantFrom('link', 'code', 'block', 'quote' as const),
    offset: fc.integer({ min: -2, max: 40 }),
    length: fc.integer({ min: -1, max: 40 }),
    url: fc.constantFrom('https://a.example', ''),
  }) as fc.Arbitrary<TextMark>;

  it('loses no letter and changes no order, whatever the marks are', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '`', '👍', ']', '(', '>'), maxLength: 40 });
    const letters = (text: string) => text.replaceAll('https://a.example', '').replace(/[^ab👍]/gu, '');
    fc.assert(
      fc.property(words, fc.array(anyMark, { maxLength: 8 }), (text, marks) => {
        expect(letters(asMarkdown({ text, marks }))).to.equal(letters(text));
      }),
    );
  });

  it('of the end of a text: the marks that are there', () => {
    const text = marked('/web  read the docs ', ['the docs', link('https://a.example')]);
    expect(asMarkdown(markedEnd(text, 'read the docs'))).to.equal('read [the docs](https://a.example)');
    expect(asMarkdown(markedEnd(text, 'the docs '))).to.equal('[the docs](https://a.example) ');
    expect(asMarkdown(markedEnd(text, 'docs'))).to.equal('[docs](https://a.example)');
    expect(asMarkdown(markedEnd(text, 'continue'))).to.equal('continue');
  });
});
