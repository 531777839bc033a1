"""Every worksheet is exactly what its lesson gives, and gives no answer away."""

import pytest
from conftest import LESSONS, every_lesson

from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.lessons.cells import get_tags
from scripts.lessons.notebooks import read_notebook, to_text, write_notebook
from scripts.lessons.products import select_cells, solve, unsolve
from scripts.lessons.worksheets import find_faults, make_worksheet, write_worksheets

MARKED = "# BEGIN PROMPT\n{}\n# END PROMPT\n### BEGIN SOLUTION\n{}\n### END SOLUTION"
SOLVED = "### BEGIN SOLUTION\n{}\n### END SOLUTION"


def test_the_worksheets_are_what_the_lessons_give():
    assert LESSONS
    assert find_faults() == []


@every_lesson
def test_a_worksheet_has_the_lessons_ids_and_no_answer(lesson):
    notebook, worksheet = read_notebook(lesson), read_worksheet(lesson)
    kept = [c.id for c in notebook.cells if not get_tags(c) & {"facilitator", "paper"}]
    assert [cell.id for cell in worksheet.cells] == kept
    for cell in worksheet.cells:
        assert "BEGIN SOLUTION" not in cell.source and "BEGIN PROMPT" not in cell.source
        if cell.cell_type == "code":
            assert cell.execution_count is None
            assert cell.outputs == [], "what is stored would spoil the guess"


@every_lesson
def test_making_a_worksheet_twice_gives_the_same_bytes(lesson):
    once, again = (make_worksheet(read_notebook(lesson), "") for _ in range(2))
    assert to_text(once) == to_text(again)
    assert "\r" not in to_text(once)


def test_a_changed_word_is_found_and_mended(built_project):
    path = built_project / "exercises" / LESSONS[0].name
    worksheet = read_notebook(path)
    worksheet.cells[1].source += " extra"
    write_notebook(path, worksheet)
    (fault,) = find_faults(root=built_project)
    assert f"exercises/{path.name}, cell {worksheet.cells[1].id}" in fault
    assert "run refresh" in fault
    assert write_worksheets(root=built_project) == 1
    assert find_faults(root=built_project) == []


def test_a_missing_and_a_stray_worksheet_are_found(built_project):
    path = built_project / "exercises" / LESSONS[0].name
    path.rename(path.with_name("99-stray.ipynb"))
    missing, stray = find_faults(root=built_project)
    assert path.name in missing and "run refresh" in missing
    assert "99-stray.ipynb" in stray and "delete" in stray


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (SOLVED.format("answer_1_1 = 5"), "answer_1_1 = ..."),
        (SOLVED.format("answer_1_1 = (\n    5\n)"), "answer_1_1 = ..."),
        (SOLVED.format("a, b = 1, 2\na = 3\nprint(a)"), "a = ...\nb = ..."),
        ("x = 1\n" + SOLVED.format("y: int = x") + "\nx", "x = 1\ny = ...\nx"),
        (MARKED.format("# a = ...\n#\n# b = f(...)", "a = 1"), "a = ...\n\nb = f(...)"),
        (MARKED.format("# if a:\n#     b = 2", "b = 2"), "if a:\n    b = 2"),
    ],
)
def test_an_exercise_is_cut_as_the_contract_says(code, shown):
    assert unsolve(code, "ex-1-1") == shown


def test_the_solution_stands_without_markers_and_prompt():
    code = "x = 1\n" + MARKED.format("# a = ...", "a = x")
    assert solve(code, "ex-1-1") == "x = 1\na = x"


@pytest.mark.parametrize(
    "code",
    [
        "### BEGIN SOLUTION\na = 1",
        "a = 1\n### END SOLUTION",
        "# BEGIN PROMPT\n### BEGIN SOLUTION\na = 1\n### END SOLUTION",
        "# BEGIN PROMPT\na = ...\n# END PROMPT\n" + SOLVED.format("a = 1"),
        SOLVED.format("print(1)"),
        SOLVED.format("a = ("),
        "a = 1",
    ],
)
def test_markers_out_of_order_are_one_sentence_with_the_cell(code):
    with pytest.raises(Problem, match=r"^cell ex-1-1: .+\.$"):
        unsolve(code, "ex-1-1")


@pytest.mark.parametrize(
    ("product", "solved", "hidden"),
    [
        ("handout", False, {"check", "hints", "facilitator", "paper"}),
        ("deck", False, {"check", "hints", "paper"}),
        ("worksheet", False, {"facilitator", "paper"}),
        ("facilitator", True, set()),
    ],
)
@every_lesson
def test_one_function_decides_who_sees_what(lesson, product, solved, hidden):
    notebook = read_notebook(lesson)
    cells = select_cells(notebook, product)
    assert cells and notebook == read_notebook(lesson), "the lesson itself was changed"
    for cell in cells:
        assert not get_tags(cell) & hidden
        if "exercise" in get_tags(cell):
            assert "BEGIN" not in cell.source
            assert bool(cell.outputs) <= solved
        if product == "worksheet":
            assert not cell.get("outputs")
    if product == "deck":
        types = {cell.metadata.slideshow.slide_type for cell in cells}
        assert types <= {"slide", "subslide", "fragment", "-", "notes"}


def read_worksheet(lesson):
    return read_notebook(ROOT / "exercises" / lesson.name)
