"""What an answer may mean where a date is asked for: 30.8.2027 · August 30, 2027."""

import re
from typing import Any

import pandas as pd

from workshop.comparing import is_text
from workshop.messages import tr
from workshop.number_words import to_key
from workshop.understanding_numbers import Reading

DAY_FIRST = re.compile(r"(\d{1,2})[./ -]+(\d{1,2})[./ -]+(\d{4})\.?(?: ?g(?:od)?\.?)?")
YEAR_FIRST = re.compile(r"(\d{4})[./ -]+(\d{1,2})[./ -]+(\d{1,2})\.?")
DAY = r"(\d{1,2})(?:st|nd|rd|th|\.)?"
YEAR = r"(?:\.?,? +(\d{4})\.?(?: g(?:od(?:ine)?)?\.?)?)?"
NAMED_MONTH = re.compile(rf"(?:\w+day,? )?{DAY}(?: of)? +([a-z]+){YEAR}")
MONTH_FIRST = re.compile(rf"(?:\w+day,? )?([a-z]+)\.? +{DAY}{YEAR}")
WITHOUT_YEAR = re.compile(r"(\d{1,2})[./ -]+(\d{1,2})\.?")
# The first four letters of the months, in English and the languages of the region.
MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "janu jan jana sije",
            "febr feb shku velj",
            "marc mar mart mars ozuj",
            "apri apr pril trav",
            "may maj svib",
            "june jun juni qers lipa",
            "july jul juli korr srpa",
            "augu aug avgu avg gush kolo",
            "sept sep shta ruja",
            "octo oct okto okt teto list",
            "nove nov noem nent stud",
            "dece dec deke dek dhje pros",
        ),
        1,
    )
    for word in words.split()
}


def read_as_date(answer: Any, expected: pd.Timestamp) -> list[Reading]:
    """Read a date: 2027-08-30, 30.8.2027, 30 August 2027, August 30, 2027."""
    parts = read_parts(answer) if is_text(answer) else None
    if not parts or not parts[0]:
        return []
    try:
        value = pd.Timestamp(*parts)
    except ValueError:
        return []
    code = f'`pd.Timestamp("{value.date()}")`'
    return [Reading(value, tr("Python writes this date as {code}.", code=code))]


def read_parts(text: str) -> tuple[int, int, int] | None:
    """Read year, month and day; the year is 0 where none is written."""
    plain = text.strip().casefold()
    key = to_key(plain)
    if found := DAY_FIRST.fullmatch(plain):
        one, other = int(found[1]), int(found[2])
        if one <= 12 < other:  # 08/30/2027
            return int(found[3]), one, other
        return int(found[3]), other, one
    if found := YEAR_FIRST.fullmatch(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if found := WITHOUT_YEAR.fullmatch(plain):
        return 0, int(found[2]), int(found[1])
    named, first = NAMED_MONTH.fullmatch(key), MONTH_FIRST.fullmatch(key)
    month, day, year = (
        (named[2], named[1], named[3])
        if named
        else (first[1], first[2], first[3])
        if first
        else ("", "0", "")
    )
    if month[:4] not in MONTHS:
        return None
    return int(year or 0), MONTHS[month[:4]], int(day)


def explain_date(answer: Any, expected: Any) -> str:
    """Say that a day and a month lack their year, or give ""."""
    if not is_text(answer) or not isinstance(expected, pd.Timestamp):
        return ""
    parts = read_parts(answer)
    if not parts or parts[0]:
        return ""
    if parts[1:] == (expected.month, expected.day):
        return tr(
            'I see the text "{text}": day and month are the right ones, and the year '
            "is missing. Write the whole date, or let Python add the days.",
            text=answer.strip()[:60],
        )
    return tr(
        'I see the text "{text}", a date without its year, and another day than the '
        "one that is asked for.",
        text=answer.strip()[:60],
    )
