/** A text made by repeating a piece, perhaps with something around it. */
export interface HostileText {
  readonly name: string;
  /** The text in about so many UTF-16 units; never more. */
  of(length: number): string;
}

/** Everything that means something to one of our readers, alone, in pairs that open and close, and mixed. */
const REPEATED: readonly string[] = [
  ...[' ', '\t', '\n', '\r', '\r\n', '\u00a0', '\u2028', '\u200b', '\ufeff', ' \n', '\n \n', '\t \u00a0', '\n    '],
  ...[
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '<',
    '>',
    '[](',
    '![',
    '[[',
    '](',
    '{{',
    '}}',
    '{{a',
    '{{a.',
    '{{a[0]',
    '[a]: /b\n',
  ],
  ...['*', '**', '_', '__', '~', '~~', '`', '``', '*a', '**a ', '_a ', '~~a', '`a', '*_', '**_', 'a*', 'a_a', '***a* '],
  ...['|', '|-', '|--|', '|a', '| a |\n', '|-|\n', '-|', '\\|', '-', '- ', '- a\n', '--', '---\n', '-\n', '+ ', '= '],
  ...['=', '==\n', '#', '# ', '# a\n', '1. ', '1. a\n', '1)', '> ', '>', '>> ', '> - ', '> a\n', '> `a`\n\n', '- > '],
  ...[
    '<a ',
    '<a',
    '</',
    '<!--',
    '<![CDATA[',
    '<?',
    '< outside-',
    '<  ',
    '&',
    '&#',
    '&#0;',
    '&amp',
    '&lt;',
    '#--',
    '--#',
  ],
  ...[
    '\\',
    '\\\\',
    '"',
    "'",
    '"\\"',
    "'\\''",
    '\\"',
    ';a="',
    ';',
    ',',
    ':',
    '::',
    '.',
    '..',
    '../',
    '/',
    '//',
    '/a',
    '/a ',
  ],
  ...[
    '@',
    '@a',
    '@a ',
    'a@',
    'a@a.',
    'http://',
    'http://a',
    'https://a.b ',
    'www.',
    'www.a.',
    'a.b',
    '\u001b[',
    '\u001b]',
  ],
  ...[
    '0',
    '1',
    '12:',
    '1234-',
    '9,',
    '*/',
    '* ',
    'a',
    'a ',
    'ab',
    'aA',
    'token',
    'secret=',
    'password',
    'key-',
    'Bearer ',
  ],
  ...[
    'sk-',
    'eyJaaaaaaaa.',
    '123456:',
    'bot1',
    'bot1:',
    '%',
    '%3A',
    '%2',
    '&a=',
    'a=',
    '=a&',
    '+',
    'exit code ',
    '$',
    '^',
  ],
  ...[
    '\u{1f600}',
    '\ud83d',
    '\ude00',
    '\u{1f468}\u200d',
    'e\u0301',
    '\u0301',
    '漢',
    '**漢',
    '（',
    '\u202e',
    '\0',
    '\u0085',
  ],
  ...[
    'dir: ',
    'ctx: ',
    '🏷 dir: a',
    'claude --resume ',
    '↩️ ',
    'codex resume a',
    'pi --session "',
    'Error: ',
    'a: ',
    '{"a":',
  ],
  ...[
    'status ',
    'status: 4',
    'input token count',
    'hit your ',
    'sh -c ',
    "bash -lc '",
    '/srv/',
    '/srv',
    'mcp__a',
    'a__',
    '5m',
  ],
];

/** What begins a longer pattern somewhere, and never comes to its end. */
const BEGINNINGS: readonly string[] = [
  ...['model ', 'session file ', 'thread ', '407 ', 'NotFoundError: ', 'replied ', 'input token count ', 'a__', '1.1'],
  ...['Command exited with code 1', 'Reconnecting... 1/5 (', '"loggedIn" ', 'code: ', '<<autonomous-loop', 'search '],
];

const AROUND: readonly (readonly [string, string, string])[] = [
  ['a', ' ', 'b'],
  ['', ' ', '\u0001'],
  ['', '\n', 'x'],
  ['[', 'a', ''],
  ['`', ' ', ''],
  ['```\n', '`', ''],
  ['| a |\n|---|\n', '| a |\n', ''],
  ['| a |\n|---|\n', '|', ''],
  ['> ', 'a\n', ''],
  ['<a', ' ', ''],
  ['<', ' ', 'outside-'],
  ['"', '\\', ''],
  ['a@', 'a.', ''],
  ['https://', 'a', '@b'],
  ['https://', 'a.', ''],
  ['/', 'a', ''],
  ['[a](', 'b', ''],
  ['[a](<', 'b', ''],
  ['{"a":"', ' ', '"}'],
  ['{', ' ', '}'],
  ["bash -lc '", "'\\''", ''],
  ["bash -lc '", 'a', "' "],
  ['form-data; name="', '\\"', ''],
  ['form-data', ' ', ';'],
  ['form-data;', ' ', 'a'],
  ['key = "', 'a', '"'],
  ['key = """', '"" ', ''],
  ['key = [', '[', ''],
  ['', 'a.', ' = 1'],
  ['', '[a]\n', ''],
  ['x', '\u00a0', '\n'],
  ['claude --resume a', ' ', 'b'],
  ['/at 5m', ' ', ''],
  ['mcp__a', 'a__', '\nx'],
  ['Reconnecting... waiting for network', ' ', 'x'],
  ['pi --session a', ' ', 'x'],
  ['`', ' ', 'dir: a'],
  ['`', ' ', 'claude --resume a'],
  ['Exit code 1', '\n', ''],
];

/** Every hostile text, by name. */
export const HOSTILE_TEXTS: readonly HostileText[] = [
  ...[...REPEATED, ...BEGINNINGS].map(
    (piece): HostileText => ({ name: JSON.stringify(piece), of: (length) => repeated(piece, length) }),
  ),
  ...AROUND.map(
    ([before, piece, behind]): HostileText => ({
      name: `${JSON.stringify(before)} + ${JSON.stringify(piece)}… + ${JSON.stringify(behind)}`,
      of: (length) => before + repeated(piece, length - before.length - behind.length) + behind,
    }),
  ),
  ...nested('> ', ''),
  ...nested('- ', ''),
  ...nested('[', ']'),
  ...nested('**', '**'),
  ...nested('*', '_'),
  ...nested('{"a":', '}'),
  ...nested('(', ')'),
  { name: 'lists, each deeper by two blanks', of: (length) => deeper('- a\n', length) },
  { name: 'quotes, each deeper by one', of: (length) => steps((depth) => `${'> '.repeat(depth)}a\n`, length) },
  { name: 'runs of backticks, each longer', of: (length) => steps((depth) => `${'`'.repeat(depth)} `, length) },
  { name: 'runs of asterisks, each longer', of: (length) => steps((depth) => `${'*'.repeat(depth)}a `, length) },
  { name: 'fences, each longer', of: (length) => steps((depth) => `${'`'.repeat(depth + 2)}\na\n`, length) },
  { name: 'a table as wide as long', of: square },
];

function repeated(piece: string, length: number): string {
  return piece.repeat(Math.max(0, Math.floor(length / piece.length)));
}

function nested(open: string, close: string): HostileText[] {
  const of = (length: number) => {
    const depth = Math.floor((length - 1) / (open.length + close.length));
    return `${open.repeat(depth)}a${close.repeat(depth)}`;
  };
  return [{ name: `${JSON.stringify(open)}… a …${JSON.stringify(close)}`, of }];
}

function deeper(line: string, length: number): string {
  return steps((depth) => ' '.repeat(2 * depth) + line, length);
}

function steps(step: (depth: number) => string, length: number): string {
  const parts: string[] = [];
  let left = length;
  for (let depth = 1; ; depth++) {
    const part = step(depth);
    left -= part.length;
    if (left < 0) return parts.join('');
    parts.push(part);
  }
}

function square(length: number): string {
  const width = Math.floor(Math.sqrt(length / 2));
  const row = `${'|a'.repeat(width)}|\n`;
  return `${row}${'|-'.repeat(width)}|\n${repeated(row, length - 2 * row.length)}`;
}
