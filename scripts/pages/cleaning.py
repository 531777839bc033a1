"""Make HTML from a notebook safe, accessible and free of what a page must not ask."""

import re
from functools import cache, lru_cache
from typing import Any

import nh3
from bs4 import BeautifulSoup

from scripts.door.errors import Problem
from scripts.pages.naming import UNNAMED

# What goes with all that it holds; nh3 takes away other tags, one by one.
ACTIVE = ["script", "style", "iframe", "object", "embed", "form", "template", "link"]
# In these a browser, and nh3, takes tags for words, and our parser does not.
RAW = ["noscript", "noembed", "noframes", "xmp", "plaintext", "textarea", "title"]
DEEPEST = 200  # levels of HTML; more of them only come from tags that nobody closed
MOST_KEPT = 3000  # results in memory: all of a build, and an end to a long run
# A pattern that begins with letters is found quickly, also in long pictures.
ID = re.compile(r'id="(?<=\bid=")([^"]+)"')
INNER_LINK = re.compile(r'<a href="#(?P<id>[^"]+)"[^>]*>(?P<text>.*?)</a>', re.DOTALL)
LONG_TEXT = 60
SHORT_HEADER = 8
# An id such as BA-01, or a date: no line should end within it.
SHORT_CODE = re.compile(r"(?=.*\d)(?=.*[A-Z-])\S{1,12}")
# What browsers leave out of an address before they read it: data: with a tab is data:.
NOT_READ = re.compile(r"[\x00-\x20\x7f]+")
LEFT = re.compile(r"\s*text-align:\s*left;?\s*")
HEADING = re.compile(r"(</?h)([1-6])\b")
TAGS = """
a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em
figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small
span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mroot mrow mspace
msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover
"""
ATTRIBUTES = """
alt class colspan dir height href id lang open role rowspan scope span src start style
tabindex title width
columnalign columnlines columnspacing depth display displaystyle fence form
linethickness lspace mathsize mathvariant maxsize minsize movablelimits notation rspace
rowlines rowspacing scriptlevel stretchy voffset xmlns
"""


@lru_cache(maxsize=MOST_KEPT)
def clean(html: str, cell_id: str, in_deck: bool = False) -> str:
    """Return ``html`` without anything active, with tables that a reader can use.

    Takes out the Kosovo* note of single outputs: a page or a slide carries it once. In
    a deck the folded description of a chart goes (its text alternative stays). Several
    pages show the same: it is cleaned once. Raises Problem for a picture from the
    network or without a text alternative, and for HTML that lies too deep.
    """
    soup = BeautifulSoup(html, "html.parser")
    if measure_depth(soup) > DEEPEST:
        raise Problem(
            f"cell {cell_id}: its HTML lies more than {DEEPEST} levels deep; "
            "close its tags."
        )
    unwanted = ["note-xk", "description"] if in_deck else ["note-xk"]
    tags = {element.name for element in soup.find_all(True)}
    if tags.intersection(ACTIVE) or any(name in html for name in unwanted):
        for element in [*soup.find_all(ACTIVE), *soup.find_all(class_=unwanted)]:
            element.decompose()
    if tags.intersection(RAW):
        for element in soup.find_all(RAW):
            element.unwrap()
    if "table" in tags:
        for table in soup.find_all("table"):
            mend_table(table, soup)
    if "img" in tags:
        for image in soup.find_all("img"):
            check_image(image, cell_id)
    return make_cleaner().clean(str(soup))


def measure_depth(soup: BeautifulSoup) -> int:
    """Return how many levels of HTML lie within each other."""
    depths = {id(soup): 0}
    for element in soup.find_all(True):
        depths[id(element)] = depths[id(element.parent)] + 1
    return max(depths.values())


def is_plain(source: str, html: str) -> bool:
    """Say whether Markdown ``source`` gave HTML that ``clean`` would not change."""
    return "<" not in source and "<table" not in html


def shift_headings(html: str, shift: int) -> str:
    """Return ``html`` with ``shift`` added to the level of every heading."""
    return HEADING.sub(lambda m: f"{m[1]}{min(max(int(m[2]) + shift, 1), 6)}", html)


def unlink(html: str) -> str:
    """Return a page in which links to what it does not hold are text.

    A deck without its list of sources keeps their ids, as small print.
    """
    ids = set(ID.findall(html))
    parts, end = [], 0
    for link in INNER_LINK.finditer(html):
        before, text = html[end : link.start()], link[0]
        if link["id"] not in ids:
            text = link["text"]
            if link["id"].startswith("src-"):
                text = f'<span class="cite">{text}</span>'
                # The id stays beside the last word of its sentence.
                if before[-1:].isspace():
                    before = f"{before.rstrip()}&nbsp;"
        parts += [before, text]
        end = link.end()
    return "".join([*parts, html[end:]])


def mend_table(table: Any, soup: BeautifulSoup) -> None:
    """Give headers their scope, much text room; let the keyboard scroll it."""
    del table["border"]
    for header in table.find_all("th"):
        if not header.get_text(strip=True):
            header.name = "td"
            del header["scope"]
        else:
            header["scope"] = "col" if header.find_parent("thead") else "row"
    align(table)
    for cell in table.find_all(["td", "th"]):
        text = cell.get_text(strip=True)
        if len(text) > LONG_TEXT:
            add_class(cell, "long")
        elif SHORT_CODE.fullmatch(text) or is_short_header(cell, text):
            add_class(cell, "short")
    if not table.find_parent(class_="table"):
        caption = table.caption.get_text(strip=True) if table.caption else UNNAMED
        group = {"class": "table", "role": "group", "tabindex": "0"}
        table.wrap(soup.new_tag("div", attrs=group | {"aria-label": caption}))


def is_short_header(cell: Any, text: str) -> bool:
    """Say whether a column has a name like "as of", which would break into words."""
    is_brief = " " in text and len(text) <= SHORT_HEADER
    return is_brief and cell.find_parent("thead") is not None


def align(table: Any) -> None:
    """Say of the table, not of each cell, that texts stand on the left.

    A table of ours says it of each text, because JupyterLab sets cells to the right.
    """
    cells = table.find_all(["td", "th"])
    styles = {cell.get("style") for cell in cells} - {None}
    if not styles or not all(LEFT.fullmatch(style) for style in styles):
        return
    add_class(table, "texts")
    for cell in [*cells, *table.find_all("caption")]:
        if cell.get("style"):
            del cell["style"]
        elif cell.name != "caption" and cell.get_text(strip=True):
            add_class(cell, "amount")


def add_class(element: Any, name: str) -> None:
    """Give an element one more class."""
    element["class"] = [*element.get("class", []), name]


def check_image(image: Any, cell_id: str) -> None:
    """Raise Problem when a picture comes from elsewhere or says nothing in words."""
    if not image.get("src", "").startswith("data:image/"):
        raise Problem(
            f"cell {cell_id}: a picture would be fetched from {image.get('src')}; "
            "put it into the lesson as an attachment."
        )
    if not image.get("alt", "").strip():
        raise Problem(
            f'cell {cell_id}: a picture has no text alternative; add alt="…" that '
            "says what it shows."
        )


def keep_attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute, None for an address that nothing may have.

    A picture is inside the page, and nothing else is: our parser may have overlooked
    one in a comment that a browser ends earlier.
    """
    address = NOT_READ.sub("", value).lower()
    if name == "src":
        return value if tag == "img" and address.startswith("data:image/") else None
    return None if name == "href" and address.startswith("data:") else value


@cache
def make_cleaner() -> nh3.Cleaner:
    """Return the cleaner; it can be used again."""
    return nh3.Cleaner(
        tags=set(TAGS.split()),
        attributes={"*": set(ATTRIBUTES.split())},
        generic_attribute_prefixes={"aria-"},
        attribute_filter=keep_attribute,
        url_schemes={"http", "https", "mailto", "tel", "data"},
        filter_style_properties={"text-align", "white-space"},
        link_rel=None,
    )
