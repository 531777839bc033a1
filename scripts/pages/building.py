"""Check the lessons, verify what is not proven, and export what holds to ``dist/``."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from scripts.contract import checks, words
from scripts.door.changes import (
    RECORD,
    Inputs,
    list_changed,
    list_unprinted,
    record_build,
)
from scripts.door.errors import Problem
from scripts.lessons import worksheets
from scripts.lessons.courses import read_readable
from scripts.lessons.cutting import describe_remarks
from scripts.lessons.lesson import read_once
from scripts.lessons.listing import (
    describe_drafts,
    list_course_inputs,
    list_courses,
    list_lessons,
    name_all,
    place_worksheet,
)
from scripts.lessons.notebooks import name_file
from scripts.lessons.products import (
    FOLDERS,
    FRONT,
    INDEX,
    JUST_LESSONS,
    list_pages,
    name_course_page,
    name_lesson_page,
    pick_kit,
)
from scripts.pages.exporting import (
    CutCourse,
    Pages,
    WriteKit,
    cut_course,
    list_topics,
    prove,
)
from scripts.pages.front import count_languages, export_help, export_index
from scripts.pages.telling import describe_refusal, name_result
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
    export_kit: WriteKit,
    begun: verify.Verification,
) -> None:
    """Make the wished pages of the lessons and courses that hold; say where to look.

    ``lessons`` are those that the topic needs, ``export_kit`` writes what a
    facilitator prints, ``begun`` verifies what is open. What is refused keeps its
    earlier pages. Raises Problem with one line per fault.
    """
    began = time.monotonic()
    state = Inputs(theme, root)
    for name in list_changed(list_pages(topic, root, only), root, state.hash_file):
        print(f"dist/{name} {CHANGED}", flush=True)
    print(f"Checking {name_all(lessons, 'the tables')} …", flush=True)
    for line in describe_drafts(root):
        print(line, flush=True)
    faults: Faults = {path: [] for path in lessons}
    topics = list_topics(lessons, topic, only, state)
    pages = Pages(topics, begun.lessons, theme, root, export_kit)
    with pages.begin():
        check_data(root)
        check_contract(lessons, faults, root)
        look_ahead(pages, only)
        for step in (partial(verify_lessons, begun), check_worksheets):
            step([path for path in lessons if not faults[path]], faults, root)
        courses = []
        if only != JUST_LESSONS:
            courses = cut_courses(topic, faults, root, pages.cut_course)
        for course, notebook in courses:
            for line in describe_remarks(course, notebook, topic == course.name):
                print(line)
        made = publish(pages, faults)
    remember(made, faults, state)
    has_front = only in (None, "index") and not any(faults.values())
    changed = remove_outdated_pdfs(root)
    front = refresh_front(has_front, changed, courses, topic, state)
    if pdf and print_missing_pdfs(made, state):
        front = refresh_front(has_front, True, courses, topic, state)
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
            faults[path] += checks.find_faults(read_once(path).notebook, path)
        except Problem as problem:
            faults[path].append(str(problem))


def look_ahead(pages: Pages, only: str | None) -> None:
    """Do what needs no proof while lessons run afresh; faults are found later."""
    for topic in pages.topics:
        with suppress(Problem):
            if topic.path.suffix == ".toml":
                pages.cut_course(topic.path)
    if only in (None, INDEX.partition(".")[0]):
        with suppress(Problem):
            count_languages()


def verify_lessons(
    begun: verify.Verification, lessons: list[Path], faults: Faults, root: Path
) -> None:
    """Wait for the fresh runs of what is not proven as it is; note what differs."""
    unverified = [path for path in begun.lessons if path in lessons]
    if unverified:
        print(f"Verifying {name_all(unverified)} …", flush=True)
        differences = begun.finish()
        for path in unverified:
            faults[path] += differences[path]
    for sentence in verify.describe_reliance(lessons, unverified, root):
        print(sentence)


def check_worksheets(lessons: list[Path], faults: Faults, root: Path) -> None:
    """Note where worksheets are not what their lessons give."""
    for path in lessons:
        faults[path] += worksheets.find_faults([path], root)


def cut_courses(
    topic: str | None,
    faults: Faults,
    root: Path,
    cut: Callable[[Path], CutCourse],
) -> list[CutCourse]:
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
            course, notebook = cut(path)
            sheet = worksheets.make_worksheet(notebook, name_file(path))
            found += worksheets.compare(place_worksheet(path), sheet)
        except Problem as problem:
            found.append(str(problem))
        if not found:
            made.append((course, notebook))
    return made


def publish(pages: Pages, faults: Faults) -> list[Path]:
    """Let the pages of what holds come into ``dist/``; return those that are good now.

    What cannot be written is a fault like others.
    """
    made: list[Path] = []
    for path, found in pages.finish(faults).items():
        faults[path] += found
    for topic in pages.topics:
        try:
            if not faults[topic.path]:
                pages.publish(topic)
                made += topic.pages
        except Problem as problem:
            faults[topic.path].append(str(problem))
    return made


def remember(made: list[Path], faults: Faults, state: Inputs) -> None:
    """Remember what was made; what cannot be written is a fault like others."""
    try:
        record_build(made, list_pages(root=state.root), state)
    except Problem as problem:
        faults[state.root / RECORD] = [str(problem)]


def refresh_front(
    wished: bool,
    changed: bool,
    courses: list[CutCourse],
    topic: str | None,
    state: Inputs,
) -> list[Path]:
    """Write index and help page when wished; also when PDFs changed that they name."""
    root = state.root
    if not (wished or changed and (root / "dist" / INDEX).is_file()):
        return []
    every = (
        courses
        if topic is None
        else cut_courses(None, {}, root, partial(cut_course, root=root))
    )
    front = export_front(every, state.theme, root)
    record_build(front, list_pages(root=root), state)
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


def print_missing_pdfs(made: list[Path], state: Inputs) -> bool:
    """Print the pages that have no PDF of their present state; say if one was made."""
    from scripts.pages.pdf import print_pages

    pages = [page for page in made if page.name not in FRONT]
    missing = list_unprinted(pages, state.root)
    if missing:
        print(f"Printing {len(missing)} PDF …", flush=True)
        everything = list_pages(root=state.root)
        record_build([*made, *print_pages(missing)], everything, state)
    return bool(missing)
