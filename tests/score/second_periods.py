"""The periods that a KPI's figures are of, and the day on which the report of each is due: from language.md, sections 2
and 5 ("A report on a day of a week, month or quarter is of the one before"), and the model's own recurrence."""
import datetime
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "random"))

from days import DAY, WEEK, Calendar, plus_months  # noqa: E402


def day_of(text):
    return datetime.date.fromisoformat(text) if text else None


def days_between(span):
    first, last = day_of(span["from"]), day_of(span["to"])
    return {first + i * DAY for i in range((last - first).days + 1)}


def calendar_of(model):
    c = model["calendar"]
    holidays = set().union(*[days_between(span) for span in c["holidays"]])
    opened = set().union(*[days_between(span) for span in c["open_days"]])
    return Calendar([WEEK.index(name) for name in c["workdays"]], holidays, opened, c["closed"])


class Period:
    """Both days included, and the day on which its report is due."""

    def __init__(self, first, last, due):
        self.first, self.last, self.due = first, last, due

    def __repr__(self):
        return f"{self.first}..{self.last} due {self.due}"


# Units of the calendar on the wall, each named by its first day.

MONTHS = {"month": 1, "quarter": 3, "year": 12}


def unit_of(day, unit):
    if unit == "week":
        return day - day.weekday() * DAY
    first = (day.month - 1) // MONTHS[unit] * MONTHS[unit] + 1
    return datetime.date(day.year, first, 1)


def unit_after(first, unit, count=1):
    return first + 7 * count * DAY if unit == "week" else plus_months(first, MONTHS[unit] * count)


def unit_end(first, unit):
    return unit_after(first, unit) - DAY


def is_of_itself(when):
    """A report on the last day or last workday of a unit is of this unit; any other is of the one before."""
    if when["spot"] in ("last_day", "last_workday"):
        return True
    if when["spot"] == "weekday":
        return when["weekday"] == "sunday"
    return when["spot"] == "day" and when["number"] >= {"week": 7, "month": 31, "quarter": 92, "year": 366}[when["every"]]


def nominal_day(calendar, when, first):
    """The recurrence's day in the unit that begins on `first`, before it is moved."""
    last, spot, number = unit_end(first, when["every"]), when["spot"], when["number"]
    if spot == "any":
        return first
    if spot == "weekday":
        return first + WEEK.index(when["weekday"]) * DAY
    if spot == "day":
        return min(first + (number - 1) * DAY, last)
    if spot == "last_day":
        return last
    days = [first + i * DAY for i in range((last - first).days + 1)]
    if spot in ("workday", "last_workday"):
        works = [day for day in days if calendar.works(day)]
        return works[-1] if spot == "last_workday" or number > len(works) else works[number - 1]
    named = [day for day in days if day.weekday() == WEEK.index(when["weekday"])]
    return named[-1] if spot == "last_weekday" else named[number - 1]


def report_day(calendar, when, first):
    """The same, moved where the calendar says so: of months, quarters and years only."""
    day = nominal_day(calendar, when, first)
    return day if when["every"] == "week" else calendar.moved(day)


def by_day(calendar, when, start, end):
    """Every day, every workday: a figure is of its own day, or of the days since the workday before."""
    out, first, day = [], start, start
    while day <= end:
        if when["every"] == "day" or calendar.works(day):
            out.append(Period(first, day, day))
            first = day + DAY
        day += DAY
    return out


def periods(model, kpi):
    """Those of the term, in order; what sticks out of the term at either end is cut off."""
    start, end = day_of(model["agreement"]["term"]["from"]), day_of(model["agreement"]["term"]["to"])
    calendar, when = calendar_of(model), kpi["reported"] and kpi["reported"]["when"]
    if not when:
        when = {"every": "month", "interval": 1, "spot": "last_day", "number": None, "weekday": None}
        calendar = Calendar(range(7), set(), set(), None)
    if when["every"] in ("day", "workday"):
        return by_day(calendar, when, start, end)
    unit, later = when["every"], 0 if is_of_itself(when) else 1
    of = unit_of(start, unit)
    if when["interval"] > 1:  # the first report is the model's; the periods before it make one
        of = unit_after(unit_of(day_of(when["first"]), unit), unit, -later)
    out, first = [], start
    while first <= end:
        last, due = min(unit_end(of, unit), end), report_day(calendar, when, unit_after(of, unit, later))
        if last >= first and (due >= start or last == end):  # "the first report is of the term's first period"
            out.append(Period(first, last, due))
            first = last + DAY
        of = unit_after(of, unit, when["interval"])
    return out
