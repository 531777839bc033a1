"""The part of the contract on cells: which there are, ids, tags, code."""

import re

from scripts.contract import Faults
from scripts.door.errors import Problem
from scripts.lessons.cells import get_slide_type, get_tags
from scripts.lessons.lesson import Lesson
from scripts.lessons.products import solve

TAGS: tuple[str, ...] = ("setup", "exercise", "check", "hints", "task", "talk")
TAGS += ("core", "extra", "facilitator", "paper", "code-on-slide", "move")
SLIDE_TYPES = ("", "-", "slide", "subslide", "fragment", "skip", "notes")
WORD = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
NUMBER = r"(\d+|q\d+)"
MOST_LINES, MOST_COLUMNS = 12, 88


def check_cells_are_there(lesson: Lesson) -> Faults:
    """Title, question, objectives, setup, key points, terms, sources; no raw cell."""
    ids = [cell["id"] for cell in lesson.cells]
    words = ["0-title", "0-question", "0-objectives", "0-setup", "9-keypoints"]
    for word in [*words, "9-terms", "9-sources"]:
        wanted = f"{lesson.number}-{word}"
        if wanted not in ids:
            yield wanted, "this cell is missing; add it (CONTRIBUTING.md says what)."
    title, question = f"{lesson.number}-0-title", f"{lesson.number}-0-question"
    if ids[:1] != [title]:
        yield (ids or [title])[0], f"a lesson begins with the cell {title}; move it up."
    for cell in lesson.cells:
        source = cell["source"]
        if cell["cell_type"] == "raw":
            yield cell["id"], "a raw cell shows nothing; make it Markdown or remove it."
        if cell["id"] == title and not source.startswith("# "):
            yield title, 'the title is a heading; begin it with "# ".'
        if cell["id"] == question and not source.startswith("**Question of the lesson"):
            yield question, 'begin the cell with "**Question of the lesson.**".'


def check_ids(lesson: Lesson) -> Faults:
    """Ids are unique, are words, and name the lesson and the section they stand in."""
    seen = set()
    for section in lesson.sections:
        heading = re.match(r"\d+-(\d+)-", section[0]["id"]) if section else None
        number = heading[1] if heading else "0"
        for cell in section:
            if cell["id"] in seen:
                yield cell["id"], "two cells have this id; give one of them another."
            seen.add(cell["id"])
            ordinary = rf"{lesson.number}-{number}-{WORD}"
            if not re.fullmatch(f"{ordinary}|{exercise_id(lesson)}", cell["id"]):
                yield (
                    cell["id"],
                    f"the id does not fit here; write {lesson.number}-{number}-word "
                    f"or, in an exercise, ex-{lesson.number}-N-word.",
                )


def exercise_id(lesson: Lesson) -> str:
    """Return the pattern of the ids of an exercise's cells."""
    return rf"ex-{lesson.number}-{NUMBER}(-(task|check|hints|paper)(-{WORD})?|-{WORD})?"


def check_tags(lesson: Lesson) -> Faults:
    """Tags are known and belong to their ids; slide types are known."""
    number = lesson.number
    ids = {
        "setup": f"{number}-0-setup",
        "exercise": rf"ex-{number}-{NUMBER}",
        "task": rf"ex-{number}-{NUMBER}-task",
        "check": rf"ex-{number}-{NUMBER}-check",
        "hints": rf"ex-{number}-{NUMBER}-hints",
    }
    for cell in lesson.cells:
        tags = get_tags(cell)
        for tag in sorted(tags - set(TAGS)):
            yield cell["id"], f'the tag "{tag}" is unknown; use {", ".join(TAGS)}.'
        for tag, pattern in ids.items():
            if (tag in tags) != bool(re.fullmatch(pattern, cell["id"])):
                yield cell["id"], f'the tag "{tag}" and the id do not fit; mend one.'
        if get_slide_type(cell) not in SLIDE_TYPES:
            yield cell["id"], f'the slide type "{get_slide_type(cell)}" is unknown.'
        for tag, word in (("facilitator", "note"), ("talk", "talk")):
            is_named = re.match(rf"{number}-\d+-{word}\b", cell["id"])
            if is_named and not tags & {tag, "paper"}:
                yield cell["id"], f'the id says {word}; add the tag "{tag}".'


def check_code(lesson: Lesson) -> Faults:
    """Code is short, plain Python, and follows prose."""
    before = None
    for cell in lesson.cells:
        if cell["cell_type"] == "code":
            code = read_code(cell)
            lines = code.splitlines()
            if len(lines) > MOST_LINES:
                yield (
                    cell["id"],
                    f"{len(lines)} lines of code, at most {MOST_LINES}; split it.",
                )
            for line in lines:
                if len(line) > MOST_COLUMNS:
                    yield (
                        cell["id"],
                        f"the line that begins {line.strip()[:25]!r} has {len(line)} "
                        f"columns, at most {MOST_COLUMNS}; break it.",
                    )
                if re.match(r"\s*(%|!)|.*\?$", line) and "#" not in line:
                    yield (
                        cell["id"],
                        f"{line.strip()!r} is no plain Python; write it so.",
                    )
            if re.search(r"NBVAL|nbval", cell["source"]):
                yield cell["id"], "nothing may be left out of verification; remove it."
            is_worked = not get_tags(cell) & {"exercise", "check", "hints", "setup"}
            if is_worked and (before is None or before["cell_type"] == "code"):
                yield cell["id"], "prose comes before code; say first what it will do."
        before = cell


def read_code(cell: dict) -> str:
    """Return the code of a cell as a reader counts it: solved, without markers."""
    try:
        is_exercise = "exercise" in get_tags(cell)
        return solve(cell["source"], cell["id"]) if is_exercise else cell["source"]
    except Problem:
        return cell["source"]


def check_setup(lesson: Lesson) -> Faults:
    """The setup cell imports and starts, and does nothing else."""
    for cell in lesson.cells:
        if "setup" not in get_tags(cell):
            continue
        lines = [line.strip() for line in cell["source"].splitlines() if line.strip()]
        extra = [ln for ln in lines if not re.match(r"(from|import) |start\(\)$|#", ln)]
        if extra or "start()" not in lines:
            yield cell["id"], "the setup cell imports, calls start(), and nothing else."


CHECKS = [
    check_cells_are_there,
    check_ids,
    check_tags,
    check_code,
    check_setup,
]
