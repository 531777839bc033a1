"""Begin an exercise: all its cells in the lesson, and its rules."""

import re
import tomllib
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from scripts.contract.exercises import CORE, MOST_EXTRA, list_headings
from scripts.contract.minutes import NOTED
from scripts.door.errors import Problem
from scripts.door.files import ROOT, write_atomically
from scripts.drafts.rules import add_exercise
from scripts.lessons.cells import get_minutes, get_tags
from scripts.lessons.feedback import find_rules
from scripts.lessons.lesson import Lesson, find_exercise
from scripts.lessons.listing import list_courses
from scripts.lessons.notebooks import name_file, read_notebook, write_notebook

MINUTES, DEBRIEF = 5, 2
LEVELS = {1: "● change one value", 2: "●● fill a blank", 3: "●●● write it yourself"}
TASK = """\
### Exercise {key} · {level} · {tag} · {minutes} minutes

TO WRITE: what there is to do, and **the question**."""
PROMPTS = {
    1: "# {answer} = ...  # TO WRITE: which value stands in place of the dots",
    2: "# # TO WRITE: what stands in place of the dots\n"
    "# # {answer} = len(...)\n# {answer} = ...",
    3: "# # TO WRITE: which steps lead to the answer\n# {answer} = ...",
}
CODE = """\
table = data.load("cases")
# BEGIN PROMPT
{prompt}
# END PROMPT
### BEGIN SOLUTION
{answer} = len(table)
### END SOLUTION"""
PAPER = """\
**On paper: exercise {key}.** TO WRITE: the same question without a computer.
Name in quotation marks the table or chart that stands on the sheet.

Our answer: ______"""
NOTE = """\
**Facilitator. Exercise {key}, {minutes} minutes.** TO WRITE: what may go wrong.

*Ask next ({debrief} minutes):* TO WRITE: a question to talk about."""


def make_exercise(
    key: str, section: str, level: int, tag: str, minutes: int = MINUTES
) -> list[NotebookNode]:
    """Return the cells of an exercise such as "2.8" in a section such as "2-11"."""
    base, on_slide = f"ex-{key.replace('.', '-')}", tag == "core"
    words = {
        "key": key,
        "level": LEVELS[level],
        "tag": tag,
        "minutes": minutes,
        "debrief": DEBRIEF,
        "answer": f"answer_{key.replace('.', '_')}",
    }
    code = CODE.format(prompt=PROMPTS[level].format(**words), **words)
    timed: dict[str, Any] = {"minutes": minutes, "debrief": DEBRIEF}
    note = f"{section}-note-{key.partition('.')[2]}"
    return [
        make_cell(
            f"{base}-task",
            TASK.format(**words),
            ["task", tag],
            "subslide" if on_slide else None,
            **timed,
        ),
        make_cell(base, code, ["exercise", tag], "-" if on_slide else None, code=True),
        make_cell(f"{base}-check", f'check("{key}")', ["check"], code=True),
        make_cell(f"{base}-hints", f'hint("{key}")', ["hints"], code=True),
        make_cell(f"{base}-paper", PAPER.format(**words), ["paper"]),
        make_cell(note, NOTE.format(**words), ["facilitator"]),
    ]


def make_cell(
    id_: str,
    source: str,
    tags: list[str] | None = None,
    slide: str | None = None,
    code: bool = False,
    **metadata: Any,
) -> NotebookNode:
    """Return a cell with its id, its tags and its slide type."""
    make = nbformat.v4.new_code_cell if code else nbformat.v4.new_markdown_cell
    if slide:
        metadata["slideshow"] = {"slide_type": slide}
    if tags:
        metadata["tags"] = tags
    return make(source, id=id_, metadata=metadata)


def begin_exercise(
    path: Path, section: str | None = None, level: int | None = None, root: Path = ROOT
) -> list[str]:
    """Put an exercise into the lesson at ``path`` and its rules; say what is next.

    ``section`` is the id of a heading. Nothing is written where lesson or rules cannot
    take it: then Problem is raised.
    """
    lesson = Lesson(read_notebook(path), path)
    tag = pick_tag(lesson)
    level = level or (2 if tag == "core" or has_hardest(lesson) else 3)
    if level == 3 and tag == "core":
        raise Problem(
            f"{name_file(path)} needs a core exercise first, and ●●● is always extra: "
            "use --level 1 or 2."
        )
    cells = pick_section(lesson, section, tag)
    tag = "extra" if "extra" in get_tags(cells[0]) else tag
    key = f"{lesson.number}.{count_exercises(lesson) + 1}"
    rules = find_rules(path)
    lesson.feedback  # noqa: B018  # rules that cannot be read are told of first
    text = add_exercise(rules, key)
    number = "-".join(cells[0]["id"].split("-")[:2])
    place = lesson.cells.index(find_last(cells)) + 1
    lesson.cells[place:place] = make_exercise(key, number, level, tag)
    cells[0]["metadata"]["minutes"] = get_minutes(cells[0]) + MINUTES + DEBRIEF
    for cell in cells:
        cell["source"] = NOTED.sub(add_minutes, cell["source"], count=1)
    write_atomically(rules, text)
    write_notebook(path, nbformat.from_dict(lesson.notebook))
    return describe(key, path, rules, cells[0], tag, root)


def pick_tag(lesson: Lesson) -> str:
    """Say whether a further exercise is core or extra. Raises Problem when full."""
    headings = [one for one in list_headings(lesson) if ".q" not in one["id"]]
    tags = [one["tag"] for one in headings]
    if tags.count("core") < CORE:
        return "core"
    if tags.count("extra") >= MOST_EXTRA:
        raise Problem(
            f"{name_file(lesson.path)} has {CORE} core and {MOST_EXTRA} extra "
            "exercises, and a lesson holds no more. Take one out first, or put the "
            "new one into another lesson."
        )
    return "extra"


def has_hardest(lesson: Lesson) -> bool:
    """Say whether an exercise of the lesson is ●●●."""
    return any(one["level"] == "●●●" for one in list_headings(lesson))


def count_exercises(lesson: Lesson) -> int:
    """Return the highest number of an exercise, 0 when there is none."""
    numbers = [key.partition(".")[2] for key in lesson.exercises if ".q" not in key]
    return max(map(int, numbers), default=0)


def pick_section(lesson: Lesson, wanted: str | None, tag: str) -> list[dict]:
    """Return the section that is asked for, or the last one with such an exercise.

    Raises Problem when there is none.
    """
    sections = lesson.sections[1:]
    for section in sections:
        if section[0]["id"] == wanted:
            return section
    if wanted:
        names = ", ".join(section[0]["id"] for section in sections)
        raise Problem(
            f"{name_file(lesson.path)} has no section {wanted}. Its sections are: "
            f"{names}."
        )
    found = [
        section
        for section in sections
        if any(is_exercise(cell) and tag in get_tags(cell) for cell in section)
    ]
    if not found:
        raise Problem(
            f"{name_file(lesson.path)} has no {tag} exercise beside which the new one "
            "could stand: name a section with --section."
        )
    return found[-1]


def is_exercise(cell: dict) -> bool:
    """Say whether this is the code of an exercise that is no question."""
    return "exercise" in get_tags(cell) and ".q" not in (find_exercise(cell) or "")


def find_last(cells: list[dict]) -> dict:
    """Return the cell of a section after which an exercise can stand.

    It is the last one of the exercises there with the notes that follow, or the last.
    """
    places = [n for n, cell in enumerate(cells) if find_exercise(cell)]
    place = places[-1] if places else len(cells) - 1
    while place + 1 < len(cells) and get_tags(cells[place + 1]) & {
        "facilitator",
        "paper",
    }:
        place += 1
    return cells[place]


def add_minutes(said: re.Match) -> str:
    """Return how the note of a section begins when the section takes an exercise more.

    A contract on minutes compares both.
    """
    begin, end = (place - said.start() for place in said.span("minutes"))
    minutes = int(said["minutes"]) + MINUTES + DEBRIEF
    return f"{said[0][:begin]}{minutes}{said[0][end:]}"


def describe(
    key: str, path: Path, rules: Path, heading: dict, tag: str, root: Path
) -> list[str]:
    """Say what was written, and what an author does next."""
    number, id_ = path.name[:2], heading["id"]
    title, minutes = heading["source"].splitlines()[0][3:], get_minutes(heading)
    base = f"ex-{key.replace('.', '-')}"
    lines = [
        f"Exercise {key} is in {name_file(path)}, and its rules in "
        f"{rules.relative_to(root).as_posix()}. It counts the rows of a table until "
        'you write your own: look for "TO WRITE" in both files.',
        f'The section {id_} ("{title}") has {minutes} minutes now. Look whether its '
        "note says so.",
    ]
    lines += [
        f'{name_file(course)} holds this section: write without = ["{base}"] there, '
        "or find the minutes."
        for course in list_courses(root=root)
        if shows_exercise(course, id_, tag)
    ]
    return [
        *lines,
        f"Next: preview {number} shows the lesson while you write; refresh "
        f"{number} says what is still to be written, then runs it.",
    ]


def shows_exercise(course: Path, section: str, tag: str) -> bool:
    """Say whether a course shows a new exercise of a section."""
    try:
        days = tomllib.loads(course.read_text(encoding="utf-8")).get("days", [])
    except (OSError, ValueError):
        return False  # refresh says what is wrong with it
    blocks = [block for day in days for block in day.get("blocks", [])]
    return any(
        block.get("section") == section and tag not in block.get("without", [])
        for block in blocks
    )
