"""Make the six pictures of docs/ afresh: .venv/bin/python -m scripts.pages.pictures

They show pages of lesson 1 as they are now, in few colours, so that they stay small.
"""

import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.door.files import ROOT, write_atomically
from scripts.door.hashes import provenance
from scripts.lessons.listing import list_lessons
from scripts.pages.browser import list_launch_options
from scripts.pages.export import export_lesson
from scripts.pages.pdf import require_browser

DOCS = ROOT / "docs"
SCREEN, PHONE, SHEET = (1280, 720), (390, 780), (794, 1123)
COLOURS = 48
READY = "!document.querySelector('html.deck') || Reveal.isReady()"


@dataclass(frozen=True)
class Picture:
    """One picture: the folder of its page, with an anchor, and how one looks at it."""

    page: str
    size: tuple[int, int]
    prepare: Callable[[Page], None] = lambda page: None


def start_timer(page: Page) -> None:
    """Start the timer of the slide."""
    page.keyboard.press("t")


def print_page(page: Page) -> None:
    """Show a handout as on paper, from the chart of the deck's picture on."""
    page.emulate_media(media="print")
    page.add_style_tag(content="body { padding: 16mm; }")
    page.locator("[id='1-2-found-title']").scroll_into_view_if_needed(timeout=5000)
    page.evaluate("document.getElementById('1-2-found-title').scrollIntoView()")
    page.evaluate("scrollBy(0, -60)")


PICTURES = {
    "slide-title": Picture("decks", SCREEN),
    "slide-chart": Picture("decks#/1-2-found-title", SCREEN),
    "slide-exercise": Picture("decks#/ex-1-2-task", SCREEN, start_timer),
    "handout": Picture("handouts", SCREEN),
    "handout-phone": Picture("handouts", PHONE),
    "handout-paper": Picture("handouts", SHEET, print_page),
}


def main(argv: list[str]) -> int:
    """Write the pictures; raise Problem when there is no browser."""
    (lesson,) = list_lessons("01")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        export_lesson(lesson, Path(folder), provenance(lesson))
        browser = playwright.chromium.launch(
            executable_path=require_browser(), args=list_launch_options()
        )
        for name, picture in PICTURES.items():
            place = DOCS / f"{name}.png"
            write_atomically(place, take(browser, picture, lesson.stem, Path(folder)))
            print(f"{place.relative_to(ROOT)}: {place.stat().st_size // 1000} KB")
        browser.close()
    return 0


def take(browser: Browser, picture: Picture, lesson: str, dist: Path) -> bytes:
    """Return the picture as a PNG of few colours."""
    folder, mark, anchor = picture.page.partition("#")
    width, height = picture.size
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto((dist / folder / f"{lesson}.html").as_uri() + mark + anchor)
    page.wait_for_function(READY)
    picture.prepare(page)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    stream = io.BytesIO()
    image.quantize(COLOURS).save(stream, "PNG", optimize=True)
    return stream.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
