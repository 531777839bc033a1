"""Show the plans of all teams that agreed, and count which exercises were done."""

import argparse
import os
from pathlib import Path

from scripts.door.environment import STARTED_IN
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.door.options import Reader

PLACE = "dist/results"
ROOM = "my-room"


def main(argv: list[str], root: Path = ROOT) -> int:
    """Read what people handed in, without running any of it; say what was skipped."""
    wish = read_options(argv)
    from scripts.kit.collecting import report_collected

    folder = root / ROOM
    if wish.folder is not None:
        folder = Path(os.environ.get(STARTED_IN, ""), wish.folder)
    elif not folder.is_dir():
        raise Problem(
            "collect: no room has taken anything on this computer, so name the folder "
            "with what people handed in."
        )
    for line in report_collected(folder, root / PLACE, wish.agreed, root):
        print(line)
    print(
        f"{PLACE}/plans.html and plans.csv are ready to be shown; "
        f"{PLACE}/handed-in.html is for you."
    )
    return 0


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = Reader("collect", __doc__)
    add = reader.add_argument
    add(
        "folder",
        nargs="?",
        metavar="DIR",
        help="the folder with what people handed in, also in folders of their own "
        "(without it: my-room, where a room keeps what it takes)",
    )
    add(
        "--agreed",
        action="append",
        default=[],
        metavar="TEAM",
        help="a team that said yes on its canvas; once for each such team",
    )
    return reader.parse_args(argv)
