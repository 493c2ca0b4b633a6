#!/usr/bin/env python3
"""A fuzzer with the texts of this repository to start from: campaign.py [PROGRAM [SECONDS [TARGET…]]]

Builds fuzz_agreement.c and fuzz_figures.c with clang, its fuzzer and both sanitizers. For each it first replays every text, or
every sheet and part of a workbook, that the tests and examples hold, then lets a fuzzer run on each of two processors for
SECONDS (120). The path of a text that broke it is printed: it
becomes a case of tests/hostile. PROGRAM is not used: the library itself is called. The last line is
`N passed, N failed`."""
import ast
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = ROOT / "build-fuzz"
WORKERS = 2
LIMITS = ["-timeout=20", "-rss_limit_mb=2048", "-max_len=20000", "-print_final_stats=1"]


def build(target):
    configure = ["cmake", "-GNinja", "-DREMIT_FUZZ=ON", "-DCMAKE_C_COMPILER=clang",
                 "-DREMIT_SANITIZE=address,undefined,fuzzer-no-link", "-S", str(ROOT), "-B", str(BUILD)]
    for command in (configure, ["ninja", "-C", str(BUILD), target]):
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode:
            sys.exit(f"{result.stdout}{result.stderr}\n0 passed, 1 failed")
    return BUILD / target


def gather_texts(folder):
    """Every text of the repository, each by itself: one that includes another gets it appended."""
    base = (ROOT / "src/check/base.remit").read_bytes()
    count = 0
    for place in ("examples", "tests"):
        for path in sorted((ROOT / place).rglob("*.remit")):
            text = re.sub(rb'(?m)^include "\.\./base\.remit"\r?\n', b"", path.read_bytes())
            if len(text) > 20000:
                continue
            if b"agreement " not in text:
                text = base + text
            (folder / f"{count:05}").write_bytes(text)
            count += 1
    return count


def gather_figures(folder):
    """Every part of the small workbook, and every sheet of figures; the first byte says which it is."""
    parts = re.findall(r'^PART\("[^"]*", ("(?:[^"\\]|\\.)*")\)', (HERE / "parts.def").read_text(encoding="utf-8"), re.M)
    seeds = [bytes([number]) + ast.literal_eval(part).encode() for number, part in enumerate(parts)]
    sheets = [path.read_bytes() for path in sorted((ROOT / "tests").rglob("*.csv"))]
    seeds += [bytes([len(parts)]) + sheet for sheet in sheets if len(sheet) < 20000]
    for number, seed in enumerate(seeds):
        (folder / f"{number:05}").write_bytes(seed)
    return len(seeds)


def write_marks(path):
    """What sheets and workbooks hold."""
    words = ["<c r='E7'>", "<c t='s'>", "<v>", "</v>", "<f>", "<is>", "<t>", "<row r='7'>", "<!DOCTYPE a>", "<!--", "-->", "<![CDATA[", "]]>",
             "&#x10FFFF;", "_x000D_", "1.9E2", "1E-400", "46112", "#DIV/0!", "kpi", "spend", "orders", "remit_map", "2026-01-31", "31.01.2026 ",
             "\u00a0", "2,4", "1.234", "3,5%", "date1904='1'", "encoding='utf-16'", "../", "0%", "yyyy"]
    escape = lambda word: "".join(chr(b) if 32 < b < 127 and b not in b'"\\' else f"\\x{b:02x}" for b in word.encode())
    path.write_text("".join(f'"{escape(word)}"\n' for word in words), encoding="ascii")


def write_words(path):
    """The words of the language, for the fuzzer to put in."""
    rows = re.findall(r'"((?:[^"\\]|\\.)*)"', (ROOT / "grammar/keywords.def").read_text(encoding="utf-8"))
    words = sorted({word for row in rows for word in row.split("|") if word})
    signs = ["{", "}", '"""', "「", "」", "；", "％", "2026-02-30", "100%", "2pp", "1_000 TWD", "$x", "{$x}", "\\u{202E}"]
    escape = lambda word: "".join(chr(b) if 32 < b < 127 and b not in b'"\\' else f"\\x{b:02x}" for b in word.encode())
    path.write_text("".join(f'"{escape(word)}"\n' for word in words + signs), encoding="ascii")


def report(result, artifacts):
    for line in (result.stdout + result.stderr).splitlines()[-60:]:
        print(line)
    for path in sorted(artifacts.iterdir()):
        kept = BUILD / path.name
        shutil.copy(path, kept)
        print(f"the text that broke it: {kept.relative_to(ROOT)}")


def replay(program, corpus, artifacts):
    command = [program, "-runs=0", *LIMITS, f"-artifact_prefix={artifacts}/", corpus]
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, errors="replace")
    if result.returncode:
        report(result, artifacts)
    return result.returncode == 0


def campaign(program, folder, corpus, artifacts, seconds):
    workers = []
    for number in range(WORKERS):
        own = folder / f"found{number}"
        own.mkdir()
        command = [program, f"-seed={number + 1}", f"-max_total_time={seconds}", f"-dict={folder / 'words'}", *LIMITS,
                   f"-artifact_prefix={artifacts}/", own, corpus]
        log = open(folder / f"log{number}", "w+", errors="replace")
        workers.append((subprocess.Popen(list(map(str, command)), stdout=log, stderr=log), log))
    held = 0
    for worker, log in workers:
        worker.wait()
        log.seek(0)
        said = log.read()
        runs = re.search(r"stat::number_of_executed_units: (\d+)", said)
        print(f"worker: {runs.group(1) if runs else 'unknown'} texts")
        if worker.returncode:
            report(subprocess.CompletedProcess([], 1, said, ""), artifacts)
        held += worker.returncode == 0 and runs is not None and int(runs.group(1)) > 0
    return held


TARGETS = {"fuzz_agreement": (gather_texts, write_words), "fuzz_figures": (gather_figures, write_marks)}


def run(target, seconds):
    """How many held, of the texts to begin with and the workers, and how many did not."""
    gather, write_dictionary = TARGETS[target]
    program = build(target)
    with tempfile.TemporaryDirectory(prefix="remit-fuzz-") as name:
        folder = pathlib.Path(name)
        corpus, artifacts = folder / "corpus", folder / "broken"
        corpus.mkdir()
        artifacts.mkdir()
        count = gather(corpus)
        write_dictionary(folder / "words")
        if not replay(program, corpus, artifacts):
            return 0, 1
        held = campaign(program, folder, corpus, artifacts, seconds)
    return count + held, WORKERS - held


def main(arguments):
    seconds = int(arguments[1]) if len(arguments) > 1 else 120
    outcomes = [run(target, seconds) for target in TARGETS if len(arguments) < 3 or target in arguments[2:]]
    passed, failed = (sum(column) for column in zip(*outcomes))
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
