"""The part of the contract on time: minutes add up, and people talk and move.

A trainer's minutes: explanation, exercises and the talk after each (``debrief``), talk.
"""

import re

from scripts.contract import Faults
from scripts.lessons.cells import get_debrief, get_minutes, get_tags
from scripts.lessons.courses import list_boxes
from scripts.lessons.lesson import Lesson
from workshop.plan.boxes import BOXES

SHARE_OF_TALK = 0.40
# What says, in the words of our lessons, that one can do it without standing up.
SEATED = re.compile(
    r"\b(seated|sitting|sit|seat|from (?:your|the) (?:chair|place))\b", re.I
)
# How the note of a section begins that says how long all of it takes.
NOTED = re.compile(
    r"\*\*Facilitator\. (?:This section|Extra), (?P<minutes>\d+) minutes?"
    r"(?:, and (?P<more>\d+) more)?\b"
)
PLAN_FIELD = re.compile(r"plan:(\w+)\.(\w+)")


def check_minutes(lesson: Lesson) -> Faults:
    """Every section, exercise and talk has minutes, and the parts fit the section."""
    for heading, *cells in lesson.sections[1:]:
        if not isinstance(heading["metadata"].get("minutes"), int):
            yield heading["id"], "the section has no minutes; add them to its metadata."
        timed = list_timed(cells)
        for cell in timed:
            if not get_minutes(cell):
                yield cell["id"], "the cell has no minutes; add them to its metadata."
            debrief = cell["metadata"].get("debrief", 0)
            if not isinstance(debrief, int) or debrief < 0:
                yield cell["id"], "debrief is a whole number of minutes; mend it."
        parts = sum(map(count_with_debrief, timed))
        if parts > get_minutes(heading):
            yield (
                heading["id"],
                f"exercises, debriefs and talk take {parts} minutes and the section "
                f"has {get_minutes(heading)}; change one of them.",
            )


def check_notes(lesson: Lesson) -> Faults:
    """A note that says how long its section takes says what the heading says."""
    for heading, *cells in lesson.sections[1:]:
        for cell in cells:
            said = NOTED.match(cell["source"])
            if not said or "facilitator" not in get_tags(cell):
                continue
            minutes = int(said["minutes"]) + int(said["more"] or 0)
            if minutes != get_minutes(heading):
                yield (
                    cell["id"],
                    f"the note says {minutes} minutes and the section has "
                    f"{get_minutes(heading)}; change one of them.",
                )


def list_timed(cells: list[dict]) -> list[dict]:
    """List the cells that take minutes: exercises and talk, not those on paper."""
    return [
        cell
        for cell in cells
        if get_tags(cell) & {"task", "talk"} and "paper" not in get_tags(cell)
    ]


def count_with_debrief(cell: dict) -> int:
    """Count the minutes of an exercise or a talk, and of the talk after it."""
    return get_minutes(cell) + get_debrief(cell)


def check_share_of_talk(lesson: Lesson) -> Faults:
    """People talk, or work on their plan, in two fifths of the core."""
    core = talk = 0
    for heading, *cells in lesson.sections[1:]:
        if "extra" in get_tags(heading):
            continue
        timed = list_timed(cells)
        extra = sum(map(count_with_debrief, [c for c in timed if is_extra(c)]))
        minutes = get_minutes(heading) - extra
        core += minutes
        if list_boxes(cells):
            talk += minutes
        else:
            talk += sum(
                get_minutes(cell) if "talk" in get_tags(cell) else get_debrief(cell)
                for cell in timed
                if not is_extra(cell)
            )
    if talk < SHARE_OF_TALK * core:
        yield (
            f"{lesson.number}-0-title",
            f"talk, debriefs and the plan take {talk} of the {core} minutes of the "
            f"core, less than {SHARE_OF_TALK:.0%}; give talk more time, or move work "
            "to extra.",
        )


def is_extra(cell: dict) -> bool:
    """Say whether a cell is extra."""
    return "extra" in get_tags(cell)


def check_extra_sections(lesson: Lesson) -> Faults:
    """All exercises of an extra section are extra."""
    for heading, *cells in lesson.sections[1:]:
        for cell in cells if is_extra(heading) else []:
            if "core" in get_tags(cell):
                yield cell["id"], f"{heading['id']} is extra; tag its exercises so."


def check_move(lesson: Lesson) -> Faults:
    """Once or more, something is done away from the screen, also by people who sit."""
    moves = [cell for cell in lesson.prose if "move" in get_tags(cell)]
    if not moves:
        yield (
            f"{lesson.number}-0-title",
            'nobody leaves the screen; add a talk cell with the tag "move".',
        )
    for cell in moves:
        if "talk" not in get_tags(cell):
            yield cell["id"], 'what moves people is talk; add the tag "talk".'
        if not SEATED.search(cell["source"]):
            yield (
                cell["id"],
                "the cell does not say how people take part who stay seated; add it.",
            )


def check_objectives(lesson: Lesson) -> Faults:
    """Every objective is shown by an exercise, a question or a field of the plan."""
    place = f"{lesson.number}-0-objectives"
    cell = next((cell for cell in lesson.cells if cell["id"] == place), None)
    if cell is None:
        return  # Another check says that it is missing.
    objectives = re.findall(r"^- ", cell["source"], re.MULTILINE)
    shown_by = cell["metadata"].get("shown_by", [])
    if len(shown_by) != len(objectives):
        yield (
            place,
            f"shown_by has {len(shown_by)} entries for {len(objectives)} objectives; "
            'give one list for each, for example ["1.2", "plan:problem.sentence"].',
        )
    for number, names in enumerate(shown_by, start=1):
        if not names:
            yield place, f"nothing shows objective {number}; name what does."
        for name in names:
            if name not in lesson.exercises and not is_plan_field(name):
                yield (
                    place,
                    f"objective {number} is shown by {name}, which does not exist; "
                    "name an exercise, a question or plan:box.field.",
                )


def is_plan_field(name: str) -> bool:
    """Say whether a name such as ``plan:problem.sentence`` is a field of the plan."""
    found = PLAN_FIELD.fullmatch(name)
    if not found or found[1] not in BOXES:
        return False
    return found[2] in BOXES[found[1]].questions


CHECKS = [
    check_minutes,
    check_notes,
    check_share_of_talk,
    check_extra_sections,
    check_move,
    check_objectives,
]
