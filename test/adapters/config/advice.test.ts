import { expect } from 'chai';
import { errorKeys, LEAST, readText } from './read-text.js';

const STRONG = '9f86d081884c7d659a2feaa0c55ad015';

function warned(text: string): readonly string[] {
  const { errors, warnings } = readText(`${LEAST}${text}`);
  expect(errors, text).to.deep.equal([]);
  return warnings.map(({ line, key }) => `${line} ${key}`);
}

function webhook(id: string, path: string, keys = ''): string {
  return `[[triggers.webhooks]]\nid = "${id}"\npath = "${path}"\nsecret = "${STRONG}"\nprompt_template = "p"\n${keys}\n`;
}

function cron(id: string, keys = 'schedule = "0 9 * * *"'): string {
  return `[[triggers.crons]]\nid = "${id}"\nprompt = "p"\n${keys}\n`;
}

describe('advice about a configuration', () => {
  it('names ranges that cover nearly everything, of proxies and of what may be reached', () => {
    for (const range of ['0.0.0.0/0', '::/0', '128.0.0.0/1', '2000::/3', '::ffff:0.0.0.0/96', '0.0.0.0/7']) {
      expect(warned(`[triggers.server]\ntrusted_proxies = ["${range}"]\n`), range).to.deep.equal([
        '6 triggers.server.trusted_proxies.0',
      ]);
      expect(warned(`[security]\noutbound_allow = ["10.1.2.3", "${range}"]\n`), range).to.deep.equal([
        '6 security.outbound_allow.1',
      ]);
    }
    const fine = '"10.0.0.0/8", "fc00::/7", "127.0.0.1", "::1", "173.245.48.0/20"';
    expect(warned(`[triggers.server]\ntrusted_proxies = [${fine}]\n`)).to.deep.equal([]);
  });

  it('names servers for voice messages that are not reached, or not asked', () => {
    const server = (url: string, more = '') => {
      const keys = `voice_transcription_base_url = "${url}"\n${more}`;
      const { errors, warnings } = readText(`${LEAST}${keys}\n`);
      expect(errors, url).to.deep.equal([]);
      return warnings.map(({ key, message }) => `${key}: ${message}`).join();
    };
    for (const url of [
      'http://127.0.0.1:8000/v1',
      'http://localhost/v1',
      'http://10.1.2.3/v1',
      'http://[fd00::1]/v1',
    ]) {
      expect(server(url), url).to.match(/base_url: \S+ is not a public address/);
    }
    expect(server('http://10.1.2.3/v1', 'voice_transcription_url_allowlist = ["10.0.0.0/8"]')).to.equal('');
    expect(server('http://10.1.2.3/v1', 'voice_transcription_url_allowlist = ["0.0.0.0/0"]')).to.include(
      'nearly every',
    );
    for (const url of ['https://api.example/v1', 'https://93.184.216.34/v1']) expect(server(url), url).to.equal('');
    const both = server('https://api.example/v1', 'voice_transcription_command = ["listen", "{wav}"]');
    expect(both).to.include('No server is asked');
  });

  it('names tokens of handshakes that nobody asks for', () => {
    const token = `verify_token = "${STRONG}"`;
    for (const verification of ['none', 'dropbox']) {
      expect(warned(webhook('a', '/a', `verification = "${verification}"\n${token}`)), verification).to.deep.equal([
        '11 triggers.webhooks.0.verify_token',
      ]);
    }
    expect(warned(webhook('a', '/a', `verification = "graph"\n${token}`))).to.deep.equal([]);
  });

  it('names webhooks that anybody can start, unlike those of Microsoft Graph that ask for its secret', () => {
    const graph = 'auth = "none"\nverification = "graph"';
    expect(warned(webhook('a', '/a', 'auth = "none"'))).to.deep.equal(['10 triggers.webhooks.0.auth']);
    expect(warned(webhook('a', '/a', graph))).to.deep.equal(['10 triggers.webhooks.0.auth']);
    expect(warned(webhook('a', '/a', `${graph}\nverify_token = "${STRONG}"`))).to.deep.equal([]);
    expect(readText(webhook('not an id', '/a', 'auth = "none"')).warnings).to.deep.equal([]);
  });

  it('names URLs whose host a value from outside would choose', () => {
    const forward = (url: string) => warned(webhook('a', '/a', `action = "http_forward"\nforward_url = "${url}"`));
    for (const host of [
      '{{host}}',
      'a.{{x}}.example',
      'user{{x}}@a.example',
      'a.example:{{port}}',
      'a{{x}}',
      "{{a['/']}}",
    ]) {
      expect(forward(`https://${host}/x`), host).to.deep.equal(['11 triggers.webhooks.0.forward_url']);
    }
    for (const url of ['https://a.example/{{x}}', 'https://a.example?q={{x}}', '{{url}}', '{{url}}/{{x}}']) {
      expect(forward(url), url).to.deep.equal([]);
    }
    const fetch = `schedule = "0 9 * * *"\n[triggers.crons.fetch]\ntype = "http_get"\nurl = "https://{{x}}/a"`;
    expect(warned(cron('a', fetch)).filter((one) => one.endsWith('url'))).to.deep.equal([
      '11 triggers.crons.0.fetch.url',
    ]);
  });

  it('names signatures that stay good for hours or years', () => {
    for (const seconds of [3_601, 86_400, 315_360_000]) {
      expect(warned(webhook('a', '/a', `auth = "slack"\ntolerance_s = ${seconds}`)), `${seconds}`).to.deep.equal([
        '11 triggers.webhooks.0.tolerance_s',
      ]);
    }
    expect(warned(webhook('a', '/a', 'auth = "slack"\ntolerance_s = 3600'))).to.deep.equal([]);
  });

  it('names a window in which nothing can be caught up', () => {
    const keys = 'schedule = "@daily"\ncatch_up = "all"\ncatch_up_window_s = 0';
    expect(warned(cron('a', keys))).to.deep.equal(['10 triggers.crons.0.catch_up_window_s']);
  });

  it('names ids and paths that differ in the case of letters only', () => {
    expect(warned(webhook('Build', '/a') + webhook('build', '/A'))).to.deep.equal([
      '12 triggers.webhooks.1.id',
      '13 triggers.webhooks.1.path',
    ]);
    expect(warned(cron('Nightly') + cron('nightly'))).to.deep.equal(['10 triggers.crons.1.id']);
    expect(warned(cron('nightly') + webhook('nightly', '/n'))).to.deep.equal([]);
  });

  it('names unknown keys of engines, while one that is near a known key is an error that tells it', () => {
    expect(warned('[claude]\nflavour = 1\n[claude.environment]\nA = "b"\n')).to.deep.equal([
      '6 claude.flavour',
      '7 claude.environment',
    ]);
    expect(warned('[engines.mine]\nflavour = 1\n')).to.deep.equal(['6 engines.mine.flavour']);
    for (const [text, meant] of [
      ['[claude]\npermision_mode = "plan"\n', 'permission_mode'],
      ['[codex]\nextra-args = []\n', 'extra_args'],
      ['[opencode]\nmodell = "x"\n', 'model'],
      ['[engines.mine]\ncomand = "x"\n', 'command'],
      ['[plugins]\nenabeld = []\n', 'enabled'],
    ] as const) {
      const [error, ...more] = readText(`${LEAST}${text}`).errors;
      expect([error?.line, error?.hint, more], text).to.deep.equal([6, `Did you mean "${meant}"?`, []]);
    }
  });
});

describe('the id of a trigger', () => {
  it('is made of letters, digits, underscores, dots and dashes, a letter or digit first, at most 64', () => {
    for (const id of ['a', '7', 'Nightly_report-2.0', 'x'.repeat(64)]) expect(warned(cron(id)), id).to.deep.equal([]);
    for (const [id, meant] of [
      ['my report', 'my-report'],
      ['a/b', 'a-b'],
      ['cron:x', 'cron-x'],
      ['-x', 'x'],
      ['.hidden', 'hidden'],
      ['x'.repeat(65), 'x'.repeat(64)],
      ['日報', 'nightly-report'],
      ['a\\u0001b', 'a-b'],
      ['a\\u202eb', 'a-b'],
    ] as const) {
      const [error] = readText(`${LEAST}${cron(id)}`).errors;
      expect([error?.key, error?.line], id).to.deep.equal(['triggers.crons.0.id', 6]);
      expect(error?.hint, id).to.equal(`Write for example "${meant}".`);
      expect(errorKeys(`${LEAST}${webhook(id, '/a')}`), id).to.deep.equal(['triggers.webhooks.0.id']);
    }
  });
});

describe('the path of a webhook', () => {
  it('is none that senders would resolve to another, and none of the server itself', () => {
    for (const path of ['/hooks/../a', '/./a', '/a/..', '/health', '/metrics']) {
      expect(errorKeys(`${LEAST}${webhook('a', path)}`), path).to.deep.equal(['triggers.webhooks.0.path']);
    }
    expect(warned(webhook('a', '/a..b/.c/metrics'))).to.deep.equal([]);
  });
});
