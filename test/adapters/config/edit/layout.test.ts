import { expect } from 'chai';
import { unsetInToml } from '../../../../src/adapters/config/edit/remove-from-toml.js';
import { setInToml } from '../../../../src/adapters/config/edit/set-in-toml.js';
import type { Path, TreeValue } from '../../../../src/adapters/config/toml/tree.js';

const TEXT = `# My bot
default_engine = "claude" # the good one

[transports.telegram]
allowed_user_ids = [
  1, # ada
  2, # bob
]
# chat_id = 7
chat_id=5

# every morning
[[triggers.crons]]
id = "daily"
schedule   =   "0 8 * * *" # at eight
# model = "x"

[triggers.crons.fetch]
url = "http://x"

# weekly
[[triggers.crons]]
id = "weekly"
`;

/** The lines that are only in one of two texts, those of the first with a minus. */
function difference(before: string, after: string): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return [
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...now.slice(head, now.length - tail).map((line) => `+${line}`),
  ];
}

describe('where an edit of TOML writes', () => {
  const sets: readonly (readonly [string, Path, TreeValue, readonly string[]])[] = [
    [
      'a value in its place',
      ['triggers', 'crons', 0, 'schedule'],
      '@daily',
      ['-schedule   =   "0 8 * * *" # at eight', '+schedule   =   "@daily" # at eight'],
    ],
    ['a key behind the last one of its table', ['triggers', 'crons', 0, 'prompt'], 'p', ['+prompt = "p"']],
    [
      'a key of a table that only had tables below it above them',
      ['triggers', 'enabled'],
      true,
      ['+[triggers]', '+enabled = true', '+'],
    ],
    [
      'a table of an entry below that entry',
      ['triggers', 'crons', 1, 'fetch', 'url'],
      'u',
      ['+[triggers.crons.fetch]', '+url = "u"', '+'],
    ],
    [
      'a table behind its kin',
      ['transports', 'telegram', 'files', 'enabled'],
      true,
      ['+[transports.telegram.files]', '+enabled = true', '+'],
    ],
    ['a table without kin at the end', ['log', 'level'], 'info', ['+[log]', '+level = "info"', '+']],
    ['a key above all tables', ['watch_config'], true, ['+watch_config = true']],
    [
      'an entry of a list on a line of its own',
      ['transports', 'telegram', 'allowed_user_ids'],
      [1n, 2n, 3n],
      ['+  3,'],
    ],
    [
      'nothing where an entry of a list goes but its line',
      ['transports', 'telegram', 'allowed_user_ids'],
      [2n],
      ['-  1, # ada'],
    ],
  ];
  for (const [what, path, value, lines] of sets) {
    it(what, () => {
      expect(difference(TEXT, setInToml(TEXT, path, value))).to.deep.equal(lines);
    });
  }

  it('takes an entry out with its tables and the comment above it', () => {
    const after = unsetInToml(TEXT, ['triggers', 'crons', 0]);
    expect(after).to.equal(TEXT.slice(0, TEXT.indexOf('# every')) + TEXT.slice(TEXT.indexOf('# weekly')));
  });

  it('takes a table out that a key leaves empty, unless somebody commented on it', () => {
    const crons = TEXT.indexOf('[triggers.crons.fetch]');
    const path = ['triggers', 'crons', 0, 'fetch', 'url'];
    expect(unsetInToml(TEXT, path)).to.equal(TEXT.slice(0, crons) + TEXT.slice(TEXT.indexOf('# weekly')));
    const commented = TEXT.replace('url = "http://x"', 'url = "http://x"\n# url = "y"');
    expect(unsetInToml(commented, path)).to.equal(commented.replace('url = "http://x"\n', ''));
  });

  for (const [before, path, value, after] of [
    ['', ['a'], 1n, 'a = 1\n'],
    ['', ['a', 'b'], 1n, '[a]\nb = 1\n'],
    ['a = 1', ['b'], 2n, 'a = 1\nb = 2'],
    ['# top\n\n[t]\n', ['b'], 2n, '# top\n\nb = 2\n\n[t]\n'],
    ['p = {}', ['p', 'a'], 1n, 'p = { a = 1 }'],
    ['p = { a = 1 } # c', ['p', 'b', 'c'], 2n, 'p = { a = 1, b.c = 2 } # c'],
    ['l = [1, 2]', ['l'], [1n, 3n, 2n], 'l = [1, 3, 2]'],
    ['l = [1, 2]', ['l'], [2n], 'l = [2]'],
    ['l = [1, 2]', ['l'], [1n], 'l = [1]'],
    ['l = [ # c\n]', ['l'], [1n], 'l = [1 # c\n]'],
    ['l = [\n  1\n]', ['l'], [1n, 2n], 'l = [\n  1,\n  2\n]'],
    ['l = [\n  1\n]', ['l'], [0n, 1n], 'l = [\n  0,\n  1\n]'],
    ['a.b = 1\nz = 1\n', ['a', 'c'], 2n, 'a.b = 1\na.c = 2\nz = 1\n'],
    ['\t[t]\n\tk = 1\n', ['t', 'l'], 2n, '\t[t]\n\tk = 1\n\tl = 2\n'],
    ['a = 1\r\n[t]\r\n', ['t', 'x', 'y'], 'p\nq', 'a = 1\r\n[t]\r\n\r\n[t.x]\r\ny = "p\\nq"\r\n'],
  ] as const satisfies readonly (readonly [string, Path, TreeValue, string])[]) {
    it(`makes ${JSON.stringify(after)} of ${JSON.stringify(before)}`, () => {
      expect(setInToml(before, path, value)).to.equal(after);
    });
  }
});
