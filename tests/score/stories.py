"""The examples with their figures: what each is to show (stories.md), and the whole of what is said of it (examples/)."""
import decimal
import json
import pathlib
import re
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
HOME = HERE.parent.parent
SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.M | re.S)
BLOCK = re.compile(r"^```(json|text) as of ([\d-]+)\n(.*?)^```$", re.M | re.S)


def sheets():
    return sorted((HOME / "examples").glob("*.actuals.csv"))


def name_of(sheet):
    return sheet.name.removesuffix(".actuals.csv")


def scored(program, name, *options):
    """From the project's root: the places of findings are the same everywhere."""
    return subprocess.run([program, "score", f"examples/{name}.remit", f"examples/{name}.actuals.csv", *options], cwd=HOME,
                          capture_output=True, text=True, timeout=60, check=False)


def points():
    """The name of an example, the kind of block, its day and what it holds."""
    for section in SECTION.finditer((HERE / "stories.md").read_text(encoding="utf-8")):
        for block in BLOCK.finditer(section[2]):
            yield section[1], *block.groups()


def plain(text):
    return [" ".join(line.split()) for line in text.splitlines()]


def point_faults(program, result_of, differences, point):
    name, kind, day, content = point
    done = scored(program, name, "--as-of", day, "--level", "warning", "--format", kind, "--language", "en")
    if kind == "json":
        wanted = json.loads(content, parse_float=decimal.Decimal, parse_int=decimal.Decimal)
        yield from differences(wanted, result_of(done))
    else:
        said = plain(done.stdout)
        yield from (f"{line!r} is not said" for line in plain(content) if line not in said)


def whole(program, name):
    text, data = scored(program, name), scored(program, name, "--format", "json")
    return {f"{name}.txt": text.stdout, f"{name}.json": data.stdout,
            f"{name}.findings.txt": f"{text.stderr}exit status {text.returncode}\n"}


def golden_faults(program, sheet, rewrite):
    for file, said in whole(program, name_of(sheet)).items():
        golden = HERE / "examples" / file
        kept = golden.read_text(encoding="utf-8") if golden.exists() else ""
        if rewrite:
            golden.parent.mkdir(exist_ok=True)
            golden.unlink(missing_ok=True)
            if said:
                golden.write_text(said, encoding="utf-8", newline="\n")
        elif kept != said:
            yield f"the result is not that of examples/{file}"


def missing_faults():
    """examples/README.md tells of each example; each but those of which it says that they have none has figures, and its
    figures a story."""
    rows = dict(re.findall(r"^\| \[`([\w-]+)`\]\(\1\.remit\)(.*)$", (HOME / "examples" / "README.md").read_text(encoding="utf-8"), re.M))
    wanted = {name for name, words in rows.items() if "| no figures:" not in words}
    for what, names, others in (("an example", rows.keys(), {path.stem for path in (HOME / "examples").glob("*.remit")}),
                                ("with figures", {name_of(sheet) for sheet in sheets()}, wanted),
                                ("told of", {point[0] for point in points()}, wanted)):
        yield from (f"{name} is {what} in one place alone" for name in sorted(set(names) ^ others))


def cases(program, result_of, differences, rewrite):
    yield "examples have figures", missing_faults()
    for sheet in sheets():
        yield f"examples/{sheet.name}", golden_faults(program, sheet, rewrite)
    for point in points():
        yield f"stories.md {point[0]}, {point[1]} as of {point[2]}", point_faults(program, result_of, differences, point)
