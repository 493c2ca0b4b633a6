"""Actions, deliverables, approvals and duties."""
from days import DAY, Recurrence
from text import Stmt, listed


def draw(a):
    draw_deliverables(a)
    draw_actions(a)
    draw_approvals(a)
    draw_duties(a)


def recurring(a, *days):
    """A day of the month: a workday, or a plain day where `closed` moves it."""
    c = a.calendar
    return a.rng.choice([Recurrence(c, "month", "workday", days[0])] + ([Recurrence(c, "month", "day", days[1])] if c.closed else []))


# Deliverables.

def new_deliverable(a, giver, taker, due, **facts):
    rng = a.rng
    d = a.top(a.part("deliverable", giver=giver, taker=taker, day=None, every=None, **facts))
    b = d.block
    sides = [party.name if a.chance(0.8) else rng.choice(party.people).name for party in (giver, taker)]
    b.add("from", sides[0], "to", sides[1])
    if isinstance(due, Recurrence):
        d.every = due
        d.due_stmt = b.add("due", due.words())
    else:
        d.day = due
        d.due_stmt = b.add("due", a.date(due) if due <= a.end else f"end + {(due - a.end).days} days")
    accepting = rng.choice(taker.people)
    b.add("accepted by", accepting.name, f"within {rng.choice([1, 2])} workdays")
    d.revisions = b.add("revisions", rng.choice(["1", "1", f"1, then {a.money(800)} each"]))
    if a.chance(0.4):
        others = [p for p in taker.people if p is not accepting]
        b.add("silence", Stmt("escalates to", rng.choice(others).name, "within 1 workday") if others and a.chance(0.4) else rng.choice(["accepts", "rejects"]))
    if a.chance(0.4):
        b.add("criteria", a.text("plain"), ["by", rng.choice(giver.people).name] if a.chance(0.4) else None)
    return d


def draw_deliverables(a):
    rng = a.rng
    if a.chance(0.6):
        a.facts = new_deliverable(a, a.client, a.agency, recurring(a, 8, 12))
        a.plan = new_deliverable(a, a.agency, a.client, recurring(a, 14, 22)) if a.chance(0.6) else None
        if a.plan and a.start.day == 1 and a.chance(0.7):
            a.plan.block.add("needs", a.facts.name)
    else:
        a.facts = new_deliverable(a, a.client, a.agency, a.within(0.02, 0.1))
    art = new_deliverable(a, a.agency, a.client, a.within(0.2, 0.4))
    if a.facts.day:
        art.needs = art.block.add("needs", a.facts.name)
    if a.supplier:
        film = new_deliverable(a, a.supplier, a.client, a.within(0.5, 0.8))
        if a.chance(0.5):
            film.needs = film.block.add("needs", art.name)
    a.art = art
    if a.budget and a.parted and a.chance(0.4):
        pay = a.parted.pays[1]
        pay.replace(pay.index("on"), len(pay.toks), "after", art.name)
    hand_over = rng.choice([a.calendar.next(a.end + rng.randrange(1, 20) * DAY), a.calendar.previous(a.end + 90 * DAY), a.end])
    a.hand_over = new_deliverable(a, a.agency, a.client, hand_over)


# Actions.

def new_action(a, objectives, person, channel=None):
    t = a.top(a.part("action", objectives=objectives, people=[person], first=None, last=None, every=None, channel=channel, timing=None))
    b = t.block
    b.add("for", listed([o.name for o in objectives]))
    if channel:
        b.add("on", channel.name)
    b.add("by", person.name)
    return t


def set_due(a, t, day):
    t.first = t.last = day
    t.timing = t.block.add("due", a.date(day))


def draw_actions(a):
    rng = a.rng
    objectives = a.all("objective")
    begin = a.begin = new_action(a, objectives, rng.choice(a.agency.people))
    set_due(a, begin, a.within(0.03, 0.12))
    for objective in objectives:
        for _ in range(rng.choice([1, 1, 2])):
            draw_action(a, objective, begin)
    for kpi in a.all("kpi"):
        if kpi.due > begin.last + 30 * DAY and a.chance(0.15):
            kpi.needs = kpi.block.add("needs", begin.name)


def draw_action(a, objective, begin):
    rng = a.rng
    channels = [c for c in objective.channels if c.account]
    channel = rng.choice(channels) if channels and a.chance(0.7) else None
    able = [p for p in channel.access + [channel.admin] if p.party is a.agency] if channel else a.agency.people
    person = rng.choice(able)
    t = new_action(a, [objective], person, channel)
    form = rng.choice(["due", "period", "week", "month"])
    if form == "due":
        set_due(a, t, a.within(0.2, 0.9))
    elif form == "period":
        t.first, t.last = a.within(0.2, 0.4), a.within(0.6, 0.95)
        t.timing = t.block.add(f"from {t.first} to {a.date(t.last)}")
    else:
        t.every = Recurrence(a.calendar, "week", "weekday", rng.randrange(0, 3), rng.choice([1, 2])) if form == "week" else recurring(a, 6, 15)
        t.timing = t.block.add(t.every.words())
    if a.chance(0.5):
        t.after = t.block.add("after", begin.name)
    if t.first and a.art.day < t.first and a.chance(0.4):
        t.needs = t.block.add("needs", a.art.name)
    if a.chance(0.3):
        t.block.add("takes 2 hours per week")
    if a.chance(0.2):
        t.block.add("precedent", a.text("plain"))
    if a.chance(0.2):
        t.block.add("criteria", a.text("plain"), ["by", rng.choice(a.client.people).name, "within 3 workdays"] if a.chance(0.5) else None)
    draw_cost(a, t)
    for kpi in objective.kpis:
        if kpi.form in ("least", "grow") and kpi.baseline and not kpi.block.stmt("expects") and not getattr(kpi, "expected", None) and kpi.unit not in ("percent",) and isinstance(kpi.unit, (list, tuple)) and a.chance(0.3):
            kpi.expected = t.block.add("expects", kpi.name, "at least", kpi.show(kpi.part_of_way(0.9) if kpi.part_of_way(0.9) >= kpi.part_of_way(0.85) else kpi.low))
            break


def draw_cost(a, t):
    lines = [line for line in a.lines if line.left > 10_000 and not line.paid and not line.to and not line.internal] if a.budget else []
    if lines and a.chance(0.4):
        line = a.rng.choice(lines)
        cost = line.left // 10 // 1000 * 1000 or 1000
        line.left -= cost
        t.cost = t.block.add("cost", a.money(cost), "from", line.name)


# Approvals.

def posts_of(content):
    """How many posts a month there are of it, at the greatest."""
    return sum(channel.most * channel.shares[content][1] / 100 for channel in content.channels)


def draw_approvals(a):
    rng = a.rng
    contents = a.all("content")
    delegated, stepped, load = [], [], 0
    for content in contents:
        fits = content.by is a.agency and content.reacts in (None, "3 days") and load + posts_of(content) <= 28
        if fits and len(stepped) + 1 < len(contents) and a.chance(0.6):
            stepped.append(content)
            load += posts_of(content)
        else:
            delegated.append(content)
    a.delegated, a.stepped = delegated, stepped
    a.free_posts = a.top(a.part("approval", covers=delegated, steps=[]))
    a.free_posts.block.add("covers", listed([c.name for c in delegated]))
    a.free_posts.block.add("delegated to", a.agency.name)
    if stepped:
        quick = [c for c in stepped if c.reacts]
        slow = [c for c in stepped if not c.reacts]
        for group, hours in ((quick, "4 hours"), (slow, rng.choice(["1 workday", "2 workdays"]))):
            if group:
                draw_approval(a, group, hours)
    if a.chance(0.3):
        draw_approval(a, [a.art], "2 workdays")
    draw_spend_approvals(a)


def draw_approval(a, covered, within, covers=None):
    rng = a.rng
    p = a.top(a.part("approval", covers=covered, steps=[], within=within))
    b = p.block
    p.covers_stmt = b.add("covers", covers or listed([c.name for c in covered]))
    people = rng.sample(a.client.people, 3)
    quick = within == "4 hours"
    if quick or a.chance(0.3):
        p.steps.append(b.add("step", rng.choice(["any of", "all of"]) if not quick else "any of", people[0].name, ",", people[1].name, "within", within))
    else:
        p.steps.append(b.add("step", people[0].name, "within", within))
        if a.chance(0.3):
            p.steps.append(b.add("step", people[1].name, "within", within))
        if a.chance(0.2):
            p.steps.append(b.add("step", rng.choice(a.agency.people).name, "within", within))
    p.steppers, p.free_person = people[:2], people[2]
    said = rng.choice(["approves", "rejects"]) if quick or a.chance(0.6) else Stmt("escalates to", people[2].name, "within 1 workday")
    p.silence = b.add("silence", said)
    return p


def draw_spend_approvals(a):
    if not a.budget:
        return
    rng = a.rng
    limit = rng.randrange(5, 20) * 1000
    lines = a.ads if a.chance(0.4) else [None]
    for line in lines:
        on = ["on", line.name] if line else None
        if a.chance(0.5):
            small = a.top(a.part("approval", covers=[], steps=[]))
            small.covers_stmt = small.block.add("covers spend up to", a.money(limit), on)
            small.block.add("delegated to", a.agency.name)
            large = draw_approval(a, [], "2 workdays", Stmt("spend over", a.money(limit), on))
            a.spends.append((small, large, line))
        else:
            a.spends.append((draw_approval(a, [], "2 workdays", Stmt("spend", on)), None, line))
    a.spend_limit = limit


# Duties.

def new_duty(a, nature, responsible, accountable):
    d = a.top(a.part("duty", nature, nature=nature, responsible=responsible, accountable=accountable, people=responsible + [accountable], includes=[]))
    d.block.add("responsible", listed([p.name for p in responsible]))
    d.block.add("accountable", accountable.name)
    return d


def draw_duties(a):
    rng = a.rng
    client, agency = a.client.people, a.agency.people
    duties = [new_duty(a, "core", [rng.choice(client)], rng.choice(client)),
              new_duty(a, rng.choice([None, "specialist"]), rng.sample(agency, rng.choice([1, 1, 2])), rng.choice(agency))]
    for _ in range(rng.randrange(0, 3)):
        nature = rng.choice(["core", "specialist", None])
        duties.append(new_duty(a, nature, [rng.choice(agency if nature == "specialist" else client + agency)], rng.choice(client)))
    if a.supplier:
        duties.append(new_duty(a, None, [rng.choice(a.supplier.people)], rng.choice(agency)))
    for part in a.all("action") + a.all("deliverable"):
        rng.choice(duties).includes.append(part)
    for channel in a.all("channel"):
        if a.chance(0.3):
            rng.choice(duties).includes.append(channel)
    named = {p for d in duties for p in d.people}
    roles = {(d, role): [] for d in duties for role in ("consulted", "informed")}
    for person in a.all("person"):
        if person not in named or a.chance(0.3):
            free = [d for d in duties if person not in d.people]
            if not free:
                continue
            d = rng.choice(free)
            d.people.append(person)
            roles[d, rng.choice(["consulted", "informed"])].append(person)
    for (d, role), people in roles.items():
        if people:
            d.block.add(role, listed([p.name for p in people]))
    for d in duties:
        if d.includes:
            d.block.add("includes", listed([part.name for part in d.includes]))
        if a.chance(0.3):
            d.block.add("takes 2 hours per week")
        if a.chance(0.2):
            d.block.add("because", a.text("plain"))
