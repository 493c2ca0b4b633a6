#!/usr/bin/env python3
"""Holds what the examples give: the findings of each, infos and all, and every artifact, byte for byte.

    run.py REMIT             compare with the files beside this one
    run.py REMIT --rewrite   write them anew; the diff is to be read

Workbooks are not kept: their bytes hang on the versions of libxlsxwriter and zlib. That they are the same each time is
asked here, what stands in them by tests/xlsx.

In a page, a script that is src/emit/NAME.js to the last byte, and its digest, stand by that name.

The same bytes must come out whatever the folder, the locale, the time zone and the mask of new files are: each example
is built twice, in surroundings that differ in all of them.

The portfolio of the examples, with their figures, is kept as well.

The examples give no warning. The texts of tests/blind were written before the rules were and are kept as they are; what
the rules find in them stands in their goldens: where it is an error, with the artifacts that --force writes."""
import base64
import functools
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
EXAMPLES = PROJECT / "examples"
WITH_ERRORS = 1
SETS = [EXAMPLES, PROJECT / "tests" / "blind", PROJECT / "tests" / "blind" / "clinic"]
SURROUNDINGS = [
    {"LC_ALL": "C", "TZ": "UTC"},
    {"LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Apia"},
]


def roots():
    return [path for folder in SETS for path in sorted(folder.glob("*.remit")) if path.name != "house.remit"]


def run(remit, arguments, cwd, surroundings):
    environment = {**os.environ, **surroundings}
    return subprocess.run([remit, *arguments], cwd=cwd, env=environment, capture_output=True, check=False)


def outputs(remit, path, surroundings, elsewhere):
    """Every output of one agreement, by file name."""
    with tempfile.TemporaryDirectory() as folder:
        cwd = folder if elsewhere else path.parent
        name = os.path.relpath(path, cwd)
        deny = ["--deny", "warning"] if path.parent == EXAMPLES else []
        checked = run(remit, ["check", *deny, path.name], path.parent, surroundings)
        wrong = checked.returncode == WITH_ERRORS and path.parent != EXAMPLES
        force = ["--force"] if wrong else []
        built = run(remit, ["build", *force, name, "-o", folder + "/out"], cwd, surroundings)
        found = {"findings.txt": checked.stdout + checked.stderr}
        if not wrong and (checked.returncode or built.returncode):
            found["status"] = f"check {checked.returncode}, build {built.returncode}\n".encode() + built.stderr
        for artifact in sorted(pathlib.Path(folder, "out").glob("*")):
            found[artifact.name] = artifact.read_bytes()
        return found


def portfolio(remit, surroundings, elsewhere):
    """The examples side by side with their figures: the page, its lines and what is said."""
    with tempfile.TemporaryDirectory() as folder:
        cwd = folder if elsewhere else EXAMPLES
        words = ["score", "--portfolio", os.path.relpath(EXAMPLES, cwd), "--previous", "2027-03-31", "-o", folder + "/out", "--level", "error"]
        scored = run(remit, words, cwd, surroundings)
        found = {"portfolio.txt": scored.stdout + scored.stderr}
        for path in sorted(pathlib.Path(folder, "out").glob("portfolio.*")):
            found[path.name] = path.read_bytes()
        return found


def kept_of(name, data):
    """What is kept of an output: all of it, but for scripts that stand in files of their own."""
    if not name.endswith(".html"):
        return data
    for script in sorted((PROJECT / "src" / "emit").glob("*.js")):
        text, named = script.read_bytes(), script.relative_to(PROJECT).as_posix().encode()
        data = data.replace(b"<script>" + text + b"</script>", b"<script>" + named + b"</script>")
        data = data.replace(b"sha256-" + base64.b64encode(hashlib.sha256(text).digest()), b"sha256 of " + named)
    return data


def compare(path, folder, found):
    """What differs from the files that are kept; nothing where all is the same."""
    kept = {file.name: file.read_bytes() for file in folder.glob("*")} if folder.is_dir() else {}
    faults = []
    for name in sorted(set(kept) | set(found)):
        if name == "status":
            faults.append(f"{path.name}: {found.get(name, b'').decode(errors='replace')}")
        elif name not in kept:
            faults.append(f"{path.name}: {name} is new")
        elif name not in found:
            faults.append(f"{path.name}: {name} was not written")
        elif kept[name] != found[name]:
            faults.append(f"{path.name}: {name} differs")
    return faults


def rewrite(folder, found):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in found.items():
        (folder / name).write_bytes(data)


def main():
    remit = os.path.abspath(sys.argv[1])
    passed = failed = 0
    for path in [*roots(), None]:
        folder = HERE / (path.stem if path else "portfolio")
        made = functools.partial(outputs, remit, path) if path else functools.partial(portfolio, remit)
        path = path or EXAMPLES
        first = made(SURROUNDINGS[0], elsewhere=False)
        kept = {name: kept_of(name, data) for name, data in first.items() if not name.endswith(".xlsx")}
        if "--rewrite" in sys.argv:
            rewrite(folder, kept)
        old_mask = os.umask(0o077)
        second = made(SURROUNDINGS[1], elsewhere=True)
        os.umask(old_mask)
        faults = compare(path, folder, kept)
        if first != second:
            differing = sorted(n for n in set(first) | set(second) if first.get(n) != second.get(n))
            faults.append(f"{path.name}: other surroundings, other bytes: {', '.join(differing)}")
        if len(first) < 2 or (len(first) == len(kept) and path != EXAMPLES):
            faults.append(f"{path.name}: nothing was built")
        for fault in faults:
            print(fault)
        failed += bool(faults)
        passed += not faults
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main())
