"""The speaker knows the time planned for each slide, one timer, and notes on paper."""

import re

import pytest
from bs4 import BeautifulSoup

from scripts.pages.layout import Slide, into_stacks
from scripts.pages.pacing import plan_seconds
from tests.small_lesson import export_notebook, make_notebook, text

pytest_plugins = ("tests.pages",)


@pytest.fixture
def deck(dist, page):
    """The small deck at its exercise, in a page with a clock of its own."""
    page.clock.install()
    page.goto(f"{(dist / 'decks/99-small.html').as_uri()}#/ex-1-1-task")
    page.clock.run_for(500)
    page.wait_for_function("Reveal.isReady()")
    return page


@pytest.fixture
def speaker(deck):
    """The speaker view of it; its clocks run by themselves."""
    with deck.expect_popup() as opened:
        deck.keyboard.press("s")
    deck.clock.run_for(3000)
    window = opened.value
    window.wait_for_function("frames.length === 2")
    return window


def plan(*cells) -> dict[str, int]:
    """Return the planned seconds of cells that are a slide each."""
    return plan_seconds([[Slide([cell])] for cell in cells])


def section(minutes=None):
    return text("1-1-a", "## Words", "slide", minutes=minutes)


def task(minutes, debrief=0, tag="task"):
    cell = text(f"1-1-{tag}", "### Work", "slide", [tag], minutes=minutes)
    cell.metadata["debrief"] = debrief
    return cell


def test_work_takes_its_minutes_first_and_the_rest_is_shared():
    more = [text("1-1-b", "More", "slide"), text("1-1-c", "More", "slide")]
    found = plan(section(20), task(6, 2), task(3, tag="talk"), *more)
    assert found == {
        "1-1-a": 180,
        "1-1-task": 480,
        "1-1-talk": 180,
        "1-1-b": 180,
        "1-1-c": 180,
    }


@pytest.mark.parametrize("minutes", [1, 7, 11, 20, 45])
def test_the_slides_of_a_section_take_as_long_as_a_course_gives_it(minutes):
    found = plan(section(minutes), task(6, 2), task(3, tag="talk"))
    assert sum(found.values()) == 60 * minutes
    assert found["1-1-task"] >= found["1-1-talk"] > 0


def test_a_section_without_minutes_takes_what_its_work_needs():
    assert plan(section(), task(6, 2)) == {"1-1-a": 0, "1-1-task": 480}
    assert plan(section(), text("1-1-b", "More", "slide")) == {}


def test_a_deck_carries_the_plan_and_its_sections_add_up(tmp_path):
    notebook = make_notebook()
    deck = BeautifulSoup(export_notebook(notebook, tmp_path)["deck"], "html.parser")
    slides = deck.select("section.slide")
    assert sum(int(slide["data-timing"]) for slide in slides) == 60 * (20 + 30 + 5)
    assert deck.find(id="ex-1-1-task")["data-timing"] == "600"
    assert deck.find(id="1-0-title")["data-timing"] == "0"
    assert len(slides) == sum(map(len, into_stacks_of_deck(notebook)))


def into_stacks_of_deck(notebook):
    from scripts.lessons.products import select_cells

    return into_stacks(select_cells(notebook, "deck"))


@pytest.mark.browser
def test_the_timer_counts_says_a_minute_before_and_at_the_end(deck):
    heard, button = deck.locator("#timer-status"), deck.locator(".present .timer")
    deck.keyboard.press("t")
    deck.clock.run_for(9 * 60_000 + 500)
    assert heard.inner_text() == "One minute left."
    deck.get_by_role("button", name="+ 1 minute").click()
    assert heard.inner_text().startswith("One minute more: 1 minute 5")
    deck.clock.run_for(2 * 60_000)
    assert heard.inner_text() == "Time is up."
    assert button.locator(".time").inner_text() == "0:00"
    deck.keyboard.press("r")
    assert heard.inner_text() == "The timer is set to 10 minutes."
    assert button.locator(".time").inner_text() == "10:00"


@pytest.mark.browser
def test_the_name_of_each_button_of_the_timer_holds_what_one_sees(deck):
    deck.keyboard.press("t")
    deck.clock.run_for(1000)
    for button in deck.locator("button.timer:visible, .timer-bar button").all():
        name = button.aria_snapshot()
        seen = button.locator(".time").all() or [button]
        assert seen[0].inner_text().strip() in name, name


@pytest.mark.browser
def test_the_timer_goes_on_on_other_slides_and_after_a_reload(deck):
    deck.keyboard.press("t")
    deck.keyboard.press("ArrowRight")
    deck.clock.run_for(5_000)
    assert deck.inner_text("#timer-bar button").startswith("9:5")
    deck.reload()
    deck.wait_for_function("Reveal.isReady()")
    deck.clock.run_for(1_000)
    assert re.match(r"9:\d\d Pause", deck.inner_text("#timer-bar button"))


@pytest.mark.browser
def test_a_sound_comes_only_when_one_wants_it(deck):
    deck.evaluate(
        """() => {
          window.tones = 0;
          const create = AudioContext.prototype.createOscillator;
          AudioContext.prototype.createOscillator = function () {
            tones += 1;
            return create.call(this);
          };
        }"""
    )
    for wished, tones in ((False, 0), (True, 3)):
        if wished:
            deck.get_by_role("button", name="Sound: off").click()
            assert deck.get_by_role("button", name="Sound: on").is_visible()
        deck.keyboard.press("r")
        deck.keyboard.press("t")
        deck.clock.run_for(601_000)
        assert deck.inner_text("#timer-status") == "Time is up."
        assert deck.evaluate("tones") == tones


@pytest.mark.browser
def test_a_phone_has_the_timer(dist, page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((dist / "decks/99-small.html").as_uri())
    assert not page.locator(".timer-bar").is_visible()
    page.locator("button.timer").first.click()
    assert page.inner_text("#timer-status") == "The timer runs, 8 minutes left."
    assert page.locator(".timer-bar").is_visible()
    page.get_by_role("button", name="Reset").click()
    assert page.inner_text("#timer-status") == "The timer is set to 8 minutes."


@pytest.mark.browser
def test_both_windows_run_and_hear_one_timer(deck, speaker):
    current = next(one for one in speaker.frames if "postMessageEvents" in one.url)
    current.wait_for_selector(".present .timer")

    def both_hear(words):
        for _ in range(20):
            deck.clock.run_for(300)
            if words in current.locator("#timer-status").inner_text():
                break
        assert words in deck.inner_text("#timer-status")
        assert words in current.locator("#timer-status").inner_text()

    deck.clock.run_for(1000)
    current.wait_for_function("timer !== undefined")
    speaker.keyboard.press("t")
    both_hear("The timer runs, 10 minutes left.")
    deck.keyboard.press("m")
    both_hear("One minute more:")
    current.get_by_role("button", name="Reset").click()
    both_hear("The timer is set to 10 minutes.")
    assert deck.locator("button.timer.running").count() == 0


@pytest.mark.browser
def test_the_speaker_view_says_how_late_one_is(dist, page):
    page.goto((dist / "decks/99-small.html").as_uri())
    page.wait_for_function("Reveal.isReady()")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    said = speaker.locator(".pacing-title")
    said.wait_for()
    speaker.wait_for_function(
        "document.querySelector('.pacing-title').textContent.startsWith('On time')"
    )
    assert speaker.locator(".minutes-value").first.inner_text() == ":00"
    page.evaluate("Reveal.slide(2)")  # 20 minutes, shared over four slides
    speaker.wait_for_function(
        "document.querySelector('.pacing .minutes-value').textContent === ':04'"
    )
    speaker.evaluate("const now = Date.now; Date.now = () => now() + 8 * 60000")
    speaker.wait_for_function(
        "document.querySelector('.pacing-title').textContent.startsWith('3 minutes l')"
    )


@pytest.mark.browser
def test_speaker_notes_print_as_a_page_of_their_own(dist, page):
    page.goto((dist / "decks/99-small.html").as_uri() + "?notes")
    slides, notes = page.locator("section.slide"), page.locator(".notes")
    assert page.locator("html.as-notes").count() == 1
    assert notes.first.is_visible()
    assert page.locator(".planned").nth(5).inner_text().startswith("Slide 6")
    assert page.locator(".planned:visible").count() == slides.count()
    page.emulate_media(media="print")
    assert notes.first.is_visible() and not page.locator(".menu").is_visible()
    assert not page.locator("pre.code:visible").count()
    page.emulate_media(media="screen")
    page.goto((dist / "decks/99-small.html").as_uri())
    assert not page.locator(".notes").first.is_visible()


@pytest.mark.browser
def test_no_words_of_the_speaker_view_lie_over_the_next_slide(speaker):
    upcoming = next(one for one in speaker.frames if "controls=false" in one.url)
    words = upcoming.locator(".present .body").locator("h2, h3, p").first
    words.wait_for()
    label = speaker.locator("#upcoming-slide .label").bounding_box()
    assert words.bounding_box()["y"] >= label["y"] + label["height"]


@pytest.mark.browser
def test_the_keys_of_the_timer_take_one_line_of_a_phone(dist, page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto((dist / "decks/99-small.html").as_uri())
    page.locator("button.timer").first.click()
    keys = page.locator(".timer-bar button")
    assert len({key.bounding_box()["y"] for key in keys.all()}) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 960])
def test_the_keys_of_the_timer_leave_its_time_free(dist, page, width):
    """They keep their size where zoom or a small screen makes the slide smaller."""
    page.set_viewport_size({"width": width, "height": width * 9 // 16})
    page.goto((dist / "decks/99-small.html").as_uri())
    page.wait_for_function("Reveal.isReady()")
    page.evaluate(
        "Reveal.slide(...Object.values(Reveal.getIndices(TIMED)))".replace(
            "TIMED", "document.querySelector('.timer').closest('.slide')"
        )
    )
    timer = page.locator(".present .timer").bounding_box()
    words = page.locator(".present .body p, .present .body pre").all()
    for key in page.locator(".timer-bar button").all():
        box = key.bounding_box()
        assert box["y"] + box["height"] <= timer["y"]
    for box in (one.bounding_box() for one in words):
        assert box["y"] >= timer["y"] + timer["height"]
