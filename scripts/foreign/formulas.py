"""Markdown and formulas as JupyterLab reads them; TeX becomes MathML."""

import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from typing import Any

from mistune import InlineState
from nbconvert.filters.markdown_mistune import MarkdownWithMath, MathInlineParser

from scripts.door.errors import Problem
from scripts.pages.markdown import LessonRenderer, render_formula

# Numbers and names of equations, which a page without links to them does not need.
NUMBERING = re.compile(r"\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)\b")
# Names of functions that latex2mathml does not know.
OPERATOR = re.compile(r"\\(arg|deg|dim|gcd|hom|ker|lg|Pr)(?![A-Za-z])")
# Environments that latex2mathml does not know, and those that look the same.
ALIKE = {
    **dict.fromkeys(("aligned", "alignedat", "alignat", "flalign"), "align*"),
    **dict.fromkeys(("align", "eqnarray"), "align*"),
    **dict.fromkeys(("gather", "gathered", "multline"), "matrix"),
}
ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([a-z]+)\*?\}")
WHOLE = re.compile(
    r"\s*\\begin\{(equation|displaymath|math)\*?\}(.*)\\end\{\1\*?\}\s*", re.DOTALL
)
# A matrix that aligns its columns; latex2mathml would take its brackets away.
ALIGNED = re.compile(r"\\(begin|end)\s*\{([pbBvV]matrix)\*\}(?:\s*\[[lcr]\])?")
LONGEST = 20_000  # letters of a formula; the reader of TeX takes very long beyond
# So many spaces mean nothing, and the reader of Markdown would take hours over them.
MANY_SPACES = re.compile(r"([ \t\xa0])[ \t\xa0]{200,}")
TAG = re.compile(r"(<[A-Za-z/!?][^>]*>)")
CODE_TAG = re.compile(
    r"<(/?)(?:pre|code|kbd|samp|script|style|textarea)\b", re.IGNORECASE
)
IN_HTML = re.compile(
    r"(?<!\\)\$\$(?P<block>[^$]+)(?<!\\)\$\$"
    r"|(?P<whole>\\begin\{(?P<name>[a-z]+\*?)\}.*?\\end\{(?P=name)\})"
    r"|(?<![\\$\w])\$(?P<inline>[^$]+)(?<!\\)\$(?![$\d])",
    re.DOTALL,
)
TEX = re.compile(r"[\\^_{}=<>+*/|-]")
WORD = re.compile(r"(?<![\w\\])[^\W\d_]{3,}(?!\w)")
Note = Callable[..., None]


def is_prose(tex: str, after: str) -> bool:
    """Say whether what stands between two dollar signs is no formula.

    Prices, where the second sign begins what comes ``after`` ("$5 or $6"), and lines
    for a shell are text.
    """
    if re.search(r"[\\^{}=]", tex):
        return False
    begins = after.isdigit() or (tex[-1].isspace() and after.strip())
    return (tex[0].isdigit() and bool(begins)) or len(WORD.findall(tex)) > 1


class ForeignInlineParser(MathInlineParser):
    """Finds formulas within lines as JupyterLab does, and leaves prices alone."""

    def parse_inline_math_tex(self, m: re.Match, state: InlineState) -> int:
        """Read what stands between two dollar signs, or the first of them alone."""
        if not is_prose(m["math_inline_tex"], m.string[m.end() : m.end() + 1]):
            return super().parse_inline_math_tex(m, state)
        state.append_token({"type": "text", "raw": "$"})
        return m.start() + 1


def render_text(source: str, cell: dict, folder: Path, note: Note) -> str:
    """Return Markdown as HTML that is not tame yet."""
    source = MANY_SPACES.sub(r"\1", source)
    renderer = ForeignRenderer(cell, folder, note)
    inline = ForeignInlineParser(hard_wrap=False)
    return MarkdownWithMath(renderer, inline=inline).render(source)


def render_formulas(html: str, cell: dict, folder: Path, note: Note) -> str:
    """Return HTML of an output, in which JupyterLab sets formulas, too.

    What is none, such as a pattern in a table, stands as it is and spoils nothing.
    """

    def remark(what: str, mend: str, spoils: bool) -> None:
        note(what, mend)

    return ForeignRenderer(cell, folder, remark).block_html(html)


def simplify(tex: str) -> str:
    """Return TeX in the environments that can be read."""
    tex = OPERATOR.sub(r"\\operatorname{\1}", NUMBERING.sub("", tex))
    whole = WHOLE.fullmatch(tex)
    if whole:
        tex = whole[2]
    tex = ALIGNED.sub(r"\\\1{\2}", tex)
    return ENVIRONMENT.sub(rename, tex).replace("&=&", "&=").strip()


def rename(mark: re.Match) -> str:
    """Return the beginning or end of an environment that can be read."""
    return f"\\{mark[1]}{{{ALIKE[mark[2]]}}}" if mark[2] in ALIKE else mark[0]


class ForeignRenderer(LessonRenderer):
    """Markdown as it is written; what cannot be shown is noted, not refused."""

    def __init__(self, cell: dict, folder: Path, note: Note):
        super().__init__(cell, folder)
        self.note = note

    def show_formula(self, tex: str, display: str) -> str:
        """Return a formula, or its TeX when it cannot be read."""
        try:
            if len(tex) > LONGEST:
                raise Problem("too long")
            return render_formula(simplify(tex), self.cell["id"], display)
        except Problem:
            short = " ".join(tex.split())[:60]
            self.note(f"the formula ${short}$ cannot be read", "write it simply", True)
            return f"<code>{escape(tex)}</code>"

    def inline_math(self, tex: str) -> str:
        """Return a formula within a line."""
        return self.show_formula(tex, "inline")

    def block_math(self, tex: str) -> str:
        """Return a formula on a line of its own, within its paragraph."""
        return self.show_formula(tex, "block")

    def block_html(self, html: str) -> str:
        """Return HTML, with formulas for those that stand in its text."""
        if "$" not in html and "\\begin" not in html:
            return html
        parts, in_code = TAG.split(html), 0
        for at, part in enumerate(parts):
            tag = CODE_TAG.match(part)
            if tag:
                in_code = max(0, in_code + (-1 if tag[1] else 1))
            elif at % 2 == 0 and not in_code:
                parts[at] = IN_HTML.sub(self.show_in_html, part)
        return "".join(parts)

    def show_in_html(self, found: re.Match) -> str:
        """Return a formula that stands in HTML; amounts of money stay as they are."""
        tex = unescape(found["block"] or found["whole"] or found["inline"])
        is_name = tex.isalpha() and len(tex) <= 2
        is_formula = is_name or TEX.search(tex)
        if found["inline"] and (is_prose(tex, "") or not is_formula):
            return found[0]
        shown = self.show_formula(tex, "inline" if found["inline"] else "block")
        return shown if "<math" in shown else found[0]

    def latex_environment(self, name: str, body: str) -> str:
        """Return what stands between begin and end without dollar signs."""
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        """Return a heading without badges."""
        return f"<h{level}>{text}</h{level}>\n"

    def strong(self, text: str) -> str:
        """Return strong text as it is."""
        return f"<strong>{text}</strong>"

    def task_list_item(self, text: str, checked: bool = False) -> str:
        """Return an item of a list with its box as a sign."""
        return f"<li>{'☑' if checked else '☐'} {text}</li>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Return a link; ``Tamer.tame_link`` judges it."""
        return f'<a href="{escape(url)}">{text}</a>'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Return a picture; ``Tamer.show_image`` finds it."""
        return f'<img src="{escape(url)}" alt="{escape(text)}">'
