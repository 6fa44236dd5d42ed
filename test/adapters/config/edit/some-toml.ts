import fc from 'fast-check';
import { parseToml } from '../../../../src/adapters/config/toml/parse-toml.js';
import {
  DateText,
  isList,
  isTable,
  type Path,
  type Table,
  type TreeValue,
} from '../../../../src/adapters/config/toml/tree.js';

/** Lines that may stand above all headers, or below one. */
const KEYS = [
  'a = 1',
  'b   =  "two"  # behind b',
  '"odd key" = \'x\'',
  'l = [1, 2]',
  'lines = [\n  1, # behind one\n\n  # inside\n  2 # behind two\n]',
  'p = { q = 1, r.s = [true], r.t = {} }',
  'd.e.f = 1',
  'd.e.g = 0x1F # behind g',
  'm = """\n# no comment\n[no.header]"""',
  "n = '''\nit's''' # behind n",
  'when = 2024-05-01T10:00:00Z',
  'empty = {}',
  'none = []',
] as const;

const HEADERS = [
  '[t]',
  '[t.u]',
  '  [t.v.w]',
  '[ "my id".x ] # behind',
  '[[c]]',
  '[[c]]',
  '[c.f]',
  '[[t.h]]',
  '[[t.h]]',
  '[t.h.i]',
];

const comment = fc.nat({ max: 99 }).map((number) => `# note ${number}`);
const gap = fc.array(
  fc.oneof(
    fc.constant(''),
    comment,
    comment.map((text) => `  ${text}`),
  ),
  { maxLength: 3 },
);
const body = fc
  .tuple(fc.subarray([...KEYS], { maxLength: 4 }), fc.array(gap, { minLength: 4, maxLength: 4 }))
  .map(([keys, gaps]) => keys.flatMap((key, index) => [...(gaps[index] ?? []), key]));
const section = (header: string) =>
  fc.tuple(gap, body, gap).map(([above, keys, below]) => [...above, header, ...keys, ...below]);

/** Texts of TOML with comments, every way to write tables and lists, and either kind of line ends. */
export const someToml = fc
  .tuple(
    body,
    fc.shuffledSubarray(HEADERS).chain((headers) => fc.tuple(...headers.map(section))),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
  )
  .map(([top, sections, lineBreak, ended]) => {
    const lines = [...top, ...sections.flat()].join('\n').replaceAll('\n', lineBreak);
    return ended ? lines + lineBreak : lines;
  })
  .filter((text) => parseToml(text).ok);

const simple: fc.Arbitrary<TreeValue> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('"', '"""x""""', 'a\nb', '\n', 'C:\\dir', 'it\'s "so"', '\r\n', '\u007f', '# x', 'x\n"'),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(new DateText('2024-05-01T10:00:00', 'date-time'), new DateText('2024-05-01', 'date')),
);
const name = fc.constantFrom('a', 'q', 'new', 'odd key', 'quote"d', 'ünï', '', '1', '-');

/** Values of every kind, lists and tables among them. */
export const someValue: fc.Arbitrary<TreeValue> = fc.oneof(
  { weight: 4, arbitrary: simple },
  fc.array(simple, { maxLength: 4 }),
  fc.dictionary(name, simple, { maxKeys: 3, noNullPrototype: true }),
);

/** A path to something that is there. */
export function somePathIn(tree: Table): fc.Arbitrary<Path> {
  const paths = pathsIn(tree);
  return paths.length === 0 ? fc.constant(['a']) : fc.constantFrom(...paths);
}

/** A path to nothing, below a table that is there. */
export function newPathIn(tree: Table): fc.Arbitrary<Path> {
  const tables = [[], ...pathsIn(tree)].filter((path) => isTable(at(tree, path)));
  return fc.tuple(fc.constantFrom(...tables), fc.array(name, { minLength: 1, maxLength: 3 })).map(([path, names]) => {
    const first = `fresh ${names[0]}`;
    return [...path, first, ...names.slice(1)];
  });
}

/** All paths of a tree, tables and entries of lists included. */
export function pathsIn(value: TreeValue, around: Path = []): readonly Path[] {
  const steps = isTable(value) ? Object.keys(value) : isList(value) ? [...value.keys()] : [];
  return steps.flatMap((step) => {
    const path = [...around, step];
    return [path, ...pathsIn(at(value, [step]) ?? '', path)];
  });
}

function at(tree: TreeValue, path: Path): TreeValue | undefined {
  return path.reduce<TreeValue | undefined>((value, step) => (value as Record<string | number, TreeValue>)[step], tree);
}
