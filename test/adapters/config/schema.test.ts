import { expect } from 'chai';
import { draft } from '../../../src/adapters/config/draft.js';
import { isNotBuiltYet, NOT_BUILT_YET } from '../../../src/adapters/config/report/not-built-yet.js';
import { type SchemaKey, schemaKeys } from '../../../src/adapters/config/schema/keys/schema.js';
import { withValue } from '../../../src/adapters/config/toml/change.js';
import { isTable, type TreeValue } from '../../../src/adapters/config/toml/tree.js';
import { CONFIG_SCHEMA } from '../../../src/composition/wiring/config-schema.js';
import { LEAST, readText } from './read-text.js';

const keys = schemaKeys(CONFIG_SCHEMA.root);

function nameOf(key: SchemaKey): string {
  return key.path.join('.');
}

/** A document in which the key has the value, written as TOML. */
function written(key: SchemaKey, value: string): { text: string; line: number; shown: string } {
  const path = key.path.map((part) => (part === '*' ? 'x' : part));
  const name = path.at(-1) ?? '';
  const listed = path[0] === 'triggers' && (path[1] === 'crons' || path[1] === 'webhooks');
  const table = path.slice(0, -1).filter((_, index) => !(listed && index === 2));
  const shown = listed ? path.map((part, index) => (index === 2 ? '0' : part)).join('.') : path.join('.');
  const head =
    table.length === 0 ? '' : listed && table.length === 2 ? `[[${table.join('.')}]]` : `[${table.join('.')}]`;
  const above = listed && table.length === 3 ? `[[triggers.${path[1]}]]\n` : '';
  const text = `${above}${head}\n${name} = ${value}\n`;
  return { text, line: text.split('\n').length - 1, shown };
}

describe('the schema', () => {
  it('has a sentence for every key', () => {
    for (const key of keys) expect(key.entry.description, nameOf(key)).to.match(/^[A-Z`].*\.$/);
  });

  it('names every key once in its table', () => {
    const names = keys.map(nameOf);
    expect(new Set(names).size).to.equal(names.length);
    expect(names.length).to.be.greaterThan(180);
  });

  it('has for every key a default of its own kind, or asks for the key', () => {
    for (const { entry, table, path } of keys) {
      const value = (new table() as Record<string, unknown>)[entry.name];
      if (entry.required) expect(value, path.join('.')).to.equal(undefined);
      else expect(value, path.join('.')).to.not.equal(undefined);
      if (entry.required || value === null) continue;
      expect(entry.kind.read(asTree(value)), path.join('.')).to.deep.equal({ ok: true, value });
    }
  });

  it('has no required key with a default text', () => {
    expect(keys.filter(({ entry }) => entry.required && entry.defaultText !== null)).to.deep.equal([]);
  });

  for (const key of keys) {
    it(`refuses a value of the wrong type for ${nameOf(key)}, and says where`, () => {
      const { text, line, shown } = written(key, '[[[true]]]');
      const problem = readText(text).errors.find((candidate) => candidate.key === shown);
      expect(problem, text).to.include({ line, column: `${key.path.at(-1)} = `.length + 1, severity: 'error' });
      expect(problem?.message).to.match(/\.$/);
      expect(problem?.hint).to.match(/[.?]$/);
    });
  }

  it('knows every key that the list of unbuilt keys names', () => {
    for (const pattern of NOT_BUILT_YET) {
      expect(
        keys.some((key) => isNotBuiltYet(key.path, [pattern])),
        pattern,
      ).to.equal(true);
    }
  });

  it('does not list what is built', () => {
    const built =
      'default_engine default_project transport state_dir projects.*.path projects.*.chat_id log.level log.format ' +
      'progress.verbosity progress.group_chat_rps footer.show_api_cost preamble.enabled preamble.text ' +
      'security.env_extra_allow security.env_extra_prefix_allow watchdog.max_concurrent_engine_runs ' +
      'watchdog.prespawn_ram_warn_mb watchdog.prespawn_ram_block_mb watchdog.prespawn_ram_per_run_reserve_mb ' +
      'claude.model claude.allowed_tools transports.telegram.bot_token transports.telegram.bot_token_env ' +
      'transports.telegram.bot_token_file transports.telegram.api_url transports.telegram.chat_id ' +
      'transports.telegram.allowed_user_ids transports.telegram.allow_any_user transports.telegram.message_overflow ' +
      'transports.telegram.session_mode transports.telegram.show_resume_line transports.telegram.forward_coalesce_s ' +
      'transports.telegram.backlog_max_age_s triggers.enabled triggers.default_timezone triggers.crons.*.id ' +
      'triggers.crons.*.schedule triggers.crons.*.at triggers.crons.*.run_once ' +
      'triggers.server.metrics triggers.server.metrics_public triggers.server.trusted_proxies ' +
      'triggers.server.auth_failures_per_minute';
    for (const name of built.split(' ')) {
      expect(keys.map(nameOf), name).to.include(name);
      expect(isNotBuiltYet(name.split('.')), name).to.equal(false);
    }
  });

  it('starts from its defaults: an empty table changes nothing', () => {
    const least = draft({ transports: { telegram: { chat_id: 5n } } }, {}, CONFIG_SCHEMA).dto;
    for (const name of ['progress', 'watchdog', 'triggers', 'security', 'loop']) {
      const dto = draft(withValue({ transports: { telegram: { chat_id: 5n } } }, [name], {}), {}, CONFIG_SCHEMA).dto;
      expect(dto).to.deep.equal(least);
    }
    expect(readText(LEAST).errors).to.deep.equal([]);
  });
});

function asTree(value: unknown): TreeValue {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(asTree);
  return isTable(value as TreeValue) ? {} : (value as TreeValue);
}
