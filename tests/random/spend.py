"""The budget, incentives, and the return."""
from days import Recurrence
from text import Block, listed


def draw(a):
    if not a.with_budget:
        return
    a.budget = a.top(a.part("budget"))
    draw_lines(a)
    draw_costs(a)
    draw_splits(a)
    draw_incentives(a)
    a.total = sum(line.amount for line in a.lines) + sum(i.most for i in a.incentives)
    a.budget.block.add("total", a.money(a.total))
    for objective in a.all("objective"):
        objective.block.add("inaction costs", a.money(a.total * 10), "per year")
    draw_roi(a)


def new_line(a, amount, *more, per_month=False, **facts):
    name = a.name("line")
    line = Line(name, amount * a.months if per_month else amount, **facts)
    line.stmt = a.budget.block.add("line", name, a.title() if a.chance(0.8) else None, a.money(amount), "per month" if per_month else None, *more)
    a.lines.append(line)
    return line


class Line:
    """A line of the budget: what it comes to over the term, and what of it is still free."""

    def __init__(self, name, amount, to=None, channels=(), paid=False, internal=False):
        self.name, self.amount, self.to, self.channels, self.paid, self.internal = name, amount, to, list(channels), paid, internal
        self.left = amount
        self.split = None
        self.shares = {}


def draw_lines(a):
    rng = a.rng
    b = a.budget.block
    fee = new_line(a, rng.randrange(10, 60) * 1000, ["to", a.agency.name], ["for 30 hours per month"] if a.chance(0.3) else None, per_month=True, to=a.agency)
    fee.left = 0
    a.fee = fee
    c = a.calendar
    every = rng.choice([Recurrence(c, "month", "last workday"), Recurrence(c, "month", "workday", 4)]
                       + ([Recurrence(c, "month", "day", 5)] if c.closed else []))
    fee.pay = b.add("pay", fee.name, every.words(), "within 14 days" if a.chance(0.3) else None)
    internal = new_line(a, rng.randrange(5, 40) * 1000, "internal", internal=True)
    internal.left = 0
    paid_channels = [channel for channel in a.all("channel") if channel.media == "paid"]
    for channel in paid_channels:
        line = new_line(a, 600_000 + rng.randrange(0, 5) * 10_000, "for", channel.name, channels=[channel])
        a.ads.append(line)
    if not paid_channels or a.chance(0.3):
        a.ads.append(new_line(a, rng.randrange(300, 500) * 1000))
    if a.chance(0.4):
        line = new_line(a, rng.randrange(10, 40) * 1000, "through", a.agency.name, rng.choice(["at cost", "marked up 10%"]), to=a.agency, paid=True)
        line.pay = b.add("pay", line.name, every.words())
        line.left = 0
    if a.chance(0.6):
        party = a.supplier or a.agency
        line = a.parted = new_line(a, rng.randrange(10, 40) * 1000, "to", party.name, to=party)
        first, second = rng.choice([(30, 70), (40, 60), (50, 50)])
        a.parted.pays = [b.add("pay", line.name, f"{first}% on {a.within(0.1, 0.3)}"), b.add("pay", line.name, f"{second}% on {a.within(0.6, 0.9)}")]
        line.left = 0
    if a.chance(0.3):
        base = a.ads[0]
        name = a.name("line")
        line = Line(name, base.amount * 15 // 100, to=a.agency)
        line.stmt = b.add("line", name, f"15% of {base.name}", "to", a.agency.name)
        line.pay = b.add("pay", name, every.words())
        a.lines.append(line)
        line.left = 0
    if a.chance(0.3):
        b.add("rate", a.name("other"), a.title(), a.money(450), "each to", a.agency.name)
    if len(a.ads) > 1 and a.chance(0.5):
        b.add("shift up to 10% between", a.ads[0].name, ",", a.ads[1].name, "by", rng.choice(a.client.people).name)


def draw_costs(a):
    """What KPIs and boosts take from the lines for advertising."""
    rng = a.rng
    for kpi in a.all("kpi"):
        if kpi.tally == "sum" and kpi.formula is None and not kpi.block.stmt("baseline") and a.chance(0.3):
            line = rng.choice(a.ads)
            bought = rng.choice([100, 100, 70])
            each = line.left // 4 // max(kpi.low, 1)
            if each >= 1:
                kpi.costs = line
                kpi.cost_stmt = kpi.block.add("costs", a.money(each), "each", f"for {bought}%" if bought < 100 else None, "from", line.name)
                line.left -= each * kpi.low
    for channel in a.all("channel"):
        if getattr(channel, "may_boost", False):
            line = next((l for l in a.ads if not l.channels), a.ads[0])
            month = 2000
            channel.boost = channel.block.add("boost when", rng.choice(["post >= 5%", "post >= 300"]), "with up to", a.money(month), "per month from", line.name)
            line.left -= month * a.months


def draw_splits(a):
    """A line divided between all objectives; what is bought for a KPI has its part of it."""
    objectives = a.all("objective")
    for line in a.ads:
        bought = [k for k in a.all("kpi") if k.costs is line]
        if bought or line.split or not a.chance(0.5):
            continue
        if any(channel.boost is not None and line.name in channel.boost.words for channel in a.all("channel")):
            continue
        block = line.split = Block("split", line.name)
        share = 100 // len(objectives)
        for i, objective in enumerate(objectives):
            line.shares[objective] = 100 - share * (len(objectives) - 1) if i == 0 else share
            block.add(objective.name, f"{line.shares[objective]}%")
        a.budget.block.add(block)


def draw_incentives(a):
    rng = a.rng
    kpis = [k for k in a.all("kpi") if k.worth is not None]
    if not a.chance(0.5):
        return
    kpi = rng.choice(kpis)
    i = a.top(a.part("incentive", kpi=kpi))
    form = rng.choice(["state", "comparison", "each", "share", "deducts"])
    amount = rng.randrange(5, 30) * 1000
    i.form, i.most = form, amount
    if form == "state":
        i.block.add("when", kpi.name, "met")
        i.block.add("pays", a.money(amount), "to", a.agency.name)
    elif form == "comparison":
        i.block.add("when", kpi.name, ">=", str(kpi.low * 11 // 10))
        i.block.add("pays", a.money(amount), "to", a.agency.name)
    elif form == "each":
        i.block.add("when", kpi.name, ">", str(kpi.low))
        i.block.add("pays", a.money(20), "each to", a.agency.name)
        i.block.add("cap", a.money(amount))
    elif form == "share":
        i.block.add("when", kpi.name, "met")
        i.block.add("pays", f"10% of {a.fee.name}")
        i.most = a.fee.amount // 10
    else:
        i.block.add("when", kpi.name, "missed")
        i.block.add("deducts", a.money(amount), "to", a.agency.name)
        i.most = 0
    a.incentives.append(i)


def draw_roi(a):
    """Only in long terms; each unit is then worth enough for the return that is expected."""
    if a.months < 12 or not a.chance(0.7):
        return
    kpis = [k for k in a.all("kpi") if k.worth is not None]
    for kpi in kpis:
        kpi.worth = a.total * 3 // kpi.low + 10
        stmt = kpi.block.stmt("worth")
        stmt.replace(1, len(stmt.toks), a.money(kpi.worth), "each")
    b = a.roi = Block("roi")
    named = a.chance(0.5)
    if named:
        b.add("counts", listed([k.name for k in kpis]))
    if a.chance(0.3):
        b.add("costs", listed([line.name for line in a.lines]))
    for kpi in kpis:
        kpi.counted = True
    b.add("expect at least 20% by", a.date(a.end))
    b.add("judge from", a.rng.choice(["month 6", "month 8", f"{a.end}"]))
    a.items.append(b)
