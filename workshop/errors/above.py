"""Stops whose fault stands in another line of the cell than the one that stopped."""

import ast
import inspect

from workshop.assigning import list_stores
from workshop.errors.proposals import propose
from workshop.errors.shadows import describe
from workshop.errors.stop import Stop
from workshop.messages import tr


def explain_above(stop: Stop) -> str:
    """Explain a stop by a line above it, which Python could read; "" if none is."""
    if not isinstance(
        stop.error, NameError | AttributeError | TypeError | KeyError | ValueError
    ):
        return ""
    return say_compared_name(stop) or say_verb_held(stop)


def list_lines(stop: Stop) -> list[ast.stmt]:
    """List the statements of the cell."""
    try:
        return ast.parse(stop.code).body
    except (SyntaxError, ValueError):
        return []


def list_loaded(stop: Stop) -> list[str]:
    """List the names that the line which stopped works with."""
    return [one.id for one in stop.find(ast.Name)]


def say_compared_name(stop: Stop) -> str:
    """Say that a line compares a name, or has a colon, where it should give a value."""
    number = getattr(stop.statement, "lineno", 0)
    for line in list_lines(stop):
        node = getattr(line, "value", None)
        if line.lineno > number:
            break
        is_asked = isinstance(line, ast.Expr) and isinstance(node, ast.Compare)
        is_equal = is_asked and isinstance(node.ops[0], ast.Eq)  # type: ignore[union-attr]
        left = node.left if is_equal else None  # type: ignore[union-attr]
        name = getattr(left, "id", "")
        unknown = isinstance(stop.error, NameError) or line.lineno < number
        if name in list_loaded(stop) and unknown and not name.startswith("answer_"):
            whole = ast.get_source_segment(stop.code, line) or ""
            return propose(
                tr(
                    "One equals sign gives a name a value. To ask whether two things "
                    "are the same, Python writes two: `==`."
                ),
                whole.replace("==", "=", 1),
                stop,
            )
        if isinstance(line, ast.AnnAssign) and line.value is None:
            name = getattr(line.target, "id", "")
            if name in list_loaded(stop) and line.lineno < number:
                value = ast.get_source_segment(stop.code, line.annotation) or ""
                return propose(
                    tr("An equals sign stands between a name and its value."),
                    f"{name} = {value}",
                    stop,
                )
    return ""


def say_verb_held(stop: Stop) -> str:
    """Say that a name holds a verb which has not run: ``changed = v.copy``."""
    number = getattr(stop.statement, "lineno", 0)
    made = [
        name
        for line in list_lines(stop)
        if line.lineno < number
        for name in list_stores(line)
    ]
    for name in list_loaded(stop):
        if name in made and inspect.ismethod(stop.held.get(name)):
            return "{} {}".format(
                tr("`{name}` holds a verb that has not run.", name=name),
                tr(
                    "This line works with it and expects something else. It needs no "
                    "change: change the line above that gives `{name}` its value.",
                    name=name,
                ),
            )
    return ""


def say_below(name: str, stop: Stop) -> str:
    """Say that a line further down in this cell makes the name."""
    number = getattr(stop.statement, "end_lineno", 0) or 0
    rows = stop.code.splitlines()
    for line in list_lines(stop):
        if line.lineno > number > 0 and name in list_stores(line):
            return tr(
                "Python does not know the name `{name}` yet. Line {number} of this "
                "cell makes it, and Python reads from top to bottom: put that line, "
                "`{line}`, above the one that stopped.",
                name=name,
                number=line.lineno,
                line=rows[line.lineno - 1].strip(),
            )
    return ""


def find_own_line(name: str, stop: Stop) -> int:
    """Find the last line above the stop that gives a name a value, 0 if none does."""
    number = getattr(stop.statement, "lineno", 0) or 0
    try:
        body = ast.parse(stop.code).body
    except (SyntaxError, ValueError):
        return 0
    lines = [one.lineno for one in body if name in list_stores(one)]
    return max((one for one in lines if one < number), default=0)


def say_late(name: str, stop: Stop) -> str:
    """Say that a line further down in this cell gives the name its value anew."""
    number = getattr(stop.statement, "end_lineno", 0) or 0
    rows = stop.code.splitlines()
    try:
        body = ast.parse(stop.code).body
    except (SyntaxError, ValueError):
        return ""
    above = any(one.lineno <= number and name in list_stores(one) for one in body)
    for line in body:
        if not above and line.lineno > number > 0 and name in list_stores(line):
            return tr(
                "`{name}` still holds {what} from another cell. Line {number} of this "
                "cell gives it another value, and Python reads from top to bottom: put "
                "that line, `{line}`, above the one that stopped.",
                name=name,
                what=describe(stop.held.get(name)),
                number=line.lineno,
                line=rows[line.lineno - 1].strip(),
            )
    return ""
