"""Copy worksheets and lessons to where people work; nothing of theirs is changed."""

import hashlib
import json
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import read_json, write_atomically

COPIED = ".copied.json"  # the hash of each lesson as it was copied


def list_worksheets(source: Path) -> list[Path]:
    """List the worksheets of the lessons in a folder. Raises Problem without any."""
    worksheets = sorted(source.glob("[0-9][0-9]-*.ipynb"))
    if not worksheets:
        raise Problem(f"{source} has no worksheets: run 'refresh' to write them.")
    return worksheets


def copy_missing_worksheets(worksheets: list[Path], target: Path) -> list[Path]:
    """Copy the worksheets that ``target`` lacks; return the new files.

    A file that exists is never touched.
    """
    new = []
    for worksheet in worksheets:
        path = target / worksheet.name
        if not path.exists():
            write_atomically(path, worksheet.read_bytes())
            new.append(path)
    return new


def copy_lessons(source: Path, target: Path) -> tuple[list[Path], list[Path]]:
    """Copy the lessons that ``target`` lacks or holds in an earlier form, untouched.

    Return the new files, and those that somebody has changed and whose lesson has
    changed, too: these stay as they are. Raises Problem when there is nothing to copy.
    """
    lessons = sorted(source.glob("*.ipynb"))
    if not lessons:
        raise Problem(f"{source} holds no lesson: take it from git again.")
    copied = read_copied(target)
    new, kept = [], []
    for lesson in lessons:
        path, content = target / lesson.name, lesson.read_bytes()
        now = hash_bytes(content)
        if path.exists() and copied.get(path.name) == now:
            continue
        if path.exists() and hash_bytes(path.read_bytes()) != copied.get(path.name):
            kept.append(path)
            continue
        write_atomically(path, content)
        copied[path.name] = now
        new.append(path)
    write_atomically(target / COPIED, json.dumps(copied, indent=1) + "\n")
    return new, kept


def read_copied(target: Path) -> dict[str, str]:
    """Read what was copied before; without a whole record nothing was."""
    try:
        return dict(read_json(target / COPIED))
    except (OSError, ValueError, TypeError):
        return {}


def hash_bytes(content: bytes) -> str:
    """Return the SHA-256 of what a file holds."""
    return hashlib.sha256(content).hexdigest()
