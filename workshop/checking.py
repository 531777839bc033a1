"""Feedback on the exercises: ``check("1.3")`` and ``hint("1.3")``."""

import html
import importlib
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workshop import room, watching
from workshop.assigning import list_targets
from workshop.choosing import read_choices
from workshop.filling import fill, find_line, runs
from workshop.given import Given
from workshop.messages import tr
from workshop.output import emit, emit_reply, to_paragraphs
from workshop.questions import say_letter
from workshop.reading import read_id
from workshop.rules import MISSING, Exercise, Question, Reply, judge
from workshop.saved import read_cells
from workshop.speaking import put_into_words
from workshop.unmatched import explain_unmatched

ICONS = {"open": "○", "right": "✓", "again": "↻"}
ANSWER = re.compile(r"answer_(\d+)_(q?\d+)")
ANSWER_GIVEN = re.compile(r"\b(?:check|hint)\(\s*answer_(\d+)_(q?\d+)")

_shown_hints: dict[str, int] = {}


def check(exercise_id: object = "", *more: object) -> None:
    """Look at ``answer_…`` in the notebook and say what it shows. It never raises.

    The number of the exercise is read in many ways: ``"0.2"``, ``0.2``, ``"0_2"``,
    ``"Exercise 0.2"``, ``answer_0_2``.
    """
    names = sys._getframe(1).f_globals
    known = understand_id((exercise_id, *more) if more else exercise_id, names)
    exercise = find_exercise(known)
    if exercise is None:
        return _say_unknown(exercise_id, known, find_example(names, "check"))
    gap = watching.find_gap(name_answer(known), names)
    if gap:
        room.tell(known, "stopped" if gap.stopped else "open")
        return _say_gap(known, gap)
    answer = names.get(name_answer(known), MISSING)
    words = find_words(known, exercise, answer)
    line = find_blank(known, exercise, answer, names)
    given = Given(
        name_answer(known), watching.memory.cells.get(name_answer(known), ""), names
    )
    reply = judge(exercise, answer, words, line, given)
    if isinstance(exercise, Question):
        said = say_letter(given, {*exercise.right, *exercise.wrong})
        reply = Reply("another type", "again", said) if said else reply
    if not isinstance(exercise, Question) and reply.kind == "again":
        said = explain_unmatched(given.code, names)
        reply = replace(reply, text=said or reply.text)
    room.tell(known, "right" if reply.kind == "right" else reply.rule)
    opening = {
        "open": tr("Exercise {id}. Not answered yet.", id=known),
        "right": tr("Exercise {id}. Right.", id=known),
        "again": tr("Exercise {id}. Look once more.", id=known),
    }[reply.kind]
    more_help = ""
    if reply.kind == "again" and exercise.hints:
        more_help = to_paragraphs(
            tr("For a hint, run {code}.", code=f'`hint("{known}")`')
        )
    text = reply.text
    plain = reply.rule == "right" and not hasattr(answer, "__iter__")
    plain = plain or (reply.rule == "right" and isinstance(answer, str))
    stop = (
        watching.note_stop(name_answer(known), plain) if reply.kind == "right" else ""
    )
    if stop:
        text = f"{text}\n\n{stop}"
    emit_reply(reply.kind, ICONS[reply.kind], opening, text, more_help)
    return None


def find_words(
    known: str, exercise: Exercise | Question, answer: object
) -> dict[str, str]:
    """Find the words of a question's choices, if the answer is written in words."""
    if not isinstance(exercise, Question) or not isinstance(answer, str):
        return {}
    return read_choices(read_cells(known[0]), known) if len(answer.strip()) > 1 else {}


def find_blank(
    known: str, exercise: Exercise | Question, answer: object, names: Mapping[str, Any]
) -> str:
    """Find the line with a blank that an exercise shows, if the answer may fill it."""
    if isinstance(exercise, Question) or not isinstance(answer, str | bool):
        return ""
    line = find_line(read_cells(known[0]), name_answer(known))
    filled = fill(line, answer)
    return line if filled and runs(filled, names) else ""


def hint(exercise_id: object = "", *more: object) -> None:
    """Show the next hint, folded, so that nobody reads it by accident."""
    names = sys._getframe(1).f_globals
    known = understand_id((exercise_id, *more) if more else exercise_id, names)
    exercise = find_exercise(known)
    if exercise is None:
        return _say_unknown(exercise_id, known, find_example(names, "hint"))
    if not exercise.hints:
        return _say_without_hints(known)
    number = min(_shown_hints.get(known, 0) + 1, len(exercise.hints))
    _shown_hints[known] = number
    total = len(exercise.hints)
    title = tr("Hint {i} of {total} for exercise {id}", i=number, total=total, id=known)
    text = exercise.hints[number - 1]
    if number < total:
        text += " " + tr("Run the cell again for the next.")
    markup = (
        f'<div role="status"><details class="hint">'
        f"<summary>{html.escape(title)}</summary>"
        f"{to_paragraphs(text)}</details></div>"
    )
    emit(markup, f"{title}: {text}")
    return None


def understand_id(written: object, names: Mapping[str, object]) -> str:
    """Read the number of an exercise; "" where none can be read.

    ``names`` are the names of the notebook: they tell which answer was given instead
    of a number, and in which lesson a number such as ``2`` is meant.
    """
    cells = names.get("In")
    given = ANSWER_GIVEN.search(str(cells[-1])) if isinstance(cells, list) else None
    if given and not isinstance(written, str | float):
        return f"{given[1]}.{given[2]}"
    lessons = {found[1] for name in names if (found := ANSWER.fullmatch(name))}
    known = read_id(written, next(iter(lessons)) if len(lessons) == 1 else "")
    if known and find_exercise(known):
        return known
    if given:
        return f"{given[1]}.{given[2]}"
    same = [name for name, value in names.items() if value is written]
    own = [match for name in same if (match := ANSWER.fullmatch(name))]
    return f"{own[0][1]}.{own[0][2]}" if len(own) == 1 else known or ""


def find_exercise(exercise_id: str) -> Exercise | Question | None:
    """Find the rules of an exercise such as ``"1.3"`` or ``"1.q2"``, if any."""
    found = list_exercises(exercise_id.partition(".")[0]).get(exercise_id)
    return found and put_into_words(found)


def list_exercises(lesson: str) -> dict[str, Exercise | Question]:
    """Return the exercises of a lesson by number; none where it does not exist."""
    try:
        module = importlib.import_module(f"workshop.feedback.{int(lesson):02d}")
    except (ValueError, ModuleNotFoundError):
        return {}
    return module.EXERCISES


def _say_gap(known: str, gap: watching.Gap) -> None:
    if gap.stopped:
        words = tr("Exercise {id}. The cell stopped.", id=known)
    else:
        words = tr("Exercise {id}. Not answered yet.", id=known)
    emit_reply("open", ICONS["open"], words, gap.text)


def name_answer(exercise_id: str) -> str:
    """Name the answer of an exercise: ``"1.3"`` → ``answer_1_3``."""
    return f"answer_{exercise_id.replace('.', '_')}"


def _say_without_hints(known: str) -> None:
    emit_reply(
        "open",
        "○",
        tr("Question {id} has no hints.", id=known),
        tr(
            "Read its choices once more, and choose the one that you could defend. "
            "Every letter has a reply of its own: write one, run the cell, and run "
            "{code}.",
            code=f'`check("{known}")`',
        ),
    )


def find_example(names: Mapping[str, object], verb: str) -> str:
    """Write a call of ``verb`` for the exercise of the cell that ran before."""
    before = list_targets(watching.memory.last)
    there = [*before[-1:], *(name for name in names if ANSWER.fullmatch(name))]
    own = [found for name in there if (found := ANSWER.fullmatch(name))]
    return f'`{verb}("{own[0][1]}.{own[0][2]}")`' if own else f'`{verb}("1.3")`'


def _say_unknown(written: object, known: str, example: str) -> None:
    lesson = known.partition(".")[0]
    there = list(list_exercises(lesson))
    shown = written if isinstance(written, str | int | float) else ""
    if there:
        text = tr(
            'I do not find "{id}". Lesson {lesson} has these numbers: {numbers}.',
            id=str(shown or known)[:40],
            lesson=lesson,
            numbers=", ".join(there),
        )
    elif shown == "":
        text = tr(
            "Write the number of the exercise in quotation marks, for example {code}.",
            code=example,
        )
    else:
        text = tr(
            'I do not know "{id}". Write the number of the exercise in quotation '
            "marks, for example {code}.",
            id=str(shown)[:40],
            code=example,
        )
    emit_reply("open", "○", tr("There is nothing here by that number."), text)
