"""What build writes, and that it writes it whole or not at all."""
import csv
import io
import json
import os
import re
import subprocess
import zipfile

from harness import AGREEMENT, ENVIRONMENT, FINDINGS, FINE, TROUBLE, call, expect, has_strace, put, refused, tree

FAULTY = AGREEMENT.replace("term ", "bogus 1\n  term ", 1)
SCORECARDS = ["plan.scorecard.csv", "plan.scorecard.html", "plan.scorecard.md", "plan.scorecard.xlsx"]
ARTIFACTS = sorted(["plan.actuals.csv", "plan.calendar.ics", "plan.map.dot", "plan.map.svg", "plan.agreement.html", "plan.agreement.md", "plan.checklist.csv", "plan.checklist.html", "plan.checklist.md", "plan.model.json",
                    "plan.raci.csv", "plan.raci.html", *SCORECARDS])


def build(program, folder, *arguments, **more):
    return call(program, "build", *arguments, folder=folder, **more)


def test_all_artifacts(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    expect(build(program, folder, "plan.remit", "-o", "out/of/this"), FINE, out="", err="")
    assert sorted(tree(folder / "out/of/this")) == ARTIFACTS
    assert json.loads((folder / "out/of/this/plan.model.json").read_text())


def test_into_the_working_folder(program, folder):
    put(folder / "plans/plan.remit", AGREEMENT)
    expect(build(program, folder, "plans/plan.remit"), FINE)
    assert sorted(tree(folder)) == sorted(["plans/plan.remit", *ARTIFACTS])


def test_only_those_that_are_named(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    expect(build(program, folder, "plan.remit", "-o", "a", "--emit", "scorecard.csv,model"), FINE)
    assert sorted(tree(folder / "a")) == ["plan.model.json", "plan.scorecard.csv"]
    expect(build(program, folder, "plan.remit", "-o", "b", "--emit", "scorecard"), FINE)
    assert sorted(tree(folder / "b")) == SCORECARDS
    expect(build(program, folder, "plan.remit", "-o", "c", "--emit", "model", "--emit", "model.json"), FINE)
    assert sorted(tree(folder / "c")) == ["plan.model.json"]


def test_byte_order_mark(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    expect(build(program, folder, "plan.remit", "--emit", "scorecard.csv", "-o", "a"), FINE)
    expect(build(program, folder, "plan.remit", "--emit", "scorecard.csv", "-o", "b", "--no-bom"), FINE)
    first, second = (folder / "a/plan.scorecard.csv").read_bytes(), (folder / "b/plan.scorecard.csv").read_bytes()
    assert first == b"\xef\xbb\xbf" + second


def test_worth_of_per_cent_is_of_a_percentage_point(program, folder):
    put(folder / "plan.remit", """agreement plan { term from 2027-01-01 to 2027-12-31; currency EUR }
client shop { person ana }
kpi known { unit percent; baseline 10% on 2026-12-31; target at least 15%; worth 300 EUR each }
""")
    build(program, folder, "plan.remit", "--emit", "scorecard.md", "--force")
    row = next(line for line in (folder / "plan.scorecard.md").read_text().splitlines() if "300" in line and "known" in line)
    assert "1,500" in row, row


def test_errors_write_nothing(program, folder):
    put(folder / "plan.remit", FAULTY)
    put(folder / "out/plan.model.json", "old")
    outcome = build(program, folder, "plan.remit", "-o", "out")
    expect(outcome, FINDINGS, err="nothing is written for plan.remit")
    assert tree(folder / "out") == {"plan.model.json": b"old"}
    expect(build(program, folder, "plan.remit", "-o", "new"), FINDINGS)
    assert not (folder / "new").exists()


def test_force(program, folder):
    put(folder / "plan.remit", FAULTY)
    expect(build(program, folder, "plan.remit", "-o", "out", "--force"), FINDINGS)
    forced = tree(folder / "out")
    assert sorted(forced) == ARTIFACTS
    put(folder / "plan.remit", AGREEMENT)
    expect(build(program, folder, "plan.remit", "-o", "fine", "--force"), FINE)
    expect(build(program, folder, "plan.remit", "-o", "usual"), FINE)
    assert tree(folder / "fine") == tree(folder / "usual")
    for name, content in forced.items():
        if name.endswith(".xlsx"):
            content = zipfile.ZipFile(io.BytesIO(content)).read("xl/sharedStrings.xml")
        assert b"not consistent" in content.lower() or b'"forced": true' in content, name


def fill_sheet(path, separator=","):
    """A figure in its last row."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    cells = lines[-1].split(",")
    lines[-1] = ",".join([*cells[:3], "12", *cells[4:]])
    return put(path, "\r\n".join(line.replace(",", separator) for line in lines) + "\r\n").read_bytes()


def fill_book(path):
    """A figure in the first cell that the workbook asks for."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheets = re.findall(r'<sheet name="([^"]+)" sheetId="(\d+)"', parts["xl/workbook.xml"].decode())
    texts = re.findall(r"<si><t[^>]*>(.*?)</t></si>", parts["xl/sharedStrings.xml"].decode(), re.DOTALL)
    number = {name: f"xl/worksheets/sheet{i + 1}.xml" for i, (name, _) in enumerate(sheets)}
    row = re.search(r'<row r="6"[^>]*>(.*?)</row>', parts[number["remit_map"]].decode(), re.DOTALL).group(1)
    shared = {column: texts[int(value)] for column, value in re.findall(r'<c r="([A-Z])6"[^>]*t="s"[^>]*><v>(\d+)</v>', row)}
    sheet, cell = number[shared["D"]], shared["E"]
    filled, count = re.subn(rf'<c r="{cell}"( s="\d+")?/>', rf'<c r="{cell}"\1><v>12</v></c>', parts[sheet].decode())
    assert count == 1, (sheet, cell)
    parts[sheet] = filled.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path.read_bytes()


def test_figures_are_not_written_over(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    put(folder / "next.remit", AGREEMENT)
    expect(build(program, folder, "plan.remit"), FINE)
    expect(build(program, folder, "plan.remit"), FINE, err="")  # empty ones are
    empty = (folder / "plan.actuals.csv").read_bytes()
    for separator in (",", ";"):
        filled = fill_sheet(put(folder / "plan.actuals.csv", empty), separator)
        put(folder / "plan.model.json", "old")
        outcome = build(program, folder, "plan.remit", "next.remit")
        refused(outcome, "plan.actuals.csv", "holds figures", "-o", "--force")
        assert (folder / "plan.actuals.csv").read_bytes() == filled
        assert (folder / "plan.model.json").read_bytes() != b"old" and (folder / "next.model.json").exists()
        refused(build(program, folder, "plan.remit", "--emit", "actuals"), "plan.actuals.csv")
        expect(build(program, folder, "plan.remit", "-o", "other"), FINE)
    expect(build(program, folder, "plan.remit", "--force"), FINE, err="")
    assert (folder / "plan.actuals.csv").read_bytes() == empty


def with_cell(sheet, line, column, words):
    """The sheet with these words in a cell: a row's number, and a column's."""
    rows = list(csv.reader(io.StringIO(sheet.decode("utf-8-sig"))))
    rows[line] += [""] * (column + 1 - len(rows[line]))
    rows[line][column] = words
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def test_notes_are_not_written_over(program, folder):
    """Whatever a sheet is not born with was filled in: of notes only what says of which version it is comes with it."""
    put(folder / "plan.remit", AGREEMENT)
    expect(build(program, folder, "plan.remit", "--emit", "actuals"), FINE)
    empty = (folder / "plan.actuals.csv").read_bytes()
    made = empty.decode("utf-8-sig").splitlines()[1].split(",", 4)[4].strip('"')
    assert "fingerprint" in made, made
    for line, column, words in ((-1, 4, "seen by Mei"), (1, 4, "seen by Mei"), (1, 4, made + "; seen by Mei"), (1, 4, "Mei: " + made),
                                (-1, 4, made), (0, 5, "owner"), (-1, 5, "Mei")):
        filled = put(folder / "plan.actuals.csv", with_cell(empty, line, column, words)).read_bytes()
        refused(build(program, folder, "plan.remit", "--emit", "actuals"), "plan.actuals.csv", "holds figures or notes")
        assert (folder / "plan.actuals.csv").read_bytes() == filled


def test_an_empty_sheet_is_known_in_each_language(program, folder):
    """With a version and without, also that of an agreement that is not consistent."""
    assert "language en\n" in AGREEMENT and "  version" not in AGREEMENT
    for language in ("en", "zh-Hant", "bg", "vi"):
        for version in ("", '\n  version "1"', '\n  version "2; of 2,000 ’ and, 指紋碼"'):
            for text in (AGREEMENT, FAULTY):
                put(folder / "plan.remit", text.replace("language en\n", f"language {language}{version}\n"))
                build(program, folder, "plan.remit", "--emit", "actuals", "--force")
                sheet = (folder / "plan.actuals.csv").read_text(encoding="utf-8-sig")
                put(folder / "plan.remit", AGREEMENT)
                again = build(program, folder, "plan.remit", "--emit", "actuals")
                assert re.search("[0-9a-f]{12}", sheet) and again.status == FINE, (again.err, sheet)


def test_a_filled_workbook_is_not_written_over(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    expect(build(program, folder, "plan.remit", "--emit", "scorecard"), FINE)
    filled = fill_book(folder / "plan.scorecard.xlsx")
    put(folder / "plan.scorecard.md", "old")
    put(folder / "plan.remit", AGREEMENT + "# a later version\n")
    refused(build(program, folder, "plan.remit", "--emit", "scorecard"), "plan.scorecard.xlsx", "holds figures")
    assert (folder / "plan.scorecard.xlsx").read_bytes() == filled
    assert (folder / "plan.scorecard.md").read_bytes() != b"old"
    expect(build(program, folder, "plan.remit", "--emit", "scorecard", "--force"), FINE, err="")
    assert (folder / "plan.scorecard.xlsx").read_bytes() != filled


def test_what_cannot_be_read_may_hold_figures(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    for name in ("plan.scorecard.xlsx", "plan.actuals.csv"):
        for content in (b"PK\x03\x04damaged", b"what,is,this\n1,2,3\n", "kind,name,date,value,note\n".encode("utf-16")):
            put(folder / name, content)
            refused(build(program, folder, "plan.remit", "--emit", name[5:]), name, "may hold figures")
            assert (folder / name).read_bytes() == content
        put(folder / name, "")
        expect(build(program, folder, "plan.remit", "--emit", name[5:]), FINE, err="")


def test_force_needs_an_agreement(program, folder):
    put(folder / "plan.remit", "policy {\n}\n")
    outcome = build(program, folder, "plan.remit", "-o", "out", "--force")
    expect(outcome, FINDINGS, err="no `agreement`")
    assert not (folder / "out").exists()


def test_standard_input(program, folder):
    expect(build(program, folder, "-", "--emit", "model", stdin=AGREEMENT.encode()), FINE)
    expect(build(program, folder, "-", "--emit", "model", "--stdin-filename", "x/tea.remit", stdin=AGREEMENT.encode()), FINE)
    assert sorted(tree(folder)) == ["stdin.model.json", "tea.model.json"]


def test_folder_keeps_its_shape(program, folder):
    for name in ("a/plan.remit", "b/plan.remit", "plan.remit"):
        put(folder / "plans" / name, AGREEMENT)
    put(folder / "plans/house.remit", "policy {\n}\n")
    put(folder / "plans/c/plan.remit", AGREEMENT + 'include "../house.remit"\n')
    expect(build(program, folder, "plans/", "-o", "out", "--emit", "model"), FINE)
    assert sorted(tree(folder / "out")) == ["a/plan.model.json", "b/plan.model.json", "c/plan.model.json", "plan.model.json"]


def test_two_agreements_of_one_name(program, folder):
    put(folder / "a/plan.remit", AGREEMENT)
    put(folder / "b/plan.remit", AGREEMENT.replace("Coffee", "Tea"))
    outcome = build(program, folder, "a/plan.remit", "b/plan.remit", "-o", "out", "--emit", "model")
    expect(outcome, TROUBLE, err="a/plan.remit and b/plan.remit")
    first = tree(folder / "out")
    build(program, folder, "a/plan.remit", "-o", "alone", "--emit", "model")
    assert first == tree(folder / "alone")


def test_same_text_same_bytes(program, folder):
    put(folder / "one/plan.remit", AGREEMENT)
    put(folder / "two/deeper/plan.remit", AGREEMENT)
    expect(build(program, folder / "one", "plan.remit", "-o", "out"), FINE)
    environment = {"LC_ALL": "bg_BG.UTF-8", "TZ": "Asia/Taipei", "HOME": "/nowhere", "SOURCE_DATE_EPOCH": "1"}
    expect(build(program, folder / "two/deeper", folder / "two/deeper/plan.remit", "-o", "out", environment=environment), FINE)
    assert tree(folder / "one/out") == tree(folder / "two/deeper/out")


def test_output_that_is_no_folder(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    put(folder / "file", "x")
    refused(build(program, folder, "plan.remit", "-o", "file"), "file")
    refused(build(program, folder, "plan.remit", "-o", "file/below"), "file")
    (folder / "out/plan.model.json").mkdir(parents=True)
    refused(build(program, folder, "plan.remit", "-o", "out", "--emit", "model"), "out/plan.model.json")


def test_read_only_folder(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    put(folder / "out/plan.model.json", "old")
    copy = put(folder / "remit", program.read_bytes())
    copy.chmod(0o755)
    (folder / "out").chmod(0o555)
    give_up = (lambda: os.setuid(65534)) if os.getuid() == 0 else None
    refused(call(copy, "build", "plan.remit", "-o", "out", "--emit", "model", folder=folder, preexec_fn=give_up),
            "out/plan.model.json", "not allowed")
    assert tree(folder / "out") == {"plan.model.json": b"old"}
    (folder / "out").chmod(0o755)


def test_file_that_may_grow_no_larger(program, folder):
    """As a full disk is: the system allows no file of more than so many bytes."""
    import resource
    import signal

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    put(folder / "plan.remit", AGREEMENT)
    put(folder / "out/plan.model.json", "old")
    refused(build(program, folder, "plan.remit", "-o", "out", "--emit", "model", preexec_fn=limit), "out/plan.model.json")
    assert tree(folder / "out") == {"plan.model.json": b"old"}


def inject(program, folder, rule):
    """A build of the model during which strace fails calls of the system."""
    command = ["strace", "-f", "-o", "/dev/null", "-e", f"inject={rule}", program, "build", "plan.remit", "-o", "out", "--emit",
               "model"]
    environment = {**ENVIRONMENT, "ASAN_OPTIONS": "detect_leaks=0"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=60)


def test_every_failing_call_leaves_old_or_new(program, folder):
    if not has_strace():
        raise AssertionError("strace is needed, and allowed to trace: setup/packages.sh test")
    put(folder / "plan.remit", AGREEMENT)
    expect(build(program, folder, "plan.remit", "-o", "new", "--emit", "model"), FINE)
    new = tree(folder / "new")
    for call_name in ("write", "fsync", "close", "rename", "fchmod", "fstat"):
        for error in ("ENOSPC", "EIO", "EDQUOT"):
            for when in range(1, 12):
                put(folder / "out/plan.model.json", "old")
                done = inject(program, folder, f"{call_name}:error={error}:when={when}")
                left = tree(folder / "out")
                where = (call_name, error, when, done)
                assert left in ({"plan.model.json": b"old"}, new), where
                if done.returncode == FINE:
                    assert left == new, where
                elif left != new and b"plan.model.json" in done.stderr:
                    assert done.returncode == TROUBLE, where


def test_full_disk_is_said(program, folder):
    if not has_strace():
        raise AssertionError("strace is needed, and allowed to trace: setup/packages.sh test")
    put(folder / "plan.remit", AGREEMENT)
    for rule, words in (("write:error=ENOSPC:when=1", b"the disk is full"), ("fsync:error=EIO:when=1", b"failed"),
                        ("rename:error=EROFS:when=1", b"only be read")):
        put(folder / "out/plan.model.json", "old")
        done = inject(program, folder, rule)
        assert done.returncode == TROUBLE and b"out/plan.model.json cannot be written" in done.stderr, done
        assert words in done.stderr, done
        assert tree(folder / "out") == {"plan.model.json": b"old"}, done
