#!/usr/bin/env python3
"""Holds every format of findings against readers of it: run.py PROGRAM [NAME…]. Each function test_… is one case.

SARIF is read by Microsoft's validator with the rules that GitHub adds, JUnit by xmllint with two schemas that are about and
by junitparser, JSON by jsonschema with the schema that is shipped, the text by a terminal (pyte), Markdown by cmark-gfm;
GitHub's commands and GitLab's report by readers after their documentation (readers.py). `sh setup/packages.sh test` installs
what Debian has of it, npm the rest here. The last line is `N passed, N failed`.
"""
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "shared")]
import cases  # noqa: E402


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
    import readings
    return cases.run(vars(readings), cases.program_of(sys.argv), sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
