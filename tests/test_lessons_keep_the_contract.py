"""Every lesson keeps the contract of CONTRIBUTING.md; each fault is one sentence."""

import base64
import copy
import io
import re

import nbformat
import pytest
from conftest import LESSONS, every_lesson
from PIL import Image, PngImagePlugin

from scripts.contract.checks import find_faults
from scripts.contract.prose import list_numbers
from scripts.lessons.cells import get_tags
from scripts.lessons.lesson import Lesson
from scripts.lessons.linking import find_linked
from scripts.lessons.notebooks import read_notebook
from workshop import data

LESSON = LESSONS[0]


@every_lesson
def test_the_lesson_keeps_the_contract(lesson):
    assert find_faults(read_notebook(lesson), lesson) == []


def find(notebook, tag):
    """Return the first cell with a tag."""
    return next(cell for cell in notebook.cells if tag in get_tags(cell))


def find_prose(notebook):
    """Return a Markdown cell that is no heading."""
    return next(cell for cell in notebook.cells if cell.id.endswith("-objectives"))


def find_picture(notebook):
    """Return the first output that is a picture."""
    return next(
        output
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    )


def add_prose(text):
    """Make a change that writes ``text`` into the lesson."""

    def change(notebook):
        find_prose(notebook).source += "\n\n" + text

    return change


def add_note(text):
    """Make a change that writes ``text`` into a facilitator note."""

    def change(notebook):
        find(notebook, "facilitator").source += "\n\n" + text

    return change


def change_exercise(pattern, replacement, tag="exercise"):
    """Make a change of the source of the first cell with ``tag``."""

    def change(notebook):
        cell = find(notebook, tag)
        cell.source = re.sub(pattern, replacement, cell.source)

    return change


def drop(tag):
    """Make a change that takes out the first cell with ``tag``."""

    def change(notebook):
        notebook.cells.remove(find(notebook, tag))

    return change


def drop_exercise(number):
    """Make a change that takes out all cells of an exercise or a question."""

    def change(notebook):
        start = f"ex-0-{number}"
        notebook.cells = [c for c in notebook.cells if not c.id.startswith(start)]

    return change


def call_all(tag):
    """Make a change that calls every exercise core or extra."""

    def change(notebook):
        for cell in notebook.cells:
            for kind in get_tags(cell) & {"task", "exercise"}:
                cell.metadata["tags"] = [kind, tag]
                cell.source = re.sub(r"· (core|extra) ·", f"· {tag} ·", cell.source)

    return change


def give_id(cell_id):
    """Make a change of the id of a prose cell."""

    def change(notebook):
        find_prose(notebook).id = cell_id

    return change


def give_tag(tag):
    """Make a change that adds a tag to a prose cell."""

    def change(notebook):
        find_prose(notebook).metadata["tags"] = [tag]

    return change


def add_code(source, after="objectives"):
    """Make a change that adds a code cell, run as the others are."""

    def change(notebook):
        place = notebook.cells.index(find_prose(notebook)) + 1
        cell = nbformat.v4.new_code_cell(source, id="0-0-added")
        cell.execution_count = notebook.cells[place].get("execution_count")
        notebook.cells.insert(place, cell)

    return change


def add_raw(notebook):
    notebook.cells.append(nbformat.v4.new_raw_cell("Not shown.", id="0-9-raw"))


def drop_terms(notebook):
    notebook.cells = [c for c in notebook.cells if not c.id.endswith("-9-terms")]


def list_more_terms(notebook):
    cell = next(c for c in notebook.cells if c.id.endswith("-9-terms"))
    cell.source = 'terms("neet")'


def lower_extra(notebook):
    for cell in notebook.cells:
        cell.source = cell.source.replace("· ●●● ", "· ●● ")


def take_alternative(notebook):
    find_picture(notebook).metadata.clear()


def write_software(notebook):
    picture, page = find_picture(notebook), io.BytesIO()
    words = PngImagePlugin.PngInfo()
    words.add_text("Software", "a drawing program")
    image = Image.open(io.BytesIO(base64.b64decode(picture.data["image/png"])))
    image.save(page, "png", pnginfo=words)
    picture.data["image/png"] = base64.b64encode(page.getvalue()).decode()


def animate_picture(notebook):
    picture, page = find_picture(notebook), io.BytesIO()
    image = Image.open(io.BytesIO(base64.b64decode(picture.data["image/png"])))
    false = Image.new("RGB", image.size, "red")
    image.convert("RGB").save(page, "png", save_all=True, append_images=[false])
    picture.data["image/png"] = base64.b64encode(page.getvalue()).decode()


def store_error(notebook):
    find(notebook, "setup").outputs.append(
        nbformat.v4.new_output("error", ename="KeyError", evalue="", traceback=[])
    )


def store_warning(notebook):
    find(notebook, "setup").outputs.append(
        nbformat.v4.new_output("stream", name="stderr", text="FutureWarning: soon")
    )


def rename_later(notebook):
    cell = next(one for one in notebook.cells if one.id == "0-4-finding")
    cell.source = 'six = ["AL", "BA"]\n' + cell.source


def judge_not_right(notebook):
    for output in find(notebook, "check").outputs:
        page = output.data["text/html"]
        output.data["text/html"] = page.replace("reply-right", "reply-again")


def take_note(notebook):
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            page = output.get("data", {}).get("text/html", "")
            if "<table" in page and "UNSCR 1244" in page:
                output.data["text/html"] = page.replace("UNSCR 1244", "")
                return


def take_minutes(notebook):
    next(c for c in notebook.cells if c.source.startswith("## ")).metadata.clear()


def lengthen_talk(notebook):
    find(notebook, "talk").metadata["minutes"] = 90


def run_out_of_order(notebook):
    find(notebook, "check").execution_count = 99


def give_core(notebook):
    find(notebook, "task").metadata["tags"] = ["task", "extra"]


def move_check_up(notebook):
    check = find(notebook, "check")
    notebook.cells.remove(check)
    notebook.cells.insert(0, check)


BROKEN = [
    ("missing cell", drop("setup"), "0-0-setup: this cell is missing"),
    ("id of another section", give_id("0-3-late"), "the id does not fit here"),
    ("hex id", give_id("deadbeef"), "the id does not fit here"),
    ("id twice", give_id("0-0-title"), "two cells have this id"),
    ("unknown tag", give_tag("bonus"), 'the tag "bonus" is unknown'),
    ("tag without its id", give_tag("check"), 'the tag "check" and the id'),
    ("no check", drop("check"), "the exercise has no check cell"),
    ("no hints", drop("hints"), "the exercise has no hints cell"),
    ("no statement", drop("task"), "the exercise has no task cell"),
    ("no paper", drop("paper"), "the exercise has no paper cell"),
    ("no code", drop("exercise"), "the exercise has no exercise cell"),
    ("wrong order", move_check_up, "put statement, code, check and hints"),
    ("no end", change_exercise("### END SOLUTION", ""), "the solution has no end"),
    ("other answer", change_exercise("answer_", "answer_9_9 = "), "answer_9_9 belongs"),
    ("no answer", change_exercise("answer_", "reply_"), "gives answer_0_1 no value"),
    (
        "other check",
        change_exercise("0.1", "0.2", "check"),
        'the cell holds check("0.1")',
    ),
    ("unknown exercise", change_exercise("0[.]1 ·", "0.9 ·", "task"), "must read like"),
    (
        "heading minutes",
        change_exercise(r"· \d+ min", "· 77 min", "task"),
        "minutes of",
    ),
    ("heading tag", give_core, "the heading says core"),
    ("level", change_exercise("· ● ", "· ●●● ", "task"), "●●● is always extra"),
    ("raw cell", add_raw, "a raw cell shows nothing"),
    ("few core", drop_exercise(1), "core exercises with code: 3; make it 4"),
    ("many core", call_all("core"), "core exercises with code: 6; make it 4"),
    ("few extra", drop_exercise(5), "extra exercises with code: 1; make it 2 to 4"),
    ("many extra", call_all("extra"), "extra exercises with code: 6; make it 2"),
    ("no own work", lower_extra, "no extra exercise is ●●●"),
    ("few questions", drop_exercise("q1"), "concept check: 2; ask 3 to 5"),
    ("no minutes", take_minutes, "the section has no minutes"),
    ("talk over section", lengthen_talk, "minutes and the section has"),
    ("long code", add_code("x = 1\n" * 13), "13 lines of code, at most 12"),
    ("wide code", add_code("x = '" + "a" * 90 + "'"), "columns, at most 88"),
    ("magic", add_code("%timeit 1"), "is no plain Python"),
    ("shell", add_code("!ls"), "is no plain Python"),
    ("unverified", add_code("# NBVAL_SKIP"), "nothing may be left out"),
    ("answer elsewhere", add_code("answer_0_1 + 1"), "answer_0_1 belongs"),
    ("name made anew", rename_later, "it gives 'six' another value, and ex-0-3 above"),
    ("uncited", add_prose("As [ME99](#src-ME99) says."), 'add "ME99" to sources'),
    ("unknown source", add_code('sources("ME99")'), "no table has the id ME99"),
    ("unknown row", add_prose("As ME99 says."), "no table has a row ME99"),
    ("dead link", add_prose("[There](#0-9-gone)."), "no cell has the id 0-9-gone"),
    ("dead lesson", add_prose("[It](99-gone.ipynb)."), "is no lesson 99-gone.ipynb"),
    ("unknown term", add_prose("[It](#term-gone)."), "glossary has no term gone"),
    ("unlisted term", add_prose("[NEET](#term-neet)."), 'add "neet" to 0-9-terms'),
    ("unlinked term", list_more_terms, "neet is listed and never linked"),
    ("terms elsewhere", add_code('terms("row")'), "terms(…) stands in 0-9-terms alone"),
    ("no terms", drop_terms, "0-9-terms: this cell is missing"),
    ("unchecked case", add_prose("As HU01 says."), "HU01 was read once only"),
    ("case of no limit", add_code('cases.loc["HU01"]'), "HU01 has no limit"),
    ("term twice", add_prose("[A](#term-neet) [B](#term-neet)"), "is linked twice"),
    ("term too late", add_prose("NEET: [NEET](#term-neet)"), "link its first use"),
    ("term in a note", add_note("[NEET](#term-neet)."), "that participants read"),
    ("typed number", add_prose("They are {finding}."), "is typed and a table holds it"),
    ("Kosovo", add_prose("People in Kosovo vote."), 'write "Kosovo\\*"'),
    ("wording", add_prose("The disabled people came."), "persons with disabilities"),
    ("Macedonia", add_prose("She lives in Macedonia."), "North Macedonia"),
    ("six", add_prose("These six countries differ."), 'write "economies"'),
    ("place", add_prose("She lives in Pristina."), "Prishtinë/Priština"),
    ("picture in prose", add_prose("![](map.png)"), "no text alternative"),
    ("no alternative", take_alternative, "a picture has no text alternative"),
    ("software", write_software, "the PNG is damaged, or carries more than its"),
    ("animated", animate_picture, "a picture is animated"),
    ("error", store_error, "the stored output is an error"),
    ("warning", store_warning, 'the code warns "FutureWarning'),
    ("not right", judge_not_right, "the solution of 0.1 is not judged right"),
    ("no note", take_note, "names Kosovo* without its note"),
    ("not one run", run_out_of_order, "not of one clean run"),
]


@pytest.mark.parametrize(
    ("change", "words"), [pytest.param(*rest, id=name) for name, *rest in BROKEN]
)
def test_each_breach_is_one_sentence_with_file_cell_and_mend(change, words):
    notebook = copy.deepcopy(read_notebook(LESSON))
    change(notebook)
    for cell in notebook.cells:
        number = max(n for n in list_numbers() if n > 3000)
        cell.source = cell.source.replace("{finding}", f"{number:,.0f}")
    faults = find_faults(notebook, LESSON)
    found = [fault for fault in faults if words in fault]
    assert found, faults
    for fault in faults:
        assert re.match(rf"notebooks/{LESSON.name}, cell \S+: .+\.$", fault), fault


def test_an_exercise_without_rules_is_found():
    notebook = read_notebook(LESSON)
    notebook.cells = [c for c in notebook.cells if not c.id.startswith("ex-0-1")]
    assert any("has it, the lesson not" in f for f in find_faults(notebook, LESSON))
    assert set(Lesson(notebook, LESSON).feedback)


def test_each_term_is_linked_first_in_the_lesson_that_the_glossary_names():
    lessons = [Lesson(read_notebook(path), path) for path in LESSONS]
    links = {int(lesson.number): find_linked(lesson.prose) for lesson in lessons}
    named = data.load("glossary").set_index("id")["lesson"].to_dict()
    first = {
        id_: min((number for number in links if id_ in links[number]), default=None)
        for id_ in named
    }
    assert first == named


@pytest.mark.parametrize(
    "words",
    [
        "In 2022 it was 100 %.",
        "In 2022, it was less.",
        "Do exercise 0.1 now.",
        "As in exercise 6.5, and in exercises 2.1 and 6.5.",
        "It takes 20 minutes, `6586476`.",
        "In the EU-27, read the rows ME12 and ME-11.",
    ],
)
def test_years_small_numbers_and_code_are_no_findings(words):
    notebook = read_notebook(LESSON)
    find_prose(notebook).source += "\n\n" + words
    assert find_faults(notebook, LESSON) == []
