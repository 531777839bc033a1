"""Say in words what a chart shows: the text alternatives, computed from the data."""

import pandas as pd

from workshop.wording import count_places, join, write_value

LIMIT = 600  # characters
LONG = 8  # more values than this are summed up, not listed


def describe_bars(title: str, unit: str, values: pd.Series, marked: list[str]) -> str:
    """Say what is largest and smallest, where the marked ones stand, what is missing.

    ``values`` holds numbers (NaN where not known) by label, in the order drawn.
    """
    known, write = values.dropna(), _write_with(values)
    ranks = [
        f"{label}: {write(known[label])}, {_write_rank(known, label)}"
        for label in marked
        if label in known.index
    ]
    if len(known) <= LONG:
        rest = "All values: " + join(
            f"{label} {write(v)}" for label, v in known.items()
        )
    else:
        rest = (
            f"{len(known)} values; the middle one (median) is {write(known.median())}"
        )
    return compose(
        [
            *_begin(title, unit),
            *_say_extremes(known, write),
            "; ".join(ranks),
            _say_missing(values),
            rest,
        ]
    )


def describe_lines(
    title: str, unit: str, table: pd.DataFrame, marked: list[str]
) -> str:
    """Say where each marked line begins and ends, and who is first and last at the end.

    ``table`` has one row per year (or other x) and one column per line.
    """
    write = _write_with(table.stack())
    span = f"{len(table.columns)} lines, " if len(table.columns) > 1 else ""
    last = table.loc[table.dropna(how="all").index[-1]].dropna()
    where = f" in {last.name}"
    if len(last) < len(table.columns):
        where += f" (known for {len(last)} of {len(table.columns)})"
    at_end = _say_extremes(last, write, where) if len(last) > 2 else []
    courses = [_say_course(table[name].dropna(), write) for name in marked]
    return compose(
        [
            *_begin(title, unit),
            f"{span}{table.index[0]} to {table.index[-1]}",
            *at_end,
            _say_gaps(table),
            *courses,
        ]
    )


def describe_numbers(title: str, unit: str, table: pd.DataFrame) -> str:
    """Say which cells of a table of numbers are largest and smallest."""
    cells = table.stack().dropna()
    write = _write_with(cells)
    cells.index = [f"{row} – {column}" for row, column in cells.index]
    unknown = table.size - len(cells)
    return compose(
        [
            *_begin(title, unit),
            f"{len(table)} rows and {len(table.columns)} columns",
            *_say_extremes(cells, write),
            f"{unknown} of {table.size} cells are not known" if unknown else "",
            *_say_extremes(table.sum(), write, " by column sum"),
            *_say_extremes(table.sum(axis=1), write, " by row sum"),
        ]
    )


def describe_marks(title: str, unit: str, table: pd.DataFrame) -> str:
    """Say how many cells are marked, and where most and fewest marks stand."""
    rows, columns = table.shape
    unknown = int(table.isna().sum().sum())
    return compose(
        [
            *_begin(title, unit),
            f"{int(table.sum().sum())} of {table.size} cells are marked",
            f"{unknown} cells are not known" if unknown else "",
            _say_most("Columns", table.sum(), rows),
            _say_most("Rows", table.sum(axis=1), columns),
            "Marks by column: "
            + join(f"{name} {int(n)}" for name, n in table.sum().items()),
        ]
    )


def describe_tiles(title: str, unit: str, values: pd.Series) -> str:
    """Sum up a tile map: numbers by their ends, categories by their members."""
    if pd.api.types.is_numeric_dtype(values):
        return describe_bars(title, unit, values, [])
    groups = values.dropna().groupby(values, sort=False)
    sizes = groups.size().sort_values(ascending=False, kind="stable")
    members = [
        f"{name}: {size} ({join(groups.get_group(name).index, most=6)})"
        for name, size in sizes.items()
    ]
    return compose([*_begin(title, unit), _say_missing(values), *members])


def compose(sentences: list[str]) -> str:
    """Join the sentences that fit, in order of weight; the table holds the rest."""
    text = ""
    for sentence in filter(None, sentences):
        longer = f"{text} {sentence.rstrip('. ')}.".strip()
        if len(longer) <= LIMIT:
            text = longer
    return text


def _begin(title: str, unit: str) -> list[str]:
    return [title, f"Unit: {unit}" if unit else ""]


def _write_with(values: pd.Series):
    """Give a function that writes all these values with the same decimal places."""
    places = count_places(values)
    return lambda value: write_value(float(value), places)


def _say_extremes(values: pd.Series, write, where: str = "") -> list[str]:
    if values.empty:
        return []
    if len(values) == 1:
        return [f"{values.index[0]}: {write(values.iloc[0])}{where}"]
    if values.nunique() == 1:
        return [f"All {len(values)} are {write(values.iloc[0])}{where}"]
    return [
        f"{word}{where}: {_name_all(values, value)}, {write(value)}"
        + (" each" if (values == value).sum() > 1 else "")
        for word, value in (("Largest", values.max()), ("Smallest", values.min()))
    ]


def _name_all(values: pd.Series, value: float) -> str:
    """Name all that have this value, or say how many they are."""
    names = values.index[values == value]
    return (
        join(names, most=4) if len(names) <= LONG else f"{len(names)} of {len(values)}"
    )


def _write_rank(values: pd.Series, label: str) -> str:
    """Say where a label stands, counted from the nearer end: joint 2nd smallest."""
    above = int((values > values[label]).sum())
    below = int((values < values[label]).sum())
    place, end = (below, "smallest") if below < above else (above, "largest")
    joint = "joint " if (values == values[label]).sum() > 1 else ""
    ordinal = f"{_write_ordinal(place + 1)} " if place else ""
    return f"{joint}{ordinal}{end} of {len(values)}"


def _write_ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _say_missing(values: pd.Series) -> str:
    missing = values.index[values.isna()]
    return f"Not known: {join(missing, most=6)}" if len(missing) else ""


def _say_course(line: pd.Series, write) -> str:
    """Say how a line runs: rises from 12 in 2010 to 25 in 2024, highest 30 in 2015."""
    if len(line) == 1:
        return f"{line.name}: only {write(line.iloc[0])} in {line.index[0]}"
    first, last = line.iloc[0], line.iloc[-1]
    if write(first) == write(last):
        verb = "begins and ends at"
        text = f"{line.name} {verb} {write(first)} ({line.index[0]}, {line.index[-1]})"
    else:
        verb = "rises" if last > first else "falls"
        text = (
            f"{line.name} {verb} from {write(first)} in {line.index[0]} "
            f"to {write(last)} in {line.index[-1]}"
        )
    margin = 0.15 * (line.max() - line.min())
    if line.max() > max(first, last) + margin:
        text += f", highest {write(line.max())} in {line.idxmax()}"
    if line.min() < min(first, last) - margin:
        text += f", lowest {write(line.min())} in {line.idxmin()}"
    return text


def _say_gaps(table: pd.DataFrame) -> str:
    counts = table.notna().sum()
    gaps = [f"{name} {n}" for name, n in counts.items() if n < len(table)]
    if not gaps:
        return ""
    return f"Values known of {len(table)} points: {join(gaps, most=6)}"


def _say_most(what: str, sums: pd.Series, of: int) -> str:
    if sums.nunique() == 1:
        return f"{what}: {int(sums.iloc[0])} of {of} marks in each"
    most, least = sums[sums == sums.max()], sums[sums == sums.min()]
    return (
        f"{what} with most marks: {join(most.index, most=4)}, {int(sums.max())} of "
        f"{of}; with fewest: {join(least.index, most=4)}, {int(sums.min())}"
    )
