"""The part of the contract that looks at time."""

from scripts.contract import Faults
from scripts.lessons.cells import get_minutes, get_tags
from scripts.lessons.lesson import Lesson

CORE_SHARE = 0.8


def check_minutes(lesson: Lesson) -> Faults:
    """Parts fit into their section, core work and talk into 80 % of the lesson."""
    total = core = 0
    for section in lesson.sections[1:]:
        heading = section[0]
        if not isinstance(heading["metadata"].get("minutes"), int):
            yield heading["id"], "the section has no minutes; add them to its metadata."
        total += get_minutes(heading)
        parts = 0
        for cell in section[1:]:
            tags = get_tags(cell)
            if not tags & {"task", "talk"} or "paper" in tags:
                continue
            if not get_minutes(cell):
                yield cell["id"], "the cell has no minutes; add them to its metadata."
            parts += get_minutes(cell)
            core += get_minutes(cell) if tags & {"core", "talk"} else 0
        if parts > get_minutes(heading):
            yield (
                heading["id"],
                f"exercises and talk take {parts} minutes and the section has "
                f"{get_minutes(heading)}; change one of them.",
            )
    if core > CORE_SHARE * total:
        yield (
            f"{lesson.number}-0-title",
            f"core work and talk take {core} of {total} minutes, more than "
            f"{CORE_SHARE:.0%}; shorten them or make an exercise extra.",
        )


CHECKS = [check_minutes]
