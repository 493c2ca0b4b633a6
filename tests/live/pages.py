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
import scenarios  # noqa: E402
import second  # noqa: E402
from hostile import spoil  # noqa: E402

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
        self.names = [self.place(row) for row in self.card["rows"] if row.startswith(("kpi/", "spend/"))]
        self.empty = scenarios.Empty(model)

    @staticmethod
    def place(row):
        kind, *name, date = row.split("/")
        return kind, "/".join(name), datetime.date.fromisoformat(date)

    def data(self):
        return {"card": self.card, "kpis": self.kpis}


def build(program, folder):
    """All of them, and last one whose texts try to break out of the data."""
    folder.mkdir(exist_ok=True)
    hostile = folder / "hostile.remit"
    hostile.write_text(spoil((PROJECT / "examples/coffee-roaster.remit").read_text(encoding="utf-8")), encoding="utf-8")
    return built(program, folder, [*TEXTS, hostile])


def built(program, folder, texts):
    for text in texts:
        subprocess.run([program, "build", "--level", "error", "--emit", "scorecard.html,model,actuals", text, "-o", folder], check=True)
    return [Page(folder / f"{text.stem}.scorecard.html", second.load((folder / f"{text.stem}.model.json").read_text(encoding="utf-8")),
                 folder / f"{text.stem}.actuals.csv") for text in texts]


def typed_of(rows):
    """Names of fields and what stands in them, as plain figures; shares as fractions."""
    return {f"{kind}/{name}/{date}": plain(value) for kind, name, date, value in rows}


def plain(value):
    """The digits of a figure of at most six decimals."""
    digits = f"{abs(value.numerator) * 10 ** 6 // value.denominator:07d}"
    digits = f"{digits[:-6]}.{digits[-6:]}".rstrip("0").rstrip(".")
    return ("-" if value < 0 else "") + digits
