import { expect } from 'chai';
import fc from 'fast-check';
import { stringify } from 'smol-toml';
import { draft } from '../../../src/adapters/config/draft.js';
import { withValue } from '../../../src/adapters/config/toml/change.js';
import { parseToml } from '../../../src/adapters/config/toml/parse-toml.js';
import type { Table, TreeValue } from '../../../src/adapters/config/toml/tree.js';
import { CONFIG_SCHEMA } from '../../../src/composition/wiring/config-schema.js';
import { keys, valuesOf } from './key-values.js';

const written = fc
  .subarray(
    keys.flatMap((key) => (valuesOf(key) === null ? [] : [{ key, values: valuesOf(key) ?? fc.constant(null) }])),
  )
  .chain((chosen) => fc.tuple(...chosen.map(({ key, values }) => values.map((value) => ({ path: key.path, value })))));

function nested(leaves: readonly { path: readonly string[]; value: unknown }[]): Table {
  return leaves.reduce<Table>((tree, { path, value }) => withValue(tree, path, value as TreeValue), {});
}

describe('a configuration that is written as TOML', () => {
  it('is generated for most keys', () => {
    expect(keys.filter((key) => valuesOf(key) !== null).length).to.be.greaterThan(85);
  });

  it('is read as what was written', () => {
    fc.assert(
      fc.property(written, (leaves) => {
        const document = parseToml(stringify(nested(leaves)));
        if (!document.ok) throw new Error(document.problem.message);
        const { dto, malformed } = draft(document.value, {}, CONFIG_SCHEMA);
        expect(malformed.map((fault) => fault.path[0])).to.satisfy((roots: string[]) =>
          roots.every((root) => root === 'transports'),
        );
        for (const { path, value } of leaves) {
          const read = path.reduce<unknown>((table, part) => (table as Record<string, unknown>)[part], dto);
          expect(read, path.join('.')).to.equal(value);
        }
      }),
    );
  });
});
