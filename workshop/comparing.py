"""Tell whether two answers mean the same, whatever their type."""

import datetime
import math
import numbers
from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

FEWEST_DIGITS, MOST_DIGITS = 2, 15  # that a rounded answer may show

Near = Callable[[float, float], bool]


def is_number(value: Any) -> bool:
    """Tell whether ``value`` is one number (True and False are not)."""
    return isinstance(value, numbers.Number) and not isinstance(value, bool)


def is_text(value: Any) -> bool:
    """Tell whether ``value`` is text."""
    return isinstance(value, str)


def is_listlike(value: Any) -> bool:
    """Tell whether ``value`` holds several values: a list, a column, a table."""
    return pd.api.types.is_list_like(value)


def is_truths(value: Any) -> bool:
    """Tell whether ``value`` is a column or list of True and False alone."""
    if isinstance(value, pd.DataFrame) or not is_listlike(value):
        return False
    if isinstance(value, pd.Series | pd.Index | np.ndarray):
        return bool(pd.api.types.is_bool_dtype(value)) and len(value) > 0
    entries = [plain_value(one) for one in value]
    return bool(entries) and all(isinstance(one, bool) for one in entries)


def unwrap(answer: Any) -> Any:
    """Take the single value out of a list, column or table that holds just one."""
    if isinstance(answer, pd.DataFrame) and answer.size == 1:
        return plain_value(answer.iat[0, 0])
    if isinstance(answer, pd.Series | pd.Index) and len(answer) == 1:
        return answer.tolist()[0]
    if isinstance(answer, list | tuple | set | frozenset) and len(answer) == 1:
        return plain_value(next(iter(answer)))
    if isinstance(answer, np.ndarray) and answer.size == 1:
        return answer.ravel().tolist()[0]
    return plain_value(answer)


def plain_value(value: Any) -> Any:
    """Give a single value of numpy as Python has it, a date as pandas has it."""
    if isinstance(value, np.datetime64 | datetime.date):
        return pd.Timestamp(value)
    return value.item() if isinstance(value, np.generic) else value


def same(
    answer: Any, expected: Any, tolerance: float = 1e-9, any_order: bool = False
) -> bool:
    """Tell whether two answers mean the same, whatever their type. It never raises.

    Numbers may differ by ``tolerance``; texts and labels by capitals and spaces around
    them. Columns that carry labels are compared with them, lists by their values.
    """
    return _never_raise(
        answer, expected, partial(is_close, abs_tol=tolerance), any_order
    )


def same_rounded(
    answer: Any,
    expected: Any,
    any_order: bool = False,
    digits: int = FEWEST_DIGITS,
) -> bool:
    """Tell whether an answer is the expected one, rounded. It never raises.

    A number that is not whole may be rounded to so many ``digits`` or more.
    """
    near = partial(is_rounded, fewest=digits)
    return _never_raise(answer, expected, near, any_order)


def is_close(one: float, other: float, abs_tol: float = 1e-9) -> bool:
    """Tell whether two numbers differ by no more than a tolerance."""
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=abs_tol)


def is_rounded(answer: float, expected: float, fewest: int = FEWEST_DIGITS) -> bool:
    """Tell whether a number is another one, rounded to two digits or more.

    Whole numbers, such as a count, are not rounded.
    """
    if is_close(answer, expected):
        return True
    if not math.isfinite(expected) or float(expected).is_integer():
        return False
    exact = Decimal(float(expected))
    return any(
        is_close(answer, float(Context(digits, rounding).create_decimal(exact)))
        for digits in range(fewest, MOST_DIGITS)
        for rounding in (ROUND_HALF_UP, None)
    )


def _never_raise(answer: Any, expected: Any, near: Near, any_order: bool) -> bool:
    try:
        return _same(answer, expected, near, any_order)
    except Exception:  # noqa: BLE001 - a strange answer does not fit, that is all
        return False


def _same(answer: Any, expected: Any, near: Near, any_order: bool = False) -> bool:
    answer, expected = plain_value(answer), plain_value(expected)
    if isinstance(answer, bool) != isinstance(expected, bool) and (
        is_number(answer) or is_number(expected)
    ):
        return False  # True is no answer to "how many?"
    if is_number(answer) and is_number(expected):
        return near(answer, expected)
    if is_text(answer) and is_text(expected):
        return fold(answer) == fold(expected)
    if isinstance(answer, pd.DataFrame) and not isinstance(expected, pd.DataFrame):
        return answer.shape[1] == 1 and _same(
            answer.iloc[:, 0], expected, near, any_order
        )
    if isinstance(expected, pd.DataFrame):
        return _same_table(answer, expected, near, any_order)
    if isinstance(expected, Mapping):
        return _same_pairs(dict(answer), dict(expected), near)
    if isinstance(answer, Mapping):
        return _same_mapping(answer, expected, near, any_order)
    if isinstance(answer, pd.Series) and isinstance(expected, pd.Series):
        ordered = any_order or _same_labels(answer.index, expected.index)
        return ordered and _same_pairs(dict(answer), dict(expected), near)
    if is_listlike(answer) and is_listlike(expected):
        free = any_order or isinstance(answer, set) or isinstance(expected, set)
        return _same_lists(list(answer), list(expected), near, free)
    return not is_listlike(answer) and bool(answer == expected)


def _same_table(answer: Any, expected: Any, near: Near, any_order: bool) -> bool:
    if set(answer.columns) != set(expected.columns) or len(answer) != len(expected):
        return False
    rows = answer[list(expected.columns)].to_numpy().tolist()
    wanted = expected.to_numpy().tolist()
    if any_order:
        rows, wanted = sorted(rows, key=_rank_row), sorted(wanted, key=_rank_row)
    pairs = zip(rows, wanted, strict=True)
    return all(_same_lists(row, want, near, False) for row, want in pairs)


def _same_mapping(answer: Mapping, expected: Any, near: Near, any_order: bool) -> bool:
    """Compare a dictionary with a column by its labels, with a list by its values."""
    if isinstance(expected, pd.Series):
        ordered = any_order or _same_labels(answer, expected.index)
        return ordered and _same_pairs(dict(answer), dict(expected), near)
    return any(
        _same_lists(list(part), list(expected), near, any_order)
        for part in (answer.values(), answer.keys())
    )


def _same_labels(answer: Iterable, expected: Iterable) -> bool:
    return list(map(_fold_label, answer)) == list(map(_fold_label, expected))


def _fold_label(label: Any) -> Any:
    return fold(label) if is_text(label) else label


def _fold_labels(pairs: dict) -> dict:
    """Let labels count without capitals, unless two become one."""
    folded = {_fold_label(label): value for label, value in pairs.items()}
    return folded if len(folded) == len(pairs) else pairs


def _same_pairs(answer: dict, expected: dict, near: Near) -> bool:
    answer, expected = _fold_labels(answer), _fold_labels(expected)
    return answer.keys() == expected.keys() and all(
        _same_value(answer[key], expected[key], near) for key in expected
    )


def _same_lists(answer: list, expected: list, near: Near, any_order: bool) -> bool:
    if len(answer) != len(expected):
        return False
    if any_order:
        answer, expected = sorted(answer, key=_rank), sorted(expected, key=_rank)
    pairs = zip(answer, expected, strict=True)
    return all(_same_value(one, other, near) for one, other in pairs)


def _same_value(one: Any, other: Any, near: Near) -> bool:
    if pd.api.types.is_scalar(one) and pd.isna(one):
        return pd.api.types.is_scalar(other) and bool(pd.isna(other))
    return _never_raise(one, other, near, False)


def fold(text: str) -> str:
    """Bring a text into the form in which texts are compared."""
    return text.strip().casefold()


def _rank(value: Any) -> tuple:
    """Order values as they are compared: numbers by size, texts without capitals."""
    value = plain_value(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (0, float(value), "") if value == value else (1, 0.0, "")
    return (2, 0.0, fold(str(value)))


def _rank_row(row: list) -> list[tuple]:
    return [_rank(value) for value in row]
