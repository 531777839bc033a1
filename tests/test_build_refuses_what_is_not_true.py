"""A build refuses what is not true: one sentence, and the earlier pages stay."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager

import nbformat
import pytest
from conftest import LESSONS, list_pages
from test_lessons_keep_the_contract import find_picture
from test_lessons_show_what_the_code_says import tamper

from scripts.door.errors import report_faults
from scripts.door.files import ROOT
from scripts.lessons.cells import get_tags
from scripts.lessons.notebooks import read_notebook, write_notebook
from scripts.proof.verify import find_differences, is_reference
from scripts.verbs.build import is_up_to_date, main

LESSON = LESSONS[0].name


def change_lesson(project, change):
    """Change a lesson of the copy and write it back."""
    path = project / "notebooks" / LESSON
    notebook = read_notebook(path)
    change(notebook)
    write_notebook(path, notebook)


def change_row(project, table, columns, value):
    """Write ``value`` into columns of the first row of a table."""
    path = project / f"data/{table}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        header, first, *rest = csv.reader(stream)
    for column in columns:
        first[header.index(column)] = value
    page = io.StringIO()
    csv.writer(page, lineterminator="\n").writerows([header, first, *rest])
    path.write_text(page.getvalue(), encoding="utf-8", newline="")


def change_worksheet(project):
    path = project / "exercises" / LESSON
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Welcome", "Hello", 1), encoding="utf-8", newline="")


def take_alternative(project):
    change_lesson(project, lambda notebook: find_picture(notebook).metadata.clear())


def write_unknown_code(project):
    change_row(project, "cases", ["country"], "ZZ")


def take_source(project):
    change_row(project, "cases", ["source_title", "source_url"], "")


REFUSED = [
    (change_worksheet, f"exercises/{LESSON}, cell 0-0-title: .+ run refresh"),
    (take_alternative, f"notebooks/{LESSON}, cell .+ no text alternative; draw it"),
    (
        write_unknown_code,
        'data/cases.csv, row AL01, column country: "ZZ" .+ Use a code',
    ),
    (take_source, "data/cases.csv, row AL01, .+ no source. Name the page"),
]


@pytest.mark.parametrize(
    ("damage", "words"), [pytest.param(*one, id=one[0].__name__) for one in REFUSED]
)
def test_a_fault_is_one_sentence_and_harms_nothing(
    built_project, capsys, damage, words
):
    before = list_pages(built_project)
    damage(built_project)
    assert report_faults(lambda argv: main(argv, built_project), []) == 1
    said = capsys.readouterr().err
    assert re.search(words, said), said
    assert "Traceback" not in said
    assert list_pages(built_project) == before


def test_a_changed_number_and_a_changed_chart_are_refused(built_project, capsys):
    before = list_pages(built_project)
    changed = []
    change_lesson(built_project, lambda notebook: changed.extend(tamper(notebook)))
    assert report_faults(lambda argv: main(argv, built_project), []) == 1
    said = capsys.readouterr().err
    number, chart, description, lost = changed
    for cell_id in (number, description, lost, *([chart] if is_reference() else [])):
        assert f"notebooks/{LESSON}, cell {cell_id}: " in said
    assert "run refresh, look at the change" in said
    assert f"Not built: {LESSONS[0].stem}." in said
    untouched = {
        page: content for page, content in before.items() if "00-" in page.name
    }
    assert untouched.items() <= list_pages(built_project).items()


def test_a_changed_table_is_refused_where_a_lesson_shows_it(built_project, capsys):
    for folder in ("notebooks", "exercises"):
        (built_project / folder / LESSON).unlink()
    before = list_pages(built_project)
    change_row(built_project, "definitions", ["novelty"], "0")
    assert report_faults(lambda argv: main(argv, built_project), []) == 1
    said, second = capsys.readouterr().err, LESSONS[1]
    assert re.search(f"notebooks/{second.name}, cell .+: stored is .+ refresh", said)
    kept = f"Not built: {second.stem}. Their earlier pages in dist/ are as they were."
    assert kept in said
    after = list_pages(built_project)
    changed = {page.name for page in before if before[page] != after[page]}
    assert changed <= {".built.json"}


@pytest.mark.parametrize("name", [f"notebooks/{LESSON}", "data/cases.csv"])
def test_what_changes_while_it_is_verified_is_not_proven(
    built_project, monkeypatch, capsys, name
):
    @contextmanager
    def save_meanwhile(lessons, root):
        def wait():
            with (root / name).open("ab") as file:
                file.write(b"\n")
            return {lesson: [] for lesson in lessons}

        yield wait

    (built_project / "verified.json").unlink()
    monkeypatch.setattr("scripts.proof.verify.begin_sessions", save_meanwhile)
    assert report_faults(lambda argv: main(argv, built_project), ["00"]) == 1
    said = capsys.readouterr().err
    assert f"notebooks/{LESSON}: somebody changed the lesson, a table or" in said
    assert json.loads((built_project / "verified.json").read_text("utf-8")) == {}


def test_a_page_that_somebody_changed_is_named_and_made_anew(built_project, capsys):
    before = list_pages(built_project)
    pages = [page for page in before if page.suffix == ".html"]
    assert {page.parent.name for page in pages} >= {"decks", "keys", "dist"}
    for page in pages:
        page.write_bytes(before[page].replace(b"<title>", b"<title>18 of 20 ", 1))
        assert page.read_bytes() != before[page]
    assert main(["--only", "index"], built_project) == 0
    said = capsys.readouterr().out
    assert said.count("is not as its build left it") == 2
    assert main([], built_project) == 0
    said += capsys.readouterr().out
    for page in pages:
        name = page.relative_to(built_project).as_posix()
        assert said.count(f"{name} is not as its build left it, so") == 1
    assert list_pages(built_project) == before


def test_a_build_says_on_what_it_relies(built_project, capsys, monkeypatch):
    place = built_project / "verified.json"
    records = json.loads(place.read_text(encoding="utf-8"))
    records[LESSONS[0].stem]["on"] = "2026-02-01"
    place.write_text(json.dumps(records), encoding="utf-8")
    assert main(["00"], built_project) == 0
    said = capsys.readouterr().out
    assert "Relying on the record of 2026-02-01 in verified.json: verified with" in said
    assert "\nVerified with" not in said

    @contextmanager
    def find_nothing(lessons, root):
        yield lambda: {lesson: [] for lesson in lessons}

    monkeypatch.setattr("scripts.proof.verify.begin_sessions", find_nothing)
    place.unlink()
    assert main(["00"], built_project) == 0
    said = capsys.readouterr().out
    assert "\nVerified with nbval" in said and "Relying" not in said


def test_a_changed_page_of_a_refused_lesson_is_named(built_project, capsys):
    take_alternative(built_project)
    page = built_project / f"dist/handouts/{LESSONS[0].stem}.html"
    page.write_bytes(page.read_bytes() + b" ")
    assert report_faults(lambda argv: main(argv, built_project), []) == 1
    said = capsys.readouterr()
    assert f"{page.name} is not as its build left it" in said.out
    assert f"Not built: {LESSONS[0].stem}." in said.err


@pytest.mark.ci
def test_a_kernel_that_does_not_start_is_one_sentence(built_project, capsys):
    (built_project / "verified.json").unlink()
    launcher = built_project / "ipykernel_launcher.py"
    launcher.write_text("raise SystemExit('no memory')", encoding="utf-8")
    before = list_pages(built_project)
    assert report_faults(lambda argv: main(argv, built_project), ["00"]) == 1
    said = capsys.readouterr().err
    assert f"no kernel started for notebooks/{LESSON}: Kernel died before" in said
    assert "Check that the computer has memory" in said and said.count("\n") == 1
    assert list_pages(built_project) == before


SHORT = """import sys
from scripts.proof import nbval_session
nbval_session.SECONDS_PER_CELL = 1
nbval_session.main(*sys.argv[1:])"""


@pytest.mark.ci
def test_a_kernel_that_starts_at_the_second_time_is_enough(built_project):
    """Two kernels that start at once may choose the same port, and one dies."""
    launcher, begun = (built_project / n for n in ("ipykernel_launcher.py", "begun"))
    launcher.write_text(
        "import pathlib, runpy, sys\n"
        f"begun = pathlib.Path({str(begun)!r})\n"
        "if not begun.exists():\n"
        "    begun.touch()\n"
        "    raise SystemExit('the port is taken')\n"
        "from ipykernel import kernelapp\n"
        "kernelapp.launch_new_instance()\n",
        encoding="utf-8",
    )
    lesson = built_project / "notebooks" / LESSON
    assert find_differences([lesson], built_project) == {lesson: []}
    assert begun.exists()


@pytest.mark.ci
def test_a_cell_that_takes_the_kernel_along_is_one_sentence(tmp_path):
    path, result = tmp_path / "90-stops.ipynb", tmp_path / "result.json"
    notebook = nbformat.v4.new_notebook()
    for number, source in enumerate(("x = 1", "import os\nos._exit(1)", "x", "x")):
        notebook.cells.append(nbformat.v4.new_code_cell(source, id=f"c{number}"))
    write_notebook(path, notebook)
    command = [sys.executable, "-c", SHORT, result, tmp_path, "no-images", path]
    alone = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    subprocess.run(command, cwd=ROOT, env=alone, stdout=subprocess.DEVNULL, check=True)
    ((name, (fault,)),) = json.loads(result.read_text(encoding="utf-8")).items()
    assert name == str(path)
    assert "cell c1: the code did not end in 1 s, or Python" in fault


def test_one_bad_lesson_does_not_hinder_a_good_one(built_project, capsys):
    before = list_pages(built_project)
    take_alternative(built_project)
    good = built_project / f"dist/handouts/{LESSONS[1].stem}.html"
    good.unlink()
    assert report_faults(lambda argv: main(argv, built_project), []) == 1
    said = capsys.readouterr().err
    assert f"Not built: {LESSONS[0].stem}. Their earlier pages" in said
    after = list_pages(built_project)
    assert after.keys() == before.keys()
    changed = {page.name for page in before if before[page] != after[page]}
    assert changed <= {".built.json"}, "an earlier page was changed"
    assert not is_up_to_date(root=built_project)


def test_a_build_knows_what_changed(built_project):
    assert is_up_to_date(root=built_project) and is_up_to_date("00", root=built_project)
    for name in (
        f"notebooks/{LESSON}",
        f"exercises/{LESSON}",
        "data/cases.csv",
        "workshop/rules.py",
        "requirements.lock",
        "verified.json",
        "scripts/proof/example_plan.json",
        f"dist/handouts/{LESSONS[0].stem}.html",
        f"dist/decks/{LESSONS[0].stem}.html",
    ):
        path = built_project / name
        content = path.read_bytes()
        proof = content.replace(b'"nbval": "', b'"nbval": "9')
        path.write_bytes(proof if name == "verified.json" else content + b" ")
        assert not is_up_to_date(root=built_project), name
        assert not is_up_to_date("00", root=built_project), name
        path.unlink()
        assert not is_up_to_date(root=built_project), f"{name} is gone"
        path.write_bytes(content)
    assert is_up_to_date(root=built_project)
    (built_project / "dist/index.html").unlink()
    assert not is_up_to_date(root=built_project)


def test_a_lost_page_is_made_again(built_project, capsys):
    page = built_project / f"dist/decks/{LESSONS[0].stem}.html"
    content = page.read_bytes()
    page.unlink()
    assert main([], built_project) == 0
    assert page.read_bytes() == content
    said = capsys.readouterr().out
    assert "Relying on a record without a date in verified.json: verified with" in said
    assert main(["00"], built_project) == 0
    assert "Nothing has changed" in capsys.readouterr().out


def test_one_changed_lesson_makes_its_own_pages_anew(built_project, capsys):
    def reword(notebook):
        note = next(cell for cell in notebook.cells if "facilitator" in get_tags(cell))
        note.source += " Well then."

    before = list_pages(built_project)
    change_lesson(built_project, reword)
    assert main([], built_project) == 0
    said = capsys.readouterr().out
    first, second = LESSONS[0].stem, LESSONS[1].stem
    assert f"Verifying {first}" in said and f"Exporting {first}" in said
    assert second not in said.partition("Verifying")[2]
    after = list_pages(built_project)
    changed = {page.name for page in after if before[page] != after[page]}
    assert changed == {".built.json", f"{first}.html", "index.html"}
    assert is_up_to_date(root=built_project)
