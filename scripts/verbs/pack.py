"""Pack a course into one zip for a USB stick, with all that its day needs."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from scripts.door.files import ROOT
from scripts.door.options import Reader

SYSTEMS = ("windows", "macos", "linux")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLACE = "dist/packs/{name}.zip"
READY = "{place} is ready, {size:.1f} MB: unpack it on the stick and open start.html."
SAME = "{place} is as it was: nothing has changed."


def main(argv: list[str], root: Path = ROOT) -> int:
    """Build the course if it is not up to date, and pack it. Raises Problem."""
    wish = read_options(argv)
    from scripts.kit.packing import pack_course, pack_lessons
    from scripts.kit.zipping import write_zip

    if wish.course is None:
        worksheets = list_lesson_worksheets(root)
        laptop = gather_laptop(wish, [path.name for path in worksheets], root)
        files, name = pack_lessons(worksheets, laptop, root), "lessons"
    else:
        from scripts.lessons.courses import find_course
        from scripts.verbs import build

        course = find_course(wish.course, root)
        build.main([course.name, *(["--pdf"] if wish.pdf else [])], root)
        laptop = gather_laptop(wish, [f"{course.name}.ipynb"], root)
        files, name = pack_course(course, root, wish.pdf, laptop), course.name
    place = PLACE.format(name=f"{name}-install" if wish.install else name)
    changed = write_zip(root / place, files)
    size = (root / place).stat().st_size / 1e6
    print((READY if changed else SAME).format(place=place, size=size))
    return 0


def list_lesson_worksheets(root: Path) -> list[Path]:
    """List the worksheets of all lessons. Raises Problem when there is none."""
    from scripts.door.copies import list_worksheets

    return list_worksheets(root / "exercises")


def gather_laptop(
    wish: argparse.Namespace, worksheets: list[str], root: Path
) -> Mapping[str, bytes | Path]:
    """Return what a laptop needs, if it was asked for. Raises Problem."""
    if not wish.install:
        return {}
    from scripts.classroom import laptop_files

    systems = [one for one in SYSTEMS if one in (wish.system or SYSTEMS)]
    pythons = [one for one in PYTHONS if one in (wish.python or PYTHONS)]
    return laptop_files.gather_laptop(worksheets, systems, pythons, root)


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = Reader("pack", __doc__)
    add = reader.add_argument
    add(
        "course",
        nargs="?",
        metavar="COURSE",
        help='the name of a course, "one-day"; with --install, none means all lessons',
    )
    add("--pdf", action="store_true", help="also a PDF of every page")
    add(
        "--install",
        action="store_true",
        help="also all that laptops with Python need to open the worksheets offline",
    )
    add(
        "--system",
        action="append",
        choices=SYSTEMS,
        help="with --install: for this system alone; may be given again",
    )
    add(
        "--python",
        action="append",
        choices=PYTHONS,
        help="with --install: for this Python alone; may be given again",
    )
    wish = reader.parse_args(argv)
    if wish.course is None and not wish.install:
        reader.error('name a course, for example "one-day"')
    if wish.course is None and wish.pdf:
        reader.error('--pdf needs a course, for example "one-day"')
    if not wish.install and (wish.system or wish.python):
        reader.error("--system and --python belong to --install")
    return wish


def pick_size(wish: argparse.Namespace) -> str:
    """Say how large the environment must be: printing needs more than building."""
    return "pdf" if wish.pdf else "build"
