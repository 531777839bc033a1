"""The learning check: eight questions in two forms, asked before and after a course.

It is a measurement: nothing in a notebook says which answer is right. The answers are
plain names, ``before_1 = "b"``, which can be read without running the notebook.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from scripts.door.errors import Problem
from scripts.lessons.notebooks import name_file
from scripts.lessons.products import WORKSHEET
from workshop.messages import tr

FORMS = ("A", "B")
OBJECTIVE = re.compile(r"^Objective: (.+)$", re.MULTILINE)
ANSWER = re.compile(r"^Answer: ([a-h])$", re.MULTILINE)
CHOICE = re.compile(r"^- \*\*([a-h])\*\* ", re.MULTILINE)


@dataclass(frozen=True)
class Item:
    """One question in one form: its text with the choices, and the right letter."""

    number: int
    form: str
    objective: str
    text: str
    answer: str

    @property
    def choices(self) -> list[str]:
        """The letters that one may choose."""
        return CHOICE.findall(self.text)


@dataclass(frozen=True)
class LearningCheck:
    """Title, introduction, what one's code is (all Markdown), and the items."""

    title: str
    introduction: str
    code: str
    items: tuple[Item, ...]

    def list_form(self, form: str) -> list[Item]:
        """List the items of one form in order."""
        return [item for item in self.items if item.form == form]


def read_check(path: Path) -> LearningCheck:
    """Read the file of the learning check; raise Problem when it is not whole."""
    name = name_file(path)
    head, *parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.M)
    title, introduction, *rest = [part.strip() for part in head.split("\n\n")]
    items = [item for part in parts for item in read_items(part, name)]
    check = LearningCheck(
        title.removeprefix("# "), introduction, "\n\n".join(rest).strip(), tuple(items)
    )
    numbers = [item.number for item in check.list_form("A")]
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        raise Problem(f"{name}: number the questions 1, 2, 3 … without a gap.")
    return check


def read_items(part: str, name: str) -> list[Item]:
    """Read both forms of one question."""
    number, _, rest = part.partition("\n")
    place = f"{name}, question {number.strip()}"
    objective = OBJECTIVE.search(rest)
    if not number.strip().isdigit() or not objective:
        raise Problem(f'{place}: write "## 1" and below it "Objective: …".')
    _, *pieces = re.split(r"^### (\w+)\n", rest, flags=re.M)
    texts = dict(zip(pieces[::2], pieces[1::2], strict=True))
    if list(texts) != list(FORMS):
        raise Problem(f"{place}: it needs two forms, ### A and ### B.")
    items = []
    for form, text in texts.items():
        answer = ANSWER.search(text)
        text = ANSWER.sub("", text).strip()
        item = Item(int(number), form, objective[1], text, answer[1] if answer else "")
        if item.answer not in item.choices:
            raise Problem(
                f'{place}{form}: the line "Answer: …" names none of its choices '
                f"({', '.join(item.choices)}); mend it."
            )
        items.append(item)
    return items


def make_cells(check: LearningCheck, half: str) -> list[NotebookNode]:
    """Return what participants fill in for one half, "before" or "after".

    The words before it stand in ``check-before.md`` and ``check-after.md``.
    """
    base, tags = f"w-check-{half}", {"tags": [WORKSHEET]}
    cells = []
    if half == "before":
        slide = {"slideshow": {"slide_type": "subslide"}}
        code = f"my_code = ...  # {tr('a code instead of your name')}"
        cells += [
            new_markdown_cell(check.code, id=f"{base}-code-how", metadata=slide),
            new_code_cell(code, id=f"{base}-code", metadata=tags),
        ]
    for form in FORMS:
        text = fold(tr("Form {form}", form=form), write_form(check.list_form(form)))
        id_ = f"{base}-{form.lower()}"
        cells.append(new_markdown_cell(text, id=id_, metadata=tags))
    names = [f"{half}_{item.number} = ..." for item in check.list_form("A")]
    choice = tr('"A" or "B"')
    code = "\n".join([f"{half}_form = ...  # {choice}", *names])
    return [*cells, new_code_cell(code, id=f"{base}-answers", metadata=tags)]


def write_form(items: list[Item]) -> str:
    """Write the questions of a form, one below the other."""
    return "\n\n".join(f"**{item.number}.** {item.text}" for item in items)


def fold(title: str, text: str) -> str:
    """Return Markdown that a reader opens."""
    return f"<details><summary>{title}</summary>\n\n{text}\n\n</details>"
