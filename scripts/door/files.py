"""Where the project lies, and how to write files so that nothing is lost."""

import errno
import filecmp
import json
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from scripts.door.errors import Problem

ROOT = Path(__file__).resolve().parents[2]
NEW = ".new-"  # how a folder is called whose files are not all written yet
DAY = 24 * 60 * 60
NO_FILE = "it is a pipe or a device, not a file on the disk"


def name_file(path: Path) -> str:
    """Name a file in a message: its folder and its name."""
    return "/".join(Path(path).parts[-2:])


def read_paths_as_named(root: Path = ROOT) -> dict[str, str]:
    """Return this process's variables for another Python that handles our paths.

    In UTF-8, whatever the code page, when that is how the project's folder is named.
    """
    try:
        os.fsencode(root).decode("utf-8")
        # The second is for a Python that is started deaf to variables of its own.
        return os.environ | {"PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    except UnicodeDecodeError:
        return dict(os.environ)


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raise OSError, also for what would never end.

    A pipe waits until somebody writes into it, and some devices go on for ever.
    """
    mode = Path(path).stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.ESPIPE, NO_FILE, str(path))
    return Path(path).read_bytes()


def read_json(path: Path) -> Any:
    """Return what a JSON file holds; raise OSError or, for any damage, ValueError.

    A file that is nested deeper than Python can follow is damaged like any other.
    """
    try:
        return json.loads(read_bytes(path).decode("utf-8"))
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def write_atomically(path: Path, content: str | bytes) -> bool:
    """Write ``content`` to ``path`` whole or not at all; say whether it changed.

    Text becomes UTF-8 with LF. The earlier file stays until the new one is complete.
    Raises Problem when the disk is full or the folder cannot be written.
    """
    path = Path(path)
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    return replace_file(path, lambda stream: stream.write(data))


def replace_file(path: Path, write: Callable[[BinaryIO], object]) -> bool:
    """Let ``write`` fill a file that replaces ``path`` whole; say whether it changed.

    The earlier file stays until the new one is complete, and when both are the same.
    Raises Problem when the disk is full or the folder cannot be written.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        if path.is_file() and filecmp.cmp(path, temporary, shallow=False):
            return False
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
        return True
    except OSError as error:
        raise Problem(describe_failure(path, error)) from error
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)


@contextmanager
def write_together(folder: Path) -> Iterator[Path]:
    """Give a place for files that come into ``folder`` all together, or none of them.

    What is written below the place moves to the same name below ``folder`` at the end;
    a fault before, such as a full disk, leaves ``folder`` as it was. Raises Problem.
    """
    with make_place(folder) as place:
        try:
            yield place
            move_together(place, folder)
        except Problem as problem:  # it names files where people find them
            raise Problem(str(problem).replace(str(place), str(folder))) from None


@contextmanager
def make_place(folder: Path) -> Iterator[Path]:
    """Give a place below ``folder`` for a while, on the same disk. Raises Problem."""
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        remove_abandoned(folder)
        place = Path(tempfile.mkdtemp(dir=folder, prefix=NEW))
    except OSError as error:
        raise Problem(describe_failure(folder, error)) from error
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def move_together(place: Path, folder: Path) -> None:
    """Move every file below ``place`` to its name below ``folder``, or none of them.

    Raises Problem.
    """
    kept: list[tuple[Path, Path | None]] = []
    new = sorted(path for path in place.rglob("*") if path.is_file())
    try:
        for number, path in enumerate(new):
            target = folder / path.relative_to(place)
            if target.is_file() and target.read_bytes() == path.read_bytes():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            kept.append((target, keep_aside(target, place / f"old-{number}")))
            os.replace(path, target)
    except BaseException as error:
        put_back(kept)
        if isinstance(error, OSError):
            raise Problem(describe_failure(target, error)) from error
        raise


def keep_aside(path: Path, aside: Path) -> Path | None:
    """Give a file a second name, which needs no space; None when there is no file."""
    if not path.exists():
        return None
    try:
        os.link(path, aside)
    except OSError:  # a stick that knows one name for a file alone
        shutil.copyfile(path, aside)
    return aside


def put_back(kept: list[tuple[Path, Path | None]]) -> None:
    """Bring files back that were kept aside, and remove those that were none."""
    for path, aside in reversed(kept):
        with suppress(OSError):
            if aside:
                os.replace(aside, path)
            else:
                path.unlink(missing_ok=True)


def remove_abandoned(folder: Path) -> None:
    """Remove what a build that was killed has left, a day later."""
    for path in folder.glob(f"{NEW}*"):
        with suppress(OSError):
            if path.stat().st_mtime < time.time() - DAY:
                shutil.rmtree(path, ignore_errors=True)


def describe_failure(path: Path, error: OSError) -> str:
    """Say that a file could not be written, and what to do."""
    return (
        f"{path} could not be written ({error.strerror}); the earlier file is "
        "untouched. Free some space or check who may write there, then try again."
    )
