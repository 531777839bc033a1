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
# What the notes plugin says to those who bundle it, and its reader of Markdown.
NOTES_LINES = (
    "import speakerViewHTML from './speaker-view.html'",
    "import { marked } from 'marked';",
    "speakerWindow.marked = marked;",
    "export default Plugin;",
)
SPEAKER_FILE = "plugin/notes/speaker-view.html"
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:.|\n)*?\*/[ \t]*)$", re.MULTILINE)
INDENT = re.compile(r"^[ \t]+|[ \t]+$", re.MULTILINE)
EMPTY = re.compile(r"^\n+|(?<=\n)\n+")
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
    text = read_packaged(path)
    return protect_script(text) if path.endswith(".js") else text


def read_packaged(path: str) -> str:
    """Return a file of reveal.js as its package holds it."""
    return (find_in_package(*REVEAL) / path).read_text(encoding="utf-8")


@cache
def read_notes() -> str:
    """Return the notes plugin, made safe to stand inside a page.

    The package holds it ready-made with a reader of Markdown, which is larger than the
    plugin and which no note of ours needs; so it is put together from its two files.
    """
    code = read_packaged("plugin/notes/plugin.js")
    for line in NOTES_LINES:
        if line not in code:
            raise Problem(
                "The notes plugin of reveal.js has changed: compare NOTES_LINES in "
                "scripts/pages/assets.py with it."
            )
        code = code.replace(line, "")
    view = shorten_script(mend_speaker_view(read_packaged(SPEAKER_FILE)))
    words = json.dumps(view, ensure_ascii=False)
    return protect_script(
        f"const RevealNotes = (() => {{\nconst speakerViewHTML = {words};\n"
        f"{shorten_script(code)}\nreturn Plugin;\n}})();"
    )


def mend_speaker_view(text: str) -> str:
    """Return the speaker view with SPEAKER_VIEW."""
    for old, new in SPEAKER_VIEW.items():
        if old not in text:
            raise Problem(
                "The speaker view of reveal.js has changed: compare SPEAKER_VIEW in "
                "scripts/pages/assets.py with it."
            )
        text = text.replace(old, new)
    return text


def shorten_script(code: str) -> str:
    """Return a script without indents, and without comments on lines of their own."""
    return EMPTY.sub("", INDENT.sub("", COMMENT.sub("", code)))


def protect_script(code: str) -> str:
    """Hide from HTML what would end a script too early; JavaScript reads the same."""
    return re.sub(r"<(?=/script|!--)", r"\\x3c", code, flags=re.IGNORECASE)


def read_axe() -> str:
    """Return axe-core, which looks for barriers in a page."""
    return find_in_package(*AXE).read_text(encoding="utf-8")
