"""Say what is wrong in a course file, one sentence each, and what would fit.

A sentence begins after the name of the file: ", day 1, block 2 (1-1-tests): …".
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from scripts.lessons import courses, words
from scripts.lessons.courses import CHECKS, EXTRA, KINDS, PAUSES, Block, Course, Day
from scripts.lessons.lesson import Lesson
from scripts.lessons.listing import COURSE_FOLDERS
from workshop.plan.boxes import BOXES

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
FIRST_LUNCH, LAST_LUNCH = "11:30", "14:00"
LONGEST_SITTING = 75
TEXT, TEXTS, COUNT = "words in quotation marks", "a list of words", "a whole number > 0"
COURSE = {"title": TEXT, "question": TEXT, "people": COUNT, "left_open": TEXTS}
DAY = {"start": TEXT, "end": TEXT}
BLOCK = dict.fromkeys(KINDS, TEXT) | {"minutes": COUNT, "drop": COUNT, "who": TEXT}
BLOCK |= {"without": TEXTS, "material": TEXTS}


def find_in_form(plain: dict, path: Path) -> list[str]:
    """Say what in a course file is missing, unknown, or of the wrong kind."""
    faults = []
    if not NAME.fullmatch(path.stem):
        faults.append(
            ": the name of the file becomes the name of the course; write it in small "
            "letters, for example my-afternoon.toml."
        )
    ours, own = COURSE_FOLDERS
    if path.parent.name == own and (path.parent.parent / ours / path.name).is_file():
        faults.append(
            f": {ours}/{path.name} has this name already, and their pages would lie in "
            f"one folder; name the file otherwise, for example my-{path.name}."
        )
    faults += check_keys(plain, COURSE, "", {"days"})
    if not str(plain.get("title", "")).strip():
        faults.append(': the course has no title; add title = "…".')
    days = plain.get("days")
    if not isinstance(days, list) or not days:
        return [*faults, ": the course has no day; add a part that begins [[days]]."]
    for number, day in enumerate(days, start=1):
        faults += check_day(day, f", day {number}")
    return faults


def check_day(day: dict, place: str) -> Iterator[str]:
    """Say what is wrong in the form of a day and of its blocks."""
    if not isinstance(day, dict):
        yield f"{place}: it is no part of its own; begin it with [[days]]."
        return
    yield from check_keys(day, DAY, place, {"blocks"})
    for key in DAY:
        if not TIME.fullmatch(str(day.get(key, ""))):
            yield f'{place}: {key} is no time; write it like {key} = "09:00".'
    blocks = day.get("blocks")
    if not isinstance(blocks, list) or not blocks:
        yield f"{place}: the day has no block; add a part that begins [[days.blocks]]."
        return
    for number, block in enumerate(blocks, start=1):
        at = f"{place}, block {number}"
        if not isinstance(block, dict):
            yield f"{at}: it is no part of its own; begin it with [[days.blocks]]."
            continue
        kinds = [kind for kind in KINDS if kind in block]
        if len(kinds) != 1:
            found = " and ".join(kinds) or "none of them"
            yield f"{at}: a block has one of {', '.join(KINDS)}; this one has {found}."
        yield from check_keys(block, BLOCK, at)
        if "section" not in block and "minutes" not in block:
            yield f"{at}: only a section knows its minutes; add minutes = …."
        if "section" not in block and "without" in block:
            yield f"{at}: without is for a section; take it out here."


def check_keys(part: dict, kinds: dict, place: str, more: Iterable = ()) -> list[str]:
    """Say which keys of a part of the file are unknown or hold the wrong thing."""
    faults = []
    for key, value in part.items():
        if key not in {*kinds, *more}:
            near = find_near(key, [*kinds, *more])
            faults.append(f'{place}: the key "{key}" is unknown; did you mean {near}?')
        elif key in kinds and not fits(value, kinds[key]):
            faults.append(f"{place}: {key} must be {kinds[key]}.")
    return faults


def fits(value: object, kind: str) -> bool:
    """Say whether a value is of one of the three kinds."""
    if kind == TEXT:
        return isinstance(value, str)
    if kind == COUNT:
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def find_near(name: str, names: Iterable[str]) -> str:
    """Return the nearest of the names."""
    return difflib.get_close_matches(name, list(names), 1, 0)[0]


def find_in_content(course: Course, lessons: list[Lesson]) -> list[str]:
    """Say what a course names that there is not, and what does not fit into a day."""
    sections = courses.index_sections(lessons)
    places = [
        (f", day {day.number}, block {number} ({block.name})", block)
        for day in course.days
        for number, block in enumerate(day.blocks, start=1)
    ]
    faults = list(
        chain.from_iterable(
            f(course, places, sections) for f in (check_names, check_once, check_drops)
        )
    )
    # A section that nobody knows has no minutes: the clock would only confuse.
    if not faults:
        faults += chain.from_iterable(map(check_clock, course.days))
    return [*faults, *check_boxes(course, sections)]


def check_names(course: Course, places: list, sections: dict) -> Iterator[str]:
    """Every block names something that exists, and leaves out what is there."""
    owners = find_owners(sections)
    for place, block in places:
        if block.kind == "section":
            yield from check_section(place, block, sections, owners)
        elif block.kind == "words":
            names = words.list_names(course.path)
            if block.name not in names:
                near = find_near(block.name, names)
                yield f"{place}: there are no such words; the nearest are {near}."
        else:
            known = CHECKS if block.kind == "check" else PAUSES
            if block.name not in known:
                yield f"{place}: {block.kind} is {' or '.join(known)}."


def find_owners(sections: dict) -> dict[str, str]:
    """Map what a course can leave out to the id of its section."""
    return {part: id_ for id_, s in sections.items() for part in courses.list_parts(s)}


def check_section(
    place: str, block: Block, sections: dict, owners: dict[str, str]
) -> Iterator[str]:
    """The section exists, holds what is left out, and lasts some minutes."""
    if block.name in owners:
        owner = owners[block.name]
        yield f"{place}: this is a part of the section {owner}; name the section."
    elif block.name not in sections:
        near = find_near(block.name, sections)
        yield f"{place}: no lesson has this section; the nearest is {near}."
    else:
        own = courses.list_parts(sections[block.name])
        for name in block.without:
            if name in own or name == EXTRA:
                continue
            if name in owners:
                yield f"{place}: {name} stands in the section {owners[name]}, not here."
            else:
                has = ", ".join(own) or "no exercise and no talk"
                yield f"{place}: the section has no {name}; it has {has}."
        if block.minutes <= 0:
            yield f"{place}: no minute is left of this section; add minutes = …."


def check_once(course: Course, places: list, sections: dict) -> Iterator[str]:
    """A section and each half of the learning check stand in a course once."""
    seen = set()
    for place, block in places:
        if block.kind in ("section", "check") and (block.kind, block.name) in seen:
            yield f"{place}: it stands in the course twice; keep one of them."
        seen.add((block.kind, block.name))
        if block.name == "after" and ("check", "before") not in seen:
            yield f'{place}: the first half is missing; add check = "before".'


def check_drops(course: Course, places: list, sections: dict) -> Iterator[str]:
    """Each number of ``drop`` is given once, and never to the plan or to a pause."""
    given = Counter(block.drop for _, block in places if block.drop)
    for place, block in places:
        if not block.drop:
            continue
        if given[block.drop] > 1:
            yield f"{place}: drop = {block.drop} is given twice; number them 1, 2, 3 …."
        if block.kind == "pause":
            yield f"{place}: a pause is never dropped; take drop out."
        if courses.list_boxes(sections.get(block.name, [])):
            yield f"{place}: this block fills the plan and stays; take drop out."


def check_clock(day: Day) -> Iterator[str]:
    """The minutes fill the day, lunch is at noon, and nobody sits for too long."""
    place, planned = f", day {day.number}", day.end - day.start
    if planned <= 0:
        yield f"{place}: the day ends before it begins; mend start or end."
        return
    total = sum(block.minutes for block in day.blocks)
    if total != planned:
        over = total - planned
        what = f"{over} minutes over" if over > 0 else f"{-over} minutes missing"
        yield (
            f"{place}: the blocks take {total} minutes and the day has {planned}: "
            f"{what}. Change minutes, leave something out, or end at "
            f"{courses.write_time(day.start + total)}."
        )
    sitting = 0
    for number, block in enumerate(day.blocks, start=1):
        at = f"{place}, block {number} ({block.name})"
        before, sitting = sitting, sitting + block.minutes
        if block.kind == "pause":
            sitting = 0
            if block.name == "lunch":
                yield from check_lunch(at, block, day)
        elif sitting > LONGEST_SITTING >= before:
            yield (
                f"{at}: {sitting} minutes without a pause, at most {LONGEST_SITTING}; "
                "put a break before it."
            )


def check_lunch(place: str, block: Block, day: Day) -> Iterator[str]:
    """Lunch lies within the day and at the time at which people eat."""
    when = f"lunch is from {block.clock} to {courses.write_time(block.end)}"
    if block.end > day.end:
        yield f"{place}: {when}, and the day ends at {courses.write_time(day.end)}."
    earliest, latest = map(courses.read_time, (FIRST_LUNCH, LAST_LUNCH))
    if block.start < earliest or block.end > latest:
        yield f"{place}: {when}; it belongs between {FIRST_LUNCH} and {LAST_LUNCH}."


def check_boxes(course: Course, sections: dict) -> Iterator[str]:
    """Each box of the plan is filled by a section or left open on purpose."""
    fills = {
        box: id_ for id_, cells in sections.items() for box in courses.list_boxes(cells)
    }
    filled = {
        box
        for name in course.sections
        for box in courses.list_boxes(sections.get(name, []))
    }
    for box in course.left_open:
        if box not in BOXES:
            near = find_near(box, BOXES)
            yield f': left_open: the plan has no box "{box}"; did you mean {near}?'
        elif box in filled:
            yield f': left_open: "{box}" is filled by {fills[box]}; take it out.'
    for box in BOXES:
        if box not in filled and box not in course.left_open:
            add = f"add the section {fills[box]}, or " if box in fills else ""
            yield (
                f': no section fills the box "{box}" of the plan; {add}write it into '
                "left_open."
            )
