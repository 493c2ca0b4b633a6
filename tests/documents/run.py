#!/usr/bin/env python3
"""Opens the workbooks that documents are written as with openpyxl: run.py PROGRAM [NAME…]. Each function test_… is one case.

One document has all kinds of parts; the others are the reports that exist, of the examples. No cell holds a formula,
whatever a text says; figures and dates are such; names of sheets are as spreadsheets take them. The last line is
`N passed, N failed`."""
import datetime
import io
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as xml
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
HOME = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "shared"))
import cases  # noqa: E402
from spreadsheets import openpyxl  # noqa: E402

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
GREEN, AMBER, RED, GREY = "FFC6EFCE", "FFFFEB9C", "FFFFC7CE", "FFE7E6E6"


def written(program, *arguments):
    cases_program = pathlib.Path(program).parent / "unit" / "document_xlsx_cases"
    return subprocess.run([cases_program, *map(str, arguments)], capture_output=True, check=True).stdout


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def parts(program):
    return opened(written(program, "parts"))


def faults_of_workbook(data):
    """What holds of each workbook."""
    book, names = opened(data), set()
    for sheet in book:
        units = len(sheet.title.encode("utf-16-le")) // 2
        if not 0 < units <= 31 or re.search(r"[][:*?/\\]|^'|'$", sheet.title) or sheet.title.casefold() in names | {"history"}:
            yield f"no name of a sheet: {sheet.title!r}"
        names.add(sheet.title.casefold())
        if not sheet.protection.sheet or sheet.protection.password:
            yield f"{sheet.title} is not protected as usual"
        if str(sheet.page_setup.paperSize) != "9" or not sheet.sheet_properties.pageSetUpPr.fitToPage:
            yield f"{sheet.title} is not set up for A4"
        if "&P / &N" not in (sheet.oddFooter.right.text or "").replace("&[Page]", "&P").replace("&[Pages]", "&N"):
            yield f"{sheet.title} has no numbers of pages: {sheet.oddFooter.right.text}"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" or (not isinstance(cell, openpyxl.cell.MergedCell) and not cell.protection.locked):
                    yield f"{sheet.title}!{cell.coordinate} is a formula, or to be filled in"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                root = xml.fromstring(archive.read(name))
                for tag in ("f", "conditionalFormatting", "dataValidations"):
                    if root.find(f".//{MAIN}{tag}") is not None:
                        yield f"{name} holds <{tag}>"


def test_parts_are_a_sound_workbook(program, folder):
    data = written(program, "parts")
    yield from faults_of_workbook(data)
    if written(program, "parts") != data:
        yield "the same document gives other bytes"


def test_names_of_sheets(program, folder):
    names = [sheet.title for sheet in parts(program)]
    assert names == ["Scorecard", "Orders", "ORDERS (2)", "A very long name of a heading t", "-x------", "1", "History (2)",
                     "會員數" + "𠮷" * 14], names


def test_facts_are_figures_and_dates(program, folder):
    sheet = parts(program)["Scorecard"]
    rows = {row[0].value: row[1:] for row in sheet.iter_rows() if row[0].value}
    assert sheet["A1"].value == "Scorecard: Tea & <more>"
    assert "=SUM(A1)" in rows and "Draft: this has not been agreed yet." in rows
    assert rows["Total"][0].value == 1250000.5 and rows["Total"][0].number_format == '#,##0.0" TWD"'
    assert rows["Total"][1].value == "without tax"
    assert rows["Share"][0].value == 0.035 and rows["Share"][0].number_format == "0.0%"
    assert rows["Target"][0].value == 'at least 12,000 a "quoted" [Red] unit; @', rows["Target"][0].value
    assert rows["Period to"][0].value == datetime.datetime(2026, 3, 31)
    assert rows["Actual"][0].value == "12,345,678,901,234,567,890.5 orders", "a sheet would round it"
    assert rows["Status"][0].value == "off track" and rows["Status"][0].fill.fgColor.rgb == RED


def test_a_table_and_its_chart(program, folder):
    data = written(program, "parts")
    sheet = opened(data)["Orders"]
    head = [row for row in sheet.iter_rows() if row[0].value == "Period to"][0]
    assert [c.value for c in head[:4]] == ["Period to", "Planned (orders)", "Actual (orders)", "Status"]
    first = head[0].row + 1
    assert [sheet.cell(first + i, 3).value for i in range(6)] == [98, 140, 151, 230, None, None]
    assert [sheet.cell(first + i, 4).fill.fgColor.rgb for i in range(6)] == [GREEN, AMBER, RED, GREY, GREY, GREY]
    assert sheet.cell(first, 1).value == datetime.datetime(2026, 1, 31)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        chart = xml.fromstring(archive.read("xl/charts/chart1.xml"))
        drawing = archive.read("xl/drawings/drawing1.xml").decode("utf-8")
    assert chart.find(f".//{CHART}lineChart") is not None
    found = [f.text for f in chart.iter(f"{CHART}f")]
    assert found == [f"'Orders'!${c}${first}:${c}${first + 4}" for c in "ABAC"], found  # without the sum
    assert 'descr="Orders of six months"' in drawing
    row = int(re.search(r"<xdr:to>.*?<xdr:row>(\d+)</xdr:row>", drawing, re.S).group(1))
    assert row < head[0].row - 1, "the chart covers the table"


def test_a_long_table_keeps_its_head(program, folder):
    sheet = parts(program)["ORDERS (2)"]
    assert sheet.freeze_panes == "A3", sheet.freeze_panes
    assert sheet["A3"].value == "=1+2" and sheet["A4"].value == "+1" and sheet["A5"].value == '=HYPERLINK("http://x",1)'
    assert {sheet.cell(4 + i, 2).number_format for i in range(40)} == {'#,##0" TWD"', '#,##0" EUR"'}
    assert sheet["C4"].value == -0.125 and sheet["C4"].number_format == "0.0%"


def test_reports_of_the_examples(program, folder):
    for path in sorted((HOME / "examples").glob("*.remit")):
        for report in ("scorecard", "raci", "checklist", "agreement"):
            data = written(program, report, path)
            for fault in faults_of_workbook(data):
                yield f"{path.name}, {report}: {fault}"


def test_each_first_heading_has_its_sheet(program, folder):
    path = HOME / "examples" / "tea.remit"
    subprocess.run([program, "build", "--level", "error", path, "-o", folder], capture_output=True, check=False)
    for report in ("scorecard", "checklist", "agreement"):
        text = next(folder.glob(f"*.{report}.md")).read_text(encoding="utf-8")
        wanted = len(re.findall(r"^## ", text, re.M)) + 1
        found = len(opened(written(program, report, path)).worksheets)
        if found != wanted:
            yield f"{report}: {found} sheets, not {wanted}"


if __name__ == "__main__":
    sys.exit(cases.run(globals(), cases.program_of(sys.argv), sys.argv[2:]))
