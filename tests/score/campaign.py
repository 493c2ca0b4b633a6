#!/usr/bin/env python3
"""The scoring held against its second implementation on random cases (20,000, or as many as are asked for), and errors planted
in it, each of which the second must catch: campaign.py PROGRAM [CASES]. The last line is `N passed, N failed`."""
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CASES = "20000"


def main(program, cases=CASES):
    passed = failed = 0
    for name, *options in (["second_run.py", "--cases", cases, "--jobs", str(os.cpu_count() or 1)], ["planted.py"]):
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
    sys.exit(main(*sys.argv[1:]) if 2 <= len(sys.argv) <= 3 else __doc__)
