import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Shell } from '../../../src/composition/cli/shell/shells.js';
import { projectRoot } from '../../architecture/project-root.js';

const ZSH_OFFERS = join(projectRoot, 'test/support/shells/zsh-offers.zsh');
const BASH_OFFERS = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _untether; printf '%s\\n' "\${COMPREPLY[@]}"`;

/** What a real shell offers after a line that begins with `untether`, completed by the script in the file; sorted. */
export function shellOffers(shell: Shell, script: string, line: string): readonly string[] {
  const commands = {
    bash: ['--norc', '-c', BASH_OFFERS, 'bash', script, ...line.split(' ')],
    zsh: ['-f', ZSH_OFFERS, script, line],
    fish: ['--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', script, line],
  };
  const printed = execFileSync(shell, commands[shell], { encoding: 'utf8', timeout: 60_000 });
  return printed
    .split('\n')
    .map((offer) => offer.split('\t')[0] ?? '')
    .filter((offer) => offer !== '')
    .sort();
}

/** Whether a program is on the PATH. */
export function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((directory) => existsSync(join(directory, program)));
}
