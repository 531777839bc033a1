"""List the lessons, and pick those that somebody has named."""

from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT


def list_lessons(topic: str | None = None, root: Path = ROOT) -> list[Path]:
    """List the lessons in order, or those whose name begins with ``topic``."""
    paths = sorted((root / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    return [path for path in paths if path.name.startswith(topic or "")]


def pick_lessons(argv: list[str], root: Path = ROOT) -> list[Path]:
    """Return the lessons that the command line names (all when it names none)."""
    lessons = list_lessons(root=root)
    for topic in argv:
        if not list_lessons(topic, root):
            names = ", ".join(path.stem for path in lessons) or "none yet"
            raise Problem(f'There is no lesson "{topic}". The lessons are: {names}.')
    if not lessons:
        raise Problem("The folder notebooks/ holds no lesson. Take it from git again.")
    return [path for path in lessons if not argv or path.name.startswith(tuple(argv))]


def name_all(lessons: list[Path]) -> str:
    """Name lessons for a progress line."""
    return ", ".join(path.stem for path in lessons)
