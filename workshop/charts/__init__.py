"""Draw a chart and say what it shows: ``bar``, ``line``, ``heat`` and ``tiles``.

Each chart is displayed as a picture with a text alternative computed from the data,
and as a folded description with the small table that it draws. Codes of countries
become names; where Kosovo* is among them its note follows. Columns, years and codes
that cannot be drawn raise CannotShow, with one sentence that says what to do.
"""

from collections.abc import Mapping

import pandas as pd

from workshop import data, prints, wording
from workshop.charts import describing, describing_lines, picking
from workshop.charts.draw_bars import draw_bars
from workshop.charts.draw_cells import draw_cells
from workshop.charts.draw_lines import draw_lines
from workshop.charts.draw_tiles import draw_tiles
from workshop.charts.page import house_style, publish
from workshop.messages import tr

MOST_NAMED_LINES = 6


def bar(
    values: pd.Series | pd.DataFrame | Mapping,
    x: str | None = None,
    y: str | None = None,
    *,
    title: str,
    unit: str = "",
    highlight: object = None,
    sort: bool | None = None,
    source: str | None = None,
) -> None:
    """Draw one horizontal bar for each value, with the value at its end.

    ``values`` is a Series, or a table with the labels in column ``x`` and the numbers
    in column ``y``. The largest comes first, unless the labels are numbers such as
    years (``sort=True`` and ``sort=False`` decide otherwise). ``highlight`` names one
    label, or a list of them.
    """
    column = picking.pick_bars(values, x, y)
    if not column.notna().any():
        return _say_nothing(title)
    if sort or (sort is None and not all(map(wording.is_number, column.index))):
        column = column.sort_values(ascending=False, kind="stable")
    places = picking.find_marked(highlight, column.index)
    header = column.index.name or "label"
    named = column.set_axis(wording.name_categories(column.index))
    marked = [named.index[n] for n in places]
    alt = describing.describe_bars(title, unit, named, marked)
    table = named.rename_axis(header).to_frame(y or unit or "value")
    with house_style():
        publish(draw_bars(named, marked, title, unit), title, alt, table, source)
    return None


def line(
    table: pd.DataFrame | pd.Series,
    x: str = "year",
    y: str = "value",
    by: str | None = None,
    *,
    title: str,
    unit: str = "",
    highlight: object = None,
    source: str | None = None,
) -> None:
    """Draw values over time, one line for each value of the column ``by``.

    A table from ``data.series`` (a row for each year, a column for each line) is drawn
    as it is. A year without a value leaves a gap. Every line is named at its end; of
    more than six, those in ``highlight`` are named (or else the highest and the lowest)
    and the others are grey.
    """
    wide = picking.pick_lines(table, x, y, by)
    if not wide.notna().any(axis=None):
        return _say_nothing(title)
    places = picking.find_marked(highlight, wide.columns)
    if not places:
        places = _choose_lines(wide)
    many = by or picking.is_wide(table, x)
    names = wording.name_categories(wide.columns) if many else [tr("The line")]
    named = wide.set_axis(names, axis=1)
    marked = [names[n] for n in places]
    alt = describing_lines.describe_lines(title, unit, named, marked)
    points = _tabulate_lines(wide)
    with house_style():
        publish(draw_lines(named, marked, title, unit), title, alt, points, source)
    return None


def heat(
    matrix: pd.DataFrame,
    *,
    title: str,
    unit: str = "",
    labels: Mapping | None = None,
    marks: bool | None = None,
    source: str | None = None,
) -> None:
    """Draw a table of numbers as cells: the darker, the larger, with the number inside.

    A table that holds only 0 and 1 (or False and True) is drawn as ○ and ●; ``marks``
    decides otherwise. ``labels`` renames rows and columns. The order stays as given.
    """
    table = picking.pick_cells(matrix)
    if not table.notna().any(axis=None):
        return _say_nothing(title)
    if marks is None:
        marks = set(table.stack().dropna()) <= {0, 1}
    named = table.set_axis(picking.rename(table.columns, labels), axis=1)
    named.index = picking.rename(table.index, labels)
    describe = describing.describe_marks if marks else describing.describe_numbers
    alt = describe(title, unit, named)
    shown = named.astype("boolean") if marks else named
    shown = shown.rename_axis(wording.write_label(table.index.name or "row"))
    with house_style():
        publish(draw_cells(named, marks, title, unit), title, alt, shown, source)
    return None


def tiles(
    values: pd.Series | Mapping,
    *,
    title: str,
    unit: str = "",
    kind: str | None = None,
    source: str | None = None,
) -> None:
    """Draw one tile for each country or economy, about where it lies on the map.

    ``values`` holds a number or a category by code (AL, XK, …). ``kind`` is "number"
    or "category"; without it the values decide. Tiles without a value are hatched.
    """
    column = picking.pick_tiles(values)
    if not column.notna().any():
        return _say_nothing(title)
    numbers = kind == "number" or (kind is None and picking.holds_numbers(column))
    column = picking.to_numbers(column) if numbers else picking.to_words(column)
    named = column.rename(index=wording.name_country)
    alt = describing.describe_tiles(title, unit, named)
    shown = pd.DataFrame({"code": column.index, unit or "value": column.array})
    shown.index = named.index.rename("country_name")
    places = data.load("countries").set_index("country").loc[column.index]
    with house_style():
        publish(draw_tiles(column, places, title, unit), title, alt, shown, source)
    return None


def _say_nothing(title: str) -> None:
    prints.say("{title}: there is nothing to draw, no value is known yet.", title=title)


def _choose_lines(wide: pd.DataFrame) -> list[int]:
    """Choose the lines to name: all of a few, else the highest and the lowest."""
    if len(wide.columns) <= MOST_NAMED_LINES:
        return list(range(len(wide.columns)))
    last = wide.ffill().iloc[-1].reset_index(drop=True)
    return [last.idxmax(), last.idxmin()]


def _tabulate_lines(wide: pd.DataFrame) -> pd.DataFrame:
    """Give the table under a line chart: all points, or the ends of many lines."""
    if len(wide.columns) <= MOST_NAMED_LINES:
        return wide
    ends = []
    for name in wide:
        known = wide[name].dropna()
        first, last = (known.index[0], known.index[-1]) if len(known) else (None, None)
        ends.append([first, known.get(first), last, known.get(last)])
    header = [
        tr("first year"),
        tr("first value"),
        tr("last year"),
        tr("last value"),
    ]
    return pd.DataFrame(ends, index=wide.columns, columns=header)
