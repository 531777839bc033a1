"""What kind of value the exercise of an answer asks for."""

import re


def asks_for_number(target: str) -> bool:
    """Tell whether ``answer_0_2`` is a number: then no quotation marks mend a line."""
    found = re.match(r"\s*answer_(\d+)_(\d+)\b", target)
    if not found:
        return False
    # These load the rules of the exercise, which no other error needs.
    from workshop.checking import find_exercise
    from workshop.comparing import is_number

    exercise = find_exercise(f"{found[1]}.{found[2]}")
    try:
        return is_number(exercise.expected())  # type: ignore[union-attr]
    except Exception:  # noqa: BLE001 - a question, or a table that cannot be read
        return False


def asks_for_text(target: str) -> bool:
    """Tell whether ``answer_0_3`` is a text, as a letter of a question is."""
    found = re.match(r"answer_(\d+)_(q?\d+)", target)
    if not found:
        return False
    from workshop.checking import find_exercise
    from workshop.rules import Question

    exercise = find_exercise(f"{found[1]}.{found[2]}")
    try:
        return isinstance(exercise, Question) or isinstance(
            exercise.expected(),  # type: ignore[union-attr]
            str,
        )
    except Exception:  # noqa: BLE001 - a table that cannot be read
        return False


def asks_for_letter(target: str) -> bool:
    """Tell whether ``answer_1_q1`` is the letter of a choice."""
    found = re.match(r"answer_(\d+)_(q?\d+)", target)
    if not found:
        return False
    from workshop.checking import find_exercise
    from workshop.rules import Question

    return isinstance(find_exercise(f"{found[1]}.{found[2]}"), Question)
