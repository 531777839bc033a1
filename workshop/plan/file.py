"""The file of the team's plan: read and written so that no text is ever lost.

It is ``my-plan.json`` in the current folder, or the path in ``WORKSHOP_PLAN``. Nothing
here raises for what can happen to a file: a sentence says what was not possible.
"""

import json
import os
import tempfile
from pathlib import Path

from workshop.output import emit_reply
from workshop.plan import kept


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
        return parse(path.read_bytes())
    except FileNotFoundError:
        return make_new()
    except ValueError:
        return put_aside(path)
    except OSError as error:
        note(
            f"{path.name} could not be opened ({error.strerror}). Nothing was changed. "
            "Ask your facilitator who may open this file."
        )
        return None


def parse(content: bytes) -> dict:
    """Return the plan in ``content``; raises ValueError when it is none."""
    try:
        plan = json.loads(content.decode("utf-8-sig"))
        boxes = {key: dict(fields) for key, fields in plan["boxes"].items()}
        earlier, left_open = plan.get("earlier", []), plan.get("left_open", [])
        left_open = left_open if isinstance(left_open, list) else []
        kept = {"earlier": list(earlier), "left_open": left_open}
        return plan | {"boxes": boxes} | kept
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("this JSON is not a plan") from error


def put_aside(path: Path) -> dict | None:
    """Rename what is no plan and return a new one; None when it cannot be renamed."""
    aside = free_name(path, "unreadable")
    try:
        os.replace(path, aside)
    except OSError as error:
        note(f"{path.name} could not be read or put aside ({error.strerror}).")
        return None
    note(
        f"{path.name} could not be read, so it was put aside as {aside.name}. Nothing "
        "in it is deleted: your facilitator can open it as text. A new plan begins "
        "here."
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
    return (json.dumps(plan, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def save(path: Path, plan: dict) -> bool:
    """Write a plan whole or not at all; say so when it was not possible."""
    return save_bytes(path, encode(plan))


def save_bytes(path: Path, content: bytes) -> bool:
    """Write the file whole or not at all; say so when it was not possible."""
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)  # others in the team may read it
        os.replace(temporary, path)
        kept.store(path, content)
        return True
    except OSError as error:
        note(
            f"{path.name} could not be saved ({error.strerror}). What was saved before "
            "is still there. Copy your text to paper or a message, then tell your "
            "facilitator."
        )
        return False
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)


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
    emit_reply("open", "○", "About your plan.", sentence)
