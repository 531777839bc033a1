"""Helpers and verbs whose name now holds something else: ``data = "countries"``."""

import ast
import builtins
import importlib
import numbers
from collections.abc import Mapping

import workshop
from workshop.errors.stop import Stop
from workshop.messages import tr

# What the setup cells bring besides the helpers of ``workshop``.
LIBRARIES = {"pd": "pandas", "np": "numpy"}
BROUGHT = {*workshop.__all__, *LIBRARIES, "combinations"}


def explain_shadow(stop: Stop) -> str:
    """Explain an error that comes from a helper's name being given away, or give ""."""
    if not isinstance(stop.error, AttributeError | TypeError):
        return ""
    for name in list_used(stop):
        if not is_shadow(name, stop.held):
            continue
        if name in BROUGHT:
            return tr(
                "The name `{name}` now holds something else: {what}. It should be the "
                "helper that the setup cell brings. Choose another name for your own "
                "value. Then run `del {name}`, run the setup cell (the first cell with "
                "code), and run this cell again.",
                name=name,
                what=describe(stop.held[name]),
            )
        return tr(
            "The name `{name}` now holds something else: {what}. It should be a verb "
            "of Python. Choose another name for your own value. Then run `del {name}`, "
            "and run this cell again.",
            name=name,
            what=describe(stop.held[name]),
        )
    return ""


def list_used(stop: Stop) -> list[str]:
    """List the names that the failing statement used as a verb or a helper."""
    obj = getattr(stop.error, "obj", None)
    is_call = "not callable" in str(stop.error)
    used = []
    if is_call:
        used = [n.func.id for n in stop.find(ast.Call) if isinstance(n.func, ast.Name)]
    elif isinstance(stop.error, AttributeError):
        used = [
            node.value.id
            for node in stop.find(ast.Attribute)
            if isinstance(node.value, ast.Name) and stop.get(node.value) is obj
        ]
    return used


def is_shadow(name: str, held: Mapping[str, object]) -> bool:
    """Tell whether a helper's name, or a verb's of Python, holds something else."""
    if name not in held:
        return False
    if name in workshop.__all__:
        return held[name] is not getattr(workshop, name)
    if name in LIBRARIES:
        return held[name] is not importlib.import_module(LIBRARIES[name])
    if name in BROUGHT:
        return not callable(held[name])
    return hasattr(builtins, name) and held[name] is not getattr(builtins, name)


def describe(value: object) -> str:
    """Say shortly what a name holds."""
    kind = type(value).__name__
    if kind == "DataFrame":
        return tr("a table")
    if kind == "Series":
        return tr("a column of a table")
    if isinstance(value, str):
        return tr(
            "the text “{text}”", text=value if len(value) < 40 else value[:37] + "…"
        )
    if isinstance(value, numbers.Number):
        return tr("the number {number}", number=str(value))
    return tr("something of the kind `{kind}`", kind=kind)
