#!/usr/bin/env python3
"""Holds the checklist, the RACI matrix and the sheet of figures against readers of their formats: run.py PROGRAM [NAME…]

CSV is read by Python's csv module, HTML by its parser, Markdown by cmark-gfm; what they say is held against the model that
is written beside them, and against one another. The last line is `N passed, N failed`."""
import csv
import datetime
import html.parser
import io
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "formats"))
from payloads import PAYLOADS, quoted  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "shared"))
import cases  # noqa: E402
import catalogue  # noqa: E402

EXAMPLES = sorted((ROOT / "examples").glob("*.remit"))
KINDS = ["kpi", "spend", "posts", "action", "deliverable"]


def build(program, folder, text, *options):
    """The folder and stem of all that was written of the text."""
    made = subprocess.run([program, "build", "--level", "error", *options, text, "-o", folder], capture_output=True, check=False)
    assert made.returncode in (0, 1) and not (made.returncode and "--force" not in options), made.stderr.decode()
    return folder / text.stem


def read(stem, ending):
    data = pathlib.Path(f"{stem}.{ending}").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") == ending.endswith("csv"), f"{ending}: the byte-order mark"
    return data.decode("utf-8-sig")


def say(stem, key):
    """A row of the catalogue in the language that the pages are in."""
    return catalogue.words(re.search(r'<html lang="([\w-]+)"', read(stem, "checklist.html")).group(1), key)


def rows(stem, ending):
    text = read(stem, ending)
    assert text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


# ---- The sheet of figures ----

def names_of(model):
    """What each kind of line may name."""
    def spelled(key):
        return {thing["name"] for thing in model[key]}
    lines = {line["name"] for line in (model.get("budget") or {}).get("lines", [])}
    return {
        "kpi": {kpi["name"] for kpi in model["kpis"] if not kpi.get("formula")},
        "spend": lines, "posts": spelled("channels"), "action": spelled("actions"), "deliverable": spelled("deliverables"),
        "part": spelled("channels") | spelled("contents") | spelled("actions"),
    }


def actuals_faults(stem):
    model, sheet = json.loads(read(stem, "model.json")), rows(stem, "actuals.csv")
    assert sheet[0] == ["kind", "name", "date", "value", "note"], sheet[0]
    names, seen, lines = names_of(model), set(), sheet[1:]
    assert model["fingerprint"][:12] in lines[0][4] and ((model["agreement"]["version"] or {}).get("text") or "") in lines[0][4], lines[0]
    begin, end = (datetime.date.fromisoformat(model["agreement"]["term"][key]) for key in ("from", "to"))
    for line in lines:
        kind, name, date, value, _ = line
        whole, _, part = name.partition("/")
        if kind not in KINDS or whole not in names[kind] or (part and part not in names["part"]) or value:
            yield f"{line} is of nothing"
        if (kind, name, date) in seen:
            yield f"{line} stands twice"
        seen.add((kind, name, date))
        day = datetime.date.fromisoformat(date)
        if not begin - datetime.timedelta(30) <= day <= end + datetime.timedelta(90) and kind == "kpi":
            yield f"{line} is outside the term"
    order = [(line[2], KINDS.index(line[0])) for line in lines]
    if order != sorted(order):
        yield "it is not in order"
    for kind in ("kpi", "spend", "deliverable"):
        for name in names[kind] - {line[1].partition("/")[0] for line in lines if line[0] == kind}:
            yield f"{kind} {name} has no line"


def test_actuals_of_the_examples(program, folder):
    for text in EXAMPLES:
        for fault in actuals_faults(build(program, folder, text)):
            yield f"{text.name}: {fault}"


BASE = (ROOT / "src/check/base.remit").read_text(encoding="utf-8")


def built(program, folder, more, name="plan", *options):
    text = folder / f"{name}.remit"
    text.write_text(BASE + more, encoding="utf-8")
    return build(program, folder, text, "--force", *options)


def dated(stem, kind, name):
    return [line[2] for line in rows(stem, "actuals.csv") if line[:2] == [kind, name]]


MONTHS = [str(datetime.date(2026 + month // 12, month % 12 + 1, 1) - datetime.timedelta(1)) for month in range(1, 13)]


def test_periods_of_figures(program, folder):
    stem = built(program, folder, """
kpi visits "Visits" { unit visits; target at least 9; reported every quarter on day 10 by jo; source "x"; on blog, news; tally sum }
kpi rate "Rate" { unit percent; formula visits / fans; target at least 1% }
kpi fans "Fans" { unit fans; baseline measured by 2026-03-15 by jo; target at least 9; source "x" }
channel blog "Blog" { media owned; posts 2 per month }
channel news "News" { media owned; posts 4 per month; mix { tips 60%; talk 40% } }
content tips "Tips"
content talk "Talk"
action fair "Fair" { by jo; from 2026-03-10 to 2026-05-05 }
action quiz "Quiz" { by jo; every quarter on day 10 }
deliverable kit "Kit" { from jo to mei; due end + 14 days }
""")
    quarters = [MONTHS[2], MONTHS[5], MONTHS[8], MONTHS[11]]
    for kind, name, dates in [
            ("kpi", "visits/blog", quarters), ("kpi", "visits/news", quarters), ("kpi", "visits", []), ("kpi", "rate", []),
            ("kpi", "fans", sorted([*MONTHS, "2026-03-15"])), ("posts", "blog", MONTHS), ("posts", "news/tips", MONTHS),
            ("posts", "news", []), ("action", "fair", ["2026-03-31", "2026-04-30", "2026-05-05"]),
            ("action", "quiz", [MONTHS[0], MONTHS[3], MONTHS[6], MONTHS[9]]), ("deliverable", "kit", ["2027-01-14"])]:
        if dated(stem, kind, name) != dates:
            yield f"{kind} {name}: {dated(stem, kind, name)}"


def test_spending_on_an_action(program, folder):
    budget = "" if "budget " in BASE else 'budget all "All" { total 9 TWD; line ads "Ads" 9 TWD to lantern }\n'
    line = re.search(r"\bline +(\w+)", BASE + budget).group(1)
    stem = built(program, folder, budget + f'action fair "Fair" {{ by jo; due 2026-04-10; cost 9 TWD from {line} }}\n')
    if dated(stem, "spend", f"{line}/fair") != ["2026-04-10"] or dated(stem, "spend", line) != MONTHS:
        yield f"{dated(stem, 'spend', line)}, {dated(stem, 'spend', line + '/fair')}"


def test_what_is_not_consistent_says_so(program, folder):
    stem = built(program, folder, 'kpi fans "Fans" { unit fans; target at most 9; baseline 12 on 2025-12-31; weight 200% }\nfoo\n')
    assert "Not consistent" in rows(stem, "actuals.csv")[1][4]
    for ending in ("checklist.html", "checklist.md", "checklist.csv", "raci.html", "raci.csv"):
        if "Not consistent" not in read(stem, ending):
            yield ending


# ---- The checklist ----

class Page(html.parser.HTMLParser):
    """Labels of boxes, and the cells of the matrix, as a reader of HTML has them."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.boxes, self.items, self.matrix, self.tags = [], [], [], set()
        self.within, self.span = [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.add(tag)
        if tag in ("input", "meta"):
            if attributes.get("type") == "checkbox":
                self.boxes.append(attributes["name"])
                assert "label" in self.within, attributes
            return
        self.within.append(tag)
        if tag == "label":
            self.items.append({})
        if tag == "span" and "label" in self.within:
            self.span = attributes["class"]
        if tag == "tr":
            self.matrix.append([])
        if tag in ("th", "td") and self.matrix:
            self.matrix[-1].append("")

    def handle_endtag(self, tag):
        assert self.within.pop() == tag, tag
        if tag == "span":
            self.span = "what" if self.span == "note" else None

    def handle_data(self, data):
        if self.span and self.items:
            self.items[-1][self.span] = self.items[-1].get(self.span, "") + data
        elif self.matrix and {"b", "i"} & set(self.within):
            self.matrix[-1][-1] += data


def sheet_of(stem):
    lines = rows(stem, "checklist.csv")
    head = next(i for i, line in enumerate(lines) if line and line[0] == say(stem, "CHECKLIST_STAGE"))
    table = [line for line in lines[head + 1:] if line]
    assert all(len(line) == len(lines[head]) for line in table)
    return table


def markdown(stem):
    made = subprocess.run(["cmark-gfm", "--unsafe", "-e", "tasklist", "-e", "table"], input=read(stem, "checklist.md").encode(),
                          capture_output=True, check=True)
    return made.stdout.decode()


def bare(text):
    """Without what CSV puts before a formula."""
    return (text[1:] if text.startswith("'") else text).split()


def checklist_faults(stem):
    page, table = Page(read(stem, "checklist.html")), sheet_of(stem)
    items = [line for line in table if line[0] != say(stem, "REPORT_CUSTOMERS")]
    if len(page.boxes) != len(items) or len(set(page.boxes)) != len(page.boxes):
        yield f"{len(page.boxes)} boxes, {len(items)} lines"
    for item, line in zip(page.items, items):
        if item["what"].split() != bare(line[2]) or item.get("note", "").split() != bare(line[5]):
            yield f"{item} is not {line}"
    ticks = markdown(stem).count('<input type="checkbox" disabled="" /> ')
    if ticks != len(items):
        yield f"Markdown has {ticks} of {len(items)} boxes"
    if len(table) - len(items) != 3:
        yield "the questions about customers are not three"


def test_checklists_of_the_examples(program, folder):
    for text in EXAMPLES:
        for fault in checklist_faults(build(program, folder, text)):
            yield f"{text.name}: {fault}"


def test_every_question_is_in_the_checklist(program, folder):
    for text in EXAMPLES:
        stem = build(program, folder, text)
        model = json.loads(read(stem, "model.json"))
        said = {line[2] for line in sheet_of(stem)}
        for key, part in (("reviews", "asks"), ("diagnoses", "then"), ("phases", "exits"), ("deliverables", "criteria")):
            for thing in model[key]:
                for question in thing.get(part) or []:
                    words = question["text"]["text"]
                    if words not in said:
                        yield f"{text.name}: {words}"


# ---- The matrix ----

def raci_faults(stem):
    lines, model = rows(stem, "raci.csv"), json.loads(read(stem, "model.json"))
    head = next(i for i, line in enumerate(lines) if line and line[0] == say(stem, "RACI_DUTY"))
    table = [line for line in lines[head + 1:]][:len(model["duties"])]
    page = [row for row in Page(read(stem, "raci.html")).matrix if len(row) == len(lines[head]) - 1]
    apart = say(stem, "LIST_APART")
    drawn = [["".join(cell.split()) for cell in row[1:]] for row in page[-len(table):]]
    written = [[cell.replace(apart, "") for cell in line[2:]] for line in table]
    if drawn != written:
        yield f"HTML {drawn}, CSV {written}"
    for line, duty in zip(table, model["duties"]):
        marks = "".join(line[2:]).replace(apart, "")
        if marks.count("R") != len(duty["responsible"]) or marks.count("A") != bool(duty["accountable"]):
            yield f"{line} is not {duty}"


def test_matrices_of_the_examples(program, folder):
    for text in EXAMPLES:
        for fault in raci_faults(build(program, folder, text)):
            yield f"{text.name}: {fault}"


# ---- Hostile text ----

def spoiled(text):
    """Every title, name of a person and question with a payload in front, each in turn."""
    turn = iter(range(1_000_000))

    def spoil(found):
        payload = quoted(PAYLOADS[next(turn) % len(PAYLOADS)])[1:-1]
        return f'"{payload} {found.group(1)}"'
    return re.sub(r'(?<!")"(?=[^"\n]*[a-z ][^"\n]*")(?!\w+/\w+")([^"\n{}$]+)"', spoil, text)


def test_hostile_texts(program, folder):
    harmless = build(program, folder, ROOT / "examples/tea.remit")
    text = folder / "hostile.remit"
    text.write_text(spoiled((ROOT / "examples/tea.remit").read_text(encoding="utf-8")), encoding="utf-8")
    stem = build(program, folder, text, "--force")
    for ending in ("checklist.html", "raci.html"):
        tags, usual = Page(read(stem, ending)).tags, Page(read(harmless, ending)).tags
        if tags != usual:
            yield f"{ending}: {tags ^ usual}"
    for ending in ("checklist.csv", "raci.csv", "actuals.csv"):
        if any(cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") for line in rows(stem, ending) for cell in line):
            yield f"{ending}: a formula"
    if "<script" in markdown(stem) or "<img" in markdown(stem):
        yield "Markdown: a tag"
    yield from raci_faults(stem)
    if len(sheet_of(stem)) != len(sheet_of(harmless)):
        yield "lines were lost"


if __name__ == "__main__":
    sys.exit(cases.run(globals(), cases.program_of(sys.argv), sys.argv[2:]))
