#!/bin/sh
# What the GitHub action of action.yml runs. Its inputs come as INPUT_FILES, INPUT_DENY, INPUT_SARIF; FILES are words apart.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
set -f # a file's name is not a pattern

set -- check --format github
[ -z "${INPUT_DENY:-}" ] || set -- "$@" --deny "$INPUT_DENY"
[ -z "${INPUT_SARIF:-}" ] || set -- "$@" --format "sarif=$INPUT_SARIF"
# shellcheck disable=SC2086
exec sh "$here/remit.sh" "$@" -- ${INPUT_FILES:-.}
