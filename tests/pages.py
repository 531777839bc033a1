"""The exported pages of all lessons, and a browser to look at them.

A test file asks for these fixtures with ``pytest_plugins = ("tests.pages",)``.
"""

from collections.abc import Set
from pathlib import Path

import pytest

from scripts.door.files import ROOT
from scripts.lessons.courses import read_course, read_library
from scripts.lessons.cutting import cut
from scripts.lessons.listing import list_lessons
from scripts.pages.browser import find_browser, list_launch_options
from scripts.pages.export import export_course, export_lesson
from scripts.pages.front import export_help, export_index
from tests.small_lesson import PROVENANCE, export_notebook, make_notebook
from tests.turns import make_once

COURSE_PROVENANCE = PROVENANCE | {"notebook": None, "notebooks": "c3" * 32}


@pytest.fixture(scope="session")
def dist(tmp_path_factory) -> Path:
    """The exports of all lessons, the small one and all courses, with the index."""
    folder = tmp_path_factory.mktemp("exports")
    return make_once("exports", folder, export_all) / "dist"


def export_all(folder: Path) -> None:
    """Export all lessons, the small one and all courses below a folder."""
    export_notebook(make_notebook(), folder, "99-small")
    lessons = [*list_lessons(), folder / "notebooks/99-small.ipynb"]
    for lesson in lessons[:-1]:
        export_lesson(lesson, folder / "dist", PROVENANCE)
    courses = cut_courses()
    for course, notebook in courses:
        export_course(course, notebook, folder / "dist", COURSE_PROVENANCE)
    export_index(lessons, folder / "dist", PROVENANCE, courses=courses)
    export_help(folder / "dist")


def cut_courses() -> list:
    """Cut our courses."""
    library = read_library()
    courses = [
        read_course(path, library) for path in sorted((ROOT / "courses").glob("*.toml"))
    ]
    return [(course, cut(course, library)) for course in courses]


# How many letters of code stand beside each other in each box of a page.
COUNT_COLUMNS = """() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  const boxes = [...document.querySelectorAll("pre.code > code")];
  return boxes.filter((code) => code.checkVisibility()).map((code) => {
    const ruler = document.createElement("span");
    ruler.style = "position: absolute; width: auto; padding: 0; white-space: pre";
    ruler.style.textIndent = 0;
    ruler.textContent = "x".repeat(100);
    code.append(ruler);
    const letter = ruler.getBoundingClientRect().width / 100;
    ruler.remove();
    const { paddingLeft, paddingRight } = getComputedStyle(code.parentElement);
    const padding = parseFloat(paddingLeft) + parseFloat(paddingRight);
    return Math.floor((code.parentElement.clientWidth - padding) / letter + 0.01);
  });
}"""

# Pages that stand for all others: a deck and a handout of each kind, and the rest.
SAMPLE = {"99-small", "01-definition", "one-day", "index", "accessibility"}
IN_CI = pytest.param(True, marks=pytest.mark.ci, id="the rest")
HERE_OR_IN_CI = [pytest.param(False, id="here"), IN_CI]


def is_deck(path: Path) -> bool:
    """Tell whether a page is a deck of a lesson or course."""
    return path.parent.name == "decks" or path.name == "deck.html"


def is_further_course(path: Path) -> bool:
    """Tell whether a page is cut from lessons as that of the one-day course is."""
    return path.parent.parent.name == "courses" and path.parent.name != "one-day"


def pick_part(dist: Path, rest: bool, sample: Set[str] = SAMPLE) -> list[Path]:
    """List the exported pages of the sample, or the rest of them."""
    return [
        path
        for path in sorted(dist.rglob("*.html"))
        if bool({path.stem, path.parent.name} & sample) is not rest
    ]


@pytest.fixture(params=HERE_OR_IN_CI)
def part(dist, request) -> list[Path]:
    """Pages that stand for all; CI has the rest, too."""
    return pick_part(dist, request.param)


@pytest.fixture(scope="module", params=HERE_OR_IN_CI)
def exported(dist, request) -> list[Path]:
    """All pages of lessons and of a course; CI has those of all courses."""
    pages = sorted(dist.rglob("*.html"))
    return [path for path in pages if is_further_course(path) is request.param]


@pytest.fixture(scope="module", params=HERE_OR_IN_CI)
def decks(dist, request) -> list[Path]:
    """The decks of lessons and of a course; CI has those of all courses."""
    return [p for p in list_decks(dist) if is_further_course(p) is request.param]


@pytest.fixture(scope="module", params=HERE_OR_IN_CI)
def papers(dist, request) -> list[Path]:
    """The exported pages that are no decks: handouts, index and help, as ``decks``."""
    return [p for p in list_papers(dist) if is_further_course(p) is request.param]


def list_decks(dist: Path) -> list[Path]:
    """List the exported decks."""
    return [*sorted((dist / "decks").glob("*.html")), *sorted(dist.rglob("deck.html"))]


def list_papers(dist: Path) -> list[Path]:
    """List the exported pages that are no decks."""
    handouts = [*(dist / "handouts").glob("*.html"), *dist.rglob("handout.html")]
    return [*sorted(dist.glob("*.html")), *sorted(handouts)]


@pytest.fixture(scope="module")
def browser():
    """One browser for the tests of a file; its event loop must end with them."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = list_launch_options()
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=options
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """A new window of 1280 × 720 that remembers what it asks for."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.requests = []
    page.on("request", lambda request: page.requests.append(request.url))
    yield page
    context.close()
