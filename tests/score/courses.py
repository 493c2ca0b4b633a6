#!/usr/bin/env python3
"""The course of each KPI held against scorings: courses.py PROGRAM [--cases N]

Of random agreements with figures (random_cases.py) the history is written, and on some of its days each line is held against what
`remit score --as-of` that day says. The last line is `N passed, N failed`."""
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import second_run

DAYS = 8  # of each agreement
SAME = ("status", "actual", "attainment", "score", "unit", "incomplete")
FIRST = 70_000  # seeds that the other campaigns leave alone


def one(low, high):
    return low if high is None else high if low is None else None


def lines_of(program, folder, case):
    name = f"drawn-{case.seed}"
    subprocess.run([program, "score", case.file, name + ".csv", "--as-of", str(max(case.days)), "--history", "-o", "."], cwd=folder,
                   capture_output=True, check=False)
    return [json.loads(line) for line in (folder / f"{name}.history.ndjson").read_text(encoding="utf-8").splitlines()]


def faults(program, folder, case):
    lines = lines_of(program, folder, case)
    days = sorted({line["date"] for line in lines})
    for day in random.Random(case.seed).sample(days, min(DAYS, len(days))):
        done = subprocess.run([program, "score", case.file, f"drawn-{case.seed}.csv", "--as-of", day, "--format", "json"], cwd=folder,
                              capture_output=True, text=True, check=False)
        kpis = {kpi["name"]: kpi for kpi in json.loads(done.stdout)["kpis"]}
        for line in lines:
            if line["date"] != day:
                continue
            kpi = kpis[line["kpi"]]
            came = [line[key] for key in SAME] + [one(line[f"{of}_low"], line[f"{of}_high"]) for of in ("planned", "target")]
            wanted = [kpi[key] for key in SAME] + [kpi["planned"], kpi["target"]]
            if came != wanted:
                yield f"seed {case.seed}, {line['kpi']} on {day}: the history says {came}, the scoring {wanted}"


def main(arguments):
    count = int(arguments[arguments.index("--cases") + 1]) if "--cases" in arguments else 10
    program, failed = str(pathlib.Path(arguments[0]).resolve()), 0
    with tempfile.TemporaryDirectory(prefix="remit-courses-") as name:
        folder = pathlib.Path(name)
        for start in range(FIRST, FIRST + count, second_run.CHUNK):
            for case in second_run.gather(program, folder, range(start, min(start + second_run.CHUNK, FIRST + count))):
                found = list(faults(program, folder, case))
                failed += bool(found)
                print("\n".join(found[:5]), end="\n" if found else "")
    print(f"{count - failed} passed, {failed} failed")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
