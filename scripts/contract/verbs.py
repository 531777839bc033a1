"""The part of the contract on code: few new verbs in the core path of a lesson.

A verb is what a reader must know to follow a cell: the name of a called function or
method, an attribute that picks a part of a table (``loc``, ``str`` …), and a shape of
Python with a body of its own (``for``, ``if``, ``def``, ``lambda``, comprehensions).
Our own names are no verbs: ``say``, ``show``, ``check`` …, and what ``charts``,
``data`` and ``plan`` hold. The core path is every cell outside extra sections and
exercises, solved; setup, checks and hints apart. A verb is new when no earlier core
path had it.
"""

import ast
from functools import cache
from pathlib import Path

import workshop
from scripts.contract import Faults
from scripts.contract.cells import read_code
from scripts.door.errors import Problem
from scripts.lessons.cells import get_tags
from scripts.lessons.lesson import Lesson, read_once

MOST_NEW = 6
OURS = frozenset(workshop.__all__)
PARTS = frozenset(
    ("loc", "iloc", "str", "dt", "shape", "index", "columns", "values", "T")
)
SHAPES: tuple[type[ast.AST], ...] = (ast.Lambda, ast.FunctionDef, ast.For, ast.While)
SHAPES += (ast.If, ast.IfExp, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)
NOT_READ = {"extra", "check", "hints", "setup"}


def check_new_verbs(lesson: Lesson) -> Faults:
    """A lesson brings at most six verbs that no earlier lesson had.

    Nothing can be said where earlier lessons are not at hand, or damaged: then they are
    refused, and this one is not.
    """
    paths = sorted(lesson.path.parent.glob("[0-9][0-9]-*.ipynb"))
    earlier = [path for path in paths if path.name < lesson.path.name]
    if len(earlier) < int(lesson.number):
        return
    try:
        known = frozenset().union(*map(list_verbs_of, earlier))
    except Problem:
        return
    new = sorted(list_verbs(lesson) - known)
    if len(new) > MOST_NEW:
        yield (
            f"{lesson.number}-0-title",
            f"the core path brings {len(new)} new verbs, at most {MOST_NEW} "
            f"({', '.join(new)}); use fewer, or move a section to extra.",
        )


@cache
def list_verbs_of(path: Path) -> frozenset[str]:
    """List the verbs in the core path of the lesson in a file."""
    return frozenset(list_verbs(read_once(path)))


def list_verbs(lesson: Lesson) -> set[str]:
    """List the verbs in the core path of a lesson."""
    found: set[str] = set()
    for section in lesson.sections:
        if section and "extra" in get_tags(section[0]):
            continue
        for cell in section:
            if cell["cell_type"] == "code" and not get_tags(cell) & NOT_READ:
                found |= list_verbs_in(read_code(cell))
    return found


def list_verbs_in(code: str) -> set[str]:
    """List the verbs in code; none when it is no Python, which another check says."""
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except SyntaxError:
        return set()
    return {name for node in nodes for name in name_verb(node)}


def name_verb(node: ast.AST) -> list[str]:
    """Name the verb that a node of code is, if it is one."""
    if isinstance(node, SHAPES):
        return [type(node).__name__]
    if isinstance(node, ast.Attribute) and node.attr in PARTS:
        return [node.attr]
    if not isinstance(node, ast.Call):
        return []
    verb = node.func
    if isinstance(verb, ast.Name):
        return [] if verb.id in OURS else [verb.id]
    if isinstance(verb, ast.Attribute):
        owner = verb.value.id if isinstance(verb.value, ast.Name) else ""
        return [] if owner in OURS else [verb.attr]
    return []


CHECKS = [check_new_verbs]
