"""Time our build beside the ways of others, on the same lessons and in the same run."""

import argparse
from pathlib import Path

from scripts.door.environment import ensure_environment
from scripts.door.errors import Problem
from scripts.door.files import ROOT

HELP = "See: python3 scripts/run.py bench --help."


def main(argv: list[str]) -> int:
    """Measure, print and write a table; draw a plot of it."""
    wish = read_options(argv)
    ensure_environment()
    from scripts.bench.measuring import measure_all, write_report

    write_report(measure_all(wish.growth, wish.peers), wish.to)
    return 0


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = argparse.ArgumentParser(
        "python3 scripts/run.py bench", exit_on_error=False
    )
    add = reader.add_argument
    add("--peers", action="store_true", help="also Jupyter Book (needs internet)")
    add("--growth", action="store_true", help="with 7, 14 and 28 notebooks (copies)")
    add("--to", type=Path, default=ROOT / "dist/bench", help="folder of the report")
    try:
        wish, unknown = reader.parse_known_args(argv)
    except argparse.ArgumentError as error:
        raise Problem(f"bench: {error}. {HELP}") from None
    if unknown:
        raise Problem(f"bench: {unknown[0]} is not an option. {HELP}")
    return wish
