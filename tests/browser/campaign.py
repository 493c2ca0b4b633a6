#!/usr/bin/env python3
"""Opens every page and picture that is built of the examples in a headless Chromium: campaign.py PROGRAM [FOLDER]

On a desktop, a phone (360 px), in the dark and on A4: the page asks for nothing from outside, says nothing on the console,
is no wider than the screen, breaks no rule of WCAG 2.2 AA that axe-core knows, and prints. So does an agreement in which
every text tries to break out. In pictures all texts are measured: they fit their boxes, in several fonts. FOLDER gets the pictures and the PDFs. The last line is `N passed, N failed`."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"]
PAYLOADS = ["<script>alert(1)</script>", "<img src=x onerror=alert(2)>", "</style><script>alert(3)</script>",
            "' onmouseover=alert(4) x='", "&lt;script&gt;", "javascript:alert(5)", "<!--", "]]>", "</td></table>",
            "<svg/onload=alert(6)>", "{{7*7}}", "<iframe src=//example.org>", "<base href=//example.org>"]


def install(folder):
    for name in ("package.json", "look.mjs", "measure.mjs"):
        shutil.copy(HERE / name, folder)
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True,
                   stderr=subprocess.DEVNULL)


def spoil(text):
    """Every text of the agreement with a payload in front, each in turn."""
    turn = iter(range(1_000_000))
    return re.sub(r'(?<!")"(?=[^"\n]*[a-z ][^"\n]*")(?!\w+/\w+")([^"\n]+)"',
                  lambda found: f'"{PAYLOADS[next(turn) % len(PAYLOADS)]} {found.group(1)}"', text)


def build_pages(program, folder):
    texts = sorted((ROOT / "examples").glob("*.remit"))
    hostile = folder / "hostile.remit"
    hostile.write_text(spoil((ROOT / "examples/coffee-roaster.remit").read_text(encoding="utf-8")), encoding="utf-8")
    for text in [*texts, hostile]:
        subprocess.run([program, "build", "--level", "error", text, "-o", folder / "pages"], check=True)
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
    print(*failed, sep="\n")
    print(f"{passed} passed, {len(failed)} failed")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
