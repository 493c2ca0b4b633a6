#!/usr/bin/env python3
"""The same in a browser with scripts on, and in more rounds: campaign.py PROGRAM

Chromium opens each page and picture in which every slot holds something hostile (run.py): it has the elements of the harmless
one, every word as it was written, and does nothing. The last line is `N passed, N failed`."""
import importlib.util
import itertools
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import run

sys.path.append(str(run.HERE.parent / "browser"))
ROUNDS, ROUNDS_OPENED = 24, 8

spec = importlib.util.spec_from_file_location("browser", run.HERE.parent / "browser" / "campaign.py")
browser = importlib.util.module_from_spec(spec)
spec.loader.exec_module(browser)


class Chromium:
    """Reads pages as readers.READERS do, all of a folder at once."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        browser.install(folder)
        shutil.copy(run.HERE / "open.mjs", folder)

    def read(self, built):
        files = [path for path in built.values() if path.suffix in (".html", ".svg")]
        found = subprocess.run(["node", "open.mjs", self.program, *files], cwd=self.folder, capture_output=True, text=True, check=True)
        return {pathlib.Path(line["file"]).name.split(".", 1)[1]: line for line in map(json.loads, found.stdout.splitlines())}


def page_faults(harmless, seen, words, picture):
    yield from seen["noted"]
    shapes = [[tuple(element) for element in page["shape"]] for page in (harmless, seen)]
    if picture:  # its texts are broken into lines, of which there may be more
        shapes = [sorted({element for element in shape if element[0] != "tspan"}) for shape in shapes]
    yield from run.faults_of((shapes[0], harmless["words"]), (shapes[1], seen["words"]), words, picture)


def opened(chromium, program, folder):
    for title, harmless, seen, words in run.rounds(program, folder, ROUNDS_OPENED, chromium.read):
        yield f"opened: {title}", page_faults(harmless, seen, words, title.endswith(".svg"))


def main():
    program = run.cases.program_of(sys.argv)
    found = next((path for path in map(shutil.which, browser.BROWSERS) if path), None)
    with tempfile.TemporaryDirectory(prefix="remit-payloads-") as name:
        folder = pathlib.Path(name)
        lacking = [] if found else [("browser", ["there is no Chromium"])]
        pages = opened(Chromium(found, folder), program, folder) if found else []
        return run.cases.judge(itertools.chain(lacking, run.judged(program, folder, ROUNDS), pages))


if __name__ == "__main__":
    sys.exit(main())
