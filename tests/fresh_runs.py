"""Run every lesson and worksheet that tests look at: early, beside other tests.

``python -m tests.fresh_runs FOLDER runs differences`` makes FOLDER/fresh.pickle.
"""

import copy
import itertools
import os
import pickle
import signal
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import nbformat
import numpy
from nbformat import NotebookNode

from scripts.door.files import ROOT, write_atomically
from scripts.door.hashes import FEEDBACK, find_feedback
from scripts.lessons.cells import get_tags
from scripts.lessons.listing import list_lessons, place_worksheet
from scripts.lessons.notebooks import name_file, read_notebook
from scripts.proof.running import Job, Run, run_notebooks
from scripts.proof.verify import find_differences, find_unproven
from tests.remembered import hash_job, keep, recall

# What decides a run beside the notebook and what it uses.
MAKERS = (Path(__file__), ROOT / "scripts/proof/running.py")
# What is there already stays out of the search for rubbish, or a reset takes long.
RESET = """\
__import__("gc").freeze()
get_ipython().run_line_magic("reset", "-f")"""
# Pictures are drawn in the untouched run, and by every verification; nobody looks at
# those of the other kinds, and half of their time would go into them.
WITHOUT_PICTURES = """
__import__("workshop.charts.page").charts.page.Page.save = lambda page: b""
"""
# What a beginner types; each needs another kind of sentence.
TYPOS = (
    'answer = dat.load("cases")',
    'answer = data.load("cases"',
    'answer = data.load("cases")["contry"]',
    'answer = data.load("casse")',
    'answer = data.laod("cases")',
)


def main(folder: str, *parts: str) -> None:
    """Make the parts that are wanted and write them to a file."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # even in the background
    made = {part: PARTS[part]() for part in parts}
    write_atomically(Path(folder) / "fresh.pickle", pickle.dumps(made))


def run_worksheets() -> dict[tuple[str, str], Run]:
    """Run all worksheets in a folder somewhere else; return them by lesson and kind.

    ``untouched``: the worksheet, top to bottom.
    ``typo``: the worksheet with a typo in each exercise.
    ``sections``: each section of lesson and worksheet alone, after the setup cell.
    One kernel runs the three of a lesson and forgets every name in between. Of a course
    there are its worksheet and the sections of that.
    """
    wanted = {}
    # The longest first, so that both kernels have work until the end.
    for lesson in sorted(list_lessons(), key=count_cells, reverse=True):
        notebook = read_notebook(lesson)
        worksheet = read_notebook(ROOT / "exercises" / lesson.name)
        wanted[lesson] = {
            "untouched": worksheet,
            "typo": put_typos(worksheet),
            "sections": cut_sections(notebook, worksheet),
        }
    for course in sorted((ROOT / "courses").glob("*.toml")):
        worksheet = read_notebook(place_worksheet(course))
        kinds = {"untouched": worksheet, "sections": cut_sections(worksheet)}
        wanted[course] = kinds
    done = run_what_changed(
        {path: join_notebooks(kinds) for path, kinds in wanted.items()}
    )
    return {
        (path.stem, kind): pick_run(done[path], kind, notebook)
        for path, kinds in wanted.items()
        for kind, notebook in kinds.items()
    }


def run_what_changed(notebooks: dict[Path, NotebookNode]) -> dict[Path, Run]:
    """Run notebooks, each for a lesson or a course; take those that ran before.

    A course shows exercises of any lesson, a lesson those of its own.
    """
    every_rule = sorted((ROOT / FEEDBACK).glob("[0-9][0-9].py"))
    keys = {}
    for path, notebook in notebooks.items():
        rules = [find_feedback(path)] if path.suffix == ".ipynb" else every_rule
        keys[path] = hash_job(notebook, rules, MAKERS)
    done = {path: recall(path.stem, key) for path, key in keys.items()}
    changed = [path for path, run in done.items() if run is None]
    with tempfile.TemporaryDirectory(prefix="a participant's folder ") as folder:
        jobs = [Job(name_file(p), notebooks[p], Path(folder)) for p in changed]
        for path, run in zip(changed, run_all(jobs), strict=True):
            keep(path.stem, keys[path], run)
            done[path] = run
    return done


def run_all(jobs: list[Job]) -> list[Run]:
    """Run notebooks to their ends; without any, no kernel is needed."""
    return run_notebooks(jobs, stop_at_error=False) if jobs else []


def count_cells(lesson: Path) -> int:
    """Count the cells of a lesson."""
    return len(read_notebook(lesson).cells)


def join_notebooks(kinds: dict):
    """Return one notebook of several; cell ids become ``kind_id``."""
    cells = []
    for kind, notebook in kinds.items():
        code = RESET if kind == "untouched" else RESET + WITHOUT_PICTURES
        reset = nbformat.v4.new_code_cell(code, id="reset")
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


def compare_on_a_plain_processor() -> dict[Path, list[str]]:
    """Verify lessons as on a computer that lacks the newest instructions.

    Where values are equal, numpy may sort them in another order there. In CI these are
    all lessons, elsewhere those that no record proves.
    """
    found = numpy.show_config("dicts")["SIMD Extensions"].get("found", [])
    os.environ["NPY_DISABLE_CPU_FEATURES"] = " ".join(found)
    try:
        return find_differences(find_unproven(list_lessons()))
    finally:
        del os.environ["NPY_DISABLE_CPU_FEATURES"]


PARTS = {"runs": run_worksheets, "differences": compare_on_a_plain_processor}

if __name__ == "__main__":
    main(*sys.argv[1:])
