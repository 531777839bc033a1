"""Read and write PO files, one for each part of a language; compile the messages."""

import difflib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import polib

from scripts.door.errors import Problem
from scripts.door.files import ROOT, write_atomically
from scripts.languages.gathering import PARTS, Message
from scripts.languages.known import Language
from scripts.languages.wanted import BEGIN_WITH, Shown
from workshop import messages as runtime

WIDTH = 88
FUZZY, REVIEWED = "fuzzy", "reviewed"
# A comment, a word of gettext with a text, or a text that goes on.
LINE = re.compile(
    r"\s*|#.*|(?:msg(?:id|id_plural|ctxt|str(?:\[\d\])?)\s+)?\"(?:[^\"\\]|\\.)*\"\s*"
)
ALIKE = 0.6  # how alike a changed passage and its earlier form must be
SAVE_AGAIN = "open it in Poedit, choose UTF-8 under its properties, and save it."
COMPILED = Path("workshop/translations")
BETWEEN_ENTRIES = re.compile(r"\n\s*\n")
HEADER = {
    "Project-Id-Version": "Social innovation, hands on",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def name_po(path: Path) -> str:
    """Name a PO file in a message: translations/sq/lessons.po."""
    return "/".join(path.parts[-3:])


def read_po(path: Path) -> polib.POFile:
    """Read a PO file; raise Problem, with file and line, when it cannot be read."""
    return parse_po(path.read_bytes(), path)


def parse_po(content: bytes, path: Path, word: str = "") -> polib.POFile:
    """Read the content of a PO file, as ``read_po`` does; ``path`` is for messages.

    With a word, entries in which it stands nowhere may be left out: that is quicker.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Problem(
            f"{name_po(path)}, line {line}: the file is not UTF-8 (perhaps "
            f"Windows-1250); {SAVE_AGAIN}"
        ) from None
    require_lines(path, text)
    if word:
        head, *entries = BETWEEN_ENTRIES.split(text)
        text = "\n\n".join([head, *(entry for entry in entries if word in entry)])
    try:
        file = polib.pofile(text, wrapwidth=WIDTH)
    except (OSError, ValueError, IndexError) as error:
        said = " ".join(str(error).split())
        raise Problem(
            f"{name_po(path)}: the file cannot be read ({said[-90:]}). Mend the line, "
            "or take the file from git again."
        ) from None
    named = file.metadata.get("Content-Type", "").casefold()
    if "charset=" in named and "charset=utf-8" not in named:
        raise Problem(
            f"{name_po(path)}, line 1: the file says that it is written in "
            f"{named.rpartition('=')[2]}; {SAVE_AGAIN}"
        )
    return file


def require_lines(path: Path, text: str) -> None:
    """Raise Problem at the first line that no PO file has: polib passes over some."""
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if not LINE.fullmatch(line):
            raise Problem(
                f'{name_po(path)}, line {number}: "{line[:40]}" is no line of a PO '
                "file; put its quotation marks right, or take the file from git again."
            )
    if not any(line.startswith("msgid") for line in lines):
        raise Problem(
            f"{name_po(path)}, line 1: there is no message in the file; take it from "
            "git again."
        )


def read_language(language: Language, root: Path = ROOT) -> dict[str, polib.POFile]:
    """Read the PO files of a language by part, those that are there. Raises Problem."""
    places = {part: language.place(part, root) for part in PARTS}
    return {part: read_po(one) for part, one in places.items() if one.is_file()}


def list_entries(files: Mapping[str, polib.POFile]) -> list[polib.POEntry]:
    """List the entries that count: what is gone from the texts is kept aside."""
    return [one for file in files.values() for one in file if not one.obsolete]


def is_done(entry: polib.POEntry) -> bool:
    """Say whether an entry is translated, whole, and not marked as fuzzy."""
    if FUZZY in entry.flags or entry.obsolete:
        return False
    if entry.msgid_plural:
        forms = entry.msgstr_plural.values()
        return bool(forms) and all(form.strip() for form in forms)
    return bool(entry.msgstr.strip())


def is_reviewed(entry: polib.POEntry) -> bool:
    """Say whether somebody has put the word "reviewed" into the translator's note."""
    return is_done(entry) and REVIEWED in entry.tcomment.casefold()


def update(
    language: Language,
    messages: Mapping[str, Message],
    shown: Shown | None,
    root: Path = ROOT,
) -> int:
    """Bring the PO files of a language to these messages; count changed files.

    What has changed a little keeps its translation and is marked as fuzzy; what is gone
    stays as an obsolete entry.
    """
    files = read_language(language, root)
    known = {one.msgid: one for file in files.values() for one in file}
    gone = [one for text, one in known.items() if text not in messages and one.msgstr]
    changed = 0
    for part in PARTS:
        new = polib.POFile(wrapwidth=WIDTH)
        new.metadata = HEADER | {
            "Language": language.folder,
            "Plural-Forms": language.plurals,
        }
        for message in messages.values():
            if message.part == part:
                new.append(make_entry(message, known, gone, language, shown))
        if part in files:
            for entry in files[part]:
                if entry.msgid not in messages and (entry.msgstr or entry.obsolete):
                    entry.obsolete, entry.occurrences = 1, []
                    new.append(entry)
        changed += write_atomically(language.place(part, root), f"{new}\n")
    return changed


def make_entry(
    message: Message,
    known: Mapping[str, polib.POEntry],
    gone: Iterable[polib.POEntry],
    language: Language,
    shown: Shown | None,
) -> polib.POEntry:
    """Return the entry of a message, with what was translated of it before."""
    notes = [BEGIN_WITH] if shown is not None and shown.holds(message) else []
    entry = polib.POEntry(
        msgid=message.text,
        msgid_plural=message.plural,
        occurrences=list(dict.fromkeys(message.places))[:8],
        comment="; ".join([*notes, *message.notes[:4]]),
        flags=["python-brace-format"] if "{" in message.text else [],
    )
    if message.plural:
        entry.msgstr_plural = dict.fromkeys(range(language.forms), "")
    earlier = known.get(message.text)
    if earlier is not None:
        copy_translation(earlier, entry)
    else:
        similar = find_similar(message, gone)
        if similar is not None:
            copy_translation(similar, entry)
            entry.previous_msgid = similar.msgid
            entry.flags = [FUZZY, *(one for one in entry.flags if one != FUZZY)]
    return entry


def copy_translation(old: polib.POEntry, new: polib.POEntry) -> None:
    """Take over what a translator has written, and the marks that belong to it."""
    if bool(old.msgid_plural) == bool(new.msgid_plural):
        new.msgstr = old.msgstr
        if new.msgid_plural:
            new.msgstr_plural |= old.msgstr_plural
    new.tcomment = old.tcomment
    if FUZZY in old.flags:
        new.flags = [FUZZY, *new.flags]
        new.previous_msgid = old.previous_msgid


def find_similar(
    message: Message, gone: Iterable[polib.POEntry]
) -> polib.POEntry | None:
    """Find the earlier form of a changed message: at the same place, and alike."""
    places = {":".join(filter(None, one)) for one in message.places}
    best, most = None, ALIKE
    for entry in gone:
        if not places & {":".join(filter(None, one)) for one in entry.occurrences}:
            continue
        alike = difflib.SequenceMatcher(None, entry.msgid, message.text).ratio()
        if alike > most:
            best, most = entry, alike
    return best


def compile_messages(
    language: Language, texts: Mapping[str, str | dict], root: Path = ROOT
) -> Path:
    """Write what a running notebook looks up; return the compiled file.

    ``texts`` maps messages to translations, or to (plural, forms by number).
    """
    file = polib.POFile()
    file.metadata = HEADER | {"Plural-Forms": language.plurals}
    for text, said in sorted(texts.items()):
        if isinstance(said, str):
            file.append(polib.POEntry(msgid=text, msgstr=said))
        else:
            entry = polib.POEntry(msgid=text, msgid_plural=said["plural"])
            entry.msgstr_plural = dict(said["forms"])
            file.append(entry)
    name = f"{runtime.DOMAIN}.mo"
    place = root / COMPILED / language.folder / "LC_MESSAGES" / name
    write_atomically(place, file.to_binary())
    runtime.read_messages.cache_clear()
    return place
