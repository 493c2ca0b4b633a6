#!/usr/bin/env python3
"""The README's agreement gives the finding that the README shows, and none with its repair.

    readme.py REMIT"""
import pathlib
import re
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parent.parent


def check(remit, text):
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "plan.remit").write_text(text, encoding="utf-8")
        return subprocess.run([remit, "check", "plan.remit"], cwd=folder, capture_output=True, text=True, check=False)


def main():
    remit = str(pathlib.Path(sys.argv[1]).resolve())
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    plan = re.search(r"```remit\n(.*?)```", readme, re.S).group(1)
    shown = re.search(r"```text\n(.*?)```", readme, re.S).group(1)
    wrong = check(remit, plan)
    mended = check(remit, plan.replace("daily   60%", "daily   70%"))
    results = {
        "the finding is the one shown": wrong.returncode == 1 and wrong.stdout.strip() == shown.strip(),
        "the repair mends it": mended.returncode == 0 and not mended.stdout,
    }
    for name, passed in results.items():
        if not passed:
            print(f"README: not so: {name}")
    print(f"{sum(results.values())} passed, {len(results) - sum(results.values())} failed")
    return not all(results.values())


if __name__ == "__main__":
    sys.exit(main())
