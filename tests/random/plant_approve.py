"""A: approvals."""
from plant import add_block, choose, in_text, need, one, plants

from work import posts_of


def stepped(a, contents=True):
    """Approvals by steps, of contents or of anything."""
    return [p for p in a.all("approval") if getattr(p, "steps", None) and (not contents or p.covers and all(c.kind == "content" for c in p.covers))]


def slow(a):
    """Those that stay quick enough whatever the steps are."""
    return [p for p in stepped(a) if not any(c.reacts for c in p.covers)]


def set_steps(approval, *steps, silence="rejects"):
    """Steps of one person each; nothing escalates."""
    b = approval.block
    b.drop_all("step")
    b.drop_all("silence")
    b.add("silence", silence)
    return [b.add("step", person.name, "within 1 workday") for person in steps]


@plants("A001")
def not_covered(a):
    need(len(a.delegated) > 1)
    content = choose(a, a.delegated)
    a.free_posts.block.stmt("covers").drop_name(content.name)
    return content.block.at_head


@plants("A002")
def covered_twice(a):
    content = choose(a, a.delegated)
    approval = add_block(a, "approval")
    stmt = approval.block.add("covers", content.name)
    approval.block.add("delegated to", a.agency.name)
    return one(stmt[1])


@plants("A002")
def amounts_twice(a):
    small, large, _ = choose(a, [s for s in a.spends if s[1]])
    stmt = large.covers_stmt
    stmt.replace(stmt.index("over") + 1, stmt.index("over") + 2, str(a.spend_limit - 1000))
    later = in_text(a, [small, large])[1].covers_stmt
    return later.span(1)


@plants("A003")
def own_work(a):
    approval = choose(a, [p for p in slow(a) if len(p.covers) == 1])
    set_steps(approval, choose(a, a.agency.people))
    return approval.covers_stmt.span(1)


@plants("A004")
def too_slow(a):
    content = choose(a, [c for c in a.delegated if c.reacts in ("6 workhours", "1 day") and c.by is a.agency and posts_of(c) <= 20])
    need(len(a.delegated) > 1)
    person = choose(a, [p for p in a.client.people if p.deputy])
    a.free_posts.block.stmt("covers").drop_name(content.name)
    approval = add_block(a, "approval")
    stmt = approval.block.add("covers", content.name)
    approval.block.add("step", person.name, "within 4 workdays")
    approval.block.add("silence rejects")
    need(not any(person.name in s.words for p in stepped(a) for s in p.block.stmts("step")))
    return one(stmt[1])


@plants("A005")
def three_steps(a):
    need(not a.policy)
    approval = choose(a, slow(a) + [p for p in stepped(a, False) if p.covers == [a.art]])
    steps = set_steps(approval, *a.rng.sample(a.client.people, 3))
    return one(steps[2][0])


@plants("A006")
def silence_unsaid(a):
    approval = choose(a, stepped(a, False))
    approval.block.drop_all("silence")
    return approval.block.at_head


@plants("A007")
def back_to_the_same(a):
    approval = choose(a, slow(a) + [p for p in stepped(a, False) if not p.covers])
    first, second = a.rng.sample(a.client.people, 2)
    set_steps(approval, first, second, silence=["escalates to", first.name, "within 1 workday"])
    stmt = approval.block.stmt("silence")
    return one(stmt[3])


@plants("A008")
def stepped_and_delegated(a):
    approval = choose(a, stepped(a, False))
    stmt = approval.block.add("delegated to", a.agency.name)
    return one(stmt[2])


@plants("A009")
def spend_gap(a):
    """Nothing says who releases what is over the limit."""
    _, large, line = choose(a, [s for s in a.spends if s[1]])
    a.items.remove(large.block)
    return line.stmt.span() if line else a.budget.block.at_head


@plants("A010")
def nothing_delegated(a):
    contents = a.all("content")
    need(all(c.by is a.agency and not c.reacts for c in contents) and sum(posts_of(c) for c in contents) <= 30)
    free = a.free_posts
    free.block.drop_all("delegated")
    set_steps(free, choose(a, a.client.people))
    for approval in stepped(a):
        approval.block.drop_all("silence")
        approval.block.add("silence rejects")  # what silence approves does not wait
    return a.frame.block.at_head


@plants("A011")
def overloaded(a):
    need(not a.policy)
    approval = choose(a, [p for p in slow(a) if len(p.covers) == 1 and p.covers[0].channels and len(p.steps) == 1 and p.steps[0][1].text not in ("any", "all")])
    channel = choose(a, [c for c in approval.covers[0].channels if c.posts])
    need(not any(set(channel.shares) & set(p.covers) for p in stepped(a) if p is not approval))
    channel.posts.replace(1, len(channel.posts.toks), "400 per month")
    return one(approval.steps[0][1])


@plants("A012")
def no_brand(a):
    a.items.remove(a.brand)
    return a.frame.block.at_head


@plants("A013")
def same_approver(a):
    approval = choose(a, slow(a) + [p for p in stepped(a, False) if not p.covers])
    person = choose(a, a.client.people)
    steps = set_steps(approval, person, person)
    return one(steps[1][1])


@plants("A015")
def no_deputy(a):
    """Added to what is delegated: one person alone releases it, who has no deputy."""
    content = choose(a, [c for c in a.delegated if c.reacts == "3 days" and c.by is a.agency and posts_of(c) <= 20])
    need(len(a.delegated) > 1)
    person = choose(a, [p for p in a.client.people if not p.deputy and not any(p.name in s.words for q in stepped(a) for s in q.block.stmts("step"))])
    a.free_posts.block.stmt("covers").drop_name(content.name)
    approval = add_block(a, "approval")
    approval.block.add("covers", content.name)
    approval.block.add("step", person.name, "within 4 hours")
    approval.block.add("silence rejects")
    return person.block.at_head
