"""Plan how long each slide of a deck takes, from the minutes of sections and work."""

from itertools import accumulate, pairwise

from scripts.lessons.cells import get_debrief, get_minutes, get_tags
from scripts.pages.layout import Slide, begins_section
from workshop.messages import tr

Seconds = dict[str, int]


def plan_seconds(stacks: list[list[Slide]]) -> Seconds:
    """Map the id of each slide to its planned seconds; {} when nothing has minutes.

    The minutes of a section are those of its heading (in a course, the course's own).
    Exercises with their debriefing and talk take theirs first; the other slides share
    the rest. Where the work alone is longer than its section, all of it gives way in
    proportion: the slides of a section always take as long as the section.
    """
    seconds: Seconds = {}
    for slides in into_sections([slide for stack in stacks for slide in stack]):
        headings = filter(begins_section, slides[0].cells)
        minutes = next((get_minutes(heading) for heading in headings), 0)
        seconds |= share(slides, minutes)
    return seconds if any(seconds.values()) else {}


def into_sections(slides: list[Slide]) -> list[list[Slide]]:
    """Begin a group of slides at every slide that a section begins with."""
    sections: list[list[Slide]] = []
    for slide in slides:
        if not sections or any(map(begins_section, slide.cells)):
            sections.append([])
        sections[-1].append(slide)
    return sections


def share(slides: list[Slide], minutes: int) -> Seconds:
    """Share the minutes of a section over its slides; 0: what the work needs."""
    own = [sum(map(measure_work, slide.cells)) for slide in slides]
    minutes, others = minutes or sum(own), own.count(0)
    rest = max(0, minutes - sum(own))
    weights = [work or rest / others for work in own] if others else own
    ids = (slide.id for slide in slides)
    return dict(zip(ids, apportion([*map(float, weights)], 60 * minutes), strict=True))


def measure_work(cell: dict) -> int:
    """Return the minutes that an exercise (with debriefing) or a talk takes."""
    if not get_tags(cell) & {"task", "talk"}:
        return 0
    return get_minutes(cell) + get_debrief(cell)


def apportion(weights: list[float], total: int) -> list[int]:
    """Share ``total`` in whole numbers by weight; the shares add up to it."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    ends = [round(total * end / whole) for end in accumulate(weights, initial=0)]
    return [end - begin for begin, end in pairwise(ends)]


def write_seconds(seconds: int) -> str:
    """Write a planned time for people: whole minutes, below one in seconds."""
    if seconds < 60:
        return tr("{n} second", "{n} seconds", n=seconds)
    return tr("about {n} minute", "about {n} minutes", n=round(seconds / 60))
