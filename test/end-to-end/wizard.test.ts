import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { ADA, Rig, TOKEN } from './rig.js';

const PROGRAM = fileURLToPath(new URL('../../../bin/untether.js', import.meta.url));
const BOB = 8;
const API_URL = 'UNTETHER__TRANSPORTS__TELEGRAM__API_URL';

describe('the wizard of the built program', () => {
  let rig: Rig;
  let home: string;

  beforeEach(async () => {
    rig = await Rig.open();
    home = join(rig.directory, '.untether');
    rig.environment = { [API_URL]: rig.server.url };
  });

  afterEach(() => rig[Symbol.asyncDispose]());

  /** The first value that is there; what is printed changes nothing at the server. */
  async function seen<T>(look: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      await pause(20);
    }
  }

  const codeIn = (text: string) => /[?]start=(\w+)/.exec(text)?.[1];

  it('sets up with prepared answers, starts, and answers the first task', async () => {
    const answers = join(rig.directory, 'answers.json');
    await writeFile(
      answers,
      JSON.stringify({ token: TOKEN, engine: 'claude', projects: [join(rig.directory, 'project')] }),
    );
    rig.environment = { ...rig.environment, UNTETHER__CLAUDE__COMMAND: rig.engine };
    rig.launch('init', '--answers', answers);
    const code = await seen(() => codeIn(rig.output));
    rig.say(`/start ${code}`);
    const first = await rig.until('the first message', () => rig.bots().find((one) => one.now.buttons.length > 0));
    await rig.until('the start', () => rig.bots().find((one) => one.now.text.includes('is running')));
    rig.server.press(ADA, first.messageId, 'untether:works');
    await rig.until('the confirmation', () =>
      rig.bots().find((one) => one.messageId === first.messageId && one.now.text.includes('It works.')),
    );
    await rig.answer(rig.say('hello'), 'hello');
    for (const file of ['untether.toml', 'bot-token'])
      expect((await stat(join(home, file))).mode & 0o777).to.equal(0o600);
    expect(rig.output).to.not.include(TOKEN);
  });

  it('says what an answer lacks, and where the wizard is where nobody can be asked', async () => {
    const answers = join(rig.directory, 'answers.json');
    await writeFile(answers, '{"tokn": "x"}');
    expect(await rig.ended(rig.launch('init', '--answers', answers))).to.equal(1);
    expect(rig.output).to.include('there is no question "tokn"');
    await writeFile(answers, '{}');
    expect(await rig.ended(rig.launch('init', '--answers', answers))).to.equal(1);
    expect(rig.output).to.include('no usable "token"');
    expect(await rig.ended(rig.launch('init'))).to.equal(1);
    expect(rig.output).to.include('nobody can be asked here');
    expect(await rig.ended(rig.launch())).to.equal(1);
    expect(rig.output).to.include('untether init --help');
    expect(existsSync(home)).to.equal(false);
  });

  /** The program in a terminal of its own, which `script` gives it, without a width unless that is set. */
  function inTerminal(...args: readonly string[]): { readonly child: ChildProcess; screen: () => string } {
    const child = spawn(
      'script',
      ['-qfec', `stty cols 100 rows 40; exec "${process.execPath}" "${PROGRAM}" ${args.join(' ')}`, '/dev/null'],
      {
        cwd: rig.directory,
        env: { PATH: process.env['PATH'], HOME: rig.directory, LANG: 'C.UTF-8', TERM: 'xterm', ...rig.environment },
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    let shown = '';
    child.stdout?.on('data', (chunk: Buffer) => (shown += chunk.toString()));
    return { child, screen: () => shown };
  }

  it('registers the repository around the working directory', async () => {
    execFileSync('git', ['init', '--quiet', rig.directory]);
    expect(await rig.ended(rig.launch('init', 'mine', '--default', '--config', rig.configPath))).to.equal(0);
    const written = await readFile(rig.configPath, 'utf8');
    expect(written).to.include('default_project = "mine"').and.include('[projects.mine]');
  });

  it('adds the person who sends the code', async () => {
    rig.server.addUser(BOB, 'Bob');
    rig.server.addChat(BOB);
    const { child, screen } = inTerminal('pair', '--config', rig.configPath);
    const exit = once(child, 'exit');
    rig.server.sendText(BOB, BOB, `/start ${await seen(() => codeIn(screen()))}`);
    expect(await exit).to.deep.equal([0, null]);
    expect(await readFile(rig.configPath, 'utf8')).to.include(`allowed_user_ids = [${ADA}, ${BOB}]`);
  });

  it('prints the id of the chat from which the code comes', async () => {
    const before = await readFile(rig.configPath, 'utf8');
    const { child, screen } = inTerminal('chat-id', '--config', rig.configPath);
    const exit = once(child, 'exit');
    rig.say(`/start ${await seen(() => codeIn(screen().replace('startgroup', 'start')))}`);
    expect(await exit).to.deep.equal([0, null]);
    expect(screen().trimEnd().split(/\s/).at(-1)).to.equal(`${ADA}`);
    expect(await readFile(rig.configPath, 'utf8')).to.equal(before);
  });

  it('gives a project no chat that is taken', async () => {
    const before = await readFile(rig.configPath, 'utf8');
    const { child, screen } = inTerminal('chat-id', '--project', 'p', '--config', rig.configPath);
    const exit = once(child, 'exit');
    rig.say(`/start ${await seen(() => codeIn(screen().replace('startgroup', 'start')))}`);
    expect(await exit).to.deep.equal([1, null]);
    expect(screen()).to.include('projects.p.chat_id');
    expect(await readFile(rig.configPath, 'utf8')).to.equal(before);
  });

  for (const steps of [0, 1, 2] as const) {
    it(`leaves nothing behind after Ctrl-C at step ${steps + 1} in a terminal`, async () => {
      const { child, screen } = inTerminal();
      const exit = once(child, 'exit');
      const typed = [`${TOKEN}\r`, '\r'];
      const questions = ['The token of your bot', 'How do you want to work?', 'Waiting for the code'];
      for (let step = 0; step < steps; step++) {
        await seen(() => screen().includes(questions[step] ?? ''));
        child.stdin?.write(typed[step] ?? '');
      }
      await seen(() => screen().includes(questions[steps] ?? ''));
      child.stdin?.write('\u0003');
      await exit;
      expect(screen()).to.include('Nothing was written.').and.not.include(TOKEN);
      expect((await readdir(rig.directory)).sort()).to.deep.equal(['project', 'untether.toml']);
    });
  }
});
