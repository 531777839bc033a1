"""Draw lines over time, each named at its end."""

from collections.abc import Iterable
from itertools import count
from typing import Any

import pandas as pd

from workshop.charts import page as paper
from workshop.charts.page import EDGE, LINE, NORMAL, WIDTH, Page, measure, spread
from workshop.messages import tr
from workshop.wording import count_places, name_country, write_value

# Each of these economies looks the same in every chart.
SIX = ("AL", "BA", "ME", "MK", "RS", "XK")


def draw_lines(wide: pd.DataFrame, marked: list[str], title: str, unit: str) -> Page:
    """Draw a line for each column of ``wide`` (rows: years), grey if not ``marked``."""
    others = len(wide.columns) - len(marked)
    if others:
        rest = tr("grey: the other one", "grey: the other {n}", n=others)
        unit = f"{unit} · {rest}".strip(" ·")
    page = Page(title, unit, 490)
    labels = _label_ends(wide, marked)
    ends = [write_value(value) for value in (wide.min(axis=None), wide.max(axis=None))]
    left = EDGE + measure(ends) + 24
    right = EDGE + measure(list(labels.values()), weight="bold") + 52
    axes = page.add_axes(left, right, above=4, below=40)
    bottom, top = _scale_axes(axes, wide)
    for name in wide.columns.difference(marked, sort=False):
        axes.plot(wide.index, wide[name], color=paper.OTHERS, linewidth=1, alpha=0.7)
    step = LINE * (top - bottom) / (page.height - page.top - 44)
    lasts = [wide[name].dropna().iloc[-1] for name in labels]
    heights = spread(lasts, step, bottom, top)
    pixel = 1 / (WIDTH - left - right)
    looks = choose_looks(labels)
    for name, height in zip(labels, heights, strict=True):
        _draw_line(axes, looks[name], wide[name], labels[name], height, pixel)
    return page


def choose_looks(names: Iterable[str]) -> dict[str, int]:
    """Give each line the number of a look that no other line of the chart has."""
    own = {name_country(code): n for n, code in enumerate(SIX)}
    taken = {own[name] for name in names if name in own}
    free = (n for n in count() if n not in taken)
    return {name: own[name] if name in own else next(free) for name in names}


def _draw_line(
    axes: Any, n: int, line: pd.Series, label: str, height: float, pixel: float
) -> None:
    """Draw the line with the look number ``n``, its label at ``height`` on the right.

    A thin leader joins the last point and the label, which begins with the marker.
    """
    colour = paper.COLOURS[n % len(paper.COLOURS)]
    look = {"marker": paper.MARKERS[n % len(paper.MARKERS)], "markersize": 7}
    dash = paper.DASHES[n % len(paper.DASHES)]
    axes.plot(line.index, line, color=colour, linestyle=dash, linewidth=2.4, **look)
    known = line.dropna()
    axes.annotate(
        "",
        (known.index[-1], known.iloc[-1]),
        (1 + 30 * pixel, height),
        textcoords=("axes fraction", "data"),
        arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.8}
        | {"shrinkA": 0, "shrinkB": 5},
        annotation_clip=False,
    )
    beside = axes.get_yaxis_transform()
    axes.plot(
        1 + 32 * pixel, height, color=colour, transform=beside, clip_on=False, **look
    )
    style = {"color": colour, "weight": "bold", "va": "center_baseline"}
    axes.text(1 + 42 * pixel, height, label, transform=beside, **style)


def _scale_axes(axes: Any, wide: pd.DataFrame) -> tuple[float, float]:
    """Set scales and ticks; begin at zero unless that would flatten the lines."""
    low, high = wide.min(axis=None), wide.max(axis=None)
    room = (high - low or abs(high) or 1) * 0.06
    bottom, top = 0 if 0 <= low <= 0.6 * high else low - room, high + room
    first, last = wide.index[0], wide.index[-1]
    side = (last - first or 1) * 0.012
    axes.set(xlim=(first - side, last + side), ylim=(bottom, top))
    years = wide.index
    if len(years) > 8:
        locator = axes.xaxis.get_major_locator()
        locator.set_params(integer=True, nbins=9)
        rounded = locator.tick_values(first, last)
        years = pd.Index([year for year in rounded if first <= year < last] + [last])
    axes.set_xticks(_thin_out(years, (last - first) / 9))
    axes.yaxis.get_major_locator().set_params(nbins=6)
    axes.xaxis.set_major_formatter(lambda value, _: write_value(value, 0, year=True))
    axes.yaxis.set_major_formatter(lambda value, _: write_value(value))
    axes.tick_params(labelsize=NORMAL, length=5)
    axes.grid(axis="y", color=paper.FAINT, linewidth=0.8)
    axes.set_axisbelow(True)
    return bottom, top


def _thin_out(years: pd.Index, gap: float) -> list:
    """Choose the years that can be named without touching; the last is one of them."""
    chosen = [years[-1]]
    for year in years[-2::-1]:
        if chosen[-1] - year >= gap:
            chosen.append(year)
    return chosen[::-1]


def _label_ends(wide: pd.DataFrame, marked: list[str]) -> dict[str, str]:
    """Write the label of each line that has a value: name, value, year if early."""
    places = count_places(wide.stack())
    labels = {}
    for name in marked:
        known = wide[name].dropna()
        if known.empty:
            continue
        text = write_value(known.iloc[-1], places)
        if len(wide.columns) > 1:
            text = f"{name} {text}"
        if known.index[-1] != wide.index[-1]:
            text += f" ({write_value(known.index[-1], 0, year=True)})"
        labels[name] = text
    return labels
