"""The course of one day, built in a language once for all tests that ask for it.

A test file asks for ``build_in`` with ``pytest_plugins = ("tests.spoken",)``.
"""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polib
import pytest
from conftest import copy_project, trust_lessons
from nbformat import from_dict

from scripts.door.files import ROOT
from scripts.kit import export_kit
from scripts.languages import runs
from scripts.languages.known import LANGUAGES, MADE, Language
from scripts.lessons.notebooks import read_notebook
from scripts.pages.in_language import build_course
from scripts.proof.running import Job, Run
from tests.remembered import keep_runs, lend_runs
from tests.turns import make_once
from workshop.note import KOSOVO_NOTE

COURSE = "one-day"
# Overlays change words of Serbian: their pages are laid out with its outputs, which
# are the same but for some letters, and no lesson runs again.
OVERLAYS = ("bs", "hr", "cnr")


@pytest.fixture(scope="session")
def build_in(tmp_path_factory) -> Callable[[str], Path]:
    """Return what builds the course in a language, and says where its project is."""

    def build(code: str) -> Path:
        base = build("sr-Latn") if code in OVERLAYS else None
        alone = tmp_path_factory.mktemp(code)
        make = make_project(LANGUAGES[code], base)
        return make_once(f"spoken-{code}", alone, make) / "project"

    made: dict[str, Path] = {}

    def remember(code: str) -> Path:
        if code not in made:
            made[code] = build(code)
        return made[code]

    return remember


def make_project(language: Language, base: Path | None) -> Callable[[Path], None]:
    """Return what copies the project to a folder and builds the course there."""

    def make(folder: Path) -> None:
        root = copy_project(folder / "project")
        shutil.copytree(ROOT / "translations", root / "translations")
        trust_lessons(root)
        kept = ROOT / MADE
        if kept.is_dir():  # what this computer has run already, if nothing has changed
            shutil.copytree(kept, root / MADE, ignore=keep_only(language))
        lend_runs(language.folder, root)
        with pytest.MonkeyPatch.context() as patch:
            if base is not None:
                patch.setattr(runs, "run_notebooks", make_runner(base))
            wish = (COURSE, language.code, "light", root, export_kit)
            # The loop of a browser that is open leaves no room for that of kernels.
            with ThreadPoolExecutor(1) as beside:
                beside.submit(build_course, *wish).result()
        if base is None:
            keep_runs(language.folder, root)

    return make


def keep_only(language: Language) -> Callable[[str, list[str]], list[str]]:
    """Return what leaves the lessons of all other languages out of a copy."""
    others = [one.folder for one in LANGUAGES.values() if one != language]
    return lambda _, names: [name for name in names if name in others]


def make_runner(base: Path) -> Callable[[list[Job], Path], list[Run]]:
    """Return what gives lessons the outputs of Serbian, cell by cell."""
    home = LANGUAGES["sr-Latn"].home(base)

    def take(jobs: list[Job], _: Path) -> list[Run]:
        return [Run(job, put_outputs(job, home)) for job in jobs]

    return take


def put_outputs(job: Job, home: Path):
    """Return the notebook of a job with the outputs of another one.

    The note of Kosovo* has an official wording, which no other language takes over.
    """
    entry = polib.pofile(str(ROOT / "translations/sr_Latn/workshop.po")).find(
        KOSOVO_NOTE
    )
    cells = read_notebook(home / "notebooks" / Path(job.name).name).cells
    stored = {cell.id: cell for cell in cells}
    for cell in job.notebook.cells:
        if cell.cell_type == "code":
            said = json.dumps(stored[cell.id].outputs, ensure_ascii=False)
            if entry and entry.msgstr:
                said = said.replace(entry.msgstr, KOSOVO_NOTE)
            cell.outputs = from_dict({"outputs": json.loads(said)}).outputs
    return job.notebook
