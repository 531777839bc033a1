"""What an answer may mean that is written as people write, not as Python does."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from workshop import reading
from workshop.comparing import is_listlike, is_number, is_text, plain_value, same
from workshop.messages import tr
from workshop.number_words import to_key
from workshop.understanding_dates import read_as_date
from workshop.understanding_numbers import Reading, read_as_number

# How the languages of the region begin the names of states that are often near.
STEMS = {
    "hrvats": "HR",
    "kroaci": "HR",
    "rumun": "RO",
    "ruman": "RO",
    "bugar": "BG",
    "bullga": "BG",
}
STEMS |= {"grck": "GR", "grci": "GR", "greqi": "GR", "madars": "HU", "madjar": "HU"}
STEMS |= {"slovack": "SK", "sllovaki": "SK", "slloven": "SI", "poljsk": "PL"}
STEMS |= {"litv": "LT", "letoni": "LV", "cesk": "CZ", "ungari": "HU", "slovenij": "SI"}
MIN_NAME, MOST_WORDS = 4, 8  # of a name, and beside it: "it is Montenegro"
QUOTES = " \t\n\"'“”„‘’`«»().,;:!?*"


def list_readings(answer: Any, expected: Any) -> list[Reading]:
    """List what ``answer`` may mean where something like ``expected`` is asked for."""
    expected = plain_value(expected)
    if is_number(expected):
        return read_as_number(answer, expected)
    if isinstance(expected, bool):
        return read_as_truth(answer)
    if isinstance(expected, pd.Timestamp):
        return read_as_date(answer, expected)
    if is_text(expected):
        return read_as_text(answer, expected)
    if isinstance(expected, Mapping):
        return read_as_pairs(answer, dict(expected))
    if is_listlike(expected) and not isinstance(expected, pd.DataFrame):
        return read_as_list(answer, list(expected))
    return []


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


def read_as_text(answer: Any, expected: str) -> list[Reading]:
    """Read a text without its marks, with Latin letters, or yes and no as asked for."""
    truth = reading.read_truth(expected)
    said = reading.read_truth(answer) if is_text(answer) else plain_value(answer)
    if truth is not None and isinstance(said, bool):
        value = expected if said is truth else "yes" if said else "no"
        return [Reading(value, tr('Here it is written as "{value}".', value=value))]
    if not is_text(answer):
        return []
    clean = name_code(clean_text(answer))
    if holds_alone(clean, expected):
        clean = expected
    if same(clean, answer):
        return []
    if reading.read_lookalikes(answer) != answer:
        note = tr(
            "Some of its letters are Cyrillic. They look like Latin ones, and Python "
            "tells them apart: type it with the Latin keyboard to compute with it."
        )
    else:
        note = tr('I read it as "{value}".', value=clean)
    return [Reading(clean, note)]


def holds_alone(text: str, expected: str) -> bool:
    """Tell whether a text holds a name, and beside it no other name and no doubt."""
    before, found, after = text.casefold().partition(clean_text(expected).casefold())
    if not found or len(expected) < MIN_NAME:
        return False
    if before[-1:].isalnum() or after[:1].isalnum():
        return False
    from workshop.wording import list_countries

    rest = f"{before} {after}".strip()
    words = re.findall(r"[^\W\d]+", rest)
    names = {part for name in list_countries().values() for part in name.split()}
    others = {name.strip("*").casefold() for name in names} - {"and"}
    is_other_year = bool(re.search(r"\d{4}", expected) and re.search(r"\d{4}", rest))
    return len(words) <= MOST_WORDS and not (
        is_other_year or {*others, *reading.OTHER_SENSE, "and"} & {*words}
    )


def name_code(text: str) -> str:
    """Write the name for what stands before a year: BG 2016, Bugarska u 2016."""
    found = re.fullmatch(r"(.+?)(?: (?:in|u|në|во|од|of))? (\d{4})", text)
    if not found:
        return text
    from workshop.wording import list_countries

    names, key = list_countries(), to_key(found[1])
    code = next((STEMS[stem] for stem in STEMS if key.startswith(stem)), found[1])
    alike = (one for one in names.values() if one.casefold() == code.casefold())
    name = names.get(code.upper()) or next(alike, "")
    return f"{name} {found[2]}" if name else text


def clean_text(text: str) -> str:
    """Take away marks around a text and double spaces in it, and look-alike letters."""
    plain = re.sub(r"[_\s,()]+", " ", reading.read_lookalikes(text))
    return plain.strip(QUOTES)


def read_as_pairs(answer: Any, expected: dict) -> list[Reading]:
    """Read the values of a form or of a list of decisions, each for itself."""
    if isinstance(answer, pd.Series):
        answer = answer.to_dict()
    if is_text(answer) and "," in answer:
        answer = [part.strip(QUOTES + "[]") for part in answer.split(",")]
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


def as_truths(answer: Any, expected: Any) -> Any:
    """Give a form of yes and no with truths for its texts, whether right or not."""
    if not isinstance(expected, Mapping) or not isinstance(answer, Mapping):
        return answer
    truths = {
        key: reading.read_truth(value)
        for key, value in answer.items()
        if is_text(value) and isinstance(expected.get(key), bool)
    }
    known = {key: truth for key, truth in truths.items() if truth is not None}
    return {**answer, **known} if known else answer


def read_words(answer: Any) -> list[Reading]:
    """Read yes and no in a form whose fields may hold anything."""
    if not isinstance(answer, Mapping):
        return []
    truths = {
        key: reading.read_truth(value) if is_text(value) else bool(value)
        for key, value in answer.items()
        if is_text(value) or (is_number(value) and value in (0, 1))
    }
    words = {
        key: "yes" if truth else "no"
        for key, truth in truths.items()
        if truth is not None
    }
    note = tr('I read the answers as "yes" and "no", as the cell has them.')
    return [Reading({**answer, **words}, note)] if words else []


def as_column(answer: Any, expected: Any) -> Any:
    """Give a dictionary, or a table of one column, as the column that is asked for."""
    if not isinstance(expected, pd.Series):
        return answer
    if isinstance(answer, pd.DataFrame) and answer.shape[1] == 1:
        return answer.iloc[:, 0]
    if isinstance(answer, pd.DataFrame) and answer.shape[1] == 2:
        labels = answer.iloc[:, 0]
        if all(map(is_text, labels)):  # names and values, side by side
            return pd.Series(answer.iloc[:, 1].to_numpy(), index=labels)
    return pd.Series(answer) if isinstance(answer, dict) and answer else answer


def read_as_list(answer: Any, expected: list) -> list[Reading]:
    """Read a list that is written as one text, or whose values are texts."""
    if is_text(answer):
        parts = re.split(r"[;\n]|, |,(?!\d)|,(?=\d+,)", answer)
        parts = parts if len(parts) > 1 else answer.split()
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


def find_right(
    readings: list[Reading], is_right: Callable[[Any], bool]
) -> Reading | None:
    """Find the first reading that is right, or None."""
    return next((one for one in readings if is_right(one.value)), None)
