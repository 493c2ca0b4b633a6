#!/usr/bin/env python3
"""Nothing breaks out, and nothing is lost: run.py PROGRAM [ROUNDS]

Texts are made in which every slot that takes words holds a marker of its own (tests/markers); then the same with something
hostile at each marker, and in the next round with the next hostile thing. Every artifact is read by a real reader of its
format: it has the shape of the harmless one, and wherever that shows a marker, this shows the marker with the hostile words
as they were written. The last line is `N passed, N failed`."""
import importlib.util
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "markers"), str(HERE.parent / "formats"), str(HERE.parent / "shared")]
import cases  # noqa: E402
import payloads  # noqa: E402
import readers  # noqa: E402

MARK = re.compile("‹[^›]*›")
ROUNDS = 3


def markers():
    spec = importlib.util.spec_from_file_location("markers", HERE.parent / "markers" / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Line ends and what no page shows have suites of their own; what is left is read as it is written.
HOSTILE = [text for text in payloads.PAYLOADS + markers().PAYLOADS if text.isprintable()]


def spoiled(source, turn):
    """The text with something hostile before or after each marker, and what each marker is then read as."""
    marks = list(dict.fromkeys(MARK.findall(source)))
    read = {}
    for number, mark in enumerate(marks):
        payload = HOSTILE[(number + turn) % len(HOSTILE)]
        read[mark] = payload + mark if number % 2 else mark + payload

    def written(found):
        return payloads.quoted(read[found.group()])[1:-1]
    return MARK.sub(written, source), read


def build(program, folder, name, source):
    text = folder / f"{name}.remit"
    text.write_text(source, encoding="utf-8")
    made = subprocess.run([program, "build", "--force", "--level", "error", text, "-o", folder / name], capture_output=True, check=False)
    assert made.returncode in (0, 1), made.stderr.decode()
    return {path.name.split(".", 1)[1]: path for path in (folder / name).iterdir()}


def faults_of(plain, hostile, read, picture=False):
    """`plain` and `hostile`: shape and words. A picture may cut what it draws where a box is full; its description is whole."""
    if plain[0] != hostile[0]:
        at = next((pair for pair in zip(plain[0], hostile[0]) if pair[0] != pair[1]), "the length")
        yield f"another shape: {at}"
    for mark in set(MARK.findall(plain[1])):
        wanted, found = plain[1].count(mark), hostile[1].count(readers.bare(read.get(mark, mark)))
        if not found if picture else found != wanted:
            at = hostile[1].find(mark)
            yield f"{read[mark]!r} is read {found} times of {wanted}: {hostile[1][max(0, at - 60):at + 60]!r}"


def read_all(files):
    """What the readers find in the files, by their names."""
    return {name: readers.READERS[path.suffix[1:]](path.read_bytes()) for name, path in files.items() if path.suffix[1:] in readers.READERS}


def rounds(program, folder, count, read=read_all):
    """(title, harmless, hostile, what each marker is read as) of each artifact in each round, both as `read` gives them."""
    module = markers()
    turns = max(len(row) for block in module.slots.BLOCKS for row in block.rows)
    plain = {}
    for number in range(count):
        turn = number % turns
        source, _ = module.fill(turn)
        if turn not in plain:
            plain[turn] = read(build(program, folder, f"plain{turn}", source))
        hostile, words = spoiled(source, number * 7)
        for name, seen in read(build(program, folder, f"hostile{number}", hostile)).items():
            yield f"round {number}, {name}", plain[turn][name], seen, words


def judged(program, folder, count):
    for title, harmless, seen, words in rounds(program, folder, count):
        yield title, faults_of(harmless, seen, words, title.endswith(".svg"))


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    with tempfile.TemporaryDirectory(prefix="remit-payloads-") as folder:
        return cases.judge(judged(cases.program_of(sys.argv), pathlib.Path(folder), count))


if __name__ == "__main__":
    sys.exit(main())
