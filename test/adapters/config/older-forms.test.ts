import { expect } from 'chai';
import { configOf, errorKeys, LEAST, readText } from './read-text.js';

describe('older forms of the file', () => {
  it('may have the telegram keys at the top', () => {
    const { config, warnings } = readText('bot_token = "1:a"\nchat_id = 5\nallow_any_user = true\n');
    expect(config?.telegram).to.include({ chatId: 5, allowAnyUser: true });
    expect(warnings.map(({ line, key }) => [line, key])).to.deep.equal([
      [1, 'bot_token'],
      [2, 'chat_id'],
      [3, 'allow_any_user'],
    ]);
    expect(warnings[0]?.hint).to.contain('[transports.telegram]');
  });

  it('point at the old place when the value is wrong', () => {
    const { errors } = readText('chat_id = "5"\n[transports.telegram]\nbot_token = "1:a"\nallowed_user_ids = [1]\n');
    expect(errors.map(({ line, column, key }) => [line, column, key])).to.deep.equal([[1, 11, 'chat_id']]);
  });

  it('give way to the newer form', () => {
    const { config, warnings } = readText(`bot_token = "2:b"\n${LEAST}`);
    expect(config?.telegram.token.reveal()).to.equal('1:token');
    expect(warnings.map((warning) => warning.message)).to.have.length(1);
    expect(errorKeys(`allow_any_user = true\n${LEAST}`)).to.deep.equal(['allow_any_user']);
  });

  it('may have topics.mode', () => {
    const mode = (line: string) => `${LEAST}[transports.telegram.topics]\n${line}`;
    expect(configOf(mode('mode = "multi_project_chat"\n')).telegram.topics.scope).to.equal('main');
    expect(configOf(mode('mode = "per_project_chat"\n')).telegram.topics.scope).to.equal('projects');
    expect(configOf(mode('mode = "per_project_chat"\nscope = "all"\n')).telegram.topics.scope).to.equal('all');
    expect(errorKeys(mode('mode = "other"\n'))).to.deep.equal(['transports.telegram.topics.mode']);
    expect(errorKeys(mode('mode = 5\n'))).to.deep.equal(['transports.telegram.topics.mode']);
  });

  it('may have the engines in a table of their own, which then counts alone', () => {
    const { config, warnings } = readText(`${LEAST}[claude]\nmodel = "a"\n[engines.codex]\nmodel = "b"\n`);
    expect(Object.keys(config?.engines ?? {})).to.deep.equal(['codex']);
    expect(warnings.map((warning) => warning.key)).to.deep.equal(['claude']);
    const { errors } = readText(`${LEAST}[engines.claude]\nmodel = 5\n`);
    expect(errors.map(({ key, line }) => [key, line])).to.deep.equal([['engines.claude.model', 6]]);
  });
});

describe('projects', () => {
  const project = (name: string, more = '') => `[projects.${name}]\npath = "/p"\n${more}`;

  it('are not called like an engine or a command', () => {
    for (const name of ['claude', 'Claude', 'cancel', 'listen', 'CTX']) {
      expect(errorKeys(LEAST + project(name)), name).to.deep.equal([`projects.${name}`]);
    }
    expect(errorKeys(LEAST + project('happy-gadgets'))).to.deep.equal([]);
  });

  it('have names, chats and engines that make sense', () => {
    expect(errorKeys(LEAST + project('Web') + project('web'))).to.deep.equal(['projects.web']);
    expect(errorKeys(LEAST + project('a', 'chat_id = 5\n'))).to.deep.equal(['projects.a.chat_id']);
    expect(errorKeys(LEAST + project('a', 'chat_id = 6\n') + project('b', 'chat_id = 6\n'))).to.deep.equal([
      'projects.b.chat_id',
    ]);
    expect(errorKeys(LEAST + project('a', 'default_engine = "gpt"\n'))).to.deep.equal(['projects.a.default_engine']);
    expect(configOf(LEAST + project('a', 'default_engine = "Claude"\n')).projects[0]?.defaultEngine).to.equal('claude');
  });

  it('may be the default, in any case; one that is not there counts as none', () => {
    expect(configOf(`default_project = "WEB"\n${LEAST}${project('Web')}`).defaultProject).to.equal('web');
    const { config, warnings } = readText(`default_project = "wep"\n${LEAST}${project('web')}`);
    expect(config?.defaultProject).to.equal(null);
    expect(warnings[0]?.hint).to.equal('Did you mean "web"?');
  });
});

describe('a lenient reading', () => {
  const bad =
    `${LEAST}[projects.good]\npath = "/p"\n[projects.new]\npath = "/p"\n[unheard_of]\na = 1\n[gemini]\nskip_trust = "no"\n` +
    `[transports.irc]\nnick = "u"\n[plugins]\nloose = 1\n` +
    `[[triggers.crons]]\nid = "a"\nschedule = "at noon"\nprompt = "p"\n` +
    `[[triggers.crons]]\nid = "b"\nschedule = "@daily"\nprompt = "p"\n` +
    `[[triggers.webhooks]]\nid = "a"\npath = "/a"\nprompt_template = "p"\n`;

  it('leaves out single entries that are wrong and tells each', () => {
    const { config, errors, warnings } = readText(bad, {}, true);
    expect(errors).to.deep.equal([]);
    expect(config?.projects.map((project) => project.alias)).to.deep.equal(['good']);
    expect(config?.triggers.crons.map((cron) => cron.id)).to.deep.equal(['b']);
    expect(config?.triggers.webhooks).to.deep.equal([]);
    expect(config?.engines).to.deep.equal({});
    expect(config?.plugins.tables).to.deep.equal({});
    expect(warnings.map((warning) => warning.key)).to.deep.equal([
      'projects.new',
      'unheard_of',
      'gemini.skip_trust',
      'transports.irc',
      'plugins.loose',
      'triggers.crons.0.schedule',
      'triggers.webhooks.0.secret',
    ]);
  });

  it('refuses the same otherwise', () => {
    expect(readText(bad).errors).to.have.length(7);
    expect(readText(bad).config).to.equal(null);
  });

  it('still refuses what matters to the whole', () => {
    for (const text of [
      `watch_config = "yes"\n${LEAST}`,
      `${LEAST}[triggers]\ncrons = 5\n`,
      `${LEAST}[codex]\nextra_args = ["--json"]\n`,
      `${LEAST}[progress]\nmax_action = 1\n`,
      LEAST.replace('[1]', '[]'),
    ]) {
      expect(readText(text, {}, true).config, text).to.equal(null);
    }
  });
});
