"""No page and no slide has a barrier that axe-core finds."""

import re

import pytest

from tests.barriers import (
    ALL_SLIDES,
    COUNT_UNSEEN,
    OPEN_FOLDS,
    READY,
    find_barriers,
    find_faint_texts,
)
from tests.pages import list_decks, list_papers

pytest_plugins = ("tests.pages",)
pytestmark = pytest.mark.browser

SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)


def say_what_they_are(page, path):
    """An open page says its language and title, and has one main region."""
    assert page.get_attribute("html", "lang") == "en-GB", path.name
    assert page.locator("main").count() == 1, path.name
    assert page.locator("h1").count() == 1, path.name
    assert page.inner_text("h1").strip() in page.title(), path.name


def test_handouts_and_index_have_no_barrier(papers, page):
    for path in papers:
        page.goto(path.as_uri())
        say_what_they_are(page, path)
        page.evaluate(OPEN_FOLDS)
        assert find_barriers(page) == [], path.name


def test_a_deck_on_the_screen_has_no_barrier(decks, page):
    for path in decks:
        page.goto(path.as_uri())
        page.wait_for_function(READY)
        say_what_they_are(page, path)
        assert find_barriers(page) == [], path.name


def test_every_slide_has_no_barrier(decks, page):
    """Look at all slides at once: printing lays them out, each in its own place."""
    for path in decks:
        open_all_slides(page, path)
        assert find_barriers(page) == [], path.name


def test_a_deck_on_a_phone_is_a_page_without_barrier(decks, page):
    for path in decks:
        open_on_a_phone(page, path)
        assert find_barriers(page) == [], path.name


def test_a_deck_is_not_ready_while_its_slides_are_being_laid_out(page):
    """Whoever looks, or prints, in that moment finds nothing."""
    page.set_content('<div class="reveal"><div class="slides"></div></div>')
    slides = "window.Reveal = {isReady: () => true, getTotalSlides: () => %d}"
    page.evaluate(slides % 0)
    assert not page.evaluate(ALL_SLIDES)
    page.evaluate("document.querySelector('.slides').innerHTML = '<p class=pdf-page>'")
    page.evaluate(slides % 1)
    assert page.evaluate(ALL_SLIDES)


def open_all_slides(page, path):
    """Lay out a deck as it prints, with every slide in sight."""
    page.goto(f"{path.as_uri()}?print-pdf")
    page.wait_for_function(ALL_SLIDES)
    assert_all_are_seen(page, ".pdf-page section.slide")


def open_on_a_phone(page, path):
    """Open a deck as a page, with every slide in sight."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(path.as_uri())
    assert_all_are_seen(page, ".slide")


def assert_all_are_seen(page, selector):
    """See that there are such elements, and that each shows."""
    assert page.locator(selector).count() > 0
    assert page.evaluate(COUNT_UNSEEN, selector) == 0


@pytest.mark.ci
def test_every_single_text_stands_out(dist, page):
    """Elsewhere one text is judged for all that look like it."""
    for path in list_papers(dist):
        page.goto(path.as_uri())
        page.evaluate(OPEN_FOLDS)
        assert find_faint_texts(page) == [], path.name
    for opened in (open_all_slides, open_on_a_phone):
        for path in list_decks(dist):
            opened(page, path)
            assert find_faint_texts(page) == [], path.name


@pytest.mark.parametrize(
    ("name", "faint"),
    [
        ("handouts/99-small", "td { color: #999 !important }"),
        ("handouts/99-small", "tr:last-child td:nth-child(2) { color: #999 }"),
        ("handouts/99-small", ".talk { background: #888 }"),
        ("decks/99-small", ".deck .reveal section.section { background: #888 }"),
        ("index", ".question { opacity: 0.4 }"),
    ],
)
def test_a_barrier_of_colour_is_found_by_the_look_as_by_each_text(
    dist, page, name, faint
):
    path = dist / f"{name}.html"
    if path.parent.name == "decks":
        open_all_slides(page, path)
    else:
        page.goto(path.as_uri())
    assert find_barriers(page) == []
    page.add_style_tag(content=faint)
    for found in (find_barriers(page), find_faint_texts(page)):
        assert "color-contrast: " in " ".join(found)


def test_no_page_was_left_out(dist):
    assert {*list_papers(dist), *list_decks(dist)} == {*dist.rglob("*.html")}


def test_every_table_has_headers_and_every_header_its_scope(dist):
    tables = 0
    for path in sorted(dist.rglob("*.html")):
        html = SCRIPT.sub("", path.read_text(encoding="utf-8"))
        for table in re.findall(r"<table\b.*?</table>", html, re.DOTALL):
            headers = re.findall(r"<th\b[^>]*>", table)
            assert headers, f"{path.name}: {table[:100]}"
            assert all(' scope="' in header for header in headers), path.name
            tables += 1
    assert tables > 50


def test_headings_never_skip_a_level(papers):
    for path in papers:
        html = path.read_text(encoding="utf-8")
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]
        assert levels[0] == 1
        for above, below in zip(levels, levels[1:], strict=False):
            assert below <= above + 1, path.name
