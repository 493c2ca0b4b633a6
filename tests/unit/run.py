#!/usr/bin/env python3
"""Runs the unit tests that stand in unit/ beside the program: run.py PROGRAM [TEST…]. Each of cmocka's tests is one case, and
so is the comparison of the decimals with Python's. The last line is `N passed, N failed`."""
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def run_program(program):
    """(passed, failed) of one program, and what it printed if anything failed."""
    environment = {**os.environ, "CMOCKA_MESSAGE_OUTPUT": "TAP"}
    done = subprocess.run([program], cwd=HERE.parent.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False)
    text = done.stdout.decode("utf-8", "replace")
    passed = len(re.findall(r"^ok ", text, re.M))
    failed = len(re.findall(r"^not ok (?!.*# SKIP)", text, re.M))  # cmocka writes what is skipped so
    if done.returncode != 0 and not failed:
        failed = 1  # it ended before it could say so
    return passed, failed, text if failed else ""


def run_oracle(program):
    done = subprocess.run([sys.executable, HERE / "decimal_oracle.py", program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False)
    failed = int(done.returncode != 0)
    return 1 - failed, failed, done.stdout.decode("utf-8", "replace") if failed else ""


def main():
    folder = pathlib.Path(sys.argv[1]).resolve().parent / "unit"
    wanted = sys.argv[2:]
    programs = sorted(p for p in folder.glob("test_*") if os.access(p, os.X_OK) and (not wanted or p.name in wanted))
    results = [(p.name, *run_program(p)) for p in programs]
    if not wanted:
        results.append(("decimal_oracle", *run_oracle(folder / "decimal_cases")))
    for name, _, failed, text in results:
        if failed:
            print(f"FAILED {name}\n{text}")
    passed, failed = sum(r[1] for r in results), sum(r[2] for r in results)
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
