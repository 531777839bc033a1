"""What somebody has still to write: the places that ``new`` has marked."""

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.contract import Faults
from scripts.lessons.feedback import find_rules, name_feedback
from scripts.lessons.lesson import Lesson

MARK = "TO WRITE"
MARKED = re.compile(rf"{MARK}:?\s*(?P<what>(?:[^\n\"|.]|\.(?=\d))*)")
MOST_LINES = 20  # of a file of rules that are told one by one


def check_written(lesson: Lesson) -> Faults:
    """No cell holds a place that is still to be written."""
    for cell in lesson.cells:
        found = list(MARKED.finditer(cell["source"]))
        if found:
            yield cell["id"], describe(found)


def find_in_feedback(lesson: Path) -> Iterator[str]:
    """Find what is still to be written in the rules of a lesson: file and line."""
    path = find_rules(lesson)
    if not path.is_file():
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    found = {n: list(MARKED.finditer(line)) for n, line in enumerate(lines, start=1)}
    found = {number: marks for number, marks in found.items() if marks}
    if len(found) > MOST_LINES:
        numbers = ", ".join(map(str, found))
        yield f"{name_feedback(path)}: still to be written in the lines {numbers}."
        return
    for number, marks in found.items():
        yield f"{name_feedback(path)}, line {number}: {describe(marks)}"


def describe(found: list[re.Match]) -> str:
    """Say what the marks ask for."""
    whats = [what for mark in found if (what := mark["what"].strip(" ;"))]
    return f"still to be written{': ' if whats else ''}{'; '.join(whats)}."


CHECKS = [check_written]
