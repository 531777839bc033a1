"""Pack a course for a USB stick: one zip, the same bytes whenever nothing changed.

``participants/`` stands on its own and holds no answer; ``facilitator/`` holds the
rest. Links between pages are laid anew, so that all of them work on the stick.
"""

import json
import posixpath
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from scripts.door.changes import is_printed, name_pdf, read_record
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.door.hashes import list_files
from scripts.kit.answers import list_columns
from scripts.kit.results import render_result
from scripts.kit.spreadsheets import encode_rows
from scripts.kit.zipping import Content, hash_content
from scripts.lessons import words
from scripts.lessons.courses import Course
from scripts.lessons.learning_check import read_check
from scripts.lessons.listing import place_worksheet
from scripts.lessons.products import COURSE_KIT, name_course_page
from scripts.pages.front import HELP, KIT_NAMES, ORDER, export_help

# What everybody may hold; the rest of a course holds answers, or is the facilitator's.
FOR_ALL = ("handout", "sheets", "cards", "canvas", "lists", "learning-check")
PARTICIPANTS, FACILITATOR = "participants", "facilitator"
# What the files for a laptop say of themselves.
CONTENTS = "laptop/contents.json"
START, SUMS, ANSWERS = "start.html", "checksums.txt", "answers.csv"
TITLES = ORDER | KIT_NAMES
LINK = re.compile(r'<a\b(?P<rest>[^>]*?) href="(?P<href>[^"#:]+)(?P<anchor>#[^"]*)?"'
                  r"(?P<end>[^>]*)>(?P<text>.*?)</a>", re.DOTALL)  # fmt: skip
SCRIPT = re.compile(r"(<script\b.*?</script>)", re.DOTALL)
TO_START = "Start page"

Files = dict[str, bytes]


def pack_course(
    course: Course,
    root: Path = ROOT,
    pdf: bool = False,
    laptop: Mapping[str, Content] | None = None,
) -> Mapping[str, Content]:
    """Return a built course as the files of its zip; with ``pdf`` its PDFs, too.

    ``laptop`` holds what a laptop needs to open the worksheet, by names in the
    participants' part. Raises Problem when a page is missing.
    """
    files: dict[str, Content] = dict(gather(course, root, pdf, laptop))
    if laptop:
        files |= {f"{PARTICIPANTS}/{name}": laptop[name] for name in laptop}
    return add_sums(files, course.name)


def pack_lessons(
    worksheets: list[Path], laptop: Mapping[str, Content], root: Path = ROOT
) -> Mapping[str, Content]:
    """Return the worksheets of all lessons as the files of a zip for laptops."""
    files: dict[str, Content] = {path.name: path.read_bytes() for path in worksheets}
    files |= gather_tables(root, "")
    name = f"{HELP.stem}.html"
    files[name] = lay_links(make_help(), name, {}).encode()
    page = {
        "title": "All lessons",
        "question": "",
        "made_from": "the worksheets and tables of this pack",
        "up": "",
    }
    shown = {
        "groups": {PARTICIPANTS: []},
        "is_whole": False,
        "worksheets": [path.name for path in worksheets],
        "to_participants": "",
        "pdf": False,
        **describe_laptop(laptop),
    }
    digest = hash_content(b"".join(path.read_bytes() for path in worksheets))
    files[START] = render_result("start", page, digest, shown).encode()
    return add_sums(files | dict(laptop), "lessons")


def add_sums(files: dict[str, Content], name: str) -> Mapping[str, Content]:
    """Return the files below a folder of this name, in order, with their sums."""
    lines = [f"{hash_content(files[one])}  {one}\n" for one in sorted(files)]
    files[SUMS] = "".join(lines).encode()
    return {f"{name}/{one}": files[one] for one in sorted(files)}


def gather(
    course: Course, root: Path, pdf: bool, laptop: Mapping[str, Content] | None
) -> Files:
    """Return the files of a pack by their names in it, without those for a laptop."""
    places = place_pages(course)
    files = {}
    for page, place in places.items():
        files[place] = lay_links(read_page(page, root, course), page, places).encode()
        if pdf:
            files[name_pdf(place)] = read_pdf(root / "dist" / page, root)
    place = f"{PARTICIPANTS}/{HELP.stem}.html"
    files[place] = lay_links(make_help(), f"{HELP.stem}.html", places).encode()
    worksheet = f"{PARTICIPANTS}/{course.name}.ipynb"
    files[worksheet] = place_worksheet(course.path).read_bytes()
    files |= gather_tables(root, f"{PARTICIPANTS}/")
    files[f"{FACILITATOR}/{ANSWERS}"] = make_answers(course)
    digest = hash_content(b"".join(files[name] for name in sorted(files)))
    for folder in (PARTICIPANTS, ""):
        place = posixpath.join(folder, START)
        pages = list(places.values())
        files[place] = make_start(course, pages, folder, pdf, digest, laptop or {})
    return files


def make_help() -> str:
    """Return the page for screen reader and keyboard."""
    with tempfile.TemporaryDirectory() as folder:
        return export_help(Path(folder)).read_text(encoding="utf-8")


def gather_tables(root: Path, before: str) -> Files:
    """Return the tables by their names in a pack."""
    tables, folder = root / "data", f"{before}tables"
    return {
        f"{folder}/{path.relative_to(tables).as_posix()}": path.read_bytes()
        for path in list_files(tables)
    }


def place_pages(course: Course) -> dict[str, str]:
    """Map the pages of a course, named below ``dist/``, to their places in the pack."""
    return {
        name_course_page(course.path, product): posixpath.join(
            PARTICIPANTS if product in FOR_ALL else FACILITATOR, f"{product}.html"
        )
        for product in ("deck", "handout", *COURSE_KIT)
    }


def read_page(page: str, root: Path, course: Course) -> str:
    """Return a built page. Raises Problem when there is none."""
    try:
        return (root / "dist" / page).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Problem(
            f"dist/{page} is missing: run build {course.name}, then pack again."
        ) from None


def read_pdf(page: Path, root: Path) -> bytes:
    """Return the PDF of a page. Raises Problem when it is not of its present state."""
    if not is_printed(page, read_record(root), root):
        raise Problem(
            f"{page.with_suffix('.pdf').name} is not printed from the page as it is "
            "now: run build --pdf for the course, then pack again."
        )
    return page.with_suffix(".pdf").read_bytes()


def lay_links(html: str, page: str, places: dict[str, str]) -> str:
    """Return a page whose links lead to where the pages lie in the pack.

    A link to the index leads to the start page of the same part; one to a page that
    the pack lacks becomes text.
    """
    here = places.get(page, f"{PARTICIPANTS}/{page}")
    folder = posixpath.dirname(here)
    known = places | {f"{HELP.stem}.html": f"{PARTICIPANTS}/{HELP.stem}.html"}
    start = f"{PARTICIPANTS}/{START}" if folder == PARTICIPANTS else START

    def lay(link: re.Match) -> str:
        target = posixpath.normpath(
            posixpath.join(posixpath.dirname(page), link["href"])
        )
        is_index = target == "index.html"
        place = start if is_index else known.get(target)
        if place is None:
            return link["text"]
        way = posixpath.relpath(place, folder) + (link["anchor"] or "")
        text = TO_START if is_index else link["text"]
        return f'<a{link["rest"]} href="{way}"{link["end"]}>{text}</a>'

    parts = SCRIPT.split(html)
    return "".join(
        part if SCRIPT.fullmatch(part) else LINK.sub(lay, part) for part in parts
    )


def make_answers(course: Course) -> bytes:
    """Return the empty table into which the answers on paper are typed."""
    check = read_check(words.find_words(course.path, words.QUESTIONS))
    return encode_rows(list_columns(check), [])


def describe_laptop(laptop: Mapping[str, Content]) -> dict:
    """Return what a start page says of opening the worksheets on a laptop."""
    contents = laptop.get(CONTENTS, b"{}")
    assert isinstance(contents, bytes)
    return {
        "starts": [name for name in laptop if "/" not in name],
        "pythons": json.loads(contents).get("named"),
    }


def make_start(
    course: Course,
    places: list[str],
    folder: str,
    pdf: bool,
    digest: str,
    laptop: Mapping[str, Content],
) -> bytes:
    """Return the start page of the whole pack, or of the participants' part."""
    groups = {
        part: [
            (TITLES[stem], posixpath.relpath(place, folder or "."))
            for place in places
            if posixpath.dirname(place) == part
            and (stem := Path(place).stem) in TITLES
        ]
        for part in (FACILITATOR, PARTICIPANTS)
    }  # fmt: skip
    page = {
        "title": course.title,
        "question": course.question,
        "made_from": "the pages and tables of this pack",
        "up": "",
    }
    shown = {
        "groups": groups,
        "is_whole": not folder,
        "worksheets": [f"{course.name}.ipynb"],
        "to_participants": "" if folder else f"{PARTICIPANTS}/",
        "pdf": pdf,
        "name_pdf": name_pdf,
        **describe_laptop(laptop),
    }
    return render_result("start", page, digest, shown).encode()
