"""A course is one notebook, cut from the lessons: nothing in it is written twice."""

import ast

import pytest
from conftest import COURSES, every_course, read_replies

from scripts.door.files import ROOT
from scripts.lessons import worksheets
from scripts.lessons.cells import get_tags
from scripts.lessons.courses import read_course, read_library
from scripts.lessons.cutting import cut, list_remarks
from scripts.lessons.lesson import find_exercise
from scripts.lessons.linking import TERM, is_read
from scripts.lessons.listing import place_worksheet
from scripts.lessons.notebooks import read_notebook, to_text
from scripts.lessons.products import select_cells
from tests.small_course import make_lessons, write_course
from tests.test_courses_fit_their_days import GOOD


@pytest.fixture
def small(tmp_path):
    """The small course and the notebook that is cut for it."""
    lessons = make_lessons(tmp_path)
    course = read_course(write_course(tmp_path, GOOD), lessons)
    return course, cut(course, lessons)


def find(notebook, cell_id):
    return next(cell for cell in notebook.cells if cell.id == cell_id)


def test_the_cells_stand_in_the_order_of_the_day(small):
    _, notebook = small
    assert [cell.id for cell in notebook.cells] == [
        "c-0-title",
        "c-0-question",
        "c-0-how-worksheet",
        "c-0-setup",
        "w-welcome",
        "c-time-w-welcome",
        "w-welcome-note",
        "w-check-before",
        "c-time-w-check-before",
        "w-check-before-code-how",
        "w-check-before-code",
        "w-check-before-a",
        "w-check-before-b",
        "w-check-before-answers",
        "1-0-question",
        "1-0-note-question",
        "1-1-count",
        "c-time-1-1-count",
        "1-1-table",
        "1-1-talk",
        "p-1-4",
        "c-time-p-1-4",
        "2-0-question",
        "2-1-plan",
        "c-time-2-1-plan",
        "2-1-how",
        "2-1-write",
        "w-canvas-worksheet",
        "w-canvas-share",
        "1-2-more",
        "c-time-1-2-more",
        "1-2-cites",
        "w-check-after",
        "c-time-w-check-after",
        "w-check-after-a",
        "w-check-after-b",
        "w-check-after-answers",
        "c-9-words-text",
        "c-9-terms",
        "c-9-sources",
    ]


def test_one_setup_cell_imports_what_all_need_and_says_what_stays_open(small):
    course, notebook = small
    (setup,) = [cell for cell in notebook.cells if "setup" in get_tags(cell)]
    assert setup.source.splitlines() == [
        "import math",
        "",
        "from workshop import data, plan, sources, start, terms",
        "",
        "start()",
        f"plan.leave_open({', '.join(map(repr, course.left_open))})".replace("'", '"'),
    ]


def test_a_section_has_the_minutes_that_it_has_in_the_course(small):
    _, notebook = small
    assert find(notebook, "1-1-count").metadata["minutes"] == 20
    assert find(notebook, "2-1-plan").metadata["minutes"] == 30
    assert find(notebook, "p-1-4").metadata["minutes"] == 15


def test_a_term_is_linked_at_its_first_use_and_listed_once(small):
    _, notebook = small
    links = [
        (cell.id, link["id"])
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for link in TERM.finditer(cell.source)
    ]
    assert links == [("c-0-how-worksheet", "code"), ("1-1-count", "row")]
    terms = find(notebook, "c-9-terms")
    assert terms.source == 'terms("code", "row")'
    assert 'id="term-row"' in terms.outputs[0].data["text/html"]


def test_a_term_whose_first_use_is_left_out_is_linked_at_the_next(tmp_path):
    lessons = make_lessons(tmp_path)
    source = GOOD.replace('section = "1-1-count"\nwithout = ["ex-1-1"]', "")
    source = source.replace("[[days.blocks]]\n\n", "").replace("09:00", "09:20")
    notebook = cut(read_course(write_course(tmp_path, source), lessons), lessons)
    assert "Every [row](#term-row) counts" in find(notebook, "2-1-how").source
    assert "(#term-row)" not in find(notebook, "1-2-more").source


def test_sources_are_those_that_the_sections_cite(small):
    _, notebook = small
    sources = find(notebook, "c-9-sources")
    assert sources.source == 'sources("D01", "cases")', "D04 is cited nowhere here"
    assert 'id="src-D01"' in sources.outputs[0].data["text/html"]


def test_links_to_lessons_are_words(small):
    _, notebook = small
    assert find(notebook, "2-1-how").source.startswith("Look back.")


def test_what_a_sentence_names_outside_the_course_is_a_remark(small):
    course, notebook = small
    where = "courses/small.toml, cell 1-2-more"
    assert list_remarks(course, notebook) == [
        f'{where}: "A row, as in exercise 1.1." names exercise 1.1, which is not in '
        "this course.",
        *(
            f'{where}: "See lesson 5, or exercise 10.2 of lesson 10." names {what}, '
            "which is not in this course."
            for what in ("lesson 5", "exercise 10.2", "lesson 10")
        ),
    ]


def test_a_section_with_too_few_minutes_is_a_remark(tmp_path):
    lessons = make_lessons(tmp_path)
    source = GOOD.replace('without = ["ex-1-1"]', "minutes = 10")
    source = source.replace('"11:00"', '"10:50"')
    course = read_course(write_course(tmp_path, source), lessons)
    remarks = list_remarks(course, cut(course, lessons))
    assert any("take 14 minutes, and the section has 10" in one for one in remarks)


def test_the_learning_check_asks_both_forms_and_tells_nothing(small):
    _, notebook = small
    assert find(notebook, "w-check-before-code").source == (
        "my_code = ...  # a code instead of your name"
    )
    answers = find(notebook, "w-check-before-answers").source
    assert answers == 'before_form = ...  # "A" or "B"\nbefore_1 = ...'
    for form, words in (("a", "How many?"), ("b", "How many now?")):
        asked = find(notebook, f"w-check-after-{form}").source
        assert words in asked and "Answer" not in asked and "<details>" in asked
    for product in ("handout", "deck"):
        ids = {cell.id for cell in select_cells(notebook, product)}
        assert "w-check-before" in ids
        assert not ids & {"w-check-before-a", "w-check-before-answers"}


def test_a_pause_is_a_slide_and_nothing_else(small):
    _, notebook = small
    seen = {p: {c.id for c in select_cells(notebook, p)} for p in ("deck", "handout")}
    assert "p-1-4" in seen["deck"] and "p-1-4" not in seen["handout"]
    sheet = worksheets.make_worksheet(notebook, "")
    assert "p-1-4" not in [cell.id for cell in sheet.cells]


def test_cutting_twice_gives_the_same_and_leaves_the_lessons_alone(tmp_path):
    lessons = make_lessons(tmp_path)
    before = [to_text(lesson.notebook) for lesson in lessons]
    course = read_course(write_course(tmp_path, GOOD), lessons)
    once, again = (to_text(cut(course, lessons)) for _ in range(2))
    assert once == again
    assert [to_text(lesson.notebook) for lesson in lessons] == before


def test_words_that_come_twice_get_ids_of_their_own(tmp_path):
    lessons = make_lessons(tmp_path)
    again = GOOD.replace('check = "after"', 'words = "welcome"')
    notebook = cut(read_course(write_course(tmp_path, again), lessons), lessons)
    ids = [cell.id for cell in notebook.cells]
    assert "w-welcome-again" in ids and "w-welcome-again-note" in ids
    assert len(set(ids)) == len(ids)


@pytest.fixture(scope="session")
def cuts():
    """The notebook that is cut for each of our courses."""
    library = read_library()
    return {path: cut(read_course(path, library), library) for path in COURSES}


@every_course
def test_the_worksheet_is_what_the_lessons_give(course, cuts):
    made = worksheets.make_worksheet(cuts[course], course.name)
    assert worksheets.compare(place_worksheet(course), made) == []


@every_course
def test_every_cell_is_one_of_a_lesson_or_of_the_course(course, cuts):
    lessons = {cell["id"]: cell for one in read_library() for cell in one.cells}
    ids = [cell.id for cell in cuts[course].cells]
    assert len(ids) == len(set(ids))
    for cell in cuts[course].cells:
        if cell.id[0] in "cwdp":
            continue
        theirs = TERM.sub(r"\g<words>", lessons[cell.id]["source"])
        ours = TERM.sub(r"\g<words>", cell.source)
        assert ours == theirs or ".ipynb" in theirs or "](#" in theirs, cell.id


@every_course
def test_every_link_leads_somewhere(course, cuts):
    notebook = cuts[course]
    shown = "".join(map(read_replies, [c for c in notebook.cells if c.get("outputs")]))
    for cell in filter(is_read, notebook.cells):
        assert ".ipynb" not in cell.source, cell.id
        for link in TERM.finditer(cell.source):
            assert f'id="term-{link["id"]}"' in shown, cell.id
        for part in cell.source.split("](#src-")[1:]:
            assert f'id="src-{part.partition(")")[0]}"' in shown, cell.id


@every_course
def test_an_untouched_worksheet_runs_without_an_error(course, runs):
    run = runs[course.stem, "untouched"]
    assert run.replies
    for cell_id, reply in run.replies.items():
        assert reply["status"] == "ok", f"{cell_id}: {reply.get('evalue')}"
    checks = [c for c in run.notebook.cells if "check" in get_tags(c)]
    assert checks
    assert all("Not answered yet" in read_replies(cell) for cell in checks)


@every_course
def test_who_was_late_begins_at_any_section(course, runs):
    for cell_id, reply in runs[course.stem, "sections"].replies.items():
        assert reply["status"] == "ok", f"{cell_id}: {reply.get('evalue')}"


@every_course
def test_an_exercise_is_whole_or_left_out(course):
    sheet = read_notebook(place_worksheet(course))
    parts: dict[str, set] = {}
    for cell in sheet.cells:
        if find_exercise(cell):
            kinds = get_tags(cell) & {"task", "exercise", "check"}
            parts.setdefault(find_exercise(cell), set()).update(kinds)
    assert parts
    assert all(len(kinds) == 3 for kinds in parts.values()), parts


@every_course
def test_answers_of_the_learning_check_can_be_read_without_running(course):
    sheet = read_notebook(place_worksheet(course))
    for cell in sheet.cells:
        if cell.id.startswith("w-check-") and cell.id.endswith("-answers"):
            lines = ast.parse(cell.source).body
            names = [line.targets[0].id for line in lines]
            half = cell.id.split("-")[2]
            numbers = [f"{half}_{number}" for number in range(1, 9)]
            assert names == [f"{half}_form", *numbers]


def test_exercises_holds_the_worksheets_of_lessons_and_courses_alone():
    names = {path.name for path in (ROOT / "exercises").glob("*.ipynb")}
    lessons = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert names == lessons | {place_worksheet(path).name for path in COURSES}
