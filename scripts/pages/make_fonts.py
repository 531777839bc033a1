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

from workshop.fonts import CUTS, PARTS, list_letters

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "scripts/pages/fonts"
NOTEBOOKS = ROOT / "workshop/fonts"  # the plan's page needs this one, too

FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]


@dataclass(frozen=True)
class Font:
    """One font: where it comes from, its new family and axes, and where it goes.

    ``place`` is without the name of a part.
    """

    package: str
    path: str
    family: str
    place: Path
    axes: dict = field(default_factory=lambda: {"wght": (400, 700)})
    smallest: str = "plain"  # the smallest cut that a page asks for

    @property
    def parts(self) -> list[str]:
        """The parts that pages ask for."""
        smaller = CUTS[: CUTS.index(self.smallest)]
        return [part for part in PARTS if part not in smaller]


FONTS = (
    Font(
        "source-sans@3.52.0", "VF/SourceSans3VF-Upright.ttf",
        "Workshop Text", NOTEBOOKS / "text", smallest="few",
    ),
    Font(
        "source-sans@3.52.0", "VF/SourceSans3VF-Italic.ttf",
        "Workshop Text", PAGES / "text-italic",
        {"wght": 400},  # hardly anything is bold and italic: the browser makes it bold
    ),
    Font(
        "source-serif@4.5.1", "VAR/SourceSerif4Variable-Roman.ttf",
        "Workshop Heading", PAGES / "heading",
        {"wght": 700, "opsz": 24},
    ),
    Font(
        "source-serif@4.5.1", "VAR/SourceSerif4Variable-Roman.ttf",
        "Workshop Heading", PAGES / "question",
        {"wght": 400, "opsz": 24},
    ),
    Font(
        "source-code-pro@2.42.0", "VF/SourceCodeVF-Upright.ttf",
        "Workshop Code", PAGES / "code", smallest="digits",
    ),
)  # fmt: skip


def main(argv: list[str]) -> int:
    """Write every part of every font; say how large it is."""
    for font in FONTS:
        for part in font.parts:
            place = font.place.with_name(f"{font.place.name}-{part}.woff2")
            make(Path(argv[0]) / font.package / font.path, font, part).save(place)
            print(f"{place.relative_to(ROOT)}: {place.stat().st_size} bytes")
    return 0


def make(path: Path, font: Font, part: str) -> TTFont:
    """Return a font with the letters and weights that pages use, and a new name."""
    made = TTFont(path, recalcTimestamp=False)
    add_macedonian(made)
    options = Options(
        layout_features=FEATURES, hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14]
    )
    letters = list_letters(part)
    if part == "seldom":
        letters -= list_letters(
            "often"
        )  # a cut of which stands beside it on every page
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(made)
    made = instantiateVariableFont(made, font.axes)
    rename(made, font.family)
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
    style = names.getDebugName(2)
    for number, text in {
        1: family,
        4: f"{family} {style}",
        6: f"{family} {style}".replace(" ", ""),
    }.items():
        for record in [name for name in names.names if name.nameID == number]:
            names.setName(
                text, number, record.platformID, record.platEncID, record.langID
            )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
