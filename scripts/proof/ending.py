"""What a build has started ends with it, also when somebody kills it.

``finally`` does not run in a process that is killed: then a session that verifies would
go on for a minute, and its kernels with it.
"""

import ctypes
import os
import signal
import stat
import sys
import threading
from functools import partial
from typing import Any

PR_SET_PDEATHSIG = 1  # of Linux: a signal that comes when the parent is gone


def describe_child() -> dict[str, Any]:
    """Return options of ``subprocess.Popen`` for a child that ends with this process.

    Linux does it at once. Elsewhere there are none, and a kernel looks for its parent
    every second.
    """
    if sys.platform != "linux":
        return {}
    return {"preexec_fn": partial(end_with, os.getpid(), ctypes.CDLL(None))}


def end_with(parent: int, library: ctypes.CDLL | None = None) -> None:
    """Let this process end at once when its parent does (Linux alone)."""
    (library or ctypes.CDLL(None)).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was gone before we asked
        os._exit(1)


def end_with_whoever_feeds_us() -> None:
    """Let this process end when the pipe at its standard input is closed.

    Who starts it holds the other end and writes nothing; the system closes it however
    that process ends. Without a pipe nothing happens.
    """
    if not stat.S_ISFIFO(os.fstat(0).st_mode):
        return
    pipe = os.dup(0)  # pytest takes the standard input away
    threading.Thread(target=_wait_and_end, args=[pipe], daemon=True).start()


def _wait_and_end(pipe: int) -> None:
    while os.read(pipe, 1024):
        pass
    os._exit(1)
