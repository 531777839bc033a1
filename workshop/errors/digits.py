"""Numbers as people of the region write them, in lines that Python cannot read."""

import re
from collections.abc import Iterator

from workshop.errors.asked import asks_for_number
from workshop.messages import tr

# 16.170.094 · 16 170 094 · 16'170'094 · 1.196,5 · 0,05
GROUPED = re.compile(
    r"(?<![\[(,])(?<![\[(,] )\d{1,3}(?:([. '’])\d{3})(?:\1\d{3})*(?:,\d+)?(?![.\d])"
)
# 16,170,094 · 623,525: thousands as English has them, outside of brackets.
ENGLISH = re.compile(r"(?<![\d.,\[(])(?<![\[(,] )\b\d{1,3}(?:,\d{3})+(?![\d,])")
SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
# Points or commas between groups of three: two groups, or one and decimals.
GROUPS = re.compile(
    r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,}"
    r"|(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+)(?:[.,]\d+)?"
)
# Thousand and million, as the languages of the region begin them.
SCALES = dict.fromkeys(("thousand", "hiljad", "tisu", "mijë", "илјад", "хиљад"), "000")
SCALES |= dict.fromkeys(("million", "milion", "milijun", "милион"), "000000")
WORDS = r"[^\W\d_]+(?: [^\W\d_]+)*"
CURRENCY = "€$£"
UNIT = rf"(?:[:!{CURRENCY}]|[%‰](?: ?{WORDS})?|{WORDS})"
ALONE = re.compile(
    rf"^(\s*[\w.-]+\s*=)\s*(?:[<>≈~=]+|{UNIT})?\s*(\d[\d.,'’ ]*?)\s*({UNIT})?\s*[.;!?]?"
    r"\s*(#.*)?$"
)
# people * 150%: a number in a sum
PART = re.compile(r"(?<=[*/+-] )(\d+(?:[.,]\d+)?)\s*%(?!\s*[\w(])")
# 1OO: a number with letters that look like figures, Latin or Cyrillic.
LETTERS = re.compile(r"(?<![\w\"'])\d+[OoОоlIІ]+\d*(?![\w\"'])")
FIGURES = str.maketrans("OoОоlIІ", "0000111")
# Bulgaria 2016: a name and a year, no number with its unit.
NAMED_YEAR = re.compile(
    r"^(\s*[\w.-]+\s*=)\s*([A-Z]\w+(?: \w+)*) ((?:19|20)\d\d)\s*(?:#.*)?$"
)


def look_at_numbers(line: str) -> Iterator[tuple[str, str]]:
    """Look for numbers with separators, signs or words around them."""
    text = tr(
        "Python reads a number that stands alone: digits, a point before decimals, and "
        "no word or sign beside it."
    )
    currency = re.sub(
        rf"\s*[{CURRENCY}]\s*(?=\d)|(?<=[\d)\]])\s*[{CURRENCY}]", "", line
    )
    if not ALONE.match(line):
        yield text, currency.rstrip() if currency[:1] == line[:1] else line
    looks = LETTERS.sub(lambda found: found[0].translate(FIGURES), line)
    yield (
        tr(
            "A letter stands in this number. The letters O and l look like the figures "
            "0 and 1."
        ),
        looks,
    )
    named = None if asks_for_number(line) else NAMED_YEAR.match(line)
    if named:
        words = tr(
            "Words stand in quotation marks, with the year that belongs to them."
        )
        yield words, f'{named[1]} "{named[2]} {named[3]}"'
    alone = None if named else ALONE.match(line)
    if alone:
        number = read_number(alone[2])
        if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", alone[2]):
            whole = re.sub("[.,]", "", alone[2])
            both = tr(
                "Python reads a number that stands alone. `{typed}` can be read in two "
                "ways: as {whole} or as {small}. For the larger one, leave the sign "
                "out.",
                typed=alone[2],
                whole=whole,
                small=number,
            )
            yield both, f"{alone[1]} {whole}"
        elif number and (alone[3] or "").startswith("%"):
            share = tr(
                "Python reads a number without a percent sign. If a share from 0 to 1 "
                "is asked for, divide by 100."
            )
            yield share, f"{alone[1]} {number}"
        elif number and not is_scale(alone[3]):
            yield text, f"{alone[1]} {number}"
        elif number and number.isdecimal():
            zeros = SCALES[is_scale(alone[3])]
            yield text, f"{alone[1]} {number}{zeros}"
    yield text, ENGLISH.sub(lambda found: found[0].replace(",", ""), line)
    changed = GROUPED.sub(lambda found: read_number(found[0]) or found[0], line)
    if changed != line and re.search(r"\d\.\d{3}\.\d{3}", line):
        # Who parts millions with points parts thousands in the same way.
        changed = re.sub(
            r"(?<![\w.])([1-9]\d{0,2})\.(\d{3})(?![\d.])", r"\1\2", changed
        )
    yield text, PART.sub(lambda found: divide(found[1]), changed)
    yield text, re.sub(r"(?<=\d)\s*%(?!\s*[\w(])", "", changed)
    verb = re.fullmatch(r"(.*?=\s*)(.+?[<>=]=?\s*[\d.]*\d)\.(\w+\(\))\s*", line)
    if verb:
        yield (
            tr("The verb stands after the whole comparison, with brackets around it."),
            f"{verb[1]}({verb[2]}).{verb[3]}",
        )
    yield text, re.sub(rf"(?<=[<>=] )(\d[\d.]*) {WORDS}(?=\s*[)\]])", r"\1", line)
    yield text, re.sub(r"(?<![\w.])0,(\d+)", r"0.\1", line)
    yield text, re.sub(r"(?<![\w.,])0+(?=[1-9])", "", line)


def divide(number: str) -> str:
    """Write a hundredth of a number, as per cent says it: 150 → 1.5."""
    return f"{float(number.replace(',', '.')) / 100:.12g}"


def is_scale(unit: str | None) -> str:
    """Give the beginning of a word such as million, "" if it is no such word."""
    low = (unit or "").lower()
    return next((scale for scale in SCALES if low.startswith(scale)), "")


def read_number(text: str) -> str:
    """Write a number of the region as Python writes it, "" if it is no number."""
    if " " in text.strip() and not SPACED.fullmatch(text.strip()):
        return ""
    plain = re.sub(r"[\s'’]", "", text).rstrip(".,")
    if GROUPS.fullmatch(plain):
        first = next(sign for sign in plain if sign in ".,")
        plain = plain.replace(first, "")
    plain = re.sub(r"^0+(?=\d)", "", plain.replace(",", "."))
    return plain if re.fullmatch(r"\d+(\.\d+)?", plain) else ""
