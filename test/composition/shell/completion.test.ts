import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { bashCompletion } from '../../../src/composition/cli/shell/bash-completion.js';
import { everyCommand } from '../../../src/composition/cli/shell/command-shape.js';
import { completedPlaces } from '../../../src/composition/cli/shell/completed-words.js';
import { fishCompletion } from '../../../src/composition/cli/shell/fish-completion.js';
import { SHELLS, type Shell } from '../../../src/composition/cli/shell/shells.js';
import { zshCompletion } from '../../../src/composition/cli/shell/zsh-completion.js';
import { describedProgram } from '../../support/command-line-reference.js';
import { isInstalled, shellOffers } from '../../support/shells/shell-offers.js';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };
const ENGINES = ['amp', 'claude', 'codex', 'gemini', 'opencode', 'pi'];

describe('completion scripts', () => {
  const places = completedPlaces(describedProgram());

  for (const shell of SHELLS) {
    it(`name every command and long option, for ${shell}`, () => {
      const script = SCRIPTS[shell](places);
      for (const { path, options } of everyCommand(describedProgram())) {
        if (path.length > 0) expect(script).to.include(path.at(-1));
        for (const { names } of options) expect(script).to.include((names.at(-1) ?? '').replace(/^--/, ''));
      }
    });
  }

  for (const shell of SHELLS.filter(isInstalled)) {
    describe(`in ${shell} itself`, () => {
      let directory = '';
      let script = '';
      const offers = (line: string) => shellOffers(shell, script, line);

      before(() => {
        directory = mkdtempSync(join(tmpdir(), 'untether-completion-'));
        script = join(directory, `untether.${shell}`);
        writeFileSync(script, SCRIPTS[shell](places));
      });

      after(() => rmSync(directory, { recursive: true }));

      it('offer the commands, and what may follow the one that need not be named', () => {
        const commands = describedProgram().commands.map(({ path }) => path[0] ?? '');
        expect(offers('untether ')).to.deep.equal([...commands, ...ENGINES].sort());
        expect(offers('untether doc')).to.deep.equal(['doctor']);
        expect(offers('untether start c')).to.deep.equal(['claude', 'codex']);
        expect(offers('untether --engine o')).to.deep.equal(['opencode']);
      });

      it('offer what a command has, behind options too', () => {
        expect(offers('untether completion ')).to.deep.equal(['bash', 'fish', 'zsh']);
        expect(offers('untether --config x config u')).to.deep.equal(['unset']);
        expect(offers('untether config get --')).to.deep.equal(['--config', '--help', '--json']);
        expect(offers('untether reload --a')).to.deep.equal(['--apply']);
      });

      it('offer files where a file is wanted', () => {
        mkdirSync(join(directory, 'files'));
        writeFileSync(join(directory, 'files/a b.toml'), '');
        const [offer, ...more] = offers(`untether config check --config ${directory}/files/`);
        expect(more).to.deep.equal([]);
        expect(offer).to.match(OFFERED_FILE[shell]);
      });

      it('offer nothing for words that can be anything', () => {
        expect(offers('untether config set --unset ')).to.deep.equal([]);
      });
    });
  }
});

/** zsh takes the directory off, and each quotes in its way. */
const OFFERED_FILE: Readonly<Record<Shell, RegExp>> = {
  bash: /\/files\/a b\.toml$/,
  zsh: /^a(\\)? b\.toml$/,
  fish: /\/files\/a(\\)? b\.toml$/,
};
