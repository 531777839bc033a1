"""Check the lessons, verify what is not proven, and export what holds to ``dist/``."""

import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from nbformat import NotebookNode

from scripts.contract import checks, words
from scripts.door.changes import (
    RECORD,
    list_changed,
    list_outdated,
    list_unprinted,
    record_build,
)
from scripts.door.errors import Problem
from scripts.door.files import write_together
from scripts.door.hashes import hash_files, provenance
from scripts.lessons import worksheets
from scripts.lessons.courses import Course, read_course, read_readable
from scripts.lessons.cutting import cut, describe_remarks
from scripts.lessons.listing import (
    describe_drafts,
    list_course_inputs,
    list_courses,
    list_lessons,
    name_all,
    place_worksheet,
)
from scripts.lessons.notebooks import name_file, read_notebook
from scripts.lessons.products import (
    FOLDERS,
    FRONT,
    INDEX,
    list_pages,
    name_course_page,
    name_lesson_page,
    pick_kit,
)
from scripts.pages.export import export_course, export_lesson
from scripts.pages.front import export_help, export_index
from scripts.pages.telling import describe_refusal, name_result
from scripts.proof import verify
from scripts.tables import checks as table_checks

Faults = dict[Path, list[str]]
CutCourse = tuple[Course, NotebookNode]
WriteKit = Callable[..., list[Path]]
CHANGED = "is not as its build left it, so it counts no more."
NOT_ITS_PAGE = "it is not what its page gives now; build --pdf prints a new one."


def build_lessons(
    lessons: list[Path],
    topic: str | None,
    only: str | None,
    theme: str,
    pdf: bool,
    root: Path,
    export_kit: WriteKit,
) -> None:
    """Make the wished pages of the lessons and courses that hold; say where to look.

    ``lessons`` are those that the topic needs, ``export_kit`` writes what a
    facilitator prints. What is refused keeps its earlier pages. Raises Problem with
    one line per fault.
    """
    began = time.monotonic()
    for name in list_changed(list_pages(topic, root, only), root):
        print(f"dist/{name} {CHANGED}", flush=True)
    print(f"Checking {name_all(lessons, 'the tables')} …", flush=True)
    for line in describe_drafts(root):
        print(line, flush=True)
    check_data(root)
    faults: Faults = {path: [] for path in lessons}
    for step in (check_contract, verify_lessons, check_worksheets):
        step([path for path in lessons if not faults[path]], faults, root)
    courses = cut_courses(topic, faults, root)
    for course, notebook in courses:
        for line in describe_remarks(course, notebook, topic == course.name):
            print(line)
    made = export(
        [path for path in lessons if not faults[path]],
        courses,
        faults,
        list_pages(topic, root, only),
        theme,
        root,
        export_kit,
    )
    remember(made, faults, theme, root)
    has_front = only in (None, "index") and not any(faults.values())
    changed = remove_outdated_pdfs(root)
    front = refresh_front(has_front, changed, courses, topic, theme, root)
    if pdf and print_missing_pdfs(made, theme, root):
        front = refresh_front(has_front, True, courses, topic, theme, root)
    made += front
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
    for sentence in verify.describe_reliance(lessons, unverified, root):
        print(sentence)


def check_worksheets(lessons: list[Path], faults: Faults, root: Path) -> None:
    """Note where worksheets are not what their lessons give."""
    for path in lessons:
        faults[path] += worksheets.find_faults([path], root)


def cut_courses(topic: str | None, faults: Faults, root: Path) -> list[CutCourse]:
    """Cut the courses whose lessons hold; note what is wrong with the others."""
    paths = list_courses(topic, root)
    library = read_readable(root) if paths else []
    broken = set(list_lessons(root=root)) - {lesson.path for lesson in library}
    made = []
    for path in paths:
        inputs = list_course_inputs(path, root)
        refused = [one for one in inputs if faults.get(one) or one in broken]
        found = faults[path] = []
        if refused:
            found.append(f"{name_file(path)}: it cuts {name_all(refused)}, see above.")
            continue
        try:
            course = read_course(path, library)
            notebook = cut(course, library)
            sheet = worksheets.make_worksheet(notebook, name_file(path))
            found += worksheets.compare(place_worksheet(path), sheet)
        except Problem as problem:
            found.append(str(problem))
        if not found:
            made.append((course, notebook))
    return made


def export(
    lessons: list[Path],
    courses: list[CutCourse],
    faults: Faults,
    wished: Iterable[str],
    theme: str,
    root: Path,
    export_kit: WriteKit,
) -> list[Path]:
    """Write the wished pages of lessons and courses that are not as they should be.

    Returns the pages that are good now.
    """
    dist = root / "dist"
    made: list[Path] = []
    outdated = list_outdated(list_pages(root=root), theme, root)
    exports = [
        (path, [path], name_lesson_page, partial(export_lesson, path), path, None)
        for path in lessons
    ] + [
        (
            course.path,
            list_course_inputs(course.path, root),
            name_course_page,
            partial(export_course, course, notebook),
            course,
            notebook,
        )
        for course, notebook in courses
    ]
    for path, inputs, name, write, topic, notebook in exports:
        pages = {
            product: dist / name(path, product)
            for product in [*FOLDERS, *pick_kit(path)]
            if name(path, product) in wished
        }
        products = [product for product, page in pages.items() if page in outdated]
        kit = [product for product in products if product not in FOLDERS]
        try:
            if products:
                print(f"Exporting {path.stem} …", flush=True)
                proof = prove(path, inputs, root)
                main = [one for one in products if one in FOLDERS]
                with write_together(dist) as place:
                    write(place, proof, main, theme)
                    if kit:
                        export_kit(topic, notebook, place, proof, kit, theme)
            made += pages.values()
        except Problem as problem:
            faults[path].append(str(problem))
    return made


def remember(made: list[Path], faults: Faults, theme: str, root: Path) -> None:
    """Remember what was made; what cannot be written is a fault like others."""
    try:
        record_build(made, list_pages(root=root), theme, root)
    except Problem as problem:
        faults[root / RECORD] = [str(problem)]


def refresh_front(
    wished: bool,
    changed: bool,
    courses: list[CutCourse],
    topic: str | None,
    theme: str,
    root: Path,
) -> list[Path]:
    """Write index and help page when wished; also when PDFs changed that they name."""
    if not (wished or changed and (root / "dist" / INDEX).is_file()):
        return []
    every = courses if topic is None else cut_courses(None, {}, root)
    front = export_front(every, theme, root)
    record_build(front, list_pages(root=root), theme, root)
    return front if wished else []


def export_front(courses: list[CutCourse], theme: str, root: Path) -> list[Path]:
    """Write the index of all that is built, and the help page. Raises Problem."""
    dist, lessons = root / "dist", list_built(root)
    shown = [one for one in courses if is_built(one[0].path, name_course_page, root)]
    if not lessons and not shown:
        raise Problem("dist/ holds no page that the index could name: run build first.")
    paths = [path for one in shown for path in list_course_inputs(one[0].path, root)]
    proof = prove(dist / INDEX, [*lessons, *paths], root)
    index = export_index(lessons, dist, proof, theme, shown)
    return [index, export_help(dist, theme)]


def prove(path: Path, inputs: list[Path], root: Path) -> dict[str, str | None]:
    """Return what a page says of its origin: hashes, and the version of nbval."""
    records = verify.read_records(root)
    versions = {records[one.stem]["nbval"] for one in inputs if one.stem in records}
    origin = provenance(path if path in inputs else inputs[0], root)
    proof = {**origin, "nbval": max(versions, default=None)}
    if inputs == [path]:
        return proof
    names = dict.fromkeys(one for one in inputs if one.is_file())
    return proof | {"notebook": None, "notebooks": hash_files(names, root)}


def list_built(root: Path) -> list[Path]:
    """List the lessons whose pages the index can link to."""
    return [p for p in list_lessons(root=root) if is_built(p, name_lesson_page, root)]


def is_built(path: Path, name: Callable[[Path, str], str], root: Path) -> bool:
    """Say whether all pages of a lesson or course are there."""
    products = [*FOLDERS, *pick_kit(path)]
    return all((root / "dist" / name(path, product)).is_file() for product in products)


def remove_outdated_pdfs(root: Path) -> bool:
    """Remove every PDF that shows another state than its page; say whether one did."""
    dist, removed = root / "dist", False
    names = [name for name in list_pages(root=root) if (dist / name).is_file()]
    for page in list_unprinted([dist / name for name in names], root):
        pdf = page.with_suffix(".pdf")
        if pdf.is_file():
            pdf.unlink()
            removed = True
            print(f"Removed dist/{pdf.relative_to(dist)}: {NOT_ITS_PAGE}")
    return removed


def print_missing_pdfs(made: list[Path], theme: str, root: Path) -> bool:
    """Print the pages that have no PDF of their present state; say if one was made."""
    from scripts.pages.pdf import print_pages

    pages = [page for page in made if page.name not in FRONT]
    missing = list_unprinted(pages, root)
    if missing:
        print(f"Printing {len(missing)} PDF …", flush=True)
        everything = list_pages(root=root)
        record_build([*made, *print_pages(missing)], everything, theme, root)
    return bool(missing)
