#!/usr/bin/env python3
"""Opens the workbooks that are built of the examples with openpyxl: run.py PROGRAM

What must stand in each: locked cells with unlocked inputs, a map that names every input, rules for what is typed, print
set-up, no library's warning. No text of an agreement becomes a formula or is lost, whatever it is. And what happens where
the library is missing. What the formulas give is held against the scoring rules by campaign.py. The last line is
`N passed, N failed`."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "shared"))
import catalogue  # noqa: E402
from spreadsheets import openpyxl  # noqa: E402

INPUT = "FFFFF8E1"  # the ground of cells to fill in
FUNCTIONS = {"IF", "IFERROR", "INDEX", "MATCH", "ISNUMBER", "ROUND", "AND", "OR", "NOT", "N", "SUM", "MIN", "MAX", "COUNT",
             "AVERAGE", "SUMPRODUCT", "SUMIFS", "ABS", "ROWS", "COUNTIF"}
PAYLOADS = ["=1+2", "+1", "-1+cmd|'/c calc'!A0", "@SUM(1)", "\\t=1", "\\n=1", '=HYPERLINK(\\"http://x\\",1)', "＝1", "'=1",
            "{=1}", "<script>alert(1)</script>", "]]>", "&lt;&amp;", "_x000D_", "_x0041_", "\\u{7}", "\\u{d}=1", "\\u{fffe}",
            "a & b &P &\\\"x\\\"", "𠮷" * 40, "  =1  ", "[Red]0;\\\"x\\\"", "#REF!", "'Summary'!A1", "x" * 400]


def build(program, text, folder, *more):
    return subprocess.run([program, "build", "--level", "error", *more, str(text), "-o", str(folder)], capture_output=True,
                          text=True, check=False)


def filled_in(cell):
    return cell.fill.fgColor.rgb == INPUT


# ---- What must stand in each ----

def locks(book, path):
    """Exactly the cells to fill in are not locked, and there is no password."""
    for sheet in book:
        assert sheet.protection.sheet and not sheet.protection.password, f"{sheet.title} is not protected as it should be"
        for row in sheet.iter_rows():
            for cell in row:
                if not isinstance(cell, openpyxl.cell.MergedCell):
                    assert cell.protection.locked != filled_in(cell), f"{sheet.title}!{cell.coordinate}"


def map_of(book):
    rows = list(book["remit_map"].iter_rows(values_only=True, max_col=7))
    assert [r[0] for r in rows[:4]] == ["remit_scorecard", "agreement", "version", "fingerprint"]
    assert re.fullmatch(r"[0-9a-f]{64}", rows[3][1]) and rows[4] == ("kind", "name", "date", "sheet", "cell", "unit", "note")
    return rows[5:]


def maps(book, path):
    """Each line of the map names a cell to fill in, no two the same figure."""
    if "remit_map" not in book.sheetnames:
        return
    rows = map_of(book)
    assert rows and len({(r[3], r[4]) for r in rows}) == len(rows)
    figures = [r[:3] for r in rows if r[0] != "note"]
    assert len(set(figures)) == len(figures), "a figure is asked for twice"
    for kind, name, date, sheet, cell, unit, note in rows:
        assert (note is not None) == (kind == "kpi"), "a KPI's figure has a note beside it"
        assert filled_in(book[sheet][cell]), f"{sheet}!{cell} of {name} is not to be filled in"
        assert kind in ("kpi", "spend", "posts", "action", "deliverable", "note") and unit in (None, "percent")
        if kind in ("kpi", "spend", "posts"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", date), (kind, name, date)


def rules(book, path):
    """Every figure that is typed in is checked, and what is said fits Excel."""
    wanted = map_of(book) if "remit_map" in book.sheetnames else []
    for kind, name, _, sheet, cell, *_ in wanted:
        if kind != "note" or name == "as_of":
            assert any(cell in v.sqref for v in book[sheet].data_validations.dataValidation), f"{sheet}!{cell} takes anything"
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            assert rule.showErrorMessage and 0 < len(rule.error) <= 255 and 0 < len(rule.errorTitle) <= 32


def nesting(formula):
    """How many functions stand within one another."""
    depth = most = 0
    for sign in formula:
        depth += (sign == "(") - (sign == ")")
        most = max(most, depth)
    return most


def formulas(book, path):
    """Only plain functions that every spreadsheet program has, no more of them within one another and no more signs than
    Excel takes; each formula has its present value beside it."""
    stored = openpyxl.load_workbook(path, data_only=True)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                bare = re.sub(r'"[^"]*"|\'[^\']*\'', "", cell.value)
                names = re.findall(r"([A-Z][A-Z.]*)\(", bare)
                assert set(names) <= FUNCTIONS, f"{sheet.title}!{cell.coordinate}: {set(names) - FUNCTIONS}"
                assert len(cell.value) <= 8192 and nesting(bare) <= 64, f"{sheet.title}!{cell.coordinate} is too long, or too deep"
                value = stored[sheet.title][cell.coordinate].value
                assert not (isinstance(value, str) and value.startswith("#")), f"{sheet.title}!{cell.coordinate} has {value}"


STATES = ("SHEET_ON_TRACK", "SHEET_AT_RISK", "SHEET_OFF_TRACK", "SHEET_MET", "SHEET_MISSED")


def language_of(path):
    """That of the text a workbook was built of."""
    name = path.name.split(".")[0] + ".remit"
    text = next(p for p in (HERE / name, PROJECT / "examples" / name) if p.exists())
    return catalogue.language_of(text.read_text(encoding="utf-8"))


def layouts(book, path):
    """A4, heads that stay and come again in print, names and hidden sheets; words and colours of states."""
    say = lambda key: catalogue.words(language_of(path), key)
    for sheet in book:
        assert len(sheet.title) <= 31 and sheet.page_setup.paperSize == 9 and sheet.oddFooter.left.text
        hidden = sheet.title.startswith("remit_")
        assert (sheet.sheet_state == "hidden") == hidden
        if not hidden and sheet.title != say("SELECTION_SHEET"):
            assert sheet.freeze_panes and sheet.print_title_rows
    if "remit_map" in book.sheetnames:
        for name in (say("SHEET_SUMMARY"), say("SHEET_KPIS")):
            conditions = [r for rules in book[name].conditional_formatting for r in rules.rules]
            assert {say(key) for key in STATES} <= {r.formula[0].strip('"') for r in conditions}


def parts(book, path):
    """Each part is XML that a strict reader takes; there is a chart for each KPI that has periods; no date but ours."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                xml.fromstring(archive.read(name))
        charts = sum(name.startswith("xl/charts/chart") for name in archive.namelist())
        assert all(i.date_time == (1980, 1, 1, 0, 0, 0) for i in archive.infolist())
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")
    if "remit_map" in book.sheetnames:
        kpis = {r[1] for r in map_of(book) if r[0] == "kpi"}
        assert charts >= len(kpis), f"{charts} charts for {len(kpis)} KPIs"


CHECKS = [locks, maps, rules, formulas, layouts, parts]


def test_examples(program, folder):
    texts = [HERE / "forms.remit", *sorted((PROJECT / "examples").glob("*.remit"))]
    for text in texts:
        made = build(program, text, folder)
        assert made.returncode == 0 and not made.stderr, f"{text.name}: {made.stderr}"
    for path in sorted(folder.glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        for check in CHECKS:
            yield f"{path.name}: {check.__name__}", lambda check=check, book=book, path=path: check(book, path)


# ---- Hostile text ----

def spoil(text, payload):
    """Every text of the agreement has the payload in front."""
    return re.sub(r'(?<!")"(?=[^"\n]*[a-z ][^"\n]*")(?!\w+/\w+")([^"\n]+)"', lambda m: f'"{payload}{m.group(1)}"', text)


def plain(payload):
    """The payload as it reads, and as openpyxl gives back what stands in XML."""
    text = re.sub(r"\\u\{(\w+)\}", lambda m: chr(int(m.group(1), 16)), payload)
    return text.replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"')


def texts_of(book):
    return [(cell.data_type, cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def unescaped(text):
    """What a reader shows for _xHHHH_; openpyxl leaves it as it is written, but for the escape of an escape."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda m: chr(int(m.group(1), 16)), text)


def hostile(program, folder, payload, title):
    text = (PROJECT / "examples/coffee-roaster.remit").read_text(encoding="utf-8")
    source = folder / f"{title}.remit"
    source.write_text(spoil(text, payload), encoding="utf-8")
    made = build(program, source, folder, "--force", "--emit", "scorecard.xlsx")
    assert made.returncode in (0, 1), made.stderr
    path = folder / f"{title}.scorecard.xlsx"
    if "error[E007]: there is no character" in made.stderr:  # no text of an agreement holds it
        return
    assert not re.search(r"^\[(WARNING|ERROR)\]", made.stderr, re.M), made.stderr
    book = openpyxl.load_workbook(path)
    parts(book, path)
    mark = plain(payload)
    found = 0
    for kind, value in texts_of(book):
        if kind == "f":
            named = len(mark) > 6 and mark.strip()[:60] in value.replace('""', '"') # shorter ones, such as +1, may be ours
            assert "Coffee" not in value and not named, value
        elif isinstance(value, str):
            found += mark in value or mark in unescaped(value)
    assert found > 20, f"the text was found {found} times"


def test_hostile(program, folder):
    for number, payload in enumerate(PAYLOADS):
        yield f"payload {payload[:20]!r}", lambda p=payload, n=number: hostile(program, folder, p, f"hostile{n}")


# ---- The library ----

def not_loaded():
    ldd = subprocess.run(["ldd", PROGRAM[0]], capture_output=True, text=True, check=False)
    assert "xlsxwriter" not in ldd.stdout and "crypto" not in ldd.stdout
    trace = subprocess.run(["strace", "-f", "-e", "trace=open,openat", PROGRAM[0], "check", str(PROJECT / "examples/tea.remit")],
                           capture_output=True, text=True, check=False)
    assert "tea.remit" in trace.stderr and "xlsxwriter" not in trace.stderr


def missing(folder):
    """A library that is none stands before the system's: all but the workbooks is written, and the status is 2."""
    fake = folder / "fake"
    fake.mkdir()
    name = next(n for n in re.findall(rb"libxlsxwriter[.\w]+", pathlib.Path(PROGRAM[0]).read_bytes()) if b"so" in n or b"dylib" in n)
    (fake / name.decode()).write_bytes(b"nothing")
    made = subprocess.run([PROGRAM[0], "build", "--level", "error", str(PROJECT / "examples/tea.remit"), "-o", str(folder / "out")],
                          capture_output=True, text=True, check=False, env={**os.environ, "LD_LIBRARY_PATH": str(fake)})
    assert made.returncode == 2, made.returncode
    assert "tea.scorecard.xlsx is not written" in made.stderr and "libxlsxwriter4" in made.stderr, made.stderr
    written = {p.name for p in (folder / "out").iterdir()}
    assert "tea.scorecard.html" in written and "tea.scorecard.xlsx" not in written


def nothing_to_say(folder):
    made = build(PROGRAM[0], PROJECT / "examples/tea.remit", folder / "none", "--emit", "selection.xlsx")
    assert made.returncode == 0 and "has nothing for it" in made.stderr, made.stderr


def inconsistent(folder):
    text = (PROJECT / "examples/tea.remit").read_text(encoding="utf-8")
    source = folder / "wrong.remit"
    source.write_text(re.sub(r"(?m)^(\s*product\s+)\d+%", r"\g<1>1%", text, count=1), encoding="utf-8")
    made = build(PROGRAM[0], source, folder, "--force", "--emit", "scorecard.xlsx")
    assert made.returncode == 1, made.stderr
    cells = [v for _, v in texts_of(openpyxl.load_workbook(folder / "wrong.scorecard.xlsx"))]
    assert any(isinstance(v, str) and v.startswith("Not consistent") for v in cells)


def full_disk(folder):
    """The library's temporary files are in /tmp: however little room is there, the workbook is whole or it is not written."""
    if subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode:
        return  # only root may mount
    text, out = PROJECT / "examples/tea.remit", PROJECT / "build-full-disk"
    whole = folder / "whole"
    assert build(PROGRAM[0], text, whole, "--emit", "scorecard.xlsx").returncode == 0
    try:
        for kib in range(16, 136, 12):
            script = f'mount -t tmpfs -o size={kib}k tmpfs /tmp && exec "$0" build --level error --emit scorecard.xlsx "$1" -o "$2"'
            if PROGRAM[0].startswith("/tmp/") or str(text).startswith("/tmp/"):
                return  # they would be out of sight
            made = subprocess.run(["unshare", "-m", "sh", "-c", script, PROGRAM[0], text, out], capture_output=True, check=False)
            written = out / "tea.scorecard.xlsx"
            assert made.returncode == (0 if written.exists() else 2), f"{kib} KiB: {made.returncode}"
            if written.exists():
                assert written.read_bytes() == (whole / "tea.scorecard.xlsx").read_bytes(), f"{kib} KiB"
                written.unlink()
    finally:
        shutil.rmtree(out, ignore_errors=True)


PROGRAM = []


def main(arguments):
    PROGRAM.append(str(pathlib.Path(arguments[0]).resolve()))
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="remit-xlsx-") as name:
        folder = pathlib.Path(name)
        cases = [("not loaded", not_loaded), ("missing", lambda: missing(folder)), ("nothing to say", lambda: nothing_to_say(folder)),
                 ("inconsistent", lambda: inconsistent(folder)), ("full disk", lambda: full_disk(folder))]
        (folder / "examples").mkdir()
        for title, case in [*cases, *test_examples(PROGRAM[0], folder / "examples"), *test_hostile(PROGRAM[0], folder)]:
            try:
                case()
                passed += 1
            except (AssertionError, OSError, KeyError, xml.ParseError, StopIteration) as fault:
                failed += 1
                print(f"{title}: {fault!r}"[:400])
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
