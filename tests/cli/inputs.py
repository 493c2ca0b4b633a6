"""Files, folders, standard input: what is read, and what is an agreement of its own."""
import json
import os
import pathlib
import resource
import subprocess

from harness import AGREEMENT, FINDINGS, FINE, TROUBLE, call, expect, put, refused


def files_checked(program, *arguments, **more):
    """The files that a call took for agreements."""
    outcome = call(program, "check", "--format", "json", *arguments, **more)
    return json.loads(outcome.out)["summary"]["files"]


def test_missing_file(program, folder):
    refused(call(program, "check", "none.remit", folder=folder), "none.remit", "no such file")


def test_missing_file_beside_another(program, folder):
    put(folder / "plan.remit", "bogus\n")
    outcome = call(program, "check", "none.remit", "plan.remit", folder=folder)
    expect(outcome, TROUBLE, err="none.remit", out="plan.remit:1:1")


def test_what_is_no_file(program, folder):
    os.mkfifo(folder / "pipe.remit")
    refused(call(program, "check", "pipe.remit", folder=folder, timeout=5), "pipe.remit")
    refused(call(program, "check", "/dev/zero", timeout=5), "/dev/zero")


def test_file_that_may_not_be_read(program, folder):
    put(folder / "plan.remit", AGREEMENT).chmod(0)
    copy = put(folder / "remit", program.read_bytes())
    copy.chmod(0o755)
    give_up = (lambda: os.setuid(65534)) if os.getuid() == 0 else None
    refused(call(copy, "check", "plan.remit", folder=folder, preexec_fn=give_up), "plan.remit", "not allowed")


def test_folder(program, folder):
    for name in ("a.remit", "b/c.remit", "b/d/e.remit", "b/notes.txt", ".hidden/f.remit"):
        put(folder / "plans" / name, "bogus\n")
    outcome = call(program, "check", "plans", folder=folder)
    expect(outcome, FINDINGS, err="")
    summaries = [line.split(":")[0] for line in outcome.out.splitlines() if "error" in line and line.startswith("plans")]
    assert summaries == ["plans/a.remit", "plans/b/c.remit", "plans/b/d/e.remit"], outcome


def test_folder_without_agreements(program, folder):
    (folder / "plans").mkdir()
    refused(call(program, "check", "plans", folder=folder), "plans")


def test_folder_is_the_root(program, folder):
    put(folder / "plans/sub/plan.remit", AGREEMENT + 'include "../house.remit"\n')
    put(folder / "plans/house.remit", "# house rules\n")
    expect(call(program, "check", "--level", "error", "plans", folder=folder), FINE, out="")
    outcome = call(program, "check", "--level", "error", "plans/sub/plan.remit", folder=folder)
    expect(outcome, FINDINGS, out="E011")


def test_root(program, folder):
    put(folder / "sub/plan.remit", AGREEMENT + 'include "../house.remit"\n')
    put(folder / "house.remit", "# house rules\n")
    expect(call(program, "check", "--level", "error", "--root", ".", "sub/plan.remit", folder=folder), FINE, out="")
    put(folder / "other/plan.remit", AGREEMENT)
    refused(call(program, "check", "--root", "sub", "other/plan.remit", folder=folder), "other/plan.remit", "sub")


def test_links_that_leave_the_root(program, folder):
    put(folder / "secret.remit", "the_secret 12,000\n")
    put(folder / "plans/plan.remit", AGREEMENT + 'include "link.remit"\ninclude "way/secret.remit"\n')
    (folder / "plans/link.remit").symlink_to("../secret.remit")
    (folder / "plans/way").symlink_to("..")
    for arguments in (["plans/plan.remit"], ["--root", "plans", "plans/plan.remit"]):
        outcome = call(program, "check", "--level", "error", *arguments, folder=folder)
        expect(outcome, FINDINGS, out="E011")
        assert "the_secret" not in outcome.out and outcome.out.count("E011") == 2, outcome
    outcome = call(program, "check", "--level", "error", "plans", folder=folder)
    expect(outcome, TROUBLE, err="plans/link.remit lies outside")
    assert "the_secret" not in outcome.out + outcome.err, outcome


def test_link_within_the_root(program, folder):
    put(folder / "plans/plan.remit", AGREEMENT + 'include "link.remit"\n')
    put(folder / "plans/sub/house.remit", "# house rules\n")
    (folder / "plans/link.remit").symlink_to("sub/house.remit")
    expect(call(program, "check", "--level", "error", "plans/plan.remit", folder=folder), FINE, out="")


def test_traversals(program, folder):
    put(folder / "secret.remit", "the_secret 12,000\n")
    (folder / "plans/sub").mkdir(parents=True)
    spellings = ["../secret.remit", "./../secret.remit", "sub/../../secret.remit", "sub/..//../secret.remit",
                 f"{folder}/secret.remit", f"/{folder}/secret.remit", f"{folder}/plans/../secret.remit", "/etc/passwd",
                 "/proc/self/environ", "/proc/self/root/etc/passwd", "../plans/../secret.remit", "..//secret.remit",
                 ".././secret.remit", "sub/./../../secret.remit", "../../../../../../../../../../../../etc/passwd",
                 "\\u{2e}./secret.remit", "\\u{2e}\\u{2e}\\u{2f}secret.remit", "/dev/stdin", "/dev/fd/0", "/dev/zero"]
    text = "".join(f'include "{spelling}"\n' for spelling in spellings)
    put(folder / "plans/plan.remit", text)
    outcome = call(program, "check", "--level", "error", "plans/plan.remit", folder=folder, stdin=b"the_secret")
    expect(outcome, FINDINGS)
    assert outcome.out.count("E011") == len(spellings), outcome
    assert "the_secret" not in outcome.out and "root:x" not in outcome.out, outcome


def test_standard_input(program, folder):
    outcome = call(program, "check", "-", stdin=b"bogus\n")
    expect(outcome, FINDINGS, out="<stdin>:1:1", err="")
    outcome = call(program, "check", "--stdin-filename", "plans/plan.remit", "-", stdin=b"bogus\n")
    expect(outcome, FINDINGS, out="plans/plan.remit:1:1", err="")
    expect(call(program, "check", "--level", "error", "-", stdin=AGREEMENT.encode()), FINE, out="", err="")


def test_standard_input_includes_from_the_working_folder(program, folder):
    put(folder / "house.remit", "bogus\n")
    put(folder / "sub/house.remit", "bogus\n")
    outcome = call(program, "check", "-", stdin=b'include "house.remit"\n', folder=folder)
    expect(outcome, FINDINGS, out="house.remit:1:1")
    outcome = call(program, "check", "--stdin-filename", "sub/x.remit", "-", stdin=b'include "house.remit"\n', folder=folder)
    expect(outcome, FINDINGS, out="sub/house.remit:1:1")
    outcome = call(program, "check", "-", stdin=b'include "../house.remit"\n', folder=folder / "sub")
    expect(outcome, FINDINGS, out="E011")


def test_standard_input_only_once(program, folder):
    outcome = call(program, "check", "-", "-", stdin=b"bogus\n")
    expect(outcome, TROUBLE, err="standard input")
    assert outcome.out.count("error[") <= 2, outcome


def test_standard_input_beside_files(program, folder):
    put(folder / "house.remit", "bogus\n")
    put(folder / "plan.remit", "bogus\n")
    text = b'include "house.remit"\nagreement x "X" {\n}\n'
    assert files_checked(program, "-", "house.remit", "plan.remit", stdin=text, folder=folder) == 2


def test_standard_input_that_is_closed_or_a_folder(program, folder):
    command = ["sh", "-c", f'"{program}" check - <&-']
    done = subprocess.run(command, capture_output=True, check=False, timeout=10)
    assert done.returncode == TROUBLE and b"<stdin>" in done.stderr, done
    opened = os.open(folder, os.O_RDONLY)
    refused(call(program, "check", "-", stdin=opened, folder=folder), "<stdin>")
    os.close(opened)


def test_size_of_a_file(program, folder):
    most = 16 << 20
    put(folder / "plan.remit", AGREEMENT.encode() + b"#" * (most - len(AGREEMENT.encode())))
    expect(call(program, "check", "--level", "error", "plan.remit", folder=folder), FINE, out="")
    put(folder / "plan.remit", b"#" * (most + 1))
    expect(call(program, "check", "--level", "error", "plan.remit", folder=folder), FINDINGS, out="E009")
    expect(call(program, "check", "--level", "error", "-", stdin=b"#" * (most + 1)), FINDINGS, out="E009")


def test_endless_input(program, folder):
    endless = subprocess.Popen(["yes"], stdout=subprocess.PIPE)
    try:
        expect(call(program, "check", "--level", "error", "-", stdin=endless.stdout, timeout=20), FINDINGS, out="E009")
    finally:
        endless.kill()
        endless.stdout.close()
        endless.wait()


def test_bytes_that_are_no_text(program, folder):
    for bad in (b"\xff\xfea\0b\0", b"a\xc0\xafb", b"\xed\xa0\x80", b"\0" * 1000, AGREEMENT.encode("utf-16")):
        put(folder / "plan.remit", bad)
        outcome = call(program, "check", "--format", "json", "plan.remit", folder=folder)
        expect(outcome, FINDINGS, err="")
        assert any(f["code"] in ("E001", "E002") for f in json.loads(outcome.out)["findings"]), outcome


def test_empty_file(program, folder):
    put(folder / "plan.remit", "")
    expect(call(program, "check", "plan.remit", folder=folder), FINDINGS, err="")


def test_included_file_is_none_of_its_own(program, folder):
    put(folder / "a-house.remit", "policy {\n}\n")
    put(folder / "plan.remit", AGREEMENT + 'include "a-house.remit"\n')
    assert files_checked(program, "plan.remit", "a-house.remit", folder=folder) == 1
    assert files_checked(program, "a-house.remit", "plan.remit", folder=folder) == 1
    assert files_checked(program, ".", folder=folder) == 1
    assert files_checked(program, "a-house.remit", folder=folder) == 1


def test_included_at_second_hand(program, folder):
    put(folder / "a.remit", "policy {\n}\n")
    put(folder / "between/b.remit", 'include "../a.remit"\n')
    put(folder / "plan.remit", AGREEMENT + 'include "between/b.remit"\n')
    assert files_checked(program, "a.remit", "plan.remit", folder=folder) == 1


def test_agreement_that_another_includes(program, folder):
    put(folder / "a.remit", AGREEMENT)
    put(folder / "b.remit", 'include "a.remit"\n')
    assert files_checked(program, "a.remit", "b.remit", folder=folder) == 1


def test_files_that_include_one_another(program, folder):
    put(folder / "a.remit", 'include "b.remit"\n')
    put(folder / "b.remit", AGREEMENT + 'include "a.remit"\n')
    outcome = call(program, "check", "--format", "json", "a.remit", "b.remit", folder=folder)
    result = json.loads(outcome.out)
    assert result["summary"]["files"] == 1, outcome
    assert [f["file"] for f in result["findings"] if f["code"] == "E012"] == ["a.remit"], outcome
    put(folder / "c.remit", 'include "c.remit"\n')
    expect(call(program, "check", "c.remit", "c.remit", folder=folder), FINDINGS, out="E012")


def test_file_named_twice(program, folder):
    put(folder / "plans/plan.remit", AGREEMENT)
    (folder / "plans/link.remit").symlink_to("plan.remit")
    assert files_checked(program, "plans/plan.remit", "plans/../plans/plan.remit", "plans", folder=folder) == 1


def test_values(program, folder):
    put(folder / "plan.remit", 'param fee money "our fee"\nparam who text\n')
    put(folder / "values.txt", "# values\nfee = 12,000 EUR\n")
    check = ["check", "--level", "error", "plan.remit"]
    expect(call(program, *check, "--values", "values.txt", folder=folder), FINDINGS, out="values.txt:2:7")
    outcome = call(program, *check, "--values", "values.txt", "--set", "fee=12_000 EUR", folder=folder)
    assert "E005" not in outcome.out and "E210" not in outcome.out, outcome
    expect(call(program, *check, "--set", "fea=1 EUR", folder=folder), FINDINGS, out="`fea`")
    refused(call(program, *check, "--values", "none.txt", folder=folder), "none.txt")
    refused(call(program, *check, "--values", ".", folder=folder), "not a file")
    put(folder / "values.txt", b"who = \xff\n")
    expect(call(program, *check, "--values", "values.txt", folder=folder), FINDINGS, out="E001")


def peak_memory(program, folder, *arguments):
    """In MiB, of the largest child so far: so the smaller call comes first."""
    call(program, "check", *arguments, folder=folder)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def test_memory_of_many_files_is_that_of_the_largest(program, folder):
    script = ("import sys; sys.path.insert(0, %r)\nimport inputs, pathlib\n"
              "print(inputs.peak_memory(pathlib.Path(%r), %r, *%r))")
    put(folder / "house.remit", "policy {\n}\n")
    for i in range(1000):
        put(folder / f"plans/p{i}.remit", AGREEMENT + 'include "../house.remit"\n')
    peaks = []
    for arguments in (["--root", ".", "plans/p0.remit"], ["--root", ".", "plans", "house.remit"]):
        code = script % (str(pathlib.Path(__file__).parent), str(program), str(folder), arguments)
        done = subprocess.run(["python3", "-c", code], capture_output=True, text=True, check=True)
        peaks.append(float(done.stdout))
    assert peaks[1] < 1.5 * peaks[0] + 2, peaks


def test_little_memory(program, folder):
    """With whatever the system allows, the program ends as it should: with a finding, or with a sentence."""
    if b"__asan_init" in program.read_bytes():
        return  # the sanitizer itself needs more than all of these
    put(folder / "plan.remit", AGREEMENT + "#" * (8 << 20))
    statuses = set()
    for mib in (6, 8, 10, 12, 14, 16, 20, 24, 32, 64, 256):
        limit = mib << 20
        outcome = call(program, "check", "plan.remit", folder=folder,
                       preexec_fn=lambda limit=limit: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
        assert outcome.status in (FINE, TROUBLE, 127), outcome  # 127: not even the system's loader had enough
        if outcome.status == TROUBLE:
            assert "not enough memory" in outcome.err, outcome
        statuses.add(outcome.status)
    assert {FINE, TROUBLE} <= statuses, statuses


def test_a_given_text_takes_the_place_of_a_longer_default(program, folder):
    text = AGREEMENT + 'param place text = "a default that is longer than all that is given in its place"\n' + "# more\n" * 50
    put(folder / "plan.remit", text)
    expect(call(program, "check", "--set", "place=C", "plan.remit", folder=folder), FINE, out="", err="")
