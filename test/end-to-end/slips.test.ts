import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { makeRepository } from '../support/git-repository.js';
import { expectNoLeaks } from '../support/leaks.js';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import { ADA, Rig, TOKEN } from './rig.js';

const EVE = 66;
const GROUP = -1_005;

describe('slips in a chat with the built program', () => {
  expectNoLeaks();

  /** Runs a command of the program to its end: what it printed. */
  async function printed(rig: Rig, ...args: string[]): Promise<{ readonly code: unknown; readonly text: string }> {
    const child = rig.launch(...args, '--config', rig.configPath);
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, text };
  }

  const labels = (message: LoggedMessage) => message.now.buttons.flat().map(({ text }) => text);

  it('asks before it makes a branch, in a real repository, and after a kill too', async () => {
    await using rig = await Rig.open();
    const repository = await makeRepository(join(rig.directory, 'project'));
    await repository.git('branch', 'release');
    const first = await rig.start();
    await rig.answer(rig.say('@release check'), 'turn');
    const asked = await rig.answer(rig.say('@decorator is broken'), 'has no branch');
    expect(labels(asked)).to.deep.equal(['Create branch and run', "It's part of the text"]);
    const branches = () => repository.git('branch', '--format=%(refname:short)');
    expect((await branches()).trim().split('\n')).to.deep.equal(['main', 'release']);
    first.kill('SIGKILL');
    await rig.ended(first);
    await rig.start();
    rig.server.press(ADA, asked.messageId, 1);
    await rig.until('the answer', () =>
      rig.bots().find(({ now }) => now.text.includes('turn') && now.text.includes('@decorator is broken')),
    );
    expect((await branches()).trim().split('\n')).to.deep.equal(['main', 'release']);
  });

  it('answers every kind of message once, and takes what is edited in time', async () => {
    await using rig = await Rig.open();
    await rig.start();
    const kinds = ['location', 'venue', 'dice', 'story', 'paid_media', 'contact', 'poll', 'game', 'sticker'];
    const more = ['animation', 'video_note', 'voice', 'audio', 'video', 'photo', 'document', 'checklist', 'hologram'];
    for (const kind of [...kinds, ...more]) {
      const sent = rig.server.sendText(ADA, ADA, '', { extra: { text: undefined, [kind]: {} } });
      await rig.until(`an answer to ${kind}`, () => rig.answersTo(sent)[0]);
    }
    const slow = rig.say('[[hang]]');
    await rig.until('the first to begin', () => rig.answersTo(slow)[0]);
    const queued = rig.say('hte second');
    await rig.until('the second to wait', () => rig.answersTo(queued).find(({ now }) => now.text.includes('Queued')));
    const chat = rig.server.wireChat(ADA);
    const from = { id: ADA, is_bot: false, first_name: 'Ada' };
    const edited = { message_id: queued.messageId, date: 1, edit_date: 2, chat, from, text: 'the second' };
    rig.server.push(TOKEN, { edited_message: edited });
    await rig.answer(queued, 'edit was applied');
    rig.say('/cancel');
    await rig.until('the new words', () => rig.bots().find(({ now }) => now.text.includes(': the second')));
    expect(rig.bots().filter(({ now }) => now.text.includes('hte second'))).to.deep.equal([]);
  });

  it('lets nobody in, and says who it was, without a word of theirs', async () => {
    await using rig = await Rig.open();
    rig.server.addUser(EVE, 'Eve');
    rig.server.addChat(EVE);
    rig.server.addChat(GROUP, { kind: 'supergroup', title: 'Team' });
    await rig.configure(rig.config().replace('[projects.p]', `[projects.p]\nchat_id = ${GROUP}`));
    await rig.start();
    const group = rig.server.wireChat(GROUP);
    const anonymous = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
    const post = { message_id: 1, date: 1, chat: group, from: anonymous, sender_chat: group, text: 'do it' };
    rig.server.push(TOKEN, { message: post });
    await rig.until('the explanation', () =>
      rig.server.chat(GROUP).all.find(({ now }) => now.text.includes('Remain anonymous')),
    );
    for (let n = 0; n < 5; n++) rig.server.sendText(EVE, EVE, `let me in, the word is xyzzy ${n}`);
    await rig.answer(rig.say('/health'), 'Last turned away: user 66 in their private chat');
    const denied = () => rig.output.split('\n').filter((line) => line.includes('access.denied'));
    // Log lines of a moment go out together, after the answer perhaps.
    while (denied().length < 2) await pause(5);
    const lines = denied();
    expect(lines.map((line) => /"sender":\w+/.exec(line)?.[0])).to.deep.equal(['"sender":null', '"sender":66']);
    for (const line of lines) expect(line).to.include('"level":"warn"');
    expect(rig.output).not.to.include('xyzzy');
    expect((await printed(rig, 'status')).text).to.match(/last turned away: user 66 in their private chat, \d+ s ago/);
    const { text } = await printed(rig, 'doctor');
    expect(text)
      .to.include('· last turned away: user 66 in their private chat')
      .and.include('add 66 to allowed_user_ids');
    expect(text).to.include('· people: allowed users: 7').and.include('may do anything in a private chat');
    expect(rig.server.chat(EVE).all.filter(({ fromBot }) => fromBot)).to.deep.equal([]);
  });

  it('warns of a project that a command hides: in the check, at the start and at a reload', async () => {
    await using rig = await Rig.open();
    const text = rig.config('[projects.health]\npath = "project"\n');
    await rig.configure(text);
    const { code, text: checked } = await printed(rig, 'config', 'check');
    expect(code).to.equal(0);
    expect(checked).to.match(/untether\.toml:13:1 .*warning.*"\/health" in the chat is the command/);
    await rig.start();
    expect(rig.bots()[0]?.now.text).to.include('line 13, column 1').and.include('/ctx set health');
    await rig.configure(`${text}[projects.stats]\npath = "project"\n`);
    await rig.until('the report', () => rig.bots().find(({ now }) => now.text.includes('line 15, column 1')));
    await rig.answer(rig.say('/ctx set health'), 'Tasks in this chat run in');
  });
});

describe('a start that can’t be', () => {
  expectNoLeaks();

  async function refused(rig: Rig): Promise<string> {
    rig.output = '';
    const program = rig.launch('--config', rig.configPath);
    expect(await rig.ended(program)).to.equal(1);
    return rig.output;
  }

  it('says in a sentence that the state directory can’t be used', async () => {
    await using rig = await Rig.open();
    await writeFile(join(rig.directory, 'file'), '');
    for (const [path, why] of [
      ['file', 'is a file'],
      ['file/state', 'is a file'],
      ['/proc/nowhere/state', 'it can’t be made there'],
      ['x'.repeat(300), 'its path is too long'],
    ] as const) {
      await rig.configure(`state_dir = "${path}"\n${rig.config()}`);
      const said = await refused(rig);
      expect(said, path)
        .to.match(/untether: can't use the state directory \S+: /)
        .and.include(why);
      expect(said)
        .to.include('UNTETHER_STATE_DIR')
        .and.not.match(/\n\s+at |node:/);
    }
  });

  it('says so for the place of its locks, too', async () => {
    await using rig = await Rig.open();
    await mkdir(join(rig.directory, '.untether'));
    await writeFile(join(rig.directory, '.untether', 'locks'), '');
    const said = await refused(rig);
    expect(said)
      .to.include('lock on this bot token')
      .and.not.match(/\n\s+at /);
  });

  it('takes an empty HOME for none', async () => {
    await using rig = await Rig.open();
    rig.environment = { HOME: '' };
    const child = rig.launch('config', 'path');
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await new Promise((resolve) => child.once('close', resolve));
    expect(text.trim()).to.match(/^\/.+\/\.untether\/untether\.toml$/);
    expect(text).not.to.include(rig.directory);
  });

  it('warns where it runs as root, and only there', async () => {
    await using rig = await Rig.open();
    await rig.start();
    const isWarned = /"level":"warn".*runs as root.*program\.root/.test(rig.output);
    expect(isWarned, rig.output).to.equal(process.getuid?.() === 0);
    await chmod(rig.configPath, 0o600);
  });
});
