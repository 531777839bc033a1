"""Check the lessons, verify what is not proven, and export what holds to ``dist/``."""

import time
from pathlib import Path

from scripts.contract import checks, words
from scripts.door.changes import (
    list_changed,
    list_outdated,
    list_unprinted,
    record_build,
)
from scripts.door.errors import Problem
from scripts.door.hashes import hash_files, provenance
from scripts.lessons import worksheets
from scripts.lessons.listing import list_lessons, name_all
from scripts.lessons.notebooks import read_notebook
from scripts.lessons.products import FOLDERS, FRONT, INDEX, list_pages, pick_products
from scripts.pages.export import export_help, export_index, export_lesson
from scripts.proof import verify
from scripts.tables import checks as table_checks

Faults = dict[Path, list[str]]
CHANGED = "is not as its build left it, so it counts no more."
NOT_ITS_PAGE = "it is not what its page gives now; build --pdf prints a new one."


def build_lessons(
    lessons: list[Path],
    topic: str | None,
    only: str | None,
    theme: str,
    pdf: bool,
    root: Path,
) -> None:
    """Make the wished pages of the lessons that hold; say where to look.

    A refused lesson keeps its earlier pages. Raises Problem with one line per fault.
    """
    began = time.monotonic()
    for name in list_changed(list_pages(topic, root, only), root):
        print(f"dist/{name} {CHANGED}", flush=True)
    print(f"Checking {name_all(lessons)} and the tables …", flush=True)
    check_data(root)
    faults: Faults = {path: [] for path in lessons}
    for step in (check_contract, verify_lessons, check_worksheets):
        step([path for path in lessons if not faults[path]], faults, root)
    made = export(
        [path for path in lessons if not faults[path]], faults, only, theme, root
    )
    record_build(made, list_pages(root=root), theme, root)
    remove_outdated_pdfs(root)
    if pdf:
        print_missing_pdfs(made, theme, root)
    refused = [fault for found in faults.values() for fault in found]
    if refused:
        raise Problem("\n".join([*refused, describe_refusal(faults)]))
    print(f"{name_result(made, root)}, after {time.monotonic() - began:.1f} seconds.")


def check_data(root: Path) -> None:
    """Raise Problem when a table is not as the data package says."""
    faults = table_checks.find_faults(root / "data", [words.find_in_table])
    if faults:
        raise Problem("\n".join(faults))


def check_contract(lessons: list[Path], faults: Faults, root: Path) -> None:
    """Note where lessons cannot be read or do not keep the contract."""
    for path in lessons:
        try:
            faults[path] += checks.find_faults(read_notebook(path), path)
        except Problem as problem:
            faults[path].append(str(problem))


def verify_lessons(lessons: list[Path], faults: Faults, root: Path) -> None:
    """Run afresh what is not proven as it is; note what differs."""
    unverified = verify.find_unverified(lessons, root)
    if unverified:
        print(f"Verifying {name_all(unverified)} …", flush=True)
        for path, differences in verify.verify(unverified, root).items():
            faults[path] += differences
    for sentence in verify.describe_reliance(lessons, root):
        print(sentence)


def check_worksheets(lessons: list[Path], faults: Faults, root: Path) -> None:
    """Note where worksheets are not what their lessons give."""
    for path in lessons:
        faults[path] += worksheets.find_faults([path], root)


def export(
    lessons: list[Path], faults: Faults, only: str | None, theme: str, root: Path
) -> list[Path]:
    """Write the wished pages of the lessons; the index when all of them are good.

    A page that is as it should be stays. Returns the pages that are good now.
    """
    dist, records, made = root / "dist", verify.read_records(root), []
    proofs = {
        path: provenance(path, root) | {"nbval": records[path.stem]["nbval"]}
        for path in lessons
    }
    outdated = list_outdated(list_pages(root=root), theme, root)
    for path in lessons if only != "index" else []:
        pages = {
            product: dist / FOLDERS[product] / f"{path.stem}.html"
            for product in pick_products(only)
        }
        products = [name for name, page in pages.items() if page in outdated]
        try:
            if products:
                print(f"Exporting {path.stem} …", flush=True)
                export_lesson(path, dist, proofs[path], products, theme)
            made += pages.values()
        except Problem as problem:
            faults[path].append(str(problem))
    if only in (None, "index") and not any(faults.values()):
        built, proof = list_built(root), proofs[lessons[-1]]
        proof = proof | {"notebook": None, "notebooks": hash_files(built, root)}
        made.append(export_index(built, dist, proof, theme))
        made.append(export_help(dist, theme))
    return made


def list_built(root: Path) -> list[Path]:
    """List the lessons whose pages the index can link to. Raises Problem."""
    folders = [root / "dist" / folder for folder in FOLDERS.values()]
    built = [
        path
        for path in list_lessons(root=root)
        if all((folder / f"{path.stem}.html").is_file() for folder in folders)
    ]
    if not built:
        raise Problem("dist/ holds no page that the index could name: run build first.")
    return built


def remove_outdated_pdfs(root: Path) -> None:
    """Remove every PDF that shows another state than the page beside it."""
    dist = root / "dist"
    pages = [
        page for folder in FOLDERS.values() for page in (dist / folder).glob("*.html")
    ]
    for page in list_unprinted(pages, root):
        pdf = page.with_suffix(".pdf")
        if pdf.is_file():
            pdf.unlink()
            print(f"Removed dist/{pdf.relative_to(dist)}: {NOT_ITS_PAGE}")


def print_missing_pdfs(made: list[Path], theme: str, root: Path) -> None:
    """Print the pages that have no PDF of their present state."""
    from scripts.pages.pdf import print_pages

    pages = [page for page in made if page.name not in FRONT]
    missing = list_unprinted(pages, root)
    if missing:
        print(f"Printing {len(missing)} PDF …", flush=True)
        everything = list_pages(root=root)
        record_build([*made, *print_pages(missing)], everything, theme, root)


def describe_refusal(faults: Faults) -> str:
    """Say what was not built and what is still there."""
    refused = name_all([path for path, found in faults.items() if found])
    return f"Not built: {refused}. Earlier pages in dist/ are as they were."


def name_result(made: list[Path], root: Path) -> str:
    """Say where to look: the index page, or the page that was made."""
    place = next((path for path in made if path.name == INDEX), made[0])
    if place.name == INDEX or len(made) == 1:
        return f"{place.relative_to(root).as_posix()} is ready"
    return f"{place.relative_to(root).as_posix()} and {len(made) - 1} more are ready"
