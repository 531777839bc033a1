"""The six of the Western Balkans stand under "economy", never under "country"."""

import re

import mistune
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from conftest import every_lesson

from scripts.lessons.notebooks import read_notebook
from workshop.tables import lay_out

SIX = ("Albania", "Bosnia and Herzegovina", "Kosovo*", "Montenegro")
SIX += ("North Macedonia", "Serbia")
read_markdown = mistune.create_markdown(plugins=["table"])
COUNTRY = re.compile(r"\bcountr(?:y|ies)\b", re.IGNORECASE)


def find_countries(header: list[str], rows: list[list[str]]) -> list[str]:
    """List the headers that say "country" above Kosovo* or above the six alone."""
    columns = [{row[place] for row in rows} for place in range(len(header))]
    return [
        name
        for name, places in zip(header, columns, strict=True)
        if COUNTRY.search(name) and ("Kosovo*" in places or places <= set(SIX))
    ]


def list_tables(notebook) -> list[tuple[str, list[str], list[list[str]]]]:
    """List the tables that a lesson shows or prints: cell, header, rows."""
    found = []
    for cell in notebook.cells:
        pages = [
            o.get("data", {}).get("text/html", "") for o in cell.get("outputs", [])
        ]
        if cell.cell_type == "markdown":
            pages = [read_markdown(cell.source)]
        for table in BeautifulSoup("".join(pages), "html.parser").find_all("table"):
            rows = [
                [part.get_text(" ", strip=True) for part in row.find_all(["th", "td"])]
                for row in table.find_all("tr")
            ]
            found.append(
                (cell.id, rows[0], [r for r in rows[1:] if len(r) == len(rows[0])])
            )
    return found


@every_lesson
def test_no_table_of_a_lesson_calls_the_six_countries(lesson):
    tables = list_tables(read_notebook(lesson))
    faults = [(id_, find_countries(header, rows)) for id_, header, rows in tables]
    assert [fault for fault in faults if fault[1]] == []


@pytest.mark.parametrize("name", ["country", "country_name", "country_code"])
@pytest.mark.parametrize(
    ("places", "header"),
    [
        (["AL", "XK"], "economy"),
        (["AL", "RS"], "economy"),
        (["Montenegro", "Serbia"], "economy"),
        (["MK", "HR"], "country"),
        (["XK", "HR"], "economy"),
        (["HR", "SI"], "country"),
    ],
)
def test_the_header_follows_the_places(name, places, header):
    table = pd.DataFrame({name: places, "cases": range(len(places))})
    written = lay_out(table, "Cases").header[0]
    assert written.split()[0] == header


def test_a_header_above_the_six_is_found():
    rows = [["Albania", "1"], ["Kosovo*", "2"]]
    assert find_countries(["Country", "cases"], rows) == ["Country"]
    assert find_countries(["country name", "n"], rows) == ["country name"]
    assert find_countries(["economy", "cases"], rows) == []
    assert find_countries(["country", "n"], [["Slovenia", "3"]]) == []
    mixed = [["Slovenia", "3"], ["Serbia", "2"]]
    assert find_countries(["country", "n"], mixed) == []
