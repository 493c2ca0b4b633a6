#!/usr/bin/env python3
"""Errors planted in src/score, one by one; each must be caught by the second implementation.

    planted.py PROGRAM          PROGRAM in its build folder: one file is compiled anew for each error, as it was built
    planted.py PROGRAM WORD…    only errors whose name has a word

Each is a textual edit. The source is left as it is: the edited file is compiled in a temporary folder, and linked with the
other objects of the build. The last line is `N passed, N failed`."""
import pathlib
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1] / "src" / "score"
CASES = 20000

PLANTED = [
    ("the last row is of a mean twice", "tallies.c",
     "figure.under = decimal_from_integer(state->counted);", "figure.under = decimal_from_integer(state->counted + (state->counted > 5));"),
    ("a sum of places is averaged", "tallies.c",
     "return unit && (unit->kind == UNIT_COUNT ||", "return unit && ("),
    ("the plan is that of the day of the scoring", "score_kpis.c",
     "day = k->actual.known ? k->date : scoring->day;", "day = scoring->day;"),
    ("what comes after the target's date counts", "score_kpis.c",
     "return last < scoring->day ? last : scoring->day;", "return last < scoring->day - 60 ? last : scoring->day;"),
    ("what is just at a ceiling is over it", "path.c",
     "return !bounds->has_high || quotient_compare(figure, bounds->high) <= 0;",
     "return !bounds->has_high || quotient_compare(figure, bounds->high) < (bounds->high.under > 1);"),
    ("a mean is compared as it is rounded", "score_kpis.c",
     "  k->exactly = tallied.exactly;", "  k->exactly = quotient_of(tallied.figure.value);"),
    ("a milestone and a forecast on one day: the forecast", "path.c",
     "forecast->on < before", "forecast->on <= before"),
    ("excused on its first day alone", "periods.c",
     "e->period.from <= period->last && e->period.to >= period->first", "e->period.from <= period->last && e->period.from >= period->first"),
    ("the months of a growth are counted from the term", "path.c",
     "if (kpi->baseline.form == BASELINE_ON && of_baseline != DAY_NONE && has_steps(path, target)) path->begins = of_baseline;", ""),
    ("what is maintained is looked at on the day alone", "score_kpis.c",
     "  if (is_broken(scoring, k)) return STANDING_MISSED;\n", ""),
    ("a figure that was due counts as 0 before its report is", "score_kpis.c",
     "return k->due ? result_of(decimal_from_integer(0)) : unknown;", "return result_of(decimal_from_integer(0));"),
    ("parts of an order are paid for", "score_returns.c",
     "is_counted_whole(c->kpi->unit) ? quotient_floor(by) : quotient_value(by)", "quotient_value(by)"),
    ("a baseline makes as much in a shorter time", "score_returns.c",
     "k->now.figure.value, k->now.date, &gain)", "k->now.figure.value, scoring->day, &gain)"),
    ("the term's last day costs nothing", "score_work.c",
     "gone = (int64_t)scoring->day - term->from + 1;", "gone = (int64_t)scoring->day - term->from;"),
]


def commands(build):
    """How the build makes each object of src/score, and the program."""
    done = subprocess.run(["ninja", "-t", "commands", "remit"], cwd=build, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    return {line.rsplit("/", 1)[-1]: line for line in lines if "/src/score/" in line.rsplit(" ", 1)[-1]}, lines[-1]


def compiled(line, edited, out):
    words = [word for word in shlex.split(line) if word not in ("-Werror", "-MD")]
    for option in ("-MT", "-MF", "-o"):
        if option in words:
            at = words.index(option)
            del words[at:at + 2]
    return [*words[:-1], str(edited), "-w", "-o", str(out)]


def with_error(build, folder, error):
    """The program with one error in it."""
    _, file, before, after = error
    objects, link = commands(build)
    text = (SOURCE / file).read_text(encoding="utf-8")
    if text.count(before) != 1:
        raise ValueError(f"{file} has {text.count(before)} times: {before}")
    edited, out, program = folder / file, folder / (file + ".o"), folder / "remit"
    edited.write_text(text.replace(before, after), encoding="utf-8")
    subprocess.run(compiled(objects[file], edited, out), cwd=build, check=True)
    words = link.replace(f" CMakeFiles/remit_objects.dir/src/score/{file}.o ", f" {out} ").replace(" -o remit ", f" -o {program} ")
    subprocess.run(words, cwd=build, shell=True, check=True)
    return program


def is_caught(program, cases):
    """The disagreement that it is told by, or None."""
    done = subprocess.run([sys.executable, HERE / "second_run.py", program, "--cases", str(cases), "--first"], capture_output=True,
                          text=True, check=False)
    return done.stdout.splitlines()[0][:160] if done.returncode == 1 and done.stdout.startswith("seed ") else None


def main(arguments):
    if not arguments:
        sys.exit(__doc__)
    build, words = pathlib.Path(arguments[0]).resolve().parent, arguments[1:]
    passed = failed = 0
    for error in PLANTED:
        if words and not any(word in error[0] for word in words):
            continue
        with tempfile.TemporaryDirectory(prefix="remit-planted-") as name:
            told = is_caught(with_error(build, pathlib.Path(name), error), CASES)
        print(f"{error[0]}: {told or 'NOT CAUGHT'}")
        passed += told is not None
        failed += told is None
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
