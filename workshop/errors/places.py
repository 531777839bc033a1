"""Find the cell of the saved notebook that makes a name."""

import ast
import json
import os
from pathlib import Path

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
