"""Run notebooks in clean kernels, each with the plan of an example team."""

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
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbformat import NotebookNode

from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.door.loopback import require_loopback
from scripts.proof.ending import describe_child
from scripts.proof.verify import EXAMPLE_PLAN
from workshop.messages import look_up
from workshop.plan import BOXES

KERNELS_AT_ONCE = 2
SECONDS_PER_CELL = 60
NOTED = "noted.txt"
# Runs before the first cell of a lesson in another language, and leaves no name there.
# It notes the messages that are looked up, and the words that stand in pictures.
NOTING = """\
def _note(place):
    import functools, gettext, json, os
    from matplotlib.text import Text
    def note(kind, text, seen=set()):
        if (kind, text) not in seen:
            seen.add((kind, text))
            with open(place, "a", encoding="utf-8") as file:
                file.write(json.dumps([kind, text]) + os.linesep)
    def noting(ask):
        def look_up(messages, text, *more):
            note("message", text)
            return ask(messages, text, *more)
        return look_up
    for name in ("gettext", "ngettext"):
        ask = getattr(gettext.GNUTranslations, name)
        setattr(gettext.GNUTranslations, name, noting(ask))
    draw = Text.draw
    @functools.wraps(draw)
    def draw_noted(self, *more, **others):
        note("drawn", self.get_text())
        return draw(self, *more, **others)
    Text.draw = draw_noted
_note({place!r})
del _note
"""


@dataclass(frozen=True)
class Job:
    """A notebook to run: its name in messages and the folder that it runs in.

    ``noting`` has its kernel note which messages it looks up.
    """

    name: str
    notebook: NotebookNode
    folder: Path
    noting: bool = False


@dataclass(frozen=True)
class Run:
    """What came of a job: the notebook with outputs, the kernel's reply by cell id.

    Where the job says that they count, ``messages`` are those that it has looked up,
    and ``drawn`` the words in its pictures.
    """

    job: Job
    notebook: NotebookNode
    replies: dict[str, dict] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)


def run_notebooks(
    jobs: Iterable[Job], root: Path = ROOT, stop_at_error: bool = True
) -> list[Run]:
    """Run notebooks in clean kernels of this Python, two at once.

    With ``stop_at_error`` the first error reply raises Problem, else the run goes on
    and the replies tell. ``root`` is the project whose ``workshop`` is imported.
    """
    require_loopback()
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
    return [result for result in results if isinstance(result, Run)]


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
    if job.noting:
        note_messages(scratch)
    try:
        await client.async_execute(
            env=environment, stderr=subprocess.DEVNULL, **describe_child()
        )
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
        task = asyncio.current_task()
        if task and task.cancelling():  # nbclient says "dead" to Ctrl-C too
            raise asyncio.CancelledError from None
        raise Problem(
            f"{job.name}: Python did not start, or stopped in the middle. Check that "
            "the computer has memory left, then try again."
        ) from None
    finally:
        atexit.unregister(client._cleanup_kernel)
        manager: Any = client.km
        if manager is not None and manager.has_kernel:
            await manager.shutdown_kernel(now=True)
    if job.noting:
        for kind, text in read_noted(scratch):
            (result.messages if kind == "message" else result.drawn).append(text)
    return result


async def _leave_ctrl_c_to_us(notebook: NotebookNode) -> None:
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
    for box in plan["boxes"].values():  # in the language of the run
        box |= {k: look_up(v) for k, v in box.items() if isinstance(v, str)}
    path.write_text(json.dumps(plan, ensure_ascii=False, indent=2), encoding="utf-8")


def note_messages(scratch: Path) -> None:
    """Have the kernel of a folder note the messages that it looks up."""
    folder = scratch / "ipython/profile_default/startup"
    folder.mkdir(parents=True)
    code = NOTING.format(place=str(scratch / NOTED))
    (folder / "00-note-messages.py").write_text(code, encoding="utf-8")


def read_noted(scratch: Path) -> list[tuple[str, str]]:
    """Return what a kernel has noted: "message" or "drawn", and the text."""
    path = scratch / NOTED
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [tuple(json.loads(line)) for line in lines]
