"""The type that pages bring along, as style rules that hold the font itself.

A font lies in parts, by letters: a page brings the parts that its own text needs. The
letters that pages need often lie in several cuts, each within the next larger one: a
page brings the smallest that holds what it needs, and a letter is beside the letters
that the makers of the font fitted to it. The cuts are those that the pages of our
lessons and courses ask for.
"""

import base64
import string
from collections.abc import Sequence
from functools import cache
from html import unescape
from pathlib import Path

TEXT = Path(__file__).with_name("text")

# For letters that the font lacks, such as Greek ones.
FALLBACK = '"Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif'

# Accents stand in two parts: a letter and its accent must come from one font.
ACCENTS = (
    (0x300, 0x304), (0x306, 0x308), (0x30A, 0x30C), (0x30F, 0x30F), (0x311, 0x311),
)  # fmt: skip
SIGNS = (
    "\xa0£§«°±·»×÷ÀÁÄÅÇÈÉËÍÑÓÔÖØÚÜßàáãäåæçèéêëíîïñóôõöøúüÿăąĆćČčĐđęěłńňőřșŞşŠšțůűźŻżŽž"
    "‐‑‒–—―‘’‚“”„†‡•…€←↑→↓−□▲○●☐✓"
)
FEW_SIGNS = "\xa0«°·»×÷ÇČĆĐËŠŽáçèéëíóöúüćčđšž—–’‘‚“”„…−←↑→↓●○✓"
SOME = " ,-./:;()?–0123456789ABCDEFHILMNOPRSTUWYabcdefghiklmnopqrstuvwxyz"
PROSE = f"{SOME}\xa0\"'*+%=&<>_·×÷GJKQVXZjéëóšćČčŠžŽ…“”’„−●"
# Headings, italics
BRIEF = " ,.:1234560?ABEFHIMOQSTWabcdefghiklmnopqrstuvwxy"
SHORT = f"{BRIEF}789;()·–-CDGKLNPRUVYjz"
PLAIN = f"{string.ascii_letters}{string.digits}\xa0 !\"'(),-./:;?·–’…●"
# Code
HASH = f" {string.hexdigits[:16]}"
NAMES = f'{string.ascii_lowercase}{string.digits} .,"()=_-[]{{}}:/TFSWE#'
LINES = f"{NAMES}xMRA+BDKj%CILX*"
LISTING = f"{LINES}UNzOPHV<>&~;|'"
# Names and sentences in Cyrillic letters on pages in English.
QUOTED = "АБДЕЗКМНОПРСТФЦабвгдежзиклмнопрстуфхцчшјљњ"


def _spell(letters: str) -> tuple[tuple[int, int], ...]:
    """Return letters as ranges, first and last."""
    ranges: list[tuple[int, int]] = []
    for letter in sorted({ord(letter) for letter in letters}):
        if ranges and ranges[-1][1] == letter - 1:
            ranges[-1] = (ranges[-1][0], letter)
        else:
            ranges.append((letter, letter))
    return tuple(ranges)


# What each part holds, first and last letter; Cyrillic is that of the region. Where
# two hold a letter the later one shows it.
PARTS = {
    "seldom": (  # European letters and signs
        (0xA0, 0x17E), (0x1C4, 0x1CC), (0x218, 0x21B), (0x2BC, 0x2BD), (0x2C6, 0x2DD),
        *ACCENTS, (0x2010, 0x2027), (0x202F, 0x2044), (0x20AC, 0x20AC),
        (0x2122, 0x2122), (0x2190, 0x2193), (0x21BB, 0x21BB),
        (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2265), (0x25A0, 0x25A1),
        (0x25B2, 0x25B2), (0x25CB, 0x25CF), (0x2610, 0x2612), (0x2713, 0x2713),
    ),
    "quoted": _spell(QUOTED),
    "cyrillic": (*ACCENTS, (0x400, 0x45F), (0x490, 0x491), (0x2116, 0x2116)),
    "some": _spell(SOME),
    "prose": _spell(PROSE),
    "brief": _spell(BRIEF),
    "short": _spell(SHORT),
    "plain": _spell(PLAIN),
    "hash": _spell(HASH),
    "names": _spell(NAMES),
    "lines": _spell(LINES),
    "listing": _spell(LISTING),
    "few": ((0x20, 0x7E), *_spell(FEW_SIGNS)),
    "often": ((0x20, 0x7E), *_spell(SIGNS)),
}  # fmt: skip
# The cuts of each font, the smallest first. What somebody types needs one of TYPED.
TYPED = ("few", "often")
TEXTS = ("quoted", "some", "prose", *TYPED)
HEADINGS = ("brief", "short", "plain", *TYPED)
QUESTIONS = HEADINGS[1:]
CODES = ("hash", "names", "lines", "listing", *TYPED)


def write_face(
    path: Path,
    text: str,
    family: str = "Workshop Text",
    style: str = "normal",
    size: str = "106%",
    weights: str = "400 700",
    cuts: Sequence[str] = TYPED,
) -> str:
    """Return the rules with which a page holds the font at ``path``.

    ``text`` (HTML) is what the page shows in this font. ``path`` is without the name
    of a part. ``style`` is normal or italic, ``weights`` is what the font holds.
    ``size`` is what all sizes are multiplied with: the letters of the text are small
    for their size; 106 % makes them as tall as Arial's. ``cuts`` are those of which a
    page may bring the smallest: "few" holds a name that somebody types later, too.
    """
    picked = pick_parts(text, cuts)
    head = (
        f'@font-face{{font-family:"{family}";font-style:{style};'
        f"font-weight:{weights};size-adjust:{size};"
    )
    # Where one part is there is no choice to make.
    ranges = {part: _write_ranges(part) for part in picked if len(picked) > 1}
    return "".join(
        f'{head}{ranges.get(part, "")}src:url("{_read_part(path, part)}") '
        f'format("woff2")}}\n'
        for part in picked
    )


def pick_parts(text: str, cuts: Sequence[str] = TYPED) -> list[str]:
    """List the parts of a font that hold the letters of a text (HTML)."""
    held = {part: list_letters(part) for part in PARTS}
    letters = {ord(letter) for letter in set(unescape(text))}
    often, others = letters & held["often"], letters - held["often"]
    picked = ["seldom"] if others & held["seldom"] else []
    if others & (held["cyrillic"] - held["seldom"]):
        small = "quoted" in cuts and others & held["cyrillic"] <= held["quoted"]
        picked.append("quoted" if small else "cyrillic")
    latin = [cut for cut in cuts if cut != "quoted"]
    return [*picked, next(cut for cut in latin if often <= held[cut])]


@cache
def list_letters(part: str) -> frozenset[int]:
    """Return the letters of a part, as numbers."""
    return frozenset(c for first, last in PARTS[part] for c in range(first, last + 1))


@cache
def _write_ranges(part: str) -> str:
    spans = (
        f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}"
        for first, last in PARTS[part]
    )
    return f"unicode-range:{','.join(spans)};"


@cache
def _read_part(path: Path, part: str) -> str:
    file = path.with_name(f"{path.name}-{part}.woff2")
    return f"data:font/woff2;base64,{base64.b64encode(file.read_bytes()).decode()}"
