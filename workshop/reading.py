"""Read numbers, yes and no, letters and ids as people of the region write them."""

import re
import unicodedata
from dataclasses import dataclass

from workshop.letters import adds_letter
from workshop.number_words import (
    JOINERS,
    MINUS,
    NO,
    PARTS,
    PER_CENT,
    POINTS,
    TIMES,
    WORDS,
    YES,
    to_key,
)

NUMBER = re.compile(r"-?(?:\d[\d.,'’ ]*\d|\.?\d)(?:e[+-]?\d+)?", re.IGNORECASE)
PART_OF = re.compile(r"(\d+) ?(?:/|:| of | out of | od | nga | од ) ?(\d+)(?: [^\d]*)?")
SPACES = re.compile(r"[\s\u200b\u2060\ufeff]+")
# Words that turn a number into something else: "not 6", "6 or 7".
OTHER_SENSE = {"not", "or", "nije", "ili", "nuk", "ose", "ne", "no", "without"}
OTHER_SENSE |= {"but", "except", "maybe", "mozda", "osim", "bez", "vec", "ndoshta"}
# Words that name no number but a side of it: "more than one", "najmanje 6".
COMPARES = re.compile(
    r"\b(?:(?:more|less|fewer|larger|smaller|greater|higher|lower) than|over|under"
    r"|above|below|at least|at most|(?:vise|manje|vece|veci|manji|poveke|pomalku) od"
    r"|me (?:shume|pak) se|mbi|nen|preko|ispod|iznad|najmanje|najvise|barem"
    r"|after|before|posle|poslije|prije)\b"
)
MOST_WORDS = 8  # beside a number: "there are six economies in the table"
FEW_WORDS = 3  # beside a word for a number that may mean something else: "the one"

LOOKALIKE = str.maketrans("АВЕКМНОРСТХЈаеорсухј", "ABEKMHOPCTXJaeopcyxj")
# Which letters of a choice a letter of the region's keyboards and alphabets may mean.
# By look, by sound and by its place (а б в г д; a b c ç d).
LETTERS = {"а": "a", "б": "b", "в": "bc", "г": "d", "д": "de", "ѓ": "f", "ђ": "f"}
LETTERS |= {"е": "e", "с": "c", "ц": "c", "ч": "c", "ç": "cd", "č": "cd", "ć": "ce"}
LETTERS |= {"ш": "s", "ф": "f", "ж": "g"}


@dataclass(frozen=True)
class Written:
    """A number that a text may mean; ``per_cent`` tells whether that was its sign.

    ``division`` is the line of code where a division was written: ``8/10``.
    """

    value: float
    per_cent: bool = False
    in_words: bool = False
    division: str = ""


def read_numbers(text: str) -> list[float]:
    """List the numbers that a text may mean, the likelier one first.

    ``"0,8"`` → 0.8, ``"16.170.094"`` → 16170094, ``"1.500"`` → 1.5 or 1500,
    ``"80 %"`` → 80 or 0.8, ``"шест"`` → 6. Empty where it is no single number.
    """
    found = [one.value for one in read_written(text)]
    shares = [divide_exactly(one, 100) for one in found if is_per_cent(text)]
    return list(dict.fromkeys(found + shares))


def read_number(text: str) -> float | None:
    """Read the likeliest number of a text, or None where there is no single one."""
    return next(iter(read_numbers(text)), None)


def read_written(text: str) -> list[Written]:
    """List what a text may mean as a number, with the way in which it is written."""
    plain = clean_number(text)
    if not plain or len(plain) > 80 or COMPARES.search(to_key(plain)):
        return []
    per_cent = is_per_cent(text)
    fraction = PART_OF.fullmatch(plain.removeprefix("-"))
    if fraction and int(fraction[2]):
        part, whole = int(fraction[1]), int(fraction[2])
        if part > 1900 and (whole > 1900 or len(fraction[2]) == 2):
            return []  # 2002/2003 and 2002/03 are two years
        part = -part if plain.startswith("-") else part
        shares = [Written(part / whole, division=f"{part}/{whole}")]
        return shares if re.search("[/:]", plain) else [*shares, Written(part)]
    found = NUMBER.findall(plain)
    if not found:
        shares = read_share(plain)
        if shares:
            return shares
        value = read_words(plain)
        return [] if value is None else [Written(value, per_cent, True)]
    rest = NUMBER.sub(" ", plain)
    words = to_key(re.sub(r"[^\w\s]", " ", rest)).split()
    if len(found) == 2 and {"%", "("} <= {*plain} | {*text}:
        share, hundredths = (next(iter(read_digits(one)), 0) for one in found)
        if share and divide_exactly(hundredths, 100) == share:
            return [Written(share)]  # 0.8 (80%)
    if len(found) > 1 or len(words) > MOST_WORDS or OTHER_SENSE & set(words):
        return []
    if any(WORDS.get(word, 0) > 2 for word in words):
        return []  # a second number, in words
    if re.search(rf"\w{re.escape(found[0].strip())}|_", plain):
        return []  # F204 is a name, not a number
    named = (TIMES[word] for word in words if word in TIMES)
    times = 1 if per_cent else next(named, 1)  # "për qind" names no hundred
    sign = -1 if MINUS & set(words) else 1
    return [
        Written(sign * scale(one, times), per_cent) for one in read_digits(found[0])
    ]


def read_share(text: str) -> list[Written]:
    """Read a part of a whole in words, such as ``four of five``, or give none."""
    halves = re.split(r" (?:out of|of|od|од|nga) ", text.casefold())
    part, whole = (*map(read_words, halves), None, None)[:2]
    if len(halves) != 2 or part is None or whole is None or not 1 < part <= whole:
        return []
    return [Written(part / whole, division=f"{part}/{whole}"), Written(part)]


def is_per_cent(text: str) -> bool:
    """Tell whether a text says per cent, with its sign or in a word."""
    words = to_key(text.replace("%", " % "))
    return bool(PER_CENT & set(words.split())) or any(
        sign in words for sign in ("per cent", "per qind", "po sto")
    )


def clean_number(text: str) -> str:
    """Give every kind of space, minus, fraction and digit one form."""
    plain = ""
    for letter in text:
        name = unicodedata.name(letter, "")
        if "VULGAR FRACTION" in name:
            part = f"{unicodedata.numeric(letter):.12g}"
            whole = plain.rstrip()
            joined = whole[-1:].isdigit()
            plain = whole + part[1:] if joined else plain + part
        elif name.endswith("MINUS SIGN") or letter in "–—‒‑":
            plain += "-"
        elif letter.isdigit() and not letter.isascii() and letter.isdecimal():
            plain += str(unicodedata.decimal(letter))
        else:
            plain += {"⁄": "/", "∕": "/", "，": ",", "．": "."}.get(letter, letter)
    plain = SPACES.sub(" ", plain).strip(" .,;:!?\"'“”„`()[]=<>≥≤~≈*")
    return re.sub(r"(?<!\w)- (?=\d)", "-", plain)


def read_digits(text: str) -> list[float]:
    """List what digits with commas, points and spaces may mean.

    One sign before exactly three digits may divide thousands or begin a fraction:
    a comma is read first as English has it, a point as Python has it.
    """
    sign, plain = (-1, text[1:]) if text.startswith("-") else (1, text)
    plain = re.sub(r"(?<=\d)[ '’](?=\d{3}(?!\d))", "", plain)
    if re.search(r"[ '’]", plain):
        return []
    readings = []
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain) and plain[0] != "0":
        readings.append(plain.replace(",", ""))
    if re.fullmatch(r"\d*\.?\d+(e[+-]?\d+)?", plain, re.IGNORECASE):
        readings.append(plain)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", plain) and plain[0] != "0":
        readings.append(plain.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+,\d+", plain):
        readings.append(plain.replace(",", "."))
    values = [float(one) if re.search(r"[.e]", one, re.I) else int(one)
              for one in dict.fromkeys(readings)]  # fmt: skip
    return [sign * value for value in values if value < 1e300]


def read_words(text: str) -> float | None:
    """Read a number in words, such as ``dvadeset i jedan``, or None."""
    if text.strip() == "None":
        return None  # what Python writes for nothing
    key = to_key(re.sub(r"[^\w\s]|_", " ", text))
    share = key.split(" of ")[0]  # a third of it
    if share in PARTS:
        return PARTS[share]
    words = key.split()
    sign = -1 if words and words[0] in MINUS else 1
    words = [word for word in words if word not in JOINERS | MINUS | PER_CENT]
    if words[-2:] in (["per", "cent"], ["per", "qind"]):
        words = words[:-2]
    point = next((at for at, word in enumerate(words) if word in POINTS), None)
    if point is not None:
        whole, parts = read_words(" ".join(words[:point])), words[point + 1 :]
        digits = [WORDS.get(word, 99) for word in parts]
        if whole is None or not digits or max(digits) > 9:
            return None
        return sign * float(f"{whole}." + "".join(map(str, digits)))
    known = [word for word in words if word in WORDS or word in TIMES or word in PARTS]
    others = [word for word in words if word not in known]
    is_plain = all(WORDS.get(word, 0) > 2 for word in known)  # "one" says much else
    most = MOST_WORDS if is_plain else FEW_WORDS
    if not known or len(others) > most or OTHER_SENSE & set(others):
        return None
    start = words.index(known[0])
    if words[start : start + len(known)] != known:
        return None  # the words of one number stand side by side
    return add_words(known, sign)


def add_words(words: list[str], sign: int) -> float | None:
    """Add up the words of a number: two, hundred, twenty, one."""
    if words[-1] in PARTS:
        return sign * PARTS[words[-1]] if len(words) == 1 else None
    total: float = 0
    for word in words:
        if word in TIMES:
            total = (total or 1) * TIMES[word]
        elif can_follow(WORDS.get(word, 100), total):
            total += WORDS[word]
        else:
            return None
    return sign * int(total)


def can_follow(value: float, total: float) -> bool:
    """Tell whether a word may follow: one after twenty, and not six after one."""
    tens = total % 100
    return value < 100 and (tens == 0 or (tens >= 20 and tens % 10 == 0 and value < 10))


def scale(value: float, times: float) -> float:
    """Multiply by a thousand or a million; whole numbers stay whole."""
    whole = value * times
    return int(whole) if times > 1 and whole == int(whole) else whole


def divide_exactly(value: float, by: int) -> float:
    """Divide without the noise of binary fractions: 3.86 by 100 is 0.0386."""
    return float(f"{value / by:.15g}")


def read_truth(text: str) -> bool | None:
    """Read yes or no, true or false, in the languages of the region, or None."""
    key = to_key(re.sub(r"[^\w\s]", " ", text))
    return True if key in YES else False if key in NO else None


def read_letters(text: str, choices: str) -> list[str]:
    """List the choices that a text may name: ``"B)"``, ``"answer b"``, ``"б"``.

    Two letters that differ, such as in "b or c", come back both.
    """
    words = [word.strip("_") for word in re.findall(r"\w+", text.casefold())]
    if len(words) == 1:
        return _read_letter(words[0], choices)
    named = [word for word in words if len(word) == 1 and _read_letter(word, choices)]
    others = [word for word in words if len(word) > 1]
    if named and words[0] == named[0] and len(set(words[1:2]) & set(named)) == 0:
        follows = words[1] if len(words) > 1 else ""
        joined = follows in {"or", "and", "ili", "i", "и", "или", "ose", "dhe"}
        if not joined and not adds_letter(words, named):
            named = named[:1]  # "b, because it is a need"
    elif len(others) > 2 and set(named) == {"a"}:
        return []  # "it is a question of money"
    found = [one for word in named for one in _read_letter(word, choices)]
    return list(dict.fromkeys(found))


def _read_letter(word: str, choices: str) -> list[str]:
    if word in list(choices):
        return [word]
    place = int(word) if word.isdecimal() and len(word) == 1 else 0
    if 1 <= place <= len(choices):
        return [choices[place - 1]]
    return [one for one in LETTERS.get(word, "") if one in choices]


def read_lookalikes(text: str) -> str:
    """Replace Cyrillic letters that look like Latin ones in a text of both scripts."""
    latin = text.translate(LOOKALIKE)
    return text if has_cyrillic(latin) else latin


def has_cyrillic(text: str) -> bool:
    """Tell whether a text holds a letter of the Cyrillic alphabet."""
    return bool(re.search(r"[\u0400-\u04ff]", text))


def read_id(written: object, lesson: str = "") -> str | None:
    """Read the number of an exercise: ``"Exercise 0,2"``, ``"0_q1"`` → 0.q1, or None.

    ``lesson`` is the lesson in which a number without one, such as ``2``, is meant.
    """
    text = unicodedata.normalize("NFKC", str(written)).casefold()
    if len(text) > 80:
        return None
    found = re.search(r"(?<!\d)(\d{1,2})[\s.,_:/-]+(q?)[\s._-]*(\d{1,2})(?!\d)", text)
    found = found or re.search(r"(?<!\d)(\d{1,2})(q?)(\d)(?!\d)", text)
    if found:
        return f"{int(found[1])}.{found[2]}{int(found[3])}"
    alone = re.fullmatch(r"\D*?(q?)\s*(\d)\W*", text)
    return f"{lesson}.{alone[1]}{alone[2]}" if alone and lesson else None
