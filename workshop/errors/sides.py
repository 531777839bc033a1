"""The sides of a comparison: a verb on one side alone, a table in place of a word."""

import ast

from workshop.errors.stop import Stop
from workshop.messages import tr


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
    if names:
        return tr(
            "`{name}` is the name of a whole table here. If the word is meant, it "
            'stands in quotation marks: `"{name}"`.',
            name=names[0],
        )
    return tr(
        "The two sides of the comparison are tables or columns with other rows. "
        "Compare a column with one value, or with a column of the same table."
    )
