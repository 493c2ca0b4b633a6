#!/usr/bin/env python3
"""Tests of the program as a person calls it: run.py [PROGRAM [NAME…]]. Each function test_… is one case. The last line is
`N passed, N failed`."""
import importlib
import pathlib
import shutil
import signal
import sys
import tempfile
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "shared")]
MODULES = ["arguments", "inputs", "findings", "fix", "writing", "readers", "languages", "interrupts", "scoring", "courses", "portfolios"]


def cases(wanted):
    for module in map(importlib.import_module, MODULES):
        for name, case in vars(module).items():
            if name.startswith("test_") and callable(case) and (not wanted or name in wanted):
                yield name, case


def run(name, case, program):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="remit-cli-"))
    folder.chmod(0o755)
    try:
        case(program, folder)
        return True
    except Exception:  # an assertion, or whatever else a broken program leads to
        print(f"FAILED {name}")
        traceback.print_exc(file=sys.stdout)
        return False
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def heed_signals():
    """A shell that runs this in the background has it ignore interrupts, and what is ignored stays so in its children."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


def main():
    heed_signals()
    program = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parent.parent / "build" / "remit").resolve()
    results = [run(name, case, program) for name, case in cases(sys.argv[2:])]
    print(f"{results.count(True)} passed, {results.count(False)} failed")
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
