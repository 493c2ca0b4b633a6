#!/usr/bin/env python3
"""What LibreOffice makes of the sheets: campaign.py PROGRAM [FOLDER]

The filled workbook of each example, saved again by LibreOffice, comes to what its figures come to in CSV; so it does when
LibreOffice made it an Excel workbook of the older kind and that one of the newer, or saved its own form in between. And
the sheet of figures (CSV) that is opened, filled in and saved in other places of the world comes back readable: dates and
numbers as they are written there. FOLDER keeps what was made. The last line is `N passed, N failed`."""
import pathlib
import re
import subprocess
import sys
import tempfile

import filling
from filling import CODE, EXAMPLES, PROJECT, Sheet, fill, openpyxl, score

# The language's number in LibreOffice, its separator, and how Excel shows a day there (LibreOffice leaves it as it was).
PLACES = {"en-US": (1033, ",", "m/d/yyyy"), "en-GB": (2057, ",", "dd/mm/yyyy"), "zh-TW": (1028, ",", "yyyy/m/d"),
          "bg-BG": (1026, ";", 'd.m.yyyy" г."'), "vi-VN": (1066, ";", "dd/mm/yyyy"), "de-DE": (1031, ";", "dd.mm.yyyy")}
XLSX = "xlsx:Calc MS Excel 2007 XML"


def office(profile, folder, form, paths, *options):
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", *options, "--convert-to", form,
                           "--outdir", str(folder), *map(str, paths)], capture_output=True, text=True, timeout=600, check=False)
    made = [folder / f"{p.stem}.{form.split(':')[0]}" for p in paths]
    assert all(m.exists() for m in made), f"soffice: {done.stdout}{done.stderr}"
    return made


def profile_of(folder, place):
    """A user of LibreOffice in this place."""
    profile = folder / f"profile-{place}"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
        f"<value>{place}</value></prop></item></oor:items>", encoding="utf-8")
    return profile


# ---- Workbooks ----

def resaved(program, folder):
    """Of each example, by way of three forms."""
    profile, filled = profile_of(folder, "en-US"), []
    for text in EXAMPLES:
        sheet = Sheet(program, text, folder)
        if sheet.rows:
            given = filling.figures_of(sheet, f"{text.stem} again")
            filled.append((sheet, fill(sheet, folder / f"{text.stem}.xlsx", given), given))
    paths = [path for _, path, _ in filled]
    ways = {"as it is": lambda: office(profile, folder / "as-it-is", XLSX, paths)}
    for form in ("xls:MS Excel 97", "ods"):
        way = form.split(":")[0]
        ways[f"by way of {way}"] = lambda f=form, w=way: office(profile, folder / f"by-{w}", XLSX, office(profile, folder / w, f, paths))
    for title, convert in ways.items():
        made = convert()
        for (sheet, _, given), path in zip(filled, made):
            yield f"{path.name} {title}", lambda s=sheet, p=path, g=given: filling.same_as_csv(program, s, p, g)


def typed(program, folder):
    """A workbook that nobody filled in but in LibreOffice: figures with their own styles, a day, a formula."""
    text = PROJECT / "examples" / "tea.remit"
    sheet = Sheet(program, text, folder)
    book = openpyxl.load_workbook(sheet.path)
    for name, date, value in (("clicks", "2026-01-31", "=20*21+0.5"), ("followers", "2026-01-31", 12000), ("editorial_plan", None, 1)):
        where, cell = sheet.cell(name, date)
        book[where][cell] = value
    path = folder / "typed.xlsx"
    book.save(path)
    made = office(profile_of(folder, "bg-BG"), folder / "typed", XLSX, [path])[0]
    done = score(program, text, made)
    assert "420.5 clicks" in done.stdout and "12,000 followers" in done.stdout, done.stdout + done.stderr
    assert "error[" not in done.stderr, done.stderr


# ---- The sheet of figures ----

def sheet_in_csv(sheet, program, folder):
    subprocess.run([program, "build", "--level", "error", "--emit", "actuals", str(sheet.text), "-o", str(folder)], check=True,
                   capture_output=True)
    return folder / f"{sheet.text.stem}.actuals.csv"


def type_in(path, given, day_format):
    """The figures beside the names and days, which LibreOffice read as days."""
    book = openpyxl.load_workbook(path)
    cells, wanted = book.active, {(r[0], r[1], r[2]): (r[5], figure, words) for r, figure, words in given if r[2]}
    found = 0
    for row in cells.iter_rows(min_row=2):
        kind, name, date = (c.value for c in row[:3])
        assert not isinstance(date, str), f"{date} was not read as a day"
        date = date.date().isoformat()
        if row[0].row % 2:
            row[2].number_format = day_format
        if (kind, name, date) not in wanted:
            continue
        unit, figure, words = wanted[kind, name, date]
        cells.cell(row[0].row, 4).value = int(figure) if figure == int(figure) else float(figure)
        if unit:
            cells.cell(row[0].row, 4).number_format = "0.00%"
        if words:
            cells.cell(row[0].row, 5).value = words
        found += 1
    assert found == len(wanted), f"{found} of {len(wanted)} figures have their row"
    book.save(path)


def taken_round(program, folder, place):
    """Opened in LibreOffice there, filled in, and saved as CSV there."""
    language, separator, day_format = PLACES[place]
    home = folder / place
    home.mkdir()
    sheet, profile = Sheet(program, PROJECT / "examples" / "tea.remit", home), profile_of(home, place)
    given = [g for g in filling.figures_of(sheet, "round") if g[0][2] and round(g[1], 2) == g[1] or g[0][5] == "percent" and g[0][2]]
    csv = sheet_in_csv(sheet, program, home)
    book = office(profile, home / "book", XLSX, [csv], f"--infilter=CSV:44,34,76,1,,{language},false,true")[0]
    type_in(book, given, day_format)
    options = f"{ord(separator)},34,76,1,,{language},false,true,false"
    made = office(profile, home / "saved", f"csv:Text - txt - csv (StarCalc):{options}", [book])[0]
    saved = made.read_text(encoding="utf-8-sig")
    assert ("," if separator == ";" else ".") in re.sub(r"[^,.]", "", "".join(re.findall(r"\d[.,]\d", saved))), "no decimals"
    if separator == ";":
        made.write_bytes(b"\xef\xbb\xbf" + made.read_bytes().replace(b"\n", b"\r\n"))
    wanted = home / "wanted.csv"
    wanted.write_text(filling.csv_of(given), encoding="utf-8")
    came, ours = (score(program, sheet.text, p, "--format", "json") for p in (made, wanted))
    assert came.stdout == ours.stdout and CODE.findall(came.stderr) == CODE.findall(ours.stderr), \
        f"{came.stderr[:1500]}\n{made.read_text(encoding='utf-8')[:400]}"


def cases(program, folder):
    yield "typed", lambda: typed(program, folder)
    for place in PLACES:
        yield place, lambda p=place: taken_round(program, folder, p)
    yield from resaved(program, folder)


def run(program, folder):
    passed = failed = 0
    for title, case in cases(program, folder):
        try:
            case()
            passed += 1
        except (AssertionError, OSError, KeyError, ValueError, subprocess.SubprocessError) as fault:
            failed += 1
            print(f"{title}: {fault!r}"[:2500])
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


def main(arguments):
    program = str(pathlib.Path(arguments[0]).resolve())
    if len(arguments) > 1:
        pathlib.Path(arguments[1]).mkdir(parents=True, exist_ok=True)
        return run(program, pathlib.Path(arguments[1]).resolve())
    with tempfile.TemporaryDirectory(prefix="remit-office-") as name:
        return run(program, pathlib.Path(name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
