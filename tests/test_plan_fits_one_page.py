"""The team's plan becomes one page: for everybody, without internet, on one sheet."""

import json
import os
import re

import pytest

from scripts.door.files import ROOT
from tests.barriers import find_barriers
from workshop import plan
from workshop.plan import page as plan_page

pytest_plugins = ("tests.pages",)

EXAMPLE_PLAN = ROOT / "scripts/proof/example_plan.json"
EXAMPLE = json.loads(EXAMPLE_PLAN.read_text("utf-8"))["boxes"]
WORDS = {
    "English": "We visit ten employers with two school leavers and ask what helps. ",
    "Serbian": "Посећујемо десет послодаваца са двоје ученика и питамо шта им треба. ",
    "Albanian": "Vizitojmë dhjetë punëdhënës së bashku me të rinjtë dhe i pyesim. ",
}


@pytest.fixture(autouse=True)
def said(tmp_path, monkeypatch):
    """What the notebook would say; the plan stands in an empty folder."""
    said = []
    monkeypatch.setenv("WORKSHOP_PLAN", str(tmp_path / "my-plan.json"))
    monkeypatch.setattr(plan, "emit", lambda markup, plain: said.append(plain))
    for place in (plan.saying, plan.file):
        monkeypatch.setattr(place, "emit_reply", lambda *reply: said.append(reply[-1]))
    return said


def fill(boxes):
    for box, fields in boxes.items():
        plan.write(box, **fields)


def write_long(words, length=180):
    """Return a plan in which every text has ``length`` letters, the team's name 60."""
    text = (words * length)[:length].strip()
    boxes = {
        name: dict.fromkeys(box.questions, text) for name, box in plan.BOXES.items()
    }
    boxes["challenge"]["team"] = text[:60]
    return boxes


def save(tmp_path):
    plan.save_page()
    return (tmp_path / "our-plan.html").read_text(encoding="utf-8")


def test_the_page_shows_every_field_of_the_plan(tmp_path):
    fill(EXAMPLE)
    page = save(tmp_path)
    for fields in EXAMPLE.values():
        for text in fields.values():
            assert text in page
    assert "Every part of this plan is written." in page
    assert "<title>Open Doors (an invented team): our plan</title>" in page
    shown = {(box, field) for box, field, _ in plan.page.list_fields()}
    every = {(name, field) for name, box in plan.BOXES.items() for field in box[2]}
    assert shown == every - {("challenge", "team")}


def test_an_empty_box_is_a_gap_to_close_and_no_error(tmp_path, said):
    fill({name: EXAMPLE[name] for name in ("challenge", "problem")})
    page = save(tmp_path)
    assert "Gap to close (lesson 3): Who pays in year three?" in page
    assert "Gap to close (lesson 1)" not in page
    assert "26 gaps are still to close." in page
    assert "26 gaps are still to close." in said[-1]
    assert "error" not in page.lower()


def test_a_team_without_any_text_gets_a_sheet_to_fill_in(tmp_path):
    page = save(tmp_path)
    assert "<h1>Our plan</h1>" in page
    assert page.count("Gap to close") == len(list(plan.page.list_fields()))


def test_what_a_team_writes_is_text_and_nothing_else(tmp_path):
    plan.write("challenge", team="<script>alert(1)</script>", place="a & b < c")
    page = save(tmp_path)
    assert "<script" not in page
    assert "a &amp; b &lt; c" in page


def test_the_page_says_in_which_language_the_team_writes(tmp_path):
    plan.write("challenge", place="Nikšić")
    plan.save_page(language="cnr")
    page = (tmp_path / "our-plan.html").read_text("utf-8")
    assert '<dd lang="cnr">Nikšić</dd>' in page
    assert '<html lang="en-GB">' in page


def test_the_note_stands_once_on_a_page_that_names_kosovo(tmp_path):
    plan.write("challenge", place="Travnik")
    assert "UNSCR 1244/1999" not in save(tmp_path)
    plan.write("challenge", place="Prizren, Kosovo*")
    assert save(tmp_path).count("UNSCR 1244/1999") == 1


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    fill(EXAMPLE)
    assert save(tmp_path) == save(tmp_path)
    assert [path.name for path in sorted(tmp_path.iterdir())] == [
        "my-plan.json",
        "our-plan.html",
    ]


def test_another_file_of_that_name_is_not_overwritten(tmp_path, said):
    (tmp_path / "our-plan.html").write_text("somebody else's page")
    plan.save_page()
    assert (tmp_path / "our-plan.html").read_text() == "somebody else's page"
    assert "our-plan-page-1.html" in said[-1]


def test_a_folder_that_is_not_there_gets_a_sentence(tmp_path, said):
    plan.save_page("nowhere/our-plan.html")
    assert "There is no folder nowhere here." in said[-1]
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_the_earlier_page(tmp_path, said, monkeypatch):
    before = save(tmp_path)

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    plan.save_page()
    assert (tmp_path / "our-plan.html").read_text("utf-8") == before
    assert "could not be saved" in said[-1]


def test_the_page_fetches_nothing(tmp_path):
    fill(EXAMPLE)
    page = save(tmp_path)
    assert re.findall(r'(?:src|href)="(.*?)"', page) == ["data:,"]
    assert not re.search(r"""@import|url\((?!"data:)|https?:""", page)


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_texts_of_180_letters_are_said_to_fit(said, words):
    fill(write_long(words))
    plan.save_page()
    assert "It prints on one sheet of A4." in said[-1]


def test_the_length_that_is_advised_is_the_length_that_fits(said):
    fill(write_long(WORDS["English"], 500))
    plan.save_page()
    advised = int(re.search(r"under about (\d+) letters", said[-1])[1])
    assert all(
        plan_page.fits_one_sheet(write_long(words, advised)) for words in WORDS.values()
    )


def test_a_plan_from_before_there_was_an_idea_keeps_all_it_holds(tmp_path, said):
    earlier = {name: fields for name, fields in EXAMPLE.items() if name != "idea"}
    text = json.dumps({"boxes": earlier, "earlier": []})
    (tmp_path / "my-plan.json").write_text(text, encoding="utf-8")
    page = save(tmp_path)
    assert "7 gaps are still to close." in page
    assert page.count("Gap to close (lesson 3)") == 7
    assert plan.read() == earlier
    plan.write("idea", idea=EXAMPLE["idea"]["idea"])
    assert plan.read() == earlier | {"idea": {"idea": EXAMPLE["idea"]["idea"]}}
    assert "6 gaps are still to close." in save(tmp_path)


def test_longer_texts_are_said_to_run_on(said):
    fill(write_long(WORDS["English"], 500))
    plan.save_page()
    assert "runs on to a second page" in said[-1]


def count_sheets(page, path):
    page.goto(path.as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


PLANS = {"example": EXAMPLE, "empty": {}}
PLANS |= {name: write_long(words) for name, words in WORDS.items()}
PLANS |= {f"{n} letters": write_long(WORDS["Serbian"], n) for n in (60, 85, 110, 160)}


@pytest.mark.browser
@pytest.mark.parametrize("boxes", PLANS.values(), ids=PLANS)
def test_the_plan_prints_on_exactly_one_sheet(tmp_path, page, boxes):
    fill(boxes)
    plan.write("gap", regional_example=f"{boxes.get('gap', {}).get('gap', '')} Kosovo*")
    save(tmp_path)
    assert count_sheets(page, tmp_path / "our-plan.html") == 1


@pytest.mark.browser
def test_very_long_texts_lose_nothing_on_paper(tmp_path, page):
    fill(write_long(WORDS["English"], 900))
    save(tmp_path)
    assert count_sheets(page, tmp_path / "our-plan.html") > 1


@pytest.mark.browser
@pytest.mark.parametrize("boxes", [EXAMPLE, {}], ids=["example", "empty"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_has_no_barrier_and_asks_for_nothing(tmp_path, page, boxes, width):
    fill(boxes)
    save(tmp_path)
    path = tmp_path / "our-plan.html"
    page.set_viewport_size({"width": width, "height": 720})
    page.goto(path.as_uri())
    asked = [url for url in page.requests if not url.startswith("data:")]
    assert asked == [path.as_uri()]
    assert find_barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_box_that_the_course_leaves_out_is_no_gap(tmp_path, said):
    plan.leave_open("cause", "practice")
    assert said == [], "the setup cell of a course says no more than others"
    page = save(tmp_path)
    plan.show()
    assert said[-1].count("Not part of this course") == 2
    fields = list(plan.page.list_fields())
    out = [box for box, *_ in fields if box in ("cause", "practice")]
    assert page.count("Not part of this course") == len(out) > 5
    assert page.count("Gap to close") == len(fields) - len(out)
    assert f"{len(fields) - len(out)} gaps are still to close" in page


def test_a_box_that_is_begun_has_gaps_again(tmp_path):
    plan.leave_open("cause")
    plan.write("cause", window="An election")
    assert "Not part of this course" not in save(tmp_path)


def test_what_a_course_leaves_out_travels_with_the_plan(tmp_path):
    plan.leave_open("cause")
    plan.save_copy(tmp_path / "copy.json")
    plan.leave_open()
    assert "Not part of this course" not in save(tmp_path)
    plan.open_copy(tmp_path / "copy.json")
    assert "Not part of this course" in save(tmp_path)


@pytest.mark.parametrize("value", ['"cause"', "null", "[1]", '["no-box"]'])
def test_a_damaged_list_of_what_is_left_out_harms_nothing(tmp_path, value):
    text = f'{{"boxes": {{}}, "earlier": [], "left_open": {value}}}'
    (tmp_path / "my-plan.json").write_text(text, encoding="utf-8")
    assert "Gap to close" in save(tmp_path)
