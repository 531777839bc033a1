"""The project in another language: made from PO files, run once for each change.

It lies in ``.cache/languages/CODE`` and is never committed.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from nbformat import NotebookNode

from scripts.door.files import ROOT, write_atomically
from scripts.door.hashes import find_feedback, hash_file, hash_files, list_shared_code
from scripts.languages import catalogues, cyrillic, figures, overlays, putting
from scripts.languages.checking import check_language
from scripts.languages.gathering import PARTS, Message, gather
from scripts.languages.known import LANGUAGES, Language
from scripts.lessons.notebooks import (
    name_file,
    normalise,
    number_cells,
    read_notebook,
    to_text,
    write_notebook,
)
from scripts.proof.running import Job, run_notebooks

FOLDER = Path(".cache/languages")
RECORD = "runs.json"
# What decides what a cell prints, besides the lesson: the messages of these parts.
RUNNING = ("workshop", "data")
# Translations that may be shown, and what is wrong with the others.
Checked = tuple[dict[str, str | dict], list[str]]


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
        return self.root / FOLDER / self.language.folder

    @cached_property
    def messages(self) -> dict[str, Message]:
        """All messages by their English text."""
        return gather(self.root)

    @cached_property
    def open_texts(self) -> list[str]:
        """The messages that stand in English."""
        return [text for text in self.messages if text not in self.texts]


def read_project(language: Language, root: Path = ROOT) -> Project:
    """Read the translations of a language and compile those that are good.

    Raises Problem when a PO file cannot be read.
    """
    return make_project(language, check_language(find_base(language), root), root)


def find_base(language: Language) -> Language:
    """Return the language whose PO files a language is made of: often its own."""
    return LANGUAGES[language.made_of] if language.made_of else language


def make_project(language: Language, checked: Checked, root: Path) -> Project:
    """Compile the translations of a language, made from what was checked."""
    texts, faults = checked
    if language.code == "sr-Cyrl":
        texts = change_all(texts, cyrillic.to_cyrillic)
    elif language.made_of:
        pairs = overlays.read(language, root)
        texts = overlays.keep_official(texts, pairs)
        texts = change_all(texts, lambda text: overlays.apply(text, pairs))
    catalogues.compile_messages(language, texts, root)
    return Project(language, texts, faults, root)


def compile_all(root: Path = ROOT) -> None:
    """Compile the messages of every language that has PO files, for a wheel."""
    checked: dict[str, Checked] = {}  # several languages are made of the same one
    for language in LANGUAGES.values():
        base = find_base(language)
        if any(base.place(part, root).is_file() for part in PARTS):
            if base.code not in checked:
                checked[base.code] = check_language(base, root)
            make_project(language, checked[base.code], root)


def change_all(texts: dict, change: Callable[[str], str]) -> dict:
    """Return all translations changed in the same way."""
    return {
        text: change(said)
        if isinstance(said, str)
        else said | {"forms": {n: change(one) for n, one in said["forms"].items()}}
        for text, said in texts.items()
    }


def make_lessons(project: Project, lessons: list[Path]) -> list[Path]:
    """Write lessons in the language, with outputs; run those that have changed.

    A cell whose numbers are not those of the English run shows the English output; the
    project says which. Returns the paths. Raises Problem when a lesson stops.
    """
    record = project.folder / RECORD
    known = read_record(record)
    places, todo = [], []
    for lesson in lessons:
        place = project.folder / "notebooks" / lesson.name
        english = read_notebook(lesson)
        made = putting.put_into_notebook(english, project.texts, project.language)
        key = hash_run(project, lesson, made)
        if known.get(lesson.stem, {}).get("key") != key or not is_whole(place, known):
            todo.append((lesson, english, made, place, key))
        places.append(place)
    jobs = [Job(name_file(lesson), made, lesson.parent) for lesson, _, made, *_ in todo]
    if jobs:
        names = ", ".join(lesson.stem for lesson, *_ in todo)
        print(f"Running {names} in {project.language.name} …", flush=True)
    runs = run_notebooks(jobs, project.root)
    for run, (lesson, english, _, place, key) in zip(runs, todo, strict=True):
        notebook = number_cells(normalise(run.notebook))
        refused = keep_numbers(english, notebook)
        write_notebook(place, notebook)
        known[lesson.stem] = {
            "key": key,
            "output": hash_file(place),
            "refused": [f"{name_file(lesson)}, {one}" for one in refused],
        }
    write_atomically(record, json.dumps(known, indent=1, ensure_ascii=False) + "\n")
    for lesson in lessons:
        project.refused += known[lesson.stem]["refused"]
    return places


def is_whole(place: Path, known: dict) -> bool:
    """Say whether the stored lesson is as its run left it."""
    record = known.get(place.stem, {})
    return place.is_file() and hash_file(place) == record.get("output")


def read_record(path: Path) -> dict:
    """Read what was run; a damaged record is none."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return record if isinstance(record, dict) else {}
    except (OSError, ValueError):
        return {}


def hash_run(project: Project, lesson: Path, notebook: NotebookNode) -> str:
    """Return one hash of all that decides what a lesson prints in a language."""
    root = project.root
    rules = find_feedback(lesson, root)
    own = f"workshop/feedback/{rules.name}"
    said = {
        text: project.texts[text]
        for text, message in project.messages.items()
        if text in project.texts
        and (
            message.part in RUNNING or any(place[0] == own for place in message.places)
        )
    }
    code = [*list_shared_code(root, "*.py"), *sorted((root / "data").glob("*.csv"))]
    code += [path for path in (rules, root / "data/datapackage.json") if path.is_file()]
    lock = root / "requirements.lock"
    parts = [
        to_text(notebook),
        json.dumps(said, sort_keys=True),
        hash_files(code, root),
        hash_file(lock) if lock.is_file() else "",
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def keep_numbers(english: NotebookNode, other: NotebookNode) -> list[str]:
    """Put English outputs where numbers differ; return these cells and how."""
    refused = []
    for old, new in zip(english.cells, other.cells, strict=True):
        if new.cell_type != "code":
            continue
        fault = figures.compare(old, new)
        if fault:
            refused.append(f"cell {new.id}: {fault}; the English output is shown.")
            new.outputs = old.outputs
    return refused
