"""What a page says about its lesson or its course: title, question, time, exercises."""

import re
from pathlib import Path

from nbformat import NotebookNode

from scripts.door.files import ROOT
from scripts.lessons.cells import get_tags
from scripts.lessons.courses import Course, write_time
from scripts.pages.layout import begins_section, list_headings
from scripts.pages.markdown import to_plain
from workshop.messages import OURS, get_language, look_up, tr

QUESTION = "**Question of the lesson.**"
HALF_A_DAY = 300  # minutes: who reads "1 day" brings lunch
CITATION = re.compile(r"\s*\[[^\]]*\]\(#src-[^)]*\)")


def describe_lesson(notebook: NotebookNode, path: Path) -> dict:
    """Return what a page says about its lesson: title, question, minutes, exercises."""
    cells = notebook.cells
    titles = [title for cell in cells for _, title in list_headings(cell)]
    question = [cell.source for cell in cells if cell.id.endswith("-0-question")]
    asked = to_plain(CITATION.sub("", "".join(question)))
    sections = [cell.metadata for cell in cells if begins_section(cell)]
    return count_exercises(notebook) | {
        "name": path.stem,
        "made_from": f"{path.stem}.ipynb",
        "up": "../",
        "folder": str(path.parent),
        "lang": notebook.metadata.get("language"),
        "number": int(path.stem[:2]) if path.stem[:2].isdigit() else None,
        "title": to_plain(titles[0]) if titles else path.stem,
        "question": asked.removeprefix(to_plain(look_up(QUESTION))).strip(),
        "minutes": sum(metadata.get("minutes", 0) for metadata in sections),
    }


def describe_course(course: Course, notebook: NotebookNode) -> dict:
    """Return what a page says about a course: title, question, days, exercises."""
    hours = [f"{write_time(day.start)}–{write_time(day.end)}" for day in course.days]
    length = sum(day.end - day.start for day in course.days)
    return count_exercises(notebook) | {
        "name": course.name,
        "made_from": tr("{file} and the lessons that it names", file=course.path.name),
        "up": "../../",
        "folder": str(ROOT / "notebooks"),
        "lang": None if get_language() == OURS else get_language(),
        "title": course.title,
        "question": course.question,
        "length": length,
        "days": len(course.days),
        "whole_days": 0 if length <= HALF_A_DAY else len(course.days),
        "hours": list(dict.fromkeys(hours)),
        "people": course.people,
    }


def count_exercises(notebook: NotebookNode) -> dict:
    """Count the core and extra exercises and the questions of a notebook."""
    tasks = [cell for cell in notebook.cells if "task" in get_tags(cell)]
    exercises = [get_tags(cell) for cell in tasks if "-q" not in cell.id]
    return {
        "core": sum("core" in tags for tags in exercises),
        "extra": sum("extra" in tags for tags in exercises),
        "questions": len(tasks) - len(exercises),
    }
