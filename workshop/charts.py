"""Draw a chart and say what it shows: ``bar``, ``line``, ``heat`` and ``tiles``.

Each chart is displayed as a picture with a text alternative computed from the data,
and as a folded description with the small table that it draws. Codes of countries
become names; where Kosovo* is among them its note follows.
"""

import textwrap
from collections.abc import Mapping, Sequence

import pandas as pd

from workshop import data, describing, drawing, prints, wording
from workshop.drawing import EDGE, LINE, NORMAL, SMALL, WIDTH
from workshop.wording import CannotShow, write_label, write_value

MOST_BARS = 40
MOST_CELLS = 800
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
    label, or a list of them. Raises CannotShow when this cannot be drawn.
    """
    if _is_empty(values):
        return _say_nothing(title)
    column = _pick_values(values, x, y)
    if not column.notna().any():
        return _say_nothing(title)
    if len(column) > MOST_BARS:
        raise CannotShow(
            f"{len(column)} bars are too many to read. Choose some first, for example "
            "the largest with .nlargest(20)."
        )
    if sort or (sort is None and not all(map(wording.is_number, column.index))):
        column = column.sort_values(ascending=False, kind="stable")
    marked = _find_marked(highlight, column.index)
    marked = wording.name_categories(column.index[[n in marked for n in column.index]])
    table = column.rename_axis(_name_axis(column.index, x)).rename(y or unit or "value")
    column.index = wording.name_categories(column.index)
    alt = describing.describe_bars(title, unit, column, marked)
    with drawing.house_style():
        page = _draw_bars(column, marked, title, unit)
        drawing.publish(page, title, alt, prints.to_frame(table), source)
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

    A year without a value leaves a gap. Every line is named at its end; of more than
    six, those in ``highlight`` are named (or else the highest and the lowest) and the
    others are grey. Raises CannotShow when this cannot be drawn.
    """
    if _is_empty(table):
        return _say_nothing(title)
    wide = _pick_lines(table, x, y, by)
    if wide.empty or not wide.notna().any(axis=None):
        return _say_nothing(title)
    marked = _find_marked(highlight, wide.columns)
    if not marked and len(wide.columns) <= MOST_NAMED_LINES:
        marked = list(wide.columns)
    last = wide.ffill().iloc[-1]
    marked = marked or [last.idxmax(), last.idxmin()]
    places = [n for n, name in enumerate(wide.columns) if name in marked]
    shown = _tabulate_lines(wide, by)
    wide.columns = wording.name_categories(wide.columns)
    marked = [wide.columns[n] for n in places]
    alt = describing.describe_lines(title, unit, wide, marked)
    with drawing.house_style():
        page = _draw_lines(wide, marked, title, unit)
        drawing.publish(page, title, alt, shown, source)
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
    Raises CannotShow when this cannot be drawn.
    """
    if _is_empty(matrix):
        return _say_nothing(title)
    table = _pick_matrix(matrix)
    if not table.notna().any(axis=None):
        return _say_nothing(title)
    known = set(table.stack().dropna())
    marks = known <= {0, 1} if marks is None else marks
    named = table.set_axis(_name(table.index, labels), axis=0)
    named = named.set_axis(_name(table.columns, labels), axis=1)
    describe = describing.describe_marks if marks else describing.describe_numbers
    alt = describe(title, unit, named)
    shown = named.astype("boolean") if marks else named
    shown.index.name = write_label(table.index.name or "row")
    with drawing.house_style():
        page = _draw_cells(named, marks, title, unit)
        drawing.publish(page, title, alt, shown, source)
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
    Raises CannotShow when a code is not in the table of countries.
    """
    if _is_empty(values):
        return _say_nothing(title)
    column = prints.to_frame(values).iloc[:, 0]
    countries = data.load("countries").set_index("country")
    unknown = [str(code) for code in column.index if code not in countries.index]
    if unknown:
        raise CannotShow(
            f"{wording.join(unknown)} cannot be placed: a tile map needs the codes of "
            "the table of countries, such as AL, XK or GR, as its index."
        )
    _refuse_repeats(column.index)
    groups = countries.loc[column.index, "group"].unique()
    places = countries[countries["group"].isin(groups)]
    column = column.reindex(places.index)
    if not column.notna().any():
        return _say_nothing(title)
    numbers = kind == "number" or (kind is None and _holds_numbers(column))
    column = _to_numbers(column) if numbers else _to_words(column)
    named = column.set_axis([wording.name_country(code) for code in column.index])
    alt = describing.describe_tiles(title, unit, named)
    shown = pd.DataFrame({"code": column.index, unit or "value": named.array})
    shown.index = named.index.rename("economy" if "XK" in column.index else "country")
    with drawing.house_style():
        page = _draw_tiles(column, places, title, unit)
        drawing.publish(page, title, alt, shown, source)
    return None


def _is_empty(values: object) -> bool:
    return values is ... or values is None or len(values) == 0


def _say_nothing(title: str) -> None:
    prints.say("{title}: there is nothing to draw, no value is known yet.", title=title)


def _pick_values(values: object, x: str | None, y: str | None) -> pd.Series:
    """Give the numbers to draw by their labels."""
    table = prints.to_frame(values)
    if isinstance(values, pd.DataFrame):
        numeric = [name for name in table if _holds_numbers(table[name]) and name != x]
        y = y if y is not None else next(iter(numeric), None)
        if y is None:
            raise CannotShow("The table has no column of numbers to draw as bars.")
        words = [name for name in table if name not in numeric and name != y]
        if x is None and table.index.name is None and words:
            x = words[0]
        prints.to_frame(table, [name for name in (x, y) if name is not None])
        column = table.set_index(x)[y] if x is not None else table[y]
    else:
        column = table.iloc[:, 0]
    _refuse_repeats(column.index)
    return _to_numbers(column)


def _pick_lines(table: object, x: str, y: str, by: str | None) -> pd.DataFrame:
    """Give one row per ``x`` and one column per line."""
    if isinstance(table, pd.Series):
        wide = _to_numbers(table).rename(table.name or y).to_frame()
    else:
        long = prints.to_frame(table, [name for name in (x, y, by) if name is not None])
        long = long.dropna(subset=[x])
        _refuse_repeats(pd.MultiIndex.from_frame(long[[x, by]]) if by else long[x])
        if by is None:
            wide = long.set_index(x)[[y]]
        else:
            order = long[by].dropna().unique()
            wide = long.pivot(index=x, columns=by, values=y)[order]
        wide = wide.apply(_to_numbers)
    if not all(map(wording.is_number, wide.index)):
        raise CannotShow(f"A line needs numbers such as years in the column {x}.")
    return wide.sort_index()


def _pick_matrix(matrix: object) -> pd.DataFrame:
    table = prints.to_frame(matrix)
    if table.size > MOST_CELLS:
        raise CannotShow(
            f"{table.shape[0]} rows and {table.shape[1]} columns are too many to read. "
            "Choose some first."
        )
    return table.apply(_to_numbers)


def _holds_numbers(column: pd.Series) -> bool:
    known = column.dropna()
    return len(known) > 0 and all(map(wording.is_number, known))


def _to_numbers(column: pd.Series) -> pd.Series:
    """Give a column as floats with NaN for what is not known."""
    try:
        return column.astype("Float64").astype(float)
    except (TypeError, ValueError):
        raise CannotShow(
            f"The column {column.name} holds words, and a chart needs numbers. Count "
            "the words first, for example with .value_counts()."
        ) from None


def _to_words(column: pd.Series) -> pd.Series:
    return column.map(write_label, na_action="ignore").astype("object")


def _refuse_repeats(labels: pd.Index | pd.Series) -> None:
    repeated = labels[labels.duplicated()]
    if len(repeated):
        first = next(iter(repeated))
        parts = first if isinstance(first, tuple) else (first,)
        raise CannotShow(
            f"There is more than one value for {', '.join(wording.name_categories(parts))}."
            " Keep one for each, for example one year, or add them up with groupby."
        )


def _find_marked(highlight: object, labels: pd.Index) -> list:
    """List the labels to highlight, given as codes or as names."""
    if highlight is None or highlight is ...:
        return []
    alone = isinstance(highlight, str) or not isinstance(highlight, Sequence)
    wanted = [highlight] if alone else list(highlight)
    names = dict(zip(wording.name_categories(labels), labels, strict=True))
    unknown = [str(w) for w in wanted if w not in names and w not in labels]
    if unknown:
        raise CannotShow(
            f"{wording.join(unknown)} cannot be highlighted: there is no such label. "
            f"The labels are {wording.join(names, most=12)}."
        )
    return [names.get(label, label) for label in wanted]


def _name(labels: pd.Index, names: Mapping | None) -> list[str]:
    labels = [(names or {}).get(label, label) for label in labels]
    return wording.name_categories(labels)


def _name_axis(index: pd.Index, x: str | None) -> str:
    return x or index.name or "label"


def _tabulate_lines(wide: pd.DataFrame, by: str | None) -> pd.DataFrame:
    """Give the table under a line chart: all points, or the ends of many lines."""
    if len(wide.columns) <= MOST_NAMED_LINES:
        return wide
    ends = []
    for name in wide:
        known = wide[name].dropna()
        first, last = (known.index[0], known.index[-1]) if len(known) else (None, None)
        ends.append([first, known.get(first), last, known.get(last)])
    header = ["first year", "first value", "last year", "last value"]
    return pd.DataFrame(ends, index=wide.columns.rename(by), columns=header)


def _draw_bars(column: pd.Series, marked: list[str], title: str, unit: str):
    labels = [textwrap.shorten(name, 44, placeholder=" …") for name in column.index]
    step = max(30, min(64, 440 / len(column)))
    page = drawing.Page(title, unit, step * len(column) + 10)
    places = wording.count_places(column)
    texts = [write_value(value, places) for value in column]
    low, high = min(0, column.min()), max(0, column.max())
    end = page.measure(texts, weight="bold") + 16
    left = EDGE + page.measure(labels, weight="bold") + 14 + (end if low < 0 else 0)
    axes = page.add_axes(left, EDGE + end, above=0, below=EDGE / 2)
    axes.set(xlim=(low, high or 1), ylim=(len(column) - 0.5, -0.5))
    axes.axis("off")
    for n, (name, value, text) in enumerate(zip(labels, column, texts, strict=True)):
        strong = not marked or column.index[n] in marked
        weight = "bold" if marked and strong else "normal"
        side = -1 if value < 0 else 1
        axes.barh(n, value, 0.72, color=drawing.MAIN if strong else drawing.OTHERS)
        axes.annotate(
            text,
            (0 if pd.isna(value) else value, n),
            (6 * side, 0),
            textcoords="offset points",
            ha="right" if side < 0 else "left",
            va="center",
            weight=weight,
            style="italic" if pd.isna(value) else "normal",
        )
        y = page.top + (n + 0.5) / len(column) * (page.height - page.top - EDGE / 2)
        page.write(EDGE, y, name, weight=weight, va="center")
    axes.axvline(0, color=drawing.QUIET, linewidth=1.2)
    return page


def _draw_lines(wide: pd.DataFrame, marked: list[str], title: str, unit: str):
    others = len(wide.columns) - len(marked)
    if others:
        unit = f"{unit} · grey: the other {others}".strip(" ·")
    page = drawing.Page(title, unit, 490)
    places = wording.count_places(wide.stack())
    labels = {name: _label_end(wide[name].dropna(), wide, places) for name in marked}
    right = page.measure(list(labels.values()), weight="bold") + 46
    axes = page.add_axes(EDGE + 62, EDGE + right, above=4, below=40)
    low, high = wide.min(axis=None), wide.max(axis=None)
    room = (high - low or abs(high) or 1) * 0.06
    bottom = 0 if 0 <= low <= 0.6 * high else low - room
    axes.set(
        xlim=(wide.index[0] - 0.2, wide.index[-1] + 0.2), ylim=(bottom, high + room)
    )
    axes.xaxis.get_major_locator().set_params(integer=True, nbins=12)
    axes.yaxis.get_major_locator().set_params(nbins=6)
    axes.xaxis.set_major_formatter(lambda value, _: write_value(value, 0, year=True))
    axes.yaxis.set_major_formatter(lambda value, _: write_value(value))
    axes.tick_params(labelsize=NORMAL, length=5)
    axes.grid(axis="y", color=drawing.FAINT, linewidth=0.8)
    axes.set_axisbelow(True)
    for name in wide.columns.difference(marked, sort=False):
        axes.plot(wide.index, wide[name], color=drawing.OTHERS, linewidth=1, alpha=0.7)
    drawn = [(name, labels[name]) for name in marked if wide[name].notna().any()]
    lasts = [wide[name].dropna().iloc[-1] for name, _ in drawn]
    scale = (high + room - bottom) / (page.height - page.top - 44)
    heights = drawing.spread(lasts, LINE * scale, bottom, high + room)
    for n, (name, text) in enumerate(drawn):
        look = {
            "color": drawing.COLOURS[n % len(drawing.COLOURS)],
            "linestyle": drawing.DASHES[n % len(drawing.DASHES)],
            "marker": drawing.MARKERS[n % len(drawing.MARKERS)],
        }
        axes.plot(wide.index, wide[name], linewidth=2.4, markersize=7, **look)
        known = wide[name].dropna()
        axes.annotate(
            text,
            (known.index[-1], known.iloc[-1]),
            (wide.index[-1] + 0.2, heights[n]),
            textcoords=axes.transData + _shift(page, 30),
            va="center",
            color=look["color"],
            weight="bold",
            arrowprops={
                "arrowstyle": "-",
                "color": look["color"],
                "linewidth": 0.8,
                "shrinkA": 0,
                "shrinkB": 5,
                "relpos": (0, 0.5),
            },
            annotation_clip=False,
        )
    return page


def _shift(page: drawing.Page, right: float):
    from matplotlib.transforms import Affine2D

    return Affine2D().translate(right, 0)


def _label_end(line: pd.Series, wide: pd.DataFrame, places: int) -> str:
    if line.empty:
        return ""
    text = f"{line.name} {write_value(line.iloc[-1], places)}"
    if line.index[-1] != wide.index[-1]:
        text += f" ({write_value(line.index[-1], 0, year=True)})"
    return text


def _draw_cells(table: pd.DataFrame, marks: bool, title: str, unit: str):
    if marks:
        unit = f"{unit} · ● yes · ○ no".strip(" ·")
    rows = [textwrap.shorten(name, 40, placeholder=" …") for name in table.index]
    columns = [textwrap.shorten(name, 32, placeholder=" …") for name in table.columns]
    size = SMALL if len(rows) > 12 else NORMAL
    step = max(27, min(56, 400 / len(rows)))
    page = drawing.Page(title, unit, 0)
    left = EDGE + page.measure(rows, size) + 12
    width = min(170, (WIDTH - left - EDGE - 70) / len(columns))
    steep = page.measure(columns, size) > width - 8
    above = 0.72 * page.measure(columns, size) + LINE if steep else LINE + 4
    page = drawing.Page(title, unit, above + step * len(rows))
    right = WIDTH - left - width * len(columns)
    axes = page.add_axes(left, right, above, EDGE / 2)
    axes.set(xlim=(0, len(columns)), ylim=(len(rows), 0))
    axes.axis("off")
    low, high = table.min(axis=None), table.max(axis=None)
    places = wording.count_places(table.stack())
    for r in range(len(rows)):
        for c in range(len(columns)):
            value = table.iloc[r, c]
            share = 0 if pd.isna(value) or low == high else (value - low) / (high - low)
            _draw_cell(axes, c, r, value, share, marks, places, size)
    for r, name in enumerate(rows):
        y = page.top + above + (r + 0.5) * step
        page.write(left - 10, y, name, size, ha="right", va="center")
    for c, name in enumerate(columns):
        x, y = left + (c + 0.5) * width, page.top + above - 6
        if steep:
            page.write(
                x - 8, y, name, size, rotation=40, va="bottom", rotation_mode="anchor"
            )
        else:
            page.write(x, y, name, size, ha="center", va="bottom")
    return page


def _draw_cell(axes, x, y, value, share, marks, places, size) -> None:
    from matplotlib.patches import Rectangle

    fill, ink = ("white", drawing.INK) if pd.isna(value) else drawing.shade(share)
    text = "?" if pd.isna(value) else write_value(value, places)
    if marks and not pd.isna(value):
        fill, ink = ("#d7e5f0", drawing.INK) if value else ("white", drawing.QUIET)
        text = "●" if value else "○"
    hatch = "///" if pd.isna(value) else None
    axes.add_patch(
        Rectangle((x, y), 1, 1, facecolor=fill, edgecolor=drawing.FAINT, hatch=hatch)
    )
    axes.text(
        x + 0.5, y + 0.5, text, color=ink, fontsize=size, ha="center", va="center"
    )


def _draw_tiles(column: pd.Series, places: pd.DataFrame, title: str, unit: str):
    rows = places["tile_row"] - places["tile_row"].min()
    columns = places["tile_col"] - places["tile_col"].min()
    few = len(places) <= 12
    across, down = int(columns.max()) + 1, int(rows.max()) + 1
    width, height = (230, 130) if few else (104, 58)
    page = drawing.Page(title, unit, height * down)
    axes = page.add_axes(EDGE, WIDTH - EDGE - width * across, 0, EDGE / 2)
    axes.set(xlim=(0, across), ylim=(down, 0))
    axes.axis("off")
    numbers = pd.api.types.is_numeric_dtype(column)
    kinds = [] if numbers else list(column.dropna().value_counts().index)
    fills = _choose_fills(column, kinds)
    decimals = wording.count_places(column) if numbers else None
    for code in column.index:
        value = column[code]
        if pd.isna(value):
            text = wording.NOT_KNOWN if few else "?"
        elif numbers:
            text = write_value(value, decimals)
        else:
            text = value if few else "ABCDEFGHIJKL"[kinds.index(value)]
        name = wording.name_country(code) if few else code
        _draw_tile(axes, columns[code], rows[code], name, text, fills.get(code))
    _write_legend(page, axes, column, kinds, width * across + 2 * EDGE, few)
    return page


def _choose_fills(column: pd.Series, kinds: list) -> dict[str, tuple[str, str]]:
    known = column.dropna()
    if kinds:
        last = max(len(kinds) - 1, 1)
        return {code: drawing.shade(kinds.index(v) / last) for code, v in known.items()}
    low, high = known.min(), known.max()
    return {
        code: drawing.shade(0 if low == high else (value - low) / (high - low))
        for code, value in known.items()
    }


def _draw_tile(axes, x, y, name, text, look) -> None:
    from matplotlib.patches import Rectangle

    fill, ink = look or ("white", drawing.INK)
    axes.add_patch(
        Rectangle(
            (x + 0.02, y + 0.03),
            0.96,
            0.94,
            facecolor=fill,
            edgecolor=drawing.QUIET,
            linewidth=1,
            hatch=None if look else "///",
        )
    )
    star = "*" if name == "XK" else ""
    label = "\n".join(textwrap.wrap(str(name), 18)) + star
    style = {"ha": "center", "va": "center", "color": ink}
    axes.text(x + 0.5, y + 0.31, label, fontsize=SMALL, **style)
    text = "\n".join(textwrap.wrap(str(text), 20))
    axes.text(x + 0.5, y + 0.7, text, fontsize=NORMAL, weight="bold", **style)


def _write_legend(page, axes, column, kinds, x, few) -> None:
    lines = []
    if not few:
        for letter, kind in zip("ABCDEFGHIJKL", kinds, strict=False):
            lines.append(f"{letter}  {kind} ({int((column == kind).sum())})")
    if column.isna().any():
        missing = int(column.isna().sum())
        lines.append(f"hatched: not known ({missing})")
    for n, text in enumerate(lines):
        page.write(x, page.top + LINE * (n + 0.5), text, va="center")
