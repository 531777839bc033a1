"""Make the participants' worksheets from the lessons."""

import copy
from pathlib import Path

from nbformat import NotebookNode

from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.lessons.listing import list_lessons
from scripts.lessons.notebooks import (
    name_file,
    normalise,
    read_notebook,
    to_text,
    write_notebook,
)
from scripts.lessons.products import select_cells

MEND = "run refresh (a worksheet is never edited by hand: edit the lesson)"


def make_worksheet(notebook: NotebookNode, name: str) -> NotebookNode:
    """Return the worksheet of a lesson; ``name`` names the lesson in a Problem."""
    worksheet = copy.deepcopy(notebook)
    try:
        worksheet.cells = select_cells(notebook, "worksheet")
    except Problem as problem:
        raise Problem(f"{name}, {problem}") from None
    return normalise(worksheet)


def write_worksheets(lessons: list[Path] | None = None, root: Path = ROOT) -> int:
    """Write the worksheets of the lessons (of all, if none is named); count changes."""
    lessons = list_lessons(root=root) if lessons is None else lessons
    pages = {
        root / "exercises" / lesson.name: make_worksheet(
            read_notebook(lesson), name_file(lesson)
        )
        for lesson in lessons
    }
    return sum(write_notebook(path, page) for path, page in pages.items())


def find_faults(lessons: list[Path] | None = None, root: Path = ROOT) -> list[str]:
    """Say which worksheets are not what the lessons give."""
    everything = list_lessons(root=root)
    faults = []
    for lesson in everything if lessons is None else lessons:
        made = make_worksheet(read_notebook(lesson), name_file(lesson))
        faults += compare(root / "exercises" / lesson.name, made)
    known = {lesson.name for lesson in everything}
    strays = sorted((root / "exercises").glob("*.ipynb")) if lessons is None else []
    faults += [
        f"{name_file(path)}: no lesson has this name; delete the worksheet."
        for path in strays
        if path.name not in known
    ]
    return faults


def compare(path: Path, made: NotebookNode) -> list[str]:
    """Compare a worksheet with what the lesson gives, byte by byte."""
    name = name_file(path)
    if not path.is_file():
        return [f"{name}: the worksheet is missing; run refresh."]
    if path.read_bytes() == to_text(made).encode("utf-8"):
        return []
    stored = read_notebook(path)
    for old, new in zip(stored.cells, made.cells, strict=False):
        if old != new:
            return [f"{name}, cell {old.id}: it is not what the lesson gives; {MEND}."]
    return [f"{name}: it is not what the lesson gives; {MEND}."]
