"""Find third-party files in installed packages; the repository keeps no copy."""

import importlib.util
import json
import re
from functools import cache
from pathlib import Path

from scripts.door.errors import Problem

REVEAL = ("sphinx_revealjs", "_static/revealjs")
AXE = ("axe_playwright_python", "axe.min.js")
# The speaker view of reveal.js knows no setting for what we need of it: a day of 24
# hours; a time that stands still until the first slide is left; words for the pace.
LEFT = "var timeLeftCurrentSlide = slideEndTiming - "
SHOWN = (
    "_displayTime( pacingHoursEl, pacingMinutesEl, pacingSecondsEl, "
    "timeLeftCurrentSlide );"
)
BEGIN = """
if (!pacingEl.dataset.begun) {
  start = new Date( Date.now() - slideEndTiming + currentSlideTiming );
  if (currentSlide > 0) pacingEl.dataset.begun = 'yes';
}
"""
SAY_PACE = """
var late = Math.floor( -timeLeftCurrentSlide / 60000 );
var early = Math.floor( (timeLeftCurrentSlide - currentSlideTiming) / 60000 );
var number = Math.max( late, early );
var pace = number + (number === 1 ? ' minute ' : ' minutes ');
pace = late > 0 ? pace + 'late' : early > 0 ? pace + 'early' : 'On time';
pacingTitleEl.textContent = pace + ' – time left for this slide';
"""
SPEAKER_VIEW = {
    "'en-US', { hour12: true": "'en-GB', { hour12: false",
    f"{LEFT}diff;": f"{BEGIN}{LEFT}( Date.now() - start.getTime() );",
    SHOWN: f"{SHOWN}{SAY_PACE}",
}


def find_in_package(package: str, path: str) -> Path:
    """Return a file or folder of an installed package, which is not imported."""
    found = importlib.util.find_spec(package)
    place = Path(found.origin).parent / path if found and found.origin else None
    if place is None or not place.exists():
        raise Problem(
            f"The environment lacks {path} of the package {package}: delete the folder "
            ".venv and start the command again."
        )
    return place


@cache
def read_reveal(path: str) -> str:
    """Return a file of reveal.js, made safe to stand inside a page."""
    text = (find_in_package(*REVEAL) / path).read_text(encoding="utf-8")
    if path.endswith("notes.js"):
        text = mend_speaker_view(text)
    return protect_script(text) if path.endswith(".js") else text


def mend_speaker_view(text: str) -> str:
    """Return the notes plugin with SPEAKER_VIEW; its view is a text within the code."""
    for old, new in SPEAKER_VIEW.items():
        if old not in text:
            raise Problem(
                "The speaker view of reveal.js has changed: compare SPEAKER_VIEW in "
                "scripts/pages/assets.py with it."
            )
        text = text.replace(old, json.dumps(new, ensure_ascii=False)[1:-1])
    return text


def protect_script(code: str) -> str:
    """Hide from HTML what would end a script too early; JavaScript reads the same."""
    return re.sub(r"<(?=/script|!--)", r"\\x3c", code, flags=re.IGNORECASE)


def read_axe() -> str:
    """Return axe-core, which looks for barriers in a page."""
    return find_in_package(*AXE).read_text(encoding="utf-8")
