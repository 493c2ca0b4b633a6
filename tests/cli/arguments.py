"""Wrong and right use: commands, options, help."""
import json
import re
import unicodedata

import catalogue
from harness import AGREEMENT, FINE, TROUBLE, call, expect, put, refused

LANGUAGES = {language: catalogue.words(language, "COMMAND_CHECK") for language in catalogue.LANGUAGES}
COMMANDS = ("check", "build", "score", "explain", "rules", "limits")


def test_without_arguments(program, folder):
    refused(call(program), "remit --help")


def test_unknown_command(program, folder):
    refused(call(program, "chekc"), "`chekc`", "`check`")
    refused(call(program, "frobnicate"), "`frobnicate`", "remit --help")
    refused(call(program, ""), "remit --help")


def test_file_without_command(program, folder):
    refused(call(program, "plan.remit"), "remit check plan.remit")


def test_option_before_command(program, folder):
    refused(call(program, "--force", "build", "plan.remit"), "`--force`")


def test_commands_that_are_not_there_yet(program, folder):
    for name in ("diff", "fmt", "init", "lsp", "completion"):
        refused(call(program, name), f"no command `{name}`")


def test_help(program, folder):
    outcome = call(program, "--help")
    expect(outcome, FINE, err="")
    for name in COMMANDS:
        assert f"remit {name}" in outcome.out, outcome
    assert call(program, "-h").out == outcome.out


def test_help_of_each_command(program, folder):
    for name in COMMANDS:
        outcome = call(program, name, "--help")
        expect(outcome, FINE, err="", out=f"remit {name}")
        assert call(program, name, "-h").out == outcome.out
        assert max(map(len, outcome.out.split("\n"))) <= 110, outcome


def test_help_in_each_language(program, folder):
    """Columns stand under one another whatever the script; a language that is none is refused."""
    for language, of_check in LANGUAGES.items():
        outcome = call(program, "--help", "--language", language)
        expect(outcome, FINE, err="", out=of_check)
        assert call(program, "-h", f"--language={language}").out == outcome.out
        assert call(program, "--language", language, "--help").out == call(program, f"--language={language}", "-h").out == outcome.out
        assert call(program, "--language", language, "limits").out == call(program, "limits", "--language", language).out
        lines = [line for line in outcome.out.split("\n") if line.startswith("  remit ")]
        starts = {width(re.match(r"  remit \S+.*?  +", line).group()) for line in lines}
        assert len(starts) == 1, outcome
        for name in COMMANDS:
            expect(call(program, name, "--help", "--language", language), FINE, err="", out=f"remit {name}")
        limits = call(program, "limits", "--language", language).out.rstrip("\n").split("\n")
        assert len({width(re.match(r"\S+ +\d+ .*?  +", line).group()) for line in limits}) == 1, limits
    refused(call(program, "--help", "--language", "xx"), "`xx`")
    refused(call(program, "--language", "xx", "--help"), "`xx`")
    refused(call(program, "--language"), "`--language`")
    refused(call(program, "--language", "bg"), "`--language`")
    refused(call(program, "--help", "--frobnicate"), "`--frobnicate`")


def test_rules_in_each_language(program, folder):
    for language in LANGUAGES:
        page = call(program, "explain", "K001", "--language", language)
        expect(page, FINE, err="", out=f"{catalogue.words(language, 'LEVEL_ERROR')}[K001]{catalogue.words(language, 'COLON')}")
        assert catalogue.words(language, "PAGE_WHY") in page.out, page
        level = catalogue.words(language, "LEVEL_WARNING")
        assert f"G002  objective-serves-no-goal         {level}" in call(program, "rules", "--language", language).out


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def test_help_names_options_that_are_there(program, folder):
    """Every option that help names is known, and none of one command is taken by another."""
    named = {name: set(re.findall(r"--[a-z-]+", call(program, name, "--help").out)) for name in COMMANDS}
    for name in COMMANDS:
        for option in set.union(*named.values()) - named[name]:
            refused(call(program, name, option, "x"), f"`{option}`")
    assert {"--root", "--force", "--emit", "--output", "--no-bom", "--set", "--values", "--as-of"} <= named["build"]


def test_version(program, folder):
    outcome = call(program, "--version")
    expect(outcome, FINE, err="")
    assert re.fullmatch(r"remit \d+\.\d+\.\d+\n(.+: .+\n)+", outcome.out), outcome
    assert "ISO 4217" in outcome.out and "tz 20" in outcome.out
    assert call(program, "check", "--version").out == outcome.out


def test_limits(program, folder):
    outcome = call(program, "limits")
    expect(outcome, FINE, err="")
    rows = {line.split()[0]: line.split()[1] for line in outcome.out.splitlines()}
    assert rows["file-size"] == "16" and rows["files"] == "1024" and rows["include-depth"] == "32", outcome
    assert rows["workbook-size"] == "64" and rows["workbook-parts"] == "10000" and rows["workbook-cells"] == "5000000", outcome
    assert rows["findings"] == "500" and rows["first-year"] == "1900" and rows["last-year"] == "2199", outcome


def test_unknown_option(program, folder):
    refused(call(program, "check", "--colour", "never", "plan.remit"), "`--colour`", "`--color`")
    refused(call(program, "check", "--frobnicate", "plan.remit"), "`--frobnicate`", "remit check --help")
    refused(call(program, "check", "-x", "plan.remit"), "`-x`")


def test_option_of_another_command(program, folder):
    refused(call(program, "check", "--force", "plan.remit"), "`check`", "`--force`", "`build`")
    refused(call(program, "limits", "--level", "error"), "`limits`", "`--level`")


def test_option_without_its_argument(program, folder):
    for option in ("--root", "--format", "--level", "--deny", "--set", "--values", "--as-of", "--color"):
        refused(call(program, "check", "plan.remit", option), f"`{option}`")
    refused(call(program, "build", "plan.remit", "-o"), "`--output`")
    refused(call(program, "check", "--show-allowed=yes", "plan.remit"), "`--show-allowed`")


def test_option_with_a_wrong_argument(program, folder):
    for option, argument, wanted in (("--level", "high", "`warning`"), ("--deny", "error", "`warning`"), ("--deny", "warnings", "`info`"),
                                     ("--color", "blue", "`never`"), ("--format", "xml", "`json`"),
                                     ("--format", "json=", "`json=`"), ("--format", "sarif=", "`sarif=`"),
                                     ("--format", "serif", "`sarif`"), ("--format", "", "`text`"), ("--as-of", "2026-02-30", "2026-03-31"),
                                     ("--as-of", "today", "2026-03-31"), ("--set", "fee", "NAME=VALUE"),
                                     ("--set", "=5", "NAME=VALUE"), ("--root", "nowhere", "nowhere")):
        refused(call(program, "check", option, argument, "plan.remit", folder=folder), wanted)
    refused(call(program, "build", "--emit", "scorcard", "plan.remit"), "`scorcard`", "`scorecard`")
    refused(call(program, "build", "--emit", "scorecard.pdf", "plan.remit"), "`scorecard.pdf`")
    refused(call(program, "build", "--emit", "model,", "plan.remit"), "``")
    refused(call(program, "build", "-o", "", "plan.remit"), "-o")


def test_no_file_and_too_many(program, folder):
    refused(call(program, "check"), "remit check FILE")
    refused(call(program, "limits", "plan.remit"), "limits")


def test_two_formats_in_one_place(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    refused(call(program, "check", "--format", "json", "--format", "text", "plan.remit", folder=folder), "--format")
    refused(call(program, "check", "--format", "json", "--format", "json", "plan.remit", folder=folder), "--format")
    refused(call(program, "check", "--format", "json=a", "--format", "text=a", "plan.remit", folder=folder), "--format")
    expect(call(program, "check", "--format", "json=a", "--format", "text", "plan.remit", folder=folder), FINE)


def test_formats_in_one_file_by_two_names(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    (folder / "out").mkdir()
    (folder / "link").symlink_to("out")
    for one, other in (("a", "./a"), ("out/a", "link/a"), ("a", folder / "a"), ("out/../a", "a")):
        refused(call(program, "check", "--format", f"json={one}", "--format", f"sarif={other}", "plan.remit", folder=folder), "--format")
    refused(call(program, "build", "--format", "json", "--format", "sarif", "plan.remit", folder=folder), "--format")


def test_a_format_over_an_agreement(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    refused(call(program, "check", "--format", "json=./plan.remit", "plan.remit", folder=folder), "plan.remit")
    assert (folder / "plan.remit").read_text() == AGREEMENT


def test_rules_to_select_and_to_ignore(program, folder):
    for option in ("--select", "--ignore"):
        refused(call(program, "check", option, "K019x", "plan.remit"), "`K019x`")
        refused(call(program, "check", option, "M0001", "plan.remit"), "`M0001`", "`M001`")
        refused(call(program, "check", option, "X", "plan.remit"), "`X`")
        refused(call(program, "check", option, "M,", "plan.remit"), "``")
        refused(call(program, "check", option, "mix-not-100", "plan.remit"), "`mix-not-100`", "remit rules")
        refused(call(program, "check", option, "M\x1b[2J", "plan.remit"), "<U+001B>")
        refused(call(program, "build", option, "M", "plan.remit"), f"`{option}`", "`check`")
    for word in ("E", "e", "E007", "M,E101"):
        refused(call(program, "check", "--ignore", word, "plan.remit"), "cannot be ignored")


def test_explain(program, folder):
    expect(call(program, "explain", "m001"), FINE, out="M001 mix-not-100 (error)", err="")
    expect(call(program, "explain", "M001", "--format", "md"), FINE, out="# M001 mix-not-100", err="")
    expect(call(program, "explain", "base"), FINE, out="agreement tea_2026", err="")
    refused(call(program, "explain", "M0001"), "`M0001`", "`M001`")
    refused(call(program, "explain", "mixes"), "`mixes`", "remit rules")
    refused(call(program, "explain", ""), "remit rules")
    refused(call(program, "explain"), "remit explain CODE")
    refused(call(program, "explain", "M001", "M002"), "one rule")
    refused(call(program, "explain", "--format", "sarif", "M001"), "`md`")
    refused(call(program, "rules", "M001"), "`remit rules` takes no file")
    refused(call(program, "rules", "--format", "json=a"), "`json=a`")


def test_rules(program, folder):
    text, markdown = call(program, "rules").out, call(program, "rules", "--format", "md").out
    rows = json.loads(call(program, "rules", "--format", "json").out)["rules"]
    codes = [row["code"] for row in rows]
    assert [line.split()[0] for line in text.splitlines()] == codes and len(set(codes)) == len(codes) > 40
    assert [line.split()[1] for line in markdown.splitlines()[2:]] == codes
    assert {row["level"] for row in rows} <= {"error", "warning", "info"}


def test_options_stand_anywhere(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    expect(call(program, "check", "plan.remit", "--level", "error", folder=folder), FINE, err="", out="")
    put(folder / "-plan.remit", AGREEMENT)
    expect(call(program, "check", "--level=error", "--", "-plan.remit", folder=folder), FINE, err="", out="")


def test_what_is_said_is_safe_for_a_terminal(program, folder):
    outcome = call(program, "check", "a\x1b[2Jb.remit", folder=folder)
    expect(outcome, TROUBLE)
    assert "\x1b" not in outcome.err and "<U+001B>" in outcome.err, outcome
