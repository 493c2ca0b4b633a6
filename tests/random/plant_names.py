"""E1 and E2: names, and values."""
import re

from days import DAY
from plant import add_block, choose, fresh_kpi, light, need, one, plants, raw
from text import Block, Stmt, Tok


# Names.

@plants("E101")
def unknown_owner(a):
    part = choose(a, a.all("objective") + a.all("goal"))
    stmt = part.block.stmt("owner")
    return stmt.replace(1, 2, a.rng.choice(["nobody_at_all", "無名氏", "никой_тук"]))


@plants("E101")
def unknown_kpi(a):
    a_diagnosis = choose(a, a.all("diagnosis"))
    return a_diagnosis.block.stmt("when").replace(1, 2, "nothing_of_the_kind")


@plants("E102")
def declared_twice(a):
    kpi = choose(a, [k for k in a.all("kpi") if k.form != "observe"])
    other = choose(a, [p for p in a.parts if p.kind in ("objective", "channel", "duty", "action", "person", "content")])
    d = add_block(a, "diagnosis", name=other.name)
    d.block.add("when", kpi.name, "behind")
    d.block.add("then", a.text("plain"))
    return one(d.block.head[1])


@plants("E103")
def wrong_kind(a):
    part = choose(a, a.all("objective") + a.all("goal"))
    return part.block.stmt("owner").replace(1, 2, choose(a, a.all("channel") + a.all("content")).name)


@plants("E103")
def wrong_kind_accountable(a):
    duty = choose(a, a.all("duty"))
    return duty.block.stmt("accountable").replace(1, 2, choose(a, a.all("objective")).name)


ALIKE = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р"}


@plants("E104")
def looks_alike(a):
    named = [p for p in a.all("person") if re.fullmatch(r"[a-z_0-9]+", p.name) and set(p.name) & set(ALIKE) and set(p.name) - set(ALIKE) - set("_0123456789")]
    person = choose(a, named)
    stmt = choose(a, [s for part in a.parts for s in part.block.body if isinstance(s, Stmt) and s[0].text in ("owner", "accountable", "chair") and s[1].text == person.name])
    letter = a.rng.choice(sorted(set(person.name) & set(ALIKE)))
    return stmt.replace(1, 2, person.name.replace(letter, ALIKE[letter], 1))


@plants("E105")
def second_agreement(a):
    b = Block("agreement", a.name("other"), a.title())
    b.add("term", f"from {a.start} to {a.end}")
    b.add("currency", a.currency, "plus tax 5%")
    a.items.append(b)
    return one(b.head[0])


@plants("E106")
def stated_twice(a):
    part = choose(a, a.all("objective"))
    word = a.rng.choice(["problem", "aim"])
    part.block.body.append(Stmt(word, a.text("aim")))
    return one(part.block.body[-1][0])


@plants("E106")
def second_brand(a):
    b = Block("brand")
    b.add("voice", a.text("plain"))
    a.items.append(b)
    return one(b.head[0])


LACKING = [("goal", "owner"), ("diagnosis", "then"), ("diagnosis", "when"), ("deliverable", "due"), ("deliverable", "from"),
           ("incentive", "pays", "deducts"), ("incentive", "when"), ("action", "due", "from", "every"), ("review", "covers"),
           ("review", "every", "on"), ("kpi", "unit"), ("approval", "covers"), ("approval", "step", "delegated"),
           ("agreement", "term"), ("agreement", "currency"), ("budget", "total")]


@plants("E107")
def statement_missing(a):
    kind, *words = a.rng.choice(LACKING)
    part = choose(a, a.all(kind))
    for word in words:
        part.block.drop_all(word)
    return part.block.at_head


# Values.

@plants("E201")
def bare_share(a):
    stmt = choose(a, [k.weight for k in a.all("kpi") if getattr(k, "weight", None)])
    return stmt.replace(1, 2, stmt[1].text.rstrip("%"))


@plants("E201")
def share_of_things(a):
    kpi = choose(a, [k for k in a.all("kpi") if k.form == "least" and k.tally == "sum"])
    stmt = kpi.target
    first = stmt.replace(3, len(stmt.toks), "30%")
    return first


@plants("E201")
def time_without_unit(a):
    stmt = choose(a, a.brand.stmts("crisis"))
    return stmt.replace(stmt.index("within") + 1, len(stmt.toks), "2")


@plants("E202")
def other_currency(a):
    need(a.budget and not a.exchange)
    b = a.budget.block
    line = choose(a, [line for line in a.lines if a.currency in line.stmt.words])
    stmt = line.stmt
    tok = stmt.toks[stmt.index(a.currency)] = Tok(a.other_currency)
    del b
    return stmt[stmt.toks.index(tok) - 1], tok


@plants("E203")
def share_over_100(a):
    channel = choose(a, [c for c in a.all("channel") if c.mix])
    stmt = choose(a, channel.mix.body)
    return stmt.replace(1, len(stmt.toks), a.rng.choice(["130%", "-20%"]))


@plants("E203")
def day_zero(a):
    part = choose(a, a.all("deliverable"))
    stmt = part.due_stmt
    stmt.replace(1, len(stmt.toks), "every month on day 0")
    return one(stmt[-1])


@plants("E203")
def off_the_scale(a):
    kpi = choose(a, [k for k in a.all("kpi") if isinstance(k.unit, str) and k.unit.startswith("score") and k.target[1].text == "at"])
    return kpi.target.replace(3, 4, a.rng.choice(["11", "0.5"]))


@plants("E204")
def posts_backwards(a):
    stmt = choose(a, [c.posts for c in a.all("channel") if c.posts and "to" in c.posts.words])
    stmt.toks[1], stmt.toks[3] = stmt.toks[3], stmt.toks[1]
    return stmt[1], stmt[3]


@plants("E204")
def campaign_backwards(a):
    campaign = choose(a, a.all("campaign"))
    head = campaign.block.head
    i = [tok.text for tok in head].index("from")
    head[i + 1], head[i + 3] = head[i + 3], head[i + 1]
    return head[i + 1], head[i + 3]


@plants("E205")
def formula_of_another_unit(a):
    kpi = choose(a, [k for k in a.all("kpi") if k.unit == "percent" and k.formula])
    stmt = kpi.block.stmt("formula")
    stmt.replace(2, 3, a.rng.choice(["*", "/ 2 *"]))
    return stmt.span(1)


@plants("E206")
def rests_on_itself(a):
    kpi = choose(a, [k for k in a.all("kpi") if k.unit == "percent" and k.formula])
    stmt = kpi.block.stmt("formula")
    stmt.replace(1, len(stmt.toks), kpi.name, "* 2")
    return stmt.span(1)


@plants("E207")
def far_date(a):
    kpi = choose(a, [k for k in a.all("kpi") if k.block.stmt("baseline") and "on" in k.block.stmt("baseline").words])
    stmt = kpi.block.stmt("baseline")
    i = stmt.index("on") + 1
    return stmt.replace(i, i + 1, a.rng.choice(["2200-01-01", "1899-12-31", "2350-06-01"]))


@plants("E208")
def by_zero(a):
    kpi = choose(a, [k for k in a.all("kpi") if k.unit == "percent" and k.formula])
    stmt = kpi.block.stmt("formula")
    stmt.replace(3, 4, a.rng.choice(["0", "(2 - 2)"]))
    return stmt.span(3) if len(stmt.toks) == 4 else stmt.span(4, -2)


@plants("E209")
def no_currency(a):
    stmt = choose(a, [k.block.stmt("worth") for k in a.all("kpi") if k.worth])
    stmt.toks[2] = Tok(a.rng.choice(["TWX", "BGN", "DEM", "NTD"]))
    return stmt[1], stmt[2]


@plants("E209")
def no_zone(a):
    stmt = a.frame.block.stmt("timezone")
    return stmt.replace(1, 2, raw('"Asia/Taipeh"'))


@plants("E210")
def no_such_parameter(a):
    stmt = choose(a, [o.block.stmt("owner") for o in a.all("objective")])
    return stmt.replace(1, 2, raw("$who"))


@plants("E210")
def no_value(a):
    stmt = choose(a, [o.block.stmt("owner") for o in a.all("objective")])
    a.items.append(Stmt("param who_owns name", a.text("plain") if len(a.languages) == 1 else None))
    return stmt.replace(1, 2, raw("$who_owns"))


@plants("E211")
def read_on_a_day(a):
    kpi = choose(a, [k for k in a.all("kpi") if k.tally == "sum" and k.formula is None and not k.block.stmt("baseline")])
    stmt = kpi.block.add("baseline", str(max(1, int(kpi.low) // 20)), f"on {a.start}")
    return stmt.span(1, 1)


@plants("E211")
def made_over_a_period(a):
    kpi = fresh_kpi(a, light(a), worth=False)
    stmt = kpi.baseline_stmt
    stmt.replace(2, len(stmt.toks), f"over from {a.start - 60 * DAY} to {a.start - DAY}")
    return stmt.span(1, 1)
