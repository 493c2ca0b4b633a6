#!/bin/sh
# The tests: installs what they need, builds Remit with them, and runs every suite.
#
#     sh tests/run.sh        a few minutes
#     sh tests/run.sh all    and the second compiler, the sanitizers, a browser and a fuzzer (the campaigns)
#
# A suite is tests/NAME/run.py or tests/NAME.py; it is given the program, and its last line is `N passed, N failed`. A
# campaign, tests/NAME/campaign.py, is the same but takes longer. As many run at a time as there are processors. The last
# line of all is the sum; the status is 1 where anything failed, or nothing ran.
set -u
cd "$(dirname "$0")/.." || exit 1

extent=${1:-quick}
case $extent in
  quick|all) ;;
  *) echo "run.sh: say nothing, or all" >&2; exit 2 ;;
esac

results=$(mktemp -d)
processors=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
trap 'rm -rf "$results"' EXIT
trap 'exit 130' INT TERM HUP

finish() {
  set -- $(cat "$results"/*.count 2>/dev/null)
  passed=0
  failed=0
  while [ $# -ge 2 ]; do
    passed=$((passed + $1))
    failed=$((failed + $2))
    shift 2
  done
  expected=$(cat "$results"/*.expected 2>/dev/null | awk '{ sum += $1 } END { print sum + 0 }')
  ended=$(ls "$results"/log.*.count 2>/dev/null | wc -l)
  if [ "$ended" -ne "$expected" ]; then
    echo "$ended of $expected suites came to an end"
    failed=$((failed + 1))
  fi
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

# Reads lines `"TITLE" COMMAND…`. One that does not come to its end is missed when they are counted.
suites() {
  list=$(mktemp "$results/list.XXXXXX")
  cat >"$list"
  wc -l <"$list" >"$list.expected"
  xargs -P "$processors" -L 1 sh tests/suite.sh "$results" <"$list" || echo "0 1" >"$list.count"
}

# build FOLDER OPTION…; a build that fails is a test that fails.
build() {
  folder=$1
  shift
  if cmake -GNinja -DREMIT_TESTS=ON -DREMIT_WERROR=ON "$@" -S . -B "$folder" >"$results/build" 2>&1 &&
    ninja -C "$folder" >"$results/build" 2>&1; then
    return 0
  fi
  cat "$results/build"
  echo "$folder: 0 passed, 1 failed (it was not built)"
  echo "0 1" >"$results/$folder.count"
  return 1
}

needs=test
[ "$extent" = quick ] || needs=all
sh setup/packages.sh $needs || { echo "0 1" >"$results/packages.count"; finish; }

build build-tests || finish
for runner in tests/*/run.py tests/*.py; do
  case $runner in
    tests/bench/*) ;; # measures, and judges nothing
    *) echo "\"${runner#tests/}\" python3 $runner build-tests/remit" ;;
  esac
done | suites
[ "$extent" = all ] || finish

if build build-clang -DCMAKE_C_COMPILER=clang; then
  for name in unit golden; do
    echo "\"clang: $name\" python3 tests/$name/run.py build-clang/remit"
  done | suites
fi

# Memory is given back at once, so that the program's size stays what it would be.
ASAN_OPTIONS=quarantine_size_mb=1:detect_stack_use_after_return=1
UBSAN_OPTIONS=print_stacktrace=1
export ASAN_OPTIONS UBSAN_OPTIONS
if build build-sanitized -DCMAKE_C_COMPILER=clang -DREMIT_SANITIZE=address,undefined; then
  for name in unit rules cli golden formats calendar map filled charts documents; do
    echo "\"sanitized: $name\" python3 tests/$name/run.py build-sanitized/remit"
  done | suites
  echo '"sanitized: explain" python3 tests/explain.py build-sanitized/remit' | suites
fi

if build build-threads -DREMIT_SANITIZE=thread; then
  suites <<'END'
"threads: unit" python3 tests/unit/run.py build-threads/remit test_library_threads
"threads: cli" python3 tests/cli/run.py build-threads/remit test_same_output_for_any_number_of_jobs
END
fi

# They use every processor by themselves.
processors=1
for campaign in tests/*/campaign.py; do
  echo "\"${campaign#tests/}\" python3 $campaign build-sanitized/remit"
done | suites
finish
