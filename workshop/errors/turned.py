"""Lines whose sides are turned round, and values of a form that lack their marks."""

import re
from collections.abc import Iterator

from workshop.messages import tr

# "a" = answer_3_q5 · ["BA10"] = answer_4_7
TURNED = re.compile(
    r"(\s*)([\"'(\[{].*[\"')\]}]|-?\d[\d.,]*)\s*=\s*(answer_\w+)\s*(#.*)?"
)
# "topics": 1,4,
NUMBERS = re.compile(
    r"(\s*[\"']topics[\"']\s*:\s*)(\d(?:\s*(?:[,;]|i|and|dhe|и)\s*\d)+)"
    r"\s*,?\s*(#.*)?"
)
# "why_useful": It is good, and it is free.,
SENTENCE = re.compile(
    r"(\s*[\"']\w+[\"']\s*:\s*)([^\W\d][\w'’]*,? [^\"{}\[\]#=]*?)\s*(,?)\s*(#.*)?"
)
# first group: True,
KEY = re.compile(r"(\s+)([^\W\d]\w*(?: \w+)+)(\s*:\s*\S.*,?)")
TWO_VALUES = re.compile(
    r"([\"']\s*:\s*)(?:\"[^\"]*\"|'[^']*')\s*=\s*(\"[^\"]*\"|'[^']*')"
)
# = – "b"
DASH = re.compile(r"^(\s*\w+\s*=\s*)[-+–—−•*·]+\s*(?=[\"'])")
# sort values(
APART = re.compile(r"(?<=\.)([a-z]+)\s*(?:_ ?| |-)\s*([a-z]+)(?=\()")
VERBS = {"sort_values", "value_counts", "reset_index", "set_index", "add_prefix"}
VERBS |= {"sort_index", "rename_axis"}


def look_at_sides(line: str) -> Iterator[tuple[str, str]]:
    """Look for the name of an answer at the right of the equals sign."""
    found = TURNED.fullmatch(line)
    if found:
        yield (
            tr(
                "The name of the answer stands at the left of the equals sign, and its "
                "value at the right."
            ),
            f"{found[1]}{found[3]} = {found[2]}",
        )
    yield tr("No sign stands before a text."), DASH.sub(r"\1", line)
    yield (
        tr("This name is written with `_` between its words."),
        APART.sub(
            lambda one: (
                f"{one[1]}_{one[2]}" if f"{one[1]}_{one[2]}" in VERBS else one[0]
            ),
            line,
        ),
    )


def look_at_forms(line: str) -> Iterator[tuple[str, str]]:
    """Look for the values of a form: two of them, several lessons, a sentence."""
    yield (
        tr("After the colon stands a single value."),
        TWO_VALUES.sub(r"\1\2", line),
    )
    lessons = NUMBERS.fullmatch(line)
    if lessons:
        figures = ";".join(re.findall(r"\d", lessons[2]))
        yield (
            tr(
                "Several lessons stand in quotation marks together, with a semicolon "
                "between them."
            ),
            f'{lessons[1]}"{figures}",',
        )
    yield (
        tr("One equals sign stands between a name and its value."),
        re.sub(
            r"^(\s*\w+\s*=\s*)\"[^\"]*\"\s*=(?!=)\s*(?=\"[^\"]*\"\s*$)", r"\1", line
        ),
    )
    yield (
        tr("Between a thing and its verb stands a full stop."),
        re.sub(r"(?<=[\w)\]])\.{3,}(?=[^\W\d]\w*\()", ".", line),
    )
    if "[" in line and '"' in line:
        yield (
            tr("Between two values stands a comma, not a semicolon."),
            re.sub(r"(?<=[\"'\d]);(?=\s*[\"'\d])", ",", line),
        )
    key = KEY.fullmatch(line)
    if key:
        yield (
            tr("Words stand in quotation marks; without them Python looks for names."),
            f'{key[1]}"{key[2]}"{key[3]}',
        )
    words = SENTENCE.fullmatch(line)
    if words and len(words[2].split()) > 2:
        yield (
            tr("Words stand in quotation marks; without them Python looks for names."),
            f'{words[1]}"{words[2]}"{words[3]}',
        )
