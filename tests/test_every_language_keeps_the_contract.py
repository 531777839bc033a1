"""In each language: no request, no barrier, nothing leaves a slide or is lost."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from scripts.languages.known import LANGUAGES
from scripts.lessons.products import COURSE_KIT, FOLDERS
from tests.barriers import ALL_SLIDES, OPEN_FOLDS, find_barriers
from tests.test_exports_work_offline import FETCHED
from tests.test_slides_fit_the_screen import FIND_OVERFLOW, visit_slides

pytest_plugins = ("tests.pages", "tests.spoken")
every_language = pytest.mark.parametrize("code", LANGUAGES)
# Where nobody asked for all: one language, from which most of the others are made.
every_language_in_ci = pytest.mark.parametrize(
    "code",
    ["sr-Latn"]
    + [
        pytest.param(one, marks=pytest.mark.ci) for one in LANGUAGES if one != "sr-Latn"
    ],
)
SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)


def list_pages(root, code):
    """List the pages of the course in a language, with its front door."""
    return sorted((root / "dist" / code).rglob("*.html"))


@every_language_in_ci
def test_all_pages_are_there_in_their_language_and_name_nothing_to_fetch(
    code, build_in
):
    root = build_in(code)
    course = root / "dist" / code / "courses/one-day"
    assert {path.stem for path in course.glob("*.html")} == {*FOLDERS, *COURSE_KIT}
    for path in list_pages(root, code):
        html = SCRIPT.sub("", path.read_text(encoding="utf-8"))
        assert f'<html lang="{code}"' in html or path.name == "accessibility.html"
        assert not FETCHED.search(html), path.name
        assert "Traceback" not in html and "�" not in html


@every_language_in_ci
def test_every_number_is_that_of_the_english_run(code, build_in):
    language = LANGUAGES[code]
    record = json.loads(
        (language.home(build_in(code)) / "runs.json").read_text("utf-8")
    )
    assert len(record) == 6
    assert [one["refused"] for one in record.values()] == [[]] * 6


@every_language_in_ci
def test_tables_have_headers_and_pictures_have_words(code, build_in):
    for path in list_pages(build_in(code), code):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert all(table.find("th", scope=True) for table in soup.find_all("table"))
        assert all(image.get("alt") is not None for image in soup.find_all("img"))


@pytest.mark.browser
@every_language_in_ci
def test_no_slide_overflows_in_any_language(code, build_in, page):
    deck = build_in(code) / "dist" / code / "courses/one-day/deck.html"
    assert visit_slides(page, deck, FIND_OVERFLOW) == []


@pytest.mark.ci
@pytest.mark.browser
@every_language
def test_no_page_has_a_barrier_or_asks_for_anything(code, build_in, page):
    """The kit's pages are looked at in what people write; others have its words."""
    shown = {"deck", "handout", "index"}
    for path in list_pages(build_in(code), code):
        if LANGUAGES[code].made_of and path.stem not in shown:
            continue
        deck = path.name == "deck.html"
        page.requests.clear()
        address = path.as_uri() + ("?print-pdf" if deck else "")
        page.goto(address)
        if deck:
            page.wait_for_function(ALL_SLIDES)
        assert {one for one in page.requests if not one.startswith("data:")} == {
            address
        }
        page.evaluate(OPEN_FOLDS)
        assert find_barriers(page) == [], path.name
