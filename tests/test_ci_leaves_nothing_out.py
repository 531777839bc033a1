"""What belongs to CI is put off elsewhere, and said; in CI every test is run."""

import os
import re
import subprocess
import sys
from types import SimpleNamespace

import pytest

from scripts.door.files import ROOT
from scripts.door.hashes import find_feedback
from scripts.lessons.listing import list_lessons
from scripts.lessons.notebooks import read_notebook
from scripts.verbs import test as testing
from tests import fresh_runs, remembered

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
    """All that this process has collected stays, and one more that wears the mark."""
    monkeypatch.setenv("CI", "true")
    wearing = SimpleNamespace(get_closest_marker=lambda mark: mark == "ci")
    every = [*request.session.items, wearing]
    items = list(every)
    checks = testing.LeftOutChecks(testing.list_put_off())
    checks.pytest_collection_modifyitems(request.config, items)
    assert items == every


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


@pytest.fixture
def ran(monkeypatch, tmp_path):
    """What is kept begins empty, and no kernel starts: the names of what would run."""
    names = []

    def run_all(jobs):
        names.extend(job.name for job in jobs)
        return [f"run {len(names)}" for _ in jobs]

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(remembered, "KEPT", tmp_path)
    monkeypatch.setattr(fresh_runs, "run_all", run_all)
    return names


def test_a_worksheet_runs_again_when_it_has_changed_and_in_ci(ran, monkeypatch):
    lesson = list_lessons()[0]
    notebook = read_notebook(lesson)
    run = {lesson: notebook}
    first = fresh_runs.run_what_changed(run)
    assert fresh_runs.run_what_changed(run) == first and len(ran) == 1
    code = next(cell for cell in notebook.cells if cell.cell_type == "code")
    code.source += "\n1 + 1"
    assert fresh_runs.run_what_changed(run) != first and len(ran) == 2
    monkeypatch.setenv("CI", "true")
    fresh_runs.run_what_changed(run)
    assert len(ran) == 3, "in CI nothing is believed"


@pytest.mark.parametrize("lost", ["", "cut"])
def test_what_is_kept_and_cannot_be_read_is_made_anew(ran, tmp_path, lost):
    run = {list_lessons()[0]: read_notebook(list_lessons()[0])}
    fresh_runs.run_what_changed(run)
    [kept] = (tmp_path / "runs").iterdir()
    kept.write_bytes(kept.read_bytes()[: len(lost)])
    fresh_runs.run_what_changed(run)
    assert len(ran) == 2


def test_rules_tables_and_our_code_decide_a_run():
    lesson = list_lessons()[0]
    key = remembered.hash_job({}, [find_feedback(lesson)], fresh_runs.MAKERS)
    assert key == remembered.hash_job({}, [find_feedback(lesson)], fresh_runs.MAKERS)
    for rules, makers in (
        ([], fresh_runs.MAKERS),
        ([find_feedback(lesson)], fresh_runs.MAKERS[1:]),
    ):
        assert remembered.hash_job({}, rules, makers) != key
    assert len(fresh_runs.MAKERS) == len(set(fresh_runs.MAKERS)) == 2


THIS = "test_ci_leaves_nothing_out.py"
