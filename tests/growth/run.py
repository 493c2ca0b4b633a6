#!/usr/bin/env python3
"""Nothing takes memory or time that grows faster than the agreement and its figures: run.py PROGRAM

Each artifact, in each form, is built of an agreement and of one four times as large; and figures are held against such
agreements: all that are asked for, formulas in a chain, a figure for each day. The last line is `N passed, N failed`."""
import datetime
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "shared"))
import cases  # noqa: E402

AGREEMENT = (ROOT / "src" / "check" / "base.remit").read_text(encoding="utf-8")
HEAD = "kind,name,date,value,note\n"
SIZES = (312, 1248)  # KPIs, with all that belongs to them
TIMES = SIZES[1] / SIZES[0]
MOST = 1.25 * TIMES
MOST_TIME = 2 * TIMES  # short times vary more than memory does
SHORT = 0.3  # seconds; of what takes less nothing can be said
BASE = 4096  # KiB that the program has before it reads anything
SECONDS = 60  # that nothing takes


def forms(program):
    said = subprocess.run([program, "build", "--help"], capture_output=True, text=True, check=True).stdout
    return sorted(set(re.findall(r"\b([a-z]+\.(?:html|md|csv|xlsx|ics|svg|dot|json))\b", said)))


def taken(command, out=subprocess.DEVNULL, fine=(0,)):
    """KiB of memory at most, and seconds of one processor; None where the program failed, or took too long."""
    child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL,
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS)))
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return (used.ru_maxrss - BASE, used.ru_utime) if child.returncode in fine else None


def generate(folder, sizes):
    for size in sizes:
        subprocess.run([sys.executable, ROOT / "tests/bench/generate.py", "--kpis", str(size), "--name", f"plan{size}", folder],
                       capture_output=True, check=True)
    return [folder / f"plan{size}.remit" for size in sizes]


# ---- What is built ----

def built(program, text, form, out):
    return taken([program, "build", "--force", "--level", "error", "--emit", form, text, "-o", out])


def artifacts(program, folder):
    texts = generate(folder, SIZES)
    for form in forms(program):
        if form.startswith("selection."):  # these agreements have none
            continue
        both = [built(program, text, form, folder / "out") for text in texts]
        yield form, [] if all(both) and both[1][0] <= MOST * both[0][0] else [shown(both)]


# ---- What is scored ----

def filled_in(program, folder):
    """The sheet of figures with a figure in each row, at sizes at which that takes long enough."""
    for text in generate(folder, [4 * size for size in SIZES]):
        shares = set(re.findall(r"^kpi (\w+)[^{]*\{[^}]*?unit +percent", text.read_text(encoding="utf-8"), re.M))
        subprocess.run([program, "build", "--force", "--level", "error", "--emit", "actuals", text, "-o", folder], capture_output=True, check=True)
        sheet, lines = text.with_suffix(".csv"), [HEAD]
        for line in text.with_suffix(".actuals.csv").read_text(encoding="utf-8").splitlines()[1:]:
            kind, name, day, _ = line.split(",", 3)
            share = kind in ("action", "deliverable") or name.split("/")[0] in shares
            lines.append(f"{kind},{name},{day},{'100%' if share else 5},\n")
        sheet.write_text("".join(lines), encoding="utf-8")
        yield text, sheet


def put(folder, name, text, rows):
    paths = folder / f"{name}.remit", folder / f"{name}.csv"
    paths[0].write_text(text + "policy {\n  level T005 off\n}\n", encoding="utf-8")
    paths[1].write_text(HEAD + "".join(row + "\n" for row in rows), encoding="utf-8")
    return paths


def days(years):
    first = datetime.date(2026, 1, 1)
    return [first + datetime.timedelta(i) for i in range((datetime.date(2026 + years, 1, 1) - first).days)]


def month_ends(years):
    return [day for day in days(years) if (day + datetime.timedelta(1)).day == 1]


def chain(folder, count, reported):
    """Each KPI is computed of the one before it."""
    kpis = ['kpi c0 "Orders" { unit orders; measures sales; source "shop"; baseline 0 on 2025-12-31; target at least 9 by end; '
            "reported every month on day 3 by mei; tally latest }\n"]
    kpis += [f'kpi c{i} "Computed {i}" {{ unit orders; measures sales; formula c{i - 1} + c0; target observe; source "sheet" }}\n'
             for i in range(1, count)]
    rows = [f"kpi,{'c0' if reported else 'orders'},{day},7," for day in month_ends(1)]
    return put(folder, f"chain{count}", AGREEMENT + "".join(kpis), rows)


def spent(folder, years):
    """What is computed of money that is spent each day."""
    text = AGREEMENT.replace("to 2026-12-31", f"to {2025 + years}-12-31") + (
        'kpi dear "Money an order" { unit TWD per order, orders; measures sales; formula spent(ads) / orders; '
        'target at most 9_000_000 TWD per order; source "books" }\n'
        'budget year "Budget" {\n  total 1_200_000 TWD\n  line ads "Ads" 1_200_000 TWD internal for 1 hours per month\n}\n')
    rows = [f"spend,ads,{day},10," for day in days(years)] + [f"kpi,orders,{day},5," for day in month_ends(years)]
    return put(folder, f"spent{years}", text, rows)


def wholes(folder, years):
    """A figure of the whole and of a part of it on the same days."""
    text = AGREEMENT.replace("to 2026-12-31", f"to {2025 + years}-12-31") + (
        'channel shop "Shop" { media owned; suits sales }\n'
        'kpi seen "Views" { unit views; measures sales; on page, shop; source "tool"; target at least 9; reported every day by mei; tally sum }\n')
    rows = [f"kpi,{name},{day},10," for name in ("seen", "seen/page") for day in days(years)]
    return put(folder, f"wholes{years}", text, rows)


def lacking(folder, years):
    """KPIs that are reported each day, with one figure each."""
    text = AGREEMENT.replace("to 2026-12-31", f"to {2025 + years}-12-31") + "".join(
        f'kpi seen{i} "Views {i}" {{ unit views; measures sales; source "tool"; target at least 9 by end; reported every day by mei; tally sum }}\n'
        for i in range(50))
    rows = [f"kpi,seen{i},2026-01-01,7," for i in range(50)] + [f"kpi,orders,{2025 + years}-12-31,5,"]
    return put(folder, f"lacking{years}", text, rows)


def shown(both):
    said = [f"{one[0]} KiB, {one[1]:.2f} s" if one else "failed" for one in both]
    return f"{said[0]}, and {said[1]} for {TIMES:g} times as much: {MOST:g} times the memory and {MOST_TIME:g} times the time is the most"


def scored(program, text, sheet, *options):
    with tempfile.TemporaryFile() as out:
        used = taken([program, "score", text, sheet, "--format", "json", *options], out, (0, 1))  # 1: something is missed
        return used if out.seek(0, os.SEEK_END) > 0 else None


def held(program, pairs, *options):
    both = [scored(program, *pair, *options) for pair in pairs]
    if not all(both):
        return [shown(both)]
    (memory, time), (large, long) = both
    return [] if large <= MOST * memory and long <= max(SHORT, MOST_TIME * time) else [shown(both)]


def scores(program, folder):
    yield "score: all figures", held(program, filled_in(program, folder))
    yield "score: all figures, written", held(program, filled_in(program, folder), "-o", folder / "written")
    yield "score: daily figures that lack, written", held(program, [lacking(folder, years) for years in (10, 40)], "-o", folder / "written")
    yield "score: a chain of formulas", held(program, [chain(folder, count, True) for count in (3_200, 12_800)])
    yield "score: a chain without figures", held(program, [chain(folder, count, False) for count in (3_200, 12_800)])
    yield "score: money each day", held(program, [spent(folder, years) for years in (40, 160)])
    yield "score: wholes and parts each day", held(program, [wholes(folder, years) for years in (40, 160)])


def main():
    program = cases.program_of(sys.argv)
    with tempfile.TemporaryDirectory(prefix="remit-growth-") as name:
        folder = pathlib.Path(name)
        return cases.judge(case for part in (scores, artifacts) for case in part(program, folder))


if __name__ == "__main__":
    sys.exit(main())
