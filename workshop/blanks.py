"""What rules are made of: blanks, tests that never raise, texts that are computed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workshop.messages import tr

Text = str | Callable[[Any, Any], str]
MISSING = object()  # the answer's name does not exist in the notebook
BLANKS = " .…_?\n\t"  # what stands where nothing has been written yet


def ask_to_answer(answer: Any) -> str:
    """Ask for an answer; where only some of its values are open, say which."""
    whole = tr("Change the cell above, run it, and then run this check again.")
    if isinstance(answer, Mapping):
        left = [str(key) for key, value in answer.items() if is_open(value)]
    elif isinstance(answer, list | tuple):
        left = [str(n) for n, value in enumerate(answer, 1) if is_open(value)]
    else:
        return ask_between(answer) if isinstance(answer, str) else whole
    if len(left) == len(answer):
        values = [*answer.values()] if isinstance(answer, Mapping) else [*answer]
        text = next((one for one in values if isinstance(one, str)), None)
        return whole if text is None else ask_between(text)
    return tr(
        "One value is still open: {names}. Fill it in, run the cell, and then run this "
        "check again.",
        "{n} values are still open: {names}. Fill them in, run the cell, and then run "
        "this check again.",
        n=len(left),
        names=", ".join(left),
    )


def ask_between(answer: str) -> str:
    """Say that nothing stands between the quotation marks yet, or dots alone."""
    if not answer.strip():
        return tr(
            "Between the quotation marks stands nothing yet. Write the answer there, "
            "run the cell, and then run this check again."
        )
    return tr(
        "Between the quotation marks stands {text}, and no answer yet. Write the "
        "answer in its place, run the cell, and then run this check again.",
        text=f"`{answer.strip()[:20]}`",
    )


def is_open(answer: Any) -> bool:
    """Tell whether an answer is missing or still has a blank (``...``) in it."""
    if answer is MISSING or answer is ...:
        return True
    if isinstance(answer, str):
        return not answer.strip(BLANKS)
    if isinstance(answer, Mapping):
        return any(is_open(value) for value in answer.values())
    if isinstance(answer, list | tuple | set):
        return any(is_open(value) for value in answer)
    return False


def fits(test: Callable[[Any, Any], bool], answer: Any, expected: Any) -> bool:
    """Ask a mistake's test; a test that fails on a strange answer does not fit."""
    try:
        return bool(test(answer, expected))
    except Exception:  # noqa: BLE001 - a strange answer does not fit, that is all
        return False


def speak(text: Text, answer: Any, expected: Any) -> str:
    """Give the words of a reply, computed if need be."""
    return text(answer, expected) if callable(text) else text


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
    """A misunderstanding with a name, a test for it and what to say about it.

    ``of_parts`` says that the test holds for the filled fields of a form alone, too.
    """

    name: str
    fits: Callable[[Any, Any], bool]
    reply: Text
    of_parts: bool = False


def ask_for_rest(answer: Any, exercise: Any) -> str:
    """Ask for what is open, and say what is wrong with what is filled in already."""
    asked = ask_to_answer(answer)
    if not isinstance(answer, Mapping):
        return asked
    filled = {key: value for key, value in answer.items() if not is_open(value)}
    known = (
        one for one in getattr(exercise, "mistakes", ()) if one.of_parts and filled
    )
    said = (
        speak(one.reply, filled, filled)
        for one in known
        if fits(one.fits, filled, filled)
    )
    return "\n\n".join([asked, *said])


@dataclass(frozen=True)
class Case:
    """A test case: an answer (made when it is needed) and the rule that must fit."""

    answer: Callable[[], Any]
    rule: str


def is_begun_form(exercise: Any, answer: Any) -> bool:
    """Tell whether an answer is a form in which at least one field is filled in."""
    is_form = bool(getattr(exercise, "accepts", None)) and isinstance(answer, Mapping)
    return is_form and not all(is_open(value) for value in answer.values())
