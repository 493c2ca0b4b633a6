"""A second implementation of scoring, from the text of outputs.md, section 4, alone: score(model, rows, day).

`model`: what `remit build --emit model` writes, read by load(). `rows`: (kind, name, date, value, note), values exact, shares
as fractions. The result has the shape of `remit score --format json`; as_shown() gives its figures 12 significant digits.
How the text is read where it leaves room: readings.md.
"""
import decimal
import json
from fractions import Fraction

import second_path as path
from second_periods import Period, day_of, periods

BEHIND = ("at_risk", "off_track", "missed")


def load(text):
    return json.loads(text, parse_float=Fraction)


def scale(unit):
    """How many minutes one of a time makes, which are what times are computed in; 1 of anything else."""
    return {"hour": 60, "hours": 60}.get((unit or "").split(" per ")[0], 1)


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

    def __init__(self, model, rows, day):
        self.model, self.day = model, day
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

    def is_excused_period(self, kpi, period):
        """Whether some of its days are: a month in which nobody could work for a week is no month to be held against."""
        return any(day_of(e["period"]["from"]) <= period.last and period.first <= day_of(e["period"]["to"]) for e in kpi["excused"])

    def is_excused(self, kpi, date):
        """Whether a row of that date is held against nothing: its period is excused, or, outside the term, the day itself."""
        if not kpi["excused"]:
            return False
        period = next((p for p in self.periods[kpi["name"]] if p.first <= date <= p.last), Period(date, date, date))
        return self.is_excused_period(kpi, period)

    def rows_of(self, kpi, until):
        """Those that are held against something."""
        return [row for row in self.rows.get(("kpi", kpi["name"]), []) if row.date <= until and not self.is_excused(kpi, row.date)]

    def tally_of_one(self, tally, rows):
        if tally == "latest":
            return rows[-1].value
        whole = sum(row.value for row in rows)
        return whole if tally == "sum" else Fraction(whole, len(rows))

    def tally(self, kpi, rows, tally=None):
        """None where no row counts. Of several places each is tallied by itself; then they are added up, or averaged."""
        tally = tally or kpi["tally"]
        places = {}
        for row in rows:
            if tally == "latest" or row.date >= self.start:  # what was before the term adds up to nothing in it
                places.setdefault(row.name, []).append(row)
        if not places:
            return None
        each = [self.tally_of_one(tally, rows) for rows in places.values()]
        adds_up = kpi["unit"]["kind"] in ("count", "money") and " per " not in kpi["unit"]["spelling"]
        last = max(rows[-1].date for rows in places.values())
        return sum(each) if adds_up else Fraction(sum(each), len(each)), last

    def due_periods(self, kpi):
        """Those that have ended by the day, excused ones aside."""
        return [p for p in self.periods[kpi["name"]] if p.last <= self.day and not self.is_excused_period(kpi, p)]

    def lacks(self, kpi, until):
        """Whether a period whose report was due by the day has no row; of several places, none of one of them."""
        rows = self.rows.get(("kpi", kpi["name"]), [])
        on = kpi["on"] if len(kpi["on"]) > 1 else []
        places = [{kpi["name"], f"{kpi['name']}/{place}"} for place in on] or [{row.name for row in rows}]
        return any(p.due <= self.day and p.last <= until and
                   not all(any(p.first <= row.date <= p.last and row.name in names for row in rows) for names in places)
                   for p in self.due_periods(kpi))

    def figure(self, kpi, until):
        """None where there is none up to that day."""
        if kpi["formula"]:
            return self.computed(kpi["formula"]["tree"], scale(kpi["unit"]["spelling"]), until)
        tallied = self.tally(kpi, self.rows_of(kpi, until))
        return Figure(*tallied, kpi["tally"] != "latest" and self.lacks(kpi, until)) if tallied else None

    # Computed KPIs.

    def leaves(self, tree):
        """What is reported: KPIs that are computed in their turn are looked through."""
        if tree["kind"] == "kpi" and self.kpis[tree["kpi"]]["formula"]:
            return self.leaves(self.kpis[tree["kpi"]]["formula"]["tree"])
        if tree["kind"] in ("kpi", "spent"):
            return [tree]
        return [leaf for part in tree.get("of", []) for leaf in self.leaves(part)]

    def spend_rows(self, line, until):
        return [row for row in self.rows.get(("spend", line), []) if row.date <= until]

    def computed(self, tree, unit, until):
        """From its parts at the last date on which each has a figure."""
        leaves = self.leaves(tree)
        parts = [self.figure(self.kpis[leaf["kpi"]], until) for leaf in leaves if leaf["kind"] == "kpi"]
        spent = [self.spend_rows(leaf["line"], until) for leaf in leaves if leaf["kind"] == "spent"]
        if not all(parts) or not all(spent):
            return None
        date = min(f.date for f in parts) if parts else max((rows[-1].date for rows in spent), default=until)
        try:
            value, incomplete = self.value(tree, date)
        except (ZeroDivisionError, LookupError):
            return None
        return Figure(Fraction(value) / unit, date, incomplete)

    def value(self, tree, date):
        """(figure in base units, whether it rests on an incomplete one), all parts at the same date"""
        kind = tree["kind"]
        if kind == "quantity":
            return path.exact(tree["value"]) * scale(tree["unit"]), False
        if kind == "kpi" and self.kpis[tree["kpi"]]["formula"]:
            return self.value(self.kpis[tree["kpi"]]["formula"]["tree"], date)
        if kind == "kpi":
            part = self.figure(self.kpis[tree["kpi"]], date)
            if not part:
                raise LookupError
            return part.value * scale(self.kpis[tree["kpi"]]["unit"]["spelling"]), part.incomplete
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

    def waits_for_baseline(self, kpi, plan):
        """A sum starts at 0: it waits only where its target rests on the baseline."""
        return self.is_to_be_measured(kpi) and not (plan.is_sum and plan.known)

    def base(self, kpi):
        """None without a baseline, and while it isn't measured."""
        if self.is_to_be_measured(kpi):
            return None
        if not kpi["baseline"] or kpi["baseline"]["form"] != "measured":
            return path.base_of(kpi)
        on = day_of(kpi["baseline"]["on"])
        last = self.tally(kpi, self.rows_of(kpi, on), "latest")  # the last row, whatever the tally
        return path.base_of(kpi, (last[0], on)) if last else None

    def plan_of(self, kpi):
        return path.Plan(kpi, self.base(kpi), self.start)

    def until(self, kpi):
        """The last day whose rows are held against the target: the end of the period in which its date lies."""
        by = day_of(kpi["target"]["by"])
        if kpi["target"]["form"] == "observe" or not by:
            return self.day
        ends = [p.last for p in self.periods[kpi["name"]] if p.first <= by <= p.last]
        return min(self.day, max([by, *ends]))

    def waits(self, kpi, plan):
        """Whether nothing is due yet."""
        if self.waits_for_baseline(kpi, plan):
            return True
        return not self.due_periods(kpi) or (plan.known and plan.start is not None and self.day < plan.start_day)

    def is_broken(self, kpi, plan, until):
        """Whether `maintain` did not hold in some period: the KPI's figure at its end. A sum is under its floor until it has
        added up, so that is held against it at the target's date alone."""
        bounds = path.Bounds(None, plan.bounds.high) if plan.is_sum and not kpi["formula"] else plan.bounds
        ends = [p.last for p in self.due_periods(kpi) if p.last <= until and (plan.start is None or p.last >= plan.start_day)]
        figures = [self.figure(kpi, end) for end in ends]
        return any(figure and not bounds.hold(figure.value) for figure in figures)

    def by_bands(self, kpi, plan, figure, planned):
        def inside(band):
            return figure >= band["figure"] if band["form"] == "at_least" else figure <= band["figure"]
        if inside(kpi["green"]) if kpi["green"] else plan.on_plan(figure, planned):
            return "on_track"
        if kpi["amber"]:
            return "at_risk" if inside(kpi["amber"]) else "off_track"
        if not plan.come(planned):
            return "off_track"
        short = planned - figure if plan.way == path.UP else figure - planned
        return "at_risk" if short <= self.tolerance * plan.come(planned) else "off_track"

    def status(self, kpi, plan, figure, planned, until):
        if self.waits(kpi, plan):
            return "not_due"
        if not figure or not plan.known:
            return "no_data"
        if plan.held and self.is_broken(kpi, plan, until):
            return "missed"
        if self.day >= plan.by:
            return "met" if plan.bounds.hold(figure.value) else "missed"
        for_good = plan.is_sum and not kpi["formula"] and plan.way == path.UP and not plan.held
        if for_good and plan.bounds.hold(figure.value):
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
        if plan.known and not self.waits_for_baseline(kpi, plan):
            self.hold_against(plan, figure, out)
        out["status"] = self.status(kpi, plan, figure, out["planned"], until)
        if out["status"] in ("not_due", "no_data"):
            out["score"] = Fraction(0) if out["status"] == "no_data" and out["due"] else None
        if out["status"] == "missed" and plan.held:
            out["score"] = Fraction(0)  # for good, whatever the figure is now
        return out

    def hold_against(self, plan, figure, out):
        day = figure.date if figure else self.day
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
        scored = [(k["name"], k["score"]) for k in kpis if k["score"] is not None]
        weights = [path.exact(self.kpis[name]["weight"]) or Fraction(0) for name, _ in scored]
        if not any(weights):
            weights = [Fraction(1)] * len(scored)
        whole = sum(weights)
        score = sum(weight * value for weight, (_, value) in zip(weights, scored)) / whole if scored else None
        return {"name": objective["name"], "score": score, "no_data": missing}

    def now(self, name):
        """The figure of all rows up to the day: a target's date binds the target, not what is asked of the figure."""
        figure = self.figure(self.kpis[name], self.day)
        return figure and figure.value

    def holds(self, tree):
        if tree["kind"] == "not":
            return not self.holds(tree["of"][0])
        if tree["kind"] in ("and", "or"):
            return {"and": all, "or": any}[tree["kind"]]([self.holds(part) for part in tree["of"]])
        if tree["kind"] == "state":
            return self.results[tree["kpi"]]["status"] in (BEHIND if tree["state"] == "behind" else (tree["state"],))
        actual, figure = self.now(tree["kpi"]), tree["figure"]
        if actual is None:
            return False
        return {"<": actual < figure, "<=": actual <= figure, ">": actual > figure, ">=": actual >= figure,
                "=": actual == figure}[tree["comparison"]]

    def comparison(self, tree, negated=False):
        """The one comparison of a condition, and whether it stands under a `not` (two of which cancel out)."""
        if tree["kind"] == "comparison":
            return tree, negated
        found = [self.comparison(part, negated != (tree["kind"] == "not")) for part in tree.get("of", [])]
        return next(filter(None, found), None)

    def line(self, name):
        return next(line for line in self.model["budget"]["lines"] if line["name"] == name)

    def passed_by(self, incentive):
        """Units by which the one comparison is passed, whole ones of things that are counted and of percentage points; 0
        where it isn't passed."""
        found = self.comparison(incentive["when"]["tree"])
        tree, negated = found if found else (None, False)
        if not tree or self.now(tree["kpi"]) is None or self.holds(tree) == negated:
            return Fraction(0)
        unit = self.kpis[tree["kpi"]]["unit"]
        units = abs(self.now(tree["kpi"]) - tree["figure"])
        if unit["kind"] == "percent":
            return Fraction(units * 100 // 1)
        return Fraction(units // 1) if unit["kind"] == "count" and " per " not in unit["spelling"] else units

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
        less = bool(plan) and plan.way == path.DOWN
        if not kpi["baseline"]:
            return None if less else figure.value  # of what is to become less the whole is no gain
        if not base:
            return None  # it was to be measured: that nobody did is to nobody's gain
        before = base.figure
        if kpi["tally"] == "sum":
            before = base.of_days((figure.date - self.start).days + 1)
        return before - figure.value if less else figure.value - before

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


def score(model, rows, day):
    return Score(model, rows, day).whole()


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
