"""Every section runs on its own after the setup cell, solved and untouched."""

from conftest import every_lesson, read_replies
from fresh_runs import split_sections

from scripts.lessons.cells import get_tags
from scripts.lessons.notebooks import read_notebook


@every_lesson
def test_a_person_who_was_lost_can_begin_at_any_section(lesson, runs):
    run = runs[lesson.stem, "sections"]
    sections = len(split_sections(read_notebook(lesson)))
    places = {int(cell_id.partition("_")[0]) for cell_id in run.replies}
    assert len(places) == 2 * sections, "lesson and worksheet have the same sections"
    for cell_id, reply in run.replies.items():
        assert reply["status"] == "ok", f"{cell_id}: {reply.get('evalue')}"


@every_lesson
def test_the_solution_of_each_section_is_right_alone(lesson, runs):
    solved = len(split_sections(read_notebook(lesson)))
    for cell in runs[lesson.stem, "sections"].notebook.cells:
        if "check" in get_tags(cell):
            kind = "right" if int(cell.id.partition("_")[0]) < solved else "open"
            assert f"reply-{kind}" in read_replies(cell), cell.id
