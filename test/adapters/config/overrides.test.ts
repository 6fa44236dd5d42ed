import { expect } from 'chai';
import fc from 'fast-check';
import { configOf, errorKeys, LEAST, readText } from './read-text.js';

describe('an environment variable', () => {
  it('goes before the file, in any case', () => {
    const text = `${LEAST}[progress]\nmax_actions = 3\n`;
    for (const name of ['UNTETHER__PROGRESS__MAX_ACTIONS', 'untether__Progress__max_actions']) {
      expect(configOf(text, { [name]: '9' }).progress.maxActions).to.equal(9);
    }
    expect(configOf(LEAST, { UNTETHER__DEFAULT_ENGINE: 'claude' }).defaultEngine).to.equal('claude');
  });

  it('can set every kind of value', () => {
    const config = configOf(LEAST, {
      UNTETHER__WATCH_CONFIG: 'false',
      UNTETHER__TRANSPORTS__TELEGRAM__CHAT_ID: '-100',
      UNTETHER__TRANSPORTS__TELEGRAM__BOT_TOKEN: '12:34',
      UNTETHER__TRANSPORTS__TELEGRAM__ALLOWED_USER_IDS: '[7, 8]',
      UNTETHER__SECURITY__ENV_EXTRA_ALLOW: '["FOO"]',
      UNTETHER__PROGRESS__MIN_RENDER_INTERVAL: '0.5',
      UNTETHER__PREAMBLE__TEXT: '42',
      UNTETHER__LOG: '{"level": "debug"}',
    });
    expect(config).to.include({ watchConfig: false });
    expect(config.telegram).to.deep.include({ chatId: -100, allowedUserIds: [7, 8] });
    expect(config.telegram.token.reveal()).to.equal('12:34');
    expect(config.security.envExtraAllow).to.deep.equal(['FOO']);
    expect(config.progress.minRenderIntervalMs).to.equal(500);
    expect(config.preamble.text).to.equal('42');
    expect(config.log.level).to.equal('debug');
  });

  it('reaches into projects, engines and lists', () => {
    const text = `${LEAST}[projects.Web]\npath = "/a"\n[engines.claude]\nmodel = "m"\nnovel = 1\n[[triggers.crons]]\nid = "a"\nschedule = "@daily"\nprompt = "p"\n`;
    const config = configOf(text, {
      UNTETHER__PROJECTS__WEB__PATH: '/b',
      UNTETHER__PROJECTS__OTHER__PATH: '/c',
      UNTETHER__ENGINES__CLAUDE__MODEL: 'n',
      UNTETHER__CLAUDE__NOVEL: '2',
      UNTETHER__TRIGGERS__CRONS__0__SCHEDULE: '@hourly',
    });
    expect(config.projects.map(({ name, path }) => [name, path])).to.deep.equal([
      ['Web', '/b'],
      ['other', '/c'],
    ]);
    expect(config.engines['claude']).to.deep.include({ model: 'n' });
    expect(config.engines['claude']?.extra).to.include({ novel: 2 });
    expect(config.triggers.crons[0]?.schedule).to.equal('@hourly');
  });

  it('is named in place of a line when it is wrong', () => {
    const [problem, ...others] = readText(LEAST, { UNTETHER__PROGRESS__MAX_ACTIONS: 'many' }).errors;
    expect(problem).to.include({ line: null, column: null, key: 'progress.max_actions' });
    expect(problem?.message).to.contain('UNTETHER__PROGRESS__MAX_ACTIONS').and.not.contain('many');
    expect(others).to.deep.equal([]);
  });

  it('must name a key', () => {
    const wrong = ['UNTETHER__PROGRES__MAX_ACTIONS', 'UNTETHER__', 'UNTETHER__A____B', 'UNTETHER__CLAUDE__CONSTRUCTOR'];
    for (const name of [...wrong, 'UNTETHER__TRIGGERS__CRONS__0__ID']) {
      const { errors } = readText(LEAST, { [name]: '1' });
      expect(errors.map((error) => error.message).join(), name).to.contain(name);
    }
    expect(errorKeys(LEAST, { UNTETHER_LOG: 'x', UNTETHER: 'y' })).to.deep.equal([]);
  });

  it('cannot smuggle in further keys', () => {
    const config = configOf(LEAST, { UNTETHER__PREAMBLE__TEXT: '"a"\nenabled = false' });
    expect(config.preamble).to.deep.equal({ enabled: true, text: '"a"\nenabled = false' });
    expect(errorKeys(LEAST, { UNTETHER__CLAUDE: '{"constructor": {"name": "x"}}' })).to.deep.equal(['claude']);
  });

  it('says the same as the file would', () => {
    const values: readonly (readonly [string, string, fc.Arbitrary<string>])[] = [
      ['progress', 'max_actions', fc.integer({ min: -5, max: 60 }).map(String)],
      [
        'progress',
        'min_render_interval',
        fc.double({ min: 0.001, max: 30, noNaN: true }).map((value) => value.toFixed(3)),
      ],
      ['footer', 'show_api_cost', fc.boolean().map(String)],
      [
        'security',
        'env_extra_allow',
        fc.array(fc.stringMatching(/^[A-Z]{1,5}$/)).map((names) => JSON.stringify(names)),
      ],
      ['triggers.server', 'port', fc.integer({ min: 0, max: 70_000 }).map(String)],
    ];
    const value = fc.oneof(...values.map(([table, key, text]) => text.map((written) => ({ table, key, written }))));
    fc.assert(
      fc.property(value, ({ table, key, written }) => {
        const variable = `UNTETHER__${table.replaceAll('.', '__')}__${key}`.toUpperCase();
        const byFile = readText(`${LEAST}[${table}]\n${key} = ${written}\n`);
        const byVariable = readText(LEAST, { [variable]: written });
        expect(byVariable.config).to.deep.equal(byFile.config);
        expect(byVariable.errors.map((error) => error.key)).to.deep.equal(byFile.errors.map((error) => error.key));
      }),
    );
  });
});
