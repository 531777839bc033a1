"""Titles of sources that are not in English, and the table of their languages.

A screen reader speaks a title in the language that ``data/titles.csv`` gives; without
it, in English.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from scripts.tables.checks import Table

TITLES = "titles"
# Short words that no English title holds, in languages that our sources have.
WORDS = """
dhe për të në nga
od za sa su je kako što šta osoba osobe rada invaliditetom
und der das für im zum des les une le el los del para il della per het een
"""


def find_in_table(table: Table) -> Iterator[str]:
    """Find titles whose language nobody says, and languages of titles that are gone."""
    folder = table.path.parent
    listed = set(read_column(folder / f"{TITLES}.csv", "title"))
    for column in table.rows.columns:
        if column.endswith("_title"):
            rows = table.rows[column]
            bad = rows.notna() & ~rows.isin(listed)
            yield from table.report(
                bad
                & rows[bad].map(seems_foreign).reindex(rows.index, fill_value=False),
                column,
                "{value} seems not to be English; add a row with this title and the "
                "code of its language to data/titles.csv (en, should it be English).",
            )
    if table.resource["name"] == TITLES:
        known = pd.Series(sorted(list_titles(folder)), dtype=object)
        yield from table.report(
            ~table.rows["title"].isin(known),
            "title",
            "no source is called {value}; write the title as its source has it, or "
            "remove the row.",
        )


def list_titles(folder: Path) -> set[str]:
    """List the titles of all sources in the tables of a folder."""
    found: set[str] = set()
    for path in filter(Path.is_file, folder.glob("*.csv")):  # a pipe never ends
        with path.open(encoding="utf-8", newline="") as file:
            names = next(csv.reader(file), [])
        for name in names:
            if name.endswith("_title"):
                found.update(read_column(path, name))
    return found - {""}


def read_column(path: Path, name: str) -> list[str]:
    """Return a column of a table as text; nothing where it is not there."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [row.get(name) or "" for row in csv.DictReader(file)]


def seems_foreign(title: str) -> bool:
    """Say whether a title shows by its words or letters that it is not English."""
    words = re.findall(r"[^\W\d_]+", title.lower())
    cyrillic = [word for word in words if re.match("[Ѐ-ӿ]", word)]
    return 2 * len(cyrillic) > len(words) or len(set(WORDS.split()) & set(words)) >= 2
