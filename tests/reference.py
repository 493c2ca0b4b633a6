#!/usr/bin/env python3
"""grammar/README.md held against the program and the tables: each example is compiled, each statement is in it.

    python3 tests/reference.py build/remit

    ```remit             a whole agreement
    ```remit base        the whole agreement that fragments belong to
    ```remit fragment    declarations; each takes the place of the base's of the same name (or kind, of which there is one)
    ```remit NAME.remit  a file that a later example includes
    ```text              after one of these: lines that `remit check` says of it
    <!-- try … @ -->     before a table: each code in its first column, put in the place of @, is a fragment (# counts them)
    <!-- block KIND -->  before a table: the statements of a block of statements.def

`# finds E201` at the end of a line announces an error there. Any other error finding fails, and so does one that is
announced and not found. Prints each failure, and last `N passed, N failed`."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HOME = pathlib.Path(__file__).resolve().parent.parent
REFERENCE = HOME / "grammar" / "README.md"
SINGLE = {"agreement", "calendar", "brand", "budget", "roi", "policy"}

FENCE = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.M | re.S)
TABLE = re.compile(r"^<!-- (try|block) (.+?) -->\n+((?:^\|.*\n)+)", re.M)
ANNOUNCED = re.compile(r"# finds ((?:[A-Z]\d{3}(?:, )?)+)\s*$")
CELLS = re.compile(r"(?<!\\)\|")
CODE = re.compile(r"`([^`]+)`")


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


# ---- Compiling ----

def run(program, folder, text, form):
    (folder / "agreement.remit").write_text(text, encoding="utf-8")
    done = subprocess.run([program, "check", "--format", form, "agreement.remit"], cwd=folder, capture_output=True,
                          text=True, timeout=60)
    if done.returncode not in (0, 1) or done.stderr:
        raise SystemExit(f"{program} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def errors(program, folder, text):
    """Of each line the codes of its errors, and the messages."""
    found, messages = {}, {}
    for f in json.loads(run(program, folder, text, "json"))["findings"]:
        if f["level"] == "error":
            line = f["line"] if f["file"] == "agreement.remit" else 0
            found.setdefault(line, []).append(f["code"])
            messages.setdefault(line, []).append(f"{f['code']} {f['message']}")
    return found, messages


def announced(text):
    lines = {}
    for number, line in enumerate(text.split("\n"), 1):
        match = ANNOUNCED.search(line)
        if match:
            lines[number] = sorted(match[1].split(", "))
    return lines


def breaches(program, folder, text):
    """What is wrong with the example, as (line, sentence)."""
    found, messages = errors(program, folder, text)
    said = announced(text)
    for line in sorted(set(found) | set(said)):
        if sorted(found.get(line, [])) != said.get(line, []):
            yield line, f"announces {said.get(line, 'nothing')}, finds {messages.get(line, 'nothing')}"


# ---- Fragments ----

def declarations(text):
    """The declarations of a text of which each begins at the margin, with the key that two of one thing share."""
    for piece in re.split(r"(?m)^(?=[^\s}#])", text):
        words = piece.split(None, 2)
        if words and words[0] != "remit":
            yield (words[0] if words[0] in SINGLE else words[1] if len(words) > 1 else ""), piece


def wrapped(base, fragment):
    """The fragment in front of what it leaves of the base: so its lines keep their numbers."""
    own = {key for key, _ in declarations(fragment)}
    return fragment + "".join(piece for key, piece in declarations(base) if key not in own)


def plain(output):
    """Without places, margins, announcements and blank lines."""
    lines = (ANNOUNCED.sub("", re.sub(r"^\s*\d*\s*\|", "", line)).strip() for line in output.split("\n")
             if "-->" not in line)
    return "\n".join(line for line in lines if line)


def examples(program, folder, markdown):
    """Each example with its breaches: (line in the reference, sentences)."""
    blocks = [(line_of(markdown, m.start()), m[1], m[2], m[3]) for m in FENCE.finditer(markdown)]
    base = next(text for _, language, mark, text in blocks if (language, mark) == ("remit", "base"))
    before = None
    for start, language, mark, text in blocks:
        if language == "remit" and mark.endswith(".remit"):
            (folder / mark).write_text(text, encoding="utf-8")
        elif language == "remit" and mark in ("", "base", "fragment"):
            before = wrapped(base, text) if mark == "fragment" else text
            yield start, [f"line {start + line}: {what}" for line, what in breaches(program, folder, before)]
        elif language == "text" and before:
            shown = plain(text) in plain(run(program, folder, before, "text"))
            yield start, [] if shown else ["this is not what `remit check` says"]
        elif language == "remit":
            yield start, [f"no example is marked `{mark}`"]
    for match in TABLE.finditer(markdown):
        if match[1] == "try":
            yield from tried(program, folder, base, match[2], match[3], line_of(markdown, match.start()))


def tried(program, folder, base, template, table, start):
    items = [code.replace("\\|", "|") for row in rows(table) for code in CODE.findall(row[0])]
    lines = [template.replace("@", item).replace("#", str(n)) for n, item in enumerate(items, 1)]
    wrong = dict(breaches(program, folder, wrapped(base, "\n".join(lines) + "\n")))
    for number, item in enumerate(items, 1):
        yield start, [f"`{item}`: {wrong.pop(number)}"] if number in wrong else []
    if wrong:
        yield start, [f"outside the examples: {wrong}"]


# ---- The tables of statements ----

def rows(table):
    """Cells of the rows below a table's head."""
    for line in table.strip().split("\n")[2:]:
        yield [cell.strip() for cell in CELLS.split(line)[1:-1]]


def source_table(name, macro):
    """The arguments of each row of a .def file."""
    text = re.sub(r"/\*.*?\*/", "", (HOME / "grammar" / name).read_text(encoding="utf-8"), flags=re.S)
    for row in re.findall(rf"^{macro}\((.*)\)$", text, re.M):
        yield [a.strip().strip('"').replace('\\"', '"') for a in re.split(r',(?=(?:[^"]*"[^"]*")*[^"]*$)', row.replace('\\"', "\0"))]


def stands(row, table):
    """How the reference says how often a statement stands in its block."""
    often, group = row[4], row[5]
    same = [r for r in table if r[1] == row[1] and r[5] == group and group != "0"]
    if often == "EXCLUSIVE":
        return "one of"
    if not same:
        return "repeats" if often == "MANY" else "once"
    first = "must" if len(same) == 1 else "at least one"
    return first + (", repeats" if often == "MANY" else "")


def wanted_statements():
    """Of each block its statements' first words, and how each stands."""
    words = {row[0]: row[2].split("|")[0] for row in source_table("keywords.def", "KEYWORD")}
    table = [row for row in source_table("statements.def", "STATEMENT")]
    blocks = {}
    for row in table:
        word = words.get(row[2]) or row[7].replace("\0", '"').split()[0]
        blocks.setdefault(row[1], {})[word] = stands(row, table)
    return blocks


def first_words(cell, known):
    """The statements that a cell of the reference shows, by the longest first word that is known."""
    for code in CODE.findall(cell):
        matching = [word for word in known if (code + " ").startswith(word + " ")]
        yield max(matching, key=len, default=code.split()[0])


def statements(markdown):
    """Each statement with its breaches."""
    shown, places = {}, {}
    for match in TABLE.finditer(markdown):
        if match[1] == "block":
            shown[match[2]] = list(rows(match[3]))
            places[match[2]] = line_of(markdown, match.start())
    wanted = wanted_statements()
    for block in sorted(set(shown) | set(wanted)):
        known = wanted.get(block, {})
        here = {}
        for row in shown.get(block, []):
            for word in first_words(row[0], known):
                here.setdefault(word, set()).add(row[1])
        for word, how in known.items():
            if word not in here:
                yield places.get(block, 0), [f"`{word}` of block {block} is not in the reference"]
            else:
                wrong = sorted(here[word] - {how})
                yield places[block], [f"`{word}` of block {block} stands `{how}`, not `{said}`" for said in wrong]
        for word in here.keys() - known.keys():
            yield places[block], [f"no statement `{word}` stands in block {block}"]


def settings(markdown):
    """Each parameter of a policy with its default."""
    source = (HOME / "src" / "check" / "settings.c").read_text(encoding="utf-8")
    for name, kind, initial in re.findall(r'\{"(\w+)", SETTING_(\w+), (\d+)\}', source):
        value = initial + {"SHARE": "%", "MONTHS": " months" if initial != "1" else " month"}.get(kind, "")
        shown = re.search(rf"^\| `set {name} {value}`", markdown, re.M)
        yield 0, [] if shown else [f"`set {name} {value}` is not in the reference"]


def links(markdown):
    """Each place that the page refers to in itself."""
    heads = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in re.findall(r"^#+ (.+)$", markdown, re.M)}
    for match in re.finditer(r"\]\(#([^)]+)\)", markdown):
        yield line_of(markdown, match.start()), [] if match[1] in heads else [f"there is no heading #{match[1]}"]


def main():
    if len(sys.argv) != 2:
        raise SystemExit(f"usage: {sys.argv[0]} build/remit")
    program = pathlib.Path(sys.argv[1]).resolve()
    markdown = REFERENCE.read_text(encoding="utf-8")
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        results = list(examples(program, pathlib.Path(folder), markdown))
    for line, wrong in [*results, *statements(markdown), *settings(markdown), *links(markdown)]:
        passed += not wrong
        failed += bool(wrong)
        for sentence in wrong:
            print(f"grammar/README.md:{line}: {sentence}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
