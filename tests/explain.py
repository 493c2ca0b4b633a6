#!/usr/bin/env python3
"""Holds the page of every rule against the rule: explain.py PROGRAM [CODE…].

For each code of `remit rules`: the wrong example gives a finding of it, which the page shows, and no E code besides; the
right one gives neither; the three forms of the page say the same, and the JSON is what the schemas that are shipped say. Examples that the page itself calls not compiled are those
of APART and of the rules on figures (D) alone. Prints each fault, and last `N passed, N failed`.
"""
import json
import pathlib
import re
import subprocess
import sys

sys.path.append("/usr/lib/python3/dist-packages")  # of Debian, where another Python comes first
import jsonschema  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "shared"))
import cases  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parent.parent / "src"
BASE = (SOURCE / "check" / "base.remit").read_bytes()


def validator(name, anchor):
    """Of the whole schema, or of the part of it that has this anchor."""
    schema = json.loads((SOURCE / "emit" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    part = next((part for part in schema["$defs"].values() if part.get("$anchor") == anchor), None) if anchor else schema
    return jsonschema.Draft202012Validator({"$schema": schema["$schema"], **part, "$defs": schema["$defs"]})


LIST, PAGE, FINDING = validator("rules", None), validator("rules", "page"), validator("findings", "finding")
APART = {"E009", "E011", "E012"}
DAY = re.compile(rb"# checked with (--as-of) (\S+)\n")
ESCAPED = re.compile(r"<([0-9A-F]{2})>")
LONGEST = 1024  # of what GitHub takes as a rule's full description


def run(program, *arguments, stdin=b""):
    return subprocess.run([program, *arguments], input=stdin, capture_output=True, timeout=60, check=False)


def bytes_of(text):
    """An example as it was compiled: a byte that is no character is shown as <E9>."""
    return b"".join(bytes([int(part, 16)]) if index % 2 else part.encode() for index, part in enumerate(ESCAPED.split(text)))


def found_in(program, example):
    """The findings of an example, and the number of lines before it."""
    text = bytes_of(example)
    whole = re.search(rb"^agreement ", text, re.M)
    day = DAY.match(text)
    done = run(program, "check", "--format", "json", *(day.groups() if day else ()), "-", stdin=text if whole else BASE + text)
    return json.loads(done.stdout)["findings"], 0 if whole else BASE.count(b"\n")


def place(finding, before):
    """As the page gives it: in the example, else in the base."""
    line = finding["line"]
    file = "example.remit" if line > before else "base.remit"
    return (file, line - before if line > before else line, finding["column"], finding["message"])


def example_faults(program, page):
    code = page["code"]
    for side in ("wrong", "right"):
        findings, before = found_in(program, page[side]["text"])
        others = sorted({f["code"] for f in findings if f["code"][0] == "E" and f["code"] != code})
        own = sorted(place(f, before) for f in findings if f["code"] == code)
        if others:
            yield f"the {side} example gives {', '.join(others)}"
        if side == "right" and own:
            yield f"the right example gives it too: {own}"
        if side == "wrong" and not own:
            yield "the wrong example does not give it"
        shown = sorted((f["file"], f["line"], f["column"], f["message"]) for f in page["wrong"]["findings"])
        if side == "wrong" and shown != own:
            yield f"the page shows {shown}, and {own} was found"


def form_faults(program, page):
    code = page["code"]
    text = run(program, "explain", code).stdout.decode()
    markdown = run(program, "explain", code.lower(), "--format", "md").stdout.decode()
    if not text.startswith(f"{code} {page['name']} ({page['level']}): {page['summary']}\n"):
        yield f"the page begins otherwise: {text.splitlines()[0]}"
    if not markdown.startswith(f"# {code} {page['name']}\n"):
        yield f"the Markdown begins otherwise: {markdown.splitlines()[0]}"
    for finding in page["wrong"]["findings"]:
        place_line = f"--> {finding['file']}:{finding['line']}:{finding['column']}\n"
        yield from (f"{form} lacks {place_line!r}" for form, words in (("text", text), ("md", markdown)) if place_line not in words)
    if max(map(len, text.split("\n\nWrong\n")[0].split("\n")[1:])) > 96:
        yield "a line of the text is too long"


def faults_of(program, row):
    done = run(program, "explain", row["code"], "--format", "json")
    if done.returncode != 0:
        yield f"status {done.returncode}: {done.stderr.decode()}"
        return
    page = json.loads(done.stdout)
    for schema, value in ((PAGE, page), *((FINDING, finding) for finding in page["wrong"]["findings"])):
        yield from (error.message for error in schema.iter_errors(value))
    if any(page[key] != row[key] for key in ("code", "name", "level", "summary")):
        yield f"the page and the list differ: {row}"
    if not 0 < len(page["why"]) <= LONGEST:
        yield f"why it matters has {len(page['why'])} characters"
    if page["wrong"]["text"] == page["right"]["text"]:
        yield "the wrong example is the right one"
    if page["compiled"] == (row["code"] in APART or row["code"][0] == "D"):
        yield f"compiled is {page['compiled']}"
    if page["compiled"]:
        yield from example_faults(program, page)
    yield from form_faults(program, page)


def main(arguments):
    if not arguments:
        sys.exit(__doc__)
    program, codes = str(pathlib.Path(arguments[0]).resolve()), arguments[1:]
    listing = json.loads(run(program, "rules", "--format", "json").stdout)
    LIST.validate(listing)
    rows = listing["rules"]
    return cases.judge((row["code"], faults_of(program, row)) for row in rows if not codes or row["code"] in codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
