#!/bin/sh
# From nothing to a scorecard: installs what is lacking, builds Remit into build/, compiles an example into out/.
set -eu
cd "$(dirname "$0")/.."

agreement=examples/coffee-roaster.remit
sh setup/packages.sh build
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "building Remit into build/"
if ! { cmake -GNinja -S . -B build && ninja -C build remit; } >"$log" 2>&1; then
  cat "$log" >&2
  echo "try.sh: the build failed" >&2
  exit 1
fi
echo "compiling $agreement into out/"
build/remit build "$agreement" -o out
echo
echo "The scorecard lies in $(pwd)/out/coffee-roaster.scorecard.html; open it in a browser."
