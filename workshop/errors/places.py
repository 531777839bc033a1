"""Find the cell of the saved notebook, or the line, that makes a name."""

import ast
import json
import os
import re
from pathlib import Path
from typing import Any

from workshop.errors.stop import Stop
from workshop.messages import tr
from workshop.watching import list_stores


def find_maker(name: str, code: str) -> tuple[str, str]:
    """Give the heading above the cell that makes ``name``, and its line.

    Jupyter names the notebook to its kernel. The nearest cell before the one with
    this ``code`` counts, else the first one after it; ("", "") when none is found.
    """
    before, after, heading, is_past = ("", ""), ("", ""), "", False
    for cell in read_cells():
        source = "".join(cell.get("source", ""))
        if cell.get("cell_type") == "markdown":
            heading = find_heading(source) or heading
            continue
        if source.strip() == code.strip():
            is_past = True
            continue
        line = find_making_line(name, source)
        if line and not is_past:
            before = heading, line
        elif line and after == ("", ""):
            after = heading, line
    return before if before[1] else after


def read_cells() -> list[dict]:
    """Read the cells of this kernel's notebook as it was last saved, or none."""
    path = Path(os.environ.get("JPY_SESSION_NAME", ""))
    if path.suffix != ".ipynb":
        return []
    try:
        return json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def find_heading(source: str) -> str:
    """Give the last heading in a text, without its level, or ""."""
    lines = [line for line in source.splitlines() if line.startswith("#")]
    return lines[-1].lstrip("# ") if lines else ""


def find_making_line(name: str, source: str) -> str:
    """Give the first line of the statement that gives ``name`` a value, or ""."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return ""
    lines = source.splitlines()
    for statement in body:
        made = list_stores(statement)
        if isinstance(statement, ast.FunctionDef):
            made = [statement.name]
        if name in made:
            return lines[statement.lineno - 1].strip()
    return ""


def say_maker(name: str, stop: Stop) -> str:
    """Say which cell of the saved notebook makes this name."""
    heading, line = find_maker(name, stop.code)
    if not line:
        return ""
    first = "" if "start" in stop.held else tr("Run the setup cell before all others.")
    text = tr(
        "Python does not know the name `{name}` yet. A cell under the heading "
        "“{heading}” makes it; this line of it does: `{line}`. Run that cell first, "
        "then this one again.",
        name=name,
        heading=heading,
        line=line,
    )
    return f"{text} {first}".strip()


def say_remark(name: str, stop: Stop) -> str:
    """Say that a line of this cell makes the name, and is only a remark so far."""
    found = re.search(rf"^\s*#\s*({re.escape(name)}\s*=.*)$", stop.code, re.MULTILINE)
    if not found:
        return ""
    return tr(
        "Python does not know the name `{name}`. The line that makes it begins with "
        "`#`, so Python takes it for a remark: take the `#` and the space away before "
        "`{line}`.",
        name=name,
        line=found[1].strip(),
    )


def say_figure(name: str, stop: Stop) -> str:
    """Say how the number under an id, or a column, is taken."""
    if re.fullmatch(r"F\d{3}", name):
        return tr(
            "The number that stands under an id is taken in this way: "
            '`data.figure("{name}")`.',
            name=name,
        )
    held: Any = stop.held
    tables = [one for one, thing in held.items() if hasattr(thing, "columns")]
    places = [one for one in tables if name in held[one].columns]
    before = [node.value for node in stop.find(ast.Attribute)]
    if places and any(getattr(node, "id", "") == name for node in before):
        return tr(
            "`{name}` is the name of a column. Its table stands before it: "
            '`{table}["{name}"]`.',
            name=name,
            table=places[-1],
        )
    return ""
