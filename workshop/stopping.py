"""What ``check`` says of an answer whose cell has stopped.

A kernel loads this at its start: standard library only.
"""

from typing import Any

from workshop.unanswered import is_code


def is_own_fault(error: BaseException, code: str, line: str) -> bool:
    """Tell whether a line is surely the one to mend: it alone cannot be read.

    What a line asks for may be missing because another cell was not run, and a line
    that Python cannot read may follow the one that lacks a comma.
    """
    rest = [one for one in code.splitlines() if one.strip() != line]
    is_rest_read = is_code("\n".join(rest))
    return isinstance(error, SyntaxError) and not is_code(line) and is_rest_read


def describe_stop(name: str, answer: object, memory: Any) -> str:
    """Say that the last run stopped before the answer got a new value.

    ``memory`` is what ``workshop.watching`` remembers.
    """
    # A kernel that starts does not wait for what this needs.
    from workshop.messages import tr

    line = memory.stopped[name]
    if answer is not ...:
        return tr(
            "The cell that gives `{name}` a new value stopped at `{line}`, so the name "
            "still holds what it held before, and that is not judged here. The message "
            "under that cell says what to do. Then run this check again.",
            name=name,
            line=line,
        )
    if name in memory.plain:
        return tr(
            "The cell that gives `{name}` a value stopped at `{line}`, so there is no "
            "answer yet. Mend that line, run the cell, and then run this check again.",
            name=name,
            line=line,
        )
    return tr(
        "The cell that gives `{name}` a value stopped at `{line}`, so there is no "
        "answer yet. The message under that cell says what to do. Then run this check "
        "again.",
        name=name,
        line=line,
    )
