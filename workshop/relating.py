"""Say what a number is: how it is related to the right one, and where it lies."""

from collections.abc import Callable
from typing import Any

from workshop.comparing import is_close, is_number, is_rounded, plain_value
from workshop.given import Given
from workshop.messages import tr

IsRight = Callable[[Any], bool]

NOTHING = Given()
FEWEST, MOST = 4, 100  # what is counted by eye, and easily miscounted


def explain_value(
    answer: Any, expected: Any, is_right: IsRight, given: Given = NOTHING
) -> str | None:
    """Say how a number is related to the right one: sign, hundredth, other part.

    One that was worked out in a line, and not typed, was rounded by nobody.
    """
    typed = given.is_typed
    answer, expected = plain_value(answer), plain_value(expected)
    if not is_number(answer) or not is_number(expected):
        return None
    if isinstance(answer, complex) or answer != answer or not answer or not expected:
        return None
    n = write_plain(answer)

    fits = is_right
    whole = float(expected).is_integer()
    if abs(expected) < 1 and fits(answer / 100):
        return tr(
            "{n} is the right value in hundredths, as people say it. The question asks "
            "for it as a part of one: divide by 100, and it is {share}.",
            n=n,
            share=write_plain(float(f"{answer / 100:.12g}")),
        )
    if whole and 0 < answer < 1 and given.verb != "mean":
        return tr(
            "{n} lies between zero and one, as a share does. The question asks how "
            "many: a whole number.",
            n=n,
        )
    if whole and 0 < answer < 1:
        return tr(
            "{n} lies between zero and one, as a share does. The question asks for a "
            "whole number: {code} counts what is true.",
            n=n,
            code="`.sum()`",
        )
    if typed and not whole and is_one_digit(answer, expected):
        return tr(
            "{n} is near: the right value, rounded to one digit. Keep two digits or "
            "more.",
            n=n,
        )
    power = name_power(answer, fits, n) if has_powers(expected, typed) else None
    if power:
        return power
    if fits(-answer):
        return tr("{n} has the right size and the other sign.", n=n)
    if 0 < expected < 1 and 0 < answer < 1 and fits(1 - answer):
        return tr(
            "{n} is the other part: together with the share that is asked for it makes "
            "one.",
            n=n,
        )
    if not whole and fits(1 / answer):
        return tr(
            "{n} is the same division, turned round. What stands above the line, and "
            "what below it?",
            n=n,
        )
    multiple = name_multiple(answer, expected, n)
    if multiple and (abs(expected) >= 1000 or not whole) and not may_be_year(expected):
        return multiple
    if abs(expected) >= 1000:
        sized = typed and not may_be_year(expected)
        return explain_size(answer, expected, n) if sized else None
    if typed and not whole and is_cut(answer, expected):
        return tr(
            "{n} is very near, and cut off rather than rounded. Look at the next "
            "digit, or let Python round.",
            n=n,
        )
    return None


def has_powers(expected: float, typed: bool) -> bool:
    """Tell whether a tenth or ten times a number can be a slip with its digits.

    Ten for one, typed, is another count, and a year has no tenth.
    """
    whole = float(expected).is_integer()
    return not whole or not (may_be_year(expected) or (typed and abs(expected) < 10))


def name_power(answer: float, is_right: IsRight, n: str) -> str | None:
    """Say that a number is the right one times or divided by a power of ten."""
    if is_right(answer * 100):
        return tr(
            "{n} is a hundredth of what is asked for: count the steps of ten.", n=n
        )
    if is_right(answer / 100):
        return tr("{n} is a hundred times what is asked for.", n=n)
    for times in (10, 1000):
        if is_right(answer / times):
            return tr(
                "{n} is {times} times what is asked for: count the steps of ten.",
                n=n,
                times=times,
            )
    if is_right(answer * 10):
        return tr("{n} is a tenth of what is asked for: count the steps of ten.", n=n)
    if is_right(answer * 1000):
        return tr(
            "{n} is a thousandth of what is asked for: count the steps of ten.", n=n
        )
    return None


def name_multiple(answer: float, expected: float, n: str) -> str | None:
    """Say that a number is twice, half, three times or a third of the right one."""
    if is_rounded(answer, expected * 2):
        return tr("{n} is twice what is asked for.", n=n)
    if is_rounded(answer, expected / 2):
        return tr("{n} is half of what is asked for.", n=n)
    if is_rounded(answer, expected * 3):
        return tr("{n} is three times what is asked for.", n=n)
    if is_rounded(answer, expected / 3):
        return tr("{n} is a third of what is asked for.", n=n)
    return None


def explain_size(answer: float, expected: float, n: str) -> str | None:
    """Say that a large number is the right one, rounded or in thousands."""
    near = expected + 0.1  # whole numbers, too, may be said in round figures
    if is_rounded(answer, near):
        return tr("{n} is the right number, rounded. Give it in full.", n=n)
    if is_rounded(answer * 1e3, near):
        return tr("{n} is the right number in thousands. Give it in full.", n=n)
    if is_rounded(answer * 1e6, near):
        return tr("{n} is the right number in millions. Give it in full.", n=n)
    return None


def may_be_year(number: float) -> bool:
    """Tell whether a number that is asked for may be a year."""
    return number in range(1900, 2100)


def is_one_digit(answer: float, expected: float) -> bool:
    """Tell whether a number is another one, rounded to a single digit."""
    return is_close(answer, float(f"{expected:.1g}"))


def is_cut(answer: float, expected: float) -> bool:
    """Tell whether a number is another one with digits cut off instead of rounded."""
    places = len(f"{answer}".partition(".")[2])
    digits = len(f"{abs(answer)}".replace(".", "").lstrip("0"))
    return digits >= 2 and 0 < abs(expected) - abs(answer) < 10**-places


def place_number(answer: Any, expected: Any, typed: bool = True) -> str:
    """Say where a number lies: outside zero to one, below or above what is counted."""
    answer, expected = plain_value(answer), plain_value(expected)
    if isinstance(answer, bool) and is_number(expected):
        return tr(
            "{answer} says yes or no. The question asks for a number.",
            answer=f"`{answer}`",
        )
    if not is_number(answer) or not is_number(expected) or isinstance(answer, complex):
        return ""
    if answer != answer:
        return tr("The answer is {nan}: no number came out.", nan="`nan`")
    if 0 < expected < 1 and not 0 <= answer <= 1:
        return tr(
            "{n} lies outside zero and one, so it is no share.", n=write_plain(answer)
        )
    if float(expected).is_integer() and not float(answer).is_integer():
        return tr(
            "{n} is not a whole number. The question asks for a whole one.",
            n=write_plain(answer),
        )
    near = place_count(answer, expected, typed)
    if near:
        return near
    if may_be_year(expected) and may_be_year(answer):
        n = write_plain(answer)
        if answer < expected:
            return tr("{n} is an earlier year than the one that is asked for.", n=n)
        return tr("{n} is a later year than the one that is asked for.", n=n)
    if answer < expected:
        return tr("{n} is less than what the data give.", n=write_plain(answer))
    return tr("{n} is more than what the data give.", n=write_plain(answer))


def place_count(answer: float, expected: float, typed: bool = True) -> str:
    """Say that a count or a share is none, all, or next to what the data give."""
    n = write_plain(answer)
    if answer == 0 and expected > 0:
        return tr("{n} would mean that there is none at all.", n=n)
    if answer == 1 and 0 < expected < 1:
        return tr("{n} as a share would mean all of them.", n=n)
    is_count = float(expected).is_integer() and FEWEST <= expected < MOST
    if typed and is_count and abs(answer - expected) == 1:
        return tr(
            "{n} is next to what the data give. Where things are counted by eye, one "
            "is easily left out, or counted twice.",
            n=n,
        )
    return ""


def write_plain(value: float) -> str:
    """Write a number as the participant may have typed it."""
    if not isinstance(value, float) or value != value:
        return f"{value}"
    if abs(value) < 1e6:
        return f"{value:.6g}"
    return f"{value:.1f}".removesuffix(".0")
