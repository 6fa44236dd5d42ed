import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { type CommandLineActions, commandLine } from '../../src/composition/cli/command-line.js';
import type { CommandShape } from '../../src/composition/cli/shell/command-shape.js';
import { exitCodeOf } from '../../src/composition/cli/usage-error.js';
import { commandLineReference } from '../support/command-line-reference.js';
import { manualPage } from '../support/manual-page.js';
import { isInstalled } from '../support/shells/shell-offers.js';

/** What a command line asks for, and the exit code of that. */
async function asked(...words: readonly string[]): Promise<unknown> {
  const calls: unknown[] = [];
  let exitCode = -1;
  const note =
    (name: string) =>
    async (...parameters: readonly unknown[]) => {
      calls.push([name, ...parameters]);
      return 7;
    };
  const names = ['start', 'check', 'get', 'set', 'unset', 'list', 'path', 'edit', 'completion'];
  const actions = Object.fromEntries(names.map((name) => [name, note(name)])) as unknown as CommandLineActions;
  await commandLine('1', actions, (code) => {
    exitCode = code;
  }).parseAsync(['node', 'untether', ...words]);
  expect(exitCode).to.equal(7);
  expect(calls).to.have.length(1);
  return calls[0];
}

/** What is printed of a command line that is not understood, and its exit code. */
async function misunderstood(...words: readonly string[]) {
  let printed = '';
  const nothing = {} as CommandLineActions;
  const program = commandLine('1', nothing, () => undefined);
  const writeErr = (text: string) => {
    printed += text;
  };
  for (const command of [program, ...program.commands, ...program.commands.flatMap((one) => one.commands)]) {
    command.configureOutput({ writeErr });
  }
  const code = await program.parseAsync(['node', 'untether', ...words]).then(() => 0, exitCodeOf);
  return { code, printed };
}

describe('the command line', () => {
  it('starts, with an engine and a file or without', async () => {
    expect(await asked()).to.deep.equal(['start', { config: null, engine: null }]);
    const codex = ['start', { config: 'f', engine: 'codex' }];
    for (const words of [
      ['codex', '--config', 'f'],
      ['--config', 'f', 'codex'],
      ['start', 'codex', '--config', 'f'],
      ['--config', 'f', 'start', '--engine', 'codex'],
      ['--engine', 'codex', '--config', 'f'],
      ['--config=f', '--engine=codex'],
      ['codex', '--engine', 'codex', '--config', 'f'],
    ]) {
      expect(await asked(...words)).to.deep.equal(codex);
    }
    expect(await asked('start')).to.deep.equal(['start', { config: null, engine: null }]);
  });

  it('takes the file before or after a command', async () => {
    for (const words of [
      ['--config', 'f', 'config', 'get', 'k'],
      ['config', 'get', 'k', '--config', 'f'],
      ['config', 'get', '--config', 'f', 'k'],
    ]) {
      expect(await asked(...words)).to.deep.equal(['get', { config: 'f', json: false }, 'k']);
    }
  });

  it('takes values that look like options, and several keys in turn', async () => {
    expect(await asked('config', 'set', 'chat', '-100123')).to.deep.equal([
      'set',
      { config: null },
      ['chat', '-100123'],
      [],
    ]);
    expect(await asked('config', 'set', 'a', '1', 'b', '-', '--unset', 'c', '--unset', 'd')).to.deep.equal([
      'set',
      { config: null },
      ['a', '1', 'b', '-'],
      ['c', 'd'],
    ]);
    expect(await asked('config', 'set', 'a', '--', '--flag')).to.deep.equal([
      'set',
      { config: null },
      ['a', '--flag'],
      [],
    ]);
  });

  it('knows every other command of the configuration', async () => {
    const file = { config: null };
    expect(await asked('config', 'check', '--json')).to.deep.equal(['check', { ...file, json: true }]);
    expect(await asked('config', 'unset', 'a', 'b')).to.deep.equal(['unset', file, ['a', 'b']]);
    expect(await asked('config', 'list', '--all')).to.deep.equal(['list', { ...file, json: false, all: true }, null]);
    expect(await asked('config', 'path')).to.deep.equal(['path', file]);
    expect(await asked('config', 'edit')).to.deep.equal(['edit', file]);
  });

  for (const [words, said] of [
    [['version'], "untether: no command 'version'; did you mean --version?"],
    [['help-me'], "untether: no command 'help-me'; untether --help lists the commands"],
    [['config.toml'], 'untether --help lists the commands'],
    [['docter'], 'did you mean doctor?'],
    [['cluade'], 'did you mean claude?'],
    [['statr'], 'did you mean start?'],
    [['--engine', 'cluade'], "no engine 'cluade'; did you mean claude?"],
    [['--engine', 'emacs'], "no engine 'emacs'; there are claude, codex"],
    [['--engine'], 'argument missing'],
    [['claude', '--engine', 'codex'], 'two engines are named, claude and --engine codex'],
    [['completion', 'tcsh'], 'Allowed choices are bash, zsh, fish'],
    [['\u001b[31mred'], "no command '?[31mred'"],
    [['toString'], 'untether --help lists the commands'],
    [['--confg', 'x'], 'Did you mean --config?'],
    [['config', 'chekc'], 'Did you mean check?'],
    [['config', 'get'], 'missing required argument'],
    [['claude', 'codex'], 'too many arguments'],
  ] as const) {
    it(`does not understand "${words.join(' ')}", says so in a line or two and is done with code 2`, async () => {
      const { code, printed } = await misunderstood(...words);
      expect(code).to.equal(2);
      expect(printed).to.include(said);
      expect(printed.trim().split('\n').length).to.be.at.most(2);
    });
  }

  it('hands over all that it knows to what makes completions', async () => {
    const [name, shell, tree] = (await asked('completion', 'zsh')) as [string, string, CommandShape];
    expect([name, shell]).to.deep.equal(['completion', 'zsh']);
    expect(tree.commands.map(({ path }) => path.join(' '))).to.include.members(['start', 'config', 'completion']);
  });

  it('has a manual page that says what the code says now (otherwise: npm run docs:reference)', () => {
    expect(readFileSync('docs/reference/untether.1', 'utf8')).to.equal(manualPage());
  });

  if (isInstalled('mandoc')) {
    it('has a manual page in which mandoc finds no error', () => {
      const { stdout } = spawnSync('mandoc', ['-Tlint', '-Werror', 'docs/reference/untether.1'], {
        encoding: 'utf8',
      });
      expect(stdout).to.equal('');
    });
  }

  it('has a reference page that says what the code says now (otherwise: npm run docs:reference)', () => {
    expect(readFileSync('docs/reference/command-line.md', 'utf8')).to.equal(commandLineReference());
  });
});
