"""Build ``dist/site/``: the worksheets in a browser, with nothing to install."""

import argparse
import os
import time
from pathlib import Path

from scripts.door.environment import STARTED_IN
from scripts.door.files import ROOT
from scripts.door.options import Reader

SAID = """\
dist/site, {size} MB, after {seconds:.0f} seconds.
For a workshop without internet, start in the hall:
  python3 scripts/run.py room --hall
For everybody else, put this folder on any web server: it asks nothing of anybody else.
A look at it on this computer:
  python3 -m http.server --bind 127.0.0.1 --directory dist/site
and in the browser http://127.0.0.1:8000 (a double click is not enough)."""


def main(argv: list[str], root: Path = ROOT) -> int:
    """Build everything that is not up to date, then the site. Raises Problem."""
    from scripts.classroom.site import make_site
    from scripts.verbs import build

    wish = read_options(argv)
    began = time.monotonic()
    if not build.is_up_to_date(root=root):
        build.main([], root)
    place = make_site(wish.pyodide, root)
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    print(SAID.format(size=size // 1_000_000, seconds=time.monotonic() - began))
    return 0


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = Reader("site", __doc__)
    reader.add_argument(
        "--pyodide",
        metavar="FILE",
        type=lambda name: Path(os.environ.get(STARTED_IN, ""), name),
        help="take Pyodide from the archive that its makers publish",
    )
    wish = reader.parse_args(argv)
    if wish.pyodide is not None and not wish.pyodide.is_file():
        reader.error(f"--pyodide {wish.pyodide} is no file")
    return wish
