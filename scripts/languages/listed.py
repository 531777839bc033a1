"""Texts of our tables that the lists of a course show to teams on paper.

The kit writes a list for each box of the plan for which a team chooses from a table;
the names, places and limits in its rows are messages, as those in a lesson are.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from scripts.languages.passages import LETTER

# The table, the name of its ids, and what a list shows of a row, by box of the plan.
INSTRUMENTS, CASES = "data/instruments.csv", "data/cases.csv"
BOXES = {INSTRUMENTS: {"instruments"}, CASES: {"gap", "practice"}}
OF_INSTRUMENTS = ("name", "what_it_does", "evidence_strength")
OF_ALL_CASES, OF_NEAR_CASES = ("name", "place", "what_is_new"), ("limit",)
REGION = "WB6"
Row = dict[str, str]


def list_texts(root: Path) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Yield what the lists show: place (table, id of the row), text, name of column."""
    for row in read_rows(root / INSTRUMENTS):
        yield from list_row((INSTRUMENTS, row["id"]), row, OF_INSTRUMENTS)
    names = {
        row["country"]: (row["country_name"], row["group"] == REGION)
        for row in read_rows(root / "data/countries.csv")
    }
    for row in read_rows(root / CASES):
        place = (CASES, row["case_id"])
        country, near = names.get(row["country"], ("", False))
        yield from list_row(place, row, OF_ALL_CASES)
        if near:
            yield from list_row(place, row, OF_NEAR_CASES)
        if country and (not near or not row["place"]):
            yield place, country, "country"


def list_row(
    place: tuple[str, str], row: Row, columns: tuple[str, ...]
) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Yield the texts of some columns of a row, those that hold words."""
    for column in columns:
        if LETTER.search(row[column]):
            yield place, row[column], column.replace("_", " ")


def read_rows(path: Path) -> list[Row]:
    """Read the rows of a table; a project that does not have it lists none."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
