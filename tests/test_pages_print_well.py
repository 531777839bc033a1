"""On paper nothing is cut, nothing vanishes, and what is carried home is short."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from pypdf import PdfReader

from scripts.foreign.export import export_folder
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

# The headings that stand on a sheet with nothing below them.
FIND_ALONE = """() => [...document.querySelectorAll(".section")].filter((section) =>
  section.checkVisibility() && section.querySelector("h2")
  && section.innerText.trim() === section.querySelector("h2").innerText.trim())
  .map((section) => section.innerText)"""

MOST_SHEETS = {"lesson": 12, "one-day": 16}
# What stays on the screen, and what somebody would look for on paper.
ON_SCREEN = (".exercise", ".code-fold", "pre.code", ".reply", ".source-list", ".plan")
ON_PAPER = (".picture img", ".output table", ".finding", ".talk", ".glossary")


def print_papers(papers, page):
    """Show one handout or other page after the other as on an A4 sheet."""
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    for path in papers:
        page.goto(path.as_uri())
        yield path


@dataclass
class Paper:
    """What a page is on paper; its sheets, when it is a handout."""

    cut: list[str]
    pale: list[str]
    alone: list[str]
    left: dict[str, list[str]]
    words: str
    content: bytes


@pytest.fixture(scope="module")
def show(dist, browser) -> Callable[[Path], Paper]:
    """What shows a page as on an A4 sheet, and opens each page once."""
    page, handouts = browser.new_page(viewport=SHEET), list_handouts(dist)
    page.emulate_media(media="print")

    @cache
    def show(path: Path) -> Paper:
        page.goto(path.as_uri())
        return look_at(page, path in handouts)

    yield show
    page.close()


@pytest.fixture
def printed(papers, show) -> dict[Path, Paper]:
    """The pages that are no decks, as paper shows them."""
    return {path: show(path) for path in papers}


@pytest.fixture
def handouts(dist, show) -> dict[Path, Paper]:
    """The handouts of the real lessons and of the one-day course on paper."""
    return {path: show(path) for path in list_handouts(dist)}


def look_at(page, is_handout) -> Paper:
    """Return what an open page is on paper."""
    return Paper(
        page.evaluate(FIND_CUT),
        page.evaluate(FIND_PALE_TEXT),
        page.evaluate(FIND_ALONE),
        {
            selector: page.locator(selector).filter(visible=True).all_inner_texts()
            for selector in ON_SCREEN
        },
        page.inner_text("main"),
        page.pdf(prefer_css_page_size=True) if is_handout else b"",
    )


def list_handouts(dist):
    """List the handouts of the real lessons and of the one-day course."""
    lessons = [p for p in (dist / "handouts").glob("*.html") if "small" not in p.name]
    return [*sorted(lessons), dist / "courses/one-day/handout.html"]


def count_sheets(content: bytes) -> int:
    return max(map(int, re.findall(rb"/Count (\d+)", content)))


def print_deck(page) -> bytes:
    """Print the deck that a page shows."""
    page.wait_for_function(READY)
    page.wait_for_function("!document.querySelector('.loading-scroll-mode')")
    return page.pdf(prefer_css_page_size=True)


def export_deck(tmp_path, *outputs):
    """Export the small lesson with one more slide, of the outputs; return its deck."""
    notebook = make_notebook()
    notebook.cells.append(code("1-9-more", "more()", "slide", outputs))
    export_notebook(notebook, tmp_path)
    return tmp_path / "dist/decks/01-small.html"


def test_nothing_is_wider_than_a_sheet(printed):
    for path, paper in printed.items():
        assert paper.cut == [], path.name


def test_no_text_vanishes_where_grounds_are_not_printed(printed):
    for path, paper in printed.items():
        assert paper.pale == [], path.name


def test_a_handout_is_short_enough_to_carry(handouts):
    sheets = {}
    for path, paper in handouts.items():
        kind = "lesson" if path.parent.name == "handouts" else path.parent.name
        count = count_sheets(paper.content)
        if count > MOST_SHEETS[kind]:
            sheets[f"{kind} {path.stem}"] = count
    assert sheets == {}


def test_paper_keeps_what_one_reads_and_leaves_out_what_one_does(handouts):
    for path, paper in handouts.items():
        for selector in ON_SCREEN:
            assert paper.left[selector] == [], f"{path.name}: {selector}"
        assert "Not written yet" not in paper.words, "a reply about the plan"
        assert "What the code says." not in paper.words, path.name
        sources = "The sources of all facts stand in the handout on the screen"
        assert sources in paper.words


def test_charts_tables_findings_and_talk_are_printed(dist, page):
    for _ in print_papers([dist / "handouts/01-definition.html"], page):
        for selector in ON_PAPER:
            assert page.locator(selector).filter(visible=True).count(), selector


def test_a_chart_keeps_its_description_and_small_letters_their_size(dist, page):
    read = """() => [...document.querySelectorAll(".picture > img")].map((one) => [
      getComputedStyle(one.parentElement).breakAfter,
      one.clientWidth / one.getAttribute("width")])"""
    for _ in print_papers([dist / "handouts/01-definition.html"], page):
        charts = page.evaluate(read)
        assert len(charts) == 3
        assert {kept for kept, _ in charts} == {"avoid"}
        # Charts are drawn 1200 pixels wide: at a third of it nobody reads their rows.
        assert min(scale for _, scale in charts) > 0.35


def test_no_heading_stands_alone_on_paper(handouts):
    for path, paper in handouts.items():
        assert paper.alone == [], path.name


def test_other_peoples_notebooks_keep_code_and_addresses_on_paper(tmp_path, page):
    notebook = new_notebook(
        metadata={"language_info": {"name": "python"}},
        cells=[
            new_markdown_cell("# Theirs\n\n[There](https://example.org/there)"),
            new_code_cell("their_code(1)"),
        ],
    )
    nbformat.write(notebook, tmp_path / "theirs.ipynb")
    made, _ = export_folder(
        tmp_path, tmp_path / "dist", None, ["handout"], "light", True
    )
    for _ in print_papers(made, page):
        assert page.is_visible("text=their_code(1)")
        written = "link => getComputedStyle(link, '::after').content"
        assert "example.org/there" in page.locator("main a").evaluate(written)


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


def test_every_sheet_of_a_handout_says_what_it_is_of(dist):
    text = (dist / "handouts/99-small.html").read_text(encoding="utf-8")
    assert f'content:"What is a small lesson?" "\\A " "{KOSOVO_NOTE}"}}' in text
    assert "counter(page)" in text


def list_heights(content: bytes) -> list[float]:
    """List how many millimetres above the edge of a sheet its words stand."""
    heights = []

    def look(text, current, matrix, font, size):
        if text.strip():
            x, y = matrix[4:6]
            heights.append((x * current[1] + y * current[3] + current[5]) / 72 * 25.4)

    for sheet in PdfReader(BytesIO(content)).pages:
        sheet.extract_text(visitor_text=look)
    return heights


def test_nothing_stands_where_printers_do_not_reach(handouts):
    """Most printers leave four to five millimetres of a sheet white."""
    for path, paper in handouts.items():
        assert min(list_heights(paper.content)) > 5, path.name


@pytest.mark.parametrize("way", ["", "?print-pdf"])
def test_a_deck_prints_one_slide_on_each_sheet(dist, page, way):
    page.goto((dist / "decks/99-small.html").as_uri() + way)
    sheets = count_sheets(print_deck(page))
    assert sheets == page.evaluate("Reveal.getTotalSlides()")


@pytest.mark.parametrize("way", ["", "?print-pdf"])
def test_a_slide_with_many_pictures_goes_on_without_empty_sheets(tmp_path, page, way):
    pictures = [picture(f"Bar chart: number {n} of five, all alike.") for n in range(5)]
    deck = export_deck(tmp_path, *pictures)
    page.goto(deck.as_uri() + way)
    sheets = count_sheets(print_deck(page))
    slides = page.evaluate("Reveal.getTotalSlides()")
    assert slides + 2 <= sheets <= slides + 4


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


def test_a_slide_whose_table_holds_much_text_keeps_its_sheet(tmp_path, page):
    """A cell with a long text is no slide that is too long: the number stays below."""
    words = "What is new here, and where it ends, as far as anybody has told us so far."
    deck = export_deck(tmp_path, html(f"<table><tr><td>{words}</td></tr></table>"))
    page.goto(deck.as_uri() + "?print-pdf")
    page.wait_for_function(READY)
    page.wait_for_function("!document.querySelector('.loading-scroll-mode')")
    page.emulate_media(media="print")
    assert page.locator("[id='1-9-more'] td.long").count() == 1
    sheets = page.locator(".pdf-page:not(:has(.body.long))")
    heights = sheets.evaluate_all("sheets => sheets.map((sheet) => sheet.offsetHeight)")
    assert len(heights) > 1 and len(set(heights)) == 1
