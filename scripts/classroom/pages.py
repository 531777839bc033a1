"""Write our own pages of the site: the start page, and a frame for each worksheet."""

from functools import cache
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader

from scripts.classroom.parts import write
from scripts.languages.loading import SpeakingLoader
from scripts.languages.templates import translate_script
from scripts.lessons.courses import read_course, read_library
from scripts.lessons.cutting import cut
from scripts.lessons.notebooks import read_notebook
from scripts.lessons.products import name_course_page, name_lesson_page
from scripts.pages.describing import describe_course, describe_lesson
from scripts.pages.export import finish, get_exporter
from workshop.messages import OURS, get_language, look_up

TEMPLATES = Path(__file__).with_name("templates")
FOLDER = "worksheets"
# Pages beside a worksheet, as the start page names them.
DOORS = {"deck": "Deck", "handout": "Handout", "sheets": "Sheets"}


def write_pages(
    site: Path, worksheets: list[tuple[Path, Path]], shown: list[str], root: Path
) -> None:
    """Write the start page, the frames and the icon of a site.

    ``worksheets`` are lessons and courses with their worksheets, ``shown`` the pages
    that stand beside them.
    """
    library = read_library(root)
    described = [describe(source, library, shown) for source, _ in worksheets]
    lessons = [page for page in described if page["number"] is not None]
    courses = [page for page in described if page["number"] is None]
    courses.sort(key=lambda page: page["length"])
    html = render("start.html.j2", lessons=lessons, courses=courses, frames=FOLDER)
    write(site / "index.html", html.encode())
    for page, (_, sheet) in zip(described, worksheets, strict=True):
        html = render("worksheet.html.j2", page=page, worksheet=sheet.name)
        write(site / FOLDER / f"{page['name']}.html", html.encode())
    write(site / "icon.svg", read_text("icon.svg").encode())


def describe(source: Path, library: list, shown: list[str]) -> dict:
    """Return what the start page says of a lesson or course, and its doors."""
    if source.suffix == ".toml":
        course = read_course(source, library)
        page = describe_course(course, cut(course, library)) | {"number": None}
    else:
        page = describe_lesson(read_notebook(source), source)
    name = name_course_page if source.suffix == ".toml" else name_lesson_page
    doors = [(look_up(title), name(source, p)) for p, title in DOORS.items()]
    return page | {"doors": [door for door in doors if door[1] in shown]}


def render(template: str, **values: object) -> str:
    """Return a page as HTML."""
    page = get_environment(get_language()).get_template(template)
    return finish(page.render(provenance={}, **values))


@cache
def get_environment(language: str) -> Environment:
    """Return the environment of all our pages, which knows our templates, too."""
    pages = get_exporter("handout").environment
    own: BaseLoader = FileSystemLoader(TEMPLATES)
    if language != OURS:
        own = SpeakingLoader(own)
    environment = pages.overlay(loader=ChoiceLoader([own, pages.loader]))
    environment.globals = pages.globals | {
        "read_own": read_own,
        "lang": "en-GB" if language == OURS else language,
    }
    return environment


def read_own(name: str) -> str:
    """Return a style sheet, or a script of ours in the language of the moment."""
    text = read_text(name)
    return translate_script(text, look_up) if name.endswith(".js") else text


@cache
def read_text(name: str) -> str:
    """Return a style sheet, script or picture of ours."""
    return (TEMPLATES / name).read_text(encoding="utf-8")
