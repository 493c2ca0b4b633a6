"""Signals: an interrupt leaves no half-written file, and ends the program as the system expects."""
import signal
import subprocess

from harness import AGREEMENT, ENVIRONMENT, FINE, call, expect, has_strace, put, tree


def interrupted(program, folder, rule, **more):
    command = ["strace", "-f", "-o", "/dev/null", "-e", f"inject={rule}", program, "build", "plan.remit", "-o", "out", "--emit",
               "model"]
    environment = {**ENVIRONMENT, "ASAN_OPTIONS": "detect_leaks=0"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=60, **more)


def needs_strace():
    if not has_strace():
        raise AssertionError("strace is needed, and allowed to trace: setup/packages.sh test")


def prepared(program, folder):
    put(folder / "plan.remit", AGREEMENT)
    expect(call(program, "build", "plan.remit", "-o", "new", "--emit", "model", folder=folder), FINE)
    put(folder / "out/plan.model.json", "old")
    return tree(folder / "new")


def test_interrupt_while_writing(program, folder):
    needs_strace()
    prepared(program, folder)
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        done = interrupted(program, folder, f"fsync:signal={name}:when=1")
        assert done.returncode == -getattr(signal, name), done
        assert b"out/plan.model.json is as it was" in done.stderr, done
        assert tree(folder / "out") == {"plan.model.json": b"old"}, done


def test_interrupt_that_is_ignored(program, folder):
    """As nohup starts a program."""
    needs_strace()
    new = prepared(program, folder)
    ignore = {"preexec_fn": lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)}
    done = interrupted(program, folder, "fsync:signal=SIGHUP:when=1", **ignore)
    assert done.returncode == FINE and tree(folder / "out") == new, done


def test_signal_at_each_call_of_the_system(program, folder):
    needs_strace()
    new = prepared(program, folder)
    for name in ("SIGINT", "SIGKILL"):
        ended = 0
        for call_name in ("openat", "write", "fsync", "close", "rename"):
            for when in range(1, 14):
                put(folder / "out/plan.model.json", "old")
                done = interrupted(program, folder, f"{call_name}:signal={name}:when={when}")
                left = tree(folder / "out")
                content = left.pop("plan.model.json")
                assert content in (b"old", new["plan.model.json"]), (name, call_name, when, done)
                if name == "SIGINT" or done.returncode == FINE:
                    assert not left, (name, call_name, when, left)
                for leftover in left:
                    (folder / "out" / leftover).unlink()
                ended += done.returncode == -getattr(signal, name)
        assert ended > 10, (name, ended)
