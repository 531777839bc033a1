"""What an answer may mean where a number is asked for: 0,8 · 80 % · "six"."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from workshop import reading
from workshop.comparing import is_number, is_text, plain_value, same
from workshop.messages import tr
from workshop.number_words import to_key
from workshop.relating import explain_value, place_number

# A place in a row that is a share where a share is asked for: third, treći, treta.
ORDINALS = dict.fromkeys(("third", "treca", "treci", "trece", "treta"), 1 / 3)
ORDINALS |= {"fourth": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
LONGEST = 14  # characters of a number that a sentence shows
# 6 € · 2 EUR · 3 kg: an amount, where a count or a share may be asked for.
MONEY = re.compile(
    r"[€$£]|\b(?:eur|euro?s?|evra|evro|eura|din|dinara|denari?|lek[eë]?|km|usd)\b"
)
MEASURE = re.compile(r"\d\s*(?:kg|cm|mm|km2|m2|ha|litres?|°)(?:\W|$)")


@dataclass(frozen=True)
class Reading:
    """A value that an answer may mean, and a sentence on how Python writes it."""

    value: Any
    note: str


def read_as_number(answer: Any, expected: float) -> list[Reading]:
    """Read text, or a pair such as (0, 8), as a number."""
    if is_text(answer):
        found = []
        part = ORDINALS.get(to_key(answer)) if 0 < expected < 1 else None
        if part:
            found.append(Reading(part, note_number(answer, reading.Written(part))))
        for one in reading.read_written(answer):
            if one.per_cent:
                found += read_as_per_cent(one.value, answer, expected)
            else:
                found.append(Reading(one.value, note_number(answer, one)))
        return found
    if is_plain_pair(answer):
        text = ",".join(str(part) for part in answer)
        values = reading.read_numbers(text)
        if float(expected).is_integer():  # (6, 18) is the shape of a table
            values = [value for value in values if same(value, expected)]
        return [Reading(value, note_pair(text, value)) for value in values]
    return []


def is_plain_pair(answer: Any) -> bool:
    """Tell whether an answer may be a number that was written with a comma."""
    return (
        isinstance(answer, tuple)
        and len(answer) > 1
        and all(type(plain_value(part)) is int for part in answer)
        and all(part >= 0 for part in answer[1:])
    )


def loses_sign(answer: Any, expected: Any) -> bool:
    """Tell whether a minus before 0,… may be lost: Python reads -0 as 0."""
    return (
        is_plain_pair(answer)
        and answer[0] == 0
        and is_number(expected)
        and expected < 0
    )


def ask_for_sign(answer: Any) -> str:
    """Ask for the sign of a number that Python has taken for two values."""
    number = ".".join(str(part) for part in answer[:2])
    return tr(
        "Python takes the comma for a list of two values, and it forgets a minus "
        "before zero. Write the number with a point: {minus} or {plus}?",
        minus=f"`-{number}`",
        plus=f"`{number}`",
    )


def names_unit(text: str, money: bool) -> bool:
    """Tell whether a number stands with a unit; ``money`` is asked for in some."""
    small = text.casefold()
    return bool(MEASURE.search(small) or (not money and MONEY.search(small)))


def read_as_per_cent(value: float, text: str, expected: float) -> list[Reading]:
    """Read 80 % as 0.8; where more than one is asked for, as 80 first.

    A count has no sign for per cent: where it is whole, 6 % is 0.06 and nothing else.
    """
    share = reading.divide_exactly(value, 100)
    note = tr(
        "{text} is {share} as a share. Python knows no sign for per cent.",
        text=text.strip(),
        share=write_code(share),
    )
    found = [Reading(share, note)]
    if abs(expected) > 1 and not float(expected).is_integer():
        plain = tr(
            "Python writes it without the sign: {value}.", value=write_code(value)
        )
        found.insert(0, Reading(value, plain))
    return found


def note_number(text: str, written: reading.Written) -> str:
    """Say how Python writes a number that stands in a text."""
    code = write_code(written.value)
    if written.division:
        return tr(
            "Python carries the division out when it stands without quotation marks: "
            "{code}.",
            code=f"`{written.division}`",
        )
    if re.search(r"\d,\d", text) and not float(written.value).is_integer():
        return tr(
            "I read {text} as {code}: Python writes it with a point, and without "
            "quotation marks.",
            text=text.strip(),
            code=code,
        )
    if written.in_words:
        return tr('Python writes "{text}" as {code}.', text=text.strip(), code=code)
    return tr(
        'I read "{text}" as {code}: Python computes with it when it stands alone, '
        "without quotation marks.",
        text=text.strip(),
        code=code,
    )


def note_pair(text: str, value: float) -> str:
    """Say how Python writes a number whose comma made two values of it."""
    if value >= 1000 and float(value).is_integer():
        return tr(
            "Python reads several values in {text}, where people write one large "
            "number. It writes such a number without commas: {code}.",
            text=text,
            code=write_code(value),
        )
    if float(value).is_integer():
        return tr(
            "Python reads two values in {text}, where people write one number with a "
            "comma. It writes this number as {code}.",
            text=text,
            code=write_code(value),
        )
    return tr(
        "Python reads two values in {text}, where people write one number with a "
        "comma. It writes a fraction with a point: {code}.",
        text=text,
        code=write_code(value),
    )


def explain_pair(answer: tuple, expected: float) -> str | None:
    """Say which number a comma has parted, and how it compares; None if it is none.

    Two values may be meant, too, such as the shape of a table.
    """
    if not is_plain_pair(answer):
        return None
    text = ",".join(str(part) for part in answer)
    values = reading.read_numbers(text)
    if not values:
        return None
    if len(values) > 1:
        seen = tr(
            "Python reads two values in {text}, where people write one number with a "
            "comma. Python writes it as {one} or as {other}; neither is what the data "
            "give.",
            text=text,
            one=write_code(values[0]),
            other=write_code(values[1]),
        )
    else:
        never = explain_value(values[0], expected, lambda one: same(one, expected))
        compared = never or place_number(values[0], expected)
        seen = f"{note_pair(text, values[0])} {compared}"
    more = tr(
        "If two values are meant, such as the rows and columns of a table: the "
        "question asks for a single one."
    )
    return f"{seen}\n\n{more}"


def write_code(value: float) -> str:
    """Write a number as Python does, marked as code; a third as ``1/3``."""
    if float(value).is_integer():
        return f"`{int(value)}`"
    if len(repr(value)) < LONGEST:
        return f"`{value}`"
    part = Fraction(value).limit_denominator(100)
    return f"`{part}`" if abs(float(part) - value) < 1e-12 else f"`{value:.6g}`"


def read_figure(answer: object) -> str:
    """Read the id of a figure: ``"F204"``, ``"204"`` or 204; give "" for the rest."""
    found = re.fullmatch(r"\W*[Ff]?[\W_]*(\d{3})\W*", str(answer))
    return f"F{found[1]}" if found else ""
