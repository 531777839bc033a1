"""Open the worksheets (or the lessons) in JupyterLab or Jupyter Notebook."""

import argparse
import importlib
import os
from dataclasses import dataclass
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT, write_atomically

# No question about news, no look-up of updates, and every cell of a notebook in the
# page, so that screen readers and the browser's own search find it.
SETTINGS = ROOT / "scripts/verbs/jupyter"


@dataclass(frozen=True)
class Program:
    """A program that shows notebooks in a browser."""

    title: str
    module: str
    app: str
    page: str  # where it shows a notebook


LAB = Program("JupyterLab", "jupyterlab.labapp", "LabApp", "/lab/tree")
# The makers of JupyterLab recommend it to people who use a screen reader.
NOTEBOOK = Program(
    "Jupyter Notebook", "notebook.app", "JupyterNotebookApp", "/notebooks"
)


def main(argv: list[str]) -> int:
    """Open ``my-work/``, or ``notebooks/`` with ``--lessons``.

    The name of a course ("one-day"), which comes first, opens its worksheet alone.
    """
    parser = argparse.ArgumentParser(
        prog="run.py open",
        usage="run.py open [course] [--lessons] [--notebook] …",
        description="Open the worksheets in JupyterLab, or that of one course; further "
        "options go to it.",
    )
    # Only the first word: a later one may be the value of an option of Jupyter's.
    course = argv[0] if argv and not argv[0].startswith("-") else None
    parser.add_argument("--lessons", action="store_true", help="open the lessons")
    parser.add_argument(
        "--notebook",
        action="store_true",
        help="open Jupyter Notebook, which suits screen readers better",
    )
    wanted, further = parser.parse_known_args(argv[1:] if course else argv)
    program = NOTEBOOK if wanted.notebook else LAB
    folder = ROOT / "notebooks" if wanted.lessons else prepare_my_work(course)
    first = f"{course}.ipynb" if course else None
    print(f"{program.title} opens {folder} in your browser. Leave this window open;")
    print("press Ctrl-C here, then y, to stop.", flush=True)
    return start(program, [*list_options(program, folder, first), *further])


def prepare_my_work(course: str | None = None) -> Path:
    """Copy what is missing into ``my-work/``, say what is new, return the folder.

    These are the worksheets of the lessons, or that of one course.
    """
    folder = ROOT / "my-work"
    new = copy_missing_worksheets(list_worksheets(course), folder)
    if new:
        print(f"New in my-work/: {', '.join(path.name for path in new)}")
    return folder


def list_worksheets(course: str | None) -> list[Path]:
    """List the worksheets of the lessons, or that of a course. Raises Problem."""
    from scripts.lessons.listing import list_courses, name_all, place_worksheet

    found = sorted((ROOT / "exercises").glob("[0-9][0-9]-*.ipynb"))
    if course:
        files = list_courses(course, ROOT)
        if not files:
            names = name_all(list_courses(root=ROOT)) or "none yet"
            raise Problem(f'There is no course "{course}". The courses are: {names}.')
        found = [path for path in map(place_worksheet, files) if path.is_file()]
    if not found:
        raise Problem(
            f"{ROOT / 'exercises'} has no worksheets: run 'refresh' to write them."
        )
    return found


def copy_missing_worksheets(worksheets: list[Path], target: Path) -> list[Path]:
    """Copy the worksheets that ``target`` lacks; return the new files.

    A file that exists is never touched.
    """
    new = []
    for worksheet in worksheets:
        path = target / worksheet.name
        if not path.exists():
            write_atomically(path, worksheet.read_bytes())
            new.append(path)
    return new


def list_options(program: Program, folder: Path, first: str | None = None) -> list[str]:
    """Return the options that open ``folder`` at a notebook, by itself the first."""
    names = [first] if first else sorted(path.name for path in folder.glob("*.ipynb"))
    options = [
        f"--ServerApp.root_dir={folder}",
        f"--{program.app}.default_url={program.page}/{names[0]}" if names else "",
        # Browsers that come as a snap cannot read the file that Jupyter opens.
        "--ServerApp.use_redirect_file=False",
        "--log-level=WARN",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")
    return [option for option in options if option]


def start(program: Program, options: list[str]) -> int:
    """Run a program in this process until it is stopped."""
    os.environ["JUPYTER_CONFIG_PATH"] = add_settings()
    app = getattr(importlib.import_module(program.module), program.app)
    app.launch_instance(options)
    return 0


def add_settings() -> str:
    """Return the folders in which Jupyter looks for settings, ours among them."""
    folders = [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")]
    return os.pathsep.join(filter(None, folders))
