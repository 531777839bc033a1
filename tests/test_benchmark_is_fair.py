"""The benchmark times whole builds of the same lessons and reports what it saw."""

import sys

import pytest

from scripts.bench import measuring, ways
from scripts.bench.measuring import ALL_NAIVE, Timing
from scripts.contract.checks import find_faults
from scripts.door.errors import report_faults
from scripts.door.files import ROOT
from scripts.lessons.cells import get_tags
from scripts.lessons.listing import list_lessons
from scripts.lessons.notebooks import read_notebook
from scripts.verbs import bench


def test_copies_are_lessons_that_a_build_takes(tmp_path):
    project = ways.copy_project(tmp_path / "project", 14)
    lessons = ways.list_lessons(project)
    assert len(lessons) == 14 and lessons == list_lessons(root=project)
    for lesson in lessons:
        assert (project / "exercises" / lesson.name).is_file(), lesson.name
        assert find_faults(read_notebook(lesson), lesson) == []


def test_one_changed_lesson_is_another_and_as_good(tmp_path):
    project = ways.copy_project(tmp_path / "project")
    before = {path: path.read_bytes() for path in ways.list_lessons(project)}
    ways.change_lesson(project)
    (changed,) = [path for path in before if path.read_bytes() != before[path]]
    notebook = read_notebook(changed)
    assert find_faults(notebook, changed) == []
    old = read_notebook(ROOT / "notebooks" / changed.name)
    different = [
        new for new, same in zip(notebook.cells, old.cells, strict=True) if new != same
    ]
    assert [get_tags(cell) for cell in different] == [{"facilitator"}]


def test_like_is_timed_with_like_and_nothing_is_hidden(tmp_path, monkeypatch, capsys):
    project, asked = tmp_path / "project", []
    (project / "notebooks").mkdir(parents=True)
    monkeypatch.setattr(ways, "copy_project", lambda *_: project)
    states = [*ways.STATES]
    monkeypatch.setitem(ways.STATES, states[2], (ways.leave, ways.build))
    monkeypatch.setattr(ways, "run", lambda command, *_, **__: asked.append(command))
    rows = [timing.way for timing in measuring.compare_ways(tmp_path, None)]
    assert states == [
        "everything verified",
        "export only",
        "one lesson changed",
        "nothing changed",
    ]
    ours = rows[rows.index(ALL_NAIVE) + 1 :]
    assert ours == [
        f"{what}, {state}"
        for what in ("build", "build with courses and kit")
        for state in states
    ]
    builds = [list(map(str, command))[-3:] for command in asked[1:]]
    assert builds[:4] == [["build", "--only", "lessons"]] * 4
    assert [one[-1] for one in builds[4:]] == ["build"] * 4
    printed = capsys.readouterr().out
    assert all(f"| {way} |" in printed for way in rows)


def test_the_report_holds_a_table_and_a_plot(tmp_path, monkeypatch):
    monkeypatch.setattr(measuring, "get_python", lambda: sys.executable)
    timings = [
        Timing(ALL_NAIVE, 7, 50.0, 80.0),
        Timing("build, export only", 7, 2.5, 2.4, 20.0),
        Timing(ALL_NAIVE, 14, 100.0, 160.0),
        Timing("build, export only", 14, 4.0, 3.9, 25.0),
    ]
    measuring.write_report(timings, tmp_path)
    table = (tmp_path / "bench.md").read_text(encoding="utf-8")
    assert "| build, export only | 7 | 2.50 | 2.40 | 20.0 |" in table
    assert (tmp_path / "bench.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("argv", [["--nonsense"], ["--to"]])
def test_an_unknown_option_gets_a_sentence(argv, capsys):
    assert report_faults(bench.main, argv) == 1
    said = capsys.readouterr().err
    assert "bench" in said and said.count("\n") == 1
