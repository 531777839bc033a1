"""Mend one cell of a notebook that is none of ours, and note what misses in it.

What comes out is HTML without scripts, handlers and foreign addresses; where something
is missing or left out, the page says so.
"""

import base64
import re
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import mistune
from bs4 import BeautifulSoup
from bs4.element import Tag
from nbformat import NotebookNode
from nbformat.v4 import new_output
from PIL import Image

from scripts.door.errors import Problem
from scripts.foreign.html import (
    CONTROL,
    mark_directions,
    measure_depth,
    mend_structure,
    parse,
    to_pre,
)
from scripts.foreign.pictures import find_words, read_picture
from scripts.pages.cleaning import ACTIVE
from scripts.pages.markdown import PLUGINS, LessonRenderer

NO_WORDS = "Picture without a description"
SILENT = {"head", "link", "meta", "noscript", "script", "style", "template", "title"}
LEFT_OUT = {*ACTIVE, *SILENT, "applet", "audio", "button", "canvas", "dialog", "frame"}
LEFT_OUT |= {"input", "map", "select", "svg", "textarea", "video"}
HARMLESS = {"head", "style", "title"}  # every table of pandas brings its style
LINK = re.compile(r"(https?:|mailto:|tel:|#)\S", re.IGNORECASE)
# What our own renderer writes: blocks of code and their parts.
OWN_CLASS = re.compile(r"code|text|source|[a-z]{1,2}\d?")
FOREIGN_ATTRIBUTE = re.compile(r"(id|style|role|tabindex|lang|aria-.*|on.*)$")
DATA_URL = re.compile(r"data:image/([\w.+-]+)(;[^,]*)?,(.*)", re.DOTALL)
SVG = re.compile(r"<svg\b.*?</svg\s*>", re.DOTALL | re.IGNORECASE)
SVG_TITLE = re.compile(r"<title[^>]*>([^<]+)</title", re.IGNORECASE)
PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
KINDS = ("text/html", *PICTURES, "text/markdown", "text/latex", "text/plain")
LARGE = 2_000_000
DEEPEST = 200  # levels of HTML; more of them only come from tags that nobody closed


class Finding(NamedTuple):
    """What misses in which cell (numbered from 1; None: the notebook), and the mend."""

    cell: int | None
    what: str
    mend: str

    def __str__(self):
        where = f", cell number {self.cell}" if self.cell else ""
        line = f"{where}: {self.what}; {self.mend}."
        # What strangers wrote neither begins lines nor commands the terminal.
        return "".join(sign if sign.isprintable() else " " for sign in line)


class Mender:
    """Mends one cell and notes what misses in it."""

    def __init__(self, number: int, cell, folder: Path, findings: list[Finding]):
        self.number, self.cell, self.findings = number, cell, findings
        self.folder = folder.resolve()

    def note(self, what: str, mend: str) -> None:
        """Note a finding about this cell."""
        self.findings.append(Finding(self.number, what, mend))

    def mend_text(self) -> BeautifulSoup:
        """Return a Markdown or raw cell as tame HTML."""
        if self.cell.cell_type == "raw":
            self.note("a raw cell is shown as it stands", "make it Markdown or code")
            self.cell.cell_type = "markdown"
            return parse(to_pre(self.cell.source))
        return self.tame(self.render(self.cell.source))

    def mend_code(self) -> None:
        """Turn every output into one piece of tame HTML."""
        if self.cell.source.strip() and self.cell.execution_count is None:
            self.note("the code has not been run", "run the whole notebook, save it")
        shown = [self.show_output(output) for output in self.cell.outputs]
        self.cell.outputs = [
            new_output("display_data", {"text/html": html}) for html in shown if html
        ]

    def show_output(self, output: NotebookNode) -> str:
        """Return an output as HTML, in the richest form that a page can hold."""
        if output.output_type == "stream":
            return to_pre(output.text)
        if output.output_type == "error":
            self.note(f"the code stops with {output.ename}", "mend it and run it again")
            last = f"{output.ename}: {output.evalue}"
            return to_pre("\n".join(output.traceback) or last)
        strange = ", ".join(kind for kind in output.data if kind not in KINDS)
        if strange:
            mend = "show a picture or text, too"
            self.note(f"the form {strange} of an output is left out", mend)
        for kind in KINDS:
            html = self.show_data(kind, output) if kind in output.data else ""
            if html:
                return html
        kinds = escape(", ".join(output.data) or "empty")
        return f'<p class="source">Output left out: {kinds}.</p>'

    def show_data(self, kind: str, output: NotebookNode) -> str:
        """Return one form of an output as HTML, "" when nothing is left of it."""
        content = output.data[kind]
        if kind in PICTURES:
            words = find_words(output.metadata, kind)
            return self.show_picture(kind, content, words)
        if kind == "text/plain":
            return to_pre(content)
        html = content if kind == "text/html" else self.render(content)
        tame = self.tame(html)
        for title in tame.find_all("h1"):
            title.name = "h2"
        return str(tame) if tame.get_text(strip=True) or tame.img else ""

    def render(self, source: str) -> str:
        """Return Markdown as HTML that is not tame yet."""
        renderer = ForeignRenderer(self)
        return mistune.create_markdown(renderer=renderer, plugins=PLUGINS)(source)

    def tame(self, html: str) -> BeautifulSoup:
        """Return HTML without what acts or fetches, and fit for every reader."""
        soup = parse(self.replace_drawings(html))
        if measure_depth(soup) > DEEPEST:
            self.note(f"HTML lies more than {DEEPEST} levels deep", "close its tags")
            return parse(to_pre(soup.get_text()))
        for element in soup.find_all(LEFT_OUT):
            if not element.decomposed:
                self.leave_out(element)
        for element in soup.find_all(True):
            self.tame_attributes(element)
        for image in soup.find_all("img"):
            image.replace_with(parse(self.show_image(image)))
        for link in soup.find_all("a"):
            self.tame_link(link)
        mend_structure(soup)
        mark_directions(soup)
        return soup

    def leave_out(self, element: Tag) -> None:
        """Take an element away; where a reader would miss it, say so."""
        if element.name not in HARMLESS:
            mend = "show a picture or text instead"
            self.note(f"<{element.name}> is left out of a page", mend)
        if element.name in SILENT:
            element.decompose()
        else:
            text = f'<span class="source">Left out: {escape(element.name)}.</span>'
            element.replace_with(parse(text))

    def tame_attributes(self, element: Tag) -> None:
        """Take away what runs code, hides, or speaks for the whole page."""
        for name in list(element.attrs):
            if name.startswith("on"):
                self.note(f"the event handler {name} is left out", "take it away")
            theirs = name == "class" and not OWN_CLASS.fullmatch(
                " ".join(element.get_attribute_list("class"))
            )
            if theirs or FOREIGN_ATTRIBUTE.match(name):
                del element[name]

    def tame_link(self, link: Tag) -> None:
        """Keep a link that leads somewhere and has words; else keep its words."""
        address = CONTROL.sub("", link.get("href", "")).strip()
        if link.get("href") and not LINK.match(address):
            mend = "link to an address that begins with https:"
            self.note(f"the link to {address[:80]} leads nowhere from a page", mend)
        if LINK.match(address) and (link.get_text(strip=True) or link.img):
            link["href"] = address
        else:
            link.unwrap()

    def show_image(self, image: Tag) -> str:
        """Return an ``<img>`` with its picture inside, or words in its place."""
        address, words = image.get("src", ""), image.get("alt", "")
        found = self.find_picture(address)
        if found:
            return self.show_picture(*found, words)
        self.note(
            f"the picture {address[:80]} is not in the notebook",
            "add it as an attachment or as a file beside the notebook",
        )
        words = ", ".join(part for part in (words, address[:200]) if part)
        return f'<span class="source">Picture left out: {escape(words)}.</span>'

    def find_picture(self, address: str) -> tuple[str, str | bytes] | None:
        """Return kind and content of a picture: inside, attached or a file beside."""
        inside = DATA_URL.fullmatch(address.strip())
        if inside:
            kind, coding, content = inside.groups()
            text = "base64" in (coding or "")
            return f"image/{kind}", content if text else unquote(content).encode()
        if address.startswith("attachment:"):
            attached = self.cell.get("attachments", {})
            name = address.removeprefix("attachment:")
            files = attached.get(name) or attached.get(unquote(name)) or {}
            return next(iter(files.items()), None)
        if ":" in address or not address or "\0" in address:
            return None
        path = (self.folder / unquote(address)).resolve()
        if path.is_relative_to(self.folder) and path.is_file():
            kind = "svg+xml" if path.suffix.lower() == ".svg" else path.suffix[1:]
            return f"image/{kind}", path.read_bytes()
        return None

    def replace_drawings(self, html: str) -> str:
        """Put pictures in the place of drawings.

        Beyond the last end there is none, and the search would take very long.
        """
        last = html.lower().rfind("</svg")
        end = html.find(">", last) + 1 if last >= 0 else 0
        return SVG.sub(self.replace_svg, html[:end]) + html[end:]

    def replace_svg(self, drawing: re.Match) -> str:
        """Return a drawing that stands in HTML as a picture, in which nothing runs."""
        words = SVG_TITLE.search(drawing[0])
        return self.show_picture(
            "image/svg+xml", drawing[0], words[1].strip() if words else ""
        )

    def show_picture(self, kind: str, content: str | bytes, words: str) -> str:
        """Return a picture with its text alternative, or a line that says what is."""
        try:
            kind, raw, size = read_picture(kind, content)
        except (ValueError, OSError, Image.DecompressionBombError):
            self.note("a picture is damaged", "run the cell again")
            return '<span class="source">Picture left out: it is damaged.</span>'
        if len(raw) > LARGE:
            megabytes = f"{len(raw) / 10**6:.1f} MB"
            self.note(f"a picture has {megabytes}", "make it smaller")
        below = ""
        if not words.strip():
            self.note("a picture has no text alternative", "say what it shows")
            words = NO_WORDS
            below = f'<span class="source" aria-hidden="true">{NO_WORDS}.</span>'
        data = base64.b64encode(raw).decode()
        words = escape(" ".join(words.split()))
        return f'<img src="data:{kind};base64,{data}" alt="{words}"{size}>{below}'


class ForeignRenderer(LessonRenderer):
    """Markdown as it is written; what cannot be shown is noted, not refused."""

    def __init__(self, mender: Mender):
        super().__init__(mender.cell, mender.folder)
        self.mender = mender

    def show_formula(self, show, tex: str) -> str:
        """Return a formula, or its TeX when it cannot be read."""
        try:
            return show(tex)
        except Problem:
            self.mender.note(
                f"the formula ${tex.strip()[:60]}$ cannot be read", "write it simply"
            )
            return f"<code>{escape(tex)}</code>"

    def inline_math(self, tex: str) -> str:
        """Return a formula within a line."""
        return self.show_formula(super().inline_math, tex)

    def block_math(self, tex: str) -> str:
        """Return a formula on lines of its own."""
        return self.show_formula(super().block_math, tex)

    def heading(self, text: str, level: int, **attrs) -> str:
        """Return a heading without badges."""
        return f"<h{level}>{text}</h{level}>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Return a link; ``Mender.tame_link`` judges it."""
        return f'<a href="{escape(url)}">{text}</a>'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Return a picture; ``Mender.show_image`` finds it."""
        return f'<img src="{escape(url)}" alt="{escape(text)}">'
