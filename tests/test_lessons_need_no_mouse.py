"""Nobody is told to do something by mouse, by colour or in a terminal alone."""

import re

from conftest import every_lesson
from small_lesson import text

from scripts.lessons.notebooks import read_notebook

# A mouse is named beside a key: "with the arrow-down key or with the mouse".
MOUSE = r"\b(?:double[ -])?click|\bmouse\b|\btap\b"
KEY = r"\bkeys?\b|\bEnter\b|\bTab\b|\bkeyboard\b"
COLOUR = r"\b(?:grey|gray|red|green|blue|dark|coloured) (?:box|bar|cell|line|button)"
TERMINAL = r"\bpython3?\b \S|\bpip install|run\.py|\bterminal\b"


def find_commands(cells):
    """Yield each sentence that only a mouse, an eye for colour or a terminal can do."""
    for cell in cells:
        if cell.cell_type != "markdown":
            continue
        for sentence in re.split(r"(?<=[.!?:])\s+(?=[A-Z*])", cell.source):
            told = re.search(MOUSE, sentence, re.IGNORECASE)
            by_mouse = told and not re.search(KEY, sentence)
            if by_mouse or re.search(f"{COLOUR}|{TERMINAL}", sentence):
                yield cell.id, sentence


@every_lesson
def test_a_lesson_can_be_done_from_the_keyboard_and_without_a_terminal(lesson):
    assert list(find_commands(read_notebook(lesson).cells)) == []


def test_what_needs_a_mouse_a_colour_or_a_terminal_is_found():
    told = [
        "Click into the cell.",
        "Open it with a double click.",
        "Run each grey box.",
        "Type `python3 scripts/run.py open`.",
    ]
    found = find_commands([text("a", sentence) for sentence in told])
    assert [sentence for _, sentence in found] == told
    fine = "Go there with the arrow keys or with the mouse. A red face is no box."
    assert list(find_commands([text("a", fine)])) == []
