# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the scripts that set things up share: where they keep what they make, how they tell of it, how they wait for
# each other. Sourced by ./run and by what stands beside it. Standard output is left to the program: they speak on
# standard error.

# A set-up keeps everything here; removing it costs time and nothing else.
: "${HOME:=$(getent passwd "$EUID" | cut --delimiter=: --fields=6)}"
# shellcheck disable=SC2034 # for those who source this
readonly cache_folder=${XDG_CACHE_HOME:-$HOME/.cache}/rundown

# What ./run install has brought, one file a line.
# shellcheck disable=SC2034 # for those who source this
readonly installed_files=$HOME/.local/lib/rundown/files

say() {
  printf 'rundown: %s\n' "$*" >&2
}

fail() {
  say "$@"
  exit 1
}

# lock FOLDER: makes the folder and waits until no other set-up works in it. The lock is held by this process and by
# what it starts, so work that outlives an interrupted set-up is waited for too.
lock() {
  { mkdir --parents "$1" && exec {lock_descriptor}>>"$1/lock"; } 2>/dev/null ||
    fail "cannot write to $1; set XDG_CACHE_HOME to a folder that you can write to"
  flock --nonblock "$lock_descriptor" && return
  say "waiting for another set-up to finish ($1)"
  flock "$lock_descriptor"
}

unlock() {
  exec {lock_descriptor}>&-
}

# step DESCRIPTION COMMAND…: says what is done and does it, keeping what the command prints in the file `log`, which the
# caller names. Where it fails, shows the end of the log and ends the script. The command gets no input: that is the
# program's.
step() {
  local description=$1
  shift
  say "$description"
  printf '\n# %s\n# %s\n' "$description" "$*" >>"$log"
  if ! "$@" </dev/null >>"$log" 2>&1; then
    tail --lines=30 "$log" >&2
    fail "this failed: $description; the whole log: $log"
  fi
}
