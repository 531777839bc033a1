"""Say which messages a course shows, so that a translator can begin with them."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from scripts.door.files import ROOT
from scripts.languages.gathering import Message
from scripts.lessons.courses import Course, read_course, read_library
from scripts.lessons.cutting import cut
from scripts.lessons.lesson import find_exercise
from scripts.lessons.listing import list_courses
from scripts.lessons.words import QUESTIONS, RESERVED

BEGIN_WITH = "one-day"
# Words that every course uses, and those of its guide.
ALWAYS = {*RESERVED, QUESTIONS, "guide", "words-and-sources"}


class Shown:
    """What a course, cut as ``notebook``, shows of lessons, words and replies."""

    def __init__(self, course: Course, notebook: dict):
        self.course, self.cells = course, notebook["cells"]

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
        return ALWAYS | {one.name for one in blocks if one.kind == "words"}

    def holds(self, message: Message) -> bool:
        """Say whether the course shows a message."""
        return any(self.has(*place) for place in message.places)

    def has(self, file: str, anchor: str) -> bool:
        """Say whether the course shows what stands at a place."""
        if file.startswith("notebooks/"):
            return anchor in self.ids
        if file.startswith("workshop/feedback/"):
            if "." in anchor:
                return anchor in self.exercises
            lesson = str(int(Path(file).stem))
            return lesson in {one.partition(".")[0] for one in self.exercises}
        if file.startswith("courses/words/"):
            return Path(file).stem in self.words
        if file.startswith("courses/"):
            return Path(file).stem == self.course.name
        if file.startswith("data/"):
            return f'"{anchor}"' in self.terms
        return True


def read_shown(name: str = BEGIN_WITH, root: Path = ROOT) -> Shown | None:
    """Return what a course shows; None when there is none of this name."""
    paths = list_courses(name, root)
    if not paths:
        return None
    library = read_library(root)
    course = read_course(paths[0], library)
    return Shown(course, cut(course, library))


def pick(messages: Iterable[Message], shown: Shown | None) -> list[Message]:
    """Return the messages that a course shows, all when there is no course."""
    return [one for one in messages if shown is None or shown.holds(one)]
