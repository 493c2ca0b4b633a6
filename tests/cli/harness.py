"""What the tests of the program share: a call, what came of it, and texts to give it."""
import os
import pathlib
import shutil
import subprocess

HOME = pathlib.Path(__file__).resolve().parent.parent.parent
EXAMPLE = HOME / "examples" / "coffee-roaster.remit"
AGREEMENT = EXAMPLE.read_text(encoding="utf-8")
FINE, FINDINGS, TROUBLE = 0, 1, 2
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
    if name in os.environ:
        ENVIRONMENT[name] = os.environ[name]


class Outcome:
    def __init__(self, done):
        self.status = done.returncode
        self.out = (done.stdout or b"").decode("utf-8")
        self.err = (done.stderr or b"").decode("utf-8")

    def __str__(self):
        return f"status {self.status}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"


def call(program, *arguments, folder=None, stdin=b"", environment=None, **more):
    """Calls the program; `stdin` is what it reads, or the file that it reads from; `more` goes to subprocess.run."""
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 120, **more}
    more["input" if isinstance(stdin, bytes) else "stdin"] = stdin
    return Outcome(subprocess.run([program, *map(str, arguments)], cwd=folder, env={**ENVIRONMENT, **(environment or {})},
                                  check=False, **more))


def expect(outcome, status, err=None, out=None):
    """`err`: what must stand in standard error, "" for nothing at all; `out` likewise."""
    assert outcome.status == status, f"status {status} wanted: {outcome}"
    for wanted, text in ((err, outcome.err), (out, outcome.out)):
        if wanted == "":
            assert text == "", f"nothing wanted: {outcome}"
        elif wanted is not None:
            assert wanted in text, f"{wanted!r} wanted: {outcome}"


def refused(outcome, *words):
    """Wrong use: one plain sentence, nothing else."""
    expect(outcome, TROUBLE, out="")
    assert outcome.err.startswith("remit: ") and outcome.err.count("\n") == 1, f"one sentence wanted: {outcome}"
    for word in words:
        assert word in outcome.err, f"{word!r} wanted: {outcome}"


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def tree(folder):
    """Every file under the folder, by its path in it."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def has_strace():
    """Whether calls of the system can be failed here: strace is there, and may trace."""
    if not shutil.which("strace"):
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode == 0
