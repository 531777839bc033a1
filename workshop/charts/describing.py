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
        pairs = (f"{label}: {write(value)}" for label, value in known.items())
        rest = f"All values: {'; '.join(pairs)}"
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
    """Say how each marked line runs, and who is first and last at the end.

    ``table`` has one row per year (or other x) and one column per line.
    """
    write = _write_with(table.stack())
    count = len(table.columns)
    last = table.loc[table.dropna(how="all").index[-1]].dropna()
    known = f", known for {len(last)} of {count}" if len(last) < count else ""
    span = f"{table.index[0]} to {table.index[-1]}" if len(table) > 1 else ""
    ends = _say_extremes(last, write, f" in {last.name}{known}") if count > 2 else []
    courses = [_say_course(table[name].dropna(), write) for name in marked]
    return compose(
        [
            *_begin(title, unit),
            f"{count} lines, {span}" if count > 1 else span,
            *(ends if count > len(marked) else courses),
            *(courses if count > len(marked) else ends),
            _say_gaps(table),
        ]
    )


def describe_numbers(title: str, unit: str, table: pd.DataFrame) -> str:
    """Say which cells of a table of numbers are largest and smallest."""
    cells = table.stack().dropna()
    write = _write_with(cells)
    cells.index = [f"{row} – {column}" for row, column in cells.index]
    unknown = table.size - len(cells)
    # Sums say something of counts, and nothing of rates or scores.
    counts = (cells % 1 == 0).all() and (cells >= 0).all()
    return compose(
        [
            *_begin(title, unit),
            f"{len(table)} rows and {len(table.columns)} columns",
            *_say_extremes(cells, write),
            f"Not known: {unknown} of {table.size} cells" if unknown else "",
            *(_say_extremes(table.sum(), write, " column sum") if counts else []),
            *(_say_extremes(table.sum(axis=1), write, " row sum") if counts else []),
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
            f"Not known: {unknown} of {table.size} cells" if unknown else "",
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
        all_ = "Both" if len(values) == 2 else f"All {len(values)}"
        return [f"{all_}{where or ' value'}s are {write(values.iloc[0])}"]
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
    """Say how a line runs: rises from 12 (2010) to 25 (2024), highest 30 (2015)."""

    def point(place: object) -> str:
        return f"{write(line[place])} ({place})"

    if line.empty:
        return f"{line.name} has no value"
    first, last = line.index[0], line.index[-1]
    if len(line) == 1:
        return f"{line.name} has one value only, {point(first)}"
    if write(line[first]) == write(line[last]):
        text = f"{line.name} begins and ends at {write(line[first])} ({first}, {last})"
    else:
        verb = "rises" if line[last] > line[first] else "falls"
        text = f"{line.name} {verb} from {point(first)} to {point(last)}"
    ends, margin = line[[first, last]], 0.15 * (line.max() - line.min())
    if line.max() > ends.max() + margin:
        text += f", highest {point(line.idxmax())}"
    if line.min() < ends.min() - margin:
        text += f", lowest {point(line.idxmin())}"
    return text


def _say_gaps(table: pd.DataFrame) -> str:
    counts = table.notna().sum()
    gaps = [f"{name} {n}" for name, n in counts.items() if n < len(table)]
    return f"Points known, of {len(table)}: {join(gaps, most=6)}" if gaps else ""


def _say_most(what: str, sums: pd.Series, of: int) -> str:
    if sums.nunique() == 1:
        return f"{what}: {int(sums.iloc[0])} of {of} marks in each"
    most, least = sums[sums == sums.max()], sums[sums == sums.min()]
    return (
        f"{what} with most marks: {join(most.index, most=4)}, {int(sums.max())} of "
        f"{of}; with fewest: {join(least.index, most=4)}, {int(sums.min())}"
    )
