"""The ways in which a scorecard is filled by the tests, of its sheets and of its pages: not at all, as planned, better, worse,
at random, with gaps, and up to a day that is typed in. What must follow is worked out by the second implementation of
scoring, tests/score/second.py."""
import datetime
import pathlib
import sys
from fractions import Fraction

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "score"), str(TESTS / "shared")]
import second  # noqa: E402
import standing  # noqa: E402

SCENARIOS = ["empty", "planned", "better", "worse", "random", "gaps", "typed"]


class Empty:
    """An agreement before anything is filled in: what is asked of each KPI, which is what figures are drawn by."""

    def __init__(self, model):
        self.model = model
        end = second.day_of(model["agreement"]["term"]["to"])
        self.term = second.day_of(model["agreement"]["term"]["from"]), end
        self.scored = second.Score(model, [], end)
        self.kpis, self.periods = self.scored.kpis, self.scored.periods

    def asked(self, name, date):
        """The plan's figure, or the nearer end of a range; None where nothing is asked, or it is not known yet."""
        plan = self.scored.plans.get(name)
        if not plan or not plan.known:
            return None
        figure = plan.at(date)
        return figure if figure is not None else plan.bounds.low

    def is_less_better(self, name):
        plan = self.scored.plans.get(name)
        return bool(plan) and plan.way == "down"


def figure_for(empty, name, date, scenario, chance):
    """A figure that could be typed in for a period: two or four decimals, as people write them."""
    kpi, aim = empty.kpis[name], empty.asked(name, date)
    unit = kpi["unit"]
    scale = {"better": Fraction(6, 5), "worse": Fraction(4, 5)}.get(scenario, Fraction(1))
    aim = Fraction(20) if aim is None else aim
    if scenario in ("random", "gaps", "typed"):
        scale = Fraction(chance.choice([50, 70, 85, 90, 92, 95, 97, 99, 100, 100, 101, 103, 110, 130]), 100)
    if kpi["tally"] == "sum":
        aim = aim / max(1, sum(period.last <= date for period in empty.periods[name]))
    value = aim / scale if empty.is_less_better(name) and scenario in ("better", "worse") else aim * scale
    places = 4 if unit["kind"] == "percent" else chance.choice([0, 1, 2])
    value = Fraction(round(value * 10 ** places), 10 ** places)
    if unit["kind"] == "score":
        value = min(max(value, Fraction(unit["low"])), Fraction(unit["high"]))
    return value


def figures_of(fields, empty, scenario, chance):
    """What is typed in: [(kind, name, date, figure)], and the day, or None. `fields`: (kind, name, date) of those of KPIs and
    of spending."""
    if scenario == "empty":
        return [], None
    last = chance.choice(sorted({date for kind, _, date in fields if kind == "kpi"}))
    if scenario in ("planned", "better", "worse") and chance.random() < 0.5:
        last = empty.term[1]
    rows = []
    for kind, name, date in fields:
        if kind == "kpi" and date <= last and not (scenario == "gaps" and chance.random() < 0.35):
            rows.append((kind, name, date, figure_for(empty, name.split("/")[0], date, scenario, chance)))
        if kind == "spend" and date <= last and chance.random() < 0.8:
            rows.append((kind, name, date, Fraction(chance.randrange(0, 90000), 100)))
    as_of = None
    if scenario == "typed":
        as_of = empty.term[0] + datetime.timedelta(days=chance.randrange(0, (empty.term[1] - empty.term[0]).days + 40))
    return rows, as_of


class Wanted:
    """What must follow of what was typed in."""

    def __init__(self, empty, rows, as_of):
        self.empty, self.rows, self.scores = empty, rows, {}
        self.as_of = as_of or max((row[2] for row in rows), default=None)
        self.filled = {(row[1].split("/")[0], row[2]) for row in rows if row[0] == "kpi"}
        self.day = self.as_of or empty.term[0] - datetime.timedelta(days=1)

    def on(self, day):
        """The scoring of that day."""
        if day not in self.scores:
            self.scores[day] = second.Score(self.empty.model, [second.Row(*row) for row in self.rows], day)
        return self.scores[day]

    def now(self):
        """Of the day that is judged, as tests/shared/standing.py has it. Without any figure nothing is said of money."""
        asked = standing.wanted(self.on(self.day).whole(), self.rows, self.day)
        if not self.as_of:
            asked["return"] = {"value": None, "cost": None, "roi": None}
        return asked

    def line(self, name, period):
        """(state, figure) that the line of a period shows; the figure where one stands there."""
        kpi, empty = self.empty.kpis[name], self.empty
        if not self.as_of or period.last > self.as_of:
            return None, None
        result = self.on(period.last).results[name]
        stands = result["actual"] is not None if kpi["formula"] else (name, period.last) in self.filled
        if kpi["target"]["form"] == "observe":
            return None, result["actual"] if stands else None
        if empty.scored.is_excused_period(kpi, period):
            return "excused", None
        state = result["status"] if stands or result["status"] == "not_due" else "no_figure"
        return state, result["actual"] if stands else None
