"""Lines of a lesson that stop because of what the answer above them holds."""

import ast
import re

import pandas as pd

from workshop.assigning import list_names
from workshop.errors.stop import Stop
from workshop.messages import tr

TWO_TEXTS = re.compile(r"\"([^\"\n]*)\"\s+\"([^\"\n]*)\"")


def explain_answer(stop: Stop) -> str:
    """Explain a stop that the line itself did not bring about; "" for any other."""
    return say_open(stop) or say_joined(stop) or say_kind(stop)


def list_answers(stop: Stop) -> list[str]:
    """List the answers that a line works with, and does not give a value."""
    stored = [one.id for one in stop.find(ast.Name) if isinstance(one.ctx, ast.Store)]
    loaded = [one.id for one in stop.find(ast.Name) if isinstance(one.ctx, ast.Load)]
    names = [one for one in loaded if one.startswith("answer_")]
    return [] if any(one.startswith("answer_") for one in stored) else names


def say_open(stop: Stop) -> str:
    """Say that an answer of another cell still holds three dots."""
    is_open = "ellipsis" in str(stop.error).casefold()
    own = list_names(stop.code)
    for node in stop.find(ast.Name):
        is_other = isinstance(node.ctx, ast.Load) and node.id not in own
        if is_open and is_other and stop.get(node) is ...:
            return tr(
                "`{name}` still holds three dots: its own cell has no answer yet. Fill "
                "that cell in and run it, and then this one.",
                name=node.id,
            )
    return ""


def say_joined(stop: Stop) -> str:
    """Say that two texts side by side became one, where that is what is not known."""
    for one, other in TWO_TEXTS.findall(stop.code):
        if one and other and f"{one}{other}" in str(stop.error):
            return tr(
                'A comma is missing between "{one}" and "{other}": without it Python '
                "makes one text of the two.",
                one=one,
                other=other,
            )
    return ""


def say_kind(stop: Stop) -> str:
    """Say that a line of the lesson works with an answer, and of which kind it is."""
    for name in list_answers(stop):
        value = stop.held.get(name)
        if isinstance(value, pd.DataFrame | pd.Series | pd.Index):
            kind = tr("`{name}` holds a whole table or column.", name=name)
        elif callable(value):
            kind = tr("`{name}` holds a verb that has not run.", name=name)
        elif isinstance(value, str | int | float) and "table" in str(stop.error):
            kind = tr("`{name}` holds a single value.", name=name)
        else:
            continue
        rest = tr(
            "This line works with it and expects something else. It needs no change: "
            "change the line above that gives `{name}` its value.",
            name=name,
        )
        return f"{kind} {rest}"
    return ""
