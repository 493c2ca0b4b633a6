#!/usr/bin/env python3
"""Random agreements: consistent ones, in which nothing may be found, and each fault planted in many of them.

    run.py REMIT                     a few seconds: 150 agreements, 3 plantings a code
    run.py REMIT --all               600 agreements, 20 plantings a code
    run.py REMIT --seeds N [--plantings N] [CODE…]
    run.py REMIT --show CODE N       the text of a planting, and what was found in it; CODE is `silent` for a whole one

Seeds are fixed: the same arguments give the same texts. A fault must give exactly its finding, at exactly its place. A
code whose rule is not in this version is left out, and counted.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zlib

sys.dont_write_bytecode = True

import agreement  # noqa: E402
import plant      # noqa: E402
import plant_text, plant_names, plant_anywhere, plant_achieve, plant_kpis, plant_publish  # noqa: E402,E401,F401
import plant_spend, plant_approve, plant_work, plant_time, plant_house  # noqa: E402,E401,F401

SOURCE = pathlib.Path(__file__).resolve().parents[2] / "src"
BATCH = 200
TRIES = 400  # agreements looked at for one that has room for a fault


class Case:
    """A text, its options, and the findings that it must give."""

    def __init__(self, title, text, options, expected, name):
        self.title, self.text, self.options, self.expected, self.name = title, text, options, expected, name


def silent_case(seed):
    a = agreement.build(seed)
    return Case(f"silent {seed}", a.write(), a.options, [], f"silent-{seed}.remit")


def place(expect):
    """(code, line, column, end line, end column, level or None)"""
    return (expect.code, *expect.first.start, *expect.last.end, expect.level)


def planted_case(code, number):
    """The fault, planted in the first agreement that has room for it; None where none has."""
    seed = zlib.crc32(code.encode()) % 100_000 * 1000 + number * 100_000_000
    turns = len(plant.PLANTERS[code])
    for i in range(TRIES):
        a = agreement.build(seed + i)
        a.file = f"{code}-{number}.remit"
        try:
            expected = plant.plant(a, code, number if i < TRIES * 3 // 4 else number + i % turns)
        except plant.Unfit:
            continue
        text = a.write()
        return Case(f"{code} {number} (seed {seed + i})", text, a.options, [place(e) for e in expected], a.file)
    return None


def check(program, folder, cases):
    """What is found in each text, by its file's name."""
    for case in cases:
        (folder / case.name).write_bytes(case.text.encode("utf-8", "surrogateescape"))
    found = {case.name: [] for case in cases}
    by_options = {}
    for case in cases:
        by_options.setdefault(tuple(case.options), []).append(case)
    for options, group in by_options.items():
        for start in range(0, len(group), BATCH):
            names = [case.name for case in group[start:start + BATCH]]
            done = subprocess.run([program, "check", "--format", "json", *options, *names], cwd=folder, capture_output=True, check=False)
            if done.returncode not in (0, 1):
                sys.exit(f"exit status {done.returncode}: {done.stderr.decode('utf-8', 'replace')}")
            for finding in json.loads(done.stdout.decode("utf-8"))["findings"]:
                found[finding["file"]].append(finding)
    return found


def place_of(finding):
    return tuple(finding[key] for key in ("code", "line", "column", "end_line", "end_column"))


def around(text, line):
    lines = text.replace("\r\n", "\n").split("\n")
    first = max(0, line - 4)
    return "\n".join(f"    {'>' if i + 1 == line else ' '}{i + 1:4} | {lines[i]}" for i in range(first, min(len(lines), line + 3)))


def told(place_):
    code, line, column, end_line, end_column = place_[:5]
    return f"{code} at {line}:{column} to {end_line}:{end_column}"


def words_at(text, place_):
    _, line, column, end_line, end_column = place_[:5]
    lines = text.replace("\r\n", "\n").split("\n")[line - 1:end_line]
    if not lines:
        return ""
    lines[-1] = lines[-1][:end_column - 1]
    lines[0] = lines[0][column - 1:]
    return " ".join(lines)


def compare(case, findings):
    """What is wrong, in lines; empty where all is as expected."""
    came = [(place_of(f), f) for f in findings]
    out = []
    for expected in case.expected:
        match = [f for at, f in came if at == expected[:5]]
        if not match:
            out.append(f"  expected {told(expected)}: `{words_at(case.text, expected)}`\n{around(case.text, expected[1])}")
        elif expected[5] and match[0]["level"] != expected[5]:
            out.append(f"  expected {told(expected)} as {expected[5]}, and it is {match[0]['level']}")
    wanted = [expected[:5] for expected in case.expected]
    for at, finding in came:
        if at in wanted:
            wanted.remove(at)
            continue
        out.append(f"  came {told(at)}: `{words_at(case.text, at)}`: {finding['message']}\n{around(case.text, at[1])}")
    return out


def list_codes(program):
    """The codes that are checked in the program's tree."""
    near = pathlib.Path(program).parents[1] / "src"
    source = near if (near / "check/rules.def").exists() else SOURCE

    def read(path, word):
        return re.findall(rf"^{word}\(([A-Z]\d{{3}})", (source / path).read_text(encoding="utf-8"), re.M)
    known = read("diag/codes.def", "CODE") + read("check/rules.def", "RULE")
    return [code for code in known if code[0] != "D"]


def coverage(codes):
    """Faults of the table itself."""
    planted, told_ = set(plant.PLANTERS), set(plant.CANNOT)
    out = [f"{code}: no planter, and no reason why it cannot be planted" for code in codes if code not in planted | told_]
    out += [f"{code}: a planter, and a reason why there is none" for code in sorted(planted & told_)]
    return out + [f"{code}: no such code" for code in sorted((planted | told_) - set(codes))]


def gather(arguments, codes):
    cases, barren = [], []
    if not arguments.codes:
        cases += [silent_case(seed) for seed in range(arguments.seeds)]
    for code in codes:
        if code not in plant.PLANTERS:
            continue
        for number in range(arguments.plantings):
            case = planted_case(code, number)
            if case:
                cases.append(case)
            else:
                barren.append(f"{code} {number}: no agreement has room for it")
    return cases, barren


def show(program, folder, code, number):
    case = silent_case(int(number)) if code == "silent" else planted_case(code, int(number))
    if not case:
        sys.exit("no agreement has room for it")
    found = check(program, folder, [case])[case.name]
    for i, line in enumerate(case.text.replace("\r\n", "\n").split("\n")):
        print(f"{i + 1:4} | {line}")
    print("\n".join(compare(case, found)) or "as expected: " + ", ".join(told(e) for e in case.expected))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("codes", nargs="*")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--seeds", type=int, default=150)
    parser.add_argument("--plantings", type=int, default=3)
    parser.add_argument("--show", nargs=2, metavar=("CODE", "N"))
    arguments = parser.parse_intermixed_args()
    if arguments.all:
        arguments.seeds, arguments.plantings = 600, 20
    program = str(pathlib.Path(arguments.program).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if arguments.show:
            show(program, folder, *arguments.show)
            return 0
        codes = list_codes(program)
        wanted = [code for code in codes if not arguments.codes or code in arguments.codes]
        cases, faults = gather(arguments, wanted)
        faults += [] if arguments.codes else coverage(codes)
        found = check(program, folder, cases)
    passed = 0
    for case in cases:
        wrong = compare(case, found[case.name])
        passed += not wrong
        if wrong:
            code, number = case.title.split()[:2]
            faults.append(f"{case.title}: see it with --show {code} {number}\n" + "\n".join(wrong))
    for fault in faults:
        print(fault)
    print(f"{passed} passed, {len(faults)} failed")
    return 1 if faults or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
