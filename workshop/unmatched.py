"""A word that a cell looks for in a column, and that no row has."""

import ast
import difflib
import re
from collections.abc import Mapping
from typing import Any

from workshop.messages import tr

MOST_SHOWN = 12


def explain_unmatched(code: str, held: Mapping[str, Any]) -> str:
    """Say that no row has the word that a cell looks for, and which is near; or ""."""
    try:
        found = [
            one for one in ast.walk(ast.parse(code)) if isinstance(one, ast.Compare)
        ]
    except (SyntaxError, ValueError):
        return ""
    for one in found:
        column = getattr(one.left, "slice", None)
        table: Any = held.get(getattr(getattr(one.left, "value", None), "id", ""))
        name = getattr(column, "value", None)
        word = read_word(one.comparators[0], held)
        if (
            not isinstance(one.ops[0], ast.Eq)
            or word in ("", None)
            or not hasattr(table, "columns")
            or name not in table.columns
        ):
            continue
        is_word = isinstance(word, str) or holds_texts(table[name])
        if is_word and not (table[name] == word).any():
            return say_unmatched(str(word), str(name), table[name])
    return ""


def read_word(node: ast.expr, held: Mapping[str, Any]) -> str | float | None:
    """Read what stands in a comparison, written out or under a name: "yes", 1."""
    value = node.value if isinstance(node, ast.Constant) else None
    value = held.get(node.id) if isinstance(node, ast.Name) else value
    return value if isinstance(value, str | int | float) else None


def holds_texts(column: Any) -> bool:
    """Tell whether a column holds texts alone: then no number stands in it."""
    values = column.dropna()
    return len(values) > 0 and all(isinstance(value, str) for value in values)


def say_unmatched(word: str, column: str, values: Any) -> str:
    """Say which value of the column is near the word, else which there are."""
    there = sorted({str(value) for value in values.dropna()})
    plain = {to_plain(value): value for value in there}
    near = difflib.get_close_matches(to_plain(word), plain, n=1, cutoff=0.6)
    near = near or [one for one in plain if to_plain(word) in one.split("_")][:1]
    if near:
        return tr(
            'No row has "{word}" in the column `{column}`. Did you mean "{near}"?',
            word=word,
            column=column,
            near=plain[near[0]],
        )
    if len(there) > MOST_SHOWN:
        return tr(
            'No row has "{word}" in the column `{column}`. Capital letters count.',
            word=word,
            column=column,
        )
    return tr(
        'No row has "{word}" in the column `{column}`. There stand: {values}.',
        word=word,
        column=column,
        values=", ".join(there),
    )


def to_plain(value: str) -> str:
    """Write a word in small letters, with ``_`` between its parts."""
    return re.sub(r"[\s_-]+", "_", value.strip().lower())
