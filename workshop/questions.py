"""How the answer to a question with lettered choices is judged."""

import ast
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from workshop.blanks import Case, Reply
from workshop.choosing import (
    ask_for_one,
    ask_which,
    explain_words,
    find_choice,
    find_several,
    list_letters,
    list_together,
    note_letter,
    note_words,
)
from workshop.comparing import is_text, unwrap
from workshop.given import Given
from workshop.messages import tr
from workshop.telling import tell_kind


@dataclass(frozen=True)
class Question:
    """A question with lettered choices; every letter has a reply of its own.

    Several letters in ``right`` make it a question of judgement. ``numbers`` says which
    letters a number may mean where the choices themselves name numbers ("stage four"):
    several are asked about, and none where the number names no choice.
    """

    right: dict[str, str]
    wrong: dict[str, str]
    numbers: dict[int, str] = field(default_factory=dict)
    hints: tuple[str, ...] = ()
    cases: list[Case] = field(default_factory=list)
    paper: Callable[[], str] | None = None

    def judge(self, answer: Any, words: Mapping[str, str] | None = None) -> Reply:
        """Judge the letter of a choice or its words; see ``judge`` for the rest."""
        answer = unwrap(answer)
        keys = sorted({**self.right, **self.wrong})
        choices = ", ".join(f'"{key}"' for key in keys)
        found = find_choice(answer, words or {})
        said = found if len(found) == 1 else []
        letters = said or list_letters(answer, "".join(keys), self.numbers)
        if not letters and found:
            return Reply("nudge", "again", ask_which(answer, found))
        letters = letters or find_several(answer, words or {})
        letters = letters or list_together(answer, "".join(keys))
        if not letters:
            text = explain_words(answer, words or {}) or tr(
                "{seen} The answer is the letter that stands before a choice, in "
                "quotation marks: {choices}.",
                seen=tell_kind(answer),
                choices=choices,
            )
            kind = "nudge" if is_text(answer) else "another type"
            return Reply(kind, "again", text)
        letter = next((one for one in letters if one in self.right), letters[0])
        meant = is_text(answer) and re.search(rf"\b{letter}\b", answer.casefold())
        if len(letters) > 1:  # в: b or c
            return Reply("two letters", "again", ask_for_one(answer, letters))
        note = "" if meant else note_letter(answer, letter)
        note = note_words(answer, letter) if said else note
        if letter in self.right:
            return Reply("right", "right", self.right[letter] + note)
        return Reply(f"chose {letter}", "again", self.wrong[letter] + note)


def say_letter(given: Given, choices: Collection[str]) -> str:
    """Say that a letter without quotation marks is a name that holds something else."""
    letters = find_named(given.value, choices)
    names = [node.id for node in given.find(ast.Name)]
    if len(letters) > 1 and (names or isinstance(given.value, ast.BoolOp)):
        return ask_for_one(letters, letters)
    if not letters or not names:
        return ""
    return tr(
        "Without quotation marks `{letter}` is a name, and it holds something else in "
        'this notebook. The choice is written with them: "{letter}".',
        letter=names[0],
    )


def find_named(value: ast.expr | None, choices: Collection[str]) -> list[str]:
    """List the choices that a line names, with quotation marks or without, else none.

    A line that holds anything else names none.
    """
    parts = [value] if value else []
    letters = []
    while parts:
        part = parts.pop(0)
        if isinstance(part, ast.List | ast.Tuple | ast.Set):
            parts = [*part.elts, *parts]
        elif isinstance(part, ast.BoolOp):
            parts = [*part.values, *parts]
        else:
            word = getattr(part, "id", getattr(part, "value", ""))
            letters.append(word.casefold() if isinstance(word, str) else "")
    known = {*letters} <= {*choices}
    return list(dict.fromkeys(letters)) if known else []
