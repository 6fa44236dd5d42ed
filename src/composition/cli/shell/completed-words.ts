import { type CommandShape, everyCommand, type OptionShape } from './command-shape.js';

/** What a shell can offer at one place of the command line. */
export interface CompletedPlace {
  /** The words that lead there, joined by blanks; empty at the beginning. */
  readonly path: string;
  readonly words: readonly CompletedWord[];
  readonly options: readonly OptionShape[];
}

/** A command, or a word that one takes. */
export interface CompletedWord {
  readonly word: string;
  readonly summary: string;
}

/** Every place, the first being the beginning, where all that may follow `start` may follow too. */
export function completedPlaces(program: CommandShape): readonly CompletedPlace[] {
  const start = program.commands.find(({ path }) => path[0] === 'start');
  return everyCommand(program).map((command) => {
    const also = command === program && start !== undefined ? start : null;
    const known = new Set(command.options.flatMap(({ names }) => names));
    const options = also?.options.filter(({ names }) => !names.some((name) => known.has(name))) ?? [];
    return {
      path: command.path.join(' '),
      words: [...commandsOf(command), ...choicesOf(command), ...(also === null ? [] : choicesOf(also))],
      options: [...command.options, ...options],
    };
  });
}

function commandsOf({ commands, path }: CommandShape): readonly CompletedWord[] {
  return commands.map((inner) => ({ word: inner.path[path.length] ?? '', summary: inner.summary }));
}

function choicesOf(command: CommandShape): readonly CompletedWord[] {
  return command.arguments.flatMap(({ choices, summary }) => choices.map((word) => ({ word, summary })));
}
