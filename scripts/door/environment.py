"""Make ``.venv`` from requirements.lock, once, with the standard library alone.

It comes in sizes (``SIZES`` in lock.py): who only opens worksheets installs no more
than that, and a larger size adds what is missing when it is first asked for.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from scripts.door import linking, lock
from scripts.door.errors import Problem
from scripts.door.files import (
    ROOT,
    read_json,
    read_paths_as_named,
    write_atomically,
)
from scripts.door.installing import find_base_python, install

VENV = ROOT / ".venv"
NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
MARKER = VENV / "made-from.txt"  # written last: without it the environment is half made
GIGABYTES_NEEDED = {"classroom": 0.9, "build": 1.0, "pdf": 1.3, "test": 1.5}
STARTED_IN = "WORKSHOP_STARTED_IN"  # names the folder in which somebody typed a verb


def is_ci() -> bool:
    """Say whether this runs in CI, where nothing may be believed or left out."""
    return os.environ.get("CI", "").lower() in ("1", "true")


def get_python() -> Path:
    """Return the path of the environment's Python."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def describe_wanted() -> str:
    """Return what the environment depends on: place, lock, project, what it copies."""
    digest = hashlib.sha256(os.fsencode(ROOT))
    copied = linking.list_shared_files(ROOT)
    for path in (ROOT / lock.LOCK.name, ROOT / lock.PROJECT.name, *copied):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_marker() -> dict:
    """Read what the environment was made from and holds; {} when it is not whole."""
    try:
        marker = read_json(MARKER)
        known = marker["size"] in lock.SIZES and marker["wanted"] and marker["holds"]
        return marker if known and has_python() else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def has_python() -> bool:
    """Say whether the environment's Python is there and knows where it belongs."""
    return get_python().exists() and (VENV / "pyvenv.cfg").exists()


def is_ready(size: str = lock.SIZES[0]) -> bool:
    """Say whether the environment stands, fits the lock and is large enough."""
    marker = read_marker()
    return (
        bool(marker)
        and marker["wanted"] == describe_wanted()
        and lock.SIZES.index(marker["size"]) >= lock.SIZES.index(size)
        and not list_gone(marker)
    )


def list_gone(marker: dict) -> list[str]:
    """List what lay in the environment when it was made and does not any more."""
    return sorted(set(marker["holds"]) - set(linking.list_installed(VENV)))


def ensure_environment(size: str = lock.SIZES[-1]) -> None:
    """Make, mend, update or enlarge the environment unless it is ready.

    Raises Problem when there is no venv module, no network or no space.
    """
    if is_ready(size):
        return
    with open(ROOT / ".venv.lock", "a") as stream:
        wait_for_others(stream)
        if not is_ready(size):
            make_environment(size)


def make_environment(size: str) -> None:
    """Make the environment, or bring one that was whole to what is wanted now."""
    started = time.monotonic()
    marker = read_marker()
    gone = list_gone(marker) if marker else []
    size = max(size, marker.get("size", size), key=lock.SIZES.index)
    if not marker:
        print("Making the environment in .venv (once; needs internet) …", flush=True)
        create_venv(size)
    elif gone:
        what = ", ".join(gone[:3]) + (" …" if gone[3:] else "")
        print(f"Parts of .venv are gone ({what}): making it anew …", flush=True)
        create_venv(size)
    elif marker["wanted"] == describe_wanted():
        print("Adding to .venv what this needs (once; needs internet) …", flush=True)
    else:
        print("The environment has changed: updating .venv …", flush=True)
    fill_environment(size, {} if gone else marker)
    print(f"The environment is ready ({time.monotonic() - started:.0f} s).", flush=True)


def fill_environment(size: str, before: dict) -> None:
    """Install what a size needs, link the project, and remember that all is whole.

    When nothing could be installed, what was there ``before`` stays in use.
    """
    kept = MARKER.read_bytes() if before else b""
    MARKER.unlink(missing_ok=True)
    try:
        wanted = lock.list_wanted(size, ROOT / lock.PROJECT.name)
        install(get_python(), lock.cut_lock(wanted, ROOT / lock.LOCK.name))
    except Problem:
        if kept:
            write_atomically(MARKER, kept)
        raise
    linking.link_project(ROOT, VENV)
    holds = linking.list_installed(VENV)
    marker = {"wanted": describe_wanted(), "size": size, "holds": holds}
    write_atomically(MARKER, json.dumps(marker, indent=0) + "\n")


def forget_damaged() -> list[str]:
    """List the files that have gone from the environment; let it be made anew if any.

    It looks at every file of every package: too much for each start, not for a fault.
    """
    lost = linking.list_lost_files(VENV) if MARKER.is_file() else []
    if lost:
        MARKER.unlink()
    return lost


def wait_for_others(stream: TextIO) -> None:
    """Wait until no other start works on the environment; closing ``stream`` frees it.

    A start that dies frees it too.
    """
    if not take(stream):
        print("Another window is making the environment: waiting …", flush=True)
        while not take(stream):
            time.sleep(1)


def take(stream: TextIO) -> bool:
    """Lock a file for this process alone, if no other has done so."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def create_venv(size: str) -> None:
    """Create an empty environment in place of whatever is there; pip comes if needed.

    Making one with pip takes ten times as long, and uv needs none.
    """
    require_venv_module()
    require_space(size)
    made = subprocess.run(
        [find_base_python(), "-m", "venv", "--clear", "--without-pip", str(VENV)],
        env=read_paths_as_named(ROOT),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if made.returncode:
        last = made.stdout.strip().splitlines()[-1:]
        raise Problem(
            f"{VENV} could not be made ({' '.join(last)}): mend that, "
            "or copy the project to a folder of your own, and start again."
        )


def require_venv_module() -> None:
    """Raise Problem when this Python cannot make environments."""
    missing = [n for n in ("venv", "ensurepip") if not importlib.util.find_spec(n)]
    if missing:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Problem(
            f"This Python cannot make environments (it has no {missing[0]} module): "
            f"on Debian or Ubuntu run 'sudo apt install python{version}-venv', "
            "elsewhere install Python from python.org, then start again."
        )


def require_space(size: str) -> None:
    """Raise Problem when the disk has no room for an environment of a size."""
    free, needed = shutil.disk_usage(ROOT).free / 1e9, GIGABYTES_NEEDED[size]
    if free < needed:
        raise Problem(
            f"The disk of {ROOT} has {free:.1f} GB free and the environment needs "
            f"{needed} GB: free some space and start again."
        )


def run_inside(module: str, arguments: list[str]) -> int:
    """Run a module with the environment's Python, from the project's folder.

    Ctrl-C reaches that process too; here it is ignored, so that it may end well.
    """
    signal.signal(signal.SIGINT, lambda *_: None)
    command = [str(get_python()), "-m", module, *arguments]
    own = {"PYTHONUTF8": "1", STARTED_IN: find_start()}
    settings = keep_bytecode(os.environ) | own
    return subprocess.run(command, cwd=ROOT, env=settings).returncode


def keep_bytecode(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the settings with which Python keeps what it has compiled.

    Containers often tell it not to, and then every kernel compiles pandas anew, for
    two seconds. Here it goes into the environment, and nothing lies beside a source.
    """
    kept = dict(settings)
    if kept.pop(NO_BYTECODE, ""):
        kept.setdefault("PYTHONPYCACHEPREFIX", str(VENV / "bytecode"))
    return kept


def find_start() -> str:
    """Return the folder in which somebody typed a verb, the project's if it is gone."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return str(ROOT)
