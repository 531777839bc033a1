"""The facilitator's guide: what to know before, then lesson by lesson.

The general part stands in ``courses/words/guide.md``; the rest is computed from the
lessons: the notes beside the slide they belong to, the exercises with their answers,
and the table that says what shows each objective.
"""

import re
from itertools import groupby

from scripts.kit.key import list_exercises, make_entry
from scripts.kit.topic import Topic
from scripts.lessons.cells import get_tags
from scripts.lessons.products import select_cells
from scripts.lessons.words import find_words
from scripts.pages.layout import Slide, into_stacks, list_headings
from scripts.pages.markdown import to_plain
from workshop.messages import tr

GENERAL = "guide"
ITEM = re.compile(r"^- (.+?)[;.]?$(?=\n- |\n*\Z|\n\n)", re.MULTILINE | re.DOTALL)
PLAN = "plan:"
BOLD = re.compile(r"\*\*(.+?)[.:]?\*\*", re.DOTALL)


def fill_guide(topic: Topic) -> dict:
    """Return what the guide shows: the general part, objectives, slides and notes."""
    general = ""
    if topic.course is not None:
        path = find_words(topic.path, GENERAL)
        _, _, text = path.read_text(encoding="utf-8").partition("\n")
        general = topic.to_html(text.strip(), GENERAL)
    return {
        "general": general,
        "objectives": list_objectives(topic),
        "parts": list_parts(topic),
    }


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
        shown = [describe_shown(one) for one in cell["metadata"]["shown_by"]]
        found.append((lesson.number, list(zip(texts, shown, strict=True))))
    return found


def name_lessons(topic: Topic) -> set[str]:
    """Return the numbers of the lessons that a course cuts."""
    return {section.partition("-")[0] for section in topic.course.sections}


def describe_shown(names: list[str]) -> str:
    """Write what shows an objective: exercises, questions, fields of the plan."""
    words = [
        tr("the plan, {field}", field=name_field(name))
        if name.startswith(PLAN)
        else tr("question {number}", number=name)
        if "q" in name
        else tr("exercise {number}", number=name)
        for name in names
    ]
    return "; ".join(words)


def name_field(name: str) -> str:
    """Write the field of a plan as people would: "problem, who says so"."""
    return name.removeprefix(PLAN).replace(".", ", ").replace("_", " ")


def list_parts(topic: Topic) -> list[dict]:
    """List the slides in order, each with its notes and the answer of its exercise."""
    stacks = into_stacks(select_cells({"cells": topic.cells}, "deck"))
    slides = [slide for stack in stacks for slide in stack]
    entries = {f"ex-{key.replace('.', '-')}": (key, cells)
               for key, cells in list_exercises(topic.cells)}  # fmt: skip
    shown: set[str] = set()
    parts = []
    for number, slide in enumerate(slides, start=1):
        part = make_part(topic, slide, number)
        for name in find_exercises(slide):
            if name in entries and name not in shown:
                part["entries"].append(make_entry(topic, *entries[name]))
                shown.add(name)
        if part["notes"] or part["entries"]:
            parts.append(part)
    rest = [make_entry(topic, *entry) for name, entry in entries.items()
            if name not in shown]  # fmt: skip
    if rest:
        parts.append({"id": "rest", "number": None, "title": "Not on a slide",
                      "text": "", "notes": "", "entries": rest})  # fmt: skip
    return parts


def make_part(topic: Topic, slide: Slide, number: int) -> dict:
    """Return one slide: its number, title, words and notes."""
    titles = [text for cell in slide.cells for _, text in list_headings(cell)]
    words = [cell for cell in slide.cells if cell["cell_type"] == "markdown"]
    return {
        "id": slide.id,
        "number": number,
        "title": to_plain(titles[0]) if titles else find_lead(words),
        "text": lower_headings(topic, words),
        "notes": lower_headings(topic, slide.notes),
        "entries": [],
    }


def find_lead(cells: list[dict]) -> str:
    """Return the first bold words of a slide that has no heading."""
    found = (BOLD.search(cell["source"]) for cell in cells)
    return next((to_plain(one[1]) for one in found if one), "Without a heading")


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
