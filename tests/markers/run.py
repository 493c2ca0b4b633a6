#!/usr/bin/env python3
"""Every fact of a text stands in the agreement that is signed, in its own clause and nowhere else.

    run.py REMIT [FOLDER]      FOLDER keeps the texts and the pages

Texts are made in which every slot of every statement of grammar/statements.def holds a marker or a figure of its own
(slots.py says where each is to stand). The agreement of each, as HTML and as Markdown, is read clause by clause: each
passage must stand in its clause, and what is left of the clause must hold no marker and no figure. A statement that
slots.py does not know fails, so does a word of a statement's form that no text uses; and for each passage it is shown
that the test fails where the passage is taken out. In one more text each marker is followed by something hostile, which
must be read as it was written. The last line is `N passed, N failed`."""
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import slots

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]
MARK = re.compile(r"‹[^›]*›|\d")
DATE = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
NUMBER = re.compile(r"(?<![\w.:])\d[\d_]*(?:\.\d+)?(?![\d:])")
# What texts try in order to break out of where they stand; without figures, which would be taken for facts.
PAYLOADS = ["<script>alert(x)</script>", "</td></tr></table>", "\"><img src=x onerror=alert(x)>", "<!--", "-->", "]]>",
            "&lt;b&gt;", "|", "a|b", "`x`", "*a* _b_ **c**", "[x](javascript:y)", "![x](http://evil.example/?q)",
            "http://auto.link", "www.auto.link", "@user", "~~x~~", "\\", "<br>", "</title></style>", "' onmouseover='x",
            "=HYPERLINK(x)", "</span></p></section>", "# h", "$x$", ":smile:", "粉絲數", "ангажираност"]

# Words of forms that say what stands there, not what is written.
EXPLAINING = {"the", "second", "or"}


# ---- The texts ----

class Filled:
    """A way with its texts filled in: what is written, and what is expected where."""

    def __init__(self, way, place, counter):
        texts = []

        def fresh(_):
            counter[0] += 1
            texts.append(f"‹t{counter[0]}›")
            return texts[-1]

        self.way, self.source = way, re.sub("@", fresh, way.source)
        turn = iter(texts)
        self.expected = []
        for expected in way.expected:
            where, passage = expected if isinstance(expected, tuple) else (place, expected)
            passage = re.sub(r"@(\d)", lambda m: texts[int(m.group(1)) - 1], passage)
            self.expected.append((where, re.sub("@", lambda _: next(turn), passage)))


def fill(turn):
    """One text: its source, and the filled ways."""
    counter, source, filled = [0], [], []
    for block in slots.BLOCKS:
        opening = [Filled(block.opening, block.place, counter)] if block.opening else []
        rows = [Filled(row[turn % len(row)], block.place, counter) for row in block.rows]
        filled += [*opening, *rows]
        source += [*[way.source + " {" for way in opening], *[row.source for row in rows], *["}" for _ in opening], ""]
    return "\n".join(source), filled


def spoil(source, filled):
    """The same, with something hostile after each marker."""
    turns = {mark: PAYLOADS[i % len(PAYLOADS)] for i, mark in enumerate(dict.fromkeys(re.findall("‹[^›]*›", source)))}

    def hostile(words):
        return re.sub("‹[^›]*›", lambda mark: mark.group() + turns[mark.group()], words)

    def written(mark):
        return mark.group() + re.sub(r'(["\\])', r"\\\1", turns[mark.group()])

    for way in filled:
        way.expected = [(hostile(place), hostile(passage)) for place, passage in way.expected]
    return re.sub("‹[^›]*›", written, source)


# ---- The pages ----

class Clauses(html.parser.HTMLParser):
    """The clauses of a page by their headings: a heading, and all words up to the next one. Of two languages the first."""

    def __init__(self):
        super().__init__()
        self.clauses, self.words, self.open, self.quiet = {}, [], [], 0

    def handle_starttag(self, tag, attributes):
        classes = (dict(attributes).get("class") or "").split()
        if tag in ("meta", "br", "input", "hr"):
            self.words.append(" ")
            return
        quiet = tag in ("nav", "style", "title") or "number" in classes or "other" in classes
        self.quiet += quiet
        if re.fullmatch("h[1-6]", tag):
            self.end_clause()
        if "note" in classes and not self.quiet:
            self.words.append("(")
        self.open.append((tag, classes, quiet, len(self.words)))

    def handle_endtag(self, tag):
        if tag == "br" or not self.open:
            return
        name, classes, quiet, start = self.open.pop()
        assert name == tag, f"<{name}> is closed by </{tag}>"
        self.quiet -= quiet
        if (tag == "dt" or "kicker" in classes) and not self.quiet:
            self.words.append(":")
        if "note" in classes and not self.quiet:
            self.words.append(")")
        if re.fullmatch("h[1-6]", tag):
            title = "".join(self.words[start:]).strip()
            self.title = re.sub(r"\s+", " ", re.sub(r"^[\d.]+ +", "", title))
            self.words[start:] = [self.title]
        self.words.append(" ")

    def handle_data(self, data):
        number = self.open and self.open[-1][0] == "strong" and re.fullmatch(r"\d+(\.\d+)+", data)
        if not self.quiet and not number:
            self.words.append(data)

    title = None

    def end_clause(self):
        if self.title is not None:
            words = re.sub(r"\s+([:)])", r"\1", re.sub(r"\s+", " ", "".join(self.words)))
            key = "" if not self.clauses else self.title.split(": ", 1)[-1]
            assert key not in self.clauses, f"two clauses are called {key}"
            self.clauses[key] = words
        self.words = []


def clauses_of(page):
    reader = Clauses()
    reader.feed(page)
    reader.close()
    reader.end_clause()
    return {key: plain(words) for key, words in reader.clauses.items()}


def plain(words):
    """Without what every agreement has: the fingerprint, lines to write on."""
    words = re.sub(r"\b[0-9a-f]{64}\b|\b[0-9a-f]{12}\b|SHA-256( of its text, first 12 digits)?|_{3,}", "", words)
    return re.sub(r"\s+", " ", words.replace("( ", "("))


def markdown_clauses(text):
    text = re.sub(r'(?: / |<br>)<span lang="[^"]*">.*?</span>', "", text)
    page = subprocess.run(["cmark-gfm", "-e", "table", "--unsafe"], input=text, capture_output=True, text=True, check=True)
    return clauses_of(re.sub("<!--.*?-->", "", page.stdout))


# ---- What is held against what ----

def faults_of(clauses, filled):
    """What lacks, and what stands where nothing was expected."""
    faults, left = [], dict(clauses)
    expected = sorted((pair for way in filled for pair in way.expected), key=lambda pair: -len(pair[1]))
    for place, passage in expected:
        if passage not in left.get(place, ""):
            faults.append(f"“{passage}” is not in “{place}”: {left.get(place, 'there is no such clause')}")
        else:
            left[place] = left[place].replace(passage, " ", 1)
    for place, words in left.items():
        if MARK.search(words):
            faults.append(f"nobody expected in “{place}”: {words}")
    return faults


def mutations(clauses, filled):
    """Passages that could be dropped without anybody seeing it."""
    for way in filled:
        for place, passage in way.expected:
            if place in clauses and passage in clauses[place]:
                lacking = {**clauses, place: clauses[place].replace(passage, " ", 1)}
                if not faults_of(lacking, filled):
                    yield f"“{passage}” can be dropped from “{place}”"


# ---- Whether the slots are complete ----

def date_said(match):
    return f"{int(match.group(3))} {MONTHS[int(match.group(2)) - 1]} {match.group(1)}"


def slot_faults(filled):
    """Slots of a way that no passage of it shows: names, texts, dates, figures."""
    names = {m.group(1) for way in filled for m in [re.match(r"[a-z]+ (\w+) \"‹\1›", way.source)] if m}
    for way in filled:
        if not way.expected:
            continue
        said = " ".join(passage for _, passage in way.expected)
        bare = re.sub('"[^"]*"', "", way.source)
        wanted = re.findall('"([^"]*)"', way.source) + [date_said(m) for m in DATE.finditer(bare)]
        wanted += [f"{int(n.group().replace('_', '')):,}" if "." not in n.group() else n.group()
                   for n in NUMBER.finditer(DATE.sub("", bare)) if "24 months" not in bare]
        bare = re.sub("^discipline .*", "", bare)  # its words are no names
        wanted += [f"‹{name}›" for name in re.findall(r"\w+", bare)[1:] if name in names]
        for slot in wanted:
            if slot not in said:
                yield f"{way.source}: no passage shows {slot}"


def figures_faults():
    """Figures that stand twice in one text, so that one could pass for the other."""
    _, filled = fill(0)
    seen = {}
    for way in filled:
        for figure in NUMBER.findall(DATE.sub("", re.sub('"[^"]*"', "", way.source))):
            if figure in seen and seen[figure] != way.source:
                yield f"{figure} stands in “{seen[figure]}” and in “{way.source}”"
            seen[figure] = way.source


def statements():
    text = (ROOT / "grammar/statements.def").read_text(encoding="utf-8")
    return re.findall(r'^STATEMENT\((\w+), .*?, "((?:[^"\\]|\\.)*)"\)$', text, re.M)


def words_of(form):
    form = re.sub(r'\\"[^"]*\\"', "", form).split(", such as")[0]
    return set(re.findall(r"\b[a-z_]{2,}\b", form)) - EXPLAINING


def form_faults():
    openings = [[block.opening] for block in slots.BLOCKS if block.opening]
    ways = [way for row in [*openings, *[row for block in slots.BLOCKS for row in block.rows]] for way in row]
    known = {name for name, _ in statements()}
    for name, form in statements():
        own = [way.source for way in ways if name in way.ids]
        if name in slots.WITHOUT_A_PLACE:
            continue
        if not own:
            yield f"the statement {name} ({form}) has no place in slots.py"
        missing = words_of(form) - set(re.findall(r"[a-z_]+", " ".join(own)))
        if own and missing:
            yield f"{name}: no text uses {', '.join(sorted(missing))} of “{form}”"
    for name in {name for way in ways for name in way.ids} - known:
        yield f"slots.py knows a statement {name}, and the language does not"


# ---- Numbers, fingerprint, signatures ----

def number_faults(page, text):
    """Numbers are those of the clauses in their order, the same in both forms, and what leads to one finds it."""
    anchors = re.findall(r'id="clause-([\d.]+)"', page)
    shown = re.findall(r'<a class="number" href="#clause-([\d.]+)">([\d.]+)</a>', page)
    written = re.findall(r"^(?:#+ |\*\*)(\d+(?:\.\d+)*)(?:\*\*)? ", text, re.M)
    as_figures = [[int(part) for part in anchor.split(".")] for anchor in anchors]
    if as_figures != sorted(as_figures) or len(set(anchors)) != len(anchors):
        yield f"numbers are not in order: {anchors}"
    if [(anchor, anchor) for anchor in anchors] != shown:
        yield "a clause shows another number than its own"
    if anchors != written:
        yield f"HTML has {len(anchors)} numbers, Markdown {len(written)}"
    for target in re.findall(r'href="#([^"]*)"', page):
        if f'id="{target}"' not in page:
            yield f"nothing is called {target}"


def signing_faults(model, form, output):
    """The whole fingerprint stands where it is signed, its first digits at the top, in each language; each party has lines
    to sign on."""
    sides = 1 + (' lang="' in output.split("</head>")[-1])
    whole, first = output.count(model["fingerprint"]), output.count(model["fingerprint"][:12])
    if (whole, first) != (sides, 2 * sides):
        yield f"{form}: the fingerprint stands {whole} times, its first digits {first} times"
    for line in ("Name", "Role", "Place and date", "Signature"):
        label = rf'<dt>(?:<div class="side">)?{line}<' if form == "HTML" else rf"- \*\*{line}(?: / <span[^>]*>[^<]*</span>)?\*\*: "
        if len(re.findall(label, output)) != 3:
            yield f"{form}: {line} is not asked of each of three parties"


# ---- Two languages ----

def side_faults(page, text):
    """What a clause, a heading or a table's cell names in one language it names in the other."""
    beside = re.findall(r'<(span|div) class="side">((?:(?!class="side).)*?)</\1> ?<\1 class="side other" lang="[^"]+">(.*?)</\1>(?=</|<t|\n)', page, re.S)
    pairs = [pair[1:] for pair in beside]
    pairs += re.findall(r'^(?:\*\*[\d.]+\*\*|- \*\*.*?:\*\*|#+) (.*)(?: / |<br>)<span lang="[^"]+">(.*)</span>$', text, re.M)
    if ' class="paper two"' in page and len(pairs) < 200:
        yield f"only {len(pairs)} pairs of sides were found"
    for first, second in pairs:
        if sorted(re.findall("‹[^›]*›", first)) != sorted(re.findall("‹[^›]*›", second)):
            yield f"“{first}” and “{second}” do not name the same"


# ---- All of it ----

class Count:
    def __init__(self):
        self.passed = self.failed = 0

    def case(self, title, faults):
        faults = list(faults)
        self.passed += not faults
        self.failed += bool(faults)
        for fault in faults:
            print(f"{title}: {fault}")


def check_text(count, remit, folder, turn):
    source, filled = fill(turn)
    path = folder / f"markers-{turn}.remit"
    path.write_text(source, encoding="utf-8")
    found = subprocess.run([remit, "check", "--format", "text", path], capture_output=True, text=True)
    count.case(path.name, (line for line in found.stdout.splitlines() if re.match(r"\w+\[E\d", line)))
    subprocess.run([remit, "build", "--force", "--emit", "agreement,model", path, "-o", folder], capture_output=True)
    page = (folder / f"markers-{turn}.agreement.html").read_text(encoding="utf-8")
    text = (folder / f"markers-{turn}.agreement.md").read_text(encoding="utf-8")
    model = json.loads((folder / f"markers-{turn}.model.json").read_text(encoding="utf-8"))
    count.case(f"{path.name} slots", slot_faults(filled))
    count.case(f"{path.name} numbers", number_faults(page, text))
    count.case(f"{path.name} sides", side_faults(page, text))
    count.case(f"{path.name} signing", [*signing_faults(model, "HTML", page), *signing_faults(model, "Markdown", text)])
    for form, clauses in (("HTML", clauses_of(page)), ("Markdown", markdown_clauses(text))):
        count.case(f"{path.name} {form}", faults_of(clauses, filled))
        if turn == 0:
            count.case(f"{path.name} {form} mutations", mutations(clauses, filled))


def check_hostile(count, remit, folder):
    source, filled = fill(0)
    path = folder / "hostile.remit"
    path.write_text(spoil(source, filled), encoding="utf-8")
    subprocess.run([remit, "build", "--force", "--emit", "agreement", path, "-o", folder], capture_output=True)
    page = (folder / "hostile.agreement.html").read_text(encoding="utf-8")
    text = (folder / "hostile.agreement.md").read_text(encoding="utf-8")
    count.case("hostile HTML", faults_of(clauses_of(page), filled))
    count.case("hostile Markdown", faults_of(markdown_clauses(text), filled))


def main():
    remit = str(pathlib.Path(sys.argv[1]).resolve())
    count = Count()
    count.case("statements", form_faults())
    count.case("figures", figures_faults())
    turns = max(len(row) for block in slots.BLOCKS for row in block.rows)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else name)
        folder.mkdir(exist_ok=True)
        for turn in range(turns):
            check_text(count, remit, folder, turn)
        check_hostile(count, remit, folder)
    print(f"{count.passed} passed, {count.failed} failed")
    return count.failed > 0 or count.passed == 0


if __name__ == "__main__":
    sys.exit(main())
