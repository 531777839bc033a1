"""Make the participants' worksheets from the lessons and the courses."""

import copy
from pathlib import Path

from nbformat import NotebookNode

from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.lessons.courses import read_course, read_library
from scripts.lessons.cutting import cut
from scripts.lessons.lesson import read_once
from scripts.lessons.listing import list_courses, list_lessons, place_worksheet
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
    metadata = copy.deepcopy(notebook.metadata)
    worksheet = NotebookNode(notebook | {"metadata": metadata})
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


def write_course_worksheets(courses: list[Path], root: Path = ROOT) -> int:
    """Write the worksheets of courses; count changes. Raises Problem."""
    library = read_library(root)
    changed = 0
    for path in courses:
        sheet = make_worksheet(
            cut(read_course(path, library), library), name_file(path)
        )
        changed += write_notebook(place_worksheet(path), sheet)
    return changed


def find_faults(lessons: list[Path] | None = None, root: Path = ROOT) -> list[str]:
    """Say which worksheets are not what the lessons give.

    Without named lessons also those of courses, and strays.
    """
    everything = list_lessons(root=root)
    faults = []
    for lesson in everything if lessons is None else lessons:
        made = make_worksheet(read_once(lesson).notebook, name_file(lesson))
        faults += compare(root / "exercises" / lesson.name, made)
    if lessons is not None:
        return faults
    courses, library = list_courses(root=root), read_library(root)
    for path in courses:
        try:
            notebook = cut(read_course(path, library), library)
        except Problem as problem:
            faults.append(str(problem))
            continue
        made = make_worksheet(notebook, name_file(path))
        faults += compare(place_worksheet(path), made)
    known = {lesson.name for lesson in everything}
    known |= {place_worksheet(path).name for path in courses}
    strays = sorted((root / "exercises").glob("*.ipynb"))
    faults += [
        f"{name_file(path)}: no lesson or course has this name; delete the worksheet."
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
            return [f"{name}, cell {old.id}: it is not what the lessons give; {MEND}."]
    return [f"{name}: it is not what the lessons give; {MEND}."]
