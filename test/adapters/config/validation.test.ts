import { expect } from 'chai';
import fc from 'fast-check';
import { ProgressDto } from '../../../src/adapters/config/schema/chat/progress-dto.js';
import { TelegramDto } from '../../../src/adapters/config/schema/chat/telegram-dto.js';
import { TopicsDto } from '../../../src/adapters/config/schema/chat/topics-dto.js';
import { entriesOf, type TableClass } from '../../../src/adapters/config/schema/keys/schema.js';
import { ServerDto } from '../../../src/adapters/config/schema/triggers/server-dto.js';
import { parseToml } from '../../../src/adapters/config/toml/parse-toml.js';
import { CONFIG_SCHEMA } from '../../../src/composition/wiring/config-schema.js';
import { configOf, errorKeys, LEAST, readText } from './read-text.js';

/** The TOML parser lets no key of these names in. */
const REFUSED_BY_THE_PARSER = ['__proto__', 'constructor'];

describe('reading a configuration', () => {
  it('tells all problems at once, in the order of the file', () => {
    const text =
      'watch_config = "yes"\n[progress]\nmax_actions = 51\nverbosity = 1\n[transports.telegram]\nbot_token = ""\n';
    expect(readText(text).errors.map(({ line, key }) => `${line} ${key}`)).to.deep.equal([
      '1 watch_config',
      '3 progress.max_actions',
      '4 progress.verbosity',
      '5 transports.telegram.chat_id',
      '5 transports.telegram.allowed_user_ids',
      '6 transports.telegram.bot_token',
    ]);
  });

  it('refuses words for truth, with the mend', () => {
    for (const value of ['"yes"', '"true"', '1', '0']) {
      const { errors } = readText(`watch_config = ${value}\n${LEAST}`);
      expect(
        errors.map((error) => error.hint),
        value,
      ).to.deep.equal(['Write true or false without quotes.']);
    }
  });

  it('takes a number in quotes only where that loses nothing', () => {
    expect(configOf(`${LEAST}[progress]\nmax_actions = "7"\nmin_render_interval = "1.5"\n`).progress).to.include({
      maxActions: 7,
      minRenderIntervalMs: 1500,
    });
    for (const value of ['"7.5"', '7.5', 'true', '"seven"', 'nan', 'inf', '9223372036854775807', '"0x7"', '""']) {
      expect(errorKeys(`${LEAST}[progress]\nmax_actions = ${value}\n`), value).to.deep.equal(['progress.max_actions']);
    }
    for (const value of ['"5"', '5.0', 'true']) {
      const text = LEAST.replace('chat_id = 5', `chat_id = ${value}`);
      expect(errorKeys(text), value).to.deep.equal(['transports.telegram.chat_id']);
    }
  });

  it('trims texts and refuses empty ones', () => {
    expect(configOf(`default_engine = " claude "\n${LEAST}`).defaultEngine).to.equal('claude');
    expect(errorKeys(`default_project = "  "\n${LEAST}`)).to.deep.equal(['default_project']);
  });

  it('asks for the nearest key', () => {
    const { errors } = readText(`watch_confg = true\n${LEAST}chat_ids = 5\n[progres]\nmax_actions = 1\n`);
    expect(errors.map(({ line, column, hint }) => [line, column, hint])).to.deep.equal([
      [1, 1, 'Did you mean "watch_config"?'],
      [6, 1, 'Did you mean "chat_id"?'],
      [7, 1, 'Did you mean "progress"?'],
    ]);
  });

  it('says where a key belongs that stands in the wrong table', () => {
    const { errors } = readText(`${LEAST}[progress]\nsession_mode = "chat"\n`);
    expect(errors[0]?.hint).to.equal('Move it to [transports.telegram].');
  });

  it('shows the command that continues a conversation where a chat does not do that by itself', () => {
    const shown = (keys: string) => configOf(`${LEAST}${keys}`).telegram.showResumeLine;
    expect(shown('')).to.equal(true);
    expect(shown('session_mode = "chat"\n')).to.equal(false);
    expect(shown('session_mode = "chat"\nshow_resume_line = true\n')).to.equal(true);
    expect(shown('show_resume_line = false\n')).to.equal(false);
  });

  it('keeps unknown keys in the tables of engines and plugins', () => {
    const config = configOf(`${LEAST}[codex]\nnovel = 1\nextra = [1.5]\n[plugins.shout]\nvolume = 11\n`);
    expect(config.engines['codex']?.extra).to.deep.equal({ novel: 1, extra: [1.5], profile: null });
    expect(config.plugins.tables).to.deep.equal({ shout: { volume: 11 } });
  });

  it('does not tell that keys are missing in what is no table at all', () => {
    expect(errorKeys('transports = 5\n')).to.include('transports');
    expect(errorKeys(`${LEAST}[triggers]\ncrons = [5]\nwebhooks = "none"\n`)).to.deep.equal([
      'triggers.crons.0',
      'triggers.webhooks',
    ]);
    expect(errorKeys(`projects = { a = 5 }\n${LEAST}`)).to.deep.equal(['projects.a']);
  });

  it('asks for exactly one source of the token', () => {
    const without = LEAST.replace('bot_token = "1:token"\n', '');
    expect(errorKeys(without)).to.deep.equal(['transports.telegram.bot_token']);
    expect(errorKeys(`${LEAST}bot_token_env = "T"\n`, { T: 'x' })).to.deep.equal(['transports.telegram.bot_token']);
    expect(configOf(`${without}bot_token_env = "T"\n`, { T: ' 2:x\n' }).telegram.token.reveal()).to.equal('2:x');
    expect(errorKeys(`${without}bot_token_env = "T"\n`)).to.deep.equal(['transports.telegram.bot_token_env']);
  });

  it('asks who may steer', () => {
    const nobody = LEAST.replace('[1]', '[]');
    expect(errorKeys(nobody)).to.deep.equal(['transports.telegram.allowed_user_ids']);
    expect(configOf(`${nobody}allow_any_user = true\n`).telegram.allowAnyUser).to.equal(true);
  });

  it('warns of a project that a command of the chat hides, with its place and the fix', () => {
    const text = `${LEAST}[projects.health]\npath = "."\n[projects.Usage]\npath = "."\n[projects.web]\npath = "."\n`;
    const { config, errors, warnings } = readText(text);
    expect(errors).to.deep.equal([]);
    expect(config?.projects.map(({ alias }) => alias)).to.deep.equal(['health', 'usage', 'web']);
    expect(warnings.map(({ key, line, column }) => [key, line, column])).to.deep.equal([
      ['projects.health', 5, 1],
      ['projects.Usage', 7, 1],
    ]);
    expect(warnings[0]?.message).to.equal('"/health" in the chat is the command, not the project "health".');
    expect(warnings[1]?.hint).to.include('"/ctx set usage"');
  });

  it('refuses a project that is called like an engine or a word that was always reserved', () => {
    for (const name of ['claude', 'new', 'Cancel', 'listen', 'ctx']) {
      expect(errorKeys(`${LEAST}[projects.${name}]\npath = "."\n`), name).to.deep.equal([`projects.${name}`]);
    }
  });

  it('wants the warning about memory before the refusal', () => {
    const ram = (warn: number, block: number) =>
      errorKeys(`${LEAST}[watchdog]\nprespawn_ram_warn_mb = ${warn}\nprespawn_ram_block_mb = ${block}\n`);
    expect(ram(500, 500)).to.deep.equal(['watchdog.prespawn_ram_warn_mb']);
    expect([ram(501, 500), ram(0, 500), ram(100, 0)]).to.deep.equal([[], [], []]);
  });

  it('keeps the arguments that it sets itself', () => {
    for (const args of ['["--resume=x"]', '["-p"]', '["--verbose", "--permission-mode", "plan"]']) {
      expect(errorKeys(`${LEAST}[claude]\nextra_args = ${args}\n`), args).to.deep.equal(['claude.extra_args']);
    }
    expect(errorKeys(`${LEAST}[codex]\nextra_args = ["--json"]\n`)).to.deep.equal(['codex.extra_args']);
    expect(errorKeys(`${LEAST}[claude]\nextra_args = ["--verbose"]\n[pi]\nextra_args = ["-p"]\n`)).to.deep.equal([]);
    expect(errorKeys(`${LEAST}[claude]\npermission_mode = "yolo"\n`)).to.deep.equal(['claude.permission_mode']);
  });

  it('knows which engines there are', () => {
    expect(readText(`default_engine = "cluade"\n${LEAST}`).errors[0]?.hint).to.equal('Did you mean "claude"?');
    expect(configOf(`default_engine = "mine"\n${LEAST}[engines.mine]\nmodel = "m"\n`).engines['mine']?.model).to.equal(
      'm',
    );
  });

  it('refuses transports that it does not have', () => {
    expect(errorKeys(`transport = "irc"\n${LEAST}[transports.irc]\nnick = "u"\n`)).to.deep.equal([
      'transport',
      'transports.irc',
    ]);
  });

  it('refuses a server address that would carry a password or a query', () => {
    for (const url of ['ftp://a', 'http://u:p@a', 'https://a/?x', 'a.example', 'http://']) {
      expect(errorKeys(`${LEAST}api_url = "${url}"\n`), url).to.deep.equal(['transports.telegram.api_url']);
    }
    expect(configOf(`${LEAST}api_url = "http://127.0.0.1:8081/"\n`).telegram.apiUrl).to.equal('http://127.0.0.1:8081');
  });

  it('gives a frozen configuration', () => {
    const config = configOf(`${LEAST}[[triggers.crons]]\nid = "a"\nschedule = "@daily"\nprompt = "p"\n`);
    for (const part of [config, config.telegram.allowedUserIds, config.triggers.crons[0], config.engines]) {
      expect(Object.isFrozen(part)).to.equal(true);
    }
  });

  it('never shows a secret', () => {
    const secret = 'tops3cret';
    const text =
      `watch_config = 1\n[transports.telegram]\nbot_token = "${secret}"\nchat_id = 5\n` +
      `voice_transcription_api_key = "${secret}\\u0001"\n` +
      `[[triggers.webhooks]]\nid = "a"\npath = "bad"\nsecret = "${secret}"\nsecrets = ["${secret}", 5]\nsecret_env = "X"\n`;
    const { errors, warnings } = readText(text, { X: secret, UNTETHER__PROGRESS__MAX_ACTIONS: secret });
    expect(errors.length).to.be.greaterThan(4);
    expect(JSON.stringify([errors, warnings])).to.not.contain(secret);
    expect(JSON.stringify(configOf(LEAST.replace('1:token', secret)))).to.not.contain(secret);
  });

  it('takes commands that listen to a file', () => {
    const of = (command: string) =>
      readText(
        LEAST.replace('[transports.telegram]', `[transports.telegram]\nvoice_transcription_command = ${command}`),
      );
    for (const good of ['[]', '["listen", "{wav}"]', '["listen", "--in={file}", "-l", "{language}"]']) {
      expect(of(good).errors, good).to.deep.equal([]);
    }
    expect(JSON.stringify(of('["listen"]').errors)).to.include('names no file to listen to');
    expect(JSON.stringify(of('["{wav}"]').errors)).to.include('The program of this command is missing');
    expect(of('["listen", "", "{wav}"]').errors).to.have.length(1);
    expect(of('"listen {wav}"').errors).to.have.length(1);
  });

  it('refuses an unknown key in every table, where it stands, whatever its name', () => {
    const tables: readonly (readonly [string, TableClass])[] = [
      ['', CONFIG_SCHEMA.root],
      ['progress', ProgressDto],
      ['transports.telegram', TelegramDto],
      ['transports.telegram.topics', TopicsDto],
      ['triggers.server', ServerDto],
    ];
    const name = fc.oneof(
      fc.stringMatching(/^[a-z_]{1,12}$/),
      fc.constantFrom('toString', 'hasOwnProperty', 'valueOf', 'then', 'length', 'extra'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...tables), name, fc.nat({ max: 5 }), ([table, schema], key, blanks) => {
        fc.pre(!entriesOf(schema).has(key) && !REFUSED_BY_THE_PARSER.includes(key));
        const written = `${'\n'.repeat(blanks)}${key} = 5\n`;
        const below = table === 'transports.telegram' ? written : `[${table}]\n${written}`;
        const text = table === '' ? written + LEAST : LEAST + below;
        const found = readText(text).errors.map((error) => [error.key, error.line, error.column]);
        expect(found).to.deep.equal([
          [table === '' ? key : `${table}.${key}`, text.split('\n').indexOf(`${key} = 5`) + 1, 1],
        ]);
      }),
    );
  });

  it('refuses names that could reach into objects while it reads the text already, with their place', () => {
    for (const key of REFUSED_BY_THE_PARSER) {
      const document = parseToml(`${LEAST}\n${key} = 5\n`);
      expect(document.ok || document.problem.line, key).to.equal(6);
    }
  });
});
