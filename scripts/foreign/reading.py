"""Find and read notebooks of strangers; what cannot be read is one sentence."""

import json
import stat
import warnings
from html import escape
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from scripts.door.errors import Problem
from scripts.lessons.notebooks import name_file

LARGEST = 30_000_000  # a larger one takes more than a gigabyte of memory
LONGEST = 1_000_000  # signs of one cell
MEND = "Open it in JupyterLab and save it again."


def list_notebooks(folder: Path, topic: str | None) -> list[Path]:
    """List the notebooks in a folder whose names begin with ``topic``."""
    try:
        is_folder = stat.S_ISDIR(folder.stat().st_mode)
    except OSError as error:
        if folder.is_symlink():
            raise Problem(
                f"{folder} cannot be read ({error.strerror}): give --from a folder."
            ) from None
        raise Problem(
            f"{folder} does not exist: give --from a folder of notebooks."
        ) from None
    paths = sorted(folder.glob("*.ipynb")) if is_folder else [folder]
    named = [
        path
        for path in paths
        if path.suffix == ".ipynb"
        and path.name.startswith(topic or "")
        and not path.name.startswith(".")
    ]
    if not named:
        which = f' whose name begins with "{topic}"' if topic else ""
        raise Problem(f"{folder} holds no notebook (.ipynb){which}: {hint(folder)}.")
    return named


def hint(folder: Path) -> str:
    """Say where notebooks are, when folders below hold some."""
    found = folder.glob("*/*.ipynb") if folder.is_dir() else ()
    below = sorted({path.parent.name for path in found})
    if not below:
        return "look at --from"
    more = " …" if len(below) > 5 else ""
    return f"give --from one of the folders in it ({', '.join(below[:5])}{more})"


def read_any_notebook(path: Path) -> tuple[NotebookNode, tuple[int, int]]:
    """Read a valid notebook as one of format 4.5; return the format it had, too.

    Raises Problem.
    """
    name = name_file(path)
    try:
        text = read_bytes(path, name).decode("utf-8-sig")
    except OSError as error:
        raise Problem(f"{name} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise Problem(f"{name} is not UTF-8 text, so no notebook. {MEND}") from None
    if not text.strip():
        raise Problem(f"{name} is empty. {MEND}")
    try:
        notebook, version = convert(text)
    except Exception as error:  # nbformat raises whatever a damaged notebook provokes
        reason = str(getattr(error, "message", "")) or type(error).__name__
        reason = escape(reason.splitlines()[0][:100], quote=False)
        raise Problem(f"{name} is not a valid notebook ({reason}). {MEND}") from None
    for number, cell in enumerate(notebook.cells, start=1):
        if len(cell.source) > LONGEST:
            raise Problem(
                f"{name}, cell number {number}: it holds more than {LONGEST:,} signs; "
                "split it or take out what is no text."
            )
    return notebook, version


def read_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a file that is one, in its folder and not a giant."""
    state = path.stat()
    if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
        raise Problem(
            f"{name} is a link to a file outside its folder: copy the notebook itself "
            "into the folder."
        )
    if not stat.S_ISREG(state.st_mode) and not stat.S_ISDIR(state.st_mode):
        raise Problem(f"{name} is no file: take it out of the folder.")
    if state.st_size > LARGEST:
        raise Problem(
            f"{name} is larger than {LARGEST // 10**6} MB: clear its largest "
            "outputs and save it again."
        )
    return path.read_bytes()


def convert(text: str) -> tuple[NotebookNode, tuple[int, int]]:
    """Return JSON as a valid notebook of format 4.5, and the format it had."""
    raw = json.loads(text)
    version = (int(raw["nbformat"]), int(raw.get("nbformat_minor", 0)))
    # Half of a character (a lone surrogate) could not be written again.
    whole = json.dumps(raw, ensure_ascii=False).encode("utf-8", "replace").decode()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        notebook = nbformat.convert(nbformat.reader.reads(whole), 4)
        for number, cell in enumerate(notebook.cells, start=1):
            cell.id = f"cell-{number}"
        notebook.nbformat_minor = 5
        nbformat.validate(notebook, relax_add_props=True)
    return notebook, version
