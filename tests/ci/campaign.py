#!/usr/bin/env python3
"""The hook of pre-commit, as another project uses it: campaign.py

Makes a repository with an agreement, and lets pre-commit take the hook from this one: once with the program built by the
hook itself. The last line is `N passed, N failed`."""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BASE = (ROOT / "src/check/base.remit").read_text(encoding="utf-8")


def git(folder, *arguments):
    subprocess.run(["git", "-c", "user.name=Tests", "-c", "user.email=tests@example.org", *arguments], cwd=folder, check=True,
                   capture_output=True)


def hook(folder, home, path):
    """Whether the hook passes, and what it says."""
    git(folder, "add", "-A")
    environment = {"PATH": path, "HOME": str(home), "PRE_COMMIT_HOME": str(home / "cache")}
    result = subprocess.run(["pre-commit", "try-repo", str(ROOT), "remit-check", "--verbose"], cwd=folder, env=environment,
                            capture_output=True, text=True, timeout=900)
    return result.returncode == 0, result.stdout + result.stderr


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="remit-hook-") as name:
        home = pathlib.Path(name)
        folder = home / "project"
        (folder / "plans").mkdir(parents=True)
        git(folder, "init", "-q")
        texts = {"a sound agreement": (BASE, True, ""),
                 "a faulty one": (BASE.replace("product 30%", "product 90%"), False, "M002")}
        for what, (text, passes, code) in texts.items():
            (folder / "plans/tea.remit").write_text(text, encoding="utf-8")
            fine, said = hook(folder, home, os.environ["PATH"])
            if fine == passes and code in said and "remit check" in said:
                passed += 1
            else:
                failed += 1
                print(f"FAILED {what}: {said}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
