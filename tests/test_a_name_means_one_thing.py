"""In a course, one worksheet holds several lessons, and a name means one thing in it.

Somebody who goes back to an earlier exercise finds under each name that it reads what
it was written for, although cells of another lesson have been run in the meantime.
"""

import ast
import dis
from collections import defaultdict
from types import CodeType

from conftest import every_course

from scripts.lessons.courses import read_course, read_library
from scripts.lessons.cutting import cut


def list_read(code: CodeType) -> set[str]:
    """List the names that a piece of code reads and has not made before."""
    made, read = set(), set()
    for step in dis.get_instructions(code):
        if step.opname in ("STORE_NAME", "STORE_GLOBAL"):
            made.add(step.argval)
        elif step.opname in ("LOAD_NAME", "LOAD_GLOBAL"):
            read |= {step.argval} - made
        elif isinstance(step.argval, CodeType):
            read |= list_read(step.argval) - made
    return read


def list_made(source: str) -> list[tuple[str, str]]:
    """List each name that a cell gives a value, with the statement that does so."""
    return [
        (node.id, ast.unparse(statement))
        for statement in ast.parse(source).body
        if not isinstance(statement, ast.FunctionDef)
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]


def get_lesson(cell_id: str) -> str:
    """Give the part of a cell's id that names its lesson."""
    return cell_id.removeprefix("ex-").partition("-")[0]


def list_confused(cells: list[tuple[str, str]]) -> list[str]:
    """List the names that an exercise reads and that another lesson gives otherwise."""
    makers = defaultdict(set)
    for cell_id, source in cells:
        for name, statement in list_made(source):
            makers[name].add((get_lesson(cell_id), statement))
    confused = []
    for cell_id, source in cells:
        if not cell_id.startswith("ex-"):
            continue
        lesson = get_lesson(cell_id)
        for name in sorted(list_read(compile(source, cell_id, "exec"))):
            own = {words for place, words in makers[name] if place == lesson}
            others = {place for place, words in makers[name] if words not in own}
            if own and others - {lesson}:
                where = ", ".join(sorted(others - {lesson}))
                confused.append(
                    f"{cell_id} reads {name}, which lesson {where} gives otherwise"
                )
    return confused


@every_course
def test_a_name_that_an_exercise_reads_means_one_thing_in_the_course(course):
    lessons = read_library()
    notebook = cut(read_course(course, lessons), lessons)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert list_confused([(cell.id, cell.source) for cell in code]) == []


def test_a_name_with_two_meanings_is_found():
    first = ("1-1-count", "six = table[table['group'] == 'WB6']\nn = 6")
    reader = ("ex-1-1", "answer_1_1 = len(six)\nn = 7")
    assert list_confused([first, reader, ("2-1-look", "n = 3\nsix = table")]) == [
        "ex-1-1 reads six, which lesson 2 gives otherwise"
    ]
    again = ("2-1-look", first[1])
    assert list_confused([first, reader, again]) == []
