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


def days_reported(calendar, when, day):
    """Every day, every workday: (last day of the period, day of the report before it is moved, and after), all the same."""
    while True:
        if when["every"] == "day" or calendar.works(day):
            yield day, day, day
        day += DAY


def units_reported(calendar, when, start):
    """The same of weeks, which nothing moves, months, quarters and years."""
    unit, later = when["every"], 0 if is_of_itself(when) else 1
    of = unit_of(start, unit)
    if when["interval"] > 1 and not when["first"]:
        return  # its own days hold none
    if when["interval"] > 1:  # the first report is the model's
        of = unit_after(unit_of(day_of(when["first"]), unit), unit, -later)
    while True:
        day = nominal_day(calendar, when, unit_after(of, unit, later))
        yield unit_end(of, unit), day, day if unit == "week" else calendar.moved(day)
        of = unit_after(of, unit, when["interval"])


def periods(model, kpi):
    """Those of the term, in order: the first begins with it ("the first report is of the term's first period"), the last is
    cut off with it. A recurrence with days of its own has no reports, and so no periods, outside them; what is left of a
    term through which it goes on is a period too."""
    start, end = day_of(model["agreement"]["term"]["from"]), day_of(model["agreement"]["term"]["to"])
    calendar, when = calendar_of(model), kpi["reported"] and kpi["reported"]["when"]
    if not when:
        when = {"every": "month", "interval": 1, "spot": "last_day", "number": None, "weekday": None,
                "from": str(start), "to": str(end)}
        calendar = Calendar(range(7), set(), set(), None)
    begins, goes_on = day_of(when["from"]), day_of(when["to"])
    out, first = [], start
    for last, day, due in (days_reported if when["every"] in ("day", "workday") else units_reported)(calendar, when, start):
        if first > end or day > goes_on:
            break
        if last >= first and day >= begins and due >= start:
            out.append(Period(first, min(last, end), due))
            first = last + DAY
    if first <= end <= goes_on:
        out.append(Period(first, end, end))
    return out
