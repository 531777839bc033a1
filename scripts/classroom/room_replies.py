"""What the board says of a reply: its words, the title of its exercise, the notes."""

import json
import re
from functools import cache
from pathlib import Path

from workshop.checking import find_exercise
from workshop.messages import look_up, tr
from workshop.rules import Exercise, Mistake, Question, judge

START, OPEN, RIGHT = "start", "open", "right"
# Replies that every exercise may give.
COMMON = {
    OPEN: "No answer yet.",
    RIGHT: "Right.",
    "stopped": "The cell stopped with an error.",
    "another type": "The answer stands there in another form than the exercise has.",
    "line": "The line does something else than the exercise asks.",
    "by chance": "The number is right by chance: the line takes another column.",
    "related value": "The value belongs to something near the answer.",
    "two letters": "There is more than one letter.",
    "nudge": "Another value, which no reply knows by name.",
    "no check": "The check could not compute its own answer.",
}
TASK = re.compile(r"ex-(\d+)-(q?\d+)-task")
OF_EXERCISE = re.compile(r"ex-(\d+)-(q?\d+)(?:-.*)?")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
MARKS = re.compile(r"\*+|`")


class Replies:
    """Looks replies up in the rules of the exercises, and notes in the lessons."""

    def __init__(self, notebooks: Path) -> None:
        self.titles: dict[str, str] = {}
        self.notes: dict[str, list[str]] = {}
        for path in sorted(notebooks.glob("[0-9][0-9]-*.ipynb")):
            self.read(json.loads(path.read_text(encoding="utf-8"))["cells"])

    def read(self, cells: list[dict]) -> None:
        """Read titles and notes of the exercises of a lesson."""
        current = ""
        for cell in cells:
            text, tags = "".join(cell["source"]), cell["metadata"].get("tags", [])
            found = OF_EXERCISE.fullmatch(cell["id"])
            if found:
                current = f"{found[1]}.{found[2]}"
            if TASK.fullmatch(cell["id"]) and (heading := HEADING.search(text)):
                self.titles[current] = heading[1].partition(" · ")[0]
            elif "facilitator" in tags and current:
                self.notes.setdefault(current, []).extend(to_paragraphs(text))
            elif not found:
                current = ""

    def get_title(self, exercise: str) -> str:
        """Return the title of an exercise as its lesson has it."""
        return self.titles.get(exercise) or tr("Exercise {id}", id=exercise)

    def get_notes(self, exercise: str) -> list[str]:
        """Return what the notes of an exercise say, by paragraph."""
        return self.notes.get(exercise, [])

    def knows(self, exercise: str, name: str) -> bool:
        """Say whether an exercise has a reply of this name."""
        rules = find_exercise(exercise)
        return rules is not None and (name in COMMON or name in list_named(exercise))

    def explain(self, exercise: str, name: str) -> str:
        """Return the words of a reply."""
        return look_up(COMMON[name]) if name in COMMON else list_named(exercise)[name]


@cache
def list_named(exercise: str) -> dict[str, str]:
    """Return the words of the replies that only one exercise has, by name."""
    rules = find_exercise(exercise)
    if rules is None:
        return {}
    if isinstance(rules, Question):
        return {f"chose {key}": to_plain(text) for key, text in rules.wrong.items()}
    return {one.name: to_plain(find_words(rules, one)) for one in rules.mistakes}


def find_words(rules: Exercise, mistake: Mistake) -> str:
    """Return what a mistake hears: its words, or those of its first test case."""
    if isinstance(mistake.reply, str):
        return mistake.reply
    case = next((one for one in rules.cases if one.rule == mistake.name), None)
    return judge(rules, case.answer()).text if case else mistake.name


def to_paragraphs(markdown: str) -> list[str]:
    """Return the paragraphs of a note as plain text."""
    parts = re.split(r"\n\s*\n", markdown)
    return [plain for part in parts if (plain := to_plain(part))]


def to_plain(markdown: str) -> str:
    """Return a paragraph without marks, and links as their words."""
    return " ".join(MARKS.sub("", LINK.sub(r"\1", markdown)).split())
