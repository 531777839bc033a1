"""The type of the pages: text, headings and code, so that it is the same everywhere.

``scripts/pages/make_fonts.py`` makes the files.
"""

import re
from pathlib import Path

from workshop.fonts import TEXT, write_face

FONTS = Path(__file__).resolve().parent / "fonts"
MARK = "/* The type of the page stands here. */"  # head.html.j2 holds it

# What stands in which font; the style sheets decide it.
ITALIC = re.compile(
    r"<(em|i|cite|dfn|var|address|blockquote)\b.*?</\1>"
    r"|<(\w+)[^>]*\bgap\b.*?</\2>",
    re.DOTALL,
)
HEADING = re.compile(
    r"<(h[1-6])\b.*?</\1>"
    r'|<(p|span)[^>]* class="(?:course|number|plan-title|title)".*?</\2>',
    re.DOTALL,
)
QUESTION = re.compile(
    r'<(section|div) [^>]*class="(?:slide|cell)[^"]*\bquestion\b.*?</\1>', re.DOTALL
)
CODE = re.compile(r"<(pre|code|kbd|samp)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def bring_type(page: str, grows: bool = False) -> str:
    """Return a page (HTML) that brings along the parts of our fonts that it needs.

    It leaves out what no part of it is set in: italics, or the type of a question. A
    page that ``grows`` shows later what nobody knows yet, such as names.
    """

    def write(name: str, text: str, family: str, weights: str, smallest: str) -> str:
        cut = "often" if grows else smallest
        return write_face(
            FONTS / name, text, family, size="100%", weights=weights, smallest=cut
        )

    italic, question = pick(ITALIC, page), pick(QUESTION, page)
    bold = pick(HEADING, page) + question  # a question may hold strong words
    heading = "Workshop Heading"
    faces = [
        write_face(TEXT, page),
        write("heading", bold, heading, "700", "plain"),
        write("code", pick(CODE, page), "Workshop Code", "400 700", "digits"),
    ]
    if italic:
        faces.append(
            write_face(
                FONTS / "text-italic",
                italic,
                style="italic",
                weights="400",
                smallest="plain",
            )
        )
    if question:
        faces.append(write("question", question, heading, "400", "plain"))
    return page.replace(MARK, "".join(faces), 1)


def pick(what: re.Pattern, page: str) -> str:
    """Return the words of a page that stand in one font."""
    return TAG.sub("", "".join(found[0] for found in what.finditer(page)))
