import type { OptionShape } from './command-shape.js';
import type { CompletedPlace, CompletedWord } from './completed-words.js';

/** A script for zsh, to be sourced after `compinit` or put into a directory of `$fpath` as `_untether`. */
export function zshCompletion(places: readonly CompletedPlace[]): string {
  return `#compdef untether
# Completes untether in zsh. Add to ~/.zshrc, below compinit:  source <(untether completion zsh)
${places.map((place) => functionOf(place, places)).join('\n')}
if [[ \${funcstack[1]} == _untether ]]; then _untether "$@"; else compdef _untether untether; fi
`;
}

function functionOf({ path, words, options }: CompletedPlace, places: readonly CompletedPlace[]): string {
  const inner = places.filter((one) => one.path !== '' && outside(one.path) === path);
  const rest = inner.map((one) => `      ${one.path.split(' ').at(-1)}) ${nameOf(one.path)};;`);
  const specs = [...options.map(optionSpec), ...(words.length === 0 ? [] : [quoted('1: :->word')])];
  const more = inner.length === 0 ? [] : [quoted('*:: :->rest')];
  return `${nameOf(path)}() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  _arguments -C ${[...specs, ...more].join(' \\\n    ')}
  case $state in
${words.length === 0 ? '' : `    word) local -a offered; offered=(${words.map(wordSpec).join(' ')}); _describe -t words word offered;;\n`}${
  rest.length === 0 ? '' : `    rest) case $line[1] in\n${rest.join('\n')}\n    esac;;\n`
}  esac
}`;
}

function outside(path: string): string {
  return path.split(' ').slice(0, -1).join(' ');
}

function nameOf(path: string): string {
  return ['_untether', ...path.split(' ').filter((word) => word !== '')].join('_').replaceAll('-', '_');
}

function wordSpec({ word, summary }: CompletedWord): string {
  return quoted(`${word}:${summary}`);
}

function optionSpec({ names, value, choices, summary }: OptionShape): string {
  const described = `[${summary.replace(/[[\]\\]/g, '\\$&')}]`;
  const values =
    choices.length > 0 ? `:${value}:(${choices.join(' ')})` : `:${value}:${value === 'file' ? '_files' : ' '}`;
  // Several may be given with one meaning, of which only one is offered.
  const others = names.length > 1 ? `(${names.join(' ')})` : '';
  return names.map((name) => quoted(`${others}${name}${described}${value === null ? '' : values}`)).join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
