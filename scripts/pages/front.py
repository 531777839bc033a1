"""Make the front door: the index of lessons and courses, and the help page."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from nbformat import NotebookNode

from scripts.door.changes import name_pdf
from scripts.door.files import ROOT, write_atomically
from scripts.door.hashes import hash_files, list_files
from scripts.languages import gathering
from scripts.languages.known import FOLDER, LANGUAGES
from scripts.languages.putting import speak
from scripts.languages.state import describe_short
from scripts.lessons.courses import Course
from scripts.lessons.lesson import read_once
from scripts.lessons.products import (
    FOLDERS,
    name_course_page,
    name_lesson_page,
    pick_kit,
)
from scripts.pages.cleaning import clean
from scripts.pages.describing import describe_course, describe_lesson
from scripts.pages.export import finish, get_exporter
from scripts.pages.markdown import render_markdown
from workshop.messages import OURS, get_language, look_up, tr

HELP = ROOT / gathering.HELP
KEY = re.compile(r"(?P<row><tr>\s*)<td>(?P<key>.*?)</td>", re.DOTALL)
# What everybody may hold, in the order in which the index names it.
ORDER = {"deck": "Deck", "handout": "Handout", "sheets": "Sheets"}
# What is for the facilitator.
KIT_NAMES = {
    "run-of-show": "Run of show",
    "guide": "Guide",
    "key": "Answer key",
    "cards": "Case cards",
    "canvas": "Canvas",
    "lists": "Lists to choose from",
    "learning-check": "Learning check",
    "signs": "Signs",
}


def export_index(
    lessons: list[Path],
    dist: Path,
    provenance: dict,
    theme: str = "light",
    courses: Iterable[tuple[Course, NotebookNode]] = (),
) -> Path:
    """Write ``dist/index.html``, the front door to all ``lessons`` and ``courses``.

    A course comes with the notebook that was cut for it.
    """
    pages = [
        describe_lesson(read_once(path).notebook, path)
        | list_doors(path, name_lesson_page, dist)
        for path in lessons
    ]
    doors = [
        describe_course(course, notebook)
        | list_doors(course.path, name_course_page, dist)
        for course, notebook in courses
    ]
    doors.sort(key=lambda door: door["length"])
    template = get_exporter("handout", theme).environment.get_template("index.html.j2")
    place = dist / "index.html"
    html = template.render(
        page={"lang": None if get_language() == OURS else get_language()},
        lessons=pages,
        courses=doors,
        languages=list_languages(dist),
        provenance=provenance,
    )
    write_atomically(place, finish(html))
    return place


def list_languages(dist: Path) -> list[tuple[str, str, str, str]]:
    """List the languages: code, own name, how much is there, its index if it is built.

    Only languages in which something is translated are named.
    """
    found = []
    if get_language() == OURS:
        shares = count_languages()
        for code, language in LANGUAGES.items():
            share, place = shares[language.made_of or code], f"{code}/index.html"
            if share != "0%":
                door = place if (dist / place).is_file() else ""
                found.append((code, language.own_name, share, door))
    return found


def count_languages() -> dict[str, str]:
    """Say how much of each language is there that is made of no other one.

    It is counted once, as long as the translations stay.
    """
    return _count(hash_files(list_files(ROOT / FOLDER, "*.po")))


@lru_cache(maxsize=1)
def _count(state: str) -> dict[str, str]:
    languages = LANGUAGES.items()
    return {code: describe_short(one) for code, one in languages if not one.made_of}


def list_doors(path: Path, name: Callable, dist: Path) -> dict[str, list]:
    """List the pages of a lesson or course, and the PDFs that are there: name, place.

    "doors" are for everybody, "kit" is for the facilitator. ``name(path, product)``
    names a page below ``dist``.
    """
    kit = pick_kit(path)
    groups = {
        "doors": {
            key: title for key, title in ORDER.items() if key in (*FOLDERS, *kit)
        },
        "kit": {key: title for key, title in KIT_NAMES.items() if key in kit},
    }
    found = {}
    for group, titles in groups.items():
        pages = [(look_up(title), name(path, key)) for key, title in titles.items()]
        pdfs = [
            (tr("{page} (PDF)", page=title), name_pdf(place)) for title, place in pages
        ]
        found[group] = pages + [door for door in pdfs if (dist / door[1]).is_file()]
    return found


def export_help(dist: Path, theme: str = "light") -> Path:
    """Write ``dist/accessibility.html``: how to use the pages without a mouse."""
    source = HELP.read_text(encoding="utf-8")
    heading, _, rest = source.partition("\n")
    heading = heading.strip("# ")
    if get_language() != OURS:
        heading, rest = look_up(heading), speak(rest)
    text = render_markdown(rest, {"id": HELP.name}, HELP.parent)
    template = get_exporter("handout", theme).environment.get_template("help.html.j2")
    place = dist / f"{HELP.stem}.html"
    # Each row begins with a key: who goes down the column beside it hears which.
    text = KEY.sub(r'\g<row><th scope="row">\g<key></th>', text)
    page = {"lang": None if get_language() == OURS else get_language()}
    text = clean(text, HELP.name)
    html = template.render(heading=heading, text=text, page=page, provenance={})
    write_atomically(place, finish(html))
    return place
