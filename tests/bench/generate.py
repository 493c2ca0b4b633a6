#!/usr/bin/env python3
"""Writes agreements for the benchmark: the same content as .remit and as .json.

A unit is one typical agreement: 12 KPIs, 3 objectives, 8 people, 10 deliverables and what belongs to them. A large
agreement holds many units with names of their own under one term, calendar and budget. The arithmetic is made to come
out, so that the compiler says nothing of them at warning level: shares make 100 %, the lines make the total, every
content is released by somebody, every KPI is reviewed.

    generate.py FOLDER --kpis 20000        FOLDER/large.remit and FOLDER/large.json
    generate.py FOLDER --files 1000        FOLDER/remit/0001.remit and FOLDER/json/0001.json, a unit in each but one

The same arguments give the same bytes.
"""
import argparse
import os
import random
import sys

from notation import CURRENCY, json_text, remit_text

KPIS_A_UNIT = 12
LARGER_UNITS = 40  # of the one larger file among many
SEED = 20270101
CAP = 16 << 20  # the compiler's own, for one file

TERM = {"from": "2027-01-01", "to": "2027-12-31"}
BASELINE_DAY = "2026-12-31"
ENDORSED_DAY = "2026-12-15"
HALF_YEAR = "2027-06-30"
CLIENT, AGENCY = "alpine", "lantern"
FEE_MONTHS = 12

PLACES = ["Taipei", "Galway", "Sofia", "Huế", "臺中", "Пловдив", "Hamburg", "Đà Nẵng", "Kaohsiung", "Lyon", "台南", "Русе"]
GOODS = ["tea", "coffee", "honey", "soap", "paper", "bicycles", "lamps", "bread", "cheese", "shoes", "chairs", "spices"]
FAMILY = ["Lin", "Wu", "Chou", "Chen", "Hsu", "Kao", "Ivanova", "Nguyễn", "Kelly", "Moretti", "Димитров", "王"]
GIVEN = ["Mei", "Ta-wei", "Fen", "An", "Jo", "Bo", "Vera", "Minh", "Nora", "Luca", "Стоян", "小明"]


# ---- content: one dictionary for both notations ----------------------------------------------------------------

def recurrence(unit, **spot):
    return {"every": unit, **spot}


def reported(person):
    return {**recurrence("month", workday=3), "by": person}


def workdays(count):
    return {"amount": count, "unit": "workdays"}


def people(n, pick):
    """The eight people of a unit: four of the client, four of the agency."""
    return [{"name": n(name), "title": f"{pick(FAMILY)} {pick(GIVEN)}", "of_client": of_client}
            for name, of_client in (("boss", True), ("mei", True), ("fen", True), ("shop", True),
                                    ("an", False), ("jo", False), ("bo", False), ("vera", False))]


def objectives(n, figures, first_priority):
    def objective(name, title, problem, aim, owner, offset, returns, inaction):
        return {"name": n(name), "title": title, "serves": [n("goal")], "problem": problem, "aim": aim,
                "owner": n(owner), "priority": first_priority + offset, "returns": returns, "inaction": inaction,
                "endorsed": {"by": n("boss"), "on": ENDORSED_DAY}}
    return [
        objective("sales", f"Orders in {figures['place']}", "Visitors read and leave.",
                  f"{figures['orders']} orders from the page", "mei", 0, {"direct": True}, 300_000),
        objective("talk", f"Talk about {figures['goods']}", "Few people know us.",
                  f"{figures['fans'] + figures['new']} fans", "mei", 1, {"indirect": ["word_of_mouth"]}, 900_000),
        objective("care", "Answers in time", "Questions wait a day.", "A mark of 4.5", "fen", 2,
                  {"indirect": ["relationships"]}, 900_000)]


def kpi(n, name, title, measures, unit, target, weight, **more):
    return {"name": n(name), "title": title, "measures": [n(measures)], "unit": unit, "target": target,
            "weight": weight, **more}


def read_off(n, person, value):
    """What a figure that somebody reads off the page has."""
    return {"baseline": {"value": value, "on": BASELINE_DAY}, "source": "Suite", "reported": reported(n(person))}


def talk_kpis(n, figures):
    fans, new = figures["fans"], figures["new"]
    return [
        kpi(n, "fans", "Followers", "talk", {"of": ["followers"]}, {"form": "at least", "value": fans + new}, 0.4,
            milestones=[{"form": "at least", "value": fans + new * 2 // 5, "by": HALF_YEAR}],
            **read_off(n, "jo", fans)),
        kpi(n, "likes", "Reactions a month", "talk", {"of": ["reactions"]}, {"form": "grow", "share": 0.6}, 0.3,
            **read_off(n, "jo", figures["likes"])),
        kpi(n, "named", "Posts that name us", "talk", {"of": ["posts", "post"]},
            {"form": "grow", "value": figures["named"]}, 0.2, proxy="word_of_mouth",
            **read_off(n, "vera", figures["named"])),
        kpi(n, "mail", "Readers of the letter", "talk", {"of": ["readers"]},
            {"form": "at least", "value": figures["mail"] * 3 // 2}, 0.1, **read_off(n, "jo", figures["mail"]))]


def sales_kpis(n, figures):
    return [
        kpi(n, "clicks", "Clicks from ads", "sales", {"of": ["clicks", "click"]},
            {"form": "at least", "value": figures["clicks"]}, 0.2, tally="sum", source="Ads Manager",
            reported=reported(n("bo")), costs={"each": 10, "from": n("ads")}, discipline="ads"),
        kpi(n, "orders", "Orders from the page", "sales", {"of": ["orders", "order"]},
            {"form": "at least", "value": figures["orders"]}, 0.5, tally="sum", source="Shop",
            reported=reported(n("shop")), worth=850),
        kpi(n, "rate", "Orders per click", "sales", {"of": ["percent"]}, {"form": "between", "low": 0.03, "high": 0.3},
            0.15, formula=[n("orders"), "/", n("clicks")]),
        kpi(n, "price", "Money per click", "sales", {"of": [CURRENCY], "per": ["click", "clicks"]},
            {"form": "at most", "value": 15}, 0.15, formula=[{"spent": n("ads")}, "/", n("clicks")])]


def care_kpis(n, figures):
    return [
        kpi(n, "reply", "Time to answer", "care", {"of": ["workhours"]},
            {"form": "at most", "value": 2, "by": HALF_YEAR}, 0.3, **read_off(n, "fen", figures["reply"])),
        kpi(n, "mark", "Mark given", "care", {"of": ["score"], "low": 1, "high": 5}, {"form": "at least", "value": 4.5},
            0.3, tally="average", proxy="relationships", **read_off(n, "fen", figures["mark"])),
        kpi(n, "solved", "Solved at once", "care", {"of": ["percent"]}, {"form": "at least", "value": 0.85}, 0.2,
            means="Of all questions", **read_off(n, "fen", figures["solved"])),
        kpi(n, "loyal", "Customers who return", "care", {"of": ["customers"]}, {"form": "grow", "share": 0.3}, 0.2,
            **read_off(n, "shop", figures["loyal"]))]


def contents(n):
    def content(name, title, serves, purpose, **more):
        return {"name": n(name), "title": title, "serves": [n(serves)], "purpose": purpose, **more}
    return [content("product", "Product stories", "sales", "promote"),
            content("daily", "At work", "talk", "engage"),
            content("trend", "Topic of the day", "talk", "trend", reacts={"amount": 4, "unit": "workhours"}),
            content("advice", "Advice", "care", "serve")]


def channels(n, figures):
    suits = [n("sales"), n("talk"), n("care")]
    account = {"owner": CLIENT, "admin": [n("mei")]}
    page = {"name": n("page"), "title": "Page", "media": "owned", "audience": f"People in {figures['place']}",
            "suits": suits, "posts": {"least": 12, "most": 20, "per": "month"},
            "mix": [{"content": n("product"), "least": 0.3, "most": 0.3},
                    {"content": n("daily"), "least": 0.3, "most": 0.4},
                    {"content": n("trend"), "least": 0.1, "most": 0.25},
                    {"content": n("advice"), "least": 0.15, "most": 0.15}],
            "crosspost": "adapted", "account": account, "access": [n("jo"), n("fen")]}
    paid = {"name": n("paid"), "title": "Ads", "media": "paid", "audience": "Visitors of the shop", "suits": suits,
            "account": account, "access": [n("bo")]}
    return [page, paid]


def actions(n, figures):
    return [
        {"name": n("begin"), "title": "Set up", "for": [n("talk"), n("sales")], "on": [n("page")], "by": [n("jo")],
         "due": "2027-01-29"},
        {"name": n("quiz"), "title": "Weekly quiz", "for": [n("talk")], "on": [n("page")], "by": [n("jo")],
         "every": recurrence("week", weekday="wednesday"), "after": [n("begin")],
         "expects": [{"kpi": n("fans"), "form": "grow", "value": figures["new"] * 9 // 10}]},
        {"name": n("push"), "title": "Ads for the shop", "for": [n("sales")], "on": [n("paid")], "by": [n("bo")],
         "from": "2027-02-01", "to": "2027-12-17", "cost": {"amount": 20_000, "from": n("ads")}}]


def deliverables(n):
    def deliverable(name, title, person, days, revisions, of_client=False, **more):
        ends = {"from": CLIENT, "to": AGENCY} if of_client else {"from": AGENCY, "to": CLIENT}
        return {"name": n(name), "title": title, **ends, **more,
                "accepted": {"by": n(person), "within": workdays(days)}, "revisions": revisions}
    return [
        deliverable("news", "Facts", "jo", 2, 1, of_client=True, every=recurrence("month", day=15)),
        deliverable("stock", "Prices", "bo", 2, 1, of_client=True, due="2027-02-12"),
        deliverable("plan", "Plan of posts", "mei", 2, 1, every=recurrence("month", day=22), needs=[n("news")]),
        deliverable("art", "Artwork", "mei", 3, 2, due="2027-01-22"),
        deliverable("count", "What is counted", "shop", 3, 1, due="2027-01-20"),
        deliverable("adset", "First ads", "mei", 3, 2, due="2027-02-26", needs=[n("art"), n("stock")]),
        deliverable("photos", "Photos", "mei", 5, 2, due="2027-05-14"),
        deliverable("half", "Half-year report", "boss", 5, 1, due="2027-07-09"),
        deliverable("film", "Film", "mei", 5, 2, due="2027-10-15", needs=[n("photos")]),
        deliverable("final", "Hand-over", "mei", 5, 1, due="2028-01-14")]


def duties(n):
    def duty(name, title, nature, responsible, accountable, includes, **more):
        others = {role: [n(person)] for role, person in more.items()}
        return {"name": n(name), "title": title, "nature": nature, "responsible": [n(responsible)],
                "accountable": [n(accountable)], **others, "includes": [n(name) for name in includes]}
    return [
        duty("core", "Strategy", "core", "mei", "boss", ["news", "stock"], consulted="an"),
        duty("help", "Answers", "core", "fen", "mei", ["page"], consulted="jo"),
        duty("write", "Publishing", None, "jo", "an",
             ["begin", "quiz", "plan", "art", "photos", "film", "final"], informed="mei"),
        duty("buy", "Buying ads", "specialist", "bo", "an", ["push", "adset"], informed="mei"),
        duty("tell", "Reports", None, "vera", "an", ["count", "half"], informed="shop")]


def approvals(n):
    return [
        {"name": n("asked"), "title": "Product stories", "covers": [n("product")],
         "steps": [{"by": [n("mei")], "within": workdays(2)}],
         "silence": {"escalates": n("boss"), "within": workdays(1)}},
        {"name": n("free"), "title": "Other posts", "covers": [n("daily"), n("trend"), n("advice")],
         "delegated": AGENCY},
        {"name": n("small"), "title": "Small sums", "spend": {"up_to": 5_000, "on": n("ads")}, "delegated": AGENCY},
        {"name": n("large"), "title": "Large sums", "spend": {"over": 5_000, "on": n("ads")},
         "steps": [{"by": [n("boss")], "within": workdays(3)}], "silence": {"rejects": True}}]


def reviews(n, kpi_names):
    return [
        {"name": n("monthly"), "title": "Monthly", **recurrence("month", workday=6), "chair": n("mei"),
         "attended": [n("an"), n("jo")], "covers": kpi_names,
         "asks": [{"text": "Which task was not done?", "by": [n("vera")]}]},
        {"name": n("weekly"), "title": "Call", **recurrence("week", weekday="tuesday"), "covers": [n("quiz")]},
        {"name": n("roles"), "title": "Who does what", **recurrence("quarter", workday=8), "covers": [n("core"), n("buy")]},
        {"name": n("last"), "title": "Last look", "on": "2027-12-17", "covers": [n("film")]}]


def diagnosis(n):
    return {"name": n("why"), "title": "Liked, not bought",
            "when": [{"kpi": n("likes"), "state": "on_track"}, {"kpi": n("orders"), "state": "behind"}],
            "then": [{"text": "Ask what kept people from buying.", "by": [n("jo")], "within": workdays(5)}]}


def budget_part(n, figures):
    lines = [{"name": n("fee"), "title": "Retainer", "amount": figures["fee"], "per_month": True, "to": AGENCY},
             {"name": n("ads"), "title": "Ads", "amount": figures["ads"], "for": [n("paid")]},
             {"name": n("own"), "title": "Own staff", "amount": figures["own"], "internal": True}]
    split = {"line": n("ads"), "shares": [{"objective": n("sales"), "share": 0.8},
                                          {"objective": n("talk"), "share": 0.1},
                                          {"objective": n("care"), "share": 0.1}]}
    return lines, split, {"line": n("fee"), **recurrence("month", day=5)}


def draw_figures(rng):
    clicks = rng.randrange(20, 60) * 1000
    return {"place": rng.choice(PLACES), "goods": rng.choice(GOODS), "fans": rng.randrange(40, 200) * 100,
            "new": rng.randrange(20, 60) * 100, "likes": rng.randrange(10, 60) * 50,
            "named": rng.randrange(10, 60), "mail": rng.randrange(10, 80) * 100, "clicks": clicks,
            "orders": rng.randrange(20, 40) * 100, "reply": rng.randrange(4, 12), "mark": rng.randrange(36, 42) / 10,
            "solved": rng.randrange(50, 70) / 100, "loyal": rng.randrange(20, 90) * 10,
            "fee": rng.randrange(15, 40) * 1000, "own": rng.randrange(20, 60) * 1000,
            "ads": clicks * 13}  # 10 for each click, of 80 % of the line, and an action: room for all


def add_unit(agreement, suffix, number, rng):
    def n(name):
        return name + suffix
    figures = draw_figures(rng)
    for person in people(n, rng.choice):
        side = agreement["client" if person.pop("of_client") else "agency"]
        side["persons"].append(person)
    agreement["goals"].append({"name": n("goal"), "title": f"A third of {figures['goods']} sold online", "owner": n("boss")})
    kpis = sales_kpis(n, figures) + talk_kpis(n, figures) + care_kpis(n, figures)
    lines, split, pay = budget_part(n, figures)
    budget = agreement["budget"]
    budget["lines"] += lines
    budget["splits"].append(split)
    budget["payments"].append(pay)
    budget["total"] += figures["fee"] * FEE_MONTHS + figures["ads"] + figures["own"]
    agreement["roi"]["counts"].append(n("orders"))
    for key, entities in (("objectives", objectives(n, figures, 3 * number + 1)), ("kpis", kpis),
                          ("contents", contents(n)), ("channels", channels(n, figures)),
                          ("actions", actions(n, figures)), ("deliverables", deliverables(n)), ("duties", duties(n)),
                          ("approvals", approvals(n)), ("reviews", reviews(n, [k["name"] for k in kpis])),
                          ("diagnoses", [diagnosis(n)])):
        agreement[key] += entities


def frame(name, title, units):
    first = "" if units == 1 else "1"
    return {
        "name": name, "title": title, "version": "1.0", "term": TERM, "currency": CURRENCY, "tax": {"plus": 0.05},
        "language": "en", "timezone": "Asia/Taipei", "mission": "Bring honest goods to every desk.",
        "excludes": ["Print advertising and trade fairs"], "assumes": ["The web shop stays on its present platform"],
        "change": {"requires": ["boss" + first, "an" + first], "within": workdays(5)},
        "notice": {"amount": 30, "unit": "days"},
        "calendar": {"workdays": {"from": "monday", "to": "friday"}, "hours": {"from": "09:00", "to": "18:00"},
                     "closed": "next",
                     "holidays": [{"from": "2027-01-01", "to": "2027-01-01", "title": "New Year"},
                                  {"from": "2027-02-04", "to": "2027-02-10", "title": "Lunar New Year"},
                                  {"from": "2027-04-05", "to": "2027-04-05", "title": "Tomb Sweeping"},
                                  {"from": "2027-10-11", "to": "2027-10-11", "title": "National day"}]},
        "policy": {"objectives": 3 * units},  # so many at once are meant
        "client": {"name": CLIENT, "title": "Alpine Goods Co.", "persons": [], "contact": "mei" + first},
        "agency": {"name": AGENCY, "title": "Lantern Digital", "persons": [], "contact": "an" + first},
        "brand": {"voice": "Warm, plain, never in a hurry", "always": ["Name the maker"],
                  "never": ["Compare us with a competitor by name"],
                  "crisis": [{"by": ["boss" + first], "within": {"amount": 2, "unit": "workhours"}}]},
        "goals": [], "objectives": [], "kpis": [], "contents": [], "channels": [],
        "budget": {"name": "year", "title": "Budget 2027", "total": 0, "lines": [], "splits": [], "payments": []},
        "roi": {"counts": [], "expect": 0.2, "by": TERM["to"], "judge": "2027-06-30"},
        "actions": [], "deliverables": [], "duties": [], "approvals": [],
        "phases": [{"name": "launch", "title": "Launch", "from": "2027-01-01", "to": "2027-03-31"},
                   {"name": "growth", "title": "Growth", "from": "2027-04-01", "to": "2027-09-30"},
                   {"name": "harvest", "title": "Harvest", "from": "2027-10-01", "to": "2027-12-31"}],
        "reviews": [], "diagnoses": []}


def make_agreement(units, seed, name="plan_2027"):
    """An agreement of `units` units, as the dictionary that both notations are written from."""
    rng = random.Random(seed)
    agreement = frame(name, "Alpine × Lantern: social media 2027", units)
    for number in range(units):
        add_unit(agreement, "" if units == 1 else str(number + 1), number, rng)
    return agreement


# ---- files -----------------------------------------------------------------------------------------------------

def write_text(path, text):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)


def write_pair(stem_remit, stem_json, agreement, cap):
    """Both notations; the size of the first in bytes."""
    text = remit_text(agreement)
    size = len(text.encode("utf-8"))
    if size > cap:
        sys.exit(f"{stem_remit}.remit would have {size} bytes, over the cap of {cap} (--cap)")
    write_text(stem_remit + ".remit", text)
    write_text(stem_json + ".json", json_text(agreement))
    return size


def units_for(kpis):
    return -(-kpis // KPIS_A_UNIT)


def write_large(folder, kpis, name="large", cap=CAP):
    """FOLDER/name.remit and .json with at least `kpis` KPIs, in whole units; how many they are, and the bytes."""
    units = units_for(kpis)
    os.makedirs(folder, exist_ok=True)
    stem = os.path.join(folder, name)
    return units * KPIS_A_UNIT, write_pair(stem, stem, make_agreement(units, SEED), cap)


def write_many(folder, files, cap=CAP):
    """FOLDER/remit/0001.remit …, FOLDER/json/0001.json …; all bytes of the first. One in the middle is larger, so that
    what is kept from one file to the next can be told from what the largest needs."""
    for kind in ("remit", "json"):
        os.makedirs(os.path.join(folder, kind), exist_ok=True)
    size = 0
    for number in range(1, files + 1):
        units = LARGER_UNITS if number == files // 2 + 1 else 1
        stems = (os.path.join(folder, kind, f"{number:04}") for kind in ("remit", "json"))
        size += write_pair(*stems, make_agreement(units, SEED + number, f"plan_{number:04}"), cap)
    return size


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--kpis", type=int, help="one agreement with at least so many KPIs")
    kind.add_argument("--files", type=int, help="so many agreements of one unit")
    parser.add_argument("--name", default="large", help="of the one agreement's files (large)")
    parser.add_argument("--cap", type=int, default=CAP, help="the most bytes of one .remit file (16 MiB)")
    options = parser.parse_args()
    if options.kpis:
        kpis, size = write_large(options.folder, options.kpis, options.name, options.cap)
        print(f"{kpis} KPIs, {size} bytes")
    else:
        size = write_many(options.folder, options.files, options.cap)
        print(f"{options.files} files, {size} bytes")


if __name__ == "__main__":
    main()
