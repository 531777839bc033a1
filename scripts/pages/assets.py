"""Find third-party files in installed packages; the repository keeps no copy."""

import importlib.util
import re
from functools import cache
from pathlib import Path

from scripts.door.errors import Problem
from scripts.pages.slimming import leave_out

REVEAL = ("sphinx_revealjs", "_static/revealjs")
AXE = ("axe_playwright_python", "axe.min.js")
# What our decks never ask of reveal.js (``deck.js`` says what they ask): other ways
# from slide to slide, a page that scrolls in place of slides, pictures and films above
# a slide, notes beside it, code that moves; nor its look on paper, which deck.js leaves
# to our own styles.
NEVER = re.compile(
    r"\.reveal\.(?:slide|linear|default|convex|concave|zoom|page|cube|fade|rtl|center"
    r"|embedded|show-notes)\b|\[data-(?:background-)?transition[~=]|scroll-mode"
    r"|reveal-scroll|r-overlay-(?:preview|spinner)|playback|auto-animate|hljs|parallax"
    r"|show-notes|speaker-notes(?!$)|controls-back-arrows=(?:faded|hidden)|\.highlight"
    r"|\.fragment\.(?!disabled|visible|custom|current-fragment)|:not\(\.fragment-"
    r"|r-stretch|\.stretch|r-fit-text|^html:not\(\.print-pdf\)|\b(?:iframe|video)\b"
)
# The parts of it that only these need, each by what it begins with. In place of each
# stands one that answers everything and does nothing.
UNUSED = (
    "class L{constructor(e){this.Reveal=e,this.active=!1",  # a page that scrolls
    "class k{constructor(e){this.Reveal=e}run(e,t)",  # code that moves
    "class W{constructor(e,t){this.diameter=100",  # slides that go on alone
)
NOTHING = "{constructor(){return new Proxy({},{get:()=>()=>{}})}}"
# Braces of a script that stand in no text.
BRACES = re.compile(
    r"""[{}]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`""", re.DOTALL
)
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:.|\n)*?\*/[ \t]*)$", re.MULTILINE)
INDENT = re.compile(r"^[ \t]+|[ \t]+$", re.MULTILINE)
EMPTY = re.compile(r"^\n+|(?<=\n)\n+")


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
    """Return what decks ask of a style sheet of reveal.js."""
    return leave_out(read_packaged(path), NEVER)


def leave_out_unused(code: str) -> str:
    """Return reveal.js without UNUSED. Raises Problem when one is not where it was."""
    for begin in UNUSED:
        if code.count(begin) != 1:
            raise Problem(
                "reveal.js has changed: compare UNUSED in scripts/pages/assets.py with "
                "it."
            )
        start = code.index(begin)
        brace = code.index("{", start)
        code = code[:brace] + NOTHING + code[find_end(code, brace) :]
    return code


def find_end(code: str, brace: int) -> int:
    """Return the place after the brace that closes the one at ``brace``."""
    depth = 0
    for found in BRACES.finditer(code, brace):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    raise Problem("reveal.js has changed: a brace in it does not close.")


def read_packaged(path: str) -> str:
    """Return a file of reveal.js as its package holds it."""
    return (find_in_package(*REVEAL) / path).read_text(encoding="utf-8")


def shorten_script(code: str) -> str:
    """Return a script without indents, and without comments on lines of their own."""
    return EMPTY.sub("", INDENT.sub("", COMMENT.sub("", code)))


def protect_script(code: str) -> str:
    """Hide from HTML what would end a script too early; JavaScript reads the same."""
    return re.sub(r"<(?=/script|!--)", r"\\x3c", code, flags=re.IGNORECASE)


def read_axe() -> str:
    """Return axe-core, which looks for barriers in a page."""
    return find_in_package(*AXE).read_text(encoding="utf-8")
