"""Make the fonts of the pages afresh: python -m scripts.pages.make_fonts FOLDER

FOLDER holds three npm packages, unpacked (``npm pack NAME@VERSION``, then ``tar -xzf``;
each in a folder that is named as in ``FONTS``). The script needs ``brotli``, too, which
nothing else here needs and the lock does not hold: install it by hand.

The originals are by Adobe, under the SIL Open Font License. It reserves their name
"Source", so what is cut from them here carries another one.
"""

import sys
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from scripts.pages.faces import FACES
from workshop.fonts import list_letters

ROOT = Path(__file__).resolve().parents[2]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]


@dataclass(frozen=True)
class Font:
    """Where one of FACES comes from, and its axes."""

    name: str
    package: str
    path: str
    axes: dict = field(default_factory=lambda: {"wght": (400, 700)})


FONTS = (
    Font("text", "source-sans@3.52.0", "VF/SourceSans3VF-Upright.ttf"),
    Font(
        "text-italic", "source-sans@3.52.0", "VF/SourceSans3VF-Italic.ttf",
        {"wght": 400},  # hardly anything is bold and italic: the browser makes it bold
    ),
    Font(
        "heading", "source-serif@4.5.1", "VAR/SourceSerif4Variable-Roman.ttf",
        {"wght": 700, "opsz": 24},
    ),
    Font(
        "question", "source-serif@4.5.1", "VAR/SourceSerif4Variable-Roman.ttf",
        {"wght": 400, "opsz": 24},
    ),
    Font("code", "source-code-pro@2.42.0", "VF/SourceCodeVF-Upright.ttf"),
)  # fmt: skip


def main(argv: list[str]) -> int:
    """Write every part of every font; say how large it is."""
    for font in FONTS:
        face = FACES[font.name]
        for part in ("seldom", "cyrillic", *face.cuts):
            place = face.path.with_name(f"{face.path.name}-{part}.woff2")
            made = TTFont(
                Path(argv[0]) / font.package / font.path, recalcTimestamp=False
            )
            make(made, font, part).save(place)
            print(f"{place.relative_to(ROOT)}: {place.stat().st_size} bytes")
    return 0


def list_part(part: str) -> frozenset[int]:
    """Return the letters of a part; beside "seldom" stands a cut of the others."""
    letters = list_letters(part)
    return letters - list_letters("often") if part == "seldom" else letters


def make(made: TTFont, font: Font, part: str) -> TTFont:
    """Return a font with the letters of a part, the weights of pages and a new name.

    OFL.txt, which stands beside the files, holds the licence.
    """
    add_macedonian(made)
    options = Options(layout_features=FEATURES, hinting=False, name_IDs=[0, 1, 2])
    options.drop_tables += ["BASE", "STAT"]  # no browser sets a line with them
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list_part(part))
    subsetter.subset(made)
    axes = {"wght": 400} if part == "hash" else font.axes  # none is bold
    made = instantiateVariableFont(made, axes)
    for table in {"BASE", "STAT"} & {*made.keys()}:
        del made[table]
    rename(made, FACES[font.name].family)
    made.flavor = "woff2"
    return made


def add_macedonian(font: TTFont) -> None:
    """Let Macedonian have the forms of Serbian; not every font has them for both."""
    for record in font["GSUB"].table.ScriptList.ScriptRecord:
        systems = {item.LangSysTag: item for item in record.Script.LangSysRecord}
        if "SRB " not in systems:
            continue
        systems["MKD "] = deepcopy(systems["SRB "])
        systems["MKD "].LangSysTag = "MKD "
        record.Script.LangSysRecord = [systems[tag] for tag in sorted(systems)]
        record.Script.LangSysCount = len(systems)


def rename(font: TTFont, family: str) -> None:
    """Give the font its new name; the notice of its makers stays."""
    names = font["name"]
    if "fvar" in font:
        font[
            "fvar"
        ].instances = []  # they carry the old name, and no page asks for them
    names.removeUnusedNames(font)
    for record in [name for name in names.names if name.nameID == 1]:
        names.setName(family, 1, record.platformID, record.platEncID, record.langID)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
