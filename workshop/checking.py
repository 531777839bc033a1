"""Feedback on the exercises: ``check("1.3")`` and ``hint("1.3")``."""

import html
import importlib
import sys

from workshop import watching
from workshop.output import emit, emit_reply, to_paragraphs
from workshop.rules import MISSING, Exercise, Question, judge

WORDS = {
    "open": ("○", "Not answered yet."),
    "right": ("✓", "Right."),
    "again": ("↻", "Look once more."),
}

_shown_hints: dict[str, int] = {}


def check(exercise_id: str = "") -> None:
    """Look at ``answer_…`` in the notebook and say what it shows. It never raises."""
    exercise_id = str(exercise_id)
    exercise = find_exercise(exercise_id)
    if exercise is None:
        return _say_unknown(exercise_id)
    name = name_answer(exercise_id)
    namespace = sys._getframe(1).f_globals
    gap = watching.find_gap(name, namespace)
    if gap:
        return emit_reply("open", "○", f"Exercise {exercise_id}. {gap.words}", gap.text)
    answer = namespace.get(name, MISSING)
    reply = judge(exercise, answer)
    icon, words = WORDS[reply.kind]
    if reply.kind == "again" and exercise.hints:
        more = f'<p>For a hint, run <code>hint("{exercise_id}")</code>.</p>'
    else:
        more = ""
    emit_reply(reply.kind, icon, f"Exercise {exercise_id}. {words}", reply.text, more)
    return None


def hint(exercise_id: str = "") -> None:
    """Show the next hint, folded, so that nobody reads it by accident."""
    exercise_id = str(exercise_id)
    exercise = find_exercise(exercise_id)
    if exercise is None or not exercise.hints:
        return _say_unknown(exercise_id)
    number = min(_shown_hints.get(exercise_id, 0) + 1, len(exercise.hints))
    _shown_hints[exercise_id] = number
    text = exercise.hints[number - 1]
    title = f"Hint {number} of {len(exercise.hints)} for exercise {exercise_id}"
    more = "" if number == len(exercise.hints) else " Run the cell again for the next."
    markup = (
        f'<div role="status"><details class="hint">'
        f"<summary>{html.escape(title)}</summary>"
        f"{to_paragraphs(text + more)}</details></div>"
    )
    emit(markup, f"{title}: {text}{more}")
    return None


def find_exercise(exercise_id: str) -> Exercise | Question | None:
    """Find the rules of an exercise such as ``"1.3"`` or ``"1.q2"``, if any."""
    try:
        lesson = int(exercise_id.split(".")[0])
        module = importlib.import_module(f"workshop.feedback.{lesson:02d}")
    except (ValueError, ModuleNotFoundError):
        return None
    return module.EXERCISES.get(exercise_id)


def name_answer(exercise_id: str) -> str:
    """Name the answer of an exercise: ``"1.3"`` → ``answer_1_3``."""
    return f"answer_{exercise_id.replace('.', '_')}"


def _say_unknown(exercise_id: str) -> None:
    emit_reply(
        "open",
        "○",
        "There is nothing here by that number.",
        f'I do not know "{exercise_id}". Write the number of the exercise in quotation '
        'marks, for example `check("1.3")`.',
    )
