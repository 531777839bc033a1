"""Only one notebook at a time reads, changes and writes the team's plan.

Two notebooks that write at once would each keep what it had read and lose what the
other one has just written. The system's lock on a small file beside the plan makes them
wait for each other; it ends with its kernel, however that ends. A browser kernel, and a
folder that knows no locks, go on without one.
"""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_OURS = threading.RLock()
_depth = 0  # a function that has the lock calls others that ask for it


@contextmanager
def lock(plan: Path) -> Iterator[None]:
    """Let nobody else touch the file ``plan`` meanwhile, as far as this can be done."""
    global _depth
    with _OURS:
        handle = None if _depth else _lock_file(_name_lock(plan))
        _depth += 1
        try:
            yield
        finally:
            _depth -= 1
            if handle is not None:
                _unlock_file(handle, _name_lock(plan))


def _name_lock(plan: Path) -> Path:
    real = Path(os.path.realpath(plan))
    return real.with_name(f".{real.name}.lock")


def _lock_file(path: Path) -> int | None:
    """Return the handle of the locked file, None where there is no lock to be had."""
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            return None
        if not _wait(handle):
            _unlock_file(handle, path)
            return None
        # Who had it before has removed it: then it locks nothing any more.
        with suppress(OSError):
            if os.path.samestat(os.fstat(handle), os.stat(path)):
                return handle
        os.close(handle)


def _wait(handle: int) -> bool:
    """Wait until no other kernel has the lock; False where files cannot be locked."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
    except (ImportError, AttributeError, OSError):  # a browser's fcntl has no flock
        return False
    return True


def _unlock_file(handle: int, path: Path) -> None:
    """Remove the file and give the lock back; others that wait make a new one."""
    if sys.platform == "win32":  # there an open file cannot be removed
        os.close(handle)
        with suppress(OSError):
            path.unlink()
        return
    with suppress(OSError):
        path.unlink()
    os.close(handle)
