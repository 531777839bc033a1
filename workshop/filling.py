"""The line of an exercise with a blank, and what it is with a word in the blank."""

import ast
import re
from collections.abc import Mapping
from typing import Any

from workshop.comparing import is_text
from workshop.messages import tr

BLANK = re.compile(r"\.{3}|…|_{2,}|\ban?_(?:table|column|word)\b")
# What may fill a blank: a name or a verb, a number, a sign.
PLAIN = re.compile(r"\.?[\w ]+(?:\.[^\W\d]\w*\(\)|\(\))?|[-+*/<>=!]{1,2}")

# A sign that somebody names in words.
SIGNS = {"equal": "==", "equals": "==", "later": ">", "larger": ">", "bigger": ">"}
SIGNS |= {"greater": ">", "earlier": "<", "smaller": "<"}
SIGNS |= {"divided": "/", "times": "*", "minus": "-", "plus": "+"}
JOINED = re.compile(r"\s*(?:,|&|\b(?:and|i|dhe|и)\b)\s*")


def find_line(cells: list[dict], name: str) -> str:
    """Find the line with one blank that a cell of the notebook shows, or give "".

    It stands behind ``#``: ``# answer_2_2 = (a ... b).sum()``, or beside the dots:
    ``answer_4_3 = ...  # law["country"].___()``.
    """
    for cell in cells:
        source = "".join(cell.get("source", ""))
        if cell.get("cell_type") != "code" or name not in source:
            continue
        own = re.search(rf"^\s*#\s*({name}\s*=(?!=).*)$", source, re.MULTILINE)
        beside = re.search(
            rf"^\s*{name}\s*=\s*\.\.\.\s*#\s*(.+)$", source, re.MULTILINE
        )
        line = own[1] if own else f"{name} = {beside[1]}" if beside else ""
        if len(BLANK.findall(line)) == 1:
            return line.strip()
        for remark in re.findall(r"^\s*#\s*(\S.*)$", source, re.MULTILINE):
            if len(BLANK.findall(remark)) == 1 and is_sum(BLANK.sub("x", remark)):
                return f"{name} = {remark.strip()}"
    return ""


def is_sum(line: str) -> bool:
    """Tell whether a remark is a line of code that computes, and no sentence."""
    try:
        found = ast.parse(line.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return False
    return isinstance(found, ast.BinOp | ast.Call)


def fill(line: str, answer: Any) -> str:
    """Write a word, or True or False, into the blank of a line; "" if that is no code.

    What stands between quotation marks there gets none of its own.
    """
    if not line or not (is_text(answer) or isinstance(answer, bool)):
        return ""
    word = str(answer).strip()
    found = BLANK.search(line)
    word = SIGNS.get(word.casefold(), word) if needs_sign(line) else word
    before, after = (line[: found.start()], line[found.end() :]) if found else ("", "")
    word = drop_given(word, before)
    if not found or not PLAIN.fullmatch(word) or BLANK.search(word):
        return ""
    word = word.removesuffix("()") if after.startswith("()") else word
    word = word.removeprefix(".") if before.endswith(".") else word
    word = drop_beginning(word, re.findall(r"\w*$", before)[0])
    if before.endswith("[") and word.isidentifier():
        word = f'"{word}"'
    if f'"{word}"' in after:
        return ""  # it stands there already, in a place of its own
    filled = f"{before}{word}{after}"
    if '"' in word and before.count('"') % 2:
        return ""
    return filled if is_line(filled) else ""


def needs_sign(line: str) -> bool:
    """Tell whether the blank of a line is the place of a sign: ``a ... b``."""
    return is_line(BLANK.sub("+", line)) and not is_line(BLANK.sub("x", line))


def drop_given(word: str, before: str) -> str:
    """Leave out a name that the line holds already: "C and D" behind "C" is D."""
    parts = JOINED.split(word)
    rest = [part for part in parts if f'"{part}"' not in before]
    return rest[0] if len(parts) > 1 and len(rest) == 1 else word


def drop_beginning(word: str, prefix: str) -> str:
    """Leave out what stands before the blank already: F204 behind F2 is 04."""
    shared = (n for n in range(len(prefix), 0, -1) if word.startswith(prefix[-n:]))
    return word[next(shared, 0) :]


def is_line(line: str) -> bool:
    """Tell whether Python can read a line."""
    try:
        ast.parse(line)
    except (SyntaxError, ValueError):
        return False
    return True


def runs(line: str, names: Mapping[str, Any]) -> bool:
    """Tell whether a filled line gives a value with the names of the notebook.

    Only a name, a sign or a verb is ever carried out, never a longer order.
    """
    try:
        eval(line.partition("=")[2], dict(names))  # noqa: S307 - the lesson's own line
    except Exception:  # noqa: BLE001 - then the word belongs elsewhere
        return False
    return True


def explain_blank(line: str, answer: Any) -> str:
    """Say which line the answer makes when it fills the blank, or give ""."""
    filled = fill(line, answer)
    return filled and tr(
        "I see {value}. The cell shows a line with a blank. With this in the blank it "
        "is: `{line}`. Write that line in the place of the one that gives the answer, "
        "without quotation marks around it. Run the cell, and then this check again: "
        "it looks at what the line gives.",
        value=f"`{answer}`",
        line=filled,
    )
