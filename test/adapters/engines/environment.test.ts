import { expect } from 'chai';
import fc from 'fast-check';
import { type EnvironmentRules, engineEnvironment } from '../../../src/adapters/engines/environment/environment.js';
import { Secret } from '../../../src/domain/secret.js';

const TOKEN = '123456:token-of-the-bot';

function rules(more: Partial<EnvironmentRules> = {}): EnvironmentRules {
  const none = { names: [], prefixes: [] };
  return { engine: none, extra: none, withheld: [new Secret(TOKEN)], ...more };
}

describe("an engine's environment", () => {
  it('passes what shells and tools need, and nothing else', () => {
    const source = {
      PATH: '/bin',
      HOME: '/home/me',
      LC_TIME: 'C',
      npm_config_x: 'x',
      DATABASE_URL: 'x',
      LANG: undefined,
    };
    expect(engineEnvironment(source, rules())).to.deep.equal({ PATH: '/bin', HOME: '/home/me', LC_TIME: 'C' });
  });

  it('passes what the engine and the configuration name', () => {
    const engine = { names: ['KEY'], prefixes: ['TOOL_'] };
    const extra = { names: ['DATABASE_URL'], prefixes: ['MY_'] };
    const source = { PATH: '/bin', KEY: '1', TOOL_A: '2', DATABASE_URL: '3', MY_B: '4', OTHER: '5' };
    const passed = engineEnvironment(source, rules({ engine, extra }));
    expect(Object.keys(passed)).to.have.members(['PATH', 'KEY', 'TOOL_A', 'DATABASE_URL', 'MY_B']);
  });

  it('never passes our settings or the bot token, whatever is allowed', () => {
    const name = fc.oneof(
      fc.constantFrom('UNTETHER__TRANSPORTS__TELEGRAM__BOT_TOKEN', 'UNTETHER__X', 'MY_TOKEN', 'PATH', 'NOTIFY_SOCKET'),
      fc.stringMatching(/^[A-Z_]{1,8}$/),
    );
    const value = fc.oneof(fc.string(), fc.constantFrom(TOKEN, `bot ${TOKEN}`, `https://x/bot${TOKEN}/getMe`));
    fc.assert(
      fc.property(fc.dictionary(name, value), (source) => {
        const extra = { names: Object.keys(source), prefixes: ['UNTETHER', 'A', 'M', ''] };
        const passed = engineEnvironment(source, rules({ extra }));
        for (const [passedName, passedValue] of Object.entries(passed)) {
          expect(passedName).to.not.match(/^UNTETHER__|^NOTIFY_SOCKET$/);
          expect(passedValue).to.not.contain(TOKEN);
        }
      }),
    );
  });

  it('always has a PATH', () => {
    expect(engineEnvironment({}, rules())['PATH']).to.match(/\/bin/);
  });

  it('holds a very short secret back only where it is the whole value', () => {
    const withheld = [new Secret('abc'), new Secret('')];
    const passed = engineEnvironment({ PATH: '/abc/bin', HOME: 'abc', SHELL: '' }, rules({ withheld }));
    expect(passed).to.deep.equal({ PATH: '/abc/bin', SHELL: '' });
  });

  const SECRET = 'whsec_s3cr3t/of+the:webhook=';
  const bytes = Buffer.from(SECRET);
  const looks: Readonly<Record<string, string>> = {
    'as it is': SECRET,
    'in a longer value': `Bearer ${SECRET}, and more`,
    'without the name of its kind': `key=${SECRET.slice(6)}`,
    'in a URL': `https://a.example/?key=${encodeURIComponent(SECRET)}`,
    'in a URL, in small letters': encodeURIComponent(SECRET).replace(/%../g, (code) => code.toLowerCase()),
    'in a URL, every character of it': [...SECRET].map((one) => `%${one.charCodeAt(0).toString(16)}`).join(''),
    'in a form': new URLSearchParams({ key: SECRET }).toString(),
    'in JSON': JSON.stringify({ key: SECRET }),
    'in Base64': bytes.toString('base64'),
    'in Base64 for URLs': bytes.toString('base64url'),
    'in a longer Base64': Buffer.from(`user:${SECRET}\n`).toString('base64'),
    'in hexadecimal digits': bytes.toString('hex'),
    'in large hexadecimal digits': bytes.toString('hex').toUpperCase(),
  };
  for (const [look, value] of Object.entries(looks)) {
    it(`holds a secret back ${look}`, () => {
      const withheld = [new Secret(SECRET)];
      const extra = { names: ['ALLOWED', 'OTHER'], prefixes: [] };
      const passed = engineEnvironment({ PATH: '/bin', ALLOWED: value, OTHER: 'x' }, rules({ withheld, extra }));
      expect(passed).to.deep.equal({ PATH: '/bin', OTHER: 'x' });
    });
  }

  it('holds any secret back in Base64, wherever it stands there', () => {
    const secret = fc.string({ unit: 'grapheme', minLength: 9 });
    const around = fc.string({ maxLength: 7 });
    fc.assert(
      fc.property(secret, around, around, (text, before, after) => {
        const value = Buffer.from(`${before}${text}${after}`).toString('base64');
        const extra = { names: ['ALLOWED'], prefixes: [] };
        const withheld = [new Secret(text)];
        expect(engineEnvironment({ ALLOWED: value }, rules({ withheld, extra }))).not.to.have.property('ALLOWED');
      }),
    );
  });

  it('never leaves an engine without what it needs because of a short secret', () => {
    const withheld = [new Secret('home'), new Secret('abcd')];
    const extra = { names: ['ALLOWED'], prefixes: [] };
    const source = { PATH: '/bin', HOME: '/home/ada', ALLOWED: 'Bearer abcd' };
    expect(engineEnvironment(source, rules({ withheld, extra }))).to.deep.equal({ PATH: '/bin', HOME: '/home/ada' });
  });
});
