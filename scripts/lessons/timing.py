"""What a facilitator hears about the clock of a block, before its other notes.

The notes of a section count the minutes that it has in its lesson. A course may give it
others and leave parts of it out; this note says so.
"""

import re
from collections.abc import Iterable
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from scripts.lessons import courses
from scripts.lessons.cells import get_minutes, get_tags
from scripts.lessons.courses import Block
from scripts.lessons.lesson import find_exercise

HEADING = re.compile(r"^#+ (?P<title>.+?)(?: · .*)?$", re.MULTILINE)


def make_time_note(block: Block, base: str, section: list[dict]) -> NotebookNode:
    """Return the note that says when a block is; ``section`` is [] for words."""
    text = " ".join([write_clock(block), *compare(block, section)])
    metadata = {"tags": ["facilitator"]}
    return new_markdown_cell(text, id=f"c-time-{base}", metadata=metadata)


def write_clock(block: Block) -> str:
    """Write when a block begins and ends."""
    end = courses.write_time(block.end)
    return f"**Facilitator. {block.clock} to {end}, {count(block.minutes)}.**"


def compare(block: Block, section: list[dict]) -> list[str]:
    """Say how a section differs from the one in its lesson, in sentences."""
    if not section:
        return []
    said = []
    own = get_minutes(section[0])
    if own != block.minutes:
        said.append(f"In its lesson this section has {own}, and the notes count those.")
    gone = name_left_out(block, section)
    if gone:
        said.append(f"Left out here: {', '.join(gone)}.")
    more = block.minutes - courses.count_minutes(section, block.without)
    begin = "For the rest you have" if gone else "You have"
    if more > 0:
        what = "give it" if more == 1 else "give them"
        said.append(f"{begin} {count(more)} more: {what} to writing and questions.")
    elif more < 0:
        said.append(
            f"{begin} {count(-more)} less: shorten what you show and what people type, "
            "and keep the talk."
        )
    return said


def count(minutes: int) -> str:
    """Write a number of minutes."""
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def name_left_out(block: Block, section: list[dict]) -> list[str]:
    """Name the exercises, and the titles of the talks, that a block leaves out."""
    names = []
    for cell in courses.list_left_out(section, block.without):
        exercise, tags = find_exercise(cell), get_tags(cell)
        if "task" in tags:
            kind = "question" if "q" in (exercise or "") else "exercise"
            names.append(f"{kind} {exercise}")
        elif "talk" in tags and "paper" not in tags:
            found = HEADING.search(cell["source"])
            names.append(f'"{found["title"]}"' if found else "a talk")
    return names


def add_time(block: Block, cells: list[Any], section: Iterable[dict] = ()) -> list:
    """Return the cells of a block with a note on its time behind the first one."""
    note = make_time_note(block, cells[0]["id"], list(section))
    return [cells[0], note, *cells[1:]]
