"""Workbooks as `remit build` writes them, filled in, and the same figures as CSV."""
import datetime
import pathlib
import random
import re
import subprocess
import sys
import zipfile
from decimal import Decimal

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
sys.path.append(str(HERE.parent / "shared"))
from spreadsheets import openpyxl  # noqa: E402
EXAMPLES = sorted((PROJECT / "examples").glob("*.remit"))
CODE = re.compile(r"^(?:error|warning|info)\[([A-Z]\d{3})\]", re.M)
PLACE = re.compile(r"^ *--> (.*)$", re.M)
HEAD = "kind,name,date,value,note\n"


class Sheet:
    """A scorecard that nobody filled in yet: its cells by what they are of."""

    def __init__(self, program, text, folder):
        self.text = text
        subprocess.run([program, "build", "--level", "error", "--emit", "scorecard.xlsx", str(text), "-o", str(folder)], check=True,
                       capture_output=True)
        self.path = folder / f"{text.stem}.scorecard.xlsx"
        self.rows = []
        book = openpyxl.load_workbook(self.path)
        if "remit_map" in book.sheetnames:
            self.rows = [r for r in book["remit_map"].iter_rows(min_row=6, max_col=7, values_only=True) if r[0]]
        self.judged = next(((r[3], r[4]) for r in self.rows if r[1] == "as_of"), None)

    def cell(self, name, date=None):
        """The sheet and the cell of a figure."""
        return next((r[3], r[4]) for r in self.rows if r[1] == name and (date is None or r[2] == date))


def figure_for(kind, unit, chance):
    if kind == "posts":
        return Decimal(chance.randrange(30))
    if kind == "spend":
        return Decimal(chance.randrange(900000)) / 100
    if unit == "percent":
        return Decimal(chance.randrange(10001)) / 10000
    return Decimal(chance.choice([1, 2, 3, 4, 5, "1.234", "4.9", "2.75", "3.000001"]))


def figures_of(sheet, seed):
    """What is typed in: the map's rows with a figure and a note each; up to a day, with gaps."""
    chance = random.Random(seed)
    dates = sorted({r[2] for r in sheet.rows if r[2]})
    last = chance.choice(dates[len(dates) // 4:])
    given = []
    for row in sheet.rows:
        kind, _, date, _, _, unit, note = row
        if kind != "note" and (date or "") <= last and chance.random() < 0.85:
            given.append((row, figure_for(kind, unit, chance), "seen by Mei, \"as is\"" if note and chance.random() < 0.2 else ""))
    return given


def fill(sheet, path, given, judged=None):
    book = openpyxl.load_workbook(sheet.path)
    for (_, _, _, name, cell, _, note), figure, words in given:
        book[name][cell] = int(figure) if figure == int(figure) else float(figure)
        if words:
            book[name][note] = words
    if judged:
        book[sheet.judged[0]][sheet.judged[1]] = datetime.datetime.fromisoformat(judged)
    book.save(path)
    return path


def csv_of(given, judged=None):
    """What is done of a thing is of the day that is judged, or of that of the latest figure."""
    latest = judged or max((row[2] for row, *_ in given if row[2]), default="")
    lines = []
    for (kind, name, date, _, _, unit, _), figure, words in given:
        value = f"{(figure * 100).normalize():f}%" if unit == "percent" else f"{figure:f}"
        if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", value):
            value += "0"  # else it might be thousands
        quoted = '"' + words.replace('"', '""') + '"' if words else ""
        lines.append(f"{kind},{name},{date or latest},{value},{quoted}\n")
    return HEAD + "".join(lines)


def score(program, text, figures, *options, **more):
    command = [program, "score", str(text), *map(str, figures if isinstance(figures, (list, tuple)) else [figures]), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, **{"timeout": 120, **more})


def result_of(done):
    assert done.returncode in (0, 1) and done.stdout, f"status {done.returncode}: {done.stderr}"
    return done.stdout, sorted(CODE.findall(done.stderr))


def same_as_csv(program, sheet, path, given, judged=None):
    """The workbook and its figures as CSV come to the same, and find the same wrong."""
    csv = path.with_suffix(".csv")
    csv.write_text(csv_of(given, judged), encoding="utf-8")
    came = result_of(score(program, sheet.text, path, "--format", "json"))
    wanted = result_of(score(program, sheet.text, csv, "--format", "json", *(["--as-of", judged] if judged else [])))
    assert came == wanted, f"{path.name}: {came[1]} and {wanted[1]}\n{came[0][:600]}\n{wanted[0][:600]}"


# ---- Archives ----

def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def with_shared_texts(source, path):
    """As Excel and LibreOffice keep texts, whatever openpyxl did: in a list of their own."""
    parts, texts = parts_of(source), []

    def share(match):
        texts.append(match[3])
        return f'<c {match[1]}t="s"{match[2]}><v>{len(texts) - 1}</v></c>'

    if "xl/sharedStrings.xml" not in parts:
        for name in sorted(parts):
            if name.startswith("xl/worksheets/sheet"):
                cells = r'<c ([^>]*)t="inlineStr"([^>]*)><is>(<t[^>]*>[^<]*</t>)</is></c>'
                parts[name] = re.sub(cells, share, parts[name].decode("utf-8")).encode("utf-8")
        listed = "".join(f"<si>{text}</si>" for text in texts)
        parts["xl/sharedStrings.xml"] = ('<?xml version="1.0" encoding="UTF-8"?><sst xmlns="http://schemas.openxmlformats.org/'
                                         f'spreadsheetml/2006/main">{listed}</sst>').encode("utf-8")
        rels = parts["xl/_rels/workbook.xml.rels"]
        parts["xl/_rels/workbook.xml.rels"] = rels.replace(
            b"</Relationships>", b'<Relationship Id="rIdTexts" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
            b'officeDocument/2006/relationships/sharedStrings"/></Relationships>')
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'spreadsheetml.sharedStrings+xml"/></Types>')
    return write_parts(path, parts)


def changed(source, path, part, old, new, count=1):
    """The workbook with a piece of one of its parts as another."""
    parts = parts_of(source)
    text = parts[part].decode("utf-8")
    made = re.sub(old, new, text, count=count)
    assert made != text, f"{old} is not in {part}"
    parts[part] = made.encode("utf-8")
    return write_parts(path, parts)
