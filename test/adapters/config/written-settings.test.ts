import { expect } from 'chai';
import fc from 'fast-check';
import { stringify } from 'smol-toml';
import { draft } from '../../../src/adapters/config/draft.js';
import { LeftOut } from '../../../src/adapters/config/read/lenient.js';
import { writtenSettings } from '../../../src/adapters/config/read/written-settings.js';
import { Vault } from '../../../src/adapters/config/secrets/vault.js';
import { withValue } from '../../../src/adapters/config/toml/change.js';
import { parseToml } from '../../../src/adapters/config/toml/parse-toml.js';
import type { Table, TreeValue } from '../../../src/adapters/config/toml/tree.js';
import type { WrittenSettings } from '../../../src/application/ports/config/config-source.js';
import {
  configDifference,
  NO_SETTINGS,
  type SettingChange,
} from '../../../src/application/wording/reload/config-difference.js';
import { CONFIG_SCHEMA } from '../../../src/composition/wiring/config-schema.js';
import { Secret } from '../../../src/domain/secret.js';
import { ConfigDirectory } from './config-directory.js';
import { keys, valuesOf } from './key-values.js';
import { LEAST } from './read-text.js';

async function settingsOf(text: string, directory = new ConfigDirectory()): Promise<WrittenSettings> {
  using place = directory;
  const reading = await place.source().readText(new Secret(text));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.settings;
}

async function difference(before: string, after: string) {
  return configDifference(await settingsOf(LEAST + before), await settingsOf(LEAST + after));
}

const shown = (key: string, before: string | null, after: string | null): SettingChange => ({
  key,
  kind: 'shown',
  before,
  after,
});
const secret = (key: string): SettingChange => ({ key, kind: 'secret' });

const cron = (keys: string, id = 'daily') =>
  `[[triggers.crons]]\nid = "${id}"\nprompt = "p"\nschedule = "0 9 * * *"\n${keys}`;
const hook = (keys: string) =>
  `[[triggers.webhooks]]\nid = "push"\npath = "/hooks/push"\nprompt_template = "p"\n${keys}`;

describe('the difference of two files', () => {
  for (const [what, before, after, changed] of [
    [
      'a key that is set',
      '',
      '[progress]\nverbosity = "verbose"\n',
      [shown('progress.verbosity', 'compact', 'verbose')],
    ],
    ['one that is taken away', '[progress]\nmax_actions = 9\n', '', [shown('progress.max_actions', '9', '5')]],
    ['a default that is written', '', '[progress]\nmax_actions = 5\n', []],
    [
      'one without a default',
      '',
      '[cost_budget]\nmax_cost_per_run = 2\n',
      [shown('cost_budget.max_cost_per_run', null, '2')],
    ],
    [
      'a list',
      '',
      '[security]\nenv_extra_allow = ["A", "B"]\n',
      [shown('security.env_extra_allow', '[]', '["A", "B"]')],
    ],
    [
      'a trigger, named by its id',
      cron(''),
      cron('').replace('0 9', '0 10'),
      [shown('triggers.crons.daily.schedule', '0 9 * * *', '0 10 * * *')],
    ],
    ['triggers in another order', cron('') + cron('', 'b'), cron('', 'b') + cron(''), []],
    [
      'an id with a dot',
      cron('', 'a.b'),
      cron('run_once = true\n', 'a.b'),
      [shown('triggers.crons."a.b".run_once', 'false', 'true')],
    ],
    [
      'a table inside a trigger',
      cron('[triggers.crons.fetch]\ntype = "file_read"\nfile_path = "x"\n'),
      cron('[triggers.crons.fetch]\ntype = "file_read"\nfile_path = "y"\n'),
      [shown('triggers.crons.daily.fetch.file_path', 'x', 'y')],
    ],
    [
      'a project',
      '[projects.App]\npath = "a"\n',
      '[projects.App]\npath = "b"\n',
      [shown('projects.App.path', 'a', 'b')],
    ],
    ['an engine', '[claude]\nmodel = "a"\n', '[claude]\nmodel = "b"\n', [shown('claude.model', 'a', 'b')]],
    ['a secret', hook('secret = "one"\n'), hook('secret = "two"\n'), [secret('triggers.webhooks.push.secret')]],
    [
      'a list of secrets',
      hook('secret = "a"\nsecrets = ["b"]\n'),
      hook('secret = "a"\nsecrets = ["c"]\n'),
      [secret('triggers.webhooks.push.secrets')],
    ],
    [
      'headers, which may be secret',
      hook('auth = "none"\nforward_headers = { Authorization = "a" }\n'),
      hook('auth = "none"\nforward_headers = { Authorization = "b" }\n'),
      [secret('triggers.webhooks.push.forward_headers')],
    ],
    ['what only a plugin knows', '[plugins.x]\na = 1\n', '[plugins.x]\na = 2\n', [secret('plugins.x')]],
  ] as const) {
    it(`shows ${what}`, async () => {
      expect((await difference(before, after)).changed).to.deep.equal(changed);
    });
  }

  it('names what is new and gone as a whole, without its keys', async () => {
    const found = await difference(
      cron('') + hook('secret = "s"\n'),
      `${cron('', 'weekly')}[projects.app]\npath = "a"\n`,
    );
    expect(found).to.deep.equal({
      added: ['triggers.crons.weekly', 'projects.app'],
      removed: ['triggers.crons.daily', 'triggers.webhooks.push'],
      changed: [],
    });
  });

  it('shows a secret that changed where it is kept, by the key that says where', async () => {
    const text = LEAST.replace('bot_token = "1:token"', 'bot_token_file = "token"');
    using directory = new ConfigDirectory();
    const read = async () => {
      const reading = await directory.source().readText(new Secret(text));
      if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
      return reading.settings;
    };
    directory.write('1:a', 'token');
    const before = await read();
    directory.write('1:b', 'token');
    const { changed } = configDifference(before, await read());
    expect(changed).to.deep.equal([secret('transports.telegram.bot_token_file')]);
  });

  it('never holds a secret that can be printed', async () => {
    const settings = await settingsOf(LEAST + hook('secret = "s3cret"\nsecrets = ["another"]\n'));
    const { common, entries } = settings;
    const texts = [common, ...[...entries.values()].map(({ keys }) => keys)].map((keys) => JSON.stringify([...keys]));
    expect([...entries.keys()]).to.deep.equal(['triggers.webhooks.push']);
    expect(texts.join())
      .to.include('triggers.webhooks.push.secret"')
      .and.not.to.include('1:token')
      .and.not.to.include('s3cret')
      .and.not.to.include('another');
  });

  it('leaves out what is left out', async () => {
    using directory = new ConfigDirectory();
    directory.write(LEAST + cron('').replace('0 9 * * *', 'at noon'));
    const reading = await directory.source().read({ lenient: true });
    if (!reading.ok) throw new Error('it was refused');
    expect(reading.whole).to.equal(false);
    expect([...reading.settings.entries.keys()]).to.deep.equal([]);
    expect([...reading.settings.common.keys()].filter((key) => key.startsWith('triggers'))).to.deep.equal([]);
  });

  it('is just the key in which two files differ, whatever else they say', () => {
    const known = keys.flatMap((key) => {
      const values = valuesOf(key);
      return values === null ? [] : [{ path: key.path, values }];
    });
    const leaf = fc.constantFrom(...known).chain(({ path, values }) => values.map((value) => ({ path, value })));
    const pair = fc.constantFrom(...known).chain(({ path, values }) => fc.tuple(fc.constant(path), values, values));
    fc.assert(
      fc.property(fc.array(leaf, { maxLength: 8 }), pair, (rest, [path, one, other]) => {
        fc.pre(one !== other);
        const around = rest.filter((each) => each.path.join() !== path.join());
        const [before, after] = [one, other].map((value) => drafted([...around, { path, value }]));
        const { added, removed, changed } = configDifference(before ?? NO_SETTINGS, after ?? NO_SETTINGS);
        expect([added, removed]).to.deep.equal([[], []]);
        expect(changed.map(({ key }) => key)).to.deep.equal([path.join('.')]);
      }),
    );
  });
});

/** What the written keys say, whatever rules there are for them together. */
function drafted(leaves: readonly { readonly path: readonly string[]; readonly value: unknown }[]): WrittenSettings {
  const tree = leaves.reduce<Table>((all, { path, value }) => withValue(all, path, value as TreeValue), {});
  const document = parseToml(stringify(tree));
  if (!document.ok) throw new Error(document.problem.message);
  const { dto, tree: written } = draft(document.value, {}, CONFIG_SCHEMA);
  return writtenSettings(dto, written, new Vault({}, new Map()), new LeftOut([]));
}
