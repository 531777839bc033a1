"""Say quickly whether anything changed since the last build (standard library only).

``dist/.built.json`` remembers, for the index page and for every lesson, one hash of
all that it was made from and the hash of every file that was made.
"""

import hashlib
import json
from pathlib import Path

from scripts.files import ROOT, write_atomically

INDEX = "index"
RECORD = "dist/.built.json"


def hash_file(path: Path) -> str:
    """Return the SHA-256 of one file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def hash_files(paths, root: Path = ROOT) -> str:
    """Return one SHA-256 of the names (below ``root``) and contents of files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(f"{path.relative_to(root).as_posix()}\0".encode())
        total.update(f"{hash_file(path)}\n".encode())
    return total.hexdigest()


def list_files(folder: Path, pattern: str = "*") -> list[Path]:
    """List the files below a folder, without hidden ones and bytecode."""
    return sorted(
        path
        for path in folder.rglob(pattern)
        if path.is_file()
        and not path.name.startswith(".")
        and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts)
    )


def list_lessons(topic: str | None = None, root: Path = ROOT) -> list[Path]:
    """List the lessons in order, or those whose name begins with ``topic``."""
    paths = sorted((root / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    return [path for path in paths if path.name.startswith(topic or "")]


def hash_shared(root: Path = ROOT) -> str:
    """Return one hash of all that every lesson uses: tables, code, lock, proof."""
    paths = [root / "requirements.lock", root / "verified.json"]
    for folder in ("data", "workshop", "scripts"):
        paths += list_files(root / folder)
    return hash_files((path for path in paths if path.is_file()), root)


def hash_inputs(lessons: list[Path], shared: str, root: Path = ROOT) -> str:
    """Return one hash of lessons, their worksheets and what ``hash_shared`` gave."""
    paths = [*lessons, *(root / "exercises" / lesson.name for lesson in lessons)]
    own = hash_files((path for path in paths if path.is_file()), root)
    return hashlib.sha256(f"{shared} {own}".encode()).hexdigest()


def is_up_to_date(topic: str | None = None, root: Path = ROOT) -> bool:
    """Say whether ``dist/`` holds what a build (of one topic) would make now."""
    try:
        built = json.loads((root / RECORD).read_text(encoding="utf-8"))
        parts = {lesson.stem: [lesson] for lesson in list_lessons(topic, root)}
        if not topic:
            parts[INDEX] = list_lessons(root=root)
            if set(built) != set(parts):
                return False
        shared = hash_shared(root)
        return bool(parts) and all(
            built[name]["inputs"] == hash_inputs(lessons, shared, root)
            and all(
                hash_file(root / path) == digest
                for path, digest in built[name]["outputs"].items()
            )
            for name, lessons in parts.items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False  # no build yet, a damaged record, or a file that is gone


def record_build(made: dict[str, list[Path]], root: Path = ROOT) -> None:
    """Remember the files made for each lesson (by its stem) and for the index page."""
    try:
        built = json.loads((root / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        built = {}
    parts = {lesson.stem: [lesson] for lesson in list_lessons(root=root)}
    parts[INDEX] = list_lessons(root=root)
    shared = hash_shared(root)
    for name, outputs in made.items():
        digests = {
            output.relative_to(root).as_posix(): hash_file(output)
            for output in sorted(outputs)
        }
        inputs = hash_inputs(parts[name], shared, root)
        built[name] = {"inputs": inputs, "outputs": digests}
    kept = {name: built[name] for name in sorted(built) if name in parts}
    write_atomically(root / RECORD, json.dumps(kept, indent=1) + "\n")


def provenance(lesson_path: Path, root: Path = ROOT) -> dict[str, str]:
    """Return the SHA-256 of a lesson and of all tables, for the foot of an export."""
    data = [root / "data/datapackage.json", *list_files(root / "data", "*.csv")]
    return {
        "notebook": hash_file(Path(lesson_path)),
        "data": hash_files((path for path in data if path.is_file()), root),
    }
