"""Say in words what a chart shows: the text alternatives, computed from the data."""

from collections.abc import Callable

import pandas as pd

from workshop.charts.composing import (
    LONG,
    begin,
    compose,
    find_ends,
    say_extremes,
    write_with,
)
from workshop.messages import OURS, get_language, tr
from workshop.wording import join


def describe_bars(title: str, unit: str, values: pd.Series, marked: list[str]) -> str:
    """Say what is largest and smallest, where the marked ones stand, what is missing.

    ``values`` holds numbers (NaN where not known) by label, in the order drawn.
    """
    known, write = values.dropna(), write_with(values)
    ranks = [_say_rank(known, label, write) for label in marked if label in known.index]
    if len(known) <= LONG:
        pairs = [
            tr("{name}: {value}", name=label, value=write(value))
            for label, value in known.items()
        ]
        rest = tr("All values: {values}", values="; ".join(pairs))
    else:
        rest = tr(
            "{n} value; the middle one (median) is {value}",
            "{n} values; the middle one (median) is {value}",
            n=len(known),
            value=write(known.median()),
        )
    return compose(
        [
            *begin(title, unit),
            *say_extremes(known, write),
            "; ".join(ranks),
            _say_missing(values),
            rest,
        ]
    )


def describe_numbers(title: str, unit: str, table: pd.DataFrame) -> str:
    """Say which cells of a table of numbers are largest and smallest."""
    cells = table.stack().dropna()
    write = write_with(cells)
    cells.index = [
        tr("{row} – {column}", row=str(row), column=str(column))
        for row, column in cells.index
    ]
    unknown = table.size - len(cells)
    # Sums say something of counts, and nothing of rates or scores.
    counts = (cells % 1 == 0).all() and (cells >= 0).all()
    return compose(
        [
            *begin(title, unit),
            tr(
                "Rows: {rows}, columns: {columns}",
                rows=len(table),
                columns=len(table.columns),
            ),
            *say_extremes(cells, write),
            _say_unknown(unknown, table.size),
            *(_say_column_sums(table.sum(), write) if counts else []),
            *(_say_row_sums(table.sum(axis=1), write) if counts else []),
        ]
    )


def describe_marks(title: str, unit: str, table: pd.DataFrame) -> str:
    """Say how many cells are marked, and where most and fewest marks stand."""
    rows, columns = table.shape
    unknown = int(table.isna().sum().sum())
    return compose(
        [
            *begin(title, unit),
            tr(
                "{n} of {total} cells are marked",
                n=int(table.sum().sum()),
                total=table.size,
            ),
            _say_unknown(unknown, table.size),
            _say_marks_of_columns(table.sum(), rows),
            _say_marks_of_rows(table.sum(axis=1), columns),
            tr(
                "Marks by column: {marks}",
                marks=join(f"{name} {int(n)}" for name, n in table.sum().items()),
            ),
        ]
    )


def describe_tiles(title: str, unit: str, values: pd.Series) -> str:
    """Sum up a tile map: numbers by their ends, categories by their members."""
    if pd.api.types.is_numeric_dtype(values):
        return describe_bars(title, unit, values, [])
    groups = values.dropna().groupby(values, sort=False)
    sizes = groups.size().sort_values(ascending=False, kind="stable")
    members = [
        tr(
            "{name}: {n} ({members})",
            name=name,
            n=int(size),
            members=join(groups.get_group(name).index, most=6),
        )
        for name, size in sizes.items()
    ]
    return compose([*begin(title, unit), _say_missing(values), *members])


def _say_rank(values: pd.Series, label: str, write: Callable) -> str:
    """Say where a label stands, counted from the nearer end: joint 2nd smallest."""
    above = int((values > values[label]).sum())
    below = int((values < values[label]).sum())
    is_joint = (values == values[label]).sum() > 1
    place = min(above, below)
    blanks = {
        "name": label,
        "value": write(values[label]),
        "ordinal": _write_ordinal(place + 1),
        "total": len(values),
    }
    if below < above and is_joint and place:
        return tr("{name}: {value}, joint {ordinal} smallest of {total}", **blanks)
    if below < above and is_joint:
        return tr("{name}: {value}, joint smallest of {total}", **blanks)
    if below < above and place:
        return tr("{name}: {value}, {ordinal} smallest of {total}", **blanks)
    if below < above:
        return tr("{name}: {value}, smallest of {total}", **blanks)
    if is_joint and place:
        return tr("{name}: {value}, joint {ordinal} largest of {total}", **blanks)
    if is_joint:
        return tr("{name}: {value}, joint largest of {total}", **blanks)
    if place:
        return tr("{name}: {value}, {ordinal} largest of {total}", **blanks)
    return tr("{name}: {value}, largest of {total}", **blanks)


def _write_ordinal(number: int) -> str:
    # For translators: how a number in a row is written, as in "2nd of 6".
    said = tr("{n}th", n=number)
    if get_language() != OURS:
        return said
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _say_missing(values: pd.Series) -> str:
    missing = values.index[values.isna()]
    return tr("Not known: {names}", names=join(missing, most=6)) if len(missing) else ""


def _say_unknown(count: int, total: int) -> str:
    if not count:
        return ""
    return tr("Not known: {n} of {total} cells", n=count, total=total)


def _say_column_sums(sums: pd.Series, write: Callable) -> list[str]:
    if sums.nunique() < 2:
        return [tr("Each column adds up to {value}", value=write(sums.iloc[0]))]
    largest, smallest = find_ends(sums, write)
    return [
        tr("Largest column sum: {names}, {value}", **largest),
        tr("Smallest column sum: {names}, {value}", **smallest),
    ]


def _say_row_sums(sums: pd.Series, write: Callable) -> list[str]:
    if sums.nunique() < 2:
        return [tr("Each row adds up to {value}", value=write(sums.iloc[0]))]
    largest, smallest = find_ends(sums, write)
    return [
        tr("Largest row sum: {names}, {value}", **largest),
        tr("Smallest row sum: {names}, {value}", **smallest),
    ]


def _say_marks_of_columns(sums: pd.Series, of: int) -> str:
    if sums.nunique() == 1:
        return tr(
            "Columns: {n} of {total} marks in each", n=int(sums.iloc[0]), total=of
        )
    return tr(
        "Columns with most marks: {most}, {n} of {total}; "
        "with fewest: {fewest}, {least}",
        **_find_most(sums, of),
    )


def _say_marks_of_rows(sums: pd.Series, of: int) -> str:
    if sums.nunique() == 1:
        return tr("Rows: {n} of {total} marks in each", n=int(sums.iloc[0]), total=of)
    return tr(
        "Rows with most marks: {most}, {n} of {total}; with fewest: {fewest}, {least}",
        **_find_most(sums, of),
    )


def _find_most(sums: pd.Series, of: int) -> dict:
    return {
        "most": join(sums.index[sums == sums.max()], most=4),
        "n": int(sums.max()),
        "total": of,
        "fewest": join(sums.index[sums == sums.min()], most=4),
        "least": int(sums.min()),
    }
