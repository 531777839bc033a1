"""How an answer is judged: ordered rules, and the first that fits wins."""

import math
import numbers
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

MISSING = object()  # the answer's name does not exist in the notebook

Text = str | Callable[[Any, Any], str]


@dataclass(frozen=True)
class Reply:
    """What a participant hears: the rule that fitted, its kind and the words.

    ``kind`` is ``open`` (not answered yet), ``right`` or ``again`` (look once more).
    """

    rule: str
    kind: str
    text: str


@dataclass(frozen=True)
class Mistake:
    """A misunderstanding with a name, a test for it and what to say about it."""

    name: str
    fits: Callable[[Any, Any], bool]
    reply: Text


@dataclass(frozen=True)
class Case:
    """A test case: an answer (made when it is needed) and the rule that must fit."""

    answer: Callable[[], Any]
    rule: str


@dataclass(frozen=True)
class Exercise:
    """An exercise whose right answer is computed from the data.

    ``tolerance`` is the largest accepted difference of a number; ``any_order`` accepts
    a list or a table column in any order. Where many answers are right, such as a form
    that somebody fills in, ``accepts`` tells; a form with gaps is then judged, too.
    ``paper`` gives the answer of the paper version where that asks another question
    than the screen; it is computed, so that refreshed data never makes it false.
    """

    expected: Callable[[], Any]
    right: Text
    mistakes: list[Mistake]
    nudge: str
    hints: tuple[str, ...]
    cases: list[Case]
    tolerance: float = 1e-9
    any_order: bool = False
    accepts: Callable[[Any], bool] | None = None
    paper: Callable[[], str] | None = None

    def judge(self, answer: Any) -> Reply:
        """Judge an answer that is there; see ``judge`` for the rest."""
        expected = self.expected()
        plain = unwrap(answer) if is_number(expected) or is_text(expected) else answer
        if self._is_right(plain, expected):
            return Reply("right", "right", speak(self.right, plain, expected))
        for mistake in self.mistakes:
            if fits(mistake.fits, plain, expected):
                return Reply(
                    mistake.name, "again", speak(mistake.reply, plain, expected)
                )
        other = explain_type(answer, expected, self._is_right)
        if other:
            return Reply("another type", "again", other)
        return Reply("nudge", "again", self.nudge)

    def _is_right(self, answer: Any, expected: Any) -> bool:
        if self.accepts:
            return fits(lambda one, _: self.accepts(one), answer, expected)
        return same(answer, expected, self.tolerance, self.any_order)


@dataclass(frozen=True)
class Question:
    """A question with lettered choices; every letter has a reply of its own.

    Several letters in ``right`` make it a question of judgement.
    """

    right: dict[str, str]
    wrong: dict[str, str]
    hints: tuple[str, ...] = ()
    cases: list[Case] = field(default_factory=list)
    paper: Callable[[], str] | None = None

    def judge(self, answer: Any) -> Reply:
        """Judge the letter of a choice; see ``judge`` for the rest."""
        letters = ", ".join(f'"{key}"' for key in sorted({**self.right, **self.wrong}))
        if not is_text(answer):
            return Reply(
                "another type",
                "again",
                f"The answer is one letter in quotation marks: {letters}. "
                f"I see {describe(answer)}.",
            )
        letter = re.sub(r"[^a-z]", "", answer.lower())
        if letter in self.right:
            return Reply("right", "right", self.right[letter])
        if letter in self.wrong:
            return Reply(f"chose {letter}", "again", self.wrong[letter])
        return Reply("nudge", "again", f'I see "{answer}". The choices are {letters}.')


def judge(exercise: Exercise | Question, answer: Any) -> Reply:
    """Judge ``answer`` by the rules of ``exercise``. It never raises."""
    if is_open(answer) and not is_begun_form(exercise, answer):
        return Reply(
            "open",
            "open",
            "Change the cell above, run it, and then run this check again.",
        )
    try:
        return exercise.judge(answer)
    except Exception as error:  # noqa: BLE001 - a check never shows a traceback
        return Reply(
            "no check",
            "open",
            f"The check could not compute its own answer ({error}). "
            "Run the setup cell at the top once more; "
            "if it stays, tell the facilitator.",
        )


def is_open(answer: Any) -> bool:
    """Tell whether an answer is missing or still has a blank (``...``) in it."""
    if answer is MISSING or answer is ...:
        return True
    if isinstance(answer, str):
        return answer.strip() in {"", "...", "…"}
    if isinstance(answer, Mapping):
        return any(is_open(value) for value in answer.values())
    if isinstance(answer, list | tuple | set):
        return any(is_open(value) for value in answer)
    return False


def is_begun_form(exercise: Exercise | Question, answer: Any) -> bool:
    """Tell whether an answer is a form in which at least one field is filled in."""
    is_form = bool(getattr(exercise, "accepts", None)) and isinstance(answer, Mapping)
    return is_form and not all(is_open(value) for value in answer.values())


def is_number(value: Any) -> bool:
    """Tell whether ``value`` is one number (True and False are not)."""
    return isinstance(value, numbers.Number) and not isinstance(value, bool)


def is_text(value: Any) -> bool:
    """Tell whether ``value`` is text."""
    return isinstance(value, str)


def unwrap(answer: Any) -> Any:
    """Take the single value out of a list, column or table that holds just one."""
    if isinstance(answer, pd.DataFrame) and answer.size == 1:
        return answer.iat[0, 0]
    if isinstance(answer, pd.Series | pd.Index) and len(answer) == 1:
        return answer.tolist()[0]
    if isinstance(answer, list | tuple | set) and len(answer) == 1:
        return next(iter(answer))
    return answer.item() if getattr(answer, "shape", None) == () else answer


def same(
    answer: Any, expected: Any, tolerance: float = 1e-9, any_order: bool = False
) -> bool:
    """Tell whether two answers mean the same, whatever their type. It never raises.

    Numbers may differ by ``tolerance``; text by capitals and spaces around it. Columns
    that carry labels are compared with their labels, lists by their values.
    """
    try:
        return _same(answer, expected, tolerance, any_order)
    except Exception:  # noqa: BLE001 - a strange answer does not fit, that is all
        return False


def _same(answer: Any, expected: Any, tolerance: float, any_order: bool) -> bool:
    if isinstance(answer, bool) != isinstance(expected, bool):
        return False  # True is no answer to "how many?"
    if is_number(answer) and is_number(expected):
        return math.isclose(answer, expected, rel_tol=1e-9, abs_tol=tolerance)
    if is_text(answer) and is_text(expected):
        return answer.strip().casefold() == expected.strip().casefold()
    if isinstance(answer, pd.DataFrame) or isinstance(expected, pd.DataFrame):
        return _same_table(answer, expected, tolerance, any_order)
    if isinstance(expected, Mapping) or isinstance(answer, Mapping):
        return _same_pairs(dict(answer), dict(expected), tolerance)
    if isinstance(answer, pd.Series) and isinstance(expected, pd.Series):
        ordered = any_order or list(answer.index) == list(expected.index)
        return ordered and _same_pairs(dict(answer), dict(expected), tolerance)
    if _is_listlike(answer) and _is_listlike(expected):
        return _same_lists(list(answer), list(expected), tolerance, any_order)
    return not _is_listlike(answer) and bool(answer == expected)


def _same_table(answer, expected, tolerance: float, any_order: bool) -> bool:
    if set(answer.columns) != set(expected.columns) or len(answer) != len(expected):
        return False
    answer = answer[list(expected.columns)]
    if any_order:
        answer, expected = answer.sort_index(), expected.sort_index()
    return _same_lists(
        answer.to_numpy().ravel().tolist(),
        expected.to_numpy().ravel().tolist(),
        tolerance,
        False,
    )


def _same_pairs(answer: dict, expected: dict, tolerance: float) -> bool:
    return answer.keys() == expected.keys() and all(
        _same_value(answer[key], expected[key], tolerance) for key in expected
    )


def _same_lists(answer: list, expected: list, tolerance: float, any_order) -> bool:
    if len(answer) != len(expected):
        return False
    if any_order:
        answer, expected = sorted(answer, key=str), sorted(expected, key=str)
    pairs = zip(answer, expected, strict=True)
    return all(_same_value(one, other, tolerance) for one, other in pairs)


def _same_value(one: Any, other: Any, tolerance: float) -> bool:
    if pd.api.types.is_scalar(one) and pd.isna(one):
        return pd.api.types.is_scalar(other) and bool(pd.isna(other))
    return same(one, other, tolerance)


def _is_listlike(value: Any) -> bool:
    return pd.api.types.is_list_like(value)


def fits(test: Callable[[Any, Any], bool], answer: Any, expected: Any) -> bool:
    """Ask a mistake's test; a test that fails on a strange answer does not fit."""
    try:
        return bool(test(answer, expected))
    except Exception:  # noqa: BLE001 - a strange answer does not fit, that is all
        return False


def speak(text: Text, answer: Any, expected: Any) -> str:
    """Give the words of a reply, computed if need be."""
    return text(answer, expected) if callable(text) else text


def explain_type(answer: Any, expected: Any, is_right: Callable) -> str | None:
    """Explain a right idea in the wrong type, or an answer that is no answer."""
    if answer is None:
        return (
            "The answer is empty. This happens when the line prints or shows something "
            "but gives nothing back. Write the value itself after the equals sign."
        )
    if callable(answer):
        return (
            f"The answer is the name of a verb ({describe(answer)}), not its result. "
            "Python runs a verb when round brackets follow it: `verb()`."
        )
    if is_text(answer) and is_number(expected):
        number = read_number(answer)
        if number is None:
            return f'I see the text "{answer}". The answer is a number.'
        if is_right(number, expected):
            return (
                "The value is right, and it is written as text. "
                "Remove the quotation marks, so that Python can compute with it."
            )
        return (
            "The answer is text, because it stands in quotation marks. "
            "Remove them to make it a number; then look at the value once more."
        )
    if is_number(answer) and is_text(expected):
        return "I see a number. The answer is a word: put it in quotation marks."
    if _is_listlike(answer) and not _is_listlike(expected):
        return (
            f"I see {describe(answer)} with {len(answer)} entries. "
            "The answer is a single value: which one of them is it?"
        )
    if _is_listlike(expected) and not _is_listlike(answer):
        return f"I see {describe(answer)}. The answer has several values."
    return None


def read_number(text: str) -> float | None:
    """Read a number from text as people write it: ``1,196``, ``62 %``, ``0,62``."""
    plain = re.sub(r"[\s%]", "", text)
    plain = re.sub(r",(?=\d{3}\b)", "", plain).replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def describe(answer: Any) -> str:
    """Say in plain words what kind of thing an answer is."""
    if isinstance(answer, pd.DataFrame):
        return "a table"
    if isinstance(answer, pd.Series):
        return "a column of a table"
    if callable(answer):
        return f"`{getattr(answer, '__name__', 'a verb')}`"
    if isinstance(answer, bool):
        return f"`{answer}` (true or false)"
    if is_number(answer):
        return f"the number {answer}"
    if is_text(answer):
        return f'the text "{answer}"'
    if _is_listlike(answer):
        return "a list"
    return f"something of the kind `{type(answer).__name__}`"
