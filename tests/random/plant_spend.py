"""B: budget, incentives and return."""
from days import DAY
from plant import Expect, add_block, choose, fresh_objective, need, one, plants
from text import Block, Tok


def total(a):
    return need(a.budget).block.stmt("total")


def set_total(a, value):
    total(a).replace(1, 2, str(value))
    return one(total(a)[0])


@plants("B001")
def over_budget(a):
    need(a.budget and all(i.most == 0 for i in a.incentives))
    return set_total(a, a.total - 1000)


@plants("B002")
def much_unallocated(a):
    need(a.budget)
    return Expect("B002", *set_total(a, a.total * 6 // 5), level="warning")


@plants("B002")
def little_unallocated(a):
    need(a.budget)
    return Expect("B002", *set_total(a, a.total * 101 // 100), level="info")


@plants("B003")
def split_off(a):
    line = choose(a, [line for line in a.lines if line.split])
    stmt = choose(a, line.split.body)
    stmt.replace(1, 2, f"{int(stmt[1].text.rstrip('%')) - 5}%")
    return one(line.split.head[0])




def users(a, line):
    """The statements that take money from a line."""
    statements = [s for part in a.parts for s in part.block.body if not isinstance(s, Block) and s[0].text in ("cost", "costs", "boost")]
    return [s for s in statements if "from" in s.words and s.after("from").text == line.name]


@plants("B004")
def line_overspent(a):
    line = choose(a, [line for line in a.ads if not any(s[0].text == "costs" for s in users(a, line)) and any(s[0].text == "cost" for s in users(a, line))])
    stmt = choose(a, [s for s in users(a, line) if s[0].text == "cost"])
    stmt.replace(1, 2, str(line.amount + 1))
    a.write()
    last = max(users(a, line), key=lambda s: s[0].start)
    i = last.index("to") + 1 if last[0].text == "boost" else 1
    return last[i], last[i + 1]


@plants("B004")
def boosts_overspend(a):
    boosts = [c.boost for c in a.all("channel") if c.boost]
    need(len(boosts) == 1)
    stmt = boosts[0]
    line = next(line for line in a.ads if line.name == stmt.words[-1])
    need(len(users(a, line)) == 1)
    i = stmt.index("to") + 1
    return stmt.replace(i, i + 2, str(line.amount // a.months + 1), a.currency)


@plants("B005")
def no_lines(a):
    need(not a.budget)
    budget = add_block(a, "budget")
    budget.block.add("total", a.money(100_000))
    return budget.block.at_head


@plants("B006")
def nothing_internal(a):
    need(a.budget and a.spends and a.spends[0][2] is None)
    line = next(line for line in a.lines if line.internal)
    line.stmt.toks.pop()
    return a.budget.block.at_head


@plants("B007")
def payments_off(a):
    need(a.budget and a.parted)
    first, second = a.parted.pays
    first.replace(2, 3, f"{int(first[2].text.rstrip('%')) + a.rng.choice([-10, 10])}%")
    a.write()
    last = max([first, second], key=lambda s: s[0].start)
    return last.span(2, 2)


@plants("B008")
def paid_early(a):
    need(a.budget and a.parted)
    first = a.parted.pays[0]
    return first.replace(first.index("on") + 1, len(first.toks), str(a.calendar.previous(a.start - 40 * DAY)))


@plants("B008")
def paid_late(a):
    need(a.budget and a.parted)
    first = a.parted.pays[0]
    return first.replace(first.index("on") + 1, len(first.toks), str(a.calendar.next(a.end + 100 * DAY)))


@plants("B009")
def judged_soon(a):
    need(a.roi)
    kpis = [k for k in a.all("kpi") if k.worth]
    need(not all(k.block.stmt("discipline") and k.block.stmt("discipline")[1].text in ("ads", "sales") for k in kpis))
    stmt = a.roi.stmt("judge")
    return stmt.replace(2, len(stmt.toks), a.rng.choice(["month 3", "month 2"]))


@plants("B010")
def roi_without_worth(a):
    need(a.roi)
    kpi = choose(a, [k for k in a.all("kpi") if not k.worth and k.form != "observe"])
    a.roi.drop_all("counts")
    a.roi.add("counts", kpi.name)
    return a.roi.at_head


@plants("B011")
def unreachable(a):
    need(a.roi)
    for kpi in [k for k in a.all("kpi") if k.worth]:
        kpi.block.stmt("worth").replace(1, 2, "1")
    need(sum(k.low for k in a.all("kpi") if k.worth) < a.total)
    need(all(k.due == a.end for k in a.all("kpi") if k.worth))  # after its target's date a figure may be anything
    return a.roi.stmt("expect").span_until(1, "by")


@plants("B012")
def short_term(a):
    need(a.budget and 6 <= a.months < 12)
    for kpi in [k for k in a.all("kpi") if k.worth]:
        stmt = kpi.block.stmt("worth")
        stmt.replace(1, len(stmt.toks), a.money(a.total * 3 // kpi.low + 10), "each")
    roi = Block("roi")
    roi.add("expect at least 20% by end")
    roi.add("judge from month 6")
    a.items.append(roi)
    return roi.stmt("expect").span_until(1, "by")


@plants("B013")
def unfunded(a):
    splits = [line.split for line in a.lines if line.split]
    need(splits and len(a.all("objective")) > 1)
    whole = {id(c) for line in a.lines if not line.split for c in line.channels}  # of lines that are not split
    o = choose(a, [o for o in a.all("objective") if not any(k.costs for k in o.kpis) and not any(id(c) in whole for c in o.channels)])
    need(not any(t.block.stmt("cost") for t in a.all("action") if o in t.objectives))
    for split in splits:
        entry = next(s for s in split.body if s[0].text == o.name)
        other = next(s for s in split.body if s is not entry)
        other.replace(1, 2, f"{int(other[1].text.rstrip('%')) + int(entry[1].text.rstrip('%'))}%")
        split.drop(entry)
    return o.block.at_head


@plants("B014")
def in_advance(a):
    need(a.budget)
    day = a.calendar.next(a.start + a.rng.randrange(3, 20) * DAY)
    a.fee.pay.replace(2, len(a.fee.pay.toks), f"100% on {day}")
    return one(a.fee.pay[-1])


@plants("B015")
def bonus_over_budget(a):
    i = choose(a, [i for i in a.incentives if i.form in ("state", "comparison", "each")])
    stmt = i.block.stmt("cap") if i.form == "each" else i.block.stmt("pays")
    stmt.replace(1, 2, str(i.most + 5000))
    pays = i.block.stmt("pays")
    return pays[1], pays[2]


@plants("B016")
def holds_already(a):
    i = choose(a, [i for i in a.incentives if i.form == "comparison"])
    kpi = choose(a, [k for k in a.all("kpi") if k.form in ("least", "grow", "share") and isinstance(k.unit, tuple) and k.tally == "latest"
                     and k.block.stmt("baseline") and k.reporter and k.reporter.party is a.client])
    stmt = i.block.stmt("when")
    return stmt.replace(1, len(stmt.toks), kpi.name, ">=", str(kpi.baseline - 50))


@plants("B017")
def counted_twice(a):
    need(a.roi)
    kpis = [k for k in a.all("kpi") if k.worth]
    need(len(kpis) > 1)
    first, second = a.rng.sample(kpis, 2)
    need(not any(k.influences for k in kpis))
    first.block.add("influences", second.name)
    counts = a.roi.stmt("counts")
    if counts:
        return one(counts.find(first.name))
    return first.block.stmt("worth").span(1, 2)


@plants("B018")
def no_payment(a):
    line = choose(a, [line for line in a.lines if getattr(line, "pay", None) and not line.paid])
    a.budget.block.drop(line.pay)
    return line.stmt.span()


@plants("B019")
def tax_unsaid(a):
    need(a.budget)  # where amounts are agreed on
    stmt = a.frame.block.stmt("currency")
    del stmt.toks[2:]
    return a.frame.block.at_head


@plants("B020")
def steered_by_others(a):
    i = choose(a, [i for i in a.incentives if i.form == "state"])
    o = fresh_objective(a)
    kpi = o.kpis[0]
    action = add_block(a, "action")
    action.block.add("for", o.name)
    action.block.add("by", a.client.people[0].name)
    action.block.add(f"due {a.workday(a.start + 30 * DAY)}")
    duty = next(d for d in a.all("duty") if d.nature == "core")
    include(duty, action.name)
    i.block.stmt("when").replace(1, 2, kpi.name)
    return i.block.stmt("when").span(1)


def include(duty, name):
    stmt = duty.block.stmt("includes")
    if stmt:
        stmt.toks += [Tok(","), Tok(name)]
    else:
        duty.block.add("includes", name)


@plants("B021")
def split_without_channel(a):
    line = choose(a, [line for line in a.ads if line.split and line.channels])
    channel = line.channels[0]
    o = choose(a, [o for o in a.all("objective") if len(o.channels) > 1 and len(a.all("objective")) > 1])
    need(all(c.boost for c in a.all("channel") if c.posts))
    channel.block.stmt("suits").drop_name(o.name)
    return one(next(s for s in line.split.body if s[0].text == o.name)[0])
