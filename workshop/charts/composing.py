"""What all descriptions of charts share: how they begin, their ends, what fits."""

from collections.abc import Callable

import pandas as pd

from workshop.messages import tr
from workshop.wording import count_places, join, write_value

LIMIT = 600  # characters
LONG = 8  # more values than this are summed up, not listed


def compose(sentences: list[str]) -> str:
    """Join the sentences that fit, in order of weight; the table holds the rest."""
    text = ""
    for sentence in filter(None, sentences):
        longer = f"{text} {sentence.rstrip('. ')}.".strip()
        if len(longer) <= LIMIT:
            text = longer
    return text


def begin(title: str, unit: str) -> list[str]:
    """Name the chart and its unit."""
    return [title, tr("Unit: {unit}", unit=unit) if unit else ""]


def write_with(values: pd.Series) -> Callable[[float], str]:
    """Give a function that writes all these values with the same decimal places."""
    places = count_places(values)
    return lambda value: write_value(float(value), places)


def say_extremes(values: pd.Series, write: Callable, where: str = "") -> list[str]:
    """Say which of the labelled values are largest and smallest.

    ``where`` says at which place of a chart they stand, such as "2023".
    """
    if values.empty:
        return []
    if len(values) == 1:
        one = {"name": values.index[0], "value": write(values.iloc[0]), "where": where}
        if where:
            return [tr("{name}: {value} in {where}", **one)]
        return [tr("{name}: {value}", **one)]
    if values.nunique() == 1:
        return [_say_equal(len(values), write(values.iloc[0]), where)]
    largest, smallest = find_ends(values, write)
    if where:
        return [
            tr("Largest in {where}: {names}, {value}", **largest, where=where),
            tr("Smallest in {where}: {names}, {value}", **smallest, where=where),
        ]
    return [
        tr("Largest: {names}, {value}", **largest),
        tr("Smallest: {names}, {value}", **smallest),
    ]


def _say_equal(count: int, value: str, where: str) -> str:
    if where and count == 2:
        return tr("Both are {value} in {where}", value=value, where=where)
    if where:
        return tr("All {n} are {value} in {where}", n=count, value=value, where=where)
    if count == 2:
        return tr("Both values are {value}", value=value)
    return tr(
        "The {n} value is {value}", "All {n} values are {value}", n=count, value=value
    )


def find_ends(values: pd.Series, write: Callable) -> tuple[dict, dict]:
    """Name who has the largest value and who the smallest, and write both."""
    return _find_all(values, values.max(), write), _find_all(
        values, values.min(), write
    )


def _find_all(values: pd.Series, value: float, write: Callable) -> dict:
    """Name all that have this value, or say how many they are."""
    names = values.index[values == value]
    if len(names) <= LONG:
        text = join(names, most=4)
    else:
        text = tr("{n} of {total}", n=len(names), total=len(values))
    written = write(value)
    each = tr("{value} each", value=written) if len(names) > 1 else written
    return {"names": text, "value": each}
