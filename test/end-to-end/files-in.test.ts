import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import type { SentFile } from '../support/telegram-server/telegram-server.js';
import { ADA, Rig } from './rig.js';

const MEGABYTE = 1_024 * 1_024;
const FILES = '[transports.telegram.files]\nenabled = true\n';

/** The rig with files switched on, and a record of every start of the agent. */
async function open(): Promise<Rig> {
  const rig = await Rig.open();
  rig.environment = { CLAUDE_SCRIPTED_LOG: join(rig.directory, 'starts.jsonl') };
  await rig.configure(rig.config(FILES));
  return rig;
}

function send(rig: Rig, ...files: readonly SentFile[]): LoggedMessage {
  const [first] = files.map((file) => rig.server.sendFile(ADA, ADA, file));
  if (first === undefined) throw new Error('nothing was sent');
  return first;
}

function prompts(rig: Rig): readonly string[] {
  const log = join(rig.directory, 'starts.jsonl');
  // What stands behind the last end of a line is being written.
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [];
  return lines.map((line) => String((JSON.parse(line) as { prompt?: unknown }).prompt));
}

/** All that is below a directory: paths that are relative to it. */
function below(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(directory, name)).isFile())
    .sort();
}

async function holds(what: string, look: () => boolean): Promise<void> {
  for (let patience = 3_000; patience > 0; patience--) {
    if (look()) return;
    await sleep(20);
  }
  throw new Error(`waited in vain for ${what}`);
}

async function killed(rig: Rig, program: Awaited<ReturnType<Rig['start']>>): Promise<void> {
  program.kill('SIGKILL');
  expect(await rig.ended(program)).to.equal('SIGKILL');
}

/** One run with its file, whole and once, and nothing of it anywhere else. */
async function settles(rig: Rig, asked: LoggedMessage, names: readonly string[], content: string | number) {
  await rig.answer(asked, 'turn 1');
  expect(prompts(rig)).to.have.length(1);
  expect(below(join(rig.directory, 'project')).filter((name) => !name.startsWith('.git/'))).to.deep.equal(
    names.map((name) => `incoming/${name}`),
  );
  for (const name of names) {
    const bytes = readFileSync(join(rig.directory, 'project/incoming', name));
    if (typeof content === 'string') expect(bytes.toString()).to.equal(content);
    else expect(bytes.length).to.equal(content);
  }
  expect(below(join(rig.directory, 'state/staging'))).to.deep.equal([]);
}

describe('files that come to the built program, which is killed', () => {
  expectNoLeaks();

  it('when the message is on disk and nothing else: runs once', async () => {
    await using rig = await open();
    const heal = rig.server.faults.always('download', { kind: 'hang' });
    const first = await rig.start();
    const asked = send(rig, { file: { content: 'pixels', name: 'a.png' }, caption: 'see' });
    await rig.until('the download', () => rig.server.calls.find(({ method }) => method === 'download'));
    await killed(rig, first);
    heal();
    await rig.start();
    await settles(rig, asked, ['a.png'], 'pixels');
  });

  it('when half of a file is there: runs once, with all of it', async () => {
    await using rig = await open();
    const heal = rig.server.faults.always('download', { kind: 'stall' });
    const first = await rig.start();
    const asked = send(rig, { file: { content: 4 * MEGABYTE, name: 'a.bin' }, caption: 'see' });
    const staging = join(rig.directory, 'state/staging');
    await holds('half a file', () => below(staging).some((name) => statSync(join(staging, name)).size > MEGABYTE));
    await killed(rig, first);
    heal();
    await rig.start();
    await settles(rig, asked, ['a.bin'], 4 * MEGABYTE);
  });

  it('when one file of two is saved: runs once, with each of them once', async () => {
    await using rig = await open();
    // The first download is as it should be.
    rig.server.faults.next('download', { kind: 'twist', change: (file) => file });
    const heal = rig.server.faults.always('download', { kind: 'hang' });
    const first = await rig.start();
    const album = [1, 2].map((number) => ({ file: { content: 'pixels', name: `${number}.png` }, album: 'two' }));
    const asked = send(rig, ...album.map((file, index) => (index === 0 ? { ...file, caption: 'see' } : file)));
    const downloads = () => rig.server.calls.filter(({ method }) => method === 'download');
    await rig.until('the second download', () => downloads()[1]);
    expect(below(join(rig.directory, 'project'))).to.deep.equal(['incoming/1.png']);
    await killed(rig, first);
    heal();
    await rig.start();
    await settles(rig, asked, ['1.png', '2.png'], 'pixels');
  });

  it('when its run was submitted: is told, and nothing begins or is saved anew', async () => {
    await using rig = await open();
    const first = await rig.start();
    send(rig, { file: { content: 'pixels', name: 'a.png' }, caption: 'see [[hang]]' });
    await holds('the start of the agent', () => prompts(rig).length === 1);
    await killed(rig, first);
    await rig.start();
    await rig.until('the end', () => rig.bots().find(({ now }) => /restart|interrupted|cut/i.test(now.text)));
    expect(prompts(rig)).to.have.length(1);
    expect(below(join(rig.directory, 'project'))).to.deep.equal(['incoming/a.png']);
    expect(below(join(rig.directory, 'state/staging'))).to.deep.equal([]);
  });
});

describe('files that come to the built program', () => {
  expectNoLeaks();

  it('leave git status clean, in a branch too, and are nobody’s but their owner’s', async () => {
    await using rig = await open();
    const project = join(rig.directory, 'project');
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@localhost', ...args], {
        cwd: project,
        encoding: 'utf8',
      });
    git('init', '-q', '-b', 'main');
    git('commit', '-q', '--allow-empty', '-m', 'first');
    git('branch', 'feat');
    await rig.start();
    await rig.answer(send(rig, { file: { content: 'pixels', name: 'a.png' }, caption: 'see' }), 'turn 1');
    await rig.answer(send(rig, { file: { content: 'pixels', name: 'b.png' }, caption: '@feat see' }), 'incoming/b.png');
    expect(git('status', '--porcelain')).to.equal('');
    expect(statSync(join(project, 'incoming/a.png')).mode & 0o777).to.equal(0o600);
    const tree = git('worktree', 'list', '--porcelain')
      .split('\n')
      .filter((line) => line.startsWith('worktree '))
      .at(-1);
    const branch = tree?.slice('worktree '.length) ?? '';
    expect(below(join(branch, 'incoming'))).to.deep.equal(['b.png']);
    expect(execFileSync('git', ['status', '--porcelain'], { cwd: branch, encoding: 'utf8' })).to.equal('');
  });

  it('never leave the project by a link', async () => {
    await using rig = await open();
    await mkdir(join(rig.directory, 'elsewhere'));
    symlinkSync(join(rig.directory, 'elsewhere'), join(rig.directory, 'project/incoming'));
    await rig.start();
    const asked = send(rig, { file: { content: 'pixels', name: 'a.png' }, caption: 'see' });
    await rig.until('the refusal', () => rig.bots().find(({ now }) => now.text.includes('leads out of the project')));
    expect(below(join(rig.directory, 'elsewhere'))).to.deep.equal([]);
    expect(prompts(rig)).to.deep.equal([]);
    expect(
      rig
        .answersTo(asked)
        .at(-1)
        ?.now.buttons.flat()
        .map(({ text }) => text),
    ).to.include('Run the text alone');
  });
});
