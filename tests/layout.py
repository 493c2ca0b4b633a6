#!/usr/bin/env python3
"""The house's layout, held against the source: which file may include which, what may be called where, how long files and
functions are. Prints each breach, and last `N passed, N failed`."""
import pathlib
import re
import statistics
import sys

HOME = pathlib.Path(__file__).resolve().parent.parent
FLOORS = ["base", "text", "source", "diag", "ast", "syntax", "model", "check", "score", "diff", "report", "emit", "format",
          "library", "lsp", "cli"]
# Floors that stand beside one another: none may include the other.
BESIDE = {("score", "check"), ("diff", "score"), ("diff", "check"), ("report", "diff"), ("format", "emit"),
          ("format", "report"), ("format", "check"), ("format", "model")}
LONGEST_FILE = 600
LONGER_FILES = {"grammar/parser.y"}
# What reaches for binary floating point, the locale, the clock, chance, the environment, or ends the program.
FORBIDDEN = re.compile(r"\b(strtod|strtof|atof|setlocale|localtime|localtime_r|gmtime|strftime|time|clock|clock_gettime|rand|"
                       r"random|srand|getenv|exit|abort|_Exit|printf|fprintf|sprintf|snprintf|vprintf|vfprintf|"
                       r"vsprintf|vsnprintf|dprintf|puts)\s*\(")
FLOATS = re.compile(r"\b(float|double)\b")
# Where a figure becomes what libxlsxwriter takes, which is nothing else.
FLOATS_ALLOWED = {"src/emit/xlsx_library.c"}
# Programs of the build, not of the library.
BUILD_PROGRAMS = {"src/text/catalogue_check.c", "src/ast/words_make.c", "src/check/wording_make.c"}

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.M)
COMMENT_OR_TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def sources(*folders):
    endings = {".c", ".h", ".y", ".l"}
    return sorted(p for f in folders for p in (HOME / f).rglob("*") if p.suffix in endings)


def name(path):
    return path.relative_to(HOME).as_posix()


def code(path):
    """The text without comments, and with texts emptied; lines stay lines."""
    def blank(match):
        return '""' + "\n" * match.group().count("\n")
    return COMMENT_OR_TEXT.sub(blank, path.read_text(encoding="utf-8"))


def floor(path):
    parts = path.relative_to(HOME).parts
    return parts[1] if parts[0] == "src" else None


def included(path):
    """The project's own files that this one includes."""
    for kind, target in INCLUDE.findall(path.read_text(encoding="utf-8")):
        for base in (HOME / "src", HOME / "include", HOME / "grammar", path.parent):
            if kind == '"' and (base / target).is_file():
                yield (base / target).resolve()
                break


def upward():
    for path in sources("src"):
        here = floor(path)
        if here not in FLOORS:
            yield f"{name(path)}: src/{here} is no floor"
            continue
        for target in included(path):
            there = floor(target)
            if there and FLOORS.index(there) > FLOORS.index(here):
                yield f"{name(path)} includes {name(target)}, which stands higher"
            if there and (here, there) in BESIDE:
                yield f"{name(path)} includes {name(target)}, which stands beside it"
    for path in sources("include"):
        for target in included(path):
            if floor(target):
                yield f"{name(path)} is public and includes {name(target)}"


def circular():
    graph = {p.resolve(): sorted(set(included(p))) for p in sources("src", "include")}
    done, found = set(), set()

    def walk(path, above):
        if path in above:
            ring = above[above.index(path):]
            key = frozenset(ring)
            if key not in found:
                found.add(key)
                yield " -> ".join(name(p) for p in ring + [path])
            return
        if path in done:
            return
        for target in graph.get(path, []):
            yield from walk(target, above + [path])
        done.add(path)

    for path in graph:
        yield from walk(path, [])


def own_header_first():
    for path in sources("src"):
        own = path.with_suffix(".h")
        if path.suffix == ".c" and own.is_file():
            targets = INCLUDE.findall(path.read_text(encoding="utf-8"))
            if not targets or targets[0][1] != own.relative_to(HOME / "src").as_posix():
                yield f"{name(path)} does not include its own header first"


def long_files():
    for path in sources("src", "include", "grammar", "tests") + sorted((HOME / "tests").rglob("*.py")):
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > LONGEST_FILE and name(path) not in LONGER_FILES:
            yield f"{name(path)} has {lines} lines"


def forbidden(pattern, allowed=(), files=()):
    for path in sources("src", "include"):
        if floor(path) in allowed or name(path) in BUILD_PROGRAMS or name(path) in files:
            continue
        for number, line in enumerate(code(path).split("\n"), 1):
            for match in pattern.finditer(line):
                yield f"{name(path)}:{number}: {match.group(1)}"


def function_lengths():
    """Of each function its file, its line and how many lines it has: from the line that names it to the `}` that ends it."""
    for path in sources("src"):
        head = start = None
        for number, line in enumerate(code(path).split("\n"), 1):
            if start is None:
                if re.match(r"[A-Za-z_]", line):
                    head = number if "(" in line else None
                if head and line.endswith(") {"):
                    start = head
                elif line.endswith((";", "}", "{")):
                    head = None
            elif line.startswith("}"):
                yield path, start, number - start + 1
                head = start = None


def long_functions():
    lengths = [(length, path, line) for path, line, length in function_lengths()]
    if lengths and statistics.median(length for length, _, _ in lengths) >= 15:
        yield f"half of the functions are longer than {statistics.median(l for l, _, _ in lengths)} lines"
    longer = [(length, path, line) for length, path, line in lengths if length > 45]
    if len(longer) * 50 > len(lengths):
        yield f"{len(longer)} of {len(lengths)} functions are longer than 45 lines"
        for length, path, line in longer:
            yield f"  {name(path)}:{line}: {length} lines"


CHECKS = [
    ("includes go downward", upward),
    ("includes go in no circle", circular),
    ("own header first", own_header_first),
    ("files are short", long_files),
    ("functions are short", long_functions),
    ("no clock, chance, locale or environment below cli", lambda: forbidden(FORBIDDEN, {"cli"})),
    ("no binary floating point", lambda: forbidden(FLOATS, files=FLOATS_ALLOWED)),
]


def main():
    failed = 0
    for title, check in CHECKS:
        breaches = list(check())
        failed += bool(breaches)
        for breach in breaches:
            print(f"{title}: {breach}")
    print(f"{len(CHECKS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
