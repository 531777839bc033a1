"""Signs: the cards "stuck" and "done" for the tables, and the sign for the door."""

from scripts.kit.topic import Topic
from scripts.kit.writing import make_room, mark_blanks
from scripts.lessons import words

CARDS = 2  # the first signs of the file are cards, two of each on a sheet


def fill_signs(topic: Topic) -> dict:
    """Return the HTML of the cards, and of what hangs on the door."""
    path = words.find_words(topic.path, words.SIGNS)
    cells = words.read_words(path, "w-signs")
    signs = [
        make_room(topic.to_html(mark_blanks(cell.source), cell.id)) for cell in cells
    ]
    return {"cards": signs[:CARDS], "doors": signs[CARDS:]}
