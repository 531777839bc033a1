"""Read the letter of a choice, and say what was read."""

from collections.abc import Mapping
from typing import Any

from workshop.comparing import is_number, is_text
from workshop.messages import tr
from workshop.reading import read_letters, read_number


def list_letters(
    answer: Any, choices: str, numbers: Mapping[Any, str] | None = None
) -> list[str]:
    """List the choices that an answer may name; an answer of two letters has both.

    ``numbers`` are the letters of the numbers that the choices themselves name.
    """
    number = read_number(answer) if is_text(answer) else answer
    letters = numbers.get(number) if numbers and is_number(number) else None
    if letters:
        return list(letters)
    if is_text(answer):
        return read_letters(answer, choices)
    if is_number(answer) and answer in range(1, len(choices) + 1):
        return [choices[int(answer) - 1]]
    if isinstance(answer, list | tuple | set) and all(map(is_text, answer)):
        found = [one for word in answer for one in read_letters(word, choices)]
        return sorted(set(found))
    return []


def ask_for_one(answer: Any, letters: list[str]) -> str:
    """Ask which of two letters is meant."""
    if is_number(answer) or (is_text(answer) and read_number(answer) is not None):
        return tr(
            'The number {number} may mean "{one}", which names it, or "{other}", by '
            "its place in the list. Write the letter, in quotation marks.",
            number=f"`{answer}`",
            one=letters[0],
            other=letters[1],
        )
    if is_text(answer) and len(answer.strip()) == 1:
        return tr(
            'The letter "{letter}" may mean "{one}" or "{other}". Type the one that '
            "you mean on a Latin keyboard.",
            letter=answer.strip(),
            one=letters[0],
            other=letters[1],
        )
    return tr(
        'I see two letters, "{one}" and "{other}". Decide for one of them, in '
        "quotation marks; the reply will speak of the other side, too.",
        one=letters[0],
        other=letters[1],
    )


def note_letter(answer: Any, letter: str) -> str:
    """Say how a letter is written that was typed in another way."""
    return "\n\n" + tr(
        'I read {seen} as the choice "{letter}". Python writes it with a Latin letter '
        "in quotation marks.",
        seen=f"`{answer}`",
        letter=letter,
    )
