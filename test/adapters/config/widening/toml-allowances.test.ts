import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { schemaKeys } from '../../../../src/adapters/config/schema/keys/schema.js';
import { TomlConfigSource } from '../../../../src/adapters/config/toml-config-source.js';
import type { GoodReading } from '../../../../src/application/ports/config/config-source.js';
import type { PermissionChange } from '../../../../src/application/values/permission-change.js';
import { wideningLines } from '../../../../src/application/wording/reload/widening-text.js';
import { CONFIG_SCHEMA } from '../../../../src/composition/wiring/config-schema.js';
import { Secret } from '../../../../src/domain/secret.js';
import { temporaryDirectory } from '../../../support/temporary-directory.js';
import { type Edit, WIDENINGS } from './widenings.js';

const LEAST = { top: '', telegram: 'bot_token = "1:x"\nchat_id = 1\nallowed_user_ids = [7]' };

const readingOf = (directory: string) => async (edit: Edit) => {
  const { top = LEAST.top, telegram = LEAST.telegram, more = '', environment = {} } = edit;
  const source = new TomlConfigSource({
    schema: CONFIG_SCHEMA,
    file: `${directory}/untether.toml`,
    environment: { HOOK: 'environment-secret', OTHER: 'other-environment-secret', ...environment },
    home: '/home/nobody',
  });
  const text = `${top}\n[transports.telegram]\n${telegram}\n${more}\n`;
  const reading = await source.readText(new Secret(text));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading;
};

const subject = (widening: PermissionChange) => {
  const { key } = widening;
  switch (widening.kind) {
    case 'added':
      return `${key} +${widening.item}`;
    case 'removed':
      return `${key} -${widening.item}`;
    case 'entry':
      return `new ${key}`;
    default:
      return key;
  }
};

describe('what allows more than before', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let read: (edit: Edit) => Promise<GoodReading>;
  before(async () => {
    directory = await temporaryDirectory();
    for (const name of ['one', 'two']) await writeFile(join(directory.path, name), `hidden-${name}`, { mode: 0o600 });
    read = readingOf(directory.path);
  });
  after(() => directory[Symbol.asyncDispose]());

  for (const { what, before, after, found, back = [] } of WIDENINGS) {
    it(what, async () => {
      const [from, to] = [await read(before), await read(after)];
      const widenings = to.allows.over(from.allows);
      expect(widenings.map(subject)).to.deep.equal(found);
      expect(from.allows.over(to.allows).map(subject), 'the other way').to.deep.equal(back);
      const text = wideningLines(widenings).join('\n');
      for (const { key } of widenings) expect(text).to.include(key);
      expect(text).not.to.match(/hidden-\w+|\[object|undefined/);
      expect(from.allows.over(from.allows)).to.deep.equal([]);
    });
  }

  it('is tried with every key that says that it may', () => {
    const tried = new Set(
      WIDENINGS.flatMap(({ found, back = [] }) => [...found, ...back]).map(
        (one) => one.replace(/^new /, '').split(' ')[0],
      ),
    );
    const isTried = (path: readonly string[]) => {
      const pattern = new RegExp(`^${path.join('\\.').replaceAll('*', '[^.]+')}$`);
      return [...tried].some((key) => pattern.test(key ?? ''));
    };
    const keys = schemaKeys(CONFIG_SCHEMA.root);
    const wide = keys.filter(({ entry }) => entry.widens !== 'never' && entry.name !== 'enabled');
    // What tables have in common is tried in one of them.
    const untried = wide
      .filter(({ entry }) => !keys.some((key) => key.entry === entry && isTried(key.path)))
      .map(({ path }) => path.join('.'));
    expect(untried).to.deep.equal([]);
  });
});
