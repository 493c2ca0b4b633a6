"""Days: a calendar with its closed days, and the days of recurrences."""
import calendar as months
import datetime

DAY = datetime.timedelta(days=1)
WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ORDER = ["first", "second", "third", "fourth"]


def plus_months(day, count):
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return datetime.date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def month_end(day):
    return plus_months(day.replace(day=1), 1) - DAY


class Calendar:
    """Workdays (numbers, Monday is 0), holidays, and what `closed` says (None, next, previous)."""

    def __init__(self, workdays, holidays, opened, closed):
        self.workdays, self.holidays, self.opened, self.closed = workdays, holidays, opened, closed

    def works(self, day):
        return day in self.opened or (day.weekday() in self.workdays and day not in self.holidays)

    def next(self, day):
        while not self.works(day):
            day += DAY
        return day

    def previous(self, day):
        while not self.works(day):
            day -= DAY
        return day

    def moved(self, day):
        return {"next": self.next, "previous": self.previous}[self.closed](day) if self.closed else day


class Recurrence:
    """`every …` as words, and its days from a first to a last one."""

    def __init__(self, calendar, unit, spot=None, number=None, step=1):
        self.calendar, self.unit, self.spot, self.number, self.step = calendar, unit, spot, number, step

    def words(self):
        every = f"every {self.unit}" if self.step == 1 else f"every {self.step} {self.unit}s"
        if self.spot is None:
            return every
        if self.spot == "day":
            return f"{every} on day {self.number}"
        if self.spot == "workday":
            return f"{every} on workday {self.number}"
        if self.spot in ("last workday", "last day"):
            return f"{every} on {self.spot}"
        if self.spot == "weekday":
            return f"{every} on {WEEK[self.number]}"
        order, weekday = self.number
        return f"{every} on {ORDER[order]} {WEEK[weekday]}"

    def in_month(self, first):
        c = self.calendar
        if self.spot == "day":
            return c.moved(first.replace(day=min(self.number, month_end(first).day)))
        if self.spot == "last day":
            return c.moved(month_end(first))
        if self.spot == "last workday":
            return c.previous(month_end(first))
        if self.spot == "workday":
            day = c.next(first)
            for _ in range(self.number - 1):
                day = c.next(day + DAY)
            return day
        order, weekday = self.number
        day = first
        while day.weekday() != weekday:
            day += DAY
        return c.moved(day + 7 * order * DAY)

    def days(self, first, last):
        out = []
        if self.unit in ("month", "quarter"):
            month = first.replace(day=1)
            while month <= last:
                if self.unit == "month" or month.month % 3 == 1:
                    out.append(self.in_month(month))
                month = plus_months(month, 1)
        else:
            day = first
            while day <= last:
                if self.unit == "day" or (self.unit == "workday" and self.calendar.works(day)) or (self.unit == "week" and day.weekday() == self.number):
                    out.append(day)
                day += DAY
            out = out[::self.step]
        return [day for day in out if first <= day <= last]


def draw_calendar(rng, first, last):
    """A calendar whose holidays leave Mondays to Wednesdays alone, and the statements that say so. What recurs by the week
    stands on those days; without `closed` there are no holidays."""
    workdays, said = rng.choice([([0, 1, 2, 3, 4], "monday to friday")] * 4
                                + [([0, 1, 2, 3, 4, 5], "monday to saturday"), ([0, 1, 2, 3], "monday, tuesday, wednesday, thursday")])
    closed = rng.choice(["next", "previous", "next", None])
    holidays, opened, statements = {}, {}, []
    if closed:
        for _ in range(rng.randrange(0, 4)):
            day = first + rng.randrange(0, (last - first).days) * DAY
            day += (3 - day.weekday()) % 7 * DAY  # a Thursday
            if day not in holidays and first + 20 * DAY < day < last - 20 * DAY:
                holidays[day] = f"holiday {day}"
        if rng.random() < 0.3:
            day = first + rng.randrange(30, 60) * DAY
            day += (3 - day.weekday()) % 7 * DAY
            if day not in holidays and day + DAY < last - 20 * DAY:
                holidays[day] = f"holiday from {day} to {day + DAY}"
                holidays[day + DAY] = None
        if rng.random() < 0.2 and 5 not in workdays:
            day = first + rng.randrange(0, (last - first).days) * DAY
            day += (5 - day.weekday()) % 7 * DAY
            opened[day] = f"open {day}"
    statements = [words for words in list(holidays.values()) + list(opened.values()) if words]
    return Calendar(workdays, set(holidays), set(opened), closed), said, statements
