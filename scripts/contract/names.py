"""The part of the contract that looks at names: what an exercise reads stays the same.

Somebody who has run a whole lesson and comes back to an exercise still finds there what
its text speaks of: no later section gives that name another value.
"""

import ast

from scripts.contract import Faults
from scripts.contract.cells import read_code
from scripts.lessons.cells import get_tags
from scripts.lessons.lesson import Lesson


def check_names_stay(lesson: Lesson) -> Faults:
    """A name that an exercise reads gets no other value in a later cell."""
    cells = [cell for cell in lesson.cells if cell["cell_type"] == "code"]
    made = [find_makers(cell) for cell in cells]
    for number, cell in enumerate(cells):
        if "exercise" not in get_tags(cell):
            continue
        for name in sorted(list_needed(cell)):
            before = [one[name] for one in made[:number] if name in one]
            later = [
                other["id"]
                for other, one in zip(
                    cells[number + 1 :], made[number + 1 :], strict=True
                )
                if before and one.get(name, before[-1]) != before[-1]
            ]
            if later:
                yield (
                    later[0],
                    f"it gives {name!r} another value, and {cell['id']} above reads "
                    "that name; call it something else here.",
                )


def find_makers(cell: dict) -> dict[str, str]:
    """Find the names that a cell makes, each with the statement that does it last."""
    makers = {}
    for statement in read_statements(cell):
        if isinstance(statement, ast.FunctionDef):
            makers[statement.name] = ast.dump(statement)
        for node in ast.walk(statement):
            is_plain = not isinstance(statement, ast.FunctionDef)
            if is_plain and isinstance(node, ast.Name) and is_made(node):
                makers[node.id] = ast.dump(statement)
    return makers


def list_needed(cell: dict) -> set[str]:
    """List the names that a cell reads and has not made itself."""
    own: set[str] = set()
    needed: set[str] = set()
    for statement in read_statements(cell):
        names = [one for one in ast.walk(statement) if isinstance(one, ast.Name)]
        own_here = {one.id for one in names if is_made(one)}
        inside = isinstance(statement, ast.For | ast.FunctionDef) or any(
            isinstance(one, ast.comprehension) for one in ast.walk(statement)
        )
        known = own | own_here if inside else own
        needed |= {one.id for one in names if not is_made(one)} - known
        own |= own_here
    return needed


def is_made(node: ast.Name) -> bool:
    """Tell whether a name gets a value here."""
    return isinstance(node.ctx, ast.Store)


def read_statements(cell: dict) -> list[ast.stmt]:
    """Read the statements of a cell, solved; none where Python cannot read it."""
    try:
        return ast.parse(read_code(cell)).body
    except SyntaxError:
        return []


CHECKS = [check_names_stay]
