"""Read a CSV file as its description says; whatever misfits is one sentence."""

import csv
import io
from pathlib import Path

import pandas as pd

from workshop.messages import look_up, tr

DESCRIPTOR = "datapackage.json"
SAVE_AGAIN = (
    "Open it with LibreOffice Calc and save it as Text CSV with the character set "
    "Unicode (UTF-8) and a comma as field separator."
)
NUMBERS = {"integer": "Int64", "year": "Int64", "number": "Float64"}
YES_NO = {"true": True, "false": False}


class DataProblem(Exception):
    """A table cannot be used: the message says which, why and how to mend it."""


def name_file(path: Path) -> str:
    """Name a file as people know it: ``data/cases.csv``."""
    return f"{path.parent.name}/{path.name}"


def read_text(path: Path) -> str:
    """Read a UTF-8 file without a byte-order mark, or raise DataProblem."""
    file = name_file(path)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataProblem(
            tr("The file {file} is missing. Copy it back from the project.", file=file)
        ) from None
    except OSError as error:
        raise DataProblem(
            tr(
                "The file {file} cannot be read ({error}). Check who may read it.",
                file=file,
                error=str(error.strerror),
            )
        ) from None
    except UnicodeDecodeError:
        said = tr("The file {file} is not UTF-8 text.", file=file)
        raise DataProblem(f"{said} {look_up(SAVE_AGAIN)}") from None
    if text.startswith("\ufeff"):
        said = tr(
            "The file {file} begins with a byte-order mark, as some spreadsheets do.",
            file=file,
        )
        raise DataProblem(f"{said} {look_up(SAVE_AGAIN)}")
    return text


def read_rows(path: Path, fields: list[dict]) -> pd.DataFrame:
    """Read a CSV file as text, after checking its header against ``fields``."""
    lines = csv.reader(io.StringIO(read_text(path)))
    expected = [field["name"] for field in fields]
    _check_header(path, next(lines, []), expected)
    rows = []
    for line in lines:
        if len(line) != len(expected):
            raise DataProblem(
                tr(
                    "In the file {file}, line {line}, the number of fields is {found} "
                    "instead of {wanted}. Complete the line; put text that contains "
                    "a comma between double quotes.",
                    file=name_file(path),
                    found=len(line),
                    wanted=len(expected),
                    line=lines.line_num,
                )
            )
        rows.append([field or pd.NA for field in line])
    return pd.DataFrame(rows, columns=expected, dtype="string")


def convert(column: pd.Series, field: dict) -> pd.Series:
    """Give a text column the type that its field declares; raise ValueError if not."""
    kind = field.get("type", "string")
    if kind in NUMBERS:
        if kind != "number" and not column.dropna().str.fullmatch(r"-?\d+").all():
            raise ValueError("not a whole number")
        numbers = pd.to_numeric(column)
        if not numbers.abs().lt(float("inf"))[column.notna()].all():
            raise ValueError("neither a number nor empty")
        return numbers.astype(NUMBERS[kind])
    if kind == "boolean":
        if not column.dropna().isin(list(YES_NO)).all():
            raise ValueError("neither true nor false")
        return column.map(YES_NO).astype("boolean")
    if kind == "date":
        return pd.to_datetime(column, format="%Y-%m-%d")
    return column


def find_misfit(column: pd.Series, field: dict) -> int | None:
    """Give the position of the first value that does not have the declared type.

    It looks by halves: a long column is converted in a few large parts, not value by
    value. A value that misfits only beside the others of its column is found, too.
    """
    if _fits(column, field):
        return None
    first, end = 0, len(column)
    while end - first > 1:
        middle = (first + end) // 2
        if _fits(column.iloc[first:middle], field):
            first = middle
        else:
            end = middle
    return first


def _fits(column: pd.Series, field: dict) -> bool:
    try:
        convert(column, field)
    except (TypeError, ValueError):
        return False
    return True


def _check_header(path: Path, header: list[str], expected: list[str]) -> None:
    """Compare the first line with the declared columns; raise DataProblem."""
    if header == expected:
        return
    file = name_file(path)
    if len(header) == 1 and ";" in header[0]:
        said = tr(
            "The file {file} is separated by semicolons, as some spreadsheets do.",
            file=file,
        )
        raise DataProblem(f"{said} {look_up(SAVE_AGAIN)}")
    missing = [name for name in expected if name not in header]
    unknown = [name for name in header if name not in expected]
    wanted = ",".join(expected)
    if missing:
        said = tr(
            "The file {file} lacks the column {column}. Its first line must be: {line}",
            file=file,
            column=", ".join(missing),
            line=wanted,
        )
    elif unknown:
        said = tr(
            "The file {file} has a column that {descriptor} does not describe: "
            "{column}. Its first line must be: {line}",
            file=file,
            descriptor=DESCRIPTOR,
            column=", ".join(unknown),
            line=wanted,
        )
    else:
        said = tr(
            "The file {file} has its columns in another order or twice. Its first line "
            "must be: {line}",
            file=file,
            line=wanted,
        )
    raise DataProblem(said)
