"""Which names are known, which is near, and where in a line a name stands."""

import ast
import builtins
import difflib

from workshop.assigning import list_targets
from workshop.errors.shadows import BROUGHT
from workshop.errors.stop import Stop

# The verbs of Python itself that a lesson may need.
VERBS = (
    "abs", "dict", "float", "int", "len", "list", "map", "max", "min", "print",
    "range", "round", "set", "sorted", "str", "sum", "type",
)  # fmt: skip
# Where a word without quotation marks is a value: x == ME, {"a": yes}, show(yes).
VALUES = (
    (ast.Dict, "values"), (ast.Dict, "keys"),
    (ast.List, "elts"),
)  # fmt: skip


def is_known(name: str, stop: Stop) -> bool:
    """Tell whether the notebook, the setup cell or Python itself has this name."""
    return name in stop.names or name in BROUGHT or hasattr(builtins, name)


def is_given(name: str, stop: Stop) -> bool:
    """Tell whether a name is given to a verb: show(name), show(n=name)."""
    places = [node.value for node in stop.find(ast.keyword)]
    places += [place for node in stop.find(ast.Call) for place in node.args]
    return any(isinstance(place, ast.Name) and place.id == name for place in places)


def is_side_of_own(name: str, stop: Stop) -> bool:
    """Tell whether a name stands beside its own column: ``table["field"] == field``."""
    return any(
        name in map(get_id, asked.comparators)
        and getattr(getattr(asked.left, "slice", None), "value", "") == name
        for asked in stop.find(ast.Compare)
    )


def get_id(node: ast.AST) -> str:
    """Give the name that a piece of code is, or ""."""
    return getattr(node, "id", "")


def is_label(name: str, stop: Stop) -> bool:
    """Tell whether a name stands where a word is looked up or compared."""
    places = [node.slice for node in stop.find(ast.Subscript)]
    for kind, part in VALUES:
        for node in stop.find(kind):
            places += getattr(node, part)
    for node in stop.find(ast.Compare):
        if isinstance(node.ops[0], ast.Eq | ast.NotEq | ast.In):  # > 5 compares numbers
            places += node.comparators
    inside = any(isinstance(p, ast.Name) and p.id == name for p in places)
    beside = is_side_of_own(name, stop)
    return inside and not beside and not close_name(name, stop)


def close_name(name: str, stop: Stop) -> str:
    """Give the known name that is nearest to ``name``, "" if none is near.

    The answer of another exercise is never meant.
    """
    given = {*list_targets(stop.code)}
    own = [
        other
        for other in stop.names
        if other != name
        if not other.startswith("answer_") or other in given
    ]
    called = [node.func for node in stop.find(ast.Call)]
    is_verb = any(isinstance(func, ast.Name) and func.id == name for func in called)
    known = [*own, *BROUGHT, *(VERBS if is_verb else ("True", "False", "None"))]
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.75)), "")
