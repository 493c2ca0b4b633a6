"""What a KPI is held against: its target's bounds, the points of its plan, attainment. Exact fractions throughout."""
from fractions import Fraction

from second_periods import DAY, day_of, plus_months

UP, DOWN, WITHIN, SHOWN = "up", "down", "within", "shown"
FORMS = {"at_least": UP, "grow": UP, "maintain_at_least": UP, "at_most": DOWN, "reduce": DOWN, "maintain_at_most": DOWN,
         "between": WITHIN, "maintain_within": WITHIN, "observe": SHOWN}
STEP_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def exact(number):
    return None if number is None else Fraction(number)


def is_held(target):
    """`maintain`, in any form: it binds all through."""
    return target["form"].startswith("maintain")


def direction(kpi):
    form = kpi["target"]["form"]
    if form != "maintain":
        return FORMS[form]
    if kpi["green"]:
        return UP if kpi["green"]["form"] == "at_least" else DOWN
    if kpi["stretch"]:
        return FORMS[kpi["stretch"]["form"]]
    unit = kpi["unit"]
    return DOWN if unit["kind"] == "time" or (unit["kind"] == "money" and " per " in unit["spelling"]) else UP


class Base:
    """A baseline: its figure, the day that it is of, and, over a period, that period's days."""

    def __init__(self, figure, day, span=None):
        self.figure, self.day, self.span = figure, day, span

    def of_days(self, days):
        """What it makes for a length of time: of a sum."""
        return self.figure * days / self.span if self.span else self.figure


def base_of(kpi, measured=None):
    """`measured`: (figure, day) where the text leaves it to be measured, and it was. None where there is none."""
    b = kpi["baseline"]
    if not b:
        return None
    if b["form"] == "measured":
        return Base(*measured) if measured else None
    if b["form"] == "over":
        first, last = day_of(b["over"]["from"]), day_of(b["over"]["to"])
        return Base(exact(b["figure"]), last, (last - first).days + 1)
    return Base(exact(b["figure"]), day_of(b["on"]))


def step(day, each, count):
    return day + 7 * count * DAY if each == "week" else plus_months(day, STEP_MONTHS[each] * count)


def steps_to(day, each, last):
    """Whole weeks, months and so on from a day to another."""
    count = 0
    while step(day, each, count + 1) <= last:
        count += 1
    return count


class Bounds:
    def __init__(self, low, high):
        self.low, self.high = low, high

    def hold(self, figure):
        return (self.low is None or figure >= self.low) and (self.high is None or figure <= self.high)


def changed(target, figure, count):
    """The figure after so many steps of grow or reduce."""
    amount = exact(target["figures"][0]) * (1 if target["form"] == "grow" else -1)
    return figure * (1 + amount) ** count if target["relative"] else figure + amount * count


def bounds(kpi, target, base, start):
    """What a target asks for at its day; None where that rests on a baseline that isn't known. `start`: the term's."""
    form, figures = target["form"], [exact(f) for f in target["figures"]]
    if form == "between":
        return Bounds(figures[0], figures[1])
    if form in ("at_least", "maintain_at_least"):
        return Bounds(figures[0], None)
    if form in ("at_most", "maintain_at_most"):
        return Bounds(None, figures[0])
    if form == "observe" or not base:
        return None
    by = day_of(target["by"])
    origin = base.of_days((by - start).days + 1) if kpi["tally"] == "sum" else base.figure
    if form == "maintain_within":
        room = abs(origin) * figures[0]
        return Bounds(origin - room, origin + room)
    if form != "maintain":
        first = start - DAY if base.span else base.day
        origin = changed(target, origin, steps_to(first, target["each"], by) if target["each"] else 1)
        return Bounds(origin, None) if form == "grow" else Bounds(None, origin)
    return Bounds(origin, None) if direction(kpi) == UP else Bounds(None, origin)


class Plan:
    """The path of a KPI that has a target other than `observe`, with the ways of judging a figure by it."""

    def __init__(self, kpi, base, term_start):
        target = kpi["target"]
        self.kpi, self.way, self.base = kpi, direction(kpi), base
        self.by, self.is_sum, self.held = day_of(target["by"]), kpi["tally"] == "sum", is_held(target)
        self.eve = term_start - DAY
        self.bounds = bounds(kpi, target, base, term_start)
        self.known = self.bounds is not None
        if self.known:
            self.target = self.one_figure(self.bounds)
            self.start_day, self.origin = self.start_of()
            self.start = self.start_value()
            self.points = self.points_of(term_start)

    def one_figure(self, b):
        """The one figure of a target; None where it is a range."""
        if self.way == UP:
            return b.low if b.low is not None else b.high
        if self.way == DOWN:
            return b.high if b.high is not None else b.low
        return None

    def start_of(self):
        if self.is_sum:
            return self.eve, Fraction(0)
        if not self.base:
            return self.eve, None
        if self.kpi["target"]["each"]:  # followed from the day from which its steps are counted
            return (self.eve if self.base.span else self.base.day), self.base.figure
        return max(self.eve, self.base.day), self.base.figure

    def start_value(self):
        """A baseline that meets the target already counts as one that equals it."""
        if self.is_sum or self.origin is None or self.way == WITHIN:
            return self.origin
        return self.target if self.bounds.hold(self.origin) else self.origin

    def points_of(self, term_start):
        points, milestones = {}, {}
        for f in self.kpi["forecasts"]:
            points[day_of(f["on"])] = exact(f["figure"])
        for milestone in self.kpi["milestones"]:
            b = bounds(self.kpi, milestone["target"], self.base, term_start)
            figure, day = b and self.one_figure(b), day_of(milestone["target"]["by"])
            if figure is not None and (day not in milestones or self.reaches(figure, milestones[day])):
                milestones[day] = figure  # of two on one day the one that asks for more
        points.update(milestones)
        points = {day: figure for day, figure in points.items() if self.start_day < day < self.by}
        each = self.kpi["target"]["each"]
        if each and not self.is_sum:
            for i in range(1, steps_to(self.start_day, each, self.by) + 1):
                points[step(self.start_day, each, i)] = changed(self.kpi["target"], self.origin, i)
        points[self.by] = self.target
        if self.start is not None and self.start_day < self.by:
            points[self.start_day] = self.start
        return sorted(points.items())

    def is_level(self):
        return self.held or self.way == WITHIN

    def at(self, day):
        """The plan's figure on a day; None where it is a range."""
        if self.is_level():
            return self.target
        before = [point for point in self.points if point[0] <= day]
        after = [point for point in self.points if point[0] > day]
        if not before or not after:
            return (after or before)[0 if after else -1][1]
        (first, low), (last, high) = before[-1], after[0]
        return low + (high - low) * (day - first).days / (last - first).days

    # Judging.

    def reaches(self, figure, other):
        return figure >= other if self.way == UP else figure <= other

    def on_plan(self, figure, planned):
        return self.bounds.hold(figure) if self.is_level() else self.reaches(figure, planned)

    def within_only(self):
        """Whether there is no way to go: 1 within, 0 outside."""
        return self.is_level() or (not self.is_sum and self.start == self.target)

    def by_ratio(self):
        """Whether the figure is held against the target alone."""
        return self.start is None or (self.is_sum and self.way == DOWN)

    def attainment(self, figure):
        if self.within_only():
            return Fraction(self.bounds.hold(figure))
        if not self.by_ratio():
            way = self.target - self.start
            return (figure - self.start) / way if way else Fraction(self.bounds.hold(figure))
        if self.target <= 0 or (self.way == DOWN and figure <= 0):
            return Fraction(self.bounds.hold(figure))
        return self.target / figure if self.way == DOWN else figure / self.target

    def planned_attainment(self, planned):
        return Fraction(1) if self.is_level() else self.attainment(planned)

    def score(self, figure, planned):
        if self.on_plan(figure, planned):
            return Fraction(1)
        due = self.planned_attainment(planned)
        return min(max(self.attainment(figure) / due, Fraction(0)), Fraction(1)) if due > 0 else Fraction(0)

    def come(self, planned):
        """The way that the plan has come: without a start, from nothing."""
        if self.is_level():
            return Fraction(0)
        return abs(planned - (self.start or 0))

    def projected(self, figure, day):
        if self.is_level() or self.origin is None or day <= self.start_day or self.start_day >= self.by:
            return None
        whole, gone = (self.by - self.start_day).days, (day - self.start_day).days
        return self.origin + (figure - self.origin) * whole / gone
