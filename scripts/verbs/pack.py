"""Pack a course into one zip for a USB stick, with all that its day needs."""

import argparse
from pathlib import Path

from scripts.door.files import ROOT, write_atomically
from scripts.door.options import Reader

PLACE = "dist/packs/{name}.zip"


def main(argv: list[str], root: Path = ROOT) -> int:
    """Build the course if it is not up to date, and pack it. Raises Problem."""
    wish = read_options(argv)
    from scripts.kit.packing import pack_course
    from scripts.lessons.courses import find_course
    from scripts.verbs import build

    course = find_course(wish.course, root)
    build.main([course.name, *(["--pdf"] if wish.pdf else [])], root)
    content = pack_course(course, root, wish.pdf)
    place = PLACE.format(name=course.name)
    changed = write_atomically(root / place, content)
    print(
        f"{place} is ready, {len(content) / 1e6:.1f} MB: unpack it on the stick and "
        f"open start.html."
        if changed
        else f"{place} is as it was: nothing has changed."
    )
    return 0


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = Reader("pack", __doc__)
    add = reader.add_argument
    add("course", nargs="?", metavar="COURSE", help='the name of a course, "one-day"')
    add("--pdf", action="store_true", help="also a PDF of every page")
    wish = reader.parse_args(argv)
    if wish.course is None:
        reader.error('name a course, for example "one-day"')
    return wish


def pick_size(wish: argparse.Namespace) -> str:
    """Say how large the environment must be: printing needs more than building."""
    return "pdf" if wish.pdf else "build"
