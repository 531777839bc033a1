"""A lesson as everything that looks at lessons sees it."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from scripts.door.hashes import hash_file
from scripts.lessons.cells import is_heading
from scripts.lessons.feedback import find_rules, read_feedback
from scripts.lessons.notebooks import read_notebook
from workshop.messages import get_language

MOST_KEPT = 40
EXERCISE_CELL = re.compile(r"ex-(\d+)-(\d+|q\d+)(?:-([a-z]+).*)?")


def find_exercise(cell: dict) -> str | None:
    """Return the exercise that a cell belongs to, "1.3" for ``ex-1-3-task``."""
    match = EXERCISE_CELL.fullmatch(cell["id"])
    return f"{match[1]}.{match[2]}" if match else None


@dataclass(frozen=True)
class Lesson:
    """A lesson with what one looks up in it: its number, sections and exercises."""

    notebook: Any  # a NotebookNode, or a dictionary like one
    path: Path

    @property
    def number(self) -> str:
        """Its number as cell ids name it, "1" for 01-definition.ipynb."""
        return str(int(self.path.name[:2]))

    @property
    def cells(self) -> list[dict]:
        """All cells in order."""
        return self.notebook["cells"]

    @property
    def prose(self) -> list[dict]:
        """The Markdown cells in order."""
        return [cell for cell in self.cells if cell["cell_type"] == "markdown"]

    @cached_property
    def sections(self) -> list[list[dict]]:
        """The cells by section: first what stands before the first ``##`` heading."""
        parts: list[list[dict]] = [[]]
        for cell in self.cells:
            if is_heading(cell):
                parts.append([])
            parts[-1].append(cell)
        return parts

    @cached_property
    def exercises(self) -> dict[str, dict[str, dict]]:
        """The cells of each exercise: {"1.3": {"task": …, "exercise": …}}."""
        found: dict[str, dict[str, dict]] = {}
        for cell in self.cells:
            match = EXERCISE_CELL.fullmatch(cell["id"])
            if match:
                key = f"{match[1]}.{match[2]}"
                found.setdefault(key, {})[match[3] or "exercise"] = cell
        return found

    @cached_property
    def feedback(self) -> dict:
        """The exercises of its file of rules, by id. Raises Problem."""
        return read_feedback(find_rules(self.path))

    @cached_property
    def entries(self) -> dict[tuple, dict]:
        """What was computed of its exercises for a page: the next page takes it."""
        return {}


def read_once(path: Path) -> Lesson:
    """Return the lesson of a file, for who changes nothing in it; else Problem.

    As long as its bytes and those of its rules stay, everybody gets the same one.
    """
    states = [hash_file(p) if p.is_file() else "" for p in (path, find_rules(path))]
    return _read(path, *states, get_language())


@lru_cache(maxsize=MOST_KEPT)
def _read(path: Path, notebook: str, rules: str, language: str) -> Lesson:
    return Lesson(read_notebook(path), path)
