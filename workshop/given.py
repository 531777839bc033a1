"""What the line of an answer does: its verb, its two sides, the figures it takes.

A reply that names a value by its line says what is true of it, whatever the value.
"""

import ast
import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from workshop import data
from workshop.messages import look_up, tr

SIGNS = {ast.Div: "/", ast.Sub: "-", ast.Eq: "==", ast.NotEq: "!=", ast.Gt: ">"}
SIGNS |= {ast.Lt: "<", ast.GtE: ">=", ast.LtE: "<=", ast.Add: "+"}
VERBS = {"eq": "eq", "ne": "ne", "gt": "gt", "lt": "lt", "ge": "ge", "le": "le"}
# What may be worked out once more: it changes nothing.
HARMLESS = (ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.operator, ast.unaryop)
FIGURE = re.compile(r"\bF\d{3}\b")


@dataclass(frozen=True)
class Given:
    """The cell that gave an answer its value, and the names of the notebook.

    Without ``code``, as in a test, the answer counts as typed.
    """

    name: str = ""
    code: str = ""
    held: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def value(self) -> ast.expr | None:
        """What stands behind the last equals sign that gives the answer a value."""
        try:
            body = ast.parse(self.code).body
        except (SyntaxError, ValueError):
            return None
        values = [
            node.value
            for node in body
            if isinstance(node, ast.Assign)
            if any(getattr(target, "id", "") == self.name for target in node.targets)
        ]
        return values[-1] if values else None

    @property
    def is_typed(self) -> bool:
        """Tell whether the answer is written out rather than worked out."""
        kinds = (ast.Call, ast.BinOp, ast.Subscript, ast.Attribute, ast.Name)
        return not isinstance(self.value, kinds)

    @property
    def verb(self) -> str:
        """Give the last verb of the line, "" where it ends with none."""
        func = getattr(self.value, "func", None)
        return getattr(func, "attr", getattr(func, "id", ""))

    def find(self, kind: type) -> Iterator:
        """Yield the nodes of one kind in the line, outermost first."""
        return (
            one
            for one in ast.walk(self.value or ast.Tuple([], ast.Load()))
            if isinstance(one, kind)
        )

    def quote(self, node: ast.expr) -> str:
        """Write a part of the line as it is typed; a new one as Python writes it."""
        typed = hasattr(node, "end_lineno") and ast.get_source_segment(self.code, node)
        return typed or ast.unparse(node).replace("'", '"')

    def compute(self, node: ast.expr) -> Any:
        """Work out names, numbers and signs once more; None for anything else."""
        parts = (one for one in ast.walk(node) if not isinstance(one, ast.Load))
        if not all(isinstance(one, HARMLESS) for one in parts):
            return None
        code = compile(
            ast.Expression(ast.fix_missing_locations(node)), "<line>", "eval"
        )
        try:
            return eval(code, {"__builtins__": {}}, dict(self.held))  # noqa: S307
        except Exception:  # noqa: BLE001 - then it is no answer, that is all
            return None


def explain_line(given: Given, is_right: Callable[[Any], bool]) -> str:
    """Say what keeps a line from giving the right value, if the line shows it."""
    return say_twice(given) or say_order(given, is_right) or say_unmatched(given)


def say_twice(given: Given) -> str:
    """Say that the same thing stands on both sides of a sign."""
    for sign, one, other in list_sides(given):
        if isinstance(one, ast.Constant) or ast.dump(one) != ast.dump(other):
            continue
        return tr(
            "In this line `{part}` stands on both sides of `{sign}`. Which other one "
            "belongs on one of them?",
            part=given.quote(one),
            sign=sign,
        )
    return ""


def list_sides(given: Given) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Yield the signs of a line with what stands before and behind them."""
    for sign in given.find(ast.BinOp):
        if type(sign.op) in SIGNS:
            yield SIGNS[type(sign.op)], sign.left, sign.right
    for asked in given.find(ast.Compare):
        if type(asked.ops[0]) in SIGNS:
            yield SIGNS[type(asked.ops[0])], asked.left, asked.comparators[0]
    for call in given.find(ast.Call):
        verb = getattr(call.func, "attr", "")
        if verb in VERBS and call.args:
            yield f".{verb}", call.func.value, call.args[0]


def say_order(given: Given, is_right: Callable[[Any], bool]) -> str:
    """Say that round brackets around what is added give the right value."""
    line = given.value
    if not isinstance(line, ast.BinOp) or not isinstance(line.op, ast.Add | ast.Sub):
        return ""
    left, right = line.left, line.right
    versions = []
    if isinstance(right, ast.BinOp) and isinstance(right.op, ast.Div):
        whole = ast.BinOp(left, line.op, right.left)
        versions.append(ast.BinOp(whole, right.op, right.right))
    if isinstance(left, ast.BinOp) and isinstance(left.op, ast.Div):
        whole = ast.BinOp(left.right, line.op, right)
        versions.append(ast.BinOp(left.left, left.op, whole))
    inner = left.right if isinstance(left, ast.BinOp) else None
    if (
        isinstance(left, ast.BinOp)
        and isinstance(left.op, ast.Add | ast.Sub)
        and isinstance(inner, ast.BinOp)
        and isinstance(inner.op, ast.Div)
    ):  # a - b / c - d
        above = ast.BinOp(left.left, left.op, inner.left)
        versions.append(
            ast.BinOp(above, inner.op, ast.BinOp(inner.right, line.op, right))
        )
    for version in versions:
        value = given.compute(version)
        if value is not None and is_right(value):
            return tr(
                "Python divides before it adds or subtracts. Round brackets say what "
                "comes first: `{line}`.",
                line=given.quote(version),
            )
    return ""


def say_unmatched(given: Given) -> str:
    """Say that no row of a column holds the word that it is compared with."""
    for asked in given.find(ast.Compare):
        word, place = asked.comparators[0], asked.left
        is_word = isinstance(word, ast.Constant) and isinstance(word.value, str)
        column = find_column(given, place) if is_word else None
        if column is None or (column == word.value).any():
            continue
        known = sorted({one for one in column if isinstance(one, str)})
        near = {one.casefold(): one for one in known}
        close = difflib.get_close_matches(word.value.casefold(), near, 1)
        if close:
            return tr(
                'No row of this column says "{word}". Did you mean "{close}"? Capital '
                "letters count.",
                word=word.value,
                close=near[close[0]],
            )
        return tr(
            'No row of this column says "{word}". These stand in it: {names}.',
            word=word.value,
            names=", ".join(f'"{one}"' for one in known[:6]),
        )
    return ""


def find_column(given: Given, place: ast.expr) -> pd.Series | None:
    """Find the column of texts that a place such as ``table["column"]`` holds."""
    if not isinstance(place, ast.Subscript) or not isinstance(place.value, ast.Name):
        return None
    table = given.held.get(place.value.id)
    key = getattr(place.slice, "value", None)
    if not isinstance(table, pd.DataFrame) or key not in table.columns:
        return None
    column = table[key]
    return column if any(isinstance(one, str) for one in column) else None


def describe_line(given: Given) -> str:
    """Say what a line gives: its figures, its division, its verb; "" if unknown."""
    figures, sign = name_figures(given), name_sign(given)
    return " ".join(filter(None, [figures, sign])) or name_verb(given)


def name_figures(given: Given) -> str:
    """Say what the figures of a line are, by their ids."""
    calls = [one for one in given.find(ast.Call) if is_figure(one)]
    ids = dict.fromkeys(str(getattr(one.args[0], "value", "")) for one in calls)
    return " ".join(filter(None, map(name_figure, ids)))


def is_figure(call: ast.Call) -> bool:
    """Tell whether a call asks for a figure by its id."""
    return getattr(call.func, "attr", "") == "figure" and len(call.args) == 1


def name_figure(figure_id: str) -> str:
    """Say what one figure is, "" where there is none of that id."""
    table = data.load("figures").set_index("id")
    if figure_id not in table.index:
        return ""
    row = table.loc[figure_id]
    if pd.isna(row["year"]):
        return tr(
            "{id} is {value} ({unit}): {item}, {place}.",
            id=figure_id,
            value=row["value"],
            unit=look_up(row["unit"]),
            item=look_up(row["item"]),
            place=look_up(row["place"]),
        )
    return tr(
        "{id} is {value} ({unit}): {item}, {place}, {year}.",
        id=figure_id,
        value=row["value"],
        unit=look_up(row["unit"]),
        item=look_up(row["item"]),
        place=look_up(row["place"]),
        year=str(row["year"]),
    )


def name_sign(given: Given) -> str:
    """Say what is divided, multiplied, added or subtracted last."""
    line = unwrap_rounded(given.value)
    if not isinstance(line, ast.BinOp):
        return ""
    one, other = given.quote(line.left), given.quote(line.right)
    if isinstance(line.op, ast.Div):
        return tr("This line divides `{part}` by `{whole}`.", part=one, whole=other)
    if isinstance(line.op, ast.Mult):
        return tr("This line multiplies `{one}` by `{other}`.", one=one, other=other)
    if isinstance(line.op, ast.Add):
        return tr("This line adds `{other}` to `{one}`.", one=one, other=other)
    if isinstance(line.op, ast.Sub):
        return tr("This line subtracts `{other}` from `{one}`.", one=one, other=other)
    return ""


def unwrap_rounded(line: ast.expr | None) -> ast.expr | None:
    """Take the part of a line that ``round`` rounds, else the line as it is."""
    if isinstance(line, ast.Call) and getattr(line.func, "id", "") == "round":
        return line.args[0] if line.args else line
    return line


def name_verb(given: Given) -> str:
    """Say what the last verb of a line gives."""
    texts = {
        "sum": tr("`sum` adds up; of `True` and `False` it counts the `True`."),
        "mean": tr("`mean` gives the average; of `True` and `False`, a share."),
        "median": tr("`median` gives the value in the middle."),
        "max": tr("`max` gives the largest value."),
        "min": tr("`min` gives the smallest value."),
        "count": tr("`count` counts all rows in which something stands."),
        "len": tr("`len` counts all rows, or all values."),
        "nunique": tr("`nunique` counts the different values."),
        "idxmax": tr("`idxmax` names the row with the largest value."),
        "idxmin": tr("`idxmin` names the row with the smallest value."),
    }
    return texts.get(given.verb, "")
