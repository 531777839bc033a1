"""Three dots that stayed beside a value."""

import ast
import re

from workshop.errors.proposals import propose
from workshop.errors.rewriting import STRINGS
from workshop.errors.stop import Stop
from workshop.messages import tr

# Dots of a blank: before a value, or behind one, and not between two.
BESIDE = re.compile(
    rf"({STRINGS})|(?<![\w\"')\].])\s*(?:\.{{2,}}|…)\s*(?=[\w\"'(\[])"
    r"|(?<=[\w\"')\]])\s*(?:\.{2,}|…)\s*(?![\w\"'(\[.])"
)


def explain_dots(stop: Stop) -> str:
    """Say that dots beside a value go, and write the line without them; or ""."""
    is_dots = "ellipsis" in str(stop.error).casefold()
    if not is_dots and not isinstance(stop.error, SyntaxError):
        return ""
    line = stop.line
    better = drop_dots(line)
    if better == line or not is_line(better) or is_line(line) and not is_dots:
        return ""
    text = tr("The three dots go when a value stands in their place.")
    return propose(text, better, stop)


def drop_dots(line: str) -> str:
    """Write a line without the dots that stand beside a value."""
    return BESIDE.sub(lambda found: found[1] or keep_space(found), line).rstrip()


def keep_space(found: re.Match) -> str:
    """Keep one space where a sign or a remark stands beside the dots."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    is_open = (
        not before
        or before[-1] in "(["
        or found[0].startswith(".")
        or after[:1] in (")", "]", ",", "")
    )
    return "" if is_open else " "


def is_line(line: str) -> bool:
    """Tell whether Python can read a line, alone or as an entry between brackets."""
    for code in (line.strip(), f"{{{line}\n}}"):
        try:
            ast.parse(code)
        except (SyntaxError, ValueError):
            continue
        return True
    return False
