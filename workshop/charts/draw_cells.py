"""Draw a table as cells: shaded numbers, or full and empty circles."""

import textwrap
from typing import Any

import pandas as pd

from workshop.charts import page as paper
from workshop.charts.page import EDGE, LINE, NORMAL, SMALL, WIDTH, Page, measure
from workshop.messages import tr
from workshop.wording import count_places, write_value


def draw_cells(table: pd.DataFrame, marks: bool, title: str, unit: str) -> Page:
    """Draw the numbers of ``table``, or circles if ``marks``; NaN is hatched."""
    import numpy as np

    legend = tr("● yes · ○ no") if marks else tr("darker: larger")
    unit = f"{unit} · {legend}".strip(" ·")
    rows = [textwrap.shorten(name, 40, placeholder=" …") for name in table.index]
    size = SMALL if len(rows) > 12 else NORMAL
    step = max(28, min(60, 420 / len(rows)))
    left = EDGE + measure(rows, size) + 12
    widest = max(170, 720 / table.shape[1])  # few columns fill the page, too
    for aside in (0, 70):  # headers that slant need room at the right
        width = min(widest, (WIDTH - left - EDGE - aside) / table.shape[1])
        columns, header, above, steep = fit_header(table.columns, width, size)
        if not steep:
            break
    page = Page(title, unit, above + step * len(rows))
    right = WIDTH - left - width * len(columns)
    axes = page.add_axes(left, right, above, EDGE / 2)
    looks = [[_choose_look(v, table, marks) for v in row] for row in table.to_numpy()]
    fills = np.array([[_to_rgb(fill) for fill, _ in row] for row in looks])
    axes.pcolormesh(fills, edgecolors=paper.FAINT, linewidth=1, clip_on=False)
    axes.set(xlim=(0, len(columns)), ylim=(len(rows), 0))
    axes.axis("off")
    places = count_places(table.stack())
    for (r, c), value in np.ndenumerate(table.to_numpy()):
        if marks and not pd.isna(value):
            continue
        text = "?" if pd.isna(value) else write_value(value, places)
        style = {"fontsize": size, "ha": "center", "va": "center"}
        axes.text(c + 0.5, r + 0.5, text, color=looks[r][c][1], **style)
    if marks:
        _draw_marks(axes, table.to_numpy(), step)
    _hatch(axes, table.isna().to_numpy())
    for r, name in enumerate(rows):
        y = page.top + above + (r + 0.5) * step
        page.write(left - 10, y, name, size, ha="right", va="center")
    turned = {"rotation": 40, "rotation_mode": "anchor"} if steep else {"ha": "center"}
    for c, name in enumerate(columns):
        x, y = left + (c + 0.5) * width, page.top + above - 6
        page.write(x - 8 * steep, y, name, header, va="bottom", **turned)
    return page


def fit_header(
    names: pd.Index, width: float, size: float
) -> tuple[list[str], float, float, bool]:
    """Give the column headers, size, the pixels they need, and whether they slant.

    They stay level, in small type if need be, if at most three lines of whole words
    fit above their column.
    """
    for type_size in (size, SMALL):
        level = [_wrap_words(name, width - 6, type_size) for name in names]
        deepest = max(map(len, level))
        lines = [line for wrapped in level for line in wrapped]
        if deepest <= 3 and measure(lines, type_size) <= width - 6:
            texts = ["\n".join(wrapped) for wrapped in level]
            return texts, type_size, LINE * deepest + 4, False
    texts = [textwrap.shorten(name, 32, placeholder=" …") for name in names]
    return texts, size, 0.65 * measure(texts, size) + LINE, True


def _wrap_words(text: str, width: float, size: float) -> list[str]:
    """Break a text at its spaces into lines of at most ``width`` pixels.

    A word that is wider has a line of its own.
    """
    first, *others = text.split()
    lines = [first]
    for word in others:
        longer = f"{lines[-1]} {word}"
        if measure([longer], size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _choose_look(value: float, table: pd.DataFrame, marks: bool) -> tuple[str, str]:
    """Give the fill of a cell and a colour of type that reads on it."""
    if pd.isna(value):
        return "white", paper.INK
    if marks:
        return ("#d7e5f0" if value else "white"), paper.INK
    low, high = table.min(axis=None), table.max(axis=None)
    return paper.shade(0 if low == high else (value - low) / (high - low))


def _to_rgb(colour: str) -> tuple:
    from matplotlib.colors import to_rgb

    return to_rgb(colour)


def _hatch(axes: Any, unknown: Any) -> None:
    """Hatch the cells that are not known."""
    from matplotlib.patches import Rectangle

    style: dict[str, Any] = {"fill": False, "hatch": "///", "edgecolor": paper.FAINT}
    for r, c in zip(*unknown.nonzero(), strict=True):
        axes.add_patch(Rectangle((c, r), 1, 1, **style))


def _draw_marks(axes: Any, cells: Any, step: float) -> None:
    """Draw a full circle where a cell is marked and an empty one where it is not."""
    for value, fill in ((1, paper.INK), (0, "none")):
        rows, columns = (cells == value).nonzero()
        axes.scatter(
            columns + 0.5,
            rows + 0.5,
            s=(step * 0.36) ** 2,
            facecolor=fill,
            edgecolor=paper.INK if value else paper.QUIET,
            linewidth=1.2,
        )
