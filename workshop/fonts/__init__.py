"""The type that pages bring along, as style rules that hold the font itself.

A font lies in parts, by letters: a page brings the parts that its own text needs. The
letters that pages need often lie in several cuts, each within the next larger one: a
page brings the smallest that holds what it needs, and a letter is beside the letters
that the makers of the font fitted to it.
"""

import base64
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
PLAIN = (
    (0x20, 0x22), (0x27, 0x29), (0x2C, 0x3B), (0x3F, 0x3F), (0x41, 0x5A), (0x61, 0x7A),
)  # fmt: skip
FEW_SIGNS = "\xa0«°·»×÷ÇČĆĐËŠŽáçèéëíóöúüćčđšž–—’‘‚“”„…−●○✓"
# What each part holds, first and last letter; Cyrillic is that of the region. Where
# two hold a letter the later one shows it. Most pages of ours need "few" alone.
PARTS = {
    "seldom": (  # European letters and signs
        (0xA0, 0x17E), (0x1C4, 0x1CC), (0x218, 0x21B), (0x2BC, 0x2BD), (0x2C6, 0x2DD),
        *ACCENTS, (0x2010, 0x2027), (0x202F, 0x2044), (0x20AC, 0x20AC),
        (0x2122, 0x2122), (0x2190, 0x2193), (0x21BB, 0x21BB),
        (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2265), (0x25A0, 0x25A1),
        (0x25B2, 0x25B2), (0x25CB, 0x25CF), (0x2610, 0x2612), (0x2713, 0x2713),
    ),
    "cyrillic": (*ACCENTS, (0x400, 0x45F), (0x490, 0x491), (0x2116, 0x2116)),
    "digits": ((0x20, 0x20), (0x30, 0x39), (0x61, 0x66)),  # what a hash is written with
    "plain": (*PLAIN, *((ord(sign), ord(sign)) for sign in "\xa0·–’…●")),
    "few": ((0x20, 0x7E), *((ord(sign), ord(sign)) for sign in FEW_SIGNS)),
    "often": ((0x20, 0x7E), *((ord(sign), ord(sign)) for sign in SIGNS)),
}  # fmt: skip
# The cuts of what pages need often, the smallest first.
CUTS = ("digits", "plain", "few", "often")


def write_face(
    path: Path,
    text: str,
    family: str = "Workshop Text",
    style: str = "normal",
    size: str = "106%",
    weights: str = "400 700",
    smallest: str = "few",
) -> str:
    """Return the rules with which a page holds the font at ``path``.

    ``text`` (HTML) is what the page shows in this font. ``path`` is without the name
    of a part. ``style`` is normal or italic, ``weights`` is what the font holds.
    ``size`` is what all sizes are multiplied with: the letters of the text are small
    for their size; 106 % makes them as tall as Arial's. ``smallest`` is the smallest
    cut that a page brings: "few" holds a name that somebody types later, too.
    """
    return "".join(
        _write_part(path, part, family, style, size, weights)
        for part in pick_parts(text, smallest)
    )


def pick_parts(text: str, smallest: str = "few") -> list[str]:
    """List the parts of a font that hold the letters of a text (HTML)."""
    letters = {ord(letter) for letter in set(unescape(text))}
    seldom = letters - list_letters("often")
    needed = {
        "seldom": seldom & list_letters("seldom"),
        "cyrillic": seldom & (list_letters("cyrillic") - list_letters("seldom")),
    }
    often = letters & list_letters("often")
    cuts = CUTS[CUTS.index(smallest) :]
    cut = next(cut for cut in cuts if often <= list_letters(cut))
    return [*(part for part in needed if needed[part]), cut]


@cache
def list_letters(part: str) -> frozenset[int]:
    """Return the letters of a part, as numbers."""
    return frozenset(c for first, last in PARTS[part] for c in range(first, last + 1))


@cache
def _write_part(
    path: Path, part: str, family: str, style: str, size: str, weights: str
) -> str:
    file = path.with_name(f"{path.name}-{part}.woff2")
    data = base64.b64encode(file.read_bytes()).decode()
    letters = ", ".join(f"U+{first:X}-{last:X}" for first, last in PARTS[part])
    return (
        f'@font-face {{ font-family: "{family}"; font-style: {style}; '
        f"font-weight: {weights}; size-adjust: {size}; unicode-range: {letters}; "
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n'
    )
