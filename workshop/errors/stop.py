"""Where a cell stopped: its line, its statement, and what stood in it."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

LONGEST = 120  # letters of Python's own words; what is longer helps nobody
# F___ · F… · the words of a recipe
BLANK = re.compile(r"_{2,}|…|^which \w+$|^how many$|^an?_(?:table|column|word)$")


@dataclass(frozen=True)
class Stop:
    """An error and the cell in which it arose.

    ``number`` counts lines from one, 0 if the line is not known: the last statement
    of the cell is then looked at. ``held`` maps the notebook's names to their values.
    """

    error: BaseException
    code: str = ""
    number: int = 0
    held: Mapping[str, object] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    @cached_property
    def line(self) -> str:
        """The line at which the cell stopped, as it was typed."""
        lines = self.code.splitlines()
        number = self.number or getattr(self.error, "lineno", None) or 0
        if 0 < number <= len(lines):
            return lines[number - 1]
        return getattr(self.error, "text", None) or "".join(lines[-1:])

    @cached_property
    def statement(self) -> ast.stmt | None:
        """The innermost statement of the cell that was running, if it can be read."""
        try:
            body = ast.parse(self.code).body
        except (SyntaxError, ValueError):
            return None
        if not self.number:
            return body[-1] if body else None
        around = [
            node
            for node in ast.walk(ast.Module(body, []))
            if isinstance(node, ast.stmt)
            and node.lineno <= self.number <= (node.end_lineno or node.lineno)
        ]
        return around[-1] if around else None

    def find(self, kind: type) -> Iterator:
        """Yield the nodes of one kind in the statement, outermost first."""
        for node in ast.walk(self.statement) if self.statement else ():
            if isinstance(node, kind):
                yield node

    def get(self, node: ast.AST) -> object:
        """Give what a name in the code holds; None for anything else."""
        return self.held.get(node.id) if isinstance(node, ast.Name) else None

    def find_blank(self) -> str:
        """Find the blank that the statement still holds, "" if it holds none.

        Where Python does not know a name, only that name can be the blank: another
        line of the statement may well be open still.
        """
        unknown = getattr(self.error, "name", None)
        if isinstance(self.error, NameError) and unknown:
            return unknown if is_blank_name(unknown) else ""
        for verb in self.find(ast.Attribute):
            if is_blank_name(verb.attr):
                return verb.attr
        if re.search("ellipsis", str(self.error), re.IGNORECASE):
            return "..."
        for node in self.find(ast.Constant):
            if node.value is ...:
                return "..."
            if is_blank_text(node.value):
                return node.value
        for node in self.find(ast.Name):
            loaded = isinstance(node.ctx, ast.Load)
            if loaded and is_blank_name(node.id):
                return node.id
            if loaded and self.held.get(node.id) is ...:
                return "..."
        return ""


def is_blank_text(value: object) -> bool:
    """Tell whether a text is a blank to fill, such as ``F___``."""
    if not isinstance(value, str) or len(value) >= 20:
        return False
    return value.strip() == "..." or bool(BLANK.search(value))


def is_blank_line(line: str) -> bool:
    """Tell whether a line still holds the words of a recipe."""
    code = re.sub(r"\"[^\"]*\"|'[^']*'|#.*", "''", line)
    between = re.search(r"[\w\])']\s+(?:_{2,}|\.{3}|…)\s+[\w(\[']", code)
    return bool(between or re.search(r"[(=<>]\s*how many\b", line))


def is_blank_name(name: str) -> bool:
    """Tell whether a name is a blank to fill; ``__name__`` is none."""
    return bool(BLANK.search(name)) and not re.fullmatch(r"__\w+__", name)


def quote(error: BaseException) -> str:
    """Give the first line of what Python says, without the folder of a file."""
    first = error.args[0] if len(error.args) > 1 else None
    whole = first if isinstance(first, str) else str(error)
    said = re.sub(r" \([^()]*\.py\)$", "", whole.strip()).split("\n")[0]
    return said if len(said) <= LONGEST else f"{said[:LONGEST]} …"
