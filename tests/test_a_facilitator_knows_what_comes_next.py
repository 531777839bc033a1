"""Run of show and guide: the clock of the day, live too; notes beside their slides."""

import re
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from conftest import every_course
from pypdf import PdfReader

from scripts.kit import describe_topic, export_kit, render
from scripts.kit.agenda import fill_agenda
from scripts.kit.guide import describe_shown, fill_guide
from scripts.lessons.cells import get_tags
from scripts.lessons.courses import (
    count_minutes,
    index_sections,
    list_boxes,
    read_course,
    read_library,
)
from scripts.lessons.cutting import cut, list_outside
from scripts.lessons.listing import list_courses
from scripts.lessons.products import select_cells
from scripts.pages.layout import into_stacks
from tests.barriers import find_barriers
from tests.small_lesson import PROVENANCE
from workshop.plan.boxes import BOXES

pytest_plugins = ("tests.pages",)

COURSES = list_courses()


@pytest.fixture(scope="module")
def library():
    return read_library()


@pytest.fixture(scope="module", params=COURSES, ids=lambda path: path.stem)
def topic(request, library):
    course = read_course(request.param, library)
    return describe_topic(course, cut(course, library))


@pytest.fixture(scope="module")
def pages(library, tmp_path_factory):
    """Run of show and guide of the one-day course."""
    path = next(path for path in COURSES if path.stem == "one-day")
    course = read_course(path, library)
    dist = tmp_path_factory.mktemp("dist")
    notebook = cut(course, library)
    return export_kit(course, notebook, dist, PROVENANCE, ("run-of-show", "guide"))


@pytest.fixture(scope="module")
def printed(pages, browser) -> dict[str, list[str]]:
    """The words of each sheet of run of show and guide, by the name of the page."""
    page, printed = browser.new_page(), {}
    for place in pages:
        page.goto(place.as_uri())
        sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
        printed[place.stem] = [sheet.extract_text() for sheet in sheets]
    page.close()
    return printed


@pytest.mark.browser
def test_a_slide_and_its_notes_stand_on_one_sheet(pages, printed):
    """What a box says is found on the sheet on which its heading stands."""
    guide = next(place for place in pages if place.stem == "guide")
    sheets = ["".join(words.split()) for words in printed["guide"]]
    soup = BeautifulSoup(guide.read_text("utf-8"), "html.parser")
    entries = [one for one in soup.select(".entry") if one.select_one(".on-slide")]
    assert len(entries) > 40
    for entry in entries:
        begin = "".join(entry.select_one(".slide-number").get_text().split())
        last = entry.select(".on-slide :is(p, li)")[-1].get_text()
        number, words = re.compile(begin + r"(?!\d)"), "".join(last.split())[-40:]
        assert any(number.search(one) and words in one for one in sheets), begin


def test_every_block_has_its_row_and_the_clock_goes_on(topic):
    for day, shown in zip(topic.course.days, fill_agenda(topic)["days"], strict=True):
        assert [row["clock"] for row in shown["rows"]] == [b.clock for b in day.blocks]
        assert shown["rows"][-1]["end"] == shown["end"]
        for row, block in zip(shown["rows"], day.blocks, strict=True):
            assert row["title"]
            assert row["drop"] == block.drop
            assert not (row["is_plan"] and row["drop"]), "the plan never goes"
            assert row["slide"], f"{row['title']}: which slide begins here?"


def test_a_row_names_the_slide_that_the_deck_shows(topic):
    stacks = into_stacks(select_cells({"cells": topic.cells}, "deck"))
    slides = [slide for stack in stacks for slide in stack]
    for day in fill_agenda(topic)["days"]:
        for row in day["rows"]:
            assert f"b-{slides[row['slide'] - 1].id}" == row["id"]


def test_every_note_of_the_deck_stands_once_in_the_guide(topic):
    guide = fill_guide(topic)
    notes = [cell for cell in topic.cells if "facilitator" in get_tags(cell)]
    assert notes
    text = " ".join(
        BeautifulSoup(part["notes"], "html.parser").get_text()
        for part in guide["parts"]
    )
    for cell in notes:
        beginning = re.match(r"\*\*(.+?)\*\*", cell["source"], re.DOTALL)
        words = re.sub(r"\s+", " ", beginning[1])
        assert words in re.sub(r"\s+", " ", text), cell["id"]


def test_every_exercise_has_its_answer_in_the_guide_once(topic):
    shown = [
        one["id"] for part in fill_guide(topic)["parts"] for one in part["entries"]
    ]
    tasks = [
        cell["id"].replace("ex-", "key-").removesuffix("-task")
        for cell in topic.cells
        if "task" in cell["metadata"].get("tags", ())
    ]
    assert sorted(shown) == sorted(tasks)


def test_every_objective_says_what_shows_it(topic):
    for _, rows in fill_guide(topic)["objectives"]:
        assert all(text and shown for text, shown in rows)
    fields = ["plan:problem.sentence", "plan:problem.who_says_so"]
    assert describe_shown(["1.2", "1.q3", *fields]) == (
        "exercise 1.2; question 1.q3; the plan, “The problem”"
    )


def test_objectives_name_what_the_course_holds_and_nothing_else(topic):
    shown = " ".join(
        words for _, rows in fill_guide(topic)["objectives"] for _, words in rows
    )
    entries = [one for part in fill_guide(topic)["parts"] for one in part["entries"]]
    tasks = {one["id"].removeprefix("key-").replace("-", ".") for one in entries}
    assert set(re.findall(r"(?:exercise|question) (\S+?)(?:;|\s|$)", shown)) <= tasks
    titles = {BOXES[box].title for box in list_boxes(topic.cells)}
    assert set(re.findall(r"the plan, “([^”]+)”", shown)) <= titles


def test_the_guide_lists_its_headings_and_the_sections_of_its_slides(topic):
    guide = fill_guide(topic)
    html = render(topic, "guide", PROVENANCE, "light")
    soup = BeautifulSoup(html, "html.parser")
    links = [link["href"][1:] for link in soup.select(".contents a")]
    headings = [heading["id"] for heading in soup.select("main h2")]
    begun = [f"g-{part['id']}" for part in guide["parts"] if part["begins"]]
    assert links == headings + begun
    assert len(begun) > 5 and not any(one.startswith("g-p-") for one in begun)
    assert all(soup.find(id=one) for one in links)


def test_every_part_of_the_guide_has_a_slide_and_a_title(topic):
    parts = fill_guide(topic)["parts"]
    numbers = [part["number"] for part in parts]
    assert numbers == sorted(numbers)
    assert all(part["title"] and "heading" not in part["title"] for part in parts)


def test_no_circle_in_a_heading_of_the_guide_is_read_aloud(pages):
    guide = BeautifulSoup(pages[1].read_text("utf-8"), "html.parser")
    marked = [one for one in guide.select("h2, h3, h4") if "●" in one.get_text()]
    assert marked
    for heading in marked:
        for hidden in heading.select("[aria-hidden=true]"):
            hidden.extract()
        assert "●" not in heading.get_text(), heading


def test_an_answer_without_a_slide_stands_beside_the_note_that_speaks_of_it(library):
    path = next(path for path in COURSES if path.stem == "one-day")
    course = read_course(path, library)
    parts = fill_guide(describe_topic(course, cut(course, library)))["parts"]
    part = next(p for p in parts if "key-4-q5" in [one["id"] for one in p["entries"]])
    assert "Question 4.q5, 2 minutes" in part["notes"]


def test_the_notes_say_what_time_it_is_and_how_the_section_differs(topic, library):
    sections = index_sections(library)
    notes = {cell["id"]: cell["source"] for cell in topic.cells}
    for block in topic.course.blocks:
        if block.kind != "section":
            continue
        note = notes[f"c-time-{block.name}"]
        assert note.startswith(f"**Facilitator. {block.clock} to ")
        more = block.minutes - count_minutes(sections[block.name], block.without)
        words = re.search(r"have (\d+) minutes? (more|less)", note)
        told = int(words[1]) * (1 if words[2] == "more" else -1) if words else 0
        assert told == more, block.name
        for name in block.without:
            if name.startswith("ex-"):
                assert f"exercise {name[3:].replace('-', '.')}" in note


def test_no_note_counts_sections_that_nobody_sees(library):
    for lesson in library:
        for cell in lesson.cells:
            if "facilitator" in get_tags(cell):
                assert not re.match(r"\*\*Facilitator\. Section \d", cell["source"])


@every_course
def test_our_courses_name_nothing_that_they_leave_out(course, library):
    read = read_course(course, library)
    assert list_outside(read, cut(read, library)) == []


@pytest.mark.browser
class TestInABrowser:
    """The live page, and paper."""

    def open(self, page, pages, name="run-of-show"):
        """Open one of the pages."""
        page.goto(next(path for path in pages if path.stem == name).as_uri())

    def say(self, page, time, row):
        """Say that a row begins at a time; return the advice."""
        page.locator("input[type=time]").fill(time)
        page.get_by_role("button", name="We are here now").nth(row).click()
        return page.get_by_role("status").inner_text()

    def read_rows(self, page):
        """Read what the rows are: class, data, new time."""
        return page.evaluate(
            """() => [...document.querySelectorAll("tbody tr")].map((row) => ({
              kind: row.className, start: Number(row.dataset.start),
              minutes: Number(row.dataset.minutes),
              said: row.querySelector(".new")?.textContent ?? ""}))"""
        )

    def test_on_time_nothing_changes(self, page, pages):
        self.open(page, pages)
        assert "You are on time." in self.say(page, "10:00", 4)
        rows = self.read_rows(page)
        for row in rows[4:]:
            clock = f"{row['start'] // 60:02d}:{row['start'] % 60:02d}"
            assert row["said"] == f"now {clock}"

    def test_late_drops_by_the_order_of_the_course_and_keeps_plan_and_pauses(
        self, page, pages
    ):
        self.open(page, pages)
        said = self.say(page, "10:45", 4)
        assert "You are 45 minutes late." in said
        gone = [row for row in self.read_rows(page) if "gone" in row["kind"]]
        assert gone
        assert all(row["kind"].startswith("block") for row in gone)
        assert sum(row["minutes"] for row in gone) >= 45
        assert "You end at" in said

    def test_too_late_says_how_many_minutes_are_missing(self, page, pages):
        self.open(page, pages)
        said = self.say(page, "15:55", 4)
        assert "still missing" in said
        assert not any(
            "gone" in row["kind"] and "plan" in row["kind"]
            for row in self.read_rows(page)
        )

    def test_what_was_said_survives_a_reload_and_goes_with_the_button(
        self, page, pages
    ):
        self.open(page, pages)
        said = self.say(page, "10:20", 4)
        page.reload()
        assert page.get_by_role("status").inner_text() == said
        page.get_by_role("button", name="Back to the plan").click()
        page.reload()
        assert page.locator("tr.here").count() == 0

    def test_without_scripts_the_table_is_whole(self, browser, pages):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        self.open(page, pages)
        assert page.locator("tbody tr").count() > 10
        assert not page.locator(".now").is_visible()
        context.close()

    def test_a_day_prints_on_one_sheet_and_the_general_part_on_twelve(
        self, page, pages, printed
    ):
        for name, first, most in (
            ("run-of-show", "What to have ready", 1),
            ("guide", "Slide by slide", 12),
        ):
            assert find_sheet(printed[name], first) <= most + 1
            self.open(page, pages, name)
            assert find_barriers(page) == []

    @pytest.mark.parametrize("width", [320, 390, 640, 800, 1280])
    def test_the_whole_day_fits_the_window(self, page, pages, width):
        """In a narrow one each block is a card that says what stands in its lines."""
        page.set_viewport_size({"width": width, "height": 720})
        self.open(page, pages)
        table = page.locator(".table")
        assert table.evaluate("e => e.scrollWidth <= e.clientWidth")
        assert table.evaluate("e => e.offsetHeight") < 24 * 260
        row = page.get_by_role("row").filter(has_text="Sorting real cases")
        assert row.get_by_role("rowheader").count() == 1
        assert row.get_by_role("cell").count() == 7
        assert page.get_by_role("columnheader").count() == 8
        said = "e => getComputedStyle(e, '::before').content"
        label = row.locator("td").nth(4).evaluate(said)
        assert label == ("none" if width > 800 else '"Slide: "')

    @pytest.mark.parametrize("width", [390, 1280])
    def test_a_finger_hits_every_button(self, page, pages, width):
        page.set_viewport_size({"width": width, "height": 720})
        self.open(page, pages)
        self.say(page, "10:20", 4)  # with all buttons that there are
        heights = page.evaluate(
            """() => [...document.querySelectorAll("main button, main input")]
            .filter((one) => one.checkVisibility())
            .map((one) => one.getBoundingClientRect().height)"""
        )
        assert len(heights) > 10
        assert min(heights) >= 44


def find_sheet(sheets, words):
    """Return the number of the first sheet that holds some words."""
    return next(n for n, text in enumerate(sheets, start=1) if words in text)
