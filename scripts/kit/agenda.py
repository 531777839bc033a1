"""The run of show: each day of a course on one page, with the clock.

The page is whole without its script. With it, "We are here now" plans the rest of the
day anew: pauses keep their length, what goes first is the course's own order.
"""

from collections import Counter
from collections.abc import Iterator

from scripts.kit.printing import list_printing
from scripts.kit.topic import Topic
from scripts.lessons.cells import get_tags
from scripts.lessons.courses import Block, Course, list_boxes, write_time
from scripts.lessons.products import select_cells
from scripts.pages.layout import into_stacks, list_headings
from scripts.pages.markdown import to_plain
from workshop.messages import look_up, tr


def fill_agenda(topic: Topic) -> dict:
    """Return what the page shows: days with their rows, and the list of materials."""
    course = topic.course
    parts = split_cells(topic)
    slides = number_slides(topic.cells)
    days = [
        {
            "number": day.number,
            "start": write_time(day.start),
            "end": write_time(day.end),
            "rows": [
                make_row(block, key, parts[key], slides)
                for block, key in list_keys(course, day.number)
            ],
        }
        for day in course.days
    ]
    return {
        "days": days,
        "printing": list_printing(topic),
        "materials": list_materials(course),
    }


def list_keys(course: Course, number: int) -> Iterator[tuple[Block, str]]:
    """Yield the blocks of a day, each with the id of the cell that begins it."""
    used: Counter = Counter()
    for day in course.days:
        for place, block in enumerate(day.blocks, start=1):
            name = f"check-{block.name}" if block.kind == "check" else block.name
            key = f"w-{name}" + "-again" * used[name]
            if block.kind == "section":
                key = block.name
            elif block.kind == "pause":
                key = f"p-{day.number}-{place}"
            else:
                used[name] += 1
            if day.number == number:
                yield block, key


def split_cells(topic: Topic) -> dict[str, list[dict]]:
    """Map the id of the cell that begins a block to the cells of the block."""
    keys = {
        key
        for day in topic.course.days
        for _, key in list_keys(topic.course, day.number)
    }
    parts: dict[str, list[dict]] = {}
    current = None
    for cell in topic.cells:
        if cell["id"] in keys:
            current = cell["id"]
        if current:
            parts.setdefault(current, []).append(cell)
    return parts


def number_slides(cells: list[dict]) -> dict[str, int]:
    """Map the id of each slide's first cell to its number in the deck."""
    stacks = into_stacks(select_cells({"cells": cells}, "deck"))
    slides = [slide for stack in stacks for slide in stack]
    return {slide.id: number for number, slide in enumerate(slides, start=1)}


def make_row(block: Block, key: str, cells: list[dict], slides: dict) -> dict:
    """Return the row of one block."""
    title = next(text for cell in cells for _, text in list_headings(cell))
    exercises = [cell["id"] for cell in cells if "task" in get_tags(cell)]
    return {
        "id": f"b-{key}",
        "clock": block.clock,
        "start": block.start,
        "minutes": block.minutes,
        "end": write_time(block.end),
        "title": to_plain(title),
        "is_pause": block.kind == "pause",
        "is_plan": bool(list_boxes(cells)),
        "drop": block.drop,
        "who": look_up(block.who) if block.kind != "pause" else "",
        "material": block.material,
        "slide": slides.get(key),
        "exercises": [
            one.removesuffix("-task")[3:].replace("-", ".") for one in exercises
        ],
    }


def list_materials(course: Course) -> list[tuple[str, list[str]]]:
    """List what the course needs: each thing with the times when it is in the hand."""
    found: dict[str, list[str]] = {}
    several = len(course.days) > 1
    for day in course.days:
        for block in day.blocks:
            when = (
                tr("day {n}, {time}", n=day.number, time=block.clock)
                if several
                else block.clock
            )
            for thing in block.material:
                found.setdefault(thing, []).append(when)
    return list(found.items())
