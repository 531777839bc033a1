"""No page and no slide has a barrier that axe-core finds; the keyboard reaches all."""

import re

import pytest

from scripts.assets import read_axe

pytest_plugins = ("tests.pages",)
pytestmark = pytest.mark.browser

# All rules, best practice included; there are no frames and nothing to load.
RUN_AXE = """async () => {
  const options = {resultTypes: ["violations"], iframes: false, preload: false};
  const {violations} = await axe.run(document, options);
  const where = (v) => v.nodes.map((node) => node.html.slice(0, 120)).join(" | ");
  return violations.map((v) => `${v.id}: ${v.help}: ${where(v)}`);
}"""


def open_with_axe(page, path):
    page.goto(path.as_uri())
    page.wait_for_function("!window.Reveal || Reveal.isReady()")
    page.evaluate(read_axe())


def test_handouts_and_index_have_no_barrier(papers, page):
    for path in papers:
        open_with_axe(page, path)
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        assert page.evaluate(RUN_AXE) == [], path.name


def test_every_slide_has_no_barrier(decks, page):
    for path in decks:
        open_with_axe(page, path)
        for number in range(page.evaluate("Reveal.getTotalSlides()")):
            page.evaluate(
                "n => (i => Reveal.slide(i.h, i.v, 99))"
                "(Reveal.getIndices(Reveal.getSlides()[n]))",
                number,
            )
            here = page.evaluate("Reveal.getCurrentSlide().id")
            assert page.evaluate(RUN_AXE) == [], f"{path.name}, slide {here}"


def test_a_deck_on_a_phone_is_a_page_without_barrier(decks, page):
    page.set_viewport_size({"width": 390, "height": 800})
    for path in decks:
        page.goto(path.as_uri())
        page.evaluate(read_axe())
        assert all(slide.is_visible() for slide in page.locator(".slide").all())
        assert page.evaluate(RUN_AXE) == [], path.name


@pytest.mark.parametrize("width", [320, 640])
def test_no_page_scrolls_sideways_when_narrow_or_zoomed(dist, page, width):
    page.set_viewport_size({"width": width, "height": 700})
    for path in sorted(dist.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name


def test_every_page_says_its_language_title_and_regions(dist, page):
    for path in sorted(dist.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.get_attribute("html", "lang") == "en-GB"
        assert page.locator("main").count() == 1
        assert page.locator("h1").count() == 1
        assert page.inner_text("h1").strip() in page.title()


def test_headings_never_skip_a_level(papers, page):
    for path in papers:
        html = path.read_text(encoding="utf-8")
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]
        assert levels[0] == 1
        for above, below in zip(levels, levels[1:], strict=False):
            assert below <= above + 1, path.name


def test_the_first_tab_offers_to_skip_and_shows_the_focus(dist, page):
    for path in sorted(dist.rglob("*.html")):
        page.goto(path.as_uri())
        page.wait_for_function("!window.Reveal || Reveal.isReady()")
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        assert focus.inner_text().startswith("Skip to"), path.name
        assert focus.bounding_box()["y"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "MAIN", path.name


def test_the_timer_of_an_exercise_starts_from_the_keyboard(decks, page):
    small = next(path for path in decks if "small" in path.name)
    page.goto(f"{small.as_uri()}#/ex-1-1-task")
    page.wait_for_function("Reveal.isReady()")
    page.keyboard.press("t")
    assert page.inner_text("#timer-status") == "The timer runs."
    page.keyboard.press("t")
    assert page.inner_text("#timer-status") == "The timer is paused."
    page.locator(".present .timer").focus()
    page.keyboard.press("Space")
    assert page.inner_text("#timer-status") == "The timer runs."
    assert page.evaluate("Reveal.getCurrentSlide().id") == "ex-1-1-task"


def test_a_screen_reader_keeps_its_own_keys(decks, page):
    page.goto(decks[0].as_uri())
    page.wait_for_function("Reveal.isReady()")
    assert page.locator("[role=application]").count() == 0


def test_fragments_are_there_at_once_for_those_who_want_no_motion(decks, browser):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    small = next(path for path in decks if "small" in path.name)
    page.goto(f"{small.as_uri()}#/1-1-text")
    page.wait_for_function("Reveal.isReady()")
    assert (
        page.locator("#\\31 -1-more").evaluate("e => getComputedStyle(e).opacity")
        == "1"
    )
    context.close()
