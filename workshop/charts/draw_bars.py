"""Draw horizontal bars with their values at the end."""

import textwrap

import pandas as pd

from workshop.charts import page as paper
from workshop.charts.page import EDGE, Page, measure
from workshop.wording import count_places, write_value


def draw_bars(column: pd.Series, marked: list[str], title: str, unit: str) -> Page:
    """Draw ``column`` (numbers by label, NaN where not known); ``marked`` stand out."""
    labels = [textwrap.shorten(name, 44, placeholder=" …") for name in column.index]
    step = max(34, min(64, 440 / len(column)))
    page = Page(title, unit, step * len(column) + 10)
    places = count_places(column)
    texts = [write_value(value, places) for value in column]
    low, high = min(0, column.min()), max(0, column.max())
    end = measure(texts, weight="bold") + 16
    left = EDGE + measure(labels, weight="bold") + 14 + (end if low < 0 else 0)
    axes = page.add_axes(left, EDGE + end, above=0, below=EDGE / 2)
    axes.set(xlim=(low, high if low < high else 1), ylim=(len(column) - 0.5, -0.5))
    axes.axis("off")
    for n, (name, value, text) in enumerate(zip(labels, column, texts, strict=True)):
        strong = not marked or column.index[n] in marked
        weight = "bold" if marked and strong else "normal"
        side = -1 if value < 0 else 1
        axes.barh(n, value, 0.72, color=paper.MAIN if strong else paper.OTHERS)
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
    axes.axvline(0, color=paper.QUIET, linewidth=1.2)
    return page
