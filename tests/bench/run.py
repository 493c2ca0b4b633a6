#!/usr/bin/env python3
"""Measures remit beside a Node script that does the same work on the same agreements as JSON.

    run.py BUILD/remit [--quick] [--assert] [--runs N] [--keep FOLDER]

Everything is made in a temporary folder: the agreements (generate.py), the peer with its two packages (npm), an empty C
program and a small launcher (cc). Both programs must first take the clean agreements and refuse five planted faults,
and their scorecards must have as many rows: else the figures would not be of the same work. Then they run in turns,
A B A B …; a figure is the median over the whole process, start-up included.
"""
import argparse
import copy
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

import generate
import hostile

HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = [1250, 2500, 5000, 10_000, 20_000]
QUICK_SIZES = [1250, 2500, 5000]
KIB = 1024
HOSTILE = 500_000  # bytes
FOUR_TIMES = 6  # what four times as much may take: what is short is measured with its noise
NOISE = 1.1  # two runs of one program differ by so much in memory


class Bench:
    """Where everything lies, and how a command is run once."""

    def __init__(self, folder, remit):
        self.folder, self.remit = folder, os.path.abspath(remit)
        self.launcher = self.compile("launch", os.path.join(HERE, "launch.c"))
        with open(self.path("empty.c"), "w", encoding="ascii") as out:
            out.write("int main(void) { return 0; }\n")
        self.empty = self.compile("empty", self.path("empty.c"))
        self.peer = self.path("peer")
        shutil.copytree(os.path.join(HERE, "peer"), self.peer, ignore=shutil.ignore_patterns("node_modules"),
                        dirs_exist_ok=True)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=self.peer, check=True,
                       stderr=subprocess.DEVNULL)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def compile(self, name, source):
        program = self.path(name)
        subprocess.run(["cc", "-O2", "-o", program, source], check=True)
        return program

    def once(self, command):
        """Seconds, bytes of memory at the peak, exit status."""
        took, peak, status = subprocess.run([self.launcher, *command], check=True, capture_output=True,
                                            text=True).stdout.split()
        return int(took) / 1e9, int(peak) * KIB, int(status)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8", newline="") as out:
            out.write(text)
        return self.path(name)

    def remit_check(self, path):
        return [self.remit, "check", path]

    def remit_scorecard(self, path, out):
        return [self.remit, "build", path, "--emit", "scorecard.csv", "-o", self.path(out)]

    def node_check(self, path):
        return ["node", os.path.join(self.peer, "check.mjs"), path]

    def node_scorecard(self, path, out):
        return ["node", os.path.join(self.peer, "check.mjs"), "--scorecard", self.path(out), path]

    def in_turns(self, runs, *commands, statuses=(0,)):
        """Medians (seconds, bytes) of each command, which must all end with one of the statuses."""
        taken = [[] for _ in commands]
        for _ in range(runs):
            for command, figures in zip(commands, taken):
                seconds, peak, status = self.once(command)
                if status not in statuses:
                    sys.exit(f"exit status {status}: {' '.join(command)}")
                figures.append((seconds, peak))
        return [tuple(statistics.median(column) for column in zip(*figures)) for figures in taken]


# ---- the same work ----

def unknown_reference(agreement):
    agreement["objectives"][0]["owner"] = "nobody_at_all"


def mix_of_101(agreement):
    mix = agreement["channels"][0]["mix"]
    for item, share in zip(mix, (0.3, 0.4, 0.16, 0.15)):
        item["least"] = item["most"] = share


def over_spent(agreement):
    agreement["budget"]["total"] -= 1


def two_accountable(agreement):
    agreement["duties"][0]["accountable"].append("mei")


def outside_term(agreement):
    agreement["actions"][0]["due"] = "2028-06-30"


FAULTS = [unknown_reference, mix_of_101, over_spent, two_accountable, outside_term]


def write_one(bench, name, agreement):
    stem = bench.path(name)
    generate.write_pair(stem, stem, agreement, generate.CAP)
    return stem


def prove_same_work(bench):
    """Both take the clean agreement without an error or a warning and refuse each fault."""
    clean = generate.make_agreement(1, generate.SEED)
    stem = write_one(bench, "clean", clean)
    wrong = []
    for command in ([bench.remit, "check", "--deny", "warning", stem + ".remit"], bench.node_check(stem + ".json")):
        if bench.once(command)[2]:
            wrong.append(f"the clean agreement is refused: {' '.join(command)}")
    for plant in FAULTS:
        faulty = copy.deepcopy(clean)
        plant(faulty)
        stem = write_one(bench, plant.__name__, faulty)
        for command in (bench.remit_check(stem + ".remit"), bench.node_check(stem + ".json")):
            if bench.once(command)[2] != 1:
                wrong.append(f"the fault {plant.__name__} is not refused: {' '.join(command)}")
    if wrong:
        sys.exit("\n".join(wrong))


def csv_rows(folder):
    rows = 0
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as text:
            rows += text.read().count(b"\r\n")
    return rows


# ---- figures ----

class Table:
    def __init__(self):
        self.rows, self.missed = [], 0

    def add(self, what, ours, theirs, figure, goal, at_least=False):
        """A row; `goal` None: only to be known."""
        held = "" if goal is None else "yes" if (figure >= goal if at_least else figure <= goal) else "NO"
        self.missed += held == "NO"
        wanted = "" if goal is None else f"{'≥' if at_least else '≤'} {goal:.3g}"
        self.rows.append([what, ours, theirs, f"{figure:.3g}", wanted, held])

    def print(self):
        head = ["what", "remit", "beside", "figure", "goal", "held"]
        widths = [max(len(row[i]) for row in [head, *self.rows]) for i in range(len(head))]
        for row in [head, ["-" * width for width in widths], *self.rows]:
            print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |")


def ms(seconds):
    return f"{seconds * 1000:.2f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def mb(size):
    return f"{size / 1e6:.1f} MB"


def growth(points, start):
    """The exponent b of (seconds - start) = a * size^b, by least squares over the logarithms."""
    logs = [(math.log(size), math.log(max(seconds - start, 1e-6))) for size, seconds in points]
    mean_x, mean_y = (statistics.mean(column) for column in zip(*logs))
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)


def measure_cold(bench, table, one, starts):
    ours, empty = bench.in_turns(starts, bench.remit_check(one + ".remit"), [bench.empty])
    table.add("one agreement, cold: time, to an empty C program", ms(ours[0]), ms(empty[0]), ours[0] / empty[0], 3)
    node, = bench.in_turns(5, bench.node_check(one + ".json"))
    table.add("one agreement, cold: time, to the Node script", ms(ours[0]), ms(node[0]), ours[0] / node[0], None)
    return ours


def measure_large(bench, table, kpis, stem, runs):
    size = os.path.getsize(stem + ".remit")
    ours, node = bench.in_turns(runs, bench.remit_scorecard(stem + ".remit", "csv_remit"),
                                bench.node_scorecard(stem + ".json", "csv_node"))
    name = f"{kpis:,} KPIs with scorecard"
    table.add(f"{name}: time, to the Node script", ms(ours[0]), ms(node[0]), ours[0] / node[0], 1 / 3)
    table.add(f"{name}: MB of source a second", mb(size), ms(ours[0]), size / ours[0] / 1e6, 40, at_least=True)
    table.add(f"{name}: peak, to the Node script", mb(ours[1]), mb(node[1]), ours[1] / node[1], 1)
    table.add(f"{name}: bytes of memory a byte of source", mb(ours[1]), mb(size), ours[1] / size, 10)
    rows = csv_rows(bench.path("csv_remit")), csv_rows(bench.path("csv_node"))
    table.add(f"{name}: rows written, difference", f"{rows[0]}", f"{rows[1]}", abs(rows[1] - rows[0]) / rows[0], 0.02)
    return ours


def measure_many(bench, table, files, runs):
    folders = bench.path("many", "remit"), bench.path("many", "json")
    largest = max((os.path.join(folders[0], name) for name in os.listdir(folders[0])), key=os.path.getsize)
    ours, node, alone = bench.in_turns(runs, bench.remit_check(folders[0]), bench.node_check(folders[1]),
                                       bench.remit_check(largest))
    name = f"{files:,} files in one call"
    table.add(f"{name}: time, to the Node script", ms(ours[0]), ms(node[0]), ours[0] / node[0], 1 / 4)
    table.add(f"{name}: peak, to that of the largest alone", mb(ours[1]), mb(alone[1]), ours[1] / alone[1], NOISE)


def measure_growth(bench, table, stems, runs, start):
    commands = [bench.remit_scorecard(stem + ".remit", "csv_growth") for _, stem in stems]
    figures = bench.in_turns(runs, *commands)
    points = [(kpis, seconds) for (kpis, _), (seconds, _) in zip(stems, figures)]
    for kpis, seconds in points:
        table.add(f"{kpis:,} KPIs with scorecard: µs a KPI", ms(seconds), "", (seconds - start) / kpis * 1e6, None)
    table.add("growth of time with size: exponent", "", "", growth(points, start), 1.1)


def measure_hostile(bench, table, stem, runs, start):
    """An agreement full of faults beside the sound one, then each family of hostile texts against one four times as long."""
    with open(stem + ".remit", encoding="utf-8") as text:
        faulty = bench.write("faulty.remit", hostile.spoilt(text.read()))
    sound, spoilt = bench.in_turns(runs, bench.remit_check(stem + ".remit"), bench.remit_check(faulty), statuses=(0, 1))
    table.add("an agreement full of faults: time, to the sound one", ms(spoilt[0]), ms(sound[0]), spoilt[0] / sound[0], 2)
    for name, make in hostile.FAMILIES.items():
        short, long = (bench.write(f"hostile{size}.remit", make(size)) for size in (HOSTILE, 4 * HOSTILE))
        one, four = bench.in_turns(3, bench.remit_check(short), bench.remit_check(long), statuses=(0, 1))
        table.add(f"{name}: time of four times as much", ms(four[0]), ms(one[0]),
                  max(four[0] - start, 1e-4) / max(one[0] - start, 1e-4), FOUR_TIMES)


def measure(bench, options):
    sizes = QUICK_SIZES if options.quick else SIZES
    files = 100 if options.quick else 1000
    one = bench.path("one")
    generate.write_large(bench.folder, 1, "one")
    generate.write_many(bench.path("many"), files)
    stems = [(generate.write_large(bench.folder, size, f"large{size}")[0], bench.path(f"large{size}")) for size in sizes]
    table = Table()
    start = measure_cold(bench, table, one, 50 if options.quick else 200)[0]
    measure_large(bench, table, *stems[-1], options.runs)
    measure_many(bench, table, files, options.runs)
    measure_growth(bench, table, stems, options.runs, start)
    measure_hostile(bench, table, stems[0][1], 3, start)
    return table


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("remit", help="the program to measure")
    parser.add_argument("--runs", type=int, default=7, help="of each command (7); starts of one agreement: 200")
    parser.add_argument("--quick", action="store_true", help="up to 5,000 KPIs and 100 files")
    parser.add_argument("--assert", dest="strict", action="store_true", help="exit 1 where a goal is missed")
    parser.add_argument("--keep", metavar="FOLDER", help="work there and leave everything for a look")
    options = parser.parse_args()
    folder = options.keep or tempfile.mkdtemp(prefix="remit-bench-")
    os.makedirs(folder, exist_ok=True)
    try:
        bench = Bench(folder, options.remit)
        prove_same_work(bench)
        table = measure(bench, options)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    table.print()
    if os.getloadavg()[0] > 1.5:
        print("others were at work on this machine meanwhile: measure again before a figure is quoted, ratios too")
    if options.strict and table.missed:
        sys.exit(f"{table.missed} goals missed")


if __name__ == "__main__":
    main()
