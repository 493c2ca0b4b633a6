"""Goals, objectives, and their KPIs."""
import words
from days import DAY, Recurrence, plus_months
from text import Stmt, listed

MONTHS = {"seo": 4, "brand": 6, "content": 3, "social": 2, "email": 1, "ads": 1}


def draw(a):
    rng = a.rng
    a.report_kinds = report_kinds(a)
    count = rng.randrange(1, 6)
    goals = rng.randrange(1, min(count, 3) + 1)
    for _ in range(goals):
        goal = a.top(a.part("goal"))
        goal.block.add("owner", rng.choice(a.client.people).name)
        if a.chance(0.6):
            goal.block.add("because", a.text("plain"))
    free = rng.sample(words.KINDS, len(words.KINDS))
    for i in range(count):
        draw_objective(a, i, free)
    for objective in a.all("objective"):
        draw_kpis(a, objective)
    share_one(a)
    for objective in a.all("objective"):
        draw_formulas(a, objective)
    for objective in a.all("objective"):
        draw_weights(a, objective)
        draw_priced(a, objective)


def report_kinds(a):
    """Recurrences that a figure may be reported by, each before the monthly review's day."""
    c = a.calendar
    kinds = [Recurrence(c, "month", "workday", 3), Recurrence(c, "month", "last workday"), Recurrence(c, "week", "weekday", 0),
             Recurrence(c, "month", "workday", 2), Recurrence(c, "workday")]
    if c.closed:
        kinds += [Recurrence(c, "month", "day", 3), Recurrence(c, "month", "last day")]
    return kinds


def draw_objective(a, i, free_kinds):
    rng = a.rng
    goals = a.all("goal")
    served = [goals[i]] if i < len(goals) else rng.sample(goals, rng.randrange(1, len(goals) + 1))
    direct = i == 0 or a.chance(0.4)
    kinds = [] if direct else [free_kinds.pop() for _ in range(rng.choice([1, 1, 2]) if len(free_kinds) > 4 else 1)]
    departments = a.client.departments and rng.sample(a.client.departments, rng.randrange(1, len(a.client.departments) + 1))
    o = a.top(a.part("objective", direct=direct, kinds=kinds, kpis=[], goals=served, departments=departments, channels=[], weighted=False))
    b = o.block
    b.add("serves", listed([g.name for g in served]))
    if departments:
        b.add("for", listed([d.name for d in departments]))
    b.add("problem", a.text("plain"))
    b.add("aim", a.text("aim"))
    if a.chance(0.4):
        b.add("because", a.text("plain"))
    b.add("owner", rng.choice(a.client.people + a.agency.people).name)
    b.add(f"priority {i + 1}")
    b.add("returns direct" if direct else Stmt("returns indirect", listed(kinds)))
    endorsers = [next(p for p in a.client.people if p.department is d) for d in departments] or [rng.choice(a.client.people)]
    for person in endorsers:
        day = a.calendar.previous(a.start - rng.randrange(1, 40) * DAY)
        b.add("endorsed by", person.name, f"on {day}")
    if a.chance(0.4):
        b.add("by", a.date(a.end))


# KPIs.

def draw_due(a):
    """A target's date, and whether it is written."""
    if a.chance(0.6):
        return a.end, a.chance(0.5)
    return a.within(0.6, 0.95), True


def months_to(a, day):
    return (day - a.start).days / 30.5


def new_kpi(a, objective, unit, **facts):
    due, said = draw_due(a)
    facts = {"tally": "latest", "baseline": None, "low": None, "high": None, "worth": None, "costs": None, "formula": None, "form": None,
             "show": lambda value: str(value), "proxy": None, "influences": [], **facts}
    kpi = a.top(a.part("kpi", objectives=[objective], due=due, due_said=said, unit=unit, reporter=None, counted=False, **facts))
    objective.kpis.append(kpi)
    b = kpi.block
    b.add("measures", objective.name)
    b.add("unit", unit if isinstance(unit, str) else listed(unit))
    if kpi.tally != "latest" or a.chance(0.2):
        b.add("tally", kpi.tally)
    return kpi


def add_target(a, kpi, words_of):
    kpi.target = kpi.block.add("target", words_of, ["by", a.date(kpi.due)] if kpi.due_said else None)


def add_source(a, kpi, reporters=None):
    rng = a.rng
    people = a.client.people + a.agency.people
    kpi.reporter = rng.choice(reporters or people)
    kpi.every = rng.choice(a.report_kinds)
    b = kpi.block
    b.add("source", a.text("title"), ["open to", rng.choice(people).name] if a.chance(0.3) else None)
    b.add("reported", kpi.every.words(), "by", kpi.reporter.name)
    if a.chance(0.15):
        first = a.within(0.3, 0.5)
        b.add(f"excused from {first} to {first + 10 * DAY}", a.text("plain"), "agreed by", rng.choice(a.client.people).name)


def add_baseline(a, kpi):
    day = a.start - a.rng.randrange(1, 150) * DAY if a.chance(0.9) else a.start + a.rng.randrange(1, 20) * DAY
    kpi.baseline_stmt = kpi.block.add("baseline", kpi.show(kpi.baseline), f"on {day}")


def add_discipline(a, kpi):
    fit = ["web", "sales", "service"] + [d for d, months in MONTHS.items() if plus_months(a.start, months) + 3 * DAY <= kpi.due]
    if a.chance(0.5):
        kpi.block.add("discipline", a.rng.choice(fit))


def add_common(a, kpi, reporters=None):
    if kpi.unit == "percent" or a.chance(0.7):
        kpi.block.add("means", a.text("plain"))
    if a.chance(0.2):
        kpi.block.add("because", a.text("plain"))
    add_discipline(a, kpi)
    add_source(a, kpi, reporters)


def rising(a, kpi, step, relative=True):
    """A target above the baseline, with milestones, bands and a stretch on its way; `step`: to what figures are rounded."""
    rng = a.rng
    factor = 1 + rng.uniform(0.012, 0.04) * months_to(a, kpi.due)
    if kpi.ceiling:
        factor = min(factor, kpi.ceiling / kpi.baseline)
    way = max(round((factor - 1) * kpi.baseline / step), 4) * step
    way = round(way, 6)
    kpi.low = round(kpi.baseline + way, 6)
    form = rng.choice(["least", "least", "least", "grow", "share", "between"]) if relative else "least"
    if form == "between" and kpi.ceiling and kpi.low + 2 * way > kpi.ceiling:
        form = "least"
    if form == "share":
        share = max(1, round((factor - 1) * 100))
        kpi.low = kpi.baseline * (1 + share / 100)
        way = kpi.low - kpi.baseline
        add_target(a, kpi, f"grow {share}%")
    elif form == "grow":
        add_target(a, kpi, f"grow {kpi.show_change(way)}")
    elif form == "between":
        kpi.high = round(kpi.low + 2 * way, 6)
        add_target(a, kpi, f"between {kpi.show(kpi.low)} and {kpi.show(kpi.high)}")
    else:
        add_target(a, kpi, f"at least {kpi.show(kpi.low)}")
    kpi.form = form

    def part_of_way(share):  # never beyond it
        return round(kpi.baseline + int(way * share / step + 1e-9) * step, 6)
    kpi.part_of_way = part_of_way
    if form in ("least", "grow", "share") and a.chance(0.5) and kpi.due > a.start + 60 * DAY:
        day = a.workday(a.start + (kpi.due - a.start) // 2)
        kpi.milestone = kpi.block.add("milestone at least", kpi.show(part_of_way(0.5)), "by", a.date(day))
        if a.chance(0.3):
            kpi.block.add("forecast", kpi.show(part_of_way(0.25)), f"on {a.workday(a.start + (kpi.due - a.start) // 4)}")
    if form == "least" and a.chance(0.35):
        kpi.block.add("green at least", kpi.show(part_of_way(0.75)))
        kpi.block.add("amber at least", kpi.show(part_of_way(0.5)))
    if form == "least" and a.chance(0.35) and (not kpi.ceiling or kpi.low + way <= kpi.ceiling):
        kpi.block.add("stretch at least", kpi.show(round(kpi.low + way / 2 // step * step + step, 6)))


def draw_count(a, objective):
    rng = a.rng
    spellings = rng.choice(words.COUNTED)
    kpi = new_kpi(a, objective, spellings, baseline=rng.randrange(10, 400) * 100, ceiling=None)
    kpi.show = kpi.show_change = lambda value: a.number(value) + rng.choice(["", "", " " + spellings[0]])
    if a.chance(0.15):
        kpi.form = "grow each"
        add_target(a, kpi, f"grow {rng.choice([1, 2])}% each month")
        kpi.low = kpi.baseline * 1.01
    elif a.chance(0.15):
        kpi.form = "maintain"
        add_target(a, kpi, rng.choice(["maintain", "maintain within 10% of baseline", "maintain at least " + kpi.show(kpi.baseline * 9 // 10)]))
    else:
        rising(a, kpi, 10)
    add_baseline(a, kpi)
    add_common(a, kpi)
    return kpi


def draw_sum(a, objective, worth=False):
    rng = a.rng
    spellings = rng.choice(words.COUNTED)
    kpi = new_kpi(a, objective, spellings, tally="sum", form="least")
    kpi.show = lambda value: a.number(value) + rng.choice(["", "", " " + spellings[0]])
    kpi.low = rng.randrange(10, 60) * 100
    add_target(a, kpi, f"at least {kpi.show(kpi.low)}")
    if a.chance(0.5) and kpi.due > a.start + 60 * DAY:
        day = a.workday(a.start + (kpi.due - a.start) // 2)
        kpi.milestone = kpi.block.add("milestone at least", kpi.show(kpi.low * 2 // 5), "by", a.date(day))
    if not worth and a.chance(0.3):
        base = int(kpi.low * 3 / months_to(a, kpi.due) * 0.6)
        first = plus_months(a.start.replace(day=1), -3)
        kpi.baseline_stmt = kpi.block.add("baseline", kpi.show(base), f"over from {first} to {a.start.replace(day=1) - DAY}")
    if a.chance(0.3):
        kpi.block.add("stretch at least", kpi.show(kpi.low * 6 // 5))
    add_common(a, kpi, a.client.people if worth else None)
    if worth:
        kpi.worth = rng.randrange(10, 90) * 10
        kpi.block.add("worth", a.money(kpi.worth), "each")
    return kpi


def draw_percent(a, objective):
    kpi = new_kpi(a, objective, "percent", baseline=a.rng.randrange(30, 400) / 10, ceiling=90)
    kpi.show = lambda value: f"{value:g}%"
    kpi.show_change = lambda value: f"{value:g}pp"
    rising(a, kpi, 0.1)
    add_baseline(a, kpi)
    add_common(a, kpi)
    return kpi


def draw_score(a, objective):
    top = a.rng.choice([5, 10])
    kpi = new_kpi(a, objective, f"score 1 to {top}", tally=a.rng.choice(["average", "latest"]), baseline=top * 0.7 + 0.1, ceiling=top - 0.2)
    kpi.show = lambda value: f"{value:g}"
    if a.chance(0.3):
        kpi.form = "maintain"
        add_target(a, kpi, f"maintain at least {kpi.show(top * 0.7)}")
    else:
        rising(a, kpi, 0.1, relative=False)
    add_baseline(a, kpi)
    add_common(a, kpi)
    return kpi


def draw_time(a, objective):
    rng = a.rng
    unit = rng.choice(["hours", "workhours", "minutes", "days"])
    kpi = new_kpi(a, objective, unit, tally=rng.choice(["average", "latest"]), baseline=rng.randrange(10, 40))
    kpi.show = lambda value: f"{value:g} {unit}"
    kpi.high = kpi.baseline * rng.randrange(5, 9) // 10
    kpi.form = "most"
    if a.chance(0.2):
        kpi.form = "measured"
        kpi.baseline_stmt = kpi.block.add("baseline measured by", str(a.workday(a.start + 15 * DAY)), "by", rng.choice(a.client.people).name)
    else:
        add_baseline(a, kpi)
    if kpi.form == "most" and a.chance(0.3):
        kpi.form = "reduce"
        add_target(a, kpi, f"reduce {rng.choice([10, 20, 25])}%")
    else:
        add_target(a, kpi, f"at most {kpi.show(kpi.high)}")
        if a.chance(0.3):
            kpi.block.add("green at most", kpi.show(kpi.high))
            kpi.block.add("amber at most", kpi.show(kpi.high + 1))
    add_common(a, kpi)
    return kpi


def draw_money(a, objective):
    spellings = a.rng.choice(words.COUNTED)
    kpi = new_kpi(a, objective, [f"{a.currency} per {spellings[0]}", *spellings[1:]], baseline=a.rng.randrange(20, 90) * 10, ceiling=None)
    kpi.show = kpi.show_change = lambda value: f"{a.number(value)} {a.currency} per {spellings[0]}"
    rising(a, kpi, 1, relative=False)
    add_baseline(a, kpi)
    add_common(a, kpi)
    return kpi


def draw_observed(a, objective):
    spellings = a.rng.choice(words.COUNTED)
    kpi = new_kpi(a, objective, spellings, form="observe", baseline=500)
    kpi.show = lambda value: a.number(value)
    kpi.due_said = False
    add_target(a, kpi, "observe")
    add_baseline(a, kpi)
    add_common(a, kpi)
    return kpi


def draw_kpis(a, objective):
    rng = a.rng
    first = [draw_sum(a, objective, worth=True)] if objective.direct else []
    more = rng.randrange(max(len(objective.kinds), 1), 4)
    for _ in range(more - len(first) + 1 if first else more):
        rng.choice([draw_count, draw_count, draw_sum, draw_percent, draw_score, draw_time, draw_money])(a, objective)
    scored = [k for k in objective.kpis if k.worth is None]
    for kind, kpi in zip(objective.kinds, scored):
        kpi.proxy = kind
        kpi.block.add("proxy for", kind)
    if len(objective.kpis) < 4 and a.chance(0.15):
        draw_observed(a, objective)
    if len(objective.kpis) > 1 and a.chance(0.2):
        one, other = objective.kpis[-1], objective.kpis[0]
        if one.worth is None:
            one.influences.append(other)
            one.block.add("influences", other.name)


def share_one(a):
    """Sometimes one KPI measures two objectives."""
    objectives = a.all("objective")
    if len(objectives) < 2 or not a.chance(0.2):
        return
    one, other = a.rng.sample(objectives, 2)
    kpi = a.rng.choice(one.kpis)
    if len(other.kpis) < 5 and kpi.proxy is None:
        kpi.objectives.append(other)
        other.kpis.append(kpi)
        kpi.block.stmt("measures").toks += Stmt(",", other.name).toks


def draw_formulas(a, objective):
    sums = [k for k in a.all("kpi") if k.tally == "sum" and k.formula is None]
    if len(sums) < 2 or len(objective.kpis) > 4 or not a.chance(0.4):
        return
    upper, lower = a.rng.sample(sums, 2)
    if set(upper.unit) & set(lower.unit):
        return
    kpi = new_kpi(a, objective, "percent", form="formula")
    kpi.formula = [upper, lower]
    kpi.show = lambda value: f"{value:g}%"
    kpi.block.add("formula", upper.name, "/", lower.name)
    add_target(a, kpi, a.rng.choice(["at least 2%", "between 1% and 95%", "observe"]) if not kpi.due_said else "at least 2%")
    kpi.form = kpi.target[1].text
    if a.chance(0.4):
        kpi.block.add("means", a.text("plain"))


def draw_priced(a, objective):
    """A computed amount of money: what a sum comes to at a price."""
    sums = [k for k in objective.kpis if k.tally == "sum" and k.formula is None]
    if not sums or objective.weighted or len(objective.kpis) > 4 or not a.chance(0.3):
        return
    part = a.rng.choice(sums)
    price = a.rng.randrange(5, 50)
    kpi = new_kpi(a, objective, a.currency, form="formula")
    kpi.formula = [part]
    if a.chance(0.5):
        kpi.block.add("formula", part.name, "*", f"{price} {a.currency} per {part.unit[0]}")
    else:
        kpi.block.add("formula", f"max({price} {a.currency} per {part.unit[-1]} *", part.name, ",", f"{price} {a.currency}", ")")
    add_target(a, kpi, f"at least {a.money(price * part.low // 2)}")


def draw_weights(a, objective):
    scored = [k for k in objective.kpis if k.target[1].text != "observe"]
    if not a.chance(0.6) or not scored or any(len(k.objectives) > 1 for k in objective.kpis):
        return
    objective.weighted = True
    if len(scored) == 3 and a.chance(0.3):
        for kpi in scored:
            kpi.weight = kpi.block.add("weight 33.3%")  # three thirds
        return
    left = 100
    for i, kpi in enumerate(scored):
        share = left if i + 1 == len(scored) else a.rng.randrange(1, (left - 5 * (len(scored) - i)) // 5 + 1) * 5
        left -= share
        kpi.weight = kpi.block.add(f"weight {share}%")
