"""R: who does what."""
from plant import add_block, choose, need, one, plants
from text import Block, Stmt, Tok


def mentions(a, name):
    """How often a name is used, its declaration aside."""
    def count(block):
        words = [tok.text for item in block.body for tok in (item.toks if isinstance(item, Stmt) else item.head)]
        return words.count(name) + sum(count(item) for item in block.body if isinstance(item, Block))
    return sum(count(block) for block in a.items if isinstance(block, Block) and block.body) - 1


def spare(a, person):
    """Whether a mention of the person may go."""
    return mentions(a, person.name) > 1


def none_of(duty, people):
    return [p for p in people if p not in duty.people]


@plants("R001")
def nobody_accountable(a):
    duty = choose(a, [d for d in a.all("duty") if spare(a, d.accountable)])
    duty.block.drop_all("accountable")
    return duty.block.at_head


def has_client_besides(a, duty):
    return any(p.party is a.client for d in a.all("duty") if d is not duty for p in d.responsible)


@plants("R002")
def nobody_responsible(a):
    duty = choose(a, [d for d in a.all("duty") if all(spare(a, p) for p in d.responsible) and has_client_besides(a, d)])
    duty.block.drop_all("responsible")
    return duty.block.at_head


@plants("R003")
def three_responsible(a):
    duty = choose(a, [d for d in a.all("duty") if d.nature != "specialist"])
    more = need(none_of(duty, a.client.people + a.agency.people))
    count = 3 - len(duty.responsible)
    need(len(more) >= count)
    stmt = duty.block.stmt("responsible")
    for person in a.rng.sample(more, count):
        stmt.toks += [Tok(","), Tok(person.name)]
    return one(stmt[-1])


@plants("R003")
def three_act(a):
    action = choose(a, [t for t in a.all("action") if not t.channel])
    more = [p for p in a.agency.people + a.client.people if p not in action.people]
    stmt = action.block.stmt("by")
    for person in a.rng.sample(more, 2):
        stmt.toks += [Tok(","), Tok(person.name)]
    return one(stmt[-1])


@plants("R004")
def core_outsourced(a):
    duty = choose(a, [d for d in a.all("duty") if d.nature == "core" and spare(a, d.accountable)])
    person = choose(a, none_of(duty, a.agency.people))
    return duty.block.stmt("accountable").replace(1, 2, person.name)


@plants("R005")
def action_of_nobody(a):
    action = choose(a, [t for t in a.all("action") if spare(a, t.people[0]) and t is not a.begin])
    action.block.drop_all("by")
    return action.block.at_head


@plants("R006")
def idle(a):
    person = a.part("person", title=False)
    person.block.head += Stmt(a.text("person")).toks
    if a.client.departments:
        person.block.head += Stmt("in", a.client.departments[0].name).toks
    need(not any(p.name == person.name for p in a.client.people))
    a.client.block.add(person.block)
    return person.block.at_head


@plants("R007")
def nine_duties(a):
    need(not a.policy)
    person = choose(a, a.client.people)
    held = [d for d in a.all("duty") if person in d.responsible]
    for _ in range(9 - len(held)):
        duty = add_block(a, "duty", name=a.name("duty"))
        duty.block.add("responsible", person.name)
        duty.block.add("accountable", a.client.people[0].name)
        held.append(duty)
    a.write()
    ninth = sorted(held, key=lambda d: d.block.head[0].start)[8]
    return one(ninth.block.stmt("responsible").find(person.name))


@plants("R007")
def more_than_given(a):
    person = choose(a, [p for p in a.client.people + a.agency.people if p.block.stmt("gives")])
    duty = add_block(a, "duty")
    duty.block.add("responsible", person.name)
    duty.block.add("accountable", a.client.people[0].name)
    stmt = duty.block.add("takes 60 hours per week")
    a.write()
    takes = [d.block.stmt("takes") for d in a.all("duty") if person.name in d.block.stmt("responsible").words and d.block.stmt("takes")]
    need(all(len(d.responsible) == 1 for d in a.all("duty") if d is not duty and person in d.responsible))
    return max(takes + [stmt], key=lambda s: s[0].start).span(1)


@plants("R008")
def all_outsourced(a):
    for duty in a.all("duty"):
        for i, person in enumerate(duty.responsible):
            if person.party is a.client:
                need(spare(a, person))
                other = choose(a, none_of(duty, a.agency.people))
                stmt = duty.block.stmt("responsible")
                stmt.toks[stmt.index(person.name)] = Tok(other.name)
                duty.people.append(other)
    return a.frame.block.at_head


@plants("R009")
def two_roles(a):
    duty = choose(a, [d for d in a.all("duty") if d.block.stmt("consulted") and not d.block.stmt("informed")])
    person = choose(a, [p for p in duty.people if p.name in duty.block.stmt("consulted").words])
    duty.block.body.append(Stmt("informed", person.name))
    return one(duty.block.stmt("informed")[1])


@plants("R010")
def specialist_in_house(a):
    duty = choose(a, [d for d in a.all("duty") if d.nature == "specialist" and all(spare(a, p) for p in d.responsible)])
    person = choose(a, none_of(duty, a.client.people))
    stmt = duty.block.stmt("responsible")
    return stmt.replace(1, len(stmt.toks), person.name)


@plants("R011")
def in_no_duty(a):
    duty = choose(a, [d for d in a.all("duty") if len(d.includes) > 1 and any(p.kind != "channel" for p in d.includes)])
    part = choose(a, [p for p in duty.includes if p.kind != "channel"])
    duty.block.stmt("includes").drop_name(part.name)
    return part.block.at_head


@plants("R012")
def no_core(a):
    for duty in a.all("duty"):
        duty.block.head = [tok for tok in duty.block.head if tok.text != "core"]
    return a.frame.block.at_head
