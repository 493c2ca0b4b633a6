"""Random agreements that are consistent by every rule of the catalogue, infos included: build(seed) gives one.

An agreement is a list of blocks (text.py) and, beside it, what the planters need to know of it: its parts as objects that
hold their block and the facts drawn for them. The parts are drawn in order, each from those before it:

    agreement.py    the frame: term, calendar, parties, people
    achieve.py      goals, objectives, KPIs
    publish.py      contents, channels, brand
    spend.py        budget, incentives, return
    work.py         actions, deliverables, approvals, duties
    meet.py         phases, reviews, diagnoses
"""
import datetime
import random

import achieve
import meet
import publish
import spend
import words
import work
from days import DAY, draw_calendar, plus_months
from text import Block, Stmt, lay_out, listed


class Part:
    """A declaration and the facts drawn for it."""

    def __init__(self, kind, name, block, **facts):
        self.kind, self.name, self.block = kind, name, block
        self.__dict__.update(facts)


class Agreement:
    def __init__(self, seed):
        self.seed, self.rng = seed, random.Random(seed)
        self.items, self.used, self.parts = [], set(), []
        self.with_budget = self.rng.random() < 0.75
        self.ads, self.lines, self.spends, self.incentives, self.phases = [], [], [], [], []
        self.budget = self.roi = self.parted = self.policy = self.selection = self.campaign_mix = self.linking = None
        self.plain = False  # without comments, `;` and full-width marks: some faults need their line for themselves
        self.options = []   # more words for `remit check`
        self.file = "agreement.remit"

    # Names, texts, figures.

    def name(self, kind):
        script = self.rng.choice(words.SCRIPTS)
        stem = self.rng.choice(words.STEMS.get(kind, words.STEMS["other"])[script])
        name = stem
        while name in self.used:
            name = f"{stem}_{self.rng.randrange(2, 100)}"
        self.used.add(name)
        return name

    def text(self, pool="title"):
        """A text, with its translations where the agreement has two languages."""
        texts = words.POOLS[pool]
        out = '"' + self.rng.choice(texts[self.languages[0]]) + '"'
        for language in self.languages[1:]:
            out += f' {language} "' + self.rng.choice(texts[language]) + '"'
        return out

    def title(self):
        return self.text("title")

    def number(self, value):
        """A whole number in one of its spellings."""
        value = int(value)
        spellings = [str(value), f"{value:_}"]
        if value % 1000 == 0 and value > 0:
            spellings.append(f"{value // 1000}k")
        if value % 100_000 == 0 and value > 0:
            spellings.append(f"{value / 1_000_000:g}M")
        if value % 10_000 == 0 and value > 0:
            spellings.append(f"{value // 10_000}萬")
        return self.rng.choice(spellings)

    def money(self, value):
        return f"{self.number(value)} {self.currency}"

    def date(self, day):
        """A day in one of its spellings."""
        spellings = [str(day)] * 3
        if day == self.end:
            spellings += ["end", "end"]
        for n in range(1, self.months + 1):
            if plus_months(self.start, n) - DAY == day:
                spellings.append(f"month {n}")
        count = (day - self.start).days + 1
        if count > 0:
            spellings.append(f"day {count}")
        if count > 0 and count % 7 == 0:
            spellings += [f"week {count // 7}"] * 2
        if day > self.start:
            spellings.append(f"start + {(day - self.start).days} days")
        return self.rng.choice(spellings)

    def workday(self, day):
        """A working day within the term, this one or one near it."""
        day = max(day, self.start)
        later = self.calendar.next(day)
        return later if later <= self.end else self.calendar.previous(min(day, self.end))

    def within(self, first, last):
        """A share of the term: a working day between two of its parts."""
        length = (self.end - self.start).days
        return self.workday(self.start + self.rng.randrange(int(length * first), int(length * last) + 1) * DAY)

    # Parts.

    def part(self, kind, *head, name=None, title=True, **facts):
        name = name or self.name(kind)
        block = Block(kind, name, self.title() if title else None, *head)
        part = Part(kind, name, block, **facts)
        self.parts.append(part)
        return part

    def top(self, part):
        self.items.append(part.block)
        return part

    def all(self, kind):
        return [part for part in self.parts if part.kind == kind]

    def pick(self, kind):
        found = self.all(kind)
        return self.rng.choice(found) if found else None

    def chance(self, share):
        return self.rng.random() < share

    def write(self):
        return lay_out(self.items, self.seed, self.plain, self.used)


def draw_term(a):
    """A first day, and the months from it; the last day is a Monday, Tuesday or Wednesday."""
    rng = a.rng
    a.months = rng.choice([3, 4, 6, 6, 8, 9, 12, 12, 12, 15, 18, 24])
    while True:
        day = rng.choice([1, 1, 1, 1, 21])
        a.start = datetime.date(rng.randrange(2024, 2029), rng.randrange(1, 13), day)
        a.end = plus_months(a.start, a.months) - DAY
        if a.end.weekday() < 3:
            return


def draw_frame(a):
    rng = a.rng
    draw_term(a)
    a.languages = [rng.choice(["en", "en", "zh-Hant", "bg", "vi"])]
    if a.chance(0.25):
        a.languages.append(rng.choice([language for language in ("en", "zh-Hant", "bg", "vi") if language != a.languages[0]]))
    a.currency = rng.choice(words.CURRENCIES)
    a.other_currency = "USD" if a.currency != "USD" else "JPY"
    a.calendar, workdays, closed_days = draw_calendar(rng, a.start, a.end)
    a.frame = a.top(a.part("agreement"))
    b = a.frame.block
    if a.chance(0.5):
        b.add("version", '"1.0"' if len(a.languages) == 1 else f'"1.0" {a.languages[1]} "1.0"')
    b.add("term", f"from {a.start} to {a.end}" if a.chance(0.6) else f"{a.months} months from {a.start}")
    b.add("currency", a.currency, rng.choice(["plus", "including"]), f"tax {rng.choice([5, 8, 20])}%")
    b.add("language", listed(a.languages))
    b.add(f'timezone "{rng.choice(words.ZONES)}"')
    if a.chance(0.4):
        b.add("renews 6 months unless notice 2 months before end")
    if a.chance(0.3):
        b.add(f"exchange 30 {a.currency} per {a.other_currency} on {a.start}")
    a.exchange = b.stmt("exchange") is not None
    if a.chance(0.4):
        b.add("mission", a.text("plain"))
    for _ in range(rng.randrange(1, 3)):
        b.add("excludes", a.text("title"))
    if a.chance(0.5):
        b.add("assumes", a.text("plain"))
    b.add("notice", rng.choice(["30 days", "3 months"]))
    if a.chance(0.3):
        b.add("clause", a.name("other"), a.text("title"), a.text("plain"))
    draw_calendar_block(a, workdays, closed_days)


def draw_calendar_block(a, workdays, closed_days):
    a.calendar_block = None
    if workdays == "monday to friday" and not closed_days and not a.calendar.closed and a.chance(0.5):
        return
    b = a.calendar_block = Block("calendar")
    b.add("workdays", workdays)
    b.add("hours", a.rng.choice(["09:00 to 18:00", "08:30 to 17:30"]))
    for words_of in closed_days:
        b.add(words_of, a.text("title"))
    if a.calendar.closed:
        b.add("closed", a.calendar.closed)
    a.items.append(b)


def draw_person(a, party, department=None, **more):
    person = a.part("person", title=False, party=party, department=department, deputy=None, roles=0)
    b = person.block
    b.head += Block(a.text("person")).head
    if department:
        b.head += Block("in", department.name).head
    if a.chance(0.5):
        b.add("role", a.text("title"))
    if a.chance(0.3):
        b.add("email", " ".join([f'"p{len(a.parts)}@example.org"'] + [f'{language} "p{len(a.parts)}@example.org"' for language in a.languages[1:]]))
    if a.chance(0.5):
        b.add("gives 40 hours per week")
    party.people.append(person)
    party.block.add(b)
    return person


def draw_party(a, kind, people, departments=0):
    party = a.top(a.part(kind, name=a.name("party"), people=[], departments=[]))
    for _ in range(departments):
        department = a.part("department")
        party.departments.append(department)
        party.block.add(department.block)
    for i in range(people):
        draw_person(a, party, party.departments[i % departments] if departments else None)
    if kind != "supplier" or a.chance(0.5):
        party.block.add("contact", a.rng.choice(party.people).name)
    for i, person in enumerate(party.people):
        if len(party.people) > 1 and a.chance(0.6):
            person.deputy = party.people[i - 1]
            person.block.add("deputy", person.deputy.name)
    return party


def draw_parties(a):
    rng = a.rng
    a.client = draw_party(a, "client", rng.randrange(3, 6), rng.choice([0, 0, 2, 3]))
    a.agency = draw_party(a, "agency", rng.randrange(2, 5))
    if a.chance(0.1):
        draw_party(a, "client", rng.randrange(1, 3))
    a.supplier = draw_party(a, "supplier", rng.randrange(1, 3)) if a.chance(0.3) else None
    signers = [rng.choice(a.client.people), rng.choice(a.agency.people)]
    a.frame.block.add("change requires", listed([p.name for p in signers]), "within", rng.choice(["5 workdays", "2 weeks"]))
    for _ in range(rng.choice([0, 0, 1, 2])):
        asset = a.top(a.part("asset"))
        asset.block.add("account owned by", a.client.name, "admin", rng.choice(a.client.people).name)
        asset.block.add("access", listed([p.name for p in rng.sample(a.agency.people, 2)]))


def draw_parameter(a):
    """Sometimes a value is a parameter's."""
    if a.chance(0.15):
        stmt = a.rng.choice([d.block.stmt("accepted") for d in a.all("deliverable")])
        i = stmt.index("within") + 1
        name = a.name("other")
        a.items.append(Stmt("param", name, "duration =", stmt.toks[i:]))
        stmt.replace(i, len(stmt.toks), "$" + name)


def shuffle(a):
    """No order is asked for, but the language's version stands first."""
    for block in a.items:
        if isinstance(block, Block) and block.head[0].text not in ("mix", "split") and a.chance(0.5):
            a.rng.shuffle(block.body)
    a.rng.shuffle(a.items)
    if a.chance(0.3):
        a.items.insert(0, Stmt("remit 1"))


def build(seed):
    a = Agreement(seed)
    draw_frame(a)
    draw_parties(a)
    achieve.draw(a)
    publish.draw(a)
    spend.draw(a)
    work.draw(a)
    meet.draw(a)
    draw_parameter(a)
    shuffle(a)
    return a
