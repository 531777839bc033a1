"""What belongs to CI is put off elsewhere, and said; in CI every test is run."""

import os
import re
import subprocess
import sys

import pytest

from scripts.door.files import ROOT
from scripts.verbs import test as testing

# Two tests, of which one belongs to CI.
TWO = """
import pytest

def test_here():
    assert True

@pytest.mark.ci
def test_there():
    assert True
"""
MARK = re.compile(r"\bmark\.ci\b")
ROW = re.compile(
    r"^\| `tests/(test_\w+\.py)` \| [^|]{9,} \| [^|]{9,} \|$", re.MULTILINE
)


@pytest.fixture
def folder(tmp_path):
    """A folder with two tests."""
    (tmp_path / "test_two.py").write_text(TWO, encoding="utf-8")
    return tmp_path


def run_tests(named, **settings):
    """Run the test command on a folder or a file; return how it ended."""
    environment = {key: value for key, value in os.environ.items() if key != "CI"}
    options = ["-c", "pyproject.toml", "-p", "no:cacheprovider", named]
    return subprocess.run(
        [sys.executable, "-m", "scripts.door.verbs", "test", *map(str, options)],
        cwd=ROOT,
        env=environment | {"WORKSHOP_BROWSER": sys.executable} | settings,
        capture_output=True,
        encoding="utf-8",
    )


def test_it_is_put_off_and_the_last_line_says_how_it_is_run(folder):
    ended = run_tests(folder)
    assert ended.returncode == 0 and "1 passed, 1 deselected" in ended.stdout
    *_, last = ended.stdout.splitlines()
    assert last.startswith("1 ci checks not run: they belong to CI")


def test_ci_runs_it(folder):
    ended = run_tests(folder, CI="true")
    assert ended.returncode == 0 and "2 passed" in ended.stdout


def test_who_names_its_file_runs_it(folder):
    ended = run_tests(folder / "test_two.py")
    assert ended.returncode == 0 and "2 passed" in ended.stdout
    assert testing.names_files(["-x", f"{folder / 'test_two.py'}::test_there"])
    assert not testing.names_files(["-m", "not browser", "tests"])


@pytest.mark.parametrize("argv", [[], ["-m", "not browser"]])
@pytest.mark.parametrize("ci", ["", "true"])
def test_the_whole_run_asks_whether_this_is_ci(monkeypatch, argv, ci):
    heard = []
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(testing, "find_missing", list)
    monkeypatch.setattr(
        testing, "run_all", lambda *_, missing: heard.extend(missing) or 0
    )
    assert testing.main(argv) == 0
    assert [one.mark for one in heard] == ([] if ci else ["ci"])


def test_nothing_of_these_tests_is_left_out_in_ci(monkeypatch, request):
    """All that this process has collected stays, where nothing is missing."""
    monkeypatch.setenv("CI", "true")
    items = list(request.session.items)
    checks = testing.LeftOutChecks(testing.list_put_off())
    checks.pytest_collection_modifyitems(request.config, items)
    assert items == request.session.items


def test_each_file_with_such_a_test_stands_in_the_table_with_its_reason():
    """Whoever puts a test off says why, where authors read it."""
    wearing = {
        path.name
        for path in (ROOT / "tests").glob("test_*.py")
        if MARK.search(path.read_text(encoding="utf-8")) and path.name != THIS
    }
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("\n### What belongs to CI\n")[2].partition("\n#")[0]
    rows = ROW.findall(section)
    assert wearing and sorted(rows) == sorted(wearing)


THIS = "test_ci_leaves_nothing_out.py"
