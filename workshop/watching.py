"""Watch which cells ran, so that ``check`` never praises an answer of before.

A kernel calls ``begin_cell`` and ``end_cell`` around every cell. Standard library only.
"""

import ast
import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

# Cyrillic letters that look like Latin ones.
ALIKE = str.maketrans("аеорсхуіјѕАЕОРСХУІЈЅВКМНТ", "aeopcxyijsAEOPCXYIJSBKMHT")
TARGET = re.compile(r"^[ \t]*([^\W\d][\w. -]*?)[ \t]*[-+*/]?=(?!=)", re.MULTILINE)

# A cell that only asks for feedback is not the cell that was meant to answer.
ASKS = re.compile(r"\s*(?:(?:check|hint)\([^()]*\)\s*)+")


@dataclass
class Memory:
    """What the watch remembers.

    ``stopped`` holds, for each answer whose last run stopped before it got its value,
    the line at which that was; ``last`` is the code of the last cell that ran.
    """

    stopped: dict[str, str] = field(default_factory=dict)
    last: str = ""


class Gap(NamedTuple):
    """Why there is no answer to judge, and whether its cell has stopped."""

    stopped: bool
    text: str


memory = Memory()


def begin_cell(info: Any) -> None:
    """Forget the stops of the answers that this cell gives a value."""
    for name in list_targets(info.raw_cell or ""):
        memory.stopped.pop(name, None)


def end_cell(result: Any) -> None:
    """Remember which answers got no value because the cell stopped."""
    info = getattr(result, "info", None)
    code = getattr(info, "raw_cell", "") or ""
    error = getattr(result, "error_before_exec", None)
    error = error or getattr(result, "error_in_exec", None)
    if error is not None:
        number = find_number(error)
        lines = code.splitlines()
        line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
        before = isinstance(error, SyntaxError)
        for name in list_targets(code, 0 if before else number):
            memory.stopped[name] = line or name
    if not ASKS.fullmatch(code):
        memory.last = code


def find_number(error: BaseException) -> int:
    """Give the line of the cell at which an error arose, 0 if that is not known."""
    if isinstance(error, SyntaxError):
        return error.lineno or 0
    number, trace = 0, error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        # The first frame of a cell: a function of another cell has lines of its own.
        if not number and re.search(r"ipykernel_|<ipython-input|<stdin>", file):
            number = trace.tb_lineno
        trace = trace.tb_next
    return number


def list_targets(code: str, after: int = 0) -> list[str]:
    """List the answers that a cell gives a value, from line ``after`` on.

    Code that Python cannot read counts too, and so do names that were meant.
    """
    try:
        statements = ast.parse(code).body
    except (SyntaxError, ValueError):
        names = TARGET.findall(code)
    else:
        names = [
            name
            for statement in statements
            if (statement.end_lineno or 0) >= after
            for name in list_stores(statement)
        ]
    return [name for name in map(normalise, names) if name.startswith("answer_")]


def list_stores(statement: ast.stmt) -> list[str]:
    """List the names that a statement gives a value, a place in a table included."""
    names = []
    for node in ast.walk(statement):
        if isinstance(node, ast.AnnAssign) and node.value is None:
            continue
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        for target in targets if isinstance(targets, list) else []:
            while isinstance(target, ast.Subscript | ast.Attribute):
                target = target.value
            parts = ast.walk(target) if target is not None else []
            names += [part.id for part in parts if isinstance(part, ast.Name)]
    return names


def normalise(name: str) -> str:
    """Write a name as it was meant: Latin, small letters, ``_`` for dot and hyphen."""
    plain = unicodedata.normalize("NFKC", name).translate(ALIKE).lower()
    return re.sub(r"[\s.-]+", "_", plain.strip())


def find_gap(name: str, namespace: Mapping) -> Gap | None:
    """Say why the answer ``name`` is not there to be judged, or give None."""
    answer = namespace.get(name, ...)
    if name in memory.stopped:
        return Gap(True, describe_stop(name, answer))
    if answer is not ...:
        return None
    text = describe_near(name, namespace) or describe_sign(name) or describe_other(name)
    return Gap(False, text) if text else None


def describe_stop(name: str, answer: object) -> str:
    """Say that the last run stopped before the answer got a new value."""
    line = memory.stopped[name]
    if answer is ...:
        return _tr(
            "The cell that gives `{name}` a value stopped at `{line}`, so there is no "
            "answer yet. Mend that line, run the cell, and then run this check again.",
            name=name,
            line=line,
        )
    return _tr(
        "The cell that gives `{name}` a new value stopped at `{line}`, so the name "
        "still holds what it held before, and that is not judged here. Mend the line, "
        "run the cell, and then run this check again.",
        name=name,
        line=line,
    )


def describe_near(name: str, namespace: Mapping) -> str:
    """Say which other name was probably meant to be the answer, or give ""."""
    for other, value in namespace.items():
        if other == name or value is ... or not is_near(other, name):
            continue
        if other.translate(ALIKE) != other and normalise(other) == name:
            return _tr(
                "There is a value called `{other}`. It looks like `{name}`, but some "
                "of its letters are Cyrillic. Type the name with Latin letters, and "
                "run the cell again.",
                other=other,
                name=name,
            )
        return _tr(
            "There is a value called `{other}`. This exercise looks for `{name}`, "
            "letter by letter: write that name before the equals sign, and run the "
            "cell again.",
            other=other,
            name=name,
        )
    return ""


def is_near(other: str, name: str) -> bool:
    """Tell whether ``other`` is ``name`` with a slip, or ``answer`` alone."""
    word, _, number = normalise(other).partition("_")
    if not number and word.rstrip("0123456789q") == word:
        return word == "answer"
    slip = re.fullmatch(r"([a-z]+)_?([_q\d]+)", normalise(other))
    if not slip:
        return False
    alike = difflib.SequenceMatcher(None, slip[1], "answer").ratio() > 0.7
    wanted = name.removeprefix("answer").replace("_", "")
    return alike and slip[2].replace("_", "") == wanted


def describe_sign(name: str) -> str:
    """Say that the cell before compares the answer instead of giving it a value."""
    if re.search(rf"^\s*{name}\s*(==|is\b)", memory.last, re.MULTILINE):
        return _tr(
            "The cell before this one asks what `{name}` is. One equals sign gives it "
            "a value: write `{name} = …`, and run the cell again.",
            name=name,
        )
    if re.search(rf"^\s*{name}\s*:(?!=)[^=]*$", memory.last, re.MULTILINE):
        return _tr(
            "The cell before this one has a colon after `{name}`. Write an equals sign "
            "in its place, and run the cell again.",
            name=name,
        )
    return ""


def describe_other(name: str) -> str:
    """Say that the cell before gives a value to the answer of another exercise."""
    given = list_targets(memory.last)
    if not given or name in given:
        return ""
    return _tr(
        "The cell that ran last gives a value to `{other}`, and this exercise looks "
        "for `{name}`. If that cell belongs to this exercise, write `{name}` in it "
        "and run it again. If not, run the cell of this exercise first.",
        other=given[-1],
        name=name,
    )


def _tr(message: str, **values: object) -> str:
    # A kernel that starts does not wait for what this needs.
    from workshop.messages import tr

    return tr(message, **values)
