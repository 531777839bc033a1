"""What somebody has still to write: the places that ``new`` has marked."""

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.contract import Faults
from scripts.lessons.feedback import find_rules, name_feedback
from scripts.lessons.lesson import Lesson

MARK = "TO WRITE"
MARKED = re.compile(rf"{MARK}:?\s*(?P<what>[^\n\"|]*)")


def check_written(lesson: Lesson) -> Faults:
    """No cell holds a place that is still to be written."""
    for cell in lesson.cells:
        for found in MARKED.finditer(cell["source"]):
            yield cell["id"], describe(found)


def find_in_feedback(lesson: Path) -> Iterator[str]:
    """Find what is still to be written in the rules of a lesson: file and line."""
    path = find_rules(lesson)
    if not path.is_file():
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        for found in MARKED.finditer(line):
            yield f"{name_feedback(path)}, line {number}: {describe(found)}"


def describe(found: re.Match) -> str:
    """Say what a mark asks for."""
    what = found["what"].strip().rstrip(".")
    return f"still to be written: {what}." if what else "still to be written."


CHECKS = [check_written]
