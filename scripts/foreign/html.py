"""HTML that strangers wrote: parse it, and mend what a reader would stumble over."""

import re
import unicodedata
from html import escape

from bs4 import BeautifulSoup
from bs4.element import Tag
from nbconvert.filters import strip_ansi

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
BLOCKS = [*HEADINGS, "p", "ul", "ol", "li", "dl", "dt", "dd", "td", "th", "caption"]
# A place that the terminal would open, and other commands to it that show nothing.
TERMINAL_LINK = re.compile(
    r"\x1b\]8;[^;\x07\x1b]*;([^\x07\x1b]+)(?:\x07|\x1b\\)(.*?)"
    r"\x1b\]8;[^;\x07\x1b]*;(?:\x07|\x1b\\)",
    re.DOTALL,
)
TERMINAL_COMMAND = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def join_words(element: Tag) -> str:
    """Return the text of an element on one line, escaped."""
    return escape(" ".join(element.get_text(" ").split()), quote=False)


def parse(html: str) -> BeautifulSoup:
    """Parse a piece of HTML."""
    return BeautifulSoup(html, "html.parser")


def to_pre(text: str) -> str:
    """Return plain text, without colours and signs for a terminal, as a block."""
    text = TERMINAL_COMMAND.sub("", TERMINAL_LINK.sub(write_link, text))
    lines = strip_ansi(text).replace("\r\n", "\n").split("\n")
    last = (line.rstrip("\r").rpartition("\r")[2] for line in lines)  # progress bars
    plain = CONTROL.sub("", "\n".join(last)).rstrip("\n")
    return f'<pre class="text">{escape(plain)}</pre>' if plain else ""


def write_link(link: re.Match) -> str:
    """Return a link of a terminal as its words, with its address in brackets."""
    address, words = link[1], link[2]
    return words if address in words else f"{words} ({address})"


def name_anchor(text: str) -> str:
    """Return the id of a place that links of a notebook name; ours have no such id."""
    return "to-" + "-".join(text.split())


def measure_depth(soup: BeautifulSoup) -> int:
    """Return how many levels of HTML lie within each other."""
    depths = {id(soup): 0}
    for element in soup.find_all(True):
        depths[id(element)] = depths[id(element.parent)] + 1
    return max(depths.values())


def mend_structure(soup: BeautifulSoup) -> None:
    """Mend lists, headings and folds that a screen reader would stumble over."""
    for heading in soup.find_all([*HEADINGS, "summary"]):
        if heading.name == "summary" and not heading.find_parent("details"):
            heading.name = "div"
        elif not heading.get_text(strip=True) and not heading.img:
            heading.unwrap()
        elif heading.name in HEADINGS and not heading.get("id"):
            heading["id"] = name_anchor(heading.get_text())
    for block in soup.find_all("dl"):
        names = [child.name for child in block.find_all(True, recursive=False)]
        whole = names and names[0] == "dt" and names[-1] == "dd"
        if not whole or set(names) != {"dt", "dd"}:
            block.name = "div"
    for item in soup.find_all(["li", "dt", "dd"]):
        lists = ("dl",) if item.name != "li" else ("ul", "ol")
        if item.parent and item.parent.name not in lists:
            item.name = "div"
    for block in soup.find_all(["ul", "ol"]):
        for child in list(block.children):
            name = getattr(child, "name", None)
            strange = name != "li" if name else str(child).strip()
            if strange:
                child.wrap(soup.new_tag("li"))


def mark_directions(soup: BeautifulSoup) -> None:
    """Let text in a script that runs from right to left do so."""
    for block in soup.find_all(BLOCKS):
        words = block.get_text()
        if not words.isascii() and any(
            unicodedata.bidirectional(sign) in ("R", "AL") for sign in words
        ):
            block["dir"] = "auto"
