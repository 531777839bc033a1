"""A home for each name: worksheets come in, and nothing that is there is touched.

python3 deploy/homes.py HOME [COURSE]
"""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from scripts.door.copies import copy_missing_worksheets, list_worksheets
from scripts.door.errors import Problem, report_faults
from scripts.door.files import ROOT

# Letters of any language, figures, spaces, points, hyphens; first a letter or a
# figure, so that no name is a way to another folder. JupyterHub matches from the start.
NAMES = r"[^\W_][\w .\-]{0,39}\Z"


def find_worksheets(course: str = "", root: Path = ROOT) -> list[Path]:
    """List the worksheets of the lessons, or that of a course. Raises Problem."""
    if not course:
        return list_worksheets(root / "exercises")
    for folder in ("exercises", "my-courses/exercises"):
        worksheet = root / folder / f"{course}.ipynb"
        if worksheet.is_file():
            return [worksheet]
    raise Problem(
        f'There is no worksheet of a course "{course}": write the name of a course in '
        "WORKSHOP_HUB_COURSE, such as one-day, or leave it empty for the lessons."
    )


def prepare_home(home: Path, worksheets: list[Path]) -> list[Path]:
    """Make a home if it is not there, copy what it lacks, return the new files.

    Only who serves the homes can read them. Raises Problem for a full disk.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return copy_missing_worksheets(worksheets, home)


def main(argv: list[str]) -> int:
    """Prepare the home that was named, for the lessons or for a course."""
    if len(argv) not in (1, 2):
        raise Problem("Name a home, and a course if you like: homes.py HOME [COURSE].")
    prepare_home(Path(argv[0]), find_worksheets("".join(argv[1:])))
    return 0


if __name__ == "__main__":
    sys.exit(report_faults(main, sys.argv[1:]))
