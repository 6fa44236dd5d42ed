import { expect } from 'chai';
import fc from 'fast-check';
import { type EnvironmentRules, engineEnvironment } from '../../../src/adapters/engines/environment.js';
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
});
