"""check --fix and --diff: what is repaired, what is written, and what is left alone."""
import json
import os
import shutil
import subprocess
import time

from harness import AGREEMENT, ENVIRONMENT, FINDINGS, FINE, TROUBLE, call, expect, has_strace, put, refused, tree

SLIPS = [("  mission  ", "  mision  "), ("2026-11-16", "16.11.2026"), ("9_000 EUR per", "9,000 EUR per"), ("tax 23%", "tax 23")]
SHARED = 'policy {\n  set objectives 6\n}\n'


def wrong(text=AGREEMENT, slips=None):
    for right, slip in slips or SLIPS:
        assert right in text, right
        text = text.replace(right, slip, 1)
    return text


def fix(program, folder, *arguments, **more):
    return call(program, "check", "--fix", *arguments, folder=folder, **more)


def diff(program, folder, *arguments, **more):
    return call(program, "check", "--diff", *arguments, folder=folder, **more)


def test_repairs_give_back_the_agreement(program, folder):
    plan = put(folder / "plan.remit", wrong())
    expect(call(program, "check", "plan.remit", folder=folder), FINDINGS)
    expect(fix(program, folder, "plan.remit"), FINE, out="", err="remit: 4 repairs in plan.remit\n")
    assert plan.read_text(encoding="utf-8") == AGREEMENT
    assert sorted(tree(folder)) == ["plan.remit"]


def test_nothing_to_repair_writes_nothing(program, folder):
    plan = put(folder / "plan.remit", AGREEMENT)
    before = plan.stat()
    expect(fix(program, folder, "plan.remit"), FINE, out="", err="")
    assert (plan.stat().st_ino, plan.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    expect(diff(program, folder, "plan.remit"), FINE, out="", err="")


def test_what_remains_is_listed_and_decides(program, folder):
    plan = put(folder / "plan.remit", wrong().replace("owner   nora", "owner   nobody", 1))
    outcome = fix(program, folder, "plan.remit")
    expect(outcome, FINDINGS, out="error[E101]", err="4 repairs in plan.remit")
    assert "plan.remit: 1 error\n" in outcome.out and "E005" not in outcome.out, outcome
    assert plan.read_text(encoding="utf-8") == AGREEMENT.replace("owner   nora", "owner   nobody", 1)
    expect(fix(program, folder, "plan.remit"), FINDINGS, err="")


def test_what_may_be_meant_otherwise_is_left_alone(program, folder):
    ambiguous = [("9_000 EUR", "9.000 EUR"), ("2026-11-16", "1/2/2026"), ("9_000 EUR", "9,5 EUR"), ("9_000 EUR", "$9_000"),
                 ("term     from 2027-01-01 to", "term     from 2027-01-01,"), ("priority 1", "prio 1"), ("owner   nora", "owner   norra"),
                 ("9_000 EUR per", "9_000 - 10_000 EUR per"), ("5 hours per week", "5h per week")]
    for right, slip in ambiguous:
        text = wrong(slips=[(right, slip)])
        plan = put(folder / "plan.remit", text)
        expect(fix(program, folder, "plan.remit"), FINDINGS, err="")
        assert plan.read_text(encoding="utf-8") == text, slip
        expect(diff(program, folder, "plan.remit"), FINDINGS, out="")


def test_mark_line_ends_and_last_line_stay(program, folder):
    for name, change in (("bom", lambda b: b"\xef\xbb\xbf" + b), ("crlf", lambda b: b.replace(b"\n", b"\r\n")),
                         ("both", lambda b: b"\xef\xbb\xbf" + b.replace(b"\n", b"\r\n")), ("last", lambda b: b.rstrip(b"\n"))):
        plan = put(folder / f"{name}.remit", change(wrong().encode()))
        expect(fix(program, folder, plan.name), FINE, err="4 repairs")
        assert plan.read_bytes() == change(AGREEMENT.encode()), name


def test_mode_and_links_stay(program, folder):
    plan = put(folder / "real/plan.remit", wrong())
    plan.chmod(0o640)
    (folder / "link.remit").symlink_to("real/plan.remit")
    expect(fix(program, folder, "link.remit"), FINE, err="4 repairs in link.remit")
    assert (folder / "link.remit").is_symlink() and plan.stat().st_mode & 0o777 == 0o640
    assert plan.read_text(encoding="utf-8") == AGREEMENT and sorted(tree(folder)) == ["link.remit", "real/plan.remit"]


def test_standard_input(program, folder):
    outcome = fix(program, folder, "-", stdin=wrong().encode())
    expect(outcome, FINE, err="remit: 4 repairs in <stdin>\n")
    assert outcome.out == AGREEMENT
    outcome = fix(program, folder, "-", stdin=AGREEMENT.encode())
    expect(outcome, FINE, err="")
    assert outcome.out == AGREEMENT
    outcome = fix(program, folder, "-", "--stdin-filename", "plan.remit", stdin=b"\xef\xbb\xbfbogus 1\n")
    expect(outcome, FINDINGS, err="plan.remit:1:1")
    assert outcome.out.encode() == b"\xef\xbb\xbfbogus 1\n"


def test_standard_input_called_like_a_file_leaves_the_file(program, folder):
    plan = put(folder / "plan.remit", "as it was\n")
    outcome = fix(program, folder, "-", "--stdin-filename", "plan.remit", stdin=wrong().encode())
    expect(outcome, FINE, err="4 repairs in plan.remit")
    assert outcome.out == AGREEMENT and plan.read_text() == "as it was\n"


def test_standard_input_beside_files(program, folder):
    plan = put(folder / "plan.remit", wrong())
    outcome = fix(program, folder, "plan.remit", "-", stdin=wrong().encode())
    expect(outcome, FINE, err="4 repairs in plan.remit")
    assert outcome.out == AGREEMENT and plan.read_text(encoding="utf-8") == AGREEMENT


def test_included_files(program, folder):
    put(folder / "plan.remit", AGREEMENT + 'include "parts/house.remit"\n')
    house = put(folder / "parts/house.remit", SHARED.replace("policy", "polcy"))
    expect(fix(program, folder, "plan.remit"), FINE, err="remit: 1 repair in parts/house.remit\n")
    assert house.read_text() == SHARED
    outcome = fix(program, folder, "-", stdin=(AGREEMENT + 'include "parts/house.remit"\n').encode())
    expect(outcome, FINE, err="")


def test_a_shared_file_is_repaired_once(program, folder):
    house = put(folder / "house.remit", SHARED.replace("policy", "polcy"))
    for name in ("a", "b", "c"):
        put(folder / f"{name}.remit", AGREEMENT + 'include "house.remit"\n')
    shown = diff(program, folder, ".", "--jobs", "3")
    expect(shown, FINDINGS)
    assert shown.out.count("+policy") == 1, shown
    for jobs in ("1", "4"):
        put(house, SHARED.replace("policy", "polcy"))
        expect(fix(program, folder, ".", "--jobs", jobs), FINE, err="remit: 1 repair in house.remit\n")
        assert house.read_text() == SHARED


def test_a_shared_file_on_which_agreements_differ(program, folder):
    """In one agreement the name is misspelt, in the other it is declared."""
    review = 'review extra "Extra" { every month on day 5; chair aoife; covers subscribbers_now }\n'
    use = 'review more "More" { every month on day 6; chair aoife; covers subscribers_now }\n'
    kpi = AGREEMENT[AGREEMENT.index("kpi "):AGREEMENT.index("\n}\n", AGREEMENT.index("kpi ")) + 3]
    named = [kpi.replace(kpi.split()[1], name, 1) for name in ("subscribers_now", "subscribbers_now")]
    parts = put(folder / "parts.remit", review)
    put(folder / "a.remit", AGREEMENT + named[0] + use + 'include "parts.remit"\n')
    put(folder / "b.remit", AGREEMENT + named[1] + 'include "parts.remit"\n')
    outcome = fix(program, folder, "a.remit", "b.remit")
    expect(outcome, FINDINGS, err="parts.remit is not repaired")
    assert parts.read_text() == review
    assert "1 repair in parts.remit" in fix(program, folder, "a.remit").err
    assert parts.read_text() == review.replace("subscribbers", "subscribers")


def test_diff_changes_nothing_and_judges_as_check(program, folder):
    plan = put(folder / "plan.remit", wrong())
    outcome, plain = diff(program, folder, "plan.remit"), call(program, "check", "plan.remit", folder=folder)
    expect(outcome, plain.status)
    assert outcome.err == plain.out and outcome.out.startswith("--- plan.remit\n+++ plan.remit\n@@ "), outcome
    assert plan.read_text(encoding="utf-8") == wrong()
    outcome = diff(program, folder, "plan.remit", "--format", "json=found.json")
    expect(outcome, FINDINGS, err="")
    assert json.loads((folder / "found.json").read_text())["summary"]["errors"] == 4


def patched(program, folder, files, *command):
    """Whether the diff of the files, put into the folder `work`, makes them right by the command."""
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    for name, (text, _) in files.items():
        put(work / name, text)
    shown = diff(program, work, *sorted(files))
    done = subprocess.run(command, cwd=work, input=shown.out.encode(), capture_output=True, check=False)
    assert done.returncode == 0, (command, done, shown.out)
    for name, (_, right) in files.items():
        assert (work / name).read_bytes() == right, (command, name, shown.out)


def test_patch_and_git_take_the_diff(program, folder):
    long = AGREEMENT + "\n".join(["# a line"] * 20) + '\nreview x "X" { on 31.12.2027; covers all kpis }'
    right = long.replace("31.12.2027", "2027-12-31")
    files = {"plan.remit": (wrong().encode(), AGREEMENT.encode()), "deep/in it/plan b.remit": (wrong().encode(), AGREEMENT.encode()),
             "crlf.remit": (wrong().replace("\n", "\r\n").encode(), AGREEMENT.replace("\n", "\r\n").encode()),
             "bom.remit": (b"\xef\xbb\xbf" + b"polcy {\n}\n", b"\xef\xbb\xbf" + b"policy {\n}\n"),
             "last.remit": (wrong(long).encode(), right.encode()), "one.remit": (b"polcy {}", b"policy {}"),
             'qu"ote\\.remit': (wrong().encode(), AGREEMENT.encode()),
             "\u6a94.remit": (wrong().encode(), AGREEMENT.encode())}
    patched(program, folder, files, "patch", "-p0", "--binary", "--quiet")
    patched(program, folder, files, "git", "apply", "-p0", "--whitespace=nowarn", "-")
    top = {name: text for name, text in files.items() if "/" not in name}
    patched(program, folder, top, "git", "apply", "--whitespace=nowarn", "-")


def test_repairs_in_json(program, folder):
    put(folder / "plan.remit", wrong(slips=[SLIPS[3]]))
    found = json.loads(call(program, "check", "plan.remit", "--format", "json", folder=folder).out)["findings"]
    line = wrong(slips=[SLIPS[3]]).split("\n").index("  currency EUR plus tax 23") + 1
    assert found[0]["repair"] == [{"text": "%", "file": "plan.remit", "line": line, "column": 27, "end_line": line, "end_column": 27}]


def test_fix_and_diff_together(program, folder):
    put(folder / "plan.remit", wrong())
    refused(call(program, "check", "--fix", "--diff", "plan.remit", folder=folder), "--fix", "--diff")
    refused(call(program, "build", "--fix", "plan.remit", folder=folder), "--fix", "check")


def test_missing_file(program, folder):
    plan = put(folder / "plan.remit", wrong())
    outcome = fix(program, folder, "plan.remit", "gone.remit")
    expect(outcome, TROUBLE, err="gone.remit cannot be read")
    assert outcome.err.count("gone.remit") == 1 and plan.read_text(encoding="utf-8") == AGREEMENT


def as_nobody(program, folder):
    """A copy of the program that another user may call, and what makes a child that user where this one may do all."""
    copy = put(folder / "remit", program.read_bytes())
    copy.chmod(0o755)
    return copy, {"preexec_fn": lambda: os.setuid(65534)} if os.getuid() == 0 else {}


def test_read_only_file_is_left_alone(program, folder):
    plan = put(folder / "plan.remit", wrong())
    plan.chmod(0o444)
    folder.chmod(0o777)
    copy, more = as_nobody(program, folder)
    outcome = fix(copy, folder, "plan.remit", **more)
    expect(outcome, TROUBLE, err="plan.remit cannot be written: that is not allowed to you", out="plan.remit: 4 errors")
    assert plan.read_text(encoding="utf-8") == wrong()


def test_read_only_folder_leaves_the_file(program, folder):
    plan = put(folder / "shut/plan.remit", wrong())
    plan.chmod(0o666)
    copy, more = as_nobody(program, folder)
    plan.parent.chmod(0o555)
    outcome = fix(copy, folder, "shut/plan.remit", **more)
    plan.parent.chmod(0o755)
    expect(outcome, TROUBLE, err="shut/plan.remit cannot be written", out="4 errors")
    assert plan.read_text(encoding="utf-8") == wrong()


def traced(program, folder, rule, *files):
    command = ["strace", "-f", "-o", "/dev/null", "-e", f"inject={rule}", program, "check", "--fix", "--jobs", "1", *files]
    environment = {**ENVIRONMENT, "ASAN_OPTIONS": "detect_leaks=0"}
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_full_disk_leaves_the_file(program, folder):
    if not has_strace():
        raise AssertionError("strace is needed, and allowed to trace: setup/packages.sh test")
    for rule in ("write:error=ENOSPC:when=1", "fsync:error=EIO:when=1", "rename:error=EROFS:when=1"):
        put(folder / "plan.remit", wrong())
        process = traced(program, folder, rule, "plan.remit")
        said = process.communicate(timeout=60)[1]
        assert process.returncode == TROUBLE and b"plan.remit cannot be written" in said, (rule, said)
        assert tree(folder) == {"plan.remit": wrong().encode()}, rule


def test_a_file_that_was_changed_meanwhile_is_left_alone(program, folder):
    if not has_strace():
        raise AssertionError("strace is needed, and allowed to trace: setup/packages.sh test")
    put(folder / "a.remit", wrong())
    put(folder / "b.remit", wrong())
    process = traced(program, folder, "fsync:delay_enter=2000000", "a.remit", "b.remit")
    for _ in range(3000):
        if any(p.name.startswith(".a.remit") for p in folder.iterdir()):
            break
        time.sleep(0.01)
    put(folder / "b.remit", wrong() + "# somebody else's line\n")
    said = process.communicate(timeout=60)[1]
    assert process.returncode == TROUBLE and b"b.remit was changed while it was checked" in said, said
    assert (folder / "a.remit").read_text(encoding="utf-8") == AGREEMENT
    assert (folder / "b.remit").read_text(encoding="utf-8") == wrong() + "# somebody else's line\n"
