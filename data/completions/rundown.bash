# SPDX-License-Identifier: GPL-3.0-or-later
# Completes the commands, options, followed live blogs and files of rundown in bash.

# The numbers of those that begin with $1; where they are shown and not filled in, with their titles.
_rundown_blogs()
{
  local line form='^ ?([0-9]+)  (.*)'
  while IFS= read -r line; do
    if [[ $line =~ $form && ${BASH_REMATCH[1]} == "$1"* ]]; then
      COMPREPLY+=("${BASH_REMATCH[1]}  ${BASH_REMATCH[2]}")
    fi
  done < <(rundown list 2> /dev/null)
  if [[ ${COMP_TYPE-} != 63 && ${COMP_TYPE-} != 33 || ${#COMPREPLY[@]} == 1 ]]; then
    COMPREPLY=("${COMPREPLY[@]%%  *}")
  fi
}

_rundown()
{
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
  local words=

  # Bash takes '=' for a word of its own: '--format=md' comes as '--format', '=', 'md'.
  if [[ $previous == = ]]; then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  elif [[ $current == = ]]; then
    current=
  fi

  if ((COMP_CWORD == 1)); then
    words='add remove list fetch follow digest topics search import export backup key demo --help --version'
  elif [[ $previous == --format || $previous == -f ]]; then
    case $command in
      digest) words='md html txt json' ;;
      topics) words='txt json' ;;
    esac
  elif [[ $previous == --date ]]; then
    words='today yesterday'
  elif [[ $previous =~ ^--(since|until|lines|words|limit|seconds)$ ]]; then
    return
  elif [[ $current == -* && $previous != --output && $previous != -o ]]; then
    case $command in
      digest) words='--date --demo --format --help --lines --output --since --until --words' ;;
      topics) words='--demo --format --help' ;;
      add) words='--help --preview' ;;
      remove) words='--forget --help' ;;
      key) words='--help --remove' ;;
      search) words='--help --limit' ;;
      export) words='--help --output' ;;
      demo) words='--help --seconds' ;;
      follow) words='--help --once' ;;
      *) words='--help' ;;
    esac
  elif [[ $command =~ ^(remove|fetch)$ ]]; then
    _rundown_blogs "$current"
    return
  elif [[ $command =~ ^(list|follow|search|export|demo)$ && ! $previous =~ ^(--output|-o)$ ]]; then
    return
  elif [[ $command == key ]]; then
    words='guardian'
  else
    compopt -o filenames 2> /dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
    return
  fi

  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")

  # Without a command, files are opened.
  if [[ $COMP_CWORD == 1 && ${#COMPREPLY[@]} == 0 ]]; then
    compopt -o filenames 2> /dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}

complete -F _rundown rundown
