"""The type of the pages: text, headings and code, so that it is the same everywhere.

``scripts/pages/make_fonts.py`` makes the files.
"""

from functools import cache
from pathlib import Path

from workshop.fonts import TEXT, write_face

FONTS = Path(__file__).resolve().parent / "fonts"


@cache
def write_faces() -> str:
    """Return the style rules with which a page brings its fonts along."""
    return "".join(
        (
            write_face(TEXT),
            write_face(FONTS / "text-italic.woff2", style="italic"),
            write_face(FONTS / "heading.woff2", "Workshop Heading", size="100%"),
            write_face(FONTS / "code.woff2", "Workshop Code", size="100%"),
        )
    )
