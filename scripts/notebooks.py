"""Read, run and write notebooks: strictly, in clean kernels, with the same bytes."""

import asyncio
import atexit
import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbformat import NotebookNode

from scripts.files import ROOT, Problem, write_atomically
from workshop.plan import BOXES

EXAMPLE_PLAN = ROOT / "scripts/example_plan.json"
KERNELS_AT_ONCE = 2
SECONDS_PER_CELL = 60
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "pygments_lexer": "ipython3",
}


@dataclass(frozen=True)
class Job:
    """A notebook to run: its name in messages and the folder that it runs in."""

    name: str
    notebook: NotebookNode
    folder: Path


@dataclass(frozen=True)
class Run:
    """What came of a job: the notebook with outputs, the kernel's reply by cell id."""

    job: Job
    notebook: NotebookNode
    replies: dict[str, dict] = field(default_factory=dict)


def name_file(path: Path) -> str:
    """Name a file in a message: its folder and its name."""
    return "/".join(Path(path).parts[-2:])


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook of format 4.5 or later whose cells have ids, else Problem."""
    name = name_file(path)
    mend = "Take it from git again, or save it once more in JupyterLab."
    try:
        raw = json.loads(Path(path).read_bytes().decode("utf-8"))
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
    except (nbformat.ValidationError, AttributeError, TypeError) as error:
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


def run_notebooks(
    jobs: Iterable[Job], root: Path = ROOT, stop_at_error: bool = True
) -> list[Run]:
    """Run notebooks in clean kernels of this Python, two at once.

    With ``stop_at_error`` the first error reply raises Problem, else the run goes on
    and the replies tell. ``root`` is the project whose ``workshop`` is imported.
    """
    return asyncio.run(_run_all(list(jobs), root, stop_at_error))


async def _run_all(jobs: list[Job], root: Path, stop_at_error: bool) -> list[Run]:
    places = asyncio.Semaphore(KERNELS_AT_ONCE)

    async def run(job: Job) -> Run:
        async with places:
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
                return await _run_one(job, Path(scratch), root, stop_at_error)

    results = await asyncio.gather(*map(run, jobs), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results


async def _run_one(job: Job, scratch: Path, root: Path, stop_at_error: bool) -> Run:
    result = Run(job, nbformat.from_dict(json.loads(json.dumps(job.notebook))))

    def keep_reply(cell, cell_index, execute_reply):
        result.replies[cell["id"]] = execute_reply["content"]

    client = NotebookClient(
        result.notebook,
        timeout=SECONDS_PER_CELL,
        kernel_name="python3",
        allow_errors=not stop_at_error,
        coalesce_streams=True,
        record_timing=False,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(job.folder)}},
        on_cell_executed=keep_reply,
        on_notebook_start=_leave_ctrl_c_to_us,
    )
    environment = prepare_environment(job.name, scratch, root)
    try:
        await client.async_execute(env=environment, stderr=subprocess.DEVNULL)
    except CellExecutionError as error:
        raise Problem(
            f"{job.name}, cell {list(result.replies)[-1]}: the code stops with "
            f"{error.ename} ({' '.join(error.evalue.split())}). Mend the cell, then "
            "run refresh."
        ) from None
    except CellTimeoutError:
        raise Problem(
            f"{job.name}: a cell ran longer than {SECONDS_PER_CELL} seconds. "
            "Make it quicker, then run refresh."
        ) from None
    except RuntimeError:  # a dead kernel is one, and a kernel that does not begin
        if asyncio.current_task().cancelling():  # nbclient says "dead" to Ctrl-C too
            raise asyncio.CancelledError from None
        raise Problem(
            f"{job.name}: Python did not start, or stopped in the middle. Check that "
            "the computer has memory left, then try again."
        ) from None
    finally:
        atexit.unregister(client._cleanup_kernel)
        if client.km is not None and client.km.has_kernel:
            await client.km.shutdown_kernel(now=True)
    return result


async def _leave_ctrl_c_to_us(notebook) -> None:
    # nbclient takes Ctrl-C for itself; then a stopped refresh would look like a fault.
    with suppress(NotImplementedError, RuntimeError):
        asyncio.get_running_loop().remove_signal_handler(signal.SIGINT)


def prepare_environment(name: str, scratch: Path, root: Path = ROOT) -> dict[str, str]:
    """Return the environment of a kernel: nothing of the user's, a plan of its own.

    ``scratch`` is an empty folder that lives as long as the kernel.
    """
    plan = scratch / "my-plan.json"
    write_example_plan(plan, name)
    return os.environ | {
        "IPYTHONDIR": str(scratch / "ipython"),
        "MPLBACKEND": "Agg",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(root),
        "WORKSHOP_PLAN": str(plan),
    }


def write_example_plan(path: Path, name: str) -> None:
    """Write the example team's plan as it stands when lesson NN of ``name`` begins."""
    plan = json.loads(EXAMPLE_PLAN.read_text(encoding="utf-8"))
    number = Path(name).name[:2]
    if number.isdigit():
        earlier = {key for key, box in BOXES.items() if box.lesson < int(number)}
        plan["boxes"] = {k: box for k, box in plan["boxes"].items() if k in earlier}
    path.write_text(json.dumps(plan, ensure_ascii=False, indent=2), encoding="utf-8")
