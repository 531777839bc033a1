"""Who listens to a page hears the names of its parts, and nothing glued together."""

import re

import pytest
from bs4 import BeautifulSoup

from scripts.kit import export_kit
from scripts.lessons.courses import read_course, read_library
from scripts.lessons.cutting import cut
from scripts.lessons.listing import list_courses
from scripts.pages.naming import name_tables
from tests.hall import SEAT
from tests.pages import list_papers
from tests.small_lesson import PROVENANCE

pytest_plugins = ("tests.open_room", "tests.pages")
BOX = '<div class="table" role="group" aria-label="Table"><table></table></div>'


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    """The pages of the kit of the one-day course, as soups by name."""
    library = read_library()
    path = next(path for path in list_courses() if path.stem == "one-day")
    course = read_course(path, library)
    dist = tmp_path_factory.mktemp("kit")
    places = export_kit(course, cut(course, library), dist, PROVENANCE)
    return {place.stem: place for place in places}


@pytest.fixture(scope="module")
def soups(kit):
    return {
        name: BeautifulSoup(place.read_text("utf-8"), "html.parser")
        for name, place in kit.items()
    }


def list_names(html):
    return re.findall(r'aria-label="([^"]*)"', name_tables(html))


def test_a_table_without_a_caption_is_called_by_the_heading_above_it():
    facts = '<h3>Ex. 1.1 · <span aria-hidden="true">●●</span> fill · core</h3>'
    html = f"<h2>Who &amp; <em>what</em></h2>{BOX}<p>So.</p>{BOX}{facts}{BOX}"
    assert list_names(html) == [
        "Table: Who &amp; what",
        "Table 2: Who &amp; what",
        "Table: Ex. 1.1",
    ]
    assert list_names(BOX) == ["Table"]
    own = BOX.replace('"Table"', '"Five answers"')
    assert list_names(f"<h2>Who</h2>{own}") == ["Five answers"]


def test_no_table_of_a_page_is_called_table(soups, dist):
    pages = soups | {
        str(path): BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in list_papers(dist)
        if path.stem in ("accessibility", "01-definition")
    }
    found = 0
    for place, soup in pages.items():
        names = [box["aria-label"] for box in soup.select(".table[aria-label]")]
        found += len(names)
        assert "Table" not in names, place
        own = [one for one in names if re.match(r"Table\b", one)]
        assert len(own) == len(set(own)), place
    assert found > 20


def test_questions_of_the_learning_check_are_headings(soups):
    for form in soups["learning-check"].select(".form-sheet"):
        titles = [one.get_text() for one in form.select("h2 ~ .question > h3")]
        assert titles == [f"Question {n}" for n in range(1, 9)]


def test_the_mark_of_the_plan_is_no_word_of_the_title(soups):
    headers = [one for one in soups["run-of-show"].select("tr.plan th")]
    assert headers
    for header in headers:
        for hidden in header.select("[aria-hidden=true]"):
            hidden.extract()
        assert header.get_text().endswith(" (It fills the plan.)")


def test_the_help_says_the_key_with_what_it_does(dist):
    soup = BeautifulSoup(
        (dist / "accessibility.html").read_text("utf-8"), "html.parser"
    )
    rows = soup.select("tbody tr")
    assert len(rows) > 8
    for row in rows:
        assert [one.name for one in row.find_all(["th", "td"])] == ["th", "td"]
        assert row.th["scope"] == "row"


@pytest.mark.browser
def test_the_clock_of_the_device_is_heard_where_it_goes(kit, page):
    page.goto(kit["run-of-show"].as_uri())
    page.get_by_role("button", name="Take the clock").click()
    assert page.locator("input[type=time]:focus").input_value()


@pytest.mark.browser
def test_the_header_of_a_row_holds_no_button(kit, page):
    page.goto(kit["run-of-show"].as_uri())
    row = page.get_by_role("row").filter(has_text="Welcome").first
    assert row.get_by_role("rowheader").inner_text() == "Welcome"
    assert page.locator("th button").count() == 0
    button = row.get_by_role("button", name="We are here now: Welcome")
    page.locator("input[type=time]").fill("09:10")
    button.click()
    clock = row.get_by_role("cell").first.inner_text()
    assert clock.split() == ["09:00", "now", "09:10", "We", "are", "here", "now"]
    assert page.get_by_role("row").nth(2).get_by_role("rowheader").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("width", [280, 320, 360, 390])
def test_a_box_to_tick_stands_beside_its_word_on_a_phone(kit, page, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(kit["learning-check"].as_uri())
    for label in page.locator(".codes .tick-label").all():
        assert label.inner_text().strip() in ("before", "after")
        box, whole = label.locator(".tick").bounding_box(), label.bounding_box()
        assert whole["height"] < 2 * box["height"], "the word stands on another line"


@pytest.mark.browser
def test_a_button_of_the_room_keeps_the_focus_and_says_what_it_does_now(hall, page):
    page.goto(f"{hall.origin}/room/")
    page.get_by_label("Password").fill(hall.room.keeper.password)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for place, before, after in (
        ("", "Turn the board on", "Turn the board off"),
        ("board", "Turn the board off", "Turn the board on"),
        ("board", "Show the names of those who agree", "Show no names"),
        ("board", "Empty the board", "Empty the board"),
    ):
        page.goto(f"{hall.origin}/room/{place}")
        page.get_by_role("button", name=before).focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        focus = page.locator(":focus")
        assert focus.inner_text() == after
        assert page.url.partition("#")[0] == f"{hall.origin}/room/{place}"


def test_the_code_of_the_address_is_one_picture_with_a_name(hall):
    hall.come_in()
    page = BeautifulSoup(hall.get("/room/projector").text, "html.parser")
    [box] = page.select("[role=img]")
    assert hall.room.address in box["aria-label"]
    assert [one["aria-hidden"] for one in box.find_all("svg")] == ["true"]


@pytest.mark.browser
def test_the_last_change_of_the_board_is_heard_too(hall, page):
    hall.room.board.switch(True)
    hall.come_in()
    name, _, value = hall.cookie.partition("=")
    cookie = {"name": name, "value": value, "url": f"{hall.origin}/room"}
    page.context.add_cookies([cookie])
    page.clock.install()
    page.goto(f"{hall.origin}/room/board")
    sent = {"seat": SEAT, "exercise": "1.2", "reply": "right"}
    assert hall.post("/room/reply", sent).json == {"kept": True}
    page.get_by_text("1 right").wait_for()
    heard = page.locator("#spoken[role=status]")
    assert heard.text_content() == ""
    page.clock.run_for(16_000)
    assert heard.text_content() == (
        "Exercise 1.2: 1 right, 0 another reply, 0 no answer yet."
    )
