#!/bin/sh
# One suite of run.sh: suite.sh FOLDER TITLE COMMAND…
#
# Runs it, says how it went in one piece, and leaves `PASSED FAILED` in a file of FOLDER, for the sum.
set -u
folder=$1
title=$2
shift 2
log=$(mktemp "$folder/log.XXXXXX") || exit 1
began=$(date +%s)
"$@" >"$log" 2>&1 </dev/null
status=$?

# What it said in its last line; one that broke off, or ran nothing, has failed once.
last=$(tail -n 1 "$log")
ran=${last%% passed, *}
wrong=${last#* passed, }
wrong=${wrong%% failed}
case $ran.$wrong in
  *[!0-9.]*|.*|*.|*.*.*) ran=0 wrong=1 ;;
esac
if [ "$wrong" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$ran" -eq 0 ]; }; then wrong=1; fi

said="$title: $ran passed, $wrong failed ($(($(date +%s) - began)) s)"
[ "$wrong" -eq 0 ] || said="$(sed '$d' "$log")
$said"
printf '%s\n' "$said"
echo "$ran $wrong" >"$log.count"
rm -f "$log"
