"""Lines that Python cannot read."""

import keyword
import re
from collections.abc import Sequence

from workshop.assigning import list_names
from workshop.errors.brackets import (
    close_bracket,
    close_last,
    close_square,
    say_brackets,
)
from workshop.errors.equals import CELLS, DOUBLED, say_sheet
from workshop.errors.proposals import is_sound, propose
from workshop.errors.rewriting import STRINGS, find_mend
from workshop.errors.sheets import say_unknown_verb
from workshop.errors.stop import Stop
from workshop.errors.turned import SENTENCE
from workshop.errors.values import say_decimals
from workshop.messages import tr

# ascending=smallest first · ascending=False, True
SWITCH = re.compile(
    r"\b(ascending|ignore_index)\s*=\s*[^\W\d]\w*"
    r"(?: [^\W\d]\w*|,\s*(?:True|False)\b)"
)
# Words that may stand between two texts.
BETWEEN = {"and", "or", "not", "in", "is", "if", "else", "for"}
CURLY = re.compile("[“”„‟«»‘’‚‛]")
# A value such as 0,8 behind the name of an argument: Python misses a name for the 8.
COMMA = re.compile(r"\w\s*=\s*-?\d+,\d+\s*(?:[,)%]|$)", re.MULTILINE)
# studying, working = 55, 20
SEVERAL = re.compile(r"^(\w+(?:, \w+)+) = ", re.MULTILINE)
APOSTROPHE = re.compile(r"'[^'\"]*[^\W\d_]'[^\W\d_]")


def explain_syntax(stop: Stop) -> str:
    """Say what keeps Python from reading a line, and how Python would write it."""
    said, line = str(getattr(stop.error, "msg", "") or ""), stop.line
    text = (
        say_twice(said)
        or say_switch(line)
        or say_quotes(said, line)
        or say_brackets(said, stop.code or line)
        or say_comma(said, stop.code or line)
        or (say_sheet(line) if CELLS.search(line) else "")
    )
    number = stop.number or getattr(stop.error, "lineno", 0) or 0
    is_curly = bool(CURLY.search(line))
    mend = close_bracket(said, stop.code, number, line)
    is_open = not mend and re.search("never closed|incomplete", said)
    last = close_last(stop.code, number) if is_open else ""
    if last:
        return last
    mend = mend or close_square(said, stop.code, number)
    names = [*stop.names, *list_names(stop.code)]  # no line of it has run
    names += [name for row in SEVERAL.findall(stop.code) for name in row.split(", ")]
    if not mend and (is_curly or not text or SENTENCE.fullmatch(line)):
        mend = find_mend(stop.code, number, line, names)
    if mend:
        unknown = "" if is_sound(mend.line, stop) else say_unknown_verb(stop)
        return unknown or propose(mend.text, mend.line, stop)
    return (
        text
        or say_sheet(line)
        or say_indent(said, line)
        or say_between(line, names)
        or say_rest(said, line)
    )


def say_twice(said: str) -> str:
    """Say that a word before an equals sign stands in a line twice."""
    found = re.search(r"keyword argument repeated: (\w+)", said)
    return (
        tr(
            "`{word}=` stands twice between these brackets. Keep one of them.",
            word=found[1],
        )
        if found
        else ""
    )


def say_switch(line: str) -> str:
    """Explain words where a verb asks for yes or no."""
    if re.search(r"\bsort_values\(\s*[^\W\d]+ [^\W\d]+\s*\)", line):
        return tr(
            "The order is given in this way: `ascending=`, and after it `True` or "
            "`False`."
        )
    found = SWITCH.search(line)
    return (
        tr(
            "After `{word}=` stands `True` for yes or `False` for no, without "
            "quotation marks.",
            word=found[1],
        )
        if found
        else ""
    )


def say_quotes(said: str, line: str) -> str:
    """Explain quotation marks inside a text, or one that is missing."""
    if has_inner_quotes(line):
        return tr(
            "There are quotation marks inside a text, so the text ends too early. "
            "Write the inner ones as ' or “ ”, or leave them out."
        )
    if "unterminated" not in said or is_doubled(line):
        return ""
    if APOSTROPHE.search(line):
        return tr(
            "An apostrophe ends a text that began with the same sign. Put the whole "
            'text between double quotation marks: "…".'
        )
    return tr(
        "A quotation mark is missing at the beginning or the end of a text, or the two "
        "are not alike."
    )


def is_doubled(line: str) -> bool:
    """Tell whether a text has two quotation marks at one of its ends: "b""."""
    return bool(line.count('"') % 2 and DOUBLED.sub("", line).count('"') % 2 == 0)


def has_inner_quotes(line: str) -> bool:
    """Tell whether a text is closed and goes on: "She said "yes" to us"."""
    if line.count('"') % 2:
        return False  # one of them is missing
    outside = line.split('"')[2:-1:2]
    words = [part.split() for part in outside if re.fullmatch(r"[^\W\d][\w ,.]*", part)]
    # Code between two texts begins and ends with such a word.
    return any(not {some[0], some[-1]} <= BETWEEN for some in words)


def say_indent(said: str, line: str) -> str:
    """Explain spaces at the beginning of a line, and colons before them."""
    if "expected ':'" in said:
        return tr("A colon is missing at the end of the line.")
    if "expected an indented block" in said:
        return tr(
            "The line above ends with a colon, so this line begins with four spaces."
        )
    if "unexpected indent" in said:
        return tr(
            "This line begins with spaces that it does not need. Let it begin where "
            "the line above begins."
        )
    if "indent" in said or "tabs" in said:
        return tr(
            "The spaces at the beginning of the line do not fit the lines around it."
        )
    return ""


def say_between(line: str, names: Sequence[str]) -> str:
    """Say that a sign, not a word, stands between two values that have names."""
    parts = re.findall(r"\S+", line)
    for one, word, other in zip(parts, parts[1:], parts[2:], strict=False):
        is_word = word.isidentifier() and word not in {*names, *keyword.kwlist}
        sides = re.findall(r"\w+$", one) + re.findall(r"^\w+", other)
        if is_word and len(sides) > 1 and {*sides} <= {*names}:
            return tr(
                "Between two values stands a sign, such as `<`, `>`, `==` or `+`, and "
                "not the word `{word}`.",
                word=word,
            )
    return ""


def say_comma(said: str, code: str) -> str:
    """Explain a number with a comma among values that have names."""
    if "positional argument follows keyword" not in said:
        return ""
    return say_decimals() if COMMA.search(re.sub(STRINGS, "''", code)) else ""


def say_rest(said: str, line: str) -> str:
    """Explain what is left, by what Python says and by how the line looks."""
    target = re.match(r"\s*(\w+)\s*=(?!=)", line)
    if target and keyword.iskeyword(target[1]):
        return tr(
            "Python keeps the word `{word}` for itself, so it cannot be a name. Choose "
            "another name.",
            word=target[1],
        )
    if re.search(r"=\s*(#.*)?$", line) or re.search(r"\w\s*=\s*[),]", line):
        return tr("Nothing stands after the equals sign. Write the value there.")
    if re.search(r"[\"']\s*:\s*,?\s*(#.*)?$", line):
        return tr("Nothing stands after the colon. Write the value there.")
    verb = re.search(r"=\s*\.([^\W\d]\w*)", line)
    if verb:
        return tr(
            "Nothing stands before the full stop. Before it stands what the verb "
            "`{verb}` works on, such as the name of a column.",
            verb=verb[1],
        )
    if re.search(r"(?<!\*)[-+*/]\s+[*/]", line):
        return tr(
            "Two signs stand side by side, and the value between them is missing."
        )
    if re.search(r"[)\]]\s+[^\W\d]\w*\[", line):
        return tr(
            "Two values stand side by side. A sign is missing between them, such as "
            "`/` or `-`."
        )
    if re.search(r"[-+*/]\s*(#.*)?$", line):
        return tr("The line ends with a sign after which something is missing.")
    if re.search(r"unicode error|continuation character", said):
        return tr(
            "There is a backslash `\\` in this line, and Python reads it as a special "
            "sign. To divide, and in the name of a file, write `/`."
        )
    if "positional argument follows keyword" in said:
        return tr(
            "Between round brackets, a value without a name comes first; values with a "
            "name and an equals sign come after it."
        )
    if "decimal literal" in said:
        return tr(
            "A number and letters stand together. A name begins with a letter, and a "
            "word stands in quotation marks."
        )
    if line.strip().startswith("```"):
        return tr(
            "This line holds a character that Python does not use: {names}. Such "
            "characters come with text that is copied from a document, a web page or "
            "a chat.",
            names="```",
        )
    if "invalid character" in said or "non-printable" in said:
        return tr(
            "There is a character that Python does not use. Delete it, or type it "
            "again. Python says: “{said}”",
            said=said,
        )
    if "outside" in said:
        return tr(
            "`return` belongs to a definition that begins with `def`, and `break` to "
            "a loop. To give a name a value, write an equals sign."
        )
    if "print" in said:
        return tr("After `print` stand round brackets: `print(…)`.")
    words = re.match(r"\s*\w+\s*=\s*((?:[^\W\d]+ ){2,}[^\W\d]+)\s*$", line)
    if words:
        return tr(
            "After the equals sign stand words, as in a sentence. Python reads names, "
            "verbs with round brackets, and signs between them. Compare with a line of "
            "code above."
        )
    number = re.search(r"[)\]]\s+(\d[\d.]*)\s*(#.*)?$", line)
    if number:
        return tr(
            "Between the bracket and `{number}` a sign is missing: `*` means times, "
            "`/` divided by.",
            number=number[1],
        )
    side_by_side = re.search(r"[)\]]\s*\w|[-+*/=]\s*\w+ \w", line)
    if "forgot a comma" in said or side_by_side:
        return tr(
            "Two values stand side by side with nothing between them. A comma seems to "
            "be missing, or a sign such as `+`, or a quotation mark."
        )
    if re.fullmatch(r"\s*[^\W\d]+ \d+([.,]\d+)?\s*", line):
        return tr(
            "Between a name and its value stands an equals sign, and the name is that "
            "of the answer: `answer_… = {value}`.",
            value=line.split()[-1],
        )
    if re.search(r"[\w)\]]\.\s*(#.*)?$", line) and "=" in line:
        return tr("Nothing stands after the full stop at the end of the line.")
    if re.fullmatch(r"\s*[^\W\d]+[,!]?( [^\W\d]+){3,}[.!?:]?\s*", line):
        return tr(
            "This line reads like a sentence. In a cell with code, a remark begins "
            "with `#`, and a text stands in quotation marks."
        )
    return tr(
        "Python cannot read this line. Look for a missing bracket, quotation mark or "
        "comma in it, or at the end of the line above."
    )
