"""Make ``.venv`` from requirements.lock, once, with the standard library alone."""

import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO

from scripts.door.errors import Problem
from scripts.door.files import ROOT, write_atomically

VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
MARKER = VENV / "made-from.txt"  # written last: without it the environment is half made
GIGABYTES_NEEDED = 1.5
STARTED_IN = "WORKSHOP_STARTED_IN"  # names the folder in which somebody typed a verb
NETWORK_WORDS = re.compile(r"connection|resolution|getaddrinfo|timed out|proxy", re.I)


def get_python() -> Path:
    """Return the path of the environment's Python."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def describe_wanted() -> str:
    """Return what the environment depends on: place, lock, project, what it installs.

    Of the package itself only ``jupyter/`` is copied; all else is read where it lies.
    """
    digest = hashlib.sha256(str(ROOT).encode())
    copied = sorted(p for p in (ROOT / "jupyter").rglob("*") if p.is_file())
    for path in (LOCK, ROOT / "pyproject.toml", *copied):
        digest.update(path.read_bytes())
    return digest.hexdigest() + "\n"


def is_ready() -> bool:
    """Say whether the environment stands and fits the lock."""
    return (
        get_python().exists()
        and MARKER.is_file()
        and MARKER.read_text() == describe_wanted()
    )


def ensure_environment() -> None:
    """Make or update the environment unless it is ready.

    Raises Problem when there is no venv module, no network or no space.
    """
    if is_ready():
        return
    with open(ROOT / ".venv.lock", "a") as stream:
        wait_for_others(stream)
        if not is_ready():
            make_environment()


def make_environment() -> None:
    """Make the environment, or update one that was whole."""
    started = time.monotonic()
    if MARKER.is_file() and get_python().exists():
        print("The environment has changed: updating .venv …", flush=True)
        MARKER.unlink()
    else:
        print("Making the environment in .venv (once; needs internet) …", flush=True)
        create_venv()
    install("--require-hashes", "--only-binary=:all:", "-r", str(LOCK))
    install("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    write_atomically(MARKER, describe_wanted())
    print(f"The environment is ready ({time.monotonic() - started:.0f} s).", flush=True)


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
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def create_venv() -> None:
    """Create an empty environment in place of whatever is there."""
    require_venv_module()
    require_space()
    # Started from inside .venv, sys.executable is the very Python that --clear deletes.
    python = getattr(sys, "_base_executable", None) or sys.executable
    made = subprocess.run(
        [python, "-m", "venv", "--clear", str(VENV)],
        capture_output=True,
        text=True,
    )
    if made.returncode:
        last = (made.stderr or made.stdout).strip().splitlines()[-1:]
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


def require_space() -> None:
    """Raise Problem when the disk has no room for the environment."""
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < GIGABYTES_NEEDED:
        raise Problem(
            f"The disk of {ROOT} has {free:.1f} GB free and the environment needs "
            f"{GIGABYTES_NEEDED} GB: free some space and start again."
        )


def install(*arguments: str) -> None:
    """Run pip in the environment and show how far it is. Raises Problem."""
    pip = [str(get_python()), "-m", "pip", "install", "--no-input", "--retries=3"]
    total = LOCK.read_text(encoding="utf-8").count("==")
    seen = 0
    output = []
    with subprocess.Popen(
        [*pip, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout:
            output.append(line.strip())
            seen += line.startswith(("Collecting", "Requirement already"))
            installing = line.startswith("Installing")
            show_progress("installing" if installing else f"{seen} of {total} packages")
    show_progress("")
    if process.returncode:
        raise Problem(explain_failure(output))


def show_progress(text: str) -> None:
    """Write ``text`` over the last progress line, on a terminal only."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)


def explain_failure(output: list[str]) -> str:
    """Return the sentence for what pip printed before it failed."""
    faults = [line for line in output if line.startswith(("ERROR", "WARNING"))]
    text = "\n".join(faults)
    if "No space left" in text:
        return f"The disk of {ROOT} is full: free some space and start again."
    if NETWORK_WORDS.search(text):
        return (
            "The packages could not be fetched: this first start needs internet. "
            "Connect (or ask for the proxy's settings) and start again."
        )
    last = [line for line in faults if line.startswith("ERROR")][-1:] or output[-1:]
    return (
        f"The packages could not be installed ({' '.join(last)}): use a 64-bit "
        "Python 3.11 to 3.14 and start again."
    )


def run_inside(module: str, arguments: list[str]) -> int:
    """Run a module with the environment's Python, from the project's folder.

    Ctrl-C reaches that process too; here it is ignored, so that it may end well.
    """
    signal.signal(signal.SIGINT, lambda *_: None)
    command = [str(get_python()), "-m", module, *arguments]
    settings = {**os.environ, "PYTHONUTF8": "1", STARTED_IN: find_start()}
    return subprocess.run(command, cwd=ROOT, env=settings).returncode


def find_start() -> str:
    """Return the folder in which somebody typed a verb, the project's if it is gone."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return str(ROOT)
