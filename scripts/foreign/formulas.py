"""Markdown and formulas as JupyterLab reads them; TeX becomes MathML."""

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from nbconvert.filters.markdown_mistune import MarkdownWithMath

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
LONGEST = 20_000  # letters of a formula; the reader of TeX takes very long beyond
# So many spaces mean nothing, and the reader of Markdown would take hours over them.
MANY_SPACES = re.compile(r"([ \t\xa0])[ \t\xa0]{200,}")
Note = Callable[..., None]


def render_text(source: str, cell: dict, folder: Path, note: Note) -> str:
    """Return Markdown as HTML that is not tame yet."""
    source = MANY_SPACES.sub(r"\1", source)
    return MarkdownWithMath(ForeignRenderer(cell, folder, note)).render(source)


def simplify(tex: str) -> str:
    """Return TeX in the environments that can be read."""
    tex = OPERATOR.sub(r"\\operatorname{\1}", NUMBERING.sub("", tex))
    whole = WHOLE.fullmatch(tex)
    if whole:
        tex = whole[2]
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
