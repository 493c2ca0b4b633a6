#!/usr/bin/env python3
"""Fills the scorecards' sheets, lets LibreOffice work them out, and holds every status, figure, attainment and score
against the scoring rules: campaign.py PROGRAM [FOLDER]

The rules are read a second time in oracle.py. Each agreement is filled in several ways: not at all, as planned, better,
worse, at random, with gaps, and up to a day that is typed in. What a sheet stores before anybody has typed anything must
be what LibreOffice makes of it. FOLDER keeps the sheets. The last line is `N passed, N failed`."""
import datetime
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(HERE.parent / "shared")]
import catalogue  # noqa: E402
import oracle  # noqa: E402
from scenarios import SCENARIOS, figures_of, tolerance_of  # noqa: E402
from spreadsheets import openpyxl  # noqa: E402

STATES = {"ON_TRACK": "on_track", "AT_RISK": "at_risk", "OFF_TRACK": "off_track", "MET": "met", "MISSED": "missed",
          "NO_DATA": "no_data", "NOT_DUE": "not_due", "EXCUSED": "excused", "WATCHED": "observe", "NO_FIGURE": "no_figure"}
WORDS = {catalogue.words(language, f"SHEET_{key}"): state for language in catalogue.LANGUAGES for key, state in STATES.items()}
ACTUAL, HELD, WAY, STATUS = 5, 6, 7, 8


class Sheet:
    """A scorecard as it was built: where its figures go."""

    def __init__(self, path, model):
        self.path, self.model = path, model
        book = openpyxl.load_workbook(path)
        self.names = {name: [] for name in ("kpi", "spend", "posts")}
        for kind, name, date, sheet, cell, unit in book["remit_map"].iter_rows(min_row=6, max_col=6, values_only=True):
            if kind in self.names:
                self.names[kind].append((name, datetime.date.fromisoformat(date), sheet, cell))
        self.as_of = next((sheet, cell) for kind, name, _, sheet, cell, _ in
                          book["remit_map"].iter_rows(min_row=6, max_col=6, values_only=True) if name == "as_of")
        self.kpis = book.sheetnames[1]
        self.rows = self.find_rows(book[self.kpis])
        self.periods = {name: [date for date, _ in rows] for name, (_, rows) in self.rows.items()}

    def find_rows(self, sheet):
        """Of each KPI its own row, and its periods with theirs."""
        labels = {(k["title"] or {}).get("text") or k["name"]: k["name"] for k in self.model["kpis"]}
        found, name = {}, None
        for row in range(4, sheet.max_row + 1):
            value = sheet.cell(row, 1).value
            if isinstance(value, str) and value in labels:
                name = labels[value]
                found[name] = (row, [])
            elif isinstance(value, datetime.datetime) and name:
                found[name][1].append((value.date(), row))
        return found


def number(value):
    return int(value) if value.denominator == 1 else float(value)


def fill(sheet, path, figures, spent, as_of):
    book = openpyxl.load_workbook(sheet.path)
    for kind, given in (("kpi", figures), ("spend", spent)):
        for name, date, where, cell in sheet.names[kind]:
            if date in given.get(name, {}):
                book[where][cell] = number(given[name][date])
    if as_of:
        book[sheet.as_of[0]][sheet.as_of[1]] = datetime.datetime.combine(as_of, datetime.time())
    book.save(path)


def near(cell, wanted):
    if wanted is None:
        return cell in (None, "")
    return isinstance(cell, (int, float)) and abs(cell - float(wanted)) <= 1e-9 * max(1, abs(float(wanted)))


class Judge:
    def __init__(self, title, book, sheet, card):
        self.title, self.book, self.sheet, self.card = title, book, sheet, card
        self.faults, self.checked = [], 0

    def same(self, what, cell, wanted, exact=False):
        self.checked += 1
        if not (cell == wanted if exact else near(cell, wanted)):
            shown = wanted if exact or wanted is None else float(wanted)
            self.faults.append(f"{self.title}: {what}: the sheet has {cell!r}, the rules give {shown!r}")

    def kpi(self, name):
        kpi, (head, rows) = self.card.kpis[name], self.sheet.rows[name]
        cells, work = self.book[self.sheet.kpis], self.book["remit_working"]
        now = kpi.now(self.card.as_of)
        self.same(f"{name} status", WORDS.get(cells.cell(head, STATUS).value), now["state"], exact=True)
        self.same(f"{name} figure", cells.cell(head, HELD).value, now["figure"])
        self.same(f"{name} attainment", cells.cell(head, WAY).value, now["way"])
        self.same(f"{name} score", work.cell(head, 6).value, now["score"])
        for date, row in rows:
            self.period(kpi, date, row, cells)

    def period(self, kpi, date, row, cells):
        wanted = None
        typed = date in kpi.figures
        if kpi.target and kpi.target["form"] != "observe" and self.card.as_of and date <= self.card.as_of:
            state = kpi.state(date)
            wanted = "excused" if kpi.excused(date) else state if typed or state == "not_due" else "no_figure"
        self.same(f"{kpi.name} on {date}", WORDS.get(cells.cell(row, STATUS).value), wanted, exact=True)
        if typed and not kpi.excused(date):
            self.same(f"{kpi.name} tally on {date}", cells.cell(row, HELD).value, kpi.tally(date))

    def summary(self):
        cells = self.book[self.book.sheetnames[0]]
        labels = {(o["title"] or {}).get("text") or o["name"]: o for o in self.card.model["objectives"]}
        for row in range(6, cells.max_row + 1):
            objective = labels.get(cells.cell(row, 1).value)
            if objective and objective["kpis"]:
                self.same(f"objective {objective['name']}", cells.cell(row, 10).value, self.card.objective(objective))
        if cells["C4"].value:
            self.same("return", cells["F4"].value, self.card.roi())

    def run(self):
        for name in self.sheet.rows:
            if self.sheet.periods[name]:
                self.kpi(name)
        self.summary()


def recalculate(paths, folder):
    profile = folder / "profile"
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx", "--outdir",
                    str(folder / "done"), *map(str, paths)], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, timeout=600)


def values(book):
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for row in sheet.iter_rows() for cell in row
            if cell.value not in (None, "")}


def compare_stored(sheet, done):
    """What is stored in the sheet before it is filled, and what LibreOffice makes of it."""
    stored, worked = values(openpyxl.load_workbook(sheet.path, data_only=True)), values(done)
    differing = [k for k in stored.keys() | worked.keys()
                 if not (stored.get(k) == worked.get(k) or (isinstance(worked.get(k), (int, float)) and
                                                            isinstance(stored.get(k), (int, float)) and
                                                            near(stored[k], Fraction(worked[k]))))]
    return [f"{sheet.path.name}: {k}: stored {stored.get(k)!r}, worked out {worked.get(k)!r}" for k in sorted(differing)[:10]]


def build(program, folder):
    texts = [HERE / "forms.remit", *sorted((PROJECT / "examples").glob("*.remit"))]
    for text in texts:
        subprocess.run([program, "build", "--level", "error", "--emit", "scorecard.xlsx,model", text, "-o", folder], check=True)
    for text in texts:
        model = json.loads((folder / f"{text.stem}.model.json").read_text(encoding="utf-8"))
        yield Sheet(folder / f"{text.stem}.scorecard.xlsx", model)


def fill_selection(program, folder):
    """The score sheet with points for two of three candidates; what the sums and ranks must be."""
    text = PROJECT / "examples/outsourcing-limits.remit"
    subprocess.run([program, "build", "--level", "error", "--emit", "selection.xlsx", text, "-o", folder], check=True)
    path = folder / "outsourcing-limits.selection.xlsx"
    book = openpyxl.load_workbook(path)
    sheet, weights, sums = book.active, [], [Fraction(0), Fraction(0)]
    for row in range(1, sheet.max_row + 1):
        weight = sheet.cell(row, 2).value
        if isinstance(weight, (int, float)):
            weights.append(row)
            points = [(row * 3) % 11, (row * 7) % 11]
            for i, given in enumerate(points):
                sheet.cell(row, 3 + i).value = given
                sums[i] += Fraction(str(weight)) * given
    book.save(path)
    ranks = [1 + (other > own) for own, other in (sums, sums[::-1])]
    return path, weights[-1] + 1, [*sums, None], [0, 0, len(weights)], [*ranks, None]


def judge_selection(done, row, *wanted):
    cells = openpyxl.load_workbook(done, data_only=True).active
    return [f"{done.name}: {cells.cell(row + i, 3 + k).value!r} in row {row + i}, column {3 + k}, should be {value}"
            for i, line in enumerate(wanted) for k, value in enumerate(line) if not near(cells.cell(row + i, 3 + k).value, value)]


def main(arguments):
    program = str(pathlib.Path(arguments[0]).resolve())
    passed, jobs = 0, []
    with tempfile.TemporaryDirectory(prefix="remit-xlsx-") as name:
        folder = pathlib.Path(arguments[1]).resolve() if len(arguments) > 1 else pathlib.Path(name)
        folder.mkdir(exist_ok=True)
        for sheet in build(program, folder):
            for scenario in SCENARIOS:
                chance = random.Random(f"{sheet.path.name} {scenario}")
                card = oracle.Card(sheet.model, sheet.periods, tolerance_of(sheet.model))
                given = figures_of(sheet, card, scenario, chance)
                card.fill(*given)
                path = folder / f"{sheet.path.name.split('.')[0]}-{scenario}.xlsx"
                fill(sheet, path, *given)
                jobs.append((path, sheet, card, scenario))
        selection = fill_selection(program, folder)
        recalculate([selection[0], *(path for path, *_ in jobs)], folder)
        faults = judge_selection(folder / "done" / selection[0].name, *selection[1:])
        passed += not faults
        for path, sheet, card, scenario in jobs:
            done = openpyxl.load_workbook(folder / "done" / path.name, data_only=True)
            judge = Judge(path.name, done, sheet, card)
            judge.run()
            found = judge.faults + (compare_stored(sheet, done) if scenario == "empty" else [])
            errors = [f"{path.name}: {k}: {v}" for k, v in values(done).items() if isinstance(v, str) and re.match(r"#[A-Z/0]", v)]
            faults += (found + errors)[:12]
            passed += not (found or errors)
    print(*faults, sep="\n")
    failed = len(jobs) + 1 - passed
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
