"""List the lessons and the courses, and pick those that somebody has named."""

import re
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT

# Ours, and a facilitator's own.
COURSE_FOLDERS = ("courses", "my-courses")
CUT = re.compile(r'^\s*section\s*=\s*"(\d+)-', re.MULTILINE)


def list_lessons(topic: str | None = None, root: Path = ROOT) -> list[Path]:
    """List the lessons in order, or those whose name begins with ``topic``."""
    paths = sorted((root / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    return [path for path in paths if path.name.startswith(topic or "")]


def list_courses(name: str | None = None, root: Path = ROOT) -> list[Path]:
    """List the files of the courses, ours first, or those of this name."""
    paths = [p for f in COURSE_FOLDERS for p in sorted((root / f).glob("*.toml"))]
    return [path for path in paths if name in (None, path.stem)]


def list_course_inputs(course: Path, root: Path = ROOT) -> list[Path]:
    """List what the pages of a course are made from: its file, words, lessons, and
    its worksheet; also where the file itself is damaged.
    """
    text = course.read_text(encoding="utf-8", errors="replace")
    numbers = {int(number) for number in CUT.findall(text)}
    lessons = [p for p in list_lessons(root=root) if int(p.name[:2]) in numbers]
    folders = {root / "courses/words", course.parent / "words"}
    texts = [path for folder in sorted(folders) for path in sorted(folder.glob("*.md"))]
    return [course, *texts, *lessons, place_worksheet(course)]


def place_worksheet(course: Path) -> Path:
    """Say where the worksheet of a course lies; one's own stay beside their courses."""
    folder = course.parent
    folder = folder.parent if folder.name == COURSE_FOLDERS[0] else folder
    return folder / "exercises" / f"{course.stem}.ipynb"


def pick_lessons(argv: list[str], root: Path = ROOT) -> list[Path]:
    """Return the lessons that the command line names (all when it names none).

    The name of a course stands for the lessons that it cuts.
    """
    lessons = list_lessons(root=root)
    picked = set()
    for topic in argv:
        found = list_lessons(topic, root)
        for course in list_courses(topic, root):
            found += list_course_inputs(course, root)
        if not found:
            raise Problem(
                f'There is no lesson "{topic}", and no course either. The lessons are: '
                f"{name_all(lessons) or 'none yet'}. The courses are: "
                f"{name_all(list_courses(root=root)) or 'none yet'}."
            )
        picked |= set(found)
    if not lessons:
        raise Problem("The folder notebooks/ holds no lesson. Take it from git again.")
    return [path for path in lessons if not argv or path in picked]


def name_all(lessons: list[Path]) -> str:
    """Name lessons for a progress line."""
    return ", ".join(path.stem for path in lessons)
