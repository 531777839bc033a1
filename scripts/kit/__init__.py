"""What a facilitator needs: run of show, guide, key, sheets, cards, lists, signs …"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from scripts.door.errors import Problem
from scripts.door.files import write_atomically
from scripts.kit.agenda import fill_agenda
from scripts.kit.canvas import fill_canvas
from scripts.kit.cards import fill_cards
from scripts.kit.guide import fill_guide
from scripts.kit.key import fill_key
from scripts.kit.lists import fill_lists
from scripts.kit.measuring import fill_check
from scripts.kit.sheets import fill_sheets
from scripts.kit.signs import fill_signs
from scripts.kit.topic import Topic
from scripts.lessons.courses import Course
from scripts.lessons.lesson import Lesson, read_once
from scripts.lessons.listing import list_lessons
from scripts.lessons.notebooks import name_file
from scripts.lessons.products import name_course_page, name_lesson_page
from scripts.pages.describing import describe_course, describe_lesson
from scripts.pages.export import finish, get_exporter
from workshop.note import KOSOVO

# A product, and what fills its template of the same name.
FILL = {
    "run-of-show": fill_agenda,
    "guide": fill_guide,
    "sheets": fill_sheets,
    "cards": fill_cards,
    "canvas": fill_canvas,
    "lists": fill_lists,
    "learning-check": fill_check,
    "signs": fill_signs,
    "key": fill_key,
}


def export_kit(
    source: Path | Course,
    notebook: NotebookNode | None,
    dist: Path,
    provenance: dict,
    products: Iterable[str] = tuple(FILL),
    theme: str = "light",
    originals: Iterable[Lesson] = (),
) -> list[Path]:
    """Write pages of the kit of a lesson (its path) or a course; return them.

    A course comes with the notebook that was cut for it; a lesson may come without
    its own; a translation with the English lessons, its ``originals``. All pages are
    written or none. Raises Problem.
    """
    topic = describe_topic(source, notebook, originals)
    name = name_lesson_page if topic.course is None else name_course_page
    pages = {}
    for product in products:
        try:
            html = render(topic, product, provenance, theme)
        except Problem as problem:
            raise Problem(f"{name_file(topic.path)}, {problem}") from None
        pages[dist / name(topic.path, product)] = html
    for place, html in pages.items():
        write_atomically(place, html)
    return list(pages)


def describe_topic(
    source: Path | Course, notebook: Any, originals: Iterable[Lesson] = ()
) -> Topic:
    """Return all that the pages of a lesson or of a course are made from."""
    if isinstance(source, Course):
        paths = list_lessons(root=source.path.parents[1])
        lessons = [read_once(path) for path in paths]
        page = describe_course(source, notebook)
        cells = notebook["cells"]
        return Topic(source.path, cells, lessons, page, source, list(originals))
    lesson = Lesson(notebook, source) if notebook else read_once(source)
    page = describe_lesson(lesson.notebook, source)
    return Topic(source, lesson.cells, [lesson], page)


def render(topic: Topic, product: str, provenance: dict, theme: str) -> str:
    """Return one page as HTML."""
    shown = FILL[product](topic)
    environment = get_exporter("handout", theme).environment
    html = environment.get_template(f"{product}.html.j2").render(
        page=topic.page,
        provenance=provenance,
        has_kosovo=bool(KOSOVO.search(str(shown))),
        **shown,
    )
    return finish(html)
