import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { TomlConfigSource } from '../../../src/adapters/config/toml-config-source.js';
import type { Reading } from '../../../src/application/ports/config/config-source.js';
import type { ConfigProblem } from '../../../src/application/values/reload/config-problem.js';
import { CONFIG_SCHEMA } from '../../../src/composition/wiring/config-schema.js';
import { ConfigDirectory } from './config-directory.js';
import { LEAST, readText } from './read-text.js';

const GOOD_KEY = Buffer.alloc(24, 7).toString('base64');
const STRONG = '9f86d081884c7d659a2feaa0c55ad015';

function hook(auth: string, keys: string): string {
  return `${LEAST}[[triggers.webhooks]]\nid = "a"\npath = "/a"\nprompt_template = "p"\nauth = "${auth}"\n${keys}\n`;
}

function places(problems: readonly ConfigProblem[]): readonly string[] {
  return problems.map(({ line, column, key }) => `${line}:${column} ${key}`);
}

function problemsOf(reading: Reading): readonly ConfigProblem[] {
  return reading.ok ? reading.warnings : reading.problems;
}

describe('a secret that a signature is made with', () => {
  const bad = ['whsec_', 'x', 'whsec_c2hvcnQ=', 'whsec_not base64!', `${GOOD_KEY}A`, `whsec_${GOOD_KEY}=`, 'AAAA=AAAA'];
  for (const secret of bad) {
    it(`is refused with its place if it is no key of 16 bytes: ${secret}`, () => {
      const { errors } = readText(hook('standard-webhooks', `secret = "${secret}"`));
      expect(places(errors)).to.deep.equal(['10:10 triggers.webhooks.0.secret']);
      if (secret.length > 6) expect(JSON.stringify(errors)).to.not.include(secret.slice(6));
    });
  }

  it('is taken with or without prefix and padding', () => {
    for (const secret of [GOOD_KEY, `whsec_${GOOD_KEY}`, Buffer.alloc(16, 1).toString('base64').replace(/=+$/, '')]) {
      const { errors, warnings } = readText(hook('standard-webhooks', `secret = "${secret}"`));
      expect([errors, warnings], secret).to.deep.equal([[], []]);
    }
  });

  it('is judged wherever it is kept', async () => {
    using directory = new ConfigDirectory();
    directory.write('c2hvcnQ=\n', 'key');
    directory.environment['KEY'] = 'c2hvcnQ=';
    for (const [keys, place] of [
      ['secret = "c2hvcnQ="', '10:10 triggers.webhooks.0.secret'],
      ['secret_env = "KEY"', '10:14 triggers.webhooks.0.secret_env'],
      ['secret_file = "key"', '10:15 triggers.webhooks.0.secret_file'],
      [`secrets = ["${GOOD_KEY}", "c2hvcnQ="]`, '10:48 triggers.webhooks.0.secrets.1'],
    ] as const) {
      directory.write(hook('standard-webhooks', keys));
      const reading = await directory.source().read({ lenient: false });
      expect([reading.ok, places(problemsOf(reading))], keys).to.deep.equal([false, [place]]);
      expect(JSON.stringify(reading), keys).to.not.include('c2hvcnQ=');
    }
  });

  it('is missed where its variable has a name that only means something to JavaScript', () => {
    for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty']) {
      const { errors } = readText(hook('bearer', `secret_env = "${name}"`));
      expect(places(errors), name).to.deep.equal(['10:14 triggers.webhooks.0.secret_env']);
      expect(errors[0]?.message).to.equal(`The environment variable ${name} is not set.`);
    }
  });

  it('is left out with its webhook, too, where its place is no text', () => {
    for (const key of ['secret_env', 'secret_file']) {
      const { config, warnings } = readText(hook('bearer', `${key} = 5`), {}, true);
      expect(config?.triggers.webhooks, key).to.deep.equal([]);
      expect(places(warnings), key).to.include(`10:${key.length + 4} triggers.webhooks.0.${key}`);
    }
  });

  it('is left out with its webhook at a first start', () => {
    const { config, warnings } = readText(hook('standard-webhooks', 'secret = "x"'), {}, true);
    expect(config?.triggers.webhooks).to.deep.equal([]);
    expect(warnings[0]?.hint).to.include('left out');
  });
});

describe('a secret that is compared as text', () => {
  const weak = ['a', 'changeme', 'fifteen-letters', 'My-Secret_Webhook Token', 'changemechangeme', '0123456789012345'];
  for (const auth of ['bearer', 'hmac-sha256', 'hmac-sha1', 'github', 'gitlab', 'slack', 'stripe']) {
    it(`is warned about with its place if it can be guessed (${auth})`, () => {
      for (const secret of weak) {
        const { config, errors, warnings } = readText(hook(auth, `secret = "${secret}"`));
        expect([config === null, errors], secret).to.deep.equal([false, []]);
        expect(places(warnings), secret).to.deep.equal(['10:10 triggers.webhooks.0.secret']);
        if (secret.length > 3) expect(JSON.stringify(warnings)).to.not.include(secret);
      }
    });
  }

  it('is fine if nobody guesses it, and is refused if it is empty', () => {
    for (const secret of [STRONG, 'xK3-vv9.qLw_77Tz', 'correct horse battery staple', `whsec_${GOOD_KEY}`]) {
      const { warnings } = readText(hook('stripe', `secret = "${secret}"`));
      expect(warnings, secret).to.deep.equal([]);
    }
    expect(places(readText(hook('bearer', 'secret = " "')).errors)).to.deep.equal(['10:10 triggers.webhooks.0.secret']);
    const { errors } = readText(hook('bearer', 'secrets = ["x", ""]'));
    expect(places(errors)).to.deep.equal(['10:11 triggers.webhooks.0.secrets']);
  });

  it('is judged too where it is the token of a handshake', () => {
    for (const [auth, verification] of [
      ['bearer', 'meta'],
      ['bearer', 'graph'],
      ['none', 'graph'],
    ] as const) {
      const keys = (token: string) =>
        `secret = "${STRONG}"\nverification = "${verification}"\nverify_token = "${token}"`;
      const told = (token: string) =>
        places(readText(hook(auth, keys(token))).warnings).filter((one) => /verify/.test(one));
      expect(told('changeme'), verification).to.deep.equal(['12:16 triggers.webhooks.0.verify_token']);
      expect(told(STRONG), verification).to.deep.equal([]);
    }
  });

  it('is not judged where nothing is proved', () => {
    expect(places(readText(hook('none', 'secret = "x"')).warnings)).to.deep.equal(['9:8 triggers.webhooks.0.auth']);
  });
});

describe('a bot token', () => {
  it('is warned about if it does not look like one, wherever it is kept', () => {
    const token = (text: string, environment = {}) => {
      const { errors, warnings } = readText(LEAST.replace('bot_token = "1:token"', text), environment);
      expect(errors).to.deep.equal([]);
      return places(warnings);
    };
    expect(token('bot_token = "YOUR_TOKEN"')).to.deep.equal(['2:13 transports.telegram.bot_token']);
    expect(token('bot_token = "12:ab cd"')).to.deep.equal(['2:13 transports.telegram.bot_token']);
    expect(token('bot_token_env = "T"', { T: 'x' })).to.deep.equal(['2:17 transports.telegram.bot_token_env']);
    expect(token('bot_token = "123456:AAE-x_9"')).to.deep.equal([]);
  });
});

describe('a file that holds a secret', () => {
  it('is warned about if others may open it, the configuration file too', async () => {
    using directory = new ConfigDirectory();
    const token = directory.write('1:token', 'token', 0o640);
    directory.write(STRONG, 'key', 0o604);
    const withToken = LEAST.replace('bot_token = "1:token"', 'bot_token_file = "token"');
    const read = async () => places(problemsOf(await directory.source().read({ lenient: false })));
    directory.write(hook('bearer', 'secret_file = "key"').replace(LEAST, withToken), 'untether.toml', 0o644);
    const [tokenPlace, keyPlace] = ['2:18 transports.telegram.bot_token_file', '10:15 triggers.webhooks.0.secret_file'];
    expect(await read()).to.deep.equal([tokenPlace, keyPlace]);
    chmodSync(token, 0o600);
    directory.write(hook('bearer', `secrets = ["${STRONG}"]`).replace(LEAST, withToken), 'untether.toml', 0o644);
    expect(await read()).to.deep.equal(['10:11 triggers.webhooks.0.secrets']);
  });

  it('is trusted among the credentials that systemd guards', async () => {
    using directory = new ConfigDirectory();
    directory.environment['CREDENTIALS_DIRECTORY'] = join(directory.path, 'credentials');
    directory.write('1:token', 'credentials/token', 0o440);
    directory.write(LEAST.replace('bot_token = "1:token"', 'bot_token_file = "token"'));
    expect(problemsOf(await directory.source().read({ lenient: false }))).to.deep.equal([]);
  });
});

describe('the program of an engine', () => {
  it('is warned about if it is not there', async () => {
    using directory = new ConfigDirectory();
    const findProgram = async (command: string) => (command === 'there' ? '/bin/there' : null);
    const around = { file: directory.file, environment: {}, home: directory.path, schema: CONFIG_SCHEMA, findProgram };
    directory.write(`${LEAST}[claude]\ncommand = "gone"\n[codex]\ncommand = "there"\n[pi]\ncommand = "/opt/gone"\n`);
    const reading = await new TomlConfigSource(around).read({ lenient: false });
    expect(problemsOf(reading).map(({ key, message }) => `${key}: ${message}`)).to.deep.equal([
      'claude.command: There is no program gone on the PATH.',
      'pi.command: There is no program /opt/gone.',
    ]);
    expect(reading.ok).to.equal(true);
  });
});
