"""Read and write notebooks: strictly, and with the same bytes for the same notebook."""

import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from scripts.door.errors import Problem
from scripts.door.files import name_file, read_json, write_atomically

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "pygments_lexer": "ipython3",
}


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook of format 4.5 or later whose cells have ids, else Problem."""
    name = name_file(path)
    mend = "Take it from git again, or save it once more in JupyterLab."
    try:
        raw = read_json(path)
    except FileNotFoundError:
        raise Problem(f"{name} is missing. Take it from git again.") from None
    except OSError as error:
        raise Problem(f"{name} cannot be read ({error.strerror}). {mend}") from None
    except UnicodeDecodeError:
        raise Problem(f"{name} is not UTF-8 text. {mend}") from None
    except json.JSONDecodeError as error:
        raise Problem(
            f"{name} is not a whole notebook: its JSON breaks off or is damaged in "
            f"line {error.lineno}. {mend}"
        ) from None
    except ValueError as error:
        raise Problem(f"{name} is not a whole notebook: {error}. {mend}") from None
    version = (
        (raw.get("nbformat"), raw.get("nbformat_minor", 0))
        if isinstance(raw, dict)
        else ("unknown", 0)
    )
    if version[0] != 4 or version[1] < 5:
        raise Problem(
            f"{name} has the notebook format {version[0]}.{version[1]}, and cell ids "
            "need 4.5. Save it with a current JupyterLab and give every cell an id."
        )
    for number, cell in enumerate(raw.get("cells", []), start=1):
        if not cell.get("id"):
            raise Problem(
                f"{name}, cell number {number}: the cell has no id. "
                "Give it one as CONTRIBUTING.md says, for example 1-2-matrix."
            )
    try:
        notebook = nbformat.from_dict(raw)
        nbformat.validate(notebook)
    except (
        nbformat.ValidationError,
        AttributeError,
        TypeError,
        RecursionError,
    ) as error:
        reason = str(getattr(error, "message", error)).splitlines()[0][:120]
        raise Problem(f"{name} is not a valid notebook ({reason}). {mend}") from None
    return nbformat.v4.rwbase.strip_transient(nbformat.v4.rwbase.rejoin_lines(notebook))


def to_text(notebook: NotebookNode) -> str:
    """Write a notebook as text: always the same for the same notebook."""
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


def write_notebook(path: Path, notebook: NotebookNode) -> bool:
    """Write a notebook atomically, with LF; say whether the file changed."""
    return write_atomically(path, to_text(notebook))


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Take out what differs from run to run or from machine to machine."""
    metadata = {
        key: value
        for key, value in notebook.metadata.items()
        if key not in ("widgets", "kernelspec", "language_info")
    }
    notebook.metadata = nbformat.from_dict(
        {**metadata, "kernelspec": KERNELSPEC, "language_info": LANGUAGE}
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for cell in notebook.cells:
        for key in ("execution", "trusted", "collapsed", "scrolled"):
            cell.metadata.pop(key, None)
    return notebook


def number_cells(notebook: NotebookNode) -> NotebookNode:
    """Number the code cells 1, 2, 3 …, as a run from top to bottom does."""
    count = 0
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.source.strip():
            count += 1
            cell.execution_count = count
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = count
    return notebook
