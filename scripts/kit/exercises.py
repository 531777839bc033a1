"""How far the exercises of worksheets are: read as trees, never run, never judged."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from scripts.kit.handed_in import Unusable, parse, read_worksheet
from scripts.lessons.products import BEGIN_SOLUTION

ANSWER = re.compile(r"^answer_(\d+)_(q?\d+) *=", re.MULTILINE)
WORKSHEETS = ("exercises", "my-courses/exercises")
UNTOUCHED, BEGUN, ANSWERED = "untouched", "begun", "answered"


def read_given(root: Path) -> dict[str, set[str]]:
    """Map each exercise to its code as the worksheets give it, as trees."""
    given: dict[str, set[str]] = defaultdict(set)
    for folder in WORKSHEETS:
        for path in sorted((root / folder).glob("*.ipynb")):
            for key, code in list_exercises(read_worksheet(path.read_bytes()).code):
                tree = parse(code)
                given[key].add(ast.dump(tree) if tree else code)
    return given


def list_exercises(cells: Iterable[str]) -> list[tuple[str, str]]:
    """List the cells that answer an exercise: ("1.3", code)."""
    return [
        (f"{found[1]}.{found[2]}", code)
        for code in cells
        if (found := ANSWER.search(code))
    ]


def read_states(content: bytes, given: dict[str, set[str]]) -> dict[str, str]:
    """Say of each exercise of a worksheet whether it is answered. Raises Unusable."""
    code = read_worksheet(content).code
    if any(BEGIN_SOLUTION in cell for cell in code):
        raise Unusable("it is a lesson with its answers, not a worksheet")
    states = {}
    for key, cell in list_exercises(code):
        if key in given:
            states[key] = judge(cell, given[key])
    if not states:
        raise Unusable("it is a notebook without our exercises")
    return states


def judge(code: str, given: set[str]) -> str:
    """Say how far an exercise is; whether it is right is not looked at."""
    tree = parse(code)
    try:
        written = ast.dump(tree) if tree else code
        if written in given:
            return UNTOUCHED
        nodes = ast.walk(tree) if tree else ()
        has_dots = any(isinstance(n, ast.Constant) and n.value is ... for n in nodes)
    except RecursionError:
        return BEGUN
    return ANSWERED if tree and not has_dots else BEGUN


def order(entry: tuple[str, list]) -> tuple:
    """Sort exercises as they stand in the lessons; questions come after them."""
    lesson, _, number = entry[0].partition(".")
    return int(lesson), number.startswith("q"), int(number.removeprefix("q"))


def name_exercise(key: str) -> str:
    """Name an exercise or a question."""
    return f"{'Question' if 'q' in key else 'Exercise'} {key}"
