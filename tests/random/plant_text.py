"""E0: faults of the text itself."""
from plant import choose, need, one, plants, raw, touching
from text import Block, Stmt


def a_text(a):
    """A statement of one text alone, in a block of its own lines."""
    a.plain = True
    need(len(a.languages) == 1)
    return choose(a, [s for o in a.all("objective") + a.all("goal") for s in o.block.body
                      if isinstance(s, Stmt) and s[0].text in ("problem", "aim", "because")])


def put(stmt, index, text):
    """A token laid out as it is in the place of another."""
    tok = stmt.toks[index] = raw(text)
    return one(tok)


@plants("E001")
def not_utf8(a):
    return touching(a_text(a), 1, '"As agreed ', a.rng.choice(["\udcff", "\udcc3", "\udc80"]), ' in 2 weeks"')


@plants("E002")
def control(a):
    return touching(a_text(a), 1, '"As agreed ', a.rng.choice(["\x00", "\x07", "\x1b", "\x7f"]), ' in 2 weeks"')


@plants("E003")
def bidi(a):
    return touching(a_text(a), 1, '"As agreed ', a.rng.choice(["\u202e", "\u2066", "\u202b"]), ' in 2 weeks"')


@plants("E004")
def open_text(a):
    return put(a_text(a), 1, a.rng.choice(['"As agreed', "「雙方都讀過", '"As \\"agreed\\"', "“As agreed"]))


@plants("E005")
def bad_number(a):
    kpi = choose(a, [k for k in a.all("kpi") if k.form == "least" and isinstance(k.unit, (tuple, list)) and k.tally == "sum"])
    return put(kpi.target, 3, a.rng.choice(["12,000", "12.000", "1.2.3", "12_", "2,5", "€12", "12'000"]))


@plants("E006")
def bad_date(a):
    kpi = choose(a, [k for k in a.all("kpi") if k.block.stmt("baseline") and "on" in k.block.stmt("baseline").words])
    stmt = kpi.block.stmt("baseline")
    return put(stmt, stmt.index("on") + 1, a.rng.choice(["2026-02-30", "2026-13", "2026-1-5", "31.12.2026", "1/2/2026", "2025-02-29"]))


@plants("E007")
def text_for_word(a):
    a.plain = True
    stmt = choose(a, [c.block.stmt("purpose") for c in a.all("content")])
    return put(stmt, 1, '"engage"')


@plants("E007")
def two_accountable(a):
    stmt = choose(a, [d.block.stmt("accountable") for d in a.all("duty")])
    comma = raw(",")
    stmt.toks += [comma, raw(choose(a, a.all("person")).name)]
    return one(comma)


@plants("E007")
def nothing_after(a):
    a.plain = True
    stmt = choose(a, [o.block.stmt("owner") for o in a.all("objective")])
    del stmt.toks[1:]
    return stmt.span()


@plants("E008")
def open_block(a):
    a.plain = True
    part = choose(a, [p for kind in ("objective", "kpi", "content", "action", "duty", "review") for p in a.all(kind)])
    need(part.block is not a.items[-1] and part.block.body)
    part.block.brace = raw("{")
    return one(part.block.brace)


@plants("E009")
def too_long(a):
    """501 signs in one statement, in a formula."""
    kpi = choose(a, [k for k in a.all("kpi") if k.unit == "percent" and k.formula])
    a.plain = True
    stmt = kpi.block.stmt("formula")
    while len([tok for tok in stmt.toks if tok.text in "+/"]) <= 500:
        stmt.toks += [raw("+"), raw("1")]
    return one(stmt[-2])


@plants("E010")
def misspelt(a):
    a.plain = True
    stmt = choose(a, [o.block.stmt(word) for o in a.all("objective") for word in ("because", "problem") if o.block.stmt(word)])
    slip = {"because": "becuase", "problem": "problme"}[stmt[0].text]
    return put(stmt, 0, a.rng.choice([slip, "reason", "хм"]))


@plants("E010")
def elsewhere(a):
    part = choose(a, a.all("objective"))
    stmt = part.block.add("deputy", choose(a, a.all("person")).name)
    return one(stmt[0])


@plants("E010")
def no_declaration(a):
    a.plain = True
    block = Block("meeting", a.name("other"), a.text("title"))
    block.add("on", str(a.start))
    a.items.append(block)
    return one(block.head[0])


@plants("E011")
def no_such_file(a):
    stmt = Stmt("include", raw(a.rng.choice(['"nowhere.remit"', '"../../outside.remit"', '""'])))
    a.items.insert(a.rng.randrange(1, len(a.items)), stmt)
    return one(stmt[1])


@plants("E012")
def includes_itself(a):
    stmt = Stmt("include", raw(f'"{a.file}"'))
    a.items.insert(a.rng.randrange(1, len(a.items)), stmt)
    return one(stmt[1])
