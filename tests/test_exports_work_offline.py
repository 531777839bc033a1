"""Handout, deck and index page ask the network for nothing."""

import re
from pathlib import Path

import pytest

from tests.barriers import READY
from tests.pages import is_deck

pytest_plugins = ("tests.pages",)

# Addresses that a page would fetch by itself; links that a reader follows are fine.
FETCHED = re.compile(
    r"""(?:src|srcset|poster|data)\s*=\s*["'](?!data:)|@import|url\((?!["']?(?:data:|#))"""
)


def list_pages(dist):
    return sorted(dist.rglob("*.html"))


def test_pages_name_nothing_to_fetch(dist):
    for path in list_pages(dist):
        html = re.sub(r"<script>.*?</script>", "", path.read_text("utf-8"), flags=re.S)
        found = FETCHED.search(html)
        assert not found, f"{path.name}: {html[found.start() : found.start() + 80]}"
        assert "<link" not in html.replace('<link rel="icon" href="data:,">', "")


@pytest.fixture(scope="module")
def opened(exported, browser) -> dict[Path, tuple[list[str], list[str]]]:
    """What each page asks for while it opens, and what its scripts complain of."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    asked, errors, found = [], [], {}
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))
    for path in exported:
        page.goto(path.as_uri())
        page.wait_for_function(READY)
        found[path] = [url for url in asked if not url.startswith("data:")], [*errors]
        asked.clear()
        errors.clear()
    page.close()
    return found


@pytest.mark.browser
def test_pages_open_without_a_request(opened):
    assert opened
    for path, (asked, _) in opened.items():
        assert asked == [path.as_uri()], path.name


@pytest.mark.browser
def test_every_slide_and_the_overview_ask_for_nothing(part, page):
    for path in filter(is_deck, part):
        page.goto(path.as_uri())
        page.wait_for_function("Reveal.isReady()")
        page.requests.clear()
        for _ in range(page.evaluate("Reveal.getTotalSlides()")):
            page.keyboard.press("PageDown")
        page.keyboard.press("o")
        assert page.evaluate("Reveal.isOverview()")
        assert page.requests == [], path.name


@pytest.mark.browser
def test_scripts_of_a_page_meet_no_error(opened):
    assert opened
    for path, (_, errors) in opened.items():
        assert errors == [], path.name


@pytest.mark.browser
def test_speaker_view_opens_from_a_file(part, page):
    for path in filter(is_deck, part):
        page.goto(path.as_uri())
        page.wait_for_function("Reveal.isReady()")
        with_notes = "Reveal.getSlides().find(s => s.querySelector('.notes'))"
        page.evaluate(f"(i => Reveal.slide(i.h, i.v))(Reveal.getIndices({with_notes}))")
        with page.expect_popup() as popup:
            page.keyboard.press("s")
        speaker = popup.value
        speaker.wait_for_function(
            "document.querySelector('.speaker-controls-notes .value').innerText.trim()"
        )
        shown = speaker.inner_text(".speaker-controls-notes .value")
        said = page.evaluate(
            "Reveal.getCurrentSlide().querySelector('.notes').textContent"
        )
        assert shown.split()[:5] == said.split()[:5]
        assert speaker.locator(".speaker-controls-time .timer").inner_text().strip()
        clock = speaker.inner_text(".speaker-controls-time .clock-value").strip()
        assert re.fullmatch(r"\d\d:\d\d", clock), "the day has 24 hours"
        speaker.close()
