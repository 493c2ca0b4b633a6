#!/usr/bin/env python3
"""The filled scorecards that `remit score -o` writes: run.py PROGRAM [--rewrite]

Those of the examples are held against golden files (--rewrite writes them anew; the diff is to be read), and what a reader
of HTML finds in their pages against the result as JSON: every status, score and share. Then everything that a person wrote,
in the agreement and in the notes of its figures, is hostile: each form has the shape of the harmless one, and every word is
read as it was written. The last line is `N passed, N failed`."""
import csv
import importlib.util
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE.parent / "shared"), str(HERE.parent / "browser"), "/usr/lib/python3/dist-packages"]
import html5lib  # noqa: E402
import cases  # noqa: E402
import catalogue  # noqa: E402
import hostile  # noqa: E402
from spreadsheets import openpyxl  # noqa: E402


def module_of(name, path):
    """Beside other files called run.py."""
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


payloads = module_of("payloads_run", HERE.parent / "payloads" / "run.py")
EXAMPLES = sorted(path.name.removesuffix(".actuals.csv") for path in (ROOT / "examples").glob("*.actuals.csv"))
PREVIOUS = {"social-strategy": "2027-04-30"}
PAGES_KEPT = {"tea", "social-strategy"}  # pages are large: of the others Markdown and CSV tell
STATES = {"on_track": "ON_TRACK", "at_risk": "AT_RISK", "off_track": "OFF_TRACK", "met": "MET", "missed": "MISSED",
          "no_data": "NO_DATA", "not_due": "NOT_DUE", None: "WATCHED"}


def score(program, agreement, sheet, out, *options):
    done = subprocess.run([program, "score", agreement, sheet, "-o", out, "--format", "json", *options], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def example(program, name, folder):
    """The result, and the files by their endings."""
    place = ROOT / "examples"
    options = ["--previous", PREVIOUS[name]] if name in PREVIOUS else []
    result = score(program, place / f"{name}.remit", place / f"{name}.actuals.csv", folder / name, *options)
    return result, {path.name.split(".", 1)[1]: path for path in (folder / name).iterdir()}


# ---- Whole outputs ----

def golden_faults(name, files, rewrite):
    kept = {path.name.removeprefix(f"{name}.") for path in (HERE / "golden").glob(f"{name}.*")}
    for ending in sorted(({"filled.xlsx"} if rewrite else kept | {"filled.xlsx"}) - set(files)):
        yield f"{name}.{ending} was not written"
    for ending, path in sorted(files.items()):
        kept = HERE / "golden" / f"{name}.{ending}"
        if path.suffix == ".xlsx" or (path.suffix == ".html" and name not in PAGES_KEPT):
            continue
        if rewrite:
            kept.write_bytes(path.read_bytes())
        elif not kept.exists() or kept.read_bytes() != path.read_bytes():
            yield f"{kept.relative_to(ROOT)} differs"


# ---- The page beside the result ----

def text_of(element):
    return " ".join("".join(element.itertext()).split())


def number_of(words, language):
    """52,9 % is 0.529; None where there is none."""
    digits = re.sub(r"[^\d.,-]", "", words)
    if not digits:
        return None
    plain = digits.replace(".", "").replace(",", ".") if language in ("bg", "vi") else digits.replace(",", "")
    return float(plain) / 100


def glance_of(page):
    """The cells of each KPI's line in the table of all, by the anchor that it leads to."""
    for section in page.iter("section"):
        heading = section.find("h2")
        if heading is not None and heading.get("id") == "glance" or section.get("id") == "glance":
            for row in section.iter("tr"):
                link = row.find(".//a")
                if link is not None:
                    yield link.get("href").removeprefix("#kpi-"), [text_of(cell) for cell in row if cell.tag in ("td", "th")]


def page_faults(page_path, result):
    page = html5lib.parse(page_path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    language = page.get("lang")
    lines = dict(glance_of(page))
    if sorted(lines) != sorted(kpi["name"] for kpi in result["kpis"]):
        yield f"the page has the KPIs {sorted(lines)}"
    for kpi in result["kpis"]:
        cells = lines.get(kpi["name"], ["", ""])
        word = catalogue.words(language, f"SHEET_{STATES[kpi['status']]}")
        if not cells[1].startswith(word):
            yield f"{kpi['name']} is {kpi['status']}, and the page says {cells[1]}"
        share = number_of(cells[-1], language)
        if (share is None) != (kpi["score"] is None) or (share is not None and abs(share - kpi["score"]) > 0.00051):
            yield f"{kpi['name']} has the score {kpi['score']}, and the page says {cells[-1]}"
    pictures = sum(1 for picture in page.iter("{http://www.w3.org/2000/svg}svg") if picture.get("role") == "img")
    wanted = sum(1 for kpi in result["kpis"] if kpi["actual"] is not None)
    if pictures < wanted:
        yield f"{pictures} pictures of {wanted} courses"


# ---- The workbook beside the result ----

def workbook_faults(path, result, language, labels):
    """The line of each KPI in the table of all is the last on the first sheet that begins with its title."""
    book = openpyxl.load_workbook(path)
    lines = {row[0].value: row for row in book.worksheets[0].iter_rows() if row[0].value}
    for kpi in result["kpis"]:
        row = lines.get(labels[kpi["name"]])
        word = catalogue.words(language, f"SHEET_{STATES[kpi['status']]}")
        if row is None or not str(row[1].value).startswith(word):
            yield f"{kpi['name']} is {kpi['status']}, and the workbook says {row and row[1].value}"
        elif kpi["score"] is not None and abs(row[6].value - kpi["score"]) > 0.00051:
            yield f"{kpi['name']} has the score {kpi['score']}, and the workbook says {row[6].value}"
    yield from (f"{sheet.title} {cell.coordinate} holds a formula" for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
    pictures = sum(len(sheet._charts) for sheet in book)
    if pictures < sum(1 for kpi in result["kpis"] if kpi["actual"] is not None and kpi["target"] is not None):
        yield f"{pictures} charts"


def labels_of(program, name, folder):
    subprocess.run([program, "build", ROOT / "examples" / f"{name}.remit", "--emit", "model", "-o", folder], capture_output=True, check=True)
    model = json.loads((folder / f"{name}.model.json").read_text(encoding="utf-8"))
    return model["agreement"]["language"], {kpi["name"]: (kpi["title"] or {}).get("text") or kpi["name"] for kpi in model["kpis"]}


# ---- Nothing breaks out ----

def marked(text):
    """A marker before each text of the agreement, where the browser's suite puts something hostile."""
    turn = iter(range(1_000_000))
    return re.sub(f"(?:{'|'.join(map(re.escape, hostile.PAYLOADS))}) ", lambda found: f"‹t{next(turn)}›", hostile.spoil(text))


def sheet_with(notes):
    rows = list(csv.reader((ROOT / "examples" / "tea.actuals.csv").read_text(encoding="utf-8-sig").splitlines()))
    head, body = rows[0], rows[1:]
    note = head.index("note")
    for number, row in enumerate(body):
        row[note] = notes(number)
    return [head, *body]


def write_sheet(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def without_widths(seen):
    """How far words are spread in a workbook hangs on how long they are."""
    shape, words = seen
    return [part[:1] if isinstance(part, tuple) and isinstance(part[0], bool) else part for part in shape], words


def made(program, folder, name, source, notes):
    (folder / f"{name}.remit").write_text(source, encoding="utf-8")
    write_sheet(folder / f"{name}.csv", sheet_with(notes))
    score(program, folder / f"{name}.remit", folder / f"{name}.csv", folder / name, "--previous", "2026-03-31")
    return payloads.read_all({path.name.split(".", 1)[1]: path for path in (folder / name).iterdir()})


def hostile_cases(program, folder):
    source = marked((ROOT / "examples" / "tea.remit").read_text(encoding="utf-8"))
    plain = made(program, folder, "plain", source, lambda number: f"‹n{number}›")
    for form in ("filled.md", "filled.html", "filled.csv", "filled.xlsx"):
        rows = sheet_with(str)
        day = rows[0].index("date")
        lost = [n for n, row in enumerate(rows[1:]) if row[day] <= "2026-06-30" and f"‹n{n}›" not in plain[form][1]]
        yield f"every note is in {form}", [f"those of the rows {lost} are not"] if lost else []
    for turn in range(0, len(payloads.HOSTILE), 9):
        spoiled, read = payloads.spoiled(source, turn)
        read |= {f"‹n{n}›": f"{payloads.HOSTILE[(n + turn) % len(payloads.HOSTILE)]}‹n{n}›" for n in range(200)}
        for form, seen in made(program, folder, f"hostile{turn}", spoiled, lambda number: read[f"‹n{number}›"]).items():
            yield f"hostile {turn}, {form}", payloads.faults_of(without_widths(plain[form]), without_widths(seen), read)


def left_out_faults(program, folder):
    """A row that cannot be right is said with its line on the page too."""
    sheet = sheet_with(lambda number: "")
    sheet[4][sheet[0].index("value")] = "many"
    write_sheet(folder / "wrong.csv", sheet)
    score(program, ROOT / "examples" / "tea.remit", folder / "wrong.csv", folder / "wrong")
    text = (folder / "wrong" / "tea.filled.md").read_text(encoding="utf-8")
    if "1 row of the figures cannot be right and is left out." not in text or "- wrong.csv:5\n" not in text:
        yield text[:600]


def all_cases(program, folder, rewrite):
    for name in EXAMPLES:
        result, files = example(program, name, folder)
        yield f"{name}: golden", golden_faults(name, files, rewrite)
        yield f"{name}: page", page_faults(files["filled.html"], result)
        language, labels = labels_of(program, name, folder)
        yield f"{name}: workbook", workbook_faults(files["filled.xlsx"], result, language, labels)
    yield "a row left out", left_out_faults(program, folder)
    yield from hostile_cases(program, folder)


def main():
    with tempfile.TemporaryDirectory(prefix="remit-filled-") as folder:
        return cases.judge(all_cases(cases.program_of(sys.argv), pathlib.Path(folder), "--rewrite" in sys.argv))


if __name__ == "__main__":
    sys.exit(main())
