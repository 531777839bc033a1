"""Find the cell of the saved notebook, or the line, that makes a name."""

import ast
import difflib
import re
from typing import Any, NamedTuple

from workshop.assigning import list_stores, list_targets
from workshop.errors.above import find_own_line, say_late
from workshop.errors.known import close_name, is_label
from workshop.errors.shadows import describe
from workshop.errors.stop import Stop
from workshop.messages import tr
from workshop.saved import read_cells
from workshop.unanswered import BLANK

ENOUGH_ALIKE = 0.6


class Maker(NamedTuple):
    """The heading above a cell that makes a name, its line, and where it stands.

    ``place`` is below zero before the cell that stopped, above it after that cell, and
    zero for that cell itself, as it was saved.
    """

    heading: str
    line: str
    place: int


def find_maker(name: str, code: str) -> Maker | None:
    """Find the cell that makes ``name``: the nearest before, else the first after.

    Jupyter names the notebook to its kernel. Where the cell that stopped has made the
    name itself when it was saved, that counts before all others.
    """
    cells, heading, makers = read_cells(), "", []
    own = find_own(code, cells)
    for place, cell in enumerate(cells):
        source = "".join(cell.get("source", ""))
        if cell.get("cell_type") == "markdown":
            heading = find_heading(source) or heading
            continue
        line = find_making_line(name, source)
        if line and not (place == own and line in code):
            makers.append(Maker(heading, line, place - own))
    before = [one for one in makers if one.place < 0]
    here = [one for one in makers if one.place == 0]
    return next(iter([*here, *before[-1:], *makers]), None)


def find_own(code: str, cells: list[dict]) -> int:
    """Find the place of a cell that may have been changed since it was saved.

    It is the one that gives the same answer a value, else the one most alike.
    """
    answers, best, own = set(list_targets(code)), ENOUGH_ALIKE, len(cells)
    for place, cell in enumerate(cells):
        source = "".join(cell.get("source", ""))
        if cell.get("cell_type") != "code":
            continue
        if answers & set(list_targets(source)):
            return place
        alike = difflib.SequenceMatcher(None, source, code).ratio()
        if alike > best:
            best, own = alike, place
    return own


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
        if isinstance(statement, ast.ImportFrom | ast.Import):
            made = [one.asname or one.name for one in statement.names]
        if name in made:
            return lines[statement.lineno - 1].strip()
    return ""


def say_maker(name: str, stop: Stop) -> str:
    """Say which cell of the saved notebook makes this name."""
    maker = find_maker(name, stop.code)
    if not maker:
        return say_hidden(name, stop)
    if maker.place > 0 and is_label(name, stop):
        return ""
    close = close_name(name, stop)
    if maker.place > 0 and close:
        return tr(
            "Python does not know the name `{name}`. Did you mean `{close}`? A later "
            "cell, under the heading “{heading}”, makes `{name}`: `{line}`. If that is "
            "meant, run that cell first.",
            name=name,
            close=close,
            heading=maker.heading,
            line=maker.line,
        )
    if maker.place == 0:
        return tr(
            "Python does not know the name `{name}`. In the saved notebook, this cell "
            "has a line that makes it: `{line}`. Undo with Ctrl + Z until it is back, "
            "or write it again.",
            name=name,
            line=maker.line,
        )
    first = "" if "start" in stop.held else tr("Run the setup cell before all others.")
    text = tr(
        "Python does not know the name `{name}` yet. A cell under the heading "
        "“{heading}” makes it; this line of it does: `{line}`. Run that cell first, "
        "then this one again.",
        name=name,
        heading=maker.heading,
        line=maker.line,
    )
    return f"{text} {first}".strip()


def say_hidden(name: str, stop: Stop) -> str:
    """Say that the saved notebook holds the line that makes a name behind ``#``."""
    line = find_hidden(rf"{re.escape(name)}\s*=(?!=)", stop.code)
    return line and tr(
        "Python does not know the name `{name}`. In the saved notebook, the line that "
        "makes it stands behind `#`, as a remark. Write it in this cell without the "
        "`#`, above the line that stopped: `{line}`",
        name=name,
        line=line,
    )


def find_hidden(begin: str, code: str) -> str:
    """Find a whole line behind ``#`` in the cell as it was saved, or ""."""
    cells = read_cells()
    own = find_own(code, cells)
    source = "".join(cells[own].get("source", "")) if own < len(cells) else ""
    found = re.search(rf"^\s*#\s*({begin}.*)$", source, re.MULTILINE)
    return found[1].strip() if found and not BLANK.search(found[1]) else ""


def find_column_line(key: str) -> tuple[str, str]:
    """Find the heading and the line of the saved notebook that makes a column."""
    made, heading = rf"^\s*\w+\[[\"']{re.escape(key)}[\"']\]\s*=(?!=).*$", ""
    for cell in read_cells():
        source = "".join(cell.get("source", ""))
        if cell.get("cell_type") == "markdown":
            heading = find_heading(source) or heading
        elif found := re.search(made, source, re.MULTILINE):
            return heading, found[0].strip()
    return "", ""


def find_shown(key: str) -> list[str]:
    """List the columns for which the notebook shows ``key`` as their label."""
    label = rf"[\"'](\w+)[\"']\s*:\s*[\"']{re.escape(key)}[\"']"
    return [
        found[1]
        for cell in read_cells()
        if cell.get("cell_type") == "code"
        for found in re.finditer(label, "".join(cell.get("source", "")), re.IGNORECASE)
    ]


def say_remade(stop: Stop) -> str:
    """Say that a name holds no table now, though a cell before makes one of it.

    A course has cells of several lessons: ``six`` is a table in one, a list in another.
    """
    places = [node.value for node in stop.find(ast.Subscript)]
    places += [node.value for node in stop.find(ast.Attribute)]
    for place in places:
        name, thing = getattr(place, "id", ""), stop.get(place)
        if not isinstance(thing, list | tuple | dict | str | int | float):
            continue
        if late := say_late(name, stop):
            return late
        maker = find_maker(name, stop.code)
        if maker and maker.place == 0 and not isinstance(thing, list | tuple | dict):
            return tr(
                "`{name}` holds {what} now. In the saved notebook, this cell has a "
                "line that gives it another value: `{line}`. Undo with Ctrl + Z until "
                "it is back, or write it again.",
                name=name,
                what=describe(thing),
                line=maker.line,
            )
        if maker and maker.place < 0 and re.search(r"=\s*[A-Za-z~]", maker.line):
            if maker.line.endswith(".tolist()"):
                continue
            if own := find_own_line(name, stop):
                return tr(
                    "Line {number} of this cell gives `{name}` another value: "
                    "`{line}`. Delete that line, or give its value another name. Then "
                    "run the cell under the heading “{heading}” again: this line of it "
                    "makes what is meant here, `{maker}`.",
                    number=own,
                    name=name,
                    line=stop.code.splitlines()[own - 1].strip(),
                    heading=maker.heading,
                    maker=maker.line,
                )
            return tr(
                "`{name}` holds no table now: another cell has given the name another "
                "value. A cell under the heading “{heading}” makes what is meant here; "
                "this line of it does: `{line}`. Run that cell, then this one again.",
                name=name,
                heading=maker.heading,
                line=maker.line,
            )
    return ""


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


def say_unmade(name: str, stop: Stop) -> str:
    """Say that no cell of the saved notebook makes this name."""
    if not read_cells():
        return ""
    return tr(
        "Python does not know the name `{name}`, and no cell of this notebook makes "
        "it. If it should be a name, give it a value in a line above: `{name} = …`. "
        "If it should be a word, put it in quotation marks.",
        name=name,
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
