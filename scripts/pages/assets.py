"""Find third-party files in installed packages; the repository keeps no copy."""

import importlib.util
import re
from functools import cache
from pathlib import Path

from scripts.door.errors import Problem

REVEAL = ("sphinx_revealjs", "_static/revealjs")
AXE = ("axe_playwright_python", "axe.min.js")


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
    """Return a file of reveal.js, made safe to stand inside a page.

    The clock of its speaker view knows no setting; here the day has 24 hours.
    """
    text = (find_in_package(*REVEAL) / path).read_text(encoding="utf-8")
    text = text.replace("'en-US', { hour12: true", "'en-GB', { hour12: false")
    return protect_script(text) if path.endswith(".js") else text


def protect_script(code: str) -> str:
    """Hide from HTML what would end a script too early; JavaScript reads the same."""
    return re.sub(r"<(?=/script|!--)", r"\\x3c", code, flags=re.IGNORECASE)


def read_axe() -> str:
    """Return axe-core, which looks for barriers in a page."""
    return find_in_package(*AXE).read_text(encoding="utf-8")
