"""E codes anywhere: one token of the whole text, whichever it is, is spoiled. Nothing that follows from it may be said."""
import re

from plant import choose, plants, raw
from text import Block, Stmt


def statements(items):
    """All statements, with the block that they stand in."""
    for item in items:
        if isinstance(item, Block):
            for inner in item.body:
                if isinstance(inner, Stmt):
                    yield item, inner
            yield from statements([inner for inner in item.body if isinstance(inner, Block)])


def spoil(a, fits, write):
    """One of the tokens after the first of a statement that fit, written otherwise."""
    found = [(stmt, i) for _, stmt in statements(a.items) for i, tok in enumerate(stmt.toks) if i and fits(stmt, i)]
    stmt, i = choose(a, found)
    stmt.toks[i] = raw(write(stmt.toks[i].text))
    return stmt.toks[i], stmt.toks[i]


def is_reference(a):
    names = {part.name for part in a.parts} | {line.name for line in a.lines}
    return lambda stmt, i: stmt.toks[i].text in names and stmt[0].text not in ("line", "rate", "clause", "criterion", "candidate", "param")


@plants("E101")
def any_name(a):
    return spoil(a, is_reference(a), lambda text: a.rng.choice(["nowhere_declared", "無此名稱", "никъде_казано"]))


@plants("E101")
def any_entry(a):
    """The first word of an entry: of a mix, of a split."""
    stmt = choose(a, [s for block, s in statements(a.items) if block.head[0].text in ("mix", "split")])
    return stmt.replace(0, 1, "nowhere_declared")


@plants("E103")
def any_kind(a):
    """An asset can stand nowhere."""
    asset = choose(a, a.all("asset"))
    return spoil(a, is_reference(a), lambda text: asset.name)


@plants("E005")
def any_number(a):
    a.plain = True
    return spoil(a, lambda stmt, i: re.fullmatch(r"[0-9][0-9_]*k?", stmt.toks[i].text) and stmt[0].text not in ("remit", "priority") and stmt.toks[i - 1].text not in ("day", "workday", "month", "week"),
                 lambda text: a.rng.choice(["12,000", "1.2.3", "12_", "12'000"]))


@plants("E006")
def any_date(a):
    a.plain = True
    return spoil(a, lambda stmt, i: re.fullmatch(r"\d{4}-\d\d-\d\d", stmt.toks[i].text), lambda text: a.rng.choice(["2026-02-30", "2026-13", "1/2/2026", "31.12.2026"]))


@plants("E010")
def any_statement(a):
    a.plain = True
    stmt = choose(a, [s for block, s in statements(a.items) if block.head[0].text not in ("mix", "split")])
    stmt.toks[0] = raw("qwertz")
    return stmt.toks[0], stmt.toks[0]
