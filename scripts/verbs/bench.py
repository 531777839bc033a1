"""Time our build beside the ways of others, on the same lessons and in the same run."""

import argparse
from pathlib import Path

from scripts.door.environment import ensure_environment
from scripts.door.files import ROOT
from scripts.door.options import Reader


def main(argv: list[str]) -> int:
    """Measure, print and write a table; draw a plot of it."""
    wish = read_options(argv)
    ensure_environment("build")
    from scripts.bench.measuring import measure_all, write_report

    write_report(measure_all(wish.growth, wish.peers), wish.to)
    return 0


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = Reader("bench", __doc__)
    add = reader.add_argument
    add("--peers", action="store_true", help="also Jupyter Book (needs internet)")
    add("--growth", action="store_true", help="with 7, 14 and 28 notebooks (copies)")
    add("--to", type=Path, default=ROOT / "dist/bench", help="folder of the report")
    return reader.parse_args(argv)
