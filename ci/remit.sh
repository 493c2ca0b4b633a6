#!/bin/sh
# Runs remit for another project's checks: the program that $REMIT names, else the one that is installed, else this
# checkout's, which is built first where that has not been done.
#
#     sh ci/remit.sh check --deny warning .
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)

if [ -n "${REMIT:-}" ]; then
  exec "$REMIT" "$@"
elif command -v remit >/dev/null 2>&1; then
  exec remit "$@"
fi

if [ ! -x "$here/build/remit" ]; then
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  if ! { sh "$here/setup/packages.sh" build && cmake -GNinja -S "$here" -B "$here/build" &&
    ninja -C "$here/build" remit; } >"$log" 2>&1; then
    cat "$log" >&2
    echo "remit.sh: the build failed" >&2
    exit 2
  fi
  rm -f "$log"
fi
exec "$here/build/remit" "$@"
