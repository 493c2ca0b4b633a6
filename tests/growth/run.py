#!/usr/bin/env python3
"""No artifact's memory grows faster than the agreement: run.py PROGRAM

Each artifact, in each form, is built of an agreement and of one four times as large. The last line is `N passed, N failed`."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "shared"))
import cases  # noqa: E402

SIZES = (312, 1248)  # KPIs, with all that belongs to them
TIMES = SIZES[1] / SIZES[0]
MOST = 1.25 * TIMES
BASE = 4096  # KiB that the program has before it reads anything


def forms(program):
    said = subprocess.run([program, "build", "--help"], capture_output=True, text=True, check=True).stdout
    return sorted(set(re.findall(r"\b([a-z]+\.(?:html|md|csv|xlsx|ics|svg|dot|json))\b", said)))


def peak(program, text, form, out):
    """KiB of memory at most, or None where the program failed."""
    child = subprocess.Popen([program, "build", "--force", "--level", "error", "--emit", form, text, "-o", out],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_maxrss - BASE if child.returncode == 0 else None


def generate(folder):
    for size in SIZES:
        subprocess.run([sys.executable, ROOT / "tests/bench/generate.py", "--kpis", str(size), "--name", f"plan{size}", folder],
                       capture_output=True, check=True)
    return [folder / f"plan{size}.remit" for size in SIZES]


def judged(program, folder):
    texts = generate(folder)
    for form in forms(program):
        if form.startswith("selection."):  # these agreements have none
            continue
        small, large = (peak(program, text, form, folder / "out") for text in texts)
        good = small and large and large <= MOST * small
        yield form, [] if good else [f"{small} KiB, and {large} KiB of {TIMES:g} times as much text: {MOST:g} times is the most"]


def main():
    with tempfile.TemporaryDirectory(prefix="remit-growth-") as name:
        return cases.judge(judged(cases.program_of(sys.argv), pathlib.Path(name)))


if __name__ == "__main__":
    sys.exit(main())
