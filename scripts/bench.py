"""Time our build beside the naive way, on the same lessons and in the same run.

Naive: ``jupyter nbconvert --execute`` to html and to slides for every lesson, then
``pytest --nbval``. Every way works in a copy of its own; dist/ is not touched.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":  # started as a file: let it find its package
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.door import report_faults
from scripts.environment import ensure_environment, get_python
from scripts.files import ROOT, Problem

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "dist", "my-work")


def main(argv: list[str]) -> int:
    """Print a table: seconds, and how many times quicker than the naive way."""
    ensure_environment()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        naive, ours = (copy_project(Path(folder) / name) for name in ("naive", "ours"))
        lessons = sorted((ours / "notebooks").glob("*.ipynb"))
        print(f"{len(lessons)} lessons, {os.cpu_count()} cores. Seconds:\n")
        base = measure("naive: nbconvert to html", convert, naive, "html")
        base += measure("naive: nbconvert to slides", convert, naive, "slides")
        base += measure("naive: pytest --nbval", compare, naive)
        show("naive, all three", base)
        forget(ours, "verified.json")
        measure("build, everything verified", build, ours, base=base)
        forget(ours, "dist")
        measure("build, export only", build, ours, base=base)
        measure("build, nothing changed", knock, ours, base=base)
    return 0


def measure(what: str, work: Callable, *arguments, base: float = 0) -> float:
    """Do some work, print its line, and return its seconds."""
    began = time.perf_counter()
    work(*arguments)
    seconds = time.perf_counter() - began
    show(what, seconds, base)
    return seconds


def show(what: str, seconds: float, base: float = 0) -> None:
    """Print one line of the table."""
    ratio = f"{base / seconds:8.1f} times quicker" if base else ""
    print(f"{what:30}{seconds:8.2f}{ratio}", flush=True)


def copy_project(target: Path) -> Path:
    """Copy what a build reads."""
    return shutil.copytree(ROOT, target, ignore=LEFT_OUT)


def forget(project: Path, name: str) -> None:
    """Remove a file or folder of a copy."""
    path = project / name
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def convert(project: Path, kind: str) -> None:
    """Run and convert every lesson by itself, as people do."""
    for lesson in sorted((project / "notebooks").glob("*.ipynb")):
        options = ["--execute", "--to", kind, "--output-dir", project / "out", lesson]
        run([get_python(), "-m", "nbconvert", *options], project)


def compare(project: Path) -> None:
    """Compare fresh runs with stored outputs; a difference costs the same time."""
    options = ["-m", "pytest", "-q", "--nbval", "notebooks"]
    run([get_python(), *options], project, codes=(0, 1))


def build(project: Path) -> None:
    """Build a copy in the environment."""
    run([get_python(), "-m", "scripts.door", "build"], project)


def knock(project: Path) -> None:
    """Build a copy through the door, interpreter start-up included."""
    run([sys.executable, "scripts/run.py", "build"], project)


def run(command: list, project: Path, codes: tuple[int, ...] = (0,)) -> None:
    """Run a command in a copy, with its ``workshop`` and a plan of its own."""
    settings = {
        **os.environ,
        "PYTHONPATH": str(project),
        "WORKSHOP_PLAN": str(project / "bench-plan.json"),
    }
    done = subprocess.run(
        list(map(str, command)),
        cwd=project,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode not in codes:
        last = (done.stdout.strip().splitlines() or ["no message"])[-1]
        step = " ".join(map(str, command[1:]))
        raise Problem(f"{step} stopped ({last}): mend what 'build' names.")


if __name__ == "__main__":
    sys.exit(report_faults(main, sys.argv[1:]))
