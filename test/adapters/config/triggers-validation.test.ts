import { expect } from 'chai';
import { configOf, errorKeys, LEAST, readText } from './read-text.js';

function webhook(keys: string): string {
  return `${LEAST}[[triggers.webhooks]]\nid = "a"\npath = "/hooks/a"\nsecret = "s"\nprompt_template = "p"\n${keys}`;
}

function only(keys: string): string {
  return `${LEAST}[[triggers.webhooks]]\nid = "a"\npath = "/hooks/a"\n${keys}`;
}

function cron(keys: string): string {
  return `${LEAST}[[triggers.crons]]\nid = "a"\n${keys}`;
}

const WEBHOOK = 'triggers.webhooks.0';
const CRON = 'triggers.crons.0';

describe('the server of triggers', () => {
  it('has the defaults of the reference', () => {
    const { host, port, rateLimit, maxBodyBytes } = configOf(LEAST).triggers.server;
    expect([host, port, rateLimit, maxBodyBytes]).to.deep.equal(['127.0.0.1', 9876, 60, 1_048_576]);
  });

  for (const port of ['0', '70000', '"9876"', '9876.0', 'true']) {
    it(`refuses port = ${port}`, () => {
      expect(errorKeys(`${LEAST}[triggers.server]\nport = ${port}\n`)).to.deep.equal(['triggers.server.port']);
    });
  }
});

describe('a webhook', () => {
  for (const path of ['hooks/a', '/health', '/hooks/<x>', '/', '/a b']) {
    it(`refuses the path ${path}`, () => {
      const text = `${LEAST}[[triggers.webhooks]]\nid = "a"\nsecret = "s"\nprompt_template = "p"\npath = "${path}"\n`;
      expect(errorKeys(text)).to.deep.equal([`${WEBHOOK}.path`]);
    });
  }

  const table = (keys: string, more = '') => webhook(`${more}\n[triggers.webhooks.signature]\n${keys}\n`);

  it('may describe a signature of its own, by header names in any case', () => {
    const keys = 'header = "X-Own"\nprefix = "v1="\ntimestamp_header = "X-Time"\ntemplate = "{timestamp}:{id}.{body}"';
    const [hook] = configOf(table(keys, 'dedup_header = "X-Id"')).triggers.webhooks;
    expect(hook).to.deep.include({
      auth: 'signature',
      signature: {
        header: 'x-own',
        prefix: 'v1=',
        encoding: 'hex',
        algorithm: 'sha256',
        timestampHeader: 'x-time',
        template: '{timestamp}:{id}.{body}',
      },
    });
    expect(configOf(webhook('')).triggers.webhooks[0]).to.deep.include({ auth: 'bearer', signature: null });
  });

  const SIGNATURE = `${WEBHOOK}.signature`;
  const refused: readonly (readonly [string, string, readonly string[]])[] = [
    ['without a header', table(''), [`${SIGNATURE}.header`]],
    ['with a header that is none', table('header = "a b"'), [`${SIGNATURE}.header`]],
    ['without the body', table('header = "X"\ntemplate = "x"'), [`${SIGNATURE}.template`]],
    ['with the body twice', table('header = "X"\ntemplate = "{body}{body}"'), [`${SIGNATURE}.template`]],
    ['with an unknown placeholder', table('header = "X"\ntemplate = "{body}{path}"'), [`${SIGNATURE}.template`]],
    [
      'with a time that no header says',
      table('header = "X"\ntemplate = "{timestamp}{body}"'),
      [`${SIGNATURE}.template`],
    ],
    ['with a time that is not signed', table('header = "X"\ntimestamp_header = "T"'), [`${SIGNATURE}.template`]],
    ['with a name that no header says', table('header = "X"\ntemplate = "{id}{body}"'), [`${WEBHOOK}.dedup_header`]],
    ['beside auth', table('header = "X"', 'auth = "github"'), [`${WEBHOOK}.auth`]],
    ['beside auth = "none"', table('header = "X"', 'auth = "none"'), [`${WEBHOOK}.auth`]],
    ['of an unknown hash function', table('header = "X"\nalgorithm = "md5"'), [`${SIGNATURE}.algorithm`]],
    [
      'without a secret',
      only('prompt_template = "p"\n[triggers.webhooks.signature]\nheader = "X"'),
      [`${WEBHOOK}.secret`],
    ],
    ['that asks for Meta’s handshake without its token', webhook('verification = "meta"'), [`${WEBHOOK}.verify_token`]],
    ['that asks for an unknown handshake', webhook('verification = "zoom"'), [`${WEBHOOK}.verification`]],
  ];
  for (const [what, text, keys] of refused) {
    it(`refuses one ${what}`, () => expect(errorKeys(text)).to.deep.equal(keys));
  }

  for (const auth of ['linear', 'sentry', 'pagerduty', 'gogs', 'shopify']) {
    it(`takes auth = "${auth}", with a secret only`, () => {
      expect(configOf(webhook(`auth = "${auth}"`)).triggers.webhooks[0]?.auth).to.equal(auth);
      expect(errorKeys(only(`auth = "${auth}"\nprompt_template = "p"`))).to.deep.equal([`${WEBHOOK}.secret`]);
    });
  }

  it('says so where dedup_header has no effect', () => {
    const { warnings } = readText(webhook('auth = "stripe"\ndedup_header = "X-Id"'));
    expect(warnings.map(({ key }) => key)).to.include(`${WEBHOOK}.dedup_header`);
  });

  it('takes a path with dots, dashes and underscores', () => {
    const text = only('secret = "s"\nprompt_template = "p"\n').replace('/hooks/a', '/hooks/my-webhook_v2.0');
    expect(configOf(text).triggers.webhooks[0]?.path).to.equal('/hooks/my-webhook_v2.0');
  });

  for (const auth of [
    'bearer',
    'hmac-sha256',
    'hmac-sha1',
    'github',
    'gitlab',
    'slack',
    'stripe',
    'standard-webhooks',
  ]) {
    it(`needs a secret for ${auth}`, () => {
      expect(errorKeys(only(`auth = "${auth}"\nprompt_template = "p"\n`))).to.deep.equal([`${WEBHOOK}.secret`]);
    });
  }

  it('needs no secret for none, but is warned about', () => {
    const { config, warnings } = readText(only('auth = "none"\nprompt_template = "p"\n'));
    expect(config?.triggers.webhooks[0]?.secrets).to.deep.equal([]);
    expect(warnings.map((warning) => warning.key)).to.deep.equal([`${WEBHOOK}.auth`]);
  });

  it('takes one source of its secret, and further secrets', () => {
    const read = configOf(webhook('secrets = ["t", "u"]\n')).triggers.webhooks[0]?.secrets ?? [];
    expect(read.map((secret) => secret.reveal())).to.deep.equal(['s', 't', 'u']);
    expect(errorKeys(webhook('secret_env = "S"\n'), { S: 'x' })).to.deep.equal([`${WEBHOOK}.secret`]);
  });

  const needed: readonly [string, string][] = [
    ['agent_run', 'prompt_template'],
    ['file_write', 'file_path'],
    ['http_forward', 'forward_url'],
    ['notify_only', 'message_template'],
  ];
  for (const [action, key] of needed) {
    it(`needs ${key} for ${action}`, () => {
      expect(errorKeys(only(`secret = "s"\naction = "${action}"\n`))).to.deep.equal([`${WEBHOOK}.${key}`]);
      expect(errorKeys(only(`secret = "s"\naction = "${action}"\n${key} = "x"\n`))).to.deep.equal([]);
    });
  }

  it('has an id and a path of its own', () => {
    const second = (id: string, path: string) =>
      `[[triggers.webhooks]]\nid = "${id}"\npath = "${path}"\nsecret = "s"\nprompt_template = "p"\n`;
    expect(errorKeys(webhook(second('a', '/hooks/b')))).to.deep.equal(['triggers.webhooks.1.id']);
    expect(errorKeys(webhook(second('b', '/hooks/a')))).to.deep.equal(['triggers.webhooks.1.path']);
    expect(errorKeys(webhook('[[triggers.crons]]\nid = "a"\nschedule = "@daily"\nprompt = "p"\n'))).to.deep.equal([]);
  });

  it('keeps to its bounds', () => {
    for (const line of ['dedup_s = 2592001', 'max_file_size_bytes = 1023', 'max_file_size_bytes = 104857601']) {
      expect(errorKeys(webhook(`${line}\n`)), line).to.have.length(1);
    }
    expect(errorKeys(webhook('allow_ips = ["10.0.0.0/8", "::1", "10.0.0.1"]\n'))).to.deep.equal([]);
    for (const range of ['10.0.0.0/33', 'example.com', '10.0.0', '::/129', '1.2.3.4/', '/8']) {
      expect(errorKeys(webhook(`allow_ips = ["${range}"]\n`)), range).to.deep.equal([`${WEBHOOK}.allow_ips`]);
    }
  });

  it('treats chat 0 as none', () => {
    expect(configOf(webhook('chat_id = 0\n')).triggers.webhooks[0]?.chatId).to.equal(null);
  });
});

describe('a cron', () => {
  it('needs exactly one of schedule and at', () => {
    expect(errorKeys(cron('prompt = "p"\n'))).to.deep.equal([`${CRON}.schedule`]);
    expect(errorKeys(cron('prompt = "p"\nschedule = "@daily"\nat = 2026-12-24T18:00:00\n'))).to.deep.equal([
      `${CRON}.schedule`,
    ]);
  });

  it('needs a prompt, or a template for one', () => {
    expect(errorKeys(cron('schedule = "@daily"\n'))).to.deep.equal([`${CRON}.prompt`]);
    expect(errorKeys(cron('schedule = "@daily"\nprompt_template = "p"\n'))).to.deep.equal([]);
  });

  it('refuses what is no schedule, naming the part', () => {
    const { errors } = readText(cron('prompt = "p"\nschedule = "0 25 * * *"\n'));
    expect(errors[0]).to.include({ key: `${CRON}.schedule`, line: 8, column: 12 });
    expect(errors[0]?.message).to.contain('"25"').and.contain('hour');
  });

  const refused: readonly [schedule: string, named: string][] = [
    ['* *', '2'],
    ['0 9 * *', '4'],
    ['0 0 9 * * *', '6'],
    ['every day at nine please', '"every"'],
    ['0 0 30 2 *', 'never'],
    ['0 0 31 4,6,9,11 *', 'never'],
    ['60 * * * *', 'minute'],
    ['0 24 * * *', 'hour'],
    ['0 0 0 * *', 'day of the month'],
    ['0 0 * 13 *', 'month'],
    ['0 0 * * 8', 'day of the week'],
    ['0 22-2 * * *', 'reversed'],
    ['*/0 * * * *', 'zero'],
    ['1,,2 * * * *', 'minute'],
    ['+5 * * * *', '"+5"'],
    ['1_0 * * * *', '"1_0"'],
    ['-5 * * * *', '"-5"'],
    ['*/ * * * *', '"*/"'],
    ['٣ * * * *', '"٣"'],
    ['１ * * * *', '"１"'],
    ['@reboot', '@reboot'],
  ];
  for (const [schedule, named] of refused) {
    it(`refuses ${schedule} where it stands, and says what is wrong with it`, () => {
      const { errors } = readText(cron(`prompt = "p"\nschedule = "${schedule}"\n`));
      expect(errors.map(({ key, line, column }) => [key, line, column])).to.deep.equal([[`${CRON}.schedule`, 8, 12]]);
      expect(errors[0]?.message).to.contain(named);
      expect(errors[0]?.hint).not.to.equal('');
    });
  }

  const moments: readonly [string, string][] = [
    ['2026-12-24T18:00:00', '2026-12-24T18:00:00'],
    ['2026-12-24 18:00:00', '2026-12-24T18:00:00'],
    ['2026-12-24T18:00:00Z', '2026-12-24T18:00:00Z'],
    ['2026-12-24T18:00:00-07:30', '2026-12-24T18:00:00-07:30'],
    ['"2026-12-24t18:00:00z"', '2026-12-24T18:00:00Z'],
    ['"2026-12-24 18:00"', '2026-12-24T18:00:00'],
  ];
  for (const [written, read] of moments) {
    it(`reads at = ${written} as it stands, in no zone of ours`, () => {
      const entry = configOf(cron(`prompt = "p"\nat = ${written}\n`)).triggers.crons[0];
      expect(entry).to.include({ at: read, schedule: null, runOnce: true });
    });
  }

  for (const at of ['2026-12-24', '18:00:00', '"tomorrow"', '"2026-02-30T10:00:00"', '"2026-12-24T25:00:00"', '5']) {
    it(`refuses at = ${at}`, () => {
      expect(errorKeys(cron(`prompt = "p"\nat = ${at}\n`))).to.deep.equal([`${CRON}.at`]);
    });
  }

  it('refuses zones that nobody keeps, and says which is meant', () => {
    const { errors } = readText(cron('prompt = "p"\nschedule = "@daily"\ntimezone = "Australia/Melborne"\n'));
    expect(errors.map((error) => [error.key, error.hint])).to.deep.equal([
      [`${CRON}.timezone`, 'Did you mean "Australia/Melbourne"?'],
    ]);
    expect(errorKeys(`${LEAST}[triggers]\ndefault_timezone = "+01:00"\n`)).to.deep.equal(['triggers.default_timezone']);
    expect(configOf(`${LEAST}[triggers]\ndefault_timezone = "UTC"\n`).triggers.defaultTimezone).to.equal('UTC');
  });

  it('knows the permission modes of each engine, and takes any of an engine that it does not know', () => {
    const mode = (keys: string) => errorKeys(cron(`prompt = "p"\nschedule = "@daily"\n${keys}`));
    expect(mode('engine = "claude"\npermission_mode = "yoloMode"\n')).to.deep.equal([`${CRON}.permission_mode`]);
    expect(mode('engine = "opencode"\npermission_mode = "yoloMode"\n')).to.deep.equal([`${CRON}.permission_mode`]);
    expect(mode('engine = "plugged"\npermission_mode = "yoloMode"\n')).to.deep.equal([]);
    expect(mode('permission_mode = "yoloMode"\n')).to.deep.equal([]);
    for (const known of ['default', 'plan', 'auto', 'acceptEdits', 'bypassPermissions', 'manual', 'dontAsk']) {
      expect(mode(`engine = "claude"\npermission_mode = "${known}"\n`), known).to.deep.equal([]);
    }
  });

  it('has an id of its own', () => {
    const entry = 'schedule = "@daily"\nprompt = "p"\n';
    expect(errorKeys(cron(`${entry}[[triggers.crons]]\nid = " a "\n${entry}`))).to.deep.equal(['triggers.crons.1.id']);
  });

  it('says what a fetch lacks', () => {
    const fetch = (keys: string) =>
      errorKeys(cron(`prompt = "p"\nschedule = "@daily"\n[triggers.crons.fetch]\n${keys}`));
    expect(fetch('')).to.deep.equal([`${CRON}.fetch.type`]);
    expect(fetch('type = "http_get"\n')).to.deep.equal([`${CRON}.fetch.url`]);
    expect(fetch('type = "file_read"\n')).to.deep.equal([`${CRON}.fetch.file_path`]);
    expect(fetch('type = "http_get"\nurl = "https://example.com"\ntimeout_seconds = 61\n')).to.deep.equal([
      `${CRON}.fetch.timeout_seconds`,
    ]);
  });

  it('reads a thousand of its kind', () => {
    const entries = Array.from(
      { length: 1000 },
      (_, n) => `[[triggers.crons]]\nid = "c${n}"\nschedule = "${n % 60} * * * *"\nprompt = "p"\n`,
    );
    expect(configOf(LEAST + entries.join('')).triggers.crons).to.have.length(1000);
  });
});
