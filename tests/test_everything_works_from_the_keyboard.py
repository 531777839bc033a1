"""The keyboard reaches all there is, shows where it is, and is caught nowhere."""

import pytest

from scripts.pages.assets import read_axe
from tests.barriers import SETTLE
from tests.pages import is_deck
from tests.small_lesson import ALT

pytest_plugins = ("tests.pages",)
pytestmark = pytest.mark.browser

# A deck is a page without reveal.js on a narrow screen.
READY = "!document.querySelector('html.deck') || Reveal.isReady()"
# What one must be able to reach, as places in the document.
LIST_TARGETS = """() => [...document.querySelectorAll("*")].flatMap((element, i) => {
  const wanted = element.matches("a[href], button:enabled, summary, [tabindex='0']");
  return wanted && element.checkVisibility({visibilityProperty: true}) ? [i] : [];
})"""

DESCRIBE_FOCUS = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  if (element === document.body) return null;
  const box = element.getBoundingClientRect();
  return {
    place: [...document.querySelectorAll("*")].indexOf(element),
    html: element.outerHTML.slice(0, 100),
    marked: style.boxShadow !== "none"
      || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    inside: box.width > 1 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""

HAS_FOCUS = "box => box.contains(document.activeElement)"
READ_FOCUS = "() => document.activeElement.getAttribute('aria-label') ?? ''"
# Texts that a live region gets, each as often as it changes.
WATCH_STATUS = """() => {
  const status = document.getElementById("deck-status");
  window.heard = [];
  new MutationObserver(() => window.heard.push(status.textContent))
    .observe(status, {childList: true});
}"""


@pytest.fixture
def deck(dist):
    """A deck with an exercise."""
    return dist / "decks/00-start-here.html"


def open_page(page, path, anchor=""):
    page.goto(path.as_uri() + anchor)
    page.wait_for_function(READY)
    page.evaluate(SETTLE)


def walk(page) -> tuple[set[int], set[int]]:
    """Press Tab until the page ends; return what was to be reached and what was."""
    targets, reached = set(page.evaluate(LIST_TARGETS)), set()
    for _ in range(len(targets) + 10):
        page.keyboard.press("Tab")
        focus = page.evaluate(DESCRIBE_FOCUS)
        if not focus or focus["place"] in reached:
            break
        assert focus["marked"], f"no visible focus: {focus['html']}"
        assert focus["inside"], f"out of sight: {focus['html']}"
        reached.add(focus["place"])
    return targets, reached


def test_tab_reaches_everything_on_a_page(part, page):
    for path in [one for one in part if not is_deck(one)]:
        open_page(page, path)
        targets, reached = walk(page)
        assert targets and targets <= reached, path.name


@pytest.mark.parametrize("slide", ["1-0-title", "1-1-text", "ex-1-1-task"])
def test_tab_reaches_everything_on_a_slide(dist, page, slide):
    open_page(page, dist / "decks/99-small.html", f"#/{slide}")
    targets, reached = walk(page)
    assert targets and targets <= reached


def test_a_deck_that_became_a_page_is_walked_through(dist, page):
    page.set_viewport_size({"width": 390, "height": 800})
    open_page(page, dist / "decks/99-small.html")
    targets, reached = walk(page)
    assert targets and targets <= reached


def test_code_and_descriptions_open_with_enter_and_space(dist, page):
    open_page(page, dist / "handouts/99-small.html")
    for fold in (".code-fold", ".description"):
        page.locator(f"{fold} > summary").first.focus()
        for key, is_open in (("Enter", True), ("Space", False)):
            page.keyboard.press(key)
            assert page.locator(fold).first.evaluate("e => e.open") == is_open


def test_a_wide_table_scrolls_with_the_arrow_keys(dist, page):
    page.set_viewport_size({"width": 320, "height": 700})
    open_page(page, dist / "handouts/01-definition.html")
    wide = "[...document.querySelectorAll('.table')]"
    wide += ".find(e => e.scrollWidth > e.clientWidth + 20)"
    page.evaluate(f"{wide}.focus()")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_esc_leaves_the_overview_and_the_list_of_keys(deck, page):
    open_page(page, deck)
    page.keyboard.press("o")
    assert page.evaluate("Reveal.isOverview()")
    page.keyboard.press("Escape")
    assert not page.evaluate("Reveal.isOverview()")
    page.keyboard.press("Shift+Slash")
    assert page.is_visible("text=Keyboard Shortcuts")
    page.keyboard.press("Escape")
    assert not page.is_visible("text=Keyboard Shortcuts")
    assert not page.evaluate("Reveal.isOverview()")


def test_nothing_lies_over_the_slides_of_the_overview(deck, page):
    open_page(page, deck)
    page.keyboard.press("ArrowRight")
    parts = [page.locator(it) for it in (".navigate-right", ".reveal > .slide-number")]
    assert all(part.is_visible() for part in parts)
    page.keyboard.press("o")
    assert not any(part.is_visible() for part in parts)
    page.goto(f"{deck.as_uri()}#/ex-0-1-task")
    page.evaluate("Reveal.toggleOverview(true)")
    assert not page.is_visible("#timer-bar")
    page.keyboard.press("Escape")
    assert all(part.is_visible() for part in parts)


def test_the_overview_shows_the_slides_around(deck, page):
    open_page(page, deck)
    page.keyboard.press("o")
    around = page.locator("section.slide:not(.present)").filter(visible=True)
    assert around.count() > 3
    words = around.first.locator("h2, h3, p").filter(visible=True).first
    assert words.inner_text()
    assert words.bounding_box()["height"] > 1


def test_every_key_stands_on_the_list_without_scrolling(dist, page):
    open_page(page, dist / "decks/99-small.html")
    page.keyboard.press("Shift+Slash")
    row = page.locator("tr").filter(has_text="Start or pause the timer")
    box = row.bounding_box()
    assert box["y"] + box["height"] < 720


def test_the_overview_opens_the_slide_that_one_chose(deck, page):
    open_page(page, deck)
    before = page.evaluate("Reveal.getCurrentSlide().id")
    for key in ("o", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    assert not page.evaluate("Reveal.isOverview()")
    assert page.evaluate("Reveal.getCurrentSlide().id") != before


def test_the_first_tab_offers_to_skip_and_shows_the_focus(part, page):
    for path in part:
        page.goto(path.as_uri())
        page.wait_for_function("!window.Reveal || Reveal.isReady()")
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        assert focus.inner_text().startswith("Skip to"), path.name
        assert focus.bounding_box()["y"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "MAIN", path.name


def test_the_timer_of_an_exercise_starts_from_the_keyboard(dist, page):
    open_page(page, dist / "decks/99-small.html", "#/ex-1-1-task")
    page.clock.install()
    heard = page.locator("#timer-status")
    page.keyboard.press("t")
    assert heard.inner_text() == "The timer runs, 10 minutes left."
    page.clock.run_for(61_000)
    page.keyboard.press("t")
    assert heard.inner_text() == "The timer is paused, 8 minutes 59 seconds left."
    page.locator(".present .timer").focus()
    page.keyboard.press("Space")
    assert heard.inner_text() == "The timer runs, 8 minutes 59 seconds left."
    assert page.evaluate("Reveal.getCurrentSlide().id") == "ex-1-1-task"


def test_keys_with_one_letter_can_be_switched_off_and_stay_off(dist, page):
    path = dist / "decks/99-small.html"
    open_page(page, path, "#/ex-1-1-task")
    page.keyboard.press("Shift+Slash")
    assert "Switch the keys with one letter off and on" in page.inner_text(".r-overlay")
    page.keyboard.press("Escape")
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Keys with one letter").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    for _ in range(2):
        for key in ("b", "o", "t", "m", "r", "s", "g", "f", ".", "Shift+Slash"):
            page.keyboard.press(key)
        assert not page.evaluate("Reveal.isPaused() || Reveal.isOverview()")
        assert page.inner_text("#timer-status") == ""
        assert page.locator(".r-overlay, .jump-to-slide").count() == 0
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("Reveal.getCurrentSlide().id") != "ex-1-1-task"
        open_page(page, path, "#/ex-1-1-task")
        page.reload()
        page.wait_for_function(READY)
    page.locator(".menu summary").click()
    page.get_by_label("Keys with one letter").check()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    assert page.evaluate("Reveal.isPaused()")


def test_a_black_screen_says_so_and_the_timer_is_heard(dist, page):
    open_page(page, dist / "decks/99-small.html", "#/ex-1-1-task")
    page.keyboard.press("b")
    heard = page.locator("#deck-status[role=status]")
    assert heard.inner_text().startswith("The screen is black. Press B")
    page.evaluate(WATCH_STATUS)
    page.keyboard.press("ArrowRight")
    assert "The screen is black." in page.evaluate("window.heard.join()")
    assert page.evaluate("Reveal.getCurrentSlide().id") == "ex-1-1-task"
    said = page.locator("#timer-status")
    for key, words in (("t", "runs"), ("m", "One minute more"), ("r", "is set to")):
        page.keyboard.press(key)
        assert words in said.inner_text()
    assert page.evaluate("Reveal.isPaused()")
    page.keyboard.press("b")
    assert heard.inner_text() == "The slides are shown again."


def test_the_list_of_keys_is_a_dialog_that_holds_the_focus(dist, page):
    open_page(page, dist / "decks/99-small.html")
    link = page.locator(".slide-number a")
    link.focus()
    page.keyboard.press("Shift+Slash")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    assert page.evaluate(HAS_FOCUS, dialog.element_handle())
    names = []
    for _ in range(3):
        names.append(page.evaluate(READ_FOCUS))
        page.keyboard.press("Tab")
    assert names == ["Esc: close the list of keys", "", "Esc: close the list of keys"]
    assert page.evaluate(HAS_FOCUS, dialog.element_handle())
    page.keyboard.press("ArrowRight")
    assert page.evaluate("Reveal.isFirstSlide()"), (
        "a key of the list is none of a slide"
    )
    page.evaluate(read_axe())
    assert not page.evaluate("axe.run('.r-overlay')")["violations"]
    page.keyboard.press("Escape")
    assert dialog.count() == 0
    assert page.evaluate("e => e === document.activeElement", link.element_handle())


def test_the_overview_says_where_one_is(dist, page):
    open_page(page, dist / "decks/99-small.html", "#/1-1-math")
    heard, spoken = page.locator("#deck-status"), page.locator(".aria-status")
    total = page.evaluate("Reveal.getTotalSlides()")
    number = page.evaluate("Reveal.getSlidePastCount()") + 1
    page.keyboard.press("o")
    assert heard.inner_text() == f"Overview, slide {number} of {total}: Agreement"
    page.keyboard.press("ArrowDown")
    said = f"Overview, slide {number + 1} of {total}: A full slide"
    assert heard.inner_text() == said
    page.wait_for_function("!document.querySelector('.aria-status').textContent")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.aria-status').textContent")
    assert "Many words" in spoken.inner_text()


def test_the_number_of_a_slide_is_heard_as_words(dist, page):
    open_page(page, dist / "decks/99-small.html")
    total = page.evaluate("Reveal.getTotalSlides()")
    for number in (1, 2):
        assert page.get_by_role("link", name=f"Slide {number} of {total}").count() == 1
        assert page.locator(".slide-number").inner_text().startswith(f"{number} / ")
        page.keyboard.press("ArrowRight")


def test_a_slide_with_a_chart_is_announced_with_its_description(dist, page):
    open_page(page, dist / "decks/99-small.html", "#/1-1-long")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "alt => document.querySelector('.aria-status').textContent.includes(alt)",
        arg=ALT,
    )
    assert page.locator(".aria-status").inner_text().count(ALT) == 1


def test_a_screen_reader_keeps_its_own_keys(deck, page):
    page.goto(deck.as_uri())
    page.wait_for_function("Reveal.isReady()")
    assert page.locator("[role=application]").count() == 0
