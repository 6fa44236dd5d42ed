import { expect } from 'chai';
import { stringify } from 'smol-toml';
import { schemaKeys } from '../../../src/adapters/config/schema/keys/schema.js';
import { valueAt, withValue } from '../../../src/adapters/config/toml/change.js';
import { parseToml } from '../../../src/adapters/config/toml/parse-toml.js';
import { isList, type Path, type Table } from '../../../src/adapters/config/toml/tree.js';
import { CONFIG_SCHEMA } from '../../../src/composition/wiring/config-schema.js';
import { LEAST, readText } from './read-text.js';

const TABLES = `${LEAST}[projects.p]\npath = "/p"
[[triggers.webhooks]]\nid = "w"\npath = "/w"\nauth = "none"\nprompt_template = "x"
[[triggers.crons]]\nid = "c"\nschedule = "0 9 * * *"\nprompt = "x"\n`;
/** Few keys take one of these, and most of them take none. */
const VALUES = [5n, 'toString', '', [{}], { toString: 'x' }];

/** The path of a key in the document: in the first of a list, or under a name that somebody chose. */
function within(document: Table, path: readonly string[]): Path {
  const found: (string | number)[] = [];
  for (const part of path) found.push(part !== '*' ? part : isList(valueAt(document, found)) ? 0 : 'p');
  return found;
}

describe('a value of another kind than its key wants', () => {
  it('is told in words, or leaves its entry out, whichever key it is', function () {
    this.timeout(60_000);
    const document = parseToml(TABLES);
    if (!document.ok) throw new Error(document.problem.message);
    // What files say is read before; nothing is here.
    const keys = schemaKeys(CONFIG_SCHEMA.root).filter(({ path }) => !path.at(-1)?.endsWith('_file'));
    for (const { path } of keys) {
      for (const value of VALUES) {
        const text = stringify(withValue(document.value, within(document.value, path), value));
        for (const lenient of [false, true]) {
          const { errors, warnings } = readText(text, {}, lenient);
          expect(JSON.stringify([errors, warnings]), text).to.not.match(/\[object |undefined|native code/);
        }
      }
    }
  });
});
