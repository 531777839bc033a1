"""Brackets that lack their partner, and where it belongs when that is plain."""

import ast
import re

from workshop.errors.rewriting import STRINGS, Mend
from workshop.messages import tr

# A question that is opened and never closed, and the verb that counts its answers.
ASKED = re.compile(r"(.*\([^()]*(?:==|!=|[<>]=?)\s*[^()]+?)(\.\w+\(\))\s*(#.*)?")


def say_brackets(said: str, code: str) -> str:
    """Explain brackets that do not belong together."""
    found = re.search(r"'(.)' was never closed", said)
    bracket = found[1] if found else ""
    if "incomplete" in said:
        bracket = find_open(code)
    if bracket:
        return tr(
            "The bracket `{bracket}` is opened and never closed. Look where its "
            "partner belongs, often at the end of the line.",
            bracket=bracket,
        )
    if "does not match opening" in said:
        return tr(
            "An opening and a closing bracket do not belong together: `(` goes with "
            "`)`, `[` with `]`, and `{{` with `}}`."
        )
    found = re.search(r"unmatched '(.)'", said)
    return (
        found
        and tr(
            "There is a closing bracket `{bracket}` without an opening one.",
            bracket=found[1],
        )
        or ""
    )


def find_open(code: str) -> str:
    """Find the last bracket that is opened and never closed, "" if there is none."""
    waiting = []
    for sign in re.sub(STRINGS, "", code):
        if sign in "([{":
            waiting.append(sign)
        elif sign in ")]}" and waiting:
            waiting.pop()
    return waiting[-1] if waiting else ""


# (a + b + c / 3: a bracket around the whole line would change nothing.
ADDED = re.compile(r"(\s*\w+\s*=\s*\([^()#]*[-+][^()#]*?)(\s*/\s*\w+)\s*(#.*)?")
PARTNERS = {"(": ")", "[": "]", "{": "}"}


def close_last(code: str, number: int) -> str:
    """Say where the partner of a bracket belongs that is opened over several lines.

    ``number`` is the line in which the bracket is opened. A repair that leaves nothing
    between the two brackets is none.
    """
    rows = code.splitlines()
    row = re.sub(STRINGS, "", rows[number - 1]) if 0 < number <= len(rows) else ""
    bracket = row.rstrip()[-1:]
    if bracket not in PARTNERS or number == len(rows):
        return ""
    end = number
    while end < len(rows) and re.match(r"[ \t]+\S|[\"'\d]", rows[end]):
        end += 1
    fitting = [
        place
        for place in range(end, number, -1)
        if is_read("\n".join([*rows[:place], PARTNERS[bracket], *rows[place:]]))
    ]
    if not fitting:
        return ""
    return tr(
        "The bracket `{bracket}` in line {number} is opened and never closed. Its "
        "partner `{partner}` belongs in a line of its own, below line {last}, which "
        "is `{line}`.",
        bracket=bracket,
        number=number,
        partner=PARTNERS[bracket],
        last=fitting[0],
        line=rows[fitting[0] - 1].strip(),
    )


def close_square(said: str, code: str, number: int) -> Mend | None:
    """Close a `[` or `{` in its own line: behind a column's name, else at the end."""
    rows = code.splitlines()
    known = re.search("never closed|incomplete|does not match", said)
    if not 0 < number <= len(rows) or not known:
        return None
    row = rows[number - 1]
    bracket = "[" if "match" in known[0] else find_open(row)
    if bracket not in ("[", "{"):
        return None
    inside = re.compile(r"((?<=[\w)\]])\[(?:\"[^\"]*\"|'[^']*'))(?![\"'\]])")
    plain = re.fullmatch(r"([^#]*[^#\s,(\[{])\s*,?\s*(#.*)?", row)
    versions = [inside.sub(r"\1]", row)] if bracket == "[" else []
    if plain and "match" not in known[0]:
        versions.append(plain[1] + PARTNERS[bracket])
    for version in versions:
        changed = "\n".join([*rows[: number - 1], version, *rows[number:]])
        if version != row and is_read(changed):
            return Mend(
                tr(
                    "The bracket `{bracket}` is opened and never closed.",
                    bracket=bracket,
                ),
                version,
            )
    return None


def close_bracket(said: str, code: str, number: int, line: str) -> Mend | None:
    """Close a bracket around a question before its verb, else at the end of a line.

    Only where the line is one of its own: a list over several lines may be meant to
    go on.
    """
    rows = code.splitlines() if 0 < number <= len(code.splitlines()) else [line]
    place = number - 1 if len(rows) > 1 or number == 1 else 0
    row = re.sub(STRINGS, "", rows[place])
    lacking = row.count("(") - row.count(")")
    if lacking != 1 or not re.search("never closed|incomplete|decimal|syntax", said):
        return None
    asked = ASKED.fullmatch(rows[place])
    plain = re.fullmatch(r"([^#]*[^#\s,(])\s*(#.*)?", rows[place])
    doubled = rows[place].replace("(()", "()", 1)
    added = ADDED.fullmatch(rows[place])
    versions = [doubled] if "(()" in row else []
    versions += [f"{asked[1]}){asked[2]}"] if asked else []
    versions += [f"{added[1]}){added[2]}"] if added else []
    versions += [f"{plain[1]})"] if plain else []
    for version in versions:
        if is_read("\n".join([*rows[:place], version, *rows[place + 1 :]])):
            text = tr("The bracket `(` is opened and never closed.")
            return Mend(text, version)
    return None


def is_read(code: str) -> bool:
    """Tell whether Python can read the whole cell."""
    try:
        ast.parse(code)
    except (SyntaxError, ValueError):
        return False
    return True
