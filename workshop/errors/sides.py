"""Comparisons, and what is given to a verb: sides, tables in place of words, signs."""

import ast
import re

from workshop.errors.stop import Stop
from workshop.messages import tr

# Verbs of Python that a column has, too.
COLUMN_VERBS = {"min", "max", "sum", "abs", "round"}


def say_bare(stop: Stop) -> str:
    """Say that a verb has nothing to work on: min / sum."""
    for sign in stop.find(ast.BinOp):
        for name in (sign.left, sign.right):
            if isinstance(name, ast.Name) and name.id in COLUMN_VERBS - {*stop.held}:
                return tr(
                    "The verb `{verb}` stands alone here and has nothing to work on. A "
                    "column stands before it, and round brackets after it: "
                    '`table["column"].{verb}()`.',
                    verb=name.id,
                )
    return ""


def is_compared(stop: Stop) -> bool:
    """Tell whether a verb stands after the right side of a comparison alone."""
    sides = [side for node in stop.find(ast.Compare) for side in node.comparators]
    return any(
        isinstance(side, ast.Call) and isinstance(side.func, ast.Attribute)
        for side in sides
    )


def say_compared() -> str:
    """Explain a verb that belongs to a whole comparison."""
    return tr(
        "The verb works on the right side of the comparison alone. If it is meant for "
        "the whole comparison, put round brackets around that, in this way: "
        '`(table["A"] == table["B"]).mean()`.'
    )


def say_table(stop: Stop) -> str:
    """Explain a comparison with a whole table, where a word may be meant."""
    sides = [node for one in stop.find(ast.Compare) for node in one.comparators]
    names = [node.id for node in sides if hasattr(stop.get(node), "columns")]
    if names and not names[0].startswith("answer_"):
        return tr(
            "`{name}` is the name of a whole table here. If the word is meant, it "
            'stands in quotation marks: `"{name}"`.',
            name=names[0],
        )
    return tr(
        "The two sides of the comparison are tables or columns with other rows. "
        "Compare a column with one value, or with a column of the same table."
    )


def say_whole(stop: Stop) -> str:
    """Say that a sign for computing stands beside a whole table, or give ""."""
    sides = [name for one in stop.find(ast.BinOp) for name in (one.left, one.right)]
    names = [one.id for one in sides if hasattr(stop.get(one), "columns")]
    return (
        tr(
            "`{name}` is a whole table, and a sign such as `/` needs numbers on both "
            "sides. `len({name})` counts its rows.",
            name=names[0],
        )
        if names
        else ""
    )


def say_axis(stop: Stop) -> str:
    """Explain what stands between the brackets of a verb that needs nothing there."""
    if re.search(r"axis\s*=", stop.line):
        return tr(
            "After `axis=` stands a number without quotation marks: 1 looks at each "
            "row, 0 at each column."
        )
    if "DataFrame" in str(stop.error):
        return tr(
            "The column is picked before the verb, and the brackets of the verb stay "
            'empty: `table["column"].count()`.'
        )
    return tr("A column has one direction, so the brackets of this verb stay empty.")


def find_definition(stop: Stop) -> str:
    """Find the definition in which a cell stopped: the fault is what it was given."""
    try:
        body = ast.parse(stop.code).body
    except (SyntaxError, ValueError):
        return ""
    around = [
        one.name
        for one in body
        if isinstance(one, ast.FunctionDef)
        if one.lineno <= stop.number <= (one.end_lineno or one.lineno)
    ]
    return around[0] if around else ""


def say_inside(stop: Stop) -> str:
    """Say that a verb of the notebook was given what it cannot work on."""
    own = [
        call.func.id
        for call in stop.find(ast.Call)
        if isinstance(call.func, ast.Name) and callable(stop.get(call.func))
    ]
    if "[" in stop.line:
        own = [name for name in [find_definition(stop)] if name]
    if not own:
        return ""
    return tr(
        "`{verb}(…)` cannot work on what stands between its brackets. Look for a line "
        "above that uses `{verb}`: what stands there?",
        verb=own[0],
    )


def say_pair(stop: Stop) -> str:
    """Say that a name holds several values where one is looked for in a list."""
    for node in stop.find(ast.Compare):
        given = [stop.get(one) for one in node.comparators]
        if any(isinstance(one, tuple) and len(one) == 1 for one in given):
            return tr("A comma at the end of a line makes a list. Take the comma away.")
        if isinstance(stop.get(node.left), list | tuple):
            return tr(
                "`{name}` holds more than one value, and this line asks about a single "
                "one. Give it one value.",
                name=getattr(node.left, "id", ""),
            )
    return ""


def say_twice(name: str, stop: Stop) -> str:
    """Say that a word and its value have one equals sign between them."""
    for call in stop.find(ast.Call):
        for place in call.args:
            left = getattr(place, "left", None)
            is_equal = isinstance(place, ast.Compare) and isinstance(
                place.ops[0], ast.Eq
            )
            if is_equal and getattr(left, "id", "") == name:
                return tr(
                    "Between round brackets, one equals sign stands between a word and "
                    "its value: `{line}`.",
                    line=ast.unparse(place).replace(" == ", "="),
                )
    return ""


def is_table(call: ast.Call, stop: Stop) -> bool:
    """Tell whether a verb of Python is given a whole table."""
    is_own = isinstance(call.func, ast.Name)
    return is_own and hasattr(stop.get(call.args[0]), "columns")
