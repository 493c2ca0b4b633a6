#!/usr/bin/env python3
"""Holds what remit writes as JSON against the schemas that are shipped with it (python3-jsonschema).

    schema.py BUILD/remit [FILE…]      the model and the findings of each FILE; without one, of all the examples and the
                                       bad texts of the rules; of those with figures beside them also the scoring and its history
    schema.py --model FILE…            models that were written already

Besides the schema: keys stand in the schema's order, every name that the model refers to is declared in it, and what
has errors is marked as forced.
"""
import csv
import decimal
import glob
import itertools
import json
import os
import subprocess
import sys
import tempfile

import jsonschema

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def read_schema(name):
    with open(os.path.join(ROOT, "src", "emit", name + ".schema.json"), encoding="utf-8") as text:
        schema = json.load(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


class Schema:
    def __init__(self, name):
        self.whole = read_schema(name)
        self.validator = jsonschema.Draft202012Validator(self.whole, format_checker=jsonschema.FormatChecker())

    def faults(self, value):
        found = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}" for error in self.validator.iter_errors(value)]
        return found + list(self.misplaced(self.whole, value, ""))

    def resolve(self, schema):
        while "$ref" in schema:
            schema = self.whole["$defs"][schema["$ref"].rsplit("/", 1)[1]]
        return schema

    def misplaced(self, schema, value, path):
        """Objects whose keys do not stand in the schema's order."""
        schema = self.resolve(schema)
        for choice in schema.get("anyOf", []) + schema.get("oneOf", []):
            choice = self.resolve(choice)
            if isinstance(value, dict) and set(choice.get("properties", [])) == set(value):
                yield from self.misplaced(choice, value, path)
        if isinstance(value, list) and "items" in schema:
            for index, item in enumerate(value):
                yield from self.misplaced(schema["items"], item, f"{path}/{index}")
        if isinstance(value, dict) and "properties" in schema:
            wanted = [key for key in schema["properties"] if key in value]
            if list(value) != wanted:
                yield f"{path}: keys stand as {list(value)}, not as {wanted}"
            for key, member in value.items():
                yield from self.misplaced(schema["properties"].get(key, {}), member, f"{path}/{key}")


# Where an item or a member is a name, by the schema: every such value must be declared.
def referred_names(schema, whole, value):
    at = schema
    while "$ref" in at:
        reference = at["$ref"].rsplit("/", 1)[1]
        if reference == "name":
            yield value
            return
        at = whole["$defs"][reference]
    for choice in at.get("anyOf", []):
        if value is not None:
            yield from referred_names(choice, whole, value)
    if isinstance(value, list) and "items" in at:
        for item in value:
            yield from referred_names(at["items"], whole, item)
    if isinstance(value, dict):
        for choice in at.get("oneOf", []):
            if choice["properties"]["kind"].get("const", value["kind"]) == value["kind"] and set(choice["properties"]) == set(value):
                yield from referred_names(choice, whole, value)
        for key, member in value.items():
            if key in at.get("properties", {}) and key != "name":
                yield from referred_names(at["properties"][key], whole, member)


def declared_names(value):
    if isinstance(value, dict):
        if "name" in value and "title" in value:
            yield value["name"]
        for member in value.values():
            yield from declared_names(member)
    if isinstance(value, list):
        for item in value:
            yield from declared_names(item)


def model_faults(schema, model):
    faults = schema.faults(model)
    if faults:
        return faults
    declared = set(declared_names(model))
    return [f"{name} is referred to and not declared" for name in referred_names(schema.whole, schema.whole, model)
            if name not in declared]


def read_json(path):
    with open(path, encoding="utf-8") as text:
        return json.load(text)


def run(*command):
    return subprocess.run(command, capture_output=True, check=False)


def try_file(remit, schemas, path):
    """Faults of what is written for one text, and what was held against a schema."""
    tried = []
    findings = run(remit, "check", "--format", "json", path)
    faults = schemas["findings"].faults(json.loads(findings.stdout)) if findings.stdout else [findings.stderr.decode()]
    tried.append("findings")
    with tempfile.TemporaryDirectory() as folder:
        built = run(remit, "build", path, "--emit", "model", "--force", "-o", folder)
        for written in glob.glob(os.path.join(folder, "*.model.json")):
            model = read_json(written)
            faults += model_faults(schemas["model"], model)
            if model["forced"] != (findings.returncode == 1):
                faults.append(f"forced is {model['forced']}, and check ended with {findings.returncode}")
            tried.append("model")
        if built.returncode > 1:
            faults.append(built.stderr.decode())
    return faults, tried


def lines_of(path):
    with open(path, encoding="utf-8") as text:
        return [json.loads(line) for line in text]


def history_faults(schema, folder):
    """Each line, and that the CSV says the same."""
    [data], [sheet] = (glob.glob(os.path.join(folder, "*.history." + form)) for form in ("ndjson", "csv"))
    lines = lines_of(data)
    faults = [fault for line in lines for fault in schema.faults(line)]
    said = {None: "", True: "true", False: "false"}
    wanted = [[said.get(value, value) if value is None or isinstance(value, bool) else str(value) for value in line.values()]
              for line in lines]
    with open(sheet, encoding="utf-8-sig", newline="") as text:
        heads, *rows = csv.reader(text)
    if not lines or heads != list(lines[0]):
        faults.append(f"the history's columns are {heads}")
    faults += [f"the history says {a}, and as CSV {b}" for a, b in itertools.zip_longest(wanted, rows) if not same_figures(a, b)]
    return faults


def same_figures(a, b):
    def figure(text):
        try:
            return decimal.Decimal(text)
        except decimal.InvalidOperation:
            return text
    return a is not None and b is not None and [figure(x) for x in a] == [figure(x) for x in b]


def try_figures(remit, schemas, path):
    """Faults of the scoring of the figures that stand beside it; nothing where there are none."""
    figures = path.removesuffix(".remit") + ".actuals.csv"
    if not os.path.exists(figures):
        return []
    with tempfile.TemporaryDirectory() as folder:
        done = run(remit, "score", path, figures, "--format", "json", "--history", "-o", folder)
        if not done.stdout:
            return [done.stderr.decode()]
        return schemas["score"].faults(json.loads(done.stdout)) + history_faults(schemas["history"], folder)


def try_portfolio(remit, schemas):
    """The examples side by side: the whole, and a line for each agreement in it."""
    with tempfile.TemporaryDirectory() as folder:
        done = run(remit, "score", "--portfolio", os.path.join(ROOT, "examples"), "--previous", "2026-04-30", "--format", "json", "-o", folder)
        if not done.stdout:
            return [done.stderr.decode()]
        whole, lines = json.loads(done.stdout), lines_of(os.path.join(folder, "portfolio.ndjson"))
    faults = schemas["portfolio"].faults(whole)
    return faults + ([] if lines and lines == whole["agreements"] else ["the lines are not the agreements of the whole"])


def report(path, faults):
    for fault in faults:
        print(f"{os.path.relpath(path, ROOT)}: {fault}")
    return bool(faults)


def try_models(paths):
    schema = Schema("model")
    return sum(report(path, model_faults(schema, read_json(path))) for path in paths), len(paths)


def try_texts(remit, paths):
    schemas = {name: Schema(name) for name in ("findings", "model", "score", "history", "portfolio")}
    failed, models = 0, 0
    for path in paths:
        faults, tried = try_file(remit, schemas, path)
        faults += try_figures(remit, schemas, path)
        failed += report(path, faults)
        models += "model" in tried
    failed += report(ROOT, try_portfolio(remit, schemas))
    if models == 0:
        failed += report(paths[0], ["no model was written for any text"])
    return failed, len(paths) + 1


def all_texts():
    patterns = ["examples/*.remit", "tests/rules/*/bad.remit", "tests/rules/*/good.remit"]
    return [path for pattern in patterns for path in sorted(glob.glob(os.path.join(ROOT, pattern)))]


def main(words):
    if not words:
        sys.exit(__doc__)
    failed, count = try_models(words[1:]) if words[0] == "--model" else try_texts(words[0], words[1:] or all_texts())
    print(f"{count - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
