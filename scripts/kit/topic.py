"""What the pages of a kit are made from: one lesson, or one course."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.lessons.lesson import Lesson
from scripts.pages.cleaning import clean, is_plain
from scripts.pages.markdown import render_markdown

# What ``clean`` writes in another way: a quotation mark, a space that does not break.
WRITTEN_ANEW = re.compile("&quot;|\xa0")


@dataclass(frozen=True)
class Topic:
    """A lesson, or a course cut from ``lessons``: its cells and what a page says.

    ``page`` is what ``describe_lesson`` or ``describe_course`` says of it.
    ``originals`` are the English lessons, where the others are translations.
    """

    path: Path
    cells: list[dict]
    lessons: list[Lesson]
    page: dict
    course: Any = None  # a Course, where the topic is one
    originals: list[Lesson] = field(default_factory=list)

    def to_html(self, source: str, cell_id: str) -> str:
        """Return Markdown as safe HTML. Raises Problem."""
        html = render_markdown(source, {"id": cell_id}, Path(self.page["folder"]))
        stays = is_plain(source, html) and not WRITTEN_ANEW.search(html)
        return html if stays else clean(html, cell_id)

    def find_original(self, number: str) -> Any:
        """Return the English lesson of this number, None when there is none."""
        found = (one for one in self.originals or self.lessons if one.number == number)
        return next(found, None)

    def find_lesson(self, number: str) -> Any:
        """Return the lesson of this number, None when there is none."""
        found = (one for one in self.lessons if one.number == number)
        return next(found, None)
