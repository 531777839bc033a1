"""Find what is wrong with the tables, in sentences that say how to mend it."""

import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from workshop import data

FIRST_LATEST = 2027  # what no calendar makes earlier
MOST_NAMED = 20  # rows with the same fault; nobody reads a million sentences
# Marks of what may not be published, by column.
BANNED = {"evidence": ["known", "not_found"], "check": ["unconfirmed"]}
# What a row may tell only if that much of its source was read.
DESCRIPTION = [
    "target_groups",
    "what_is_new",
    "instruments_used",
    "transfer_conditions",
    "definition_quote",
    "paraphrase",
]
FIGURE = ["figure_value", "figure_unit", "figure_year", "figure_kind"]
TOO_MUCH = {"name": DESCRIPTION + FIGURE, "description": FIGURE}


@dataclass
class Table:
    """One table as text, with its descriptor and the file that it was read from."""

    resource: dict
    rows: pd.DataFrame
    path: Path

    def name_row(self, place: int) -> str:
        """Name a row by its key, as a person finds it."""
        key = self.rows.loc[place, self.resource["schema"]["primaryKey"]]
        return f"{data.name_file(self.path)}, row {', '.join(key.fillna('?'))}"

    def report(self, bad: pd.Series, column: str, what: str) -> Iterator[str]:
        """Say ``what`` of each row that is ``bad``; ``{value}`` is its value.

        Of very many rows the first are named, the others counted.
        """
        if not bad.any():
            return  # most columns: every build looks at hundreds
        places = bad[bad.fillna(False)].index
        for place in places[:MOST_NAMED]:
            value = self.rows[column][place]
            value = "" if pd.isna(value) else textwrap.shorten(value, 70)
            text = what.format(value=f'"{value}"')
            yield f"{self.name_row(place)}, column {column}: {text}"
        if len(places) > MOST_NAMED:
            yield (
                f"{data.name_file(self.path)}, column {column}: "
                f"{len(places) - MOST_NAMED:,} more rows have the same fault."
            )


def find_faults(
    folder: Path = data.FOLDER,
    further: Iterable[Callable[[Table], Iterable[str]]] = (),
) -> list[str]:
    """List what is wrong with the data package in ``folder``; none: an empty list.

    Each fault is a sentence that names the table, the row and the column, and the mend.
    ``further`` are checks of a table that others bring.
    """
    faults, tables = [], {}
    try:
        resources = data.read_descriptors(folder)
    except data.DataProblem as problem:
        return [str(problem)]
    for name, resource in resources.items():
        path = Path(folder) / resource["path"]
        try:
            rows = data.read_rows(path, resource["schema"]["fields"])
            tables[name] = Table(resource, rows, path)
        except data.DataProblem as problem:
            faults.append(str(problem))
    faults += find_strangers(folder, resources.values())
    for table in tables.values():
        faults += find_bad_lines(table.path)
        faults += find_row_faults(table, tables, further)
    return faults + list(find_contradictions(tables))


def find_row_faults(
    table: Table,
    tables: dict[str, Table],
    further: Iterable[Callable[[Table], Iterable[str]]] = (),
) -> Iterator[str]:
    """Find what is wrong with the rows of a table; ``tables`` hold its codes."""
    for field in table.resource["schema"]["fields"]:
        yield from find_bad_values(table, field)
    yield from find_repeated_keys(table)
    yield from find_unknown_codes(table, tables)
    yield from find_missing_sources(table)
    yield from find_more_than_was_read(table)
    yield from find_unmarked_inventions(table)
    for find in further:
        yield from find(table)


def find_strangers(folder: Path, resources: Iterable[dict]) -> Iterator[str]:
    """Find CSV files that nothing describes."""
    known = {resource["path"] for resource in resources}
    for path in sorted(Path(folder).glob("*.csv")):
        if path.name not in known:
            yield (
                f"{data.name_file(path)} is not described. Describe it in "
                f"{data.DESCRIPTOR}, or remove it."
            )


def find_bad_lines(path: Path) -> Iterator[str]:
    """Find line ends of Windows and lines without a value."""
    content = path.read_bytes()
    if b"\r" in content:
        yield f"{data.name_file(path)} has line ends of Windows. Save it with LF."
    if any(not line.strip(b",\r") for line in content.rstrip(b"\n").split(b"\n")):
        yield f"{data.name_file(path)} has an empty line. Remove it."


def find_bad_values(table: Table, field: dict) -> Iterator[str]:
    """Find values that break the type or a constraint of their column."""
    name, rules = field["name"], field.get("constraints", {})
    column = table.rows[name]
    filled = column.notna()

    def report(bad: pd.Series, what: str) -> Iterator[str]:
        return table.report(bad, name, what)

    try:
        typed = data.convert(column, field)
    except (TypeError, ValueError):
        misfit = pd.Series(column.index == data.find_misfit(column, field))
        yield from report(
            misfit,
            f"{{value}} is not of the type {field['type']}. Correct or empty it.",
        )
        return
    if rules.get("required"):
        yield from report(~filled, "nothing stands here. Fill it.")
    if rules.get("unique"):
        twice = filled & column.duplicated()
        yield from report(twice, "{value} stands there twice. Change one of them.")
    if "enum" in rules:
        allowed = [str(value) for value in rules["enum"]]
        unknown = filled & ~column.isin(allowed)
        yield from report(unknown, f"{{value}} is not one of: {', '.join(allowed)}.")
    if "pattern" in rules:
        unfit = filled & ~column.str.fullmatch(rules["pattern"])
        form = rules["pattern"].replace("{", "{{").replace("}", "}}")
        yield from report(unfit, f"{{value}} does not have the form {form}.")
    if "minimum" in rules:
        low = typed < rules["minimum"]
        yield from report(low, f"{{value}} is under {rules['minimum']}. Correct it.")
    if "maximum" in rules:
        most = rules["maximum"]
        if name == "year" or name.endswith("_year"):
            most = min(most, find_latest_year())
        yield from report(typed > most, f"{{value}} is over {most}. Correct it.")
    spaced = column.str.strip() != column
    yield from report(spaced, "{value} begins or ends with a space. Remove it.")


def find_latest_year(today: date | None = None) -> int:
    """Return the latest year that a row may state without being a slip of the hand.

    The tables hold as many years as there have been; a calendar that is behind does not
    turn them wrong.
    """
    return max(FIRST_LATEST, (today or date.today()).year + 1)


def find_repeated_keys(table: Table) -> Iterator[str]:
    """Find rows that have the same key as a row above them."""
    key = table.resource["schema"]["primaryKey"]
    what = "another row has the same key. Remove one, or give it a key of its own."
    return table.report(table.rows.duplicated(key), key[0], what)


def find_unknown_codes(table: Table, tables: dict[str, Table]) -> Iterator[str]:
    """Find codes that the table they come from does not hold."""
    for key in table.resource["schema"].get("foreignKeys", []):
        column, reference = key["fields"], key["reference"]
        if reference["resource"] not in tables:
            continue
        known = tables[reference["resource"]].rows[reference["fields"]]
        unknown = table.rows[column].notna() & ~table.rows[column].isin(known)
        yield from table.report(
            unknown,
            column,
            f"{{value}} is not in the table {reference['resource']}. Use a code from "
            f"its column {reference['fields']}, or add it there.",
        )


def find_missing_sources(table: Table) -> Iterator[str]:
    """Find rows that state a fact and name no source."""
    columns = [name for name in ("source_title", "url") if name in table.rows]
    if columns:
        what = "the row has no source. Name the page that was read, or remove the row."
        nowhere = table.rows[columns].isna().all(axis="columns")
        yield from table.report(nowhere, columns[0], what)
    elif "evidence" in table.rows:
        yield (
            f"{data.name_file(table.path)} states facts without a source. Add the "
            "columns source_title and source_url."
        )


def find_more_than_was_read(table: Table) -> Iterator[str]:
    """Find rows that say more than was read of their source."""
    for column, marks in BANNED.items():
        if column in table.rows:
            what = "{value} may not be published. Read a source, or remove the row."
            yield from table.report(table.rows[column].isin(marks), column, what)
    for scope, columns in TOO_MUCH.items():
        for column in columns:
            if "seen_scope" in table.rows and column in table.rows:
                told = (table.rows["seen_scope"] == scope) & table.rows[column].notna()
                what = (
                    f"only the {scope} was read. Empty the field, or read the source."
                )
                yield from table.report(told, column, what)


def find_unmarked_inventions(table: Table) -> Iterator[str]:
    """Find invented data in a table whose name does not say so."""
    if "invented" in table.rows and not table.resource["name"].startswith("teaching_"):
        yield (
            f"{data.name_file(table.path)} holds invented rows. Give the table a name "
            "that begins with teaching_."
        )


def find_contradictions(tables: dict[str, Table]) -> Iterator[str]:
    """Find populations in countries that differ from the series in indicators."""
    if not {"countries", "indicators"} <= set(tables):
        return
    countries, series = tables["countries"], tables["indicators"].rows
    series = series[series["indicator"] == "population"].set_index(["country", "year"])
    pairs = zip(
        countries.rows["country"], countries.rows["population_year"], strict=True
    )
    values = pd.Series([series["value"].get(pair, pd.NA) for pair in pairs])
    yield from countries.report(
        pd.to_numeric(values) != pd.to_numeric(countries.rows["population"]),
        "population",
        "{value} is not the value in data/indicators.csv. Make them equal.",
    )
