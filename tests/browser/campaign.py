#!/usr/bin/env python3
"""Opens every page and picture that is built of the examples in a headless Chromium: campaign.py PROGRAM [FOLDER]

On a desktop, a phone (360 px), in the dark and on A4: the page asks for nothing from outside, says nothing on the console,
is no wider than the screen, breaks no rule of WCAG 2.2 AA that axe-core knows, and prints. So does an agreement in which
every text tries to break out. Live scorecards are filled as people fill them (live.py): what they show is held against the
scoring rules, saved, opened again, exported, imported and printed. In pictures all texts are measured: they fit their boxes, in several fonts. FOLDER gets the pictures and the PDFs. The last line is `N passed, N failed`."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

import live
from hostile import spoil

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"]


def install(folder):
    for name in ("package.json", "look.mjs", "measure.mjs"):
        shutil.copy(HERE / name, folder)
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True,
                   stderr=subprocess.DEVNULL)


def score(program, *arguments):
    """Status 1: a KPI is missed."""
    done = subprocess.run([program, "score", *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{done.stderr}\n0 passed, 1 failed")


def build_pages(program, folder):
    texts = sorted((ROOT / "examples").glob("*.remit"))
    hostile = folder / "hostile.remit"
    hostile.write_text(spoil((ROOT / "examples/coffee-roaster.remit").read_text(encoding="utf-8")), encoding="utf-8")
    for text in [*texts, hostile]:
        subprocess.run([program, "build", "--level", "error", text, "-o", folder / "pages"], check=True)
    for text in texts:
        sheet = text.with_suffix(".actuals.csv")
        if sheet.exists():
            score(program, text, sheet, "-o", folder / "pages")
    score(program, "--portfolio", ROOT / "examples", "-o", folder / "pages")
    return sorted((folder / "pages").glob("*.html")), sorted((folder / "pages").glob("*.svg"))


def main(arguments):
    program = str(pathlib.Path(arguments[0]).resolve())
    browser = next((found for found in map(shutil.which, BROWSERS) if found), None)
    if not browser:
        print("there is no Chromium\n0 passed, 1 failed")
        return 1
    with tempfile.TemporaryDirectory(prefix="remit-browser-") as name:
        folder = pathlib.Path(name)
        kept = pathlib.Path(arguments[1]).resolve() if len(arguments) > 1 else folder
        kept.mkdir(exist_ok=True)
        install(folder)
        failed, passed = [], 0
        for script, files in zip(("look.mjs", "measure.mjs"), build_pages(program, folder)):
            result = subprocess.run(["node", script, browser, kept, *files], cwd=folder, capture_output=True, text=True)
            lines = result.stdout.splitlines()
            failed += [line for line in lines if line.startswith("not ok ")]
            passed += sum(line.startswith("ok ") for line in lines)
            if result.returncode or not files or len(lines) != 4 * len(files):
                failed.append(f"{script}: the browser broke off: {result.stderr[-2000:]}")
        faults, fine = live.run(program, browser, folder, kept)
        failed, passed = failed + faults, passed + fine
    print(*failed, sep="\n")
    print(f"{passed} passed, {len(failed)} failed")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
