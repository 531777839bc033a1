"""Run the lessons, store what they show, and write what follows from it."""

from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.lessons.listing import is_draft
from scripts.lessons.notebooks import (
    name_file,
    normalise,
    number_cells,
    read_notebook,
    write_notebook,
)
from scripts.lessons.worksheets import make_worksheet
from scripts.proof.running import Job, run_notebooks


def refresh(lessons: list[Path], root: Path = ROOT) -> int:
    """Store fresh outputs in the lessons and write their worksheets; count changes.

    Nothing is written before all lessons have run without an error, and nothing over
    what somebody has saved in the meantime.
    """
    before = [path.read_bytes() for path in lessons if path.is_file()]
    jobs = [Job(name_file(path), read_notebook(path), path.parent) for path in lessons]
    runs = run_notebooks(jobs, root)
    fresh = [number_cells(normalise(run.notebook)) for run in runs]
    sheets = [
        make_worksheet(notebook, job.name)
        for notebook, job in zip(fresh, jobs, strict=True)
    ]
    for path, content in zip(lessons, before, strict=True):
        if path.read_bytes() != content:
            raise Problem(
                f"{name_file(path)} was saved by somebody while it ran, so nothing was "
                "written. Run refresh again."
            )
    changed = 0
    for path, notebook, sheet in zip(lessons, fresh, sheets, strict=True):
        changed += write_notebook(path, notebook)
        if not is_draft(path):  # nobody works with it yet
            changed += write_notebook(root / "exercises" / path.name, sheet)
    return changed
