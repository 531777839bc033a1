"""List the lessons and the courses, and pick those that somebody has named."""

import re
from functools import cache
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT, read_bytes

# Ours, and a facilitator's own.
COURSE_FOLDERS = ("courses", "my-courses")
# What the metadata of a notebook that is a draft say; in a text the marks are escaped.
DRAFT = re.compile(rb'"draft"\s*:\s*true\b')
CUT = re.compile(r'^\s*section\s*=\s*"(\d+)-', re.MULTILINE)


def list_lessons(topic: str | None = None, root: Path = ROOT) -> list[Path]:
    """List the lessons in order, or those whose name begins with ``topic``.

    Drafts are none: see ``list_drafts``.
    """
    return [path for path in list_notebooks(topic, root) if not is_draft(path)]


def list_drafts(topic: str | None = None, root: Path = ROOT) -> list[Path]:
    """List the lessons that somebody is still writing, as ``list_lessons`` does."""
    return [path for path in list_notebooks(topic, root) if is_draft(path)]


def list_new_cases(root: Path = ROOT) -> list[Path]:
    """List the cases that somebody has begun and that are not in the table yet."""
    return sorted((root / "drafts").glob("*.toml"))


def describe_drafts(root: Path = ROOT) -> list[str]:
    """Say what a build leaves out because somebody is still writing it."""
    paths = [*list_drafts(root=root), *list_new_cases(root)]
    return [f"{path.stem} is a draft and is left out." for path in paths]


def list_notebooks(topic: str | None = None, root: Path = ROOT) -> list[Path]:
    """List lessons and drafts in order."""
    paths = sorted((root / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    return [path for path in paths if path.name.startswith(topic or "")]


def is_draft(path: Path) -> bool:
    """Say whether a lesson is a draft: ``"draft": true`` stands in its metadata."""
    try:
        state = path.stat()
    except OSError:
        return False
    return _has_mark(path, state.st_mtime_ns, state.st_size)


@cache
def _has_mark(path: Path, changed: int, size: int) -> bool:
    return bool(DRAFT.search(path.read_bytes()))


def list_courses(name: str | None = None, root: Path = ROOT) -> list[Path]:
    """List the files of the courses, ours first, or those of this name."""
    paths = [p for f in COURSE_FOLDERS for p in sorted((root / f).glob("*.toml"))]
    return [path for path in paths if name in (None, path.stem)]


def list_course_inputs(course: Path, root: Path = ROOT) -> list[Path]:
    """List what the pages of a course are made from: its file, words, lessons, and
    its worksheet; also where the file itself is damaged.
    """
    try:
        text = read_bytes(course).decode("utf-8", errors="replace")
    except OSError:
        text = ""
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


def pick_lessons(
    argv: list[str], root: Path = ROOT, drafts: bool = False
) -> list[Path]:
    """Return the lessons that the command line names (all when it names none).

    The name of a course stands for the lessons that it cuts. With ``drafts`` they
    count as lessons; without, who names one is told. Raises Problem.
    """
    lessons = list_notebooks(root=root) if drafts else list_lessons(root=root)
    picked = set()
    for topic in argv:
        found = [path for path in lessons if path.name.startswith(topic)]
        for course in list_courses(topic, root):
            found += list_course_inputs(course, root)
        if not found and list_drafts(topic, root):
            raise Problem(
                f"{name_all(list_drafts(topic, root))} is a draft. When it is written, "
                'take "draft" out of the metadata of the notebook.'
            )
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


def name_all(lessons: list[Path], last: str = "") -> str:
    """Name lessons for a progress line, and what is named after them."""
    names = ", ".join(path.stem for path in lessons)
    return " and ".join(filter(None, (names, last)))
