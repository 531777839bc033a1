"""A sign between two things that it does not join: dates, texts, a power."""

import ast
import re

from workshop.errors.asked import asks_for_text
from workshop.errors.dates import compute_date, say_computed
from workshop.errors.proposals import propose
from workshop.errors.rewriting import swap
from workshop.errors.stop import Stop
from workshop.messages import tr


def say_join(stop: Stop, said: str) -> str:
    """Explain a sign by what stands at its sides, "" where that is another matter."""
    text = say_date(stop, said) or say_decided(stop, said)
    if text or not re.search(r"bitwise_xor|for \^:", said):
        return text
    return propose(
        tr("Python writes a power with two stars, `**`; the sign `^` is another one."),
        swap(r"\^", "**", stop.line),
        stop,
    )


def say_date(stop: Stop, said: str) -> str:
    """Explain a date in quotation marks, or days without their verb, in a sum."""
    line = compute_date(stop.line)
    dates = "Timestamp"
    if line.count(dates) == stop.line.count(dates) or not re.search(
        "str|Timestamp|unsupported", said
    ):
        return ""
    return propose(say_computed(), line, stop)


def say_decided(stop: Stop, said: str) -> str:
    """Say that one of two texts is to be chosen: ``"a" & "d"``."""
    found = re.search(r"for ([-&|^/*]): 'str' and 'str'", said)
    value = getattr(stop.statement, "value", None)
    sides = [getattr(value, "left", None), getattr(value, "right", None)]
    if not found or not all(isinstance(one, ast.Constant) for one in sides):
        return ""
    if found[1] in "-/*" and not asks_for_text(stop.line.strip()):
        return ""
    return tr(
        "The sign `{sign}` stands between two texts, and an answer is one of them. "
        "Decide for one, and write it alone.",
        sign=found[1],
    )
