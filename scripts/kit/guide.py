"""The facilitator's guide: what to know before, then lesson by lesson.

The general part stands in ``courses/words/guide.md``; the rest is computed from the
lessons: the notes beside the slide they belong to, the exercises with their answers,
and the table that says what shows each objective.
"""

import html
import re
from itertools import groupby

from scripts.kit.key import list_exercises, make_entry
from scripts.kit.topic import Topic
from scripts.lessons.cells import get_tags
from scripts.lessons.courses import list_boxes
from scripts.lessons.products import select_cells
from scripts.lessons.words import find_words
from scripts.pages.layout import Slide, into_stacks, list_headings
from scripts.pages.markdown import to_plain
from workshop.messages import tr
from workshop.plan.boxes import BOXES

GENERAL = "guide"
ITEM = re.compile(r"^- (.+?)[;.]?$(?=\n- |\n*\Z|\n\n)", re.MULTILINE | re.DOTALL)
PLAN = "plan:"
HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
SECTION = "##"
PAUSE = re.compile(r"p-\d+-\d+$")
BOLD = re.compile(r"\*\*(.+?)[.:]?\*\*", re.DOTALL)


def fill_guide(topic: Topic) -> dict:
    """Return what the guide shows: the general part, objectives, slides and notes."""
    general = ""
    if topic.course is not None:
        path = find_words(topic.path, GENERAL)
        _, _, text = path.read_text(encoding="utf-8").partition("\n")
        general = topic.to_html(text.strip(), GENERAL)
    general, headings = name_headings(general)
    return {
        "general": general,
        "headings": headings,
        "objectives": list_objectives(topic),
        "parts": list_parts(topic),
    }


def name_headings(general: str) -> tuple[str, list[tuple[str, str]]]:
    """Give each heading of the general part an id; return it and (id, heading)."""
    found: list[tuple[str, str]] = []

    def name(heading: re.Match) -> str:
        found.append((f"before-{len(found) + 1}", strip_tags(heading[1])))
        return f'<h2 id="{found[-1][0]}">{heading[1]}</h2>'

    return HEADING.sub(name, general), found


def strip_tags(text: str) -> str:
    """Return the words of a piece of HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def list_objectives(topic: Topic) -> list[tuple[str, list[tuple[str, str]]]]:
    """List each lesson's objectives with what shows them: lesson, (text, shown by)."""
    found = []
    for lesson in topic.lessons:
        if topic.course and lesson.number not in name_lessons(topic):
            continue
        cell = next((c for c in lesson.cells if "shown_by" in c["metadata"]), None)
        if cell is None:
            continue
        texts = [to_plain(item) for item in ITEM.findall(cell["source"])]
        kept = [keep_shown(topic, one) for one in cell["metadata"]["shown_by"]]
        shown = [describe_shown(one) for one in kept]
        rows = [row for row in zip(texts, shown, strict=True) if row[1]]
        if rows:
            found.append((lesson.number, rows))
    return found


def keep_shown(topic: Topic, names: list[str]) -> list[str]:
    """Keep what a course holds of the exercises and fields that show an objective."""
    if topic.course is None:
        return names
    exercises = {key for key, _ in list_exercises(topic.cells)}
    boxes = list_boxes(topic.cells)
    return [
        name
        for name in names
        if name in exercises or (name.startswith(PLAN) and find_box(name) in boxes)
    ]


def name_lessons(topic: Topic) -> set[str]:
    """Return the numbers of the lessons that a course cuts."""
    return {section.partition("-")[0] for section in topic.course.sections}


def describe_shown(names: list[str]) -> str:
    """Write what shows an objective: exercises, questions, boxes of the plan."""
    words = [
        tr("the plan, “{box}”", box=BOXES[find_box(name)].title)
        if name.startswith(PLAN)
        else tr("question {number}", number=name)
        if "q" in name
        else tr("exercise {number}", number=name)
        for name in names
    ]
    return "; ".join(dict.fromkeys(words))


def find_box(name: str) -> str:
    """Return the box of the plan to which a field such as ``plan:idea.law`` belongs."""
    return name.removeprefix(PLAN).partition(".")[0]


def list_parts(topic: Topic) -> list[dict]:
    """List the slides in order, each with its notes and the answer of its exercise."""
    stacks = into_stacks(select_cells({"cells": topic.cells}, "deck"))
    slides = [slide for stack in stacks for slide in stack]
    entries = {f"ex-{key.replace('.', '-')}": (key, cells)
               for key, cells in list_exercises(topic.cells)}  # fmt: skip
    asked = place_exercises(topic.cells, slides, list(entries))
    parts, before = [], ""
    for number, (slide, names) in enumerate(zip(slides, asked, strict=True), start=1):
        part = make_part(topic, slide, number, before)
        before = part["name"]
        part["entries"] = [make_entry(topic, *entries[name]) for name in names]
        if part["notes"] or part["entries"]:
            parts.append(part)
    return parts


def place_exercises(
    cells: list[dict], slides: list[Slide], names: list[str]
) -> list[list[str]]:
    """List for each slide the exercises whose answers stand beside it.

    An exercise without a slide of its own stands beside the last one before it.
    """
    order = {cell["id"]: number for number, cell in enumerate(cells)}
    begins = [order.get(slide.id, -1) for slide in slides]
    own = {name: at for at, slide in reversed(list(enumerate(slides)))
           for name in find_exercises(slide)}  # fmt: skip
    placed: list[list[str]] = [[] for _ in slides]
    for name in names:
        here = order.get(f"{name}-task", order.get(name, 0))
        last = sum(begin <= here for begin in begins) - 1
        placed[own.get(name, max(last, 0))].append(name)
    return placed


def make_part(topic: Topic, slide: Slide, number: int, before: str) -> dict:
    """Return one slide: its number, title, words and notes.

    ``before`` is the title of the slide before it, for one that has none.
    """
    headings = [one for cell in slide.cells for one in list_headings(cell)]
    titles = [text for _, text in headings]
    words = [cell for cell in slide.cells if cell["cell_type"] == "markdown"]
    own = to_plain(titles[0]) if titles else find_lead(words)
    return {
        "id": slide.id,
        "number": number,
        "begins": bool(headings)
        and headings[0][0] == SECTION
        and not PAUSE.match(slide.id),
        "name": own or before,
        "title": own or tr("{title} (continued)", title=before),
        "text": lower_headings(topic, words),
        "notes": lower_headings(topic, slide.notes),
    }


def find_lead(cells: list[dict]) -> str:
    """Return bold words as a title for a slide without one, or an empty text."""
    found = (BOLD.search(cell["source"]) for cell in cells)
    return next((to_plain(one[1]) for one in found if one), "")


def lower_headings(topic: Topic, cells: list[dict]) -> str:
    """Return Markdown cells as HTML without their headings; the part has its own."""
    texts = [
        re.sub(r"^#{1,6} .*$", "", cell["source"], flags=re.MULTILINE).strip()
        for cell in cells
    ]
    return "".join(topic.to_html(text, "guide") for text in texts if text)


def find_exercises(slide: Slide) -> list[str]:
    """List the exercises that a slide shows: ``ex-1-3``."""
    names = [
        cell["id"].removesuffix("-task")
        for cell in slide.cells
        if get_tags(cell) & {"task", "exercise"}
    ]
    return [name for name, _ in groupby(names)]
