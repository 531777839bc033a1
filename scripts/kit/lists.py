"""Lists to choose from, for teams on paper: instruments, cases, practices.

On a screen a team looks them up in its worksheet; on paper it needs the rows. A course
gets the lists of the boxes of the plan that it fills. All of it comes from the tables.
"""

import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from scripts.kit.topic import Topic
from scripts.lessons.courses import list_boxes
from workshop import data
from workshop.messages import OURS, get_language, is_translated, look_up, tr
from workshop.wording import NOT_KNOWN, is_missing

REGION = "WB6"
IDS = re.compile(r"[A-Z]+\d+")
FAMILIES = {
    "method-tool": "Methods",
    "organisational model": "Organisations",
    "funding": "Funding",
    "policy": "Policy",
    "technology": "Technology",
}
STAGES = ("prompts", "ideas", "pilot", "sustain", "scaling", "systemic")
FIELDS = {
    "ageing_care": "Ageing and care",
    "culture": "Culture",
    "digital_civic": "Digital and civic life",
    "education_youth": "Education and youth",
    "environment_circular": "Environment and circular economy",
    "gender": "Gender equality",
    "health": "Health",
    "housing": "Housing",
    "independent_living": "Independent living",
    "migration_roma": "Migration; Roma, Ashkali and Egyptian communities",
    "rural_food": "Rural life and food",
    "support_finance": "Support and finance",
    "work_integration": "Work integration",
}
# The pieces of a cell in order, each with whether it stands in English on a page in
# another language.
Cell = list[tuple[str, bool]]
# One part of a list: its heading, and rows of cells.
Part = tuple[str, list[list[Cell]]]


def fill_lists(topic: Topic) -> dict:
    """Return the lists of a course: title, lead, columns, parts.

    A column is its name and its width in per cent, a part its heading and its rows.
    """
    return {"lists": [make() for make in pick_lists(topic)]}


def pick_lists(topic: Topic) -> list[Callable[[], dict]]:
    """Pick what makes the lists that a course needs."""
    boxes = list_boxes(topic.cells)
    made = {"instruments": list_instruments, "gap": list_near, "practice": list_far}
    return [make for box, make in made.items() if box in boxes]


def list_instruments() -> dict:
    """List the instruments by family."""
    table = data.load("instruments")
    table["when"] = [name_stages(text) for text in table["stages"]]
    columns = ["name", "what_it_does", "when", "evidence_strength"]
    return {
        "title": tr("Instruments"),
        "lead": tr(
            "For the box: instruments and money. The stages, and how well it is "
            "known what an instrument does, are our reading of the sources."
        ),
        "columns": [
            (tr("Instrument"), 26),
            (tr("What it does"), 36),
            (tr("Mostly used for"), 20),
            (tr("Known"), 18),
        ],
        "parts": divide(table, "family", FAMILIES, columns),
    }


def list_near() -> dict:
    """List the cases of the region by field, with their limits."""
    columns = ["case_id", "name_place", "what_is_new", "limit"]
    return {
        "title": tr("Cases from the region"),
        "lead": tr(
            "For the box: the gap, and who is near. The cases that we found; there "
            "are others, and where no limit is known to us, there may still be one."
        ),
        "columns": [
            (tr("Case"), 12),
            (tr("Name and place"), 26),
            (tr("What is new"), 33),
            (tr("Its limit"), 29),
        ],
        "parts": divide(read_cases(near=True), "field", FIELDS, columns),
    }


def list_far() -> dict:
    """List the cases of the European Union by field, with the year of their start."""
    columns = ["case_id", "name_place", "since", "what_is_new"]
    return {
        "title": tr("Practices from the European Union"),
        "lead": tr(
            "For the box: a practice to learn from. The cases that we found; look "
            "at the year, for the place was another one then."
        ),
        "columns": [
            (tr("Case"), 12),
            (tr("Name and place"), 30),
            (tr("Since"), 14),
            (tr("What is new"), 44),
        ],
        "parts": divide(read_cases(near=False), "field", FIELDS, columns),
    }


def read_cases(near: bool) -> pd.DataFrame:
    """Return the cases inside or outside the region, with name and place together."""
    cases, countries = data.load("cases"), data.load("countries")
    region = countries.loc[countries["group"] == REGION, "country"]
    cases = cases[cases["country"].isin(region) == near].copy()
    names = countries.set_index("country")["country_name"]
    where = [
        list_places(place, names.get(country, country), near)
        for place, country in zip(cases["place"], cases["country"], strict=True)
    ]
    pairs = zip(cases["name"], where, strict=True)
    cases["name_place"] = [write_name(name, places) for name, places in pairs]
    cases["since"] = [
        "" if is_missing(year) else f"{int(year)}" for year in cases["start_year"]
    ]
    return cases


def list_places(place: Any, country: str, near: bool) -> list[str]:
    """List where a case is: the place, outside the region with its state."""
    if is_missing(place):
        return [country]
    return [place] if near or country in place else [place, country]


def write_name(name: str, places: list[str]) -> Cell:
    """Write the name of a case, and in brackets where it is."""
    where = [(", ", False), *write(places[-1])] if len(places) > 1 else []
    return [*write(name), (" (", False), *write(places[0]), *where, (")", False)]


def divide(
    table: pd.DataFrame, column: str, names: dict[str, str], columns: list[str]
) -> list[Part]:
    """Divide a table by the values of a column; each part has a name and its rows."""
    parts = []
    for value, name in names.items():
        rows = table[table[column] == value].sort_values(columns[0])
        texts = [[write(cell) for cell in row] for row in rows[columns].to_numpy()]
        if texts:
            parts.append((look_up(name), texts))
    return parts


def name_stages(text: str) -> Cell:
    """Write the stages of an instrument as words: "3;4" is "pilot, sustain"."""
    stages = [write(STAGES[int(n) - 1]) for n in str(text).split(";")]
    return [piece for stage in stages for piece in [(", ", False), *stage]][1:]


def write(value: Any) -> Cell:
    """Write one cell, and say whether it is English where the page is not."""
    if isinstance(value, list):
        return value
    text = NOT_KNOWN if is_missing(value) or value == "" else str(value)
    has_words = any(letter.isalpha() for letter in text) and not IDS.fullmatch(text)
    is_open = get_language() != OURS and has_words and not is_translated(text)
    return [(look_up(text), is_open)]
