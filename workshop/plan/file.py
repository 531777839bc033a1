"""The file of the team's plan: read and written so that no text is ever lost.

It is ``my-plan.json`` in the current folder, or the path in ``WORKSHOP_PLAN``. Nothing
here raises for what can happen to a file: a sentence says what was not possible. A file
that is a link to another, such as a plan that two folders share, stays a link.
"""

import errno
import json
import os
import stat
import tempfile
from pathlib import Path

from workshop.messages import tr
from workshop.output import emit_reply, make_harmless
from workshop.plan import kept
from workshop.plan.locking import lock

MOST_LEVELS = 50  # of lists inside lists; a plan has four
LONGEST_NAME = 200  # bytes of a file's name; systems take 255, and we add to it


def get_path() -> Path:
    """Return where the plan of this folder stands."""
    named = os.environ.get("WORKSHOP_PLAN")
    return Path(named) if named else kept.find_folder() / "my-plan.json"


def make_new() -> dict:
    """Return a plan in which nothing is written yet."""
    return {
        "about": "Our team's plan. The worksheets write it. Earlier texts are kept.",
        "boxes": {},
        "earlier": [],
        "left_open": [],
    }


def load() -> dict | None:
    """Return the plan; a new one if there is none; None when it may not be opened.

    A file that cannot be read as a plan is put aside, and a new plan begins.
    """
    path = get_path()
    try:
        with lock(path):
            return _read_or_put_aside(path)
    except OSError as error:
        note(
            tr(
                "{file} could not be opened ({error}). Nothing was changed. Ask your "
                "facilitator who may open this file.",
                file=path.name,
                error=str(error.strerror),
            )
        )
        return None


def _read_or_put_aside(path: Path) -> dict | None:
    try:
        return parse(read_bytes(path))
    except FileNotFoundError:
        return make_new()
    except ValueError:
        return put_aside(path)


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raise OSError, also for what is a pipe or a device."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.ESPIPE, os.strerror(errno.ESPIPE), str(path))
    return path.read_bytes()  # a pipe would wait until somebody writes into it


def parse(content: bytes) -> dict:
    """Return the plan in ``content``; raises ValueError when it is none."""
    try:
        plan = json.loads(content.decode("utf-8-sig"))
        if is_deep(plan):
            raise ValueError("this JSON is too deep for a plan")
        boxes = {key: dict(fields) for key, fields in plan["boxes"].items()}
        earlier, left_open = plan.get("earlier", []), plan.get("left_open", [])
        left_open = left_open if isinstance(left_open, list) else []
        kept = {"earlier": list(earlier), "left_open": left_open}
        return plan | {"boxes": boxes} | kept
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("this JSON is not a plan") from error


def is_deep(value: object) -> bool:
    """Say whether lists and dictionaries lie in each other deeper than in any plan."""
    level = [value]
    for _ in range(MOST_LEVELS):
        nested = [list(one.values()) for one in level if isinstance(one, dict)]
        nested += [one for one in level if isinstance(one, list)]
        level = [child for children in nested for child in children]
    return bool(level)


def put_aside(path: Path) -> dict | None:
    """Rename what is no plan and return a new one; None when it cannot be renamed."""
    real = Path(os.path.realpath(path))
    aside = free_name(real, "unreadable")
    try:
        os.replace(real, aside)
    except OSError as error:
        note(
            tr(
                "{file} could not be read or put aside ({error}).",
                file=path.name,
                error=str(error.strerror),
            )
        )
        return None
    here = real.parent == Path(os.path.realpath(path.parent))
    note(
        tr(
            "{file} could not be read, so it was put aside as {aside}. Nothing in it "
            "is deleted: your facilitator can open it as text. A new plan begins here.",
            file=path.name,
            aside=aside.name if here else str(aside),
        )
    )
    return make_new()


def change(plan: dict, box: str, given: dict[str, str]) -> bool:
    """Put the texts into the plan, keep what they replace; say whether it changed."""
    fields = plan["boxes"].get(box, {})
    changes = {name: text for name, text in given.items() if fields.get(name) != text}
    for name in changes:
        if name in fields:
            earlier = {"box": box, "field": name, "text": fields[name]}
            plan["earlier"].append(earlier)
    if changes:
        plan["boxes"][box] = fields | changes
    return bool(changes)


def encode(plan: dict) -> bytes:
    """Return a plan as the bytes of its file."""
    text = json.dumps(plan, ensure_ascii=False, indent=2) + "\n"
    return make_harmless(text).encode("utf-8")


def save(path: Path, plan: dict) -> bool:
    """Write a plan whole or not at all; say so when it was not possible."""
    return save_bytes(path, encode(plan))


def save_bytes(path: Path, content: bytes) -> bool:
    """Write the file whole or not at all; say so when it was not possible.

    A link stays: what it leads to is written.
    """
    temporary = None
    try:
        real = Path(os.path.realpath(path))
        handle, temporary = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _read_mode(real))
        os.replace(temporary, real)
        kept.store(path, content)
        return True
    except OSError as error:
        note(
            tr(
                "{file} could not be saved ({error}). What was saved before is still "
                "there. Copy your text to paper or a message, then tell your "
                "facilitator.",
                file=path.name,
                error=str(error.strerror),
            )
        )
        return False
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)


def _read_mode(path: Path) -> int:
    """Return who may read and write a file; a new one may be read by the team."""
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644


def find_place(path: object, name: str, folder: Path | None = None) -> Path | None:
    """Return the place of a file that a team names; None, and a word, if it is none.

    It lies in ``folder`` if it is a name alone. A folder means the file ``name`` in it.
    """
    try:
        text = os.fspath(path)  # type: ignore[call-overload]  # the error is our answer
        place = (folder or Path()) / Path(text).expanduser()
        longest = max(len(os.fsencode(part)) for part in ("", *place.parts))
        if make_harmless(text) == text and longest <= LONGEST_NAME:
            return place / name if place.is_dir() else place
    except (TypeError, ValueError, OSError, RuntimeError, AttributeError):
        pass
    note(
        tr(
            "That is no name that a file can have. Give a short one in quotation "
            'marks, for example `"{name}"`. Nothing was changed.',
            name=name,
        )
    )
    return None


def holds(path: Path, content: bytes) -> bool:
    """Say whether a file holds these bytes; a folder or a closed file does not."""
    try:
        return read_bytes(path) == content
    except OSError:
        return False


def keep_earlier(path: Path, plan: dict) -> str | None:
    """Keep what is in the file before ``plan`` replaces it; None if that fails.

    Returns the sentence that says how it is kept now, "" when nothing is lost.
    """
    if not path.exists() or holds(path, encode(plan)):
        return ""
    earlier = free_name(path, "earlier")
    try:
        kept = save_bytes(earlier, read_bytes(path))
    except OSError as error:
        note(
            tr(
                "{file} could not be opened ({error}). It is as it was.",
                file=path.name,
                error=str(error.strerror),
            )
        )
        return None
    if not kept:
        return None
    said = tr("The plan that was here before is kept as {file}.", file=earlier.name)
    return f" {said}"


def free_name(path: Path, word: str) -> Path:
    """Return a name beside ``path`` that no file has yet: my-plan-earlier-1.json."""
    number = 1
    while True:
        free = path.with_name(f"{path.stem}-{word}-{number}{path.suffix}")
        if not free.exists():
            return free
        number += 1


def note(sentence: str) -> None:
    """Say something about the plan in the notebook."""
    emit_reply("open", "○", tr("About your plan."), sentence)
