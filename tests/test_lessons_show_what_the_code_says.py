"""What a lesson shows is what its code gives in a fresh run: nbval, charts included."""

import base64
import io
import json
import re

import nbformat
import pytest
from conftest import LESSONS, every_lesson, read_replies, trust_lessons
from PIL import Image, ImageDraw

from scripts.lessons.cells import get_tags
from scripts.lessons.notebooks import read_notebook, write_notebook
from scripts.proof.nbval_session import compare_images, compare_texts
from scripts.proof.verify import find_differences, find_unverified, is_reference, verify

LESSON = LESSONS[0]


def test_a_fresh_run_gives_what_is_stored(differences):
    assert list(differences) == LESSONS
    assert [fault for faults in differences.values() for fault in faults] == []


@every_lesson
def test_each_check_of_the_solved_lesson_says_right(lesson):
    checks = [cell for cell in read_notebook(lesson).cells if "check" in get_tags(cell)]
    assert checks
    for cell in checks:
        assert "reply-right" in read_replies(cell), cell.id


def test_the_recorded_verification_is_about_these_lessons():
    stale = [path.name for path in find_unverified(LESSONS)]
    assert stale == [], "run refresh and commit verified.json"


def test_what_was_tampered_with_is_named(project):
    """One run finds a changed number, pixel block, description and lost output."""
    path = project / "notebooks" / LESSON.name
    notebook = read_notebook(path)
    finding, chart, description, lost = tamper(notebook)
    write_notebook(path, notebook)
    (faults,) = verify([path], project).values()
    assert len(faults) == (4 if is_reference() else 3)
    for fault in faults:
        place = f"notebooks/{re.escape(LESSON.name)}, cell \\S+: "
        assert re.match(place + r".+; run refresh, look at the change", fault), fault
    words = " ".join(faults)
    assert re.search(f"cell {finding}: stored is .+ and the code gives", words)
    assert re.search(f"cell {description}: stored is .+tampered", words)
    assert re.search(f"cell {lost}: 0 outputs are stored and the code gives 1", words)
    if is_reference():
        assert re.search(rf"cell {chart}: the stored chart .+ \d+ pixels differ", words)
    records = json.loads((project / "verified.json").read_text(encoding="utf-8"))
    assert LESSON.stem not in records, "a refuted lesson counts as verified"
    assert find_unverified([path], project) == [path]


def tamper(notebook):
    """Change one thing in each of four cells; return their ids."""
    cells = [cell for cell in notebook.cells if cell.get("outputs")]
    finding = next(c for c in cells if re.search(r"finding.*\d", read_replies(c)))
    for kind in ("text/html", "text/plain"):
        text = finding.outputs[0].data[kind]
        finding.outputs[0].data[kind] = re.sub(r"\d+", "7531", text, count=1)
    chart = next(c for c in cells if "image/png" in c.outputs[0].get("data", {}))
    paint_block(chart.outputs[0])
    description, lost = (c for c in cells if c.id in ("0-0-hello", "ex-0-1-check"))
    description.outputs[0].metadata["alt"] = "tampered"
    lost.outputs = []
    return finding.id, chart.id, description.id, lost.id


def paint_block(output, size=5):
    """Paint a small square into a stored picture."""
    image = Image.open(io.BytesIO(base64.b64decode(output.data["image/png"])))
    image = image.convert("RGBA")
    ImageDraw.Draw(image).rectangle((40, 40, 39 + size, 39 + size), fill="magenta")
    page = io.BytesIO()
    image.save(page, "png")
    output.data["image/png"] = base64.b64encode(page.getvalue()).decode()


def draw(change=None, size=(200, 100)):
    """Return a PNG (base64) with a grey slope, changed by ``change(image)``."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    if change:
        change(image)
    page = io.BytesIO()
    image.save(page, "png")
    return base64.b64encode(page.getvalue()).decode()


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        (None, False),
        (lambda image: image.putpixel((9, 9), (255, 0, 0)), False),
        (lambda image: ImageDraw.Draw(image).line((0, 0, 99, 50), "red"), True),
        (lambda image: ImageDraw.Draw(image).rectangle((9, 9, 12, 12), "red"), True),
    ],
)
def test_pictures_are_compared_with_a_small_tolerance(change, differs):
    assert bool(compare_images(draw(), draw(change))) == differs


def test_pictures_of_another_size_differ():
    assert "(200, 100)" in compare_images(draw(), draw(size=(200, 101)))


def test_a_difference_shows_the_place_where_texts_part():
    stored, fresh = "a" * 200 + " 18 of 20 " + "b" * 200, "a" * 200 + " 17 of 20 "
    sentence = compare_texts(stored, fresh)
    assert "18 of 20" in sentence and "17 of 20" in sentence and len(sentence) < 200


@pytest.mark.parametrize(
    "name",
    ["notebooks", "data/cases.csv", "workshop/rules.py", "requirements.lock"],
)
def test_whatever_decides_an_output_ends_the_proof(project, name):
    lesson = project / "notebooks" / LESSON.name
    trust_lessons(project)
    assert find_unverified([lesson], project) == []
    path = lesson if name == "notebooks" else project / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert find_unverified([lesson], project) == [lesson]


def test_no_cell_can_stay_out_of_the_verification(project):
    path = project / "notebooks/90-small.ipynb"
    notebook = nbformat.v4.new_notebook()
    for number, code in enumerate(
        ("# NBVAL_SKIP\n1", "# NBVAL_IGNORE_OUTPUT\n2", "1 / 0")
    ):
        cell = nbformat.v4.new_code_cell(code, id=f"c{number}", execution_count=number)
        cell.metadata["tags"] = ["raises-exception"]
        notebook.cells.append(cell)
    write_notebook(path, notebook)
    (faults,) = find_differences([path], project).values()
    skipped, ignored, failing = faults
    assert "cell c0: the cell is left out of verification" in skipped
    assert "cell c1: 0 outputs are stored and the code gives 1 now" in ignored
    assert "cell c2: the code stops with ZeroDivisionError" in failing
