"""Two values of a table that are alike by chance: with other rows they differ."""

from contextlib import suppress
from unittest.mock import patch

import pandas as pd

from workshop import data
from workshop.rules import Case, Exercise, Question, Reply, judge

MOST = 8  # so many rows at the end of each table are left out, one after the other


def is_by_chance(exercise: Exercise | Question, case: Case, reply: Reply) -> bool:
    """Tell whether a case meets another rule only because of the rows of today.

    A true new row may make the value of a mistake that of another one, or round it to
    the right answer; then people hear of the other value, which is as true. What is
    right must be right on every table, and a rule that fits on none is at fault.
    """
    return (
        case.rule != "right"
        and reply.kind != "open"
        and any(fits_without(rows, exercise, case) for rows in range(1, MOST + 1))
    )


def fits_without(rows: int, exercise: Exercise | Question, case: Case) -> bool:
    """Tell whether a case meets its rule when tables lack last rows, half at most."""
    load = data.load

    def load_shorter(name: str) -> pd.DataFrame:
        table = load(name)
        return table.iloc[: max(len(table) - rows, len(table) // 2)]

    with patch.object(data, "load", load_shorter), suppress(Exception):
        return judge(exercise, case.answer()).rule == case.rule
    return False
