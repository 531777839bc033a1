"""Hashes of files, such as anybody can compute, and what a page says of its origin."""

import fnmatch
import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from scripts.door.files import ROOT

FEEDBACK = "workshop/feedback"
LEFT_BEHIND = ("__pycache__", ".ipynb_checkpoints")


def hash_file(path: Path) -> str:
    """Return the SHA-256 of one file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def hash_files(
    paths: Iterable[Path],
    root: Path = ROOT,
    hash_file: Callable[[Path], str] = hash_file,
) -> str:
    """Return one SHA-256 of the names (below ``root``) and contents of files.

    It is what ``sha256sum FILES | sha256sum`` prints, the names in order. Who asks for
    the same files again and again brings a ``hash_file`` that remembers.
    """
    below = os.path.join(root, "")
    names = {name_below(path, below): path for path in paths}
    lines = [f"{hash_file(names[name])}  {name}\n" for name in sorted(names)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def name_below(path: Path, below: str) -> str:
    """Name a file below a folder, whose own name ends with the sign between folders.

    It is ``relative_to``, many times as quick where both are written alike. Raises
    ValueError for a file elsewhere.
    """
    name = str(path)
    if name.startswith(below):
        return name[len(below) :].replace(os.sep, "/")
    return path.relative_to(below).as_posix()


def list_files(folder: Path, pattern: str = "*") -> list[Path]:
    """List the files below a folder, without hidden ones and bytecode."""
    found = []
    for place, folders, names in os.walk(folder):  # much quicker than rglob
        folders[:] = [name for name in folders if name not in LEFT_BEHIND]
        found += [
            os.path.join(place, name)
            for name in fnmatch.filter(names, pattern)
            if not name.startswith(".")
        ]
    there = filter(os.path.isfile, found)
    return [Path(path) for path in sorted(there, key=lambda path: path.split(os.sep))]


def find_feedback(lesson: Path, root: Path = ROOT) -> Path:
    """Say where the rules of a lesson's exercises stand."""
    return root / FEEDBACK / f"{lesson.name[:2]}.py"


def list_shared_code(root: Path = ROOT, pattern: str = "*") -> list[Path]:
    """List the files of ``workshop`` that every lesson uses: no rules of exercises."""
    rules = set((root / FEEDBACK).glob("[0-9][0-9].py"))
    # Compiled, and nothing that English shows.
    spoken = os.path.join(root, "workshop", "translations", "")
    return [
        path
        for path in list_files(root / "workshop", pattern)
        if path not in rules and not str(path).startswith(spoken)
    ]


def provenance(lesson_path: Path, root: Path = ROOT) -> dict[str, str]:
    """Return the SHA-256 of a lesson and of all tables, for the foot of an export."""
    data = [root / "data/datapackage.json", *list_files(root / "data", "*.csv")]
    return {
        "notebook": hash_file(Path(lesson_path)),
        "data": hash_files((path for path in data if path.is_file()), root),
    }
