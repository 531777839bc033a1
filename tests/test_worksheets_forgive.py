"""A typo in an exercise gets a sentence, never a traceback first, and harms nothing."""

import re

from conftest import every_lesson, read_replies

from scripts.lessons.cells import get_tags


@every_lesson
def test_a_typo_gets_a_sentence_instead_of_a_traceback(lesson, runs):
    run = runs[lesson.stem, "typo"]
    exercises = [cell for cell in run.notebook.cells if "exercise" in get_tags(cell)]
    assert exercises
    for cell in exercises:
        assert run.replies[cell.id]["status"] == "error", f"{cell.id}: no typo was seen"
        assert not [out for out in cell.outputs if out.output_type == "error"], cell.id
        page = read_replies(cell)
        visible = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
        assert "Python stopped here. Nothing is broken." in visible, cell.id
        assert "Traceback" not in visible, cell.id
        plain = " ".join(out.data.get("text/plain", "") for out in cell.outputs)
        assert "Traceback" not in plain and len(plain.split()) > 8, cell.id


@every_lesson
def test_a_typo_does_not_stop_the_rest(lesson, runs):
    run = runs[lesson.stem, "typo"]
    for cell in run.notebook.cells:
        if cell.cell_type != "code" or "exercise" in get_tags(cell):
            continue
        assert run.replies[cell.id]["status"] == "ok", cell.id
        if "check" in get_tags(cell):
            assert "reply-right" not in read_replies(cell), cell.id
