"""What to say about an answer that no rule of its exercise knows."""

import difflib
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from workshop.comparing import (
    is_listlike,
    is_number,
    is_text,
    is_truths,
    plain_value,
    unwrap,
)
from workshop.messages import tr
from workshop.relating import write_plain
from workshop.understanding import clean_text
from workshop.understanding_numbers import explain_pair

IsRight = Callable[[Any], bool]

LIKE_CODE = re.compile(r"\w\.\w+\(|\w+\[.+\]|\w\(.*\)|\w [-+*/<>=]+ \w")
# Verbs that make one value of a column: of numbers, of names.
COUNTING, MEASURING = ("sum",), ("mean", "max", "min", "median", "sum")
NAMING = ("idxmax", "idxmin")
ENOUGH_ALIKE = 0.8


def explain_type(answer: Any, expected: Any, is_right: IsRight) -> str | None:
    """Explain a right idea in the wrong type, or an answer that is no answer."""
    if answer is None:
        return tr(
            "The answer is empty. This happens when the line prints or shows something "
            "but gives nothing back. Write the value itself after the equals sign."
        )
    if callable(answer):
        return explain_verb(answer, is_right)
    if is_truths(answer) and not is_listlike(expected):
        return explain_truths(answer, expected, is_right)
    if is_text(answer) and LIKE_CODE.search(answer) and not is_text(expected):
        return tr(
            "I see a line of code in quotation marks. With them it is a mere text. "
            "Take them away at both ends, so that Python carries the line out."
        )
    if is_text(answer) and is_number(expected):
        return explain_text(answer)
    if is_number(answer) and is_text(expected):
        return tr(
            "I see the number {n}. The answer is a name: a word in quotation marks. "
            "{largest} gives the largest value of a column, and {name} the label of "
            "its row: the name, where the rows have names.",
            n=write_plain(answer),
            largest="`.max()`",
            name="`.idxmax()`",
        )
    if is_listlike(answer) and not is_listlike(expected):
        return explain_several(answer, expected, is_right)
    if is_listlike(expected) and not is_listlike(answer):
        return f"{tell_kind(answer)} {tr('The answer has several values.')}"
    are_words = is_text(answer) and is_text(expected)
    return explain_word(answer, expected) if are_words else None


def explain_verb(answer: Any, is_right: IsRight) -> str:
    """Say that a verb without brackets is not its result yet."""
    verb = getattr(answer, "__name__", "verb")
    owner = getattr(answer, "__self__", None)
    safe = type(owner).__module__.startswith("pandas")  # no verb of anybody's own
    if safe and is_right(unwrap(compute(answer))):
        return tr(
            "This is the right verb, and nobody has run it yet. Python runs a verb "
            "when round brackets follow it: write {code} at the end.",
            code=f"`.{verb}()`",
        )
    return tr(
        "The answer is the verb {verb} itself, not its result. Python runs a verb when "
        "round brackets follow it: {code}.",
        verb=f"`{verb}`",
        code=f"`{verb}()`",
    )


def explain_truths(answer: Any, expected: Any, is_right: IsRight) -> str:
    """Say how a column of True and False becomes a number: count or share."""
    column = pd.Series([one is True for one in map(plain_value, answer)])
    yes = int(column.sum())
    seen = tr(
        "I see one {true} or {false} for each row: {n} time {true}.",
        "I see one {true} or {false} for each row: {n} times {true}.",
        n=yes,
        true="`True`",
        false="`False`",
    )
    if not is_number(expected):
        return seen
    if is_right(yes):
        more = tr("To count them, add {code}: it gives the answer.", code="`.sum()`")
    elif is_right(column.mean()):
        more = tr("For their share, add {code}: it gives the answer.", code="`.mean()`")
    elif float(expected).is_integer():
        more = tr("To count them, add {code}, and check again.", code="`.sum()`")
    else:
        more = tr("For their share, add {code}, and check again.", code="`.mean()`")
    return f"{seen} {more}"


def explain_several(answer: Any, expected: Any, is_right: IsRight) -> str:
    """Say how a table or a column becomes a single value, with a verb if one fits."""
    if isinstance(answer, pd.DataFrame):
        return explain_table(answer, is_right)
    if isinstance(answer, pd.Series):
        found = find_verb(answer, expected, is_right)
        if found:
            return found
    if count_rows(answer, is_right):
        return tr(
            "I see a column of {n} row. That is as many as the question asks for: "
            "if these are the rows to count, {code} counts them.",
            "I see a column of {n} rows. That is as many as the question asks for: "
            "if these are the rows to count, {code} counts them.",
            n=len(answer),
            code="`len(…)`",
        )
    entries = list(answer)
    if entries and all(map(is_text, entries)) and is_right(len(set(entries))):
        return tr(
            "I see the things themselves. The question asks how many different ones "
            "there are: {code} counts what stands between its brackets.",
            code="`len(set(…))`" if len(set(entries)) < len(entries) else "`len(…)`",
        )
    pair = explain_pair(answer, expected) if is_number(expected) else None
    is_pair = isinstance(answer, tuple) and len(answer) == 2
    if is_pair and any(map(is_right, answer)) and not (pair and not answer[0]):
        return tr(
            "I see two values, {one} and {other}. The question asks for one of them "
            "alone: which one? If a comma parts one number, write a point there.",
            one=f"`{answer[0]}`",
            other=f"`{answer[1]}`",
        )
    if pair:
        return pair
    if isinstance(answer, tuple) and type(answer[-1]) is int and is_mixed(answer):
        return tr(
            "The line holds a comma outside of brackets, so Python makes two values of "
            "it. If the comma stands in a number, write a point there: {code}.",
            code="`1.5`",
        )
    in_order = isinstance(answer, list | tuple | pd.Index | np.ndarray)
    if in_order and entries and is_right(entries[0]):
        return tr(
            "I see {n} value. The first is the one that is asked for: add {code}.",
            "I see {n} values. The first is the one that is asked for: add {code}.",
            n=len(entries),
            code="`[0]`",
        )
    return tr(
        "I see {n} value. The answer is another kind of value, a single one.",
        "I see {n} values. The answer is a single one: which of them is it, or which "
        "verb makes one value of them?",
        n=len(answer),
    )


def count_rows(answer: Any, is_right: IsRight) -> bool:
    """Tell whether rows that were kept are as many as the question asks for."""
    return isinstance(answer, pd.Series) and is_right(len(answer))


def is_mixed(answer: tuple) -> bool:
    """Tell whether values of different kinds stand side by side."""
    return len({type(one) for one in answer}) > 1


def find_verb(column: pd.Series, expected: Any, is_right: IsRight) -> str | None:
    """Say which verb makes the right value of a column, or where it stands in it."""
    numeric = pd.api.types.is_numeric_dtype(column)
    is_count = is_number(expected) and float(expected).is_integer()
    # A count may be the largest or the mean of other counts by chance.
    named = NAMING if is_text(expected) else COUNTING if is_count else MEASURING
    verbs = named if numeric else ("nunique",) if is_count else ()
    for verb in verbs:
        if is_right(unwrap(compute(getattr(column, verb)))):
            return tr(
                "I see a whole column. One verb makes a single value of it: {code} "
                "gives what is asked for.",
                code=f"`.{verb}()`",
            )
    names = [name for name, value in column.items() if is_right(value)]
    if not is_count and len(names) == 1 and is_text(names[0]):
        return tr(
            "I see several values, each with a name. The one that is asked for has "
            "the name {name}: add {code}.",
            name=f"`{names[0]}`",
            code=f'`["{names[0]}"]`',
        )
    return None


def explain_table(answer: pd.DataFrame, is_right: IsRight) -> str:
    """Say how a whole table becomes a single value."""
    if is_right(len(answer)):
        return tr(
            "I see the table itself, and the right one. The answer is one number: "
            "{code} counts its rows.",
            code="`len(…)`",
        )
    if answer.size and all(pd.api.types.is_bool_dtype(kind) for kind in answer.dtypes):
        return tr(
            "I see a table of {true} and {false}. {any} asks each row whether one of "
            "its cells is true, and {sum} then counts the rows.",
            true="`True`",
            false="`False`",
            any="`.any(axis=1)`",
            sum="`.sum()`",
        )
    return tr(
        "I see a whole table, with {rows} rows and {columns} columns. The answer is a "
        "single value: take one column of it, and the verb that makes one value.",
        rows=len(answer),
        columns=answer.shape[1],
    )


def explain_text(answer: str) -> str:
    """Say that a text is no number; a single name may belong to a value."""
    if len(re.findall(r"\d+", answer)) > 1:
        return tr(
            'I see more than one number in the text "{text}". Write the one that the '
            "question asks for, without quotation marks.",
            text=answer[:60],
        )
    if re.search(r"\d", answer):
        return tr(
            'I see the text "{text}". The answer is one number, with figures alone and '
            "without quotation marks.",
            text=answer[:60],
        )
    if answer.strip() in list_names():
        return tr(
            'I see the text "{text}". The answer is a number. If a verb such as {verb} '
            "gave it, then it is a name; {other} gives the value that belongs to it.",
            text=answer[:60],
            verb="`.idxmin()`",
            other="`.min()`",
        )
    return tr('I see the text "{text}". The answer is a number.', text=answer[:60])


def list_names() -> set[str]:
    """List the names and codes of all countries and economies."""
    from workshop.wording import list_countries

    names = list_countries()
    return {*names, *names.values(), *(name.strip("*") for name in names.values())}


def explain_word(answer: str, expected: str) -> str | None:
    """Say that a word is nearly the right one, letter by letter."""
    one, other = clean_text(answer).casefold(), clean_text(expected).casefold()
    if not one or re.search(r"\d", one + other):
        return None  # years that look alike are not
    if difflib.SequenceMatcher(None, one, other).ratio() < ENOUGH_ALIKE:
        return None
    return tr(
        'I see "{text}". It is nearly a name that would fit: compare it letter by '
        "letter with the table or the cell above.",
        text=answer[:60],
    )


def compute(verb: Callable[[], Any]) -> Any:
    """Run a verb without anything between its brackets; None if it cannot."""
    try:
        return verb()
    except Exception:  # noqa: BLE001 - then it is no answer, that is all
        return None


def tell_kind(answer: Any) -> str:
    """Say in a whole sentence what kind of thing an answer is."""
    if isinstance(answer, pd.DataFrame):
        return tr("I see a table.")
    if isinstance(answer, pd.Series):
        return tr("I see a column of a table.")
    if callable(answer):
        name = getattr(answer, "__name__", "verb")
        return tr("I see the verb {verb}, without its result.", verb=f"`{name}`")
    if isinstance(answer, bool):
        return tr("I see {value}, which says yes or no.", value=f"`{answer}`")
    if is_number(answer):
        return tr("I see the number {n}.", n=write_plain(answer))
    if is_text(answer):
        return tr('I see the text "{text}".', text=answer[:60])
    if is_listlike(answer):
        return tr("I see {n} value.", "I see {n} values.", n=len(answer))
    return tr("I see a value of the kind {kind}.", kind=f"`{type(answer).__name__}`")
