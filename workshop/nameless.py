"""What ``check`` says where a cell ran and its answer got no value.

A kernel loads this at its start: standard library only.
"""

import re

from workshop.assigning import describe_before_dots, find_nameless, is_near
from workshop.unanswered import find_printed

# c · (c) · Montenegro · c is right
WORDS = re.compile(r"\(?\s*([^\W\d]\w*)((?: [^\W\d]\w*)*)\s*\)?")


def describe_printed(name: str, code: str, stopped: bool) -> str:
    """Say that a cell shows a value and gives it no name, or give ""."""
    value = find_printed(code)
    if not value:
        return ""
    if stopped and not (value := quote_words(name, value)):
        return describe_stopped(name)
    return _tr(
        "The cell before this one shows a value and gives it no name. If it is your "
        "answer, write `{line}`, and run the cell again.",
        line=f"{name} = {value}",
    )


def describe_nameless(name: str, code: str, stopped: bool) -> str:
    """Say that a cell ends with a value that it gives no name, or give ""."""
    value = find_nameless(code)
    if not value:
        return describe_before_dots(name, code) or describe_turned(name, code)
    if len(value) == 1 and (quoted := quote_words(name, value)):
        value = quoted
    elif stopped and not (value := quote_words(name, value)):
        return describe_stopped(name)
    return _tr(
        "The cell before this one ends with a value that has no name. If it is your "
        "answer, write `{line}`, and run the cell again.",
        line=f"{name} = {value}",
    )


def quote_words(name: str, value: str) -> str:
    """Put words in quotation marks where the answer is a text; else give ""."""
    from workshop.errors.asked import asks_for_text

    several = re.fullmatch(r"\(?([A-Ea-e](?:, ?[A-Ea-e])+)\)?", value)
    if several and asks_for_text(name):
        return f'"{several[1]}"'
    found = WORDS.fullmatch(value)
    if not found or not asks_for_text(name):
        return ""
    is_choice = "_q" in name and len(found[1]) == 1
    return f'"{found[1]}"' if is_choice else f'"{found[1]}{found[2]}"'


def describe_stopped(name: str) -> str:
    """Say that the cell before stopped, and gives the answer no value either."""
    return _tr(
        "The cell before this one stopped: the message under it says what to mend. It "
        "gives `{name}` no value yet, either: the line of your answer begins with "
        "`{name} =`.",
        name=name,
    )


def describe_turned(name: str, code: str) -> str:
    """Say that a line gives the answer to another name: ``a = answer_3_q5``."""
    found = re.fullmatch(rf"\s*\(?([^\W\d]\w*)\)?\s*=\s*{name}\s*", code)
    if not found or found[1].startswith("answer_"):
        return ""
    value = quote_words(name, found[1]) or found[1]
    return _tr(
        "The cell before this one gives `{other}` the value of `{name}`. The name of "
        "the answer stands at the left of the equals sign: write `{line}`, and run the "
        "cell again.",
        other=found[1],
        name=name,
        line=f"{name} = {value}",
    )


def describe_colon(name: str, code: str) -> str:
    """Say that a colon stands between a name such as ``answer`` and its value."""
    found = re.fullmatch(r"\s*([^\W\d]\w*)\s*:\s*(\S[^:=\n]*?)\s*", code)
    if not found or not is_near(found[1], name):
        return ""
    return _tr(
        "The cell before this one ends with a value that has no name. If it is your "
        "answer, write `{line}`, and run the cell again.",
        line=f"{name} = {quote_words(name, found[2]) or found[2]}",
    )


def describe_question(name: str, code: str) -> str:
    """Say that a mark stands behind the value: for Jupyter, ``b?`` asks for help."""
    found = re.fullmatch(rf"\s*({name}\s*=\s*[^?]+?)\s*\?+\s*", code)
    if not found:
        return ""
    told = _tr("A line of code ends without a mark such as `!` or `?`.")
    return f"{told} {_tr('Python would write: `{line}`', line=found[1])}"


def describe_gone(name: str, known: bool, code: str, stopped: bool) -> str:
    """Say how a cell comes back that was emptied or deleted; "" if it ran just now.

    ``known`` tells whether the answer has got a value, or three dots, before.
    """
    if not code.strip() or (known and re.search(rf"\b{name}\b", code)):
        return ""
    if stopped:
        return describe_stopped(name)
    first = _tr(
        "The cell that ran last gives `{name}` no value. Change the cell above, run "
        "it, and then run this check again.",
        name=name,
    )
    return f"{first} {tell_way_back(name)}"


def tell_way_back(name: str) -> str:
    """Say how a cell comes back whose text is gone, or which is gone itself."""
    return _tr(
        "If its text is gone, Ctrl + Z in the cell brings it back. If the cell itself "
        "is gone, press Escape, then Z; or write `{name} = …` in an empty cell.",
        name=name,
    )


def _tr(message: str, **values: object) -> str:
    # A kernel that starts does not wait for what this needs.
    from workshop.messages import tr

    return tr(message, **values)
