"""Begin a case: a file with a line a column, which ``refresh`` moves to the table."""

import csv
import io
import json
import re
import textwrap
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from scripts.door.errors import Problem
from scripts.door.files import ROOT, read_bytes, write_atomically
from scripts.lessons.listing import list_new_cases
from scripts.tables.checks import Table, find_row_faults
from workshop import data

TABLE, KEY, PLACE = "cases", "case_id", "country"
COLUMNS = 86
HEAD = """\
# A new case. Write each value between its quotation marks; leave empty what you do not
# know, and never write 0 for it. Inside a value, ' is a quotation mark. `refresh` says
# what is missing, and moves a whole case into data/cases.csv.
"""
# What holds for every case that somebody begins: it was read, and not looked up again.
BEGUN = {"evidence": "seen", "check": "unchecked"}
MOVED = "{draft} is whole: it is in data/cases.csv now, as {id}."
READY = "{draft} is whole: refresh moves it into data/cases.csv."
WAITING = "{draft} is not whole yet, so it is not in data/cases.csv."
Find = Callable[[Table], Iterable[str]]


def begin_case(code: str, root: Path = ROOT) -> list[str]:
    """Write a draft of a case in an economy or state; say what is next.

    Its name, such as Albania, is understood, too. Raises Problem for a code that no
    table has.
    """
    places = data.read_table(root / "data", "countries")
    codes = list(places["country"])
    named = dict(zip(places["country_name"].str.casefold(), codes, strict=True))
    code = named.get(code.casefold(), code.upper())
    if code not in codes:
        listed = ", ".join(codes)
        raise Problem(f"The table countries has no code {code}. It has: {listed}.")
    id_ = pick_id(code, root)
    path = root / "drafts" / f"{id_}.toml"
    known = BEGUN | {KEY: id_, PLACE: code}
    fields = read_resource(root)["schema"]["fields"]
    lines = "\n".join(
        write_field(field, known.get(field["name"], "")) for field in fields
    )
    write_atomically(path, f"{HEAD}\n{lines}")
    return [
        f"drafts/{id_}.toml is begun: the comment above each line says what goes in.",
        "Next: fill it in a text editor. refresh says what is missing, and moves the "
        "case into the table when it is whole.",
    ]


def pick_id(code: str, root: Path) -> str:
    """Return the next free id of an economy or state. Raises Problem without one."""
    taken = [*data.read_table(root / "data", TABLE)[KEY]]
    taken += [path.stem for path in list_new_cases(root)]
    numbers = [int(id_[2:]) for id_ in taken if re.fullmatch(rf"{code}\d\d", id_)]
    number = max(numbers, default=0) + 1
    if number > 99:
        raise Problem(
            f"All ids from {code}01 to {code}99 are taken: choose one by hand."
        )
    return f"{code}{number:02d}"


def write_field(field: dict, value: str) -> str:
    """Return the lines of one column: what goes in, and its value."""
    rules = field.get("constraints", {})
    words = field["description"]
    choices = [str(one) for one in rules.get("enum", [])]
    if any(one not in words for one in choices):
        words += f" One of: {', '.join(choices)}."
    if rules.get("required"):
        words += " Always filled."
    comment = textwrap.wrap(words, COLUMNS, break_long_words=False)
    above = "".join(f"# {line}\n" for line in comment)
    return f"{above}{field['name']} = {json.dumps(value, ensure_ascii=False)}\n"


def read_case(path: Path, fields: list[dict]) -> dict[str, str]:
    """Read a draft: column → text. Raises Problem with the line that is wrong."""
    name = name_draft(path)
    try:
        found = tomllib.loads(read_bytes(path).decode("utf-8"))
    except OSError as error:
        raise Problem(
            f"{name} cannot be read ({error.strerror}): take it out of the folder, or "
            "put a text file in its place."
        ) from None
    except UnicodeDecodeError:
        raise Problem(f"{name} is not UTF-8 text. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise Problem(
            f"{name} cannot be read ({error}). Write each value between two quotation "
            'marks on one line, and use \' for a quotation mark inside: name = "…".'
        ) from None
    columns = [field["name"] for field in fields]
    for key in found:
        if key not in columns:
            raise Problem(
                f"{name}: the table has no column {key}. Take the line out, or correct "
                "the name."
            )
    return {column: " ".join(str(found.get(column, "")).split()) for column in columns}


def find_missing(
    path: Path, root: Path = ROOT, further: Iterable[Find] = ()
) -> list[str]:
    """Say what a draft needs before it can be a row: one sentence for each field."""
    try:
        row = read_case(path, read_resource(root)["schema"]["fields"])
    except Problem as problem:
        return [str(problem)]
    tables = {TABLE: read_with(row, root), **read_references(root)}
    table = tables[TABLE]
    name = f"{table.name_row(len(table.rows) - 1)}, column "
    found: dict[str, str] = {}  # the first fault of each column
    for fault in find_row_faults(table, tables, further):
        if fault.startswith(name):
            column, _, what = fault.removeprefix(name).partition(": ")
            found.setdefault(column, f"{name_draft(path)}, {column}: {what}")
    return list(found.values())


def read_with(row: dict[str, str], root: Path) -> Table:
    """Return the table of cases as it would be with one row more, the last one."""
    resource = read_resource(root)
    path = root / "data" / resource["path"]
    rows = data.read_rows(path, resource["schema"]["fields"])
    new = pd.DataFrame([row], dtype=rows.dtypes.iloc[0]).replace("", pd.NA)
    return Table(resource, pd.concat([rows, new], ignore_index=True), path)


def read_references(root: Path) -> dict[str, Table]:
    """Return the tables from which the cases take their codes."""
    resources = data.read_descriptors(root / "data")
    found = {}
    for key in resources[TABLE]["schema"].get("foreignKeys", []):
        name = key["reference"]["resource"]
        path = root / "data" / resources[name]["path"]
        fields = resources[name]["schema"]["fields"]
        found[name] = Table(resources[name], data.read_rows(path, fields), path)
    return found


def read_resource(root: Path) -> dict:
    """Return what the data package says of the table of cases."""
    return data.read_descriptors(root / "data")[TABLE]


def move_cases(
    root: Path = ROOT, further: Iterable[Find] = (), only_look: bool = False
) -> list[str]:
    """Move whole drafts into the table; say what was moved and what is missing.

    The table is written before the draft goes, so that nothing is lost in between.
    """
    said = []
    for path in list_new_cases(root):
        try:
            missing = find_missing(path, root, further)
        except data.DataProblem as problem:  # a table is damaged
            raise Problem(str(problem)) from None
        if missing:
            said += [*missing, WAITING.format(draft=name_draft(path))]
        elif only_look:
            said.append(READY.format(draft=name_draft(path)))
        else:
            row = read_case(path, read_resource(root)["schema"]["fields"])
            add_row(root / "data" / read_resource(root)["path"], row)
            path.unlink()
            said.append(MOVED.format(draft=name_draft(path), id=row[KEY]))
    return said


def add_row(path: Path, row: dict[str, str]) -> None:
    """Put a row after the others of its economy or state; all else stays as it was."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    reader, place = csv.DictReader(io.StringIO(text)), len(lines)
    for before in reader:
        if before[PLACE] == row[PLACE]:
            place = reader.line_num
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(row.values())
    write_atomically(path, "".join([*lines[:place], line.getvalue(), *lines[place:]]))


def name_draft(path: Path) -> str:
    """Name a draft in a message."""
    return f"drafts/{path.name}"
