"""Compare the learning check before and after a course; worksheets are never run."""

import argparse
import os
from pathlib import Path

from scripts.door.environment import STARTED_IN
from scripts.door.files import ROOT
from scripts.door.options import Reader

PLACE = "dist/results/learning.html"


def main(argv: list[str], root: Path = ROOT) -> int:
    """Read tables and worksheets, write a page, and say what was not read."""
    wish = read_options(argv)
    from scripts.kit.learning import report_learning
    from scripts.lessons.courses import find_course

    start = Path(os.environ.get(STARTED_IN, ""))
    course = find_course(wish.course, root) if wish.course else None
    paths = [start / file for file in wish.files]
    for remark in report_learning(paths, root / PLACE, course):
        print(remark)
    print(f"{PLACE} is ready: open it in your browser. It holds no code and no name.")
    return 0


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = Reader("learning", __doc__)
    add = reader.add_argument
    add(
        "files",
        nargs="*",
        metavar="FILE",
        help="a table (CSV) of the answers on paper, a worksheet, or a folder of both",
    )
    add("--course", metavar="NAME", help='the course that is measured, "one-day"')
    wish = reader.parse_args(argv)
    if not wish.files:
        reader.error("name a table, a worksheet or a folder of them")
    return wish
