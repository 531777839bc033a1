"""Say in a sentence what the check sees, and what kind of value is asked for."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from workshop.comparing import is_listlike, is_number, is_text
from workshop.messages import tr
from workshop.relating import explain_value, place_number, write_plain
from workshop.understanding_dates import explain_date
from workshop.understanding_numbers import Reading


def tell_rest(
    answer: Any, expected: Any, nudge: str, line: str = "", typed: bool = True
) -> tuple[bool, str]:
    """Tell whether the type is another one, and what to say where no rule fits.

    ``line`` says what the line of the answer does, ``typed`` whether it is written out
    rather than worked out.
    """
    date = explain_date(answer, expected)
    if date:
        return True, date
    kind = tell_other_kind(answer, expected)
    kind = drop_repetition(tell_kind(answer), kind, nudge)
    if kind:
        return True, " ".join(filter(None, [kind, line, nudge]))
    seen = place_number(answer, expected, typed) or tell_seen(answer)
    return False, " ".join(filter(None, [seen, line, nudge]))


def tell_unknown(answer: Any, expected: Any) -> str:
    """Say which entries of a form it does not have, and which there are; or ""."""
    if not isinstance(answer, Mapping) or not isinstance(expected, Mapping):
        return ""
    unknown = [str(key) for key in answer if key not in expected]
    if not unknown or len(unknown) == len(answer):
        return ""
    return tr(
        "I do not know the field {unknown}. The form has these fields: {fields}.",
        unknown=" or ".join(unknown),
        fields=list(expected),
    )


def tell_readings(
    readings: list[Reading], expected: Any, is_right: Callable[[Any], bool]
) -> str:
    """Name what was read, and where it lies; two readings are named both."""
    values = list(dict.fromkeys(one.value for one in readings))
    if len(values) > 1:
        return tr(
            "This can be read as {one} or as {other}; neither is what the data "
            "give. Python writes a number without quotation marks, with a point "
            "for the fraction and nothing between thousands.",
            one=f"`{values[0]}`",
            other=f"`{values[1]}`",
        )
    related = explain_value(values[0], expected, is_right)
    return f"{readings[0].note} {related or place_number(values[0], expected)}"


def tell_other_kind(answer: Any, expected: Any) -> str:
    """Say what is seen and what kind of value the answer is; "" if both are alike."""
    if is_text(answer) and is_number(expected):
        return tr('I see the text "{text}". The answer is a number.', text=answer[:60])
    if is_listlike(answer) and not is_listlike(expected):
        return tr(
            "I see {n} value. The answer is another kind of value, a single one.",
            "I see {n} values. The answer is a single one: which of them is it, or "
            "which verb makes one value of them?",
            n=len(answer),
        )
    if is_listlike(expected) and not is_listlike(answer):
        return f"{tell_kind(answer)} {tr('The answer has several values.')}"
    return ""


def drop_repetition(seen: str, kind: str, nudge: str) -> str:
    """Leave out the last sentence of ``kind`` where the nudge begins like it.

    "The answer is a number. The answer is a share …" says one thing twice.
    """
    last = re.split(r"(?<=[.!?\"]) ", kind)[-1] if kind else ""
    return seen if last and last.split()[:2] == nudge.split()[:2] else kind


def tell_seen(answer: Any) -> str:
    """Say which text, or how many values, the check sees; "" for what shows itself."""
    if isinstance(answer, pd.Timestamp):
        return tr("I see the date {date}.", date=str(answer.date()))
    known = (is_text(answer), is_number(answer), is_listlike(answer))
    return tell_kind(answer) if any(known) and not isinstance(answer, dict) else ""


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
