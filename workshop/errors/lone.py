"""A word that stands alone in its cell, without a name and without its marks."""

import ast
import re

from workshop.errors.asked import asks_for_text
from workshop.errors.known import close_name
from workshop.errors.places import find_maker
from workshop.errors.proposals import is_sound, propose
from workshop.errors.stop import Stop
from workshop.messages import tr
from workshop.number_words import WORDS, to_key

# b · (b) · b, c
LETTERS = re.compile(r"\s*\(?([A-Ea-e](?:, ?[A-Ea-e])*)\)?\s*")


def say_turned(name: str, stop: Stop) -> str:
    """Say that an answer stands at the right of the equals sign: ``B = answer_1_1``."""
    node = stop.statement
    target = node.targets[0] if isinstance(node, ast.Assign) else None
    is_right = isinstance(node, ast.Assign) and getattr(node.value, "id", "") == name
    if (
        not is_right
        or not name.startswith("answer_")
        or not isinstance(target, ast.Name)
    ):
        return ""
    if target.id.startswith("answer_"):
        return ""
    value = f'"{target.id}"' if asks_for_text(name) else target.id
    return propose(
        tr(
            "The name of the answer stands at the left of the equals sign, and its "
            "value at the right."
        ),
        f"{name} = {value}",
        stop,
    )


def say_lone(name: str, stop: Stop) -> str:
    """Say that a word which stands alone in its cell needs a name and its marks."""
    several = LETTERS.fullmatch(stop.code)
    name = several[1] if several else name
    if not re.fullmatch(rf"\s*\(?{re.escape(name)}\)?\s*", stop.code):
        return ""
    is_letter = bool(several)
    if to_key(name) in WORDS or (close_name(name, stop) and not is_letter):
        return ""
    if not is_letter and find_maker(name, stop.code):
        return ""
    return tr(
        "`{name}` stands alone here, and Python does not know it as a name. If it is "
        "your answer, it stands in quotation marks, with the name of the answer and an "
        'equals sign before it: `answer_… = "{name}"`.',
        name=name,
    )


def say_nameless(name: str, stop: Stop) -> str:
    """Say that a line above holds a value and gives it no name."""
    try:
        body = ast.parse(stop.code).body
    except (SyntaxError, ValueError):
        return ""
    number = getattr(stop.statement, "lineno", 0)
    alone: list[ast.expr] = [
        one.value
        for one in body
        if isinstance(one, ast.Expr) and one.lineno < number
        if isinstance(one.value, ast.Constant | ast.BinOp | ast.Dict | ast.List)
    ]
    if not close_name(name, stop):
        alone = [*list_unused(body, number), *alone]
    if not alone or alone[-1] is ... or getattr(alone[-1], "value", 0) is ...:
        return ""
    value = ast.get_source_segment(stop.code, alone[-1]) or ""
    if not is_sound(f"{name} = {value}", stop):
        return ""
    return tr(
        "Python does not know the name `{name}`. A line above holds a value, and "
        "nothing gives it that name. If it is meant, Python would write: `{line}`",
        name=name,
        line=f"{name} = {value}",
    )


def list_unused(body: list[ast.stmt], number: int) -> list[ast.expr]:
    """List the values above a line whose own names stand in no other line."""
    loaded = {
        node.id
        for one in body
        for node in ast.walk(one)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    return [
        one.value
        for one in body
        if isinstance(one, ast.Assign) and one.lineno < number
        if isinstance(one.value, ast.Constant) and one.value.value is not ...
        if {getattr(part, "id", "answer_") for part in one.targets}.isdisjoint(loaded)
        if not getattr(one.targets[0], "id", "answer_").startswith("answer_")
    ]
