"""Write single values and names as a person would: 1,594,353 · 62.5 · not known."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd
from pandas.api.types import is_bool, is_float, is_integer

from workshop import data
from workshop.messages import look_up, tr, write_figures
from workshop.output import make_harmless

NOT_KNOWN = "not known"
NOT_FILLED_IN = "(not filled in yet)"
# Codes are small, names are not.
NAMES = {
    name.lower(): name
    for name in re.findall(
        r"\w+",
        """Albania Buurtzorg Decidim DIY EaSI EU Finland Goteo Macedonia Marienthal
        Montenegro NEET North OECD Peterborough Portugal Roma Serbia""",
    )
}
# Fields of cases that hold two things: "rural, food".
PAIRS = {
    "ageing_care",
    "digital_civic",
    "education_youth",
    "environment_circular",
    "migration_roma",
    "rural_food",
    "support_finance",
}
# Names of columns and blanks whose whole numbers are years and get no separators.
YEARS = re.compile(r"(^|[_\s])(years?|since)($|[_\s])")
GROUPS = {"WB6": "all six (WB6)", "EU27": "all 27 (EU-27)"}


class CannotShow(Exception):
    """Something cannot be printed or drawn: the message says why and what to do."""


def is_missing(value: object) -> bool:
    """Say whether a single value is None, NaN, NaT, <NA> or an empty text."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    return pd.api.types.is_scalar(value) and bool(pd.isna(value))


def count_places(values: Iterable, small: int = 2) -> int:
    """Give the decimal places that suit these numbers: fewer, the larger they are.

    ``small`` is the number of places for values below ten; whole numbers get none.
    """
    sizes = [abs(float(value)) for value in values if not is_missing(value)]
    largest = max(sizes, default=0)
    most = 0 if largest >= 1000 else 1 if largest >= 10 else small
    return next(
        (n for n in range(most) if all(round(s, n) == round(s, 9) for s in sizes)), most
    )


def write_value(value: Any, places: int | None = None, year: bool = False) -> str:
    """Write one value: numbers with separators, yes or no, "not known" if missing."""
    if value is ...:
        return look_up(NOT_FILLED_IN)
    if is_missing(value):
        return look_up(NOT_KNOWN)
    if is_bool(value):
        return tr("yes") if value else tr("no")
    if is_integer(value):
        return write_number(value, "d" if year and 1000 <= value < 3000 else ",d")
    if is_float(value):
        if places is None:
            places = count_places([value], small=1 if abs(value) >= 1 else 2)
        plain = year and 1000 <= value < 3000
        return write_number(value, f".{places}f" if plain else f",.{places}f")
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, list | tuple | set):
        return join([write_value(one) for one in value])
    return make_harmless(look_up(value) if isinstance(value, str) else str(value))


def write_number(value: object, code: str) -> str:
    """Format a number with a real minus sign, which screen readers read aloud."""
    text = format(value, code)
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("-")
    if not is_number(value):
        return text
    return write_figures(text.replace("-", "\N{MINUS SIGN}"))


def is_number(value: object) -> bool:
    """Say whether a value is a number, of Python or of pandas, and not yes or no."""
    return (is_integer(value) or is_float(value)) and not is_bool(value)


def write_label(name: object, labels: Mapping | None = None) -> str:
    """Write a column's name or a category for people: ``start_year`` → start year."""
    if labels and name in labels:
        return look_up(labels[name])
    if isinstance(name, tuple):
        return ", ".join(write_label(part, labels) for part in name if part != "")
    if is_number(name):
        return write_value(name, year=True)
    if is_missing(name) or not isinstance(name, str):
        return write_value(name)
    words = name.replace("_", " ").split()
    between = ", " if name in PAIRS else " "
    return look_up(between.join(NAMES.get(word, word) for word in words))


def holds_years(*names: object) -> bool:
    """Say whether a column, row or blank of one of these names holds years."""
    texts = [name.lower() for name in names if isinstance(name, str)]
    return any(YEARS.search(text) for text in texts)


@lru_cache(maxsize=1)
def list_countries() -> dict[str, str]:
    """Give the names of all countries and economies by code, Kosovo* with its star."""
    table = data.load("countries")
    return dict(zip(table["country"], table["country_name"], strict=True))


@lru_cache(maxsize=1)
def list_six() -> frozenset[str]:
    """Give the codes and names of the six economies of the Western Balkans."""
    table = data.load("countries")
    six = table[table["group"] == "WB6"]
    return frozenset([*six["country"], *six["country_name"]])


def hold_codes(values: Iterable) -> bool:
    """Say whether all known values are codes of countries and economies."""
    known = [value for value in values if not is_missing(value)]
    if not known or not all(isinstance(v, str) and len(v) <= 4 for v in known):
        return False
    names = list_countries()
    return any(v in names for v in known) and all(
        v in names or v in GROUPS for v in known
    )


def name_country(code: object) -> object:
    """Give the name of a country or economy; anything else stays as it is."""
    if not isinstance(code, str):
        return code
    return look_up((list_countries() | GROUPS).get(code, code))


def name_categories(values: Iterable, labels: Mapping | None = None) -> list[str]:
    """Write categories for people; codes of countries become names."""
    values = list(values)
    if hold_codes(values):
        values = [name_country(value) for value in values]
    return [write_label(value, labels) for value in values]


def join(words: Iterable[str], last: str = "and", most: int | None = None) -> str:
    """Join words as a sentence does: a, b and c – or a, b and 5 more."""
    words = list(words)
    if most and len(words) > most + 1:
        rest = tr("{n} more", "{n} more", n=len(words) - most)
        words = [*words[:most], rest]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {look_up(last)} {words[-1]}"
