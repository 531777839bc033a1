"""Take out of a table what a chart draws, or say in one sentence why it cannot.

What is empty, or not filled in yet (``...``), gives an empty result.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from pandas.api.types import is_list_like

from workshop import data, prints, wording
from workshop.messages import tr
from workshop.wording import CannotShow, write_label

MOST_BARS = 40
MOST_CELLS = 800
LARGEST = 1e15  # from here on a number has more digits than a computer keeps exactly
NOTHING = pd.DataFrame(dtype=float)


def pick_bars(values: object, x: str | None, y: str | None) -> pd.Series:
    """Give the numbers to draw by their labels."""
    table = _to_frame(values)
    if table.empty:
        return pd.Series(dtype=float)
    if isinstance(values, pd.DataFrame):
        column = _pick_column(table, x, y)
    else:
        column = table.iloc[:, 0]
    _refuse_repeats(column.index)
    if len(column) > MOST_BARS:
        raise CannotShow(
            tr(
                "{n} bars are too many to read. Choose some first, for example the "
                "largest with .nlargest(20).",
                n=len(column),
            )
        )
    return to_numbers(column)


def pick_lines(table: Any, x: str, y: str, by: str | None) -> pd.DataFrame:
    """Give one row per ``x`` and one column per line, in the order of the table."""
    if isinstance(table, pd.Series):
        wide = table.rename(table.name or y).to_frame()
    elif _to_frame(table).empty:
        return NOTHING
    elif is_wide(table, x):
        wide = table.dropna(how="all")
    else:
        long = prints.to_frame(table, [name for name in (x, y, by) if name is not None])
        long = long.dropna(subset=[x])
        if by is None:
            wide = long.set_index(x)
        else:
            _refuse_repeats(pd.MultiIndex.from_frame(long[[x, by]]))
            order = long[by].dropna().unique()
            wide = long.pivot(index=x, columns=by, values=y)[order]
    _refuse_repeats(wide.index)
    if not all(wording.is_number(one) and abs(one) < LARGEST for one in wide.index):
        raise CannotShow(
            tr(
                "A line needs numbers such as years along the bottom, and "
                '"{column}" holds something else.',
                column=x,
            )
        )
    return _add_gaps(wide.apply(to_numbers).sort_index())


def is_wide(table: Any, x: str) -> bool:
    """Say whether a table has a row for each ``x`` and a column for each line."""
    is_table = isinstance(table, pd.DataFrame)
    return is_table and table.index.name == x and x not in table.columns


def pick_cells(matrix: object) -> pd.DataFrame:
    """Give a table of numbers; True and False become 1 and 0."""
    table = _to_frame(matrix)
    if table.size > MOST_CELLS:
        raise CannotShow(
            tr(
                "The table is too large to read. Rows: {rows}, columns: {columns}. "
                "Choose some first.",
                rows=table.shape[0],
                columns=table.shape[1],
            )
        )
    _refuse_repeats(table.columns)
    return table.apply(to_numbers)


def pick_tiles(values: object) -> pd.Series:
    """Give the values by code, with all tiles of their groups (WB6, EU27)."""
    column = _to_frame(values)
    if column.empty:
        return pd.Series(dtype=float)
    column = column.iloc[:, 0]
    groups = data.load("countries").set_index("country")["group"]
    unknown = [str(code) for code in column.index if code not in groups.index]
    if unknown:
        raise CannotShow(
            tr(
                "{names} cannot be placed. A tile map needs codes of the table of "
                'countries: try table.set_index("country")["value"].',
                names=wording.join(unknown, most=5),
            )
        )
    _refuse_repeats(column.index)
    return column.reindex(groups.index[groups.isin(groups[column.index])])


def holds_numbers(column: pd.Series) -> bool:
    """Say whether all known values of a column are numbers."""
    known = column.dropna()
    return len(known) > 0 and all(map(wording.is_number, known))


def to_numbers(column: pd.Series) -> pd.Series:
    """Give a column as floats with NaN for what is not known.

    Raises CannotShow for words, for infinity, and for numbers too large to be written.
    """
    try:
        numbers = column.astype("Float64").astype(float)
    except (TypeError, ValueError):
        raise CannotShow(
            tr(
                '"{column}" holds words, and a chart needs numbers. Count the words '
                "first, for example with .value_counts().",
                column=str(column.name),
            )
        ) from None
    _refuse_endless(numbers)
    return numbers


def to_words(column: pd.Series) -> pd.Series:
    """Give a column as texts for people, with NaN for what is not known."""
    return column.map(write_label, na_action="ignore").astype("object")


def find_marked(highlight: Any, labels: pd.Index) -> list[int]:
    """Give the places of the labels to highlight, which are given as codes or names."""
    if highlight is None or highlight is ...:
        return []
    wanted = list(highlight) if is_list_like(highlight) else [highlight]
    names = wording.name_categories(labels)
    unknown = [str(w) for w in wanted if w not in names and w not in labels]
    if unknown:
        raise CannotShow(
            tr(
                "{names} cannot be highlighted: there is no such label. The labels are "
                "{labels}.",
                names=wording.join(unknown),
                labels=wording.join(names, most=12),
            )
        )
    both = enumerate(zip(labels, names, strict=True))
    return [n for n, (label, name) in both if label in wanted or name in wanted]


def rename(labels: pd.Index, names: Mapping | None) -> list[str]:
    """Write labels for people, those in ``names`` as it says."""
    return wording.name_categories((names or {}).get(label, label) for label in labels)


def _to_frame(values: Any) -> pd.DataFrame:
    if values is ... or values is None or (is_list_like(values) and len(values) == 0):
        return NOTHING
    return prints.to_frame(values)


def _pick_column(table: pd.DataFrame, x: str | None, y: str | None) -> pd.Series:
    """Find the column of numbers, and of labels, where they are not named."""
    numeric = [name for name in table if name != x and holds_numbers(table[name])]
    words = [name for name in table if name not in (*numeric, y)]
    if y is None and not numeric:
        raise CannotShow(tr("The table has no column of numbers to draw as bars."))
    y = numeric[0] if y is None else y
    if x is None and words and table.index.name is None:
        x = words[0]
    prints.to_frame(table, [name for name in (x, y) if name is not None])
    return table[y] if x is None else table.set_index(x)[y]


def _add_gaps(wide: pd.DataFrame) -> pd.DataFrame:
    """Add the years that no line has, if the others follow each other regularly."""
    years = wide.index.astype(float)
    step = pd.Series(years).diff().median()
    if len(years) < 3 or not ((years - years[0]) / step % 1 == 0).all() or step % 1:
        return wide
    every = pd.RangeIndex(int(years[0]), int(years[-1]) + 1, int(step))
    return wide.set_axis(years).reindex(every).rename_axis(wide.index.name)


def _refuse_endless(numbers: pd.Series) -> None:
    """Raise CannotShow for numbers that have no place on an axis."""
    endless = numbers.index[numbers.abs() == float("inf")]
    if len(endless):
        raise CannotShow(
            tr(
                '"{column}" is infinite for {names}, and infinity has no place in a '
                "chart. It often comes from a division by zero: leave such rows out "
                "before you draw.",
                column=str(numbers.name),
                names=_name_some(endless),
            )
        )
    huge = numbers.index[numbers.abs() >= LARGEST]
    if len(huge):
        raise CannotShow(
            tr(
                '"{column}" is a number of more than 15 digits for {names}, too long '
                "to be written in a chart. Count in a larger unit, for example in "
                "millions.",
                column=str(numbers.name),
                names=_name_some(huge),
            )
        )


def _name_some(labels: pd.Index) -> str:
    return wording.join(wording.name_categories(labels), most=4)


def _refuse_repeats(labels: pd.Index) -> None:
    repeated = labels[labels.duplicated()]
    if len(repeated):
        first = repeated[0] if isinstance(repeated[0], tuple) else repeated[:1]
        raise CannotShow(
            tr(
                "There is more than one value for {names}. Keep one for each, for "
                "example one year, or add them up with groupby.",
                names=", ".join(rename(first, None)),
            )
        )
