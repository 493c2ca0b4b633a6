"""Phases, campaigns, reviews, diagnoses, a selection, house rules."""
import words
from days import DAY, Recurrence, month_end, plus_months
from text import Block, Stmt, listed


def draw(a):
    if a.months >= 6 or a.chance(0.4):
        draw_phases(a)
    if a.chance(0.4):
        draw_campaign(a)
    draw_reviews(a)
    draw_diagnoses(a)
    if a.chance(0.2):
        draw_selection(a)
    if a.chance(0.2):
        draw_policy(a)


def draw_phases(a):
    rng = a.rng
    month_ends = [month_end(plus_months(a.start, n)) for n in range(1, a.months)]
    month_ends = [day for day in month_ends if day < a.end - 20 * DAY]
    ends = sorted(rng.sample(month_ends, min(len(month_ends), rng.randrange(0, 4)))) + [a.end]
    first = a.start
    reached = None
    for n, end in enumerate(ends):
        phase = a.part("phase", first=first, last=end)
        phase.block.head += Stmt(f"from {first} to {a.date(end)}").toks
        phase.period = phase.block.head[-3:]
        b = phase.block
        if a.chance(0.6):
            b.add("focus", listed([o.name for o in rng.sample(a.all("objective"), 1)]))
        if a.chance(0.4):
            b.add("exit", a.text("plain"), ["by", rng.choice(a.agency.people).name] if a.chance(0.5) else None)
        if n == 0 and len(ends) > 1:
            plain = [k for k in a.all("kpi") if k.tally == "sum" and not k.formula and not k.block.stmt("milestone") and k.due > end]
            if plain and a.chance(0.6):
                reached = rng.choice(plain)
                phase.reach = b.add("reach", reached.name, "at least", reached.show(reached.low // 5))
                phase.reached = reached
        a.phases.append(a.top(phase))
        first = end + DAY


def draw_campaign(a):
    first = a.within(0.2, 0.4)
    campaign = a.top(a.part("campaign"))
    campaign.block.head += Stmt(f"from {first} to {first + 14 * DAY}").toks
    b = campaign.block
    if a.chance(0.5):
        b.add("focus", a.pick("objective").name)
    channels = [c for c in a.all("channel") if c.mix]
    if channels and a.chance(0.5):
        channel = a.rng.choice(channels)
        mix = Block("mix", channel.name)
        names = list(channel.shares)
        share = 100 // len(names) // 5 * 5
        for i, content in enumerate(names):
            mix.add(content.name, f"{share if i else 100 - share * (len(names) - 1)}%" if content.purpose != "promote" or i else f"{100 - share * (len(names) - 1)}%")
        a.campaign_mix = mix
        b.add(mix)


def draw_reviews(a):
    rng = a.rng
    c = a.calendar
    kpis = a.all("kpi")
    every = Recurrence(c, "month", "workday", rng.choice([8, 9])) if not c.closed or a.chance(0.7) else Recurrence(c, "month", "day", 15)
    main = a.main_review = a.top(a.part("review", every=every))
    b = main.block
    main.timing = b.add(every.words())
    b.add("chair", rng.choice(a.client.people).name)
    b.add("attended by", listed([p.name for p in rng.sample(a.agency.people, 2)]))
    main.all = a.chance(0.5)
    main.covers = b.add("covers all kpis") if main.all else b.add("covers", listed([k.name for k in rng.sample(kpis, len(kpis))]))
    main.asks = b.add("asks", a.text("plain"), ["by", rng.choice(a.client.people).name] if a.chance(0.3) else None)
    if a.chance(0.5):
        b.add("minutes by", rng.choice(a.agency.people).name, "within 2 workdays")
    days = every.days(a.start, a.end + 60 * DAY)
    for phase in a.phases:
        if not any(phase.last < day < phase.last + 14 * DAY for day in days):
            one_off(a, c.next(phase.last + rng.randrange(1, 9) * DAY))
    if a.chance(0.3):
        weekly = a.top(a.part("review", every=Recurrence(c, "week", "weekday", 1)))
        weekly.block.add(weekly.every.words())
        weekly.block.add("covers", rng.choice(a.all("action") + a.all("duty")).name)
    if a.chance(0.3):
        one_off(a, rng.choice([c.next(a.end + rng.randrange(20, 40) * DAY), c.previous(a.end + 90 * DAY)]))
    if a.chance(0.2):
        one_off(a, c.next(a.start - 30 * DAY))


def one_off(a, day):
    review = a.top(a.part("review", day=day))
    review.block.add(f"on {day}")
    review.block.add("covers", a.rng.choice(a.all("duty") + a.all("deliverable")).name)
    if a.chance(0.4):
        review.block.add("chair", a.rng.choice(a.client.people).name)


def draw_diagnoses(a):
    rng = a.rng
    direct = [o for o in a.all("objective") if o.direct]
    indirect = [o for o in a.all("objective") if not o.direct]
    if direct and indirect:
        a.linking = []
        for other in indirect:
            one = rng.choice([k for k in rng.choice(direct).kpis if k.target[1].text != "observe"])
            two = rng.choice([k for k in other.kpis if k.target[1].text != "observe" and k is not one])
            a.linking.append(diagnose(a, Stmt(two.name, rng.choice(["on_track", "met"]), "and", one.name, "behind")))
    elif a.chance(0.4):
        kpi = rng.choice([k for k in a.all("kpi") if k.target[1].text != "observe"])
        diagnose(a, Stmt(kpi.name, rng.choice(["behind", "at_risk or " + kpi.name + " missed"])))


def diagnose(a, when):
    d = a.top(a.part("diagnosis"))
    d.when = d.block.add("when", when)
    for _ in range(a.rng.choice([1, 1, 2])):
        d.block.add("then", a.text("plain"), ["by", a.rng.choice(a.agency.people).name, "within 5 workdays"] if a.chance(0.5) else None)
    return d


def draw_selection(a):
    s = a.selection = Block("selection", a.title())
    shares = a.rng.choice([(50, 30, 20), (60, 40), (25, 25, 25, 25)])
    if len(a.languages) == 1 and a.chance(0.4):
        shares = (60, 40)
    for share in shares:
        price = words.PRICE[a.languages[0]] if share == 40 and len(a.languages) == 1 else None  # not more than 40 %
        s.add("criterion", a.name("other"), price or a.title(), f"weight {share}%")
    for _ in range(2):
        s.add("candidate", a.name("other"), a.title())
    a.items.append(s)


def draw_policy(a):
    p = a.policy = Block("policy")
    p.add(a.rng.choice(["set objectives 6", "set tolerance 15%", "set approvals_per_month 40", "set duties_per_person 10"]))
    if a.chance(0.4):
        p.add('level K009 error', a.text("plain"))
    a.items.append(p)
