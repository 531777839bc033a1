"""Fetch the files that packages.lock pins, with pip, and show how far it is.

pip's own settings hold (index, proxy, certificates). uv knows no such thing.
"""

import os
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import read_paths_as_named
from scripts.door.installing import (
    EXACTLY,
    QUIETLY,
    add_pip,
    explain_failure,
    find_base_python,
    run_quietly,
    show_progress,
)
from scripts.door.lock import read_pins

LOCK = Path(__file__).with_name("packages.lock")
MEGABYTES, WITHOUT_PYODIDE = 125, 19
CARRIER = "open-webui"  # holds Pyodide
# The browser's Python, not this one, decides which packages fit.
FOR_BROWSER = ("--python-version", "3.14", "--ignore-requires-python")
LOOK_AGAIN = 0.5  # seconds


def fetch(folder: Path, with_pyodide: bool = True) -> list[Path]:
    """Fetch all that packages.lock names into ``folder``; return the files.

    pip refuses a file whose SHA-256 is another one. Raises Problem.
    """
    total = MEGABYTES if with_pyodide else WITHOUT_PYODIDE
    pins = read_pins(LOCK.read_text(encoding="utf-8"))
    wanted = [pin.text for pin in pins if with_pyodide or pin.name != CARRIER]
    print(
        f"Fetching the parts of the site, {total} MB (once; needs internet) …",
        flush=True,
    )
    with tempfile.TemporaryDirectory(prefix="workshop-") as name:
        place = Path(name)
        wishes = place / "wishes.txt"
        wishes.write_text("".join(wanted), encoding="utf-8", newline="\n")
        command = [find_pip(), "-m", "pip", "download", *QUIETLY, "--progress-bar=off"]
        command += [*FOR_BROWSER, "-d", folder, *EXACTLY, wishes]
        run_watched(command, place, f"of {total} MB")
    return sorted(folder.glob("*.whl"))


@cache
def find_pip() -> Path:
    """Return a Python that has pip: the one behind this one, or this one."""
    base = Path(find_base_python())
    for python in (base, Path(sys.executable)):
        if run_quietly([python, "-m", "pip", "--version"], LOCK.parent).returncode == 0:
            return python
    if add_pip(Path(sys.executable)):
        return Path(sys.executable)
    raise Problem(
        "This Python has no pip, which fetches the parts of the site: install it (on "
        "Debian and Ubuntu the package python3-venv) and start again."
    )


def run_watched(command: list, place: Path, more: str) -> None:
    """Run pip to its end; what it has fetched so far lies below ``place``.

    ``more`` stands behind the megabytes on the line that shows progress. Raises
    Problem.
    """
    partial = place / "partial"
    partial.mkdir()
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(partial))
    said = place / "said.txt"
    with said.open("wb") as stream:
        process = subprocess.Popen(
            list(map(str, command)),
            cwd=place,
            env=os.environ | read_paths_as_named() | temporary,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
        try:
            while process.poll() is None:
                show_progress(f"{measure(partial)} {more}")
                time.sleep(LOOK_AGAIN)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
    show_progress("")
    if process.returncode:
        lines = said.read_text(encoding="utf-8", errors="replace").splitlines()
        raise Problem(explain_failure([line.strip() for line in lines]))


def measure(folder: Path) -> int:
    """Return how many megabytes the files below a folder hold; some may just go."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(parent, name)).st_size
            except OSError:
                continue
    return total // 1_000_000
