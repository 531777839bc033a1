"""Keep the plan where a browser runs the worksheets (Pyodide); elsewhere do nothing.

What Python writes in a browser is gone with the page, unless it lies in a folder that
the browser keeps. JupyterLite gives one, ``/drive``, where it may: on this computer and
at https addresses. Everywhere else this module makes one, out of the browser's own
store, and reads and writes it whole, so that a second worksheet sees the same plan.
"""

import asyncio
import errno
import os
import sys
from pathlib import Path
from typing import Any

from workshop.messages import look_up, tr

DRIVE = Path("/drive")
# The start of the name of the store, too: scripts/classroom/templates/worksheet.js.
STORE = "/home/pyodide/kept"
PATIENCE = 20  # seconds; a browser that does not answer keeps nothing
CANNOT_WAIT = "this browser cannot keep files from here"
NO_ANSWER = "the browser gave no answer"

_folder: Path | None = None
_fault = ""


def is_browser() -> bool:
    """Say whether this Python runs in a browser."""
    return sys.platform == "emscripten"


def find_folder() -> Path:
    """Return the folder of the plan, with what the browser keeps of it now.

    It is the current folder where files stay by themselves. Never raises: what goes
    wrong here is said when something has to be kept.
    """
    global _fault
    if not is_browser() or Path.cwd().is_relative_to(DRIVE):
        return Path()
    try:
        folder = mount()
        synchronise(from_browser=True)
        _fault = ""
        return folder
    except OSError as error:
        _fault = error.strerror or NO_ANSWER
        return _folder or Path()


def store(path: Path, content: bytes) -> None:
    """See that the browser keeps a file just written; raises OSError if not."""
    if not is_browser():
        return
    if _fault:
        raise OSError(errno.EIO, _fault)
    if _folder is not None:
        synchronise(from_browser=False)
    elif path.read_bytes() != content:
        raise OSError(errno.EIO, NO_ANSWER)


def add_to(sentence: str) -> str:
    """Return a sentence on the plan, in a browser with where it is kept."""
    return f"{sentence} {describe()}" if is_browser() else sentence


def describe() -> str:
    """Return a sentence on where a browser keeps the plan and how to take it along."""
    if _fault:
        return tr(
            "Take care: your plan cannot be kept in this browser ({fault}). Write it "
            "on paper, too.",
            fault=look_up(_fault),
        )
    return tr(
        "It is kept in this browser. Choose “Take home” above the worksheet to save it "
        "as a file."
    )


def describe_start() -> str:
    """Return what the first cell of a worksheet says in a browser."""
    find_folder()
    if _fault:
        return describe()
    return tr(
        "Your work is kept in this browser, on this computer. Before you leave a "
        "borrowed computer, choose “Take home” above the worksheet."
    )


def mount() -> Path:
    """Make a folder of the browser's store the current one, once; raises OSError."""
    global _folder
    if _folder is not None:
        return _folder
    import js
    import pyodide_js

    # Two sites at one host keep two plans.
    place = js.URL.new(js.location.href.split("/extensions/")[0]).pathname
    folder = Path(STORE + place)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        store_of_browser = pyodide_js.FS.filesystems.IDBFS
        pyodide_js.FS.mount(store_of_browser, js.Object.new(), str(folder))
        os.chdir(folder)
    except Exception as error:
        raise OSError(errno.EIO, str(error)) from error
    _folder = folder
    return folder


def synchronise(from_browser: bool) -> None:
    """Bring files from the browser's store, or to it, and wait; raises OSError."""
    import pyodide_js
    from pyodide.ffi import can_run_sync, create_once_callable, run_sync

    if not can_run_sync():
        raise OSError(errno.ENOTSUP, CANNOT_WAIT)
    done = asyncio.get_event_loop().create_future()

    def finish(error=None):
        if not done.done():
            done.set_result(str(error) if error else "")

    pyodide_js.FS.syncfs(from_browser, create_once_callable(finish))
    fault = run_sync(wait_for(done, PATIENCE, NO_ANSWER))
    if fault:
        raise OSError(errno.EIO, fault)


async def wait_for(answer: asyncio.Future, seconds: float, otherwise: Any) -> Any:
    """Wait for an answer; return ``otherwise`` when none comes in time.

    What is raised under ``run_sync`` is shown in red below the cell, caught or not.
    """
    try:
        return await asyncio.wait_for(answer, seconds)
    except TimeoutError:
        return otherwise
