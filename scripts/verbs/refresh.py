"""Run the lessons in clean kernels, store what they show, make what follows from it."""

from pathlib import Path

from scripts.door.changes import list_lessons
from scripts.door.files import ROOT, Problem
from scripts.lessons.notebooks import (
    Job,
    name_file,
    normalise,
    number_cells,
    read_notebook,
    run_notebooks,
    write_notebook,
)
from scripts.lessons.worksheets import make_worksheet
from scripts.proof import verify
from scripts.tables.dictionary import write_dictionary

UNSTEADY = (
    "A second run gives something else: let these cells sort what they show, fix a "
    "seed, and print no times or addresses."
)


def main(argv: list[str]) -> int:
    """Refresh one topic ("01") or all lessons; then prove that a second run agrees."""
    lessons = pick_lessons(argv)
    write_dictionary()
    print(f"Running {name_all(lessons)} …", flush=True)
    changed = refresh(lessons)
    print(
        f"{changed or 'No'} files changed. Running once more to compare …", flush=True
    )
    faults = [fault for part in verify.verify(lessons).values() for fault in part]
    if faults:
        raise Problem("\n".join([*faults, UNSTEADY]))
    print("A second run gives the same. Now: test, look at the changes, commit.")
    return 0


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
        changed += write_notebook(root / "exercises" / path.name, sheet)
    return changed


def pick_lessons(argv: list[str], root: Path = ROOT) -> list[Path]:
    """Return the lessons that the command line names (all when it names none)."""
    lessons = list_lessons(root=root)
    for topic in argv:
        if not list_lessons(topic, root):
            names = ", ".join(path.stem for path in lessons) or "none yet"
            raise Problem(f'There is no lesson "{topic}". The lessons are: {names}.')
    if not lessons:
        raise Problem("The folder notebooks/ holds no lesson. Take it from git again.")
    return [p for p in lessons if not argv or p.name.startswith(tuple(argv))]


def name_all(lessons: list[Path]) -> str:
    """Name lessons for a progress line."""
    return ", ".join(path.stem for path in lessons)
