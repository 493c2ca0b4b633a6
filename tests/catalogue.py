#!/usr/bin/env python3
"""Nothing is left in English where another language is asked for: catalogue.py PROGRAM

The rows of the catalogue in Chinese, Bulgarian and Vietnamese; the artifacts of the examples that are written in them, where
all that is not the writer's own must be that language's; and what is printed with --language. In Chinese and Bulgarian a
Latin word shows it. Vietnamese has the same letters: there, words are looked for that stand in the English row of the same
key, and English rows in its pages. The last line is `N passed, N failed`."""
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "shared"))
import cases  # noqa: E402
import catalogue  # noqa: E402
from spreadsheets import openpyxl  # noqa: E402

OTHERS = [language for language in catalogue.LANGUAGES if language != "en"]
# Names and abbreviations that people write so in every language.
NAMES = set("""Remit remit libxlsxwriter Debian Fedora Homebrew GitHub Excel KPI ROI RACI SMART SHA CSV UTF URL DOT ISO Unicode
MiB BOM NUL JSON NDJSON XLSX xlsx xls LibreOffice minizip libminizip expat libexpat bg vi en Hant zh""".split())
# What help says of an option's values, and parts of a command or file as they are typed.
WRITTEN = set("text json md error warning info auto always never findings at risk today FILE NAME VALUE".split())
LATIN = re.compile(r"[A-Za-z][A-Za-z]+")
CODE = re.compile(r"`[^`]*`|\{\d(?:\?[^{}]*)?\}|--?[a-z][\w-]*|\*\.\w+|\bplan\.scorecard\.xlsx|(?:\.filled)?\.(?:html|md|csv|xlsx)\b|\[\$-\w+\][\w \\\"]*|\b[A-Z]\d{3}\b")
# What a spreadsheet is told about dates, and the code itself.
FORMS = {"SHEET_DATE_FORM", "SHEET_MONTH_FORM", "SHEET_SHORT_MONTH_FORM", "LANGUAGE_CODE"}


def latin(text, allowed=frozenset()):
    return [word for word in LATIN.findall(CODE.sub(" ", text)) if word not in allowed and word not in NAMES]


# ---- The rows ----

def test_each_row_is_translated(program, folder):
    english = catalogue.column("en")
    for language in OTHERS:
        column = catalogue.column(language)
        for key in english.keys() ^ column.keys():
            yield f"{language}: {key} is not in both"
        for key, (_, words) in column.items():
            if words == english[key][1] and re.search(r"[a-z]{2}", CODE.sub("", words)):
                yield f"{language}: {key} is English: {words}"


def test_no_row_holds_english(program, folder):
    for language in ("zh-Hant", "bg"):
        for key, (_, words) in catalogue.column(language).items():
            found = [] if key in FORMS else latin(words, WRITTEN)
            if found:
                yield f"{language}: {key} holds {found}: {words}"
    for key, (_, words) in catalogue.column("vi").items():
        of_row = {word.lower() for word in latin(catalogue.words("en", key), WRITTEN)}
        found = [word for word in latin(words, WRITTEN) if len(word) > 2 and word.lower() in of_row]
        if found and key not in FORMS:
            yield f"vi: {key} holds {found}: {words}"


# ---- The artifacts of the examples ----

class Texts(html.parser.HTMLParser):
    """What a person reads or hears of a page."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.found, self.silent = [], False
        self.feed(page)
        for data in re.findall(r'<script type="application/json" class="card">(.*?)</script>', page, re.S):
            self.found += json.loads(data)["words"].values()

    def handle_starttag(self, tag, attributes):
        self.silent = tag in ("style", "script")
        self.found += [value for name, value in attributes if name in ("aria-label", "data-of") and value]

    def handle_data(self, data):
        if not self.silent:
            self.found.append(data)


def unfolded(calendar):
    """The values of the properties that people read."""
    lines = re.sub(r"\r\n[ \t]", "", calendar).split("\r\n")
    read = (line.partition(":")[2] for line in lines if re.match(r"(SUMMARY|DESCRIPTION|CATEGORIES|NAME|X-WR-CALNAME|X-WR-CALDESC)[:;]", line))
    return [part for value in read for part in re.sub(r"\\([,;\\])", r"\1", value).split("\\n")]


def drawn(text):
    return [label.replace("\\n", " ") for label in re.findall(r'label="((?:[^"\\]|\\.)*)"', text)]


def cells(path):
    """The cells of the sheets that are shown, and the sheets' names."""
    book = openpyxl.load_workbook(path)
    shown = [sheet for sheet in book if sheet.sheet_state == "visible"]
    values = [cell.value for sheet in shown for row in sheet.iter_rows() for cell in row if cell.data_type == "s"]
    return values + [sheet.title for sheet in shown]


def texts_of(path):
    """The texts of an artifact, apart from what programs read."""
    if path.suffix == ".xlsx":
        return cells(path)
    page = path.read_bytes().decode("utf-8-sig")
    if path.suffix in (".html", ".svg"):
        return Texts(page).found
    if path.suffix == ".ics":
        return unfolded(page)
    if path.suffix == ".dot":
        return drawn(page)
    if path.name.endswith(".actuals.csv"):
        return [page.split("\n")[1].split(",")[-1]]
    return re.split(r"[|\n,]|<br>|&#10;|&nbsp;|<!-- -->", page)


def builds(program, folder):
    """Each example that is not English: its text, its language, what is built of it."""
    for source in sorted((ROOT / "examples").glob("*.remit")):
        text = source.read_text(encoding="utf-8")
        language = catalogue.language_of(text)
        if language == "en":
            continue
        out = folder / source.stem
        subprocess.run([program, "build", "--level", "error", source, "-o", out], capture_output=True, check=True)
        both = re.search(r"(?m)^\s*language +\S+ *,", text)  # the agreement is in both then
        yield text, language, sorted(path for path in out.iterdir()
                                     if not path.name.endswith(".model.json") and not (both and ".agreement." in path.name))


def own(text):
    """The writer's words: what stands in quotes, and the rules' parameters, which have no other name."""
    quoted = re.findall(r'"[^"]*"|「[^」]*」|“[^”]*”|„[^“”]*[“”]', re.sub(r"(?m)^\s*#.*", "", text))
    return {word.lower() for part in [*quoted, *re.findall(r"\bset +(\w+)", text)] for word in LATIN.findall(part)}


def english_rows():
    """Whole sentences and labels of English that no other language has."""
    rows = {words for _, words in catalogue.column("en").values()}
    for language in OTHERS:
        rows -= {words for _, words in catalogue.column(language).values()}
    return {row for row in rows if re.search(r"[a-z]{2}", row)}


def test_artifacts_are_in_their_language(program, folder):
    english = english_rows()
    sentences = [row for row in english if "{" not in row and row.count(" ") > 1]
    for text, language, paths in builds(program, folder):
        allowed = own(text)
        for path in paths:
            for said in texts_of(path):
                said = re.sub(r"\b[0-9a-f]{12,64}\b|\S+@\S+|&\w+;|\b[A-Z]{3}\b(?=$|\W)", " ", said)
                if (said.strip() in english and said.strip() not in allowed) or any(sentence in said for sentence in sentences):
                    yield f"{path.name}: English: {said.strip()[:80]}"
                wrong = [] if language == "vi" else [word for word in latin(said) if word.lower() not in allowed]
                if wrong:
                    yield f"{path.name}: {wrong}: {said.strip()[:80]}"


# ---- What is printed ----

def printed(program, language, rules, texts):
    """What is found in them, accepted findings too."""
    done = subprocess.run([program, "check", "--root", ".", "--level", "info", "--show-allowed", "--language", language, *texts],
                          cwd=rules, capture_output=True, check=False)
    return done.stdout.decode() + done.stderr.decode()


# The writer's units, names that have a title or a share, currencies.
NAMED = re.compile(r'\bunit +(.*)|\b(\w+) +"|\b(\w+) +\d+%|\b([A-Z]{3})\b')


def sections(output):
    """The lines that are said of each text, which its sum ends."""
    lines = []
    for line in output.split("\n"):
        lines.append(re.sub(r"^ *\d+ \|.*|^ *-->.*|^ *\| *\^+ ?|\S*/\S+|\S+\.remit\b[:\uff1a]?", "", line))
        of = re.match(r"(\S+\.remit)[:\uff1a]", line)
        if of:
            yield of.group(1), lines
            lines = []
    assert not any(lines), lines


def test_findings_are_in_the_language(program, folder):
    """All that the rules' examples give."""
    rules = folder / "rules"
    shutil.copytree(ROOT / "tests" / "rules", rules)
    shutil.copy(ROOT / "src/check/base.remit", rules / "base.remit")
    base = (rules / "base.remit").read_text(encoding="utf-8")
    texts = sorted(str(path.relative_to(rules)) for path in rules.glob("*/bad*.remit"))
    sentences = [row for row in english_rows() if "{" not in row and row.count(" ") > 2]
    for language in OTHERS:
        for text, lines in sections(printed(program, language, rules, texts)):
            words = base + (rules / text).read_bytes().decode("utf-8", "replace")
            allowed = own(words) | {word.lower() for part in NAMED.findall(words) for word in LATIN.findall("".join(part))}
            for said in lines:
                wrong = [] if language == "vi" else [word for word in latin(said, WRITTEN) if word.lower() not in allowed]
                if wrong or any(sentence in said for sentence in sentences):
                    yield f"{language}: {text}: {wrong}: {said}"


if __name__ == "__main__":
    sys.exit(cases.run(globals(), cases.program_of(sys.argv), sys.argv[2:]))
