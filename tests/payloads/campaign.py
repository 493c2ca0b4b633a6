#!/usr/bin/env python3
"""The same in a browser with scripts on, and in more rounds: campaign.py PROGRAM

Chromium opens each page and picture in which every slot holds something hostile (run.py): it has the elements of the harmless
one, every word as it was written, and does nothing. The last line is `N passed, N failed`."""
import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import run

spec = importlib.util.spec_from_file_location("browser", run.HERE.parent / "browser" / "campaign.py")
browser = importlib.util.module_from_spec(spec)
spec.loader.exec_module(browser)


class Chromium:
    """Reads pages as readers.READERS do, all of a folder at once."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        browser.install(folder)
        shutil.copy(run.HERE / "open.mjs", folder)

    def read(self, files):
        found = subprocess.run(["node", "open.mjs", self.program, *files], cwd=self.folder, capture_output=True, text=True, check=True)
        return {pathlib.Path(line["file"]).name.split(".", 1)[1]: line for line in map(json.loads, found.stdout.splitlines())}


def page_faults(harmless, seen, read, picture):
    yield from seen["noted"]
    shapes = [[tuple(element) for element in page["shape"]] for page in (harmless, seen)]
    if picture:  # its texts are broken into lines, of which there may be more
        shapes = [sorted({element for element in shape if element[0] != "tspan"}) for shape in shapes]
    yield from run.faults_of((shapes[0], harmless["words"]), (shapes[1], seen["words"]), read, picture)


def opened(chromium, program, folder, rounds):
    module = run.markers()
    turns = max(len(row) for block in module.slots.BLOCKS for row in block.rows)
    plain = {}
    for number in range(rounds):
        turn = number % turns
        source, _ = module.fill(turn)
        pages = [".html", ".svg"]
        if turn not in plain:
            plain[turn] = chromium.read([p for p in run.build(program, folder, f"plain{turn}", source).values() if p.suffix in pages])
        hostile, read = run.spoiled(source, number * 7)
        files = run.build(program, folder, f"hostile{number}", hostile)
        for name, seen in chromium.read([p for p in files.values() if p.suffix in pages]).items():
            yield f"round {number}, {name}", list(page_faults(plain[turn][name], seen, read, name.endswith("svg")))


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    found = next((path for path in map(shutil.which, browser.BROWSERS) if path), None)
    if not found:
        print("there is no Chromium\n0 passed, 1 failed")
        return 1
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="remit-payloads-") as name:
        folder = pathlib.Path(name)
        for cases in (run.cases(program, folder, 24), opened(Chromium(found, folder), program, folder, 8)):
            for title, faults in cases:
                for fault in faults:
                    print(f"{title}: {fault}")
                passed, failed = passed + (not faults), failed + bool(faults)
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
