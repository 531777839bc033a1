"""Signs: cards for the tables, sheets for door and walls.

``signs.md`` holds those of every course. ``signs-ID.md`` holds what a talk or an
energiser needs that the course has: ID is the id of its cell. A part <!-- paper --> is
a card, four on a sheet; a part <!-- slide --> is a sheet of its own.
"""

import html
import re

from scripts.kit.topic import Topic
from scripts.kit.writing import make_room, mark_blanks
from scripts.lessons import words
from scripts.lessons.cells import get_tags

ON_A_SHEET = 4
# Of one card or two, as "stuck" and "done", each sheet holds copies.
FEW = 2
# "YES" and "NO" hang on a wall and are held up: so few letters can be large.
FAR = 5

HEADING = re.compile(r"<h\d[^>]*>(.*?)</h\d>", re.DOTALL)

Card = tuple[str, bool, bool, int]


def fill_signs(topic: Topic) -> dict:
    """Return the cards, four places a sheet, and what hangs on doors and walls.

    A card is its HTML, whether it is the first of its kind, whether it is read from
    far, and how many letters its longest word has; None is empty. What hangs on a door
    or a wall is its HTML and these letters.
    """
    sheets: list[list[Card | None]] = []
    doors: list[tuple[str, int]] = []
    for path in list_files(topic):
        cells = words.read_words(path, f"w-{path.stem}")
        cards = [cell for cell in cells if "paper" in get_tags(cell)]
        sheets += lay_out([draw(topic, cell) for cell in cards])
        whole = [draw(topic, cell) for cell in cells if "paper" not in get_tags(cell)]
        doors += [(sign, count_letters(sign)) for sign in whole]
    return {"sheets": sheets, "doors": doors}


def list_files(topic: Topic) -> list:
    """List the files with the signs of a course, those of every course first."""
    shown = {cell["id"] for cell in topic.cells}
    own = [
        path
        for name, path in sorted(words.list_words(topic.path).items())
        if name.startswith(words.SIGNS_OF) and name[len(words.SIGNS_OF) :] in shown
    ]
    return [words.find_words(topic.path, words.SIGNS), *own]


def draw(topic: Topic, cell: dict) -> str:
    """Return a sign as HTML, with room to write."""
    return make_room(topic.to_html(mark_blanks(cell["source"]), cell["id"]))


def lay_out(cards: list[str]) -> list[list[Card | None]]:
    """Return the sheets of four places; of few cards each gets two."""
    copies = ON_A_SHEET // FEW if len(cards) <= FEW else 1
    places = [
        (card, copy == 0, is_far(card), count_letters(card))
        for card in cards
        for copy in range(copies)
    ]
    rest = -len(places) % ON_A_SHEET
    filled = [*places, *[None] * rest]
    return [filled[at : at + ON_A_SHEET] for at in range(0, len(filled), ON_A_SHEET)]


def is_far(card: str) -> bool:
    """Say whether a card is one short word."""
    text = re.sub(r"<[^>]*>", "", card).strip()
    return len(text) <= FAR and len(text.split()) == 1


def count_letters(sign: str) -> int:
    """Count the letters of the longest word of a heading: it has to fit its line.

    A number belongs to the word after it: "6 Systemic".
    """
    heading = HEADING.search(sign)
    text = html.unescape(re.sub(r"<[^>]*>", "", heading[1])) if heading else ""
    words = re.findall(r"\d+ \S+|\S+", text)
    return max(map(len, words), default=1)
