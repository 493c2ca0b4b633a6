#!/usr/bin/env python3
"""Each thing of the examples once without its name, a slip that beginners make: run.py PROGRAM [EVERY]

No sentence has a hole where the name would stand, and the artifacts, which are forced, say so too: whatever leads through a
page (its title, headings, captions, links and the labels of what is filled in) and each event of the calendar has words. Of the texts each EVERYth is tried.
The last line is `N passed, N failed`."""
import html.parser
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
AGREEMENTS = sorted([*ROOT.glob("examples/*.remit"), *ROOT.glob("tests/blind/*.remit")])
DECLARED = re.compile(r'(?P<kind>\s*[^\s"]+) (?P<name>[^\s"]+)(?P<rest> ".*)')
OF_A_KIND = 3  # of one text
EVERY = 5
HOLE = re.compile(r"``|\]: *$|: ,|runtime error|Sanitizer|Assertion")
LEADING = ("title", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "a")


def without_names(path):
    """Names of texts, and the texts."""
    lines, tried = path.read_text(encoding="utf-8").split("\n"), {}
    for number, line in enumerate(lines):
        found = DECLARED.fullmatch(line)
        kind = found and found["kind"].strip()
        if not found or tried.get(kind, 0) == OF_A_KIND:
            continue
        tried[kind] = tried.get(kind, 0) + 1
        yield f"{path.name}:{number + 1}", "\n".join([*lines[:number], found["kind"] + found["rest"], *lines[number + 1:]])


class Leading(html.parser.HTMLParser):
    """The words of the elements that lead a reader; `empty` are those without any."""

    def __init__(self):
        super().__init__()
        self.open, self.empty = [], []

    def handle_starttag(self, tag, attributes):
        label = dict(attributes).get("aria-label")
        if label is not None and re.match(r"\s*(,|$)", label):
            self.empty.append(f"aria-label=\"{label}\" in line {self.getpos()[0]}")
        if tag in LEADING:
            self.open.append([tag, "", self.getpos()[0]])

    def handle_data(self, data):
        for element in self.open:
            element[1] += data

    def handle_endtag(self, tag):
        if self.open and self.open[-1][0] == tag:
            tag, words, line = self.open.pop()
            if not words.strip():
                self.empty.append(f"<{tag}> in line {line}")


def page_faults(path):
    page = Leading()
    page.feed(path.read_text(encoding="utf-8"))
    return page.empty


def calendar_faults(path):
    return [line for line in path.read_text(encoding="utf-8").splitlines() if re.fullmatch(r"SUMMARY[^:]*:\s*", line)]


READERS = {".html": page_faults, ".ics": calendar_faults}


def faults(program, source, folder):
    text = folder / "text.remit"
    text.write_text(source, encoding="utf-8")
    listed = subprocess.run([program, "check", "--level", "info", text], capture_output=True, text=True, check=False)
    made = subprocess.run([program, "build", "--force", "--level", "error", text, "-o", folder / "made"], capture_output=True,
                          text=True, check=False)
    for result in (listed, made):
        if result.returncode != 1:
            yield f"status {result.returncode}"
        yield from (line for line in (result.stdout + result.stderr).splitlines() if HOLE.search(line))
    for path in sorted((folder / "made").iterdir()):
        yield from (f"{path.name}: {fault}" for fault in READERS.get(path.suffix, lambda _: [])(path))


def main(program, every=EVERY):
    texts = [text for path in AGREEMENTS for text in without_names(path)][::int(every)]
    failed = 0
    for name, source in texts:
        with tempfile.TemporaryDirectory() as folder:
            found = list(faults(program, source, pathlib.Path(folder)))
        for fault in found:
            print(f"{name}: {fault}")
        failed += bool(found)
    print(f"{len(texts) - failed} passed, {failed} failed")
    return failed > 0 or not texts


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
