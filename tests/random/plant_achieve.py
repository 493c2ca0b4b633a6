"""G: objectives and goals."""
from plant import Expect, add_block, choose, fresh_kpi, fresh_objective, in_text, need, one, plants, touching



@plants("G001")
def nothing_measures(a):
    return fresh_objective(a, kpi=False).block.at_head


@plants("G002")
def serves_nothing(a):
    o = choose(a, [o for o in a.all("objective") if all(any(g in other.goals for other in a.all("objective") if other is not o) for g in o.goals)])
    o.block.drop_all("serves")
    return o.block.at_head


@plants("G003")
def no_aim(a):
    o = choose(a, a.all("objective"))
    o.block.drop_all("aim")
    return Expect("G003", *o.block.at_head, level="warning")


@plants("G003")
def no_problem(a):
    o = choose(a, a.all("objective"))
    o.block.drop_all("problem")
    return Expect("G003", *o.block.at_head, level="info")


@plants("G004")
def no_deadline(a):
    o = fresh_objective(a, kpi=False)
    fresh_kpi(a, o, target="observe", by=None)
    return o.block.at_head


@plants("G005")
def no_owner(a):
    o = choose(a, a.all("objective"))
    o.block.drop_all("owner")
    return o.block.at_head


@plants("G006")
def unserved_goal(a):
    goal = add_block(a, "goal")
    goal.block.add("owner", choose(a, a.client.people).name)
    return goal.block.at_head


@plants("G007")
def not_endorsed(a):
    o = choose(a, a.all("objective"))
    o.block.drop_all("endorsed")
    return Expect("G007", *o.block.at_head, level="warning")


@plants("G008")
def six_objectives(a):
    need(len(a.all("objective")) == 5 and not a.policy and not any(line.split for line in a.lines))
    fresh_objective(a, most=5)
    return in_text(a, a.all("objective"))[5].block.at_head


@plants("G009")
def no_department(a):
    need(a.client.departments)
    o = choose(a, a.all("objective"))
    o.block.drop_all("for")
    return o.block.at_head


def put_aim(a, before, words, after):
    """An aim of which only some words are at fault."""
    need(len(a.languages) == 1)
    return touching(choose(a, a.all("objective")).block.stmt("aim"), 1, f'"{before}', words, f'{after}"')


VAGUE = {"en": [("", "Increase", " the talk."), ("", "Raise", " the number of answers."), ("Answer guests ", "as soon as possible", ".")],
         "zh-Hant": [("", "提升", "知名度")]}


@plants("G010")
def vague(a):
    need(a.languages[0] in VAGUE)
    return put_aim(a, *a.rng.choice(VAGUE[a.languages[0]]))


@plants("G012")
def none_direct(a):
    """The only direct objective returns something indirect, and has a KPI that stands for it."""
    direct = [o for o in a.all("objective") if o.direct]
    need(len(direct) == 1)
    o = direct[0]
    kpi = choose(a, [k for k in o.kpis if k.proxy is None])
    taken = {kind for other in a.all("objective") for kind in other.kinds}
    kind = next(k for k in ("reputation", "authority", "messaging", "relationships", "word_of_mouth") if k not in taken)
    stmt = o.block.stmt("returns")
    stmt.replace(1, len(stmt.toks), "indirect", kind)
    kpi.block.add("proxy for", kind)
    return a.frame.block.at_head


@plants("G013")
def no_proxy(a):
    kpi = choose(a, [k for k in a.all("kpi") if k.proxy])
    o = next(o for o in kpi.objectives if kpi.proxy in o.kinds)
    kpi.block.drop_all("proxy")
    return one(o.block.stmt("returns").find(kpi.proxy))


@plants("G014")
def one_priority_twice(a):
    need(len(a.all("objective")) > 1)
    first, second = a.rng.sample(in_text(a, a.all("objective")), 2)
    second.block.stmt("priority").replace(1, 2, first.block.stmt("priority").toks[1].text)
    later = in_text(a, [first, second])[1]
    return later.block.stmt("priority").span(1)


@plants("G015")
def returns_unsaid(a):
    need(len([o for o in a.all("objective") if o.direct]) > 1)
    o = choose(a, [o for o in a.all("objective") if o.direct and not a.linking])
    o.block.drop_all("returns")
    return o.block.at_head


WONDERS = {"en": [("", "First place in search", " for 5 words."), ("5 films that ", "go viral", ".")], "zh-Hant": [("", "保證第一名", "，5 個月內")],
           "bg": [("", "Гарантирано първо място", " до 5 месеца.")], "vi": [("", "Cam kết lên top", " trong 5 tháng.")]}


@plants("G016")
def wonder(a):
    return put_aim(a, *a.rng.choice(WONDERS[a.languages[0]]))


@plants("G017")
def dearer_than_inaction(a):
    """A divided line gives an indirect objective money, and leaving it alone costs next to nothing."""
    split = [line.split for line in a.lines if line.split]
    need(len(split) == 1)
    o = choose(a, [o for o in a.all("objective") if not any(k.worth for k in o.kpis)])
    o.block.stmt("inaction").replace(2, 3, "1")
    return one(next(s for s in split[0].body if s[0].text == o.name)[0])
