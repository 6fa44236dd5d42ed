import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from './project-root.js';

/** What mocha's dot reporter prints at the end of a run. */
function mocha(passing: number, failing = 0): string {
  const failures = failing === 0 ? '' : `  ${failing} failing\n\n  1) a suite\n       a test:\n     AssertionError\n`;
  return `\n\n  ${'.'.repeat(passing)}\n\n\n  ${passing} passing (1s)\n${failures}\n`;
}

describe('the run of the continuous integration', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'untether-ci-'));
    cpSync(join(projectRoot, '.ci/run'), join(folder, 'repository/.ci/run'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs the script from elsewhere, with an `npm` that only plays: `install` and `test` are lines of shell. */
  function run(play: { install?: string; test?: string; environment?: Record<string, string> }) {
    const npm = join(folder, 'npm');
    writeFileSync(
      npm,
      `#!/bin/sh
echo "$* $CI $PWD" >> "${folder}/calls"
case "$1" in
  ci) ${play.install ?? 'true'} ;;
  test) ${play.test ?? 'true'} ;;
esac
`,
    );
    chmodSync(npm, 0o755);
    const { status, stdout } = spawnSync(join(folder, 'repository/.ci/run'), {
      cwd: tmpdir(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}`, ...play.environment },
    });
    return { status, stdout, last: stdout.trimEnd().split('\n').at(-1) };
  }

  function printing(...runs: string[]): string {
    writeFileSync(join(folder, 'output'), runs.join(''));
    return `cat "${folder}/output"`;
  }

  it('installs, then tests, in the repository, wherever it is called from', () => {
    run({ test: printing(mocha(1)) });
    const place = join(folder, 'repository');
    expect(readFileSync(join(folder, 'calls'), 'utf8')).to.equal(`ci true ${place}\ntest true ${place}\n`);
  });

  it('passes the output on and closes with the sum over all runs', () => {
    const { status, stdout, last } = run({ test: printing(mocha(120), mocha(7), mocha(1)) });
    expect({ status, last }).to.deep.equal({ status: 0, last: '128 passed, 0 failed' });
    expect(stdout).to.include('  7 passing (1s)');
  });

  it('counts through colours and never counts what a test prints', () => {
    const chatter = 'my 3 passing thoughts\n5 passing by\n  12 failing hopes\n';
    const colours = '\n  \u001b[92m \u001b[0m\u001b[32m 4 passing\u001b[0m\u001b[90m (5ms)\u001b[0m\n';
    expect(run({ test: printing(chatter, colours) }).last).to.equal('4 passed, 0 failed');
  });

  it('fails and tells how many tests failed', () => {
    const { status, last } = run({ test: `${printing(mocha(10), mocha(3, 2))}; exit 2` });
    expect({ status, last }).to.deep.equal({ status: 2, last: '13 passed, 2 failed' });
  });

  it('fails when tests failed though the command did not', () => {
    expect(run({ test: printing(mocha(3, 2)) }).status).to.equal(1);
  });

  it('fails when no test ran', () => {
    const { status, last } = run({ test: 'echo nothing to do' });
    expect({ status, last }).to.deep.equal({ status: 1, last: '0 passed, 0 failed' });
  });

  it('fails without testing when the installation fails', () => {
    const { status, last } = run({ install: 'exit 4', test: printing(mocha(3)) });
    expect({ status, last }).to.deep.equal({ status: 4, last: '0 passed, 0 failed' });
    expect(readFileSync(join(folder, 'calls'), 'utf8')).to.not.include('test');
  });

  it('fails when another step than a test fails after tests passed', () => {
    const { status, last } = run({ test: `${printing(mocha(3))}; exit 1` });
    expect({ status, last }).to.deep.equal({ status: 1, last: '3 passed, 0 failed' });
  });

  it('gives the tests no input to wait for', () => {
    expect(run({ test: `cat; ${printing(mocha(2))}` })).to.include({ status: 0, last: '2 passed, 0 failed' });
  });

  it('ends a test run that would never end', () => {
    const { status, last } = run({
      test: `${printing(mocha(2))}; exec tail -f /dev/null`,
      environment: { CI_LIMIT_S: '0.2' },
    });
    expect({ status, last }).to.deep.equal({ status: 124, last: '2 passed, 0 failed' });
    expect(existsSync(join(folder, 'calls'))).to.equal(true);
  });
});
