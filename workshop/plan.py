"""The team's plan: one readable file that keeps every box and every earlier text.

The file is ``my-plan.json`` in the current folder, or the path in ``WORKSHOP_PLAN``.
"""

import json
import os
import tempfile
from html import escape
from pathlib import Path
from typing import NamedTuple

from workshop import plan_page
from workshop.note import KOSOVO_NOTE, names_kosovo
from workshop.output import emit, emit_reply


class Box(NamedTuple):
    """One box of the plan: its title, the lesson that fills it, field → question."""

    title: str
    lesson: int
    questions: dict[str, str]


BOXES = {
    "challenge": Box(
        "Our challenge",
        0,
        {
            "team": "What is your team called?",
            "challenge": "Which challenge do you choose?",
            "place": "In which place or community?",
        },
    ),
    "problem": Box(
        "The problem",
        1,
        {
            "sentence": "What is the problem, in one sentence?",
            "who_and_how_many": "Who needs a change, and how many are they?",
            "source": "Which source gives this number?",
            "who_says_so": "Who says that this is a problem?",
            "exists_today": "What exists today?",
        },
    ),
    "cause": Box(
        "Why now",
        2,
        {
            "cause": "What causes the problem?",
            "window": "What makes a change possible now?",
            "missing_at_the_table": "Who is missing at the table?",
        },
    ),
    "instruments": Box(
        "Instruments and money",
        3,
        {
            "to_begin": "Which instrument helps you to understand and to find ideas?",
            "to_try": "Which instrument helps you to try it out?",
            "to_last": "Which instrument helps it to last and to grow?",
            "year_three": "Who pays in year three?",
        },
    ),
    "idea": Box(
        "Our idea",
        3,
        {
            "idea": "What is your idea, in one sentence?",
            "better": "For whom is it better than what exists, and how?",
            "cost": "What does the first year cost?",
            "decides": "Who decides on it?",
            "law": "Which law or rule allows it?",
            "risk": "Which assumption is the riskiest?",
            "test": "How do you test this assumption within 30 days?",
        },
    ),
    "gap": Box(
        "The gap, and who is near",
        4,
        {
            "gap": "What is missing in your field and place?",
            "regional_example": "Which example in the region is nearest to yours?",
            "whom_to_call": "Whom will you call?",
        },
    ),
    "practice": Box(
        "A practice to learn from",
        5,
        {
            "practice": "Which practice from the EU do you learn from?",
            "core": "What is its core, which must stay?",
            "change": "What will you change?",
            "drop": "What will you leave out?",
            "how_we_know": "How shall you know that it works?",
        },
    ),
    "steps": Box(
        "The first 90 days",
        6,
        {
            "step_1": "What is the first step, who does it, and by when?",
            "step_2": "What is the second step, who does it, and by when?",
            "step_3": "What is the third step, who does it, and by when?",
            "review": "When do you meet again to look at what happened?",
        },
    ),
}


def write(box: str, **fields: object) -> None:
    """Write fields of one box, for example ``write("challenge", team="Open Doors")``.

    ``...`` or a blank text means "not written yet" and changes nothing. An earlier
    text moves to the list ``earlier`` in the file. Never raises: says what was saved.
    """
    if not _is_known(box):
        return
    known = BOXES[box].questions
    unknown = [name for name in fields if name not in known]
    texts = {name: _as_text(fields[name]) for name in fields if name in known}
    given = {name: text for name, text in texts.items() if text}
    plan = _load()
    if plan is None or (_change(plan, box, given) and not _save(_path(), plan)):
        return
    _say_written(box, given, unknown, plan["boxes"].get(box, {}))


def read(box: str | None = None) -> dict:
    """Return the written fields of a box as a dictionary; without a box, all boxes."""
    if box is not None and not _is_known(box):
        return {}
    boxes = (_load() or _new())["boxes"]
    return dict(boxes) if box is None else dict(boxes.get(box, {}))


def show(box: str | None = None) -> None:
    """Show the plan, or one box of it. Empty boxes appear as gaps to close."""
    if box is not None and not _is_known(box):
        return
    plan = _load()
    if plan is None:
        return
    names = BOXES if box is None else [box]
    parts = [_describe_box(name, plan["boxes"].get(name, {})) for name in names]
    markup = "".join(html for html, _ in parts)
    plain = "\n\n".join(text for _, text in parts)
    if names_kosovo(plain):
        markup += f'<p class="note-xk">{KOSOVO_NOTE}</p>'
        plain += f"\n\n{KOSOVO_NOTE}"
    emit(f'<div class="plan">{markup}</div>', plain)


def save_copy(path: str | os.PathLike) -> None:
    """Save a copy of the plan to take along, as a file or into a folder.

    A different file of that name is never overwritten: the copy gets a free name.
    """
    plan = _load()
    if plan is None or not _path().is_file():
        _note("There is no plan to copy yet. Write a first box, then save a copy.")
        return
    target = Path(path).expanduser()
    target = target / _path().name if target.is_dir() else target
    target = target if target.suffix else target.with_suffix(".json")
    if target.exists() and target.read_bytes() != _as_file(plan):
        target = _free_name(target, "copy")
    if _save(target, plan):
        _note(f"A copy of your plan is saved as {target.name}.")


def open_copy(path: str | os.PathLike) -> None:
    """Make a saved copy the plan of this folder.

    The plan that was here is kept beside it under another name.
    """
    source = Path(path).expanduser()
    try:
        copy = _parse(source.read_bytes())
    except OSError:
        _note(f"No file {source.name} was found there. Your plan is as it was.")
        return
    except ValueError:
        _note(f"{source.name} is not a plan that can be read. Your plan is as it was.")
        return
    here = _path()
    kept = ""
    if here.exists() and here.read_bytes() != _as_file(copy):
        earlier = _free_name(here, "earlier")
        if not _save_bytes(earlier, here.read_bytes()):
            return
        kept = f" The plan that was here before is kept as {earlier.name}."
    if _save(here, copy):
        _note(f"Your plan is now the one from {source.name}.{kept}")


def save_page(path: str | os.PathLike = "our-plan.html", language: str = "en") -> None:
    """Save the plan as a page that opens by double click and prints on one sheet.

    ``path`` is a file or a folder; a name alone stands beside the plan. ``language`` is
    the code of the language that the team writes in, which screen readers need. A file
    that is no such page is never overwritten: the page gets a free name.
    """
    plan = _load()
    if plan is None:
        return
    target = _path().parent / Path(path).expanduser()
    target = target / "our-plan.html" if target.is_dir() else target
    target = target if target.suffix else target.with_suffix(".html")
    if not target.parent.is_dir():
        _note(
            f"There is no folder {target.parent.name} here. Give a name alone, for "
            'example `plan.save_page("our-plan.html")`.'
        )
        return
    if target.exists() and plan_page.MARK.encode() not in target.read_bytes():
        target = _free_name(target, "page")
    page = plan_page.write_page(plan["boxes"], _list_questions(), language)
    if _save_bytes(target, page.encode("utf-8")):
        _say_saved_page(target.name, plan["boxes"])


# The file


def _path() -> Path:
    return Path(os.environ.get("WORKSHOP_PLAN") or "my-plan.json")


def _new() -> dict:
    return {
        "about": "Our team's plan. The worksheets write it. Earlier texts are kept.",
        "boxes": {},
        "earlier": [],
    }


def _load() -> dict | None:
    """Return the plan; a new one if there is none; None when it may not be opened.

    A file that cannot be read as a plan is put aside, and a new plan begins.
    """
    path = _path()
    try:
        return _parse(path.read_bytes())
    except FileNotFoundError:
        return _new()
    except ValueError:
        return _put_aside(path)
    except OSError as error:
        _note(
            f"{path.name} could not be opened ({error.strerror}). Nothing was changed. "
            "Ask your facilitator who may open this file."
        )
        return None


def _parse(content: bytes) -> dict:
    """Return the plan in ``content``; raises ValueError when it is none."""
    try:
        plan = json.loads(content.decode("utf-8-sig"))
        boxes = {key: dict(fields) for key, fields in plan["boxes"].items()}
        return plan | {"boxes": boxes, "earlier": list(plan.get("earlier", []))}
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("this JSON is not a plan") from error


def _put_aside(path: Path) -> dict | None:
    aside = _free_name(path, "unreadable")
    try:
        os.replace(path, aside)
    except OSError as error:
        _note(f"{path.name} could not be read or put aside ({error.strerror}).")
        return None
    _note(
        f"{path.name} could not be read, so it was put aside as {aside.name}. Nothing "
        "in it is deleted: your facilitator can open it as text. A new plan begins "
        "here."
    )
    return _new()


def _change(plan: dict, box: str, given: dict[str, str]) -> bool:
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


def _as_file(plan: dict) -> bytes:
    return (json.dumps(plan, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _save(path: Path, plan: dict) -> bool:
    return _save_bytes(path, _as_file(plan))


def _save_bytes(path: Path, content: bytes) -> bool:
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
        return True
    except OSError as error:
        _note(
            f"{path.name} could not be saved ({error.strerror}). What was saved before "
            "is still there. Copy your text to paper or a message, then tell your "
            "facilitator."
        )
        return False
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)


def _free_name(path: Path, word: str) -> Path:
    """Return a name beside ``path`` that no file has yet: my-plan-earlier-1.json."""
    number = 1
    while True:
        free = path.with_name(f"{path.stem}-{word}-{number}{path.suffix}")
        if not free.exists():
            return free
        number += 1


# The words


def _as_text(value: object) -> str:
    """Return what was written, or "" for ``...``, a blank or nothing."""
    text = "" if value is None or value is ... else str(value).strip()
    return "" if text in {"...", "…"} else text


def _is_known(box: str) -> bool:
    if box in BOXES:
        return True
    _note(
        f"The plan has no box “{box}”. Its boxes are: {', '.join(BOXES)}. "
        "Nothing was changed."
    )
    return False


def _say_written(box: str, given: dict, unknown: list[str], fields: dict) -> None:
    questions = BOXES[box].questions
    place = f"the box “{BOXES[box].title}” of {_path().name}"
    still_open = [ask for name, ask in questions.items() if not fields.get(name)]
    if given:
        sentences = [f"{', '.join(given)}: now in {place}."]
    else:
        sentences = [
            f"Nothing was written into {place} this time, and nothing is lost."
        ]
    if unknown:
        sentences.append(
            f"This box has no field {' or '.join(unknown)}. "
            f"Its fields are: {', '.join(questions)}."
        )
    sentences.append(
        f"Still open: {' '.join(still_open)}" if still_open else "The box is full."
    )
    icon, words = ("✓", "Saved.") if given else ("○", "Not written yet.")
    emit_reply("right" if given else "open", icon, words, " ".join(sentences))


def _list_questions() -> dict[str, tuple[int, str]]:
    """Return the lesson and the question of each field: {"problem.source": (1, …)}."""
    return {
        f"{name}.{field}": (box.lesson, question)
        for name, box in BOXES.items()
        for field, question in box.questions.items()
    }


def _say_saved_page(name: str, boxes: dict) -> None:
    gaps = sum(
        not boxes.get(box, {}).get(field) for box, field, _ in plan_page.list_fields()
    )
    sheet = (
        "It prints on one sheet of A4."
        if plan_page.fits_one_sheet(boxes)
        else "Your texts are long, so on paper it runs on to a second page. For one "
        "sheet, keep every text under about 180 letters."
    )
    emit_reply(
        "right",
        "✓",
        "Saved.",
        f"Your plan is now a page, {name}. Open it with a double click. {sheet} "
        f"{plan_page.describe_gaps(gaps)}",
    )


def _describe_box(box: str, fields: dict) -> tuple[str, str]:
    """Return one box as HTML and as plain text; what is open is a gap to close."""
    title, lesson, questions = BOXES[box]
    rows = [
        (ask, str(fields[key])) for key, ask in questions.items() if fields.get(key)
    ]
    still_open = [ask for name, ask in questions.items() if not fields.get(name)]
    markup, lines = [f"<h3>{escape(title)}</h3>"], [title]
    if rows:
        pairs = (f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in rows)
        markup.append(f"<dl>{''.join(pairs)}</dl>")
        lines += [f"{ask} {answer}" for ask, answer in rows]
    if still_open:
        gap = f"Still open (lesson {lesson} helps): {' '.join(still_open)}"
        markup.append(f'<p class="gap">{escape(gap)}</p>')
        lines.append(gap)
    return "".join(markup), "\n".join(lines)


def _note(sentence: str) -> None:
    emit_reply("open", "○", "About your plan.", sentence)
