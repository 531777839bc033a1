"""Where each language stands, what is open, and what a batch of translations fills."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polib

from scripts.door.errors import Problem
from scripts.door.files import ROOT, read_bytes, write_atomically
from scripts.languages import catalogues, overlays
from scripts.languages.checking import find_faults, shorten
from scripts.languages.gathering import PARTS, Message
from scripts.languages.known import LANGUAGES, Language, list_written
from scripts.languages.wanted import BEGIN_WITH

NONE = (0, 0)  # words of a part, and those translated


@dataclass(frozen=True)
class State:
    """How much of a part is there: messages and words, in all and done."""

    part: str
    messages: int
    words: int
    done: int
    done_words: int
    fuzzy: int
    reviewed: int


def count_words(entry: polib.POEntry) -> int:
    """Count the words of the English text of an entry."""
    return Message(entry.msgid, "").words


def is_for(entry: polib.POEntry, course: str) -> bool:
    """Say whether the note of an entry names a course; "" is every course."""
    return not course or course in entry.comment.split("; ")


def require_known(course: str, part: str) -> None:
    """Raise Problem for a course that no note names, or a part that is none."""
    if course not in ("", BEGIN_WITH):
        raise Problem(
            f'languages: --course {course}: the translations mark only what "'
            f'{BEGIN_WITH}" shows; write --course {BEGIN_WITH}, or leave it out.'
        )
    if part not in ("", *PARTS):
        raise Problem(
            f"languages: --part {part}: there is no such part; the parts are "
            f"{', '.join(PARTS)}."
        )


def require_own_texts(language: Language) -> None:
    """Raise Problem for a language that is made of another one: it has no PO files."""
    if language.made_of:
        raise Problem(
            f"{language.name} is made of {LANGUAGES[language.made_of].name}: write its "
            f"translations there, with languages {language.made_of}."
        )


def measure(
    language: Language, course: str = "", root: Path = ROOT, part: str = ""
) -> list[State]:
    """Return the state of each part of a language, or of one. Raises Problem."""
    states = []
    for name in [part] if part else PARTS:
        path = language.place(name, root)
        file = catalogues.read_po(path) if path.is_file() else ()
        entries = [one for one in file if not one.obsolete and is_for(one, course)]
        done = [one for one in entries if catalogues.is_done(one)]
        states.append(
            State(
                name,
                len(entries),
                sum(map(count_words, entries)),
                len(done),
                sum(map(count_words, done)),
                sum(catalogues.FUZZY in one.flags for one in entries),
                sum(map(catalogues.is_reviewed, entries)),
            )
        )
    return states


def describe(
    language: Language, course: str = "", root: Path = ROOT, part: str = ""
) -> str:
    """Write the state of a language for people, a line for each part."""
    title = f"{language.name} ({language.code})"
    if language.made_of:
        base = LANGUAGES[language.made_of].name
        count = overlays.count(language, root)
        rest = f"; {count} words and passages of its own" if count else ""
        return f"{title}: made of {base}{rest}."
    lines = [f"{title}{f', course {course}' if course else ''}"]
    for one in measure(language, course, root, part):
        if not one.messages:
            lines.append(f"  {one.part:9} no message yet; refresh writes them")
            continue
        share = one.done_words / one.words if one.words else 0
        lines.append(
            f"  {one.part:9} {one.done:5} of {one.messages:5} messages, "
            f"{one.done_words:6} of {one.words:6} words ({share:.0%}), "
            f"{one.fuzzy} to look at again, {one.reviewed} reviewed"
        )
    return "\n".join(lines)


def describe_short(language: Language, root: Path = ROOT) -> str:
    """Say in a line how much of a language is there, for the index."""
    base = LANGUAGES[language.made_of] if language.made_of else language
    words = done = 0
    for part in PARTS:
        own, said = count_part(base, part, root)
        words += own or count_elsewhere(part, root)
        done += said
    return f"{done / words:.0%}" if words else "0%"


def count_elsewhere(part: str, root: Path) -> int:
    """Count the words that a part has in other languages: it is empty in one of them.

    All languages translate the same messages, so these are the words that are missing.
    """
    return max(count_part(one, part, root)[0] for one in list_written())


def count_part(language: Language, part: str, root: Path) -> tuple[int, int]:
    """Count the words that the first course shows of a part, and those translated."""
    path = language.place(part, root)
    return count_marked(path, path.read_bytes(), BEGIN_WITH) if path.is_file() else NONE


@lru_cache(maxsize=len(LANGUAGES) * len(PARTS))
def count_marked(path: Path, content: bytes, course: str) -> tuple[int, int]:
    """Count the words that a course shows in a PO file, and those that are translated.

    Every build asks: several languages are made of the same files, and what no note
    marks is not read. A file that cannot be read hinders no page; nothing is in it.
    """
    words = done = 0
    entries: Iterable[polib.POEntry] = ()
    with suppress(Problem):
        entries = catalogues.parse_po(content, path, course)
    for entry in entries:
        if not entry.obsolete and is_for(entry, course):
            count = count_words(entry)
            words += count
            done += count * catalogues.is_done(entry)
    return words, done


def list_open(
    language: Language, course: str = "", part: str = "", root: Path = ROOT
) -> list[polib.POEntry]:
    """List the entries that are not translated, or marked as fuzzy."""
    files = catalogues.read_language(language, root)
    return [
        one
        for name, file in files.items()
        for one in file
        if not one.obsolete
        and is_for(one, course)
        and part in ("", name)
        and not catalogues.is_done(one)
    ]


def export_open(
    language: Language, place: Path, course: str = "", part: str = "",
    root: Path = ROOT,
) -> int:  # fmt: skip
    """Write what is open as JSON, {English: "" or [forms]}; count the messages."""
    entries = list_open(language, course, part, root)
    batch = {
        one.msgid: [""] * language.forms if one.msgid_plural else "" for one in entries
    }
    text = json.dumps(batch, ensure_ascii=False, indent=1)
    write_atomically(place, text + "\n")
    return len(batch)


def fill(language: Language, batch: Path, root: Path = ROOT) -> tuple[int, list[str]]:
    """Put the translations of a JSON file, {English: translation}, into the PO files.

    Returns how many were put in, and one sentence for each that was not. Empty ones are
    passed over. Raises Problem when the file cannot be read.
    """
    said = read_batch(batch)
    files = catalogues.read_language(language, root)
    entries = {one.msgid: one for one in catalogues.list_entries(files)}
    count, faults = 0, []
    for text, translation in said.items():
        if not any(translation if isinstance(translation, list) else [translation]):
            continue
        if text not in entries:
            faults.append(
                f'{batch.name}: "{shorten(text)}" is no message; copy the English text '
                "from the PO file, letter by letter."
            )
            continue
        fault = put(entries[text], translation, language)
        if fault:
            faults.append(f'{batch.name}, "{shorten(text)}": {fault}')
        else:
            count += 1
    for part, file in files.items():
        write_atomically(language.place(part, root), f"{file}\n")
    return count, faults


def read_batch(path: Path) -> dict[str, str | list[str]]:
    """Read a batch of translations. Raises Problem."""
    try:
        said = json.loads(read_bytes(path).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise Problem(
            f"{path.name} cannot be read ({error}); write JSON in UTF-8, "
            '{"English text": "translation"}.'
        ) from None
    if not isinstance(said, dict):
        raise Problem(f'{path.name} is no {{"English text": "translation"}}.')
    return said


def is_text(translation: object) -> bool:
    """Say whether a translation is a text, or a list of them: JSON holds more."""
    forms = translation if isinstance(translation, list) else [translation]
    return all(isinstance(form, str) for form in forms)


def put(entry: polib.POEntry, translation: str | list[str], language: Language) -> str:
    """Put one translation into its entry; return what is wrong with it, or ""."""
    kept = entry.msgstr, dict(entry.msgstr_plural)
    if not is_text(translation):
        return "it is neither a text nor a list of texts; write one in quotation marks."
    if entry.msgid_plural:
        forms = translation if isinstance(translation, list) else [translation]
        entry.msgstr_plural = dict(enumerate(forms))
    elif isinstance(translation, str):
        entry.msgstr = translation
    else:
        return "a list of forms, and this message has no plural; write one text."
    faults = find_faults(entry, language)
    if faults:
        entry.msgstr, entry.msgstr_plural = kept
        return " ".join(faults)
    entry.flags = [flag for flag in entry.flags if flag != catalogues.FUZZY]
    entry.previous_msgid = None
    return ""
