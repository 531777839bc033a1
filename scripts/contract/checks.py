"""Say where a lesson does not keep the contract of CONTRIBUTING.md."""

from pathlib import Path

from scripts.contract import (
    cells,
    exercises,
    links,
    minutes,
    outputs,
    prose,
    verbs,
    words,
)
from scripts.lessons.lesson import Lesson
from scripts.lessons.notebooks import name_file

CHECKS = [
    *cells.CHECKS,
    *minutes.CHECKS,
    *verbs.CHECKS,
    *exercises.CHECKS,
    *words.CHECKS,
    *prose.CHECKS,
    *links.CHECKS,
    *outputs.CHECKS,
]


def find_faults(notebook: dict, path: Path) -> list[str]:
    """Return every fault of a lesson, one sentence each: file, cell, mend."""
    lesson = Lesson(notebook, Path(path))
    place = name_file(path)
    return [
        f"{place}, cell {cell_id}: {sentence}"
        for check in CHECKS
        for cell_id, sentence in check(lesson)
    ]
