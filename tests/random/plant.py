"""Faults, each planted in a consistent agreement by the fewest edits that break one rule alone.

A planter is a function that changes an agreement and says where the finding must stand: (first token, last token), or an
Expect, or a list of these. It raises Unfit where the agreement has no room for the fault. A code may have several
planters; they take turns. They stand in the plant_*.py, a file for each family; CANNOT names the codes that cannot be
planted, with the reason.
"""
from days import DAY
from text import Block, Tok, listed

PLANTERS = {}

CANNOT = {}


class Unfit(Exception):
    """This agreement has no room for the fault."""


class Expect:
    """A finding: its code, its first and last token, and its level where the catalogue knows two."""

    def __init__(self, code, first, last, level=None):
        self.code, self.first, self.last, self.level = code, first, last, level


def plants(code):
    def register(planter):
        PLANTERS.setdefault(code, []).append(planter)
        return planter
    return register


def need(condition):
    if not condition:
        raise Unfit
    return condition


def choose(a, seq):
    return a.rng.choice(need(list(seq)))


def plant(a, code, turn):
    """Plants the code; the findings that must come, all of them."""
    planters = PLANTERS[code]
    at = planters[turn % len(planters)](a)
    found = at if isinstance(at, list) else [at]
    return [e if isinstance(e, Expect) else Expect(code, *e) for e in found]


def raw(text):
    return Tok(text, raw=True)


def one(tok):
    return tok, tok


def touching(stmt, index, before, fault, after):
    """A token of which only the middle is at fault: three that touch."""
    first, middle, last = raw(before), raw(fault), raw(after)
    first.glue = middle.glue = True
    stmt.toks[index:index + 1] = [first, middle, last]
    return one(middle)


def recurrence(stmt, *stops):
    """The place of a recurrence, which begins at `every`."""
    return stmt.span_until(stmt.index("every"), *stops)


def in_text(a, parts):
    """Parts in the order in which they stand in the text: `items` is that order."""
    order = {id(block): i for i, block in enumerate(a.items)}
    return sorted(parts, key=lambda part: order[id(part.block)])


# What several planters add: whole parts that are consistent by themselves.

def add_block(a, kind, *head, name=None, title=True):
    part = a.part(kind, *head, name=name, title=title)
    a.items.append(part.block)
    return part



def cover(a, names, delegated=True):
    """An approval of its own for contents that were added."""
    part = add_block(a, "approval")
    part.block.add("covers", listed(names))
    part.block.add("delegated to", a.agency.name)
    return part


def fresh_objective(a, kpi=True, most=4):
    """One more objective, direct, with a channel and a KPI of its own; none of the budget's lines may be divided."""
    objectives = a.all("objective")
    need(len(objectives) <= most and not any(line.split for line in a.lines))
    objective = add_block(a, "objective")
    objective.kpis, objective.direct, objective.kinds = [], True, []
    b = objective.block
    b.add("serves", a.pick("goal").name)
    if a.client.departments:
        b.add("for", a.client.departments[0].name)
    b.add("problem", a.text("plain"))
    b.add("aim", a.text("aim"))
    b.add("owner", a.client.people[0].name)
    b.add(f"priority {len(objectives) + 20}")
    b.add("returns direct")
    b.add("endorsed by", a.client.people[0].name, f"on {a.calendar.previous(a.start - DAY)}")
    if a.budget:
        b.add("inaction costs", a.money(a.total * 10), "per year")
    channel = add_block(a, "channel")
    channel.block.add("media earned")
    channel.block.add("audience", a.text("title"))
    channel.block.add("suits", objective.name)
    if kpi:
        objective.kpis.append(fresh_kpi(a, objective))
    return objective


def fresh_kpi(a, objective, unit="parcels, parcel", target="at least 1_500", baseline="1_400", worth=True, source=True, every="every month on workday 3",
              by="end", more=()):
    """One more KPI, reviewed; weights of the objective are the caller's to see to."""
    kpi = add_block(a, "kpi")
    b = kpi.block
    b.add("measures", objective.name)
    b.add("unit", unit)
    kpi.target = b.add("target", target, ["by", by] if by else None)
    if baseline:
        kpi.baseline_stmt = b.add("baseline", baseline, f"on {a.start - 10 * DAY}")
    if source:
        b.add("source", a.text("title"))
        b.add("reported", every, "by", a.client.people[0].name)
    if worth:
        b.add("worth", a.money(100), "each")
    for words in more:
        b.add(words)
    if not a.main_review.all:
        a.main_review.covers.toks += [Tok(","), Tok(kpi.name)]
    return kpi


def light(a, most=5):
    """An objective without weights that has room for one more KPI."""
    return choose(a, [o for o in a.all("objective") if not o.weighted and len(o.kpis) < most])


def plain_block(kind, *lines):
    block = Block(kind)
    for words in lines:
        block.add(words)
    return block
