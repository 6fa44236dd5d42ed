import { expect } from 'chai';
import { TomlConfigEditor } from '../../../../src/adapters/config/edit/toml-config-editor.js';
import { TomlConfigSource } from '../../../../src/adapters/config/toml-config-source.js';
import type { ConfigEdit } from '../../../../src/application/ports/config/config-editor.js';
import { CONFIG_SCHEMA } from '../../../../src/composition/wiring/config-schema.js';
import { Secret } from '../../../../src/domain/secret.js';
import { LEAST } from '../read-text.js';

const CRONS = `
[[triggers.crons]]
id = "daily"
schedule = "0 8 * * *" # at eight
prompt = "go"

[[triggers.crons]]
id = "my.id"
schedule = "@hourly"
prompt = "go"
`;

/** The text after edits, or the problem. */
async function edit(text: string, edits: readonly ConfigEdit[], environment: Record<string, string> = {}) {
  const source = new TomlConfigSource({
    schema: CONFIG_SCHEMA,
    file: '/nowhere/untether.toml',
    environment,
    home: '/nowhere',
  });
  return new TomlConfigEditor((edited) => source.readText(new Secret(edited)), environment, CONFIG_SCHEMA).edit(
    text,
    edits,
  );
}

async function edited(text: string, ...pairs: readonly (readonly [string, string | null])[]) {
  const result = await edit(
    text,
    pairs.map(([key, value]) => ({ key, value })),
  );
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

async function problemOf(text: string, key: string, value: string | null) {
  const result = await edit(text, [{ key, value }]);
  if (result.ok) throw new Error(result.value.text);
  return result.problem;
}

describe('the editor of the configuration', () => {
  it('finds entries of lists by id, by a quoted id and by index, and calls them by id', async () => {
    for (const [key, shown] of [
      ['triggers.crons.daily.schedule', 'triggers.crons.daily.schedule'],
      ['triggers.crons."my.id".schedule', 'triggers.crons."my.id".schedule'],
      ["triggers.crons.'my.id'.schedule", 'triggers.crons."my.id".schedule'],
      ['triggers.crons.1.schedule', 'triggers.crons."my.id".schedule'],
    ] as const) {
      const { text, changes } = await edited(LEAST + CRONS, [key, '0 9 * * *']);
      expect(changes[0]?.key).to.equal(shown);
      const before = changes[0]?.before ?? '';
      expect(text).to.equal(LEAST + CRONS.replace(before, '"0 9 * * *"'));
    }
  });

  it('prefers an id to an index, and a name in other letters to a new one', async () => {
    const text = `${LEAST}[projects.Web]\npath = "/a"\n${CRONS.replace('"my.id"', '"0"')}`;
    expect((await edited(text, ['triggers.crons.0.prompt', 'x'])).changes[0]?.key).to.equal('triggers.crons.0.prompt');
    expect((await edited(text, ['triggers.crons.0.schedule', '@daily'])).text).to.include('schedule = "@daily"\n');
    expect((await edited(text, ['projects.web.path', '/b'])).text).to.include('[projects.Web]\npath = "/b"\n');
  });

  it('takes a value as TOML where the key takes that, else as text', async () => {
    for (const [key, value, line] of [
      ['progress.max_actions', '7', 'max_actions = 7'],
      ['default_project', '7', 'default_project = "7"'],
      ['preamble.text', '"quoted"', 'text = "quoted"'],
      ['preamble.text', 'say "hi" # now', 'text = \'say "hi" # now\''],
      ['preamble.text', '', 'text = ""'],
      ['preamble.text', 'a\nother = 1', 'text = """\na\nother = 1"""'],
      ['transports.telegram.allowed_user_ids', '[1,\n2]', 'allowed_user_ids = [1, 2]'],
      ['claude.anything', 'true', 'anything = true'],
    ] as const) {
      const projects = '[projects.7]\npath = "/p"\n';
      expect((await edited(LEAST + projects, [key, value])).text).to.include(`${line}\n`);
    }
  });

  it('shows no secret, wherever it stands', async () => {
    const hooks =
      '[[triggers.webhooks]]\nid = "h"\npath = "/h"\nsecret = "sesame"\nsecrets = ["sesame"]\nprompt_template = "x"\n';
    const text = `${LEAST}${hooks}[claude]\napi_key = "sesame"\n`;
    for (const [key, value] of [
      ['triggers.webhooks.h.secret', 'open sesame'],
      ['triggers.webhooks.h.secrets', '["open sesame"]'],
      ['triggers.webhooks.h.secrets.0', 'open sesame'],
      ['triggers.webhooks.h.forward_headers', '{ Authorization = "sesame" }'],
      ['triggers.webhooks.h.forward_headers.Authorization', 'sesame'],
      ['transports.telegram.bot_token', '1:sesame'],
      ['claude.api_key', 'open sesame'],
      ['triggers.webhooks.h', null],
    ] as const) {
      const { changes } = await edited(text, [key, value]);
      expect(JSON.stringify(changes)).to.not.include('sesame');
      expect(changes[0]).to.include({ changed: true });
    }
  });

  it('refuses keys that there are not, and says what could be meant', async () => {
    const text = LEAST + CRONS;
    for (const [key, problem] of [
      ['progres.max_actions', { kind: 'unknown-key', key: 'progres', meant: 'progress.max_actions' }],
      ['progress.max_action', { kind: 'unknown-key', key: 'progress.max_action', meant: 'progress.max_actions' }],
      ['watch_config.x', { kind: 'unknown-key', key: 'watch_config.x', meant: null }],
      [
        'triggers.crons.weekly.prompt',
        { kind: 'unknown-entry', list: 'triggers.crons', entry: 'weekly', known: ['daily', 'my.id'] },
      ],
      [
        'triggers.crons.2.prompt',
        { kind: 'unknown-entry', list: 'triggers.crons', entry: '2', known: ['daily', 'my.id'] },
      ],
      ['triggers.server', { kind: 'table', key: 'triggers.server' }],
      ['triggers.crons.0', { kind: 'table', key: 'triggers.crons.daily' }],
      ['a..b', { kind: 'malformed-key', key: 'a..b' }],
      ['__proto__', { kind: 'unknown-key', key: '__proto__', meant: null }],
    ] as const) {
      expect(await problemOf(text, key, '1')).to.deep.equal(problem);
    }
    expect(await problemOf(text, 'progress.max_actions', null)).to.deep.equal({
      kind: 'absent',
      key: 'progress.max_actions',
    });
  });

  it('refuses what would make the file unusable, with the place in the text as it would be', async () => {
    const wrong = await problemOf(LEAST + CRONS, 'triggers.crons.daily.schedule', '0 9 * *');
    const [problem] = wrong.kind === 'invalid' ? wrong.problems : [];
    expect(problem).to.include({ key: 'triggers.crons.0.schedule', line: 8, column: 12 });
    for (const broken of ['[transports', `triggers = 5\n${LEAST}`]) {
      expect(await problemOf(broken, 'triggers.enabled', 'true')).to.have.property('kind', 'invalid');
    }
  });

  it('makes several edits of which none is right alone', async () => {
    const { text } = await edited(
      LEAST,
      ['projects.web.default_engine', 'claude'],
      ['projects.web.path', '/web'],
      ['default_project', 'web'],
    );
    expect(text).to.equal(
      `default_project = "web"\n\n${LEAST}\n[projects.web]\ndefault_engine = "claude"\npath = "/web"\n`,
    );
  });

  it('writes where an older form of the file has its keys, and replaces older keys', async () => {
    const nested = `${LEAST}[engines.claude]\nmodel = "a"\n`;
    expect((await edited(nested, ['claude.model', 'b'])).text).to.equal(nested.replace('"a"', '"b"'));
    expect((await edited(nested, ['codex.model', 'b'])).text).to.equal(`${nested}\n[engines.codex]\nmodel = "b"\n`);
    expect((await edited(nested, ['claude', null])).text).to.equal(LEAST);
    const flat = `chat_id = 5\n${LEAST.replace('chat_id = 5\n', '')}`;
    expect((await edited(flat, ['transports.telegram.chat_id', '6'])).text).to.equal(
      `${LEAST.replace('chat_id = 5\n', '')}chat_id = 6\n`,
    );
  });

  it('tells which environment variable wins over the file', async () => {
    const environment = { UNTETHER__PROGRESS__MAX_ACTIONS: '3' };
    const result = await edit(LEAST, [{ key: 'progress.max_actions', value: '4' }], environment);
    expect(result.ok && result.value.changes[0]?.overriddenBy).to.equal('UNTETHER__PROGRESS__MAX_ACTIONS');
  });
});
