import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import { projectRoot } from './project-root.js';

/** Over a stand-in for systemd-run(1): there is no service manager where tests run. */
describe('contrib/run-agent', () => {
  expectNoLeaks();
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'untether-run-agent-')));
    mkdirSync(join(folder, 'bin'));
    for (const name of ['systemd-run', 'systemctl']) {
      symlinkSync(join(projectRoot, 'test/support/service/fake-systemd-run.mjs'), join(folder, 'bin', name));
    }
    symlinkSync(join(projectRoot, 'contrib/run-agent'), join(folder, 'untether-agent'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Starts the script for an agent that is this program of Node's. */
  function start(agent: string, args: readonly string[] = [], more: Record<string, string> = {}): ChildProcess {
    const program = join(folder, 'bin', 'agent');
    writeFileSync(program, `#!/usr/bin/env node\n${agent}\n`);
    chmodSync(program, 0o755);
    const path = `${join(folder, 'bin')}:${dirname(process.execPath)}:${process.env['PATH']}`;
    return spawn(join(folder, 'untether-agent'), args, {
      cwd: folder,
      env: { PATH: path, HOME: folder, FAKE_SYSTEMD: folder, ...more },
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    });
  }

  async function ended(child: ChildProcess): Promise<number | null> {
    if (child.exitCode === null) await once(child, 'exit');
    return child.exitCode;
  }

  function options(): readonly string[] {
    return JSON.parse(readFileSync(join(folder, 'options'), 'utf8')) as readonly string[];
  }

  it('hands over standard input and output, and gives the exit code back', async () => {
    const child = start('process.stdin.pipe(process.stdout); process.exitCode = 7;');
    child.stdin?.end('first line\nsecond ü\n');
    expect(child.stdout === null ? '' : await text(child.stdout)).to.equal('first line\nsecond ü\n');
    expect(await ended(child)).to.equal(7);
  });

  it('hands over arguments as they are, however odd', async () => {
    const odd = ['--model', 'a b', '', '$HOME', ['$', '{PATH} $$ %h'].join(''), 'quote " \' \\', 'two\nlines\n', '*'];
    const child = start('console.log(JSON.stringify(process.argv.slice(2)));', odd);
    expect(JSON.parse(child.stdout === null ? '' : await text(child.stdout))).to.deep.equal(odd);
    expect(await ended(child)).to.equal(0);
  });

  it('limits what one run takes of the machine, where that is asked for', async () => {
    await ended(start('', [], { UNTETHER_AGENT_MEMORY_MAX: '4G', UNTETHER_AGENT_TASKS_MAX: '512' }));
    expect(options()).to.include.members(['--property=MemoryMax=4G', '--property=TasksMax=512']);
    await ended(start(''));
    expect(options().join(' ')).to.not.match(/MemoryMax|TasksMax/);
  });

  it('hands over the directory and the environment, the values of which stand in no list of processes', async () => {
    const child = start('console.log(JSON.stringify([process.cwd(), process.env]));', [], {
      KEY: 'a secret $value\nof two lines',
      NOTIFY_SOCKET: '/run/notify',
    });
    const [directory, environment] = JSON.parse(child.stdout === null ? '' : await text(child.stdout)) as [
      string,
      object,
    ];
    await ended(child);
    expect(directory).to.equal(folder);
    expect(environment).to.include({ KEY: 'a secret $value\nof two lines', HOME: folder });
    expect(environment).not.to.have.property('NOTIFY_SOCKET');
    expect(options().join(' ')).to.include('--setenv=KEY').and.not.to.include('a secret');
  });

  it('asks for a unit that is waited for, forgotten afterwards, and killed whole', async () => {
    await ended(start(''));
    expect(options()).to.include.members([
      ...['--user', '--pipe', '--wait', '--collect', '--slice=untether-agents.slice'],
      ...['--property=KillMode=control-group', '--property=TimeoutStopSec=10'],
    ]);
  });

  for (const [signal, seen] of [
    ['SIGTERM', 'SIGTERM'],
    ['SIGHUP', 'SIGTERM'],
    ['SIGINT', 'SIGINT'],
  ] as const) {
    it(`ends the unit, not only itself, on ${signal}`, async () => {
      const child = start(`
        for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => { console.log(signal); process.exit(3); });
        setInterval(() => {}, 1000);
        console.log('ready');`);
      const output = child.stdout === null ? null : child.stdout[Symbol.asyncIterator]();
      expect(String((await output?.next())?.value)).to.equal('ready\n');
      child.kill(signal);
      expect(String((await output?.next())?.value)).to.equal(`${seen}\n`);
      expect(await ended(child)).to.equal(3);
    });
  }

  it('ends the unit when its whole process group is told to end, as the bridge does it', async () => {
    const child = start(`
      process.on('SIGTERM', () => { console.log('SIGTERM'); process.exit(3); });
      setInterval(() => {}, 1000);
      console.log('ready');`);
    const output = child.stdout === null ? null : child.stdout[Symbol.asyncIterator]();
    expect(String((await output?.next())?.value)).to.equal('ready\n');
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    expect(String((await output?.next())?.value)).to.equal('SIGTERM\n');
    await ended(child);
  });

  it('ends a unit that begins only after it was told to end, though nobody tells it again', async () => {
    writeFileSync(join(folder, 'hold'), '');
    const child = start("process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1000);");
    const there = async (name: string) => {
      while (!existsSync(join(folder, name))) await setTimeout(20);
    };
    await there('options');
    child.kill('SIGTERM');
    await there('calls');
    rmSync(join(folder, 'hold'));
    // Before it has set a handler, the agent ends by the signal.
    expect(await ended(child)).to.be.oneOf([3, 255]);
  });

  it('says how it wants to be called', async () => {
    const child = spawn(join(projectRoot, 'contrib/run-agent'), { stdio: ['ignore', 'ignore', 'pipe'] });
    expect(await text(child.stderr)).to.include('untether-<program>');
    expect(await ended(child)).to.equal(64);
  });
});
