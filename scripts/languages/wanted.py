"""Say which messages a course shows, so that a translator can begin with them."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from scripts.door.files import ROOT
from scripts.languages import listed
from scripts.languages.gathering import Message
from scripts.lessons.courses import (
    Course,
    index_sections,
    list_boxes,
    list_left_out,
    read_course,
    read_library,
)
from scripts.lessons.cutting import cut
from scripts.lessons.lesson import find_exercise
from scripts.lessons.listing import list_courses
from scripts.lessons.words import QUESTIONS, RESERVED, SIGNS_OF

BEGIN_WITH = "one-day"
OBJECTIVES = "-0-objectives"
# What only authors meet, or who builds charts of their own.
SELDOM = ("workshop/table_file.py", "workshop.table_file", "workshop/neighbours.py")
# Words that every course uses, and those of its guide.
ALWAYS = {*RESERVED, QUESTIONS, "guide", "words-and-sources"}


class Shown:
    """What a course, cut as ``notebook``, shows of lessons, words and replies.

    ``left_out`` are the ids of the cells that it leaves out: its notes name their
    titles.
    """

    def __init__(self, course: Course, notebook: dict, left_out: Iterable[str] = ()):
        self.course, self.cells = course, notebook["cells"]
        self.left_out = frozenset(left_out)

    @cached_property
    def ids(self) -> set[str]:
        """The ids of its cells."""
        return {cell["id"] for cell in self.cells}

    @cached_property
    def exercises(self) -> set[str]:
        """The numbers of its exercises and questions."""
        return {one for one in map(find_exercise, self.cells) if one}

    @cached_property
    def terms(self) -> str:
        """The code that lists its terms."""
        return "".join(c["source"] for c in self.cells if c["id"] == "c-9-terms")

    @cached_property
    def words(self) -> set[str]:
        """The names of its words."""
        blocks = self.course.blocks
        signs = {f"{SIGNS_OF}{one}" for one in self.ids}
        return ALWAYS | signs | {one.name for one in blocks if one.kind == "words"}

    @cached_property
    def boxes(self) -> set[str]:
        """The names of the boxes of the plan that it fills."""
        return set(list_boxes(self.cells))

    @cached_property
    def code(self) -> str:
        """All its code, in which columns are named."""
        cells = (cell for cell in self.cells if cell["cell_type"] == "code")
        return "\n".join(cell["source"] for cell in cells)

    @cached_property
    def lessons(self) -> set[str]:
        """The numbers of the lessons of its sections: "01"."""
        sections = (one.name for one in self.course.blocks if one.kind == "section")
        return {f"{int(name.partition('-')[0]):02d}" for name in sections}

    def holds(self, message: Message) -> bool:
        """Say whether the course shows a message."""
        if any(self.has(*place) for place in message.places):
            return True
        is_heading = any(note.startswith("heading") for note in message.notes)
        anchors = {anchor for _, anchor in message.places}
        if is_heading and not anchors.isdisjoint(self.left_out):
            return True
        label = message.text.replace(" ", "_")
        return message.part == "data" and f'"{label}"' in self.code

    def has(self, file: str, anchor: str) -> bool:
        """Say whether the course shows what stands at a place."""
        if file.startswith("notebooks/"):
            # The guide lists what people learn in each lesson, whole.
            is_goal = anchor.endswith(OBJECTIVES)
            return anchor in self.ids or (
                is_goal and Path(file).stem[:2] in self.lessons
            )
        if file.startswith("workshop/feedback/"):
            if "." in anchor:
                return anchor in self.exercises
            lesson = str(int(Path(file).stem))
            return lesson in {one.partition(".")[0] for one in self.exercises}
        if file.startswith("courses/words/"):
            return Path(file).stem in self.words
        if file.startswith("courses/"):
            return Path(file).stem == self.course.name
        if file in listed.BOXES:
            return not self.boxes.isdisjoint(listed.BOXES[file])
        if file.startswith("data/"):
            return f'"{anchor}"' in self.terms
        return file not in SELDOM


def read_shown(name: str = BEGIN_WITH, root: Path = ROOT) -> Shown | None:
    """Return what a course shows; None when there is none of this name."""
    paths = list_courses(name, root)
    if not paths:
        return None
    library = read_library(root)
    course = read_course(paths[0], library)
    sections = index_sections(library)
    left_out = [
        cell["id"]
        for block in course.blocks
        if block.kind == "section"
        for cell in list_left_out(sections[block.name], block.without)
    ]
    return Shown(course, cut(course, library), left_out)


def pick(messages: Iterable[Message], shown: Shown | None) -> list[Message]:
    """Return the messages that a course shows, all when there is no course."""
    return [one for one in messages if shown is None or shown.holds(one)]
