import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import fc from 'fast-check';
import { blocksIn } from '../../../src/adapters/config/toml/blocks.js';
import { type EntriesByText, readEdited } from '../../../src/adapters/config/toml/edited-toml.js';
import { parseToml, type SyntaxFault } from '../../../src/adapters/config/toml/parse-toml.js';
import { sharedTree } from '../../../src/adapters/config/toml/shared-tree.js';
import { isTable, type Table, toJson } from '../../../src/adapters/config/toml/tree.js';
import { ok, type Result } from '../../../src/domain/result.js';
import { someToml } from './edit/some-toml.js';

/** Turns that are over at once, so that whoever waits gets every one. */
class Eager {
  readonly isOver = true;
  rests = 0;

  async rest(): Promise<void> {
    this.rests++;
    await Promise.resolve();
  }
}

/** Lines out of which texts come that are TOML, nearly TOML, or something else than they look like. */
const LINES = [
  '[[t.crons]]',
  '[[t.crons]] # the next',
  '[t] # a "comment" [',
  '[[t.hooks]]',
  '[[ t.crons ]]',
  '  [[t.crons]]',
  '[["t".crons]]',
  '[[t.crons.steps]]',
  '[t.crons.fetch]',
  '[[crons]]',
  '[t]',
  '[t.crons]',
  '[p."a]b"]',
  't.crons = []',
  'crons = []',
  'id = "a"',
  'id = "b" # [[t.crons]]',
  'x = 1',
  'at = 2024-02-30',
  'list = [',
  '[1, 2],',
  '[3]',
  ']',
  'long = """',
  '"""',
  "raw = '''",
  "'''",
  'constructor = 1',
  '',
] as const;

const someLines = fc
  .tuple(fc.array(fc.constantFrom(...LINES), { maxLength: 12 }), fc.constantFrom('\n', '\n', '\r\n'))
  .map(([lines, end]) => lines.map((line) => `${line}${end}`).join(''));

/** What is in use after a collection, in bytes. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

function entriesIn(tree: Table, list: string): readonly Table[] {
  const around = tree['t'];
  return (isTable(around) ? around[list] : []) as readonly Table[];
}

/** Reads texts, each as the edit of the one before. */
class Edits {
  #entries: EntriesByText = new Map();

  async read(text: string): Promise<Result<Table, SyntaxFault>> {
    const read = await readEdited(text, this.#entries, new Eager());
    if (!read.ok) return read;
    this.#entries = read.value.entries;
    return ok(read.value.tree);
  }

  async treeOf(text: string): Promise<Table> {
    const read = await this.read(text);
    if (!read.ok) throw new Error(read.problem.message);
    return read.value;
  }
}

describe('TOML that is edited', () => {
  for (const [what, text, numRuns] of [
    ['whatever it is', someToml, 300],
    ['whatever its lines look like', someLines, 5_000],
  ] as const) {
    it(`says what it says by itself, ${what}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 3 }), async (edits) => {
          const texts = new Edits();
          for (const edited of edits) {
            const [read, alone] = [await texts.read(edited), parseToml(edited)];
            expect(read).to.deep.equal(alone);
            const order = [read, alone].map((one) => (one.ok ? JSON.stringify(toJson(one.value)) : ''));
            expect(order[0]).to.equal(order[1]);
          }
        }),
        { numRuns },
      );
    });
  }

  it('is cut where entries begin, each with the tables inside of it', () => {
    const head = 'a = 1\n[t]\nb = 2\n';
    const [one, other] = ['[[t.crons]]\nid = "a"\n[t.crons.fetch]\nx = 1\n', '[[t.hooks]]\nlist = [\n[1],\n]\n'];
    const tail = '[p.x]\npath = "x"';
    expect(blocksIn(head + one + other + tail)).to.deep.equal([
      { text: head, list: null },
      { text: one, list: 't.crons' },
      { text: other, list: 't.hooks' },
      { text: tail, list: null },
    ]);
  });

  it('keeps the entries that are written as before, wherever they stand, and reads the others', async () => {
    const texts = new Edits();
    const entry = (id: string, list = 'crons') => `[[t.${list}]]\nid = "${id}"\nlist = [1]\n`;
    const before = await texts.treeOf(`[t]\non = true\n${entry('a')}${entry('h', 'hooks')}${entry('b')}`);
    const after = await texts.treeOf(`# new\n[t]\n${entry('new')}${entry('b')}${entry('h', 'hooks')}${entry('a')}`);
    const [a, b] = entriesIn(before, 'crons');
    expect(entriesIn(after, 'crons').map(({ id }) => id)).to.deep.equal(['new', 'b', 'a']);
    expect(entriesIn(after, 'crons')[1]).to.equal(b);
    expect(entriesIn(after, 'crons')[2]).to.equal(a);
    expect(entriesIn(after, 'hooks')[0]).to.equal(entriesIn(before, 'hooks')[0]);
  });

  it('has an entry of its own for the same text twice', async () => {
    const texts = new Edits();
    const twice = '[[t.crons]]\nid = "a"\n'.repeat(2);
    for (let turn = 0; turn < 2; turn++) {
      const [first, second] = entriesIn(await texts.treeOf(twice), 'crons');
      expect(first).to.deep.equal(second);
      expect(first).to.not.equal(second);
    }
  });

  it('is read in turns, however long it is', async () => {
    const turns = new Eager();
    const entries = Array.from({ length: 50 }, (_, index) => `[[t.crons]]\nid = "${index}"\n`);
    expect((await readEdited(entries.join(''), new Map(), turns)).ok).to.equal(true);
    expect(turns.rests).to.be.at.least(50);
  });

  for (const [what, head] of [
    ['one by one', '[t]\n'],
    ['in one piece', '[ t.crons ]\n'],
  ] as const) {
    it(`keeps nothing of the texts of before but what still stands in them, read ${what}`, async () => {
      const entry = (index: number, of: number) =>
        head === '[t]\n'
          ? `[[t.crons]]\nid = "${index}"\nprompt = "the ${of}th prompt, ${'long '.repeat(60)}"\n`
          : `${index} = { prompt = "the ${of}th prompt, ${'long '.repeat(60)}" }\n`;
      const entries = Array.from({ length: 200 }, (_, index) => entry(index, 0));
      const text = () => Buffer.from(head + entries.join('')).toString();
      let [known, tree]: [EntriesByText, Table] = [new Map(), {}];
      const before = heapInUse();
      for (let index = 0; index < entries.length; index++) {
        entries[index] = entry(index, index + 1);
        const read = await readEdited(text(), known, new Eager());
        if (!read.ok) throw new Error(read.problem.message);
        [known, tree] = [read.value.entries, sharedTree(tree, read.value.tree)];
      }
      // Each text is longer than 60 KB: all of them would be 12 MB.
      expect(heapInUse() - before).to.be.below(4_000_000);
      expect(Object.keys(tree)).to.deep.equal(['t']);
    });
  }
});
