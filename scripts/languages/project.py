"""The project in another language: made from PO files, run once for each change.

It lies in ``.cache/languages/CODE`` and is never committed.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT, write_atomically
from scripts.door.hashes import hash_files, list_files
from scripts.languages import catalogues, cyrillic, overlays
from scripts.languages.checking import check_language
from scripts.languages.gathering import PARTS, Message, gather
from scripts.languages.known import LANGUAGES, MADE, Language

GATHERED = "messages.json"


@dataclass
class Project:
    """What a build in a language knows: its texts, what is open, what is wrong."""

    language: Language
    texts: dict[str, str | dict]
    faults: list[str]
    root: Path = ROOT
    refused: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where its lessons and courses lie."""
        return self.language.home(self.root)

    @cached_property
    def messages(self) -> dict[str, Message]:
        """All messages by their English text, gathered once for each change."""
        place = self.root / MADE / GATHERED
        key = hash_sources(self.root)
        try:
            kept = json.loads(place.read_text(encoding="utf-8"))
            if kept["key"] == key:
                return {one["text"]: Message(**one) for one in kept["messages"]}
        except (OSError, ValueError, KeyError, TypeError):
            pass  # there is none yet, or it is damaged
        messages = gather(self.root)
        kept = {"key": key, "messages": [asdict(one) for one in messages.values()]}
        write_atomically(place, json.dumps(kept, ensure_ascii=False) + "\n")
        return messages

    @cached_property
    def open_texts(self) -> list[str]:
        """The messages that stand in English."""
        return [text for text in self.messages if text not in self.texts]


def read_project(language: Language, root: Path = ROOT) -> Project:
    """Read the translations of a language and compile those that are good.

    Raises Problem when a PO file cannot be read.
    """
    texts, faults = read_texts(language, root)
    catalogues.compile_messages(language, texts, root)
    return Project(language, texts, faults, root)


def read_texts(
    language: Language, root: Path = ROOT
) -> tuple[dict[str, str | dict], list[str]]:
    """Return the translations of a language that may be shown, and what is wrong.

    Those of a language that is made of another one are made of that one's.
    """
    base = LANGUAGES[language.made_of] if language.made_of else language
    texts, faults = check_language(base, root)
    if language.code == "sr-Cyrl":
        return change_all(texts, cyrillic.to_cyrillic), faults
    if not language.made_of:
        return texts, faults
    pairs = []
    try:
        pairs = overlays.read(language, root)
    except Problem as problem:  # then the words are those of Serbian
        faults = [*faults, str(problem)]
    texts = overlays.keep_official(texts, pairs)
    return change_all(texts, overlays.make_change(pairs)), faults


def compile_all(root: Path = ROOT) -> None:
    """Compile the messages of every language that has PO files, for a wheel."""
    for language in LANGUAGES.values():
        base = LANGUAGES[language.made_of] if language.made_of else language
        if any(base.place(part, root).is_file() for part in PARTS):
            read_project(language, root)


def change_all(texts: dict, change: Callable[[str], str]) -> dict:
    """Return all translations changed in the same way."""
    return {
        text: change(said)
        if isinstance(said, str)
        else said | {"forms": {n: change(one) for n, one in said["forms"].items()}}
        for text, said in texts.items()
    }


def hash_sources(root: Path = ROOT) -> str:
    """Return one hash of all files in which messages stand."""
    folders = ("notebooks", "courses", "workshop", "data")
    own = [path for name in folders for path in list_files(root / name)]
    spoken = root / catalogues.COMPILED
    own = [path for path in own if spoken not in path.parents]
    return hash_files(own, root) + hash_files(list_files(ROOT / "scripts"), ROOT)
