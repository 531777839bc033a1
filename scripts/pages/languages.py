"""Say in which language a title stands, so that a screen reader speaks it right."""

import csv
import re
from functools import cache
from html import escape, unescape

from scripts.door.files import ROOT

OURS = "en"
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
    """Map the titles of resources that are not in English to their language codes."""
    with open(ROOT / "data/resources.csv", encoding="utf-8", newline="") as file:
        return {
            row["title"]: row["language_code"]
            for row in csv.DictReader(file)
            if row["language_code"] not in ("", OURS)
        }
