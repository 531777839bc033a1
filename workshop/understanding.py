"""What an answer may mean that is written as people write, not as Python does."""

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workshop import reading
from workshop.comparing import is_listlike, is_number, is_text, plain_value, same
from workshop.messages import tr

QUOTES = " \t\n\"'“”„‘’`«»().,;:!?*"
DAY_FIRST = re.compile(r"(\d{1,2})[./ -]+(\d{1,2})[./ -]+(\d{4})\.?")
NAMED_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)? +([a-z]+)\.?,? +(\d{4})")
MONTHS = {name.casefold(): at for at, name in enumerate(calendar.month_name) if name}


@dataclass(frozen=True)
class Reading:
    """A value that an answer may mean, and a sentence on how Python writes it."""

    value: Any
    note: str


def list_readings(answer: Any, expected: Any) -> list[Reading]:
    """List what ``answer`` may mean where something like ``expected`` is asked for."""
    expected = plain_value(expected)
    if is_number(expected):
        return read_as_number(answer, expected)
    if isinstance(expected, bool):
        return read_as_truth(answer)
    if isinstance(expected, pd.Timestamp):
        return read_as_date(answer)
    if is_text(expected):
        return read_as_text(answer, expected)
    if isinstance(expected, Mapping):
        return read_as_pairs(answer, dict(expected))
    if is_listlike(expected) and not isinstance(expected, pd.DataFrame):
        return read_as_list(answer, list(expected))
    return []


def read_as_number(answer: Any, expected: float) -> list[Reading]:
    """Read text, or a pair such as (0, 8), as a number."""
    if is_text(answer):
        found = []
        for one in reading.read_written(answer):
            if one.per_cent:
                found += read_as_per_cent(one.value, answer, expected)
            else:
                found.append(Reading(one.value, note_number(answer, one)))
        return found
    if is_plain_pair(answer):
        text = ",".join(str(part) for part in answer)
        values = reading.read_numbers(text)
        return [Reading(value, note_pair(text, value)) for value in values]
    return []


def is_plain_pair(answer: Any) -> bool:
    """Tell whether an answer may be a number that was written with a comma."""
    return (
        isinstance(answer, tuple | list)
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


def read_as_per_cent(value: float, text: str, expected: float) -> list[Reading]:
    """Read 80 % as 0.8; where more than one is asked for, as 80 first."""
    share = reading.divide_exactly(value, 100)
    note = tr(
        "{text} is {share} as a share. Python knows no sign for per cent.",
        text=text.strip(),
        share=write_code(share),
    )
    found = [Reading(share, note)]
    if abs(expected) > 1:
        plain = tr(
            "Python writes it without the sign: {value}.", value=write_code(value)
        )
        found.insert(0, Reading(value, plain))
    return found


def read_as_truth(answer: Any) -> list[Reading]:
    """Read yes and no, true and false, one and zero."""
    truth = reading.read_truth(answer) if is_text(answer) else None
    if is_number(answer) and answer in (0, 1):
        truth = bool(answer)
    if truth is None:
        return []
    note = tr(
        "Python writes yes and no as {true} and {false}, without quotation marks.",
        true="`True`",
        false="`False`",
    )
    return [Reading(truth, note)]


def read_as_date(answer: Any) -> list[Reading]:
    """Read a date: 2027-08-30, 30.8.2027, 30 August 2027."""
    if not is_text(answer):
        return []
    text = answer.strip().casefold()
    found = DAY_FIRST.fullmatch(text)
    named = NAMED_MONTH.fullmatch(text)
    if found:
        day, month, year = map(int, found.groups())
    elif named and named[2] in MONTHS:
        day, month, year = int(named[1]), MONTHS[named[2]], int(named[3])
    else:
        return []
    try:
        value = pd.Timestamp(year, month, day)
    except ValueError:
        return []
    code = f'`pd.Timestamp("{value.date()}")`'
    return [Reading(value, tr("Python writes this date as {code}.", code=code))]


def read_as_text(answer: Any, expected: str) -> list[Reading]:
    """Read a text without its marks, with Latin letters, or yes and no as asked for."""
    truth = reading.read_truth(expected)
    said = reading.read_truth(answer) if is_text(answer) else plain_value(answer)
    if truth is not None and isinstance(said, bool):
        value = expected if said is truth else "yes" if said else "no"
        return [Reading(value, tr('Here it is written as "{value}".', value=value))]
    if not is_text(answer):
        return []
    clean = clean_text(answer)
    if same(clean, answer):
        return []
    if clean_text(reading.read_lookalikes(answer)) != clean_text(answer.casefold()):
        note = tr(
            "Some of its letters are Cyrillic. They look like Latin ones, and Python "
            "tells them apart: type it with the Latin keyboard to compute with it."
        )
    else:
        note = tr('I read it as "{value}".', value=clean)
    return [Reading(clean, note)]


def clean_text(text: str) -> str:
    """Take away marks around a text and double spaces in it, and look-alike letters."""
    plain = re.sub(r"[_\s]+", " ", reading.read_lookalikes(text))
    return plain.strip(QUOTES)


def read_as_pairs(answer: Any, expected: dict) -> list[Reading]:
    """Read the values of a form or of a list of decisions, each for itself."""
    if isinstance(answer, pd.Series):
        answer = answer.to_dict()
    if isinstance(answer, list | tuple) and len(answer) == len(expected):
        answer = dict(zip(expected, answer, strict=True))
    if not isinstance(answer, Mapping) or not answer:
        return []
    keys = {clean_text(key).casefold(): key for key in expected if is_text(key)}
    named = {
        keys.get(clean_text(key).casefold(), key) if is_text(key) else key: value
        for key, value in answer.items()
    }
    read = {
        key: read_entry(value, expected[key]) if key in expected else value
        for key, value in named.items()
    }
    return [Reading(read, note_entries(read))]


def read_as_list(answer: Any, expected: list) -> list[Reading]:
    """Read a list that is written as one text, or whose values are texts."""
    if is_text(answer):
        parts = re.split(r"[;\n]|, |,(?!\d)|,(?=\d+,)", answer)
        answer = [part.strip(QUOTES + "[]") for part in parts if part.strip()]
    if not isinstance(answer, list | tuple | set) or len(answer) != len(expected):
        return []
    pairs = zip(answer, expected, strict=True)
    read = [read_entry(value, wanted) for value, wanted in pairs]
    return [Reading(read, note_entries(read))]


def read_entry(value: Any, expected: Any) -> Any:
    """Read one value of several: the reading that fits, else the value as it is."""
    if same(value, expected):
        return value
    candidates = [one.value for one in list_readings(value, expected)]
    truth = reading.read_truth(value) if is_text(value) else plain_value(value)
    if isinstance(truth, bool):
        candidates += [truth, "yes" if truth else "no"]
    return next((one for one in candidates if same(one, expected)), value)


def note_entries(read: Mapping | list) -> str:
    """Say how Python writes several values that were read."""
    code = repr(read if len(repr(read)) < 200 else type(read)())
    if len(code) > 2:
        return tr("Python writes it like this: {code}.", code=f"`{code}`")
    return tr("I read the values in the way that the table writes them.")


def note_number(text: str, written: reading.Written) -> str:
    """Say how Python writes a number that stands in a text."""
    code = write_code(written.value)
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
    if float(value).is_integer() and "," in text:
        return tr(
            "Python takes the commas in {text} for a list of values. It writes this "
            "number without them: {code}.",
            text=text,
            code=write_code(value),
        )
    return tr(
        "Python takes {text} for two values. It writes this number with a point: "
        "{code}.",
        text=text,
        code=write_code(value),
    )


def write_code(value: float) -> str:
    """Write a number as Python does, marked as code."""
    return f"`{int(value) if float(value).is_integer() else value}`"


def find_right(
    readings: list[Reading], is_right: Callable[[Any], bool]
) -> Reading | None:
    """Find the first reading that is right, or None."""
    return next((one for one in readings if is_right(one.value)), None)
