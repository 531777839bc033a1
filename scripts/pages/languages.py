"""Say in which language a title stands, so that a screen reader speaks it right."""

import csv
import re
from functools import cache
from html import escape, unescape

from scripts.door.files import ROOT

OURS = "en"
# Where texts stand, and the columns of a text and of its language.
TABLES = (
    ("titles", "title", "language_code"),
    ("resources", "title", "language_code"),
    ("definitions", "definition_quote", "quote_language"),
)
# What stands alone in an element: the cell of a table, a link.
ALONE = re.compile(r"<(?P<tag>a|td|th)\b(?P<rest>[^>]*)>(?P<text>[^<>]+)</(?P=tag)>")


def mark_languages(html: str) -> str:
    """Return a page in which titles of resources in other languages carry ``lang``."""

    def mark(element: re.Match) -> str:
        language = read_languages().get(unescape(element["text"]).strip())
        if not language or " lang=" in element["rest"]:
            return element[0]
        return element[0].replace(">", f' lang="{escape(language)}">', 1)

    return ALONE.sub(mark, html)


@cache
def read_languages() -> dict[str, str]:
    """Map titles and quotations that are not in English to their language codes."""
    return {
        row[text]: row[language]
        for table, text, language in TABLES
        for row in read_table(table)
        if row[language] not in ("", OURS)
    }


def read_table(name: str) -> list[dict[str, str]]:
    """Read the rows of a table as text."""
    with open(ROOT / f"data/{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
