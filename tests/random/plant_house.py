"""C: working together. P: house rules."""
import words
from plant import Expect, add_block, choose, need, one, plants, raw
from plant_approve import set_steps
from text import Block, Stmt
from work import posts_of




@plants("C001")
def no_contact(a):
    party = choose(a, [a.client, a.agency])
    party.block.drop_all("contact")
    return party.block.at_head


@plants("C002")
def not_accepted(a):
    d = choose(a, [d for d in a.all("deliverable") if d.giver is a.agency])
    d.block.drop_all("accepted")
    d.block.drop_all("silence")
    return Expect("C002", *d.block.at_head, level="warning")


@plants("C002")
def input_not_accepted(a):
    d = a.facts
    d.block.drop_all("accepted")
    d.block.drop_all("silence")
    return Expect("C002", *d.block.at_head, level="info")


@plants("C003")
def no_brand(a):
    """What was delegated is now made by the client and released by the agency; there is no brand."""
    need(all(not c.reacts for c in a.delegated) and sum(posts_of(c) for c in a.delegated) <= 28)
    for content in a.delegated:
        content.block.drop_all("by")
        content.block.add("by", a.client.name)
    a.free_posts.block.drop_all("delegated")
    set_steps(a.free_posts, choose(a, a.agency.people))
    a.items.remove(a.brand)
    return a.frame.block.at_head


@plants("C004")
def no_inputs(a):
    d = a.facts
    stmt = d.block.stmt("from")
    stmt.replace(0, len(stmt.toks), "from", a.agency.name, "to", a.client.name)
    return a.frame.block.at_head


@plants("C005")
def no_crisis(a):
    a.brand.drop_all("crisis")
    if not a.brand.body:
        a.brand.add("voice", a.text("plain"))
    return a.brand.at_head


@plants("C006")
def unlimited_revisions(a):
    d = choose(a, [d for d in a.all("deliverable") if d.giver is a.agency])
    d.block.drop_all("revisions")
    return d.block.at_head


@plants("C007")
def no_change(a):
    a.frame.block.drop_all("change")
    return a.frame.block.at_head


@plants("C008")
def no_notice(a):
    need(not a.frame.block.stmt("renews"))
    a.frame.block.drop_all("notice")
    return a.frame.block.at_head


@plants("C009")
def nothing_asked(a):
    a.main_review.block.drop_all("asks")
    return a.frame.block.at_head


@plants("C010")
def no_diagnosis(a):
    need(a.linking)
    for d in a.linking:
        a.items.remove(d.block)
    return a.frame.block.at_head


@plants("C011")
def no_exclusions(a):
    a.frame.block.drop_all("excludes")
    return a.frame.block.at_head


@plants("C012")
def criteria_off(a):
    s = need(a.selection)
    stmt = choose(a, s.stmts("criterion"))
    stmt.replace(len(stmt.toks) - 1, len(stmt.toks), f"{int(stmt[-1].text.rstrip('%')) - 5}%")
    return one(s.head[0])


@plants("C013")
def price_decides(a):
    need(len(a.languages) == 1)
    s = need(a.selection)
    stmt = choose(a, [c for c in s.stmts("criterion") if int(c[-1].text.rstrip("%")) > 40])
    stmt.replace(2, 3, raw(words.PRICE[a.languages[0]]))
    return one(stmt[-1])


@plants("C014")
def no_hand_over(a):
    need(not any(d.every and d.giver is a.agency for d in a.all("deliverable")))
    d = a.hand_over
    d.due_stmt.replace(1, len(d.due_stmt.toks), str(a.within(0.5, 0.6)))
    return a.frame.block.at_head


@plants("C015")
def translation_missing(a):
    need(len(a.languages) == 2)
    stmt = choose(a, [o.block.stmt(word) for o in a.all("objective") for word in ("aim", "problem", "because") if o.block.stmt(word)])
    del stmt.toks[2:]
    return one(stmt[1])


# House rules.

def reason(a):
    return a.text("plain").split(" en ")[0] if len(a.languages) == 1 else a.text("plain")


@plants("P001")
def unused_allow(a):
    stmt = Stmt("allow K001", reason(a))
    choose(a, a.all("kpi")).block.body.append(stmt)
    return one(stmt[1])


@plants("P001")
def unused_allow_everywhere(a):
    stmt = Stmt("allow M001", reason(a))
    a.items.append(stmt)
    return one(stmt[1])


@plants("P002")
def no_such_code(a):
    stmt = Stmt("allow", a.rng.choice(["X123", "K099", "Q001"]), reason(a))
    a.items.append(stmt)
    return one(stmt[1])


@plants("P003")
def error_allowed(a):
    stmt = Stmt("allow", a.rng.choice(["E107", "E201"]), reason(a))
    a.items.append(stmt)
    return one(stmt[1])


def policy(a):
    block = a.policy
    if not block:
        block = a.policy = Block("policy")
        a.items.append(block)
    return block


@plants("P003")
def error_lowered(a):
    stmt = policy(a).add("level E203 warning", reason(a))
    return one(stmt[1])


@plants("P004")
def no_such_parameter(a):
    stmt = policy(a).add("set", a.rng.choice(["temperature", "growth_a_month", "seo_weeks"]), "3")
    return one(stmt[1])


@plants("P005")
def expired(a):
    """The duty's fault is back, and the `allow` that accepted it is named."""
    duty = add_block(a, "duty")
    duty.block.add("responsible", a.client.people[0].name)
    stmt = duty.block.add("allow R001", reason(a), f"until {a.start}")
    a.options = ["--as-of", str(a.end)]
    return [Expect("R001", *duty.block.at_head), Expect("P005", *one(stmt[1]))]
