import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../architecture/project-root.js';
import { guideSteps, takeGuideStep } from '../support/guide.js';

/** What a copy of the repository needs to be built and tested. */
const NEEDED = [
  ...['src', 'test', 'dist', 'docs', 'scripts', 'contrib'],
  ...['package.json', 'tsconfig.json', 'tsconfig.base.json', '.mocharc.json'],
];

describe('the how-tos for whoever changes the code, done in a copy', () => {
  let root = '';

  const run = (program: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: root, encoding: 'utf8' });
    expect(status, `${program} ${args.join(' ')}\n${stdout}\n${stderr}`).to.equal(0);
    return stdout;
  };
  const mocha = (...args: readonly string[]) => run('node_modules/mocha/bin/mocha.js', '--reporter', 'dot', ...args);
  const test = (folder: string, ...names: readonly string[]) =>
    names.map((name) => `dist/test/${folder}/${name}.test.js`);
  const pageOf = (name: string) => readFileSync(join(root, 'docs/reference', name), 'utf8');

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'untether-guide-'));
    for (const name of NEEDED) {
      cpSync(join(projectRoot, name), join(root, name), { recursive: true, preserveTimestamps: true });
    }
    symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
    for (const page of ['docs/how-to/add-a-command.md', 'docs/how-to/add-a-key.md']) {
      for (const step of guideSteps(readFileSync(join(root, page), 'utf8'))) takeGuideStep(root, step);
    }
    run('node_modules/typescript/bin/tsc', '-b');
    run('scripts/write-reference.js');
  });

  after(() => rmSync(root, { recursive: true }));

  it('a command is answered, listed and known', () => {
    expect(pageOf('commands.md')).to.include('| `/hello` | be greeted |');
    mocha(...test('journeys', 'hello', 'commands', 'rights'), ...test('architecture', 'module-map'));
  });

  it('a key is checked, told, live and in the reference', () => {
    expect(pageOf('configuration.md')).to.include('| `pong` | ');
    const tests = ['schema', 'reference', 'written-settings', 'round-trip', 'widening/schema-verdicts'];
    const live = ['--grep', 'interaction\\.pong|proven to be|in the schema'];
    mocha(...test('adapters/config', ...tests));
    expect(mocha(...test('live-keys', 'live-keys'), ...live)).to.include('3 passing');
  });
});
