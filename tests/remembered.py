"""What tests have run before, kept in ``.cache/tests`` while what decides it stays.

A lesson, a worksheet or a course that nobody has changed gives the same again, as do
our code and tables: that is what ``verified.json`` rests on, too. In CI nothing is
believed and nothing is kept.
"""

import hashlib
import json
import pickle
import platform
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scripts.door.environment import is_ci
from scripts.door.files import ROOT, write_atomically
from scripts.door.hashes import hash_files, list_files, list_shared_code
from scripts.languages.known import MADE
from scripts.proof.verify import EXAMPLE_PLAN

KEPT = ROOT / ".cache/tests"


def hash_job(notebook: Any, rules: Iterable[Path], makers: Iterable[Path]) -> str:
    """Return one hash of all that decides what a notebook gives when it runs.

    ``rules`` are those of its exercises, ``makers`` the code that runs it.
    """
    tables = [ROOT / "data/datapackage.json", *list_files(ROOT / "data", "*.csv")]
    files = [*list_shared_code(ROOT, "*.py"), *list_files(ROOT / "jupyter"), *tables]
    files += [EXAMPLE_PLAN, ROOT / "requirements.lock", *rules, *makers]
    parts = [json.dumps(notebook, sort_keys=True), platform.python_version()]
    text = "\0".join([*parts, hash_files(files)])
    return hashlib.sha256(text.encode()).hexdigest()


def recall(name: str, key: str) -> Any:
    """Return what was kept under a name and a key, or None."""
    try:
        path = find_place(name, key)
        return None if is_ci() else pickle.loads(path.read_bytes())
    except (OSError, EOFError, pickle.UnpicklingError):
        return None


def keep(name: str, key: str, made: object) -> None:
    """Keep what was made under a name and a key, in place of what was kept before."""
    if is_ci():
        return
    place = find_place(name, key)
    for older in place.parent.glob(f"{name}.*"):
        older.unlink(missing_ok=True)
    write_atomically(place, pickle.dumps(made))


def find_place(name: str, key: str) -> Path:
    """Say where something is kept."""
    return KEPT / f"runs/{name}.{key}"


def lend_runs(name: str, root: Path) -> None:
    """Give a copy of the project the lessons that ran before in a language.

    A build believes of them what its record says and its own hashes confirm.
    """
    kept = KEPT / "languages" / name
    if kept.is_dir() and not is_ci():
        shutil.copytree(kept, root / MADE, dirs_exist_ok=True)


def keep_runs(name: str, root: Path) -> None:
    """Keep the lessons that have run in a language in a copy of the project."""
    kept = KEPT / "languages" / name
    if not is_ci():
        shutil.copytree(root / MADE, kept, dirs_exist_ok=True)
