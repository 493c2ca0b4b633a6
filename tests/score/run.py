#!/usr/bin/env python3
"""Figures held against agreements: run.py PROGRAM [WORD…] (only examples whose heading holds a word).

Each example of docs/scoring.md and of cases.md beside this file is run: a fragment of an agreement (none: the base alone),
a sheet with its day, and a part of the result, where lists are by name. Tables of cells are tried in both sheets. Every result is held
against the schema. The results of the examples' own figures are held against golden files (--rewrite writes these), with what
each is to show (stories.py). The second implementation is held against examples worked by hand (second_examples.py), and the program against it on some random cases
(second_run.py; campaign.py has more of them). The history of some is held against scorings of its days (courses.py). The last line is `N passed, N failed`."""
import decimal
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.append("/usr/lib/python3/dist-packages")  # of Debian, where another Python comes first
import jsonschema  # noqa: E402

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "shared"))
import stories  # noqa: E402
from cases import judge  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
HOME = HERE.parent.parent
BASE = (HOME / "src" / "check" / "base.remit").read_text(encoding="utf-8")
SCHEMA = jsonschema.Draft202012Validator(json.loads((HOME / "src" / "emit" / "score.schema.json").read_text(encoding="utf-8")))
HEAD = "kind,name,date,value,note\n"
BLOCK = re.compile(r"^```(remit|csv as of ([\d-]+)|csv|json)\n(.*?)^```$", re.M | re.S)
HEADING = re.compile(r"^(#+ .*|\*\*.+?\*\*.*)$", re.M)
TABLE = re.compile(r"^<!-- (figures|days) -->\n+((?:^\|.*\n)+)", re.M)
CODE = re.compile(r"^(?:error|warning|info)\[([A-Z]\d{3})\]", re.M)


def run(program, folder, text, sheet, *options):
    (folder / "plan.remit").write_text(text, encoding="utf-8")
    (folder / "actuals.csv").write_text(sheet, encoding="utf-8", newline="")
    return subprocess.run([program, "score", "plan.remit", "actuals.csv", "--format", "json", *options], cwd=folder,
                          capture_output=True, text=True, timeout=60, check=False)


def result_of(done):
    """The result, its lists by name, and the codes of the findings."""
    if done.returncode not in (0, 1) or not done.stdout:
        raise ValueError(f"status {done.returncode}: {done.stderr}")
    SCHEMA.validate(json.loads(done.stdout))
    result = json.loads(done.stdout, parse_float=decimal.Decimal, parse_int=decimal.Decimal)
    for key in ("kpis", "objectives", "incentives"):
        result[key] = {item["name"]: item for item in result[key]}
    result["findings"] = sorted(CODE.findall(done.stderr))
    return result


def differences(wanted, came, path=""):
    if isinstance(wanted, dict) and isinstance(came, dict):
        for key, value in wanted.items():
            if key not in came:
                yield f"{path}{key} is not there"
            else:
                yield from differences(value, came[key], f"{path}{key}.")
    elif wanted != came:
        yield f"{path[:-1]} is {came}, not {wanted}"


# ---- Examples ----

def examples(document):
    """Heading, fragment, day, sheet and wanted result."""
    text = document.read_text(encoding="utf-8")
    fragment, sheet, day = "", None, None
    for match in BLOCK.finditer(text):
        kind, content = match[1], match[3]
        if kind == "remit":
            fragment = content
        elif kind == "json":
            before = HEADING.findall(text[:match.start()])
            yield before[-1], fragment, day, sheet, json.loads(content, parse_float=decimal.Decimal, parse_int=decimal.Decimal)
            fragment = ""
        else:
            sheet, day = content, match[2]


def example_faults(program, folder, fragment, day, sheet, wanted):
    done = run(program, folder, BASE + fragment, sheet if "kind" in sheet.split("\n")[0].lower() else HEAD + sheet,
               *(["--as-of", day] if day else []))
    yield from differences(wanted, result_of(done))


def rows(table):
    for line in table.strip().split("\n")[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def table_faults(program, folder, kind, table):
    """Each cell of a table, with what it should be."""
    for row in rows(table):
        cell, wanted = row[0].strip("`"), row[1:]
        for separator, value in zip(",;", wanted * 2 if kind == "days" else wanted):
            columns = ["kpi", "orders", '"%s"' % cell, "7", ""] if kind == "days" else ["kpi", "orders", "2026-01-31", '"%s"' % cell, ""]
            sheet = separator.join(["kind", "name", "date", "value", "note"]) + "\n" + separator.join(columns) + "\n"
            result = result_of(run(program, folder, BASE, sheet, "--as-of", "2026-12-31"))
            orders, codes = result["kpis"]["orders"], [c for c in result["findings"] if c != "D007"]
            came = codes[0] if codes else orders["date"] if kind == "days" else orders["actual"]
            if str(came) != value:
                yield f"`{cell}` with {separator} is {came}, not {value}"


# ---- Golden results ----

def script_faults(program, name, options):
    done = subprocess.run([sys.executable, HERE / name, program, *options], capture_output=True, text=True, timeout=600, check=False)
    if done.returncode != 0:
        yield done.stdout + done.stderr


def cases(program, folder, rewrite):
    for document in (HOME / "docs" / "scoring.md", HERE / "cases.md"):
        for heading, *example in examples(document):
            yield f"{document.name} {heading}", example_faults(program, folder, *example)
        for match in TABLE.finditer(document.read_text(encoding="utf-8")):
            yield f"{document.name} {match[1]}", table_faults(program, folder, match[1], match[2])
    yield from stories.cases(program, result_of, differences, rewrite)
    for name, *options in (["second_examples.py"], ["second_run.py", "--cases", "1000"], ["courses.py", "--cases", "10"]):
        yield name, script_faults(program, name, options)


def told(faults):
    """A result that is none, or that the schema does not take, is a fault too."""
    try:
        return list(faults)
    except (ValueError, jsonschema.ValidationError) as error:
        return [str(error)]


def main(arguments):
    rewrite = "--rewrite" in arguments
    arguments = [a for a in arguments if a != "--rewrite"]
    if not arguments:
        sys.exit(__doc__)
    program, words = str(pathlib.Path(arguments[0]).resolve()), arguments[1:]
    with tempfile.TemporaryDirectory(prefix="remit-score-") as name:
        made = cases(program, pathlib.Path(name), rewrite)
        return judge((title, told(faults)) for title, faults in made if not words or any(word in title for word in words))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
