"""Which names a cell gives a value, and which value gets none.

A kernel loads this at its start: standard library only.
"""

import ast
import difflib
import itertools
import re
import unicodedata

# Cyrillic letters that look like Latin ones.
ALIKE = str.maketrans("аеорсхуіјѕАЕОРСХУІЈЅВКМНТ", "aeopcxyijsAEOPCXYIJSBKMHT")
BARE = re.compile(r"^[ \t]*(answer_\w+)[ \t]+[^\s=]", re.MULTILINE)
TARGET = re.compile(r"^[ \t]*([^\W\d][\w. -]*?)[ \t]*[-+*/]?=(?!=)", re.MULTILINE)
# "a" = answer_3_q5
TURNED = re.compile(
    r"^[ \t]*(?:[\"'(\[{].*|-?\d[\d.,]*)[ \t]*=[ \t]*(answer_\w+)[ \t]*$", re.MULTILINE
)
# The word "answer" in the languages of the region, in small letters; ALIKE has turned
# some letters of the Cyrillic ones.
OTHERS = re.compile(
    "^(?:"
    + "|".join(
        word.translate(ALIKE)
        for word in (
            "odgovori", "odgovor", "odg", "përgjigjja", "përgjigja", "përgjigje",
            "pergjigjja", "pergjigja", "pergjigje", "pergj", "одговори", "одговор",
        )
    )
    + r")(?=_|\d|q\d|$)"
)  # fmt: skip
# What a cell of a lesson may end with.
HELPERS = {"charts", "check", "data", "hint", "plan", "print", "say", "show", "sources"}
HELPERS |= {"start", "terms"}


def list_targets(code: str, after: int = 0) -> list[str]:
    """List the answers that a cell gives a value, from line ``after`` on.

    Code that Python cannot read counts too, and so do names that were meant.
    """
    names = map(normalise, list_names(code, after))
    return [name for name in names if name.startswith("answer_")]


def list_names(code: str, after: int = 0) -> list[str]:
    """List the names that a cell gives a value, as they are typed."""
    try:
        statements = ast.parse(code).body
    except (SyntaxError, ValueError):
        return TARGET.findall(code) + BARE.findall(code) + TURNED.findall(code)
    return [
        name
        for statement in statements
        if (statement.end_lineno or 0) >= after
        for name in list_stores(statement)
    ]


def list_stores(statement: ast.stmt) -> list[str]:
    """List the names that a statement gives a value, a place in a table included."""
    names = []
    for node in ast.walk(statement):
        if isinstance(node, ast.AnnAssign) and node.value is None:
            continue
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        for target in targets if isinstance(targets, list) else []:
            while isinstance(target, ast.Subscript | ast.Attribute):
                target = target.value
            parts = ast.walk(target) if target is not None else []
            names += [part.id for part in parts if isinstance(part, ast.Name)]
    return names


def normalise(name: str) -> str:
    """Write a name as it was meant: Latin, small letters, ``_`` for dot and hyphen."""
    plain = unicodedata.normalize("NFKC", name).translate(ALIKE).lower()
    return re.sub(r"[\s.-]+", "_", plain.strip())


def is_near(other: str, name: str) -> bool:
    """Tell whether ``other`` is ``name`` with a slip, or ``answer`` alone."""
    word, _, number = name_in_english(normalise(other)).partition("_")
    if not number and word.rstrip("0123456789q") == word:
        return word == "answer"
    slip = re.fullmatch(r"([a-z]+)_?([_q\d]+)", f"{word}_{number}" if number else word)
    if not slip:
        return False
    alike = difflib.SequenceMatcher(None, slip[1], "answer").ratio() > 0.7
    wanted = name.removeprefix("answer").replace("_", "")
    return alike and slip[2].replace("_", "") == wanted


def name_in_english(name: str) -> str:
    """Write ``answer`` for its word in the languages of the region."""
    return OTHERS.sub("answer", name, count=1)


def find_nameless(code: str) -> str:
    """Find the value at the end of a cell that gets no name, or give ""."""
    try:
        end = ast.parse(code).body[-1]
    except (SyntaxError, ValueError, IndexError):
        return ""
    if not isinstance(end, ast.Expr) or is_shown(end.value):
        return ""
    return ast.get_source_segment(code, end) or ""


def describe_before_dots(name: str, code: str) -> str:
    """Say that a value without a name stands above the dots of an answer, or ""."""
    try:
        body = ast.parse(code).body
    except (SyntaxError, ValueError):
        return ""
    for above, line in itertools.pairwise(body):
        dots = getattr(getattr(line, "value", None), "value", 0) is ...
        is_open = isinstance(line, ast.Assign) and dots and name in list_stores(line)
        if is_open and isinstance(above, ast.Expr) and not is_shown(above.value):
            from workshop.messages import tr  # a kernel that starts does not wait

            return tr(
                "The line above `{name} = ...` holds a value that has no name. If it "
                "is your answer, write `{line}` in the place of the two lines, and run "
                "the cell again.",
                name=name,
                line=f"{name} = {ast.get_source_segment(code, above) or ''}",
            )
    return ""


def is_shown(value: ast.expr) -> bool:
    """Tell whether a line asks a helper for something, or is nothing but a blank."""
    if isinstance(value, ast.Constant) and value.value is ...:
        return True
    while isinstance(value, ast.Call | ast.Attribute):
        value = value.func if isinstance(value, ast.Call) else value.value
        if isinstance(value, ast.Name):
            return value.id in HELPERS
    return False
