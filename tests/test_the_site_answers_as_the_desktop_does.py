"""In a browser every worksheet runs, and says what it says on the desktop."""

import inspect
import json

import nbformat
import pytest
from test_feedback_is_friendly import EXERCISES, collect_cases, judge_cases

from scripts.door.files import ROOT
from scripts.lessons.cells import get_tags
from scripts.lessons.listing import list_courses, list_lessons
from scripts.lessons.notebooks import read_notebook
from scripts.lessons.products import WITHOUT_OUTPUT
from scripts.proof.nbval_session import find_difference
from tests.fresh_runs import RESET
from tests.participant import await_ready, execute, open_browser

pytest_plugins = ("tests.pages", "tests.site")
pytestmark = pytest.mark.browser

WORKSHEETS = [
    *(lesson.name for lesson in list_lessons()),
    *(
        f"{course.stem}.ipynb"
        for course in list_courses()
        if course.parent.name == "courses"
    ),
]
# Charts, tables, a plan: what the others have, too. CI runs them all.
SAMPLE = ("01-definition.ipynb",)
JUDGE = f"""
import importlib, json
from workshop.rules import Case, Exercise, judge

{inspect.getsource(collect_cases)}

said = {{}}
for lesson in {sorted({name.partition(".")[0] for name in EXERCISES})}:
    rules = importlib.import_module(f"workshop.feedback.{{int(lesson):02}}")
    for name, exercise in rules.EXERCISES.items():
        replies = [judge(exercise, case.answer()) for case in collect_cases(exercise)]
        said[name] = [[reply.rule, reply.text] for reply in replies]
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def worksheet(browser, port, tmp_path_factory):
    """A worksheet that is open in a browser, with Python ready in it."""
    profile = tmp_path_factory.mktemp("profile")
    with open_browser(browser.browser_type, profile) as page:
        page.goto(f"http://127.0.0.1:{port}/worksheets/00-start-here.html")
        await_ready(page)
        yield page


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.ci] * (name not in SAMPLE))
        for name in WORKSHEETS
    ],
)
def test_a_worksheet_runs_and_shows_what_the_lesson_shows(name, worksheet):
    """Where a plan is written or shown, the lesson has that of an example."""
    stored = read_stored(name)
    assert execute(worksheet, RESET)[0] == "ok"
    compared = 0
    for cell in read_notebook(ROOT / "exercises" / name).cells:
        if cell.cell_type != "code":
            continue
        status, said = execute(worksheet, cell.source)
        assert status == "ok" and "reply-error" not in str(said), f"{cell.id}: {said}"
        plain = get_tags(cell) & WITHOUT_OUTPUT or "plan." in cell.source
        if cell.id in stored and not plain:
            difference = find_difference(stored[cell.id], list(map(store, said)), False)
            assert not difference, f"{cell.id}: {difference}"
            compared += 1
    assert compared or name not in {lesson.name for lesson in list_lessons()}


def read_stored(name: str) -> dict[str, list]:
    """Return the stored outputs of a lesson's cells; a course has none of its own."""
    lesson = ROOT / "notebooks" / name
    cells = read_notebook(lesson).cells if lesson.is_file() else []
    return {cell.id: cell.outputs for cell in cells if cell.cell_type == "code"}


def store(said: tuple[str, dict]):
    """Return what a kernel has printed as a notebook stores it."""
    kind, content = said
    message = {"header": {"msg_type": kind}, "content": content}
    return nbformat.v4.output_from_msg(nbformat.from_dict(message))


def test_every_answer_gets_the_reply_that_it_gets_on_the_desktop(worksheet):
    status, said = execute(worksheet, JUDGE)
    assert status == "ok", said
    replies = json.loads("".join(content["text"] for _, content in said))
    assert set(replies) == set(EXERCISES)
    for name in EXERCISES:
        here = [[reply.rule, reply.text] for _, _, reply in judge_cases(name)]
        assert replies[name] == here, name


UNHEARD = """
import pyodide_js
from workshop import handing_in
from workshop.plan import kept
handing_in.PATIENCE = kept.PATIENCE = 0.2
print(handing_in.wait_for_page("Tim"))
syncfs, pyodide_js.FS.syncfs = pyodide_js.FS.syncfs, lambda *wish: None
try:
    kept.synchronise(from_browser=False)
except OSError as error:
    print(error.strerror)
finally:
    pyodide_js.FS.syncfs = syncfs
"""


def test_an_answer_that_does_not_come_leaves_no_red_words(worksheet):
    """What is caught must not be shown below the cell all the same."""
    status, said = execute(worksheet, UNHEARD)
    assert status == "ok", said
    words = "".join(content["text"] for _, content in said)
    assert words.split("\n") == ["None", "the browser gave no answer", ""]
