"""Say quickly whether anything changed since the last build (standard library only).

``dist/.built.json`` remembers, for the index page and for every lesson, one hash of
all that it was made from and the hash of every file that was made.
"""

import hashlib
import json
from pathlib import Path

from scripts.files import ROOT, write_atomically

INDEX = "index"


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


def hash_inputs(lessons: list[Path], root: Path = ROOT) -> str:
    """Return one hash of lessons, their worksheets and all that every lesson uses."""
    paths = [root / "requirements.lock", root / "verified.json", *lessons]
    paths += [root / "exercises" / lesson.name for lesson in lessons]
    for folder in ("data", "workshop", "scripts"):
        paths += list_files(root / folder)
    return hash_files((path for path in paths if path.is_file()), root)


def is_up_to_date(topic: str | None = None, root: Path = ROOT) -> bool:
    """Say whether ``dist/`` holds what a build (of one topic) would make now."""
    try:
        built = json.loads((root / "dist/.built.json").read_text(encoding="utf-8"))
        lessons = list_lessons(topic, root)
        if not topic and set(built) != {INDEX, *(path.stem for path in lessons)}:
            return False
        parts = [(path.stem, [path]) for path in lessons]
        parts += [] if topic else [(INDEX, lessons)]
        return bool(lessons) and all(
            built[name]["inputs"] == hash_inputs(inputs, root)
            and all(
                hash_file(root / path) == digest
                for path, digest in built[name]["outputs"].items()
            )
            for name, inputs in parts
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def record_build(made: dict[str, list[Path]], root: Path = ROOT) -> None:
    """Remember what was made for each lesson stem and for the index page."""
    path = root / "dist/.built.json"
    lessons = {lesson.stem: lesson for lesson in list_lessons(root=root)}
    try:
        built = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        built = {}
    for name, outputs in made.items():
        inputs = list(lessons.values()) if name == INDEX else [lessons[name]]
        built[name] = {
            "inputs": hash_inputs(inputs, root),
            "outputs": {
                output.relative_to(root).as_posix(): hash_file(output)
                for output in sorted(outputs)
            },
        }
    kept = {name: built[name] for name in sorted(built) if name in {INDEX, *lessons}}
    write_atomically(path, json.dumps(kept, indent=1) + "\n")


def provenance(lesson_path: Path, root: Path = ROOT) -> dict[str, str]:
    """Return the SHA-256 of a lesson and of all tables, for the foot of an export."""
    data = [root / "data/datapackage.json", *list_files(root / "data", "*.csv")]
    return {
        "notebook": hash_file(Path(lesson_path)),
        "data": hash_files((path for path in data if path.is_file()), root),
    }
