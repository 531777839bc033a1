"""Lay a table out as text; write it as accessible HTML or as lines to listen to."""

import html
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from workshop import wording
from workshop.messages import look_up, tr

# JupyterLab sets every cell to the right, which suits numbers alone.
LEFT = ' style="text-align:left"'


@dataclass
class Layout:
    """A table as text: ``heads`` row headers first, then the other columns."""

    caption: str
    header: list[str]
    rows: list[list[str]]
    heads: int
    numeric: list[bool]


def lay_out(
    table: pd.DataFrame,
    caption: str,
    labels: Mapping | None = None,
    names: bool = True,
    longest: int | None = None,
) -> Layout:
    """Write every cell of ``table`` as text; a meaningful index becomes row headers.

    ``names`` shows names instead of country codes; ``longest`` cuts long texts at so
    many characters.
    """
    index = _list_index(table)
    columns = [*index, *((name, table.iloc[:, n]) for n, name in enumerate(table))]
    if names:
        columns = _name_countries(columns)
    texts = [_write_column(name, column, longest) for name, column in columns]
    return Layout(
        caption=caption,
        header=[_write_header(name, column, labels) for name, column in columns],
        rows=[list(row) for row in zip(*texts, strict=True)],
        heads=len(index) or int(_identifies_rows(columns)),
        numeric=[_is_numeric(column) for _, column in columns],
    )


def write_html(layout: Layout) -> str:
    """Write the layout as a table in a group that the keyboard can scroll."""
    head = "".join(map(_write_head_cell, layout.header, layout.numeric))
    body = "".join(f"<tr>{_write_row(row, layout)}</tr>\n" for row in layout.rows)
    caption = html.escape(layout.caption)
    return (
        f'<div class="table" role="group" aria-label="{caption}" tabindex="0" '
        'style="overflow-x:auto">\n'
        f"<table>\n<caption{LEFT}>{caption}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>"
    )


def write_text(layout: Layout) -> str:
    """Write one line per row, as one would read it out: name: column value; …

    Where there is one column only, its name stands beside the caption instead.
    """
    names = layout.header[layout.heads :]
    lines = [layout.caption]
    if len(names) == 1 and layout.heads:
        lines = [f"{layout.caption} ({names[0]})"]
        names = [""]
    for row in layout.rows:
        head = ", ".join(row[: layout.heads])
        pairs = zip(names, row[layout.heads :], strict=True)
        rest = "; ".join(f"{name} {value}".strip() for name, value in pairs)
        lines.append(": ".join(part for part in (head, rest) if part))
    return "\n".join(lines)


def _list_index(table: pd.DataFrame) -> list[tuple]:
    """List the levels of the index that say something: named, or not mere numbers."""
    index = table.index
    levels = [index.get_level_values(n) for n in range(index.nlevels)]
    if index.nlevels == 1 and index.name is None and index.inferred_type == "integer":
        return []
    return [(level.name, level.to_series(index=table.index)) for level in levels]


def _name_countries(columns: list[tuple]) -> list[tuple]:
    """Put names in place of codes, unless the table has a column of names already."""
    every_name = set(wording.list_countries().values())
    if any(set(column.dropna()) & every_name for _, column in columns):
        return columns
    return [
        (name, column.map(wording.name_country, na_action="ignore"))
        if wording.hold_codes(column)
        else (name, column)
        for name, column in columns
    ]


def _write_header(name: object, column: pd.Series, labels: Mapping | None) -> str:
    """Write a column's header; the six are economies, never countries."""
    if labels and name in labels:
        return look_up(labels[name])
    if name is None or name == "":
        return ""
    if wording.hold_codes([name]):
        return str(wording.name_country(name))
    if name in ("country", "country_code", "country_name") and (
        column.astype("string").str.contains("Kosovo|^XK$").any()
        or set(column.dropna()) <= wording.list_six()
    ):
        return tr("economy")
    return wording.write_label(name)


def _write_column(name: object, column: pd.Series, longest: int | None) -> list[str]:
    """Write the cells of a column; the row of a record may hold a year as well."""
    places = wording.count_places(column) if _is_numeric(column) else None
    texts = [
        wording.write_value(value, places, wording.holds_years(name, label))
        for label, value in zip(column.index, column.tolist(), strict=True)
    ]
    if longest:
        # The space does not break: the sign stays beside the last word.
        sign = "\N{NO-BREAK SPACE}…"
        texts = [textwrap.shorten(text, longest, placeholder=sign) for text in texts]
    return texts


def _is_numeric(column: pd.Series) -> bool:
    if pd.api.types.is_bool_dtype(column):
        return False
    known = [value for value in column.tolist() if not wording.is_missing(value)]
    numbers = all(wording.is_number(value) for value in known)
    return numbers if known else pd.api.types.is_numeric_dtype(column)


def _identifies_rows(columns: list[tuple]) -> bool:
    """Say whether the first column names the rows: text, all known, all different."""
    first = columns[0][1]
    texts = all(isinstance(value, str) for value in first)
    return len(columns) > 1 and texts and first.is_unique


def _write_head_cell(text: str, numeric: bool) -> str:
    style = "" if numeric else LEFT
    # An empty header would be announced as nothing: a plain cell is left out.
    if not text:
        return "<td></td>"
    return f'<th scope="col"{style}>{html.escape(text)}</th>'


def _write_row(row: list[str], layout: Layout) -> str:
    cells = []
    for place, (text, numeric) in enumerate(zip(row, layout.numeric, strict=True)):
        head = place < layout.heads
        tag, scope = ("th", ' scope="row"') if head else ("td", "")
        style = "" if numeric else LEFT
        cells.append(f"<{tag}{scope}{style}>{html.escape(text)}</{tag}>")
    return "".join(cells)
