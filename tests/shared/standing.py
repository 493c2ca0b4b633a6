"""What `remit score --format json` says of an agreement's figures, and what a page or a workbook that holds the same figures
must say with it: status, figure, attainment and score of each KPI, the objectives' scores, the return, what was spent."""
import csv
import datetime
import decimal
import json
import pathlib
import random
import re
import subprocess
import sys
from fractions import Fraction

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "score"))
import random_cases  # noqa: E402

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
SHOWN = ("figure", "attainment", "score")


def shown(number):
    """12 significant digits, rounded half to even, as the JSON has them."""
    if number is None:
        return None
    number = Fraction(number)
    context = decimal.Context(prec=12, rounding=decimal.ROUND_HALF_EVEN)
    return context.divide(decimal.Decimal(number.numerator), decimal.Decimal(number.denominator))


def value_of(text):
    text = text.replace(",", ".")
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def date_of(text):
    """`2027-01-31`, `31.1.2027 г.`, `31/01/2027`."""
    parts = [int(part) for part in re.findall(r"\d+", text)]
    return datetime.date(*(parts if parts[0] > 31 else parts[::-1]))


def rows_of(path):
    """(kind, name, date, value) of each row with a figure, as examples write them."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    mark = ";" if ";" in lines[0] else ","
    return [(row["kind"], row["name"], date_of(row["date"]), value_of(row["value"]))
            for row in csv.DictReader(lines, delimiter=mark) if row["value"]]


def month_end(day):
    return (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)


def days_of(rows, between=True):
    """Each month's end, a day in its midst, the last day of all and one when everything is over."""
    first, last = min(row[2] for row in rows), max(row[2] for row in rows)
    ends, day = [], first
    while day <= last:
        ends.append(month_end(day))
        day = ends[-1] + datetime.timedelta(days=1)
    return sorted({*ends, *(end.replace(day=9) for end in ends if between), last, last + datetime.timedelta(days=400)})


def examples():
    """(agreement, its figures) of each example that has some."""
    return [(sheet.with_name(sheet.name.replace(".actuals.csv", ".remit")), sheet) for sheet in sorted(EXAMPLES.glob("*.actuals.csv"))]


def drawn_rows(drawn, model, fields):
    """Figures of an agreement that tests/score/random_cases.py has drawn: those that have a field, (kind, name, date), and some
    more of the same in others."""
    values, rows, chance = {}, {}, random.Random(model["agreement"]["name"] + str(len(fields)))
    for row in random_cases.figures(drawn, model):
        values.setdefault((row.kind, row.thing), []).append(row.value)
        if (row.kind, row.name, row.date) in fields:
            rows.setdefault((row.kind, row.name, row.date), row.value)
    for kind, name, date in fields:
        if (kind, name.split("/")[0]) in values and chance.random() < 0.3:
            rows.setdefault((kind, name, date), chance.choice(values[kind, name.split("/")[0]]))
    return [(*place, value) for place, value in rows.items()]


def score(program, agreement, sheet, day):
    done = subprocess.run([program, "score", agreement, sheet, "--format", "json", "--as-of", str(day), "--level", "error"],
                          capture_output=True, text=True, check=False)
    return json.loads(done.stdout, parse_float=decimal.Decimal)


def wanted(scored, rows, day):
    """{what: (name: value)} in one form, from the JSON, and for what was spent from the rows."""
    kpis = {k["name"]: {"status": k["status"], "figure": k["actual"], "attainment": k["attainment"], "score": k["score"]}
            for k in scored["kpis"]}
    spent = {}
    for kind, name, date, value in rows:
        if kind == "spend" and date <= day:
            spent[name.split("/")[0]] = spent.get(name.split("/")[0], 0) + value
    return {"kpis": kpis, "objectives": {o["name"]: o["score"] for o in scored["objectives"]},
            "return": scored["roi"] or {"value": None, "cost": None, "roi": None}, "spent": spent}


def differences(title, found, asked, same):
    """`found` in the same form, of those that it has; `same` compares two figures."""
    for name, kpi in found["kpis"].items():
        want = asked["kpis"][name]
        if kpi["status"] != want["status"]:
            yield f"{title}: {name} is {kpi['status']}, scoring says {want['status']}"
        for what in SHOWN:
            if not same(kpi[what], want[what]):
                yield f"{title}: {name} {what} is {kpi[what]}, scoring says {want[what]}"
    for part in ("objectives", "return", "spent"):
        for name, value in found[part].items():
            want = asked[part].get(name)
            if not same(value, want):
                yield f"{title}: {part} {name} is {value}, scoring says {want}"
