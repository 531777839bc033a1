"""Turn the Markdown of a cell into HTML; formulas in TeX become MathML."""

import base64
import html
import mimetypes
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import mistune
from latex2mathml.converter import convert
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from scripts.door.errors import Problem
from workshop.messages import find_english

# latex2mathml passes on a command that it does not know as if it were a letter.
UNKNOWN_COMMAND = re.compile(r"<m[io]>(\\[A-Za-z]+)")
# A variable, or a letter that TeX wants upright, which latex2mathml writes as a number.
LETTER = re.compile(
    r'<mi(?P<bold> mathvariant="bold(?:-italic)?")?>'
    r"(?P<sign>[^<&\s]|&#x(?P<number>[0-9A-Fa-f]+);)</mi>"
)
PICTURE = "!["
MOST_KEPT = 5000  # texts in memory: all that a build shows, and an end to a long run
PLUGINS = ["table", "strikethrough", "math"]
# What an exercise says of itself in its heading: level, core or extra, minutes.
BADGE = re.compile(r"(●+) .+|core|extra|\d+ minutes?")
# A choice begins with its letter; a dash after it is read, and not shown.
CHOICE = re.compile(r"<strong>([a-h])</strong>(?: – )?")
# What pygments makes of the spaces before a line; before a full stop and after a
# bracket, a line may break.
INDENT = re.compile(r'(?:<span class="w">)?( *)')
BREAK = re.compile(r'(?=<span class="o">\.<)|(?<=[(\[]</span>)')
# Parts of code that no page gives a look: names, operators, brackets and spaces.
BARE = re.compile(r'<span class="(?:n|o|p|w)">(.*?)</span>', re.DOTALL)
# Inline code of so many letters is not broken at the end of a line.
LONGEST_WORD = 20
# An option of a command, ``--notebook``, stays whole in long code, too.
OPTION = re.compile(r"(?<= )(--[a-z-]+)")
# What authors tell the formatter is nothing for readers.
FORMATTER_NOTE = re.compile(r"(?<! ) *# fmt: (?:skip|on|off)$", re.MULTILINE)


def render_markdown(source: str, cell: dict, folder: Path) -> str:
    """Return the HTML of Markdown ``source``.

    ``cell`` gives attachments and the id for messages, ``folder`` is where pictures
    are found. Raises Problem when a formula or a picture cannot be shown.
    """
    if PICTURE in source:  # a file that may have changed since
        return convert_markdown(source, cell, folder)
    return convert_words(source, cell["id"], folder)


@lru_cache(maxsize=MOST_KEPT)
def convert_words(source: str, cell_id: str, folder: Path) -> str:
    """Return the HTML of Markdown without a picture: many pages show the same."""
    return convert_markdown(source, {"id": cell_id}, folder)


def convert_markdown(source: str, cell: dict, folder: Path) -> str:
    """Return the HTML of Markdown, see ``render_markdown``."""
    renderer = LessonRenderer(cell, folder)
    return str(mistune.create_markdown(renderer=renderer, plugins=PLUGINS)(source))


@lru_cache(maxsize=MOST_KEPT)
def highlight_code(code: str, language: str = "python") -> str:
    """Return a ``<pre>`` in which pygments names the parts of the code.

    It says how many letters its longest line has, so that a slide can set the code as
    large as that line allows.
    """
    code = FORMATTER_NOTE.sub("", code)
    marked = highlight(code, find_lexer(language), make_formatter()).rstrip("\n")
    lines = "\n".join(map(mark_line, marked.split("\n")))
    longest = max(len(line.expandtabs(4)) for line in code.split("\n"))
    return f'<pre class="code" style="--chars:{longest}"><code>{lines}</code></pre>\n'


@cache
def find_lexer(language: str) -> Lexer:
    """Return what reads a language; what nobody knows is text."""
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return get_lexer_by_name("text")


@cache
def make_formatter() -> HtmlFormatter:
    """Return what writes marked code as HTML."""
    return HtmlFormatter(nowrap=True)


def mark_line(line: str) -> str:
    """Return a marked line of code that says how deep it is, and where it may break.

    A line that is too long for the page goes on further in than it began.
    """
    depth = len(INDENT.findall(line)[0])
    style = f' style="--depth: {depth}ch"' if depth else ""
    parts = BARE.sub(r"\1", BREAK.sub("<wbr>", line))
    return f"<span{style}>{parts}</span>"


def render_formula(tex: str, cell_id: str, display: str = "inline") -> str:
    """Return a TeX formula as MathML; raise Problem when it cannot be read."""
    try:
        formula = convert(tex.strip(), display=display)
    except Exception as error:
        raise Problem(
            f"cell {cell_id}: the formula ${tex.strip()}$ cannot be read "
            f"({type(error).__name__}); mend its braces or write it more simply."
        ) from None
    unknown = UNKNOWN_COMMAND.search(formula)
    if unknown:
        raise Problem(
            f"cell {cell_id}: the formula ${tex.strip()}$ uses {unknown[1]}, which "
            "cannot be shown; write it another way."
        )
    return LETTER.sub(mark_letter, formula)


def mark_letter(found: re.Match) -> str:
    """Return a letter of a formula that asks for no font of mathematics.

    Browsers show a letter alone with a sign of its own, which bare systems lack: a box
    stands in its place. Letters that mean a set or the like keep their signs.
    """
    sign = html.unescape(found["sign"])
    letter = unicodedata.normalize("NFKC", sign)
    is_bold = found["bold"] or "MATHEMATICAL BOLD" in unicodedata.name(sign, "")
    is_plain = letter == sign and "A" <= sign < "\u0500"
    if not letter.isalpha() or not (is_plain or is_bold):
        return found[0]
    is_upright = "Α" <= sign <= "Ω" or (found["number"] and sign.isascii())
    name = "bold" if is_bold else "" if is_upright else "letter"
    look = f' class="{name}"' if name else ""
    return f'<mi mathvariant="normal"{look}>{letter}</mi>'


class LessonRenderer(mistune.HTMLRenderer):
    """HTML that stands on its own: pictures inside, formulas as MathML."""

    def __init__(self, cell: dict, folder: Path):
        super().__init__(escape=False)
        self.cell, self.folder = cell, folder

    def inline_math(self, tex: str) -> str:
        """Return a formula within a line."""
        return render_formula(tex, self.cell["id"])

    def block_math(self, tex: str) -> str:
        """Return a formula on lines of its own."""
        return f"<p>{render_formula(tex, self.cell['id'], 'block')}</p>\n"

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        """Return a heading; level, core and minutes of an exercise become badges."""
        parts = text.split(" · ")
        title = " · ".join(part for part in parts if not find_badge(part))
        badges = "".join(render_badge(part) for part in parts if find_badge(part))
        return f"<h{level}>{title}{badges}</h{level}>\n"

    def list_item(self, text: str) -> str:
        """Return an item of a list; a choice of an exercise shows its letter first."""
        found = CHOICE.match(text)
        if not found or not self.cell["id"].startswith("ex-"):
            return super().list_item(text)
        letter, rest = found[1], text[found.end() :]
        dash = '<span class="dot"> – </span>' if found[0].endswith(" – ") else ""
        return f'<li class="choice"><strong>{letter}</strong>{dash}{rest}</li>\n'

    def codespan(self, text: str) -> str:
        """Return code within a line; short code, such as ``--pdf``, stays whole."""
        html = super().codespan(text)
        if len(text) <= LONGEST_WORD:
            return html.replace("<code>", '<code class="short">', 1)
        return OPTION.sub(r'<span class="short">\1</span>', html)

    def strong(self, text: str) -> str:
        """Return strong text; keys to be pressed together stay on one line."""
        return super().strong(text.replace(" + ", "&nbsp;+&nbsp;"))

    def block_code(self, code: str, info: str | None = None) -> str:
        """Return a block of code, with its parts marked when the language is known."""
        return highlight_code(code, (info or "text").split()[0])

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Return a link; one to another lesson leads to that lesson's page."""
        place, _, anchor = url.partition("#")
        if place.endswith(".ipynb"):
            url = f"{Path(place).stem}.html" + (f"#{anchor}" if anchor else "")
        elif place and ":" not in place:
            return text
        return super().link(text, url, title)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Return a picture that is part of the page; it needs a text alternative."""
        if not text.strip():
            raise Problem(
                f"cell {self.cell['id']}: the picture {url} has no text alternative; "
                "say what it shows: ![what it shows](…)."
            )
        return f'<img src="{self.embed(url)}" alt="{html.escape(text)}">'

    def embed(self, url: str) -> str:
        """Return the picture as a data URL: an attachment, or a file beside it."""
        if url.startswith("attachment:"):
            name = url.removeprefix("attachment:")
            for kind, data in self.cell.get("attachments", {}).get(name, {}).items():
                return f"data:{kind};base64,{''.join(data)}"
        path = self.folder / url
        kind = mimetypes.guess_type(url)[0] or ""
        if ":" not in url and kind.startswith("image/") and path.is_file():
            return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
        raise Problem(
            f"cell {self.cell['id']}: the picture {url} is not in the lesson; add it "
            "as an attachment or as a file beside the notebook."
        )


def find_badge(part: str) -> str:
    """Return the English of a part of a heading that is a badge, else ""."""
    bare = re.sub(r"<[^>]+>", "", part)
    return next((s for s in (bare, find_english(bare)) if BADGE.fullmatch(s)), "")


def render_badge(text: str) -> str:
    """Return one badge of a heading, such as ``●● fill a blank`` or ``10 minutes``."""
    kind = find_badge(text).split()[-1].removesuffix("s")
    text = hide_circles(text)
    return f'<span class="dot"> · </span><span class="badge {kind}">{text}</span>'


def hide_circles(text: str) -> str:
    """Return HTML in which no circle is read aloud; words beside it say the same."""
    return re.sub("(●+)", r'<span aria-hidden="true">\1</span>', str(text))


def to_plain(source: str) -> str:
    """Return the words of a line of Markdown, without its marks."""
    marked = mistune.html(source)
    return html.unescape(re.sub(r"<[^>]+>", "", str(marked))).strip()
