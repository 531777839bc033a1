"""A word that stands alone in its cell, without a name and without its marks."""

import re

from workshop.errors.known import close_name
from workshop.errors.places import find_maker
from workshop.errors.stop import Stop
from workshop.messages import tr
from workshop.number_words import WORDS, to_key


def say_lone(name: str, stop: Stop) -> str:
    """Say that a word which stands alone in its cell needs a name and its marks."""
    if not re.fullmatch(rf"\s*\(?{re.escape(name)}\)?\s*", stop.code):
        return ""
    is_letter = bool(re.fullmatch(r"[A-Ea-e]", name))
    if to_key(name) in WORDS or (close_name(name, stop) and not is_letter):
        return ""
    if not is_letter and find_maker(name, stop.code):
        return ""
    return tr(
        "`{name}` stands alone here, and Python does not know it as a name. If it is "
        "your answer, it stands in quotation marks, with the name of the answer and an "
        'equals sign before it: `answer_… = "{name}"`.',
        name=name,
    )
