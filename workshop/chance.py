"""What a cell shows that a value does not: how exact it is, and which words it takes.

A number that a cell works out was rounded by nobody, and a line that takes another
column may give the right value by chance.
"""

import ast
from collections.abc import Callable, Iterable

from workshop.given import Given, describe_line
from workshop.messages import tr

FEWEST = 1000  # from here on, a number that ends with two zeros may be a round figure
STORES = (ast.AugAssign, ast.For, ast.NamedExpr, ast.comprehension)


def read_body(given: Given) -> ast.Module:
    """Read the cell that gave the answer; an empty one where Python cannot."""
    try:
        return ast.parse(given.code)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def list_made(given: Given) -> dict[str, list[ast.expr]]:
    """List what the lines of the cell give to each name."""
    made: dict[str, list[ast.expr]] = {}
    for node in ast.walk(read_body(given)):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                for part in ast.walk(target):
                    if isinstance(part, ast.Name):
                        made.setdefault(part.id, []).append(node.value)
    return made


def trace(given: Given) -> list[ast.AST]:
    """List what an answer is worked out from: its line, and those of its names."""
    made, seen = list_made(given), {given.name}
    waiting: list[ast.AST] = [given.value] if given.value else []
    found: list[ast.AST] = []
    while waiting:
        for node in ast.walk(waiting.pop()):
            found.append(node)
            if isinstance(node, ast.Name) and node.id not in seen:
                seen.add(node.id)
                waiting += made.get(node.id, [])
    return found


def is_exact(given: Given) -> bool:
    """Tell whether a cell works a number out, from nothing that is rounded.

    Numbers with decimals, round figures, ``round`` and values that were tried one
    after the other leave room; counts, shares of a column and divisions leave none.
    """
    made, top = list_made(given), given.value
    while isinstance(top, ast.Name) and len(made.get(top.id, [])) == 1:
        top = made.pop(top.id)[0]
    if not isinstance(top, ast.BinOp | ast.Call):
        return False
    parts = trace(given)
    tried = {
        part.id
        for node in ast.walk(read_body(given))
        if isinstance(node, STORES)
        for part in ast.walk(node.target)
        if isinstance(part, ast.Name)
    }
    return not any(
        is_round(getattr(part, "value", None))
        or "round" in getattr(part, "attr", getattr(part, "id", ""))
        or getattr(part, "id", "") in tried
        for part in parts
    )


def is_round(value: object) -> bool:
    """Tell whether a number that is typed may be a rounded one."""
    if isinstance(value, float):
        return True
    large = isinstance(value, int) and value >= FEWEST and value % 100 == 0
    return large and str(value).rstrip("0") != "1"


def takes_word(
    wanted: str, known: Callable[[], Iterable[str]], anywhere: bool = False
) -> Callable:
    """Make a test of a line: does another word of those known stand for ``wanted``?

    ``anywhere`` looks at the whole cell: what it shows may be read and typed.
    """

    def look(given: Given) -> str:
        parts = ast.walk(read_body(given)) if anywhere else trace(given)
        words = [getattr(part, "value", None) for part in parts]
        there = [word for word in words if isinstance(word, str) and word in known()]
        if not there or wanted in there:
            return ""
        return say_instead(f'"{there[0]}"', f'"{wanted}"')

    return look


def counts_kinds(given: Given) -> str:
    """Say that ``nunique`` counts True and False as two kinds, or give ""."""
    return say_instead("nunique()", "sum()") if given.verb == "nunique" else ""


def asks_columns(given: Given) -> str:
    """Say that ``any`` asks each column, not each row, or that kinds are counted."""
    for call in trace(given):
        if not isinstance(call, ast.Call) or getattr(call.func, "attr", "") != "any":
            continue
        axes = [one.value for one in call.keywords if one.arg == "axis"] + call.args
        axis = getattr(axes[0], "value", 1) if axes else 0
        if axis in (0, "index"):
            there = ", ".join(ast.unparse(one) for one in [*call.args, *call.keywords])
            return say_instead(f"any({there})", "any(axis=1)")
    return counts_kinds(given)


def say_instead(there: str, wanted: str) -> str:
    """Say that a line gives the right value by chance, and what belongs in it."""
    return tr(
        "The number is right by chance: this line takes `{there}`, and the question is "
        "about `{wanted}`. Write that in its place, and run the cell again.",
        there=there,
        wanted=wanted,
    )


def explain_signs(given: Given) -> str:
    """Say that ``^`` is no power, or that a word is no sign between two numbers."""
    value = given.held.get(given.name)
    if given.verb == "mean" and value in (0, 1):
        return describe_line(given)  # all or none: no other thing of that number
    for node in trace(given):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitXor):
            return tr(
                "Python writes a power with two stars, `**`; the sign `^` is another "
                "one."
            )
        if isinstance(node, ast.BoolOp) and not any(
            isinstance(one, ast.Compare | ast.BoolOp | ast.Call) for one in node.values
        ):
            return tr(
                "Between two values stands a sign, such as `<`, `>`, `==` or `+`, and "
                "not the word `{word}`.",
                word="and" if isinstance(node.op, ast.And) else "or",
            )
    return ""
