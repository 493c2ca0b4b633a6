"""A second implementation of scoring, from the text of outputs.md, section 4, alone: score(model, rows, day).

`model`: what `remit build --emit model` writes, read by load(). `rows`: (kind, name, date, value, note), values exact, shares
as fractions. The result has the shape of `remit score --format json`; as_shown() gives its figures 12 significant digits.
How the text is read where it leaves room: readings.md; where two readings are near, READINGS names them, the first being
the one taken.
"""
import decimal
import json
from fractions import Fraction

import second_path as path
from second_periods import day_of, periods

READINGS = {
    "plan_at": ("figure", "day"),        # the plan is that of the figure's date, or of the day of scoring
    "after_target": ("left", "counted"),  # rows of periods after the target's date
    "excused_sum": ("left", "counted"),  # rows in excused periods, in a sum
    "each_unit": ("parts", "whole"),     # an incentive for each unit: parts of one too, or whole ones only
    "baseline_met": ("target", "kept"),  # a baseline that meets the target already counts as the target, or as it is
}
BEHIND = ("at_risk", "off_track", "missed")


def load(text):
    return json.loads(text, parse_float=Fraction)


class Row:
    def __init__(self, kind, name, date, value, note=""):
        self.kind, self.thing, self.date, self.value, self.note = kind, name.split("/")[0], date, Fraction(value), note
        self.name = name


class Figure:
    """What rows come to: the figure, the date that it is of, whether periods lack in it."""

    def __init__(self, value, date, incomplete=False):
        self.value, self.date, self.incomplete = value, date, incomplete


class Score:
    """One agreement, its rows up to the day, and what follows."""

    def __init__(self, model, rows, day, readings=None):
        self.model, self.day = model, day
        self.reading = {name: choices[0] for name, choices in READINGS.items()} | (readings or {})
        term = model["agreement"]["term"]
        self.start, self.end = day_of(term["from"]), day_of(term["to"])
        self.kpis = {kpi["name"]: kpi for kpi in model["kpis"]}
        self.rows = {}
        for row in sorted((row for row in rows if row.date <= day), key=lambda row: row.date):
            self.rows.setdefault((row.kind, row.thing), []).append(row)
        self.periods = {name: periods(model, kpi) for name, kpi in self.kpis.items()}
        settings = {s["parameter"]: s["value"]["value"] for s in model["policy"]["settings"] if s["value"]}
        self.tolerance = path.exact(settings.get("tolerance", Fraction(1, 10)))
        self.plans = {name: self.plan_of(kpi) for name, kpi in self.kpis.items() if kpi["target"]["form"] != "observe"}
        self.results = {name: self.judge(kpi) for name, kpi in self.kpis.items()}

    # Rows and the figures that they come to.

    def is_excused(self, kpi, date):
        return any(day_of(e["period"]["from"]) <= date <= day_of(e["period"]["to"]) for e in kpi["excused"])

    def rows_of(self, kpi, until):
        """Those that are held against something."""
        counted = kpi["tally"] == "sum" and self.reading["excused_sum"] == "counted"
        rows = self.rows.get(("kpi", kpi["name"]), [])
        return [row for row in rows if row.date <= until and (counted or not self.is_excused(kpi, row.date))]

    def tally(self, kpi, rows):
        values = [row.value for row in rows]
        if kpi["tally"] == "sum":
            return sum(values)
        if kpi["tally"] == "average":
            return Fraction(sum(values), len(values))
        last = [row.value for row in rows if row.date == rows[-1].date]  # of several places on one day
        adds_up = kpi["unit"]["kind"] in ("number", "count", "money")
        return sum(last) if adds_up else Fraction(sum(last), len(last))

    def due_periods(self, kpi):
        """Those that have ended by the day, excused ones aside."""
        return [p for p in self.periods[kpi["name"]] if p.last <= self.day and not self.is_excused(kpi, p.last)]

    def lacks(self, kpi, until):
        """Whether a period whose report was due by the day has no row."""
        rows = self.rows.get(("kpi", kpi["name"]), [])
        return any(p.due <= self.day and p.last <= until and not any(p.first <= row.date <= p.last for row in rows)
                   for p in self.due_periods(kpi))

    def figure(self, kpi, until):
        """None where there is none up to that day."""
        if kpi["formula"]:
            return self.computed(kpi["formula"]["tree"], until)
        rows = self.rows_of(kpi, until)
        if not rows:
            return None
        return Figure(self.tally(kpi, rows), rows[-1].date, kpi["tally"] != "latest" and self.lacks(kpi, until))

    # Computed KPIs.

    def leaves(self, tree):
        if tree["kind"] in ("kpi", "spent"):
            return [tree]
        return [leaf for part in tree.get("of", []) for leaf in self.leaves(part)]

    def spend_rows(self, line, until):
        return [row for row in self.rows.get(("spend", line), []) if row.date <= until]

    def computed(self, tree, until):
        """From its parts at the last date on which each has a figure."""
        parts = [self.figure(self.kpis[leaf["kpi"]], until) for leaf in self.leaves(tree) if leaf["kind"] == "kpi"]
        spent = [self.spend_rows(leaf["line"], until) for leaf in self.leaves(tree) if leaf["kind"] == "spent"]
        if not all(parts) or not all(spent):
            return None
        date = min(f.date for f in parts) if parts else max((rows[-1].date for rows in spent), default=until)
        try:
            value, incomplete = self.value(tree, date)
        except (ZeroDivisionError, LookupError):
            return None
        return Figure(value, date, incomplete)

    def value(self, tree, date):
        """(figure, whether it rests on an incomplete one)"""
        kind = tree["kind"]
        if kind == "quantity":
            return path.exact(tree["value"]), False
        if kind == "kpi":
            part = self.figure(self.kpis[tree["kpi"]], date)
            if not part:
                raise LookupError
            return part.value, part.incomplete
        if kind == "spent":
            rows = self.spend_rows(tree["line"], date)
            if not rows:
                raise LookupError
            return sum(row.value for row in rows), False
        of = [self.value(part, date) for part in tree["of"]]
        return self.operated(tree, [value for value, _ in of]), any(incomplete for _, incomplete in of)

    def operated(self, tree, of):
        if tree["kind"] == "negative":
            return -of[0]
        if tree["kind"] in ("sum", "min", "max"):
            return {"sum": sum, "min": min, "max": max}[tree["kind"]](of)
        one, other = of
        if tree["operator"] == "/":
            return Fraction(one) / other
        return {"+": one + other, "-": one - other, "*": one * other}[tree["operator"]]

    # A KPI.

    def is_to_be_measured(self, kpi):
        """Whether its baseline is left to be measured, by a day that hasn't come."""
        baseline = kpi["baseline"]
        return bool(baseline) and baseline["form"] == "measured" and self.day < day_of(baseline["on"])

    def base(self, kpi):
        """None without a baseline, and while it isn't measured."""
        if self.is_to_be_measured(kpi):
            return None
        if not kpi["baseline"] or kpi["baseline"]["form"] != "measured":
            return path.base_of(kpi)
        rows = self.rows_of(kpi, day_of(kpi["baseline"]["on"]))
        return path.base_of(kpi, (self.tally(kpi, rows), rows[-1].date)) if rows else None

    def plan_of(self, kpi):
        plan = path.Plan(kpi, self.base(kpi), self.start)
        if self.reading["baseline_met"] == "kept" and plan.known and plan.start != plan.origin:
            plan.start = plan.origin
            plan.points = plan.points_of(self.start)
        return plan

    def until(self, kpi):
        """The last day whose rows are held against the target: the end of the period in which its date lies."""
        by = day_of(kpi["target"]["by"])
        if kpi["target"]["form"] == "observe" or self.reading["after_target"] == "counted" or not by:
            return self.day
        ends = [p.last for p in self.periods[kpi["name"]] if p.first <= by <= p.last]
        return min(self.day, max([by, *ends]))

    def waits(self, kpi, plan):
        """Whether nothing is due yet."""
        if self.is_to_be_measured(kpi):
            return True
        return not self.due_periods(kpi) or (plan.known and plan.start is not None and self.day < plan.start_day)

    def held_dates(self, kpi, until):
        """The dates on which a KPI with `maintain` is looked at."""
        if kpi["formula"]:
            return [p.last for p in self.due_periods(kpi) if p.last <= until]
        return [row.date for row in self.rows_of(kpi, until)]

    def is_broken(self, kpi, plan, until):
        """Whether `maintain` did not hold in some period."""
        if kpi["formula"]:
            figures = [self.figure(kpi, date) for date in self.held_dates(kpi, until)]
            return any(f and not plan.bounds.hold(f.value) for f in figures)
        rows = self.rows_of(kpi, until)
        if kpi["tally"] == "latest":
            groups = [[row for row in rows if row.date == date] for date in sorted({row.date for row in rows})]
        else:
            groups = [[row for row in rows if p.first <= row.date <= p.last] for p in self.periods[kpi["name"]]]
        return any(group and not plan.bounds.hold(self.tally(kpi, group)) for group in groups)

    def by_bands(self, kpi, plan, figure, planned):
        def inside(band):
            return figure >= band["figure"] if band["form"] == "at_least" else figure <= band["figure"]
        if inside(kpi["green"]) if kpi["green"] else plan.on_plan(figure, planned):
            return "on_track"
        if kpi["amber"]:
            return "at_risk" if inside(kpi["amber"]) else "off_track"
        if plan.is_level():
            return "off_track"
        return "at_risk" if abs(planned - figure) <= self.tolerance * plan.come(planned) else "off_track"

    def status(self, kpi, plan, figure, planned, until):
        if self.waits(kpi, plan):
            return "not_due"
        if not figure or not plan.known:
            return "no_data"
        if plan.held and self.is_broken(kpi, plan, until):
            return "missed"
        if self.day >= plan.by:
            return "met" if plan.held or plan.bounds.hold(figure.value) else "missed"
        if plan.is_sum and plan.way == path.UP and not plan.held and plan.bounds.hold(figure.value):
            return "met"
        return self.by_bands(kpi, plan, figure.value, planned)

    def judge(self, kpi):
        """Of a KPI: what the JSON shows, and `due`: whether a figure is."""
        until = self.until(kpi)
        figure = self.figure(kpi, until)
        out = {"name": kpi["name"], "status": None, "date": figure and str(figure.date), "actual": figure and figure.value,
               "planned": None, "target": None, "attainment": None, "planned_attainment": None, "score": None,
               "projected": None, "unit": kpi["unit"]["spelling"], "incomplete": bool(figure and figure.incomplete)}
        plan = self.plans.get(kpi["name"])
        out["due"] = any(p.due <= self.day for p in self.due_periods(kpi))
        if not plan:
            return out
        waits = self.waits(kpi, plan)
        out["due"] &= not waits
        if plan.known:
            out["target"] = plan.target
        if plan.known and not self.is_to_be_measured(kpi):
            self.hold_against(plan, figure, out)
        out["status"] = self.status(kpi, plan, figure, out["planned"], until)
        if out["status"] in ("not_due", "no_data"):
            out["score"] = None
        return out

    def hold_against(self, plan, figure, out):
        day = figure.date if figure and self.reading["plan_at"] == "figure" else self.day
        if plan.start is not None and self.day < plan.start_day:
            return  # the plan has not begun
        planned = out["planned"] = plan.at(day)
        out["planned_attainment"] = plan.planned_attainment(planned)
        if figure:
            out["attainment"] = plan.attainment(figure.value)
            out["score"] = plan.score(figure.value, planned)
            out["projected"] = plan.projected(figure.value, day)

    # What follows from KPIs.

    def objective(self, objective):
        kpis = [self.results[name] for name in objective["kpis"]]
        missing = [k["name"] for k in kpis if k["status"] == "no_data" and k["due"]]
        scored = [(k["name"], k["score"]) for k in kpis if k["score"] is not None] + [(name, Fraction(0)) for name in missing]
        weights = [path.exact(self.kpis[name]["weight"]) or Fraction(0) for name, _ in scored]
        if not any(weights):
            weights = [Fraction(1)] * len(scored)
        whole = sum(weights)
        score = sum(weight * value for weight, (_, value) in zip(weights, scored)) / whole if scored else None
        return {"name": objective["name"], "score": score, "no_data": missing}

    def holds(self, tree):
        if tree["kind"] == "not":
            return not self.holds(tree["of"][0])
        if tree["kind"] in ("and", "or"):
            return {"and": all, "or": any}[tree["kind"]]([self.holds(part) for part in tree["of"]])
        result = self.results[tree["kpi"]]
        if tree["kind"] == "state":
            return result["status"] in (BEHIND if tree["state"] == "behind" else (tree["state"],))
        actual, figure = result["actual"], tree["figure"]
        if actual is None:
            return False
        return {"<": actual < figure, "<=": actual <= figure, ">": actual > figure, ">=": actual >= figure,
                "=": actual == figure}[tree["comparison"]]

    def comparison(self, tree):
        if tree["kind"] == "comparison":
            return tree
        return next(filter(None, map(self.comparison, tree.get("of", []))), None)

    def line(self, name):
        return next(line for line in self.model["budget"]["lines"] if line["name"] == name)

    def passed_by(self, incentive):
        """Units by which the one comparison is passed; of a KPI in percent, percentage points."""
        tree = self.comparison(incentive["when"]["tree"])
        if not tree or self.results[tree["kpi"]]["actual"] is None:
            return Fraction(0)
        units = self.results[tree["kpi"]]["actual"] - tree["figure"]
        units = units if tree["comparison"] in (">", ">=") else -units
        if self.kpis[tree["kpi"]]["unit"]["kind"] == "percent":
            units *= 100
        return max(Fraction(units // 1 if self.reading["each_unit"] == "whole" else units), Fraction(0))

    def incentive(self, incentive):
        due, amount = self.holds(incentive["when"]["tree"]), Fraction(0)
        if due and incentive["share"] is not None:
            amount = path.exact(incentive["share"]) * self.line(incentive["share_of"])["whole"]["amount"]
        elif due:
            amount = path.exact(incentive["amount"]["amount"]) * (self.passed_by(incentive) if incentive["each"] else 1)
        if incentive["cap"]:
            amount = min(amount, path.exact(incentive["cap"]["amount"]))
        return {"name": incentive["name"], "due": due, "amount": amount}

    # Return on investment.

    def gain(self, kpi):
        """In the target's direction, less the baseline; None without a figure."""
        figure = self.figure(kpi, self.day)
        if not figure or self.is_to_be_measured(kpi):
            return None
        plan, base = self.plans.get(kpi["name"]), self.base(kpi)
        if not base:
            return figure.value
        before = base.figure
        if kpi["tally"] == "sum":
            last = figure.date if self.reading["plan_at"] == "figure" else min(self.day, self.end)
            before = base.of_days((last - self.start).days + 1)
        return before - figure.value if plan and plan.way == path.DOWN else figure.value - before

    def cost(self, line):
        rows = self.spend_rows(line["name"], self.day)
        if rows:
            return sum(row.value for row in rows)
        days = (self.end - self.start).days + 1
        gone = min(max((self.day - self.start).days + 1, 0), days)
        return path.exact(line["whole"]["amount"]) * gone / days

    def roi(self):
        roi = self.model["roi"]
        if not roi:
            return None
        value = None
        for kpi in self.model["kpis"]:
            counted = kpi["worth"] and (roi["counts"] is None or kpi["name"] in roi["counts"])
            gain = self.gain(kpi) if counted else None
            if gain is not None:
                gain *= 100 if kpi["unit"]["kind"] == "percent" else 1
                value = (value or 0) + gain * path.exact(kpi["worth"]["amount"])
        lines = self.model["budget"]["lines"] if self.model["budget"] else []
        cost = sum((self.cost(line) for line in lines if roi["costs"] is None or line["name"] in roi["costs"]), Fraction(0))
        return {"value": value, "cost": cost, "roi": (value - cost) / cost if value is not None and cost else None}

    def whole(self):
        model = self.model
        return {"version": 1, "agreement": model["agreement"]["name"], "as_of": str(self.day),
                "kpis": [{key: value for key, value in r.items() if key != "due"} for r in self.results.values()],
                "objectives": [self.objective(o) for o in model["objectives"]], "roi": self.roi(),
                "diagnoses": [d["name"] for d in model["diagnoses"] if self.holds(d["when"]["tree"])],
                "incentives": [self.incentive(i) for i in model["incentives"]]}


def score(model, rows, day, readings=None):
    return Score(model, rows, day, readings).whole()


def digits(number):
    """12 significant digits, rounded half to even."""
    context = decimal.Context(prec=12, rounding=decimal.ROUND_HALF_EVEN)
    number = Fraction(number)
    shown = context.divide(decimal.Decimal(number.numerator), decimal.Decimal(number.denominator))
    return decimal.Decimal(0) if shown == 0 else shown


def as_shown(thing):
    """The result with its figures as they are written."""
    if isinstance(thing, dict):
        return {key: as_shown(value) for key, value in thing.items()}
    if isinstance(thing, list):
        return [as_shown(value) for value in thing]
    return digits(thing) if isinstance(thing, (int, Fraction)) and not isinstance(thing, bool) else thing
