"""The ways to build that the benchmark compares, each in a copy of the project."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.door.environment import get_python, keep_bytecode
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.lessons.listing import list_drafts

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "dist", "my-work")
BOOK = "jupyter-book==1.0.4"


def copy_project(target: Path, count: int | None = None) -> Path:
    """Copy what a build reads, with ``count`` lessons (copies of ours) or as it is."""
    shutil.copytree(ROOT, target, ignore=LEFT_OUT)
    for draft in list_drafts(root=target):  # the usual ways would build them, too
        draft.unlink()
    lessons = list_lessons(target)
    for place in range(len(lessons), count or 0):
        original = lessons[place % len(lessons)]
        name = f"{original.stem}-copy-{place // len(lessons)}.ipynb"
        for folder in ("notebooks", "exercises"):
            shutil.copy(target / folder / original.name, target / folder / name)
    for lesson in lessons[count:] if count else []:
        lesson.unlink()
    return target


def list_lessons(project: Path) -> list[Path]:
    """List the lessons of a copy."""
    return sorted((project / "notebooks").glob("*.ipynb"))


def forget_all(project: Path) -> None:
    """Let nothing be verified, and nothing be exported."""
    (project / "verified.json").unlink(missing_ok=True)
    forget_pages(project)


def forget_pages(project: Path) -> None:
    """Remove all that was exported."""
    shutil.rmtree(project / "dist", ignore_errors=True)


def change_lesson(project: Path) -> None:
    """Write another word into the first facilitator's note of the last lesson."""
    lesson = list_lessons(project)[-1]
    notebook = json.loads(lesson.read_text(encoding="utf-8"))
    note = next(
        cell
        for cell in notebook["cells"]
        if "facilitator" in cell["metadata"].get("tags", [])
    )
    note["source"] = [*note["source"], " Well then."]
    text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
    lesson.write_text(text, encoding="utf-8", newline="\n")


def leave(project: Path) -> None:
    """Change nothing."""


def convert(project: Path, kind: str) -> None:
    """Run and convert every lesson by itself, as people do."""
    for lesson in list_lessons(project):
        options = ["--execute", "--to", kind, "--output-dir", project / "out", lesson]
        run([get_python(), "-m", "nbconvert", *options], project)


def compare(project: Path) -> None:
    """Compare fresh runs with stored outputs; a difference costs the same time."""
    options = ["-m", "pytest", "-q", "--nbval", "notebooks"]
    run([get_python(), *options], project, codes=(0, 1))


def build(project: Path, *options: str) -> None:
    """Build a copy in the environment."""
    run([get_python(), "-m", "scripts.door.verbs", "build", *options], project)


def knock(project: Path, *options: str) -> None:
    """Build a copy through the door, interpreter start-up included."""
    run([sys.executable, "scripts/run.py", "build", *options], project)


# What our build is timed with: how the copy is prepared, and how it is built.
STATES: dict[str, tuple[Callable, Callable]] = {
    "everything verified": (forget_all, build),
    "export only": (forget_pages, build),
    "one lesson changed": (change_lesson, build),
    "nothing changed": (leave, knock),
}
# The first makes what the usual ways make: a page and slides of every lesson.
EXTENTS = {"build": ("--only", "lessons"), "build with courses and kit": ()}


def install_book(venv: Path, project: Path) -> bool:
    """Make an environment with Jupyter Book and what our lessons import."""
    try:
        run([get_python(), "-m", "venv", venv], project)
        options = ["install", "--quiet", "--prefer-binary", BOOK, project]
        run([find_python(venv), "-m", "pip", *options], project)
    except Problem:
        return False
    return True


def find_python(venv: Path) -> Path:
    """Return the path of the Python of an environment."""
    return venv / get_python().relative_to(ROOT / ".venv")


def make_book(project: Path, venv: Path, mode: str) -> None:
    """Make the HTML of a Jupyter Book; ``mode`` is force (run the lessons) or off."""
    folder = project / "notebooks"
    first, *rest = (lesson.stem for lesson in list_lessons(project))
    chapters = "".join(f"- file: {name}\n" for name in rest)
    contents = f"format: jb-book\nroot: {first}\nchapters:\n{chapters}"
    settings = f"execute:\n  execute_notebooks: '{mode}'\n  timeout: 120\n"
    (folder / "_toc.yml").write_text(contents, encoding="utf-8")
    (folder / "_config.yml").write_text(settings, encoding="utf-8")
    run([find_python(venv).parent / "jupyter-book", "build", "--all", folder], project)


def run(command: list, project: Path, codes: tuple[int, ...] = (0,)) -> None:
    """Run a command in a copy, with its ``workshop`` and a plan of its own."""
    settings = {
        **keep_bytecode(os.environ),
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
