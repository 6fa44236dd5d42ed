import { bashCompletion } from './bash-completion.js';
import type { CommandShape } from './command-shape.js';
import { completedPlaces } from './completed-words.js';
import { fishCompletion } from './fish-completion.js';
import type { Shell } from './shells.js';
import { zshCompletion } from './zsh-completion.js';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** `untether completion <shell>`: prints the script that completes the program's commands there. */
export function printCompletion(shell: Shell, program: CommandShape): number {
  process.stdout.write(SCRIPTS[shell](completedPlaces(program)));
  return 0;
}
