"""The live scorecards that the tests look at: built, and their data read out of them."""
import datetime
import html.parser
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
sys.path[:0] = [str(PROJECT / "tests/xlsx"), str(PROJECT / "tests/browser")]
import oracle  # noqa: E402
from hostile import spoil  # noqa: E402
from scenarios import tolerance_of  # noqa: E402

TEXTS = [PROJECT / "tests/xlsx/forms.remit", HERE / "parts.remit", *sorted((PROJECT / "examples").glob("*.remit"))]


class Reader(html.parser.HTMLParser):
    """The blocks of data in a page, and the names of its fields."""

    def __init__(self, text):
        super().__init__()
        self.kpis, self.card, self.fields, self.block = [], None, [], None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "script":
            self.block = attributes.get("class")
        elif tag == "input" and "name" in attributes:
            self.fields.append(attributes["name"])

    def handle_endtag(self, tag):
        if tag == "script":
            self.block = None

    def handle_data(self, data):
        if self.block == "kpi":
            self.kpis.append(json.loads(data))
        elif self.block == "card":
            self.card = json.loads(data)


class Page:
    """A scorecard as it was built."""

    def __init__(self, path, model, actuals):
        self.path, self.model, self.actuals, self.title = path, model, actuals, path.name.split(".")[0]
        self.text = path.read_text(encoding="utf-8")
        read = Reader(self.text)
        self.card, self.kpis, self.fields = read.card, read.kpis, read.fields
        self.periods = {k["name"]: [datetime.date.fromisoformat(p["to"]) for p in k["periods"]] for k in self.kpis}
        self.names = {kind: [self.place(row) for row in self.card["rows"] if row.startswith(f"{kind}/") and row.count("/") == 2]
                      for kind in ("kpi", "spend")}

    @staticmethod
    def place(row):
        _, name, date = row.split("/")
        return name, datetime.date.fromisoformat(date), None, None

    def oracle(self):
        return oracle.Card(self.model, self.periods, tolerance_of(self.model))


def build(program, folder):
    """All of them, and last one whose texts try to break out of the data."""
    folder.mkdir(exist_ok=True)
    hostile = folder / "hostile.remit"
    hostile.write_text(spoil((PROJECT / "examples/coffee-roaster.remit").read_text(encoding="utf-8")), encoding="utf-8")
    texts = [*TEXTS, hostile]
    for text in texts:
        subprocess.run([program, "build", "--level", "error", "--emit", "scorecard.html,model,actuals", text, "-o", folder], check=True)
    for text in texts:
        model = json.loads((folder / f"{text.stem}.model.json").read_text(encoding="utf-8"))
        yield Page(folder / f"{text.stem}.scorecard.html", model, folder / f"{text.stem}.actuals.csv")


def typed_of(figures, spent):
    """Names of fields and what stands in them, as plain figures; shares as fractions."""
    typed = {}
    for kind, given in (("kpi", figures), ("spend", spent)):
        for name, rows in given.items():
            typed.update({f"{kind}/{name}/{date}": plain(value) for date, value in rows.items()})
    return typed


def plain(value):
    """The digits of a figure of at most six decimals."""
    digits = f"{abs(value.numerator) * 10 ** 6 // value.denominator:07d}"
    digits = f"{digits[:-6]}.{digits[-6:]}".rstrip("0").rstrip(".")
    return ("-" if value < 0 else "") + digits
