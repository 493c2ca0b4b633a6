#!/usr/bin/env python3
"""Filled workbooks, read by `remit score`: run.py PROGRAM

The workbook that `remit build` writes for each example is filled in with openpyxl and comes to the same as its figures in
CSV; so it does however a program keeps it (texts of cells shared or not, prefixes, targets from the root, other names of
parts, days from 1904 on). What is no figure is a finding with its sheet and cell, in every format. The last line is
`N passed, N failed`."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.append("/usr/lib/python3/dist-packages")  # of Debian, where another Python comes first
import jsonschema

import filling
import hostile
from filling import CODE, EXAMPLES, PLACE, PROJECT, Sheet, changed, fill, openpyxl, parts_of, score, write_parts

SCHEMA = json.loads((PROJECT / "src" / "emit" / "findings.schema.json").read_text(encoding="utf-8"))


def expect(done, status, *words, codes=None):
    said = "\n".join(line for line in done.stderr.splitlines() if re.match(r"(error|warning|info)\[(?!D007)| *-->", line))
    assert done.returncode == status, f"status {done.returncode}, not {status}: {said}"
    for word in words:
        assert word in done.stderr, f"{word!r} is not in: {said}"
    if codes is not None:
        found = [c for c in CODE.findall(done.stderr) if c not in ("D007", "D009")]
        assert found == codes, f"{found}, not {codes}: {said}"


# ---- The same as CSV ----

def examples(program, folder):
    for text in EXAMPLES:
        sheet = Sheet(program, text, folder)
        if not sheet.rows:
            continue
        for seed in range(3):
            given = filling.figures_of(sheet, f"{text.stem} {seed}")
            path = folder / f"{text.stem}.{seed}.xlsx"
            yield f"{text.stem} {seed}", lambda s=sheet, p=path, g=given: filling.same_as_csv(program, s, fill(s, p, g), g)
        judged = sorted({r[2] for r in sheet.rows if r[2]})[3]
        given = filling.figures_of(sheet, f"{text.stem} judged")
        path = folder / f"{text.stem}.judged.xlsx"
        yield (f"{text.stem} judged on a day",
               lambda s=sheet, p=path, g=given, j=judged: filling.same_as_csv(program, s, fill(s, p, g, j), g, j))


class Case:
    """The tea's workbook, in which some figures were filled in."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.sheet = Sheet(program, PROJECT / "examples" / "tea.remit", folder)
        self.given = filling.figures_of(self.sheet, "tea")
        self.path = folder / "plan.scorecard.xlsx"
        filling.with_shared_texts(fill(self.sheet, self.path, self.given), self.path)
        self.made = folder / "made.xlsx"

    def score(self, *options, path=None, **more):
        return score(self.program, self.sheet.text, path or self.made, *options, **more)

    def same(self, path=None):
        filling.same_as_csv(self.program, self.sheet, path or self.made, self.given)

    def only(self, cells, **more):
        """A workbook with nothing filled in but these cells: {(sheet, cell): what stands in it}."""
        book = openpyxl.load_workbook(self.sheet.path)
        for (name, cell), value in cells.items():
            book[name][cell] = value
        for name, cell in more.get("formats", {}):
            book[name][cell].number_format = more["formats"][name, cell]
        book.save(self.made)
        return self.made

    def clicks(self, value, number_format=None):
        """The figure of January's clicks, and where it stands."""
        place = self.sheet.cell("clicks", "2026-01-31")
        self.only({place: value}, formats={place: number_format} if number_format else {})
        return "{}!{}".format(*place)


# ---- However a program keeps it ----

def keeps_texts_in_cells(case):
    """As programs do that write no list of shared texts."""
    parts = parts_of(case.path)
    texts = [re.sub(r"<[^>]+>", "", t) for t in re.findall(r"<si>(.*?)</si>", parts.pop("xl/sharedStrings.xml").decode(), re.S)]
    for name in list(parts):
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = re.sub(r'<c ([^>]*)t="s"([^>]*)><v>(\d+)</v></c>',
                                 lambda m: f'<c {m[1]}t="inlineStr"{m[2]}><is><r><t xml:space="preserve">{texts[int(m[3])]}</t></r></is></c>',
                                 parts[name].decode()).encode()
    parts["xl/_rels/workbook.xml.rels"] = re.sub(rb"<Relationship [^>]*sharedStrings[^>]*/>", b"", parts["xl/_rels/workbook.xml.rels"])
    write_parts(case.made, parts)
    case.same()


def has_other_names(case):
    """Prefixes, targets from the root, parts of other names, no addresses of cells that follow one another."""
    parts = parts_of(case.path)
    rels = parts["xl/_rels/workbook.xml.rels"].decode()
    rels = re.sub(r'Target="/?(?:xl/)?(worksheets/)sheet(\d+)', r'Target="/xl/./x/../\1Blatt \2', rels)
    rels = re.sub(r'Target="/?(?:xl/)?sharedStrings', 'Target="../xl/texts/Strings', rels)
    parts["xl/_rels/workbook.xml.rels"] = rels.encode()
    made = {}
    for name, data in parts.items():
        name = re.sub(r"^xl/worksheets/sheet(\d+)", r"xl/worksheets/BLATT \1", name)
        made[name.replace("xl/sharedStrings", "xl/texts/Strings")] = data
        if name.startswith(("xl/worksheets/BLATT", "xl/workbook.xml", "xl/sharedStrings")):
            text = re.sub(r"<(/?)([a-zA-Z]+)(?=[\s/>])", r"<\1x:\2", data.decode()).replace("xmlns=", "xmlns:x=")
            made[name.replace("xl/sharedStrings", "xl/texts/Strings")] = text.encode()
    write_parts(case.made, made)
    case.same()


def is_in_utf16(case):
    parts = parts_of(case.path)
    for name in ("xl/workbook.xml", "xl/sharedStrings.xml"):
        parts[name] = re.sub(r"^<\?xml[^>]*\?>", "", parts[name].decode()).encode("utf-16")
    write_parts(case.made, parts)
    case.same()


def keeps_seventeen_digits(case):
    """As Excel writes numbers: all that binary floating point holds."""
    parts = parts_of(case.path)
    for name in list(parts):
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = re.sub(r"<v>(\d+\.\d+)</v>", lambda m: f"<v>{float(m[1]):.16E}</v>", parts[name].decode()).encode()
    write_parts(case.made, parts)
    case.same()


def counts_days_from_1904(case):
    book = openpyxl.load_workbook(case.path)
    book[case.sheet.judged[0]][case.sheet.judged[1]] = 46112 - 1462  # 2026-03-31
    book.save(case.made)
    done = case.score("--format", "json", path=changed(case.made, case.made, "xl/workbook.xml", "<workbookPr", '<workbookPr date1904="1"'))
    assert json.loads(done.stdout)["as_of"] == "2026-03-31", done.stdout[:100]


def may_be_beside_others(case):
    """Several files of both kinds; a workbook is told by what is in it."""
    half = len(case.given) // 2
    given, case.given = case.given, case.given[:half]
    book = fill(case.sheet, case.folder / "half.csv", case.given)
    other = case.folder / "other.xlsx"
    other.write_text(filling.csv_of(given[half:]), encoding="utf-8")
    case.given = given
    wanted = case.folder / "all.csv"
    wanted.write_text(filling.csv_of(given), encoding="utf-8")
    assert case.score("--format", "json", path=[book, other]).stdout == case.score("--format", "json", path=wanted).stdout


KEEPING = [keeps_texts_in_cells, has_other_names, is_in_utf16, keeps_seventeen_digits, counts_days_from_1904, may_be_beside_others]


# ---- What stands in a cell ----

def actual_of(case):
    done = case.score("--format", "json")
    assert done.returncode in (0, 1), done.stderr
    return next(k for k in json.loads(done.stdout)["kpis"] if k["name"] == "clicks")["actual"]


def reads_what_is_typed(case):
    for value, wanted in (("2,4", 2.4), ("1.5", 1.5), (" 7 ", 7), (0.1 + 0.2, 0.3), (1.234, 1.234), (1e15, 1e15), (-0.0, 0), ("７", 7)):
        case.clicks(value)
        assert actual_of(case) == wanted, (value, actual_of(case))


def refuses_what_is_no_figure(case):
    for value, number_format, code, word in (
            ("1.234", None, "D004", "two readings"), ("a lot", None, "D004", "a lot"), (True, None, "D004", "TRUE"),
            (46112, "d.m.yyyy", "D004", "2026-03-31"), (0.5, "[h]:mm", "D004", "a date or a time"), (0.5, "0%", "D004", "%"),
            ("3/4", None, "D004", "3/4"), ("=1+1", None, "D004", "keep what it gives"), (1e300, None, "D004", "plain number"),
            (-3, None, "D004", "under 0"), ("12\n13", None, "D004", "12")):
        place = case.clicks(value, number_format)
        done = case.score()
        expect(done, 1, word, codes=[code])
        assert PLACE.findall(done.stderr)[0] == f"{case.made}: {place}", done.stderr


def takes_what_a_formula_gave(case):
    place = case.clicks("=6*7")
    cell = place.split("!")[1]
    changed(case.made, case.made, "xl/worksheets/sheet2.xml", rf'(<c r="{cell}"[^>]*><f>6\*7</f>)<v ?/?>(</v>)?', r"\1<v>42</v>")
    assert actual_of(case) == 42
    changed(case.made, case.made, "xl/worksheets/sheet2.xml", rf'(<c r="{cell}" s="\d+")([^>]*><f>6\*7</f>)<v>42</v>', r'\1 t="e"><f>1/0</f><v>#DIV/0!</v>')
    expect(case.score(), 1, "#DIV/0!", f": {place}", codes=["D004"])


def wants_a_sign_of_shares(case):
    place = case.sheet.cell("editorial_plan")
    case.only({place: 0.5, case.sheet.cell("clicks", "2026-01-31"): 5}, formats={place: "General"})
    expect(case.score(), 1, "`%`", codes=["D004"])


def wants_a_day_for_what_is_done(case):
    case.only({case.sheet.cell("editorial_plan"): 1})
    expect(case.score(), 1, "has no date", codes=["D005"])
    expect(case.score("--as-of", "2026-06-30"), 0, codes=[])


def names_a_day_that_is_none(case):
    case.only({case.sheet.judged: "soon"})
    expect(case.score(), 1, "soon", f": {'!'.join(case.sheet.judged)}", codes=["D005"])


def is_of_another_version(case):
    text = case.folder / "plan.remit"
    text.write_text(case.sheet.text.read_text(encoding="utf-8").replace("20_000", "21_000"), encoding="utf-8")
    done = score(case.program, text, case.path)
    expect(done, done.returncode, "warning[D010]", "--> ", "remit_map!B4", "--emit scorecard.xlsx")
    assert done.stderr.count("D010") == 1


def names_what_is_gone(case):
    text = case.folder / "plan.remit"
    text.write_text(case.sheet.text.read_text(encoding="utf-8").replace("kpi clicks ", "kpi visits ").replace("clicks /", "visits /")
                    .replace("/ clicks", "/ visits"), encoding="utf-8")
    case.clicks(5)
    done = score(case.program, text, case.made)
    expect(done, 1, "KPIs!E7", codes=["D010", "D002"])


def leaves_what_is_empty(case):
    done = case.score("--format", "json", path=case.sheet.path)
    expect(done, 0, codes=[])
    assert json.loads(done.stdout)["as_of"] is None and not done.stderr


def says_that_a_sheet_is_gone(case):
    book = openpyxl.load_workbook(case.path)
    book["KPIs"].title = "KPIs of 2026"
    book.save(case.made)
    done = case.score()
    expect(done, done.returncode, "`KPIs`", "remit_map!E", codes=["D001"])


def has_its_place_in_every_format(case):
    case.clicks("a lot")
    book = openpyxl.load_workbook(case.made)
    book["KPIs"].title = "The 'KPIs' ‮"
    for row in book["remit_map"].iter_rows(min_row=6, min_col=4, max_col=4):
        if row[0].value == "KPIs":
            row[0].value = "The 'KPIs' ‮"
    book.save(case.made)
    cell = case.sheet.cell("clicks", "2026-01-31")[1]
    for name in ("ndjson", "sarif", "junit", "github", "gitlab", "md"):
        out = case.score("--format", name).stdout
        assert f"!{cell}" in out and "KPIs" in out, f"{name}: {out[-800:]}"
    one = json.loads(case.score("--format", "ndjson").stdout.splitlines()[0])
    finding = next(part for part in SCHEMA["$defs"].values() if part.get("$anchor") == "finding")
    jsonschema.Draft202012Validator({**finding, "$defs": SCHEMA["$defs"]}).validate(one)
    row, column = int(re.sub(r"\D", "", cell)), ord(cell[0]) - ord("A") + 1
    assert (one["line"], one["column"], one["cell"]) == (row, column, f"'The ''KPIs'' ‮'!{cell}"), one
    result = json.loads(case.score("--format", "sarif").stdout)["runs"][0]["results"][0]
    location = result["locations"][0]
    region = location["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (row, column, row, column + 1)
    assert location["logicalLocations"][0]["fullyQualifiedName"] == one["cell"]
    assert "‮" not in case.score("--format", "text").stderr


CELLS = [reads_what_is_typed, refuses_what_is_no_figure, takes_what_a_formula_gave, wants_a_sign_of_shares,
         wants_a_day_for_what_is_done, names_a_day_that_is_none, is_of_another_version, names_what_is_gone, leaves_what_is_empty,
         says_that_a_sheet_is_gone, has_its_place_in_every_format]


# ---- The libraries ----

def missing(case):
    """Libraries that are none stand before the system's: a sentence says what to install, and CSV is read all the same."""
    fake = case.folder / "fake"
    fake.mkdir()
    csv = case.folder / "figures.csv"
    csv.write_text(filling.csv_of(case.given), encoding="utf-8")
    program = pathlib.Path(case.program).read_bytes()
    for word in (rb"libminizip[.\w]*", rb"libexpat[.\w]*"):
        name = next(n for n in re.findall(word, program) if b".so" in n or b"dylib" in n).decode()
        (fake / name).write_bytes(b"nothing")
        environment = {**os.environ, "LD_LIBRARY_PATH": str(fake)}
        done = case.score(path=case.path, env=environment)
        expect(done, 2, "minizip", "libexpat1", case.path.name)
        assert not done.stdout and case.score(path=csv, env=environment).returncode in (0, 1)
        (fake / name).unlink()


def not_loaded(case):
    ldd = subprocess.run(["ldd", case.program], capture_output=True, text=True, check=False)
    assert "minizip" not in ldd.stdout and "expat" not in ldd.stdout
    csv = case.folder / "figures.csv"
    csv.write_text(filling.csv_of(case.given), encoding="utf-8")
    trace = subprocess.run(["strace", "-f", "-e", "trace=open,openat", case.program, "score", str(case.sheet.text), str(csv)],
                           capture_output=True, text=True, check=False)
    assert "figures.csv" in trace.stderr and "minizip" not in trace.stderr and "expat" not in trace.stderr


def main(arguments):
    program = str(pathlib.Path(arguments[0]).resolve())
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="remit-workbooks-") as name:
        folder = pathlib.Path(name)
        case = Case(program, folder)
        cases = [(c.__name__, lambda c=c: c(case)) for c in [*KEEPING, *CELLS, not_loaded, missing]]
        for title, run in [*cases, *hostile.cases(case, expect), *examples(program, folder)]:
            if arguments[1:] and not any(word in title for word in arguments[1:]):
                continue
            try:
                run()
                passed += 1
            except (AssertionError, OSError, KeyError, ValueError, StopIteration, subprocess.SubprocessError, jsonschema.ValidationError) as fault:
                failed += 1
                print(f"{title}: {fault!r}"[:1500])
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
