"""No page and no slide has a barrier that axe-core finds."""

import re

import pytest

from scripts.pages.assets import read_axe

pytest_plugins = ("tests.pages",)
pytestmark = pytest.mark.browser

# All rules, best practice included; there are no frames and nothing to load.
RUN_AXE = """async () => {
  const options = {resultTypes: ["violations"], iframes: false, preload: false};
  const {violations} = await axe.run(document, options);
  const where = (v) => v.nodes.map((node) => node.html.slice(0, 120)).join(" | ");
  return violations.map((v) => `${v.id}: ${v.help}: ${where(v)}`);
}"""


SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
ALL_SLIDES = """() => Reveal.isReady()
    && document.querySelectorAll(".pdf-page").length === Reveal.getTotalSlides()"""

# Words of code that look alike are judged once: a page has thousands of them.
MERGE_CODE = """() => {
  const seen = new Set();
  for (const word of document.querySelectorAll("pre.code span")) {
    const look = word.className + Boolean(word.closest(".exercise"));
    if (seen.has(look)) word.replaceWith(...word.childNodes);
    seen.add(look);
  }
}"""


def open_with_axe(page, path):
    page.goto(path.as_uri())
    page.wait_for_function("!window.Reveal || Reveal.isReady()")
    page.evaluate(read_axe())


def say_what_they_are(page, path):
    """An open page says its language and title, and has one main region."""
    assert page.get_attribute("html", "lang") == "en-GB", path.name
    assert page.locator("main").count() == 1, path.name
    assert page.locator("h1").count() == 1, path.name
    assert page.inner_text("h1").strip() in page.title(), path.name


def test_handouts_and_index_have_no_barrier(papers, page):
    for path in papers:
        open_with_axe(page, path)
        say_what_they_are(page, path)
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        page.evaluate(MERGE_CODE)
        assert page.evaluate(RUN_AXE) == [], path.name


def test_a_deck_on_the_screen_has_no_barrier(decks, page):
    for path in decks:
        open_with_axe(page, path)
        say_what_they_are(page, path)
        assert page.evaluate(RUN_AXE) == [], path.name


def test_every_slide_has_no_barrier(decks, page):
    """Look at all slides at once: printing lays them out, each in its own place."""
    for path in decks:
        page.goto(f"{path.as_uri()}?print-pdf")
        page.wait_for_function(ALL_SLIDES)
        page.evaluate(read_axe())
        slides = page.locator(".pdf-page section.slide").all()
        assert all(slide.is_visible() for slide in slides)
        assert page.evaluate(RUN_AXE) == [], path.name


def test_a_deck_on_a_phone_is_a_page_without_barrier(decks, page):
    page.set_viewport_size({"width": 390, "height": 800})
    for path in decks:
        page.goto(path.as_uri())
        page.evaluate(read_axe())
        assert all(slide.is_visible() for slide in page.locator(".slide").all())
        assert page.evaluate(RUN_AXE) == [], path.name


def test_no_page_was_left_out(dist, papers, decks):
    assert {*papers, *decks} == {*dist.rglob("*.html")}


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
