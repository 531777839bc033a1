"""Say in which letters a name stands that somebody typed in.

Nobody says in which language a name is, but its letters tell enough for a screen
reader: on a page in Latin letters a name in Cyrillic ones carries ``lang="und-Cyrl"``.
"""

import html
import re

CYRILLIC = ("be", "bg", "mk", "ru", "sr", "uk")  # unless the code names a script
LETTERS = {
    letters: re.compile(
        rf"[{ours}](?:[{ours}\u0300-\u036f\s’'.-]*[{ours}\u0300-\u036f])?"
    )
    for letters, ours in (("Cyrl", r"\u0400-\u052f"), ("Latn", "A-Za-zÀ-ÖØ-öø-ɏ"))
}


def name_other_letters(language: str) -> str:
    """Return the letters that a language is not written in: "Cyrl" or "Latn"."""
    parts = language.casefold().replace("_", "-").split("-")
    if "cyrl" in parts:
        return "Latn"
    return "Latn" if parts[0] in CYRILLIC and "latn" not in parts else "Cyrl"


def find_language(text: str, language: str) -> str:
    """Return the language of a text, or "und-Cyrl" where its letters are not its own.

    A text in both kinds of letters is in the language.
    """
    other = name_other_letters(language)
    (own,) = LETTERS.keys() - {other}
    is_other = LETTERS[other].search(text) and not LETTERS[own].search(text)
    return f"und-{other}" if is_other else language


def mark_letters(text: object, language: str) -> str:
    """Return a text for HTML in which words in other letters than the page's say so."""
    other = name_other_letters(language)
    made, end = [], 0
    shown = str(text)
    for found in LETTERS[other].finditer(shown):
        word = html.escape(found[0])
        made += [
            html.escape(shown[end : found.start()]),
            f'<span lang="und-{other}">{word}</span>',
        ]
        end = found.end()
    return "".join([*made, html.escape(shown[end:])])
