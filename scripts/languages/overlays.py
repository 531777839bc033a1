"""Overlays: a short list of words and passages in which a language differs.

``translations/hr/overlay.csv`` has two columns, "serbian" and "own". A line of words
replaces these words wherever they stand alone; a line that is a whole passage replaces
that passage. A star at the end stands for any ending, which stays: "opštin*,općin*".
The longest line that fits is taken, and what it has written is not looked at again.
``translations/ijekavian.csv`` has the lines that all of them share.
"""

import csv
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.languages.known import FOLDER, Language
from scripts.languages.masks import change_words
from workshop.note import KOSOVO_NOTE

NAME = "overlay.csv"
SHARED = "ijekavian.csv"  # what is the same in all of them
COLUMNS = ["serbian", "own"]
ANY = "*"  # any ending of a word
CASES = ROOT / "data/cases.csv"


def place(language: Language, root: Path = ROOT) -> Path:
    """Say where the list of a language lies."""
    return root / FOLDER / language.folder / NAME


def read(language: Language, root: Path = ROOT) -> list[tuple[str, str]]:
    """Read the list of a language and, behind it, the one that all of them share.

    None when the language has no list. Raises Problem, with file and line, when a line
    is not as it should be.
    """
    path = place(language, root)
    if not path.is_file():
        return []
    own = read_list(path)
    known = {serbian.casefold() for serbian, _ in own}
    shared = root / FOLDER / SHARED
    others = read_list(shared) if shared.is_file() else []
    return own + [pair for pair in others if pair[0].casefold() not in known]


def read_list(path: Path) -> list[tuple[str, str]]:
    """Read one list. Raises Problem."""
    named = path.relative_to(path.parents[2 - (path.parent.name == FOLDER)]).as_posix()
    try:
        lines = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    except UnicodeDecodeError as error:
        number = path.read_bytes()[: error.start].count(b"\n") + 1
        raise Problem(
            f"{named}, line {number}: the file is not UTF-8 (perhaps Windows-1250); "
            "save it as UTF-8."
        ) from None
    known: dict[str, int] = {}
    pairs = []
    for number, line in enumerate(lines, start=1):
        if number == 1 and line[:2] == COLUMNS or not line:
            continue
        fault = find_fault(line, known)
        if fault:
            raise Problem(f"{named}, line {number}: {fault}")
        known[line[0].strip().casefold()] = number
        pairs.append((line[0].strip(), line[1].strip()))
    return pairs


def find_fault(line: list[str], known: dict[str, int]) -> str:
    """Say what to mend in a line of a list, or ""; ``known`` are the lines before."""
    if len(line) < 2 or not all(one.strip(f"{ANY} ") for one in line[:2]):
        return "write two columns, the Serbian words and the own ones."
    serbian, own = line[0].strip(), line[1].strip()
    if serbian.endswith(ANY) != own.endswith(ANY):
        return (
            "a star stands for the same ending in both columns; write it in both, or "
            "in none."
        )
    earlier = known.get(serbian.casefold())
    if earlier:
        return f'"{serbian}" stands in line {earlier}, too; take one of them out.'
    return ""


def count(language: Language, root: Path = ROOT) -> int:
    """Count the words and passages of an overlay."""
    return len(read(language, root))


def make_change(pairs: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """Return what writes a Serbian text with the words of another language.

    Code, links, ids, blanks and the names of cases stay as they are.
    """
    pairs = sorted(pairs, key=lambda pair: (-len(pair[0].rstrip(ANY)), pair[0]))
    if not pairs:
        return lambda text: text
    whole = dict(pairs)
    exact = {serbian.casefold(): own for serbian, own in pairs}
    forms = [
        re.escape(one.rstrip(ANY)) + r"\w*" * one.endswith(ANY) for one, _ in pairs
    ]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)

    def write(found: re.Match) -> str:
        return keep_capitals(found[0], find_own(found[0], exact))

    def change(words: str) -> str:
        made, end = [], 0
        for kept in read_names().finditer(words):
            made += [pattern.sub(write, words[end : kept.start()]), kept[0]]
            end = kept.end()
        return "".join([*made, pattern.sub(write, words[end:])])

    return lambda text: whole[text] if text in whole else change_words(text, change)


def keep_official(texts: dict, pairs: list[tuple[str, str]]) -> dict:
    """Return the texts without the note of Kosovo*, unless an overlay words it.

    Its wording in Serbian is official in Serbian alone: elsewhere English stands.
    """
    said = texts.get(KOSOVO_NOTE)
    if said is None or said in dict(pairs):
        return texts
    return {text: one for text, one in texts.items() if text != KOSOVO_NOTE}


def find_own(word: str, exact: dict[str, str]) -> str:
    """Return what stands for a word: its own line, else that of its longest stem."""
    word = word.casefold()
    if word in exact:
        return exact[word]
    for length in range(len(word), 0, -1):
        own = exact.get(word[:length] + ANY)
        if own is not None:
            return own.rstrip(ANY) + word[length:]
    return word


def keep_capitals(found: str, own: str) -> str:
    """Write a word with the capitals of the one that it replaces."""
    if found.isupper() and len(found) > 1:
        return own.upper()
    return own[0].upper() + own[1:] if found[0].isupper() else own


@cache
def read_names() -> re.Pattern:
    """Return what finds the names of cases: a name has no other form.

    "Dve šolje (Two Cups)" stands in sentences without what is in brackets, too.
    """
    with CASES.open(encoding="utf-8", newline="") as file:
        names = {row["name"] for row in csv.DictReader(file)}
    names |= {name.partition(" (")[0] for name in names}
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
