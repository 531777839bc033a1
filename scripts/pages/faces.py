"""The type of the pages: text, headings and code, so that it is the same everywhere.

``scripts/pages/make_fonts.py`` makes the files.
"""

import re
from pathlib import Path

from workshop.fonts import TEXT, write_face

FONTS = Path(__file__).resolve().parent / "fonts"
MARK = "/* The type of the page stands here. */"  # head.html.j2 holds it

# What stands in which font; the style sheets decide it.
ITALIC = re.compile(r"<(em|i|cite|dfn|var|address|blockquote)\b.*?</\1>", re.DOTALL)
HEADING = re.compile(
    r"<(h[1-6])\b.*?</\1>|<(section|div)[^>]*\bquestion\b.*?</\2>", re.DOTALL
)
CODE = re.compile(r"<(pre|code|kbd|samp)\b.*?</\1>", re.DOTALL)


def bring_type(page: str) -> str:
    """Return a page (HTML) that brings along the parts of our fonts that it needs."""
    faces = (
        write_face(TEXT, page),
        write_face(
            FONTS / "text-italic", pick(ITALIC, page), style="italic", weights="400"
        ),
        write_face(
            FONTS / "heading", pick(HEADING, page), "Workshop Heading", size="100%"
        ),
        write_face(FONTS / "code", pick(CODE, page), "Workshop Code", size="100%"),
    )
    return page.replace(MARK, "".join(faces), 1)


def pick(what: re.Pattern, page: str) -> str:
    """Return the elements of a page that stand in one font."""
    return "".join(found[0] for found in what.finditer(page))
