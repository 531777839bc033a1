"""What can be said of lessons, tables and courses before any of them runs."""

from contextlib import suppress
from pathlib import Path

from scripts.contract import checks, feedback, titles, unwritten, words
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.lessons.courses import read_course, read_library
from scripts.lessons.cutting import cut
from scripts.lessons.lesson import Lesson
from scripts.lessons.listing import list_courses
from scripts.lessons.notebooks import read_notebook
from scripts.lessons.worksheets import make_worksheet
from scripts.tables import checks as table_checks


def find_faults(lessons: list[Path], root: Path = ROOT) -> list[str]:
    """Return what is wrong with tables, lessons, their rules and courses; no kernel."""
    faults = find_in_tables(root)
    for path in lessons:
        faults += find_in_lesson(path)
    return faults or find_in_courses(root)


def find_in_tables(root: Path = ROOT) -> list[str]:
    """Return what is wrong with the tables."""
    return table_checks.find_faults(
        root / "data", [words.find_in_table, titles.find_in_table]
    )


def find_in_lesson(path: Path, ran: bool = False) -> list[str]:
    """Return what is wrong with one lesson and the rules of its exercises."""
    try:
        notebook = read_notebook(path)
        faults = checks.find_faults(notebook, path, ran)
        with suppress(Problem):  # rules that cannot be read are told of already
            faults += feedback.find_faults(Lesson(notebook, path))
    except Problem as problem:
        return [str(problem)]
    return [*faults, *unwritten.find_in_feedback(path)]


def find_in_courses(root: Path = ROOT) -> list[str]:
    """Return what is wrong with the courses and what they cut."""
    courses, faults = list_courses(root=root), []
    library = read_library(root) if courses else []
    for path in courses:
        try:
            make_worksheet(cut(read_course(path, library), library), path.name)
        except Problem as problem:
            faults.append(str(problem))
    return faults
