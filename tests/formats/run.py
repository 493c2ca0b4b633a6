#!/usr/bin/env python3
"""Holds every format of findings against readers of it: run.py PROGRAM [NAME…]. Each function test_… is one case.

SARIF is read by Microsoft's validator with the rules that GitHub adds, JUnit by xmllint with two schemas that are about and
by junitparser, JSON by jsonschema with the schema that is shipped, the text by a terminal (pyte), Markdown by cmark-gfm;
GitHub's commands and GitLab's report by readers after their documentation (readers.py). `sh setup/packages.sh test` installs
what Debian has of it, npm the rest here. The last line is `N passed, N failed`.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))


def install():
    """The readers that npm has, once."""
    if (HERE / "node_modules").is_dir():
        return
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts", "--legacy-peer-deps", "--no-package-lock"],
                   cwd=HERE, check=True, timeout=300, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    install()
    import cases
    program = str(pathlib.Path(sys.argv[1]).resolve())
    passed = failed = 0
    for name, case in list(vars(cases).items()):
        if not name.startswith("test_") or (sys.argv[2:] and name not in sys.argv[2:]):
            continue
        folder = pathlib.Path(tempfile.mkdtemp(prefix="remit-formats-"))
        try:
            faults = list(case(program, folder) or ())
        except Exception:  # a reader that refuses, or whatever else a broken program leads to
            faults = [traceback.format_exc()]
        shutil.rmtree(folder, ignore_errors=True)
        for fault in faults:
            print(f"{name}: {fault}")
        failed += bool(faults)
        passed += not faults
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
