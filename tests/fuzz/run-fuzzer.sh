#!/bin/sh
# Runs a fuzz target for a few seconds over a scratch copy of its corpus: what it finds new there is not kept, but for crashers.
# Usage: run-fuzzer.sh TARGET DICTIONARY FOLDER...
set -eu
target=$1
dictionary=$2
shift 2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for folder in "$@"; do
  [ ! -d "$folder" ] || cp "$folder"/* "$scratch"/
done
"$target" -dict="$dictionary" -artifact_prefix="$PWD/$(basename "$target")-" -runs=2000 -max_total_time=8 -timeout=10 -max_len=65536 "$scratch"
