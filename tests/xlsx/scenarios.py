"""The ways in which a scorecard is filled by the tests, of its sheets and of its pages: not at all, as planned, better, worse,
at random, with gaps, and up to a day that is typed in."""
import datetime
from fractions import Fraction

import oracle

SCENARIOS = ["empty", "planned", "better", "worse", "random", "gaps", "typed"]


def figure_for(kpi, date, scenario, chance):
    """A figure that could be typed in for a period: two or four decimals, as people write them."""
    data = kpi.data
    unit = data["unit"]
    scale = {"better": Fraction(6, 5), "worse": Fraction(4, 5)}.get(scenario, Fraction(1))
    aim = None
    if data["target"] and data["target"]["form"] != "observe":
        asked = kpi.asked(date)
        aim = next((b for b in asked or () if b is not None), None)
    if aim is None:
        aim = Fraction(20)
    less = data["target"] and kpi.target["form"] != "observe" and kpi.less_is_better()
    if scenario in ("random", "gaps", "typed"):
        scale = Fraction(chance.choice([50, 70, 85, 90, 92, 95, 97, 99, 100, 100, 101, 103, 110, 130]), 100)
    if data["tally"] == "sum":
        done = [d for d in kpi.periods if d <= date]
        aim = aim / max(1, len(done))
    value = aim / scale if less and scenario in ("better", "worse") else aim * scale
    places = 4 if unit["kind"] == "percent" else chance.choice([0, 1, 2])
    value = Fraction(round(value * 10 ** places), 10 ** places)
    if unit["kind"] == "score":
        value = min(max(value, oracle.exact(unit["low"])), oracle.exact(unit["high"]))
    return value


def figures_of(sheet, card, scenario, chance):
    """What is typed in: {KPI: {date: figure}}, {line: {date: amount}}, and the day, or None."""
    if scenario == "empty":
        return {}, {}, None
    last = chance.choice(sorted({d for _, d, _, _ in sheet.names["kpi"]}))
    if scenario in ("planned", "better", "worse"):
        last = card.term[1] if chance.random() < 0.5 else last
    figures, spent = {}, {}
    card.fill({}, {})
    for name, date, _, _ in sheet.names["kpi"]:
        if date > last or (scenario == "gaps" and chance.random() < 0.35):
            continue
        kpi = card.kpis[name]
        kpi.figures[date] = figures.setdefault(name, {})[date] = figure_for(kpi, date, scenario, chance)
    for name, date, _, _ in sheet.names["spend"]:
        if date <= last and chance.random() < 0.8:
            spent.setdefault(name, {})[date] = Fraction(chance.randrange(0, 90000), 100)
    as_of = None
    if scenario == "typed":
        as_of = card.term[0] + datetime.timedelta(days=chance.randrange(0, (card.term[1] - card.term[0]).days + 40))
    return figures, spent, as_of


def tolerance_of(model):
    return next((oracle.exact(s["value"]["value"]) for s in model["policy"]["settings"] if s["parameter"] == "tolerance"),
                Fraction(1, 10))
