import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { FirstConfigOnDisk } from '../../src/adapters/config/first/first-config-on-disk.js';
import { gitEnvironment } from '../../src/adapters/git/git-environment.js';
import { GitProgram } from '../../src/adapters/git/git-program.js';
import { GitProjectPlaces } from '../../src/adapters/git/git-project-places.js';
import { makeDirectories } from '../../src/adapters/system/make-directories.js';
import { RandomTokenSource } from '../../src/adapters/system/random-token-source.js';
import { SystemAlarm } from '../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../src/adapters/system/system-clock.js';
import { TelegramUnclaimedBot } from '../../src/adapters/telegram/telegram-unclaimed-bot.js';
import { setUp } from '../../src/application/onboarding/set-up.js';
import { configSource } from '../../src/composition/cli/config-access.js';
import { FakePrompter, type PlayedAnswer } from '../support/fakes/fake-prompter.js';
import { TelegramServer } from '../support/telegram-server/telegram-server.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const TOKEN = '4711:token-of-nobody-at-all';
const ADA = 7;
const EVE = 666;
const GROUP = -100_200;

describe('setting up', () => {
  let server: TelegramServer;
  let alarm: SystemAlarm;
  let url: string;

  beforeEach(async () => {
    server = new TelegramServer();
    server.addBot(TOKEN, { username: 'rig_bot' });
    server.addUser(ADA, 'Ada \u001b[31m\u202eLovelace');
    server.addUser(EVE, 'Eve');
    server.addChat(GROUP, { administrators: [ADA, EVE], members: [ADA, EVE] });
    await server.start();
    url = server.url;
    alarm = new SystemAlarm(new SystemClock());
  });

  afterEach(async () => {
    alarm.close();
    await server.stop();
  });

  /** A setting up in a home directory of its own; what comes of it, and what was said and asked so far. */
  function begin(home: string, answers: Readonly<Record<string, PlayedAnswer | readonly PlayedAnswer[]>> = {}) {
    const prompter = new FakePrompter({ token: TOKEN, ...answers });
    const file = join(home, '.untether/untether.toml');
    const clock = new SystemClock();
    const launch = { configPath: file, environment: {}, workingDirectory: home, version: '' };
    const result = setUp({
      ...{ prompter, clock, alarm, tokens: new RandomTokenSource(), apiUrl: url, keepRunning: null },
      botOf: (token) => new TelegramUnclaimedBot({ token, apiUrl: url }, alarm, 'take'),
      file: new FirstConfigOnDisk(file, { source: configSource(launch), makeDirectories }),
      enginesOf: async () => null,
      places: new GitProjectPlaces(new GitProgram(alarm, gitEnvironment(process.env)), homedir()),
      directory: join(home, 'shop'),
      takenWords: [],
      machine: 'ada-laptop',
    });
    return { prompter, file, result };
  }

  async function homeWithShop(path: string): Promise<void> {
    await mkdir(join(path, 'shop'));
    execFileSync('git', ['init', '-q', join(path, 'shop')]);
  }

  /** The first value that is there; what the prompter is told changes nothing at the server. */
  async function until<T>(look: () => T | null | undefined | false | 0): Promise<T> {
    for (;;) {
      const found = look();
      if (found) return found;
      await pause(5);
    }
  }

  /** The code that is shown; an earlier one that isn't valid any more doesn't count. */
  function codeOf({ said }: FakePrompter, after = 0): Promise<string> {
    return until(() => said.slice(after).flatMap((one) => /[?]start(?:group)?=(\w+)$/.exec(one)?.[1] ?? [])[0]);
  }

  const botTexts = (chat: number) =>
    server
      .chat(chat)
      .all.filter((one) => one.fromBot)
      .map((one) => one.now.text);

  it('pairs who sends the code, writes two files for their owner alone, and sends a first message', async () => {
    await using home = await temporaryDirectory();
    await homeWithShop(home.path);
    const { prompter, file, result } = begin(home.path);
    const code = await codeOf(prompter);
    server.sendText(EVE, EVE, '/start');
    server.sendText(EVE, EVE, '/start ABCDEFGH');
    server.sendText(ADA, ADA, `/start ${code}`);
    expect(await result).to.deep.equal({ ok: true, value: 'start' });

    const text = await readFile(file, 'utf8');
    expect(text).to.include(`chat_id = ${ADA}`).and.include(`allowed_user_ids = [${ADA}]`);
    expect(text)
      .to.include('session_mode = "chat"')
      .and.include(`path = "${join(home.path, 'shop')}"`);
    expect(text).to.not.include('token-of-nobody');
    const tokenFile = join(home.path, '.untether/bot-token');
    expect(await readFile(tokenFile, 'utf8')).to.equal(`${TOKEN}\n`);
    for (const path of [file, tokenFile]) expect((await stat(path)).mode & 0o777, path).to.equal(0o600);
    expect((await stat(join(home.path, '.untether'))).mode & 0o777).to.equal(0o700);
    const reading = await configSource({
      ...{ configPath: file, environment: {}, workingDirectory: home.path, version: '' },
    }).read({ lenient: false });
    expect(reading.ok && reading.warnings.map(({ key }) => key)).to.deep.equal([]);

    expect(botTexts(EVE)).to.deep.equal([]);
    expect(botTexts(ADA)).to.have.length(2);
    expect(botTexts(ADA)[0]).to.include('Paired with ada-laptop');
    const [button] = server.chat(ADA).all.at(-1)?.now.buttons.flat() ?? [];
    expect(button?.data).to.equal('untether:works');
    expect(server.bot(TOKEN).updates.pending, 'the program answers what comes from now on').to.deep.equal([]);
    const told = prompter.said.join('\n');
    expect(told).to.include('Paired with Ada Lovelace').and.include('wrong code (1 of 5)');
    expect(told).to.not.include(TOKEN);
  });

  it('ends a code after five wrong ones, and takes only the next', async () => {
    await using home = await temporaryDirectory();
    const { prompter, file, result } = begin(home.path, { this_project: false });
    const first = await codeOf(prompter);
    for (let count = 0; count < 5; count++) server.sendText(EVE, EVE, `/start AAAAAAA${count}`);
    const over = await until(() => prompter.said.findIndex((one) => one.includes('Five wrong codes')) + 1);
    const second = await codeOf(prompter, over);
    server.sendText(EVE, EVE, `/start ${first}`);
    server.sendText(ADA, ADA, `/start ${second}`);
    expect((await result).ok).to.equal(true);
    expect(await readFile(file, 'utf8')).to.include(`allowed_user_ids = [${ADA}]`);
    expect(botTexts(EVE)).to.deep.equal([]);
  });

  it('takes a code in a group only from the administrator who added the bot', async () => {
    await using home = await temporaryDirectory();
    const { prompter, file, result } = begin(home.path, { workflow: 'workspace' });
    const code = await codeOf(prompter);
    server.sendText(GROUP, EVE, `/start@rig_bot ${code}`);
    const added = (status: string) => ({ status, user: { id: 4711, is_bot: true, first_name: 'rig' } });
    const change = { old_chat_member: added('left'), new_chat_member: added('member') };
    const from = { id: ADA, is_bot: false, first_name: 'Ada' };
    server.push(TOKEN, { my_chat_member: { chat: server.wireChat(GROUP), from, date: 1, ...change } });
    server.sendText(GROUP, EVE, `/start@rig_bot ${code}`);
    server.sendText(GROUP, ADA, `/start@rig_bot ${code}`);
    expect((await result).ok).to.equal(true);
    expect(await readFile(file, 'utf8'))
      .to.include(`chat_id = ${GROUP}`)
      .and.include(`allowed_user_ids = [${ADA}]`);
    expect(prompter.said.filter((one) => one.includes('Somebody sent the right code'))).to.have.length(2);
  });

  it('asks again for a token that Telegram refuses, and offers to remove a webhook', async () => {
    await using home = await temporaryDirectory();
    server.bot(TOKEN).webhook = 'https://elsewhere.example/hook';
    const answers = { token: ['hello', '99:a-token-that-nobody-has', ` ${TOKEN} `], this_project: false };
    const { prompter, result } = begin(home.path, answers);
    server.sendText(ADA, ADA, `/start ${await codeOf(prompter)}`);
    expect((await result).ok).to.equal(true);
    const told = prompter.said.join('\n');
    expect(told)
      .to.include('This is no token')
      .and.include('Telegram refuses this token')
      .and.include('A webhook is set');
    expect(server.bot(TOKEN).webhook).to.equal(null);
  });

  it('says that nobody answers, and goes on when somebody does', async () => {
    await using home = await temporaryDirectory();
    const port = Number(new URL(url).port);
    await server.stop();
    const offline = begin(home.path, { retry: false });
    expect(await offline.result).to.deep.equal({ ok: false, problem: { kind: 'left' } });
    expect(offline.prompter.said.join('\n')).to.include('can’t be reached');
    await server.start(port);
    const { prompter, result } = begin(home.path);
    await codeOf(prompter);
    await server.stop();
    await until(() => prompter.said.some((one) => one.includes('still trying')));
    await server.start(port);
    server.sendText(ADA, ADA, `/start ${await codeOf(prompter)}`);
    expect((await result).ok).to.equal(true);
  });

  for (const step of ['token', 'workflow', 'this_project', 'projects']) {
    it(`writes nothing for who leaves at the question ${step}`, async () => {
      await using home = await temporaryDirectory();
      await homeWithShop(home.path);
      const { prompter, result } = begin(home.path, { [step]: null });
      if (step !== 'token' && step !== 'workflow') server.sendText(ADA, ADA, `/start ${await codeOf(prompter)}`);
      expect(await result).to.deep.equal({ ok: false, problem: { kind: 'left' } });
      expect(await readdir(home.path)).to.deep.equal(['shop']);
    });
  }

  it('writes nothing for who leaves while the code is awaited, and keeps everything for who leaves at the end', async () => {
    await using home = await temporaryDirectory();
    await homeWithShop(home.path);
    const early = begin(home.path);
    await codeOf(early.prompter);
    await until(() => server.bot(TOKEN).updates.isPolled);
    early.prompter.leave();
    expect(await early.result).to.deep.equal({ ok: false, problem: { kind: 'left' } });
    expect(await readdir(home.path)).to.deep.equal(['shop']);
    const late = begin(home.path, { start: null });
    server.sendText(ADA, ADA, `/start ${await codeOf(late.prompter)}`);
    expect(await late.result).to.deep.equal({ ok: true, value: 'nothing' });
    expect(await readdir(join(home.path, '.untether'))).to.deep.equal(['bot-token', 'untether.toml']);
  });

  it('keeps what was there as a backup, and never overwrites what somebody saved meanwhile', async () => {
    await using home = await temporaryDirectory();
    await mkdir(join(home.path, '.untether'), { mode: 0o700 });
    const path = join(home.path, '.untether/untether.toml');
    await writeFile(path, '# mine\n', { mode: 0o644 });
    expect(await begin(home.path).result).to.deep.equal({ ok: false, problem: { kind: 'left' } });

    const beaten = begin(home.path, { replace: true });
    const code = await codeOf(beaten.prompter);
    await writeFile(path, '# theirs\n');
    server.sendText(ADA, ADA, `/start ${code}`);
    const result = await beaten.result;
    expect(!result.ok && result.problem.kind).to.equal('changed');
    expect(await readdir(join(home.path, '.untether'))).to.deep.equal(['untether.toml']);

    const again = begin(home.path, { replace: true });
    server.sendText(ADA, ADA, `/start ${await codeOf(again.prompter)}`);
    expect((await again.result).ok).to.equal(true);
    expect(await readFile(`${path}.bak`, 'utf8')).to.equal('# theirs\n');
    for (const one of [path, `${path}.bak`]) expect((await stat(one)).mode & 0o777).to.equal(0o600);
  });
});
