"""The type of the pages: text, headings and code, so that it is the same everywhere.

``scripts/pages/make_fonts.py`` makes the files.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from workshop.fonts import CODES, HEADINGS, QUESTIONS, TEXT, TEXTS, TYPED, write_face

FONTS = Path(__file__).resolve().parent / "fonts"
MARK = "/* The type of the page stands here. */"  # head.html.j2 holds it


@dataclass(frozen=True)
class Face:
    """A font of the pages: where it lies, how rules name it, the cuts that it has."""

    path: Path
    family: str
    cuts: tuple[str, ...]
    style: str = "normal"
    size: str = "100%"
    weights: str = "400 700"

    def write(self, text: str, cuts: tuple[str, ...] = ()) -> str:
        """Return the rules with which a page brings what ``text`` (HTML) needs."""
        look = (self.family, self.style, self.size, self.weights)
        return write_face(self.path, text, *look, cuts or self.cuts)


FACES = {
    "text": Face(TEXT, "Workshop Text", TEXTS, size="106%"),
    "text-italic": Face(
        FONTS / "text-italic", "Workshop Text", HEADINGS, "italic", "106%", "400"
    ),
    "heading": Face(FONTS / "heading", "Workshop Heading", HEADINGS, weights="700"),
    "question": Face(FONTS / "question", "Workshop Heading", QUESTIONS, weights="400"),
    "code": Face(FONTS / "code", "Workshop Code", CODES),
}

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
# What stands in a heading and has the type of the text.
BADGE = re.compile(r'<span class="badge\b.*?</span>(?:</span>)?', re.DOTALL)
CODE = re.compile(r"<(pre|code|kbd|samp)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
# What a page shows beside its text: words that a style or a script writes, and those
# that a narrow table takes from an attribute.
DATA = re.compile(r'"data:[^"]*"')
STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL)
CONTENT = re.compile(r"\bcontent:([^;}]*)")
SAID = re.compile(r"""(["'`])((?:(?!\1)[^\\]|\\.)*)\1""", re.DOTALL)
ESCAPED = re.compile(r"\\u?([0-9a-fA-F]{1,6}) ?|\\.")
ATTRIBUTE = re.compile(r'\s(?:data-[\w-]+|placeholder|title|value)="([^"]*)"')


def bring_type(page: str, grows: bool = False) -> str:
    """Return a page (HTML) that brings along the parts of our fonts that it needs.

    It leaves out what no part of it is set in: italics, or the type of a question. A
    page that ``grows`` shows later what nobody knows yet, such as names.
    """
    shown = DATA.sub('""', page)
    italic, question = pick(ITALIC, shown), pick(QUESTION, shown)
    bold = (
        pick(HEADING, BADGE.sub("", shown)) + question
    )  # a question may hold strong words
    wanted = {
        "text": shown if grows else find_text(shown),
        "heading": bold,
        "code": pick(CODE, shown),
        **({"text-italic": italic} if italic else {}),
        **({"question": question} if question else {}),
    }
    faces = [
        FACES[name].write(text, find_cuts(name) if grows else ())
        for name, text in wanted.items()
    ]
    return page.replace(MARK, "".join(faces), 1)


def find_cuts(name: str) -> tuple[str, ...]:
    """Return the cuts that hold what somebody types."""
    return TYPED if name == "text" else TYPED[-1:]


def find_text(page: str) -> str:
    """Return what a page may show in the type of its text, in any order."""
    contents = [one for css in STYLE.findall(page) for one in CONTENT.findall(css)]
    beside = "".join(contents + SCRIPT.findall(page))
    said = "".join(words for _, words in SAID.findall(beside))
    body = CODE.sub("", SCRIPT.sub("", STYLE.sub("", page)))
    words = [TAG.sub("", body), *ATTRIBUTE.findall(body)]
    return "".join([*words, ESCAPED.sub(read_escape, said)])


def read_escape(found: re.Match) -> str:
    """Return the letter that a style or a script writes as a number."""
    number = int(found[1] or "20", 16)
    return chr(number) if number < 0x110000 else ""


def pick(what: re.Pattern, page: str) -> str:
    """Return the words of a page that stand in one font."""
    return TAG.sub("", "".join(found[0] for found in what.finditer(page)))
