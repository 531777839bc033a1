"""Time our build beside the ways of others, on the same lessons and in the same run."""

import argparse
from pathlib import Path

from scripts.door.environment import ensure_environment, run_inside
from scripts.door.files import ROOT
from scripts.door.options import Reader

COUNTS = (10, 20, 40, 100)
MOST_PEOPLE = 200


def main(argv: list[str]) -> int:
    """Measure, print and write a table; draw a plot of it."""
    wish = read_options(argv)
    ensure_environment("build")
    if wish.room is not None:
        people = [str(number) for number in wish.room or COUNTS]
        place = str(wish.to.resolve())
        return run_inside("scripts.classroom.room_load", [place, *people])
    if wish.language is not None:
        return run_inside("scripts.bench.in_language", [wish.language])
    from scripts.bench.measuring import measure_all, write_report

    write_report(measure_all(wish.growth, wish.peers), wish.to)
    return 0


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = Reader("bench", __doc__)
    add = reader.add_argument
    add("--peers", action="store_true", help="also Jupyter Book (needs internet)")
    add("--growth", action="store_true", help="with 7, 14 and 28 notebooks (copies)")
    add(
        "--room",
        type=int,
        nargs="*",
        metavar="N",
        help="instead: a room in which N people arrive at once (10 20 40 100)",
    )
    add(
        "--language",
        metavar="CODE",
        help="instead: the course of one day in a language beside the English one",
    )
    add("--to", type=Path, default=ROOT / "dist/bench", help="folder of the report")
    wish = reader.parse_args(argv)
    for number in wish.room or []:
        if not 1 <= number <= MOST_PEOPLE:
            reader.error(f"--room {number}: take between 1 and {MOST_PEOPLE} people")
    return wish
