"""Give a sheet room for a hand: blanks, lines, high empty cells, boxes to tick."""

import re
from functools import lru_cache

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import AttributeValueList

from workshop.messages import get_language, look_up, tr

BLANK = re.compile(r"_{4,}")
# Markdown would take a row of underscores for a rule across the page.
SHORT, LONG, TICK = "\ue000", "\ue001", "\u2610"
MARK = re.compile(f"([{SHORT}{LONG}{TICK}])")
END = re.compile(rf"\s*[{SHORT}{LONG}]\s*\.?$")
LONGEST_SHORT = 7
# After a question a hand writes a sentence of some 25 words, after a colon less.
QUESTION_LINES, COLON_LINES = 2, 1
# After so few letters the line begins beside them.
LONGEST_LABEL = 48
# The header over whole sentences; one empty row under a header is for pictures.
PLAN = "Our answer"
PICTURE_ROWS = 2
MOST_KEPT = 1000
ROOMY = ["table", "ul", "ol", "pre"]


def mark_blanks(source: str) -> str:
    """Return Markdown in which each row of underscores is one letter."""
    return BLANK.sub(
        lambda found: SHORT if len(found[0]) <= LONGEST_SHORT else LONG, source
    )


def make_room(html: str) -> str:
    """Return the HTML of a sheet (its blanks marked) with room to write."""
    return _make_room(html, get_language())


@lru_cache(maxsize=MOST_KEPT)
def _make_room(html: str, language: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for table in soup.find_all("table"):
        open_cells(table)
    for block in soup.find_all(["p", "li"]):
        if not block.find(["p", "ul", "ol"]):
            add_lines(block, soup)
    for text in list(soup.find_all(string=MARK)):
        parts = [draw(part, soup) for part in MARK.split(text) if part]
        text.replace_with(*parts)
    return str(soup)


def open_cells(table: Tag) -> None:
    """Name the empty cells of a table and its rows; say how many columns it has."""
    rows = table.find_all("tr")
    columns = max(len(row.find_all(["td", "th"])) for row in rows)
    empty = [
        cell
        for row in (table.tbody.find_all("tr") if table.tbody else [])
        for cell in row.find_all("td")
        if not cell.get_text(strip=True) and not cell.find("img")
    ]
    for cell in empty:
        cell["class"] = "write"
        name_row(cell.parent)
    if empty:
        mark(table, f"columns-{min(columns, 4)}")
        if len(empty) == columns and len(rows) == PICTURE_ROWS:
            mark(table, "pictures")
        elif look_up(PLAN) in table.get_text():
            mark(table, "plan-form")


def name_row(row: Tag | None) -> None:
    """Make the words before the empty cells of a row the row's header.

    Who hears an empty cell alone does not know which question it belongs to.
    """
    first = row.find(["td", "th"]) if row else None
    if first and first.name == "td" and first.get_text(strip=True):
        first.name = "th"
        first["scope"] = "row"


def add_lines(block: Tag, soup: BeautifulSoup) -> None:
    """Give ruled lines to a paragraph or item that asks and has no room of its own."""
    text = block.get_text().strip()
    asks = text.rpartition("?")[2]
    ends = text[-1:] in (SHORT, LONG) or text[-2:-1] in (SHORT, LONG)
    before = END.sub("", text)
    if ends and not before.endswith(("=", "÷")) and is_open(block, before):
        drop_last(block)
        count = QUESTION_LINES if before.endswith("?") else COLON_LINES
    elif "?" in text and not MARK.search(asks) and not has_room(block):
        count = QUESTION_LINES
    else:
        if ends and block.parent and block.parent.name == "ul":
            lengthen_last(block)
        return
    room = soup.new_tag("span", attrs={"class": "room"})
    for _ in range(count):
        room.append(soup.new_tag("span", attrs={"class": "rule"}))
    if block.name == "p" and count == 1 and len(before) <= LONGEST_LABEL:
        put_beside(block, soup)
    block.append(room)


def put_beside(block: Tag, soup: BeautifulSoup) -> None:
    """Hold the words of a block together, so that the line can begin beside them."""
    label = soup.new_tag("span")
    for part in list(block.contents):
        label.append(part)
    block.append(label)
    block["class"] = "labelled"


def mark(table: Tag, look: str) -> None:
    """Give a table that is filled in by hand its look."""
    table["class"] = AttributeValueList(["form", look])


def is_open(block: Tag, before: str) -> bool:
    """Say whether the blank at the end asks for words rather than for a number."""
    if block.get_text().count(SHORT) + block.get_text().count(LONG) > 1:
        return False
    parent = block.parent.name if block.parent else ""
    counts = parent == "ol" and before.endswith(":")
    return not before or (before.endswith(("?", ":", ".")) and not counts)


def has_room(block: Tag) -> bool:
    """Say whether a table, a list or a picture to write in follows the block."""
    if block.name == "li":
        return False
    following = block.find_next_sibling()
    if following is None:
        return False
    return following.name in ROOMY or following.find("table") is not None


def drop_last(block: Tag) -> None:
    """Take the last blank out of a block, with the full stop after it."""
    last = list(block.find_all(string=MARK))[-1]
    at = max(last.rfind(SHORT), last.rfind(LONG))
    last.replace_with(NavigableString(last[:at].rstrip()))


def lengthen_last(block: Tag) -> None:
    """Make the last blank of a block a long one: words are written there."""
    last = list(block.find_all(string=MARK))[-1]
    at = max(last.rfind(SHORT), last.rfind(LONG))
    last.replace_with(NavigableString(f"{last[:at]}{LONG}{last[at + 1 :]}"))


def draw(part: str, soup: BeautifulSoup) -> Tag | NavigableString:
    """Return a piece of text, a blank or a box to tick as a part of the page."""
    if part == TICK:
        attrs = {"class": "tick", "role": "img", "aria-label": tr("Box to tick")}
        return soup.new_tag("span", attrs=attrs)
    if part in (SHORT, LONG):
        size = "blank" if part == SHORT else "blank long-blank"
        blank = soup.new_tag("span", attrs={"class": size})
        hidden = soup.new_tag("span", attrs={"class": "visually-hidden"})
        hidden.string = tr("(blank)")
        blank.append(hidden)
        return blank
    return NavigableString(part)
