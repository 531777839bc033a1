"""What to say about an answer that no rule of its exercise knows."""

import ast
import difflib
import re
import types
from collections.abc import Callable
from typing import Any

from workshop.comparing import (
    is_listlike,
    is_number,
    is_text,
    is_truths,
    unwrap,
)
from workshop.explaining_many import (
    ID,
    compute,
    explain_entries,
    explain_several,
    explain_truths,
)
from workshop.messages import tr
from workshop.number_words import WORDS, says_all, to_key
from workshop.reading import read_truth
from workshop.relating import may_be_year, write_plain
from workshop.understanding import clean_text

IsRight = Callable[[Any], bool]

LIKE_CODE = re.compile(r"\w\.\w+\(|\w+\[.+\]|\w\(.*\)|\w [-+*/<>=]+ \w")
ENOUGH_ALIKE = 0.8
MOST_WORDS = 4  # of one thing in a list: Money after the grant
LETTER = re.compile(r"[^\W\d]")
# What stands between the things of a list: a, b and c, also in the region's languages.
BETWEEN = re.compile(
    r"\s*[,;\n]+\s*(?:(?:and|i|и|dhe)\s+)?|\s+(?:and|i|и|dhe|&|\+)\s+(?=[A-ZА-ЯĐŠŽĆČ])"
)
# One name, whatever stands in it.
JOINED = re.compile(r"\b(?:Bosn|Босн)\w+ (?:and|i|и|dhe|e) \w+")


def explain_type(answer: Any, expected: Any, is_right: IsRight) -> str | None:
    """Explain a right idea in the wrong type, or an answer that is no answer."""
    if answer is None:
        return tr(
            "The answer is empty. This happens when the line prints or shows something "
            "but gives nothing back. Write the value itself after the equals sign."
        )
    if callable(answer):
        return explain_verb(answer, is_right)
    if is_truths(answer) and not is_listlike(expected):
        return explain_truths(answer, expected, is_right)
    if is_text(answer) and is_code(answer) and not is_text(expected):
        return tr(
            "I see a line of code in quotation marks. With them it is a mere text. "
            "Take them away at both ends, so that Python carries the line out."
        )
    if is_text(answer) and is_number(expected):
        things = explain_things(answer, expected, is_right)
        is_count = float(expected).is_integer() and 1 < expected < 100
        name = is_count and explain_name(answer)
        return things or name or explain_text(answer, may_be_year(expected))
    if is_number(answer) and is_text(expected):
        if re.search(r"\d{4}", expected) and answer in range(1900, 2100):
            return explain_part(str(answer), expected)
        return explain_number(answer)
    if is_listlike(answer) and not is_listlike(expected):
        return explain_several(answer, expected, is_right)
    if isinstance(expected, list) and (is_listlike(answer) or is_text(answer)):
        found = explain_entries(answer, expected)
        if found or is_listlike(answer):
            return found
    if is_text(answer) and is_text(expected):
        return explain_part(answer, expected) or explain_word(answer, expected)
    return None


def is_code(text: str) -> bool:
    """Tell whether a text looks like a line of code that Python can read."""
    if not LIKE_CODE.search(text) or re.fullmatch(r"\s*\w+\(\)\s*", text):
        return False  # a verb alone works on nothing
    try:
        ast.parse(text.strip())
    except (SyntaxError, ValueError):
        return False
    return True


def explain_number(answer: float) -> str | None:
    """Say that a number is no word; one with decimals was computed from a column."""
    if isinstance(answer, complex) or (
        float(answer).is_integer() and abs(answer) < 1000
    ):
        return None  # the nudge says what is asked for
    return tr(
        "I see the number {n}. The answer is a word in quotation marks. If a verb such "
        "as {value} gave the number, then {name} gives the label of its row. Take the "
        "verb for the end that is asked for: the largest or the smallest.",
        n=write_plain(answer),
        value="`.max()` or `.min()`",
        name="`.idxmax()` or `.idxmin()`",
    )


def explain_verb(answer: Any, is_right: IsRight) -> str:
    """Say that a verb without brackets is not its result yet."""
    verb = getattr(answer, "__name__", "verb")
    owner = getattr(answer, "__self__", None)
    safe = type(owner).__module__.startswith("pandas")  # no verb of anybody's own
    if safe and is_right(unwrap(compute(answer))):
        return tr(
            "This is the right verb, and nobody has run it yet. Python runs a verb "
            "when round brackets follow it: write {code} at the end.",
            code=f"`.{verb}()`",
        )
    if owner is None or isinstance(owner, types.ModuleType):
        return tr(
            "The answer is the verb {verb} itself, and it works on nothing yet. What "
            "it works on stands in round brackets after it: {code}.",
            verb=f"`{verb}`",
            code=f"`{verb}(…)`",
        )
    return tr(
        "The answer is the verb {verb} itself, not its result. Python runs a verb when "
        "round brackets follow it: {code}.",
        verb=f"`{verb}`",
        code=f"`{verb}()`",
    )


def explain_name(answer: str) -> str:
    """Say that a name is one thing where the question asks how many, or give ""."""
    if answer.strip() not in list_names():
        return ""
    return tr(
        'I see the text "{text}", one name. The question asks how many there are: a '
        "number.",
        text=answer[:60],
    )


def explain_text(answer: str, for_year: bool = False) -> str | None:
    """Say that a text is no number; a single name may belong to a value."""
    if says_all(answer):
        return tr(
            'I see the text "{text}". The question asks how many there are: count '
            "them, and write the number.",
            text=answer[:60],
        )
    if ID.fullmatch(answer.strip()):
        return tr(
            'I see "{text}", an id: the name of a row. The answer is a number.',
            text=answer.strip(),
        )
    words = [one for one in to_key(answer).split() if WORDS.get(one, 0) > 2]
    words = [] if re.search(r"\d *[-+*/]|[-+*/] *\d", answer) else words
    if len(re.findall(r"\d+", answer)) + len(words) > 1:
        return tr(
            'I see more than one number in the text "{text}". Write the one that the '
            "question asks for, without quotation marks.",
            text=answer[:60],
        )
    if re.search(r"\d", answer):
        return tr(
            'I see the text "{text}". The answer is one number, with figures alone and '
            "without quotation marks.",
            text=answer[:60],
        )
    if answer.strip() in list_names() and not for_year:
        return tr(
            'I see the text "{text}". The answer is a number. If a verb such as {verb} '
            "gave it, then it is a name; {other} gives the value that belongs to it.",
            text=answer[:60],
            verb="`.idxmin()`",
            other="`.min()`",
        )
    return None


def explain_things(answer: str, expected: Any, is_right: IsRight) -> str | None:
    """Say that a text lists things where the question asks how many there are."""
    plain = JOINED.sub("BA", answer.strip("[](){} "))
    things = [one.strip(" .\"'") for one in BETWEEN.split(plain)]
    is_count = float(expected).is_integer() and not may_be_year(expected)
    if len(things) < 2 or not is_count or read_truth(things[0]) is not None:
        return None  # "yes, with abs" lists nothing
    if not all(LETTER.match(one) and len(one.split()) <= MOST_WORDS for one in things):
        return None  # numbers, or a sentence
    if is_right(len(things)):
        return tr(
            "I see {n} thing, and the question asks for as many. The answer is how "
            "many they are, as a number.",
            "I see {n} things, one after the other: that is as many as the question "
            "asks for. The answer is how many they are, as a number.",
            n=len(things),
        )
    return tr(
        "I see {n} thing. The question asks how many there are: a number.",
        "I see {n} things, one after the other. The question asks how many there are: "
        "a number.",
        n=len(things),
    )


def list_names() -> set[str]:
    """List the names and codes of all countries and economies."""
    from workshop.wording import list_countries

    names = list_countries()
    return {*names, *names.values(), *(name.strip("*") for name in names.values())}


def explain_part(answer: str, expected: str) -> str | None:
    """Say that a year belongs to the name that is asked for, or a name to the year."""
    has_year = [bool(re.search(r"\d{4}", one)) for one in (answer, expected)]
    if has_year == [False, True] and answer.strip(" *") in list_names():
        return tr(
            'I see "{text}", a name without a year. The answer has both: the name, a '
            "space, the year.",
            text=answer[:60],
        )
    years = [re.findall(r"\d{4}", one) for one in (answer, expected)]
    names = ["".join(LETTER.findall(one)).casefold() for one in (answer, expected)]
    is_year = len(years[0]) == 1 and years[0] == years[1]
    if is_year and names[0] and names[0] != names[1]:
        return tr(
            'I see "{text}". The year is that of the right one, and the name is not. '
            "The table has the names in English: copy the one that stands beside this "
            "year there, letter by letter.",
            text=answer[:60],
        )
    if has_year == [True, True] and re.fullmatch(r"\W*\d{4}\W*", answer):
        return tr(
            'I see "{text}", a year without a name. The answer has both: the name, a '
            "space, the year.",
            text=answer[:60],
        )
    return None


def explain_word(answer: str, expected: str) -> str | None:
    """Say that a word is nearly the right one, letter by letter."""
    one, other = clean_text(answer).casefold(), clean_text(expected).casefold()
    if not one or re.search(r"\d", one + other):
        return None  # years that look alike are not
    if difflib.SequenceMatcher(None, one, other).ratio() < ENOUGH_ALIKE:
        return None
    return tr(
        'I see "{text}". It is nearly a name that would fit: compare it letter by '
        "letter with the table or the cell above.",
        text=answer[:60],
    )
