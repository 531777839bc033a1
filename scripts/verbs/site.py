"""Build ``dist/site/``: the worksheets in a browser, with nothing to install."""

import argparse
import os
import time
from pathlib import Path

from scripts.door.environment import STARTED_IN
from scripts.door.files import ROOT
from scripts.door.options import Reader

ONE_DAY = "one-day"
SAID = """\
{place}, {size} MB, after {seconds:.0f} seconds.
For a workshop without internet, start in the hall:
  python3 scripts/run.py room --hall{language}
For everybody else, put this folder on any web server: it asks nothing of anybody else.
A look at it on this computer:
  python3 -m http.server --bind 127.0.0.1 --directory {place}
and in the browser http://127.0.0.1:8000 (a double click is not enough)."""


def main(argv: list[str], root: Path = ROOT) -> int:
    """Build everything that is not up to date, then the site. Raises Problem."""
    from scripts.classroom.site import make_site
    from scripts.verbs import build

    wish = read_options(argv)
    began = time.monotonic()
    language = ""
    if wish.language is not None:
        place, language = make_in_language(wish, root)
    else:
        if not build.is_up_to_date(root=root):
            build.main([], root)
        place = make_site(wish.pyodide, root)
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    said = SAID.format(
        place=place.relative_to(root).as_posix(),
        size=size // 1_000_000,
        seconds=time.monotonic() - began,
        language=language,
    )
    print(said)
    return 0


def make_in_language(wish: argparse.Namespace, root: Path) -> tuple[Path, str]:
    """Make the site of a course in a language; return it, and the option of "room"."""
    from scripts.classroom.site import make_course_site
    from scripts.kit import export_kit
    from scripts.languages.known import find_language

    language = find_language(wish.language)
    course = wish.course or ONE_DAY
    place, remarks = make_course_site(course, language, wish.pyodide, root, export_kit)
    for line in remarks:
        print(line)
    return place, f" --language {language.code}"


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = Reader("site", __doc__)
    reader.add_argument(
        "course", nargs="?", help=f"with --language: which course ({ONE_DAY})"
    )
    reader.add_argument(
        "--language", metavar="CODE", help="a course in a language, such as sq"
    )
    reader.add_argument(
        "--pyodide",
        metavar="FILE",
        type=lambda name: Path(os.environ.get(STARTED_IN, ""), name),
        help="take Pyodide from the archive that its makers publish",
    )
    wish = reader.parse_args(argv)
    if wish.course and wish.language is None:
        reader.error(
            "in English the site holds all courses; name one with a language alone: "
            "site one-day --language sq"
        )
    if wish.pyodide is not None and not wish.pyodide.is_file():
        reader.error(f"--pyodide {wish.pyodide} is no file")
    return wish
