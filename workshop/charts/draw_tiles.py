"""Draw a tile map: one tile for each country or economy."""

import textwrap
from typing import Any

import pandas as pd

from workshop.charts import page as paper
from workshop.charts.page import EDGE, LINE, NORMAL, SMALL, WIDTH, Page
from workshop.messages import look_up, tr
from workshop.wording import (
    NOT_KNOWN,
    CannotShow,
    count_places,
    name_country,
    write_value,
)


def draw_tiles(column: pd.Series, places: pd.DataFrame, title: str, unit: str) -> Page:
    """Draw ``column`` (numbers or kinds by code) where ``places`` puts each code."""
    rows = places["tile_row"] - places["tile_row"].min()
    columns = places["tile_col"] - places["tile_col"].min()
    across, down = int(columns.max()) + 1, int(rows.max()) + 1
    few = len(places) <= 12
    width, height = (250, 140) if few else (106, 60)
    kinds = _list_kinds(column)
    if not kinds:
        darker = tr("darker: larger")
        unit = f"{unit} · {darker}".strip(" ·")
    page = Page(title, unit, height * down)
    axes = page.add_axes(EDGE, WIDTH - EDGE - width * across, 0, EDGE / 2)
    axes.set(xlim=(0, across), ylim=(down, 0))
    axes.axis("off")
    looks = _choose_looks(column, kinds)
    texts = _write_tiles(column, kinds, few)
    for code, text in zip(column.index, texts, strict=True):
        name = name_country(code) if few else code.replace("XK", "XK*")
        _draw_tile(axes, columns[code], rows[code], str(name), text, looks.get(code))
    _write_legend(page, column, {} if few else kinds, width * across + 2 * EDGE)
    return page


def _list_kinds(column: pd.Series) -> dict[str, str]:
    """Give a letter to each kind, the most frequent first; none to numbers."""
    if pd.api.types.is_numeric_dtype(column):
        return {}
    kinds = list(column.dropna().value_counts().index)
    if len(kinds) > len(paper.KINDS):
        raise CannotShow(
            tr(
                "There are too many kinds for a tile map: {n}. At most {most} can be "
                "told apart. Join some of them first.",
                n=len(kinds),
                most=len(paper.KINDS),
            )
        )
    return dict(zip(kinds, "ABCDEFGH", strict=False))


def _choose_looks(column: pd.Series, kinds: dict) -> dict[str, tuple[str, str]]:
    """Give fill and colour of type of each tile that has a value, by code."""
    known = column.dropna()
    if kinds:
        looks = dict(zip(kinds, paper.KINDS, strict=False))
        return {code: looks[value] for code, value in known.items()}
    low, span = known.min(), known.max() - known.min()
    return {
        code: paper.shade((value - low) / span if span else 0)
        for code, value in known.items()
    }


def _write_tiles(column: pd.Series, kinds: dict, few: bool) -> list[str]:
    """Write what stands in each tile: the number, the kind or its letter."""
    places = None if kinds else count_places(column)
    unknown = look_up(NOT_KNOWN) if few else "?"
    texts = []
    for value in column:
        text = write_value(value, places) if few or not kinds else kinds.get(value, "")
        texts.append(unknown if pd.isna(value) else text)
    return texts


def _draw_tile(
    axes: Any, x: float, y: float, name: str, text: str, look: tuple | None
) -> None:
    """Draw a tile with its name and value; one without a look is hatched."""
    from matplotlib.patches import Rectangle

    fill, ink = look or ("white", paper.INK)
    style = {"facecolor": fill, "edgecolor": paper.QUIET, "linewidth": 1}
    hatch = None if look else "///"
    axes.add_patch(Rectangle((x + 0.02, y + 0.03), 0.96, 0.94, hatch=hatch, **style))
    place = {"ha": "center", "va": "center", "color": ink}
    name, text = (textwrap.fill(words, 16) for words in (name, text))
    axes.text(x + 0.5, y + 0.31, name, fontsize=SMALL, **place)
    axes.text(x + 0.5, y + 0.7, text, fontsize=NORMAL, weight="bold", **place)


def _write_legend(
    page: Page, column: pd.Series, kinds: dict[str, str], x: float
) -> None:
    """Write beside the map what each letter and the hatching mean."""
    lines: list[tuple[str, str, tuple | None]] = [
        (letter, f"{kind} ({(column == kind).sum()})", look)
        for (kind, letter), look in zip(kinds.items(), paper.KINDS, strict=False)
    ]
    if column.isna().any():
        said = tr("hatched: not known ({n})", n=int(column.isna().sum()))
        lines.append(("", said, None))
    for n, (letter, text, look) in enumerate(lines):
        y = page.top + 40 * n + LINE / 2
        if look:
            box = {"facecolor": look[0], "edgecolor": paper.QUIET, "pad": 5}
            style: dict[str, Any] = {
                "weight": "bold",
                "family": "DejaVu Sans Mono",
                "color": look[1],
            }
            page.write(x, y, f" {letter} ", va="center", bbox=box, **style)
        page.write(x + (56 if look else 0), y, text, va="center")
