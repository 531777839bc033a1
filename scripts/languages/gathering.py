"""Gather every text that people read, as messages that say where they stand."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from scripts.door.files import ROOT
from scripts.languages import calls, listed, templates
from scripts.languages.code import list_texts
from scripts.languages.passages import LETTER, list_passages, split_markdown
from scripts.lessons.cells import get_tags
from scripts.lessons.courses import read_file
from scripts.lessons.feedback import find_rules, read_feedback
from scripts.lessons.linking import NOT_READ
from scripts.lessons.listing import list_lessons
from scripts.lessons.notebooks import read_notebook
from scripts.proof.verify import EXAMPLE_PLAN

PARTS = ("lessons", "courses", "feedback", "workshop", "data", "pages")
# Where a line ends says something: then it stays where it is.
HARD_BREAK = re.compile(r"(?:  |\\)\n")
# What stands in a table and is no word: ids, codes, addresses, numbers.
NO_TEXT = re.compile(
    r"[A-Z]{2}-?\d+\w*|[A-Z]\d+|[a-z]{2}|[A-Z]{1,4}|https?://\S+|[\d\W_]+|\d+ ?%"
)
GLOSSARY = "glossary"
# How to use the pages without a mouse: a page of its own beside every course.
HELP = "docs/accessibility.md"
COURSE_KEYS = ("title", "question")


@dataclass
class Message:
    """A text once, with all places where it stands: (file, cell or line or id)."""

    text: str
    part: str
    plural: str = ""
    places: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def words(self) -> int:
        """How many words a translator reads."""
        return len(re.findall(r"[^\W\d_]+", self.text))


class Collection:
    """Messages by their text: each stands once, in the part that named it first."""

    def __init__(self) -> None:
        self.messages: dict[str, Message] = {}

    def add(
        self, part: str, text: str, place: tuple, note: str = "", plural: str = ""
    ) -> None:
        """Add one place of a text."""
        message = self.messages.setdefault(text, Message(text, part))
        message.plural = message.plural or plural
        if place not in message.places:
            message.places.append(place)
        if note and note not in message.notes:
            message.notes.append(note)


def gather(root: Path = ROOT) -> dict[str, Message]:
    """Return all messages of a project by text; parts in the order of PARTS."""
    found = Collection()
    lessons = list_lessons(root=root)
    notebooks = {path: read_notebook(path) for path in lessons}
    for path, notebook in notebooks.items():
        for cell in notebook.cells:
            add_cell(found, f"notebooks/{path.name}", cell)
    for path in sorted((root / "courses").glob("*.toml")):
        add_course(found, path)
    for path in sorted((root / "courses/words").glob("*.md")):
        add_markdown(found, "courses", path.read_text("utf-8"), path.name, "words")
    for path in lessons:
        add_feedback(found, path)
    for place, text, plural in calls.list_messages(root / "workshop", root):
        part = "feedback" if "/feedback/" in place[0] else "workshop"
        found.add(part, text, place, plural=plural)
    for name, text in calls.list_constants():
        found.add("workshop", text, (name, ""))
    for place, text, note in templates.list_messages(root):
        found.add("pages", text, place, note)
    for place, text, plural in templates.list_plurals(root):
        found.add("pages", text, place, plural=plural)
    own = root / "scripts"
    home = own if (own / "pages").is_dir() else ROOT / "scripts"
    for folder in ("pages", "kit", "lessons", "languages", "classroom"):
        for place, text, plural in calls.list_messages(home / folder, home.parent):
            found.add("pages", text, place, plural=plural)
    source = root / HELP if (root / HELP).is_file() else ROOT / HELP
    add_passages(found, "pages", source.read_text("utf-8"), (HELP, ""), "")
    for text in calls.list_page_constants():
        found.add("pages", text, ("scripts", ""))
    add_data(found, notebooks, root)
    for place, text, column in listed.list_texts(root):
        found.add("data", text, place, f"in a list to choose from: {column}")
    for text in list_example():
        found.add("data", text, ("scripts/proof/example_plan.json", ""), "example plan")
    return found.messages


def list_example() -> list[str]:
    """List what the plan of the example team says."""
    boxes = json.loads(EXAMPLE_PLAN.read_text(encoding="utf-8"))["boxes"]
    texts = [text for box in boxes.values() for text in box.values()]
    return [text for text in texts if isinstance(text, str) and LETTER.search(text)]


def add_cell(found: Collection, file: str, cell: dict) -> None:
    """Add the passages of a Markdown cell, or the texts of its code."""
    place = (file, cell["id"])
    if cell["cell_type"] == "markdown":
        add_passages(found, "lessons", cell["source"], place, describe(cell))
    else:
        for text in list_texts(cell["source"]):
            note = f"in code: {text.kind}"
            found.add("lessons", text.text, place, note, text.plural)


def describe(cell: dict) -> str:
    """Say who reads a cell, where that is not everybody."""
    return ", ".join(sorted(get_tags(cell) & NOT_READ))


def add_passages(
    found: Collection, part: str, source: str, place: tuple, note: str
) -> None:
    """Add the passages of Markdown."""
    for piece in list_passages(split_markdown(source)):
        kind = "" if piece.kind == "paragraph" else piece.kind
        notes = ", ".join(filter(None, (kind, note)))
        found.add(part, flatten(piece.text), place, notes)


def flatten(passage: str) -> str:
    """Return a passage as one line: where lines end in the source says nothing."""
    if HARD_BREAK.search(passage):
        return passage
    return " ".join(passage.split())


def add_markdown(
    found: Collection, part: str, source: str, name: str, note: str
) -> None:
    """Add the passages of a file of words."""
    add_passages(found, part, source, (f"courses/words/{name}", ""), note)


def add_course(found: Collection, path: Path) -> None:
    """Add the texts of the file of a course."""
    for text in list_course_texts(read_file(path)):
        found.add("courses", text, (f"courses/{path.name}", ""), "in a table")


def list_course_texts(plain: dict) -> list[str]:
    """List what a course file says: title, question, who, what is in the hand."""
    texts = [plain[key].strip() for key in COURSE_KEYS if plain.get(key)]
    for day in plain.get("days", ()):
        for block in day.get("blocks", ()):
            texts += [*block.get("material", ()), block.get("who", "facilitator")]
    return list(dict.fromkeys(texts))


def add_feedback(found: Collection, lesson: Path) -> None:
    """Add what the rules of a lesson's exercises say that is not computed."""
    rules = find_rules(lesson)
    file = f"workshop/feedback/{rules.name}"
    for exercise, rule in read_feedback(rules).items():
        for text, note in list_replies(rule):
            if isinstance(text, str) and text:
                found.add("feedback", text, (file, exercise), note)


def list_replies(rule: Any) -> Iterator[tuple[str, str]]:
    """Yield the replies and hints of one exercise, with what each is."""
    wrong, right = getattr(rule, "wrong", {}), rule.right
    replies = right.items() if isinstance(right, dict) else [("", right)]
    for letter, text in [*replies, *wrong.items()]:
        yield text, f"reply to {letter}" if letter else "reply to a right answer"
    for mistake in getattr(rule, "mistakes", ()):
        yield mistake.name, "name of a mistake, for the facilitator"
        yield mistake.reply, f"reply: {mistake.name}"
    yield getattr(rule, "nudge", ""), "nudge"
    for text in rule.hints:
        yield text, "hint"


def add_data(found: Collection, notebooks: dict, root: Path) -> None:
    """Add what tables show: cells and headers in the outputs, and the glossary."""
    for path, notebook in notebooks.items():
        for cell in notebook.cells:
            for text in list_shown(cell):
                place = (f"notebooks/{path.name}", cell["id"])
                if text in found.messages:
                    found.messages[text].places.append(place)
                else:
                    found.add("data", text, place, "in a table")
    table = root / f"data/{GLOSSARY}.csv"
    if not table.is_file():
        return
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for key in ("term", "explanation"):
                found.add("data", row[key], (f"data/{GLOSSARY}.csv", row["id"]), key)


def list_shown(cell: dict) -> Iterable[str]:
    """List the texts of tables that a cell shows; lists of sources are none."""
    shown: dict = {}
    for output in cell.get("outputs", ()):
        html = output.get("data", {}).get("text/html", "")
        if "<t" not in html or "source-list" in html:
            continue
        for part in BeautifulSoup(html, "html.parser").find_all(["td", "th"]):
            text = part.get_text().strip()
            if LETTER.search(text) and not NO_TEXT.fullmatch(text):
                shown[text] = None
    return shown
