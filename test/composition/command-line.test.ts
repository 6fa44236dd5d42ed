import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { type CommandLineActions, commandLine } from '../../src/composition/cli/command-line.js';
import { exitCodeOf } from '../../src/composition/cli/usage-error.js';
import { commandLineReference } from '../support/command-line-reference.js';

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
  const names = ['start', 'check', 'get', 'set', 'unset', 'list', 'path', 'edit'];
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
    expect(await asked('codex', '--config', 'f')).to.deep.equal(['start', { config: 'f', engine: 'codex' }]);
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

  it('has a reference page that says what the code says now (otherwise: npm run docs:reference)', () => {
    expect(readFileSync('docs/reference/command-line.md', 'utf8')).to.equal(commandLineReference());
  });
});
