"""The team's plan: one readable file that keeps every box and every earlier text.

The file is ``my-plan.json`` in the current folder, or the path in ``WORKSHOP_PLAN``.
"""

import os

from workshop.messages import get_language, look_up, tr
from workshop.note import KOSOVO_NOTE, names_kosovo
from workshop.output import emit, make_harmless
from workshop.plan import file, kept, page, saying
from workshop.plan.boxes import BOXES, describe_box, list_questions
from workshop.plan.dates import show_dates
from workshop.plan.locking import lock
from workshop.reading import read_truth

__all__ = ["open_copy", "read", "save_copy", "save_page", "show", "show_dates"]
__all__ += ["share", "write"]
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
    with lock(file.get_path()):
        plan = file.load()
        if plan is None or (
            file.change(plan, box, given) and not file.save(file.get_path(), plan)
        ):
            return
    saying.say_written(box, given, unknown, plan["boxes"].get(box, {}))


def leave_open(*boxes: str) -> None:
    """Say which boxes this course leaves out: they are no gaps, as long as empty.

    The setup cell of a course calls it. It is kept in the plan's file, so that copies
    and pages of the plan know it, too.
    """
    wanted = [box for box in boxes if _is_known(box)]
    with lock(file.get_path()):
        plan = file.load()
        if plan is not None and plan["left_open"] != wanted:
            file.save(file.get_path(), plan | {"left_open": wanted})


def share(decision: object) -> None:
    """Say whether a copy of the plan may be collected and shown beside the others.

    ``"yes"`` or ``"no"``, also in the languages of the region; ``...`` changes nothing.
    It is kept in the plan's file. Never raises: says what is decided now.
    """
    with lock(file.get_path()):
        plan = file.load()
        if plan is None:
            return
        text = _as_text(decision)
        agreed = read_truth(text)
        if text and agreed is None:
            file.note(
                tr(
                    "“{text}” is neither yes nor no, so nothing was changed. Write one "
                    "of them in quotation marks.",
                    text=text,
                )
            )
            return
        if text and plan.get("consent") is not agreed:
            plan |= {"consent": agreed}
            if not file.save(file.get_path(), plan):
                return
    saying.say_decided(plan.get("consent"))


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
        note = look_up(KOSOVO_NOTE)
        markup += f'<p class="note-xk">{note}</p>'
        plain += f"\n\n{note}"
    emit(f'<div class="plan">{markup}</div>', plain)


def save_copy(path: str | os.PathLike) -> None:
    """Save a copy of the plan to take along, as a file or into a folder.

    A different file of that name is never overwritten: the copy gets a free name.
    """
    plan = file.load()
    if plan is None or not file.get_path().is_file():
        file.note(
            tr("There is no plan to copy yet. Write a first box, then save a copy.")
        )
        return
    target = file.find_place(path, file.get_path().name)
    if target is None:
        return
    target = target if target.suffix else target.with_suffix(".json")
    if target.exists() and (
        target.samefile(file.get_path()) or not file.holds(target, file.encode(plan))
    ):
        target = file.free_name(target, "copy")
    if file.save(target, plan):
        said = tr("A copy of your plan is saved as {file}.", file=target.name)
        file.note(kept.add_to(said))


def open_copy(path: str | os.PathLike) -> None:
    """Make a saved copy the plan of this folder.

    The plan that was here is kept beside it under another name.
    """
    here = file.get_path()  # in a browser, this also brings what was put there
    source = file.find_place(path, here.name)
    if source is None:
        return
    try:
        copy = file.parse(file.read_bytes(source))
    except OSError:
        file.note(
            tr(
                "No file {file} was found there. Your plan is as it was.",
                file=source.name,
            )
        )
        return
    except ValueError:
        file.note(
            tr(
                "{file} is not a plan that can be read. Your plan is as it was.",
                file=source.name,
            )
        )
        return
    with lock(here):
        earlier = file.keep_earlier(here, copy)
        if earlier is not None and file.save(here, copy):
            said = tr("Your plan is now the one from {file}.", file=source.name)
            file.note(f"{said}{earlier}")


def save_page(path: str | os.PathLike = "our-plan.html", language: str = "") -> None:
    """Save the plan as a page that opens in a browser and prints on one sheet.

    ``path`` is a file or a folder; a name alone stands beside the plan. ``language`` is
    the code of the language that the team writes in, which screen readers need; without
    it, that of the worksheet. A file that is no such page is never overwritten: the
    page gets a free name.
    """
    plan = file.load()
    if plan is None:
        return
    target = file.find_place(path, "our-plan.html", file.get_path().parent)
    if target is None:
        return
    target = target if target.suffix else target.with_suffix(".html")
    if not target.parent.is_dir():
        file.note(
            tr(
                "There is no folder {folder} here. Give a name alone, for example "
                '`plan.save_page("our-plan.html")`.',
                folder=target.parent.name,
            )
        )
        return
    if target.exists() and not page.is_page(target):
        target = file.free_name(target, "page")
    boxes, left_open = plan["boxes"], plan["left_open"]
    own = get_language() if isinstance(language, str) and not language else language
    code = page.read_language(own)
    html = page.write_page(boxes, list_questions(), code or "en", left_open)
    if file.save_bytes(target, make_harmless(html).encode("utf-8")):
        saying.say_saved_page(
            target.name, boxes, left_open, "" if code else str(language)
        )


def _as_text(value: object) -> str:
    """Return what was written, or "" for ``...``, a blank or nothing."""
    if value is None or value is ...:
        return ""
    try:
        text = make_harmless(str(value)).strip()
    except Exception:  # noqa: BLE001 - a thing that cannot say what it is, is no text
        return ""
    # A number that is not known is not written yet either.
    not_known = not isinstance(value, str) and text in {"nan", "NaT", "<NA>"}
    return "" if not_known or text in {"...", "…"} else text


def _is_known(box: object) -> bool:
    if isinstance(box, str) and box in BOXES:
        return True
    file.note(
        tr(
            "The plan has no box “{box}”. Its boxes are: {boxes}. Nothing was changed.",
            box=str(box),
            boxes=", ".join(BOXES),
        )
    )
    return False
