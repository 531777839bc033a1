"""What several tests share: lessons, copies of the project, runs that happen once."""

import copy
import itertools
import json
import shutil
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from scripts import build
from scripts.files import ROOT
from scripts.fingerprint import list_lessons
from scripts.notebooks import Job, Run, name_file, read_notebook, run_notebooks
from scripts.products import get_tags
from scripts.verify import describe_environment, hash_lesson
from scripts.worksheets import write_worksheets

LESSONS = list_lessons()
COPIED = ("data", "exercises", "notebooks", "workshop")
RESET = 'get_ipython().run_line_magic("reset", "-f")'
# What a beginner types; each needs another kind of sentence.
TYPOS = (
    'answer = dat.load("cases")',
    'answer = data.load("cases"',
    'answer = data.load("cases")["contry"]',
    'answer = data.load("casse")',
    'answer = data.laod("cases")',
)

every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of all that decides what a build makes; a test may damage it."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """A copy of the project with two lessons, in which nothing is left to build."""
    project = copy_project(tmp_path_factory.mktemp("built") / "project")
    for lesson in list_lessons(root=project)[2:]:
        lesson.unlink()
        (project / "exercises" / lesson.name).unlink(missing_ok=True)
    write_worksheets(root=project)
    trust_lessons(project)
    assert build.main([], project) == 0
    return project


@pytest.fixture
def built_project(built: Path, tmp_path: Path) -> Path:
    """A copy of the built project; a test may damage it."""
    return shutil.copytree(built, tmp_path / "project")


def list_pages(project: Path) -> dict[Path, bytes]:
    """Return every file of ``dist/`` with its bytes."""
    pages = sorted((project / "dist").rglob("*"))
    return {page: page.read_bytes() for page in pages if page.is_file()}


def copy_project(place: Path) -> Path:
    """Copy lessons, worksheets, tables, ``workshop`` and lock to ``place``."""
    ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for folder in COPIED:
        shutil.copytree(ROOT / folder, place / folder, ignore=ignored)
    (place / "scripts").mkdir()
    for name in ("requirements.lock", "verified.json", "scripts/example_plan.json"):
        shutil.copy(ROOT / name, place / name)
    return place


def trust_lessons(project: Path) -> None:
    """Record the lessons of a copy as verified, without running them."""
    proof = describe_environment()
    records = {
        lesson.stem: hash_lesson(lesson, project) | proof
        for lesson in list_lessons(root=project)
    }
    (project / "verified.json").write_text(json.dumps(records), encoding="utf-8")


@pytest.fixture(scope="session")
def runs(tmp_path_factory) -> dict[tuple[str, str], Run]:
    """Every run of a worksheet that tests look at, by lesson and kind, done once.

    ``untouched``: the worksheet, top to bottom, from a folder somewhere else.
    ``typo``: the worksheet with a typo in each exercise.
    ``sections``: each section of lesson and worksheet alone, after the setup cell.
    One kernel runs the three of a lesson and forgets every name in between.
    """
    elsewhere = tmp_path_factory.mktemp("a participant's folder")
    wanted, jobs = {}, []
    # The longest first, so that both kernels have work until the end.
    for lesson in sorted(LESSONS, key=count_cells, reverse=True):
        notebook = read_notebook(lesson)
        worksheet = read_notebook(ROOT / "exercises" / lesson.name)
        kinds = {
            "untouched": worksheet,
            "typo": put_typos(worksheet),
            "sections": cut_sections(notebook, worksheet),
        }
        wanted[lesson.stem] = kinds
        jobs.append(Job(name_file(lesson), join_notebooks(kinds), elsewhere))
    done = run_notebooks(jobs, stop_at_error=False)
    return {
        (stem, kind): pick_run(run, kind, notebook)
        for (stem, kinds), run in zip(wanted.items(), done, strict=True)
        for kind, notebook in kinds.items()
    }


def count_cells(lesson: Path) -> int:
    """Count the cells of a lesson."""
    return len(read_notebook(lesson).cells)


def join_notebooks(kinds: dict):
    """Return one notebook of several; cell ids become ``kind_id``."""
    cells = []
    for kind, notebook in kinds.items():
        reset = nbformat.v4.new_code_cell(RESET, id="reset")
        for cell in copy.deepcopy([reset, *notebook.cells]):
            cell.id = f"{kind}_{cell.id}"
            cells.append(cell)
    return nbformat.v4.new_notebook(cells=cells)


def pick_run(run: Run, kind: str, notebook) -> Run:
    """Return what came of one of the notebooks that ``join_notebooks`` has joined."""
    start = f"{kind}_"
    mine = [cell for cell in run.notebook.cells if cell.id.startswith(start)]
    replies = {
        cell_id.removeprefix(start): reply
        for cell_id, reply in run.replies.items()
        if cell_id.startswith(start)
    }
    for cell in mine:
        cell.id = cell.id.removeprefix(start)
    done = nbformat.v4.new_notebook(cells=mine[1:])
    assert replies.pop("reset")["status"] == "ok"
    return Run(replace(run.job, notebook=notebook), done, replies)


def put_typos(worksheet):
    """Return the worksheet with a typo at the end of each exercise."""
    worksheet, typos = copy.deepcopy(worksheet), itertools.cycle(TYPOS)
    for cell in worksheet.cells:
        if "exercise" in get_tags(cell):
            cell.source += "\n" + next(typos)
    return worksheet


def cut_sections(*notebooks):
    """Return one notebook: an empty memory, setup and one section, again and again.

    Cell ids become ``place_id``, where ``place`` counts the sections.
    """
    cells, place = [], itertools.count()
    for notebook in notebooks:
        setup = next(cell for cell in notebook.cells if "setup" in get_tags(cell))
        for section in split_sections(notebook):
            number = next(place)
            reset = nbformat.v4.new_code_cell(RESET, id="reset")
            for cell in copy.deepcopy([reset, setup, *section]):
                cell.id = f"{number}_{cell.id}"
                cells.append(cell)
    return nbformat.v4.new_notebook(cells=cells)


def split_sections(notebook) -> list[list]:
    """Return the cells of each section, a section being what follows a ``##``."""
    sections = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            sections.append([])
        if sections:
            sections[-1].append(cell)
    return sections


def read_replies(cell) -> str:
    """Return the HTML and the text that a cell has printed."""
    return " ".join(
        output.get("data", {}).get("text/html", "") + output.get("text", "")
        for output in cell.outputs
    )
