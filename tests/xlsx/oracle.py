"""Section 4 of the specification (scoring), read into Python: exact fractions, nothing shared with the compiler. It takes
the checked agreement as `remit build --emit model` gives it, and figures by KPI and date.

Where the section leaves room, the reading is: figures of excused periods are in no tally, and a KPI is judged at its last
period that is over and not excused; a KPI whose baseline is still to be measured, and is not, is `not_due`."""
import bisect
import calendar
import datetime
from fractions import Fraction

DAY = datetime.timedelta(days=1)
MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "workhour": 60}


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def exact(figure):
    return None if figure is None else Fraction(str(figure))


def add_months(start, count):
    months = start.year * 12 + start.month - 1 + count
    year, month = divmod(months, 12)
    return datetime.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


class Kpi:
    """One KPI with what is known of its figures: {date: figure}, in its periods."""

    def __init__(self, card, data, periods):
        self.card, self.data, self.name, self.periods = card, data, data["name"], periods
        self.target = data["target"]
        self.by = day(self.target["by"]) if self.target else None
        self.by = self.by or card.term[1]
        self.excuses = [(day(e["period"]["from"]), day(e["period"]["to"])) for e in data["excused"]]
        self.baseline = data["baseline"]
        self.figures = {}

    # ---- What it starts from and goes to ----

    def less_is_better(self):
        """Where a target does not say: the bands, the stretch, else times and costs."""
        form = self.target["form"]
        if form in ("at_least", "grow", "maintain_at_least"):
            return False
        if form in ("at_most", "reduce", "maintain_at_most"):
            return True
        for band in (self.data["green"], self.data["amber"]):
            if band:
                return band["form"] == "at_most"
        if self.data["stretch"]:
            return self.data["stretch"]["form"] in ("at_most", "reduce")
        unit = self.data["unit"]
        return unit["kind"] in ("time", "money")

    def measured(self):
        on = day(self.baseline["on"])
        rows = [d for d in self.figures if d <= on]
        return self.figures[max(rows)] if rows else None

    def base(self):
        """The baseline's figure; None where there is none yet."""
        if not self.baseline:
            return None
        if self.baseline["form"] == "measured":
            return self.measured()
        return exact(self.baseline["figure"])

    def start(self):
        """(its day, its figure): of a sum 0 on the day before the term, else the baseline; None without one."""
        before = self.card.term[0] - DAY
        if self.data["tally"] == "sum":
            return before, Fraction(0)
        if not self.baseline:
            return None
        on = day(self.baseline["over"]["to"]) if self.baseline["over"] else day(self.baseline["on"])
        return max(before, on or before), self.counted()

    def counted(self):
        """What the path starts from: a baseline that meets the target already counts as the target."""
        base = self.base()
        bounds = (None, None) if self.target["each"] else self.bounds(self.target)
        if base is None or self.level() or bounds == (None, None) or not self.within(base, bounds):
            return base
        return next(b for b in bounds if b is not None)

    def changed(self, target, value):
        by = exact(target["figures"][0])
        by = by * value if target["relative"] else by
        return value - by if target["form"] == "reduce" else value + by

    def bounds(self, target):
        """What a target asks for at its date: (least, most)."""
        form, figures = target["form"], [exact(f) for f in target["figures"] or []]
        if form == "at_least" or form == "maintain_at_least":
            return figures[0], None
        if form == "at_most" or form == "maintain_at_most":
            return None, figures[0]
        if form == "between":
            return figures[0], figures[1]
        if form in ("grow", "reduce") and not target["each"]:
            base = self.base()
            value = None if base is None else self.changed(target, base)
            return (value, None) if form == "grow" else (None, value)
        if form in ("grow", "reduce"):
            if self.base() is not None and self.data["tally"] != "sum":
                value = self.steps(target)[-1][1]
            elif exact(target["low"]) is not None or exact(target["high"]) is not None:
                return exact(target["low"]), exact(target["high"])
            else:
                value = None
            return (value, None) if form == "grow" else (None, value)
        base = self.base()
        if base is None:
            return None, None
        if form == "maintain_within":
            return base - abs(base) * figures[0], base + abs(base) * figures[0]
        return (None, base) if self.less_is_better() else (base, None)

    def steps(self, target):
        """`grow Q each month`: a point where each month since the baseline ends."""
        on, value = self.start()[0], self.base()
        begin = day(self.baseline["on"]) or on
        points, count, at = [], 0, begin
        size = {"month": 1, "quarter": 3, "year": 12}.get(target["each"])
        while at < self.by:
            points.append((at, value))
            count += 1
            at = begin + count * 7 * DAY if size is None else add_months(begin, count * size)
            if at <= self.by:
                value = self.changed(target, value)
        return points + [(self.by, value)]

    def level(self):
        return self.target["form"] not in ("at_least", "at_most", "grow", "reduce")

    def path(self):
        """The points of the plan; None where it is not known."""
        least, most = self.bounds(self.target)
        aim = least if least is not None else most
        more = self.target["form"] in ("at_least", "grow")
        start = self.start()
        if aim is None or (start and start[1] is None):
            return None
        if self.target["each"] and self.baseline and self.data["tally"] != "sum":
            return self.steps(self.target)
        found = {}
        for forecast in self.data["forecasts"]:
            found[day(forecast["on"])] = exact(forecast["figure"])
        asked = {}
        for milestone in self.data["milestones"]:
            on = day(milestone["target"]["by"])
            low, high = self.bounds(milestone["target"])
            value = low if more else high
            if on and value is not None:
                asked[on] = value if on not in asked else (max if more else min)(asked[on], value)
        found.update(asked)
        first = start[0] if start else datetime.date.min
        points = [start] if start and start[0] < self.by else []
        points += [(on, found[on]) for on in sorted(found) if first < on < self.by]
        return points + [(self.by, aim)]

    def planned(self, on):
        """The figure of the plan on a day."""
        points = self.path()
        if points is None:
            return None
        at = bisect.bisect_right([p[0] for p in points], on) - 1
        if at < 0:
            return points[0][1]
        if at + 1 == len(points):
            return points[-1][1]
        (a, low), (b, high) = points[at], points[at + 1]
        return low + (high - low) * Fraction((on - a).days, (b - a).days)

    def asked(self, on):
        """(least, most) that the plan asks for on a day; None where it is not known."""
        if self.level():
            bounds = self.bounds(self.target)
            return None if bounds == (None, None) else bounds
        value = self.planned(on)
        if value is None:
            return None
        return (value, None) if self.target["form"] in ("at_least", "grow") else (None, value)

    # ---- Figures ----

    def excused(self, period_end):
        at = self.periods.index(period_end)
        begin = self.periods[at - 1] + DAY if at > 0 else self.card.term[0]
        return any(a <= period_end and begin <= b for a, b in self.excuses)

    def tally(self, on):
        rows = [(d, f) for d, f in sorted(self.figures.items()) if d in self.periods and d <= on and not self.excused(d)]
        if not rows:
            return None
        if self.data["tally"] == "latest" or self.data["formula"]:
            return rows[-1][1]
        whole = sum(f for _, f in rows)
        return whole if self.data["tally"] == "sum" else whole / len(rows)

    # ---- What follows ----

    def within(self, figure, bounds):
        return not ((bounds[0] is not None and figure < bounds[0]) or (bounds[1] is not None and figure > bounds[1]))

    def way(self, figure):
        """Attainment."""
        start, bounds = self.start(), self.bounds(self.target)
        if self.level():
            return Fraction(self.within(figure, bounds))
        if self.data["tally"] == "sum" and self.less_is_better():
            start = None  # it starts at 0, the best that it can be
        aim = bounds[0] if bounds[0] is not None else bounds[1]
        if start and start[1] == aim:
            return Fraction(self.within(figure, bounds))
        if start:
            return (figure - start[1]) / (aim - start[1])
        if self.less_is_better():
            return Fraction(1) if figure == 0 else aim / figure
        return figure / aim if aim else Fraction(self.within(figure, bounds))

    def planned_way(self, on):
        if self.level():
            return Fraction(1)
        start, aim = self.start(), [b for b in self.bounds(self.target) if b is not None][0]
        if start and start[1] == aim:
            return Fraction(1)
        return self.way(self.planned(on))

    def band(self, name):
        band = self.data[name]
        if not band:
            return None
        value = exact(band["figure"])
        return (value, None) if band["form"] == "at_least" else (None, value)

    def amber(self, on, asked):
        stated = self.band("amber")
        if stated or self.level():
            return stated
        start, plan = self.start(), asked[0] if asked[0] is not None else asked[1]
        room = abs(plan - (start[1] if start else 0)) * self.card.tolerance
        if room == 0:
            return None
        limit = (plan - room, None) if asked[0] is not None else (None, plan + room)
        green = self.band("green")
        if green and ((limit[0] is not None and green[0] is not None and limit[0] >= green[0]) or
                      (limit[1] is not None and green[1] is not None and limit[1] <= green[1])):
            return None
        return limit

    def broken(self, on):
        asked = self.asked(on)
        if asked and self.data["tally"] == "sum" and not self.data["formula"]:
            asked = (None, asked[1])  # a sum is under its floor until it has added up
        return any(asked and self.begins() <= d and not self.within(self.tally(d), asked) for d in self.figures
                   if d in self.periods and d <= on and not self.excused(d))

    def begins(self):
        start = self.start()
        return start[0] if start else datetime.date.min

    def state(self, on):
        """The status on the last day of a period."""
        if not self.target or self.target["form"] == "observe":
            return "observe"
        if on < self.begins():
            return "not_due"
        figure = self.tally(on)
        if figure is None:
            return "no_data"
        asked = self.asked(on)
        if asked is None:
            return "not_due"
        maintain = self.target["form"].startswith("maintain")
        if maintain and self.broken(on):
            return "missed"
        if on >= self.by:
            return "met" if self.within(figure, asked) else "missed"
        sum_of = self.data["tally"] == "sum" and not self.data["formula"]
        if sum_of and self.target["form"] in ("at_least", "grow") and figure >= self.bounds(self.target)[0]:
            return "met"
        if self.within(figure, self.band("green") or asked):
            return "on_track"
        amber = self.amber(on, asked)
        return "at_risk" if amber and self.within(figure, amber) else "off_track"

    def judged(self, as_of):
        over = [d for d in self.periods if as_of and d <= as_of and not self.excused(d)]
        return over[-1] if over else None

    def now(self, as_of):
        """Status, figure, attainment and score on the day that is judged."""
        on = self.judged(as_of)
        if not self.target or self.target["form"] == "observe":
            return {"state": "observe", "figure": self.tally(on) if on else None, "way": None, "score": None}
        if on is None:
            return {"state": "not_due", "figure": None, "way": None, "score": None}
        state, figure = self.state(on), self.tally(on)
        found = {"state": state, "figure": figure, "way": None, "score": None}
        maintain = self.target["form"].startswith("maintain")
        if state == "no_data":
            found["score"] = Fraction(0)
        elif state == "missed" and maintain:
            found["way"], found["score"] = self.way(figure), Fraction(0)  # for good
        elif state != "not_due":
            found["way"] = self.way(figure)
            plan = self.planned_way(on)
            if plan > 0:
                found["score"] = max(Fraction(0), min(Fraction(1), found["way"] / plan))
        return found


class Card:
    def __init__(self, model, periods, tolerance=Fraction(1, 10)):
        self.model = model
        term = model["agreement"]["term"]
        self.term = day(term["from"]), day(term["to"])
        self.tolerance = tolerance
        self.kpis = {k["name"]: Kpi(self, k, periods[k["name"]]) for k in model["kpis"]}
        self.spent = {}

    def fill(self, figures, spent, as_of=None):
        """Figures {KPI: {date: figure}}, what was spent {line: {date: amount}}."""
        self.spent = spent
        for name, kpi in self.kpis.items():
            kpi.figures = dict(figures.get(name, {}))
        dates = [d for rows in [*figures.values(), *spent.values()] for d in rows]
        self.as_of = as_of or (max(dates) if dates else None)
        done = set()
        for name in self.kpis:
            self.compute(name, done)

    def compute(self, name, done):
        kpi = self.kpis[name]
        if name in done or not kpi.data["formula"]:
            return
        done.add(name)
        for other in self.operands(kpi.data["formula"]["tree"]):
            self.compute(other, done)
        for on in kpi.periods:
            value = self.value(kpi.data["formula"]["tree"], on)
            if value is not None and self.as_of and on <= self.as_of:
                kpi.figures[on] = value / self.scale(kpi)

    def operands(self, tree):
        if tree["kind"] == "kpi":
            return [tree["kpi"]]
        return [name for part in tree.get("of", []) for name in self.operands(part)]

    def scale(self, kpi):
        unit = kpi.data["unit"]
        return MINUTES.get(unit["spelling"].rstrip("s"), 1) if unit["kind"] == "time" else 1

    def value(self, tree, on):
        kind = tree["kind"]
        if kind == "kpi":
            kpi = self.kpis[tree["kpi"]]
            over = [d for d in kpi.periods if d <= on]
            figure = kpi.tally(over[-1]) if over else None
            return None if figure is None else figure * self.scale(kpi)
        if kind == "spent":
            rows = [a for d, a in self.spent.get(tree["line"], {}).items() if d <= on]
            return sum(rows) if rows else None
        if "of" not in tree:
            return exact(tree.get("value", tree.get("figure")))
        parts = [self.value(part, on) for part in tree["of"]]
        if None in parts:
            return None
        if kind != "operation":
            return {"sum": sum, "min": min, "max": max, "negative": lambda p: -p[0]}[kind](parts)
        left, right = parts
        if tree["operator"] == "/":
            return left / right if right else None
        return {"+": left + right, "-": left - right, "*": left * right}[tree["operator"]]

    def objective(self, objective):
        """The weighted mean of those of its KPIs that have a score."""
        kpis = [self.kpis[name] for name in objective["kpis"]]
        weighted = any(k.data["weight"] is not None for k in kpis)
        scored = [(exact(k.data["weight"] or 0) if weighted else Fraction(1), k.now(self.as_of)["score"]) for k in kpis]
        scored = [(w, s) for w, s in scored if s is not None]
        whole = sum(w for w, _ in scored)
        return sum(w * s for w, s in scored) / whole if whole else None

    # ---- Return ----

    def gain(self, kpi):
        on = kpi.judged(self.as_of)
        figure = kpi.tally(on) if on else None
        if figure is None:
            return None
        less = kpi.target["form"] in ("at_most", "reduce", "maintain_at_most")
        if not kpi.baseline:
            return None if less else figure
        base = kpi.base()
        if kpi.data["tally"] == "sum":
            if kpi.baseline["form"] == "measured":
                return None
            if kpi.baseline["over"]:
                over = kpi.baseline["over"]
                base = base * ((on - self.term[0]).days + 1) / ((day(over["to"]) - day(over["from"])).days + 1)
        return None if base is None else (base - figure if less else figure - base)

    def cost(self, line):
        rows = {d: a for d, a in self.spent.get(line["name"], {}).items() if d <= self.as_of}
        if rows:
            return sum(rows.values())
        days = (self.term[1] - self.term[0]).days + 1
        gone = max(Fraction(0), min(Fraction(1), Fraction((self.as_of - self.term[0]).days + 1, days)))
        return exact(line["whole"]["amount"]) * gone

    def roi(self):
        roi, budget = self.model["roi"], self.model["budget"]
        if not budget or not self.as_of:
            return None
        names = roi["counts"] if roi and roi["counts"] else list(self.kpis)
        gains = [(self.gain(self.kpis[n]), exact(self.kpis[n].data["worth"]["amount"])) for n in names
                 if self.kpis[n].data["worth"]]
        gains = [(g, w) for g, w in gains if g is not None]
        lines = [l for l in budget["lines"] if not (roi and roi["costs"]) or l["name"] in roi["costs"]]
        cost = sum(self.cost(l) for l in lines)
        if not gains or cost <= 0:
            return None
        return (sum(g * w for g, w in gains) - cost) / cost
