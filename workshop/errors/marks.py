"""What stands around a value and does not belong to it: marks, stars, remarks."""

import re
from collections.abc import Collection, Iterator

from workshop.messages import tr

TEXT = r"\"[^\"]*\"|'[^']*'"
HEAD = r"(\s*[^\W\d]\w*\s*=\s*)"
# answer_4_q4 = "c" because we asked
SIGN = re.compile(r"(?<=[\w\])])\s*([\"'])([-+*/<>=]{1,2})\1\s*(?=[\w(])")
# "BA12": "yes" but,
ENTRY = re.compile(
    rf"(\s*(?:{TEXT})\s*:\s*)({TEXT}|True|False)\s+([^\W\d].*?)\s*(,?)\s*"
)
# people.sum() persons
AFTER = re.compile(r"(\s*\w+\s*=\s*.*[)\]])\s+([^\W\d]\w*(?: [^\W\d]\w*)*)\.?\s*")
BEHIND = re.compile(
    rf"{HEAD}({TEXT}|True|False)\s*([^\W\d(/–—-].*|[(/–—-]+\s*[^\W\d].*)"
)
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
        re.sub(r"(?<=[\"')\]])\s*\.(?=\s*(?:#|,?\s*$))", "", line),
    )
    yield (
        tr("A line of code ends without a mark such as `!` or `?`."),
        re.sub(r"(?<=[\w\"')\]])\s*[!?]+(?=\s*(?:#|$))", "", line),
    )
    yield tr("Between two numbers stands a sign, not a word."), SIGN.sub(r" \2 ", line)
    entry = ENTRY.fullmatch(line)
    if entry and not re.search(r"[\"'\[\]{}=]", entry[3]):
        yield say_remark(), f"{entry[1]}{entry[2]},  # {entry[3]}"
    after = AFTER.fullmatch(line)
    if after and not {*after[2].split()} & {*known, *CODE} and is_plain(after[2]):
        yield say_remark(), f"{after[1]}  # {after[2]}"
    behind = split_remark(line, known)
    if behind:
        yield say_remark(), behind
    before = BEFORE.fullmatch(line)
    if before and not {*before[2].split()} & {*known, *CODE}:
        yield say_remark(), f"{before[1]}{before[3]}  # {before[2].strip()}"


def is_plain(words: str) -> bool:
    """Tell whether words are none of the verbs that may lack their full stop."""
    import pandas as pd

    return not any(hasattr(pd.Series, word) for word in words.split())


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
    remark = found[3].lstrip("-–—/ ").strip()
    return f"{found[1]}{found[2]}  # {remark}"
