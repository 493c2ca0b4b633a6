"""How findings are shown: formats, levels, colours, streams, statuses."""
import json
import os
import pty
import subprocess

from harness import AGREEMENT, ENVIRONMENT, FINDINGS, FINE, TROUBLE, call, expect, has_strace, put, refused

FORMATS = ("text", "json", "ndjson", "sarif", "junit", "github", "gitlab", "md")
FAULTY = AGREEMENT.replace("term ", "bogus 1\n  term ", 1)


def test_clean_file_prints_nothing(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    expect(call(program, "check", "plan.remit", folder=folder), FINE, out="", err="")


def test_text(program, folder):
    put(folder / "plan.remit", FAULTY)
    outcome = call(program, "check", "plan.remit", folder=folder)
    expect(outcome, FINDINGS, out="error[E010]", err="")
    assert outcome.out.endswith("plan.remit: 1 error\n"), outcome


def test_summary_for_each_file(program, folder):
    put(folder / "a.remit", FAULTY)
    put(folder / "b.remit", AGREEMENT)
    put(folder / "c.remit", FAULTY)
    outcome = call(program, "check", ".", folder=folder)
    expect(outcome, FINDINGS)
    summaries = [line for line in outcome.out.splitlines() if line.endswith(": 1 error")]
    assert summaries == ["a.remit: 1 error", "c.remit: 1 error"], outcome


def test_json(program, folder):
    put(folder / "a.remit", FAULTY)
    put(folder / "b.remit", FAULTY)
    outcome = call(program, "check", "--format", "json", "a.remit", "b.remit", folder=folder)
    expect(outcome, FINDINGS, err="")
    result = json.loads(outcome.out)
    assert result["version"] == 1 and result["summary"] == {"files": 2, "errors": 2, "warnings": 0, "infos": 0}, outcome
    assert [f["file"] for f in result["findings"]] == ["a.remit", "b.remit"], outcome


def test_json_without_findings(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    outcome = call(program, "check", "--format", "json", "plan.remit", folder=folder)
    expect(outcome, FINE, err="")
    assert json.loads(outcome.out)["findings"] == [], outcome


def test_json_when_no_file_can_be_read(program, folder):
    outcome = call(program, "check", "--format", "json", "none.remit", folder=folder)
    expect(outcome, TROUBLE, err="none.remit")
    assert json.loads(outcome.out)["summary"]["files"] == 0, outcome


def test_formats_to_files(program, folder):
    put(folder / "plan.remit", FAULTY)
    outcome = call(program, "check", "--format", "json=out.json", "--format", "text=out.txt", "plan.remit", folder=folder)
    expect(outcome, FINDINGS, out="", err="")
    assert json.loads((folder / "out.json").read_text())["summary"]["errors"] == 1
    assert (folder / "out.txt").read_text() == call(program, "check", "plan.remit", folder=folder).out
    outcome = call(program, "check", "--format", "json=none/out.json", "plan.remit", folder=folder)
    expect(outcome, TROUBLE, err="none/out.json")


def test_status_is_that_of_every_format(program, folder):
    put(folder / "plan.remit", FAULTY)
    put(folder / "clean.remit", AGREEMENT)
    put(folder / "warned.remit", WARNED)
    for formats in (["json=a", "text"], *([name] for name in FORMATS), *([f"{name}=a"] for name in FORMATS)):
        arguments = [x for name in formats for x in ("--format", name)]
        expect(call(program, "check", *arguments, "plan.remit", folder=folder), FINDINGS)
        expect(call(program, "check", *arguments, "clean.remit", folder=folder), FINE)
        expect(call(program, "check", *arguments, "warned.remit", folder=folder), FINE)
        expect(call(program, "check", "--deny", "warning", *arguments, "warned.remit", folder=folder), FINDINGS)
        expect(call(program, "check", *arguments, "none.remit", folder=folder), TROUBLE, err="none.remit")


def test_every_format_to_a_file_and_to_standard_output(program, folder):
    put(folder / "plan.remit", FAULTY)
    for name in FORMATS:
        printed = call(program, "check", "--format", name, "plan.remit", folder=folder)
        written = call(program, "check", "--format", f"{name}=out", "plan.remit", folder=folder)
        assert (folder / "out").read_text() == printed.out != "" and written.out == written.err == "", (name, written)
        built = call(program, "build", "--format", f"{name}=out", "-o", "made", "plan.remit", folder=folder)
        assert built.status == FINDINGS and (folder / "out").read_text() == printed.out, (name, built)


def test_a_format_that_cannot_be_written(program, folder):
    put(folder / "plan.remit", FAULTY)
    put(folder / "old", "as it was")
    (folder / "shut").mkdir()
    for name in FORMATS:
        expect(call(program, "check", "--format", f"{name}=none/out", "plan.remit", folder=folder), TROUBLE, err="none/out")
        expect(call(program, "check", "--format", f"{name}=shut", "plan.remit", folder=folder), TROUBLE, err="it is a folder")
        with open("/dev/full", "w") as full:
            outcome = call(program, "check", "--format", name, "plan.remit", folder=folder, stdout=full)
        expect(outcome, TROUBLE, err="standard output cannot be written: the disk is full")
        if has_strace():
            command = ["strace", "-f", "-o", "/dev/null", "-e", "inject=fsync,fdatasync:error=ENOSPC", program, "check",
                       "--format", f"{name}=old", "plan.remit"]
            done = subprocess.run(command, cwd=folder, env={**ENVIRONMENT, "ASAN_OPTIONS": "detect_leaks=0"}, capture_output=True, check=False)
            assert done.returncode == TROUBLE and b"the disk is full" in done.stderr, (name, done)
        assert (folder / "old").read_text() == "as it was" and len(list(folder.iterdir())) == 3, name


WARNED = AGREEMENT.replace("covers   all kpis", "covers   subscriptions")
ALL_LEVELS = (FAULTY.replace("covers   all kpis", "covers   subscriptions").replace("neighbours, today;", "neighbours;") +
              'policy {\n  level A001 info "the editor looks at them"\n}\n')


def codes(program, folder, *arguments):
    outcome = call(program, "check", "--format", "json", *arguments, "plan.remit", folder=folder)
    return [finding["code"] for finding in json.loads(outcome.out)["findings"]], outcome.status


def test_select_and_ignore(program, folder):
    put(folder / "plan.remit", ALL_LEVELS)
    everything, _ = codes(program, folder)
    assert {"E010", "T005", "A001"} <= set(everything), everything
    named = lambda *wanted: [code for code in everything if code.startswith(wanted)]
    for arguments, wanted in ((["--select", "T"], named("E", "T")), (["--select", "t005,A001"], named("E", "T005", "A001")),
                              (["--select", "T", "--select", "A"], named("E", "T", "A")),
                              (["--select", "E"], named("E")), (["--select", "E010"], named("E")),
                              (["--ignore", "T005"], [code for code in everything if code != "T005"]),
                              (["--ignore", "T,A"], [code for code in everything if code[0] not in "TA"]),
                              (["--ignore", "T", "--select", "T005"], named("E", "T005")),
                              (["--select", "T", "--ignore", "T005"], [c for c in named("E", "T") if c != "T005"]),
                              (["--select", "T005", "--ignore", "T005"], named("E"))):
        assert codes(program, folder, *arguments)[0] == wanted, (arguments, codes(program, folder, *arguments))


def test_what_is_ignored_does_not_count(program, folder):
    put(folder / "plan.remit", WARNED)
    assert codes(program, folder, "--deny", "warning")[1] == FINDINGS
    assert codes(program, folder, "--deny", "warning", "--ignore", "T005") == ([], FINE)
    put(folder / "plan.remit", WARNED + 'allow T005 "we look at it each day"\n')
    assert codes(program, folder, "--deny", "info", "--ignore", "T005") == ([], FINE), "the allow is not unused"
    assert codes(program, folder, "--deny", "info", "--select", "P") == ([], FINE)


def test_deny_info(program, folder):
    put(folder / "plan.remit", WARNED + 'policy {\n  level T005 info "we look at it each day"\n}\n')
    assert (set(codes(program, folder)[0]), codes(program, folder)[1]) == ({"T005"}, FINE)
    assert codes(program, folder, "--deny", "warning")[1] == FINE
    assert codes(program, folder, "--deny", "info")[1] == FINDINGS


def test_summary_of_a_workflow(program, folder):
    put(folder / "plan.remit", FAULTY)
    summary = put(folder / "summary.md", "# Before\n")
    environment = {"GITHUB_STEP_SUMMARY": str(summary)}
    expect(call(program, "check", "plan.remit", folder=folder, environment=environment), FINDINGS, err="")
    assert summary.read_text() == "# Before\n", "only with the format of GitHub"
    expect(call(program, "check", "--format", "github", "plan.remit", folder=folder, environment=environment), FINDINGS, err="")
    first = summary.read_text()
    assert first.startswith("# Before\n### plan.remit: 1 error\n") and first.count("| E010 |") == 1, first
    expect(call(program, "check", "--format", "github=x", "plan.remit", folder=folder, environment=environment), FINDINGS, err="")
    assert summary.read_text().count("| E010 |") == 2
    for path, why in (("none/summary", "no such file"), (".", "it is a folder")):
        outcome = call(program, "check", "--format", "github", "plan.remit", folder=folder, environment={"GITHUB_STEP_SUMMARY": path})
        expect(outcome, TROUBLE, err=why)
    outcome = call(program, "check", "--format", "github", "plan.remit", folder=folder, environment={"GITHUB_STEP_SUMMARY": "new"})
    expect(outcome, FINDINGS, err="")
    assert (folder / "new").read_text() + "" == first.removeprefix("# Before\n")
    put(folder / "plan.remit", AGREEMENT)
    expect(call(program, "check", "--format", "github", "plan.remit", folder=folder, environment={"GITHUB_STEP_SUMMARY": "clean"}), FINE)
    assert not (folder / "clean").exists()


def test_a_summary_that_grows_too_long(program, folder):
    many = "".join(f"bogus{i}\n" for i in range(400))
    for i in range(20):
        put(folder / f"plans/p{i}.remit", many)
    outcome = call(program, "check", "--format", "github", "plans", folder=folder, environment={"GITHUB_STEP_SUMMARY": "summary"})
    expect(outcome, FINDINGS, err="", out="the first 10 of each")
    text = (folder / "summary").read_bytes()
    assert len(text) < 1024 * 1024 and text.endswith(b"see the log.\n"), len(text)


def counts(program, folder, *arguments):
    outcome = call(program, "check", "--format", "json", *arguments, "plan.remit", folder=folder)
    return json.loads(outcome.out)["summary"], outcome.status


def test_levels(program, folder):
    put(folder / "plan.remit", ALL_LEVELS)
    everything, _ = counts(program, folder)
    assert everything["errors"] and everything["warnings"] and everything["infos"], everything
    assert counts(program, folder, "--level", "info")[0] == everything
    assert counts(program, folder, "--level", "warning")[0] == {**everything, "infos": 0}
    assert counts(program, folder, "--level", "error")[0] == {**everything, "warnings": 0, "infos": 0}


def test_deny_warning(program, folder):
    put(folder / "plan.remit", WARNED)
    summary, status = counts(program, folder)
    assert summary["errors"] == 0 and summary["warnings"] > 0 and status == FINE, summary
    assert counts(program, folder, "--deny", "warning")[1] == FINDINGS
    assert counts(program, folder, "--deny", "warning", "--level", "error")[1] == FINDINGS
    put(folder / "plan.remit", AGREEMENT)
    assert counts(program, folder, "--deny", "warning")[1] == FINE


def test_accepted_findings(program, folder):
    put(folder / "plan.remit", WARNED + 'allow T005 "we look at it each day" agreed by nora until 2027-06-30\n')
    assert counts(program, folder, "--deny", "warning") == ({"files": 1, "errors": 0, "warnings": 0, "infos": 0}, FINE)
    outcome = call(program, "check", "--show-allowed", "plan.remit", folder=folder)
    expect(outcome, FINE, out="we look at it each day")
    outcome = call(program, "check", "--show-allowed", "--format", "json", "plan.remit", folder=folder)
    accepted = [f["suppressed"] for f in json.loads(outcome.out)["findings"]]
    assert accepted and all(a["agreed_by"] == ["nora"] and a["until"] == "2027-06-30" for a in accepted), outcome


def test_as_of(program, folder):
    put(folder / "plan.remit", WARNED + 'allow T005 "we look at it each day" until 2027-06-30\n')
    assert counts(program, folder, "--as-of", "2027-06-30")[0]["warnings"] == 0
    assert counts(program, folder, "--as-of", "2027-07-01")[0]["warnings"] > 0


def test_more_findings_than_are_kept(program, folder):
    put(folder / "plan.remit", "".join(f"bogus{i}\n" for i in range(800)))
    summary, status = counts(program, folder)
    assert status == FINDINGS and 500 <= summary["errors"] <= 501, summary
    expect(call(program, "check", "plan.remit", folder=folder), FINDINGS, out="E009")


def on_terminal(program, folder, *arguments, stdin=subprocess.DEVNULL, **environment):
    """The status of the program, and what it prints, where it prints to a terminal."""
    ours, theirs = pty.openpty()
    done = subprocess.Popen([program, "check", *arguments], cwd=folder, stdout=theirs, stderr=theirs,
                            stdin=stdin, env={**ENVIRONMENT, "TERM": "xterm", **environment})
    os.close(theirs)
    printed = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        printed += piece
    os.close(ours)
    return done.wait(10), printed


def is_coloured(program, folder, *arguments, **environment):
    status, printed = on_terminal(program, folder, *arguments, "plan.remit", **environment)
    assert status == FINDINGS, printed
    return b"\x1b[" in printed


def test_colours(program, folder):
    put(folder / "plan.remit", FAULTY)
    assert is_coloured(program, folder)
    assert is_coloured(program, folder, NO_COLOR="")
    assert not is_coloured(program, folder, NO_COLOR="1")
    assert not is_coloured(program, folder, TERM="dumb")
    assert not is_coloured(program, folder, "--color", "never")
    assert is_coloured(program, folder, "--color", "always", NO_COLOR="1")
    assert "\x1b[" not in call(program, "check", "plan.remit", folder=folder).out
    assert "\x1b[" in call(program, "check", "--color=always", "plan.remit", folder=folder).out


def test_progress_of_long_work(program, folder):
    for i in range(150):
        put(folder / f"plans/p{i}.remit", AGREEMENT)
    put(folder / "last.remit", AGREEMENT)
    with subprocess.Popen(["sh", "-c", "sleep 1.2; cat last.remit"], cwd=folder, stdout=subprocess.PIPE) as slow:
        status, printed = on_terminal(program, folder, "plans", "-", stdin=slow.stdout)
    assert status == FINE and b" of 151" in printed and printed.endswith(b"\r\x1b[K"), printed


def test_no_progress_of_short_work(program, folder):
    for i in range(20):
        put(folder / f"plans/p{i}.remit", AGREEMENT)
    assert on_terminal(program, folder, "plans") == (FINE, b"")
    assert on_terminal(program, folder, "plans", TERM="dumb") == (FINE, b"")
    expect(call(program, "check", "plans", folder=folder), FINE, out="", err="")


def test_same_output_for_any_number_of_jobs(program, folder):
    for i in range(40):
        put(folder / f"plans/p{i}.remit", FAULTY if i % 3 else AGREEMENT + "# long\n" * (i * 400))
    put(folder / "plans/p7.remit", "\xff" * 9)
    once = call(program, "check", "--jobs", "1", "plans", "none.remit", folder=folder)
    expect(once, TROUBLE)
    for jobs in ("2", "3", "16", "1000"):
        again = call(program, "check", "-j", jobs, "plans", "none.remit", folder=folder)
        assert (again.status, again.out, again.err) == (once.status, once.out, once.err), jobs


def test_wrong_number_of_jobs(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    for jobs in ("0", "-1", "two", "1001", "99999999999", "1.5", ""):
        refused(call(program, "check", "--jobs", jobs, "plan.remit", folder=folder), "--jobs", "1 to 1,000")


def test_findings_beside_artifacts(program, folder):
    put(folder / "plan.remit", FAULTY)
    outcome = call(program, "build", "plan.remit", "-o", "out", folder=folder)
    expect(outcome, FINDINGS, out="", err="error[E010]")
    outcome = call(program, "build", "--format", "json", "--format", "text", "plan.remit", "-o", "out", folder=folder)
    expect(outcome, FINDINGS, err="error[E010]")
    assert json.loads(outcome.out)["summary"]["errors"] == 1, outcome


def test_full_disk_behind_standard_output(program, folder):
    put(folder / "plan.remit", FAULTY)
    for arguments in (["check", "plan.remit"], ["check", "--format", "json", "plan.remit"], ["limits"], ["--help"],
                      ["--version"], ["check", "--help"]):
        with open("/dev/full", "w") as full:
            outcome = call(program, *arguments, folder=folder, stdout=full)
        expect(outcome, TROUBLE, err="standard output cannot be written: the disk is full")
        assert outcome.err.count("\n") == 1, outcome


def test_closed_pipe(program, folder):
    put(folder / "plan.remit", "".join(f"bogus{i}\n" for i in range(400)))
    for i in range(20):
        put(folder / f"plan{i}.remit", (folder / "plan.remit").read_text())
    ours, theirs = os.pipe()
    done = subprocess.Popen([program, "check", "."], cwd=folder, stdout=theirs, stderr=subprocess.PIPE, env=ENVIRONMENT)
    os.close(theirs)
    os.read(ours, 10)
    os.close(ours)
    said = done.communicate(timeout=30)[1]
    assert done.returncode == TROUBLE and said == b"", (done.returncode, said)


def test_no_standard_output_at_all(program, folder):
    put(folder / "plan.remit", FAULTY)
    done = subprocess.run(["sh", "-c", f'"{program}" check plan.remit >&-'], cwd=folder, capture_output=True, check=False)
    assert done.returncode == TROUBLE and b"standard output" in done.stderr, done
    put(folder / "plan.remit", AGREEMENT)
    done = subprocess.run(["sh", "-c", f'"{program}" check plan.remit >&- 2>&-'], cwd=folder, check=False)
    assert done.returncode == FINE, done


def test_neither_locale_nor_zone_changes_a_byte(program, folder):
    put(folder / "plan.remit", FAULTY)
    wanted = call(program, "check", "plan.remit", folder=folder).out
    for environment in ({"LC_ALL": "bg_BG.UTF-8"}, {"LC_ALL": "tr_TR.UTF-8"}, {"LC_ALL": "C"}, {"TZ": "Asia/Taipei"},
                        {"LANG": "zh_TW.UTF-8", "LANGUAGE": "zh"}):
        assert call(program, "check", "plan.remit", folder=folder, environment=environment).out == wanted
