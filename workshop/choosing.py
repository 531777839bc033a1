"""Read the letter of a choice, and say what was read."""

import re
from collections.abc import Mapping
from typing import Any

from workshop.comparing import is_number, is_text
from workshop.messages import tr
from workshop.number_words import NONE, WORDS, says_all, says_doubt, to_key
from workshop.reading import LETTERS, OTHER_SENSE, read_letters, read_number

# A number that is no whole one stands for no place in the list: 1.5, 1,96.
FRACTION = re.compile(r"\d+[.,]\d*[1-9]\d*")
PLACES = ("first", "second", "third", "fourth", "fifth")
BESIDE_PLACE = {"the", "one", "choice", "answer", "letter"}
# What stands between two choices that somebody names: better or shared.
APART = re.compile(r"[,;/]|\b(?:or|and|ili|i|ose|dhe|или|и)\b")
# Words of three letters that stand in nearly every sentence.
SMALL = {"the", "and", "for", "who", "are", "its", "our", "has", "not", "you", "was"}
SMALL |= {"one", "how", "but", "can", "all", "any", "out", "use", "did", "say"}
# - **a** – new: is it new here?
CHOICE = re.compile(r"^- \*\*([a-z])\*\*[\s–-]*(.+(?:\n {2,}.+)*)", re.MULTILINE)


def list_letters(
    answer: Any, choices: str, numbers: Mapping[Any, str] | None = None
) -> list[str]:
    """List the choices that an answer may name; an answer of two letters has both.

    ``numbers`` are the letters of the numbers that the choices themselves name.
    """
    answer = FRACTION.sub(" ", answer) if is_text(answer) else answer
    number = read_number(answer) if is_text(answer) else answer
    if is_text(answer) and re.match(r"\W*([a-z])\b", answer.casefold()):
        number = None  # a letter stands first: "b, with four"
    letters = numbers.get(number) if numbers and is_number(number) else None
    if letters:
        return list(letters)
    if is_text(answer):
        found = read_letters(answer, choices) or list_numbered(answer, numbers or {})
        return found or ([] if numbers else list_placed(answer, choices))
    if is_number(answer) and answer in range(1, len(choices) + 1):
        return [choices[int(answer) - 1]]
    if isinstance(answer, list | tuple | set) and all(map(is_text, answer)):
        found = [one for word in answer for one in read_letters(word, choices)]
        return sorted(set(found))
    return []


def list_placed(answer: str, choices: str) -> list[str]:
    """List the choice that a text names by its place: "the second one"."""
    words = [one for one in to_key(answer).split() if one not in BESIDE_PLACE]
    place = PLACES.index(words[0]) if len(words) == 1 and words[0] in PLACES else -1
    return [choices[place]] if 0 <= place < len(choices) else []


def list_together(answer: Any, choices: str) -> list[str]:
    """List the choices that letters without a sign between them name: "ab"."""
    letters = list(answer.strip().casefold()) if is_text(answer) else []
    apart = len(letters) > 1 and len({*letters}) == len(letters)
    return letters if apart and {*letters} <= {*choices} else []


def list_numbered(answer: str, numbers: Mapping[Any, str]) -> list[str]:
    """List the choices that the numbers in a text name: "four or five"."""
    words = re.findall(r"\w+", to_key(answer))
    values = [int(one) if one.isdecimal() else WORDS.get(one) for one in words]
    found = [numbers[value] for value in values if value in numbers]
    return list(dict.fromkeys("".join(found)))


def read_choices(cells: list[dict], exercise_id: str) -> dict[str, str]:
    """Read the choices of a question, by letter, in the cells of its notebook."""
    heading = re.compile(
        rf"^#+ (?:Question|Exercise) {re.escape(exercise_id)}\b", re.MULTILINE
    )
    for cell in cells:
        text = "".join(cell.get("source", ""))
        if cell.get("cell_type") == "markdown" and heading.search(text):
            return dict(CHOICE.findall(text))
    return {}


def find_choice(answer: Any, choices: Mapping[str, str]) -> list[str]:
    """Find the choices that an answer says in words: those with all of them.

    The words may stand in any place of it; one alone has four letters or begins it.
    """
    words = re.findall(r"\w+", answer.casefold()) if is_text(answer) else []
    said = {
        letter: re.findall(r"\w+", text.casefold()) for letter, text in choices.items()
    }
    found = {one: text for one, text in said.items() if is_within(words, text)}
    if words and not found and len(words) == 1 and len(words[0]) > 2:
        # csr: the first letters of words side by side
        found = {one: text for one, text in said.items() if words[0] in initials(text)}
    return [*found] if words else []


def initials(words: list[str]) -> str:
    """Write the first letters of words, one after the other."""
    return "".join(word[0] for word in words)


def find_several(answer: Any, choices: Mapping[str, str]) -> list[str]:
    """Find the choices that the parts of "better or shared" name, one for each part."""
    parts = APART.split(answer.casefold()) if is_text(answer) else []
    found = [find_choice(part, choices) for part in parts if part.strip()]
    if not found or any(len(letters) != 1 for letters in found):
        return []
    letters = list(dict.fromkeys(letter for one in found for letter in one))
    return letters if len(letters) > 1 else []


def explain_words(answer: Any, choices: Mapping[str, str]) -> str:
    """Say which choices hold words of an answer that names none, or give ""."""
    if not is_text(answer):
        return ""
    if (
        says_doubt(answer)
        or says_all(answer)
        or NONE & {to_key(answer), *to_key(answer).split()[:1]}
    ):
        return tr(
            'I see the text "{text}". One choice is asked for: the one that you could '
            "defend best, by its letter.",
            text=answer.strip()[:60],
        )
    words = {*re.findall(r"\w{3,}", answer.casefold())} - SMALL
    said = {
        letter: words & {*re.findall(r"\w+", text.casefold())}
        for letter, text in choices.items()
    }
    most = max(map(len, said.values()), default=0)
    found = [letter for letter, some in said.items() if most and len(some) == most]
    not_said = OTHER_SENSE & {*to_key(answer).split()}
    if len(found) != 1 or not_said - {*to_key(choices[found[0]]).split()}:
        return ""
    return tr(
        'I see the text "{text}". Words of it stand in the choice "{letter}". If that '
        "is the one you mean, write its letter, in quotation marks.",
        text=answer.strip()[:60],
        letter=found[0],
    )


def ask_which(answer: Any, letters: list[str]) -> str:
    """Say in which choices the words of an answer stand, and ask for one letter."""
    return tr(
        'The words "{text}" stand in more than one choice: {letters}. Write the letter '
        "of the one that you mean, in quotation marks.",
        text=answer.strip()[:60],
        letters=", ".join(f'"{one}"' for one in letters),
    )


def is_within(words: list[str], text: list[str]) -> bool:
    """Tell whether words stand in a text side by side and carry a meaning."""
    starts = [at for at in range(len(text)) if text[at : at + len(words)] == words]
    has_weight = len(words) > 2 or max(map(len, words)) > 3
    return bool(starts) and (0 in starts or has_weight)


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
    one = re.match(r"\W*([^\W\d_])\b", answer) if is_text(answer) else None
    if one and [*LETTERS.get(one[1].casefold(), "")][:2] == letters:
        return tr(
            'The letter "{letter}" may mean "{one}" or "{other}". Type the one that '
            "you mean on a Latin keyboard.",
            letter=one[1],
            one=letters[0],
            other=letters[1],
        )
    together = list_together(answer, "".join(letters))
    if is_text(answer) and not together and not read_letters(answer, "".join(letters)):
        return tr(
            'I see two choices, "{one}" and "{other}". Decide for one of them, by its '
            "letter in quotation marks.",
            one=letters[0],
            other=letters[1],
        )
    if len(letters) > 2:
        return tr(
            "I see more than one letter: {letters}. Decide for one of them, in "
            "quotation marks; the reply will speak of the other side, too.",
            letters=", ".join(f'"{one}"' for one in letters),
        )
    return tr(
        'I see two letters, "{one}" and "{other}". Decide for one of them, in '
        "quotation marks; the reply will speak of the other side, too.",
        one=letters[0],
        other=letters[1],
    )


def note_words(answer: str, letter: str) -> str:
    """Say which choice was read from words."""
    return "\n\n" + tr(
        'I read "{seen}" as the choice "{letter}". The letter alone, in quotation '
        "marks, is enough.",
        seen=answer.strip()[:60],
        letter=letter,
    )


def note_letter(answer: Any, letter: str) -> str:
    """Say how a letter is written that was typed in another way."""
    return "\n\n" + tr(
        'I read {seen} as the choice "{letter}". Python writes it with a Latin letter '
        "in quotation marks.",
        seen=f"`{answer}`",
        letter=letter,
    )
