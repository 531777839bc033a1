"""Write a line that Python cannot read as Python would write it, when that is plain."""

import ast
import builtins
import keyword
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from workshop.errors.characters import NOTHING, QUOTES, SIGNS, SPACES, WRONG_SIGNS
from workshop.errors.dates import look_at_dates
from workshop.errors.digits import CURRENCY, look_at_numbers
from workshop.errors.equals import look_at_equals, look_at_remarks
from workshop.errors.marks import look_at_marks
from workshop.errors.phrases import look_at_words
from workshop.errors.proposals import knows_names
from workshop.errors.stray import look_at_stray
from workshop.errors.turned import look_at_forms, look_at_sides
from workshop.messages import tr
from workshop.unanswered import end_with_comma

# "BA12" "yes",
PAIR = re.compile(r"(\s*\"[^\"]*\")\s+(\"[^\"]*\",?\s*)")
STRINGS = r"\"[^\"\n]*\"|'[^'\n]*'|#.*"
MISSING_COMMA = re.compile(r"(?<=[\"'\])\w])\s+(?=\w+\s*=[^=])|(?<=\w)\s+(?=[\"'])")


class Mend(NamedTuple):
    """What is the matter with a line, and the line as Python would write it."""

    text: str
    line: str


def find_mend(
    code: str, number: int, line: str, names: Sequence[str] = ()
) -> Mend | None:
    """Find the change of one line after which Python can read it, if any.

    ``code`` is the cell; without it the line is looked at alone. A word among the
    notebook's ``names`` is never put in quotation marks.
    """
    rows = code.splitlines()
    if not 0 < number <= len(rows):
        rows, number = [line], 1
    if comma := add_comma(rows, number - 1):
        return comma
    unsure = None  # what is the matter is known, but its line would stop again
    for place in (number - 1, number - 2):  # often the line above is the one
        for candidate in list_mends(rows[place], names) if place >= 0 else ():
            changed = [*rows[:place], candidate.line, *rows[place + 1 :]]
            if candidate.line != rows[place] and is_better(changed, number):
                if knows_names(candidate.line, names, code):
                    return candidate
                unsure = unsure or candidate
    if unsure:
        return unsure
    colons = (add_colon(rows, place) for place in (number - 2, number - 1))
    return add_comma(rows, number - 2) or next(filter(None, colons), None)


def add_colon(rows: list[str], place: int) -> Mend | None:
    """Add a colon between a word and its value, if that mends the lines."""
    found = PAIR.fullmatch(rows[place]) if place >= 0 else None
    better = f"{found[1]}: {found[2]}" if found else ""
    if not better or not is_better(
        [*rows[:place], better, *rows[place + 1 :]], place + 2
    ):
        return None
    return Mend(
        tr("Between {{ and }}, a colon stands between a word and its value."), better
    )


def add_comma(rows: list[str], place: int) -> Mend | None:
    """Add a comma at the end of a line that another one follows, if that mends it."""
    better = end_with_comma("\n".join(rows), place + 1)
    if not better:
        return None
    return Mend(tr("A comma is missing at the end of a line."), better)


def list_mends(line: str, names: Sequence[str]) -> Iterator[Mend]:
    """Yield possible changes of a line, the surest first."""
    for version in dict.fromkeys((line, replace_letters(line))):
        for look in LOOKS:
            for text, changed in look(version):
                yield Mend(text, changed)
        known = set(names) | set(dir(builtins))
        for text, changed in look_at_marks(version, known):
            yield Mend(text, changed)
        for text, changed in look_at_words(version, known):
            yield Mend(text, changed)


def is_better(rows: list[str], number: int) -> bool:
    """Tell whether Python can read the cell now, at least as far as this line."""
    try:
        ast.parse("\n".join(rows))
    except SyntaxError as error:
        return (error.lineno or 0) > number
    except ValueError:
        return False
    return True


def swap(pattern: str, new: str, line: str) -> str:
    """Replace a pattern outside texts and comments."""
    both = re.compile(f"({STRINGS})|{pattern}")
    return both.sub(lambda found: found[1] or found.expand(new), line)


def look_at_letters(line: str) -> Iterator[tuple[str, str]]:
    """Look for characters that Python does not use."""
    strange = [one for one in list_strange(line) if one not in CURRENCY]
    if not strange:
        return
    names = ", ".join(dict.fromkeys(name_letter(letter) for letter in strange))
    yield (
        tr(
            "This line holds a character that Python does not use: {names}. Such "
            "characters come with text that is copied from a document, a web page or "
            "a chat.",
            names=names,
        ),
        replace_letters(line),
    )


def list_strange(line: str) -> list[str]:
    """List the characters outside straight texts that Python does not use."""
    bare = re.sub(STRINGS, "", line)
    known = QUOTES.keys() | SPACES.keys() | NOTHING.keys() | SIGNS.keys()
    wide = [one for one in bare if one in known or is_wide(one)]
    return wide or [one for one in line if one in QUOTES or one in NOTHING]


def is_wide(letter: str) -> bool:
    """Tell whether a character is the wide form of a plain one: ＝ or （."""
    return letter > "\uff00" and unicodedata.normalize("NFKC", letter).isascii()


def replace_letters(line: str) -> str:
    """Write a line with the characters that Python uses."""
    table = QUOTES | SPACES | NOTHING | SIGNS
    plain = [
        unicodedata.normalize("NFKC", one) if is_wide(one) else table.get(one, one)
        for one in line
    ]
    return "".join(plain).rstrip()


def name_letter(letter: str) -> str:
    """Name a character so that somebody can find it."""
    if letter in SPACES:
        return tr("a special space, which cannot be seen")
    if letter in NOTHING:
        return tr("a sign that cannot be seen")
    if letter in QUOTES:
        return tr("the curly quotation mark {letter}", letter=letter)
    return letter


def look_at_signs(line: str) -> Iterator[tuple[str, str]]:
    """Look for signs that Python writes in another way."""
    yield (
        tr("Between {{ and }}, a colon stands between a word and its value."),
        re.sub(r"(?<=[\"'])\s*(?:=>|->|=|-|–)\s*(?=[\w\"'.])", ": ", line),
    )
    for wrong, right in WRONG_SIGNS.items():
        yield (
            tr(
                "Python does not know the sign `{wrong}`. It writes `{right}`.",
                wrong=wrong,
                right=right,
            ),
            swap(re.escape(wrong), right, line),
        )
    yield (
        tr("An equals sign stands between a word and its value."),
        swap(r"(?<=[(, ])([a-z_]+)\s*:\s*(?=(?:True|False)\b|\d+\))", r"\2=", line),
    )
    yield (
        tr("Between a thing and its verb stands a full stop."),
        swap(r"\b([^\W\d]\w*)\s*:\s*(?=[^\W\d]\w*\(\))", r"\2.", line),
    )
    yield (
        tr("A colon does not divide in Python. The sign for that is `/`."),
        line if "{" in line else swap(r"(?<=[\w)\]])\s*:\s*(?=[\w(])", " / ", line),
    )
    twice = tr(
        "One equals sign gives a name a value. To ask whether two things are the same, "
        "Python writes two: `==`."
    )
    yield twice, swap(r"(?<=[\])])\s*=\s*(?!=)", " == ", line)
    doubled = compare_inside(line)
    yield twice, doubled
    yield twice, line if doubled == line else f"{doubled}:"
    yield (
        tr("Between a number and what it multiplies stands the sign `*`."),
        swap(r"(?<=[\w)\]])\s*\b[xX]\b\s*(?=[\w(])|(?<=\d)[xX](?=\d)", " * ", line),
    )
    head, bracket, rest = line.partition("(")
    yield (
        tr("Between the values of a verb stand commas."),
        head + bracket + swap(";", ",", rest),
    )


def compare_inside(line: str) -> str:
    """Double the equals signs after the first one, or after ``if``."""
    start = 0 if re.match(r"\s*(if|elif|while)\b", line) else line.find("=") + 1
    single = r"(?<![=!<>])\s*=\s*(?!=)"
    return line[:start] + swap(single, " == ", line[start:])


def look_at_names(line: str) -> Iterator[tuple[str, str]]:
    """Look for names with dots, hyphens, spaces or quotation marks."""
    text = tr(
        "A name has letters, digits and `_`, no dots, hyphens, spaces or marks, and it "
        "stands at the left of the equals sign."
    )
    target, sign, rest = line.partition("=")
    target = re.sub(r"^(\s*)(?:var|let|const) ", r"\1", target)
    marks = r"[\s.\-\"',]+" if "answer" in target else r"[\s.\-\"']+"
    name = re.sub(marks, "_", target.strip()).strip("_")
    starts = target.split()[:1]
    is_name = not (starts and keyword.iskeyword(starts[0]))
    if sign and is_name and re.fullmatch(r"[^\W\d]\w*", name):
        indent = target[: len(target) - len(target.lstrip())]
        yield text, f"{indent}{name} ={rest}"
    back = re.fullmatch(r"(\s*)(.+?)\s*=\s*([^\W\d]\w*)\s*", line)
    if back:
        yield text, f"{back[1]}{back[3]} = {back[2]}"
    missing = re.fullmatch(r"(\s*answer_\w+)\s+(?![=+*/-])(.+)", line)
    code = re.fullmatch(r"(\s*[^\W\d]\w*) ([^\W\d]\w*(?:[.\[(].*))", line)
    missing = missing or (None if line.split()[:1] == ["print"] else code)
    if missing:
        yield (
            tr("An equals sign stands between a name and its value."),
            f"{missing[1]} = {missing[2]}",
        )


def look_at_commas(line: str) -> Iterator[tuple[str, str]]:
    """Look for a comma that is missing, and for a full stop too many."""
    head, bracket, rest = line.partition("(")
    yield (
        tr("A comma is missing between two values."),
        head + bracket + MISSING_COMMA.sub(", ", rest),
    )
    yield (
        tr("A comma is missing between two values."),
        re.sub(r"(?<=[\"'])\s+(?=[\"'])", ", ", line),
    )
    yield (
        tr("Between two values stands a comma, not a semicolon."),
        re.sub(r";\s*$", ",", line),
    )
    yield (
        tr("A full stop stands before a verb, and round brackets after it."),
        swap(r"\.\s*\(\s*([^\W\d]\w*)\s*\)(?!\s*\()", r".\2()", line),
    )
    yield (
        tr("A full stop stands before a verb."),
        swap(r"(?<=[\])])\s*(?=[^\W\d]\w*\()", ".", line),
    )
    yield (
        tr("After a verb stand round brackets."),
        swap(r"(?<=\w)(?:\[\]|{})", "()", line),
    )
    yield (
        tr("A column or a word is looked up with square brackets."),
        re.sub(r"(?<=\w){([^{}]*)}", r"[\1]", line),
    )
    yield (
        tr("One full stop stands between a thing and its verb, not two."),
        swap(r"(?<=[\w)\]])\.{2}(?=[^\W\d])", ".", line),
    )
    yield (
        tr("No full stop stands before a bracket."),
        swap(r"\.\s*(?=[\[(])", "", line),
    )


LOOKS: tuple[Callable[[str], Iterator[tuple[str, str]]], ...] = (
    look_at_sides,
    look_at_stray,
    look_at_letters,
    look_at_forms,
    look_at_remarks,
    look_at_equals,
    look_at_dates,
    look_at_numbers,
    look_at_commas,
    look_at_signs,
    look_at_names,
)
