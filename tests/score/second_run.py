#!/usr/bin/env python3
"""`remit score` held against the second implementation, on random agreements and figures.

    second_run.py REMIT                      2,000 cases
    second_run.py REMIT --cases 100000       as many as it takes; two at a time with --jobs 2
    second_run.py REMIT --seed N [--day D]   one agreement, all its disagreements; --keep DIR leaves its files there
    second_run.py REMIT --first              up to the first disagreement
    second_run.py REMIT --alone              without `remit score`: the second against what must always hold

A case is one KPI on one day: an agreement has about 25 and is scored on 8 days. What else the same run gives (objectives,
return, diagnoses, incentives) is compared too, each as a case beyond the number asked for; a KPI that disagrees leaves out
what rests on it, so that one disagreement is told once. Seeds are fixed: the same arguments give the same cases. A
disagreement shows the KPI's lines of the agreement, its rows and both results. The status is 1 where anything differs.
"""
import argparse
import collections
import concurrent.futures
import decimal
import json
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import random_cases  # noqa: E402
import second        # noqa: E402

CHUNK = 5     # agreements built and scored at a time
SHOWN = 40    # disagreements shown
HEAD = ("version", "agreement", "as_of")
STATES = (None, "no_data", "not_due", "met", "missed", "on_track", "at_risk", "off_track")


class Case:
    """An agreement, its rows and days."""

    def __init__(self, seed):
        self.seed, self.drawn = seed, random_cases.draw(seed)
        self.file = f"drawn-{seed}.remit"

    def complete(self, folder):
        self.model = second.load((folder / f"drawn-{self.seed}.model.json").read_text(encoding="utf-8"))
        self.rows = random_cases.figures(self.drawn, self.model)
        self.days = random_cases.days(self.drawn, self.model)
        (folder / f"drawn-{self.seed}.csv").write_bytes(random_cases.csv_of(self.drawn, self.rows).encode("utf-8"))


def gather(program, folder, seeds):
    cases = [Case(seed) for seed in seeds]
    for case in cases:
        (folder / case.file).write_text(case.drawn.text, encoding="utf-8")
    done = subprocess.run([program, "build", "--emit", "model", "--level", "error", "-o", ".", *[case.file for case in cases]],
                          cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit("a drawn agreement has errors:\n" + done.stderr[:3000] + "\n0 passed, 1 failed")
    for case in cases:
        case.complete(folder)
    return cases


def first_of(program, folder, case, day):
    """What `remit score` says, or the words in which it refuses."""
    name = f"drawn-{case.seed}"
    done = subprocess.run([program, "score", case.file, name + ".csv", "--as-of", str(day), "--format", "json"], cwd=folder,
                          capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout, parse_float=decimal.Decimal, parse_int=decimal.Decimal)
    except json.JSONDecodeError:
        return f"status {done.returncode}: {(done.stderr or done.stdout)[:600]}"


# Comparing. A disagreement is (about, key, the first's, the second's).

def by_name(result, part):
    return {thing["name"]: thing for thing in result[part] or []}


def differ(one, other):
    return [(key, one.get(key, "no such key"), other[key]) for key in other if one.get(key, "no such key") != other[key]]


def rests_on(model, wrong):
    """Objectives, diagnoses and incentives that a KPI of these takes part in."""
    def names(tree):
        return {tree["kpi"]} if "kpi" in tree else set().union(*[names(part) for part in tree["of"]])
    out = {o["name"] for o in model["objectives"] if wrong & set(o["kpis"])}
    return out | {thing["name"] for part in ("diagnoses", "incentives") for thing in model[part] if names(thing["when"]["tree"]) & wrong}


def compare(case, first, other):
    """(how many agree, disagreements)"""
    found, agree, wrong = [], 0, set()
    one, two = by_name(first, "kpis"), by_name(other, "kpis")
    for name in two:
        keys = differ(one.get(name, {}), two[name])
        if keys:
            wrong.add(name)
            found.append((name, keys))
        else:
            agree += 1
    head = differ({key: first.get(key) for key in HEAD}, {key: other[key] for key in HEAD})
    found += [("head", head)] if head else []
    left = rests_on(case.model, wrong)
    for part in ("objectives", "incentives"):
        one, two = by_name(first, part), by_name(other, part)
        for name in [name for name in two if name not in left]:
            keys = differ(one.get(name, {}), two[name])
            found += [(name, keys)] if keys else []
            agree += not keys
    if not wrong & {kpi["name"] for kpi in case.model["kpis"] if kpi["worth"]}:
        keys = differ(first.get("roi") or {}, other["roi"]) if other["roi"] else []
        found += [("roi", keys)] if keys else []
        agree += not keys
    held = [[name for name in result["diagnoses"] if name not in left] for result in (first, other)]
    if held[0] != held[1]:
        return agree, found + [("diagnoses", [("diagnoses", *held)])]
    return agree + 1, found


# What must always hold of the second's own results.

def always(case, result):
    kpis = by_name(result, "kpis")
    for name, k in kpis.items():
        model = next(kpi for kpi in case.model["kpis"] if kpi["name"] == name)
        target = model["target"]
        keys = []
        if k["status"] not in STATES:
            keys.append(("status", k["status"], "a state"))
        if k["score"] is not None and not 0 <= k["score"] <= 1:
            keys.append(("score", k["score"], "0 to 1"))
        if k["status"] in ("met", "missed") and not target["form"].startswith("maintain"):
            low, high = (second.digits(b) if b is not None else None for b in (target["low"], target["high"]))
            inside = (low is None or k["actual"] >= low) and (high is None or k["actual"] <= high)
            close = any(b is not None and b == k["actual"] for b in (low, high))  # equal as shown: the rounding hides which side
            if (low is not None or high is not None) and not close and inside != (k["status"] == "met"):
                keys.append(("status", k["status"], f"{k['actual']} within {low} to {high} is {inside}"))
        if k["target"] is not None and target["form"] not in ("maintain_within",):
            asked = target["low"] if target["low"] is not None else target["high"]
            if asked is not None and abs(k["target"] - second.digits(asked)) > abs(k["target"]) / 10 ** 11:
                keys.append(("target", k["target"], second.digits(asked)))
        if k["status"] == "on_track" and not model["green"] and k["score"] != 1:
            keys.append(("score", k["score"], "1 on plan"))
        if keys:
            yield name, keys


# Telling.

def lines_about(case, name):
    return [line for line in case.drawn.text.splitlines() if name in line.replace(",", " ").replace(";", " ").split()]


def told(case, day, about, keys, both):
    out = [f"seed {case.seed}, {day}: {about}: " + "; ".join(f"{key} {one}, and by the second {other}" for key, one, other in keys)]
    out += ["    " + line for line in lines_about(case, about)]
    rows = sorted((row for row in case.rows if row.thing == about and row.kind == "kpi"), key=lambda row: row.date)
    out.append("    rows: " + ", ".join(f"{row.date} {random_cases.plain(row.value)}" for row in rows))
    for title, result in zip(("first ", "second"), both):
        thing = next((thing for part in ("kpis", "objectives", "incentives") for thing in result.get(part) or []
                      if thing["name"] == about), result["roi"])
        out.append(f"    {title}: " + json.dumps(thing, default=str, ensure_ascii=False))
    return "\n".join(out)


def scored(program, folder, case, arguments):
    """(agreeing, statuses of the KPIs compared, disagreements as text, their keys)"""
    agree, states, texts, kinds = 0, collections.Counter(), [], collections.Counter()
    for day in [day for day in case.days if not arguments.day or str(day) == arguments.day]:
        other = second.as_shown(second.score(case.model, case.rows, day))
        first = other if arguments.alone else first_of(program, folder, case, day)
        states.update(k["status"] or "shown only" for k in other["kpis"])
        if isinstance(first, str):
            texts.append(f"seed {case.seed}, {day}: no result: {first}")
            kinds["no result"] += 1
            continue
        good, found = (0, list(always(case, other))) if arguments.alone else compare(case, first, other)
        agree += len(other["kpis"]) - len(found) if arguments.alone else good
        for about, keys in found:
            kinds[" ".join(key for key, _, _ in keys)] += 1
            texts.append(told(case, day, about, keys, (first, other)))
    return agree, states, texts, kinds


def chunk(program, folder, arguments, seeds):
    """The same of some agreements, put together."""
    agree, states, texts, kinds = 0, collections.Counter(), [], collections.Counter()
    for case in gather(program, folder, seeds):
        good, seen, more, keys = scored(program, folder, case, arguments)
        agree, states, texts, kinds = agree + good, states + seen, texts + more, kinds + keys
    return agree, states, texts, kinds


def campaign(program, folder, arguments):
    seed, passed, texts, kinds, states = 0, 0, [], collections.Counter(), collections.Counter()
    if arguments.seed is not None:
        return chunk(program, folder, arguments, [arguments.seed])
    with concurrent.futures.ProcessPoolExecutor(arguments.jobs) as pool:
        while sum(states.values()) < arguments.cases and not (arguments.first and texts):
            begins = [seed + i * CHUNK for i in range(arguments.jobs)]
            seed += arguments.jobs * CHUNK
            done = [pool.submit(chunk, program, folder, arguments, range(begin, begin + CHUNK)) for begin in begins]
            for good, seen, more, keys in [future.result() for future in done]:
                passed, states, texts, kinds = passed + good, states + seen, texts + more, kinds + keys
    return passed, states, texts, kinds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--day")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--first", action="store_true")
    parser.add_argument("--keep", metavar="DIR")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.program).resolve())
    with tempfile.TemporaryDirectory(prefix="remit-score-") as temporary:
        folder = pathlib.Path(arguments.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        passed, states, texts, kinds = campaign(program, folder, arguments)
    for text in texts[:SHOWN]:
        print(text)
    if len(texts) > SHOWN:
        print(f"and {len(texts) - SHOWN} more")
    for keys, count in kinds.most_common():
        print(f"{count} disagree in: {keys}")
    print(f"{sum(states.values())} cases of a KPI on a day: " + ", ".join(f"{count} {state}" for state, count in states.most_common()))
    print(f"{passed} passed, {len(texts)} failed")
    return 1 if texts or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
