"""Load a table with the right types: ``data.load("cases")``.

``datapackage.json`` declares every column. Text becomes ``string``, whole numbers and
years ``Int64``, other numbers ``Float64``, yes-or-no ``boolean``, dates ``datetime64``.
An empty field is ``<NA>`` (not known), never zero; the words "NA" or "None" stay text.
"""

import csv
import io
import json
from functools import lru_cache
from pathlib import Path

import pandas as pd

HERE = Path(__file__).resolve().parent
# An installed wheel carries the tables; in the repository they lie beside the package.
FOLDER = HERE / "_data" if (HERE / "_data").is_dir() else HERE.parent / "data"

DESCRIPTOR = "datapackage.json"
SAVE_AGAIN = (
    "Open it with LibreOffice Calc and save it as Text CSV with the character set "
    "Unicode (UTF-8) and a comma as field separator."
)
WHOLE_NUMBERS = ("integer", "year")
YES_NO = {"true": True, "false": False}


class DataProblem(Exception):
    """A table cannot be used: the message says which, why and how to mend it."""


def names() -> list[str]:
    """List the names of all tables, in reading order."""
    return list(read_descriptors(FOLDER))


def describe(name: str) -> dict:
    """Say what a table is: title, description, licence, sources and columns.

    ``columns`` maps each column to its meaning, with the unit in brackets.
    """
    resource = find_descriptor(FOLDER, name)
    return {
        "title": resource["title"],
        "description": resource["description"],
        "licence": [licence["title"] for licence in resource["licenses"]],
        "sources": [source["title"] for source in resource["sources"]],
        "columns": {
            field["name"]: field["description"]
            + (f" [{field['unit']}]" if "unit" in field else "")
            for field in resource["schema"]["fields"]
        },
    }


def load(name: str) -> pd.DataFrame:
    """Load a table by name, with one row per line of its CSV file.

    Every call gives a fresh copy, so that nothing you do to it is seen elsewhere.
    Raises DataProblem, with one sentence, when the table is unknown or damaged.
    """
    return read_table(FOLDER, name)


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """Load the table ``name`` of the data package in ``folder``."""
    resource = find_descriptor(folder, name)
    path = Path(folder) / resource["path"]
    return _parse(path, name, _stamp(path)).copy()


def find_descriptor(folder: Path, name: str) -> dict:
    """Give the descriptor of one table; raise DataProblem if there is none."""
    resources = read_descriptors(folder)
    if name not in resources:
        raise DataProblem(
            f'There is no table "{name}". Choose one of: {", ".join(resources)}.'
        )
    return resources[name]


def read_descriptors(folder: Path) -> dict[str, dict]:
    """Give the descriptors of all tables by name, from ``datapackage.json``."""
    path = Path(folder) / DESCRIPTOR
    return _parse_descriptor(path, _stamp(path))


def name_file(path: Path) -> str:
    """Name a file as people know it: ``data/cases.csv``."""
    return f"{path.parent.name}/{path.name}"


def read_text(path: Path) -> str:
    """Read a UTF-8 file without a byte-order mark, or raise DataProblem."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataProblem(
            f"The file {name_file(path)} is missing. Copy it back from the project."
        ) from None
    except UnicodeDecodeError:
        raise DataProblem(
            f"The file {name_file(path)} is not UTF-8 text. {SAVE_AGAIN}"
        ) from None
    if text.startswith("\ufeff"):
        raise DataProblem(
            f"The file {name_file(path)} begins with a byte-order mark, as some spreadsheets "
            f"write it. {SAVE_AGAIN}"
        )
    return text


def read_rows(path: Path, fields: list[dict]) -> pd.DataFrame:
    """Read a CSV file as text, after checking its header against ``fields``."""
    text = read_text(path)
    _check_header(path, text, [field["name"] for field in fields])
    try:
        return pd.read_csv(
            io.StringIO(text), dtype="string", keep_default_na=False, na_values=[""]
        )
    except pd.errors.ParserError as error:
        raise DataProblem(
            f"The file {name_file(path)} has a line with too many fields ({error}). Put text that "
            "contains a comma between double quotes."
        ) from None


def convert(column: pd.Series, field: dict) -> pd.Series:
    """Give a text column the type that its field declares; raise ValueError if not."""
    kind = field.get("type", "string")
    if kind in WHOLE_NUMBERS:
        return pd.to_numeric(column).astype("Int64")
    if kind == "number":
        return pd.to_numeric(column).astype("Float64")
    if kind == "boolean":
        if not column.dropna().isin(list(YES_NO)).all():
            raise ValueError("neither true nor false")
        return column.map(YES_NO).astype("boolean")
    if kind == "date":
        return pd.to_datetime(column, format="%Y-%m-%d")
    return column


def find_misfit(column: pd.Series, field: dict) -> int | None:
    """Give the position of the first value that does not have the declared type."""
    for position in range(len(column)):
        try:
            convert(column.iloc[position : position + 1], field)
        except (TypeError, ValueError):
            return position
    return None


def _stamp(path: Path) -> tuple[int, int] | None:
    """Tell one version of a file from the next, so that no stale copy is given."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return state.st_mtime_ns, state.st_size


@lru_cache(maxsize=8)
def _parse_descriptor(path: Path, stamp: tuple | None) -> dict[str, dict]:
    try:
        package = json.loads(read_text(path))
        return {resource["name"]: resource for resource in package["resources"]}
    except (ValueError, KeyError, TypeError) as error:
        raise DataProblem(
            f"The file {name_file(path)} is not a complete data package ({error}). "
            "Mend it, or copy it back from the project."
        ) from None


@lru_cache(maxsize=64)
def _parse(path: Path, name: str, stamp: tuple | None) -> pd.DataFrame:
    fields = find_descriptor(path.parent, name)["schema"]["fields"]
    table = read_rows(path, fields)
    for field in fields:
        column = table[field["name"]]
        try:
            table[field["name"]] = convert(column, field)
        except (TypeError, ValueError):
            position = find_misfit(column, field) or 0
            raise DataProblem(
                f"{name_file(path)}, row {table.iloc[position, 0]}, column {field['name']}: "
                f'"{column.iloc[position]}" is not of the type {field["type"]}. Correct '
                "it, or leave the field empty if it is not known."
            ) from None
    return table


def _check_header(path: Path, text: str, expected: list[str]) -> None:
    """Compare the first line with the declared columns; raise DataProblem."""
    first = text.partition("\n")[0]
    header = next(csv.reader([first]), [])
    if header == expected:
        return
    if len(header) == 1 and ";" in first:
        raise DataProblem(
            f"The file {name_file(path)} is separated by semicolons, as some spreadsheets "
            f"write it. {SAVE_AGAIN}"
        )
    missing = [name for name in expected if name not in header]
    unknown = [name for name in header if name not in expected]
    if missing:
        what = f"lacks the column {', '.join(missing)}"
    elif unknown:
        what = f"has a column that {DESCRIPTOR} does not describe: {', '.join(unknown)}"
    else:
        what = "has its columns in another order or twice"
    raise DataProblem(
        f"The file {name_file(path)} {what}. Its first line must be: {','.join(expected)}"
    )
