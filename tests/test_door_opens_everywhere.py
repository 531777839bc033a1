"""``run.py`` needs Python alone, and says in one sentence what is missing."""

import ast
import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.door import environment
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.door.verbs import VERBS
from scripts.pages.browser import find_browser
from scripts.verbs import test as testing

RUN = ROOT / "scripts/run.py"
# Runs run.py after a line that pretends something about this Python.
PRETEND = "import sys, runpy; {}; runpy.run_path({!r}, run_name='__main__')"
ENVIRONMENT = "from scripts.door.environment import describe_wanted, is_ready"
OFFLINE = """\
WARNING: Retrying (Retry(total=0)) after connection broken by \
'NewConnectionError(Failed to establish a new connection)': /simple/alabaster/
ERROR: Could not find a version that satisfies the requirement alabaster==1.0.0
ERROR: No matching distribution found for alabaster==1.0.0"""
NO_WHEEL = "Collecting pandas\nERROR: No matching distribution found for pandas==3.1.1"
NO_SPACE = (
    "ERROR: Could not install packages due to an OSError: No space left on device"
)
TWO_CHECKS = """
import pytest

def test_plain():
    assert True

@pytest.mark.browser
def test_page():
    assert True
"""


@pytest.fixture
def clone(tmp_path) -> Path:
    """The door and its scripts in a folder of their own, without an environment."""
    shutil.copytree(ROOT / "scripts", tmp_path / "clone/scripts")
    for name in ("pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path / "clone")
    return tmp_path / "clone"


@pytest.fixture
def ready_clone(clone) -> Path:
    """A clone whose environment is ready: it borrows this Python."""
    python = Path(sys.executable)
    venv = clone / ".venv"
    (venv / python.parent.name).mkdir(parents=True)
    if os.name == "nt":
        shutil.copy(Path(sys.prefix) / "pyvenv.cfg", venv)
        shutil.copy(python, venv / "Scripts/python.exe")
    else:
        (venv / "bin/python").symlink_to(python)
    marker = run(["-c", f"{ENVIRONMENT}; print(describe_wanted(), end='')"], clone)
    (venv / "made-from.txt").write_text(marker.stdout, encoding="utf-8", newline="\n")
    return clone


@pytest.fixture
def new_place(tmp_path, monkeypatch) -> list[str]:
    """The environment module works in an empty folder; the list notes what it did."""
    done = []
    for name in ("requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(environment, "MARKER", tmp_path / ".venv/made-from.txt")

    def create():
        done.append("create")
        shutil.rmtree(tmp_path / ".venv", ignore_errors=True)
        environment.get_python().parent.mkdir(parents=True)
        environment.get_python().touch()

    monkeypatch.setattr(environment, "create_venv", create)
    monkeypatch.setattr(environment, "install", lambda *_: done.append("install"))
    return done


def run(
    arguments: list, folder: Path = ROOT, **settings
) -> subprocess.CompletedProcess:
    """Run this Python with arguments and return how it ended."""
    environ = {key: value for key, value in os.environ.items() if key != "CI"}
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=folder,
        env=environ | settings,
        capture_output=True,
        encoding="utf-8",
    )


def replace_verb(clone: Path, verb: str, body: str) -> None:
    """Let a verb of a clone do something else."""
    code = f"import os, signal\nfrom scripts.door.errors import Problem\n{body}\n"
    path = clone / f"scripts/verbs/{verb}.py"
    path.write_text(code, encoding="utf-8")


def says_one_sentence(ended: subprocess.CompletedProcess) -> bool:
    """Say whether a run ended with one line on standard error and no traceback."""
    return ended.stderr.count("\n") == 1 and "Traceback" not in ended.stderr


def test_an_old_python_gets_a_sentence():
    ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 7))
    ended = run(["-c", PRETEND.format("sys.version_info = (3, 8, 0)", str(RUN))])
    assert ended.returncode == 1 and says_one_sentence(ended)
    assert "Python 3.11 or newer" in ended.stderr


def test_help_names_every_verb():
    ended = run([RUN, "--help"])
    assert ended.returncode == 0
    assert [verb for verb in VERBS if f"\n  {verb}" not in ended.stdout] == []


def test_an_unknown_verb_gets_the_known_ones():
    ended = run([RUN, "biuld"])
    assert ended.returncode == 1 and says_one_sentence(ended)
    assert all(verb in ended.stderr for verb in ("biuld", *VERBS))


def test_the_door_needs_the_standard_library_alone(clone):
    bare = ["-I", "-S", clone / "scripts/run.py"]
    doctor = run([*bare, "doctor"], clone)
    assert (doctor.returncode, doctor.stderr) == (0, "")
    assert "note    Environment" in doctor.stdout
    replace_verb(clone, "bench", "def main(argv): return 5")
    assert run([*bare, "bench"], clone).returncode == 5


def test_python_without_venv_gets_what_to_install(clone):
    pretend = "sys.modules['ensurepip'] = None; sys.argv = ['run.py', 'build']"
    ended = run(["-c", PRETEND.format(pretend, str(clone / "scripts/run.py"))], clone)
    assert ended.returncode == 1 and says_one_sentence(ended)
    major, minor = sys.version_info[:2]
    assert f"apt install python{major}.{minor}-venv" in ended.stderr
    assert not (clone / ".venv").exists()


def test_a_ready_environment_is_used_as_it_is(ready_clone):
    replace_verb(ready_clone, "refresh", "def main(argv): print(argv); return 3")
    ended = run(["scripts/run.py", "refresh", "01"], ready_clone)
    assert (ended.returncode, ended.stdout, ended.stderr) == (3, "['01']\n", "")


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_seen(ready_clone, changed):
    ask = ["-c", f"{ENVIRONMENT}; print(is_ready())"]
    assert run(ask, ready_clone).stdout == "True\n"
    with (ready_clone / changed).open("a", encoding="utf-8") as stream:
        stream.write("# one more line\n")
    assert run(ask, ready_clone).stdout == "False\n"


def test_a_moved_project_is_seen(ready_clone):
    moved = ready_clone.rename(ready_clone.parent / "moved")
    assert run(["-c", f"{ENVIRONMENT}; print(is_ready())"], moved).stdout == "False\n"


def test_an_interrupted_environment_is_made_anew(new_place, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(environment, "install", stop)
        with pytest.raises(KeyboardInterrupt):
            environment.ensure_environment()
    assert not environment.is_ready()
    environment.ensure_environment()
    assert environment.is_ready()
    assert new_place == ["create", "create", "install", "install"]


def test_a_changed_lock_updates_and_an_unchanged_one_does_nothing(new_place):
    environment.ensure_environment()
    environment.ensure_environment()
    assert new_place == ["create", "install", "install"]
    environment.LOCK.write_text("pandas==3.1.1\n", encoding="utf-8")
    environment.ensure_environment()
    assert new_place[3:] == ["install", "install"]


def test_two_starts_do_not_make_the_environment_twice(new_place, monkeypatch):
    """The second waits; when the first is done there is nothing left to do."""
    other = (environment.ROOT / ".venv.lock").open("a")
    assert environment.take(other)

    def finish(seconds):
        environment.make_environment()
        other.close()

    monkeypatch.setattr(environment.time, "sleep", finish)
    environment.ensure_environment()
    assert new_place == ["create", "install", "install"]


def test_a_full_disk_is_named_before_anything_is_made(monkeypatch):
    usage = shutil._ntuple_diskusage(10**12, 10**12 - 10**8, 10**8)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(Problem, match=r"0\.1 GB free .* needs 1\.5 GB: free some"):
        environment.require_space()


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (OFFLINE, "needs internet"),
        (NO_WHEEL, "No matching distribution found for pandas==3.1.1"),
        (NO_SPACE, "is full"),
    ],
)
def test_a_failed_installation_gets_its_sentence(output, expected):
    sentence = environment.explain_failure(output.splitlines())
    assert expected in sentence and "\n" not in sentence


def test_a_problem_is_one_sentence(ready_clone):
    body = "def main(argv): raise Problem('cases.csv, row 3: add a source.')"
    replace_verb(ready_clone, "refresh", body)
    ended = run(["scripts/run.py", "refresh"], ready_clone)
    assert ended.returncode == 1
    assert ended.stderr == "cases.csv, row 3: add a source.\n"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_full_disk_or_locked_folder_is_one_sentence(ready_clone, number):
    body = f"def main(argv): raise OSError({number}, 'no', 'dist/index.html')"
    replace_verb(ready_clone, "refresh", body)
    ended = run(["scripts/run.py", "refresh"], ready_clone)
    assert ended.returncode == 1 and says_one_sentence(ended)
    assert "dist/index.html" in ended.stderr


def test_ctrl_c_is_one_sentence(ready_clone):
    """Ctrl-C reaches the door too, which waits until the verb has ended."""
    body = """def main(argv):
    if os.name == "posix":
        os.kill(os.getppid(), signal.SIGINT)
    signal.raise_signal(signal.SIGINT)"""
    replace_verb(ready_clone, "refresh", body)
    ended = run(["scripts/run.py", "refresh"], ready_clone)
    assert ended.returncode == 130 and says_one_sentence(ended)
    assert ended.stderr.startswith("Stopped")


def test_nothing_to_build_needs_no_environment(clone):
    body = """def is_done(argv):
    print(argv)
    return argv != ["01"]"""
    replace_verb(clone, "build", body)
    ended = run(["-I", "-S", clone / "scripts/run.py", "build", "00"], clone)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "['00']\n", "")
    assert not (clone / ".venv").exists()


def test_whether_something_is_to_build_is_asked_with_python_alone(clone):
    code = "import sys; sys.path.insert(0, '.'); from scripts.verbs import build; "
    ask = f"{code}print(build.is_done([]), build.is_done(['--only', 'decks']))"
    ended = run(["-I", "-S", "-c", ask], clone)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "False False\n", "")


def test_without_a_browser_the_rest_is_tested(tmp_path):
    (tmp_path / "test_two.py").write_text(TWO_CHECKS, encoding="utf-8")
    options = ["-c", ROOT / "pyproject.toml", "-p", "no:cacheprovider"]
    command = ["-m", "scripts.door.verbs", "test", *options, tmp_path / "test_two.py"]
    ended = run(command, WORKSHOP_BROWSER="no-such-browser")
    assert ended.returncode == 0 and "1 passed, 1 deselected" in ended.stdout
    *_, last = ended.stdout.splitlines()
    assert last.startswith("1 browser checks not run: install Chromium")
    in_ci = run(command, WORKSHOP_BROWSER="no-such-browser", CI="true")
    assert in_ci.returncode == 1
    with_browser = run(command, WORKSHOP_BROWSER=sys.executable, CI="true")
    assert with_browser.returncode == 0 and "2 passed" in with_browser.stdout


@pytest.mark.parametrize("wrong", ["", "test_plain", "test_page"])
def test_checks_with_a_browser_run_beside_the_others(tmp_path, wrong):
    text = TWO_CHECKS.replace(
        f"{wrong}():\n    assert True", f"{wrong}():\n    assert 0"
    )
    (tmp_path / "test_two.py").write_text(text if wrong else TWO_CHECKS, "utf-8")
    options = ["-c", ROOT / "pyproject.toml", "-p", "no:cacheprovider", tmp_path]
    door = "import sys; from scripts.verbs.test import run_both"
    call = f"{door}; sys.exit(run_both(*{[*map(str, options)]}))"
    ended = run(["-c", call])
    assert ended.returncode == bool(wrong)
    assert ended.stdout.count("1 passed, 1 deselected") == (1 if wrong else 2)
    assert ("FAILED" in ended.stdout) == bool(wrong)


def test_ctrl_c_ends_the_tests_like_any_other_verb():
    with pytest.raises(KeyboardInterrupt):
        testing.translate(pytest.ExitCode.INTERRUPTED)
    assert testing.translate(pytest.ExitCode.TESTS_FAILED) == 1


def test_the_named_browser_is_the_only_one(monkeypatch):
    monkeypatch.setenv("WORKSHOP_BROWSER", "no-such-browser")
    assert find_browser() is None
    monkeypatch.setenv("WORKSHOP_BROWSER", sys.executable)
    assert find_browser() == sys.executable


def test_the_readme_begins_with_the_two_commands_and_ci_calls_the_second():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    (.+)$", text, re.MULTILINE)[:2]
    assert commands == [f"python3 scripts/run.py {verb}" for verb in ("build", "test")]
    assert text.index(commands[0]) < 400
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert script.endswith(f"\nexec {commands[1]} </dev/null\n")


def test_links_of_the_readme_lead_somewhere():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if ":" not in link]
    assert links and [link for link in links if not (ROOT / link).exists()] == []


def stop(*arguments):
    """Do what Ctrl-C does."""
    raise KeyboardInterrupt
