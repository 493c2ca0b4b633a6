#!/usr/bin/env python3
"""Holds the texts of tests/rules against what they say of themselves.

    run.py PATH/TO/remit [--rewrite] [CODE…]

Each tests/rules/CODE/*.remit is checked by itself. Its first comment lines name every finding that it gives, by hand:

    # expect M001 at 41:3              line and column of the finding's start
    # expect M001 at other.remit:4:3   in an included file, by its name without folders
    # run with --as-of 2026-05-10      more options for `remit check`

A text with a sheet beside it, bad.csv beside bad.remit, is scored with it (`remit score`): its findings are those of the
figures, and its output what goes to standard error.

Exactly these must be found, and the whole output must be that of the file of the same name ending in .expected, where
there is one (--rewrite writes these, where anything is found, and nothing else). What other texts include stands in a
folder of its own below, so that it is not run by itself. The texts are run in a copy of this folder, in which base.remit,
the agreement that most of them include, is the one that the program has in itself (src/check/base.remit).
"""
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
BASE = HERE.parent.parent / "src" / "check" / "base.remit"
HEAD = re.compile(r"^(?:error|warning|info)\[([A-Z]\d{3})\]: ")
PLACE = re.compile(r"^ *--> (.*):(\d+):(\d+)$")
EXPECT = re.compile(r"^# expect ([A-Z]\d{3}) at (?:(.+):)?(\d+):(\d+)$")
OPTIONS = re.compile(r"^# run with (.+)$")


def read_head(path):
    """What the first comment lines ask for: the findings, and the options."""
    expected, options, faults = [], [], []
    for raw in path.read_bytes().split(b"\n"):
        line = raw.decode("utf-8", "replace").strip().lstrip("\ufeff")
        if line and not line.startswith("#"):
            break
        found, more = EXPECT.match(line), OPTIONS.match(line)
        if found:
            code, file, row, column = found.groups()
            expected.append((file or path.name, int(row), int(column), code))
        elif more:
            options += shlex.split(more.group(1))
        elif line.startswith("# expect") or line.startswith("# run"):
            faults.append(f"cannot read the line: {line}")
    return sorted(expected), options, faults


def read_findings(output):
    """The findings of a text output: file without folders, line, column, code."""
    findings, code = [], None
    for line in output.splitlines():
        head, place = HEAD.match(line), PLACE.match(line)
        if head:
            code = head.group(1)
        elif place and code:
            name = place.group(1).rsplit("/", 1)[-1]
            findings.append((name, int(place.group(2)), int(place.group(3)), code))
            code = None  # places that follow are of other lines that the finding names
    return sorted(findings)


def show(finding):
    file, row, column, code = finding
    return f"{code} at {file}:{row}:{column}"


def compare(expected, found):
    faults = [f"not found: {show(f)}" for f in expected if f not in found]
    return faults + [f"not expected: {show(f)}" for f in found if f not in expected]


def check_golden(path, output, rewrite):
    golden = path.with_suffix(".expected")
    if rewrite:
        if output:
            golden.write_text(output, encoding="utf-8", newline="\n")
        elif golden.exists():
            golden.unlink()
        return []
    if not golden.exists():
        return ["no golden output: run with --rewrite, and read it"] if output else []
    if golden.read_text(encoding="utf-8") == output:
        return []
    return [f"the output is not that of {golden.name}:\n{output}"]


def run(program, path, rewrite, folder):
    expected, options, faults = read_head(path)
    name = path.relative_to(HERE).as_posix()
    sheet = path.with_suffix(".csv").exists()
    command = [program, "score" if sheet else "check", "--root", ".", "--color", "never", *options, name]
    command += [name.removesuffix(".remit") + ".csv"] if sheet else []
    result = subprocess.run(command, cwd=folder, capture_output=True, timeout=60)
    output = (result.stderr if sheet else result.stdout).decode("utf-8", "replace")
    if result.returncode not in (0, 1):
        faults.append(f"exit status {result.returncode}: {result.stderr.decode('utf-8', 'replace')}")
    faults += compare(expected, read_findings(output))
    return faults + check_golden(path, output, rewrite)


def run_all(program, codes, rewrite, folder):
    passed = failed = 0
    for path in sorted(HERE.glob("*/*.remit")):
        if codes and path.parent.name not in codes:
            continue
        faults = run(program, path, rewrite, folder)
        for fault in faults:
            print(f"{path.relative_to(HERE).as_posix()}: {fault}")
        failed += bool(faults)
        passed += not faults
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def main(arguments):
    rewrite = "--rewrite" in arguments
    arguments = [a for a in arguments if a != "--rewrite"]
    if not arguments:
        sys.exit(__doc__)
    program, codes = str(pathlib.Path(arguments[0]).resolve()), arguments[1:]
    if not pathlib.Path(program).is_file():
        sys.exit(f"there is no program {program}")
    with tempfile.TemporaryDirectory(prefix="remit-rules-") as folder:
        copy = pathlib.Path(folder) / "tests" / "rules"
        shutil.copytree(HERE, copy, symlinks=True)
        shutil.copy(BASE, copy)
        shutil.copy(HERE.parent.parent / "README.md", folder)  # lies outside the root folder, and is there
        return run_all(program, codes, rewrite, copy)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
