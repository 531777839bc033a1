"""Names of tables and columns that lack quotation marks."""

import ast

from workshop import data
from workshop.errors.known import get_id, is_side_of_own
from workshop.errors.places import find_maker
from workshop.errors.stop import Stop
from workshop.messages import tr


def say_column(name: str, stop: Stop) -> str:
    """Say that the name of a table or a column stands in quotation marks.

    Not of a name that a cell makes, or that stands before a bracket or a verb: it
    holds a table, and quotation marks would break a line that is right.
    """
    places = [node.slice for node in stop.find(ast.Subscript)]
    for call in stop.find(ast.Call):
        places += [*call.args, *(word.value for word in call.keywords)]
    inside = [node.id for p in places for node in ast.walk(p) if hasattr(node, "id")]
    before = [node.value for node in stop.find(ast.Subscript)]
    before += [node.value for node in stop.find(ast.Attribute)]
    if name not in inside or any(getattr(one, "id", "") == name for one in before):
        return ""
    if is_side_of_own(name, stop):
        return ""
    loads = any(
        getattr(call.func, "attr", "") == "load" and name in map(get_id, call.args)
        for call in stop.find(ast.Call)
    )
    if name in data.names() and (loads or not find_maker(name, stop.code)):
        return tr(
            "`{name}` is the name of a table, and names of tables stand in quotation "
            'marks: `"{name}"`.',
            name=name,
        )
    if is_column(name, stop):
        return tr(
            "`{name}` is the name of a column, and names of columns stand in quotation "
            'marks: `"{name}"`.',
            name=name,
        )
    return ""


def is_column(name: str, stop: Stop) -> bool:
    """Tell whether the table before the bracket, or one of all, has this column."""
    tables = [
        thing
        for node in stop.find(ast.Subscript)
        if name in [get_id(part) for part in ast.walk(node.slice)]
        if hasattr(thing := stop.get(node.value), "columns")
    ]
    if not tables and find_maker(name, stop.code):
        return False
    tables = tables or [one for one in stop.held.values() if hasattr(one, "columns")]
    return any(name in table.columns for table in tables)
