"""A course: days with a clock, read from a TOML file; blocks name parts of lessons.

``courses/NAME.toml`` is ours, ``my-courses/NAME.toml`` a facilitator's own. What a file
may say stands in CONTRIBUTING.md under "Courses". Minutes are whole; a time is minutes
since midnight.
"""

import re
import tomllib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT, read_bytes
from scripts.lessons.cells import get_debrief, get_minutes, get_tags, is_heading
from scripts.lessons.lesson import Lesson, find_exercise, read_once
from scripts.lessons.listing import list_courses, list_lessons
from scripts.lessons.notebooks import name_file, read_notebook

KINDS = ("section", "words", "check", "pause")
CHECKS = ("before", "after")
PAUSES = ("break", "lunch")
EXTRA = "extra"
SECTION_NOTE = re.compile(r"\d+-\d+-note")
WRITES = re.compile(r'\bplan\.write\(\s*"(\w+)"')


@dataclass(frozen=True)
class Block:
    """One block of a day: ``kind`` is one of KINDS, ``name`` says which of them.

    ``start`` is a time; ``without`` names exercises and talk cells that are left out.
    """

    kind: str
    name: str
    minutes: int
    start: int
    without: tuple[str, ...] = ()
    who: str = "facilitator"
    material: tuple[str, ...] = ()
    drop: int | None = None

    @property
    def end(self) -> int:
        """The time at which the block ends."""
        return self.start + self.minutes

    @property
    def clock(self) -> str:
        """When it begins, "09:25"."""
        return write_time(self.start)


@dataclass(frozen=True)
class Day:
    """A day of a course; ``start`` and ``end`` are times."""

    number: int
    start: int
    end: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Course:
    """A course as its file describes it."""

    path: Path
    title: str
    question: str
    people: int | None
    left_open: tuple[str, ...]
    days: tuple[Day, ...]

    @property
    def name(self) -> str:
        """Its name in commands and folders, "one-day"."""
        return self.path.stem

    @property
    def blocks(self) -> list[Block]:
        """All blocks of all days, in order."""
        return [block for day in self.days for block in day.blocks]

    @property
    def sections(self) -> list[str]:
        """The ids of the sections that it cuts, in order."""
        return [block.name for block in self.blocks if block.kind == "section"]


def read_course(path: Path, lessons: Iterable[Lesson]) -> Course:
    """Read a course of these lessons; raise Problem with one line per fault."""
    from scripts.lessons import course_faults

    lessons = list(lessons)
    plain = read_file(path)
    faults = course_faults.find_in_form(plain, path)
    if not faults:
        course = make_course(plain, path, lessons)
        faults = course_faults.find_in_content(course, lessons)
    if faults:
        raise Problem("\n".join(f"{name_file(path)}{fault}" for fault in faults))
    return course


def read_library(root: Path = ROOT) -> list[Lesson]:
    """Read all lessons, from which courses are cut."""
    return [Lesson(read_notebook(path), path) for path in list_lessons(root=root)]


def read_readable(root: Path = ROOT) -> list[Lesson]:
    """Read the lessons that can be read; a damaged one hinders no other.

    They are for who changes nothing in them.
    """
    lessons = []
    for path in list_lessons(root=root):
        with suppress(Problem):
            lessons.append(read_once(path))
    return lessons


def read_file(path: Path) -> dict:
    """Return what a course file holds; raise Problem when it is no TOML."""
    try:
        return tomllib.loads(read_bytes(path).decode("utf-8"))
    except OSError as error:
        raise Problem(
            f"{name_file(path)} cannot be read ({error.strerror}): take it out of the "
            "folder, or put a text file in its place."
        ) from None
    except UnicodeDecodeError:
        raise Problem(f"{name_file(path)} is not UTF-8 text; save it so.") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Problem(
            f"{name_file(path)} cannot be read: {error}. Compare the line with the "
            'example in CONTRIBUTING.md; words stand in quotation marks ("…").'
        ) from None


def make_course(plain: dict, path: Path, lessons: list[Lesson]) -> Course:
    """Make a course of a file whose form is right; the clock is computed."""
    sections = index_sections(lessons)
    days = []
    for number, day in enumerate(plain["days"], start=1):
        blocks, now = [], read_time(day["start"])
        for block in day["blocks"]:
            kind = next(kind for kind in KINDS if kind in block)
            without = tuple(block.get("without", ()))
            cells = sections.get(block[kind], []) if kind == "section" else []
            blocks.append(
                Block(
                    kind,
                    block[kind],
                    block.get("minutes", count_minutes(cells, without)),
                    now,
                    without,
                    block.get("who", Block.who),
                    tuple(block.get("material", ())),
                    block.get("drop"),
                )
            )
            now = blocks[-1].end
        start, end = read_time(day["start"]), read_time(day["end"])
        days.append(Day(number, start, end, tuple(blocks)))
    return Course(
        path,
        plain["title"].strip(),
        plain.get("question", "").strip(),
        plain.get("people"),
        tuple(plain.get("left_open", ())),
        tuple(days),
    )


def index_sections(lessons: Iterable[Lesson]) -> dict[str, list[dict]]:
    """Map the id of each section's heading to the cells of the section."""
    return {
        section[0]["id"]: section
        for lesson in lessons
        for section in lesson.sections
        if section and is_heading(section[0])
    }


def list_parts(cells: list[dict]) -> dict[str, list[dict]]:
    """Map what can be left out of a section to its cells: exercises and talk cells.

    A part takes along its version on paper and the notes that follow it, but for the
    note of the whole section.
    """
    parts: dict[str, list[dict]] = {}
    current = None
    for cell in cells:
        tags, exercise = get_tags(cell), find_exercise(cell)
        if exercise:
            current = f"ex-{exercise.replace('.', '-')}"
        elif "talk" in tags and "paper" not in tags:
            current = cell["id"]
        elif not tags & {"facilitator", "paper"} or SECTION_NOTE.fullmatch(cell["id"]):
            current = None
        if current:
            parts.setdefault(current, []).append(cell)
    return parts


def list_left_out(cells: list[dict], without: Iterable[str]) -> list[dict]:
    """List the cells of a section that a block leaves out."""
    left_out = []
    for name, part in list_parts(cells).items():
        is_extra = EXTRA in without and any(EXTRA in get_tags(cell) for cell in part)
        if name in without or is_extra:
            left_out += part
    return left_out


def count_minutes(cells: list[dict], without: Iterable[str] = ()) -> int:
    """Count the minutes of a section without what is left out; 0 for no section."""
    if not cells:
        return 0
    left_out = [
        get_minutes(cell) + get_debrief(cell)
        for cell in list_left_out(cells, without)
        if get_tags(cell) & {"task", "talk"}
    ]
    return get_minutes(cells[0]) - sum(left_out)


def list_boxes(cells: list[dict]) -> list[str]:
    """List the boxes of the plan that the code of these cells writes."""
    code = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
    return [box for source in code for box in WRITES.findall(source)]


def find_last_plan(course: Course, sections: dict[str, list]) -> Block | None:
    """Return the last block in which a team writes its plan, None without any."""
    filling = [
        block
        for block in course.blocks
        if block.kind == "section" and list_boxes(sections[block.name])
    ]
    return filling[-1] if filling else None


def list_lessons_of(course: Course, lessons: Iterable[Lesson]) -> list[Lesson]:
    """List the lessons that a course cuts, in their own order."""
    numbers = {section.partition("-")[0] for section in course.sections}
    return [lesson for lesson in lessons if lesson.number in numbers]


def read_time(text: str) -> int:
    """Return a time such as "09:25" as minutes since midnight."""
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


def write_time(minutes: int) -> str:
    """Write minutes since midnight as "09:25"."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def find_course(name: str, root: Path = ROOT) -> Course:
    """Read the course of this name. Raises Problem when there is none."""
    paths = list_courses(name, root)
    if not paths:
        names = ", ".join(path.stem for path in list_courses(root=root))
        raise Problem(
            f'There is no course "{name}". The courses are: {names or "none yet"}.'
        )
    return read_course(paths[0], read_library(root))
