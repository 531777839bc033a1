"""The team's plan: one readable file that keeps every box and every earlier text.

The file is ``my-plan.json`` in the current folder, or the path in ``WORKSHOP_PLAN``.
"""

import os
from pathlib import Path

from workshop.note import KOSOVO_NOTE, names_kosovo
from workshop.output import emit, emit_reply
from workshop.plan import file, kept, page
from workshop.plan.boxes import BOXES, describe_box, list_questions
from workshop.plan.dates import show_dates

__all__ = ["open_copy", "read", "save_copy", "save_page", "show", "show_dates"]
__all__ += ["write"]
# What a course calls, ``leave_open``, stays out: a team does not need it.


def __dir__() -> list[str]:
    """List what a team uses, for the Tab key and for near names of a typing slip."""
    return __all__


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
    plan = file.load()
    if plan is None or (
        file.change(plan, box, given) and not file.save(file.get_path(), plan)
    ):
        return
    _say_written(box, given, unknown, plan["boxes"].get(box, {}))


def leave_open(*boxes: str) -> None:
    """Say which boxes this course leaves out: they are no gaps, as long as empty.

    The setup cell of a course calls it. It is kept in the plan's file, so that copies
    and pages of the plan know it, too.
    """
    plan = file.load()
    wanted = [box for box in boxes if _is_known(box)]
    if plan is not None and plan["left_open"] != wanted:
        file.save(file.get_path(), plan | {"left_open": wanted})


def read(box: str | None = None) -> dict:
    """Return the written fields of a box as a dictionary; without a box, all boxes."""
    if box is not None and not _is_known(box):
        return {}
    boxes = (file.load() or file.make_new())["boxes"]
    return dict(boxes) if box is None else dict(boxes.get(box, {}))


def show(box: str | None = None) -> None:
    """Show the plan, or one box of it. Empty boxes appear as gaps to close."""
    if box is not None and not _is_known(box):
        return
    plan = file.load()
    if plan is None:
        return
    names = BOXES if box is None else [box]
    parts = [
        describe_box(name, plan["boxes"].get(name, {}), name in plan["left_open"])
        for name in names
    ]
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
    plan = file.load()
    if plan is None or not file.get_path().is_file():
        file.note("There is no plan to copy yet. Write a first box, then save a copy.")
        return
    target = Path(path).expanduser()
    target = target / file.get_path().name if target.is_dir() else target
    target = target if target.suffix else target.with_suffix(".json")
    if target.exists() and target.read_bytes() != file.encode(plan):
        target = file.free_name(target, "copy")
    if file.save(target, plan):
        file.note(kept.add_to(f"A copy of your plan is saved as {target.name}."))


def open_copy(path: str | os.PathLike) -> None:
    """Make a saved copy the plan of this folder.

    The plan that was here is kept beside it under another name.
    """
    here = file.get_path()  # in a browser, this also brings what was put there
    source = Path(path).expanduser()
    try:
        copy = file.parse(source.read_bytes())
    except OSError:
        file.note(f"No file {source.name} was found there. Your plan is as it was.")
        return
    except ValueError:
        file.note(
            f"{source.name} is not a plan that can be read. Your plan is as it was."
        )
        return
    kept_here = ""
    if here.exists() and here.read_bytes() != file.encode(copy):
        earlier = file.free_name(here, "earlier")
        if not file.save_bytes(earlier, here.read_bytes()):
            return
        kept_here = f" The plan that was here before is kept as {earlier.name}."
    if file.save(here, copy):
        file.note(f"Your plan is now the one from {source.name}.{kept_here}")


def save_page(path: str | os.PathLike = "our-plan.html", language: str = "en") -> None:
    """Save the plan as a page that opens in a browser and prints on one sheet.

    ``path`` is a file or a folder; a name alone stands beside the plan. ``language`` is
    the code of the language that the team writes in, which screen readers need. A file
    that is no such page is never overwritten: the page gets a free name.
    """
    plan = file.load()
    if plan is None:
        return
    target = file.get_path().parent / Path(path).expanduser()
    target = target / "our-plan.html" if target.is_dir() else target
    target = target if target.suffix else target.with_suffix(".html")
    if not target.parent.is_dir():
        file.note(
            f"There is no folder {target.parent.name} here. Give a name alone, for "
            'example `plan.save_page("our-plan.html")`.'
        )
        return
    if target.exists() and page.MARK.encode() not in target.read_bytes():
        target = file.free_name(target, "page")
    boxes, left_open = plan["boxes"], plan["left_open"]
    html = page.write_page(boxes, list_questions(), language, left_open)
    if file.save_bytes(target, html.encode("utf-8")):
        _say_saved_page(target.name, boxes, left_open)


def _as_text(value: object) -> str:
    """Return what was written, or "" for ``...``, a blank or nothing."""
    text = "" if value is None or value is ... else str(value).strip()
    return "" if text in {"...", "…"} else text


def _is_known(box: str) -> bool:
    if box in BOXES:
        return True
    file.note(
        f"The plan has no box “{box}”. Its boxes are: {', '.join(BOXES)}. "
        "Nothing was changed."
    )
    return False


def _say_written(box: str, given: dict, unknown: list[str], fields: dict) -> None:
    questions = BOXES[box].questions
    place = f"the box “{BOXES[box].title}” of {file.get_path().name}"
    still_open = [ask for name, ask in questions.items() if not fields.get(name)]
    if given:
        sentences = [kept.add_to(f"{', '.join(given)}: now in {place}.")]
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


def _say_saved_page(name: str, boxes: dict, left_open: list[str]) -> None:
    gaps = page.count_gaps(boxes, left_open)
    sheet = (
        "It prints on one sheet of A4."
        if page.fits_one_sheet(boxes)
        else "Your texts are long, so on paper it runs on to a second page. For one "
        "sheet, keep every text under about 180 letters."
    )
    emit_reply(
        "right",
        "✓",
        "Saved.",
        kept.add_to(
            f"Your plan is now a page, {name}. Open it in your browser. {sheet} "
            f"{page.describe_gaps(gaps)}"
        ),
    )
