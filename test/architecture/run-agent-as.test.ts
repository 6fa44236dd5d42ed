import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
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
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import { projectRoot } from './project-root.js';

/** Says how it was called, drops what stands before the command, and runs that: there is one user where tests run. */
const SUDO = `#!/bin/sh
echo "$*" >> "$FAKE_SUDO/calls"
while [ "$1" != -- ]; do shift; done
shift
exec "$@"
`;

/** Over a stand-in for sudo(8). */
describe('contrib/run-agent-as', () => {
  if (process.platform !== 'linux') return;
  expectNoLeaks();
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'untether-run-agent-as-')));
    mkdirSync(join(folder, 'bin'));
    writeProgram('sudo', SUDO);
    for (const name of ['untether-agent@agents', 'agent']) {
      symlinkSync(join(projectRoot, 'contrib/run-agent-as'), join(folder, name));
    }
    // What a login shell of that user sets.
    writeFileSync(join(folder, '.profile'), `PATH=${join(folder, 'bin')}:${dirname(process.execPath)}:$PATH\n`);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function writeProgram(name: string, content: string): void {
    writeFileSync(join(folder, 'bin', name), content);
    chmodSync(join(folder, 'bin', name), 0o755);
  }

  function start(agent: string, args: readonly string[] = [], link = 'untether-agent@agents'): ChildProcess {
    writeProgram('agent', `#!/usr/bin/env node\n${agent}\n`);
    const env = {
      PATH: `${join(folder, 'bin')}:${dirname(process.execPath)}:${process.env['PATH']}`,
      ...{ HOME: folder, FAKE_SUDO: folder, UNTETHER_RUN: `run-${folder}`, KEY: 'a secret' },
    };
    return spawn(join(folder, link), args, { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  }

  async function ended(child: ChildProcess): Promise<number | null> {
    if (child.exitCode === null) await once(child, 'exit');
    return child.exitCode;
  }

  it('hands over streams, arguments and environment, values not in the list of processes, and gives the exit code back', async () => {
    const odd = ['a b', '', '$HOME', 'quote " \' \\', 'two\nlines', '*'];
    const agent =
      'process.stdin.on("data", (d) => console.log(JSON.stringify([String(d), process.env.KEY, process.argv.slice(2)])));' +
      'process.exitCode = 7;';
    const child = start(agent, odd);
    child.stdin?.end('ü');
    expect(JSON.parse(child.stdout === null ? '' : await text(child.stdout))).to.deep.equal(['ü', 'a secret', odd]);
    expect(await ended(child)).to.equal(7);
    const calls = readFileSync(join(folder, 'calls'), 'utf8');
    expect(calls).to.include('-u agents').and.to.include('KEY').and.not.to.include('a secret');
  });

  it('ends every process of the run with SIGTERM, also one that has left the group', async () => {
    const child = start(
      'const { spawn } = require("node:child_process");' +
        'spawn("sleep", ["1000"], { detached: true, stdio: "ignore" }).unref();' +
        'process.on("SIGTERM", () => process.exit(3)); setInterval(() => {}, 1000); console.log("up");',
    );
    if (child.stdout !== null) await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await ended(child)).to.equal(3);
  });

  it('kills what does not end when it is told to, though nobody tells it again', async () => {
    const child = start('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("up");');
    if (child.stdout !== null) await once(child.stdout, 'data');
    child.kill('SIGTERM');
    // Where there is one user, what is killed is this script as well.
    expect((await ended(child)) ?? child.signalCode).to.be.oneOf([137, 'SIGKILL']);
  });

  it('says how it wants to be called', async () => {
    const child = start('', [], 'agent');
    expect(child.stderr === null ? '' : await text(child.stderr)).to.include('untether-<program>@<user>');
    expect(await ended(child)).to.equal(64);
  });
});
