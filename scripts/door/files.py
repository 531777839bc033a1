"""Where the project lies, and how to write a file so that nothing is lost."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from scripts.door.errors import Problem

ROOT = Path(__file__).resolve().parents[2]


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


def read_json(path: Path) -> Any:
    """Return what a JSON file holds; raise OSError or, for any damage, ValueError.

    A file that is nested deeper than Python can follow is damaged like any other.
    """
    try:
        return json.loads(Path(path).read_bytes().decode("utf-8"))
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
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
        return True
    except OSError as error:
        raise Problem(
            f"{path} could not be written ({error.strerror}); the earlier file is "
            "untouched. Free some space or check who may write there, then try again."
        ) from error
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
