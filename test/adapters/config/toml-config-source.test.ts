import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkReport } from '../../../src/adapters/config/report/check-report.js';
import { TomlConfigSource } from '../../../src/adapters/config/toml-config-source.js';
import { IntlCronCalendar } from '../../../src/adapters/cron/intl-cron-calendar.js';
import type { Reading } from '../../../src/application/ports/config/config-source.js';
import { previewCrons } from '../../../src/application/triggers/cron-preview.js';
import { CONFIG_SCHEMA } from '../../../src/composition/wiring/config-schema.js';
import { ConfigDirectory } from './config-directory.js';
import { LEAST } from './read-text.js';

async function read(directory: ConfigDirectory, lenient = false): Promise<Reading> {
  return directory.source().read({ lenient });
}

function told(reading: Reading): readonly string[] {
  const problems = reading.ok ? reading.warnings : reading.problems;
  return problems.map(({ line, column, key, message }) => `${line}:${column} ${key} ${message}`);
}

describe('the configuration file', () => {
  it('is told to be missing, with what to do', async () => {
    using directory = new ConfigDirectory();
    const reading = await read(directory);
    expect(reading).to.deep.include({ ok: false, digest: null });
    expect(told(reading)).to.deep.equal(['null:null  The configuration file does not exist.']);
  });

  it('is told apart where nothing is in it, from one that says too little', async () => {
    using directory = new ConfigDirectory();
    for (const text of ['', '\n\n', ' \t\r\n', '\uFEFF']) {
      directory.write(text);
      expect(await read(directory), JSON.stringify(text)).to.deep.include({ ok: false, blank: true });
    }
    directory.write('# to be written\n');
    expect(await read(directory))
      .to.include({ ok: false })
      .and.not.to.have.property('blank');
  });

  it('must be a file', async () => {
    using directory = new ConfigDirectory();
    mkdirSync(directory.file);
    expect(told(await read(directory))).to.deep.equal(['null:null  The configuration file is not a regular file.']);
  });

  it('must be UTF-8', async () => {
    using directory = new ConfigDirectory();
    directory.write(Uint8Array.of(0x61, 0x3d, 0x22, 0xff, 0x22));
    const wrong = (place: string) => [
      `${place}  The configuration file is not UTF-8 text; its first wrong byte is here.`,
    ];
    expect(told(await read(directory))).to.deep.equal(wrong('1:4'));
    directory.write(Buffer.concat([Buffer.from('# grüß 👋\r\nx = "äö👋'), Buffer.of(0xe9), Buffer.from(' a"\n')]));
    expect(told(await read(directory))).to.deep.equal(wrong('2:9'));
    directory.write(Buffer.concat([Buffer.from(`${LEAST}# cut `), Buffer.from('👋').subarray(0, 3)]));
    expect(told(await read(directory))).to.deep.equal(wrong('5:7'));
    directory.write(Buffer.from(`\uFEFF${LEAST}`, 'utf16le'));
    expect(told(await read(directory))).to.deep.equal(['1:1  The configuration file is UTF-16 text.']);
  });

  it('may begin with more than one byte order mark', async () => {
    using directory = new ConfigDirectory();
    directory.write(`\uFEFF\uFEFF${LEAST}`);
    expect((await read(directory)).ok).to.equal(true);
  });

  it('may not be nested deeper than any parser can follow, by dots or brackets, in a key, a header or a value', async () => {
    using directory = new ConfigDirectory();
    const deep = 30_000;
    for (const [text, place] of [
      [`a${'.a'.repeat(deep)} = 1\n`, '5:202'],
      [`[a${'.a'.repeat(deep)}]\nx = 1\n`, '5:201'],
      [`x = ${'['.repeat(deep)}${']'.repeat(deep)}\n`, '5:105'],
      [`x = ${'{a='.repeat(deep)}1${'}'.repeat(deep)}\n`, '5:305'],
      [`x = ${'[\n'.repeat(deep)}`, '105:1'],
    ] as const) {
      directory.write(`${LEAST}${text}`);
      const message = 'Tables and lists are nested more than 100 levels deep here.';
      expect(told(await read(directory)), text.slice(0, 20)).to.deep.equal([`${place}  ${message}`]);
    }
    directory.write(`${LEAST}[preamble]\ntext = '''${'[{.'.repeat(deep)}''' # ${'[.'.repeat(deep)}\n`);
    expect(told(await read(directory))).to.deep.equal([]);
  });

  it('shows the line and a caret where it is not TOML, and no value that may be a secret', async () => {
    using directory = new ConfigDirectory();
    const excerpt = async (text: string) => {
      directory.write(text);
      const reading = await read(directory);
      return reading.ok ? null : reading.problems.map((problem) => problem.excerpt)[0];
    };
    expect(await excerpt('[progress]\nverbosity = compact\n')).to.deep.equal(['verbosity = compact', '            ^']);
    expect(await excerpt('[projects.web\n')).to.deep.equal(['[projects.web', '             ^']);
    const [line, caret] = (await excerpt('[transports.telegram]\nbot_token = "123:hunter2\nchat_id = 5\n')) ?? [];
    expect(line).to.match(/^bot_token = "•+:•+$/);
    expect(caret).to.match(/^ *\^$/);
    const secrets = [
      '[[triggers.webhooks]]\nsecrets = [\n  "hunter2"\n  "hunter2=",\n]\n',
      '[transports.telegram]\nbot_token = """\n123\nhunter2 = x\n',
      '[transports.telegram]\nchat_id = 5 bot_token = "hunter2"\n',
      '[claude]\nextra_args = ["--api-key=hunter2" 1]\n',
      '[[triggers.crons]]\nfetch = { url = "https://hunter2" x }\n',
      'x = "hunter2\n',
      '["hunter2\n',
      '[hunter2\n',
    ];
    for (const text of secrets)
      expect(`${await excerpt(text)}`, text)
        .to.include('^')
        .and.not.include('hunter2');
  });

  it('is judged by the package cron too, which refuses what only it refuses', async () => {
    using directory = new ConfigDirectory();
    const cron = (id: string, schedule: string) =>
      `[[triggers.crons]]\nid = "${id}"\nprompt = "p"\nschedule = "${schedule}"\n`;
    directory.write(`${LEAST}${cron('a', '0 9 * * 1-5')}${cron('b', '0 9 * * fri-sun')}${cron('c', '@daily')}`);
    const reading = await read(directory);
    expect(told(reading)).to.deep.equal([
      '12:12 triggers.crons.1.schedule This schedule is not accepted: Field (dayOfWeek) has an invalid range.',
    ]);
    expect(reading.ok ? '' : reading.problems[0]?.hint).to.equal('Write "0 9 * * 5-7", which says the same.');
    const lenient = await directory.source().read({ lenient: true });
    expect(lenient.ok && lenient.config.triggers.crons.map(({ id }) => id)).to.deep.equal(['a', 'c']);
  });

  it('is warned about with schedules that may not mean what they say', async () => {
    using directory = new ConfigDirectory();
    for (const schedule of ['*/45 * * * *', '0 0 31 2,3 *', '5,* * * * *']) {
      directory.write(`${LEAST}[[triggers.crons]]\nid = "a"\nprompt = "p"\nschedule = "${schedule}"\n`);
      const reading = await read(directory);
      expect(reading.ok && reading.warnings.map(({ line, key }) => `${line} ${key}`), schedule).to.deep.equal([
        '8 triggers.crons.0.schedule',
      ]);
    }
  });

  it('tells its warnings also while it has errors, on the machine too', async () => {
    using directory = new ConfigDirectory();
    directory.write(`watch_config = 3\ndefault_project = "wep"\n${LEAST}[projects.web]\npath = "/nowhere/at/all"\n`);
    const reading = await read(directory);
    expect(reading.ok).to.equal(false);
    expect(told(reading)).to.deep.equal([
      '1:16 watch_config Expected true or false, but this is a whole number.',
      '2:19 default_project There is no project "wep".',
      '8:8 projects.web.path There is no directory /nowhere/at/all.',
    ]);
  });

  it('may begin with a byte order mark and end its lines as Windows does', async () => {
    using directory = new ConfigDirectory();
    directory.write(`\uFEFFwatch_config = false\n${LEAST}`.replaceAll('\n', '\r\n'));
    const reading = await read(directory);
    expect(reading.ok && reading.config.watchConfig).to.equal(false);
    directory.write('\uFEFFwatch_config = 3\r\n[progress]\r\nmax_actions = -1\r\n');
    expect(told(await read(directory)).slice(0, 2)).to.deep.equal([
      'null:null transports.telegram.chat_id The key "chat_id" is missing.',
      'null:null transports.telegram.bot_token There is no bot token.',
    ]);
    expect(told(await read(directory))).to.include('3:15 progress.max_actions -1 is out of range.');
  });

  it('tells where its syntax is wrong without quoting the line', async () => {
    using directory = new ConfigDirectory();
    directory.write('[transports.telegram]\nbot_token = "123:secret\n');
    const reading = await read(directory);
    expect(told(reading)).to.deep.equal(['2:24  Not valid TOML: control characters are not allowed in strings.']);
    expect(JSON.stringify(reading)).to.not.contain('secret');
  });

  it('refuses dates that do not exist, and keys that reach into objects', async () => {
    using directory = new ConfigDirectory();
    directory.write(`${LEAST}[[triggers.crons]]\nid = "a"\nprompt = "p"\nat = 2026-02-30T10:00:00\n`);
    expect(told(await read(directory))).to.deep.equal(['8:15  Not valid TOML: there is no such date.']);
    directory.write(`# 2026-02-30\n${LEAST}`);
    expect((await read(directory)).ok).to.equal(true);
    for (const table of ['claude.__proto__', 'projects.constructor', 'projects."__proto__"']) {
      directory.write(`${LEAST}[${table}]\npolluted = 1\n`);
      const said = 'No key and no table may be called constructor or __proto__.';
      expect(told(await read(directory)), table).to.deep.equal([`5:2  ${said}`]);
    }
  });

  it('does not wait for good for a disk that gives no answer', async () => {
    using directory = new ConfigDirectory();
    directory.write(`${LEAST}[claude]\ncommand = "claude"\n`);
    const source = new TomlConfigSource({
      schema: CONFIG_SCHEMA,
      file: directory.file,
      environment: {},
      home: directory.path,
      findProgram: () => new Promise(() => undefined),
    });
    const reading = await source.read({ lenient: false });
    expect(reading.ok && reading.warnings.map(({ message }) => message)).to.deep.equal([
      'What this file names on the machine was not looked at: the disk gave no answer within five seconds.',
    ]);
  });

  it('finds its warnings once, when they are asked for', async () => {
    using directory = new ConfigDirectory();
    directory.write(`${LEAST}[projects.gone]\npath = "/nowhere/to/be/found"\n`);
    const reading = await read(directory);
    if (!reading.ok) throw new Error('it was refused');
    expect(reading.warnings.map(({ key, line }) => [key, line])).to.deep.equal([['projects.gone.path', 6]]);
    expect(reading.warnings).to.equal(reading.warnings);
  });

  it('warns if others may read the token in it', async () => {
    using directory = new ConfigDirectory();
    directory.write(LEAST, 'untether.toml', 0o640);
    expect(told(await read(directory))).to.have.length(1);
    directory.write('2:token', 'token');
    directory.write(LEAST.replace('bot_token = "1:token"', 'bot_token_file = "token"'), 'untether.toml', 0o644);
    expect(told(await read(directory))).to.deep.equal([]);
  });
});

describe('secrets outside the file', () => {
  const withFile = (name: string) => LEAST.replace('bot_token = "1:token"', `bot_token_file = "${name}"`);
  const token = (reading: Reading) => (reading.ok ? reading.config.telegram.token.reveal() : null);

  it('are read from files beside it, below the home directory and among credentials', async () => {
    using directory = new ConfigDirectory();
    directory.write('2:beside\n', 'token');
    directory.write('2:credential\n', 'credentials/token');
    for (const name of ['token', '~/token', join(directory.path, 'token')]) {
      directory.write(withFile(name));
      expect(token(await read(directory)), name).to.equal('2:beside');
    }
    directory.environment['CREDENTIALS_DIRECTORY'] = join(directory.path, 'credentials');
    for (const name of ['token', '$CREDENTIALS_DIRECTORY/token', '$'.concat('{CREDENTIALS_DIRECTORY}/token')]) {
      directory.write(withFile(name));
      expect(token(await read(directory)), name).to.equal('2:credential');
    }
  });

  it('are named by where they may be, so that triggers can be kept from them', async () => {
    using directory = new ConfigDirectory();
    directory.write('2:beside', 'token');
    directory.write('filed', 'hook');
    const hook = `[[triggers.webhooks]]\nid = "a"\npath = "/a"\nprompt_template = "p"\nsecret_file = "./hook"\n`;
    directory.write(`${withFile('token')}${hook}`);
    directory.environment['CREDENTIALS_DIRECTORY'] = '/run/credentials/untether';
    const reading = await read(directory);
    expect(reading.ok && reading.config.security.secretFiles).to.deep.equal([
      '/run/credentials/untether/token',
      join(directory.path, 'token'),
      join(directory.path, 'hook'),
    ]);
  });

  it('are told to be missing, empty, or no file', async () => {
    using directory = new ConfigDirectory();
    directory.write(' \n', 'empty');
    for (const [name, why] of [
      ['absent', 'does not exist'],
      ['empty', 'is empty'],
      ['.', 'is not a regular file'],
      ['$CREDENTIALS_DIRECTORY/token', 'systemd gave no credentials'],
    ] as const) {
      directory.write(withFile(name));
      const [problem, ...others] = told(await read(directory));
      expect(problem, name)
        .to.match(/^2:18 transports\.telegram\.bot_token_file /)
        .and.contain(why);
      expect(others).to.deep.equal([]);
    }
  });

  it('may be the secrets of webhooks', async () => {
    using directory = new ConfigDirectory();
    directory.write('filed\n', 'hook');
    directory.environment['HOOK'] = 'exported';
    const hook = (id: string, line: string) =>
      `[[triggers.webhooks]]\nid = "${id}"\npath = "/${id}"\nprompt_template = "p"\n${line}\nsecrets = ["old"]\n`;
    directory.write(`${LEAST}${hook('a', 'secret_file = "hook"')}${hook('b', 'secret_env = "HOOK"')}`);
    const reading = await read(directory);
    const secrets =
      reading.ok && reading.config.triggers.webhooks.map((each) => each.secrets.map((one) => one.reveal()));
    expect(secrets).to.deep.equal([
      ['filed', 'old'],
      ['exported', 'old'],
    ]);
  });
});

describe('the digest of a reading', () => {
  it('changes with the file, the variables and the secrets that it depends on, and with nothing else', async () => {
    using directory = new ConfigDirectory();
    directory.write('2:a', 'token');
    directory.write(LEAST.replace('bot_token = "1:token"', 'bot_token_file = "token"'));
    const digest = async () => (await read(directory)).digest;
    const first = await digest();
    expect(first).to.match(/^[0-9a-f]{64}$/);
    directory.environment['LANG'] = 'de_DE';
    expect(await digest()).to.equal(first);
    directory.write('2:b', 'token');
    const second = await digest();
    directory.environment['UNTETHER__PROGRESS__MAX_ACTIONS'] = '7';
    const third = await digest();
    directory.environment['UNTETHER_STATE_DIR'] = '/var/lib/u';
    const fourth = await digest();
    directory.write(`${LEAST}# a comment\n`);
    expect(new Set([first, second, third, fourth, await digest()]).size).to.equal(5);
  });
});

describe('paths', () => {
  it('of projects are absolute, from the home directory or from beside the file', async () => {
    using directory = new ConfigDirectory();
    mkdirSync(join(directory.path, 'code'));
    directory.write(
      `${LEAST}[projects.Here]\npath = "code"\nworktrees_dir = "~/trees"\n[projects.there]\npath = "/nowhere/at/all"\n`,
    );
    const reading = await read(directory);
    const projects = reading.ok ? reading.config.projects : [];
    expect(
      projects.map(({ alias, name, path, worktreesDirectory }) => [alias, name, path, worktreesDirectory]),
    ).to.deep.equal([
      ['here', 'Here', join(directory.path, 'code'), join(directory.path, 'trees')],
      ['there', 'there', '/nowhere/at/all', '/nowhere/at/all/.worktrees'],
    ]);
    expect(told(reading)).to.deep.equal(['9:8 projects.there.path There is no directory /nowhere/at/all.']);
  });
});

describe('checking a configuration', () => {
  it('tells people place, key, reason and hint of each problem, and fails', async () => {
    using directory = new ConfigDirectory();
    directory.write(`${LEAST}[progress]\nmax_actions = "many"\n`);
    const { reading, unimplemented } = await directory.source().inspect({ lenient: false });
    const { file } = directory;
    expect(checkReport(reading, { file, unimplemented })).to.deep.include({
      exitCode: 1,
      lines: [
        `${file}:6:15  error  progress.max_actions — Expected a whole number, but this is text.`,
        '    Write a whole number from 0 to 50 without quotes.',
        `${file} is not usable: 1 error.`,
      ],
    });
  });

  it('passes with warnings and names the keys that have no effect yet', async () => {
    using directory = new ConfigDirectory();
    directory.write(`default_project = "gone"\nwatch_config = true\n${LEAST}[plugins]\nenabled = ["a", "b"]\n`);
    const { reading, unimplemented } = await directory.source().inspect({ lenient: false });
    const { file } = directory;
    const report = checkReport(reading, { file, unimplemented });
    expect(report.lines).to.deep.equal([
      `${file}:1:19  warning  default_project — There is no project "gone".`,
      '    Name a project that there is, or delete the key.',
      `${file}:8:1  note  plugins.enabled — no effect yet`,
      `${file} is usable: 1 warning.`,
    ]);
    expect(report.exitCode).to.equal(0);
  });

  it('tells programs the same as JSON', async () => {
    using directory = new ConfigDirectory();
    directory.write(LEAST);
    const { reading, unimplemented } = await directory.source().inspect({ lenient: false });
    const report = checkReport(reading, { file: 'untether.toml', unimplemented });
    expect(report.lines).to.deep.equal(['untether.toml is fine.']);
    expect(JSON.parse(JSON.stringify(report.json))).to.deep.equal({
      ok: true,
      file: 'untether.toml',
      digest: reading.digest,
      problems: [],
      noEffectYet: [],
      crons: [],
    });
  });

  it('tells when each cron fires next, in its zone, to people and to programs', async () => {
    using directory = new ConfigDirectory();
    const cron = (id: string, keys: string) => `[[triggers.crons]]\nid = "${id}"\nprompt = "p"\n${keys}\n`;
    directory.write(
      `${LEAST}[triggers]\ndefault_timezone = "Europe/Berlin"\n` +
        cron('daily', 'schedule = "0 9 * * *"') +
        cron('once', 'at = 2026-12-24T18:00:00Z\ntimezone = "UTC"') +
        cron('over', 'at = 2020-12-24T18:00:00') +
        cron('off', 'schedule = "@hourly"\nenabled = false'),
    );
    const { reading, unimplemented } = await directory.source().inspect({ lenient: false });
    if (!reading.ok) throw new Error('it should be accepted');
    const crons = previewCrons(reading.config, new IntlCronCalendar(), Date.parse('2026-11-23T12:00:00Z'));
    const { lines, json } = checkReport(reading, { file: 'untether.toml', unimplemented, crons });
    expect(lines.slice(0, -1)).to.deep.equal([
      'cron daily  0 9 * * *, Europe/Berlin  ' +
        'next tomorrow 09:00 (UTC+01:00), Wed 2026-11-25 09:00 (UTC+01:00), Thu 2026-11-26 09:00 (UTC+01:00)',
      'cron once  2026-12-24T18:00:00Z, UTC  next Thu 2026-12-24 18:00 (UTC)',
      'cron over  2020-12-24T18:00:00, Europe/Berlin  never again',
      'cron off  @hourly, Europe/Berlin  switched off',
    ]);
    expect(json.crons[0]?.next[0]).to.deep.equal({
      utc: '2026-11-24T08:00:00.000Z',
      local: 'tomorrow 09:00 (UTC+01:00)',
    });
    expect(json.crons.map(({ next }) => next.length)).to.deep.equal([3, 1, 0, 3]);
  });

  it('warns of an instant that is past everywhere, with its place', async () => {
    using directory = new ConfigDirectory();
    const cron = (id: string, at: string) => `[[triggers.crons]]\nid = "${id}"\nprompt = "p"\nat = ${at}\n`;
    directory.write(
      LEAST +
        cron('past', '2020-01-01T00:00:00') +
        cron('gone', '2026-11-23T11:59:00Z') +
        cron('near', '2026-11-23T11:00:00'),
    );
    const clock = { now: () => Date.parse('2026-11-23T12:00:00Z') };
    const source = new TomlConfigSource({
      schema: CONFIG_SCHEMA,
      file: directory.file,
      environment: {},
      home: directory.path,
      clock,
    });
    expect(told(await source.read({ lenient: false }))).to.deep.equal([
      '8:6 triggers.crons.0.at This instant is past.',
      '12:6 triggers.crons.1.at This instant is past.',
    ]);
  });
});
