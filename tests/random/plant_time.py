"""T: time."""
from days import DAY, Recurrence
from plant import add_block, choose, fresh_kpi, in_text, light, need, plants, recurrence
from plant_spend import include
from text import Stmt


def period_of(phase):
    """The words of its period, after `from`."""
    head = phase.block.head
    i = [tok.text for tok in head].index("from", 2)
    return i + 1


def set_period(phase, first, last):
    i = period_of(phase)
    phase.block.head[i:] = Stmt(f"{first} to {last}").toks
    phase.first, phase.last = first, last


@plants("T001")
def action_late(a):
    action = choose(a, [t for t in a.all("action") if t is not a.begin and t.first])
    day = a.calendar.next(a.end + a.rng.randrange(2, 20) * DAY)
    action.timing.replace(0, len(action.timing.toks), "due", str(day))
    return action.timing.span(1)


@plants("T001")
def deliverable_late(a):
    d = a.hand_over
    day = a.calendar.next(a.end + a.rng.randrange(95, 130) * DAY)
    return d.due_stmt.replace(1, len(d.due_stmt.toks), str(day))


@plants("T001")
def campaign_early(a):
    campaign = choose(a, a.all("campaign"))
    i = period_of(campaign)
    campaign.block.head[i:] = Stmt(f"{a.start - 3 * DAY} to {a.start + 10 * DAY}").toks
    return campaign.block.head[i], campaign.block.head[-1]


@plants("T002")
def gap(a):
    need(len(a.phases) > 1)
    n = a.rng.randrange(1, len(a.phases))
    phase = a.phases[n]
    set_period(phase, phase.first + 4 * DAY, phase.last)
    return phase.block.head[period_of(phase)], phase.block.head[-1]


@plants("T003")
def overlap(a):
    need(len(a.phases) > 1)
    n = a.rng.randrange(1, len(a.phases))
    phase = a.phases[n]
    set_period(phase, phase.first - 4 * DAY, phase.last)
    later = in_text(a, [phase, a.phases[n - 1]])[1]
    return later.block.head[period_of(later)], later.block.head[-1]


@plants("T004")
def rarely_reviewed(a):
    need(not a.phases)
    need(not any(s[0].text == "every" for r in a.all("review") if r is not a.main_review for s in r.block.body))
    stmt = a.main_review.timing
    stmt.replace(0, len(stmt.toks), "every quarter on workday 9")
    return a.frame.block.at_head


@plants("T005")
def not_reviewed(a):
    need(not a.main_review.all)
    kpi = fresh_kpi(a, light(a), worth=False)
    a.main_review.covers.drop_name(kpi.name)
    return kpi.block.at_head


@plants("T006")
def on_a_sunday(a):
    need(a.calendar.closed is None)
    day = a.end + DAY
    while day.weekday() != 6:
        day += DAY
    d = a.hand_over
    return d.due_stmt.replace(1, len(d.due_stmt.toks), str(day))


@plants("T006")
def first_of_a_recurrence(a):
    need(a.calendar.closed is None)
    number = need([n for n in range(5, 27) if not a.calendar.works(Recurrence(a.calendar, "month", "day", n).days(a.start, a.end)[0])])[0]
    d = choose(a, [d for d in a.all("deliverable") if d.every and d.giver is a.agency])
    need(not d.block.stmt("needs"))
    d.due_stmt.replace(1, len(d.due_stmt.toks), f"every month on day {number}")
    return recurrence(d.due_stmt)


@plants("T007")
def circle(a):
    pair = []
    for _ in range(2):
        action = add_block(a, "action")
        action.block.add("for", choose(a, a.all("objective")).name)
        action.block.add("by", choose(a, a.agency.people).name)
        action.block.add("every week on monday")
        include(choose(a, a.all("duty")), action.name)
        pair.append(action)
    for one_, other in (pair, pair[::-1]):
        one_.after = one_.block.add("after", other.name)
    return pair[0].after.span(1)


@plants("T008")
def before_what_it_follows(a):
    action = choose(a, [t for t in a.all("action") if t.first and t.block.stmt("after") and not t.block.stmt("needs")])
    day = a.calendar.previous(a.begin.last - DAY)
    need(a.start <= day < a.begin.last)
    timing = action.timing
    if timing[0].text == "due":
        timing.replace(1, len(timing.toks), str(day))
    else:
        timing.replace(1, 2, str(day))
    return action.after.span(1)


@plants("T009")
def before_the_figures(a):
    need(not a.main_review.all)
    kpi = fresh_kpi(a, light(a), worth=False, every="every month on workday 6")
    a.main_review.covers.drop_name(kpi.name)
    review = add_block(a, "review")
    stmt = review.block.add("every month on workday 2")
    review.block.add("covers", kpi.name)
    return recurrence(stmt)


@plants("T010")
def no_phases(a):
    need(a.months >= 6 and not any(s[0].text == "milestone" for k in a.all("kpi") for s in k.block.body))
    for phase in a.phases:
        a.items.remove(phase.block)
    return a.frame.block.at_head


@plants("T011")
def phase_not_reviewed(a):
    need(len(a.phases) > 1)
    reviews = a.all("review")
    need(not any(r is not a.main_review and hasattr(r, "every") for r in reviews))
    days = a.main_review.every.days(a.start, a.end + 60 * DAY) + [r.day for r in reviews if hasattr(r, "day")]
    first, second = a.phases[0], a.phases[1]
    need(not hasattr(first, "reached"))
    fit = [first.last + n * DAY for n in range(-14, 15) if first.first < first.last + n * DAY < second.last - 20 * DAY]
    fit = [day for day in fit if not any(day <= d <= day + 15 * DAY for d in days)]
    day = choose(a, fit)
    last = second.last
    set_period(first, first.first, day)
    set_period(second, day + DAY, last)
    return first.block.at_head


@plants("T012")
def slow_acceptance(a):
    d = choose(a, [d for d in a.all("deliverable") if d.every])
    stmt = d.block.stmt("accepted")
    i = stmt.index("within") + 1
    return stmt.replace(i, len(stmt.toks), "18 workdays")


@plants("T013")
def acts_before_input(a):
    action = choose(a, [t for t in a.all("action") if t.first and t.first == t.last and t.block.stmt("needs") and t is not a.begin])
    day = a.calendar.previous(a.art.day - DAY)
    need(a.begin.last < day < a.art.day)
    action.timing.replace(1, len(action.timing.toks), str(day))
    return action.block.stmt("needs").span(1)


@plants("T013")
def input_late(a):
    d = choose(a, [d for d in a.all("deliverable") if d.day and d.block.stmt("needs") and d is a.art and a.facts.day])
    day = a.calendar.previous(a.facts.day - 2 * DAY)
    need(day >= a.start)
    d.due_stmt.replace(1, len(d.due_stmt.toks), str(day))
    return d.block.stmt("needs").span(1)
