"""Build a course in another language, from lessons that hold in English."""

import ast
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_output

from scripts.door.errors import Problem
from scripts.languages import marking, project, putting, runs
from scripts.languages.catalogues import COMPILED
from scripts.languages.known import find_language
from scripts.languages.project import Project
from scripts.lessons import courses, worksheets
from scripts.lessons.cells import ENGLISH, get_tags
from scripts.lessons.courses import Course, read_course, read_library
from scripts.lessons.cutting import cut
from scripts.lessons.lesson import Lesson
from scripts.lessons.listing import list_courses, name_all
from scripts.lessons.notebooks import name_file, read_notebook, write_notebook
from scripts.lessons.products import COURSE_KIT, FOLDERS, name_course_page
from scripts.pages import building, exporting
from scripts.pages.export import export_course
from scripts.pages.front import export_help, export_index
from scripts.pages.sharing import share
from scripts.proof import verify
from workshop import messages, prints

LISTED = ("c-9-terms", "c-9-sources")


def build_course(
    name: str, asked: str, theme: str, root: Path, export_kit: Callable
) -> tuple[list[Path], list[str]]:
    """Make all pages of a course in a language; return them, and what is wrong.

    They lie in ``dist/CODE``. What is not translated, or wrongly, stands in English.
    Raises Problem when the English course does not hold, or a file cannot be read.
    """
    language = find_language(asked)
    paths = list_courses(name, root)
    if not paths:
        raise Problem(
            f'There is no course "{name}". The courses are: '
            f"{name_all(list_courses(root=root))}."
        )
    originals = read_library(root)
    english = read_course(paths[0], originals)
    originals = courses.list_lessons_of(english, originals)
    require_proof([lesson.path for lesson in originals], root)
    cut_english = cut(english, originals)
    made = project.read_project(language, root)
    with speaking(made):
        places = runs.make_lessons(made, [lesson.path for lesson in originals])
        putting.write_words(made.texts, made.folder, root)
        path = putting.write_course(paths[0], made.texts, made.folder)
        own = [Lesson(read_notebook(place), place) for place in places]
        course = read_course(path, own)
        notebook = cut_course(course, own, cut_english, made)
        proof = exporting.prove(paths[0], [lesson.path for lesson in originals], root)
        pages = write_pages(course, notebook, made, originals, proof, theme, export_kit)
    return pages, [*made.faults, *made.refused]


def require_proof(lessons: list[Path], root: Path) -> None:
    """Verify the English lessons where that is open; raise Problem when one differs."""
    faults: building.Faults = {path: [] for path in lessons}
    with verify.begin(verify.find_unverified(lessons, root), root) as begun:
        building.verify_lessons(begun, lessons, faults, root)
    found = [fault for path in lessons for fault in faults[path]]
    if found:
        raise Problem("\n".join(found))


@contextmanager
def speaking(made: Project) -> Iterator[None]:
    """Speak the language of a project for a while: in pages, rules and kernels."""
    before, folder = os.environ.get(messages.VARIABLE), messages.FOLDER
    messages.FOLDER = made.root / COMPILED
    messages.read_messages.cache_clear()
    os.environ[messages.VARIABLE] = made.language.code
    messages.choose(made.language.code)
    marking.build_in(made)
    try:
        yield
    finally:
        marking.build_in(None)
        messages.FOLDER = folder
        messages.read_messages.cache_clear()
        os.environ.pop(messages.VARIABLE)
        if before is not None:
            os.environ[messages.VARIABLE] = before
        messages.choose("")


def cut_course(
    course: Course, lessons: list[Lesson], english: NotebookNode, made: Project
) -> NotebookNode:
    """Cut a course of translated lessons; it lists the terms and sources of ours.

    In which form a term stands, a translation decides: so not every link is found, and
    the list is that of the English course.
    """
    notebook = cut(course, lessons)
    notebook.metadata["language"] = made.language.code
    ours = {cell.id: cell for cell in english.cells}
    for cell in notebook.cells:
        if cell.id in LISTED and cell.source != ours[cell.id].source:
            cell.source = ours[cell.id].source
            cell.outputs = list_again(cell)
        elif "setup" in get_tags(cell):
            cell.source = putting.set_language(cell.source, made.language)
    return notebook


def list_again(cell: NotebookNode) -> list:
    """Write the list of terms or sources that a cell prints."""
    call = ast.parse(cell.source).body[0].value
    ids = [one.value for one in call.args]
    write = prints.write_terms if call.func.id == "terms" else prints.write_sources
    markup, plain = write(*ids)
    return [new_output("display_data", {"text/html": markup, "text/plain": plain})]


def write_pages(
    course: Course,
    notebook: NotebookNode,
    made: Project,
    originals: list[Lesson],
    proof: dict,
    theme: str,
    export_kit: Callable,
) -> list[Path]:
    """Write index, deck, handout, kit and worksheet of a course below ``dist/CODE``."""
    dist = made.root / "dist" / made.language.code
    print(f"Exporting {course.name} in {made.language.name} …", flush=True)
    write_kit = partial(export_kit, originals=originals)
    jobs = [
        partial(write, course, notebook, dist, proof, products, theme)
        for write, products in ((export_course, FOLDERS), (write_kit, COURSE_KIT))
    ]
    with share(jobs, fewest=len(jobs)) as shared:
        sheet = worksheets.make_worksheet(notebook, name_file(course.path))
        for cell in sheet.cells:
            cell.metadata.pop(ENGLISH, None)
        place = dist / "exercises" / f"{course.name}.ipynb"
        write_notebook(place, sheet)
        front = [
            export_index([], dist, proof, theme, [(course, notebook)]),
            export_help(dist, theme),
        ]
        stopped = shared.finish(range(len(jobs)), lambda _: None)
    if any(stopped.values()):
        raise Problem("\n".join(filter(None, stopped.values())))
    pages = [
        dist / name_course_page(course.path, product)
        for product in (*FOLDERS, *COURSE_KIT)
    ]
    return [*front, *pages, place]
