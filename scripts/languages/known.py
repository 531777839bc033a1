"""The languages of the region: what each is called, and what its PO files need.

Three are written by people (``translations/sq``, ``mk``, ``sr_Latn``); Serbian in
Cyrillic is generated from Latin, and three overlays name what differs from Serbian.
"""

from dataclasses import dataclass
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT

FOLDER = "translations"
MADE = Path(".cache/languages")  # lessons and courses in a language, never committed
# Rules of the Unicode Common Locale Data Repository, for whole numbers.
TWO = "nplurals=2; plural=(n != 1);"
MACEDONIAN = "nplurals=2; plural=(n%10==1 && n%100!=11 ? 0 : 1);"
THREE = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
)


@dataclass(frozen=True)
class Language:
    """A language: its code (BCP 47), names, rule for plurals, and what it is made of.

    ``made_of`` is the code of another language, when this one is generated from it.
    """

    code: str
    name: str
    own_name: str
    plurals: str
    made_of: str = ""

    @property
    def forms(self) -> int:
        """How many forms of a plural it has."""
        return int(self.plurals[len("nplurals=")])

    @property
    def folder(self) -> str:
        """The name of its folder: sr_Latn."""
        return self.code.replace("-", "_")

    def home(self, root: Path = ROOT) -> Path:
        """Say where the lessons and courses that are made in it lie."""
        return root / MADE / self.folder

    def place(self, part: str, root: Path = ROOT) -> Path:
        """Say where the PO file of a part lies."""
        return root / FOLDER / self.folder / f"{part}.po"


LANGUAGES = {
    one.code: one
    for one in (
        Language("sq", "Albanian", "shqip", TWO),
        Language("mk", "Macedonian", "македонски", MACEDONIAN),
        Language("sr-Latn", "Serbian (Latin)", "srpski", THREE),
        Language("sr-Cyrl", "Serbian (Cyrillic)", "српски", THREE, "sr-Latn"),
        Language("bs", "Bosnian", "bosanski", THREE, "sr-Latn"),
        Language("hr", "Croatian", "hrvatski", THREE, "sr-Latn"),
        Language("cnr", "Montenegrin", "crnogorski", THREE, "sr-Latn"),
    )
}


def find_language(asked: str) -> Language:
    """Return a language by its code, however it is written. Raises Problem."""
    wanted = asked.replace("_", "-").casefold()
    for code, language in LANGUAGES.items():
        if wanted in (code.casefold(), language.name.casefold(), language.own_name):
            return language
    raise Problem(
        f'There is no language "{asked}" here. The languages are: '
        f"{', '.join(f'{one.code} ({one.name})' for one in LANGUAGES.values())}."
    )


def list_written() -> list[Language]:
    """List the languages whose PO files people write."""
    return [one for one in LANGUAGES.values() if not one.made_of]
