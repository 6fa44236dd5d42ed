# Prints what zsh offers after the line in $2, completed by the script in $1: a shell on a terminal of its own whose
# `compadd` prints the matches instead of adding them.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PROMPT= RPROMPT=; stty -echo"
zpty -w shell "autoload -Uz compinit && compinit -u -D; source $1"
zpty -w shell 'compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return $?; fi
  local -a hits; builtin compadd -A hits "$@"; print -rl -- "offer:"$^hits; builtin compadd "$@"
}
ended() { print -r -- end-of-offers; zle kill-whole-line; return 0 }
offers() { zle complete-word; ended }
zle -C complete-word complete-word _main_complete; zle -N offers; bindkey "^T" offers; print -r -- ready-"to"-complete'
while zpty -r shell line; do [[ $line == *ready-to-complete* ]] && break; done
zpty -w -n shell "$2"$'\C-t'
while zpty -r shell line; do
  line=${line//$'\r'/}
  [[ $line == *offer:* ]] && print -r -- ${${line##*offer:}%$'\n'}
  [[ $line == *end-of-offers* ]] && break
done
zpty -d shell
