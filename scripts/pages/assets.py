"""Find third-party files in installed packages; the repository keeps no copy."""

import importlib.util
import re
from functools import cache
from pathlib import Path

from scripts.door.errors import Problem

REVEAL = ("sphinx_revealjs", "_static/revealjs")
AXE = ("axe_playwright_python", "axe.min.js")
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
    """Return a file of reveal.js, made safe to stand inside a page."""
    text = read_packaged(path)
    return protect_script(text) if path.endswith(".js") else text


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
