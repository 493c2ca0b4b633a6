"""What is typed into the live scorecards in a browser, and what the scoring rules say must be seen there; and what is asked of the
files that come out."""
import csv
import json
import pathlib
import random
import shutil
import subprocess
import sys
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tests/live"))
import pages  # noqa: E402
from scenarios import Wanted, figures_of  # noqa: E402

SCENARIOS = ["empty", "worse", "random", "gaps", "typed"]


class Words:
    """Figures as a page's language writes them."""

    def __init__(self, card):
        self.card = card

    def digits(self, plain):
        front, _, back = plain.lstrip("-").partition(".")
        if len(front) >= int(self.card["groupedFrom"]):
            front = f"{int(front):,}".replace(",", self.card["mark"])
        return ("-" if plain.startswith("-") else "") + front + (self.card["point"] + back if back else "")

    def share(self, value):
        """In whole per cent, halves away from zero, as sheets round."""
        if value is None:
            return ""
        whole = int((abs(value) * 200 + 1) // 2)
        return self.card["percent"].replace("{1}", self.digits(str(-whole if value < 0 else whole)))

    def typed(self, plain, percent):
        value = Fraction(plain) * (100 if percent else 1)
        return self.digits(pages.plain(value)).replace(self.card["mark"], "") if value < 10000 else self.digits(pages.plain(value))


def wanted(page, filled):
    """The words of each result."""
    words, say, found, now = page.card["words"], Words(page.card), {}, filled.now()
    for data in page.kpis:
        name, kpi = data["name"], now["kpis"][data["name"]]
        found[f"status/{name}"] = words[kpi["status"] or "observe"] if filled.as_of else ""
        found[f"way/{name}"] = say.share(kpi["attainment"])
        found[f"score/{name}"] = say.share(kpi["score"])
        for period in page.empty.periods[name]:
            if page.empty.scored.is_excused_period(page.empty.kpis[name], period):
                continue
            state, _ = filled.line(name, period)
            found[f"status/{name}/{period.last}"] = words[state] if state else ""
    for objective in page.model["objectives"] if filled.as_of else []:
        score = now["objectives"][objective["name"]]
        if objective["kpis"]:
            label = words["labelled"].replace("{1}", words["score"])
            found[f"objective/{objective['name']}"] = label.replace("{2}", say.share(score)) if score is not None else ""
    return found


def case_of(page, scenario):
    rows, as_of = figures_of(page.names, page.empty, scenario, random.Random(f"{page.title} {scenario} page"))
    filled = Wanted(page.empty, rows, as_of)
    percent = {k["name"] for k in page.kpis if k.get("unit") == "percent"}
    say = Words(page.card)
    typed = {field: say.typed(plain, field.split("/")[0] == "kpi" and field.split("/")[1] in percent)
             for field, plain in pages.typed_of(rows).items()}
    return {"name": f"{page.title}-{scenario}", "page": str(page.path), "typed": typed, "as_of": as_of and str(as_of),
            "axe": scenario == "random", "wanted": wanted(page, filled)}


def once(page, checklist):
    """Cases that one page is enough for."""
    path = str(page.path)
    rows = page.card["rows"]
    first = [row for row in rows if row.startswith("kpi/")][:2]
    posts = next(row for row in rows if row.startswith("posts/"))
    line = {row: "{},{},{}".format(row.split("/")[0], "/".join(row.split("/")[1:-1]), row.split("/")[-1]) for row in rows}
    sheet = ["kind,name,date,value,note", f"{line[first[0]]},12.5,\"made from fingerprint 000000000000\"", f"{line[first[0]]},13,",
             f"{line[first[1]]},\"1,5\",", "mood,x,2026-01-31,1,", "kpi,nobody,2026-01-31,1,", f"kpi,{first[0].split('/')[1]},31.01.2026,1,",
             f"{line[posts]},2.5,", "", f"{line[rows[-1]]},,"]
    return [
        {"once": "wrongFigures", "page": path, "bad": {first[0]: "many", first[1]: "1,25", posts: "2.5"}},
        {"once": "wrongSheet", "page": path, "csv": sheet, "lines": [3, 4, 5, 6, 7, 8], "taken": 1},
        {"once": "keyboard", "page": path, "typed": {name: "12000" for name in first}, "last": sorted(first, key=page.fields.index)[-1]},
        {"once": "policy", "page": path},
        {"once": "withoutScripts", "page": path},
        {"once": "ticks", "checklist": str(checklist)},
    ]


def sheets(given, page, folder):
    """The exported sheet against the empty one and what was typed."""
    empty = list(csv.DictReader(page.actuals.open(encoding="utf-8-sig", newline="")))
    raw = (folder / f"{given['name']}.actuals.csv").read_bytes()
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    names = [f"{r['kind']}/{r['name']}/{r['date']}" for r in rows]
    filled = {name for name, row in zip(names, rows) if row["value"]}
    faults = []
    if not given["typed"] and raw != page.actuals.read_bytes():
        faults.append("the empty sheet is not that of the compiler, byte for byte")
    if [(r["kind"], r["name"], r["date"]) for r in rows] != [(r["kind"], r["name"], r["date"]) for r in empty]:
        faults.append("its lines are not those of the sheet")
    if filled != set(given["typed"]):
        faults.append("its figures are not those that were typed")
    return [f"{given['name']} exported: {fault}" for fault in faults]


def paper(given, folder):
    """What was typed stands in the PDF."""
    text = subprocess.run(["pdftotext", "-layout", folder / f"{given['name']}.pdf", "-"], capture_output=True, text=True, check=True).stdout
    lost = [words for words in given["typed"].values() if words not in text]
    return [f"{given['name']} paper: {lost[:5]} are not in the PDF"] if lost else []


def run(program, browser, tools, folder):
    """(faults, how many cases were right)"""
    built = {page.title: page for page in pages.build(program, tools / "live")}
    tea = ROOT / "examples/tea.remit"
    subprocess.run([program, "build", "--level", "error", "--emit", "checklist.html", tea, "-o", tools / "live"], check=True)
    shutil.copy(HERE / "live.mjs", tools)
    filled = [case_of(page, s) for page in built.values() if page.title != "hostile" for s in (SCENARIOS if page.title in ("forms", "tea") else ["random"])]
    cases = filled + once(built["tea"], tools / "live/tea.checklist.html")
    (tools / "cases.json").write_text(json.dumps(cases, ensure_ascii=False), encoding="utf-8")
    result = subprocess.run(["node", "live.mjs", browser, folder, "cases.json"], cwd=tools, capture_output=True, text=True)
    lines = result.stdout.splitlines()
    faults = [line for line in lines if line.startswith("not ok ")]
    passed = sum(line.startswith("ok ") for line in lines)
    if result.returncode:
        return [*faults, f"live.mjs: the browser broke off: {result.stderr[-2000:]}"], passed
    for given in filled:
        for check in (sheets(given, built[given["name"].rsplit("-", 1)[0]], folder), paper(given, folder)):
            faults += check
            passed += not check
    return faults, passed
