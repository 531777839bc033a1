"""What stands around a value and does not belong to it: marks, stars, remarks."""

import re
from collections.abc import Collection, Iterator

from workshop.messages import tr

TEXT = r"\"[^\"]*\"|'[^']*'"
HEAD = r"(\s*[^\W\d]\w*\s*=\s*)"
# answer_4_q4 = "c" because we asked
BEHIND = re.compile(rf"{HEAD}({TEXT}|True|False)\s*([^\W\d(–—-].*|[(–—-]\s*[^\W\d].*)")
# answer_4_q4 = because "c"
BEFORE = re.compile(
    rf"{HEAD}([^\W\d][\w ,]*?)\s*[:,–—-]?\s+(\"[A-Da-d]\"|'[A-Da-d]')\s*"
)
# answer_3_1 = **b**
STARS = re.compile(rf"{HEAD}(\*+|_+)\s*({TEXT}|[\w .,-]+?)\s*(?:\*+|_+)?\s*(#.*)?")
CODE = {"if", "else", "for", "in", "and", "or", "not", "is"}


def look_at_marks(line: str, known: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Look for stars, for a mark of a sentence, and for words without ``#``."""
    stars = STARS.fullmatch(line)
    if stars and "*" in stars[2]:
        value = stars[3].strip()
        bare = value[0] in "\"'" or re.fullmatch(r"[\d.]+|True|False", value)
        yield (
            tr("Stars make words bold in a text. In code, none stand around a value."),
            f"{stars[1]}{value}" if bare else f'{stars[1]}"{value}"',
        )
    yield (
        tr("Nothing stands after the full stop at the end of the line."),
        re.sub(r"(?<=[\"')\]])\s*\.(?=\s*(?:#|$))", "", line),
    )
    yield (
        tr("A line of code ends without a mark such as `!` or `?`."),
        re.sub(r"(?<=[\w\"')\]])\s*[!?]+(?=\s*(?:#|$))", "", line),
    )
    behind = split_remark(line, known)
    if behind:
        yield say_remark(), behind
    before = BEFORE.fullmatch(line)
    if before and not {*before[2].split()} & {*known, *CODE}:
        yield say_remark(), f"{before[1]}{before[3]}  # {before[2].strip()}"


def say_remark() -> str:
    """Say where words belong that explain a value."""
    return tr("Words that explain a value stand behind `#`, as a remark.")


def split_remark(line: str, known: Collection[str] = ()) -> str:
    """Write what follows a closed text as a remark; "" where it may be code."""
    found = BEHIND.fullmatch(line)
    if not found or re.search(r"[=\[\]{}\"'<>]", found[3]):
        return ""
    words = re.findall(r"\w+", found[3])
    if {*words} & {*known}:
        return ""
    remark = found[3].lstrip("-–— ").strip()
    return f"{found[1]}{found[2]}  # {remark}"
