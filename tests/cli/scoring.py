"""Figures held against an agreement, as a person calls it."""
import json
import os
import pathlib
import re
import resource
import time

from harness import ENVIRONMENT, FINDINGS, FINE, HOME, TROUBLE, call, expect, put, refused, tree

BASE = (HOME / "src" / "check" / "base.remit").read_text(encoding="utf-8")
HEAD = "kind,name,date,value,note\n"
ON_PLAN = HEAD + "kpi,orders,2026-01-31,190,\n"
OFF_PLAN = HEAD + "kpi,orders,2026-01-31,10,\n"
AT_RISK = HEAD + "kpi,orders,2026-01-31,160,\n"
FORMATS = ("ndjson", "sarif", "junit", "github", "gitlab", "md")


def begin(folder, sheet=ON_PLAN, text=BASE):
    put(folder / "plan.remit", text)
    put(folder / "actuals.csv", sheet)


def score(program, folder, *options, **more):
    return call(program, "score", "plan.remit", "actuals.csv", *options, folder=folder, **more)


def test_score_names_an_agreement_and_figures(program, folder):
    begin(folder)
    refused(call(program, "score"), "FILE FIGURES")
    refused(call(program, "score", "plan.remit", folder=folder), "FILE FIGURES")
    refused(call(program, "score", ".", "actuals.csv", folder=folder), "one agreement")


def test_score_files_that_are_not_there(program, folder):
    begin(folder)
    refused(call(program, "score", "plan.remit", "actual.csv", folder=folder), "actual.csv", "no such file")
    refused(call(program, "score", "plan.remit", ".", folder=folder), ".")
    refused(call(program, "score", "other.remit", "actuals.csv", folder=folder), "other.remit", "no such file")


def test_score_summary(program, folder):
    begin(folder)
    outcome = score(program, folder)
    expect(outcome, FINE, err="", out="Orders that started on the page")
    assert "on track" in outcome.out and "Lin Mei" in outcome.out and "31 January 2026" in outcome.out, outcome
    assert score(program, folder, "--format", "text").out == outcome.out
    assert all(line == line.rstrip() for line in outcome.out.split("\n")), outcome


def test_score_summary_is_in_the_language_of_the_agreement(program, folder):
    begin(folder, text=BASE.replace("language en", "language vi", 1))
    expect(score(program, folder), FINE, err="", out="ngày 31 tháng 1 năm 2026")
    expect(score(program, folder, "--language", "bg"), FINE, err="", out="януари")
    expect(score(program, folder, "--language", "en"), FINE, err="", out="31 January 2026")


def test_score_several_sheets_and_standard_input(program, folder):
    begin(folder)
    put(folder / "february.csv", HEAD + "kpi,orders,2026-02-28,200,\n")
    outcome = call(program, "score", "-", "actuals.csv", "february.csv", "--format", "json", folder=folder, stdin=BASE.encode())
    expect(outcome, FINE, err="")
    assert json.loads(outcome.out)["kpis"][0]["actual"] == 390, outcome


def test_score_status_by_what_it_comes_to(program, folder):
    begin(folder, AT_RISK)
    assert json.loads(score(program, folder, "--format", "json").out)["kpis"][0]["status"] == "at_risk"
    expect(score(program, folder), FINE)
    expect(score(program, folder, "--deny", "at_risk"), FINDINGS)
    begin(folder, ON_PLAN)
    expect(score(program, folder, "--deny", "at_risk"), FINE)
    begin(folder, HEAD + "kpi,orders,2026-12-31,1000,\n")
    expect(score(program, folder, "--as-of", "2026-12-31"), FINDINGS, out="missed")


def test_score_findings_have_places_and_rows_stay_out(program, folder):
    begin(folder, HEAD + "kpi,order,2026-01-31,1,\nkpi,orders,31/1/26,1,\nkpi,orders,2026-01-31,1.234,\n"
          "kpis,orders,2026-01-31,1,\nkpi,orders,2027-05-31,1,\nkpi,orders,2026-01-31,190,\n")
    outcome = score(program, folder)
    expect(outcome, FINDINGS, out="5 rows of the figures cannot be right")
    for place, code in ((2, "D002"), (3, "D005"), (4, "D004"), (5, "D001"), (6, "D005")):
        assert f"error[{code}]" in outcome.err and f"--> actuals.csv:{place}:" in outcome.err, outcome
    assert "190 orders" in outcome.out, outcome


def test_score_later_rows_are_told_once(program, folder):
    later = "".join(f"kpi,orders,2026-{month:02}-28,190,\n" for month in (11, 10, 9))
    begin(folder, ON_PLAN + later)
    outcome = score(program, folder, "--as-of", "2026-02-28")
    expect(outcome, FINE, err="3 rows are later than 28 February 2026")
    assert outcome.err.count("[D008]") == 1 and "--> actuals.csv:3:" in outcome.err and "`orders`" in outcome.err, outcome
    sheet = HOME / "examples" / "tea.actuals.csv"
    outcome = call(program, "score", HOME / "examples" / "tea.remit", sheet, "--as-of", "2026-02-28")
    expect(outcome, FINE, err="names are later than 28 February 2026")
    assert outcome.err.count("[D008]") == 1, outcome


def test_score_findings_in_every_format(program, folder):
    begin(folder, HEAD + "kpi,order,2026-01-31,1,\n")
    for name in FORMATS:
        outcome = score(program, folder, "--format", name)
        expect(outcome, FINDINGS, out="D002", err="error[D002]")
        assert "actuals.csv" in outcome.out and "Owner: Lin Mei" not in outcome.out, outcome
        expect(score(program, folder, "--format", "json", "--format", f"{name}=findings"), FINDINGS, out='"as_of"')
        assert (folder / "findings").read_text(encoding="utf-8") == outcome.out


def test_score_formats_do_not_mix(program, folder):
    begin(folder)
    refused(score(program, folder, "--format", "json", "--format", "sarif"), "--format")
    refused(score(program, folder, "--format", "json", "--format", "text"), "--format")
    refused(score(program, folder, "--format", "json=x"), "json=x")
    refused(score(program, folder, "--format", "jsno"), "jsno")


def test_score_wrong_choices(program, folder):
    begin(folder)
    refused(score(program, folder, "--as-of", "yesterday"), "yesterday")
    refused(score(program, folder, "--deny", "risk"), "at_risk")


TWO_MONTHS = HEAD + "kpi,orders,2026-01-31,190,\nkpi,orders,2026-02-28,100,\n"


def test_score_previous(program, folder):
    """The same figures as they were known on the earlier day; rows that came later are told of once."""
    begin(folder, TWO_MONTHS)
    for options in (["--as-of", "2026-02-28"], []):
        outcome = score(program, folder, "--previous", "2026-01-31", "--format", "json", *options)
        expect(outcome, FINE, err="")
        result = json.loads(outcome.out)
        assert result["kpis"][0]["actual"] == 290 and result["kpis"][0]["status"] == "off_track", result
        before = json.loads(score(program, folder, "--as-of", "2026-01-31", "--format", "json").out)
        kpis = [{key: kpi[key] for key in ("name", "status", "actual", "score")} for kpi in before["kpis"]]
        objectives = [{key: one[key] for key in ("name", "score")} for one in before["objectives"]]
        assert result["previous"] == {"as_of": "2026-01-31", "kpis": kpis, "objectives": objectives}, result
    assert json.loads(score(program, folder, "--format", "json").out)["previous"] is None
    outcome = score(program, folder, "--previous", "2025-12-31")
    expect(outcome, FINE, err="")


def test_score_previous_is_a_day_before(program, folder):
    begin(folder, TWO_MONTHS)
    refused(score(program, folder, "--previous", "yesterday"), "--previous", "yesterday")
    refused(score(program, folder, "--previous"), "--previous")
    for day in ("2026-02-28", "2026-03-01"):
        refused(score(program, folder, "--previous", day, "--as-of", "2026-02-28"), day, "before `2026-02-28`")
        refused(score(program, folder, "--previous", day), day, "before `2026-02-28`")  # the latest in the figures
    refused(score(program, folder, "--previous", "2999-01-01", "--as-of", "today"), "2999-01-01")
    begin(folder, HEAD)
    outcome = score(program, folder, "--previous", "2026-01-31", "--format", "json")
    expect(outcome, FINE, err="")
    assert json.loads(outcome.out)["previous"] is None, outcome


def test_score_today(program, folder):
    begin(folder)
    outcome = score(program, folder, "--as-of", "today", "--format", "json")
    day = json.loads(outcome.out)["as_of"]
    assert day in (time.strftime("%Y-%m-%d", time.localtime(at)) for at in (time.time() - 3600, time.time())), outcome


def test_score_needs_an_agreement_without_errors(program, folder):
    begin(folder, text=BASE.replace("unit      orders, order\n", ""))
    outcome = score(program, folder)
    expect(outcome, FINDINGS, out="", err="the figures are not held against plan.remit")
    begin(folder, text="policy { set tolerance 5% }\n")
    expect(score(program, folder), FINDINGS, out="", err="E105")


def test_score_policy_and_allow(program, folder):
    late = HEAD + "kpi,orders,2026-01-31,190,\nkpi,orders,2026-03-31,190,\n"
    begin(folder, late)
    expect(score(program, folder), FINE, err="warning[D007]")
    expect(score(program, folder, "--deny", "warning"), FINDINGS)
    begin(folder, late, BASE + 'policy { level D007 error "Every month counts" }\n')
    expect(score(program, folder), FINDINGS, err="error[D007]")
    begin(folder, late, BASE + 'policy { level D007 off "We know" }\n')
    expect(score(program, folder), FINE, err="")
    begin(folder, late, BASE.replace("  worth     850", '  allow D007 "Closed"\n  worth     850'))
    expect(score(program, folder), FINE, err="")
    expect(score(program, folder, "--show-allowed"), FINE, err="D007")
    begin(folder, late, BASE.replace("agreement tea_2026", 'policy { set tolerance 60% }\nagreement tea_2026'))
    assert "at_risk" in score(program, folder, "--format", "json").out


def test_score_the_sheet_that_build_writes(program, folder):
    begin(folder)
    expect(call(program, "build", "plan.remit", "--emit", "actuals", folder=folder), FINE)
    outcome = call(program, "score", "plan.remit", "plan.actuals.csv", "--format", "json", folder=folder)
    expect(outcome, FINE, err="")
    assert json.loads(outcome.out)["as_of"] is None
    put(folder / "plan.remit", BASE.replace("2_400 by end", "2_500 by end"))
    expect(call(program, "score", "plan.remit", "plan.actuals.csv", folder=folder), FINE, err="warning[D010]")


def test_score_a_sheet_of_another_version_in_each_language(program, folder):
    """However a language sets its words beside the version's."""
    for language in ("en", "zh-Hant", "bg", "vi"):
        for version in ("1", "第二版", "версия 2"):
            text = BASE.replace("language en", f'language {language}\n  version "{version}"')
            begin(folder, text=text)
            expect(call(program, "build", "plan.remit", "--emit", "actuals", folder=folder), FINE)
            expect(call(program, "score", "plan.remit", "plan.actuals.csv", folder=folder), FINE, err="")
            put(folder / "plan.remit", text.replace("2_400 by end", "2_500 by end"))
            expect(call(program, "score", "plan.remit", "plan.actuals.csv", folder=folder), FINE, err="warning[D010]")


def test_score_does_not_hang_on_locale(program, folder):
    begin(folder)
    plain = score(program, folder, "--format", "json").out
    for locale in ("bg_BG.UTF-8", "vi_VN.UTF-8", "zh_TW.UTF-8", "de_DE.UTF-8"):
        assert score(program, folder, "--format", "json", environment={"LC_ALL": locale}).out == plain


def test_score_names_what_lacks_under_a_formula(program, folder):
    """The first in the order of the formulas, however often they come upon it."""
    kpi = 'kpi {} "One" {{ unit orders; measures sales; source "shop"; {} }}\n'
    plain = "baseline 0 on 2025-12-31; target at least 9 by end; reported every month on day 3 by mei"
    kpis = [("east", plain), ("west", plain), ("both", "formula east2 + west2; target observe"), ("all", "formula both + east2; target observe"),
            ("east2", "formula east * 2; target observe"), ("west2", "formula west * 2; target observe")]
    text = BASE + "".join(kpi.format(*k) for k in kpis) + "policy {\n  level T005 off\n}\n"
    for given, said in (([], {"both": "east", "all": "east", "east2": "east", "west2": "west"}), (["east"], {"both": "west", "all": "west", "west2": "west"}),
                        (["west"], {"both": "east", "all": "east", "east2": "east"}), (["east", "west"], {})):
        begin(folder, ON_PLAN + "".join(f"kpi,{name},2026-01-31,1,\n" for name in given), text)
        found = re.findall(r"D009\]: `(\w+)` cannot be computed[^`]*`(\w+)`", score(program, folder).err)
        assert dict(found) == said, (given, found)


# ---- Hostile sheets ----

def bounded(program, folder, sheet, seconds=10, memory=1 << 30):
    """What comes of a sheet, in little time and memory."""
    begin(folder, sheet)
    limit = None if "ASAN_OPTIONS" in ENVIRONMENT else lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    outcome = call(program, "score", "plan.remit", "actuals.csv", folder=folder, timeout=seconds, preexec_fn=limit)
    assert outcome.status in (FINE, FINDINGS), outcome
    return outcome


def test_score_a_file_that_is_too_large(program, folder):
    begin(folder)
    with open(folder / "actuals.csv", "wb") as sheet:
        os.truncate(sheet.fileno(), 100 * 1024 * 1024)
    expect(score(program, folder), FINDINGS, out="", err="larger than 16 MiB")
    expect(bounded(program, folder, HEAD + "x" * (17 * 1024 * 1024)), FINDINGS, err="error[E009]")


def test_score_bytes_that_are_no_text(program, folder):
    expect(bounded(program, folder, HEAD.encode("utf-16")), FINDINGS, err="UTF-16")
    expect(bounded(program, folder, HEAD.encode() + b"kpi,orders,2026-01-31,1\x000,\n"), FINDINGS, err="error[E002]")
    outcome = bounded(program, folder, ON_PLAN.encode() + "kpi,orders,2026-02-28,190,поръчки\n".encode("cp1251"))
    expect(outcome, FINDINGS, err="error[E001]")
    assert "actuals.csv:3:27" in outcome.err, outcome


def test_score_sheets_of_one_thing(program, folder):
    size = 15 * 1024 * 1024
    for sheet in ("", "\n", "\r", "\ufeff", "kind", '"', '"' * size, "," * size, "\n" * size, HEAD + "," * size, HEAD + '"' * size,
                  HEAD + '"\n' * (size // 2), HEAD + "kpi,orders,2026-01-31," + "9" * size + ",\n", HEAD + '"""x\n' * (size // 5)):
        bounded(program, folder, sheet, 60)


def test_score_many_faults_are_counted(program, folder):
    outcome = bounded(program, folder, HEAD + "kpi,order,2026-01-31,1,\n" * 100_000, 60)
    expect(outcome, FINDINGS, err="error[E009]", out="100,000 rows")


def test_score_many_unknown_names_of_many(program, folder):
    """The nearest name is looked for where it is said, and nowhere else."""
    kpis = "".join(f'kpi visits_to_the_page_{i:04} "Visits of page {i}" {{ unit count; measures sales; source "shop"; baseline 0 on 2025-12-31; '
                   "target at least 9 by end; reported every month on day 3 by mei }\n" for i in range(800))
    put(folder / "actuals.csv", HEAD + "kpi,visitz_to_the_pages,2026-01-31,1,\n" * 20_000)
    for level in ("", "  level D002 off\n"):
        put(folder / "plan.remit", BASE + kpis + "policy {\n  level T005 off\n" + level + "}\n")
        outcome = score(program, folder, timeout=60 if "ASAN_OPTIONS" in ENVIRONMENT else 5)
        assert outcome.status in (FINE, FINDINGS) and "20,000 rows" in outcome.out, outcome.err[:500]


def test_score_a_note_in_every_row(program, folder):
    expect(bounded(program, folder, HEAD + "kpi,orders,2026-01-31,,seen by Mei herself\n" * 100_000, 10, 256 << 20), FINE)


def test_score_many_rows_of_a_long_term(program, folder):
    long = BASE.replace("to 2026-12-31", "to 2198-12-31").replace("every month on day 3", "every day")
    days = [f"{year}-{month:02}-{day:02}" for year in range(2026, 2199) for month in range(1, 13) for day in range(1, 29)]
    put(folder / "plan.remit", long)
    put(folder / "actuals.csv", HEAD + "".join(f"kpi,orders,{day},1,\n" for day in days))
    outcome = call(program, "score", "plan.remit", "actuals.csv", "--format", "json", folder=folder, timeout=60)
    assert json.loads(outcome.out)["kpis"][0]["actual"] == len(days), outcome.err[:500]


def test_score_posts_in_the_words_of_the_agreement(program, folder):
    """In English, and in each language that the agreement is written out in."""
    text = BASE.replace("language en", "language zh-Hant, bg")
    (folder / "plan.remit").write_text(text, encoding="utf-8")
    for cell, read in (("12 posts", True), ("12 篇", True), ("12 публикации", True), ("12 bài", False), ("12 letters", False)):
        (folder / "actuals.csv").write_text(f"kind,name,date,value,note\nposts,page,2026-01-31,{cell},\n", encoding="utf-8")
        outcome = score(program, folder)
        assert ("D004" not in outcome.err) == read, (cell, outcome.err)
        assert read or "`page` is counted in posts, not in" in outcome.err, outcome.err


# ---- What is not written ----

UNREADABLE = (HEAD.encode("utf-16"), HEAD.encode() + b"kpi,orders,2026-01-31,1\x000,\n", HEAD.encode() + b"\xe9\n", b"", b"orders;190\n",
              HEAD.replace(",note", "").encode(), b"PK\x03\x04 cut short", b"\xd0\xcf\x11\xe0" * 9, b"x" * (17 << 20))


def test_score_nothing_of_a_sheet_that_cannot_be_read(program, folder):
    """Last month's good files stay; so they do where a policy has the rule off, and where another sheet is fine."""
    begin(folder)
    expect(score(program, folder, "-o", "out"), FINE)
    good = tree(folder / "out")
    for sheet in UNREADABLE:
        for text in (BASE, BASE + 'policy { level D001 off "We know" }\n'):
            put(folder / "plan.remit", text)
            put(folder / "bad.csv", sheet)
            for form in ("text", "json"):
                outcome = call(program, "score", "plan.remit", "actuals.csv", "bad.csv", "-o", "out", "--format", form, folder=folder)
                expect(outcome, FINDINGS, out="", err="remit: nothing in bad.csv could be read, so plan.remit is not scored")
            assert tree(folder / "out") == good, sheet[:40]


def test_score_does_not_write_over_what_it_reads(program, folder):
    """However it is named: plainly, by a link, by another way round; a sheet, the agreement, what it includes."""
    begin(folder)
    (folder / "sub").mkdir()
    (folder / "here").symlink_to(".")
    put(folder / "plan.filled.csv", ON_PLAN)
    (folder / "linked.csv").symlink_to("plan.filled.csv")
    put(folder / "whole.remit", 'include "whole.filled.md"\n')
    put(folder / "whole.filled.md", BASE)
    before = tree(folder)
    for sheet in ("plan.filled.csv", "linked.csv", "sub/../plan.filled.csv"):
        for place in (".", "./", "sub/..", "here"):
            for sheets in ([sheet], ["actuals.csv", sheet]):
                outcome = call(program, "score", "plan.remit", *sheets, "-o", place, "--as-of", "2026-01-31", folder=folder)
                expect(outcome, TROUBLE, out="", err="plan.filled.csv is read for this scoring and would be written over")
                assert tree(folder) == before, (sheet, place)
    refused(call(program, "score", "whole.remit", "actuals.csv", "-o", ".", folder=folder), "whole.filled.md", "nothing is written")
    assert tree(folder) == before
    expect(call(program, "score", "plan.remit", "plan.filled.csv", "-o", "out", folder=folder), FINE, err="")


def test_score_is_printed_though_a_file_cannot_be_written(program, folder):
    """What is wrong is said once, and the scoring does not hang on it."""
    begin(folder)
    printed = score(program, folder).out
    put(folder / "afile", "a file")
    outcome = score(program, folder, "-o", "afile")
    expect(outcome, TROUBLE, out=printed)
    assert outcome.err.count("\n") == 1 and "afile" in outcome.err, outcome
    (folder / "out/plan.filled.csv/x").mkdir(parents=True)
    outcome = score(program, folder, "-o", "out")
    expect(outcome, TROUBLE, out=printed, err="out/plan.filled.csv cannot be written")
    assert outcome.err.count("\n") == 1, outcome
    name = next(n for n in re.findall(rb"libxlsxwriter[.\w]+", pathlib.Path(program).read_bytes()) if b"so" in n or b"dylib" in n)
    put(folder / "fake" / name.decode(), "no library")
    outcome = score(program, folder, "-o", "other", environment={"LD_LIBRARY_PATH": str(folder / "fake")})
    expect(outcome, TROUBLE, out=printed, err="other/plan.filled.xlsx is not written")
    assert sorted(tree(folder / "other")) == ["plan.filled.csv", "plan.filled.html", "plan.filled.md"], outcome


def test_score_help_names_the_files(program, folder):
    begin(folder)
    expect(score(program, folder, "-o", "out"), FINE)
    endings = sorted(path.removeprefix("plan.filled") for path in tree(folder / "out"))
    for language in ("en", "zh-Hant", "bg", "vi"):
        line = next(line for line in call(program, "score", "--help", "--language", language).out.splitlines() if "--output" in line)
        assert ".filled.html" in line and all(ending in line for ending in endings), line
