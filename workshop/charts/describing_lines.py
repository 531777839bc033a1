"""Say in words how lines run: where they begin, turn and end, and their great steps."""

from collections.abc import Callable
from itertools import pairwise

import pandas as pd

from workshop.charts.composing import (
    begin,
    compose,
    say_extremes,
    write_with,
)
from workshop.messages import tr
from workshop.wording import join

MARGIN = 0.25  # of the range of a line: what goes back less is no turn
MOST_TURNS = 4
# A great step is this much of the range of its line, and so many times its middle step.
GREAT, UNUSUAL, FEWEST_STEPS = 0.3, 4, 5


def describe_lines(
    title: str, unit: str, table: pd.DataFrame, marked: list[str]
) -> str:
    """Say how each marked line runs, and who is first and last at the end.

    ``table`` has one row per year (or other x) and one column per line.
    """
    write = write_with(table.stack())
    count = len(table.columns)
    last = table.loc[table.dropna(how="all").index[-1]].dropna()
    ends = say_extremes(last, write, say_where(last, count)) if count > 2 else []
    courses = [say_course(table[name].dropna(), write) for name in marked]
    many = count > len(marked)
    return compose(
        [
            *begin(title, unit),
            say_span(table),
            *(ends if many else courses),
            *(courses if many else []),
            say_steps(table[marked], write),
            say_gaps(table[marked]),
            *([] if many else ends),
            say_points(table),
        ]
    )


def say_span(table: pd.DataFrame) -> str:
    """Say how many lines there are, and from where to where they go."""
    first, last, count = table.index[0], table.index[-1], len(table.columns)
    if len(table) == 1:
        return tr("{n} line", "{n} lines", n=count) if count > 1 else ""
    if count == 1:
        return tr("{first} to {last}", first=str(first), last=str(last))
    return tr(
        "{n} line, {first} to {last}",
        "{n} lines, {first} to {last}",
        n=count,
        first=str(first),
        last=str(last),
    )


def say_where(last: pd.Series, count: int) -> str:
    """Name the last year (or other x), and say for how many lines it is known."""
    if len(last) == count:
        return str(last.name)
    return tr(
        "{year}, known for {known} of {count}",
        year=str(last.name),
        known=len(last),
        count=count,
    )


def say_course(line: pd.Series, write: Callable) -> str:
    """Say how a line runs: rises, falls, or goes up and down through its turns.

    ``line`` holds the known values. A line with a great step does not simply rise or
    fall: the step may be a break of the series.
    """

    def point(place: object) -> str:
        return write_point(line, place, write)

    if line.empty:
        return tr("{name} has no value", name=line.name)
    first, last = line.index[0], line.index[-1]
    if len(line) == 1:
        return tr(
            "{name} has one value only, {point}", name=line.name, point=point(first)
        )
    turns = find_turns(line)
    if turns or find_steps(line):
        points = join(point(place) for place in [*turns, last])
        return tr(
            "{name} goes from {first} to {points}",
            name=line.name,
            first=point(first),
            points=points,
        )
    if write(line[first]) == write(line[last]):
        return tr(
            "{name} begins and ends at {value} ({first}, {last})",
            name=line.name,
            value=write(line[first]),
            first=str(first),
            last=str(last),
        )
    ends = {"name": line.name, "first": point(first), "last": point(last)}
    if line[last] > line[first]:
        return tr("{name} rises from {first} to {last}", **ends)
    return tr("{name} falls from {first} to {last}", **ends)


def say_steps(table: pd.DataFrame, write: Callable) -> str:
    """Name the great steps of lines, at most two of each."""
    steps = [
        tr(
            "{name} from {before} to {after}",
            name=name,
            before=write_point(line, before, write),
            after=write_point(line, after, write),
        )
        for name, line in table.items()
        for before, after in find_steps(line.dropna())
    ]
    if not steps:
        return ""
    return tr(
        "Large step: {steps}",
        "Large steps: {steps}",
        n=len(steps),
        steps="; ".join(steps),
    )


def say_gaps(table: pd.DataFrame) -> str:
    """Name the years (or other x) without a value between first and last of a line."""
    found = {name: find_gaps(line) for name, line in table.items()}
    gaps = [
        tr("{name} {years}", name=name, years=join(map(write_gap, runs), most=4))
        for name, runs in found.items()
        if runs
    ]
    if not gaps:
        return ""
    return tr("No value in between: {gaps}", gaps="; ".join(gaps))


def write_gap(run: list) -> str:
    """Write years (or other x) that follow each other: 2011, or 2007 to 2008."""
    if len(run) == 1:
        return str(run[0])
    return tr("{first} to {last}", first=str(run[0]), last=str(run[-1]))


def say_points(table: pd.DataFrame) -> str:
    """Say how many points are known of the lines that lack some."""
    counts = table.notna().sum()
    known = [
        tr("{name} {points}", name=name, points=int(points))
        for name, points in counts.items()
        if points < len(table)
    ]
    if not known:
        return ""
    return tr(
        "Points known, of {total}: {lines}",
        total=len(table),
        lines=join(known, most=6),
    )


def write_point(line: pd.Series, place: object, write: Callable) -> str:
    """Write one point of a line: 12.5 (2010)."""
    return tr("{value} ({place})", value=write(line[place]), place=str(place))


def find_turns(line: pd.Series) -> list:
    """List where a line turns, first to last: what goes back by MARGIN or more.

    At most MOST_TURNS: of more, those that go back furthest.
    """
    span, share = line.max() - line.min(), MARGIN
    turns = list_turns(line, share * span)
    while len(turns) > MOST_TURNS:
        share *= 1.2
        turns = list_turns(line, share * span)
    return turns


def list_turns(line: pd.Series, least: float) -> list:
    """List the places from which a line goes back by ``least`` or more.

    It has to come as far before its first turn, too.
    """
    turns, begin = [], line.index[0]
    low = high = begin
    way = 0  # 1: up, -1: down, 0: not yet known
    for place, value in line.items() if least > 0 else ():
        low = place if value < line[low] else low
        high = place if value > line[high] else high
        if way >= 0 and line[high] - value >= least:
            if way or line[high] - line[begin] >= least:
                turns.append(high)
            low = high = place
            way = -1
        elif way <= 0 and value - line[low] >= least:
            if way or line[begin] - line[low] >= least:
                turns.append(low)
            low = high = place
            way = 1
    return turns


def find_steps(line: pd.Series) -> list[tuple]:
    """List the great steps of a line as (place before, place after), at most two.

    ``line`` holds the known values; a step lies between two that follow each other.
    """
    values = line.astype(float)
    span = values.max() - values.min()
    steps = {
        (before, after): abs(values[after] - values[before])
        for before, after in pairwise(values.index)
    }
    if len(steps) < FEWEST_STEPS:
        return []
    usual = pd.Series(list(steps.values())).median()
    great = {
        step: size
        for step, size in steps.items()
        if size >= GREAT * span > 0 and size >= UNUSUAL * usual
    }
    largest = sorted(great, key=lambda pair: great[pair], reverse=True)[:2]
    return [step for step in great if step in largest]


def find_gaps(line: pd.Series) -> list[list]:
    """List the runs of places between first and last known value that have none."""
    runs, begun = [], False
    run: list = []
    for place, value in line.items():
        if pd.isna(value):
            run = [*run, place] if begun else []
        else:
            runs += [run] if run else []
            run, begun = [], True
    return runs
