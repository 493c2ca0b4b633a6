#!/usr/bin/env python3
"""The fuzzer's functions, called once with texts and sheets of this repository: run.py PROGRAM

So they still stand on today's library before the campaign lets a fuzzer at them. The last line is `N passed, N failed`."""
import pathlib
import subprocess
import sys
import tempfile

import campaign

EVERY = 8  # of the texts: those of the whole repository take long


def replay(program, gather, step):
    with tempfile.TemporaryDirectory() as folder:
        gather(pathlib.Path(folder))
        files = sorted(pathlib.Path(folder).iterdir())[::step]
        result = subprocess.run([program, *files], capture_output=True, text=True)
    if result.returncode:
        print(f"{program.name}: status {result.returncode} {result.stdout}{result.stderr}")
    return (len(files), 0) if files and result.returncode == 0 else (0, 1)


def main(program):
    folder = pathlib.Path(program).resolve().parent / "unit"
    outcomes = [replay(folder / f"replay_{target}", gather, EVERY if gather is campaign.gather_texts else 1)
                for target, (gather, _) in campaign.TARGETS.items()]
    passed, failed = (sum(column) for column in zip(*outcomes))
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
