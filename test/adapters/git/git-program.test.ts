import { chmod, readFile, writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import { GitProgram } from '../../../src/adapters/git/git-program.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('a git command', () => {
  const time = new FakeTime();
  let clean: AsyncDisposableStack;
  let directory: string;

  beforeEach(async () => {
    clean = new AsyncDisposableStack();
    directory = clean.use(await temporaryDirectory()).path;
  });

  afterEach(() => clean.disposeAsync());

  /** A program of that name and text in place of git. */
  async function gitOf(script: string): Promise<GitProgram> {
    await writeFile(`${directory}/git`, `#!/bin/sh\n${script}\n`);
    await chmod(`${directory}/git`, 0o755);
    return new GitProgram(time, { PATH: `${directory}:${process.env['PATH']}` });
  }

  /** Resolves when the alarm for the wait after the exit is set; then lets that time pass. */
  async function passOnceSet(alarms: number, ms: number): Promise<void> {
    while (time.pending < alarms) await new Promise((resolve) => setImmediate(resolve));
    await time.advance(ms);
  }

  it('answers its code, its output without the last line break and its errors', async () => {
    const git = await gitOf('echo out; echo; echo err >&2; exit 3');
    expect(await git.run(directory, [])).to.deep.equal({ code: 3, output: 'out\n', errors: 'err', cut: false });
    expect(time.pending).to.equal(0);
  });

  it('passes arguments as they are', async () => {
    const git = await gitOf('printf "%s|" "$@"');
    const args = ['a b', '$(id)', '"', '-x', ''];
    expect((await git.run(directory, args)).output).to.equal(args.map((arg) => `${arg}|`).join(''));
  });

  it('is ended with SIGTERM when it takes too long', async () => {
    const git = await gitOf('echo started > seen; exec sleep 600');
    const running = git.run(directory, []);
    while ((await readFile(`${directory}/seen`, 'utf8').catch(() => '')) === '') {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await time.advance(300_000);
    expect(await running).to.deep.equal({ code: null, output: '', errors: 'git was ended by SIGTERM', cut: false });
  });

  it('gets variables and input, and as much of its output is kept as is wanted', async () => {
    const git = await gitOf('printf "%s " "$WHERE"; cat');
    const order = { variables: { WHERE: 'here' }, input: 'some words', mostBytes: 9 };
    expect(await git.run(directory, [], order)).to.deep.equal({ code: 0, output: 'here some', errors: '', cut: true });
  });

  it('is over when it has ended, though something that it started still holds its output', async () => {
    const git = await gitOf('echo out; sleep 600 & echo $! > child');
    const running = git.run(directory, []);
    await passOnceSet(2, 1_000);
    expect(await running).to.deep.equal({ code: 0, output: 'out', errors: '', cut: false });
    process.kill(Number(await readFile(`${directory}/child`, 'utf8')), 'SIGKILL');
    expect(time.pending).to.equal(0);
  });
});
