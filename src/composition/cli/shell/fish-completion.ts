import type { CompletedPlace } from './completed-words.js';

/** A script for fish 3 and newer. */
export function fishCompletion(places: readonly CompletedPlace[]): string {
  const valued = new Set(
    places.flatMap(({ path, options }) =>
      options.filter(({ value }) => value !== null).flatMap(({ names }) => names.map((name) => `${path}:${name}`)),
    ),
  );
  return `# Completes untether in fish:  untether completion fish > ~/.config/fish/completions/untether.fish
function __untether_at
    set -l path ''
    set -l skipped 0
    for word in (commandline -opc)[2..-1]
        if test $skipped = 1
            set skipped 0
        else if contains -- "$path:$word" ${[...valued].map(quoted).join(' ')}
            set skipped 1
        else if contains -- (string trim "$path $word") ${places
          .filter(({ path }) => path !== '')
          .map(({ path }) => quoted(path))
          .join(' ')}
            set path (string trim "$path $word")
        end
    end
    test "$path" = "$argv[1]"
end
complete -c untether -f
${places.flatMap(linesOf).join('\n')}
`;
}

function linesOf({ path, words, options }: CompletedPlace): readonly string[] {
  const line = (rest: string) => `complete -c untether -n ${quoted(`__untether_at "${path}"`)} ${rest}`;
  return [
    ...words.map(({ word, summary }) => line(`-a ${quoted(word)} -d ${quoted(summary)}`)),
    ...options.map(({ names, value, choices, summary }) => {
      const named = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
      const plain = value === 'file' ? ['-r', '-F'] : ['-x'];
      const takes = choices.length > 0 ? ['-x', '-a', quoted(choices.join(' '))] : plain;
      return line([...named, ...(value === null ? [] : takes), '-d', quoted(summary)].join(' '));
    }),
  ];
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
