"""Arrange the cells of a lesson into sections (handout) and slides (deck)."""

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from scripts.lessons.cells import (
    find_alternative,
    get_english,
    get_slide_type,
    get_tags,
)
from workshop.note import KOSOVO

EXERCISE_ID = re.compile(r"ex-\d+-q?\d+")
HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*$", re.MULTILINE)
ON_SCREEN_ID = re.compile(r"\w-9-(sources|also)\b.*|\w-0-how\b.*|w-check-.*")
SAYS = "**What the code says.**"
PLAN = re.compile(r"\bplan\.")
HTML_HEADING = re.compile(r"<h([1-6])\b")
# The bytes of a picture are letters, too, and may spell a code by chance.
PICTURE_BYTES = re.compile(r"\bdata:image/[^\s\"'>]+")


@dataclass
class Section:
    """A part of a handout under one heading; ``groups`` are (exercise id, cells)."""

    id: str
    title: str
    minutes: int | None
    groups: list[tuple[str | None, list[dict]]]

    @property
    def is_on_screen(self) -> bool:
        """Whether paper would show its heading alone."""
        cells = [cell for _, cells in self.groups for cell in cells]
        rest = cells[1:] or cells
        return bool(self.title) and all(map(is_on_screen, rest))


@dataclass
class Slide:
    """One slide: the cells that it shows, and the notes that only the speaker sees."""

    cells: list[Any]
    notes: list[Any] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of the first cell, which a link to the slide names."""
        return self.cells[0]["id"]

    @property
    def minutes(self) -> int | None:
        """The minutes of the section, exercise or talk that begins here."""
        return self.cells[0]["metadata"].get("minutes")

    @property
    def shift(self) -> int:
        """What to add to heading levels, so that the highest on a slide is 2."""
        return 2 - min((n for cell in self.cells for n in list_levels(cell)), default=2)

    @property
    def kind(self) -> str:
        """What the slide is for; deck.css gives each kind its look."""
        tags = set().union(*map(get_tags, self.cells))
        for kind, fits in (
            ("title", self.id.endswith("-0-title")),
            ("question", self.id.endswith("-0-question")),
            ("keypoints", self.id.endswith("-keypoints")),
            ("sources", self.id.endswith("-sources")),
            ("exercise", tags & {"task", "exercise"}),
            ("talk", "talk" in tags),
            ("chart", holds_picture(self.cells)),
            ("section", begins_section(self.cells[0])),
        ):
            if fits:
                return kind
        return "content"

    @property
    def names_kosovo(self) -> bool:
        """Whether the slide shows the name, so that it must carry the note."""
        return names_kosovo(self.cells)


def into_sections(cells: list[dict]) -> list[Section]:
    """Begin a section at every ``##`` heading; keep what belongs to an exercise."""
    sections = []
    current: list = []
    for cell in cells:
        if begins_section(cell) and current:
            sections.append(make_section(current))
            current = []
        current.append(cell)
    return [*sections, make_section(current)] if current else sections


def make_section(cells: list[dict]) -> Section:
    """Make a section of its cells; the first one may carry its heading."""
    first = cells[0]
    titles = [title for marks, title in list_headings(first) if marks == "##"]
    groups = [(key, list(group)) for key, group in groupby(cells, get_exercise)]
    return Section(
        first["id"],
        titles[0] if titles else "",
        first["metadata"].get("minutes"),
        groups,
    )


def into_stacks(cells: list[Any]) -> list[list[Slide]]:
    """Begin a stack of slides at every ``slide``, a slide at every ``subslide``."""
    stacks: list = []
    for cell in cells:
        slide_type = get_slide_type(cell)
        if slide_type == "notes":
            if stacks:
                stacks[-1][-1].notes.append(cell)
        elif slide_type == "slide" or not stacks:
            stacks.append([Slide([cell])])
        elif slide_type == "subslide":
            stacks[-1].append(Slide([cell]))
        else:
            stacks[-1][-1].cells.append(cell)
    return stacks


def begins_section(cell: dict) -> bool:
    """Say whether a ``##`` heading begins in this cell."""
    return any(marks == "##" for marks, _ in list_headings(cell))


def list_headings(cell: dict) -> list[tuple[str, str]]:
    """List the headings of a Markdown cell as (number signs, text)."""
    return HEADING.findall(cell["source"]) if cell["cell_type"] == "markdown" else []


def get_exercise(cell: dict) -> str | None:
    """Return the exercise that a cell belongs to, ``ex-1-3`` for ``ex-1-3-task``."""
    found = EXERCISE_ID.match(cell["id"])
    return found[0] if found else None


def list_levels(cell: dict) -> list[int]:
    """List the levels of all headings that a cell shows."""
    levels = [len(marks) for marks, _ in list_headings(cell)]
    found = [HTML_HEADING.findall(text) for text in list_texts(cell)]
    return levels + [int(level) for some in found for level in some]


def list_texts(cell: dict) -> list[str]:
    """List what one reads in a cell: its source and the text of its outputs."""
    texts = [] if is_source_hidden(cell) else [cell["source"]]
    for output in cell.get("outputs", []):
        texts.append(output.get("text", ""))
        data = output.get("data", {})
        kinds = ("text/html", "text/markdown", "text/plain")
        shown = [data[kind] for kind in kinds if kind in data][:1]
        texts += [PICTURE_BYTES.sub("", text) for text in shown]
        texts += [find_alternative(output, kind) for kind in data if "image/" in kind]
    return texts


def is_on_screen(cell: dict) -> bool:
    """Say whether a cell of a handout is for the screen, so that paper leaves it out.

    Exercises stand on the sheets and the plan on its canvas; what reads the code aloud,
    and the list of sources with its links, help beside the screen. The learning check
    has a sheet of its own.
    """
    is_code = cell["cell_type"] == "code"
    return bool(
        get_exercise(cell)
        or "setup" in get_tags(cell)
        or ON_SCREEN_ID.fullmatch(cell["id"])
        or get_english(cell).startswith(SAYS)
        or (is_code and PLAN.search(cell["source"]))
    )


def is_source_hidden(cell: dict) -> bool:
    """Say whether the product shows the outputs of a code cell alone."""
    return cell["metadata"].get("transient", {}).get("remove_source", False)


def names_kosovo(cells: list[dict]) -> bool:
    """Say whether what one reads or sees in the cells names Kosovo*."""
    return any(KOSOVO.search(text) for cell in cells for text in list_texts(cell))


def holds_picture(cells: list[dict]) -> bool:
    """Say whether an output of the cells is a picture."""
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return any(
        "image/" in kind for output in outputs for kind in output.get("data", {})
    )
