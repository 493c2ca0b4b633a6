#!/usr/bin/env python3
"""Hostile texts: each gets its finding, or a clear refusal, quickly and in bounded memory.

    run.py REMIT

Bounds are generous, so that a slow machine or a sanitizer does not fail them; what they catch is a hang, a crash and
growth that is not linear."""
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
SECONDS = 20
MIB = 1024 * 1024
EXAMPLE = (PROJECT / "examples" / "coffee-roaster.remit").read_bytes()
HEAD = b"agreement a \"A\" { term from 2026-01-01 to 2026-12-31; currency EUR }\n"


def many(count, line):
    return b"".join(line % {b"i": i} for i in range(count))


# Name: the text's bytes, the code that must be found first among its kind, and the memory that it may take.
FAMILIES = {
    "empty": (b"", "E105", 16),
    "a quote of 10 MB that nothing closes": (b'agreement a "' + b"x" * 10_000_000, "E004", 64),
    "a text block of 10 MB that nothing closes": (b'agreement a """' + b"x\n" * 5_000_000, "E004", 64),
    "a Chinese quote of 9 MB that nothing closes": ("agreement a 「".encode() + "茶".encode() * 3_000_000, "E004", 64),
    "100,000 open blocks": (b"client c { " * 100_000, "E009", 64),
    "100,000 parentheses": (HEAD + b"kpi k { unit x; formula " + b"(" * 100_000 + b"1" + b")" * 100_000 + b" }", "E009", 64),
    "100,000 times not": (HEAD + b"diagnosis d { when " + b"not " * 100_000 + b"k met; then \"x\" }", "E009", 64),
    "100,000 minus signs": (HEAD + b"kpi k { unit x; formula " + b"- " * 100_000 + b"1 }", "E009", 64),
    "a sum of 100,000 figures": (HEAD + b"kpi k { unit x; formula " + b" + ".join([b"1"] * 100_000) + b" }", "E009", 64),
    "a million NULs": (b"agreement a { " + b"\0" * 1_000_000 + b" }", "E002", 64),
    "bytes that are not UTF-8": (HEAD + b'client c "\xC0\xAF" { person p }', "E001", 16),
    "UTF-16": ("agreement a { }".encode("utf-16"), "E001", 16),
    "a bidirectional control": (HEAD + "client c \"\u202egnp\" { person p }".encode(), "E003", 16),
    "a control character in a comment": (HEAD + b"# \x1b[2J\n", "E002", 16),
    "a million faults": (b"@;" * 1_000_000, "E007", 128),
    "ten million semicolons": (b";" * 10_000_000, "E105", 64),
    "a million quotes": (b'"' * 1_000_001, None, 64),
    "five million empty lines and a fault": (b"\n" * 5_000_000 + b"@", "E007", 128),
    "a line of 15 MB with a fault at its end": (b'agreement a { mission "' + b"x" * 15_000_000 + b'" @ }', "E007", 128),
    "a word of 10 MB": (b"a" * 10_000_000 + b" x\n", "E010", 192),
    "a number of a million digits": (HEAD + b"goal g { }\nkpi k { unit x; target at least " + b"9" * 1_000_000 + b" }", "E207", 32),
    "100,000 names of which none is declared": (HEAD + many(100_000, b"goal g%(i)d { owner misspelt%(i)d }\n"), "E101", 256),
    "a list of 100,000 names": (HEAD + b"objective o { serves " + b", ".join(b"g%d" % i for i in range(100_000)) + b" }",
                                "E101", 128),
    "a figure a day for 300 years, for each of 3,000 KPIs": (
        b"agreement a { term from 1900-01-01 to 2199-12-31; currency EUR }\nclient c { person p }\n"
        + many(3000, b"kpi k%(i)d { unit x; target at least 5; reported every day by p }\n"), "E009", 64),
    "formulas that rest on one another, 100,000 of them": (
        HEAD + many(99_999, b"kpi k%(i)d { unit x; formula k%(i)d1 }\n"), "E101", 400),
    "over the cap": (b"#" * (16 * MIB + 1), "E009", 64),
}


class Fault(Exception):
    pass


def limit_memory(mib):
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (mib * MIB, mib * MIB))


def run(remit, path, memory=None):
    sanitized = b"__asan_init" in pathlib.Path(remit).read_bytes()
    before = limit_memory(memory + 64) if memory and not sanitized else None
    began = time.monotonic()
    try:
        result = subprocess.run([remit, "check", path], capture_output=True, timeout=SECONDS, preexec_fn=before, check=False)
    except subprocess.TimeoutExpired:
        raise Fault(f"it did not end in {SECONDS} s") from None
    if result.returncode not in (0, 1):
        raise Fault(f"status {result.returncode}: {result.stderr[-300:]!r}")
    return result, time.monotonic() - began


def check_family(remit, folder, text, code, memory):
    path = os.path.join(folder, "text.remit")
    pathlib.Path(path).write_bytes(text)
    result, _ = run(remit, path, memory)
    if result.returncode != 1:
        raise Fault("nothing was found")
    if code and f"error[{code}]".encode() not in result.stdout:
        raise Fault(f"{code} was not found, but: {result.stdout[:300]!r}")


def check_mutations(remit, folder):
    """The example cut, with bytes turned over, and with lines in another order: it ends with findings or without."""
    choose = random.Random(7)
    path = os.path.join(folder, "mutated.remit")
    for number in range(150):
        text = bytearray(EXAMPLE)
        if number % 3 == 0:
            text = text[: choose.randrange(len(text))]
        elif number % 3 == 1:
            for _ in range(choose.randrange(1, 8)):
                text[choose.randrange(len(text))] ^= choose.choice([1, 0x20, 0x80, 0xFF])
        else:
            lines = bytes(text).split(b"\n")
            choose.shuffle(lines)
            text = b"\n".join(lines)
        pathlib.Path(path).write_bytes(bytes(text))
        run(remit, path)


def check_single_bytes(remit, folder):
    path = os.path.join(folder, "byte.remit")
    for byte in range(256):
        pathlib.Path(path).write_bytes(bytes([byte]))
        run(remit, path)


def check_no_files(remit, folder):
    """A folder, a device, a pipe and what is not there: status 2 and a sentence, at once."""
    pipe = os.path.join(folder, "pipe")
    os.mkfifo(pipe)
    for path in ("/dev/zero", pipe, os.path.join(folder, "missing.remit")):
        result = subprocess.run([remit, "check", path], capture_output=True, timeout=SECONDS, check=False)
        if result.returncode != 2 or not result.stderr.strip():
            raise Fault(f"{path}: status {result.returncode}, {result.stderr!r}")


def main():
    remit = os.path.abspath(sys.argv[1])
    cases = [(name, lambda r, f, family=family: check_family(r, f, *family)) for name, family in FAMILIES.items()]
    cases += [("mutations of an example", check_mutations), ("each byte by itself", check_single_bytes),
              ("what is no file", check_no_files)]
    failed = 0
    for name, case in cases:
        with tempfile.TemporaryDirectory() as folder:
            try:
                case(remit, folder)
            except Fault as fault:
                failed += 1
                print(f"{name}: {fault}")
    print(f"{len(cases) - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
