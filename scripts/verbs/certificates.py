"""Write certificates and a list of attendance from a table of names."""

import argparse
import os
from pathlib import Path

from scripts.door.environment import STARTED_IN
from scripts.door.files import ROOT
from scripts.door.options import Reader

PLACE = "dist/certificates/{name}.html"


def main(argv: list[str], root: Path = ROOT) -> int:
    """Read the names, write one page for all; print it as PDF when that is wished."""
    wish = read_options(argv)
    if wish.pdf:
        from scripts.pages.pdf import require_browser

        require_browser()
    from scripts.kit.certifying import certify
    from scripts.lessons.courses import find_course

    course = find_course(wish.course, root)
    names = Path(os.environ.get(STARTED_IN, ""), wish.names)
    place = PLACE.format(name=course.name)
    page = root / place
    for remark in certify(names, course, page, wish.when, wish.where, root):
        print(remark)
    page.with_suffix(".pdf").unlink(missing_ok=True)  # it may show other names
    if wish.pdf:
        from scripts.pages.pdf import print_pages

        print_pages([page])
    what = f"{place} and its PDF are" if wish.pdf else f"{place} is"
    print(f"{what} ready: a list of attendance, then one sheet for each person.")
    return 0


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = Reader("certificates", __doc__)
    add = reader.add_argument
    add(
        "names",
        nargs="?",
        metavar="NAMES.csv",
        help='a table with a column "name", and "day 1" … to mark who came when',
    )
    add("--course", metavar="NAME", help='the course, "one-day"')
    add("--when", default="", metavar="TEXT", help='the date, "3 March 2027"')
    add("--where", default="", metavar="TEXT", help="the place")
    add("--pdf", action="store_true", help="also a PDF")
    wish = reader.parse_args(argv)
    if wish.names is None:
        reader.error("name the table with the names of the people")
    if wish.course is None:
        reader.error("write --course and the name of the course that they took part in")
    return wish


def pick_size(wish: argparse.Namespace) -> str:
    """Say how large the environment must be: printing needs more than building."""
    return "pdf" if wish.pdf else "build"
