"""The words of a course that belong to no lesson: Markdown files, read as cells.

A comment on a line of its own begins a part: ``<!-- slide -->``, ``<!-- note -->``,
``<!-- text -->``, ``<!-- worksheet -->`` or ``<!-- paper -->``. CONTRIBUTING.md says
who sees which.
"""

import re
from collections import Counter
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from scripts.door.errors import Problem
from scripts.lessons.cells import is_heading
from scripts.lessons.notebooks import name_file
from scripts.lessons.products import WORKSHEET

PART = re.compile(r"^<!-- (\w+) -->[ \t]*$", re.MULTILINE)
PARTS = ("slide", "note", "text", "worksheet", "paper")
TAGS = {"note": ["facilitator"], "paper": ["paper"], "worksheet": [WORKSHEET]}
QUESTIONS = "learning-check"
START = "how-to-work"
CANVAS, SIGNS = "canvas", "signs"
# What a talk or an energiser needs to hang up or hold: "signs-" and the id of its cell.
SIGNS_OF = "signs-"
# What a course names by another key, or always has.
RESERVED = (
    *(QUESTIONS, START, CANVAS, SIGNS),
    *("check-before", "check-after", "break", "lunch"),
)


def list_folders(course: Path) -> list[Path]:
    """List where the words of a course may lie: beside it, then ours."""
    beside = course.parent / "words"
    return list(dict.fromkeys([beside, course.parent.parent / "courses/words"]))


def list_words(course: Path) -> dict[str, Path]:
    """Map the names of the words that a course may use to their files."""
    folders = reversed(list_folders(course))
    paths = [path for folder in folders for path in sorted(folder.glob("*.md"))]
    return {path.stem: path for path in paths}


def list_names(course: Path) -> list[str]:
    """List the words that a block may name with ``words``."""
    return [
        name
        for name in list_words(course)
        if name not in RESERVED and not name.startswith(SIGNS_OF)
    ]


def find_words(course: Path, name: str) -> Path:
    """Return the file of words; raise Problem when there is none."""
    try:
        return list_words(course)[name]
    except KeyError:
        raise Problem(
            f"courses/words/{name}.md is missing. Take it from git again."
        ) from None


def read_words(path: Path, base: str, minutes: int | None = None) -> list[NotebookNode]:
    """Return the cells of a file of words; ``base`` begins their ids.

    ``minutes`` go to the heading. Raises Problem when the parts are not in order.
    """
    source = path.read_text(encoding="utf-8")
    before, *pieces = PART.split(source)
    parts = list(zip(pieces[::2], pieces[1::2], strict=True))
    name = name_file(path)
    if before.strip() or not parts:
        raise Problem(f"{name}: begin the file with a part, such as <!-- slide -->.")
    cells = []
    seen: Counter[str] = Counter()
    for kind, text in parts:
        if kind not in PARTS:
            raise Problem(
                f"{name}: the part <!-- {kind} --> is unknown; use {', '.join(PARTS)}."
            )
        if not text.strip():
            raise Problem(f"{name}: the part <!-- {kind} --> is empty; fill it.")
        seen[kind] += 1
        cells.append(make_cell(kind, text.strip(), base, seen[kind]))
    if minutes is None:
        return cells
    if cells[0].id != base or not is_heading(cells[0]):
        raise Problem(f'{name}: the first part is a slide that begins with "## ".')
    cells[0].metadata["minutes"] = minutes
    return cells


def make_cell(kind: str, text: str, base: str, number: int) -> NotebookNode:
    """Return one part as a cell: ``w-welcome``, ``w-welcome-note``, ``-note-2``."""
    words = ["" if kind == "slide" else f"-{kind}", f"-{number}" if number > 1 else ""]
    metadata: dict = {"tags": TAGS[kind]} if kind in TAGS else {}
    if kind == "slide":
        slide_type = "slide" if number == 1 else "subslide"
        metadata["slideshow"] = {"slide_type": slide_type}
    return new_markdown_cell(text, id=base + "".join(words), metadata=metadata)
