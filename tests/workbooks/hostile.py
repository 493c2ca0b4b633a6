"""Files that are no workbook, or one that is made to do harm: each is said, quickly and in bounded memory."""
import os
import random
import resource
import struct
import zipfile
import zlib

from filling import parts_of, write_parts

SECONDS, MEMORY = 20, 1 << 30
SHEET = "xl/worksheets/sheet2.xml"
MIB = 1 << 20


def bounded(case, path=None, seconds=SECONDS, memory=MEMORY):
    """What comes of a file: never a crash, a hang, or memory without end."""
    slow = "ASAN_OPTIONS" in os.environ
    limit = None if slow else lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    before = {p.name for p in case.folder.iterdir()}
    done = case.score("--as-of", "2026-06-30", path=path, timeout=SECONDS if slow else seconds, preexec_fn=limit)
    assert done.returncode in (0, 1), f"status {done.returncode}: {done.stderr[:400]}"
    assert {p.name for p in case.folder.iterdir()} == before, "a file was written"
    return done


def with_part(case, name, data):
    write_parts(case.made, {**parts_of(case.path), name: data})


def without(case, *names):
    write_parts(case.made, {n: d for n, d in parts_of(case.path).items() if n not in names})


def wrap(cells):
    return (f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData>'
            "</worksheet>").encode()


# ---- The archive ----

def cut_short(case):
    data = case.path.read_bytes()
    for length in (4, 5, 30, 100, len(data) // 3, len(data) // 2, len(data) - 100, len(data) - 23):
        case.made.write_bytes(data[:length])
        yield bounded(case), 1, "damaged or cut short"


def nothing_but_its_end(case):
    case.made.write_bytes(b"PK\5\6" + bytes(18))
    yield bounded(case), 1, "D001"


def bytes_are_changed(case):
    """Whatever is changed in it: a finding, or figures."""
    data, chance = case.path.read_bytes(), random.Random(5)
    for _ in range(120):
        made = bytearray(data)
        for _ in range(chance.choice([1, 3, 20])):
            made[chance.randrange(len(made))] = chance.randrange(256)
        case.made.write_bytes(bytes(made))
        bounded(case)
    end = data.rindex(b"PK\5\6")
    start = struct.unpack_from("<I", data, end + 16)[0]
    for _ in range(120):  # in the list of parts
        made = bytearray(data)
        for _ in range(chance.choice([1, 2, 5])):
            made[chance.randrange(start, len(made))] = chance.choice([0, 1, 127, 128, 255])
        case.made.write_bytes(bytes(made))
        bounded(case)
    return []


def an_archive_of_something_else(case):
    write_parts(case.made, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"})
    yield bounded(case), 1, "no workbook as Excel saves it"
    without(case, "xl/workbook.xml")
    yield bounded(case), 1, "no workbook as Excel saves it"
    without(case, "xl/_rels/workbook.xml.rels")
    yield bounded(case), 1, "no workbook"


def parts_are_missing(case):
    without(case, SHEET)
    yield bounded(case), 1, "damaged"
    without(case, "xl/sharedStrings.xml")
    yield bounded(case), 1, "damaged"


def a_part_twice(case):
    parts = parts_of(case.path)
    with zipfile.ZipFile(case.made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        archive.writestr(SHEET.upper(), parts[SHEET])
    yield bounded(case), 1, "damaged"


def parts_over_one_another(case):
    """All names of sheets in the list of parts lead to one and the same part."""
    data = bytearray(case.path.read_bytes())
    end = data.rindex(b"PK\5\6")
    at, places = struct.unpack_from("<I", data, end + 16)[0], []
    while data[at:at + 4] == b"PK\1\2":
        name, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        if data[at + 46:at + 46 + name].startswith(b"xl/worksheets/sheet"):
            places.append(at)
        at += 46 + name + extra + comment
    for place in places:
        data[place + 16:place + 28] = data[places[0] + 16:places[0] + 28]
        data[place + 42:place + 46] = data[places[0] + 42:places[0] + 46]
    case.made.write_bytes(bytes(data))
    yield bounded(case), 1, "D001"


def a_wrong_sum(case):
    data = bytearray(case.path.read_bytes())
    end = data.rindex(b"PK\5\6")
    at = struct.unpack_from("<I", data, end + 16)[0]
    while data[at:at + 4] == b"PK\1\2":
        name, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        if data[at + 46:at + 46 + name] == SHEET.encode():
            local = struct.unpack_from("<I", data, at + 42)[0]
            data[at + 16] ^= 1
            data[local + 14] ^= 1
        at += 46 + name + extra + comment
    case.made.write_bytes(bytes(data))
    yield bounded(case), 1, "damaged"


def encrypted(case):
    data = bytearray(case.path.read_bytes())
    at = struct.unpack_from("<I", data, data.rindex(b"PK\5\6") + 16)[0]
    data[at + 8] |= 1
    case.made.write_bytes(bytes(data))
    yield bounded(case), 1, "password"


def an_old_workbook(case):
    case.made.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000))
    yield bounded(case), 1, "old form (.xls), or one with a password"


def many_parts(case):
    parts = parts_of(case.path)
    with zipfile.ZipFile(case.made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        for number in range(10_001):
            archive.writestr(f"a/{number}", b"")
    yield bounded(case), 1, "more than 10,000 parts"


def paths_out_of_it(case):
    """Names of parts and targets that lead elsewhere are names of nothing."""
    parts = parts_of(case.path)
    parts["../../../evil.txt"] = parts["/etc/evil"] = b"evil"
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(b'Target="', b'Target="../../../../etc/')
    write_parts(case.made, parts)
    yield bounded(case), 1, "D001"
    parts = parts_of(case.path)
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(b"Target=", b'TargetMode="External" Target=')
    write_parts(case.made, parts)
    yield bounded(case), 1, "D001"


# ---- Sizes ----

def swollen(case):
    with_part(case, SHEET, wrap(" " * (60 * MIB)))
    yield bounded(case), 1, "E009"
    with_part(case, "xl/sharedStrings.xml", b"<sst>" + b"<si><t>" + b"x" * (60 * MIB) + b"</t></si></sst>")
    yield bounded(case), 1, "E009"


def large(case):
    """It expands no more than others do, and has more than is read."""
    chance = random.Random(3)
    line = bytes(chance.choice(b"0123456789abcdefghijklmnop") for _ in range(MIB))
    noise = b"".join(b"<row><c><v>" + line[i:i + 6000] + b"</v></c></row>" for i in range(0, MIB, 6000))
    data = wrap("").replace(b"<sheetData>", b"<sheetData>" + noise * 80)
    with zipfile.ZipFile(case.made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in {**parts_of(case.path), SHEET: data}.items():
            archive.writestr(name, part)
    if case.made.stat().st_size > 16 * MIB:
        yield bounded(case), 1, "larger than 16 MiB"
    else:
        yield bounded(case), 1, "larger than 64 MiB"


def many_cells(case):
    with_part(case, SHEET, wrap("<row>" + "<c/>" * 5_100_000 + "</row>"))
    yield bounded(case), 1, "E009"
    with_part(case, "xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 1_100_000 + b"</sst>")
    yield bounded(case), 1, "E009"


def a_size_that_lies(case):
    """The list says less than the part comes to."""
    data = bytearray(case.path.read_bytes())
    at = struct.unpack_from("<I", data, data.rindex(b"PK\5\6") + 16)[0]
    while data[at:at + 4] == b"PK\1\2":
        name, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        if data[at + 46:at + 46 + name] == SHEET.encode():
            local = struct.unpack_from("<I", data, at + 42)[0]
            struct.pack_into("<I", data, at + 24, 100)
            struct.pack_into("<I", data, local + 22, 100)
        at += 46 + name + extra + comment
    case.made.write_bytes(bytes(data))
    yield bounded(case), 1, "D001"


# ---- XML ----

def types_and_entities(case):
    lol = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(97 + i)} "{("&" + chr(96 + i) + ";") * 10}">' for i in range(1, 10))
    for kind in (f"<!DOCTYPE x [{lol}]>", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE x SYSTEM "http://x/y">',
                 "<!DOCTYPE x>"):
        for part in ("xl/workbook.xml", "_rels/.rels", SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"):
            data = parts_of(case.path)[part]
            with_part(case, part, data.replace(b"?>", b"?>" + kind.encode(), 1) if b"?>" in data[:100] else kind.encode() + data)
            yield bounded(case), 1, "is not as workbooks have it"


def broken(case):
    for data in (b"", b"x", b"<a>", b"<a/><b/>", b"<a>\0</a>", b"<a>\x01</a>", b"<a>&nbsp;</a>", b"<a>\xff\xfe</a>",
                 b'<?xml version="1.0" encoding="nonsense"?><a/>', b"<p:a/>", "<a/>".encode("utf-32")):
        for part in (SHEET, "xl/workbook.xml", "xl/styles.xml"):
            with_part(case, part, data)
            yield bounded(case), 1, "D001"


def deep(case):
    with_part(case, SHEET, wrap("<a>" * 100_000 + "</a>" * 100_000))
    yield bounded(case), 1, "is not as workbooks have it"


def long_pieces(case):
    """A comment, a name, an attribute of many MiB that is fed piece by piece."""
    noise = zlib.compress(random.Random(1).randbytes(6 * MIB)).hex()
    for piece in (f"<!--{noise}-->", f'<a b="{noise}"/>', f"<a{noise}/>", f"<?a {noise}?>"):
        with_part(case, SHEET, wrap(piece))
        yield bounded(case), 1, "D001"
    with_part(case, SHEET, wrap("<a " + " ".join(f'b{i}="1"' for i in range(60_000)) + "/>"))
    bounded(case)


def odd_addresses(case):
    for cell in ('<c r="E0"/>', '<c r="ZZZZ1"/>', '<c r="XFE1"/>', '<c r="E1048577"/>', '<c r="e7"/>', '<c r=""/>', '<c r="E-7"/>'):
        with_part(case, SHEET, wrap(f'<row r="7">{cell}</row>'))
        yield bounded(case), 1, "damaged"
    for row in ("0", "-1", "1048577", "99999999999999999999", "x"):
        with_part(case, SHEET, wrap(f'<row r="{row}"><c><v>1</v></c></row>'))
        yield bounded(case), 1, "damaged"


def odd_cells(case):
    sheet, cell = case.sheet.cell("clicks", "2026-01-31")
    assert sheet == "KPIs"
    wrong = ('t="s"><v>99999999</v>', 't="s"><v>-1</v>', 't="s"><v>x</v>')
    for piece in wrong:
        with_part(case, SHEET, wrap(f'<row r="7"><c r="{cell}" {piece}</c></row>'))
        yield bounded(case), 1, "damaged"
    for piece, word in (('><v>1e</v>', "D004"), ('><v>..</v>', "D004"), ('><v>1E99999999999</v>', "D004"), ('><v>NaN</v>', "D004"),
                        ('t="?"><v>x</v>', "D004"), ('t="inlineStr"><is><t>_x0000_1</t></is>', "D004"),
                        ('t="d"><v>2026-03-31T00:00:00</v>', "2026-03-31"), (f'><v>{"9" * 5000}</v>', "D004"),
                        ('s="99999999999999999999"><v>-7</v>', "D004"), ('t="str"><v>&lt;b&gt;</v>', "<b>"),
                        ('><v>1</v><v>2x</v>', "12x")):
        with_part(case, SHEET, wrap(f'<row r="7"><c r="{cell}" {piece}</c></row>'))
        yield bounded(case), 1, word


MAP = "xl/worksheets/sheet8.xml"
FACTS = [("remit_scorecard", "1"), ("agreement", "a"), ("version", ""), ("fingerprint", "f" * 64),
         ("kind", "name", "date", "sheet", "cell", "unit", "note")]


def rows(lines):
    inline = lambda *words: "".join(f'<c t="inlineStr"><is><t>{w}</t></is></c>' for w in words)
    return wrap("".join(f"<row>{inline(*line)}</row>" for line in lines))


def odd_maps(case):
    parts, name, facts = parts_of(case.path), MAP, FACTS
    assert b"fingerprint" in parts["xl/sharedStrings.xml"] and name in parts
    for lines, word in (([], "edition of Remit"), (facts[1:], "edition of Remit"), ([("remit_scorecard", "2"), *facts[1:]], "edition of Remit"),
                        ([*facts, ("kpi", "clicks", "2026-01-31", "KPIs", "nowhere", "", "")], "names no cell"),
                        ([*facts, ("kpi", "clicks", "2026-01-31", "remit_map", "A1", "", "A1")], "D004"),
                        ([*facts, *[("kpi", "clicks", "2026-01-31", "Gone", "E7", "", "")] * 9], "`Gone`"),
                        ([*facts, ("kpi", "x" * 40_000, "2026-01-31", "remit_map", "A1", "", "")], "D0"),
                        ([*facts, *[("kpi", "nothing", "2026-01-31", "remit_map", "A1", "", "")] * 50_000], "E009")):
        with_part(case, name, rows(lines))
        yield bounded(case), 1, word


def a_note_many_times(case):
    """A long text that thousands of cells share is not copied for each."""
    facts = ("remit_scorecard 1", "agreement a", "version", "fingerprint f", "kind name date sheet cell unit note")
    texts = ["x" * 30_000, "KPIs", "2026-01-31", "kpi", "E7", "E7"]
    shared = lambda i: f'<c t="s"><v>{i}</v></c>'
    lines = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{w}</t></is></c>' for w in f.split()) + "</row>" for f in facts)
    lines += ("<row>" + "".join(shared(i) for i in (3, 0, 2, 1, 4)) + "<c/>" + shared(5) + "</row>") * 20_000
    parts = parts_of(case.path)
    parts["xl/worksheets/sheet8.xml"] = wrap(lines)
    parts["xl/sharedStrings.xml"] = ("<sst>" + "".join(f"<si><t>{t}</t></si>" for t in texts) + "</sst>").encode()
    parts[SHEET] = wrap('<row r="7"><c r="E7" t="s"><v>0</v></c></row>')
    write_parts(case.made, parts)
    yield bounded(case), 1, "E009"


def with_sheets(parts, count):
    """So many more, all of one part."""
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    more = "".join(f'<sheet name="S{i}" sheetId="{100 + i}" {space} r:id="rId1"/>' for i in range(count))
    return {**parts, "xl/workbook.xml": parts["xl/workbook.xml"].replace(b"</sheets>", more.encode() + b"</sheets>")}


def many_sheets(case):
    """Sheets that no row of the map names take nothing; each sheet that one names is read once, whatever their order."""
    parts = with_sheets(parts_of(case.path), 2_000)
    parts[MAP] = rows([*FACTS, *[("kpi", "clicks", "2026-01-31", "S1999" if i % 2 else "KPIs", f"E{5_000 - i}", "", "")
                                for i in range(5_000)]])
    write_parts(case.made, parts)
    yield bounded(case, memory=128 * MIB), 1, "S1999!E5"


def many_sheets_are_gone(case):
    """Each is said once, among as many that are there."""
    parts = with_sheets(parts_of(case.path), 5_000)
    parts[MAP] = rows([*FACTS, *[("kpi", "clicks", "2026-01-31", f"Gone {i}", "E7", "", "") for i in (*range(20_000), *range(20_000))]])
    write_parts(case.made, parts)
    yield bounded(case, seconds=5, memory=256 * MIB), 1, "`Gone 7`"


# ---- Names that lie ----

def names_that_lie(case):
    case.made.write_text("kind,name,date,value,note\nkpi,clicks,2026-01-31,5,\n", encoding="utf-8")
    done = bounded(case)
    assert done.returncode == 0 and "5 clicks" in done.stdout, done
    csv = case.folder / "really.csv"
    csv.write_bytes(case.path.read_bytes())
    try:
        assert bounded(case, csv).stdout == bounded(case, case.path).stdout
    finally:
        csv.unlink()
    return []


TESTS = [cut_short, nothing_but_its_end, bytes_are_changed, an_archive_of_something_else, parts_are_missing, a_part_twice,
         parts_over_one_another, a_wrong_sum, encrypted, an_old_workbook, many_parts, paths_out_of_it, swollen, large, many_cells,
         a_size_that_lies, types_and_entities, broken, deep, long_pieces, odd_addresses, odd_cells, odd_maps, a_note_many_times,
         many_sheets, many_sheets_are_gone, names_that_lie]


def cases(case, expect):
    def run(test):
        for done, status, word in test(case):
            expect(done, status, word)
    for test in TESTS:
        yield test.__name__, lambda t=test: run(t)
