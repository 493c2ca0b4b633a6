#!/usr/bin/env python3
"""Fills the scorecards' sheets, lets LibreOffice work them out, and holds every status, figure, attainment and score
against the scoring rules: campaign.py PROGRAM [FOLDER]

Each agreement is filled in several ways: not at all, as planned, better, worse, at random, with gaps, and up to a day that
is typed in; what must follow is worked out by the second implementation, tests/score/second.py. The examples are also
filled with the figures that they come with, and drawn agreements with drawn ones; what must follow is what `remit score`
says of them, on several days. What a sheet stores before anybody has typed anything must be what LibreOffice makes of it.
FOLDER keeps the sheets. The last line is `N passed, N failed`."""
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
sys.path[:0] = [str(HERE), str(HERE.parent / "shared"), str(HERE.parent / "score")]
import catalogue  # noqa: E402
import random_cases  # noqa: E402
import second  # noqa: E402
import standing  # noqa: E402
from scenarios import SCENARIOS, Empty, Wanted, figures_of  # noqa: E402
from spreadsheets import openpyxl  # noqa: E402

STATES = {"ON_TRACK": "on_track", "AT_RISK": "at_risk", "OFF_TRACK": "off_track", "MET": "met", "MISSED": "missed",
          "NO_DATA": "no_data", "NOT_DUE": "not_due", "EXCUSED": "excused", "WATCHED": "observe", "NO_FIGURE": "no_figure"}
WORDS = {catalogue.words(language, f"SHEET_{key}"): state for language in catalogue.LANGUAGES for key, state in STATES.items()}
DUE = {catalogue.words(language, key): key == "SHEET_INCENTIVE_DUE" for language in catalogue.LANGUAGES
       for key in ("SHEET_INCENTIVE_DUE", "SHEET_INCENTIVE_NOT_DUE")}
ACTUAL, HELD, WAY, STATUS = 5, 6, 7, 8
SCORE = 6     # in the working sheet
SPENT = 5     # in the budget's
DRAWN = range(1, 7)
DRAWN_DAYS = 3
CHUNK = 40    # workbooks worked out at a time
DIGITS = 10 ** 9  # drawn figures from there on are left out: programs for sheets reckon with 15 digits


class Sheet:
    """A scorecard as it was built: where its figures go."""

    def __init__(self, path, model):
        self.path, self.model, self.empty = path, model, Empty(model)
        book = openpyxl.load_workbook(path)
        self.places = {}
        for kind, name, date, sheet, cell, _ in book["remit_map"].iter_rows(min_row=6, max_col=6, values_only=True):
            if name == "as_of":
                self.as_of = sheet, cell
            elif kind in ("kpi", "spend"):
                self.places[kind, name, datetime.date.fromisoformat(date)] = sheet, cell
        self.kpis = book.sheetnames[1]
        self.rows = self.find_rows(book[self.kpis])
        self.lines = self.find_lines(book)

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

    def find_lines(self, book):
        """The rows of the budget's lines."""
        found = {}
        for (kind, name, _), (sheet, cell) in self.places.items():
            if kind == "spend":
                found[name] = sheet, book[sheet][cell].row
        return found


def number(value):
    return int(value) if value.denominator == 1 else float(value)


def fill(sheet, path, rows, as_of):
    book = openpyxl.load_workbook(sheet.path)
    for kind, name, date, value in rows:
        if (kind, name, date) in sheet.places:
            where, cell = sheet.places[kind, name, date]
            book[where][cell] = number(value)
    if as_of:
        book[sheet.as_of[0]][sheet.as_of[1]] = datetime.datetime.combine(as_of, datetime.time())
    book.save(path)


def near(cell, wanted):
    if wanted is None:
        return cell in (None, "")
    return isinstance(cell, (int, float)) and abs(cell - float(wanted)) <= 1e-9 * max(1, abs(float(wanted)))


def standing_of(sheet, book):
    """What the sheets give, in the form of tests/shared/standing.py."""
    cells, work = book[sheet.kpis], book["remit_working"]
    kpis = {}
    for name, (head, rows) in sheet.rows.items():
        state = WORDS.get(cells.cell(head, STATUS).value)
        if rows:
            kpis[name] = {"status": None if state == "observe" else state, "figure": cells.cell(head, HELD).value,
                          "attainment": cells.cell(head, WAY).value, "score": work.cell(head, SCORE).value}
    spent = {name: book[where].cell(row, SPENT).value for name, (where, row) in sheet.lines.items()}
    return {"kpis": kpis, "objectives": objectives_of(sheet, book), "return": return_of(sheet, book), "spent": spent}


def objectives_of(sheet, book):
    cells, found = book[book.sheetnames[0]], {}
    labels = {(o["title"] or {}).get("text") or o["name"]: o for o in sheet.model["objectives"]}
    for row in range(6, cells.max_row + 1):
        objective = labels.get(cells.cell(row, 1).value)
        if objective and objective["kpis"]:
            found[objective["name"]] = cells.cell(row, 10).value
    return found


def return_of(sheet, book):
    cells = book[book.sheetnames[0]]
    return {"roi": cells["F4"].value} if cells["C4"].value else {}


def incentives(title, sheet, book, scored):
    """Which are due."""
    labels = {(i["title"] or {}).get("text") or i["name"]: i["name"] for i in sheet.model["incentives"]}
    wanted, found = {i["name"]: i["due"] for i in scored["incentives"]}, {}
    for cells in book:
        for row in cells.iter_rows(max_col=5, values_only=True):
            if row[0] in labels and len(row) > 4 and row[4] in DUE:
                found[labels[row[0]]] = DUE[row[4]]
    if found != wanted:
        yield f"{title}: incentives {found}, scoring says {wanted}"


def same(cell, wanted):
    """Where nothing is spent the sheet has 0."""
    return near(cell, wanted) or (wanted is None and cell == 0)


def lines(title, sheet, book, wanted):
    """The lines of periods."""
    cells = book[sheet.kpis]
    for name, (_, rows) in sheet.rows.items():
        for period, (date, row) in zip(wanted.empty.periods[name], rows):
            state, figure = wanted.line(name, period)
            have = WORDS.get(cells.cell(row, STATUS).value)
            if have != state:
                yield f"{title}: {name} on {date} is {have}, the rules give {state}"
            elif figure is not None and not near(cells.cell(row, HELD).value, figure):
                yield f"{title}: {name} on {date} has {cells.cell(row, HELD).value}, the rules give {figure}"


def recalculate(paths, folder):
    profile = folder / "profile"
    for at in range(0, len(paths), CHUNK):
        subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx", "--outdir",
                        str(folder / "done"), *map(str, paths[at:at + CHUNK])], check=True, stdout=subprocess.DEVNULL,
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


def build(program, folder, texts):
    for text in texts:
        subprocess.run([program, "build", "--level", "error", "--emit", "scorecard.xlsx,model", text, "-o", folder], check=True)
        model = second.load((folder / f"{text.stem}.model.json").read_text(encoding="utf-8"))
        yield Sheet(folder / f"{text.stem}.scorecard.xlsx", model)


class Job:
    """A filled sheet: `judge` gives the faults of what came of it."""

    def __init__(self, folder, sheet, title, rows, as_of, judge):
        self.sheet, self.title, self.judge = sheet, f"{sheet.path.name.split('.')[0]}-{title}", judge
        self.path = folder / f"{self.title}.xlsx"
        fill(sheet, self.path, rows, as_of)

    def faults(self, done):
        book = openpyxl.load_workbook(done / self.path.name, data_only=True)
        errors = [f"{self.title}: {k}: {v}" for k, v in values(book).items() if isinstance(v, str) and re.match(r"#[A-Z/0]", v)]
        return [*self.judge(self.title, book), *errors]


def scenario_jobs(program, folder):
    for sheet in build(program, folder, [HERE / "forms.remit", *sorted((PROJECT / "examples").glob("*.remit"))]):
        for scenario in SCENARIOS:
            rows, as_of = figures_of(list(sheet.places), sheet.empty, scenario, random.Random(f"{sheet.path.name} {scenario}"))

            def judge(title, book, sheet=sheet, wanted=Wanted(sheet.empty, rows, as_of)):
                yield from standing.differences(title, standing_of(sheet, book), wanted.now(), same)
                yield from lines(title, sheet, book, wanted)
                if not wanted.as_of:
                    yield from compare_stored(sheet, book)
            yield Job(folder, sheet, scenario, rows, as_of, judge)


def as_filled(sheet, rows):
    """As a workbook takes them: what is told apart by parts in one cell, what an action costs in its line's month."""
    cells = {}
    for kind, name, date, value in rows:
        whole = name.split("/")[0]
        if kind == "spend":
            date = min((d for k, n, d in sheet.places if k == kind and n == whole and d >= date), default=date)
        if kind in ("kpi", "spend"):
            cells.setdefault((kind, whole, date), []).append(value)
    adds_up = {k["name"]: k["unit"]["kind"] in ("count", "money") and " per " not in k["unit"]["spelling"] for k in sheet.model["kpis"]}
    return [(*place, sum(many) if adds_up.get(place[1], True) else sum(many) / len(many)) for place, many in cells.items()]


def scored_jobs(program, folder, sheet, agreement, figures, rows, days):
    """A sheet with rows, held against `remit score` of the same figures on each day."""
    for day in days:
        def judge(title, book, day=day):
            scored = standing.score(program, agreement, figures, day)
            yield from standing.differences(title, standing_of(sheet, book), standing.wanted(scored, rows, day), same)
            yield from incentives(title, sheet, book, scored)
        yield Job(folder, sheet, f"on-{day}", as_filled(sheet, rows), day, judge)


def example_jobs(program, folder):
    for agreement, figures in standing.examples():
        sheet, rows = next(build(program, folder, [agreement])), standing.rows_of(figures)
        yield from scored_jobs(program, folder, sheet, agreement, figures, rows, standing.days_of(rows, between=False))


def drawn_jobs(program, folder):
    for seed in DRAWN:
        case, text, figures = random_cases.draw(seed), folder / f"drawn-{seed}.remit", folder / f"drawn-{seed}.csv"
        text.write_text(case.text, encoding="utf-8")
        sheet = next(build(program, folder, [text]))
        rows = [row for row in standing.drawn_rows(case, sheet.model, list(sheet.places)) if abs(row[3]) < DIGITS]
        figures.write_bytes(random_cases.csv_of(case, [second.Row(*row) for row in rows]).encode())
        yield from scored_jobs(program, folder, sheet, text, figures, rows, random_cases.days(case, sheet.model, DRAWN_DAYS))


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
    with tempfile.TemporaryDirectory(prefix="remit-xlsx-") as name:
        folder = pathlib.Path(arguments[1]).resolve() if len(arguments) > 1 else pathlib.Path(name)
        folder.mkdir(exist_ok=True)
        jobs = [*scenario_jobs(program, folder), *example_jobs(program, folder), *drawn_jobs(program, folder)]
        selection = fill_selection(program, folder)
        recalculate([selection[0], *(job.path for job in jobs)], folder)
        faults = judge_selection(folder / "done" / selection[0].name, *selection[1:])
        passed = int(not faults)
        for job in jobs:
            found = job.faults(folder / "done")
            faults += found[:12]
            passed += not found
    print(*faults, sep="\n")
    failed = len(jobs) + 1 - passed
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
