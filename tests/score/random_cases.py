"""Random agreements with figures to score: draw(seed) gives a text; with its model, figures(drawn, model) gives the rows and
days(drawn, model) the days to score it on.

An agreement has many KPIs, each of its own kind, so that a few thousand texts make a hundred thousand cases. Rows are drawn
along the KPI's plan (second_path.py), so that many stand exactly on it, or exactly at the tolerance. (Not named cases.py,
which would hide tests/shared/cases.py from what runs in this folder.)
"""
import datetime
import decimal
import random
import re
from fractions import Fraction

import second
import second_path as path
from second_periods import DAY, day_of, periods, plus_months

REPORTED = ["every month on day 3", "every month on day 3", "every month on workday 2", "every month on last day", "every month",
            "every month on last workday", "every month on second tuesday", "every month on day 31", "every week",
            "every week on tuesday", "every week on sunday", "every 2 weeks on friday", "every quarter on day 10",
            "every quarter on last workday", "every day", "every workday", None]
NAMES = ["likes", "粉絲", "брой", "số_đơn", "orders_of", "k", "figure"]
FAULTS_OFF = ["K004", "K005", "K016", "K017", "K021", "B001", "B011", "B015"]


class Drawn:
    """A text in the making. `facts`: of each KPI, what the rows need and the model doesn't say."""

    def __init__(self, seed):
        self.seed, self.rng = seed, random.Random(seed)
        self.lines, self.facts, self.places, self.spend, self.names = [], {}, [], [], []
        self.text = ""

    def chance(self, share):
        return self.rng.random() < share

    def pick(self, things):
        return self.rng.choice(things)

    def name(self, stem):
        self.names.append(f"{stem}_{len(self.names) + 1}")
        return self.names[-1]

    def date(self, first, last):
        return first + self.rng.randrange(max((last - first).days, 0) + 1) * DAY


# The text.

def draw_frame(d):
    d.start = datetime.date(d.rng.randrange(2024, 2030), d.rng.randrange(1, 13), d.pick([1, 1, 1, 1, 21, 31 - 3]))
    d.end = plus_months(d.start, d.pick([3, 6, 6, 12, 12, 18])) - d.pick([1, 1, 1, 12]) * DAY
    d.eve = d.start - DAY
    d.currency = d.pick(["TWD", "EUR", "VND"])
    d.lines += [f'agreement drawn_{d.seed} "Drawn" {{ term from {d.start} to {d.end}; currency {d.currency} }}',
                'client c "C" { person p "P"; contact p }', 'agency g "G" { person q "Q"; contact q }', "goal aim { owner p }"]
    if d.chance(0.5):
        body = f"workdays monday to {d.pick(['friday', 'saturday', 'thursday'])}"
        if d.chance(0.6):
            body += f"; closed {d.pick(['next', 'previous'])}"
        for _ in range(d.rng.randrange(0, 4)):
            body += f'; holiday {d.date(d.start, d.end)} "H"'
        d.lines.append(f"calendar {{ {body} }}")
    if d.chance(0.6):
        d.places = ["page", "letter"]
        d.lines += ["channel page { media owned; posts 4 per week; mix { tips 60%; news 40% } }", "channel letter { media owned }",
                    "content tips { }", "content news { }"]
    off = "; ".join(f'level {code} off "drawn"' for code in FAULTS_OFF)
    d.tolerance = d.pick([None, None, None, "5%", "0%", "25%"])
    d.lines.append(f"policy {{ {off}{'; set tolerance ' + d.tolerance if d.tolerance else ''} }}")


class Unit:
    """How figures of a unit are written, and how large they are; `grain`: the least step between two."""

    def __init__(self, words, kind, low, high, grain, tail=""):
        self.words, self.kind, self.low, self.high, self.grain, self.tail = words, kind, low, high, Fraction(grain), tail

    def show(self, figure):
        if self.kind == "percent":
            return f"{plain(figure * 100)}%"
        return plain(figure) + self.tail


def plain(figure):
    """A decimal, exactly; the figure has one."""
    figure = Fraction(figure)
    context = decimal.Context(prec=200)
    return format(context.divide(decimal.Decimal(figure.numerator), decimal.Decimal(figure.denominator)).normalize(context), "f")


def unit_of(d, name, tally):
    kinds = {"sum": ["count", "count", "money"], "average": ["score", "time", "percent", "count"]}
    kind = d.pick(kinds.get(tally, ["count", "count", "percent", "score", "time", "money", "rate"]))
    if kind == "count":
        huge = d.chance(0.05)
        return Unit(f"u_{name}", kind, 0, 10 ** 15 if huge else d.pick([200, 20_000, 2_000_000]), 1)
    if kind == "percent":
        return Unit("percent", kind, 0, 1, Fraction(1, 1000))
    if kind == "score":
        return Unit(d.pick(["score 1 to 5", "score 0 to 10"]), kind, 1, 5, Fraction(1, 10))
    if kind == "time":
        word = d.pick(["hours", "workhours", "minutes", "days"])
        return Unit(word, kind, 0, 100, Fraction(1, 2), " " + word)
    if kind == "money":
        return Unit(d.currency, kind, 0, 500_000, Fraction(1, 100), " " + d.currency)
    return Unit(f"{d.currency} per x_{name}", "money", 0, 900, Fraction(1, 4), f" {d.currency} per x_{name}")


def on_grain(unit, figure):
    steps = Fraction(figure) / unit.grain
    return Fraction(round(steps)) * unit.grain


def between(d, unit, low, high):
    """A figure of the unit, somewhere from one share of its range to another."""
    share = Fraction(d.rng.randrange(int(low * 1000), int(high * 1000) + 1), 1000)
    return on_grain(unit, unit.low + (unit.high - unit.low) * share)


def draw_baseline(d, unit, tally, form):
    """(words, figure, the day on which the plan starts); figure None where there is none, or none yet."""
    needed = form in ("grow", "reduce", "each", "maintain", "within")
    if not needed and d.chance(0.25):
        return None, None, d.eve
    figure = between(d, unit, 0.2, 0.5) if form != "down" else between(d, unit, 0.5, 0.9)
    if tally == "sum":
        if not needed and d.chance(0.5):
            return None, None, d.eve
        if d.chance(0.1):
            return f"measured by {d.date(d.start + 10 * DAY, d.start + 45 * DAY)} by p", None, d.eve
        first = plus_months(d.start, -12)
        return f"{unit.show(figure)} over from {first} to {d.pick([d.eve, plus_months(first, 3) - DAY])}", figure, d.eve
    if d.chance(0.12):
        return f"measured by {d.date(d.start + 10 * DAY, d.start + 45 * DAY)} by p", None, d.eve
    if tally == "average" and d.chance(0.3):
        return f"{unit.show(figure)} over from {plus_months(d.start, -6)} to {d.eve}", figure, d.eve
    day = d.pick([d.eve, d.eve, d.eve, d.eve - d.rng.randrange(1, 150) * DAY, d.start, d.start + d.rng.randrange(1, 40) * DAY])
    return f"{unit.show(figure)} on {day}", figure, max(day, d.eve)


def draw_target(d, unit, form, figure, days):
    """(words, the figure aimed at or None)"""
    base = figure if figure else between(d, unit, 0.1, 0.4) + (unit.grain if figure is None or form == "down" else 0)
    base = base if figure is None or figure or form == "down" else Fraction(0)
    up = max(unit.grain, on_grain(unit, (unit.high - base) * Fraction(d.rng.randrange(5, 95), 100)))
    down = max(unit.grain, on_grain(unit, (base - unit.low) * Fraction(d.rng.randrange(5, 90), 100)))
    if d.chance(0.4) and unit.grain * days < unit.high - base:  # a way that each day takes its equal part of
        up = unit.grain * days * max(1, int(up / unit.grain / days))
    if figure is not None and d.chance(0.04):
        up = -up if d.chance(0.5) else Fraction(0)
        down = -down if d.chance(0.5) else Fraction(0)
        up, down = max(up, unit.low - base), max(min(down, base - unit.low), base - unit.high)
    if form == "up":
        return f"at least {unit.show(base + up)}", base + up
    if form == "down":
        return f"at most {unit.show(base - down)}", base - down
    if form == "between":
        return f"between {unit.show(base)} and {unit.show(base + abs(up))}", None
    share, points = d.rng.randrange(1, 60), "pp" if unit.kind == "percent" else ""
    if form in ("grow", "reduce"):
        change = abs(up if form == "grow" else down)
        amount = f"{plain(change * 100)}{points}" if points else unit.show(change)
        return f"{form} {amount if d.chance(0.5) or unit.kind == 'score' else f'{share}%'}", None
    if form == "each":
        change = f"{d.pick(['grow', 'grow', 'reduce'])} {d.pick(['1%', '2.5%', '0.1%'])}"
        if d.chance(0.2):  # by an amount, which never leads to less than nothing
            change = f"grow {'0.1pp' if points else unit.show(unit.grain)}"
        return f"{change} each {d.pick(['month', 'month', 'week', 'quarter'])}", None
    if form == "maintain":
        return "maintain", None
    if form == "within":
        return f"maintain within {share}% of baseline", None
    if form in ("hold_up", "hold_down"):
        return f"maintain at {'least' if form == 'hold_up' else 'most'} {unit.show(base)}", base
    return "observe", None


def draw_way_points(d, fact, start, by):
    """Milestones and forecasts on the way from the baseline to the target."""
    unit, low, high = fact["unit"], fact["base"] or Fraction(fact["unit"].low), fact["aim"]
    if high is None or fact["form"] not in ("up", "down") or not d.chance(0.5) or (by - start).days < 20:
        return
    word = "at least" if fact["form"] == "up" else "at most"
    shares = sorted(d.rng.sample(range(5, 96), d.pick([1, 1, 2, 3])))
    for i, share in enumerate(shares):
        when = start + max(1, (by - start).days * (i + 1) // (len(shares) + 1)) * DAY
        figure = on_grain(unit, low + (high - low) * Fraction(share, 100))
        if when < d.start or figure == high:
            continue
        if d.chance(0.2):  # two on one day
            less = on_grain(unit, low + (high - low) * Fraction(share, 200))
            fact["reach"].append((when, f"{fact['name']} {word} {unit.show(less)}"))
            fact["words"].append(f"milestone {word} {unit.show(figure)} by {when}; forecast {unit.show(d.pick([less, high]))} on {when}")
        elif d.chance(0.3):
            fact["words"].append(f"forecast {unit.show(figure)} on {when}")
        elif d.chance(0.3):
            fact["reach"].append((when, f"{fact['name']} {word} {unit.show(figure)}"))
        else:
            fact["words"].append(f"milestone {word} {unit.show(figure)} by {when}")


def draw_bands(d, fact):
    unit, low, high = fact["unit"], fact["base"] or Fraction(fact["unit"].low), fact["aim"]
    if high is None or fact["form"] not in ("up", "down", "hold_up", "hold_down") or not d.chance(0.25):
        return
    word = "at least" if fact["form"] in ("up", "hold_up") else "at most"
    green, amber = (on_grain(unit, low + (high - low) * Fraction(share, 100)) for share in (d.rng.randrange(50, 90), d.rng.randrange(5, 50)))
    which = d.pick(["both", "both", "green", "amber"])
    if which != "amber":
        fact["words"].append(f"green {word} {unit.show(green)}")
    if which != "green":
        fact["words"].append(f"amber {word} {unit.show(amber)}")


def draw_kpi(d):
    tally = d.pick(["latest", "latest", "sum", "sum", "average"])
    name = d.name(d.pick(NAMES))
    unit = unit_of(d, name, tally)
    forms = ["up", "up", "up", "down", "grow", "between", "observe"]
    forms += ["reduce", "each", "maintain", "within", "hold_up", "hold_down"]
    form = d.pick(forms)
    form = "up" if form == "each" and unit.kind == "score" else form  # which would lead off the scale
    by = d.end if d.chance(0.6) else d.date(d.start + 25 * DAY, d.end)
    words, base, start = draw_baseline(d, unit, tally, form)
    start = d.eve if tally == "sum" else start
    if tally == "average" and d.chance(0.5):  # a way of thirds, which three rows may have for a mean
        by = next((start + days * DAY for days in d.rng.sample([300, 240, 150, 120, 60, 30], 6) if d.start + 20 * DAY < start + days * DAY <= d.end), by)
    target, aim = draw_target(d, unit, form, base if tally != "sum" else base and Fraction(0), max((by - start).days, 1))
    fact = d.facts[name] = {"name": name, "unit": unit, "tally": tally, "form": form, "base": base if tally != "sum" else Fraction(0),
                            "aim": aim, "words": [], "reach": [], "places": [], "formula": False, "by": by}
    fact["words"] += [f"unit {unit.words}", f"tally {tally}"]
    fact["words"] += [f"baseline {words}"] if words else []
    fact["words"] += [f"target {target}" + ("" if by == d.end and d.chance(0.5) or form == "observe" else f" by {by}")]
    draw_way_points(d, fact, start, by)
    draw_bands(d, fact)
    draw_more(d, fact, tally)
    return fact


def draw_more(d, fact, tally):
    reported = d.pick(REPORTED)
    if reported and d.chance(0.12):  # with days of its own
        first = d.date(d.start, d.end)
        reported += f" from {first} to {d.date(first, d.end + 20 * DAY)}"
    if reported:
        fact["words"].append(f"reported {reported} by {d.pick(['p', 'q'])}")
    if d.chance(0.12):
        first = d.date(d.start, d.end)
        fact["words"].append(f'excused from {first} to {d.date(first, min(first + 60 * DAY, d.end))} "drawn" agreed by p')
    if d.places and d.chance(0.3):
        fact["places"] = d.pick([["page"], ["page", "letter"], ["tips", "news"]])
        fact["words"].append("on " + ", ".join(fact["places"]))
    if fact["form"] in ("up", "grow", "observe", "down", "reduce", "maintain", "hold_up", "hold_down") and d.chance(0.3):
        fact["words"].append(f"worth {d.rng.randrange(1, 400)} {d.currency} each")


def draw_formulas(d):
    """Computed KPIs over sums; one over another, and over money spent."""
    sums = [f for f in d.facts.values() if f["tally"] == "sum" and f["unit"].kind == "count"]
    draw_times(d, sums)
    if len(sums) < 2:
        return
    one, other = d.rng.sample(sums, 2)
    name = d.name("share")
    spellings = [("percent", f"{one['name']} / {other['name']}", "2%"), ("percent", f"{one['name']} / {other['name']} * 50%", "30%")]
    if d.spend:
        per = f"{d.currency} per {one['unit'].words}"
        spent = f"spent({d.pick(d.spend)})"
        spellings += [(per, f"{spent} / {one['name']} + 2 {per}", f"300 {per}"), (d.currency, f"{one['name']} * 3 {per} - {spent}", f"200 {d.currency}"),
                      (d.currency, f"max({spent}, 40 {d.currency}, {one['name']} * 0.5 {per})", f"100 {d.currency}")]
    unit, formula, figure = d.pick(spellings)
    target = d.pick([f"at least {figure}", f"at most {figure}", f"maintain at least {figure}", "observe"])
    d.facts[name] = {"name": name, "form": target.split()[0], "formula": True, "reach": [], "places": [], "tally": "latest", "by": d.end,
                     "words": [f"unit {unit}", f"formula {formula}", f"target {target}"]}
    if d.chance(0.3):
        last = d.name("double")
        d.facts[last] = {**d.facts[name], "name": last, "form": "observe", "words": [f"unit {unit}", f"formula {name} + {name}", "target observe"]}


def draw_times(d, sums):
    """A formula in which minutes and hours meet."""
    times = [f for f in d.facts.values() if not f["formula"] and f["unit"].kind == "time" and f["unit"].words in ("hours", "minutes")]
    if not times or not sums:
        return
    one, other, count = d.pick(times), d.pick(times), d.pick(sums)
    name, unit = d.name("time"), d.pick(["hours", "minutes"])
    per = f"{unit} per {count['unit'].words}"
    words, formula = d.pick([(per, f"{one['name']} / {count['name']} + 3 minutes per {count['unit'].words}"),
                             (unit, f"{one['name']} + {other['name']} - 2 hours"), ("percent", f"{one['name']} / ({other['name']} + 90 minutes)")])
    figure = {"percent": "80%"}.get(words, f"6 {words}")
    d.facts[name] = {"name": name, "form": "down", "formula": True, "reach": [], "places": [], "tally": "latest", "by": d.end,
                     "words": [f"unit {words}", f"formula {formula}", f"target at most {figure}"]}


def draw_objectives(d):
    """Each KPI measures one objective or two; in some all have weights."""
    names = [d.name("objective") for _ in range(d.rng.randrange(2, 5))]
    groups = {name: [] for name in names}
    for i, fact in enumerate(d.facts.values()):
        fact["measures"] = [names[i % len(names)]]
        groups[names[i % len(names)]].append(fact)
    weighted = [name for name in names if d.chance(0.5)]
    for name in weighted:
        scored = [f for f in groups[name] if f["form"] != "observe"]
        left = 100
        for i, fact in enumerate(scored):
            share = left if i + 1 == len(scored) else d.rng.randrange(1, left - (len(scored) - i) + 1)
            left -= share
            fact["words"].append(f"weight {share}%")
    for fact in d.facts.values():
        free = [name for name in names if name not in weighted and name not in fact["measures"]]
        if fact["measures"][0] not in weighted and free and d.chance(0.1):
            fact["measures"].append(d.pick(free))
    for name in names:
        if groups[name]:
            d.lines.append(f"objective {name} {{ serves aim; owner p; by end }}")


def draw_money(d):
    lines = []
    for _ in range(d.rng.randrange(1, 5)):
        name = d.name("line")
        shape = d.pick(["", "", " per month", " internal"])
        lines.append(f"line {name} {d.rng.randrange(1, 500) * 100} {d.currency}{shape}")
        d.spend.append(name)
    if d.chance(0.3):
        name = d.name("line")
        lines.append(f"line {name} 15% of {d.spend[0]} to g")
        d.spend.append(name)
    d.lines.append(f"budget b {{ total 900_000_000 {d.currency}; {'; '.join(lines)} }}")


def draw_return(d):
    worth = [f["name"] for f in d.facts.values() if any(word.startswith("worth") for word in f["words"])]
    if not worth:
        return
    words = f"expect at least {d.pick(['1', '20'])}% by end"
    if d.chance(0.5):
        words += f"; counts {', '.join(d.rng.sample(worth, d.rng.randrange(1, len(worth) + 1)))}"
    if d.chance(0.5):
        words += f"; costs {', '.join(d.rng.sample(d.spend, d.rng.randrange(1, len(d.spend) + 1)))}"
    d.lines.append(f"roi {{ {words} }}")


def comparison(d):
    fact = d.pick([f for f in d.facts.values() if not f["formula"]])
    return f"{fact['name']} {d.pick(['<', '<=', '>', '>='])} {fact['unit'].show(between(d, fact['unit'], 0.05, 0.6))}"


def condition(d, depth=2):
    scored = [f["name"] for f in d.facts.values() if f["form"] != "observe"]
    if depth and d.chance(0.5):
        one, other = condition(d, depth - 1), condition(d, depth - 1)
        return d.pick([f"({one}) and ({other})", f"({one}) or ({other})", f"not ({one})"])
    if d.chance(0.3) or not scored:
        return comparison(d)
    return f"{d.pick(scored)} {d.pick(['met', 'missed', 'on_track', 'at_risk', 'off_track', 'behind'])}"


def draw_conditions(d):
    for _ in range(3):
        d.lines.append(f'diagnosis {d.name("diagnosis")} {{ when {condition(d)}; then "Why?" }}')
    for _ in range(3):
        each = d.chance(0.5)
        when = comparison(d) if each else condition(d)
        if each and d.chance(0.4):
            scored = [f["name"] for f in d.facts.values() if f["form"] != "observe"]
            when = d.pick([f"not ({when})", f"not (not ({when}))"] + [f"({when}) or {name} behind" for name in scored[:1]])
        money = f"{d.rng.randrange(1, 900)} {d.currency}{' each' if each else ''}"
        does = d.pick(["pays", "deducts"])
        what = f"{money} to g" if each or d.chance(0.6) else f"{d.rng.randrange(1, 20)}% of {d.pick(d.spend)}"
        cap = f"; cap {d.rng.randrange(1, 9000)} {d.currency}" if d.chance(0.5) else ""
        d.lines.append(f"incentive {d.name('incentive')} {{ when {when}; {does} {what}{cap} }}")


def draw(seed, kpis=24):
    d = Drawn(seed)
    draw_frame(d)
    draw_money(d)
    for _ in range(kpis):
        draw_kpi(d)
    for _ in range(2):
        draw_formulas(d)
    d.lines += [f"action work {{ by q; due {d.end}; cost 1 {d.currency} from {d.spend[0]} }}", f"deliverable pictures {{ from g to c; due {d.end} }}"]
    draw_objectives(d)
    for fact in d.facts.values():
        d.lines.append(f"kpi {fact['name']} {{ measures {', '.join(fact['measures'])}; {'; '.join(fact['words'])} }}")
        for when, reach in fact["reach"]:
            d.lines.append(f"campaign {d.name('campaign')} from {d.start} to {when} {{ reach {reach} }}")
    draw_return(d)
    draw_conditions(d)
    d.text = "\n".join(d.lines) + "\n"
    return d


# The rows.

def settled(fact, figure):
    """A figure as a row may have it: a decimal, within what the unit allows."""
    figure = Fraction(figure)
    if second.digits(figure) != figure:  # not a short decimal
        figure = Fraction(round(figure * 10_000), 10_000)
    unit = fact["unit"]
    if unit.kind in ("percent", "score"):
        figure = min(figure, Fraction(unit.high))
    return figure if unit.kind == "money" else max(figure, Fraction(unit.low))


def aimed(d, plan, day):
    """A figure of a day: on the plan, at the tolerance, a hair off it, or anywhere."""
    planned = plan.at(day)
    if planned is None:
        planned = d.pick([plan.bounds.low, plan.bounds.high])
    way = planned if plan.start is None or plan.is_sum else planned - plan.start
    share = second.path.exact(Fraction((d.tolerance or "10%").rstrip("%")) / 100)
    sign = -1 if plan.way == path.UP else 1
    hair = Fraction(d.pick([1, -1]), 1000)
    exact = planned + sign * share * abs(way)
    return d.pick([planned, planned, planned + hair, exact, exact, exact + hair, planned * Fraction(d.rng.randrange(50, 150), 100),
                   planned * Fraction(d.rng.randrange(90, 110), 100), plan.target if plan.target is not None else planned, Fraction(0)])


def as_mean(fact, plan, day, values):
    """The figure by which the mean of these and itself is just on the plan; None where no row can say it."""
    edges = [plan.at(day)] if plan.at(day) is not None else [b for b in (plan.bounds.low, plan.bounds.high) if b is not None]
    for edge in edges:
        figure = edge * (len(values) + 1) - sum(values)
        if second.digits(figure) == figure and settled(fact, figure) == figure:
            return figure
    return None


def row_days(d, spans):
    """The dates of rows: most periods' last days; some lack, some have two, some an odd day."""
    style, out = d.pick(["whole"] * 6 + ["gaps", "gaps", "late", "late", "doubled", "doubled", "one", "none"]), []
    for span in spans:
        if style == "none" or (style == "gaps" and d.chance(0.3)) or (style == "one" and d.chance(0.8)):
            continue
        if style == "late" and d.chance(0.2):
            out.append(d.date(span.first, span.last))
        elif style == "doubled" and d.chance(0.3) and span.first < span.last:
            out += [d.date(span.first, span.last - DAY), span.last]
        else:
            out.append(span.last)
    return sorted(set(out))


def kpi_rows(d, fact, kpi, model):
    """(name, day, value) of each; a sum's rows are what the figures of its days differ by."""
    plan = measured = None
    if kpi["target"]["form"] != "observe":
        measured = (between(d, fact["unit"], 0.1, 0.5), day_of(kpi["baseline"]["on"])) if kpi["baseline"] and kpi["baseline"]["form"] == "measured" else None
        plan = path.Plan(kpi, path.base_of(kpi, measured), d.start)
    days = row_days(d, periods(model, kpi))
    if measured and d.chance(0.4):
        days = [d.start - d.rng.randrange(1, 31) * DAY] + days
    odd, before, out = d.chance(0.1), Fraction(0), []
    for day in days:
        if plan and plan.known and not (odd and d.chance(0.3)):
            figure = aimed(d, plan, day)
        else:
            figure = between(d, fact["unit"], 0, 1)
        if odd and fact["unit"].kind in ("count", "money") and d.chance(0.2):
            figure = d.pick([-figure, figure * 10 ** 12, Fraction(0)])  # of a count what is less than nothing becomes nothing
        if kpi["tally"] == "sum":
            figure, before = settled(fact, figure - before), figure
            before = sum((value for _, _, value in out), Fraction(0)) + figure
        if kpi["tally"] == "average" and plan and plan.known and d.chance(0.6):
            figure = as_mean(fact, plan, day, [value for _, at, value in out if at >= d.start]) or figure
        out.append((fact["name"], day, settled(fact, figure)))
    return [row for one in out for row in placed(d, fact, one)]


def placed(d, fact, row):
    """A row as it is, or shared between the places that it is counted on."""
    name, day, value = row
    if not fact["places"]:
        return [row]
    if d.chance(0.1):  # one place says nothing
        return [(f"{name}/{fact['places'][0]}", day, value)]
    share = Fraction(d.rng.randrange(0, 11), 10)
    if fact["tally"] == "average" or len(fact["places"]) == 1:
        return [(f"{name}/{place}", day, value) for place in fact["places"]]
    if fact["unit"].kind in ("percent", "score", "time"):
        return [(f"{name}/{place}", day, value) for place in fact["places"][:1 + d.chance(0.7)]]
    return [(f"{name}/{fact['places'][0]}", day, value * share), (f"{name}/{fact['places'][1]}", day, value * (1 - share))]


def figures(d, model):
    """Rows for second.score(), in an order of their own; written by csv_of()."""
    out = []
    for kpi in model["kpis"]:
        fact = d.facts[kpi["name"]]
        if not fact["formula"]:
            out += [second.Row("kpi", name, day, value) for name, day, value in kpi_rows(d, fact, kpi, model)]
    for line in d.spend:
        if d.chance(0.7):
            days = {d.date(d.start, d.end) for _ in range(d.rng.randrange(1, 8))}
            name = f"{line}/work" if line == d.spend[0] and d.chance(0.4) else line
            out += [second.Row("spend", name, day, Fraction(d.rng.randrange(0, 400_000), 100)) for day in days]
    if d.chance(0.5):  # rows from which nothing here is worked out
        out += [second.Row("action", "work", d.end, Fraction(1, 2)), second.Row("deliverable", "pictures", d.end, 1)]
    if d.places:
        out += [second.Row("posts", "page/tips", d.end, 12), second.Row("posts", "page/news", d.start, 3)]
    if d.chance(0.5):
        d.rng.shuffle(out)
    return out


def wrong_rows(d, rows):
    """Rows that cannot be right: each is a finding, and left out."""
    if not rows or d.chance(0.5):
        return []
    row, out = d.pick(rows), []
    out.append(f"kpi,{row.name},{row.date},77,a second figure of that day")
    out.append(f"kpi,{row.name},{row.date + DAY},{d.pick(['1.234', '12 posts', 'about 12', '1e3', '--3', '.5'])},no figure")
    out.append(f"kpi,{row.name},{d.pick(['2026-02-30', '3/4/2026', '1999-12-31', str(d.end + 91 * DAY), 'today'])},7,no day of it")
    out.append(f"kpi,nobody_knows,{row.date},7,no such thing")
    out += [f"kpi,{name},{row.date},7,computed" for name, fact in d.facts.items() if fact["formula"]]
    return d.rng.sample(out, d.rng.randrange(1, len(out) + 1))


TWO_WAYS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


def written(figure):
    """As a sheet may have it: `1.234` may be a thousand and more, and `1.2340` is not."""
    text = plain(figure)
    return text + "0" if TWO_WAYS.fullmatch(text) else text


def csv_of(d, rows):
    def cell(row):
        percent = row.kind in ("action", "deliverable") or row.kind == "kpi" and d.facts[row.thing]["unit"].kind == "percent"
        return f"{written(row.value * 100)}%" if percent else written(row.value)
    lines = [f'{row.kind},{row.name},{row.date},{cell(row)},{d.pick(["", "", "a note"])}' for row in rows]
    lines += wrong_rows(d, [row for row in rows if row.kind == "kpi"])
    return "kind,name,date,value,note\r\n" + "".join(line + "\r\n" for line in lines)


def days(d, model, count=8):
    """Days to score on: ends of periods, days of reports and of targets, the days about them, and those outside the term."""
    spans = [span for kpi in model["kpis"] for span in periods(model, kpi)]
    targets = [day_of(kpi["target"]["by"]) for kpi in model["kpis"] if kpi["target"]["by"]]
    measured = [day_of(kpi["baseline"]["on"]) for kpi in model["kpis"] if kpi["baseline"] and kpi["baseline"]["on"]]
    pools = [[span.last for span in spans], [span.due for span in spans], targets, measured or targets, [d.start, d.end, d.end]]
    out = {d.end + d.rng.randrange(1, 90) * DAY, d.pick([d.eve - 20 * DAY, d.eve])} if d.chance(0.3) else {d.end}
    while len(out) < count:
        out.add(d.pick(d.pick(pools)) + d.pick([0, 0, 0, -1, 1]) * DAY if d.chance(0.8) else d.date(d.start, d.end))
    return sorted(out)
