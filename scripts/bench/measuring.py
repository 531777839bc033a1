"""Time our build beside the naive way, on the same lessons and in the same run.

Naive: ``jupyter nbconvert --execute`` to html and to slides for every lesson, then
``pytest --nbval``. Ours is timed twice: decks and handouts of the lessons, which is the
same work with all its checks, and everything that a build makes (courses, the
facilitator's kit and the index, too). Every way works in a copy of its own. Processor
seconds count the work of all processes and change little when the computer has other
things to do.
"""

import json
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scripts.bench import ways
from scripts.door.environment import get_python
from scripts.door.files import ROOT, write_atomically

GROWTH = (7, 14, 28)
HEAD = "| Way | Notebooks | Seconds | Processor seconds | Times quicker |"
ALL_NAIVE = "naive, all three"


@dataclass
class Timing:
    """How long one way took for so many notebooks; ``quicker`` than the naive way."""

    way: str
    notebooks: int
    seconds: float
    processor: float
    quicker: float | None = None


def measure_all(growth: bool, peers: bool) -> list[Timing]:
    """Measure all ways, print them as a table and return what came of it.

    ``growth`` measures with 7, 14 and 28 notebooks, ``peers`` Jupyter Book, too.
    """
    print(f"{HEAD}\n{'|---' * 5}|", flush=True)
    timings: list[Timing] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for count in GROWTH if growth else (None,):
            timings += compare_ways(Path(folder) / f"copies-{count}", count)
        if peers:
            naive = next(one for one in timings if one.way == ALL_NAIVE)
            timings += measure_peers(Path(folder), naive)
    return timings


def compare_ways(folder: Path, count: int | None) -> list[Timing]:
    """Measure the naive way and ours with ``count`` notebooks (None: as they are)."""
    naive, ours = (
        ways.copy_project(folder / name, count) for name in ("naive", "ours")
    )
    count = len(ways.list_lessons(ours))
    timings = [
        measure("naive: nbconvert to html", count, ways.convert, naive, "html"),
        measure("naive: nbconvert to slides", count, ways.convert, naive, "slides"),
        measure("naive: pytest --nbval", count, ways.compare, naive),
    ]
    base = Timing(
        ALL_NAIVE,
        count,
        sum(one.seconds for one in timings),
        sum(one.processor for one in timings),
    )
    show(base)
    timings.append(base)
    for extent, options in ways.EXTENTS.items():
        for state, (prepare, build) in ways.STATES.items():
            prepare(ours)
            way = f"{extent}, {state}"
            timings.append(measure(way, count, build, ours, *options, base=base))
    return timings


def measure_peers(folder: Path, base: Timing) -> list[Timing]:
    """Measure Jupyter Book on the same notebooks, in an environment of its own."""
    book = ways.copy_project(folder / "book")
    count = len(ways.list_lessons(book))
    if not ways.install_book(folder / "peer", book):
        print(
            "\nJupyter Book was left out: it could not be installed without internet."
        )
        return []
    return [
        measure(way, count, ways.make_book, book, folder / "peer", mode, base=base)
        for way, mode in (
            ("Jupyter Book, executing", "force"),
            ("Jupyter Book, stored outputs", "off"),
        )
    ]


def measure(
    way: str, count: int, work: Callable, *arguments: Any, base: Timing | None = None
) -> Timing:
    """Do some work, print its line of the table, and return it."""
    began, used = time.perf_counter(), count_processor_seconds()
    work(*arguments)
    seconds = time.perf_counter() - began
    processor = count_processor_seconds() - used
    quicker = base.seconds / seconds if base else None
    timing = Timing(way, count, seconds, processor, quicker)
    show(timing)
    return timing


def count_processor_seconds() -> float:
    """Return the processor seconds of all that has ended (Windows knows only ours)."""
    return sum(os.times()[:4])


def show(timing: Timing) -> None:
    """Print one line of the table."""
    print(to_line(timing), flush=True)


def to_line(timing: Timing) -> str:
    """Return one line of the table."""
    quicker = f"{timing.quicker:.1f}" if timing.quicker else ""
    numbers = f"{timing.seconds:.2f} | {timing.processor:.2f} | {quicker}"
    return f"| {timing.way} | {timing.notebooks} | {numbers} |"


def write_report(timings: list[Timing], folder: Path) -> None:
    """Write the table (Markdown, JSON) and draw the plot, in the environment."""
    lines = [f"Measured on {os.cpu_count()} cores.", "", HEAD, "|---" * 5 + "|"]
    table = "\n".join([*lines, *map(to_line, timings)]) + "\n"
    write_atomically(folder / "bench.md", table)
    records = json.dumps([asdict(one) for one in timings], indent=1) + "\n"
    write_atomically(folder / "bench.json", records)
    ways.run([get_python(), "-m", "scripts.bench.plot", folder.resolve()], ROOT)
    print(f"\nThe table and a plot are in {folder}.")
