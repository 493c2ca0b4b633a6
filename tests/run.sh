#!/bin/sh
# The tests: installs what they need, builds Remit with them, and runs every suite.
#
#     sh tests/run.sh        a few minutes
#     sh tests/run.sh all    and the second compiler, the sanitizers, a browser and a fuzzer (the campaigns)
#
# A suite is tests/NAME/run.py or tests/NAME.py; it is given the program, and its last line is `N passed, N failed`. A
# campaign, tests/NAME/campaign.py, is the same but takes longer. The last line of all is the sum; the status is 1 where
# anything failed, or nothing ran.
set -u
cd "$(dirname "$0")/.." || exit 1

extent=${1:-quick}
case $extent in
  quick|all) ;;
  *) echo "run.sh: say nothing, or all" >&2; exit 2 ;;
esac

passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM HUP

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

# What a suite said in its last line; one that broke off has failed once.
count() {
  last=$(tail -n 1 "$log")
  ran=${last%% passed, *}
  wrong=${last#* passed, }
  wrong=${wrong%% failed}
  case $ran.$wrong in
    *[!0-9.]*|.*|*.|*.*.*) ran=0 wrong=1 ;;
  esac
  if [ "$wrong" -eq 0 ] && { [ "$1" -ne 0 ] || [ "$ran" -eq 0 ]; }; then wrong=1; fi
}

# suite TITLE COMMAND…
suite() {
  title=$1
  shift
  began=$(date +%s)
  "$@" >"$log" 2>&1 </dev/null
  count $?
  [ "$wrong" -eq 0 ] || sed '$d' "$log"
  echo "$title: $ran passed, $wrong failed ($(($(date +%s) - began)) s)"
  passed=$((passed + ran))
  failed=$((failed + wrong))
}

# build FOLDER OPTION…; a build that fails is a test that fails.
build() {
  folder=$1
  shift
  if cmake -GNinja -DREMIT_TESTS=ON -DREMIT_WERROR=ON "$@" -S . -B "$folder" >"$log" 2>&1 &&
    ninja -C "$folder" >"$log" 2>&1; then
    return 0
  fi
  cat "$log"
  echo "$folder: 0 passed, 1 failed (it was not built)"
  failed=$((failed + 1))
  return 1
}

needs=test
[ "$extent" = quick ] || needs=all
sh setup/packages.sh $needs || { failed=1; finish; }

build build-tests || finish
for runner in tests/*/run.py tests/*.py; do
  case $runner in
    tests/bench/*) ;; # measures, and judges nothing
    *) suite "${runner#tests/}" python3 "$runner" build-tests/remit ;;
  esac
done
[ "$extent" = all ] || finish

if build build-clang -DCMAKE_C_COMPILER=clang; then
  suite "clang: unit" python3 tests/unit/run.py build-clang/remit
  suite "clang: golden" python3 tests/golden/run.py build-clang/remit
fi

# Memory is given back at once, so that the program's size stays what it would be.
ASAN_OPTIONS=quarantine_size_mb=1:detect_stack_use_after_return=1
UBSAN_OPTIONS=print_stacktrace=1
export ASAN_OPTIONS UBSAN_OPTIONS
if build build-sanitized -DCMAKE_C_COMPILER=clang -DREMIT_SANITIZE=address,undefined; then
  for name in unit rules cli golden formats calendar map; do
    [ ! -f "tests/$name/run.py" ] || suite "sanitized: $name" python3 "tests/$name/run.py" build-sanitized/remit
  done
  suite "sanitized: explain" python3 tests/explain.py build-sanitized/remit
fi

if build build-threads -DREMIT_SANITIZE=thread; then
  suite "threads: unit" python3 tests/unit/run.py build-threads/remit test_library_threads
  suite "threads: cli" python3 tests/cli/run.py build-threads/remit test_same_output_for_any_number_of_jobs
fi

for campaign in tests/*/campaign.py; do
  [ ! -f "$campaign" ] || suite "${campaign#tests/}" python3 "$campaign" build-sanitized/remit
done
finish
