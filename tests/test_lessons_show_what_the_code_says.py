"""What a lesson shows is what its code gives in a fresh run: nbval, charts included."""

import base64
import io
import json
import re
import zlib

import nbformat
import pytest
from conftest import LESSONS, every_lesson, read_replies, trust_lessons
from PIL import Image, ImageDraw, ImageFilter

from scripts.lessons.cells import get_tags
from scripts.lessons.listing import list_lessons
from scripts.lessons.notebooks import read_notebook, write_notebook
from scripts.lessons.pictures import is_animated, is_plain_png
from scripts.proof.nbval_session import compare_texts
from scripts.proof.pictures import ANIMATED, compare_pictures
from scripts.proof.verify import (
    find_differences,
    find_unproven,
    find_unverified,
    is_reference,
    put_date,
    verify,
)
from workshop.charts.page import Page, house_style

LESSON = LESSONS[0]


def test_a_fresh_run_gives_what_is_stored(differences):
    assert list(differences) == find_unproven(LESSONS)
    assert [fault for faults in differences.values() for fault in faults] == []


@every_lesson
def test_each_check_of_the_solved_lesson_says_right(lesson):
    checks = [cell for cell in read_notebook(lesson).cells if "check" in get_tags(cell)]
    assert checks
    for cell in checks:
        assert "reply-right" in read_replies(cell), cell.id


def test_ci_believes_no_record(project, monkeypatch):
    """Anybody can write hashes beside a false output; what CI runs is from nothing."""
    path = project / "notebooks" / LESSON.name
    notebook = read_notebook(path)
    tamper(notebook)
    write_notebook(path, notebook)
    trust_lessons(project)
    lessons = list_lessons(root=project)
    monkeypatch.delenv("CI", raising=False)
    assert find_unproven(lessons, project) == []
    monkeypatch.setenv("CI", "true")
    assert find_unproven(lessons, project) == lessons and path in lessons
    for damaged in ("nbval", "python", "platform", "lock"):
        trust_lessons(project)
        records = json.loads((project / "verified.json").read_text(encoding="utf-8"))
        records[LESSON.stem][damaged] = None
        (project / "verified.json").write_text(json.dumps(records), encoding="utf-8")
        assert find_unverified(lessons, project) == [path], damaged


def test_a_record_keeps_its_day_until_it_says_something_else(monkeypatch):
    record = {"notebook": "a", "nbval": "1"}
    dated = put_date(record, {})
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", dated["on"])
    old = record | {"on": "2020-02-02"}
    assert put_date(record, old) == old
    assert put_date(record | {"notebook": "b"}, old)["on"] == dated["on"]


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
    return encode(image)


def encode(image, kind="png", **options):
    """Return a picture as base64."""
    page = io.BytesIO()
    image.save(page, kind, **options)
    return base64.b64encode(page.getvalue()).decode()


def draw_chart(text, faint=""):
    """Draw a chart (base64) with a number and faint words on it, as our charts do."""
    with house_style():
        page = Page("Young people without work or training", "percent", 120)
        page.write(40, 100, text)
        page.write(300, 100, faint, color="#e7e7e7")  # 24 of 255 levels off white
        axes = page.add_axes(40, 40, above=60, below=20)
        axes.barh(0, 17.6)
        return base64.b64encode(page.save()).decode()


def scatter(image, step=13, number=12):
    """Change single pixels that do not touch each other."""
    for n in range(number):
        image.putpixel((9 + step * n, 9 + step * n % 80), (255, 0, 0))


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        (None, False),
        (lambda image: image.putpixel((9, 9), (255, 0, 0)), False),
        (scatter, False),
        (lambda image: scatter(image, number=13), True),
        (lambda image: ImageDraw.Draw(image).line((9, 9, 11, 9), "red"), False),
        (lambda image: ImageDraw.Draw(image).rectangle((9, 9, 10, 10), "red"), True),
        (lambda image: ImageDraw.Draw(image).rectangle((0, 0, 1, 1), "red"), True),
        (lambda image: ImageDraw.Draw(image).line((0, 0, 99, 50), "red"), True),
        (lambda image: ImageDraw.Draw(image).rectangle((9, 9, 12, 12), "red"), True),
    ],
)
def test_pictures_are_compared_with_a_small_tolerance(change, differs):
    assert bool(compare_pictures(draw(), draw(change))) == differs


def test_a_decimal_point_that_vanishes_is_a_difference():
    stored, fresh = draw_chart("17 6"), draw_chart("17.6")
    assert re.search(r": \d pixels differ", compare_pictures(stored, fresh))


def test_faint_words_that_appear_are_a_difference():
    stored, fresh = draw_chart("17.6", "not true"), draw_chart("17.6")
    assert "is not what the code draws" in compare_pictures(stored, fresh)


def test_edges_that_another_processor_rounds_are_no_difference():
    fresh = draw_chart("17.6")
    image = Image.open(io.BytesIO(base64.b64decode(fresh))).convert("RGB")
    edges = image.convert("L").filter(ImageFilter.FIND_EDGES).getdata()
    places = [n for n, edge in enumerate(edges) if edge > 100]
    assert len(places) > 500
    for place in places:
        x, y = place % image.width, place // image.width
        levels = image.getpixel((x, y))
        image.putpixel((x, y), tuple(max(0, level - 8) for level in levels))
    assert encode(image) != fresh
    assert compare_pictures(encode(image), fresh) == ""


def animate(kind, first=None, **options):
    """Return a picture (base64) with two frames, of which the first is ``first``."""
    frames = [Image.new("RGB", (200, 100), colour) for colour in ("white", "red")]
    frames[0] = first or frames[0]
    return encode(frames[0], kind, save_all=True, append_images=frames[1:], **options)


def test_a_picture_with_a_second_frame_is_never_what_the_code_draws():
    fresh = draw()
    true_first = Image.open(io.BytesIO(base64.b64decode(fresh)))
    stored = animate("png", true_first)
    assert Image.open(io.BytesIO(base64.b64decode(stored))).n_frames == 2
    assert compare_pictures(stored, fresh) == ANIMATED
    assert compare_pictures(fresh, fresh) == ""


@pytest.mark.parametrize(
    ("kind", "picture", "moves"),
    [
        ("image/png", animate("png"), True),
        ("image/png", animate("png", default_image=True), True),
        ("image/gif", animate("gif"), True),
        ("image/webp", animate("webp"), True),
        ("image/png", draw(), False),
        ("image/gif", encode(Image.new("RGB", (9, 9)), "gif"), False),
        ("image/jpeg", encode(Image.new("RGB", (9, 9)), "jpeg"), False),
        ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'></svg>", False),
    ],
)
def test_a_picture_that_moves_is_known(kind, picture, moves):
    assert is_animated(kind, picture) == moves


def add_chunk(picture, name, content):
    """Return a PNG (base64) with one more part after its header."""
    png = base64.b64decode(picture)
    part = name + content
    part = len(content).to_bytes(4) + part + zlib.crc32(part).to_bytes(4)
    return base64.b64encode(png[:33] + part + png[33:]).decode()


def test_a_png_that_a_browser_would_show_otherwise_is_not_plain():
    """Light, colours and turning are obeyed by browsers and not by what compares."""
    plain = draw()
    assert is_plain_png(plain)
    assert not is_plain_png(add_chunk(plain, b"gAMA", (1).to_bytes(4)))
    assert not is_plain_png(add_chunk(plain, b"eXIf", b"MM\0*"))
    assert not is_plain_png(add_chunk(plain, b"tEXt", b"Software\0matplotlib"))
    assert not is_plain_png(encode(Image.new("I;16", (9, 9))))
    assert not is_plain_png(base64.b64encode(b"no picture").decode())


def test_pictures_of_another_size_differ():
    assert "(200, 100)" in compare_pictures(draw(), draw(size=(200, 101)))


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
        ("# NBVAL_SKIP\n1", "# NBVAL_IGNORE_OUTPUT\n2", "1 / 0", "x = 3")
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
