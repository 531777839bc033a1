"""A worksheet runs from top to bottom before anybody has answered, from any folder."""

from conftest import every_lesson, read_replies

from scripts.lessons.cells import get_tags
from scripts.lessons.notebooks import read_notebook
from scripts.lessons.products import WITHOUT_OUTPUT
from scripts.proof.nbval_session import find_difference


@every_lesson
def test_the_kernel_finds_no_error_in_any_cell(lesson, runs):
    run = runs[lesson.stem, "untouched"]
    assert run.replies
    for cell_id, reply in run.replies.items():
        assert reply["status"] == "ok", f"{cell_id}: {reply.get('evalue')}"


@every_lesson
def test_every_check_says_not_answered_yet(lesson, runs):
    notebook = runs[lesson.stem, "untouched"].notebook
    checks = [cell for cell in notebook.cells if "check" in get_tags(cell)]
    assert checks
    for cell in checks:
        assert "reply-open" in read_replies(cell), cell.id
        assert "Not answered yet" in read_replies(cell), cell.id


@every_lesson
def test_every_hint_says_something(lesson, runs):
    for cell in runs[lesson.stem, "untouched"].notebook.cells:
        if "hints" in get_tags(cell):
            assert "Hint 1 of" in read_replies(cell), cell.id


@every_lesson
def test_an_untouched_worksheet_shows_what_the_lesson_shows(lesson, runs):
    run = runs[lesson.stem, "untouched"]
    solved = {cell.id: cell for cell in read_notebook(lesson).cells}
    worked = [cell for cell in run.notebook.cells if is_worked(cell)]
    assert any(cell.outputs for cell in worked)
    for cell in worked:
        difference = find_difference(solved[cell.id].outputs, cell.outputs, False)
        assert not difference, f"{cell.id}: {difference}"


def is_worked(cell) -> bool:
    """Say whether a cell is worked code, which no answer may change."""
    return cell.cell_type == "code" and not get_tags(cell) & WITHOUT_OUTPUT
