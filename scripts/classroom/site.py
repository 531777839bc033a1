"""Put the site together: our pages, decks and handouts, and JupyterLite with Python."""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from scripts.classroom import lite, pages, parts
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.lessons.listing import list_courses, list_lessons, place_worksheet
from scripts.lessons.products import FRONT, list_pages

LITE = "lite"
# What everybody may hold; guide, key and run of show stay with the facilitator.
SHOWN = ("decks/", "handouts/", "sheets/")
SHOWN_OF_COURSES = ("deck.html", "handout.html", "sheets.html")


def make_site(archive: Path | None = None, root: Path = ROOT) -> Path:
    """Write ``dist/site`` whole or not at all, from ``dist`` as it is built.

    ``archive`` is Pyodide as its makers publish it. Raises Problem.
    """
    dist = root / "dist"
    shown = list_shown(root)
    require_built(dist, shown)
    taken = parts.take_parts(archive)
    with tempfile.TemporaryDirectory(dir=dist, prefix=".site-") as name:
        new = Path(name) / "site"
        put_together(new, dist, shown, taken, root)
        replace(dist / "site", new, Path(name) / "earlier")
    return dist / "site"


def put_together(
    target: Path, dist: Path, shown: list[str], taken: Path, root: Path = ROOT
) -> None:
    """Write a site to ``target``, with these pages of ``dist`` beside the worksheets.

    ``taken`` is the folder that ``parts.take_parts`` returns. Raises Problem.
    """
    worksheets = list_worksheets(root)
    lite.lay_out(target / LITE, [path for _, path in worksheets], taken, root)
    for page in shown:
        (target / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(dist / page, target / page)
    pages.write_pages(target, worksheets, shown, root)


def list_worksheets(root: Path) -> list[tuple[Path, Path]]:
    """List lessons and courses, each with its worksheet. Raises Problem."""
    found = [(path, root / "exercises" / path.name) for path in list_lessons(root=root)]
    found += [(path, place_worksheet(path)) for path in list_courses(root=root)]
    missing = [sheet.name for _, sheet in found if not sheet.is_file()]
    if missing:
        raise Problem(
            f"{', '.join(missing)} is missing: run 'refresh' to write the worksheets."
        )
    return found


def list_shown(root: Path) -> list[str]:
    """List the pages below ``dist`` that stand on the site, too."""
    names = list_pages(root=root)
    shown = [name for name in names if is_shown(name)]
    return [*shown, *(name for name in FRONT if name != "index.html")]


def is_shown(name: str) -> bool:
    """Say whether a page below ``dist`` is for everybody."""
    of_course = name.startswith("courses/") and name.endswith(SHOWN_OF_COURSES)
    return name.startswith(SHOWN) or of_course


def require_built(dist: Path, names: Iterable[str]) -> None:
    """Raise Problem when a page has not been built."""
    missing = [name for name in names if not (dist / name).is_file()]
    if missing:
        raise Problem(
            f"dist/{missing[0]} has not been built: run 'build', and mend what it "
            "refuses; then run 'site' again."
        )


def replace(place: Path, new: Path, earlier: Path) -> None:
    """Put a new folder where an earlier one may stand, which goes when it is there."""
    if place.exists():
        place.rename(earlier)
    try:
        new.rename(place)
    except OSError:
        if earlier.exists():
            earlier.rename(place)
        raise
