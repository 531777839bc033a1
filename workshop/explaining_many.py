"""What to say about several values where one is asked for, or another list is."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from workshop.comparing import (
    is_number,
    is_text,
    is_truths,
    plain_value,
    same,
    unwrap,
)
from workshop.messages import tr
from workshop.understanding import clean_text
from workshop.understanding_numbers import explain_pair

IsRight = Callable[[Any], bool]

ID = re.compile(r"[A-Z]{1,2}\d{2,3}")  # of a row: BA11, F208
# Verbs that make one value of a column: of numbers, of names.
COUNTING, MEASURING = ("sum",), ("mean", "max", "min", "median", "sum")
NAMING = ("idxmax", "idxmin")


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
    if not yes and not is_right(0):
        return tr(
            "I see one {true} or {false} for each row, and {true} for none of them: "
            "what is compared here is never alike.",
            true="`True`",
            false="`False`",
        )
    if is_right(yes):
        more = tr("To count them, add {code}: it gives the answer.", code="`.sum()`")
    elif is_right(column.mean()):
        more = tr("For their share, add {code}: it gives the answer.", code="`.mean()`")
    elif float(expected).is_integer():
        more = tr("To count them, add {code}, and check again.", code="`.sum()`")
    else:
        more = tr("For their share, add {code}, and check again.", code="`.mean()`")
    return f"{seen} {more}"


def explain_several(answer: Any, expected: Any, is_right: IsRight) -> str | None:
    """Say how a table or a column becomes a single value, if one can tell."""
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
    if isinstance(answer, tuple) and has_whole_end(answer) and is_mixed(answer):
        return tr(
            "The line holds a comma outside of brackets, so Python makes two values of "
            "it. If the comma stands in a number, write a point before a fraction "
            "({fraction}), and nothing between thousands ({thousand}).",
            fraction="`1.5`",
            thousand="`1500`",
        )
    in_order = isinstance(answer, list | tuple | pd.Index | np.ndarray)
    if in_order and len(entries) > 1 and all(map(is_right, entries)):
        return tr(
            "I see {n} values. Each of them would fit, and the question asks for a "
            "single one: {one} or {other}?",
            n=len(entries),
            one=f"`{entries[0]!r}`",
            other=f"`{entries[1]!r}`",
        )
    if in_order and entries and is_right(entries[0]):
        return tr(
            "I see {n} value. The first is the one that is asked for: add {code}.",
            "I see {n} values. The first is the one that is asked for: add {code}.",
            n=len(entries),
            code="`[0]`",
        )
    return None


def explain_entries(answer: Any, expected: list) -> str | None:
    """Say how many values of a list belong to the answer, and which do not.

    A text that holds several words, with commas or without, counts as a list.
    """
    joined = find_joined(answer)
    if joined:
        return tr(
            'I see "{joined}": more than one id in one text. A comma stands between '
            "two values, outside of the quotation marks: {values}.",
            joined=joined,
            values=", ".join(f'`"{one}"`' for one in ID.findall(joined)),
        )
    marked = find_marked(answer, expected)
    if marked:
        return tr(
            'I see "{text}". An id of this list has letters and figures alone, without '
            "a space or a sign: {id}.",
            text=marked,
            id=f'`"{squeeze(marked)}"`',
        )
    if is_text(answer):
        answer = re.findall(r"[\w-]+", answer)
    given = list(answer) if not isinstance(answer, pd.DataFrame) else []
    if not given or not all(map(is_text, [*given, *expected])):
        return None
    wanted = {clean_text(one).casefold() for one in expected}
    said = {clean_text(one).casefold(): one for one in given}
    others = [one for key, one in said.items() if key not in wanted]
    missing = len(wanted - said.keys())
    if len(others) == len(said):
        return None  # nothing fits: the nudge says what is asked for
    words = [
        tr(
            "{n} value of your list belongs to the answer.",
            "{n} values of your list belong to the answer.",
            n=len(said) - len(others),
        )
    ]
    if others:
        words.append(
            tr(
                "This one does not: {names}.",
                "These do not: {names}.",
                n=len(others),
                names=[str(one)[:40] for one in others[:6]],
            )
        )
    if missing:
        words.append(tr("{n} is still missing.", "{n} are still missing.", n=missing))
    return " ".join(words)


def squeeze(text: str) -> str:
    """Write a text without spaces and signs, in capital letters."""
    return re.sub(r"[\W_]", "", text).upper()


def find_marked(answer: Any, expected: list) -> str:
    """Find an id in which a space or a sign stands, as in "BA 10"."""
    entries = [answer] if is_text(answer) else answer
    ids = [one for one in expected if is_text(one) and ID.fullmatch(one)]
    if not ids or not isinstance(entries, list | tuple | set):
        return ""
    texts = [one.strip() for one in entries if is_text(one)]
    marked = [one for one in texts if ID.fullmatch(squeeze(one))]
    return next((one for one in marked if not one.isalnum()), "")


def find_joined(answer: Any) -> str:
    """Find two ids that became one text in a list, as where a comma is missing."""
    entries = answer if isinstance(answer, list | tuple | set) else []
    joined = re.compile(rf"(?:{ID.pattern}\W*){{2,}}")
    return next((one for one in entries if is_text(one) and joined.fullmatch(one)), "")


def explain_others(answer: Any, expected: Any) -> str:
    """Say that none of the ids that stand in an answer belongs to it, or give ""."""
    given = [answer] if is_text(answer) else answer
    if not isinstance(expected, list) or not isinstance(given, list | tuple | set):
        return ""
    others = [one for one in given if is_text(one) and ID.fullmatch(one)]
    if not others or len(others) < len(given) or {*others} & {*expected}:
        return ""
    return tr(
        "This value does not belong to the answer: {names}.",
        "None of these values belongs to the answer: {names}.",
        n=len(others),
        names=others[:6],
    )


def count_rows(answer: Any, is_right: IsRight) -> bool:
    """Tell whether rows that were kept are as many as the question asks for.

    Numbers with words for labels are sums of columns rather than rows of a table.
    """
    if not isinstance(answer, pd.Series) or not is_right(len(answer)):
        return False
    counted = pd.api.types.is_numeric_dtype(answer) and not is_truths(answer)
    return not (counted and all(map(is_text, answer.index)))


def has_whole_end(answer: tuple) -> bool:
    """Tell whether a comma may have cut a number off at one end of the line."""
    return any(type(one) is int for one in (answer[0], answer[-1]))


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
    # Exactly this value: one that only rounds alike stands there by chance.
    names = [name for name, value in column.items() if same(value, expected)]
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
    if len(answer) == 1:
        return tr(
            "I see a table of one row. The answer is a single value of it: which one?"
        )
    return tr(
        "I see a whole table. Rows: {rows}, columns: {columns}. The answer is a "
        "single value: take one column of it, and the verb that makes one value.",
        rows=len(answer),
        columns=answer.shape[1],
    )


def compute(verb: Callable[[], Any]) -> Any:
    """Run a verb without anything between its brackets; None if it cannot."""
    try:
        return verb()
    except Exception:  # noqa: BLE001 - then it is no answer, that is all
        return None
