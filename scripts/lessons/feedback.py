"""Read the rules of a lesson's exercises; a fault of the file is one sentence."""

import re
import traceback
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.door.hashes import FEEDBACK, find_feedback


def find_rules(lesson: Path) -> Path:
    """Say where the rules of a lesson stand, in its own project where it has some."""
    root = lesson.resolve().parents[1]
    return find_feedback(lesson, root if (root / FEEDBACK).is_dir() else ROOT)


def name_feedback(path: Path) -> str:
    """Name a file of rules in a message."""
    return f"{FEEDBACK}/{path.name}"


def read_feedback(path: Path) -> dict:
    """Return the exercises of a file of rules by id, none when there is no file.

    Raises Problem with file and line when Python cannot read or run the file, or when
    it holds no ``EXERCISES``.
    """
    if not path.is_file():
        return {}
    name = name_feedback(path)
    loader = SourceFileLoader(f"{__name__}.{path.stem}", str(path))
    module = ModuleType(loader.name)
    module.__file__ = str(path)
    try:
        loader.exec_module(module)
    except SyntaxError as error:
        raise Problem(
            f"{name}, line {error.lineno}: Python cannot read it ({error.msg}). Mend "
            "the line or the one above it."
        ) from None
    except ImportError as error:
        said = re.sub(r" \(.*\)$", "", str(error))
        raise Problem(
            f"{name}, line {find_line(error, path)}: the import does not work "
            f"({said}). Correct the name."
        ) from None
    except Exception as error:  # whatever an author may write there
        raise Problem(
            f"{name}, line {find_line(error, path)}: the code stops with "
            f"{type(error).__name__} ({error}). Mend the line."
        ) from None
    exercises = getattr(module, "EXERCISES", None)
    if not isinstance(exercises, dict):
        raise Problem(
            f"{name}, line 1: the file has no dictionary called EXERCISES. Add it, as "
            'CONTRIBUTING.md shows under "Feedback".'
        )
    return exercises


def find_line(error: Exception, path: Path) -> int:
    """Return the line of the file at which an error arose."""
    frames = traceback.extract_tb(error.__traceback__)
    return [one.lineno or 0 for one in frames if one.filename == str(path)][-1]
