"""Load a table with the right types: ``data.load("cases")``.

``datapackage.json`` declares every column. Text becomes ``string``, whole numbers and
years ``Int64``, other numbers ``Float64``, yes-or-no ``boolean``, dates ``datetime64``.
An empty field is ``<NA>`` (not known), never zero; the words "NA" or "None" stay text.
"""

import difflib
import itertools
import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pandas as pd

from workshop.messages import tr
from workshop.table_file import DESCRIPTOR as DESCRIPTOR
from workshop.table_file import DataProblem as DataProblem
from workshop.table_file import convert as convert
from workshop.table_file import find_misfit as find_misfit
from workshop.table_file import name_file as name_file
from workshop.table_file import read_rows as read_rows
from workshop.table_file import read_text as read_text

HERE = Path(__file__).resolve().parent
# An installed wheel carries the tables; in the repository they lie beside the package.
FOLDER = HERE / "_data" if (HERE / "_data").is_dir() else HERE.parent / "data"


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


def series(indicator: str, places: Sequence[str] | None = None) -> pd.DataFrame:
    """Give one indicator as a table: a row for each year, a column for each code.

    ``places`` chooses and orders the columns: ``series("neet", ["AL", "XK"])``. A year
    without a value holds ``<NA>``. Raises DataProblem when a name is not known.
    """
    table = load("indicators")
    table = table[table["indicator"] == _known(indicator, table["indicator"])]
    wide = table.pivot(index="year", columns="country", values="value")
    return wide if places is None else wide.reindex(columns=_known_all(places))


def profile(
    year: int, indicators: Sequence[str], places: Sequence[str] | None = None
) -> pd.DataFrame:
    """Give several indicators of one year: a row for each code, a column for each.

    ``profile(2022, ["neet", "gini"], ["AL", "XK"])``. What is not known is ``<NA>``.
    Raises DataProblem when a name is not known.
    """
    table = load("indicators")
    wanted = [_known(name, table["indicator"]) for name in indicators]
    table = table[(table["year"] == year) & table["indicator"].isin(wanted)]
    wide = table.pivot(index="country", columns="indicator", values="value")
    rows = wide.index if places is None else _known_all(places)
    return wide.reindex(index=rows, columns=wanted)


def differences(
    year: int, score: str, places: Sequence[str] | None = None
) -> pd.DataFrame:
    """Compare each pair of places by a score that comes with its standard error.

    One row a pair: ``one``, ``other``, ``difference`` (the first minus the second) and
    ``steps``: the difference divided by its own uncertainty, which is the root of the
    two squared errors. Raises DataProblem when a name is not known or has no error.
    """
    table = profile(year, [score, f"{score}_error"], places)
    scores = zip(table.index, table[score], table[f"{score}_error"], strict=True)
    rows = [
        (a, b, x - y, (x - y) / (e**2 + f**2) ** 0.5)
        for (a, x, e), (b, y, f) in itertools.combinations(scores, 2)
    ]
    return pd.DataFrame(rows, columns=["one", "other", "difference", "steps"])


def figure(figure_id: str) -> float | int:
    """Give the value of one figure: ``figure("F105")``; a whole number stays whole.

    Raises DataProblem when there is no such figure.
    """
    table = load("figures").set_index("id")["value"]
    value = float(table[_known(figure_id, table.index)])
    return int(value) if value.is_integer() else value


def card(case_id: str) -> pd.Series:
    """Give one case as a card: ``show(data.card("BA10"))``.

    Its figure tells kind and year. Raises DataProblem when there is no such case.
    """
    table = load("cases").set_index("case_id")
    case = table.loc[_known(case_id, table.index)].copy()
    has_figure = pd.notna(case["figure_value"])
    case["figure"] = _write_figure(case) if has_figure else pd.NA
    shown = ["name", "place", "what_is_new", "figure", "limit"]
    return case[shown].rename({"what_is_new": "what is new"})


def _write_figure(case: pd.Series) -> str:
    """Write a figure with kind and year, in English: "result, 2024: 30 interpreters".

    It is a message of its own, for translators whole: whoever shows it looks it up.
    """
    from workshop.wording import count_places

    kind, year = case["figure_kind"], case["figure_year"]
    amount, unit = case["figure_value"], case["figure_unit"]
    when = "year not given" if pd.isna(year) else f"{int(year)}"
    places = count_places([amount], small=1 if abs(amount) >= 1 else 2)
    return f"{kind}, {when}: {amount:,.{places}f} {unit}"


def _known(name: str, names: pd.Series | pd.Index) -> str:
    """Give back a name that is among ``names``; raise DataProblem if it is not."""
    known = sorted(names.unique())
    if name in known:
        return name
    typed = str(name)
    digits = typed[:1] + typed[1:].upper().replace("O", "0").replace("I", "1")
    near = [one for one in (typed.upper(), digits) if one in known][:1]
    if known[0].startswith("F") and re.fullmatch(r"[A-Z]{2}\d{2}", typed):
        raise DataProblem(
            tr(
                '"{name}" is the code of a case: `data.card("{name}")` shows it. A '
                "figure has a code such as {figure}.",
                name=typed,
                figure=known[0],
            )
        )
    near = near or [one for one in known if typed and one.startswith(typed)][:3]
    near = near or difflib.get_close_matches(typed, known, n=3, cutoff=0.3)
    raise DataProblem(
        tr(
            'There is no "{name}". Near it: {names}.',
            name=str(name),
            names=", ".join(near) or known[0],
        )
    )


def _known_all(places: Sequence[str]) -> list[str]:
    codes = load("countries")["country"]
    if isinstance(places, pd.DataFrame) and "country" in places:
        places = places["country"]  # the table of the places, in place of their list
    places = [places] if isinstance(places, str) else places
    return [_known(place, codes) for place in places]


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """Load the table ``name`` of the data package in ``folder``."""
    resource = find_descriptor(folder, name)
    path, descriptor = Path(folder) / resource["path"], Path(folder) / DESCRIPTOR
    return _parse(path, name, _stamp(path), _stamp(descriptor)).copy()


def find_descriptor(folder: Path, name: str) -> dict:
    """Give the descriptor of one table; raise DataProblem if there is none."""
    resources = read_descriptors(folder)
    if name not in resources:
        near = difflib.get_close_matches(str(name).lower(), resources, n=3, cutoff=0.7)
        if near:
            raise DataProblem(
                tr(
                    'There is no table "{name}". Near it: {names}.',
                    name=str(name),
                    names=", ".join(near),
                )
            )
        raise DataProblem(
            tr(
                'There is no table "{name}". Choose one of: {names}.',
                name=name,
                names=", ".join(resources),
            )
        )
    return resources[name]


def read_descriptors(folder: Path) -> dict[str, dict]:
    """Give the descriptors of all tables by name, from ``datapackage.json``."""
    path = Path(folder) / DESCRIPTOR
    return _parse_descriptor(path, _stamp(path))


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
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DataProblem(
            tr(
                "The file {file} is not a complete data package ({error}). Mend it, or "
                "copy it back from the project.",
                file=name_file(path),
                error=str(error),
            )
        ) from None


@lru_cache(maxsize=64)
def _parse(path: Path, name: str, *stamps: tuple | None) -> pd.DataFrame:
    fields = find_descriptor(path.parent, name)["schema"]["fields"]
    table = read_rows(path, fields)
    for field in fields:
        column = table[field["name"]]
        try:
            table[field["name"]] = convert(column, field)
        except (TypeError, ValueError):
            position = find_misfit(column, field) or 0
            row, value = table.iloc[position, 0], column.iloc[position]
            raise DataProblem(
                tr(
                    '{file}, row {row}, column {column}: "{value}" is not of the type '
                    "{type}. Correct it, or leave the field empty if it is not known.",
                    file=name_file(path),
                    row=str(row),
                    column=field["name"],
                    value=str(value),
                    type=field["type"],
                )
            ) from None
    return table
