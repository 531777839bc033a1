"""Give the box of a table its name: a caption, or the heading that stands before it.

Who goes from table to table with a key hears the name alone; "Table" says nothing.
"""

import re
from collections import Counter
from html import escape, unescape

from workshop.messages import tr

UNNAMED = "Table"  # what the cleaner calls a table that has no caption
HIDDEN = re.compile(r'<(\w+)\b[^>]*\baria-hidden="true"[^>]*>.*?</\1>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")
# "Exercise 1.1 · ●● fill a blank · core" is called "Exercise 1.1".
FACTS = " · "


def name_tables(html: str) -> str:
    """Return a page whose tables without a caption are named after their heading."""
    names = "|".join({UNNAMED, re.escape(escape(tr(UNNAMED)))})
    places = re.compile(
        r"<h(?P<level>[1-6])\b[^>]*>(?P<text>.{0,2000}?)</h(?P=level)>"
        rf'|(?P<box> aria-label=)"(?:{names})"',
        re.DOTALL,
    )
    heading = ""
    used: Counter = Counter()

    def name(found: re.Match) -> str:
        nonlocal heading
        if not found["box"]:
            heading = read_words(found["text"]) or heading
            return found[0]
        used[heading] += 1
        return f'{found["box"]}"{escape(write_name(heading, used[heading]))}"'

    return places.sub(name, html)


def read_words(markup: str) -> str:
    """Return the words of a heading that are heard, without the facts behind them."""
    words = " ".join(unescape(TAG.sub("", HIDDEN.sub("", markup))).split())
    return words.partition(FACTS)[0]


def write_name(heading: str, number: int) -> str:
    """Write the name of the n-th table below a heading."""
    if not heading:
        return tr(UNNAMED)
    if number == 1:
        return tr("Table: {heading}", heading=heading)
    return tr("Table {n}: {heading}", n=number, heading=heading)
