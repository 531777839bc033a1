"""The mean of paired differences and its interval, with the standard library alone."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

LEVEL = 0.95
# The quantile lies below it, and is found to the last digit.
HIGHEST, HALVINGS = 1e6, 80


@dataclass(frozen=True)
class Interval:
    """A mean difference with the ends of its interval; ends are None without any."""

    mean: float
    low: float | None
    high: float | None


def compare_pairs(
    before: Sequence[float], after: Sequence[float], level: float = LEVEL
) -> Interval:
    """Return the mean of ``after - before`` with its t-interval.

    Mean ± t(level, n − 1) · s / √n, where s is the standard deviation of the n
    differences (Student 1908). Without two pairs, or when all differences are equal,
    there is no interval. Raises ValueError for halves of different length.
    """
    differences = [b - a for a, b in zip(before, after, strict=True)]
    count = len(differences)
    mean = math.fsum(differences) / count
    squares = math.fsum((one - mean) ** 2 for one in differences)
    if count < 2 or squares == 0:
        return Interval(mean, None, None)
    error = math.sqrt(squares / (count - 1) / count)
    width = find_quantile(level, count - 1) * error
    return Interval(mean, mean - width, mean + width)


def find_quantile(level: float, freedom: int) -> float:
    """Return t for which a part ``level`` of the distribution lies between −t and t."""
    low, high = 0.0, HIGHEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if cover(middle, freedom) < level:
            low = middle
        else:
            high = middle
    return high


def cover(t: float, freedom: int) -> float:
    """Return how much of Student's distribution lies between −t and t.

    The finite series for whole degrees of freedom (Abramowitz and Stegun, *Handbook of
    Mathematical Functions*, 1964, 26.7.3 and 26.7.4).
    """
    angle = math.atan(t / math.sqrt(freedom))
    cosine, sine = math.cos(angle), math.sin(angle)
    is_odd = freedom % 2
    term, total = (cosine if is_odd else 1.0), 0.0
    for number in range(2 + is_odd, freedom + 1, 2):
        total += term
        term *= cosine * cosine * (number - 1) / number
    if is_odd:
        return 2 / math.pi * (angle + sine * total)
    return sine * total
