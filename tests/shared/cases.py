"""Counts a suite's cases, and runs those that are functions: each whose name begins with test_, given the program and a
folder of its own. A case fails by what it raises, or by the faults that it yields."""
import inspect
import pathlib
import sys
import tempfile
import traceback


def faults_of(case, program, folder):
    try:
        faults = case(program, folder)
        return list(faults) if inspect.isgenerator(faults) else []
    except Exception:  # an assertion, a reader that refuses, or whatever else a broken program leads to
        return [traceback.format_exc()]


def judge(cases):
    """`cases`: (title, faults) of each. Prints the faults and, last, the count; the exit status."""
    passed = failed = 0
    for title, faults in cases:
        faults = list(faults)
        for fault in faults:
            print(f"{title}: {fault}")
        failed += bool(faults)
        passed += not faults
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


def functions(names, program, wanted):
    for name, case in list(names.items()):
        if not name.startswith("test_") or (wanted and name not in wanted):
            continue
        with tempfile.TemporaryDirectory(prefix="remit-test-") as folder:
            yield name, faults_of(case, program, pathlib.Path(folder))


def run(names, program, wanted=()):
    """`names`: those of a module."""
    return judge(functions(names, program, wanted))


def program_of(arguments):
    """The program that a suite is given, by its whole path."""
    return str(pathlib.Path(arguments[1]).resolve()) if len(arguments) > 1 else sys.exit("name the program")
