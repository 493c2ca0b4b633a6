#!/usr/bin/env python3
"""Holds the maps that are written against readers of SVG and of DOT: run.py PROGRAM [NAME…]. Each function test_… is one case.

The picture is read as XML, and its geometry is worked out: nothing overlaps, no line runs through a box, all that the agreement
holds is in it. Graphviz (dot) reads the graph. The last line is `N passed, N failed`."""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import traceback
import xml.etree.ElementTree as tree

HERE = pathlib.Path(__file__).resolve().parent
HOME = HERE.parent.parent
sys.path.append(str(HERE.parent / "formats"))
from payloads import PAYLOADS, quoted  # noqa: E402

EXAMPLES = sorted((HOME / "examples").glob("*.remit")) + [HOME / "tests/blind/hotel.remit", HOME / "tests/blind/cram-school.remit"]
SVG = "{http://www.w3.org/2000/svg}"
PAGE = (1120, 768)
KINDS = ("goals", "objectives", "kpis", "actions", "contents", "channels")
Box = collections.namedtuple("Box", "x y width height name words")


def build(program, folder, path, *more):
    subprocess.run([program, "build", "--force", "--emit", "map,model", "--level", "error", path, "-o", folder, *more], capture_output=True, check=False)
    stem = folder / pathlib.Path(path).stem
    return tuple(stem.with_suffix(ending) for ending in (".map.svg", ".map.dot", ".model.json"))


def build_text(program, folder, text, *more):
    path = folder / "plan.remit"
    path.write_text(text, encoding="utf-8", newline="")
    return build(program, folder, path, *more)


def words_of(element):
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def shift_of(element):
    return tuple(map(int, re.fullmatch(r"translate\((\d+) (\d+)\)", element.get("transform")).groups()))


def pages_of(path):
    """Each page: its texts, its boxes and its lines, all as the file places them."""
    root = tree.parse(path).getroot()
    assert root.tag == SVG + "svg"
    for page in root.findall(SVG + "g"):
        left, top = shift_of(page)
        inner, = [g for g in page.findall(SVG + "g") if g.get("transform")]
        x, y = shift_of(inner)
        boxes, ends = [], []
        for item in inner.iter(SVG + "g"):
            if item.get("role") != "listitem":
                continue
            rect = item.find(SVG + "rect")
            place = [int(rect.get(name)) for name in ("x", "y", "width", "height")]
            texts = [t for t in item.findall(SVG + "text")]
            boxes.append(Box(place[0] + x + left, place[1] + y + top, place[2], place[3], words_of(item.find(SVG + "title")),
                             [(int(s.get("x")) + x + left, int(s.get("y")) + y + top) for t in texts for s in (t.findall(SVG + "tspan") or [t])]))
        lines = [[(int(a) + x + left, int(b) + y + top) for a, b in re.findall(r"(-?\d+) (-?\d+)", path.get("d"))]
                 for path in inner.iter(SVG + "path") if path.get("class").startswith(("line", "influence"))]
        yield page, boxes, lines, top


def points_on(line):
    """Along a straight line or a curve of Bézier."""
    for step in range(41):
        t = step / 40
        if len(line) == 2:
            yield tuple(a + (b - a) * t for a, b in zip(*line))
        else:
            yield tuple((1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t ** 3 * d for a, b, c, d in zip(*line))


def inside(point, box, margin=0.5):
    return box.x + margin < point[0] < box.x + box.width - margin and box.y + margin < point[1] < box.y + box.height - margin


def geometry(path):
    root = tree.parse(path).getroot()
    width, height = int(root.get("width")), int(root.get("height"))
    pages = list(pages_of(path))
    assert root.get("viewBox") == f"0 0 {width} {height}" and width == PAGE[0]
    assert height == PAGE[1] * len(pages) if len(pages) > 1 else height <= PAGE[1], (height, len(pages))
    for _, boxes, lines, top in pages:
        bottom = top + (PAGE[1] if len(pages) > 1 else height)
        for i, box in enumerate(boxes):
            assert 0 <= box.x and box.x + box.width <= width and top < box.y and box.y + box.height < bottom - 20, (path.name, box)
            for other in boxes[:i]:
                apart = (box.x >= other.x + other.width or other.x >= box.x + box.width or box.y >= other.y + other.height + 8
                         or other.y >= box.y + box.height + 8)
                assert apart, (path.name, box, other)
            for x, y in box.words:
                assert box.x + 10 <= x < box.x + box.width and box.y + 9 <= y <= box.y + box.height - 4, (path.name, box, (x, y))
        for line in lines:
            for box in boxes:
                hit = [point for point in points_on(line) if inside(point, box)]
                assert not hit, (path.name, box, line, hit[0])


# ---- Cases ----

def test_nothing_overlaps(program, folder):
    for path in EXAMPLES:
        geometry(build(program, folder, path)[0])


def test_all_of_the_agreement(program, folder):
    for path in EXAMPLES:
        picture, graph, model = build(program, folder, path)
        data = json.loads(model.read_text(encoding="utf-8"))
        titles = [re.sub(r"\s+", " ", entity["title"]["text"] if entity["title"] else entity["name"]).strip() for kind in KINDS for entity in data[kind]]
        said = [box.name for _, boxes, _, _ in pages_of(picture) for box in boxes]
        for title in titles:
            assert any(title in words for words in said), (path.name, title)
        names = {entity["name"] for kind in KINDS for entity in data[kind]}
        nodes, edges = read_dot(graph)
        assert set(nodes) == names and edges, (path.name, set(nodes) ^ names)
        for objective in data["objectives"]:
            for goal in objective["serves"]:
                assert (objective["name"], goal) in edges
        for kpi in data["kpis"]:
            for objective in kpi["measures"]:
                assert (kpi["name"], objective) in edges


def read_dot(path):
    """As Graphviz reads it: labels by name, and the edges."""
    done = subprocess.run(["dot", "-Tjson0", path], capture_output=True, check=True)
    assert not done.stderr, done.stderr
    data = json.loads(done.stdout)
    objects = data.get("objects", [])
    nodes = {node["name"]: node for node in objects if "nodes" not in node}
    return nodes, {(objects[edge["tail"]]["name"], objects[edge["head"]]["name"]) for edge in data.get("edges", [])}


FRAME = """agreement plan "Plan" {
  version "1.0"
  term from 2026-01-01 to 2026-12-31
  currency TWD
}
client alpine "Alpine" { person mei "Lin Mei" }
agency lantern "Lantern" { person jo "Hsu Jo" }
"""
WHOLE = FRAME + """goal g "Goal" { owner mei }
objective o "Objective" { serves g; owner mei }
objective q "Other" { owner mei; priority 1 }
kpi k "KPI" { measures o; unit followers; target at least 5; influences l }
kpi l "Second" { measures q; unit followers; target at least 5; on c }
kpi m "Third" { unit followers; target observe; on w }
content w "Content" { serves o }
action a "Action" { by jo; for o, q; due 2026-02-02; expects k at least 2; on c }
channel c "Channel" { suits o, q; mix { w 100% } }
channel d "Unused" { }
channel e "Suits" { suits q }
"""


def test_edges(program, folder):
    """What is said once is drawn once: by way of the KPI, by way of the action."""
    nodes, edges = read_dot(build_text(program, folder, WHOLE, "--force")[1])
    assert edges == {("o", "g"), ("k", "o"), ("l", "q"), ("k", "l"), ("w", "m"), ("w", "o"), ("a", "k"), ("a", "q"), ("c", "w"), ("c", "a"),
                     ("c", "l"), ("e", "q")}, edges
    assert len(nodes) == 11


def test_version_and_notices(program, folder):
    tea = (HOME / "examples/tea.remit").read_text(encoding="utf-8")
    for text, sure in ((tea, True), (tea + "bogus\n", False)):
        picture, graph, _ = build_text(program, folder, text, "--force")
        words, said = words_of(tree.parse(picture).getroot()), graph.read_text(encoding="utf-8")
        for part in (words, said):
            assert re.search(r"Version 1\.0, fingerprint [0-9a-f]{12}\b", part) and ("Not consistent" in part) is not sure
        draft = build_text(program, folder, text.replace("version", "status draft; version"), "--force")
        assert all("Draft" in path.read_text(encoding="utf-8") for path in draft[:2])


def test_nothing_to_show(program, folder):
    picture, graph, _ = build_text(program, folder, FRAME, "--force")
    assert "no goal, objective or KPI" in words_of(tree.parse(picture).getroot())
    assert read_dot(graph) == ({}, set())


def large(objectives, kpis, actions, influences=False):
    text = FRAME + "".join(f'goal g{i} "Goal {i}" {{ owner mei }}\n' for i in range(3))
    for o in range(objectives):
        text += f'objective o{o} "Objective {o} with a title of some length" {{ serves g{o % 3}; owner mei; priority {o + 1} }}\n'
        for k in range(kpis):
            more = f"influences k{o}_{k - 1}" if influences and k else ""
            text += f'kpi k{o}_{k} "KPI {k}" {{ measures o{o}; unit followers; target at least 5; {more} }}\n'
        for a in range(actions):
            text += f'action a{o}_{a} "Action {a} of objective {o}" {{ by jo; due 2026-03-03; for o{o}, o{(o + 1) % objectives}; on c{a % 4} }}\n'
    return text + "".join(f'channel c{i} "Channel {i}" {{ }}\n' for i in range(4))


def test_pages(program, folder):
    picture, graph, _ = build_text(program, folder, large(6, 4, 4, True), "--force")
    geometry(picture)
    pages = list(pages_of(picture))
    assert len(pages) == 7 and len(read_dot(graph)[0]) == 3 + 6 + 24 + 24 + 4
    assert "stands on a page of its own" in words_of(pages[0][0]) and "Page 7 of 7" in words_of(pages[6][0])
    assert len(pages[0][1]) == 9 and {b.name.split(":")[0] for b in pages[0][1]} == {"Goal", "Objective"}
    assert [re.search(r"Objective: (Objective \d)", words_of(page)).group(1) for page, *_ in pages[1:]] == [f"Objective {i}" for i in range(6)]


def test_influences(program, folder):
    """A few are drawn; of many only the number is said."""
    for kpis, drawn in ((5, 4), (8, 0)):
        page = list(pages_of(build_text(program, folder, large(4, kpis, 2, True), "--force")[0]))[1]
        dashed = [path for path in page[0].iter(SVG + "path") if path.get("class") == "influence"]
        said = "7 influences of KPIs on one another would not be readable here" in words_of(page[0])
        assert len(dashed) == drawn and said is (drawn == 0), (kpis, len(dashed), said)


def test_what_is_left_out(program, folder):
    """A page takes what there is room for, and says how much more there is; so does the picture."""
    picture, graph, _ = build_text(program, folder, large(60, 20, 20, True), "--force")
    geometry(picture)
    pages = list(pages_of(picture))
    assert len(pages) == 40 and "21 more pages are left out of this picture" in words_of(pages[0][0])
    for _, boxes, *_ in pages[1:]:
        more = sum(int(re.match(r"(\d+) more, in the DOT file", box.name).group(1)) for box in boxes if "more, in" in box.name)
        shown = sum(box.name.startswith(("KPI: ", "Action: ")) for box in boxes)
        assert more + shown == 20 + 40 and shown >= 12, (more, shown)
    counted = subprocess.run(["gc", "-n", graph], capture_output=True, check=True).stdout  # without laying it out
    assert int(counted.split()[0]) == 3 + 60 + 1200 + 1200 + 4, counted


def test_long_and_wide_titles(program, folder):
    for title in ("Donaudampfschifffahrtsgesellschaftskapitän" * 3, "讓顧客自己開口，分享他們與我們的每一次相遇。「真的」" * 3, "WWWWW MMMMM " * 12, "i" * 300,
                  "Ще напишем заглавие, което е много по-дълго, отколкото трябва" * 2, "👩‍👩‍👧‍👦" * 60, "a\u0301" * 200, "e" + "\u0301" * 300):
        picture, graph, _ = build_text(program, folder, re.sub(r'"(Goal|Objective|KPI|Action|Channel|Content)"', f'"{title}"', WHOLE), "--force")
        geometry(picture)
        read_dot(graph)


def unescaped(text):
    """What is to be read: line ends and tabs as blanks, what steers as a picture."""
    text = re.sub("[\t\r\n]", " ", text)
    text = re.sub("[\x00-\x1f]", lambda m: chr(0x2400 + ord(m.group())), text)
    return re.sub(r"\s+", " ", re.sub("[\x7f-\x9f\ufffe\uffff]", "\ufffd", text)).strip()


def test_hostile_texts(program, folder):
    plain = build_text(program, folder, WHOLE, "--force")
    shape = [(e.tag, sorted(e.keys())) for e in tree.parse(plain[0]).getroot().iter() if e.tag != SVG + "tspan"]
    nodes = read_dot(plain[1])
    texts = 0
    more = ["\\N", "\\G\\E\\T\\L", "\\l\\r\\n", "&lt;b&gt;&#60;", "<b>x</b>", "\\", "\\\"", "\"]; evil [label=\"x", "<tspan>", "url(#title)", "--><!--", "/* x */ // y"]
    for payload in PAYLOADS + more:
        if not payload.strip():
            continue
        text = re.sub(r'"[^"]*"', lambda found: found.group() if re.match(r'"\d', found.group()) else quoted(payload), WHOLE)
        picture, graph, model = build_text(program, folder, text, "--force")
        page = tree.parse(picture).getroot()
        found = [(e.tag, sorted(e.keys())) for e in page.iter() if e.tag != SVG + "tspan"]
        read = read_dot(graph)
        geometry(picture)
        assert "<!DOCTYPE" not in picture.read_text(encoding="utf-8")
        assert set(read[0]) == set(nodes[0]) and read[1] <= nodes[1], payload
        if json.loads(model.read_text(encoding="utf-8"))["channels"][1]["title"] is None:
            continue  # the language refuses the text
        texts += 1
        assert sorted(found) == sorted(shape), payload
        names = [words_of(item) for item in page.iter(SVG + "title")]
        assert "Channel: " + unescaped(payload) in names, (payload, names)
        drawn = subprocess.run(["dot", "-Tsvg", graph], capture_output=True, check=True).stdout
        node, = [g for g in tree.fromstring(drawn).iter(SVG + "g") if g.get("class") == "node" and words_of(g.find(SVG + "title")) == "d"]
        label = "".join("".join(t.itertext()) for t in node.iter(SVG + "text"))
        assert re.sub(r"\s", "", label) == re.sub(r"\s", "", unescaped(payload)), (payload, label)
    assert texts > 60, texts


def test_same_bytes(program, folder):
    first = [path.read_bytes() for path in build_text(program, folder, WHOLE, "--force")[:2]]
    (folder / "elsewhere").mkdir()
    second = [path.read_bytes() for path in build_text(program, folder / "elsewhere", WHOLE, "--force")[:2]]
    assert first == second


def test_nothing_from_outside(program, folder):
    for path in EXAMPLES:
        text = build(program, folder, path)[0].read_text(encoding="utf-8")
        assert not re.search(r"href|<script|@import|url\(|on\w+=|<foreignObject|<!", text), path
        root = tree.fromstring(text)
        known = {element.get("id") for element in root.iter()}
        assert root.get("aria-labelledby") in known and root.get("aria-describedby") in known and root.get("role") and root.get("lang")


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="remit-map-") as name:
        for title, case in list(globals().items()):
            if not title.startswith("test_") or (sys.argv[2:] and title not in sys.argv[2:]):
                continue
            folder = pathlib.Path(name, title)
            folder.mkdir()
            try:
                case(program, folder)
                passed += 1
            except Exception:  # what a broken program leads to
                failed += 1
                print(f"{title}: {traceback.format_exc()}")
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
