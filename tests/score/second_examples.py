#!/usr/bin/env python3
"""Worked examples for the second implementation: each expectation is computed by hand from outputs.md, section 4, as the
comment beside it shows. They need the program only for the model of the text.

    second_examples.py REMIT
"""
import datetime
import pathlib
import subprocess
import sys
from fractions import Fraction as F

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path += [str(HERE), str(HERE.parent / "shared")]

import cases   # noqa: E402  (tests/shared)
import second  # noqa: E402

HEAD = """agreement a "A" { term from 2026-01-01 to 2026-12-31; currency EUR }
client c "C" { person p "P"; contact p }
agency g "G" { person q "Q"; contact q }
goal money "M" { owner p }
objective o "O" { serves money; owner p; by end }
"""
MONTHLY = "reported every month on day 3 by q"


def model(program, folder, text):
    (folder / "a.remit").write_text(HEAD + text, encoding="utf-8")
    done = subprocess.run([program, "build", "--emit", "model", "--level", "error", "-o", str(folder), str(folder / "a.remit")],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return second.load((folder / "a.model.json").read_text(encoding="utf-8"))


def day(text):
    return datetime.date.fromisoformat(text)


def whole(program, folder, text, rows, on):
    """`rows`: words of a line, `NAME DATE VALUE`, of KPIs; with a kind before them, of other things."""
    made = []
    for line in rows:
        kind, name, date, value = (["kpi"] if line.count(" ") == 2 else []) + line.split()
        made.append(second.Row(kind, name, day(date), F(value)))
    return second.score(model(program, folder, text), made, day(on))


def kpi(program, folder, words, rows, on, **expected):
    text = f"kpi k {{ measures o; {words}; {MONTHLY if 'reported' not in words else ''} }}"
    got = whole(program, folder, text, rows, on)["kpis"][0]
    return [f"{on}, {key}: {got[key]} and not {value}" for key, value in expected.items() if got[key] != value]


def test_followers_of_the_specification(program, folder):
    # Start 12,000 on 31 December, milestone 15,000 on 30 June, target 20,000 on 31 December.
    words = "unit followers; baseline 12_000 on 2025-12-31; target at least 20_000 by end; milestone at least 15_000 by 2026-06-30"
    yield from kpi(program, folder, words, ["k 2026-06-30 15200"], "2026-06-30", status="on_track", date="2026-06-30",
                   planned=15000, target=20000, attainment=F(3200, 8000), planned_attainment=F(3000, 8000), score=1,
                   projected=12000 + F(3200 * 365, 181), incomplete=False)


def test_tolerance_to_the_follower(program, folder):
    # 36,500 over 365 days are 100 a day; at 31 January the plan has come 3,100, a tenth of which is 310.
    words = "unit followers; baseline 0 on 2025-12-31; target at least 36_500"
    for value, status in (("3100", "on_track"), ("3099", "at_risk"), ("2790", "at_risk"), ("2789", "off_track")):
        yield from kpi(program, folder, words, [f"k 2026-01-31 {value}"], "2026-01-31", status=status, planned=3100)
    yield from kpi(program, folder, words, ["k 2026-01-31 1550"], "2026-02-10", score=F(1, 2), planned=3100)


def test_tolerance_of_the_house(program, folder):
    text = f"policy {{ set tolerance 20% }}\nkpi k {{ measures o; unit things; baseline 0 on 2025-12-31; target at least 36_500; {MONTHLY} }}"
    got = whole(program, folder, text, ["k 2026-01-31 2480"], "2026-01-31")["kpis"][0]
    yield from [] if got["status"] == "at_risk" else [f"2480 of 3100 is {got['status']}"]


def test_less_is_better_from_a_baseline(program, folder):
    # From 6 to 2 by 30 June, 181 days; on 31 January the plan is 6 - 4 × 31/181.
    words = "unit hours; baseline 6 on 2025-12-31; target at most 2 by month 6"
    yield from kpi(program, folder, words, ["k 2026-01-31 5"], "2026-01-31", planned=6 - F(4 * 31, 181), attainment=F(1, 4),
                   planned_attainment=F(31, 181), score=1, status="on_track")
    yield from kpi(program, folder, words, ["k 2026-06-30 2"], "2026-06-30", status="met", attainment=1)
    yield from kpi(program, folder, words, ["k 2026-06-30 2.01"], "2026-06-30", status="missed")
    yield from kpi(program, folder, words, ["k 2026-06-30 2.01", "k 2026-07-31 1"], "2026-07-31", status="missed", actual=F("2.01"))


def test_without_a_baseline(program, folder):
    # Level at the target; a tenth of it is the tolerance.
    words = "unit things; target at least 200"
    yield from kpi(program, folder, words, ["k 2026-01-31 180"], "2026-02-01", status="at_risk", attainment=F(9, 10), score=F(9, 10),
                   planned=200, planned_attainment=1, projected=None)
    words = "unit hours; target at most 4"
    yield from kpi(program, folder, words, ["k 2026-01-31 5"], "2026-02-01", status="off_track", attainment=F(4, 5), score=F(4, 5))
    yield from kpi(program, folder, words, ["k 2026-01-31 0"], "2026-02-01", status="on_track", attainment=1, score=1)


def test_a_sum_counts_from_nothing(program, folder):
    # 3,650 over 365 days: 10 a day. January and February: 590 planned on 28 February.
    words = "unit orders; tally sum; target at least 3_650"
    rows = ["k 2026-01-31 300", "k 2026-02-28 260"]
    yield from kpi(program, folder, words, rows, "2026-02-28", actual=560, planned=590, attainment=F(560, 3650), score=F(560, 590),
                   status="at_risk", projected=F(560 * 365, 59), incomplete=False)
    # March ended, and its report is due on 3 April: only then does it lack.
    yield from kpi(program, folder, words, rows, "2026-04-02", incomplete=False)
    yield from kpi(program, folder, words, rows, "2026-04-03", incomplete=True, date="2026-02-28", planned=590)
    # Reached for good.
    yield from kpi(program, folder, words, rows + ["k 2026-03-31 3090"], "2026-03-31", status="met", actual=3650)


def test_a_sum_at_most(program, folder):
    # 1,825 over 365 days: 5 a day, 155 planned on 31 January. Less is better: on plan 1, 310 half of it.
    words = "unit complaints; tally sum; target at most 1_825"
    yield from kpi(program, folder, words, ["k 2026-01-31 155"], "2026-01-31", score=1, status="on_track")
    yield from kpi(program, folder, words, ["k 2026-01-31 310"], "2026-01-31", score=F(1, 2), status="off_track", attainment=F(1825, 310))
    yield from kpi(program, folder, words, ["k 2026-01-31 0"], "2026-01-31", score=1, status="on_track", attainment=1)


def test_nothing_due_and_no_figure(program, folder):
    words = "unit things; target at least 200"
    yield from kpi(program, folder, words, [], "2026-01-30", status="not_due", score=None)
    yield from kpi(program, folder, words, ["k 2026-01-20 300"], "2026-01-30", status="not_due", score=None, actual=300)
    yield from kpi(program, folder, words, [], "2026-01-31", status="no_data", score=None)
    quarter = words + "; reported every quarter on day 10 by q"
    yield from kpi(program, folder, quarter, [], "2026-03-30", status="not_due")
    yield from kpi(program, folder, quarter, [], "2026-03-31", status="no_data")


def test_average_and_a_gap(program, folder):
    words = "unit score 1 to 5; tally average; target at least 4"
    yield from kpi(program, folder, words, ["k 2026-01-31 4", "k 2026-03-31 3.5"], "2026-04-03", actual=F("3.75"), incomplete=True,
                   status="at_risk")


def test_maintain_binds_all_through(program, folder):
    words = "unit things; baseline 100 on 2025-12-31; target maintain"
    rows = ["k 2026-01-31 100", "k 2026-02-28 99", "k 2026-03-31 120"]
    yield from kpi(program, folder, words, rows, "2026-01-31", status="on_track", planned=100, target=100, attainment=1)
    yield from kpi(program, folder, words, rows, "2026-02-28", status="missed", attainment=0, score=0)
    yield from kpi(program, folder, words, rows, "2026-03-31", status="missed", attainment=1, score=0)
    yield from kpi(program, folder, words, rows[:1], "2026-12-31", status="met")
    within = "unit things; baseline 100 on 2025-12-31; target maintain within 5% of baseline"
    yield from kpi(program, folder, within, ["k 2026-01-31 105"], "2026-01-31", status="on_track")
    yield from kpi(program, folder, within, ["k 2026-01-31 105.01"], "2026-01-31", status="missed")


def test_excused_figures_are_held_against_nothing(program, folder):
    words = "unit things; baseline 100 on 2025-12-31; target maintain; excused from 2026-02-01 to 2026-02-28 \"snow\" agreed by p"
    rows = ["k 2026-01-31 100", "k 2026-02-28 9"]
    yield from kpi(program, folder, words, rows, "2026-02-28", status="on_track", actual=100, date="2026-01-31")
    early = "unit things; target at least 5; excused from 2026-01-01 to 2026-01-31 \"snow\" agreed by p"
    yield from kpi(program, folder, early, ["k 2026-01-31 1"], "2026-02-05", status="not_due", actual=None)


def test_between_and_observe(program, folder):
    words = "unit things; target between 90 and 110"
    yield from kpi(program, folder, words, ["k 2026-01-31 90"], "2026-01-31", status="on_track", attainment=1, planned=None, target=None)
    yield from kpi(program, folder, words, ["k 2026-01-31 89.9"], "2026-01-31", status="off_track", attainment=0, score=0)
    yield from kpi(program, folder, "unit things; target observe", ["k 2026-01-31 9"], "2026-01-31", status=None, actual=9, score=None)


def test_a_measured_baseline(program, folder):
    # Measured up to 28 February: 200. From there 306 days to 220 on 31 December; on 31 March 31 of them have gone.
    words = "unit things; baseline measured by month 2 by p; target grow 10%"
    rows = ["k 2026-01-31 200", "k 2026-03-31 210"]
    yield from kpi(program, folder, words, rows, "2026-02-27", status="not_due", planned=None)
    yield from kpi(program, folder, words, rows, "2026-03-31", target=220, planned=200 + F(20 * 31, 306), attainment=F(1, 2), status="on_track")
    yield from kpi(program, folder, words, rows[1:], "2026-03-31", status="no_data", target=None)


def test_a_later_baseline_starts_there(program, folder):
    # 100 on 31 January, 434 on 31 December: 1 a day.
    words = "unit things; baseline 100 on 2026-01-31; target at least 434"
    yield from kpi(program, folder, words, ["k 2026-02-28 128"], "2026-02-28", planned=128, status="on_track")
    # An earlier one starts with the term: 100 on 31 December, 465 a year later.
    words = "unit things; baseline 100 on 2025-10-15; target at least 465"
    yield from kpi(program, folder, words, ["k 2026-01-31 131"], "2026-01-31", planned=131, status="on_track")


def test_growth_month_by_month(program, folder):
    # 1,000 × 1.1 on 31 January, × 1.1² on 28 February; halfway between, on 14 February, 1,155.
    words = "unit things; baseline 1_000 on 2025-12-31; target grow 10% each month by month 3"
    yield from kpi(program, folder, words, ["k 2026-01-31 1100"], "2026-01-31", planned=1100, target=1331)
    yield from kpi(program, folder, words, ["k 2026-02-14 1155"], "2026-02-14", planned=1155)
    yield from kpi(program, folder, words, ["k 2026-03-31 1331"], "2026-03-31", status="met")


def test_bands(program, folder):
    words = "unit things; baseline 0 on 2025-12-31; target at least 36_500; green at least 2_000; amber at least 1_000"
    for value, status in (("2000", "on_track"), ("1999.99", "at_risk"), ("1000", "at_risk"), ("999", "off_track")):
        yield from kpi(program, folder, words, [f"k 2026-01-31 {value}"], "2026-01-31", status=status)


THREE = f"""
kpi orders  {{ measures o; unit orders, order; tally sum; target at least 3_650; weight 75%; worth 40 EUR each; {MONTHLY} }}
kpi visits  {{ measures o; unit visits, visit; tally sum; target at least 36_500; weight 25%; {MONTHLY} }}
kpi price   {{ measures o; unit EUR per order; formula spent(ads) / orders; target observe }}
kpi buyers  {{ measures o; unit percent; formula orders / visits; target observe }}
budget b {{ total 7_300 EUR; line ads 3_650 EUR; line fee 3_650 EUR to g }}
roi {{ counts orders; expect at least 1% by end }}
incentive bonus {{ when orders > 100 orders; pays 2 EUR each to g; cap 500 EUR }}
incentive share {{ when buyers >= 5%; pays 3 EUR each to g }}
incentive cut   {{ when visits behind; deducts 10% of fee }}
diagnosis talk  {{ when orders on_track and visits behind; then "Why?" }}
diagnosis calm  {{ when not visits behind; then "Well" }}
policy {{ level B015 off "x"; level B001 off "x" }}
"""
ROWS = ["orders 2026-01-31 310", "visits 2026-01-31 1550", "spend ads 2026-01-20 500"]


def test_objective_return_and_what_follows(program, folder):
    got = whole(program, folder, THREE, ROWS, "2026-01-31")
    # orders on plan: 1; visits 1,550 of 3,100: a half; 0.75 × 1 + 0.25 × 0.5.
    assert got["objectives"] == [{"name": "o", "score": F(7, 8), "no_data": []}]
    # 310 × 40; ads by its row, the fee 31 of 365 days.
    assert got["roi"] == {"value": 12400, "cost": 810, "roi": F(12400 - 810, 810)}
    assert [k["actual"] for k in got["kpis"]] == [310, 1550, F(500, 310), F(1, 5)]
    assert got["diagnoses"] == ["talk"]
    # 210 orders beyond 100 at 2, the cap aside at 420; 15 points beyond 5 % at 3; a tenth of 3,650.
    assert [(i["due"], i["amount"]) for i in got["incentives"]] == [(True, 420), (True, 45), (True, 365)]


def test_what_lacks_counts_as_nothing(program, folder):
    got = whole(program, folder, THREE, ROWS[:1], "2026-02-03")
    assert got["objectives"] == [{"name": "o", "score": F(3, 4), "no_data": ["visits"]}]
    assert [k["status"] for k in got["kpis"]] == ["on_track", "no_data", None, None]
    # Before the report of visits is due it is not held against anybody.
    assert whole(program, folder, THREE, ROWS[:1], "2026-02-02")["objectives"] == [{"name": "o", "score": 1, "no_data": []}]


def test_a_gain_less_what_the_baseline_makes(program, folder):
    text = f"""kpi k {{ measures o; unit orders, order; tally sum; baseline 730 orders over 2025; target grow 20%; worth 5 EUR each; {MONTHLY} }}
kpi t {{ measures o; unit percent; baseline 10% on 2025-12-31; target at most 4%; worth 7 EUR each; {MONTHLY} }}
roi {{ expect at least 1% by end }}\nbudget b {{ total 365 EUR; line l 365 EUR }}\npolicy {{ level B011 off "x" }}"""
    got = whole(program, folder, text, ["k 2026-01-31 100", "t 2026-01-31 0.08"], "2026-01-31")
    # 2 orders a day make 62; 38 more at 5; two points fewer at 7.
    assert got["roi"] == {"value": 38 * 5 + 2 * 7, "cost": 31, "roi": F(204 - 31, 31)}, got["roi"]
    assert got["kpis"][0]["target"] == 876


def test_periods_of_other_lengths(program, folder):
    text = f"""kpi w {{ measures o; unit things; tally sum; target at least 5; reported every week on tuesday by q }}
kpi m {{ measures o; unit others; tally sum; target at least 5; reported every month on last workday by q }}"""
    found = second.Score(model(program, folder, text), [], day("2026-06-30"))
    weeks, months = found.periods["w"], found.periods["m"]
    # 1 January 2026 is a Thursday; the 53rd week is cut off on the 31st of December.
    assert [str(weeks[0].first), str(weeks[0].last), str(weeks[0].due)] == ["2026-01-01", "2026-01-04", "2026-01-06"]
    assert [str(weeks[-1].last), str(weeks[-1].due), len(weeks)] == ["2026-12-31", "2027-01-05", 53]
    assert [str(months[4].last), str(months[4].due), len(months)] == ["2026-05-31", "2026-05-29", 12]


def test_a_planted_difference_is_told_once(program, folder):
    import second_run
    case = second_run.gather(program, folder, [3])[0]
    right = second.as_shown(second.score(case.model, case.rows, case.days[4]))
    assert second_run.compare(case, right, right)[1] == []
    for part, key, value in (("kpis", "score", F(1, 3)), ("kpis", "incomplete", None), ("incentives", "amount", -1), ("objectives", "no_data", ["x"])):
        for i, thing in enumerate(right[part]):
            wrong = {**right, part: right[part][:i] + [{**thing, key: value}] + right[part][i + 1:]}
            assert [about for about, _ in second_run.compare(case, wrong, right)[1]] == [thing["name"]]
    wrong = {**right, "diagnoses": right["diagnoses"] + ["x"], "roi": None}
    assert {about for about, _ in second_run.compare(case, wrong, right)[1]} >= {"diagnoses"}


def test_twelve_digits(program, folder):
    del program, folder
    assert str(second.digits(F(2, 3))) == "0.666666666667"
    assert second.digits(F(1234567890125, 1000)) == second.digits(F("1234567890.12"))
    assert str(second.digits(F(0))) == "0"


if __name__ == "__main__":
    sys.exit(cases.run(globals(), cases.program_of(sys.argv), sys.argv[2:]))
