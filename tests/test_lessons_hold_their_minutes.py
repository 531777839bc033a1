"""Minutes add up, people talk and move, verbs are few, every objective is shown."""

import copy
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_notebook

from scripts.contract import minutes, verbs
from scripts.lessons.lesson import Lesson
from tests.small_lesson import code, text

FOLDER: list[Path] = []
NOTE = "**Facilitator. This section, 40 minutes, and 5 more with the talk.** Count."
SOLVED = "### BEGIN SOLUTION\nanswer_1_1 = table.head(3)\n### END SOLUTION"


def make_lesson():
    """Return a lesson of 50 minutes in the core, 20 of them talk: exactly 0.40."""
    objectives = text("1-0-objectives", "**You can**\n\n- count;\n- plan.")
    objectives.metadata["shown_by"] = [["1.1"], ["plan:problem.sentence"]]
    task = text("ex-1-1-task", "### Exercise 1.1", None, ["task", "core"], 10)
    task.metadata["debrief"] = 4
    cells = [
        text("1-0-title", "# A lesson"),
        objectives,
        code("1-0-setup", "import math\nmath.sqrt(4)", tags=["setup"]),
        text("1-1-count", "## Count", minutes=45),
        text("1-1-note", NOTE, None, ["facilitator"]),
        code("1-1-table", 'table = data.load("cases")\nsay("{n}", n=len(table))'),
        task,
        code("ex-1-1", SOLVED, tags=["exercise", "core"]),
        code("ex-1-1-check", 'check("1.1")', tags=["check"]),
        text("ex-1-2-task", "### Exercise 1.2", None, ["task", "extra"], 5),
        code("ex-1-2", "table.tail(2)", tags=["exercise", "extra"]),
        text("1-1-talk", "Stand up, or stay seated.", None, ["talk", "move"], 6),
        text("1-1-talk-paper", "Talk.", None, ["talk", "paper"], 99),
        text("1-2-plan", "## Our plan", minutes=10),
        code("1-2-write", 'plan.write("problem", sentence=...)'),
        text("1-3-extra", "## Extra", None, ["extra"], 30),
        code("1-3-more", "table.groupby('field').size()"),
    ]
    return new_notebook(cells=cells)


@pytest.fixture(scope="module", autouse=True)
def notebooks(tmp_path_factory):
    """A folder with the lesson before, which has no code."""
    folder = tmp_path_factory.mktemp("notebooks")
    nbformat.write(new_notebook(), folder / "00-earlier.ipynb")
    FOLDER.append(folder)
    return folder


def find_faults(notebook, folder=None):
    folder = folder or FOLDER[-1]
    lesson = Lesson(notebook, folder / "01-lesson.ipynb")
    checks = [*minutes.CHECKS, *verbs.CHECKS]
    return [f"{cell}: {words}" for check in checks for cell, words in check(lesson)]


def find(notebook, cell_id):
    return next(cell for cell in notebook.cells if cell.id == cell_id)


def set_metadata(cell_id, key, value):
    """Make a change of the metadata of one cell."""

    def change(notebook):
        find(notebook, cell_id).metadata[key] = value

    return change


def show_by(*names):
    """Make a change of what shows the objectives."""
    return set_metadata("1-0-objectives", "shown_by", list(names))


def set_source(cell_id, source):
    """Make a change of the text of one cell."""

    def change(notebook):
        find(notebook, cell_id).source = source

    return change


def test_a_lesson_that_keeps_all_of_it_has_no_fault():
    assert find_faults(make_lesson()) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            set_metadata("1-1-count", "minutes", "40"),
            "the section has no minutes",
        ),
        (
            set_metadata("1-1-talk", "minutes", None),
            "the cell has no minutes",
        ),
        (set_metadata("ex-1-1-task", "debrief", -1), "debrief is a whole number"),
        (set_metadata("1-1-count", "minutes", 24), "take 25 minutes and the section"),
        (
            set_source("1-1-note", NOTE.replace("40", "20")),
            "the note says 25 minutes and the section has 45; change one of them",
        ),
        (
            set_metadata("1-1-count", "minutes", 46),
            "talk, debriefs and the plan take 20 of the 51 minutes of the core",
        ),
        (set_metadata("ex-1-1-task", "debrief", 3), "take 19 of the 50 minutes"),
        (set_metadata("1-3-more", "tags", ["core"]), "1-3-extra is extra; tag its ex"),
        (set_metadata("1-1-talk", "tags", ["talk"]), "nobody leaves the screen"),
        (set_metadata("1-1-talk", "tags", ["move"]), 'add the tag "talk"'),
        (set_source("1-1-talk", "Stand up."), "who stay seated; add it"),
        (set_source("1-0-objectives", "- count;"), "2 entries for 1 objectives"),
        (
            set_metadata("1-0-objectives", "shown_by", [["1.1"], []]),
            "nothing shows obj",
        ),
        (
            set_metadata("1-0-objectives", "shown_by", [["1.9"], ["1.1"]]),
            "by 1.9, which",
        ),
        (
            show_by(["plan:problem.x"], ["1.1"]),
            "objective 1 is shown by plan:problem.x, which does not exist",
        ),
        (
            set_source("1-1-table", "a(1); b.c(2).d(); e.loc[1]; [x for x in f(3)]"),
            "brings 7 new verbs, at most 6 (ListComp, a, c, d, f, head, loc)",
        ),
    ],
)
def test_each_breach_is_one_sentence(change, words):
    notebook = copy.deepcopy(make_lesson())
    change(notebook)
    faults = find_faults(notebook)
    assert any(words in fault for fault in faults), faults


def test_verbs_are_what_a_reader_must_know():
    lesson = Lesson(make_lesson(), Path("no-folder/01-lesson.ipynb"))
    assert verbs.list_verbs(lesson) == {"len", "head"}, "ours, extra, setup: none"
    code = "charts.bar(t)\ndata.load('x').sort_values('n')\nif a:\n    (lambda: 1)()"
    assert verbs.list_verbs_in(code) == {"sort_values", "If", "Lambda"}
    assert verbs.list_verbs_in("a = (") == set()


def test_a_verb_of_an_earlier_lesson_is_not_new(tmp_path):
    earlier, later = make_lesson(), make_lesson()
    source = "a(1); b(2); c(3); d(4); e(5)"
    find(earlier, "1-1-table").source = source
    find(later, "1-1-table").source = source + "; f(6); g(7)"
    assert any("8 new verbs" in fault for fault in find_faults(later))
    assert find_faults(later, tmp_path) == [], "nothing is known of lesson 0"
    nbformat.write(earlier, tmp_path / "00-earlier.ipynb")
    assert find_faults(later, tmp_path) == []
