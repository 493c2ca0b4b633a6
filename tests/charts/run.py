#!/usr/bin/env python3
"""Holds the charts that are drawn against whole files, and against what an XML parser finds in them: run.py PROGRAM [NAME…].
With `--write` before the program the files of golden/ are written anew. The last line is `N passed, N failed`."""
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "shared"))
import cases  # noqa: E402

KNOWN = {"figure", "div", "svg", "title", "desc", "pattern", "path", "rect", "circle", "text", "ul", "li", "span"}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def drawn(program, *names):
    return subprocess.run([program, *names], capture_output=True, check=True).stdout.decode("utf-8")


def corners(path):
    """The absolute points of a path; of its relative pieces only where they begin."""
    x = y = 0
    for letter, rest in re.findall(r"([MLHV])([^A-Za-z]*)", path):
        values = [float(n) for n in NUMBER.findall(rest)]
        if letter == "H":
            x, = values
        elif letter == "V":
            y, = values
        else:
            x, y = values
        yield x, y


def frame_of(svg):
    back, = [e for e in svg.iter("path") if e.get("class") == "back"]
    points = list(corners(back.get("d")))
    return min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)


def outside(svg):
    """What is drawn of figures and does not lie in the frame."""
    left, top, right, bottom = frame_of(svg)
    outer = {"grid", "zero", "judged"}  # they reach a little beyond it, to their labels
    for element in svg:
        places = []
        if element.tag == "path" and element.get("class") not in outer:
            places = list(corners(element.get("d")))
        elif element.tag == "circle":
            x, y = float(element.get("cx")), float(element.get("cy"))
            places = [(x - 4, y - 4), (x + 4, y + 4)]
        elif element.tag == "rect":
            x, y, w, h = (float(element.get(a)) for a in ("x", "y", "width", "height"))
            places = [(x, y), (x + w, y + h)]
        for x, y in places:
            if not (left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1):
                yield f"{element.tag} {element.get('class')} reaches {x}, {y}, outside of the frame"
    _, _, width, height = (float(n) for n in svg.get("viewBox").split())
    for label in svg.iter("text"):
        x, y = float(label.get("x")), float(label.get("y"))
        if not (0 <= x <= width and 10 <= y <= height):
            yield f"the label {label.text} stands at {x}, {y}"


def faults_in(figure):
    for element in figure.iter():
        if element.tag not in KNOWN:
            yield f"<{element.tag}> is no part of a chart"
        if element.get("style"):
            yield f"<{element.tag}> has a style of its own, which the page's policy forbids"
    ids = [e.get("id") for e in figure.iter() if e.get("id")]
    if len(ids) != len(set(ids)):
        yield f"not unique: {ids}"
    wanted = set()
    for element in figure.iter():
        for name in ("aria-labelledby", "aria-describedby"):
            wanted.update((element.get(name) or "").split())
        wanted.update(re.findall(r"url\(#([^)]*)\)", element.get("fill") or ""))
    if wanted - set(ids):
        yield f"leads nowhere: {wanted - set(ids)}"
    yield from outside(figure.find("div/svg"))


def faults_of(program, name, write):
    text = drawn(program, name)
    golden = HERE / "golden" / f"{name}.html"
    if write:
        golden.write_text(text, encoding="utf-8")
    if not golden.exists() or golden.read_text(encoding="utf-8") != text:
        yield f"it is not golden/{golden.name} (run.py --write writes it anew)"
    yield from faults_in(tree.fromstring(text))


def faults_of_page(program, count):
    """Several charts in one page: each with ids of its own."""
    text = drawn(program)
    ids = re.findall(r' id="([^"]*)"', text)
    if len(ids) != len(set(ids)):
        yield "ids are used twice in the page"
    if text.count('role="img"') != count:
        yield f"{text.count(chr(34) + 'img' + chr(34))} charts, not {count}"


def main():
    write = "--write" in sys.argv
    arguments = [a for a in sys.argv if a != "--write"]
    program = pathlib.Path(cases.program_of(arguments)).parent / "unit" / "chart_cases"
    names = drawn(program, "list").split()
    wanted = [n for n in names if not arguments[2:] or n in arguments[2:]]
    found = [(name, faults_of(program, name, write)) for name in wanted]
    stale = sorted(p.stem for p in (HERE / "golden").iterdir() if p.stem not in names)
    found.append(("page", faults_of_page(program, len(names))))
    found.append(("goldens", [f"golden/{name}.html is of no chart" for name in stale]))
    return cases.judge(found)


if __name__ == "__main__":
    sys.exit(main())
