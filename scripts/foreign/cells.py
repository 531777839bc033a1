"""Mend one cell of a notebook that is none of ours, and note what misses in it.

What comes out is HTML without scripts, handlers and foreign addresses; where something
is missing or left out, the page says so.
"""

import json
import re

from bs4 import BeautifulSoup
from nbformat import NotebookNode
from nbformat.v4 import new_output

from scripts.foreign.formulas import render_formulas, render_text
from scripts.foreign.html import parse, to_pre
from scripts.foreign.pictures import find_width, find_words
from scripts.foreign.taming import Tamer, say

PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
TEXTS = ("text/markdown", "text/latex", "application/json", "text/plain")
KINDS = ("text/html", *PICTURES, *TEXTS)
NAME = re.compile(r"\s*(<[^<>]*>)?\s*")  # what Python calls a thing, and no word more
BARE_TEX = re.compile(r"\s*\\(?!begin\b)[A-Za-z]+\b[^$]*", re.DOTALL)


class Mender(Tamer):
    """Mends one cell and notes what misses in it."""

    def mend_text(self) -> BeautifulSoup:
        """Return a Markdown or raw cell as tame HTML."""
        if self.cell.cell_type == "raw":
            self.note("a raw cell is shown as it stands", "make it Markdown or code")
            self.cell.cell_type = "markdown"
            return parse(to_pre(self.cell.source))
        return self.tame(self.render(self.cell.source))

    def mend_code(self, stops: bool = False) -> None:
        """Turn every output into one piece of tame HTML.

        A cell that ``stops`` is meant to show an error.
        """
        if self.cell.source.strip() and self.cell.execution_count is None:
            self.note("the code has not been run", "run the whole notebook, save it")
        shown = [self.show_output(output, stops) for output in self.cell.outputs]
        self.cell.outputs = [
            new_output("display_data", {"text/html": html}) for html in shown if html
        ]

    def show_output(self, output: NotebookNode, stops: bool) -> str:
        """Return an output as HTML, in the richest form that a page can hold."""
        if output.output_type == "stream":
            return to_pre(output.text)
        if output.output_type == "error":
            mend = "mend it and run it again, or tag the cell raises-exception"
            if not stops:
                self.note(f"the code stops with {output.ename}", mend, True)
            last = f"{output.ename}: {output.evalue}"
            return to_pre("\n".join(output.traceback) or last)
        lost = [kind for kind in output.data if kind not in KINDS]
        html = ""
        for kind in KINDS:
            if kind in output.data:
                html = self.show_data(kind, output)
                if html:
                    break
                lost.append(kind)
        if not lost:
            return html
        if lost == ["text/html"] and is_styling(output.data["text/html"]):
            return ""
        # Plain text beside a chart that nobody sees is its name in code alone.
        spoils = not html or kind == "text/plain"
        mend = "show a picture or text, too"
        named = ", ".join(lost)
        self.note(f"the form {named} of an output is left out", mend, spoils)
        return say(f"Output left out: {named}.") + html if spoils else html

    def show_data(self, kind: str, output: NotebookNode) -> str:
        """Return one form of an output as HTML, "" when nothing is left of it."""
        content = output.data[kind]
        if kind in PICTURES:
            words = find_words(output.metadata, kind)
            width = find_width(output.metadata, kind)
            return self.show_picture(kind, content, words, width)
        if kind == "application/json":
            words = output.data.get("text/plain", "")
            data = json.dumps(content, ensure_ascii=False, indent=1)
            return to_pre(data if NAME.fullmatch(words) else words)
        if kind == "text/plain":
            return to_pre(content)
        if kind == "text/latex" and BARE_TEX.fullmatch(content):
            content = f"$${content}$$"
        render = self.read_formulas if kind == "text/html" else self.render
        html = render(content)
        tame = self.tame(html)
        for title in tame.find_all("h1"):
            title.name = "h2"
        return str(tame) if tame.get_text(strip=True) or tame.img else ""

    def render(self, source: str) -> str:
        """Return Markdown as HTML that is not tame yet."""
        return render_text(source, self.cell, self.folder, self.note)

    def read_formulas(self, html: str) -> str:
        """Return HTML of an output with formulas, not tame yet."""
        return render_formulas(html, self.cell, self.folder, self.note)


def is_styling(html: str) -> bool:
    """Say whether HTML is there to colour the notebook, and shows nothing itself."""
    tame = parse(html)
    return bool(tame.style) and not tame.find(["canvas", "div", "iframe"])
