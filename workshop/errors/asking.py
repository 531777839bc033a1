"""Calls of ``check`` and ``hint`` that are written with a slip."""

import difflib
import re

from workshop.assigning import ALIKE, list_targets
from workshop.errors.proposals import propose
from workshop.errors.stop import Stop
from workshop.messages import tr
from workshop.reading import read_id

ASKS = ("check", "hint")
# What the two are called in the languages of the region.
CALLED = dict.fromkeys(
    (
        "provjeri",
        "proveri",
        "provjera",
        "provera",
        "kontrollo",
        "kontrolloj",
        "kontrola",
        "kontrolo",
        "čekiraj",
        "cekiraj",
    )
    + ("kontroliši", "verifiko", "provero", "провери", "провјери", "провера")
    + ("провјера", "проверка"),
    "check",
)
CALLED |= dict.fromkeys(
    ("savjet", "savet", "pomoć", "pomoc", "ndihmë", "ndihme", "ndihma", "udhëzim")
    + ("sugjerim", "nagovještaj", "nagoveštaj", "uputa", "помош", "помоћ", "совет")
    + ("савет", "савјет", "насока", "упатство"),
    "hint",
)
# check(0.q2) · Check "0.2" · hint: 0.2 · an equals sign makes it another line.
CALL = re.compile(r"\s*([^\W\d_]{4,12})\b\s*([^=]{0,40}?)\s*(?:#.*)?")
NUMBER = re.compile(r"(?:\d{1,2}[\s.,_:/-]+)?q?\s*\d{1,2}")
CURLY = re.compile("[“”„‟«»″‘’‚‛′`´]")


def explain_asking(stop: Stop) -> str:
    """Say how a call of ``check`` or ``hint`` is written for this exercise, or ""."""
    found = CALL.fullmatch(stop.line)
    if not found or not isinstance(
        stop.error, SyntaxError | NameError | AttributeError | TypeError
    ):
        return ""
    verb = find_verb(found[1])
    known = find_number(found[2], stop) if verb else ""
    if not known or is_shadowed(verb, stop):
        return ""
    line = f'{verb}("{known}")'
    return propose(describe(found[1], verb, found[2], line), line, stop)


def find_verb(word: str) -> str:
    """Find the verb that a word means: ``Check``, ``chek``, ``сheck``; or ""."""
    if word.lower() in CALLED:
        return CALLED[word.lower()]
    plain = word.translate(ALIKE).lower()
    return next(iter(difflib.get_close_matches(plain, ASKS, n=1, cutoff=0.75)), "")


def is_shadowed(verb: str, stop: Stop) -> bool:
    """Tell whether the name holds something else now, or is not there yet."""
    return not callable(stop.held.get(verb))


def find_number(written: str, stop: Stop) -> str:
    """Find the exercise: as it is written, else that of the cell that ran before."""
    from workshop import watching
    from workshop.checking import find_exercise

    answers = [name for name in stop.held if re.fullmatch(r"answer_\d+_q?\d+", name)]
    before = [one for one in list_targets(watching.memory.last) if one in answers]
    lessons = {name.split("_")[1] for name in answers}
    text = re.sub(r"^\W+|\W+$", "", written)
    known = read_id(text, next(iter(lessons)) if len(lessons) == 1 else "")
    if known and find_exercise(known):
        return known
    if before and not re.search(r"\d", text):
        return before[-1].removeprefix("answer_").replace("_", ".")
    return ""


def describe(word: str, verb: str, rest: str, line: str) -> str:
    """Say what is the matter with the call."""
    if word.lower() in CALLED:
        return tr(
            "The verbs of a notebook are English words: this one is `{verb}`.",
            verb=verb,
        )
    if word.translate(ALIKE) != word:
        return tr(
            "Some letters of `{name}` are Cyrillic and only look like Latin ones. Type "
            "`{latin}` again with Latin letters.",
            name=word,
            latin=verb,
        )
    if word != verb:
        return tr(
            "Python does not know the name `{name}`. Did you mean `{close}`? "
            "Capital letters count.",
            name=word,
            close=verb,
        )
    if not (rest.startswith("(") and rest.endswith(")")):
        return tr(
            "After a verb stand round brackets, and between them what it works on."
        )
    return tr(
        "Between the brackets stands the number of the exercise, in straight quotation "
        "marks."
    )
