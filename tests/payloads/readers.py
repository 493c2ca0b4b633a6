"""What real readers find in an artifact: its shape, and its words without blanks."""
import csv
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

sys.path.append("/usr/lib/python3/dist-packages")
import html5lib  # noqa: E402
import icalendar  # noqa: E402
import openpyxl  # noqa: E402

LINE = re.compile(r'([A-Z-]+(?:;[A-Z-]+=(?:"[^"]*"|[^":;]*))*):(.*)', re.S)


def bare(words):
    return "".join("".join(words).split())


def shape_of(tree, skipped=()):
    """(name, names of attributes) of each element. Comments count too."""
    named = ((str(element.tag).rsplit("}", 1)[-1] if isinstance(element.tag, str) else "a comment", element) for element in tree.iter())
    return [(name, *sorted(element.attrib)) for name, element in named if name not in skipped]


def words_of(tree):
    return bare(element for element in tree.itertext())


def read_html(data, skipped=()):
    tree = html5lib.parse(data.decode("utf-8"), treebuilder="etree", namespaceHTMLElements=False)
    return shape_of(tree, skipped), words_of(tree.find("body"))


def read_svg(data):
    """Its texts are broken into lines, of which there may be more."""
    tree = xml.fromstring(data)
    return sorted(set(shape_of(tree, ("tspan",)))), words_of(tree)


def read_md(data):
    """As a reader that lets all HTML through shows it: none but ours may be in it. Words are parted by comments where a
    reader would make links of them."""
    page = subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist"], input=data,
                          capture_output=True, check=True)
    return read_html(page.stdout, ("a comment",))


def read_csv(data):
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    return [len(row) for row in rows], bare(cell for row in rows for cell in row)


def read_xlsx(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    shape = [(sheet.title.startswith("remit_"), sheet.dimensions) for sheet in book]
    return shape + [(cell.coordinate, cell.data_type) for cell in cells], bare(str(cell.value) for cell in cells)


def read_ics(data):
    """Lines are put together by the library; what is escaped in them is resolved here, since it stumbles over a backslash
    before a comma."""
    lines = [LINE.fullmatch(str(line)) for line in icalendar.parser.Contentlines.from_ical(data) if line]
    words = (re.sub(r"\\(.)", lambda found: "\n" if found.group(1) in "nN" else found.group(1), line.group(2)) for line in lines)
    return [line.group(1) for line in lines], bare(words)


def read_json(data):
    words = []

    def kinds_of(value):
        if isinstance(value, dict):
            return {key: kinds_of(part) for key, part in value.items()}
        if isinstance(value, list):
            return [kinds_of(part) for part in value]
        words.append(str(value))
        return type(value).__name__
    return kinds_of(json.loads(data)), bare(words)


READERS = {"html": read_html, "md": read_md, "csv": read_csv, "xlsx": read_xlsx, "svg": read_svg, "ics": read_ics, "json": read_json}
