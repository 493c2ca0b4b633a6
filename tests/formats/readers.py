"""Readers of what is written: each takes the bytes of a format, refuses what is not one, and gives the findings in it as
(code, file, line), in order; where a format does not say one of them, None stands for it."""
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree

sys.path.append("/usr/lib/python3/dist-packages")  # of Debian, where another Python comes first
import jsonschema  # noqa: E402
import junitparser  # noqa: E402
import pyte  # noqa: E402

HOME = pathlib.Path(__file__).resolve().parent.parent.parent
SCHEMA = json.loads((HOME / "src" / "emit" / "findings.schema.json").read_text(encoding="utf-8"))
LISTING = jsonschema.Draft202012Validator(SCHEMA)
# A line of ndjson is what the schema's anchor `finding` says.
FINDING = next(part for part in SCHEMA["$defs"].values() if part.get("$anchor") == "finding")
LINE = jsonschema.Draft202012Validator({"$schema": SCHEMA["$schema"], **FINDING, "$defs": SCHEMA["$defs"]})
# What would steer a terminal, turn round or hide what is read; line ends and the tab aside.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")


class Wrong(Exception):
    pass


def insist(condition, why):
    if not condition:
        raise Wrong(str(why)[:600])


def decode(data):
    text = data.decode("utf-8")  # strict
    insist(not re.search("[\x00-\x08\x0b-\x1f\x7f]", text), f"a control character: {text!r}")
    return text


def shown(text):
    found = STEERING.search(text)
    insist(not found, f"{found and found.group()!r} is shown: {text!r}")
    return text


def read_json(data):
    result = json.loads(decode(data))
    LISTING.validate(result)
    return [(f["code"], f["file"], f["line"]) for f in result["findings"]]


def read_ndjson(data):
    lines = decode(data).split("\n")
    insist(lines.pop() == "", "the last line has no end")
    for line in lines:
        LINE.validate(json.loads(line))
    return [(f["code"], f["file"], f["line"]) for f in map(json.loads, lines)]


def path_of(uri):
    parts = urllib.parse.urlsplit(uri)
    insist(parts.scheme in ("", "file") and not parts.query and not parts.fragment and re.fullmatch(r"[\w.~/%:-]*", uri, re.A), uri)
    return urllib.parse.unquote_to_bytes(parts.path).decode("utf-8", "replace")


def sarif_words(text):
    """A message as a viewer shows it; no placeholder, no link."""
    shown(text)
    insist(not re.search(r"\[[^\]]*\]\(", text), f"a link: {text!r}")
    insist(not re.search(r"(?<!\{)(?:\{\{)*\{(?!\{)|(?<!\})(?:\}\})*\}(?!\})", text), f"a single brace: {text!r}")
    return text.replace("{{", "{").replace("}}", "}")


def read_sarif(data):
    log = json.loads(decode(data))
    run, = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    found = []
    for result in run["results"]:
        sarif_words(result["message"]["text"])
        insist(rules[result["ruleIndex"]]["id"] == result["ruleId"], result)
        for suppression in result["suppressions"]:
            shown(suppression["justification"])
        for related in result.get("relatedLocations", []):
            sarif_words(related["message"]["text"])
        place = result["locations"][0]["physicalLocation"]
        found.append((result["ruleId"], path_of(place["artifactLocation"]["uri"]), place["region"]["startLine"]))
    return found


def read_junit(data):
    decode(data)
    report = junitparser.JUnitXml.fromstring(data)
    tree = xml.etree.ElementTree.fromstring(data)
    names = {"testsuites", "testsuite", "testcase", "failure", "skipped", "system-out"}
    insist({e.tag for e in tree.iter()} <= names, {e.tag for e in tree.iter()})
    found = []
    for suite in report:
        cases = list(suite)
        insist(suite.tests == len(cases) and suite.failures == sum(isinstance(r, junitparser.Failure) for c in cases for r in c.result),
               f"{suite.tests} tests, {suite.failures} failures")
        insist(len({(c.name, c.classname) for c in cases}) == len(cases), "two cases of one name")
        for case in cases:
            shown(case.name)
            words = "".join(r.text or "" for r in case.result if isinstance(r, junitparser.Failure)) or case.system_out
            if words is None:
                insist(len(cases) == 1, "a case without words")
                continue
            line = re.match(re.escape(case.classname) + r":(\d+):(\d+): (error|warning|info): ", shown(words))
            insist(line, words)
            found.append((case.name[:4], case.classname, int(line.group(1))))
    return found


COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def unescape(text, properties):
    for code, character in (("%0D", "\r"), ("%0A", "\n"), *((("%3A", ":"), ("%2C", ",")) if properties else ()), ("%25", "%")):
        text = text.replace(code, character)
    return text


def read_github(data):
    """As the runner reads a log: each line by itself, blanks at its start taken away."""
    found = []
    for line in decode(data).split("\n"):
        line = shown(line).lstrip()
        insist("##[" not in line, line)
        if not line.startswith("::"):
            insist(line == "" or line.endswith("of each"), f"no command: {line!r}")
            continue
        command = COMMAND.fullmatch(line)
        insist(command, f"a forged command: {line!r}")
        properties = dict(part.split("=", 1) for part in command.group(2).split(","))
        insist(set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}, properties)
        insist(("col" in properties) == (properties["line"] == properties["endLine"]), properties)
        insist(unescape(command.group(3), False).strip(), "no words")
        found.append((properties["title"][:4], unescape(properties["file"], True), int(properties["line"])))
    return found


def read_gitlab(data):
    issues = json.loads(decode(data))
    for issue in issues:
        insist(set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}, issue)
        insist(issue["severity"] in ("info", "minor", "major", "critical", "blocker"), issue)
        insist(not issue["location"]["path"].startswith("./"), issue)
        shown(issue["description"])
    prints = [issue["fingerprint"] for issue in issues]
    insist(len(set(prints)) == len(prints), "two findings of one fingerprint")
    return [(i["description"][:4], i["location"]["path"], i["location"]["lines"]["begin"]) for i in issues]


class Page(html.parser.HTMLParser):
    """What GitHub would make of Markdown: the cells of its tables, and every tag."""

    def __init__(self):
        super().__init__()
        self.tags, self.rows, self.in_cell = set(), [], False

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        insist(not [a for a in attrs if a[0] != "align"], f"<{tag} {attrs}>")
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            self.rows[-1].append("")
        self.in_cell = tag in ("td", "br") and (self.in_cell or tag == "td")

    def handle_endtag(self, tag):
        if tag == "td":
            self.in_cell = False

    def handle_data(self, data):
        if self.in_cell:
            self.rows[-1][-1] += data


def read_md(data):
    decode(data)
    command = ["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", "-e", "tasklist"]
    page = Page()
    page.feed(subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode())
    insist(page.tags <= {"h3", "table", "thead", "tbody", "tr", "th", "td", "br"}, page.tags)
    rows = [row for row in page.rows if row]
    insist(all(len(row) == 4 for row in rows), rows)
    return [(row[1], *place(shown(row[2]))) for row in rows]


def place(words):
    path, line = words.rsplit(":", 1)
    return path, int(line)


def read_text(data):
    """As a terminal shows it: nothing but its lines, one under the other."""
    text = decode(data)
    lines = [shown(line) for line in text.split("\n")]
    for line in lines:
        insist(not line.lstrip().startswith("::") and "##[" not in line, line)
    for start in range(0, len(lines), 200):
        some = lines[start:start + 200]
        screen = pyte.Screen(4 * max(map(len, some)) + 10, len(some) + 1)
        pyte.Stream(screen).feed("\r\n".join(some))
        insist(screen.title == "" and screen.cursor.y == len(some) - 1, "the terminal was steered")
        left = [(row.replace(" ", ""), line.replace(" ", "").replace("\t", "")) for row, line in zip(screen.display, some)]
        insist(all(row == line for row, line in left if line.isascii()), next((x for x in left if x[0] != x[1]), None))
    heads = [line for line in lines if re.match(r"(error|warning|info)\[[A-Z]\d{3}\]: ", line)]
    return [(re.search(r"\[(.{4})\]", head).group(1), None, None) for head in heads]


READERS = {"text": read_text, "json": read_json, "ndjson": read_ndjson, "sarif": read_sarif, "junit": read_junit,
           "github": read_github, "gitlab": read_gitlab, "md": read_md}
