"""Open the worksheets of a pack on a laptop, without a network.

It lies in the folder ``laptop`` of the pack, beside the packages and the parts of the
project that it needs. The first start makes an environment beside the worksheets; what
somebody has written in ``my-work`` is never changed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from scripts.door.copies import copy_missing_worksheets
from scripts.door.environment import wait_for_others
from scripts.door.errors import Problem, report_faults
from scripts.door.files import read_json, write_atomically
from scripts.door.installing import EXACTLY, find_base_python, follow

HERE = Path(__file__).resolve().parent
CONTENTS, WISHES, WHEELS = "contents.json", "requirements.txt", "wheels"
ENVIRONMENT, WORK, MARKER = ".venv", "my-work", "made-from.txt"
GIGABYTES = 0.8
# Windows allows 259 letters for the whole name of a file, unless told otherwise.
LETTERS, BEFORE = 259, len("\\.venv\\Lib\\site-packages\\")
SYSTEMS = {"win32": "windows", "darwin": "macos"}
# A person's own settings must not lead Python or pip to anything beside this folder.
OWN = {"PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1"}


def main(argv: list[str]) -> int:
    """Make the environment if need be, and open the first worksheet. Raises Problem."""
    folder, contents = HERE.parent, read_contents(HERE)
    try:
        with open(folder / f"{ENVIRONMENT}.lock", "a") as stream:
            wait_for_others(stream)
            if not is_ready(folder / ENVIRONMENT, describe_wanted(HERE)):
                make_environment(folder, contents["longest"])
    except OSError as error:
        raise Problem(explain(folder, error)) from error
    copy_missing_worksheets(
        [folder / name for name in contents["worksheets"]], folder / WORK
    )
    first = folder / WORK / Path(contents["worksheets"][0]).name
    command = ["-m", "scripts.door.verbs", "open", f"--file={first}", *argv]
    with suppress(KeyboardInterrupt):  # it went to JupyterLab, which ends by itself
        return subprocess.run(
            [get_python(folder / ENVIRONMENT), *command], cwd=HERE, env=clean_settings()
        ).returncode
    return 0


def read_contents(here: Path) -> dict:
    """Return what the pack says that it holds. Raises Problem when that is damaged."""
    try:
        return read_json(here / CONTENTS)
    except (OSError, ValueError):
        raise Problem(damaged(here)) from None


def damaged(here: Path) -> str:
    """Say that something is missing or not as it was packed."""
    return (
        f"The folder {here} is not whole: copy the folder around it from the stick "
        "once more, and start again."
    )


def describe_wanted(here: Path) -> str:
    """Return what an environment depends on: all packages, and which Python it is."""
    digest = hashlib.sha256((here / WISHES).read_bytes())
    digest.update(repr(sys.version_info[:2]).encode())
    return digest.hexdigest()


def get_python(venv: Path) -> Path:
    """Return the path of an environment's Python."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_ready(venv: Path, wanted: str) -> bool:
    """Say whether an environment stands and is whole."""
    try:
        made_from = (venv / MARKER).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    return made_from == wanted and get_python(venv).exists()


def make_environment(folder: Path, longest: int) -> None:
    """Make the environment anew and install all packages. Raises Problem."""
    require_room(folder, longest)
    print(
        "Preparing this laptop, once: it takes some minutes and no internet …",
        flush=True,
    )
    venv = folder / ENVIRONMENT
    with suppress(OSError):
        (venv / MARKER).unlink(missing_ok=True)
    made = subprocess.run(
        [find_base_python(), "-m", "venv", "--clear", "--without-pip", str(venv)],
        env=clean_settings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if made.returncode:
        last = " ".join(made.stdout.strip().splitlines()[-1:])
        raise Problem(
            f"{venv} could not be made ({last}): copy the whole folder to the desktop "
            "of this laptop and start it there."
        )
    install(folder, venv)
    write_atomically(venv / MARKER, describe_wanted(HERE))


def install(folder: Path, venv: Path) -> None:
    """Install all packages of the pack into an environment. Raises Problem."""
    pip = next((HERE / WHEELS / "all").glob("pip-*.whl"), None)
    if pip is None:
        raise Problem(damaged(HERE))
    own = SYSTEMS.get(sys.platform, "linux")
    places = [f"--find-links={HERE / WHEELS / name}" for name in ("all", own)]
    command = [get_python(venv), "-I", pip / "pip", "--isolated", "install"]
    # Compiling everything takes longer than all the rest; Python does it when needed.
    command += ["--no-index", "--no-compile", "--no-input", *places]
    seen = 0

    def describe(line: str) -> str:
        nonlocal seen
        seen += line.startswith("Processing")
        return "installing" if line.startswith("Installing") else f"{seen} packages"

    options = ("--disable-pip-version-check", "--no-cache-dir", *EXACTLY)
    wishes = HERE / WISHES
    code, output = follow([*command, *options, wishes], describe, HERE,
                          clean_settings())  # fmt: skip
    if code:
        raise Problem(explain_pip(folder, output))


def explain_pip(folder: Path, output: Sequence[str]) -> str:
    """Return the sentence for what pip printed before it failed."""
    text = "\n".join(output)
    if "No space left" in text or "not enough space" in text:
        return full(folder)
    if "HASHES" in text or "No matching distribution" in text or "invalid" in text:
        return damaged(HERE)
    last = [line for line in output if line.startswith("ERROR")][-1:] or output[-1:]
    return (
        f"The packages could not be installed ({' '.join(last)}): copy the whole "
        "folder to the desktop of this laptop and start it there."
    )


def require_room(folder: Path, longest: int) -> None:
    """Raise Problem when the disk is full or the folder lies too deep for Windows."""
    if shutil.disk_usage(folder).free / 1e9 < GIGABYTES:
        raise Problem(full(folder))
    if sys.platform == "win32" and len(str(folder)) + BEFORE + longest > LETTERS:
        raise Problem(
            f"The name of {folder} is too long for Windows: move the folder to the "
            "desktop, or give it a shorter name, and start again."
        )


def full(folder: Path) -> str:
    """Say that there is not enough space."""
    return (
        f"The disk of {folder} has not {GIGABYTES} GB free: free some space, or copy "
        "the folder to a disk that has it, and start again."
    )


def explain(folder: Path, error: OSError) -> str:
    """Say that the folder cannot be written, and what to do."""
    return (
        f"{folder} cannot be written ({error.strerror}): copy the whole folder to the "
        "desktop of this laptop and start it there."
    )


def clean_settings() -> dict[str, str]:
    """Return this process's variables without what leads Python or pip elsewhere."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(("PYTHON", "PIP_", "VIRTUAL_ENV"))
    }
    return kept | OWN


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(report_faults(main, sys.argv[1:]))
