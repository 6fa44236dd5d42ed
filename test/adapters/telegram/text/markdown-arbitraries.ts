import fc from 'fast-check';

/** Pieces that Markdown is made of, and others that break it. */
const PIECES = [
  '# ', '## ', '- ', '* ', '1. ', '2) ', '- [x] ', '> ', '> > ', '    ', '```', '```ts\n', '~~~\n', '`', '``', '**', '*',
  '_', '__', '~~', '~', '[', ']', '](', ')', '(http://a.example/x)', '[l](http://localhost:1)', '[w](https://w.example/)',
  '![', '<b>', '</b>', '<div>', '<!--', '-->', '&lt;', '&#128512;', '&#0;', '|', '|-|-|\n', '| a | b |\n', '---', '===',
  '\\', '\n', '\n\n', '  \n', '\t', ' ', '\r\n', '\u0000', '\u001b[31m', '\u202e', '\ud83d', '\ude00', '😀', '👨‍👩‍👧‍👦', '日本語',
  'e\u0301', 'word', 'https://x.example/a_b', 'www.x.example', 'a@b.example', '[r]: https://r.example', '[r]', '\u00a0',
  '\u2028', '🇩🇪',
]; // biome-ignore format: a list to be read as a whole

/** Texts that are half Markdown and half accident. */
export const anyMarkdown = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: 'binary', maxLength: 12 })), {
    maxLength: 80,
  })
  .map((pieces) => pieces.join(''));

/** Longer ones, to be split. */
export const longMarkdown = fc
  .tuple(fc.array(anyMarkdown, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 30 }))
  .map(([texts, times]) => Array.from({ length: times }, () => texts.join('\n\n')).join('\n'));

/** Words of several scripts without any Markdown in them. */
export const plainWord = fc.oneof(
  fc.stringMatching(/^[a-z]{1,12}$/),
  fc.constantFrom('naïve', '日本語', 'привет', '😀', '👨‍👩‍👧‍👦', 'e\u0301té', '7', '3.14', 'a/b', 'x-y'),
);
