"""A build makes the pages of courses from verified lessons, or says why not."""

import re
import shutil

import pytest
from conftest import list_pages

from scripts.door.errors import report_faults
from scripts.lessons.listing import list_courses
from scripts.lessons.worksheets import write_course_worksheets
from scripts.verbs import build
from scripts.verbs.build import is_up_to_date
from workshop.plan.boxes import BOXES

# Cut from the first two lessons, without their exercises.
SHORT = """title = "A short course"
left_open = [{left_open}]

[[days]]
start = "10:00"
end = "11:30"
[[days.blocks]]
section = "0-6-plan"
minutes = 40
[[days.blocks]]
pause = "break"
minutes = 15
[[days.blocks]]
section = "1-5-plan"
minutes = 35
"""
PAGES = {"courses/short/deck.html", "courses/short/handout.html"}


@pytest.fixture(scope="module", params=["courses", "my-courses"])
def begun(request, built, tmp_path_factory):
    """The built project with a short course that is not built yet; no test changes it.

    As the next one: each test has a copy.
    """
    root = shutil.copytree(built, tmp_path_factory.mktemp("begun") / "project")
    left_open = [box for box in BOXES if box not in ("challenge", "problem")]
    source = SHORT.format(left_open=", ".join(f'"{box}"' for box in left_open))
    path = root / request.param / "short.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(source, encoding="utf-8")
    write_course_worksheets([path], root)
    return root


@pytest.fixture(scope="module")
def whole(begun, tmp_path_factory):
    """The project after a build: nothing is left to do."""
    root = shutil.copytree(begun, tmp_path_factory.mktemp("whole") / "project")
    assert not is_up_to_date(root=root)
    assert run(root) == 0
    return root


@pytest.fixture
def project(begun, tmp_path):
    """A copy of the project whose course is not built yet."""
    return shutil.copytree(begun, tmp_path / "project")


@pytest.fixture
def whole_project(whole, tmp_path):
    """A copy of the project whose course is built."""
    return shutil.copytree(whole, tmp_path / "project")


def run(project, *argv):
    return report_faults(lambda argv: build.main(argv, project), list(argv))


def list_made(project):
    dist = project / "dist"
    return {page.relative_to(dist).as_posix() for page in dist.rglob("*.html")}


def test_a_build_makes_the_course_and_its_door(begun, whole, capsys):
    assert not is_up_to_date(root=begun)
    assert list_made(whole) >= PAGES and not list_made(begun) & PAGES
    index = (whole / "dist/index.html").read_text(encoding="utf-8")
    assert 'href="courses/short/deck.html"' in index and "10:00–11:30" in index
    before, after = (
        {page.relative_to(root): content for page, content in list_pages(root).items()}
        for root in (begun, whole)
    )
    changed = {page.name for page in before if after[page] != before[page]}
    assert changed == {"index.html", ".built.json"}, "the lessons stay as they are"
    assert is_up_to_date(root=whole)
    assert run(whole) == 0
    assert "Nothing has changed" in capsys.readouterr().out


def test_a_course_is_built_alone_by_its_name(project):
    assert run(project, "short", "--only", "decks") == 0
    assert list_made(project) & PAGES == {"courses/short/deck.html"}
    assert run(project, "short") == 0
    assert is_up_to_date("short", project)


def test_its_pages_name_what_they_are_made_of(whole):
    page = (whole / "dist/courses/short/handout.html").read_text(encoding="utf-8")
    assert re.search(r'<meta name="notebooks-sha256" content="[0-9a-f]{64}">', page)
    assert '<meta name="nbval-version"' in page
    assert "Made from short.toml and the lessons that it names, SHA-256" in page
    assert 'href="../../accessibility.html"' in page


def test_a_changed_course_or_word_makes_its_pages_anew_and_no_other(whole_project):
    project = whole_project
    (course,) = list_courses("short", project)
    text = course.read_text(encoding="utf-8").replace("short course", "brief course")
    course.write_text(text, encoding="utf-8")
    assert not is_up_to_date(root=project)
    write_course_worksheets([course], project)
    before = list_pages(project)
    assert run(project) == 0
    after = list_pages(project)
    changed = {place for place, page in before.items() if after[place] != page}
    of_course = {place for place in before if place.parent.name == "short"}
    assert of_course and of_course <= changed
    others = {place.name for place in changed - of_course}
    assert others == {"index.html", ".built.json"}


def test_a_course_that_does_not_fit_is_refused_and_the_lessons_are_not(project, capsys):
    (course,) = list_courses("short", project)
    text = course.read_text(encoding="utf-8").replace("minutes = 35", "minutes = 36")
    course.write_text(text, encoding="utf-8")
    assert run(project) == 1
    said = capsys.readouterr().err
    assert "short.toml, day 1: the blocks take 91 minutes" in said
    assert "Not built: short." in said


def test_a_course_waits_for_its_lessons(whole_project, capsys):
    project = whole_project
    before = list_pages(project)
    lesson = next((project / "notebooks").glob("00-*.ipynb"))
    lesson.write_text("{", encoding="utf-8")
    assert run(project) == 1
    assert "short.toml: it cuts 00-start-here, see above." in capsys.readouterr().err
    assert list_pages(project) == before


def test_a_stale_worksheet_is_named(project, capsys):
    (course,) = list_courses("short", project)
    text = course.read_text(encoding="utf-8").replace("short course", "brief course")
    course.write_text(text, encoding="utf-8")
    assert run(project, "short") == 1
    assert "exercises/short.ipynb, cell c-0-title" in capsys.readouterr().err


def test_pages_of_a_course_that_is_gone_are_forgotten(whole_project):
    project = whole_project
    (course,) = list_courses("short", project)
    course.unlink()
    # The index has lost a line, and nothing else would ask for another deck.
    assert not is_up_to_date(root=project)
    assert not is_up_to_date(root=project, only="decks")
    assert run(project) == 0
    assert is_up_to_date(root=project, only="decks")
    index = (project / "dist/index.html").read_text(encoding="utf-8")
    assert "courses/short" not in index
