"""Say in which language a text stands, so that a screen reader speaks it right.

Titles of sources in other languages carry their ``lang`` everywhere. On a translated
page, what is not translated yet stands in English and says so.
"""

import csv
import re
import string
from functools import cache
from html import escape, unescape

from scripts.door.files import ROOT
from scripts.languages.project import Project
from workshop.messages import OURS, tr

# Where texts stand, and the columns of a text and of its language.
TABLES = (
    ("titles", "title", "language_code"),
    ("resources", "title", "language_code"),
    ("definitions", "definition_quote", "quote_language"),
)
# What stands alone in an element: the cell of a table, a link, a paragraph.
ALONE = re.compile(r"<(?P<tag>a|td|th)\b(?P<rest>[^>]*)>(?P<text>[^<>]+)</(?P=tag)>")
BLOCK = re.compile(
    r"<(?P<tag>a|p|td|th|caption|dt|dd|summary|li|h[1-6]|strong)\b(?P<rest>[^>]*)>"
    r"(?P<text>(?:[^<>]|</?(?:code|em|strong)\b[^>]*>)+?)</(?P=tag)>"
)
# The same with all that may stand within, where only a part of it is English.
MIXED = re.compile(
    r"(?P<open><(?P<tag>p|td|th|dd|summary|li|h[1-6])\b(?![^>]* lang=)[^>]*>)"
    r"(?P<inner>(?:[^<]|<(?!/?(?:p|td|th|dd|summary|li|ul|ol|table|div|h[1-6])\b))+)"
    r"(?=</(?P=tag)>)"
)
INNER_TAG = re.compile(r"(<[^>]+>)")
SENTENCES = re.compile(r"(?<=[.!?:…])(\s+)")
MOST = 3  # sentences of one message
# What Markdown and HTML add to the words of a message.
MARKS = re.compile(r"<[^>]+>|[`*]|\]\([^)]*\)|\[(?=[^\]]*\]\()")
MARKED = re.compile(r'<(?!html|a )[a-z0-9]+\b[^>]* lang="en"')
# Where the notice of a draft follows: the front door's words, a deck's title, the name
# of the course.
FRONT = re.compile(r'<header class="front">.*?</p>(?=\s*</header>)', re.DOTALL)
TITLE = re.compile(r'<p class="course"[^>]*>.*?</h[12]>', re.DOTALL)
PLACE = re.compile(r'<p class="course"[^>]*>.*?</p>', re.DOTALL)
DECK = 'class="reveal"'
IDS = '<a href="#passages" id="passages">{}</a>'
_building: list[Project] = []


def build_in(project: Project | None) -> None:
    """Say in which language the pages that follow are built; None is English."""
    _building[:] = [project] if project else []
    read_open.cache_clear()


def mark_languages(html: str) -> str:
    """Return a page in which texts in other languages than its own carry ``lang``."""

    def mark(element: re.Match) -> str:
        return set_language(element, known.get(unescape(element["text"]).strip()))

    known = read_titles() if _building else read_languages()
    html = ALONE.sub(mark, html)
    return mark_open(html) if _building else html


def set_language(element: re.Match, language: str | None) -> str:
    """Return an element with its language, unless it has one or needs none."""
    if not language or " lang=" in element["rest"]:
        return element[0]
    return element[0].replace(">", f' lang="{escape(language)}">', 1)


def mark_open(html: str) -> str:
    """Mark what stands in English on a translated page, and say how much it is."""

    def mark(element: re.Match) -> str:
        text = strip_marks(unescape(re.sub(r"<[^>]+>", "", element["text"])))
        return set_language(element, OURS if is_open(text) else None)

    html = MIXED.sub(mark_mixed, BLOCK.sub(mark, html))
    count = len(MARKED.findall(html))
    deck = DECK in html
    front = FRONT.search(html)
    place = front or (TITLE if deck else PLACE).search(html)
    if not place:
        return html
    notice = write_notice(count, "" if front else DECK if deck else IDS)
    return f"{html[: place.end()]}\n{notice}{html[place.end() :]}"


def mark_mixed(element: re.Match) -> str:
    """Return an element in which the sentences that are open are marked as English."""
    made: list[str] = []
    spoken: list[bool] = []
    for part in INNER_TAG.split(element["inner"]):
        if part.startswith("</"):
            spoken = spoken[:-1]
        elif part.startswith("<"):
            if not part.startswith(("<br", "<wbr", "<img", "<input")):
                spoken.append(" lang=" in part or part.startswith("<code"))
        elif not any(spoken):
            part = mark_sentences(part)
        made.append(part)
    return element["open"] + "".join(made)


def mark_sentences(text: str) -> str:
    """Mark those sentences of a text that are messages nobody has translated."""
    parts = SENTENCES.split(text)
    made, place = [], 0
    while place < len(parts):
        end = find_end(parts, place)
        said = "".join(parts[place : end or place + 1])
        bare = said.strip()
        if end:
            said = said.replace(bare, f'<span lang="{OURS}">{bare}</span>')
        place = end or place + 1
        made += [said, *parts[place : place + 1]]  # and the space behind it
        place += 1
    return "".join(made)


def find_end(parts: list[str], place: int) -> int:
    """Find where an open message ends that begins at a sentence; 0: there is none.

    The shortest counts: a blank at the end of a message would take all that follows.
    """
    for end in range(place + 1, min(place + 2 * MOST, len(parts) + 1), 2):
        bare = "".join(parts[place:end]).strip()
        if " " in bare and is_open(strip_marks(unescape(bare))):
            return end
    return 0


def write_notice(count: int, ids: str) -> str:
    """Write that the translation is a draft, and how many passages are English.

    ``ids`` tells where they stand: at the foot of each slide, or where one asks.
    """
    parts = [
        write_sentence(
            "Draft translation: tell us what is wrong, with the id of the passage."
        )
    ]
    if count:
        said = tr(
            "{n} passage is not translated yet and stands in English.",
            "{n} passages are not translated yet and stand in English.",
            n=count,
        )
        parts.append(mark_sentence(said, "{n} passage is not translated yet"))
    if ids == DECK:
        parts.append(write_sentence("On a slide the id stands beside its number."))
    if ids == IDS:
        parts.append(IDS.format(write_sentence("Show the ids")))
    return f'<p class="draft">{" ".join(parts)}</p>'


def write_sentence(text: str) -> str:
    """Write a sentence of the page, marked when it is English."""
    return mark_sentence(tr(text), text)


def mark_sentence(said: str, text: str) -> str:
    """Mark a sentence when it is not translated."""
    project = _building[0]
    known = any(one.startswith(text) for one in project.texts)
    return escape(said) if known else f'<span lang="en">{escape(said)}</span>'


def is_open(text: str) -> bool:
    """Say whether a text is a message that is not translated, its blanks filled."""
    plain, patterns = read_open()
    if text in plain:
        return True
    return any(word in text and known.fullmatch(text) for word, known in patterns)


def strip_marks(text: str) -> str:
    """Return the words of a message as a page shows them."""
    return " ".join(MARKS.sub("", text).split())


@cache
def read_open() -> tuple[frozenset[str], tuple[tuple[str, re.Pattern], ...]]:
    """Return the messages that are open, and patterns of those with blanks.

    Beside each pattern stands its longest part, which is quickly looked for.
    """
    plain, patterns = [], []
    for text in _building[0].open_texts:
        if "{" not in text:
            plain.append(strip_marks(text))
            continue
        try:
            found = string.Formatter().parse(strip_marks(text))
            parts = [part for part, *_ in found]
        except ValueError:
            continue
        if sum(map(len, parts)) > 4:
            pattern = ".*".join(map(re.escape, parts))
            known = re.compile(pattern + (".*" if text.endswith("}") else ""))
            patterns.append((max(parts, key=len), known))
    return frozenset(plain), tuple(patterns)


def read_languages() -> dict[str, str]:
    """Map titles and quotations that are not in English to their language codes."""
    return {text: one for text, one in read_titles().items() if one != OURS}


@cache
def read_titles() -> dict[str, str]:
    """Map titles and quotations to their language codes, where these are known."""
    return {
        row[text]: row[language]
        for table, text, language in TABLES
        for row in read_table(table)
        if row[language]
    }


def read_table(name: str) -> list[dict[str, str]]:
    """Read the rows of a table as text."""
    with open(ROOT / f"data/{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
