"""Write data/README.md, the data dictionary, from data/datapackage.json."""

import json
from pathlib import Path

import pandas as pd

from scripts.door.files import write_atomically
from workshop import data
from workshop.note import KOSOVO_NOTE

INTRODUCTION = """\
# Data dictionary

Written by `refresh` from `datapackage.json`: change that file, never this one.

{description}

{note}

Load a table with `data.load("cases")`. Every file is UTF-8 text with commas and one \
header line. Every row that states a fact names its source; the word *seen* in the \
column `evidence` means that the page or an excerpt of it was read. Tables whose name \
begins with `teaching_` are invented for exercises.
"""

TYPES = {"string": "text", "integer": "whole number", "boolean": "true or false"}

HOW_TO_ADD = """\
## How to add a row

1. Open the CSV file with a text editor or with LibreOffice Calc (character set \
Unicode (UTF-8), field separator comma) and add the row. Put text that contains a \
comma between double quotes.
2. Give it a new id, the code of its economy or state from `countries`, and the title \
and address of the page that you read.
3. Leave empty what you do not know. Never write 0 for it.
4. Write in your own words. Say "persons with disabilities", write Kosovo* with its \
star, its places in both forms, and Republika Srpska in full.
5. Run `python3 scripts/run.py refresh`, then `python3 scripts/run.py test`. A message \
names the table, the row and the column that need a change.

A new column or table needs an entry in `datapackage.json` first.
"""


def write_dictionary(folder: Path = data.FOLDER) -> bool:
    """Write the dictionary beside the tables; say whether it changed."""
    return write_atomically(Path(folder) / "README.md", render_dictionary(folder))


def render_dictionary(folder: Path = data.FOLDER) -> str:
    """Give the dictionary of the data package in ``folder`` as Markdown."""
    package = json.loads(data.read_text(Path(folder) / data.DESCRIPTOR))
    tables = {
        resource["name"]: data.read_table(folder, resource["name"])
        for resource in package["resources"]
    }
    parts = [INTRODUCTION.format(description=package["description"], note=KOSOVO_NOTE)]
    parts.append("## Tables\n\n" + _list_tables(package["resources"], tables))
    for resource in package["resources"]:
        parts.append(_describe_table(resource, len(tables[resource["name"]])))
    if "indicator_dictionary" in tables:
        parts.append(_list_indicators(tables["indicator_dictionary"]))
    parts.append(HOW_TO_ADD)
    return "\n".join(parts)


def _list_tables(resources: list[dict], tables: dict[str, pd.DataFrame]) -> str:
    return _make_table(
        ["Table", "What it holds", "Rows"],
        [
            [
                f"[`{one['name']}`](#{one['name']})",
                one["title"],
                f"{len(tables[one['name']]):,}",
            ]
            for one in resources
        ],
    )


def _describe_table(resource: dict, rows: int) -> str:
    schema = resource["schema"]
    lines = [
        f"## {resource['name']}",
        f"**{resource['title']}.** {resource['description']}",
        f"- File: `{resource['path']}`, {rows:,} rows; key: "
        + ", ".join(f"`{column}`" for column in schema["primaryKey"]),
        f"- Licence: {'; '.join(_link(one) for one in resource['licenses'])}",
        f"- Attribution: {resource['attribution']}",
        f"- Sources: {'; '.join(_link(one) for one in resource['sources'])}",
    ]
    if "notes" in resource:
        lines.append(f"- Take care: {resource['notes']}")
    keys = {
        column: f"`{key['reference']['resource']}`"
        for key in schema.get("foreignKeys", [])
        for column in _as_list(key["fields"])
    }
    columns = _make_table(
        ["Column", "Type", "Unit", "Always filled", "Meaning"],
        [_describe_column(field, keys) for field in schema["fields"]],
    )
    return "\n\n".join([*lines[:2], "\n".join(lines[2:]), columns])


def _describe_column(field: dict, keys: dict[str, str]) -> list[str]:
    rules = field.get("constraints", {})
    meaning = field["description"]
    unnamed = [value for value in rules.get("enum", []) if str(value) not in meaning]
    if unnamed:
        meaning += f" One of: {', '.join(map(str, rules['enum']))}."
    if field["name"] in keys:
        meaning += f" → {keys[field['name']]}"
    return [
        f"`{field['name']}`",
        TYPES.get(field["type"], field["type"]),
        field.get("unit", ""),
        "yes" if rules.get("required") else "no",
        meaning,
    ]


def _list_indicators(indicators: pd.DataFrame) -> str:
    rows = [
        [
            f"`{one.indicator}`",
            f"{one.plain_name}: {one.what_it_measures}",
            one.unit,
            f"{one.publisher}, {one.publisher_code}. {one.attribution}",
            one.caveats,
        ]
        for one in indicators.itertuples()
    ]
    header = ["Indicator", "What it measures", "Unit", "Source", "Take care"]
    return "## The indicators\n\n" + _make_table(header, rows)


def _make_table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join(
        f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n"
        for line in lines
    )


def _link(one: dict) -> str:
    return f"[{one['title']}]({one['path']})" if "path" in one else one["title"]


def _as_list(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names
