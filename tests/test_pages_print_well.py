"""On paper nothing is cut, nothing vanishes, and there is room to write."""

import re

import pytest

from tests.small_lesson import code, export_notebook, html, make_notebook, picture
from workshop.note import KOSOVO_NOTE

pytest_plugins = ("tests.pages",)
pytestmark = pytest.mark.browser

SHEET = {"width": 673, "height": 960}  # A4 without its margins, in CSS pixels
READY = "!document.querySelector('html.deck') || Reveal.isReady()"

# Text that would be too pale on white paper: printers leave grounds away.
FIND_PALE_TEXT = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  const shine = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((part) =>
      part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const pale = [];
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
    if (element.closest(".visually-hidden, .dot")) continue;
    const contrast = 1.05 / (shine(getComputedStyle(element).color) + 0.05);
    if (contrast < 4.5) pale.push(texts.currentNode.data.trim().slice(0, 40));
  }
  return pale;
}"""

FIND_CUT = """() => [...document.querySelectorAll("body *")].filter((element) =>
    element.checkVisibility() && !element.closest(".visually-hidden, .dot, math")
    && element.getBoundingClientRect().right > innerWidth + 1)
  .map((element) => element.outerHTML.slice(0, 80))"""

MEASURE_FIELDS = """() => [...document.querySelectorAll(".paper tbody td:empty")]
  .map((field) => [field.offsetWidth, field.offsetHeight])"""


def print_papers(papers, page):
    """Show one handout or other page after the other as on an A4 sheet."""
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    for path in papers:
        page.goto(path.as_uri())
        yield path


def count_sheets(page) -> int:
    content = page.pdf(prefer_css_page_size=True)
    return max(map(int, re.findall(rb"/Count (\d+)", content)))


def export_deck(tmp_path, *outputs):
    """Export the small lesson with one more slide, of the outputs; return its deck."""
    notebook = make_notebook()
    notebook.cells.append(code("1-9-more", "more()", "slide", outputs))
    export_notebook(notebook, tmp_path)
    return tmp_path / "dist/decks/01-small.html"


def test_nothing_is_wider_than_a_sheet(papers, page):
    for path in print_papers(papers, page):
        assert page.evaluate(FIND_CUT) == [], path.name


def test_no_text_vanishes_where_grounds_are_not_printed(papers, page):
    for path in print_papers(papers, page):
        assert page.evaluate(FIND_PALE_TEXT) == [], path.name


def test_fields_of_a_table_have_room_to_write(papers, page):
    fields = []
    for _ in print_papers(papers, page):
        fields += page.evaluate(MEASURE_FIELDS)
    assert fields and all(width > 75 and height > 35 for width, height in fields)


def test_paper_has_no_shadow_of_what_scrolls(dist, page):
    page.goto((dist / "handouts/01-definition.html").as_uri())
    boxes = page.locator(".table, .picture")
    # The page may not yet have seen what scrolls when it is printed.
    shadows = """boxes => boxes.map((box) => {
      box.tabIndex = 0;
      return getComputedStyle(box).backgroundImage;
    })"""
    assert "none" not in boxes.evaluate_all(shadows)
    page.emulate_media(media="print")
    assert set(boxes.evaluate_all(shadows)) == {"none"}


def test_either_the_foot_or_the_imprint_shows(dist, page):
    page.goto((dist / "handouts/99-small.html").as_uri())
    assert page.is_visible(".foot") and not page.is_visible(".imprint")
    page.emulate_media(media="print")
    assert page.is_visible(".imprint") and not page.is_visible(".foot")


def test_paper_says_the_addresses_of_sources(dist, page):
    page.goto((dist / "handouts/01-definition.html").as_uri())
    link = page.locator(".source-list a[href^=http]").first
    written = "link => getComputedStyle(link, '::after').content"
    assert link.evaluate(written) == "none"
    page.emulate_media(media="print")
    assert link.get_attribute("href") in link.evaluate(written)


def test_every_sheet_of_a_handout_says_what_it_is_of(dist):
    text = (dist / "handouts/99-small.html").read_text(encoding="utf-8")
    assert f'content: "What is a small lesson?" "\\A\\A" "{KOSOVO_NOTE}" }}' in text
    assert "counter(page)" in text


@pytest.mark.parametrize("way", ["", "?print-pdf"])
def test_a_deck_prints_one_slide_on_each_sheet(dist, page, way):
    page.goto((dist / "decks/99-small.html").as_uri() + way)
    page.wait_for_function(READY)
    page.wait_for_function("!document.querySelector('.loading-scroll-mode')")
    assert count_sheets(page) == page.evaluate("Reveal.getTotalSlides()")


@pytest.mark.parametrize("way", ["", "?print-pdf"])
def test_a_slide_with_many_pictures_goes_on_without_empty_sheets(tmp_path, page, way):
    pictures = [picture(f"Bar chart: number {n} of five, all alike.") for n in range(5)]
    deck = export_deck(tmp_path, *pictures)
    page.goto(deck.as_uri() + way)
    page.wait_for_function(READY)
    page.wait_for_function("!document.querySelector('.loading-scroll-mode')")
    slides = page.evaluate("Reveal.getTotalSlides()")
    assert slides + 2 <= count_sheets(page) <= slides + 4


@pytest.mark.parametrize("way", ["", "?print-pdf"])
def test_a_wide_table_of_a_slide_fits_its_sheet(tmp_path, page, way):
    cells = "".join(f"<td>a-long-value-{n}</td>" for n in range(30))
    deck = export_deck(tmp_path, html(f"<table><tr>{cells}</tr></table>"))
    page.goto(deck.as_uri() + way)
    page.wait_for_function(READY)
    page.emulate_media(media="print")
    table = page.locator("[id='1-9-more'] table")
    edge = "table => table.getBoundingClientRect().right"
    assert table.evaluate(edge) <= 1280
