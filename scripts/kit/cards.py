"""Case cards to cut: A6, four to a sheet, the limit of each case on its back."""

import re

from scripts.kit.topic import Topic
from scripts.lessons.cells import get_tags
from workshop import data
from workshop.messages import look_up
from workshop.note import KOSOVO, KOSOVO_NOTE
from workshop.wording import NOT_KNOWN, is_missing

CARD = re.compile(r'data\.card\("(?P<id>\w+)"\)(?:,\s*caption="(?P<title>[^"]+)")?')
NUMBERED = re.compile(r"\w+ \d+\b")
# Two columns of two cards; turned over its long edge, left and right change places.
ON_A_SHEET, COLUMNS = 4, 2
# One card or two would leave most of a sheet empty: it holds several sets of them.
FEW = 2


def fill_cards(topic: Topic) -> dict:
    """Return the fronts and backs, sheet by sheet; a place without a card is None."""
    cards = [make_card(*one) for one in list_shown(topic.cells).items()]
    return {"sides": lay_out(cards), "count": len(cards)}


def count_sets(cards: int) -> int:
    """Count the sets that printing so many cards once gives; 0: there is no card."""
    return ON_A_SHEET // cards if 0 < cards <= FEW else min(cards, 1)


def list_shown(cells: list[dict]) -> dict[str, str]:
    """Map the cases that cells show as cards to the titles of the cards."""
    titles: dict[str, str] = {}
    for cell in cells:
        if cell["cell_type"] == "code" and "check" not in get_tags(cell):
            for found in CARD.finditer(cell["source"]):
                title = found["title"] or ""
                name = title if NUMBERED.match(title) else found["id"]
                titles.setdefault(found["id"], name)
    return titles


def make_card(case_id: str, title: str) -> dict:
    """Return one case: its title, what the front says, its limit and the note."""
    rows = data.card(case_id)
    front = {
        look_up(label): write_text(value)
        for label, value in rows.items()
        if label not in ("name", "limit")
    }
    text = f"{case_id} {' '.join(front.values())} {rows['name']} {rows['limit']}"
    note = look_up(KOSOVO_NOTE) if KOSOVO.search(text) else ""
    limit = write_text(rows["limit"])
    return {
        "id": case_id,
        "title": title,
        "name": write_text(rows["name"]),
        "rows": front,
        "limit": limit,
        "note": note,
    }


def write_text(value: object) -> str:
    """Write a field of a card in the language of the page."""
    return look_up(NOT_KNOWN if is_missing(value) else str(value))


def lay_out(cards: list[dict]) -> list[tuple[str, list[dict | None]]]:
    """Return the sides to print, a front and its back in turn, four places each."""
    sides = []
    copies = cards * (count_sets(len(cards)) - 1)
    places = [*cards, *[card | {"again": True} for card in copies]]
    for first in range(0, len(places), ON_A_SHEET):
        group = places[first : first + ON_A_SHEET]
        front = [*group, *[None] * (ON_A_SHEET - len(group))]
        rows = [front[at : at + COLUMNS] for at in range(0, ON_A_SHEET, COLUMNS)]
        back = [card for row in rows for card in reversed(row)]
        sides += [("front", front), ("back", back)]
    return sides
