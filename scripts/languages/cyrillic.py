"""Write Serbian in Cyrillic letters, from Latin ones.

Thirty letters, of which three are written with two signs in Latin. Where these signs
are two letters (injekcija, nadživeti, Tanjug) a list of beginnings says so. Code,
links, ids, addresses, Latin abbreviations and the letters of answers stay Latin.
"""

import csv
import re
from functools import cache

from scripts.door.files import ROOT
from scripts.languages.masks import change_words

LETTERS = dict(
    zip(
        "abvgdđežzijklmnoprstćufhcčš",
        "абвгдђежзијклмнопрстћуфхцчш",
        strict=True,
    )
)
PAIRS = {"lj": "љ", "nj": "њ", "dž": "џ"}
# Words in which n + j, d + ž or l + j are two letters: how they begin, with the place.
APART = (
    *("in|jekc", "in|jektir", "kon|jug", "kon|junk", "dis|junk", "ad|junk", "van|jezi"),
    *("pan|jel", "tan|jug", "izvan|jez", "van|jav", "kon|junktur", "sub|jun"),
    *("nad|živ", "nad|žan", "nad|žnj", "pod|žel", "pod|žan", "od|živ", "od|žal"),
    *("od|žval", "od|žvak", "pred|žet", "nad|žup", "pod|žup", "od|žub", "nad|ždr"),
    *("in|jas", "an|jon", "an|jou", "mon|jak"),
)
SPLIT = re.compile(
    r"\b(?P<prefix>(?:re|de|po|bez|ne|naj|u|iz)?)(?P<word>"
    + "|".join(one.replace("|", "") for one in sorted(APART, key=len, reverse=True))
    + r")",
    re.IGNORECASE,
)
PLACES = {one.replace("|", ""): one.index("|") for one in APART}
# Stay Latin: abbreviations that Serbian writes so, names of programs and companies.
LATIN = re.compile(
    r"\b(?:NEET|GDP|EaSI|ESF|UNDP|OECD|WCAG|PDF|HTML|CSV|SROI|CC BY|JupyterLab|Jupyter|"
    r"Python|Notebook|pandas|matplotlib|nbval|Buurtzorg|Decidim|Goteo|Shift|Enter|Ctrl|USB|"
    r"URL|Wi-Fi|EFSI|EUSE|UPSHIFT|ISBN|DOI|QR|A[34]|MIT)\b|\b[XVI]{2,}\b|[qwxy]\w*|"
    r"\w*[qwxyëçQWXYËÇ]\w*"
)
# Letters that name a form, a person or a key, and are no word: form B, (B, S, T).
ALONE = re.compile(r"(?<!\w)[BCDFGH](?![\w’'])|\((?:[A-Z?](?:, )?){2,}\)")
KEPT = re.compile(rf"{LATIN.pattern}|{ALONE.pattern}")
SIGN = "\u200d"  # parts two letters while the rest is written
WORD = re.compile(r"[^\W\d_]+")


# Names of firms and projects of these places are Slavic: they are written as words.
SLAVIC = {"BA", "ME", "MK", "RS", "HR", "SI"}
CASES = ROOT / "data/cases.csv"


def to_cyrillic(text: str) -> str:
    """Return a text of Serbian in Cyrillic letters."""
    names = read_names()
    made, end = [], 0
    for kept in names.finditer(text):
        made += [change_words(text[end : kept.start()], change), kept[0]]
        end = kept.end()
    return "".join([*made, change_words(text[end:], change)])


@cache
def read_names() -> re.Pattern:
    """Return what finds the names of cases elsewhere, which keep their letters."""
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["country"] not in SLAVIC]
    names = sorted({row["name"] for row in rows}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def change(text: str) -> str:
    """Write a piece of text that holds words alone."""
    made, end = [], 0
    for kept in KEPT.finditer(text):
        made += [WORD.sub(write_word, split_apart(text[end : kept.start()])), kept[0]]
        end = kept.end()
    made.append(WORD.sub(write_word, split_apart(text[end:])))
    return "".join(made).replace(SIGN, "")


def split_apart(text: str) -> str:
    """Put a sign between two letters that would be taken for one."""

    def part(found: re.Match) -> str:
        word, place = found["word"], PLACES[found["word"].casefold()]
        return found["prefix"] + word[:place] + SIGN + word[place:]

    return SPLIT.sub(part, text)


def write_word(found: re.Match) -> str:
    """Write one word; capitals stay capitals, also LJ and Lj."""
    word, made, place = found[0], [], 0
    while place < len(word):
        pair = PAIRS.get(word[place : place + 2].lower())
        if pair:
            made.append(pair.upper() if word[place].isupper() else pair)
            place += 2
            continue
        letter = word[place]
        other = LETTERS.get(letter.lower(), letter)
        made.append(other.upper() if letter.isupper() and other != letter else other)
        place += 1
    return "".join(made)
