#!/usr/bin/env python3
"""What other projects take into their own checks, run as those would run it: run.py PROGRAM

The GitHub action and the GitLab job are read from their files, and their commands given to a shell in a project with an
agreement; $REMIT names the program, so that nothing is built. (That it can be built, and the hook of pre-commit:
campaign.py.) The last line is `N passed, N failed`."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

sys.path.append("/usr/lib/python3/dist-packages")  # where Debian's modules are, whichever Python this is
import yaml  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BASE = (ROOT / "src/check/base.remit").read_text(encoding="utf-8")
FAULTY = BASE.replace("product 30%", "product 20%; # 10 % short\n    #").replace("45% to 60%", "45%").replace("10% to 25%", "25%")


class Project:
    """A folder with two agreements, one of them in a folder whose name has a blank, and what a run of it gives."""

    def __init__(self, folder, program, text):
        self.folder, self.program = folder, program
        (folder / "plans").mkdir()
        (folder / "plans/tea.remit").write_text(text, encoding="utf-8")
        (folder / "other.remit").write_text(BASE, encoding="utf-8")

    def sh(self, command, **environment):
        known = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "REMIT": self.program}
        return subprocess.run(["sh", "-e", "-c", command], cwd=self.folder, env={**known, **environment},
                              capture_output=True, text=True, timeout=60)


def load(name):
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def run_action(project, **given):
    """The action's steps, its inputs put in as the runner does."""
    action = load("action.yml")
    inputs = {name: given.get(name, row["default"]) for name, row in action["inputs"].items()}
    assert action["runs"]["using"] == "composite" and len(action["runs"]["steps"]) == 1
    step = action["runs"]["steps"][0]
    environment = dict(step["env"])
    for name, value in inputs.items():
        environment = {key: text.replace("${{ inputs." + name + " }}", value) for key, text in environment.items()}
    assert not any("${{" in text for text in environment.values()), environment
    return project.sh(step["run"], GITHUB_ACTION_PATH=str(ROOT), GITHUB_STEP_SUMMARY=str(project.folder / "summary.md"),
                      **environment)


def test_action_marks_the_line(program, folder):
    result = run_action(Project(folder, program, FAULTY))
    assert result.returncode == 1, result
    assert any(line.startswith("::error file=plans/tea.remit,line=") and "M001" in line for line in result.stdout.splitlines()), result
    assert "M001" in (folder / "summary.md").read_text(encoding="utf-8")


def test_action_of_a_sound_project(program, folder):
    result = run_action(Project(folder, program, BASE))
    assert result.returncode == 0 and "::error" not in result.stdout, result


def test_action_takes_its_inputs(program, folder):
    project = Project(folder, program, BASE.replace("  notice   30 days\n", ""))
    assert run_action(project).returncode == 0
    result = run_action(project, deny="warning", files="plans other.remit", sarif="out.sarif")
    assert result.returncode == 1 and "C008" in result.stdout, result
    found = json.loads((folder / "out.sarif").read_text(encoding="utf-8"))
    assert found["runs"][0]["results"][0]["ruleId"] == "C008"
    assert run_action(project, deny="warning", files="other.remit").returncode == 0


def test_action_takes_no_file_for_an_option(program, folder):
    result = run_action(Project(folder, program, BASE), files="--force")
    assert result.returncode == 2 and "--force" in result.stderr, result


def run_gitlab(project, **variables):
    job = load("ci/gitlab.yml")["remit"]
    environment = {**job["variables"], "REMIT_FOLDER": str(ROOT), **variables}
    return job, project.sh("\n".join(job["before_script"] + job["script"]), **environment)


def test_gitlab_job(program, folder):
    job, result = run_gitlab(Project(folder, program, FAULTY))
    assert result.returncode == 1 and "error[M001]" in result.stdout, result
    reports = job["artifacts"]["reports"]
    assert job["artifacts"]["when"] == "always", "what fails must be reported"
    found = json.loads((folder / reports["codequality"]).read_text(encoding="utf-8"))
    assert [(one["check_name"], one["location"]["path"]) for one in found] == [("mix-not-100", "plans/tea.remit")], found
    assert "<testsuite" in (folder / reports["junit"]).read_text(encoding="utf-8")


def test_gitlab_job_of_a_sound_project(program, folder):
    assert run_gitlab(Project(folder, program, BASE))[1].returncode == 0
    job, result = run_gitlab(project_again(folder, program), REMIT_FILES="plans", REMIT_OPTIONS="--deny warning")
    assert result.returncode == 1 and "C008" in result.stdout, result


def project_again(folder, program):
    inner = folder / "again"
    inner.mkdir()
    return Project(inner, program, BASE.replace("  notice   30 days\n", ""))


def test_shell_finds_the_installed_program(program, folder):
    (folder / "bin").mkdir()
    (folder / "bin/remit").symlink_to(program)
    result = subprocess.run(["sh", ROOT / "ci/remit.sh", "--version"], capture_output=True, text=True,
                            env={"PATH": f"{folder / 'bin'}:/usr/bin:/bin"}, cwd=folder, check=True)
    assert result.stdout.startswith("remit "), result


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    passed = failed = 0
    for name, case in list(globals().items()):
        if not name.startswith("test_"):
            continue
        with tempfile.TemporaryDirectory(prefix="remit-ci-") as folder:
            try:
                case(program, pathlib.Path(folder))
                passed += 1
            except Exception:
                failed += 1
                print(f"FAILED {name}\n{traceback.format_exc()}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
