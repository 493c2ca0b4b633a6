"""The course of each KPI, written beside a scoring."""
import csv
import io
import json
import re
import time

from harness import FINDINGS, FINE, HOME, call, expect, refused, tree
from scoring import BASE, HEAD, ON_PLAN, begin, score

BLOCK = re.compile(r"^```(remit|csv|json)[^\n]*\n(.*?)^```$", re.M | re.S)
COMMON = ("status", "actual", "attainment", "score", "unit", "incomplete")


def history(program, folder, *options, **more):
    outcome = score(program, folder, "--history", "-o", "out", *options, **more)
    assert outcome.status in (FINE, FINDINGS), outcome
    return [json.loads(line) for line in (folder / "out" / "plan.history.ndjson").read_text(encoding="utf-8").splitlines()]


def one(low, high):
    return low if high is None else high if low is None else None


def agree_with_each_day(program, folder, lines):
    """What a line says is what a scoring as of its day says."""
    scored = {}
    for line in lines:
        day = line["date"]
        if day not in scored:
            outcome = score(program, folder, "--as-of", day, "--format", "json")
            scored[day] = {kpi["name"]: kpi for kpi in json.loads(outcome.out)["kpis"]}
        kpi = scored[day][line["kpi"]]
        assert {key: line[key] for key in COMMON} == {key: kpi[key] for key in COMMON}, (line, kpi)
        assert one(line["planned_low"], line["planned_high"]) == kpi["planned"], (line, kpi)
        assert one(line["target_low"], line["target_high"]) == kpi["target"], (line, kpi)


def test_history_of_one_kpi(program, folder):
    begin(folder, HEAD + "kpi,orders,2026-01-15,90,\nkpi,orders,2026-01-31,100,\nkpi,orders,2026-03-31,200,\n")
    lines = history(program, folder)
    assert [(line["date"], line["reported"], line["actual"], line["status"], line["incomplete"]) for line in lines] == [
        ("2026-01-15", 90, 90, "not_due", False), ("2026-01-31", 100, 190, "on_track", False),
        ("2026-02-28", None, 190, "on_track", False), ("2026-03-31", 200, 390, "off_track", True)], lines
    endings = ["filled.csv", "filled.html", "filled.md", "filled.xlsx", "history.csv", "history.ndjson"]
    assert sorted(tree(folder / "out")) == [f"plan.{ending}" for ending in endings]
    text = (folder / "out" / "plan.history.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbfagreement,kpi,date,") and text.endswith(b"\r\n")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert [list(row) for row in rows] == [list(line) for line in lines]
    assert rows[2]["reported"] == "" and rows[2]["excused"] == "false" and rows[3]["incomplete"] == "true", rows
    score(program, folder, "--history", "-o", "out", "--no-bom")
    assert (folder / "out" / "plan.history.csv").read_bytes() == text[3:]


def test_history_says_what_each_day_would(program, folder):
    """Of the examples of the documentation, which have every kind of KPI."""
    text = (HOME / "docs" / "scoring.md").read_text(encoding="utf-8")
    fragment = ""
    held = 0
    for kind, content in BLOCK.findall(text):
        if kind == "remit":
            fragment = content
        if kind == "json":
            fragment = ""
        if kind != "csv":
            continue
        begin(folder, HEAD + content, BASE + fragment)
        lines = history(program, folder, "--as-of", "2026-12-31")
        agree_with_each_day(program, folder, lines)
        held += len(lines)
    assert held > 300, held


def test_history_of_an_example(program, folder):
    for name in ("tea", "facebook-outsourcing"):
        begin(folder, (HOME / "examples" / f"{name}.actuals.csv").read_bytes(), (HOME / "examples" / f"{name}.remit").read_text())
        agree_with_each_day(program, folder, history(program, folder))


def test_history_without_figures(program, folder):
    begin(folder, HEAD)
    assert history(program, folder) == []
    assert (folder / "out" / "plan.history.csv").read_text(encoding="utf-8-sig").count("\n") == 1


def test_history_needs_a_folder(program, folder):
    begin(folder, ON_PLAN)
    refused(score(program, folder, "--history"), "--history", "-o")
    outcome = score(program, folder, "--history", "-o", "actuals.csv")
    expect(outcome, 2, err="actuals.csv cannot be written")


def test_history_of_many_days_takes_time_in_line(program, folder):
    """A day more is a line more, also of what is maintained, adds up, or is computed."""
    kpis = """kpi uptime "Uptime" { measures sales; unit percent; reported every day by jo; target maintain at least 90% }
kpi sums "Sums" { measures sales; unit orders, order; tally sum; reported every day by jo; target at most 1_000_000 }
kpi part "Part" { measures sales; unit percent; reported every day by jo; formula sums / orders; target at most 500% }
"""
    seconds = []
    for last in (2030, 2050):
        days = [f"{year}-{month:02}-{day:02}" for year in range(2026, last + 1) for month in range(1, 13) for day in range(1, 29)]
        text = BASE.replace("to 2026-12-31", f"to {last}-12-31").replace("every month on day 3", "every day") + kpis
        begin(folder, HEAD + "".join(f"kpi,orders,{day},1,\nkpi,uptime,{day},95%,\nkpi,sums,{day},2,\n" for day in days), text)
        began = time.monotonic()
        lines = history(program, folder, timeout=60)
        seconds.append(time.monotonic() - began)
        assert len(lines) >= 4 * len(days), len(lines)
    assert seconds[1] < 5 * 2 * seconds[0] + 1, seconds
