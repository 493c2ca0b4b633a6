#!/usr/bin/env python3
"""Holds the calendars that are written against two readers of iCalendar: run.py PROGRAM [NAME…]. Each function test_… is one case.

libical (reader.c, compiled here) parses a calendar, checks it against RFC 5545 and works out the days of its rules; Python's
icalendar reads the same texts. The last line is `N passed, N failed`."""
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
HOME = HERE.parent.parent
sys.path.append("/usr/lib/python3/dist-packages")  # of Debian, where another Python comes first
sys.path.append(str(HERE.parent / "formats"))
import icalendar  # noqa: E402
from payloads import PAYLOADS, quoted  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "shared"))
import cases  # noqa: E402
import catalogue  # noqa: E402

LINE = 75
EXAMPLES = sorted((HOME / "examples").glob("*.remit")) + [HOME / "tests/blind/hotel.remit"]
READER = None
HOSTILE = PAYLOADS + [
    "x\nBEGIN:VEVENT", "x\r\nEND:VCALENDAR", "\nATTACH:file:///etc/passwd", "a;b,c:d\\", "\\n", "\\\\n\\,", "\\;\\,", "\";X=\"y", "a\u2028ATTENDEE:x",
    "\x85URL:http://x", "\tx", " x ", "ü" * 200, "好" * 120, "🙂" * 90, "a" + "é" * 37, "x" * 74, "x" * 75, "x" * 76, "END:VEVENT", "^n^'", "é" * 70]


class Component:
    def __init__(self, kind):
        self.kind, self.properties, self.days, self.parts = kind, [], [], []

    def get(self, name):
        return next((value for n, value in self.properties if n == name), None)

    def names(self):
        return [name for name, _ in self.properties]


def read(path):
    """What libical finds: the calendar as a component."""
    done = subprocess.run([READER, path], capture_output=True, check=False)
    text = done.stdout.decode("utf-8")
    assert done.returncode == 0, f"libical refuses it: {re.findall('property X-LIC.*', text)}"
    above, calendar = [], None
    for line in text.split("\n")[:-1]:
        word, rest = line.split(" ", 1)
        if word == "begin":
            component = Component(rest)
            (above[-1].parts if above else []).append(component)
            above.append(component)
            calendar = calendar or component
        elif word == "property":
            above[-1].properties.append(tuple(rest.split("|", 1)))
        elif word == "day":
            above[-1].days.append(datetime.date.fromisoformat(rest))
        else:
            above.pop()
    return calendar


def build(program, folder, text, *more):
    path = folder / "plan.remit"
    path.write_text(text, encoding="utf-8", newline="")
    subprocess.run([program, "build", "--emit", "calendar", "--level", "error", path.name, "-o", "out", *more], cwd=folder, capture_output=True,
                   check=False)
    written = folder / "out/plan.calendar.ics"
    assert written.is_file(), "nothing was written"
    return written


def series(calendar):
    """The days of each thing, whether as a rule or one by one."""
    found = {}
    for event in calendar.parts:
        name = re.sub(r"@.*", "", event.get("UID"))
        if len(event.days) == 1:
            name = re.sub(r"\.\d{4}-\d\d-\d\d$", "", name)
        found.setdefault(name, []).extend(event.days)
    return found


def faults_of_bytes(data):
    """Lines that are too long, cut characters, or end in anything but CR LF."""
    assert data.endswith(b"\r\n")
    for line in data[:-2].split(b"\r\n"):
        line.decode("utf-8")  # strict: no character lies on two lines
        assert len(line) <= LINE, line
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), line


# ---- The frame ----

AGREEMENT = """agreement plan "Plan" {{
  version "{version}"
  term from {start} to {end}
  currency TWD
  renews 12 months unless notice 3 months before end
  notice 30 days from 2026-07-01
}}
calendar {{
  workdays {workdays}
  {closed}
}}
client alpine "Alpine" {{ person mei "Lin Mei" }}
agency lantern "Lantern" {{ person jo "Hsu Jo" }}
"""


def agreement(version="1.0", start="2026-01-01", end="2026-12-31", workdays="monday to friday", closed=""):
    return AGREEMENT.format(version=version, start=start, end=end, workdays=workdays, closed=closed)


# ---- Cases ----

def test_examples(program, folder):
    for path in EXAMPLES:
        subprocess.run([program, "build", "--emit", "calendar", "--level", "error", path, "-o", folder], capture_output=True, check=False)
        written = folder / f"{path.stem}.calendar.ics"
        faults_of_bytes(written.read_bytes())
        calendar = read(written)
        names = [event.get("UID") for event in calendar.parts]
        assert len(names) == len(set(names)) > 5, path
        for event in calendar.parts:
            assert event.kind == "VEVENT" and event.days, event.properties
            assert [part.kind for part in event.parts] == ["VALARM"] * len(event.parts)
            start, end = (datetime.datetime.strptime(event.get(name), "%Y%m%d") for name in ("DTSTART", "DTEND"))
            assert end - start == datetime.timedelta(1) and start.date() == event.days[0]
            for name in ("UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "DESCRIPTION", "CATEGORIES"):
                assert event.names().count(name) == 1, (name, event.properties)
        language, about = catalogue.language_of(path.read_text(encoding="utf-8")), calendar.get("DESCRIPTION").replace("\\,", ",")
        versioned = re.search(catalogue.pattern(language, "CALENDAR_SOURCE", ".*?", ".*?", r"\w{12}"), about)
        found = versioned or re.search(catalogue.pattern(language, "CALENDAR_SOURCE_UNVERSIONED", ".*?", r"\w{12}"), about)
        fingerprint = found.group("_3" if versioned else "_2")
        assert all(fingerprint in event.get("DESCRIPTION") for event in calendar.parts)


def test_second_reader(program, folder):
    for path in EXAMPLES:
        subprocess.run([program, "build", "--emit", "calendar", "--level", "error", path, "-o", folder], capture_output=True, check=False)
        written = folder / f"{path.stem}.calendar.ics"
        events = icalendar.Calendar.from_ical(written.read_bytes()).walk("VEVENT")
        texts = [tuple(str(event[name]) for name in ("UID", "SUMMARY", "DESCRIPTION")) for event in events]
        found = [tuple(event.get(name).replace("\\n", "\n") for name in ("UID", "SUMMARY", "DESCRIPTION")) for event in read(written).parts]
        assert texts == found, path


def days(*texts):
    return [datetime.date.fromisoformat(text) for text in texts]


def monthly(day, first, last):
    return [datetime.date(2026 + (month - 1) // 12, (month - 1) % 12 + 1, day) for month in range(first, last + 1)]


def test_tea(program, folder):
    """All that the sample says of days, by hand."""
    subprocess.run([program, "build", "--emit", "calendar", HOME / "examples/tea.remit", "-o", folder], capture_output=True, check=False)
    end = days("2026-12-31")
    wednesdays = [datetime.date(2026, 2, 4) + datetime.timedelta(7 * i) for i in range(48)]  # from the end of the set-up on
    assert wednesdays[-1] == datetime.date(2026, 12, 30)
    expected = {
        "term-begins": days("2026-01-01"), "term-ends": end, "phase-begins.launch": days("2026-01-01"),
        "phase-ends.launch": days("2026-02-28"), "phase-begins.grow": days("2026-03-01"), "phase-ends.grow": end,
        "milestone.followers.launch": days("2026-02-28"), "milestone.followers": days("2026-06-30"),
        "target.followers": end, "target.interactions": end, "target.reply_time": days("2026-06-30"), "target.clicks": end,
        "target.orders": end, "target.conversion": end, "return-judged": days("2026-06-01"), "return-expected": end,
        **{f"report.{name}": monthly(3, 2, 13) for name in ("followers", "reply_time", "clicks", "orders")},
        "action.set_up": days("2026-01-30"), "action.weekly_quiz": wednesdays, "deliverable.editorial_plan": monthly(24, 1, 12),
        "deliverable.product_news": monthly(18, 1, 12), "deliverable.hand_over": days("2027-01-14"),
        "payment.retainer": monthly(5, 1, 12), "review.monthly": monthly(8, 1, 13)}
    found = series(read(folder / "tea.calendar.ics"))
    assert found == expected, {key: (found.get(key), expected.get(key)) for key in set(found) | set(expected) if found.get(key) != expected.get(key)}


def recurrences():
    weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    yield from ("day", "3 days", "workday", "week", "2 weeks", "5 weeks")
    yield from (f"{every} on {weekday}" for every in ("week", "2 weeks", "3 weeks") for weekday in weekdays)
    for unit in ("month", "2 months", "5 months", "quarter", "2 quarters", "year"):
        yield unit
        yield from (f"{unit} on day {day}" for day in (1, 10, 28, 29, 31))
        yield from (f"{unit} on {spot}" for spot in ("last day", "workday 3", "last workday", "first monday", "fourth sunday", "fifth friday",
                                                      "last tuesday"))
    yield "quarter on day 60"
    yield "year on day 200"


def reviews(bounds=""):
    return "".join(f'review r{i} "R" {{ every {text}{bounds}; covers all kpis }}\n' for i, text in enumerate(recurrences()))


def test_rules_give_the_days_of_the_calendar(program, folder):
    """Where days may move there are no rules, but each day that the model gives; every day is worked, so none moves."""
    for start, end, bounds in (("2026-01-01", "2027-12-31", ""), ("2027-11-17", "2030-02-28", ""),
                               ("2026-01-01", "2028-12-31", " from 2026-05-14 to 2028-09-02")):
        head = {"start": start, "end": end, "workdays": "monday to sunday"}
        by_rule = read(build(program, folder, agreement(**head) + reviews(bounds)))
        one_by_one = read(build(program, folder, agreement(**head, closed="closed next") + reviews(bounds)))
        rules = sum(event.get("RRULE") is not None for event in by_rule.parts)
        months = sum("MONTHLY" in (event.get("RRULE") or "") for event in one_by_one.parts)
        assert rules > 50 and months == 0, (rules, months)
        left, right = series(by_rule), series(one_by_one)
        assert left == right, [(list(recurrences())[int(k[8:])], left[k][:5], right[k][:5]) for k in left if k.startswith("review") and left[k] != right.get(k)]
        weekly = [event for event in by_rule.parts if "WEEKLY" in (event.get("RRULE") or "") and "," not in event.get("RRULE")]
        for event in weekly:
            step = int(re.search(r"INTERVAL=(\d+)|$", event.get("RRULE")).group(1) or 1)
            assert {(b - a).days for a, b in zip(event.days, event.days[1:])} == {7 * step}


def test_moved_days(program, folder):
    text = agreement(closed='closed next; holiday from 2026-04-03 to 2026-04-06 "Easter"') + 'review r "R" { every month on day 3; covers all kpis }\n'
    expected = days("2026-01-05", "2026-02-03", "2026-03-03", "2026-04-07", "2026-05-04", "2026-06-03", "2026-07-03", "2026-08-03", "2026-09-03",
                    "2026-10-05", "2026-11-03", "2026-12-03", "2027-01-04")
    calendar = read(build(program, folder, text))
    assert series(calendar)["review.r"] == expected
    assert [e.get("UID") for e in calendar.parts if "review" in e.get("UID")][0] == "review.r.2026-01-05@plan.alpine.lantern.remit"


def test_workdays(program, folder):
    """A rule with the holidays left out; a day that is open all the same has no place in one."""
    holidays = 'holiday from 2026-04-03 to 2026-04-06 "Easter"; holiday 2026-01-01 "New Year"; holiday 2026-04-06 "Once more"'
    review = 'review r "R" { every workday; covers all kpis }\n'
    worked = [day for day in (datetime.date(2026, 1, 1) + datetime.timedelta(i) for i in range(366)) if day.weekday() < 5 and
              day not in days("2026-01-01", "2026-04-03", "2026-04-06")]
    calendar = read(build(program, folder, agreement(closed=holidays) + review))
    event, = [e for e in calendar.parts if e.get("UID").startswith("review")]
    assert event.get("RRULE").startswith("FREQ=WEEKLY") and event.days == worked, (event.days[:9], event.days[-3:])
    found = series(read(build(program, folder, agreement(closed=holidays + '; open 2026-05-02 "Fair"') + review)))
    assert found["review.r"] == sorted(worked + days("2026-05-02"))


def test_renewal_and_notice(program, folder):
    found = series(read(build(program, folder, agreement())))
    assert found["renewal-notice"] == days("2026-09-30") and found["renewal"] == days("2027-01-01") and found["notice"] == days("2026-07-01")
    found = series(read(build(program, folder, agreement().replace("notice 3 months before", "notice 10 workdays before"))))
    assert found["renewal-notice"] == days("2026-12-17")


MORE = """goal g "Goal" { owner mei }
objective o "Objective" { serves g; owner mei; by 2026-11-30 }
kpi k "KPI" { measures o; unit followers; baseline measured by 2026-01-20 by jo; target at least 5; reported every month on day 3 by jo; source "Source"; means "Means" }
kpi l "Other" { measures o; unit followers; target at least 5 by 2026-06-30; milestone at least 2 by 2026-03-31; reported every month on day 3 by jo }
kpi m "Third" { measures o; unit followers; target at least 5; reported every month on day 4 by jo }
budget b "Budget" { total 100 TWD; line film "Film" 100 TWD to lantern; pay film 30% on 2026-02-15; pay film 70% after d }
action a "Action" { by jo; from 2026-02-02 to 2026-02-20; criteria "Criterion" by jo due 2026-02-18 }
deliverable d "Deliverable" { from lantern to alpine; due 2026-05-05; accepted by mei within 3 workdays; criteria "Held" }
campaign c "Campaign" from 2026-03-01 to 2026-03-01 { reach l at least 3; exit "Exit" by mei }
phase p "Phase" from start to month 2 { exit "Exit" by mei due 2026-02-10 }
review r "Review" { every quarter on day 10; chair mei; attended by jo; covers k; asks "Question" by jo; minutes by jo within 2 workdays }
"""


def test_kinds(program, folder):
    calendar = read(build(program, folder, agreement() + MORE))
    found = {re.sub("@.*", "", event.get("UID")): event for event in calendar.parts}
    summaries = {name: event.get("SUMMARY") for name, event in found.items()}
    expected = {
        "baseline.k": "Baseline to be measured: KPI", "report.k": "2 figures to report: Hsu Jo", "report.m": "Figure to report: Third",
        "milestone.l.2026-03-31": "Milestone: Other, at least 2 followers", "milestone.l.c": "Milestone: Other, at least 3 followers",
        "target.l": "Target: Other, at least 5 followers", "deadline.o": "Deadline of the objective: Objective",
        "payment.film.2026-02-15": "Payment: 30 TWD, Film", "payment.film.d": "Payment: 70 TWD, Film",
        "action-begins.a": "Action begins: Action", "action-ends.a": "Action to be finished: Action", "task.a.2026-02-18": "Task: Criterion",
        "task.p.2026-02-10": "Task: Exit", "deliverable.d": "Due from Lantern: Deliverable", "campaign-begins.c": "Campaign begins: Campaign",
        "campaign-ends.c": "Campaign ends: Campaign", "review.r": "Review: Review",
        "renewal": "Renewed for 12 months unless notice was given: Plan"}
    wrong = {name: summaries.get(name) for name, words in expected.items() if summaries.get(name) != words}
    assert not wrong, (wrong, sorted(summaries))
    for name, words in {"report.k": ["Who: Hsu Jo", "- KPI: Source", "- Other"], "payment.film.d": ["To: Lantern", "accepted: Deliverable"],
                        "deliverable.d": ["To: Alpine", "Accepted by: Lin Mei, within 3 working days", "- Held"], "baseline.k": ["Who: Hsu Jo"],
                        "review.r": ["Chair: Lin Mei", "- Question (Hsu Jo)", "Minutes by: Hsu Jo, within 2 working days"]}.items():
        for part in words:
            assert part in found[name].get("DESCRIPTION"), (name, part, found[name].get("DESCRIPTION"))
    triggers = {name: [alarm.get("TRIGGER") for alarm in event.parts] for name, event in found.items()}
    assert triggers["review.r"] == ["-P6DT15H", "-PT15H"] and triggers["term-ends"] == ["-P27DT15H", "-P6DT15H"] and triggers["report.k"] == ["-PT15H"]
    text = agreement(closed="hours 08:15 to 17:00") + MORE
    assert [a.get("TRIGGER") for e in read(build(program, folder, text)).parts if e.get("UID").startswith("report.k") for a in e.parts] == ["-PT15H45M"]


def test_identities_rest_on_names(program, folder):
    first = read(build(program, folder, agreement() + MORE))
    text = with_texts('"Words of another kind"', agreement(version="1.2") + MORE)
    second = read(build(program, folder, text))
    assert [e.get("UID") for e in first.parts] == [e.get("UID") for e in second.parts]
    assert {e.get("SEQUENCE") for e in first.parts} == {"1000"} and {e.get("SEQUENCE") for e in second.parts} == {"1002"}
    assert {e.get("DTSTAMP") for e in first.parts + second.parts} == {"20260101T000000Z"}
    named = read(build(program, folder, agreement() + 'review 月會 "M" { on 2026-03-03; covers all kpis }\n'))
    assert "review.%E6%9C%88%E6%9C%83@plan.alpine.lantern.remit" in [e.get("UID") for e in named.parts]
    for version, sequence in (("2", "2000"), ("3.14.2", "3014"), ("2026-03 b", "0"), ("", "0"), ("99999999999999999999", "0"), ("1.99999", "1999")):
        assert {e.get("SEQUENCE") for e in read(build(program, folder, agreement(version=version))).parts} == {sequence}, version


def test_twice_the_same(program, folder):
    text = agreement() + MORE.replace("milestone at least 2 by 2026-03-31", "milestone at least 2 by 2026-03-31; milestone at least 2 by 2026-03-31")
    names = [event.get("UID") for event in read(build(program, folder, text, "--force")).parts]
    assert len(names) == len(set(names)) and any(name.startswith("milestone.l.2026-03-31.2@") for name in names), names


def test_not_consistent(program, folder):
    calendar = read(build(program, folder, agreement() + MORE + "bogus\n", "--force"))
    assert "Not consistent" in calendar.get("DESCRIPTION")
    for event in calendar.parts:
        assert event.get("STATUS") == "TENTATIVE" and "Not consistent" in event.get("DESCRIPTION")
    draft = read(build(program, folder, agreement().replace("version", "status draft; version") + MORE))
    assert {event.get("STATUS") for event in draft.parts} == {"TENTATIVE"}


def with_texts(text, whole):
    """Each text of the agreement but its version is `text`."""
    return re.sub(r'"[^"]*"', lambda found: found.group() if re.match(r'"\d', found.group()) else text, whole)


def shape(calendar):
    return [(event.names(), event.days, [alarm.names() for alarm in event.parts]) for event in calendar.parts]


def seen(text, one_line):
    """As it is to be read: what steers shown as a picture, line ends as blanks where there is one line."""
    text = re.sub("\r\n|[\r\n\x85\u2028\u2029]", " " if one_line else "\n", text).replace("\t", " ")
    text = re.sub("[\x00-\x09\x0b-\x1f]", lambda m: chr(0x2400 + ord(m.group())), text)
    return re.sub("[\x7f-\x9f\ufffe\uffff]", "\ufffd", text)


def unescape(text):
    return re.sub(r"\\(.)", lambda found: "\n" if found.group(1) == "n" else found.group(1), text)


def test_hostile_texts(program, folder):
    """Every text of the agreement is a payload; the calendar has the same properties, and what can be read is the same."""
    plain = agreement() + MORE
    expected = read(build(program, folder, plain))
    known, texts = {event.get("UID") for event in expected.parts}, 0
    for payload in HOSTILE:
        written = build(program, folder, with_texts(quoted(payload), plain), "--force")
        faults_of_bytes(written.read_bytes())
        calendar = read(written)
        assert calendar.names() == expected.names(), payload
        words = {re.sub("@.*", "", e.get("UID")): e for e in calendar.parts}
        assert len(icalendar.Calendar.from_ical(written.read_bytes()).walk("VEVENT")) == len(calendar.parts), payload
        if "Not consistent" in calendar.get("DESCRIPTION"):  # the language refuses the text: what it stands in is unknown
            assert known >= {event.get("UID") for event in calendar.parts}, payload
            assert set(sum((event.names() for event in calendar.parts), [])) <= {*expected.parts[0].names(), "RRULE"}, payload
            continue
        texts += 1
        assert shape(calendar) == shape(expected), payload
        assert unescape(words["review.r"].get("SUMMARY")) == ("Review: " + seen(payload, True)).rstrip(" "), payload  # libical drops blanks at the end
        assert "- " + seen(payload, False) in unescape(words["deliverable.d"].get("DESCRIPTION")), payload
    assert texts > 60, texts


def test_no_end_in_sight(program, folder):
    text = agreement(start="1950-01-01", end="2150-12-31") + 'review r "R" { every 2 workdays; covers all kpis }\n'
    calendar = read(build(program, folder, text, "--force"))
    assert len(calendar.parts) == 20000 and "Only the first 20,000 entries are written" in calendar.get("DESCRIPTION")


def test_same_bytes(program, folder):
    first = build(program, folder, agreement() + MORE).read_bytes()
    other = folder / "elsewhere"
    other.mkdir()
    assert build(program, other, agreement() + MORE).read_bytes() == first
    data = build(program, folder, (agreement() + MORE).replace("\n", "\r\n")).read_bytes()
    prints = re.compile(rb"fingerprint [0-9a-f]{12}")  # other bytes of the text, but not other entries
    one, other = (written.replace(b"\r\n ", b"") for written in (first, data))  # unfolded
    assert prints.findall(one) != prints.findall(other) and prints.sub(b"", one) == prints.sub(b"", other)


def main():
    global READER
    with tempfile.TemporaryDirectory(prefix="remit-calendar-") as folder:
        READER = pathlib.Path(folder, "reader")
        subprocess.run(["cc", "-Wall", "-o", READER, HERE / "reader.c", "-lical"], check=True)
        return cases.run(globals(), cases.program_of(sys.argv), sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
