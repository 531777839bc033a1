"""Look at each translation: what must not change has not changed.

Blanks, code, links, ids, numbers, the name Kosovo* and the tags of HTML survive, and a
plural has all forms. A fault is one sentence with file, line and mend; the English text
is shown instead, and nothing breaks.
"""

import re
import string
from collections import Counter
from pathlib import Path

import polib

from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.languages.catalogues import is_done, name_po, read_po
from scripts.languages.gathering import PARTS
from scripts.languages.known import Language

CODE = re.compile(r"`[^`]+`")
TARGET = re.compile(r"\]\(([^)]*)\)")
TAG = re.compile(r"</?[a-z][^>]*>")
ADDRESS = re.compile(r"https?://[^\s)\"”>]+")
ID = re.compile(r"(?<![\w-])(?!EU-)[A-Z]{1,3}-?\d{2,}[a-z]?(?![\w-])")
BLANK_TO_WRITE = re.compile(r"_{4,}")
# 1,594,353 · 1.594.353 · 1 594 353 · 0.8 · 0,8 · 16:30
NUMBER = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,:]\d+)*"
)
STAR = re.compile(r"(?:Kosov|Косов)\w*\\?\*")
FORMULA = re.compile(r"\$[^$\n]+\$")
# The note of Kosovo*: what its official wording names in each language. Not each of
# them gives the year of the resolution.
NOTE = "UNSCR 1244"
NAMED_IN_NOTE = {
    "the resolution by its number, 1244": re.compile(r"\b1244\b"),
    "positions on status": re.compile(r"status|статус", re.IGNORECASE),
    "the Court": re.compile(r"ICJ|GJND|Gjykat|MSP|Sud|МСП|Суд", re.IGNORECASE),
    "the declaration of independence": re.compile(
        r"pavarësi|nezavisnost|neovisnost|независност", re.IGNORECASE
    ),
}


def check_language(
    language: Language, root: Path = ROOT
) -> tuple[dict[str, str | dict], list[str]]:
    """Return the translations of a language that may be shown, and its faults.

    A translation with a fault is not among them, nor is a file that cannot be read.
    """
    good: dict[str, str | dict] = {}
    faults: list[str] = []
    for part in PARTS:
        path = language.place(part, root)
        try:
            file = read_po(path) if path.is_file() else ()
        except Problem as problem:
            faults.append(str(problem))
            continue
        for entry in file:
            if not is_done(entry):
                faults += find_half_done(entry, path, language)
                continue
            found = find_faults(entry, language)
            if found:
                faults += [f"{locate(path, entry)}: {one}" for one in found]
            elif entry.msgid_plural:
                forms = {int(n): said for n, said in entry.msgstr_plural.items()}
                good[entry.msgid] = {"plural": entry.msgid_plural, "forms": forms}
            else:
                good[entry.msgid] = entry.msgstr
    return good, faults


def locate(path: Path, entry: polib.POEntry) -> str:
    """Name the file and the line of an entry."""
    return f"{name_po(path)}, line {entry.linenum}"


def find_half_done(entry: polib.POEntry, path: Path, language: Language) -> list[str]:
    """Say when some forms of a plural are written and some are not."""
    forms = [one for one in entry.msgstr_plural.values() if one.strip()]
    if not entry.msgid_plural or not forms or "fuzzy" in entry.flags or entry.obsolete:
        return []
    return [
        f"{locate(path, entry)}: {len(forms)} of the {language.forms} forms of the "
        f'plural "{shorten(entry.msgid)}" are written; write the others, too.'
    ]


def find_faults(entry: polib.POEntry, language: Language) -> list[str]:
    """Say what a translation has lost or changed, in words for the translator."""
    if not entry.msgid_plural:
        return compare(entry.msgid, entry.msgstr)
    forms = entry.msgstr_plural
    if len(forms) != language.forms:
        return [
            f'the plural "{shorten(entry.msgid)}" has {len(forms)} forms, and '
            f"{language.name} has {language.forms}; write the others, too."
        ]
    found = []
    for number, said in sorted(forms.items()):
        # "one case" may stand without its number where the language allows it.
        for fault in compare(entry.msgid_plural, said):
            found.append(f"form {number}: {fault}")
    return found


def compare(text: str, said: str) -> list[str]:
    """Compare a text with its translation; return what to mend, one fault a line."""
    faults = []
    compare_facts = compare_note if NOTE in text else compare_numbers
    for look in (compare_blanks, compare_marks, compare_facts, compare_name):
        fault = look(text, said)
        if fault:
            faults.append(fault)
    return faults


def compare_blanks(text: str, said: str) -> str:
    """Compare the named blanks, ``{n}``, and those to write on, ``____``."""
    blanks, found = list_blanks(text), list_blanks(said)
    if found is None:
        return 'a curly bracket stands alone; write blanks as in English, "{n}".'
    if blanks is None:
        return ""
    if blanks - found:
        return f"the blank {name(blanks - found)} is missing; write it as in English."
    if found - blanks:
        return f"the blank {name(found - blanks)} is not in English; take it out."
    wanted, lines = (len(BLANK_TO_WRITE.findall(one)) for one in (text, said))
    if wanted != lines:
        return f"English has {wanted} lines to write on (____), this has {lines}."
    return ""


def list_blanks(text: str) -> set[str] | None:
    """Return the blanks of a text with their codes; None when brackets are open."""
    try:
        parts = list(string.Formatter().parse(CODE.sub("", text)))
    except ValueError:
        return None
    return {
        "{" + field + (f":{code}" if code else "") + "}"
        for _, field, code, _ in parts
        if field is not None
    }


def compare_marks(text: str, said: str) -> str:
    """Compare code, links, tags, addresses, ids of sources and formulas."""
    for pattern, what in (
        (CODE, "the code"),
        (TARGET, "the link to"),
        (TAG, "the tag"),
        (ADDRESS, "the address"),
        (ID, "the id"),
        (FORMULA, "the formula"),
    ):
        wanted, found = (Counter(pattern.findall(one)) for one in (text, said))
        lost, new = wanted - found, found - wanted
        if lost:
            return f"{what} {name(lost)} is missing; write it as in English."
        if new and pattern is not ID:
            return f"{what} {name(new)} is not in English; take it out."
    if text.count("**") % 2 == 0 and said.count("**") % 2:
        return "two stars (**) stand alone; bold text needs them before and after."
    return ""


def compare_numbers(text: str, said: str) -> str:
    """Compare the numbers, however a language parts thousands and fractions."""
    wanted, found = (Counter(list_numbers(one)) for one in (text, said))
    lost = wanted - found
    if lost:
        return f"the number {name(lost)} is missing or changed; write it as it was."
    new = found - wanted
    return f"the number {name(new)} is not in English; take it out." if new else ""


def compare_note(text: str, said: str) -> str:
    """See that the note of Kosovo* names what it means, in its official wording."""
    lost = [what for what, named in NAMED_IN_NOTE.items() if not named.search(said)]
    new = set(list_numbers(said)) - set(list_numbers(text)) - {"1244", "1999"}
    if lost:
        return (
            f"the note of Kosovo* does not name {lost[0]}; write its official wording "
            "in your language."
        )
    return f"the number {name(new)} is not in English; take it out." if new else ""


def list_numbers(text: str) -> list[str]:
    """List the numbers of a text as digits alone: 0,8 and 0.8 are both "08"."""
    bare = re.sub(r"\{[^}]*\}", " ", text)
    for pattern in (CODE, TARGET, TAG, ADDRESS, ID, FORMULA):
        bare = pattern.sub(" ", bare)
    return [re.sub(r"\D", "", found) for found in NUMBER.findall(bare)]


def compare_name(text: str, said: str) -> str:
    """See that Kosovo* keeps its star."""
    wanted, found = (len(STAR.findall(one)) for one in (text, said))
    if found < wanted:
        return "Kosovo has lost its star; write Kosovo* as in English, with its note."
    return ""


def name(things: Counter | set) -> str:
    """Name the first of some things."""
    return f'"{shorten(sorted(things)[0])}"'


def shorten(text: str, longest: int = 60) -> str:
    """Cut a text for a message."""
    return text if len(text) <= longest else f"{text[: longest - 2].rstrip()} …"
