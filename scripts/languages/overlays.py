"""Overlays: a short list of words and passages in which a language differs.

``translations/hr/overlay.csv`` has two columns, "serbian" and "own". A line of words
replaces these words wherever they stand alone, each form of a word by a line of its
own; a line that is a whole passage replaces that passage.
"""

import csv
import re
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.languages.known import FOLDER, Language
from scripts.languages.masks import change_words
from workshop.note import KOSOVO_NOTE

NAME = "overlay.csv"
COLUMNS = ["serbian", "own"]


def place(language: Language, root: Path = ROOT) -> Path:
    """Say where the list of a language lies."""
    return root / FOLDER / language.folder / NAME


def read(language: Language, root: Path = ROOT) -> list[tuple[str, str]]:
    """Read the list of a language, longest first; none when there is no file.

    Raises Problem, with file and line, when a line is not as it should be.
    """
    path = place(language, root)
    if not path.is_file():
        return []
    pairs = []
    try:
        lines = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    except UnicodeDecodeError:
        raise Problem(
            f"{FOLDER}/{language.folder}/{NAME} is not UTF-8; save it so."
        ) from None
    for number, line in enumerate(lines, start=1):
        if number == 1 and line[:2] == COLUMNS or not line:
            continue
        if len(line) < 2 or not line[0].strip() or not line[1].strip():
            raise Problem(
                f"{FOLDER}/{language.folder}/{NAME}, line {number}: write two columns, "
                "the Serbian words and the own ones."
            )
        pairs.append((line[0], line[1]))
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def count(language: Language, root: Path = ROOT) -> int:
    """Count the words and passages of an overlay."""
    return len(read(language, root))


def apply(text: str, pairs: list[tuple[str, str]]) -> str:
    """Return a Serbian text with the words of another language."""
    whole = dict(pairs)
    if text in whole:
        return whole[text]

    def change(words: str) -> str:
        small = words.lower()
        for serbian, own in pairs:
            if serbian.lower() in small:  # looking first is ten times as quick
                words = replace(words, serbian, own)
                small = words.lower()
        return words

    return change_words(text, change)


def keep_official(texts: dict, pairs: list[tuple[str, str]]) -> dict:
    """Return the texts without the note of Kosovo*, unless an overlay words it.

    Its wording in Serbian is official in Serbian alone: elsewhere English stands.
    """
    said = texts.get(KOSOVO_NOTE)
    if said is None or said in dict(pairs):
        return texts
    return {text: one for text, one in texts.items() if text != KOSOVO_NOTE}


def replace(text: str, serbian: str, own: str) -> str:
    """Replace words where they stand alone; a capital at the beginning stays."""

    def write(found: re.Match) -> str:
        if found[0].isupper() and len(found[0]) > 1:
            return own.upper()
        return own[0].upper() + own[1:] if found[0][0].isupper() else own

    return re.sub(rf"(?<!\w){re.escape(serbian)}(?!\w)", write, text, flags=re.I)
