"""Make HTML of strangers tame: no scripts, no handlers, nothing from elsewhere.

Where something is left out, the page says so and gives its title and address.
"""

import base64
import re
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from bs4 import BeautifulSoup
from bs4.element import Tag
from PIL import Image

from scripts.foreign.findings import Finding
from scripts.foreign.html import (
    CONTROL,
    mark_directions,
    measure_depth,
    mend_structure,
    name_anchor,
    parse,
    to_pre,
)
from scripts.foreign.pictures import read_picture, scale
from scripts.pages.cleaning import ACTIVE

NO_WORDS = "Picture without a description"
SILENT = {"head", "link", "meta", "noscript", "script", "style", "template", "title"}
LEFT_OUT = {*ACTIVE, *SILENT, "applet", "audio", "button", "canvas", "dialog", "frame"}
LEFT_OUT |= {"input", "map", "select", "svg", "textarea", "video"}
HARMLESS = {"head", "style", "title"}  # every table of pandas brings its style
LINK = re.compile(r"(https?:|mailto:|tel:|#)\S", re.IGNORECASE)
FAR = re.compile(r"(https?:)?//[\w.-]+\S*", re.IGNORECASE)
# What our own renderer writes: blocks of code and their parts.
OWN_CLASS = re.compile(r"code|text|source|letter|bold|[a-z]{1,2}\d?")
FOREIGN_ATTRIBUTE = re.compile(r"(id|style|role|tabindex|lang|aria-.*|on.*)$")
DATA_URL = re.compile(r"data:image/([\w.+-]+)(;[^,]*)?,(.*)", re.DOTALL)
SVG = re.compile(r"<svg\b.*?</svg\s*>", re.DOTALL | re.IGNORECASE)
SVG_TITLE = re.compile(r"<title[^>]*>([^<]+)</title", re.IGNORECASE)
WIDTH = re.compile(r"width:\s*([\d.]+(?:px|%))")
LARGE = 2_000_000  # bytes of a picture that is named
LARGEST = 50_000_000  # bytes of a file that is read as a picture
SHORT_FORMULA = 20  # signs of a formula in a line that a phone has room for
DEEPEST = 200  # levels of HTML; more of them only come from tags that nobody closed


def say(sentence: str, html: str = "") -> str:
    """Return a sentence of ours, in our language, and HTML that belongs to it."""
    return f'<span class="source" lang="en">{escape(sentence)}</span>{html}'


class Tamer:
    """Makes the HTML of one cell tame and notes what misses in it."""

    def __init__(self, number: int, cell: Any, folder: Path, findings: list[Finding]):
        self.number, self.cell, self.findings = number, cell, findings
        self.folder = folder.resolve()

    def note(self, what: str, mend: str, spoils: bool = False) -> None:
        """Note a finding about this cell."""
        self.findings.append(Finding(self.number, what, mend, spoils))

    def tame(self, html: str) -> BeautifulSoup:
        """Return HTML without what acts or fetches, and fit for every reader."""
        soup = parse(self.replace_drawings(html))
        if measure_depth(soup) > DEEPEST:
            self.note(f"HTML lies more than {DEEPEST} levels deep", "close its tags")
            return parse(to_pre(soup.get_text()))
        for element in soup.find_all(True):
            self.tame_attributes(element)
        for element in soup.find_all(LEFT_OUT):
            if not element.decomposed:
                self.leave_out(element)
        for image in soup.find_all("img"):
            image.replace_with(parse(self.show_image(image)))
        for link in soup.find_all("a"):
            self.tame_link(link)
        for formula in soup.find_all("math"):
            is_block = formula.get("display") == "block"
            if not is_block and len(formula.get_text()) <= SHORT_FORMULA:
                continue
            look = "formula" if is_block else "formula inline"
            group = {"class": look, "role": "group", "tabindex": "0"}
            label = {"aria-label": "Formula"}
            formula.wrap(soup.new_tag("span", attrs=group | label))
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
            return
        html = say(f"Left out: {element.name}.")
        parts = [element, *element.find_all(True)]
        titles = [str(part.get("title") or part.get("alt") or "") for part in parts]
        title = " ".join(next(filter(None, titles), "").split())
        sources = [
            CONTROL.sub("", str(part.get(name) or "")).strip()
            for part in parts
            for name in ("src", "data", "href")
        ]
        address = next((one for one in sources if FAR.fullmatch(one)), "")
        if title:
            html += f" {say('Its title:')} {escape(title)}."
        if address:
            address = "https:" + address if address.startswith("//") else address
            place = escape(address)
            html += f' {say("Its address:")} <a href="{place}">{place}</a>'
        words = " ".join(element.get_text(" ").split())
        if words and element.name != "select":
            html += f" {escape(words)}"
        element.replace_with(parse(html))

    def tame_attributes(self, element: Tag) -> None:
        """Take away what runs code, hides, or speaks for the whole page.

        A place that a link may lead to keeps its name, apart from the names of ours.
        """
        anchor = element.get("id") or element.get("name")
        width = WIDTH.search(str(element.get("style", "")))
        for name in list(element.attrs):
            if name.startswith("on"):
                self.note(f"the event handler {name} is left out", "take it away")
            theirs = name == "class" and not OWN_CLASS.fullmatch(
                " ".join(element.get_attribute_list("class"))
            )
            if theirs or FOREIGN_ATTRIBUTE.match(name):
                del element[name]
        if width and element.name == "img" and not element.get("width"):
            element["width"] = width[1]
        if anchor and element.name not in ("img", "meta"):
            element["id"] = name_anchor(str(anchor))

    def tame_link(self, link: Tag) -> None:
        """Keep a link that leads somewhere and has words; else keep its words."""
        address = CONTROL.sub("", str(link.get("href", ""))).strip()
        address = (
            "https:" + address
            if FAR.fullmatch(address) and (address.startswith("//"))
            else address
        )
        if address.startswith("#"):
            address = f"#{name_anchor(unquote(address[1:]))}"
        elif self.find_notebook(address):
            address = self.find_notebook(address)
        elif link.get("href") and not LINK.match(address):
            mend = "link to an address that begins with https:"
            self.note(f"the link to {address[:80]} leads nowhere from a page", mend)
            address = ""
        if address and (link.get_text(strip=True) or link.img):
            link["href"] = address
        elif link.get("id"):  # a place without words
            link.name = "span"
            del link["href"]
        else:
            link.unwrap()

    def find_notebook(self, address: str) -> str:
        """Return the handout of a notebook beside this one, "" when it is none."""
        place, _, anchor = address.partition("#")
        name = unquote(place).removeprefix("./")
        if not name.endswith(".ipynb") or re.search(r"[/\\:\0]", name):
            return ""
        if not (self.folder / name).is_file():
            return ""
        page = f"../handouts/{quote(Path(name).stem)}.html"
        return f"{page}#{quote(name_anchor(unquote(anchor)))}" if anchor else page

    def show_image(self, image: Tag) -> str:
        """Return an ``<img>`` with its picture inside, or words in its place."""
        address, words = str(image.get("src", "")), str(image.get("alt", ""))
        found = self.find_picture(address)
        if found:
            return self.show_picture(*found, words, str(image.get("width", "")))
        self.note(
            f"the picture {address[:80]} is not in the notebook",
            "add it as an attachment or as a file beside the notebook",
            True,
        )
        words = ", ".join(part for part in (words, address[:200]) if part)
        return say(f"Picture left out: {words}.")

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
        try:
            path = (self.folder / unquote(address)).resolve()
            beside = path.is_relative_to(self.folder) and path.is_file()
        except (OSError, RuntimeError, ValueError):  # a link that leads to itself
            return None
        if beside and path.stat().st_size <= LARGEST:
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

    def show_picture(
        self, kind: str, content: str | bytes, words: str, width: str = ""
    ) -> str:
        """Return a picture with its text alternative, or a line that says what is.

        ``width`` is what the author wishes: pixels, or a part of the page with %.
        """
        try:
            kind, raw, size = read_picture(kind, content)
        except Image.DecompressionBombError as error:
            self.note(f"a picture has {error}", "make it smaller", True)
            return say(f"Picture left out, it has {error}.")
        except (ValueError, OSError):
            self.note("a picture is damaged", "run the cell again", True)
            return say("Picture left out: it is damaged.")
        if len(raw) > LARGE:
            megabytes = f"{len(raw) / 10**6:.1f} MB"
            self.note(f"a picture has {megabytes}", "make it smaller")
        below = ""
        if not words.strip():
            self.note("a picture has no text alternative", "say what it shows")
            words = NO_WORDS
            below = (
                f'<span class="source" lang="en" aria-hidden="true">{NO_WORDS}.</span>'
            )
        data = base64.b64encode(raw).decode()
        words = escape(" ".join(words.split()))
        shown = scale(size, width)
        return f'<img src="data:{kind};base64,{data}" alt="{words}"{shown}>{below}'
