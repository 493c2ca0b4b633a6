#!/usr/bin/env python3
"""Holds the rules of the live scorecard against the scoring rules, without a browser: run.py PROGRAM

The page's own scripts are run by Node: how numbers and CSV are read, and what follows from figures. That is compared, exact
fraction with exact fraction, with the second implementation of the rules in tests/score/second.py, for several ways of
filling every example; and with what `remit score` says of the figures that examples come with, and of drawn agreements and
figures. What a page holds is asked too: a field for each line of the sheet of figures, scripts that its policy names, and
nothing that ends its data early. The last line is `N passed, N failed`."""
import base64
import csv
import hashlib
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

import pages
import random_cases
import second
import standing
from scenarios import SCENARIOS, Wanted, figures_of

HERE = pathlib.Path(__file__).resolve().parent
DRAWN = range(1, 11)  # agreements
LINES = 24            # periods looked at in each way of filling a page


def node(script, given=""):
    return subprocess.run(["node", HERE / script], input=given, capture_output=True, text=True, check=True).stdout


def numbers():
    lines = node("numbers.mjs").splitlines()
    return [line for line in lines if line.startswith("not ok")], sum(line.startswith("ok") for line in lines)


def number(text):
    return None if text is None else Fraction(text)


def standing_of(found):
    """What the page gives in the form of tests/shared/standing.py."""
    kpis = {name: {"status": None if k["state"] == "observe" else k["state"], "figure": number(k["figure"]),
                   "attainment": number(k["way"]), "score": number(k["score"])} for name, k in found["kpis"].items()}
    return {"kpis": kpis, **{part: {name: number(value) for name, value in found[part].items()} for part in ("objectives", "return", "spent")}}


def exactly(have, want):
    return have == (None if want is None else Fraction(want))


def as_shown(have, want):
    return standing.shown(have) == standing.shown(want)


def conditions(title, found, scored):
    """Which diagnoses hold, and which incentives are due."""
    for part, wanted in (("diagnoses", scored["diagnoses"]), ("incentives", [i["name"] for i in scored["incentives"] if i["due"]])):
        if sorted(found[part]) != sorted(wanted):
            yield f"{title}: {part} {found[part]} on the page, {wanted} by scoring"


def lines(title, wanted, found, chance):
    """Some of the lines of periods."""
    shown = [(name, period, line) for name, kpi in found["kpis"].items() for period, line in zip(wanted.empty.periods[name], kpi["periods"])]
    for name, period, (date, state, tally) in chance.sample(shown, min(LINES, len(shown))):
        want, figure = wanted.line(name, period)
        if date != str(period.last) or state != want:
            yield f"{title}: {name} on {date}: the page has {state}, the rules give {want}"
        elif figure is not None and number(tally) != figure:
            yield f"{title}: {name} tally on {date}: the page has {tally}, the rules give {figure}"


def run_cases(built, cases):
    """What the scripts make of each case: (page's title, rows, day)."""
    given = {"pages": {page.title: page.data() for page in built},
             "cases": [{"page": title, "typed": {f"{kind}/{name}/{date}": str(value) for kind, name, date, value in rows},
                        "as_of": day and str(day)} for title, rows, day in cases]}
    return json.loads(node("scores.mjs", json.dumps(given)))


def scores(built):
    """Pages filled in each way, held against the second implementation."""
    cases, wanted = [], []
    for page in built:
        for scenario in SCENARIOS:
            rows, as_of = figures_of(page.names, page.empty, scenario, random.Random(f"{page.title} {scenario}"))
            cases.append((page.title, rows, as_of))
            wanted.append((f"{page.title} {scenario}", Wanted(page.empty, rows, as_of)))
    for (title, want), found in zip(wanted, run_cases(built, cases)):
        yield [*standing.differences(title, standing_of(found), want.now(), exactly),
               *lines(title, want, found, random.Random(title))]


def scored(program, built, given):
    """Pages with rows, held against `remit score`: `given` has (page, agreement, sheet, rows, day)."""
    cases = [(page.title, rows, day) for page, _, _, rows, day in given]
    for (page, agreement, sheet, rows, day), found in zip(given, run_cases(built, cases)):
        title, scored = f"{page.title} on {day}", standing.score(program, agreement, sheet, day)
        yield [*standing.differences(title, standing_of(found), standing.wanted(scored, rows, day), as_shown),
               *conditions(title, found, scored)]


def examples(program, built):
    """The figures that examples come with, at each month's end, in between, and when all is over."""
    by_title, given = {page.title: page for page in built}, []
    for agreement, sheet in standing.examples():
        page, rows = by_title[agreement.stem], standing.rows_of(sheet)
        outside = [row for row in rows if f"{row[0]}/{row[1]}/{row[2]}" not in page.card["rows"]]
        if outside:
            yield [f"{sheet.name}: {outside[:3]} have no field"]
        given += [(page, agreement, sheet, rows, day) for day in standing.days_of(rows)]
    yield from scored(program, built, given)


def drawn(program, folder):
    built, given = [], []
    for seed in DRAWN:
        case, text, sheet = random_cases.draw(seed), folder / f"drawn-{seed}.remit", folder / f"drawn-{seed}.csv"
        text.write_text(case.text, encoding="utf-8")
        page = pages.built(program, folder, [text])[0]
        rows = standing.drawn_rows(case, page.model, page.names)
        sheet.write_bytes(random_cases.csv_of(case, [second.Row(*row) for row in rows]).encode())
        built.append(page)
        given += [(page, text, sheet, rows, day) for day in random_cases.days(case, page.model)]
    yield from scored(program, built, given)


def fields(page):
    """A field for each line of the sheet of figures, and no other; each name once."""
    rows = [f"{r['kind']}/{r['name']}/{r['date']}" for r in csv.DictReader(page.actuals.open(encoding="utf-8-sig", newline=""))]
    named = [f for f in page.fields if f.split("/")[0] in ("kpi", "spend", "posts", "action", "deliverable")]
    faults = []
    if rows != page.card["rows"]:
        faults.append(f"{page.title}: the page's lines are not those of the sheet")
    if sorted(rows) != sorted(named):
        differing = sorted(set(rows) ^ set(named)) or sorted(n for n in named if named.count(n) > 1)
        faults.append(f"{page.title}: fields and lines differ: {differing[:5]}")
    return faults


def policy(page):
    """Every script that can run, and the style sheet, are those that the policy names."""
    value = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page.text).group(1).replace("&#39;", "'")
    scripts = re.findall(r"<script>(.*?)</script>", page.text, re.S)
    digests = ["'sha256-" + base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() + "'" for s in scripts]
    style = re.search(r"<style>(.*?)</style>", page.text, re.S).group(1)
    wanted = ("default-src 'none'; style-src 'sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() +
              f"'; script-src {' '.join(digests)}; base-uri 'none'; form-action 'none'")
    faults = [] if value == wanted else [f"{page.title}: policy {value}, not {wanted}"]
    if len(re.findall("<script", page.text)) != len(scripts) + len(page.kpis) + 1:
        faults.append(f"{page.title}: a script too many")
    return faults


def main(arguments):
    program = str(pathlib.Path(arguments[0]).resolve())
    with tempfile.TemporaryDirectory(prefix="remit-live-") as name:
        folder = pathlib.Path(name)
        built = list(pages.build(program, folder))
        faults, passed = numbers()
        checks = [*scores(built), *examples(program, built), *drawn(program, folder),
                  *(check(page) for page in built for check in (fields, policy))]
        for found in checks:
            faults += found[:6]
            passed += not found
    print(*faults, sep="\n")
    print(f"{passed} passed, {len(faults)} failed")
    return bool(faults) or passed == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
