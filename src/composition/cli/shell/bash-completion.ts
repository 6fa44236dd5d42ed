import type { CompletedPlace } from './completed-words.js';

/** A script for bash 3.2 and newer, which macOS has, without the package bash-completion. */
export function bashCompletion(places: readonly CompletedPlace[]): string {
  const valued = places.flatMap(({ path, options }) =>
    options.filter(({ value }) => value !== null).map((option) => ({ path, ...option })),
  );
  const patterns = (wanted: typeof valued) =>
    wanted.flatMap(({ path, names }) => names.map((name) => `'${path}:${name}'`)).join('|');
  const chosen = valued
    .filter(({ choices }) => choices.length > 0)
    .map(
      (option) => `    ${patterns([option])}) __untether_offer -W '${option.choices.join(' ')}' -- "$word"; return;;`,
    );
  const files = valued.filter(({ value }) => value === 'file');
  const others = valued.filter(({ value, choices }) => value !== 'file' && choices.length === 0);
  return `# Completes untether in bash. Add to ~/.bashrc:  source <(untether completion bash)
__untether_offer() {
  local offered
  while IFS= read -r offered; do COMPREPLY+=("$offered"); done < <(compgen "$@")
}
_untether() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} path='' i
  if [[ $word == '=' ]]; then word=''
  elif [[ $before == '=' ]]; then before=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$path:\${COMP_WORDS[i]}" in
      ${patterns(valued)}) ((i++)); [[ \${COMP_WORDS[i]} == '=' ]] && ((i++));;
${places
  .filter(({ path }) => path !== '')
  .map(({ path }) => `      '${before(path)}:${last(path)}') path='${path}';;`)
  .join('\n')}
    esac
  done
  case "$path:$before" in
${chosen.join('\n')}
    ${patterns(files)}) compopt -o filenames 2>/dev/null; __untether_offer -f -- "$word"; return;;
${others.length === 0 ? '' : `    ${patterns(others)}) return;;\n`}  esac
  local words='' options=''
  case "$path" in
${places
  .map(({ path, words, options }) => {
    const names = options.flatMap((option) => option.names);
    return `    '${path}') words='${words.map(({ word }) => word).join(' ')}' options='${names.join(' ')}';;`;
  })
  .join('\n')}
  esac
  if [[ $word == -* ]]; then __untether_offer -W "$options" -- "$word"
  else __untether_offer -W "$words" -- "$word"
  fi
}
complete -F _untether untether
`;
}

function before(path: string): string {
  return path.split(' ').slice(0, -1).join(' ');
}

function last(path: string): string {
  return path.split(' ').at(-1) ?? '';
}
