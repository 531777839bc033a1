"""Sentences that people meet: whole messages with named blanks, never pieces.

A language is chosen by ``start("mk")``, by ``WORKSHOP_LANGUAGE``, or by the metadata of
the notebook; English stands wherever a message is not translated. The compiled messages
are files of gettext in ``workshop/translations``, made from ``translations/``.
"""

import gettext
import json
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "translations"
VARIABLE = "WORKSHOP_LANGUAGE"
OURS = "en"
DOMAIN = "workshop"
# What parts thousands, and what stands before a fraction: of three digits, a space
# that does not break is clear wherever a comma stands for the point.
NUMBERS = {OURS: (",", ".")}
OTHER_NUMBERS = ("\N{NO-BREAK SPACE}", ",")
FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+\.\d+(?![.\d])")
_chosen: list[str] = []


def tr(message: str, plural: str = "", /, **values: object) -> str:
    """Return a message with its blanks filled in, written for people.

    ``tr("{n} of {total} cases", n=4, total=6)``. Format codes work (``{share:.0%}``).
    With ``plural``, the blank ``n`` decides which form is taken; some languages have
    three: ``tr("{n} case", "{n} cases", n=1)``. Raises CannotShow when a blank has no
    value.
    """
    from workshop.prints import Sentence

    if plural:
        return Sentence().format(count(message, plural, values["n"]), **values)
    return Sentence().format(look_up(message), **values)


def look_up(message: str) -> str:
    """Return a message in the language that is chosen, or as it is."""
    return read_messages(get_language()).gettext(message) if message else message


def is_translated(message: str) -> bool:
    """Say whether a message has a translation, also one that is the same word."""
    return message in getattr(read_messages(get_language()), "_catalog", {})


def find_english(text: str) -> str:
    """Return the message of which a text is the translation, or the text."""
    return _turn_round(read_messages(get_language())).get(text, text)


@lru_cache(maxsize=8)
def _turn_round(messages: gettext.NullTranslations) -> dict[str, str]:
    known = getattr(messages, "_catalog", {})
    return {said: text for text, said in known.items() if isinstance(text, str)}


def count(message: str, plural: str, number: Any) -> str:
    """Return the form of a message that stands beside a number."""
    try:
        whole = abs(int(number)) if number == int(number) else 2  # 2.5 hours
    except (TypeError, ValueError):
        whole = 2
    return read_messages(get_language()).ngettext(message, plural, whole)


def choose(language: str = "") -> str:
    """Choose a language for what follows and return it; without one, find it anew.

    An unknown language is English.
    """
    _chosen.clear()
    if language:
        _chosen.append(find_language(language))
    return get_language()


def get_language() -> str:
    """Return the code of the language that people read: "en", "sq", "sr-Latn"."""
    if not _chosen:
        asked = os.environ.get(VARIABLE) or read_notebook_language()
        _chosen.append(find_language(asked))
    return _chosen[0]


def find_language(asked: str) -> str:
    """Return the known code of a language however it is written, else English."""
    wanted = asked.strip().replace("_", "-").casefold()
    known = {code.casefold(): code for code in list_languages()}
    if wanted in known:
        return known[wanted]
    scripts = {"sr": "sr-cyrl", "sh": "sr-latn"}  # what a code without script means
    return known.get(scripts.get(wanted, wanted.partition("-")[0]), OURS)


def list_languages() -> list[str]:
    """List the codes of the languages that messages are there for, English first."""
    found = sorted(FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return [OURS, *(path.parents[1].name.replace("_", "-") for path in found)]


@lru_cache(maxsize=8)
def read_messages(language: str) -> gettext.NullTranslations:
    """Read the compiled messages of a language; a damaged file is no messages."""
    place = FOLDER / language.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        with place.open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, UnicodeDecodeError, ValueError):
        return gettext.NullTranslations()


def read_notebook_language() -> str:
    """Return what the metadata of the running notebook name as its language, or ""."""
    name = os.environ.get("JPY_SESSION_NAME", "")
    try:
        raw = json.loads(Path(Path(name).name).read_text(encoding="utf-8"))
        return str(raw["metadata"].get("language") or "")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""


def write_figures(text: str) -> str:
    """Write the number in a text as the language does: 1,594.5 becomes 1 594,5."""
    thousands, point = NUMBERS.get(get_language(), OTHER_NUMBERS)
    if (thousands, point) == NUMBERS[OURS]:
        return text

    def write(found: re.Match) -> str:
        whole, dot, rest = found[0].partition(".")
        return whole.replace(",", thousands) + (point if dot else "") + rest

    return FIGURE.sub(write, text)
