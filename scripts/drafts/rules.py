"""Write the rules of a new exercise into the file of rules of its lesson."""

import ast
from pathlib import Path

from scripts.door.errors import Problem
from scripts.lessons.feedback import name_feedback

COLUMNS = 88
RULES = "workshop.rules"
NEEDED = ("Case", "Exercise", "Mistake", "same")
# The example counts the rows of a table, so that everything runs before it is written.
EXERCISE = """\
    "{key}": Exercise(
        # TO WRITE: what the right answer is, computed from the data.
        expected=lambda: len(data.load("cases")),
        right="TO WRITE: what the right answer means, and what to talk about.",
        # TO WRITE: name and test of three mistakes; below, a case meets each.
        mistakes=[
            Mistake(
                "first mistake",
                fits=lambda answer, expected: same(answer, expected + 1),
                reply="TO WRITE: what this value is, what it would mean, what to try.",
            ),
            Mistake(
                "second mistake",
                fits=lambda answer, expected: same(answer, expected + 2),
                reply="TO WRITE: what this value is, what it would mean, what to try.",
            ),
            Mistake(
                "third mistake",
                fits=lambda answer, expected: same(answer, expected + 3),
                reply="TO WRITE: what this value is, what it would mean, what to try.",
            ),
        ],
        nudge="TO WRITE: what to look at again.",
        hints=(
            "TO WRITE: where to look.",
            "TO WRITE: which verb helps.",
            "TO WRITE: nearly the answer.",
        ),
        cases=[
            Case(lambda: len(data.load("cases")), "right"),
            Case(lambda: len(data.load("cases")) + 1, "first mistake"),
            Case(lambda: len(data.load("cases")) + 2, "second mistake"),
            Case(lambda: len(data.load("cases")) + 3, "third mistake"),
        ],
    ),
"""
QUESTION = """\
    "{key}": Question(
        right={{"a": "TO WRITE: why this choice is right."}},
        wrong={{
            "b": "TO WRITE: what this choice would mean, and what to try.",
            "c": "TO WRITE: what this choice would mean, and what to try.",
        }},
    ),
"""
FILE = '''\
"""What the exercises of lesson {number} say back. TO WRITE: what they are about."""

from workshop import data
from workshop.rules import Case, Exercise, Mistake, Question, same

EXERCISES = {{
{rules}}}
'''


def write_file(number: str, exercises: list[str], questions: list[str]) -> str:
    """Return the text of a new file of rules, for these exercises and questions."""
    rules = [EXERCISE.format(key=key) for key in exercises]
    rules += [QUESTION.format(key=key) for key in questions]
    return FILE.format(number=number, rules="".join(rules))


def add_exercise(path: Path, key: str) -> str:
    """Return the text of a file of rules with one exercise more: before its questions.

    Raises Problem when the dictionary EXERCISES is not found.
    """
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    tree = ast.parse(text)
    lines.insert(find_line(tree, path), EXERCISE.format(key=key))
    for name, wanted in (("workshop", ("data",)), (RULES, NEEDED)):
        complete_import(lines, tree, name, wanted)
    return "".join(lines)


def find_line(tree: ast.Module, path: Path) -> int:
    """Return how many lines stand before the first question, or before the end."""
    for node in tree.body:
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Dict):
            continue
        if ast.unparse(node.targets[0]) == "EXERCISES":
            keys = [key for key in node.value.keys if isinstance(key, ast.Constant)]
            questions = [key.lineno for key in keys if ".q" in str(key.value)]
            return min(questions, default=node.end_lineno or 0) - 1
    raise Problem(
        f"{name_feedback(path)} has no line that begins with EXERCISES = {{, so the "
        'rules have no place. Add it, as CONTRIBUTING.md shows under "Feedback".'
    )


def complete_import(
    lines: list[str], tree: ast.Module, module: str, wanted: tuple[str, ...]
) -> None:
    """Let the lines of a file import these names from a module, too."""
    imports = [one for one in tree.body if isinstance(one, ast.Import | ast.ImportFrom)]
    known = {alias.asname or alias.name for one in imports for alias in one.names}
    missing = set(wanted) - known
    if not missing:
        return
    for node in imports:
        if isinstance(node, ast.ImportFrom) and node.module == module:
            names = missing | {ast.unparse(alias) for alias in node.names}
            begin, end = node.lineno - 1, node.end_lineno or 0
            break
    else:
        names, begin = missing, imports[-1].end_lineno or 0
        end = begin
    lines[begin:end] = [write_import(module, names)]


def write_import(module: str, names: set[str]) -> str:
    """Write an import as the formatter would: kinds first, then functions."""
    ordered = sorted(names, key=lambda name: (name[0].islower(), name))
    line = f"from {module} import {', '.join(ordered)}\n"
    if len(line) <= COLUMNS + 1:
        return line
    inside = "".join(f"    {name},\n" for name in ordered)
    return f"from {module} import (\n{inside})\n"
