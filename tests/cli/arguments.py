"""Wrong and right use: commands, options, help."""
import re

from harness import AGREEMENT, FINE, TROUBLE, call, expect, put, refused

COMMANDS = ("check", "build", "limits")


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
    for name in ("score", "diff", "fmt", "init", "explain", "rules", "lsp", "completion"):
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
    for option, argument, wanted in (("--level", "high", "`warning`"), ("--deny", "info", "`warning`"),
                                     ("--color", "blue", "`never`"), ("--format", "xml", "`json`"),
                                     ("--format", "json=", "`json=`"), ("--as-of", "2026-02-30", "2026-03-31"),
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


def test_options_stand_anywhere(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    expect(call(program, "check", "plan.remit", "--level", "error", folder=folder), FINE, err="", out="")
    put(folder / "-plan.remit", AGREEMENT)
    expect(call(program, "check", "--level=error", "--", "-plan.remit", folder=folder), FINE, err="", out="")


def test_what_is_said_is_safe_for_a_terminal(program, folder):
    outcome = call(program, "check", "a\x1b[2Jb.remit", folder=folder)
    expect(outcome, TROUBLE)
    assert "\x1b" not in outcome.err and "<U+001B>" in outcome.err, outcome
