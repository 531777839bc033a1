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
from workshop.messages import tr

HEADING = re.compile(r"^#+ (?P<title>.+?)(?: · .*)?$", re.MULTILINE)


def make_time_note(block: Block, base: str, section: list[dict]) -> NotebookNode:
    """Return the note that says when a block is; ``section`` is [] for words."""
    text = " ".join([write_clock(block), *compare(block, section)])
    metadata = {"tags": ["facilitator"]}
    return new_markdown_cell(text, id=f"c-time-{base}", metadata=metadata)


def write_clock(block: Block) -> str:
    """Write when a block begins and ends."""
    return tr(
        "**Facilitator. {start} to {end}, {n} minute.**",
        "**Facilitator. {start} to {end}, {n} minutes.**",
        start=block.clock,
        end=courses.write_time(block.end),
        n=block.minutes,
    )


def compare(block: Block, section: list[dict]) -> list[str]:
    """Say how a section differs from the one in its lesson, in sentences."""
    if not section:
        return []
    said = []
    own = get_minutes(section[0])
    if own != block.minutes:
        said.append(
            tr(
                "In its lesson this section has {n} minute, and the notes count it.",
                "In its lesson this section has {n} minutes, and the notes count "
                "those.",
                n=own,
            )
        )
    gone = name_left_out(block, section)
    if gone:
        said.append(tr("Left out here: {names}.", names=", ".join(gone)))
    more = block.minutes - courses.count_minutes(section, block.without)
    if more > 0 and gone:
        said.append(
            tr(
                "For the rest you have {n} minute more: give it to writing and "
                "questions.",
                "For the rest you have {n} minutes more: give them to writing and "
                "questions.",
                n=more,
            )
        )
    elif more > 0:
        said.append(
            tr(
                "You have {n} minute more: give it to writing and questions.",
                "You have {n} minutes more: give them to writing and questions.",
                n=more,
            )
        )
    elif more < 0 and gone:
        said.append(
            tr(
                "For the rest you have {n} minute less: shorten what you show and what "
                "people type, and keep the talk.",
                "For the rest you have {n} minutes less: shorten what you show and "
                "what people type, and keep the talk.",
                n=-more,
            )
        )
    elif more < 0:
        said.append(
            tr(
                "You have {n} minute less: shorten what you show and what people type, "
                "and keep the talk.",
                "You have {n} minutes less: shorten what you show and what people "
                "type, and keep the talk.",
                n=-more,
            )
        )
    return said


def name_left_out(block: Block, section: list[dict]) -> list[str]:
    """Name the exercises, and the titles of the talks, that a block leaves out."""
    names = []
    for cell in courses.list_left_out(section, block.without):
        exercise, tags = find_exercise(cell), get_tags(cell)
        if "task" in tags:
            if "q" in (exercise or ""):
                names.append(tr("question {id}", id=exercise))
            else:
                names.append(tr("exercise {id}", id=exercise))
        elif "talk" in tags and "paper" not in tags:
            found = HEADING.search(cell["source"])
            names.append(f'"{found["title"]}"' if found else tr("a talk"))
    return names


def add_time(block: Block, cells: list[Any], section: Iterable[dict] = ()) -> list:
    """Return the cells of a block with a note on its time behind the first one."""
    note = make_time_note(block, cells[0]["id"], list(section))
    return [cells[0], note, *cells[1:]]
