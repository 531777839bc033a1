"""What is wrong is said before anything runs; drafts and rules concern one lesson."""

import csv
import json
import re

import nbformat
import pytest
from conftest import list_lessons
from small_lesson import make_notebook

from scripts.contract import feedback, first_look
from scripts.door.errors import Problem
from scripts.lessons.feedback import read_feedback
from scripts.lessons.lesson import Lesson
from scripts.lessons.listing import list_drafts, pick_lessons
from scripts.proof.verify import hash_lesson
from scripts.verbs import refresh

RULES = """
from workshop.rules import Case, Exercise, Mistake

EXERCISES = {
    "1.1": Exercise(
        expected=lambda: 3,
        right="Three it is, for all of them.",
        mistakes=[
            Mistake("one", lambda answer, _: answer == 1, "This is one of the three."),
            Mistake("two", lambda answer, _: answer == 2, "These are two of three."),
            Mistake("nine", lambda answer, _: answer == 9, "This is three by three."),
        ],
        nudge="Count again.",
        hints=("a", "b", "c"),
        cases=[
            Case(lambda: 3, "right"),
            Case(lambda: 1, "one"),
            Case(lambda: 2, "two"),
            Case(lambda: 9, "nine"),
        ],
    ),
}
"""


@pytest.fixture
def lesson(tmp_path):
    """The path of a small lesson in a project with rules of its own."""
    for folder in ("notebooks", "workshop/feedback"):
        (tmp_path / folder).mkdir(parents=True)
    path = tmp_path / "notebooks/01-small.ipynb"
    nbformat.write(make_notebook(), path)
    return path


def write_rules(lesson, text):
    """Write the rules of a lesson; return their path."""
    path = lesson.parents[1] / "workshop/feedback/01.py"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\ny = (2\n", "01.py, line 2: Python cannot read it"),
        ("\nfrom workshop.rules import Exercis\n", "line 2: the import does not work"),
        ("import workshop.ruls\n", "line 1: the import does not work (No module named"),
        ("\n\nhalf = 1 / 0\n", "line 3: the code stops with ZeroDivisionError"),
        ("EXERCISE = {}\n", "01.py, line 1: the file has no dictionary called EXERC"),
    ],
)
def test_rules_that_cannot_be_read_are_one_sentence_with_file_and_line(
    lesson, text, said
):
    path = write_rules(lesson, text)
    with pytest.raises(Problem) as problem:
        read_feedback(path)
    assert said in str(problem.value) and "\n" not in str(problem.value)
    assert str(lesson.parents[1]) not in str(problem.value)
    assert first_look.find_in_lesson(lesson) == [str(problem.value)]


def test_whole_rules_have_no_fault(lesson):
    write_rules(lesson, RULES)
    assert feedback.find_faults(Lesson(make_notebook(), lesson)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (r' +Mistake\("two".*\n', "", "it knows 2 mistakes by name, and needs 3"),
        (r" +Case\(lambda: 9.*\n", "", 'no case meets "nine"'),
        ('"c"', '"b"', "it has 2 different hints; write 3"),
        ("answer == 1", "answer in (1, 2)", 'should meet "two" and meets "one"'),
        ("lambda: 1,", "lambda: 1 / 0,", "stops with ZeroDivisionError"),
        ("This is three by three", "Nine", "is no sentence yet"),
        (r'Mistake\("two"', 'Mistake("one"', 'two mistakes are called "one"'),
    ],
)
def test_each_fault_of_rules_names_file_and_exercise(lesson, old, new, said):
    write_rules(lesson, re.sub(old, new, RULES))
    faults = feedback.find_faults(Lesson(make_notebook(), lesson))
    assert any(said in fault for fault in faults), faults
    assert all(
        fault.startswith("workshop/feedback/01.py, exercise 1.1: ") for fault in faults
    )


def test_a_text_that_the_formatter_cannot_break_is_told_with_its_line(lesson):
    long = f'"{"word " * 20}"'
    text = RULES.replace('"Count again."', long)
    path = write_rules(lesson, text)
    (fault,) = feedback.find_faults(Lesson(make_notebook(), lesson))
    line = 1 + text.split(long)[0].count("\n")
    assert fault.startswith(
        f"workshop/feedback/01.py, line {line}: the text goes on to"
    )
    code = RULES.replace(",\n            Case", ", Case")  # one long line, short texts
    assert max(map(len, code.splitlines())) > 100
    path.write_text(code, encoding="utf-8")
    assert feedback.find_faults(Lesson(make_notebook(), lesson)) == []


def test_rules_get_their_shape_before_anybody_looks(lesson):
    path = write_rules(lesson, RULES.replace("lambda: 9", "lambda : 9"))
    refresh.shape_rules([lesson])
    assert path.read_text(encoding="utf-8") == RULES.lstrip()
    path.write_text("x = (\n", encoding="utf-8")
    refresh.shape_rules([lesson])
    assert path.read_text(encoding="utf-8") == "x = (\n"


def test_what_is_still_to_be_written_is_told_with_its_place(lesson):
    write_rules(lesson, RULES.replace("Count again.", "TO WRITE: the nudge."))
    notebook = make_notebook()
    notebook.cells[6].source = "TO WRITE: what comes later."
    nbformat.write(notebook, lesson)
    faults = first_look.find_in_lesson(lesson)
    cell = "notebooks/01-small.ipynb, cell 1-1-more: still to be written: what comes"
    assert any(fault.startswith(cell) for fault in faults)
    assert "workshop/feedback/01.py, line 13: still to be written: the nudge." in faults


def test_rules_of_one_lesson_leave_the_others_verified(project):
    lessons = list_lessons(root=project)
    before = {path: hash_lesson(path, project) for path in lessons}
    rules = project / "workshop/feedback/02.py"
    rules.write_text(rules.read_text("utf-8") + "\n# More.\n", encoding="utf-8")
    changed = [p.name for p in lessons if hash_lesson(p, project) != before[p]]
    assert changed == ["02-when-how-why.ipynb"]


def test_a_draft_is_no_lesson_until_it_is_written(project):
    path = list_lessons(root=project)[-1]
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"][1]["source"] = 'It says "draft": true, and is none.'
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert list_drafts(root=project) == []
    notebook["metadata"]["draft"] = True
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert list_drafts(root=project) == [path]
    assert path not in list_lessons(root=project)
    topic = path.name[:2]
    with pytest.raises(Problem, match=f"{path.stem} is a draft"):
        pick_lessons([topic], project)
    assert pick_lessons([topic], project, drafts=True) == [path]


def test_refresh_stops_at_a_fault_before_anything_runs(
    idle_refresh, monkeypatch, capsys
):
    said = "data/cases.csv, row AL01: nothing stands here. Fill it."
    monkeypatch.setattr(first_look, "find_faults", lambda lessons: [said])
    monkeypatch.setattr("scripts.proof.refreshing.refresh", lambda lessons: 1 / 0)
    for argv in ([], ["00"], ["--check"]):
        with pytest.raises(Problem, match="Fill it"):
            idle_refresh.main(argv)
    assert "commit" not in capsys.readouterr().out


SERBIAN = "Lična asistencija za osobe sa invaliditetom: šta se menja"


def test_a_title_without_a_language_is_said_before_anything_runs(project):
    cases = project / "data/cases.csv"
    title = next(csv.DictReader(cases.open(encoding="utf-8")))["source_title"]
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text.replace(title, SERBIAN, 1), encoding="utf-8")
    (said,) = first_look.find_in_tables(project)
    assert said.startswith("data/cases.csv, row ") and "column source_title" in said
    assert SERBIAN[:40] in said and "to data/titles.csv" in said
    titles = project / "data/titles.csv"
    rows = titles.read_text(encoding="utf-8")
    titles.write_text(f"{rows}{SERBIAN},sr\n", encoding="utf-8")
    assert first_look.find_in_tables(project) == []


def test_a_language_of_a_title_that_no_source_has_is_said(project):
    titles = project / "data/titles.csv"
    rows = titles.read_text(encoding="utf-8")
    titles.write_text(f"{rows}{SERBIAN},sr\n", encoding="utf-8")
    (said,) = first_look.find_in_tables(project)
    assert said.startswith("data/titles.csv, row ") and "no source is called" in said
