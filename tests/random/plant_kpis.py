"""K: KPIs."""
from days import DAY, plus_months
from plant import Expect, add_block, choose, fresh_kpi, fresh_objective, light, need, one, plants, recurrence


def target_words(kpi):
    return kpi.target.span_until(1, "by")


def counts(a, *forms):
    """KPIs of counted things that have a baseline on a day, with targets of these forms."""
    return [k for k in a.all("kpi") if k.form in forms and k.baseline and isinstance(k.unit, tuple) and k.tally == "latest" and k.block.stmt("baseline")]


@plants("K001")
def no_target(a):
    kpi = fresh_kpi(a, light(a), worth=False)
    kpi.block.drop_all("target")
    return kpi.block.at_head


@plants("K002")
def relative_without_baseline(a):
    kpi = fresh_kpi(a, light(a), target=a.rng.choice(["grow 10%", "grow 200", "maintain", "maintain within 5% of baseline"]), baseline=None, worth=False)
    return kpi.block.at_head


@plants("K003")
def already_met(a):
    kpi = fresh_kpi(a, light(a), target="at least 1_500", baseline=a.rng.choice(["1_500", "1_600"]), worth=False)
    return target_words(kpi)


@plants("K003")
def already_below(a):
    kpi = fresh_kpi(a, light(a), unit="hours", target="at most 8 hours", baseline="6 hours", worth=False)
    return target_words(kpi)


@plants("K004")
def band_beyond_target(a):
    kpi = fresh_kpi(a, light(a), worth=False)
    kpi.block.add("green at least 1_600")
    kpi.block.add("amber at least 1_450")
    return kpi.block.stmt("green").span()


@plants("K004")
def bands_swapped(a):
    kpi = fresh_kpi(a, light(a), worth=False)
    kpi.block.add("green at least 1_450")
    kpi.block.add("amber at least 1_480")
    return kpi.block.stmt("amber").span()


@plants("K004")
def band_the_other_way(a):
    kpi = fresh_kpi(a, light(a), worth=False)
    kpi.block.add("green at least 1_480")
    kpi.block.add("amber at most 1_450")
    return kpi.block.stmt("amber").span()


def fresh_sum(a, more):
    kpi = fresh_kpi(a, light(a), target="at least 2_000", baseline=None, worth=False, more=["tally sum"])
    for words in more:
        kpi.block.add(words)
    return kpi


@plants("K005")
def goes_back(a):
    need(a.end > a.start + 80 * DAY)
    first, second = a.workday(a.start + 30 * DAY), a.workday(a.start + 60 * DAY)
    kpi = fresh_sum(a, [f"milestone at least 900 by {first}", f"milestone at least 800 by {second}"])
    return Expect("K005", *kpi.block.stmts("milestone")[1].span_until(1, "by"), level="error")


@plants("K005")
def beyond_target(a):
    kpi = fresh_sum(a, [f"milestone at least 2_100 by {a.workday(a.start + 30 * DAY)}"])
    return Expect("K005", *kpi.block.stmt("milestone").span_until(1, "by"), level="error")


@plants("K005")
def after_the_target(a):
    by, later = a.workday(a.start + 62 * DAY), a.workday(a.start + 75 * DAY)
    need(later < a.end)
    kpi = fresh_kpi(a, light(a), by=str(by), worth=False)
    stmt = kpi.block.add(f"milestone at least 1_450 by {later}")
    return Expect("K005", *one(stmt[-1]), level="error")


@plants("K005")
def figure_goes_back(a):
    need(a.end > a.start + 80 * DAY)
    kpi = fresh_kpi(a, light(a), worth=False)
    kpi.block.add(f"milestone at least 1_480 by {a.workday(a.start + 30 * DAY)}")
    stmt = kpi.block.add(f"milestone at least 1_450 by {a.workday(a.start + 60 * DAY)}")
    return Expect("K005", *stmt.span_until(1, "by"), level="info")


@plants("K006")
def no_source(a):
    kpi = choose(a, [k for k in a.all("kpi") if k.block.stmt("source")])
    kpi.block.drop_all("source")
    return kpi.block.at_head


@plants("K007")
def not_reported(a):
    kpi = choose(a, [k for k in a.all("kpi") if k.block.stmt("reported") and not any(i.kpi is k for i in a.incentives)])
    kpi.block.drop_all("reported")
    return kpi.block.at_head


@plants("K008")
def weights_off(a):
    o = choose(a, [o for o in a.all("objective") if o.weighted and len([k for k in o.kpis if getattr(k, "weight", None)]) > 1])
    weighted = [k for k in o.kpis if getattr(k, "weight", None)]
    kpi = choose(a, weighted)
    was = float(kpi.weight[1].text.rstrip("%"))
    kpi.weight.replace(1, 2, f"{was + a.rng.choice([-3, 4]):g}%")
    a.write()
    last = max(weighted, key=lambda k: k.weight[0].start)
    return last.weight.span(1)


@plants("K008")
def some_without_weight(a):
    o = choose(a, [o for o in a.all("objective") if o.weighted and len([k for k in o.kpis if getattr(k, "weight", None)]) > 1])
    kpi = choose(a, [k for k in o.kpis if getattr(k, "weight", None)])
    kpi.block.drop_all("weight")
    return kpi.block.at_head


@plants("K009")
def too_fast(a):
    kpi = fresh_kpi(a, light(a), target="at least 9_000" if a.months < 12 else "at least 90_000", baseline="1_000" if a.months < 12 else "1_000", worth=False)
    need(9 > 1.16 ** a.months or a.months >= 12 and 90 > 1.16 ** a.months)
    return target_words(kpi)


@plants("K009")
def too_fast_at_first(a):
    kpi = fresh_kpi(a, light(a), target="grow 120%", baseline="1_000", worth=False, by=str(a.workday(plus_months(a.start, 1) + 20 * DAY)))
    return target_words(kpi)


@plants("K010")
def too_soon(a):
    discipline, months = a.rng.choice([("seo", 4), ("brand", 6), ("content", 3), ("social", 2)])
    by = a.workday(plus_months(a.start, months) - 15 * DAY)
    need(by < plus_months(a.start, months) - 2 * DAY and by < a.end - 5 * DAY and by >= a.start + 30 * DAY)
    kpi = fresh_kpi(a, light(a), worth=False, by=str(by), more=[f"discipline {discipline}"])
    return one(kpi.target[-1])


@plants("K011")
def read_long_before(a):
    kpi = fresh_kpi(a, light(a), worth=False)
    day = plus_months(a.start, -a.rng.choice([8, 9, 10])) + 3 * DAY
    need(day.month not in (a.start.month, a.end.month))  # the same month of a year ago may be held against this year's
    return kpi.baseline_stmt.replace(kpi.baseline_stmt.index("on") + 1, len(kpi.baseline_stmt.toks), str(day))


@plants("K011")
def read_late(a):
    kpi = fresh_kpi(a, light(a), worth=False)
    day = plus_months(a.start, 1) + 10 * DAY
    return kpi.baseline_stmt.replace(kpi.baseline_stmt.index("on") + 1, len(kpi.baseline_stmt.toks), str(day))


@plants("K012")
def measures_nothing(a):
    kpi = fresh_kpi(a, light(a), worth=False)
    kpi.block.drop_all("measures")
    return kpi.block.at_head


VANITY = ["followers, follower", "likes, like", "impressions", "views, view", "粉絲", "曝光", "последователи", "lượt_xem"]


@plants("K013")
def only_seen(a):
    o = fresh_objective(a, kpi=False)
    fresh_kpi(a, o, unit=a.rng.choice(VANITY))
    return o.block.at_head


@plants("K014")
def direct_without_worth(a):
    o = fresh_objective(a, kpi=False)
    fresh_kpi(a, o, worth=False)
    return o.block.at_head


@plants("K015")
def six_kpis(a):
    need(not a.policy)
    o = fresh_objective(a)
    for n in range(5):
        o.kpis.append(fresh_kpi(a, o, worth=False))
    a.write()
    return sorted(o.kpis, key=lambda k: k.block.head[0].start)[5].block.at_head


@plants("K016")
def conflicting_targets(a):
    """A sum of two asks for less than its parts do together."""
    o = light(a, 3)
    first = fresh_kpi(a, o, worth=False)
    second = fresh_kpi(a, o, worth=False, target="at least 2_000", baseline="1_900")
    both = fresh_kpi(a, o, worth=False, target="at most 3_400", baseline=None, source=False)
    both.block.add("formula", first.name, "+", second.name)
    return target_words(both)


@plants("K017")
def unaffordable(a):
    kpi = choose(a, [k for k in a.all("kpi") if k.costs])
    stmt = kpi.cost_stmt
    stmt.replace(1, 2, str(kpi.costs.amount * 2 // kpi.low + 1))
    return target_words(kpi)


@plants("K018")
def reported_rarely(a):
    kpi = fresh_kpi(a, light(a), worth=False, every="every quarter on workday 3")
    stmt = kpi.block.stmt("reported")
    need(a.months >= 6)
    return Expect("K018", *recurrence(stmt, "by"), level="info" if a.main_review.all else "warning")


@plants("K019")
def no_baseline(a):
    kpi = fresh_kpi(a, light(a), worth=False, baseline=None)
    return kpi.block.at_head


@plants("K020")
def actions_fall_short(a):
    kpi = fresh_kpi(a, light(a), worth=False)
    action = choose(a, a.all("action"))
    stmt = action.block.add("expects", kpi.name, "at least 1_450")
    return stmt.span(2)


@plants("K021")
def stretch_within(a):
    kpi = fresh_kpi(a, light(a), worth=False)
    kpi.block.add("stretch at least", a.rng.choice(["1_500", "1_480"]))
    return kpi.block.stmt("stretch").span(1)


@plants("K022")
def never_seen(a):
    """The KPI has a review of its own, which is held long before its target is due."""
    kpi = fresh_kpi(a, light(a), worth=False)
    if not a.main_review.all:
        a.main_review.covers.drop_name(kpi.name)
    need(not a.main_review.all)
    review = add_block(a, "review")
    review.block.add(f"on {a.workday(a.start + 40 * DAY)}")
    review.block.add("covers", kpi.name)
    return kpi.block.at_head


@plants("K023")
def self_graded(a):
    i = choose(a, [i for i in a.incentives if i.form in ("state", "comparison", "each")])
    kpi = i.kpi
    stmt = kpi.block.stmt("reported")
    stmt.replace(stmt.index("by") + 1, len(stmt.toks), choose(a, a.agency.people).name)
    source = kpi.block.stmt("source")
    if "open" in source.words:
        del source.toks[source.index("open"):]
    return i.block.stmt("when").span(1)


@plants("K024")
def reacts_at_night(a):
    content = choose(a, [c for c in a.delegated if not c.reacts])
    stmt = content.block.add("reacts within", a.rng.choice(["4 hours", "90 minutes", "6 hours"]))
    return stmt.span(2)


@plants("K024")
def crisis_at_night(a):
    stmt = a.brand.stmt("crisis")
    i = stmt.index("within") + 1
    return stmt.replace(i, len(stmt.toks), "2 hours")


@plants("K025")
def undefined_share(a):
    kpi = choose(a, [k for k in a.all("kpi") if k.unit == "percent" and not k.formula])
    kpi.block.drop_all("means")
    return kpi.block.at_head
