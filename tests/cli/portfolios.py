"""Many agreements with the figures beside them."""
import json
import os
import re
import resource
import time

from harness import ENVIRONMENT, FINDINGS, FINE, TROUBLE, call, expect, put, refused, tree
from scoring import AT_RISK, BASE, HEAD, OFF_PLAN, ON_PLAN
from spreadsheets import openpyxl

MISSED = HEAD + "kpi,orders,2026-12-31,10,\n"


def named(name, title):
    return BASE.replace('agreement tea_2026 "Alpine Tea × Lantern Digital 2026"', f'agreement {name} "{title}"', 1)


def add(folder, path, sheet=None, text=None):
    put(folder / f"{path}.remit", text or named(re.sub(r"\W", "_", path), f"Plan {path}"))
    if sheet is not None:
        put(folder / f"{path}.actuals.csv", sheet)


def score(program, folder, *options, **more):
    return call(program, "score", "--portfolio", "all", *options, folder=folder, **more)


def rows(program, folder, *options):
    outcome = score(program, folder, "--format", "json", *options)
    return {row["path"]: row for row in json.loads(outcome.out)["agreements"]}


def make(folder):
    """One of each kind."""
    add(folder, "all/north/fine", ON_PLAN)
    add(folder, "all/north/risky", AT_RISK)
    add(folder, "all/south/behind", OFF_PLAN)
    add(folder, "all/south/missed", MISSED)
    add(folder, "all/empty")
    add(folder, "all/broken", ON_PLAN, BASE.replace("unit      orders, order\n", ""))
    put(folder / "all/parts/house.remit", "policy { set tolerance 10% }\n")


def test_portfolio_of_each_kind(program, folder):
    make(folder)
    outcome = score(program, folder, "-o", "out")
    expect(outcome, FINDINGS, out="6 agreements\n4 scored, 1 without figures, 1 not scored\n", err="E1")
    for line in ("- broken.remit: it has ", "Plan all/empty (empty.remit)", "1 file holds no agreement and was passed over: parts/house.remit"):
        assert line in outcome.out, (line, outcome)
    scorecards = [f"{path}.filled.html" for path in ("north/fine", "north/risky", "south/behind", "south/missed")]
    assert sorted(tree(folder / "out")) == sorted(["portfolio.html", "portfolio.ndjson", *scorecards])
    lines = [json.loads(line) for line in (folder / "out/portfolio.ndjson").read_text(encoding="utf-8").splitlines()]
    assert [(line["path"], line["result"], line["reason"]) for line in lines] == [
        ("broken.remit", "not_scored", "errors"), ("empty.remit", "no_figures", None), ("north/fine.remit", "scored", None),
        ("north/risky.remit", "scored", None), ("south/behind.remit", "scored", None), ("south/missed.remit", "scored", None)]
    whole = json.loads(score(program, folder, "--format", "json").out)
    assert whole["agreements"] == [line | {"scorecard": None} for line in lines] and whole["passed_over"] == ["parts/house.remit"], whole
    page = (folder / "out/portfolio.html").read_text(encoding="utf-8")
    kinds = [page.index(f'colspan="5"><div class="side">{word}') if f'colspan="5"><div class="side">{word}' in page
             else page.index(f'colspan="5">{word}') for word in ("Missed", "Off track", "At risk")]
    assert kinds == sorted(kinds), kinds
    assert "Plan all/south/missed" in page and all(f'href="{scorecard}"' in page for scorecard in scorecards)


def test_portfolio_says_of_each_what_a_scoring_says(program, folder):
    make(folder)
    for path, row in rows(program, folder).items():
        if row["result"] != "scored":
            continue
        file = f"all/{path}"
        alone = json.loads(call(program, "score", file, file.replace(".remit", ".actuals.csv"), "--format", "json", folder=folder).out)
        assert row["as_of"] == alone["as_of"] and row["roi"] == alone["roi"]["roi"], (row, alone)
        statuses = [kpi["status"] for kpi in alone["kpis"]]
        assert row["standings"] == {status: statuses.count(status) for status in row["standings"]}, (row, alone)
        assert [o["score"] for o in row["objectives"]] == [o["score"] for o in alone["objectives"]], (row, alone)
        assert all(kpi["owners"] == ["mei"] for kpi in row["at_risk"]), row


def test_portfolio_days(program, folder):
    make(folder)
    row = rows(program, folder, "--as-of", "2026-03-31", "--previous", "2026-01-31")["south/behind.remit"]
    assert row["as_of"] == "2026-03-31" and row["previous"] == {"as_of": "2026-01-31", "better": 0, "worse": 0}, row
    assert row["at_risk"][0]["previous_status"] == "off_track", row
    row = rows(program, folder, "--previous", "2026-01-31")["north/fine.remit"]  # not before its own day
    assert row["as_of"] == "2026-01-31" and row["previous"] is None, row
    refused(score(program, folder, "--as-of", "2026-01-31", "--previous", "2026-01-31"), "--previous")


def test_portfolio_takes_what_is_filled_in(program, folder):
    """`remit build` writes a sheet and a workbook beside the agreement: the one that was filled in counts."""
    add(folder, "all/plan")
    expect(call(program, "build", "all/plan.remit", "--emit", "actuals,scorecard.xlsx", "-o", "all", folder=folder), FINE)
    assert rows(program, folder)["plan.remit"]["result"] == "no_figures"
    book = openpyxl.load_workbook(folder / "all/plan.scorecard.xlsx")
    places = [row for row in book["remit_map"].iter_rows(values_only=True) if row and "kpi" in row and "orders" in row]
    sheet, cell = next((a, b) for row in places for a, b in zip(row, row[1:]) if a in book.sheetnames)
    book[sheet][cell] = 190
    book.save(folder / "all/plan.scorecard.xlsx")
    row = rows(program, folder)["plan.remit"]
    assert (row["result"], row["figures"]) == ("scored", "plan.scorecard.xlsx"), row
    put(folder / "all/plan.actuals.csv", ON_PLAN)
    assert rows(program, folder)["plan.remit"]["figures"] == "plan.actuals.csv"


def test_portfolio_wrong_use(program, folder):
    make(folder)
    refused(call(program, "score", "--portfolio", folder=folder), "--portfolio")
    refused(call(program, "score", "--portfolio", "none", folder=folder), "--portfolio", "none")
    refused(call(program, "score", "--portfolio", "all/empty.remit", folder=folder), "all/empty.remit")
    refused(score(program, folder, "all/empty.remit"), "all/empty.remit", "leave out")
    refused(score(program, folder, "--history", "-o", "out"), "--history", "--portfolio")
    refused(score(program, folder, "--jobs", "0"), "--jobs")
    refused(score(program, folder, "--format", "html"), "html")
    assert not (folder / "out").exists()


def test_portfolio_of_an_empty_folder(program, folder):
    (folder / "all").mkdir()
    refused(score(program, folder, "-o", "out"), "no *.remit file", "all")
    put(folder / "all/house.remit", "policy { set tolerance 10% }\n")
    outcome = score(program, folder, "-o", "out")
    expect(outcome, FINE, err="", out="0 agreements\n")
    assert "house.remit" in outcome.out


def test_portfolio_of_parts(program, folder):
    """What another agreement includes is none of its own; an agreement may stand in what it includes."""
    add(folder, "all/whole", ON_PLAN, 'include "base.remit"\n')
    put(folder / "all/base.remit", BASE)
    whole = json.loads(score(program, folder, "--format", "json").out)
    assert [row["path"] for row in whole["agreements"]] == ["whole.remit"] and whole["passed_over"] == ["base.remit"], whole
    assert whole["agreements"][0]["result"] == "scored"


def test_portfolio_one_broken_spoils_nothing(program, folder):
    make(folder)
    put(folder / "all/noise.remit", b"\x00\xff" * 100)
    put(folder / "all/latin.remit", BASE.encode("utf-16"))
    (folder / "all/gone.remit").symlink_to("nowhere")
    (folder / "all/up").symlink_to("..")
    put(folder / "outside.remit", BASE)
    (folder / "all/linked.remit").symlink_to("../outside.remit")
    add(folder, "all/folded")
    (folder / "all/folded.actuals.csv").mkdir()
    add(folder, "all/garbled", b"\xff\xfe" * 50)
    add(folder, "all/linked_figures")
    (folder / "all/linked_figures.actuals.csv").symlink_to("north/fine.actuals.csv")
    found = rows(program, folder)
    assert found["linked.remit"]["reason"] == "outside" and found["linked_figures.remit"]["result"] == "scored", found
    assert found["folded.remit"]["reason"] == "figures_no_file" and found["garbled.remit"]["reason"] == "figures_faulty", found
    assert found["north/fine.remit"]["result"] == "scored" and "gone.remit" not in found, found
    expect(score(program, folder), TROUBLE, err="lies outside the root folder")
    if os.geteuid() != 0:
        (folder / "all/north/fine.actuals.csv").chmod(0)
        assert rows(program, folder)["north/fine.remit"]["reason"] == "figures_unread"


def test_portfolio_names_what_lacks_a_figure(program, folder):
    """The last figure is on the plan; February's never came."""
    add(folder, "all/gap", HEAD + "kpi,orders,2026-01-31,400,\nkpi,orders,2026-03-31,400,\n")
    row = rows(program, folder)["gap.remit"]
    assert [(kpi["kpi"], kpi["status"], kpi["lacking"]) for kpi in row["at_risk"]] == [("orders", "on_track", 1)], row
    page = score(program, folder, "-o", "out")
    text = (folder / "out/portfolio.html").read_text(encoding="utf-8")
    assert "Besides: a figure that was due lacks" in text and "none lacks" not in text, page


def test_portfolio_status(program, folder):
    add(folder, "all/fine", ON_PLAN)
    expect(score(program, folder), FINE, err="")
    add(folder, "all/risky", AT_RISK)
    expect(score(program, folder), FINE, err="")
    expect(score(program, folder, "--deny", "at_risk"), FINDINGS)
    add(folder, "all/missed", MISSED)
    expect(score(program, folder), FINDINGS)


def test_portfolio_cannot_be_written(program, folder):
    make(folder)
    put(folder / "out", "a file")
    expect(score(program, folder, "-o", "out"), TROUBLE, err="cannot be written")


def test_portfolio_in_each_language(program, folder):
    make(folder)
    for language, word in (("en", "What is at risk"), ("zh-Hant", "風險一覽"), ("bg", "Какво е в риск"), ("vi", "Rủi ro cần chú ý")):
        outcome = score(program, folder, "-o", "out", "--language", language)
        page = (folder / "out/portfolio.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}">' in page and word in page, language
        assert outcome.status == FINDINGS


def test_portfolio_page(program, folder):
    """The same for any number of jobs, and wherever it is called from; tests/golden holds one whole."""
    make(folder)
    options = ["--previous", "2025-12-31", "-o", "out"]
    first = score(program, folder, *options, "--jobs", "1")
    written = tree(folder / "out")
    second = score(program, folder, *options, "--jobs", "7")
    assert str(first) == str(second) and written == tree(folder / "out")
    third = call(program, "score", "--portfolio", ".", "--previous", "2025-12-31", "-o", "../other", folder=folder / "all")
    assert third.out == first.out and written == tree(folder / "other")


def test_portfolio_tells_alike_apart(program, folder):
    """Where two have one title, their paths stand with it."""
    add(folder, "all/2026", OFF_PLAN, named("a", "Tea"))
    add(folder, "all/2027", OFF_PLAN, named("b", "Tea"))
    add(folder, "all/2028", OFF_PLAN, named("c", "Coffee"))
    outcome = score(program, folder, "-o", "out")
    page = (folder / "out/portfolio.html").read_text(encoding="utf-8")
    for text in (outcome.out, page):
        assert "Tea (2026.remit)" in text and "Tea (2027.remit)" in text and "Coffee (" not in text, text


def test_portfolio_names_are_safe(program, folder):
    """Whatever a file is called, the page shows it and nothing breaks out."""
    for name in ("a b&c", "<script>x", "x](y", "tea\u202e", "q'\""):
        add(folder, f"all/{name}", "kind\n", BASE.replace("unit      orders, order\n", ""))
    outcome = score(program, folder, "-o", "out")
    page = (folder / "out/portfolio.html").read_text(encoding="utf-8")
    assert "<script>" not in page and "&lt;script&gt;x.remit" in page, page[-2000:]
    assert "\u202e" not in outcome.out and len(json.loads((folder / "out/portfolio.ndjson").read_text().splitlines()[0])) == 16


def test_portfolio_of_a_thousand(program, folder):
    """In seconds, and no more in memory than a few of them take."""
    for number in range(1000):
        add(folder, f"all/{number % 10}/plan_{number:03}", (ON_PLAN, AT_RISK, OFF_PLAN, None)[number % 4])
    began = time.monotonic()
    limit = None if "ASAN_OPTIONS" in ENVIRONMENT else lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 28, 1 << 28))
    outcome = score(program, folder, "-o", "out", preexec_fn=limit)
    seconds = time.monotonic() - began
    expect(outcome, FINE, out="1,000 agreements\n750 scored, 250 without figures, 0 not scored\n")
    assert len((folder / "out/portfolio.ndjson").read_text().splitlines()) == 1000
    print(f"1,000 agreements in {seconds:.1f} s")
    assert seconds < 30, seconds


def test_portfolio_of_figures_that_are_no_sheet(program, folder):
    """Not scored as if there were none, and the page of the month before stays."""
    add(folder, "all/fine", ON_PLAN)
    add(folder, "all/bad", ON_PLAN)
    expect(score(program, folder, "-o", "out"), FINE)
    before = (folder / "out/bad.filled.html").read_bytes()
    put(folder / "all/bad.actuals.csv", HEAD.encode("utf-16"))
    expect(score(program, folder, "-o", "out"), FINDINGS, out="- bad.remit: nothing in bad.actuals.csv could be read", err="E001")
    assert (folder / "out/bad.filled.html").read_bytes() == before
    row = rows(program, folder, "--as-of", "2026-03-31")["bad.remit"]
    assert (row["result"], row["reason"], row["as_of"], row["at_risk"], row["scorecard"]) == ("not_scored", "figures_faulty", None, [], None), row
    assert not any(row["standings"].values()) and row["findings"]["errors"] == 1, row


def test_portfolio_names_what_is_beside_and_is_no_sheet(program, folder):
    """A link is followed under the folder; a folder, a pipe, a link to nothing or out of it is not passed over silently."""
    put(folder / "outside.csv", ON_PLAN)
    put(folder / "all/kept/figures.csv", ON_PLAN)
    for name in ("linked", "out", "gone", "folded", "piped", "empty"):
        add(folder, f"all/south/{name}")
    beside = {name: folder / f"all/south/{name}.actuals.csv" for name in ("linked", "out", "gone", "folded", "piped")}
    beside["linked"].symlink_to("../kept/figures.csv")
    beside["out"].symlink_to("../../outside.csv")
    beside["gone"].symlink_to("nothing.csv")
    beside["folded"].mkdir()
    os.mkfifo(beside["piped"])
    outcome = score(program, folder)
    expect(outcome, TROUBLE, out="1 scored, 1 without figures, 4 not scored\n")
    for line in ("remit: all/south/out.actuals.csv lies outside the root folder all", "remit: all/south/gone.actuals.csv cannot be read: ",
                 "remit: all/south/folded.actuals.csv is not a file", "remit: all/south/piped.actuals.csv is not a file"):
        assert line in outcome.err, (line, outcome)
    for line in ("out.actuals.csv is a link that leads out of the folder", "piped.actuals.csv is no regular file"):
        assert line in outcome.out, (line, outcome)
    assert {path: (row["result"], row["reason"]) for path, row in rows(program, folder).items()} == {
        "south/linked.remit": ("scored", None), "south/empty.remit": ("no_figures", None),
        "south/out.remit": ("not_scored", "figures_outside"), "south/gone.remit": ("not_scored", "figures_unread"),
        "south/folded.remit": ("not_scored", "figures_no_file"), "south/piped.remit": ("not_scored", "figures_no_file")}


def test_portfolio_of_an_agreement_and_its_alias(program, folder):
    """A link to an agreement, wherever it is sorted, does not take its place: the figures lie beside the file itself."""
    add(folder, "all/plan", ON_PLAN)
    for alias in ("alias.remit", "zalias.remit", "sub/alias.remit"):
        (folder / "all/sub").mkdir(exist_ok=True)
        (folder / "all" / alias).symlink_to(folder / "all/plan.remit")
        found = rows(program, folder)
        assert list(found) == ["plan.remit"] and found["plan.remit"]["result"] == "scored", (alias, found)


def test_portfolio_counts_those_that_are_not_compared(program, folder):
    """Those whose day is not after the earlier one, in the summary and on the page; of none nothing is said."""
    add(folder, "all/old", ON_PLAN)
    add(folder, "all/older", AT_RISK)
    add(folder, "all/new", HEAD + "kpi,orders,2026-01-31,190,\nkpi,orders,2026-02-28,190,\n")
    add(folder, "all/empty")
    for earlier, said in (("2026-01-31", "2 agreements are not compared, since their days are not after 31 January 2026\n"),
                          ("2026-02-28", "3 agreements are not compared, since their days are not after 28 February 2026\n"), ("2026-01-30", None)):
        outcome = score(program, folder, "--previous", earlier, "-o", "out")
        page = (folder / "out/portfolio.html").read_text(encoding="utf-8")
        assert (said in outcome.out) if said else "not compared" not in outcome.out, outcome
        assert ("scored as of a day that is not after" in page) == bool(said), earlier
        assert ("Compared with" in outcome.out) == (earlier != "2026-02-28"), outcome
    assert "not compared" not in score(program, folder).out
