"""``run.py`` needs Python alone, and says in one sentence what is missing."""

import ast
import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.door import (
    environment,
    files,
    installing,
    linking,
    loopback,
    node,
    verbs,
)
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.door.verbs import VERBS
from scripts.pages.browser import find_browser
from scripts.proof import running, verify
from scripts.verbs import build, doctor, readability
from scripts.verbs import open as open_verb
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
RUN_ALL = """
import sys
from scripts.verbs.test import run_all
sys.exit(run_all(*sys.argv[1:]))
"""
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
    shutil.copy(Path(sys.prefix) / "pyvenv.cfg", venv)
    if os.name == "nt":
        shutil.copy(python, venv / "Scripts/python.exe")
    else:
        (venv / "bin/python").symlink_to(python)
    make_site_packages(venv)
    linking.link_project(clone, venv)
    wanted = run(["-c", f"{ENVIRONMENT}; print(describe_wanted(), end='')"], clone)
    marker = {"wanted": wanted.stdout, "size": "test", "holds": [linking.LINK]}
    (venv / "made-from.txt").write_text(json.dumps(marker), encoding="utf-8")
    return clone


@pytest.fixture
def new_place(tmp_path, monkeypatch) -> list[str]:
    """The environment module works in an empty folder; the list notes what it did."""
    done = []
    for name in ("requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "MARKER", tmp_path / ".venv/made-from.txt")

    def create(size):
        done.append("create")
        shutil.rmtree(tmp_path / ".venv", ignore_errors=True)
        environment.get_python().parent.mkdir(parents=True)
        environment.get_python().touch()
        (tmp_path / ".venv/pyvenv.cfg").touch()
        make_site_packages(tmp_path / ".venv")

    def install(python, pins):
        done.append("install")
        site = linking.find_site_packages(tmp_path / ".venv")
        for name in re.findall(r"(?m)^([\w.-]+)==", pins):
            (site / name).touch()

    monkeypatch.setattr(environment, "create_venv", create)
    monkeypatch.setattr(environment, "install", install)
    return done


def make_site_packages(venv: Path) -> None:
    """Make the empty folder of an environment's packages."""
    major, minor = sys.version_info[:2]
    lib = "Lib" if os.name == "nt" else f"lib/python{major}.{minor}"
    (venv / lib / "site-packages").mkdir(parents=True)


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
    code += "def read_options(argv): return None\n"
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


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_knows_help_and_its_options_without_an_environment(clone, verb):
    bare = ["-I", "-S", clone / "scripts/run.py", verb]
    ended = run([*bare, "--help"], clone)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(f"usage: python3 scripts/run.py {verb} ")
    if verb != "test":  # its options are those of pytest
        ended = run([*bare, "--bogus"], clone)
        assert ended.returncode == 1 and says_one_sentence(ended)
        assert ended.stderr.startswith(f"{verb}: unrecognized arguments: --bogus. See")
    assert not (clone / ".venv").exists()


def test_an_option_that_pytest_does_not_know_is_one_sentence():
    ended = run(["-m", "scripts.door.verbs", "test", "--bogus"])
    assert ended.returncode == 1 and says_one_sentence(ended)
    assert ended.stderr.startswith("test: unrecognized arguments: --bogus. See")


def test_a_lesson_is_named_by_its_number():
    assert build.read_options(["0"]).topic == "00"
    assert readability.read_options(["4", "05"]).topics == ["04", "05"]
    theirs = build.read_options(["0", "--from", "folder"])
    assert theirs.topic == "0", "other people number as they like"


@pytest.mark.parametrize(
    ("typed", "size"),
    [
        ("open", "classroom"),
        ("build 01", "build"),
        ("build --pdf", "pdf"),
        ("refresh", "build"),
        ("test -x", "test"),
    ],
)
def test_each_verb_asks_for_no_more_than_it_needs(monkeypatch, typed, size):
    asked = []
    monkeypatch.setattr(build, "is_done", lambda argv: False)
    monkeypatch.setattr(verbs, "run_in_environment", lambda *given: asked.append(given))
    verbs.open_door(typed.split())
    assert asked == [(typed.split(), size)]


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
    assert new_place == ["create", "create", "install"]


def test_a_changed_lock_updates_and_an_unchanged_one_does_nothing(new_place):
    environment.ensure_environment()
    environment.ensure_environment()
    assert new_place == ["create", "install"]
    (environment.ROOT / "requirements.lock").write_text("pandas==3.1.1\n", "utf-8")
    environment.ensure_environment()
    assert new_place[2:] == ["install"]


def test_a_larger_size_is_added_and_a_smaller_one_is_there(new_place, capsys):
    environment.ensure_environment("classroom")
    assert not environment.is_ready("build")
    environment.ensure_environment("build")
    assert "Adding to .venv" in capsys.readouterr().out
    environment.ensure_environment("classroom")
    assert new_place == ["create", "install", "install"]
    assert environment.is_ready("build") and not environment.is_ready("test")


def test_what_cannot_be_added_leaves_what_is_there_in_use(new_place, monkeypatch):
    environment.ensure_environment("classroom")

    def fail(*_):
        raise Problem("no internet")

    monkeypatch.setattr(environment, "install", fail)
    with pytest.raises(Problem):
        environment.ensure_environment("build")
    assert environment.is_ready("classroom") and not environment.is_ready("build")


def test_a_half_deleted_environment_says_so_and_is_made_anew(new_place, capsys):
    environment.ensure_environment("build")
    (linking.find_site_packages(environment.VENV) / "pandas").unlink()
    environment.ensure_environment("classroom")
    said = capsys.readouterr().out
    assert "Parts of .venv are gone (pandas): making it anew" in said
    assert new_place == ["create", "install"] * 2
    assert environment.is_ready("build"), "nobody has to ask for the rest again"


def test_files_lost_inside_a_package_are_found_after_a_fault(
    new_place, monkeypatch, capsys
):
    environment.ensure_environment("test")
    started = []

    def work(module, arguments):
        started.append(arguments)
        return int(len(started) == 1)

    monkeypatch.setattr(environment, "run_inside", work)
    assert verbs.run_in_environment(["refresh"], "build") == 1, "a fault of the verb"
    lose_a_file(environment.VENV)
    started.clear()
    assert verbs.run_in_environment(["refresh"], "build") == 0
    assert started == [["refresh"], ["refresh"]] and new_place[2:] == [
        "create",
        "install",
    ]
    assert "Files of .venv are gone (pandas/core.py)" in capsys.readouterr().out


def test_a_verb_that_meets_holes_shows_no_traceback(ready_clone):
    lose_a_file(ready_clone / ".venv")
    replace_verb(ready_clone, "refresh", "def main(argv): import pandas")
    inside = ready_clone / ".venv" / Path(sys.executable).relative_to(sys.prefix)
    ended = subprocess.run(
        [inside, "-m", "scripts.door.verbs", "refresh"],
        cwd=ready_clone,
        capture_output=True,
        encoding="utf-8",
    )
    assert (ended.returncode, ended.stderr) == (verbs.DAMAGED, "")
    shutil.rmtree(linking.find_site_packages(ready_clone / ".venv") / "a.dist-info")
    ended = run(["scripts/run.py", "refresh"], ready_clone)
    assert "No module named 'pandas'" in ended.stderr, "a fault of ours is shown"


def lose_a_file(venv: Path) -> None:
    """Let a package of an environment name a file that is not there."""
    info = linking.find_site_packages(venv) / "a.dist-info"
    info.mkdir(exist_ok=True)
    names = "../../../bin/a,,\npandas/__pycache__/a.pyc,,\npandas/core.py,,\n"
    (info / "RECORD").write_text(names, encoding="utf-8")


@pytest.mark.parametrize(
    ("wish", "place"),
    [
        ({"PYTHONDONTWRITEBYTECODE": "1"}, "bytecode"),
        ({"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": "own"}, "own"),
        ({}, "None"),
    ],
)
def test_python_keeps_what_it_has_compiled_and_not_beside_a_source(wish, place):
    code = "import sys; print(sys.dont_write_bytecode, sys.pycache_prefix)"
    bare = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env=environment.keep_bytecode(bare | wish),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    never, prefix = ended.stdout.split()
    assert (never, Path(prefix).name) == ("False", place)


def test_two_starts_do_not_make_the_environment_twice(new_place, monkeypatch):
    """The second waits; when the first is done there is nothing left to do."""
    other = (environment.ROOT / ".venv.lock").open("a")
    assert environment.take(other)

    def finish(seconds):
        environment.make_environment("test")
        other.close()

    monkeypatch.setattr(environment.time, "sleep", finish)
    environment.ensure_environment()
    assert new_place == ["create", "install"]


def test_a_full_disk_is_named_before_anything_is_made(monkeypatch):
    usage = shutil._ntuple_diskusage(10**12, 10**12 - 10**8, 10**8)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(Problem, match=r"0\.1 GB free .* needs 1\.5 GB: free some"):
        environment.require_space("test")


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (OFFLINE, "needs internet"),
        (NO_WHEEL, "No matching distribution found for pandas==3.1.1"),
        (NO_SPACE, "is full"),
    ],
)
def test_a_failed_installation_gets_its_sentence(output, expected):
    sentence = installing.explain_failure(output.splitlines())
    assert expected in sentence and "\n" not in sentence


def test_pip_takes_over_when_uv_fails(monkeypatch, tmp_path, capsys):
    """Both get the same pins and accept nothing else."""
    commands = []

    def follow(command, describe, folder, environ=None):
        *options, wishes = map(str, command)
        commands.append((options, Path(wishes).read_text("utf-8"), environ))
        return int(options[0] == "uv"), ["error: no"]

    monkeypatch.setattr(installing, "follow", follow)
    monkeypatch.setattr(installing.shutil, "which", lambda *_, **__: "uv")
    settings = {"extra-index-url": "a\nb", "find-links": "c d", "no-index": "true"}
    monkeypatch.setattr(installing, "read_pip_settings", lambda *_: settings)
    monkeypatch.setattr(installing, "add_pip", lambda python: True)
    installing.install(tmp_path / "python", "pandas==3.1.1 --hash=sha256:0\n")
    (uv, wishes, environ), (pip, same, _) = commands
    assert uv[:3] == ["uv", "pip", "install"] and "--no-index" in uv
    assert pip[1:4] == ["-m", "pip", "install"]
    assert wishes == same == "pandas==3.1.1 --hash=sha256:0\n"
    exactly = " ".join(installing.EXACTLY)
    assert exactly in " ".join(uv) and exactly in " ".join(pip)
    assert (environ["UV_INDEX"], environ["UV_FIND_LINKS"]) == ("a b", "c,d")
    assert environ["UV_NO_CONFIG"] == "1"
    assert "going on with pip" in capsys.readouterr().out


def test_the_strongest_setting_of_pip_is_handed_on(monkeypatch, tmp_path):
    listed = (
        ":env:.index-url='https://here'\nglobal.index-url='https://there'\n"
        "install.find-links='/a b'\nglobal.cert='ca.pem'\n"
    )
    done = subprocess.CompletedProcess([], 0, listed)
    monkeypatch.setattr(installing, "run_quietly", lambda *_: done)
    settings = installing.read_pip_settings(["pip"], tmp_path)
    assert installing.translate_settings(settings) == {
        "UV_DEFAULT_INDEX": "https://here",
        "UV_FIND_LINKS": "/a,b",
        "SSL_CERT_FILE": "ca.pem",
    }


def test_a_uv_that_is_no_program_is_no_obstacle(monkeypatch, tmp_path):
    monkeypatch.setattr(installing.shutil, "which", lambda *_, **__: str(tmp_path))
    wishes = tmp_path / "wishes.txt"
    assert not installing.install_with_uv(tmp_path / "python", wishes, tmp_path)


def test_an_environment_is_made_in_the_encoding_of_the_folder_name():
    """Under CP1250, venv could not write the name of a folder called Đorđe."""
    named = files.read_paths_as_named(Path("/home/Đorđe"))
    assert (named["PYTHONUTF8"], named["LC_ALL"]) == ("1", "C.UTF-8")
    if os.name == "posix":
        other = Path(os.fsdecode(b"/home/\xd0or\xf0e"))
        assert files.read_paths_as_named(other) == dict(os.environ)


@pytest.mark.parametrize("name", ["plain", "Đorđe", "Наш пројекат d'été"])
def test_workshop_is_found_in_a_folder_of_any_name(tmp_path, name):
    """Python 3.11 and 3.12 read a .pth in the locale's encoding: here it is ASCII."""
    project = tmp_path / name
    (project / "workshop").mkdir(parents=True)
    (project / "workshop/__init__.py").touch()
    shutil.copy(ROOT / "pyproject.toml", project)
    run(["-m", "venv", "--without-pip", project / ".venv"])
    linking.link_project(project, project / ".venv")
    link = linking.find_site_packages(project / ".venv") / linking.LINK
    assert link.read_bytes().isascii()
    ended = subprocess.run(
        [
            project / ".venv" / Path(sys.executable).relative_to(sys.prefix),
            *("-c", "import workshop, os; print(os.path.dirname(workshop.__file__))"),
        ],
        cwd=tmp_path,
        env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert os.fsdecode(ended.stdout).strip().endswith("workshop")


def test_the_environment_carries_what_the_wheel_shares(tmp_path):
    """IPython and Jupyter look for settings and extensions in the environment."""
    make_site_packages(tmp_path / ".venv")
    (tmp_path / "lab/static").mkdir(parents=True)
    (tmp_path / "lab/static/a.js").write_text("one", encoding="utf-8")
    (tmp_path / "config.py").write_text("two", encoding="utf-8")
    table = "[tool.hatch.build.targets.wheel.shared-data]\n"
    table += '"lab" = "share/lab"\n"config.py" = "etc/ipython/config.py"\n'
    (tmp_path / "pyproject.toml").write_text(table, encoding="utf-8")
    linking.link_project(tmp_path, tmp_path / ".venv")
    assert (tmp_path / ".venv/share/lab/static/a.js").read_text("utf-8") == "one"
    assert (tmp_path / ".venv/etc/ipython/config.py").read_text("utf-8") == "two"
    assert len(linking.list_shared_files(tmp_path)) == 2


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


PRINTS = "def main(argv): print(*range(9999), sep='\\n')"
FURTHER = "def main(argv): raise BrokenPipeError(32, 'the pipe of a kernel')"


@pytest.mark.parametrize("at_once", ["1", ""])
@pytest.mark.parametrize("typed", [["--help"], ["refresh", "--help"], ["refresh"]])
def test_a_reader_who_has_seen_enough_meets_no_traceback(ready_clone, typed, at_once):
    """As in ``languages | head``, whether Python keeps lines back or not."""
    if typed == ["refresh"]:
        replace_verb(ready_clone, "refresh", PRINTS)
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [sys.executable, "scripts/run.py", *typed],
        cwd=ready_clone,
        env=os.environ | {"PYTHONUNBUFFERED": at_once},
        stdout=writer,
        stderr=subprocess.PIPE,
    )
    os.close(writer)
    assert ended.stderr == b""
    assert ended.returncode in (0, 141)  # argparse prints its help and asks no further


def test_another_broken_pipe_is_no_reader_who_left(ready_clone):
    replace_verb(ready_clone, "refresh", FURTHER)
    ended = run(["scripts/run.py", "refresh"], ready_clone)
    assert ended.returncode not in (0, 141)
    assert "the pipe of a kernel" in ended.stderr


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


def test_without_node_the_rest_is_tested_and_said(tmp_path):
    """On Windows there is no hub to test, and CI is content."""
    (tmp_path / "test_two.py").write_text(TWO_CHECKS.replace("browser", "hub"))
    options = ["-c", ROOT / "pyproject.toml", "-p", "no:cacheprovider"]
    command = ["-m", "scripts.door.verbs", "test", *options, tmp_path / "test_two.py"]
    without = {"PATH": str(tmp_path), "WORKSHOP_BROWSER": sys.executable}
    ended = run(command, **without)
    assert ended.returncode == 0 and "1 passed, 1 deselected" in ended.stdout
    *_, last = ended.stdout.splitlines()
    windows = os.name == "nt"
    reason = "JupyterHub does not run on" if windows else "install Node.js 18"
    assert last.startswith(f"1 hub checks not run: {reason}")
    assert run(command, **without, CI="true").returncode == int(not windows)


@pytest.mark.parametrize(
    "said, enough", [("v18.20.4", True), ("v24.1.0", True), ("v16.9.0", False), ("", 0)]
)
def test_an_old_node_is_none(monkeypatch, said, enough):
    ended = subprocess.CompletedProcess([], 0, f"{said}\n", "")
    monkeypatch.setattr(node.shutil, "which", lambda name: name)
    monkeypatch.setattr(node, "run_quietly", lambda *_: ended)
    assert node.find_node() == enough
    monkeypatch.setattr(node.shutil, "which", lambda name: None)
    assert not node.find_node()


@pytest.mark.parametrize("wrong", ["", "test_plain", "test_page"])
def test_several_processes_share_the_tests_and_each_test_runs_once(tmp_path, wrong):
    note = f"    open({str(tmp_path / 'ran')!r}, 'a').write('x')\n    assert True"
    text = TWO_CHECKS.replace("    assert True", note)
    (tmp_path / "test_one.py").write_text(text, "utf-8")
    if wrong:
        text = text.replace(f"{wrong}():\n", f"{wrong}():\n    assert 0\n")
    (tmp_path / "test_two.py").write_text(text, "utf-8")
    ended = run(["-c", RUN_ALL, *list_own_options(tmp_path)])
    assert ended.returncode == bool(wrong)
    assert (tmp_path / "ran").read_text("utf-8") == "xxx" + "x" * (not wrong)
    passed = sum(map(int, re.findall(r"(\d+) passed", ended.stdout)))
    assert passed == 4 - bool(wrong)
    assert ("FAILED" in ended.stdout) == bool(wrong)


def test_what_several_processes_leave_out_is_counted_once(tmp_path):
    for name in ("test_one.py", "test_two.py"):
        (tmp_path / name).write_text(TWO_CHECKS, "utf-8")
    code = """
import sys
from scripts.verbs.test import Missing, run_all
browser = Missing("browser", "")
code = run_all(*sys.argv[1:], missing=[browser])
print(f"left out: {browser.left_out}")
sys.exit(code)
"""
    ended = run(["-c", code, *list_own_options(tmp_path)])
    assert ended.returncode == 0 and "left out: 2" in ended.stdout
    assert sum(map(int, re.findall(r"(\d+) passed", ended.stdout))) == 2


def test_one_process_ends_each_file_before_it_takes_the_next(tmp_path):
    """Of the first file it takes two parts, of the second one."""
    plain = TWO_CHECKS.partition("@")[0]
    (tmp_path / "test_one.py").write_text(TWO_CHECKS, "utf-8")
    (tmp_path / "test_two.py").write_text(plain, "utf-8")
    alone = RUN_ALL.replace("sys.exit", "run_all.__globals__['MOST'] = 1\nsys.exit")
    ended = run(["-c", alone, *list_own_options(tmp_path)])
    assert ended.returncode == 0 and "3 passed" in ended.stdout


def test_a_process_that_is_killed_is_no_success(tmp_path):
    text = "import os\n\ndef test_ends():\n    os.abort()\n"
    (tmp_path / "test_ends.py").write_text(text, "utf-8")
    assert run(["-c", RUN_ALL, *list_own_options(tmp_path)]).returncode == 1


def list_own_options(folder):
    """Return the options with which pytest runs the tests of a folder."""
    return ["-c", ROOT / "pyproject.toml", "-p", "no:cacheprovider", folder]


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
    assert 0 < script.find("\nexport CI=true") < script.index("run.py")


def test_links_of_the_readme_lead_somewhere():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if ":" not in link]
    assert links and [link for link in links if not (ROOT / link).exists()] == []


def test_doctor_starts_its_kernel_where_participants_work(tmp_path, monkeypatch):
    """There a file called random.py hides Python's own, and no kernel starts."""
    looked = []

    def probe(part, code, mend):
        looked.append(code)
        return doctor.Finding(part, doctor.BROKEN, "no kernel")

    monkeypatch.setattr(doctor, "probe", probe)
    monkeypatch.setattr(doctor, "WORK", tmp_path / "my-work")
    assert doctor.look_at_kernel().sentence == "no kernel"
    (tmp_path / "my-work").mkdir()
    assert doctor.look_at_kernel().sentence == "no kernel"
    assert f"cwd={str(tmp_path / 'my-work')!r}" in looked[1]
    for name in ("random.py", "our_notes.py"):
        (tmp_path / "my-work" / name).touch()
    finding = doctor.look_at_kernel()
    assert finding.state == doctor.BROKEN
    assert finding.sentence.startswith("my-work/random.py hides a module")


@pytest.fixture
def no_loopback(monkeypatch):
    """A computer on which nothing that is started can be reached, as in a container."""

    def refuse(*_, **__):
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    def begin(*_, **__):
        pytest.fail("something was started that nobody can reach")

    monkeypatch.setattr(loopback.socket, "create_connection", refuse)
    monkeypatch.setattr(running, "NotebookClient", begin)
    monkeypatch.setattr(verify, "_start", begin)
    monkeypatch.setattr(doctor, "probe", begin)
    monkeypatch.setattr(open_verb, "start", begin)
    monkeypatch.setattr(open_verb, "prepare_my_work", lambda _: Path("my-work"))


STARTS = {
    "refresh": lambda: running.run_notebooks([running.Job("a", {}, ROOT)]),
    "build": lambda: verify.find_differences([ROOT / "notebooks/00-start-here.ipynb"]),
    "open": lambda: open_verb.main(["--no-browser"]),
}


@pytest.mark.parametrize("verb", STARTS)
def test_without_a_loopback_device_nothing_is_waited_for(no_loopback, verb):
    """A kernel that nobody can reach was waited for, and memory blamed."""
    with pytest.raises(Problem) as caught:
        STARTS[verb]()
    said = str(caught.value)
    assert "cannot reach each other (127.0.0.1: Network is unreachable)" in said
    assert "then try again." in said and "memory" not in said


def test_doctor_names_a_loopback_device_that_is_off(no_loopback):
    finding = doctor.look_at_kernel()
    assert finding.state == doctor.BROKEN
    assert "ip link set lo up" in finding.sentence


def test_a_computer_that_reaches_itself_is_let_go_on():
    loopback.require_loopback()


def stop(*arguments):
    """Do what Ctrl-C does."""
    raise KeyboardInterrupt
