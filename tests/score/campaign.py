#!/usr/bin/env python3
"""The scoring held against its second implementation on 100,000 random cases, and errors planted in it, each of which the
second must catch: campaign.py PROGRAM. The last line is `N passed, N failed`."""
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PARTS = [["second_run.py", "--cases", "100000", "--jobs", str(os.cpu_count() or 1)], ["planted.py"]]


def main(program):
    passed = failed = 0
    for name, *options in PARTS:
        done = subprocess.run([sys.executable, HERE / name, program, *options], stdout=subprocess.PIPE, text=True, check=False)
        print(done.stdout, end="", flush=True)
        words = (done.stdout.splitlines() or [""])[-1].replace(",", "").split()
        counted = len(words) == 4 and words[1::2] == ["passed", "failed"]
        passed += int(words[0]) if counted else 0
        failed += int(words[2]) if counted else 1
        failed += not (failed or done.returncode == 0)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
