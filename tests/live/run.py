#!/usr/bin/env python3
"""Holds the rules of the live scorecard against the scoring rules, without a browser: run.py PROGRAM

The page's own scripts are run by Node: how numbers and CSV are read, and what follows from figures. That is compared, exact
fraction with exact fraction, with the second reading of the rules in tests/xlsx/oracle.py, for several ways of filling
every example. What a page holds is asked too: a field for each line of the sheet of figures, scripts that its policy
names, and nothing that ends its data early. The last line is `N passed, N failed`."""
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
from scenarios import SCENARIOS, figures_of

HERE = pathlib.Path(__file__).resolve().parent
BEYOND_ORACLE = {"parts"}  # it knows no figures in parts


def node(script, given=""):
    return subprocess.run(["node", HERE / script], input=given, capture_output=True, text=True, check=True).stdout


def numbers():
    lines = node("numbers.mjs").splitlines()
    return [line for line in lines if line.startswith("not ok")], sum(line.startswith("ok") for line in lines)


def number(text):
    return None if text is None else Fraction(text)


def compare_kpi(title, card, name, found):
    kpi, faults = card.kpis[name], []
    now = kpi.now(card.as_of)
    for what in ("state", "figure", "way", "score"):
        have = found["state"] if what == "state" else number(found[what])
        if have != now[what]:
            faults.append(f"{title}: {name} {what}: the page has {have}, the rules give {now[what]}")
    for (date, state, tally), on in zip(found["periods"], kpi.periods):
        wanted = None
        if kpi.target and kpi.target["form"] != "observe" and card.as_of and on <= card.as_of:
            wanted = kpi.state(on)
            wanted = "excused" if kpi.excused(on) else wanted if on in kpi.figures or wanted == "not_due" else "no_figure"
        if state != wanted:
            faults.append(f"{title}: {name} on {date}: the page has {state}, the rules give {wanted}")
        if on in kpi.figures and not kpi.excused(on) and number(tally) != kpi.tally(on):
            faults.append(f"{title}: {name} tally on {date}: the page has {tally}, the rules give {kpi.tally(on)}")
    return faults


def compare(title, card, found):
    faults = []
    for name in card.kpis:
        if name in found["kpis"] and card.kpis[name].periods:
            faults += compare_kpi(title, card, name, found["kpis"][name])
    for objective in card.model["objectives"]:
        have, wanted = number(found["objectives"][objective["name"]]), card.objective(objective)
        if objective["kpis"] and have != wanted:
            faults.append(f"{title}: objective {objective['name']}: the page has {have}, the rules give {wanted}")
    if number(found["roi"]) != card.roi():
        faults.append(f"{title}: return: the page has {found['roi']}, the rules give {card.roi()}")
    return faults


def scores(built):
    cases, cards = [], []
    for page in built:
        for scenario in SCENARIOS if page.title not in BEYOND_ORACLE else []:
            chance, card = random.Random(f"{page.title} {scenario}"), page.oracle()
            figures, spent, as_of = figures_of(page, card, scenario, chance)
            card.fill(figures, spent, as_of)
            cards.append((f"{page.title} {scenario}", card))
            cases.append({"page": page.title, "typed": pages.typed_of(figures, spent), "as_of": as_of and str(as_of)})
    given = {"pages": {p.title: {"card": p.card, "kpis": p.kpis} for p in built}, "cases": cases}
    found = json.loads(node("scores.mjs", json.dumps(given)))
    faults = [compare(title, card, outcome) for (title, card), outcome in zip(cards, found)]
    return [fault for some in faults for fault in some[:6]], sum(not some for some in faults)


def parts(page):
    """Figures in parts, worked out by hand."""
    typed = {"kpi/fans/one/2027-01-31": "70", "kpi/fans/two/2027-01-31": "40", "kpi/fans/one/2027-02-28": "90",
             "kpi/clicks/one/2027-01-31": "60", "kpi/clicks/two/2027-02-28": "50",
             "kpi/rate/one/2027-01-31": "0.02", "kpi/rate/two/2027-01-31": "0.03", "kpi/rate/one/2027-02-28": "0.07",
             "kpi/measured/one/2027-02-15": "10", "kpi/measured/two/2027-02-15": "30",
             "kpi/measured/one/2027-02-28": "20", "kpi/measured/two/2027-02-28": "25",
             "spend/ads/2027-01-31": "100", "spend/ads/shoot/2027-03-10": "450"}
    given = {"pages": {"parts": {"card": page.card, "kpis": page.kpis}}, "cases": [{"page": "parts", "typed": typed, "as_of": "2027-02-28"}]}
    found = json.loads(node("scores.mjs", json.dumps(given)))[0]["kpis"]
    wanted = {"fans": Fraction(110), "clicks": Fraction(110), "rate": Fraction(4, 100), "measured": Fraction(45)}
    faults = [f"parts: {name}: the page has {found[name]['figure']}, it should be {figure}" for name, figure in wanted.items()
              if number(found[name]["figure"]) != figure]
    way = Fraction(45 - 40, 60 - 40)
    return faults + ([] if number(found["measured"]["way"]) == way else [f"parts: measured: way {found['measured']['way']}"])


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
        built = list(pages.build(program, pathlib.Path(name)))
        faults, passed = numbers()
        more, fine = scores(built)
        faults, passed = faults + more, passed + fine
        by_title = {page.title: page for page in built}
        for found in [parts(by_title["parts"]), *(check(page) for page in built for check in (fields, policy))]:
            faults += found
            passed += not found
    print(*faults, sep="\n")
    print(f"{passed} passed, {len(faults)} failed")
    return bool(faults) or passed == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
