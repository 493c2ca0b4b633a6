"""What build writes for one person, department or party: theirs, and between all of them everything."""
import csv
import html
import html.parser
import io
import re
import zipfile

from harness import AGREEMENT, FINE, FINDINGS, HOME, TROUBLE, call, expect, put, tree

FORMS = ["calendar.ics", "checklist.csv", "checklist.html", "checklist.md", "scorecard.csv", "scorecard.html",
         "scorecard.md", "scorecard.xlsx"]
SIDES = re.compile(r"^\s*(?:client|agency|supplier|department|person)\s+(\w+)", re.MULTILINE)
TEXTS = [*sorted((HOME / "examples").glob("*.remit")), *sorted((HOME / "tests/blind").glob("*.remit"))]

# Nobody chairs the review, so it is everybody's; max is named nowhere.
SMALL = """agreement plan "Small plan" { term from 2027-01-01 to 2027-12-31; currency EUR }
client shop "Shop" { department sales "Sales"; person ana "Ana" in sales; person max "Max" in sales; contact ana }
agency lab "Lab" { person lin "Lin"; person tom "Tom"; contact tom }
objective more "More visits" { owner ana; for sales; aim "More" }
kpi visits "Visits" { measures more; unit visits; baseline 10 visits on 2026-12-31; target at least 20 visits; reported every month on day 3 by lin }
kpi orders "Orders" { measures more; unit orders; baseline 1 orders on 2026-12-31; target at least 2 orders; reported every month on day 3 by tom }
action write "Write the texts" { by lin; every week on monday }
action print "Print the leaflets" { by tom; due 2027-03-01 }
deliverable film "The film" { from lab to shop; due 2027-05-03; accepted by ana within 3 workdays }
review monthly "Monthly look" { every month on day 8; covers all kpis; asks "What have we learned?" }
budget b "Budget" { total 1_000 EUR; line fee "Fee" 900 EUR to lab; pay fee 100% on 2027-06-30 }
"""


def build(program, folder, *arguments, **more):
    return call(program, "build", *arguments, folder=folder, **more)


def rows(path):
    """The lines of a sheet below its head."""
    table = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    head = next(i for i, row in enumerate(table) if len([cell for cell in row if cell]) >= 5)
    return {tuple(row) for row in table[head + 1:] if any(row)}


def events(path):
    text = path.read_bytes().decode("utf-8").replace("\r\n ", "")
    return {line[4:] for line in text.split("\r\n") if line.startswith("UID:")}


class Seen(html.parser.HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.words, self.titles, self.inside = [], [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.inside = tag

    def handle_data(self, data):
        if self.inside not in ("style", "script", "title"):
            self.words.append(data)

    def text(self):
        return re.sub(r"\s+", " ", "".join(self.words))


def small(program, folder, reader, *arguments):
    put(folder / "plan.remit", SMALL)
    expect(build(program, folder, "plan.remit", "--for", reader, "--level", "error", "--force", *arguments), FINE, out="", err="")


def test_the_three_in_all_their_forms(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    person = SIDES.findall(AGREEMENT)[1]
    expect(build(program, folder, "plan.remit", "--for", person, "-o", "out"), FINE, out="", err="")
    assert sorted(tree(folder / "out")) == [f"plan.for-{person}.{form}" for form in FORMS]


def test_it_stands_beside_the_whole(program, folder):
    put(folder / "plan.remit", SMALL)
    build(program, folder, "plan.remit", "--force", "-o", "out")
    whole = tree(folder / "out")
    before = {name: (folder / "out" / name).read_bytes() for name in whole}
    small(program, folder, "lin", "-o", "out")
    assert {name: (folder / "out" / name).read_bytes() for name in whole} == before


def test_an_unknown_name(program, folder):
    put(folder / "plan.remit", SMALL)
    said = build(program, folder, "plan.remit", "--for", "lina", "--force", "--level", "error", "-o", "out")
    expect(said, TROUBLE, err="remit: plan.remit has no person, department or party `lina`; did you mean `lin`?\n")
    said = build(program, folder, "plan.remit", "--for", "somebody", "--force", "--level", "error", "-o", "out")
    expect(said, TROUBLE, err="remit: plan.remit has no person, department or party `somebody`; --for takes a name as the text has it\n")
    assert not (folder / "out").exists()


def test_what_is_no_person_is_unknown(program, folder):
    put(folder / "plan.remit", SMALL)
    for name in ("visits", "fee", "plan", "../plan", "lin/../lin"):
        expect(build(program, folder, "plan.remit", "--for", name, "--force"), TROUBLE, err="has no person, department or party")
    assert sorted(tree(folder)) == ["plan.remit"]


def test_no_name(program, folder):
    put(folder / "plan.remit", SMALL)
    expect(build(program, folder, "plan.remit", "--for", ""), TROUBLE, err="`--for` needs", out="")


def test_other_artifacts_are_of_the_whole(program, folder):
    put(folder / "plan.remit", SMALL)
    said = build(program, folder, "plan.remit", "--for", "lin", "--emit", "checklist,raci")
    expect(said, TROUBLE, out="", err="`raci` is always of the whole agreement; with --for only `scorecard`, `checklist` and `calendar` can be written")
    assert sorted(tree(folder)) == ["plan.remit"]


def test_one_form(program, folder):
    small(program, folder, "lin", "--emit", "checklist.md")
    assert sorted(tree(folder)) == ["plan.for-lin.checklist.md", "plan.remit"]


def test_errors_come_before_the_reader(program, folder):
    put(folder / "plan.remit", SMALL.replace("term ", "bogus 1\n  term ", 1))
    expect(build(program, folder, "plan.remit", "--for", "nobody"), FINDINGS, err="plan.remit")
    assert sorted(tree(folder)) == ["plan.remit"]


def test_an_agreement_without_the_reader_stops_no_other(program, folder):
    put(folder / "a/a.remit", SMALL.replace("lin", "kim").replace("Lin", "Kim"))
    put(folder / "b/b.remit", SMALL)
    said = build(program, folder, "a/a.remit", "b/b.remit", "--for", "lin", "--force", "--level", "error", "-o", "out", "--emit", "checklist.md")
    expect(said, TROUBLE, err="remit: a/a.remit has no person")
    assert sorted(tree(folder / "out")) == ["b.for-lin.checklist.md"]


def test_a_name_of_another_script(program, folder):
    put(folder / "plan.remit", SMALL.replace("person lin", "person 林").replace("by lin", "by 林").replace(" sales", " продажби"))
    for name in ("林", "продажби"):
        expect(build(program, folder, "plan.remit", "--for", name, "--force", "--emit", "checklist.md"), FINE)
        assert (folder / f"plan.for-{name}.checklist.md").exists()


def test_what_belongs_to_a_person(program, folder):
    small(program, folder, "lin")
    checklist = (folder / "plan.for-lin.checklist.md").read_text()
    assert checklist.startswith("# Checklist for Lin: Small plan\n"), checklist
    assert "Write the texts" in checklist and "Visits" in checklist and "Monthly look" in checklist
    assert "Print the leaflets" not in checklist and "The film" not in checklist and "Report the figure: Orders" not in checklist
    scorecard = (folder / "plan.for-lin.scorecard.md").read_text()
    assert "### KPI: Visits" in scorecard and "### KPI: Orders" not in scorecard and "Fee" not in scorecard
    calendar = events(folder / "plan.for-lin.calendar.ics")
    assert not [uid for uid in calendar if re.match(r"payment|deliverable|action\.print|target\.orders", uid)], calendar
    assert len([uid for uid in calendar if re.match(r"action\.write|report\.visits|target\.visits|review", uid)]) == 4, calendar


def test_the_contact_has_what_the_party_does(program, folder):
    small(program, folder, "tom")
    assert "The film" in (folder / "plan.for-tom.checklist.md").read_text()
    small(program, folder, "ana")
    assert "Fee" in (folder / "plan.for-ana.checklist.md").read_text()
    assert any(uid.startswith("payment.fee") for uid in events(folder / "plan.for-ana.calendar.ics"))


def test_the_owner_has_all_kpis(program, folder):
    for reader in ("ana", "sales", "shop"):
        small(program, folder, reader)
        scorecard = (folder / f"plan.for-{reader}.scorecard.md").read_text()
        assert "### KPI: Visits" in scorecard and "### KPI: Orders" in scorecard


def test_a_party_has_what_its_people_have(program, folder):
    for party, people in (("shop", ("ana", "max", "sales")), ("lab", ("lin", "tom"))):
        small(program, folder, party)
        for person in people:
            small(program, folder, person)
            for read, form in ((rows, "checklist.csv"), (events, "calendar.ics")):
                assert read(folder / f"plan.for-{person}.{form}") <= read(folder / f"plan.for-{party}.{form}")


def test_nothing_is_said(program, folder):
    sentence = "Nothing here names Max"
    small(program, folder, "max")
    for form in ("scorecard.html", "checklist.html"):
        assert sentence in Seen((folder / f"plan.for-max.{form}").read_text()).text(), form
    assert sentence in (folder / "plan.for-max.calendar.ics").read_bytes().decode().replace("\r\n ", "")
    assert "Monthly look" in (folder / "plan.for-max.checklist.md").read_text()
    small(program, folder, "lin")
    assert "Nothing here" not in (folder / "plan.for-lin.checklist.md").read_text()


def test_the_page_says_for_whom(program, folder):
    small(program, folder, "lin")
    for form, kind in (("scorecard.html", "Scorecard"), ("checklist.html", "Checklist")):
        text = Seen((folder / f"plan.for-lin.{form}").read_text()).text()
        assert f"{kind} for Lin" in text and "Only what concerns Lin stands here" in text, form
    assert "X-WR-CALNAME:Small plan\\, for Lin\r\n" in (folder / "plan.for-lin.calendar.ics").read_bytes().decode()


def test_links_of_a_page_lead_somewhere(program, folder):
    for reader in ("lin", "max", "sales", "lab"):
        small(program, folder, reader)
        for form in ("scorecard.html", "checklist.html"):
            page = (folder / f"plan.for-{reader}.{form}").read_text()
            assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page)), (reader, form)


def words_of_workbook(path):
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        return {html.unescape(word) for name in ("xl/sharedStrings.xml", "xl/workbook.xml")
                for word in re.findall(r'(?<=<t>)[^<]*|(?<=<sheet name=")[^"]*', book.read(name).decode("utf-8"))}


def test_the_workbook(program, folder):
    small(program, folder, "lin")
    words = words_of_workbook(folder / "plan.for-lin.scorecard.xlsx")
    assert {"Small plan, for Lin", "Visits"} <= words and not {"Orders", "Budget"} & words, words
    small(program, folder, "ana")
    assert {"Small plan, for Ana", "Orders", "Budget", "Fee"} <= words_of_workbook(folder / "plan.for-ana.scorecard.xlsx")


def whole_and_parts(program, folder, path, form, read):
    """What stands in the whole, and in those of each person and party."""
    arguments = [path, "-o", folder / path.stem, "--level", "error", "--force", "--emit", form]
    build(program, folder, *arguments)
    parts = set()
    for name in SIDES.findall(path.read_text(encoding="utf-8")):
        expect(build(program, folder, *arguments, "--for", name), build(program, folder, *arguments).status)
        part = read(folder / path.stem / f"{path.stem}.for-{name}.{form}")
        assert part <= (whole := read(folder / path.stem / f"{path.stem}.{form}")), (path.name, name, part - whole)
        parts |= part
    return read(folder / path.stem / f"{path.stem}.{form}"), parts


def test_nothing_of_the_checklist_is_lost(program, folder):
    for path in TEXTS:
        whole, parts = whole_and_parts(program, folder, path, "checklist.csv", rows)
        assert len(whole) > 3 and whole == parts, (path.name, whole - parts)


def test_nothing_of_the_calendar_is_lost(program, folder):
    for path in TEXTS:
        whole, parts = whole_and_parts(program, folder, path, "calendar.ics", events)
        assert len(whole) > 3 and whole == parts, (path.name, whole - parts)
