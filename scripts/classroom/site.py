"""Put the site together: our pages, decks and handouts, and JupyterLite with Python."""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from scripts.classroom import lite, pages, parts
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.languages import project
from scripts.languages.known import Language
from scripts.lessons.listing import list_courses, list_lessons, place_worksheet
from scripts.lessons.products import FRONT, INDEX, list_pages, name_course_page
from scripts.pages.in_language import build_course, speaking

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
    return write_whole(
        dist, lambda target: put_together(target, dist, shown, taken, root)
    )


def make_course_site(
    course: str,
    language: Language,
    archive: Path | None,
    root: Path,
    export_kit: Callable,
) -> tuple[Path, list[str]]:
    """Build a course in a language and write ``dist/CODE/site``, whole or not at all.

    Returns the site, and what is wrong with translations. Raises Problem.
    """
    remarks = build_course(course, language.code, "light", root, export_kit)[1]
    taken = parts.take_parts(archive)
    dist = root / "dist" / language.code
    return write_whole(
        dist, lambda target: speak_together(target, course, language, taken, root)
    ), remarks


def write_whole(dist: Path, write: Callable[[Path], None]) -> Path:
    """Write ``site`` below ``dist`` beside an earlier one, and put it in its place."""
    with tempfile.TemporaryDirectory(dir=dist, prefix=".site-") as name:
        new = Path(name) / "site"
        write(new)
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
    copy_pages(target, dist, shown)
    pages.write_pages(target, worksheets, shown, root)


def speak_together(
    target: Path, course: str, language: Language, taken: Path, root: Path = ROOT
) -> None:
    """Write the site of a course to ``target``, as it is built in a language.

    ``taken`` is the folder that ``parts.take_parts`` returns.
    """
    dist = root / "dist" / language.code
    sheet = dist / "exercises" / f"{course}.ipynb"
    made = project.read_project(language, root)
    source = made.folder / "courses" / f"{course}.toml"
    lite.lay_out(target / LITE, [sheet], taken, root, language.code)
    names = [name_course_page(source, name) for name in ("deck", "handout", "sheets")]
    shown = [*names, *(name for name in FRONT if name != INDEX)]
    copy_pages(target, dist, shown)
    with speaking(made):
        pages.write_pages(target, [(source, sheet)], shown, made.folder)


def copy_pages(target: Path, dist: Path, shown: list[str]) -> None:
    """Copy pages of ``dist`` to the same places below ``target``."""
    for page in shown:
        (target / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(dist / page, target / page)


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
    return [*shown, *(name for name in FRONT if name != INDEX)]


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
