"""A line is proposed only where Python can read it and knows every name in it."""

import ast
import builtins
import functools
import re
from collections.abc import Collection

from workshop.assigning import list_names
from workshop.errors.shadows import BROUGHT
from workshop.errors.stop import Stop
from workshop.messages import tr

# A line of a form, of a list over several lines, or the head of a block is no whole.
WHOLES: tuple[str, ...] = (
    "{0}",
    "{{{0}\n}}",
    "[{0}\n]",
    "verb({0}\n)",
    "{0}\n    pass",
    "if 0:\n    {0}",
)
WHOLES += ("if 0:\n    pass\n{0}\n    pass", "try:\n    {0}\nfinally:\n    pass")
PARTNERS = {"(": ")", "[": "]", "{": "}"}


def propose(text: str, line: str, stop: Stop) -> str:
    """Put a line as Python would write it behind what is the matter.

    A line that would stop again is left out: ``text`` then stands alone.
    """
    if not is_sound(line, stop):
        return text
    return f"{text} {tr('Python would write: `{line}`', line=line.strip())}"


def is_sound(line: str, stop: Stop) -> bool:
    """Tell whether Python reads a line and the notebook or Python knows its names."""
    names = [*stop.names, *list_names(stop.code)] if stop.names else []
    return knows_names(line, names, stop.code)


def knows_names(line: str, names: Collection[str], code: str = "") -> bool:
    """Tell whether a line can be read and holds no name that nobody knows.

    Without ``names`` there is no notebook whose names could be known. A name that a
    cell of the saved notebook makes is known, too: that cell is still to be run.
    """
    # It needs what is known of cells, and that needs lines that are proposed.
    from workshop.errors.places import find_maker

    tree = read_line(line)
    if tree is None:
        return False
    made = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    loaded = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            loaded.append(node.id)
        elif isinstance(node, ast.Name):
            made.add(node.id)
    if not names:
        return True
    brought = () if "start" in names else BROUGHT  # once the setup cell has run
    known = {*names, *brought, *dir(builtins), *made, "verb"}
    return all(name in known or find_maker(name, code) for name in loaded)


@functools.lru_cache(maxsize=64)
def read_line(line: str) -> ast.Module | None:
    """Read a line alone, as an entry between brackets or as a head; None if neither."""
    for text in (line, close_line(line)):
        for whole in WHOLES:
            try:
                return ast.parse(whole.format(text.strip()))
            except (SyntaxError, ValueError):
                continue
    return None


def close_line(line: str) -> str:
    """Close the brackets that a line opens and that another line closes."""
    waiting = []
    bare = re.sub(r"\"[^\"]*\"|'[^']*'|#.*", "", line)
    for sign in bare:
        if sign in PARTNERS:
            waiting.append(PARTNERS[sign])
        elif waiting and sign == waiting[-1]:
            waiting.pop()
    return re.sub(r"\s#.*", "", line) + "".join(reversed(waiting))
