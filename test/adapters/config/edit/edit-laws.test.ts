import { expect } from 'chai';
import fc from 'fast-check';
import { unsetInToml } from '../../../../src/adapters/config/edit/remove-from-toml.js';
import { setInToml } from '../../../../src/adapters/config/edit/set-in-toml.js';
import { valueAt, withValue } from '../../../../src/adapters/config/toml/change.js';
import { parseToml } from '../../../../src/adapters/config/toml/parse-toml.js';
import { isList, isTable, type Path, type Table, type TreeValue } from '../../../../src/adapters/config/toml/tree.js';
import { newPathIn, somePathIn, someToml, someValue } from './some-toml.js';

const edit = fc.tuple(someToml, someValue).chain(([text, value]) => {
  const tree = treeOf(text);
  return fc.record({
    text: fc.constant(text),
    path: fc.oneof(somePathIn(tree), newPathIn(tree)),
    value: fc.constant(value),
  });
});

/** An entry of a list of tables has keys that can be set; it can't become something else. */
const settable = edit.filter(
  ({ text, path }) => typeof path.at(-1) !== 'number' || !isTable(valueAt(treeOf(text), path)),
);

describe('an edit of TOML', () => {
  it('that sets a value changes the tree in this one place', () => {
    fc.assert(
      fc.property(settable, ({ text, path, value }) => {
        expect(treeOf(setInToml(text, path, value))).to.deep.equal(withValue(treeOf(text), path, value));
      }),
    );
  });

  it('that sets a simple value keeps every comment outside of what it replaces', () => {
    fc.assert(
      fc.property(settable, ({ text, path, value }) => {
        fc.pre(standsInOnePlace(text, path));
        const kept = notesIn(setInToml(text, path, value));
        expect(kept).to.deep.equal(notesIn(text));
      }),
    );
  });

  it('changes nothing when it is made again', () => {
    fc.assert(
      fc.property(settable, ({ text, path, value }) => {
        const once = setInToml(text, path, value);
        expect(setInToml(once, path, value)).to.equal(once);
      }),
    );
  });

  it('keeps the line ends', () => {
    fc.assert(
      fc.property(settable, ({ text, path, value }) => {
        fc.pre(text.includes('\r\n') && standsInOnePlace(text, path));
        expect(setInToml(text, path, value).replaceAll('\r\n', '')).to.not.match(/[\r\n]/);
      }),
    );
  });

  it('that unsets what is there takes this one place out of the tree, and tables that are empty then', () => {
    fc.assert(
      fc.property(edit, ({ text, path }) => {
        const tree = treeOf(text);
        fc.pre(valueAt(tree, path) !== undefined);
        expect(lean(treeOf(unsetInToml(text, path)))).to.deep.equal(lean(without(tree, path)));
      }),
    );
  });

  it('that unsets a key keeps every comment line', () => {
    fc.assert(
      fc.property(edit, ({ text, path }) => {
        const value = valueAt(treeOf(text), path);
        fc.pre(value !== undefined && !isTable(value) && !isList(value));
        expect(notesIn(unsetInToml(text, path))).to.deep.equal(notesIn(text));
      }),
    );
  });

  it('that sets something new and unsets it again restores the tree', () => {
    fc.assert(
      fc.property(edit, ({ text, path, value }) => {
        const tree = treeOf(text);
        fc.pre(valueAt(tree, path) === undefined);
        expect(lean(treeOf(unsetInToml(setInToml(text, path, value), path)))).to.deep.equal(lean(tree));
      }),
    );
  });
});

function treeOf(text: string): Table {
  const parsed = parseToml(text);
  if (!parsed.ok) throw new Error(`${parsed.problem.message}\n${text}`);
  return parsed.value;
}

/** Whether a path leads to nothing, or to a value without lines of its own that would go with it. */
function standsInOnePlace(text: string, path: Path): boolean {
  const value = valueAt(treeOf(text), path);
  return !isTable(value) && !(isList(value) && value.some(isTable));
}

/** The comments on lines of their own that are not inside of a list. */
function notesIn(text: string): readonly string[] {
  return [...text.matchAll(/^[ ]*# note \d+/gm)].map(([note]) => note.trim());
}

function without(value: TreeValue, [first, ...rest]: Path): TreeValue {
  if (isList(value)) {
    return value.flatMap((entry, index) =>
      index !== first ? [entry] : rest.length === 0 ? [] : [without(entry, rest)],
    );
  }
  if (!isTable(value)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, TreeValue][] =>
    key !== first ? [[key, inner]] : rest.length === 0 ? [] : [[key, without(inner, rest)]],
  );
  return Object.fromEntries(entries);
}

/** Without empty tables and lists: the first key of a table and of a list of tables makes them, and the last one takes them along. */
function lean(value: TreeValue): TreeValue {
  if (isList(value)) return value.map(lean);
  if (!isTable(value)) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, TreeValue] => [key, lean(inner)]);
  return Object.fromEntries(entries.filter(([, inner]) => !isEmpty(inner)));
}

function isEmpty(value: TreeValue): boolean {
  return (isTable(value) && Object.keys(value).length === 0) || (isList(value) && value.length === 0);
}
