"""Say where a lesson does not keep the contract of CONTRIBUTING.md."""

from pathlib import Path

from scripts.contract import (
    cells,
    exercises,
    links,
    minutes,
    names,
    outputs,
    prose,
    unwritten,
    verbs,
    words,
)
from scripts.door.errors import Problem
from scripts.lessons.lesson import Lesson
from scripts.lessons.notebooks import name_file

CHECKS = [
    *cells.CHECKS,
    *minutes.CHECKS,
    *verbs.CHECKS,
    *exercises.CHECKS,
    *names.CHECKS,
    *words.CHECKS,
    *prose.CHECKS,
    *unwritten.CHECKS,
    *links.CHECKS,
]


def find_faults(notebook: dict, path: Path, ran: bool = True) -> list[str]:
    """Return every fault of a lesson, one sentence each: file, cell, mend.

    Where it has not ``ran`` since a change, the stored outputs say nothing.
    """
    lesson = Lesson(notebook, Path(path))
    place = name_file(path)
    try:
        return [
            f"{place}, cell {cell_id}: {sentence}"
            for check in [*CHECKS, *(outputs.CHECKS if ran else [])]
            for cell_id, sentence in check(lesson)
        ]
    except Problem as problem:  # the rules of its exercises cannot be read
        return [str(problem)]
