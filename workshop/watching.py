"""Watch which cells ran, so that ``check`` never praises an answer of before.

A kernel calls ``begin_cell`` and ``end_cell`` around every cell. Standard library only.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from workshop.assigning import (
    ALIKE,
    is_near,
    list_names,
    list_targets,
    normalise,
)
from workshop.nameless import (
    describe_colon,
    describe_gone,
    describe_nameless,
    describe_printed,
    describe_question,
    tell_way_back,
)
from workshop.unanswered import (
    find_number,
    find_remark,
    is_taken_back,
)

# A cell that only asks for feedback is not the cell that was meant to answer.
ASKS = re.compile(r"\s*(?:(?:check|hint)\([^()]*\)\s*)+")


@dataclass
class Memory:
    """What the watch remembers.

    ``stopped`` holds, for each answer whose last run stopped before it got its value,
    the line at which that was; ``later`` the same for cells that stopped after it had
    got it. ``given`` holds the answers that got a value, and ``instead`` the names with
    a slip that a later cell gave a value in place of them. ``last`` is the code of the
    last cell that ran. ``unknown`` tells whether the last stop was for a name that
    Python does not know: then no other form of the answer mends it; ``broken`` tells
    whether the last cell stopped. ``places`` holds
    the id of the cell in which an answer stopped, ``cells`` the code of the cell that
    gave an answer its value.
    """

    stopped: dict[str, str] = field(default_factory=dict)
    later: dict[str, str] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    instead: dict[str, str] = field(default_factory=dict)
    last: str = ""
    unknown: bool = False
    broken: bool = False
    places: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


class Gap(NamedTuple):
    """Why there is no answer to judge, and whether its cell has stopped."""

    stopped: bool
    text: str


memory = Memory()


def begin_cell(info: Any) -> None:
    """Forget what was remembered of the answers that this cell gives a value."""
    for name in list_targets(info.raw_cell or ""):
        for remembered in (memory.stopped, memory.later, memory.instead):
            remembered.pop(name, None)


def end_cell(result: Any) -> None:
    """Remember which answers got no value because the cell stopped."""
    info = getattr(result, "info", None)
    code = getattr(info, "raw_cell", "") or ""
    error = getattr(result, "error_before_exec", None)
    error = error or getattr(result, "error_in_exec", None)
    if error is not None:
        number = find_number(error, code)
        lines = code.splitlines()
        line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
        before = isinstance(error, SyntaxError)
        stopped = list_targets(code, 0 if before else number)
        memory.stopped |= dict.fromkeys(stopped, line or stopped[-1] if stopped else "")
        memory.places |= dict.fromkeys(stopped, getattr(info, "cell_id", None) or "")
        got = set(list_targets(code)) - set(stopped)
        memory.later |= dict.fromkeys(got, line)
        memory.unknown = isinstance(error, NameError)
    else:
        got = set(list_targets(code))
        forget_stops(code, getattr(info, "cell_id", None) or "")
        note_slips(list_names(code))
    memory.cells |= dict.fromkeys(got, code)
    if code.strip() and not ASKS.fullmatch(code):
        memory.last, memory.broken = code, error is not None


def forget_stops(code: str, cell: str) -> None:
    """Forget a stop whose line is gone: its cell ran again without it.

    Where a kernel does not name its cells, a value alone, such as ``6``, counts as
    what stands in the place of the line.
    """
    alone = bool(re.fullmatch(r"\s*(?:-?[\d.,]+|\"[^\"]*\"|'[^']*')\s*", code))
    for name in [*memory.stopped]:
        place = memory.places.get(name, "")
        if (cell == place) if cell and place else alone:
            del memory.stopped[name]


def note_slips(names: list[str]) -> None:
    """Remember the answers of a cell, and names that are one of before with a slip."""
    for name in {*memory.stopped, *memory.given}.difference(names):
        slips = [one for one in names if re.search(r"\d", one) and is_near(one, name)]
        if slips:
            memory.instead[name] = slips[-1]
    memory.given.update(name for name in names if name.startswith("answer_"))


def find_gap(name: str, namespace: Mapping) -> Gap | None:
    """Say why the answer ``name`` is not there to be judged, or give None."""
    answer = namespace.get(name, ...)
    other = memory.instead.get(name, name)
    if other != name and namespace.get(other, ...) is not ...:
        return Gap(False, describe_slip(other, name))
    if name in memory.stopped:
        return Gap(True, describe_stop(name, answer))
    if answer is not ...:
        return None
    text = (
        describe_open(name)
        or describe_near(name, namespace)
        or describe_sign(name)
        or describe_colon(name, memory.last)
        or describe_question(name, memory.last)
        or describe_other(name, name in namespace)
        or describe_printed(name, memory.last, memory.broken)
        or describe_nameless(name, memory.last, memory.broken)
        or describe_gone(name, name in namespace, memory.last, memory.broken)
    )
    return Gap(False, text) if text else None


def describe_stop(name: str, answer: object) -> str:
    """Say that the last run stopped before the answer got a new value."""
    line = memory.stopped[name]
    if answer is ...:
        return _tr(
            "The cell that gives `{name}` a value stopped at `{line}`, so there is no "
            "answer yet. The message under the cell says what to mend. Run the cell "
            "once more, and then this check.",
            name=name,
            line=line,
        )
    return _tr(
        "The cell that gives `{name}` a new value stopped at `{line}`, so the name "
        "still holds what it held before, and that is not judged here. The message "
        "under the cell says what to mend. Run the cell once more, and then this "
        "check.",
        name=name,
        line=line,
    )


def describe_near(name: str, namespace: Mapping) -> str:
    """Say which other name was probably meant to be the answer, or give ""."""
    for other, value in namespace.items():
        if other == name or value is ... or not is_near(other, name):
            continue
        return describe_slip(other, name)
    return ""


def describe_slip(other: str, name: str) -> str:
    """Say that a value has another name than the answer, and which."""
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


def note_stop(name: str, plain: bool = False) -> str:
    """Say that the cell stopped after a right answer had got its value, or give "".

    A ``plain`` answer is written as the exercise asks: it is not what stopped the cell.
    """
    if not memory.later.get(name):
        return ""
    if memory.unknown or plain:
        return _tr(
            "The cell stopped after that, at `{line}`, so the rest of it has not run. "
            "The answer needs no change: the message under the cell says what to do.",
            line=memory.later[name],
        )
    return _tr(
        "The cell stopped after that, at `{line}`, so the rest of it has not run. "
        "Write the answer in the way that the exercise shows, run the cell again, and "
        "read what it says.",
        line=memory.later[name],
    )


def describe_open(name: str) -> str:
    """Say that the line which answers is a remark, or that dots follow it."""
    line = find_remark(name, memory.last)
    if line:
        return _tr(
            "The cell before this one holds the line that answers behind a `#`, so "
            "Python takes it for a remark. Let it stand without the `#`, in the place "
            "of the dots: `{line}`. Then run the cell again.",
            line=line,
        )
    if is_taken_back(name, memory.last):
        return _tr(
            "The cell before this one gives `{name}` a value, and a later line gives "
            "it three dots again. Delete that line, and run the cell again.",
            name=name,
        )
    return ""


def describe_sign(name: str) -> str:
    """Say that the cell before compares the answer instead of giving it a value."""
    if re.search(rf"^\s*{name}\s*(==|is\b)", memory.last, re.MULTILINE):
        return _tr(
            "The cell before this one asks what `{name}` is. One equals sign gives it "
            "a value: write `{name} = …`, and run the cell again.",
            name=name,
        )
    if re.search(rf"^\s*{name}\s*[-+]\s*[^=]*$", memory.last, re.MULTILINE):
        return _tr(
            "The cell before this one computes with `{name}` and gives it no value. "
            "Write an equals sign after the name, and run the cell again.",
            name=name,
        )
    if re.search(rf"^\s*{name}\s*:(?!=)[^=]*$", memory.last, re.MULTILINE):
        return _tr(
            "The cell before this one has a colon after `{name}`. Write an equals sign "
            "in its place, and run the cell again.",
            name=name,
        )
    return ""


def describe_other(name: str, known: bool = True) -> str:
    """Say that the cell before gives a value to the answer of another exercise."""
    given = list_targets(memory.last)
    if not given or name in given:
        return ""
    text = _tr(
        "The cell that ran last gives a value to `{other}`, and this exercise looks "
        "for `{name}`. If that cell belongs to this exercise, write `{name}` in it "
        "and run it again. If not, run the cell of this exercise first.",
        other=given[-1],
        name=name,
    )
    return text if known else f"{text} {tell_way_back(name)}"


def _tr(message: str, **values: object) -> str:
    # A kernel that starts does not wait for what this needs.
    from workshop.messages import tr

    return tr(message, **values)
