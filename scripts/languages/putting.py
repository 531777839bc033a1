"""Put translations into lessons, words and courses; what is open stays English.

A project in another language is a folder like ours, with the same names: notebooks,
courses, words. So everything that cuts, checks and exports works on it as on ours.
"""

import copy
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from nbformat import NotebookNode

from scripts.door.files import ROOT, write_atomically
from scripts.languages.code import put_texts
from scripts.languages.gathering import COURSE_KEYS, flatten, list_course_texts
from scripts.languages.known import Language
from scripts.languages.passages import put_back
from scripts.lessons.cells import ENGLISH, get_tags
from scripts.lessons.courses import read_file
from workshop.messages import is_translated, look_up

Texts = Mapping[str, str | dict]
START = re.compile(r"^start\(\)", re.MULTILINE)
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
SHOWN_LINE = re.compile(rf"^\s*(?:{'|'.join(COURSE_KEYS)}|who|material)\s*=")


def make_translator(texts: Texts, marked: bool = True) -> Callable[[str], str]:
    """Return what gives the translation of a passage; ``marked`` English says so."""

    def translate(passage: str) -> str:
        message = flatten(passage)
        said = texts.get(message)
        if isinstance(said, str):
            return passage if said == message else said
        return f'<span lang="en">{passage}</span>' if marked else passage

    return translate


def speak(source: str) -> str:
    """Return Markdown of a page in the language that is chosen; English is marked."""

    def translate(passage: str) -> str:
        message = flatten(passage)
        known = is_translated(message)
        return look_up(message) if known else f'<span lang="en">{passage}</span>'

    return put_back(source, translate)


def put_into_notebook(
    notebook: NotebookNode, texts: Texts, language: Language
) -> NotebookNode:
    """Return a copy of a lesson in a language, without outputs.

    Each Markdown cell keeps its English source in its metadata, by which pages know
    what it is.
    """
    made = copy.deepcopy(notebook)
    made.metadata["language"] = language.code
    passage, text = make_translator(texts), make_translator(texts, marked=False)
    for cell in made.cells:
        if cell.cell_type == "markdown":
            cell.metadata[ENGLISH] = cell.source
            cell.source = put_back(cell.source, passage)
        elif cell.cell_type == "code":
            cell.source = put_texts(cell.source, text)
            cell.outputs, cell.execution_count = [], None
            if "setup" in get_tags(cell):
                cell.source = set_language(cell.source, language)
    return made


def set_language(source: str, language: Language) -> str:
    """Let a setup cell start in a language."""
    return START.sub(f'start("{language.code}")', source)


def write_words(texts: Texts, folder: Path, root: Path = ROOT) -> None:
    """Write the words of courses in a language below a folder."""
    translate = make_translator(texts)
    for path in sorted((root / "courses/words").glob("*.md")):
        words = put_back(path.read_text(encoding="utf-8"), translate)
        write_atomically(folder / "courses/words" / path.name, words)


def write_course(course: Path, texts: Texts, folder: Path) -> Path:
    """Write the file of a course in a language below a folder; return its path."""
    translate = make_translator(texts, marked=False)
    shown = set(list_course_texts(read_file(course)))

    def put(found: re.Match) -> str:
        return f'"{translate(found[1])}"' if found[1] in shown else found[0]

    lines = [
        QUOTED.sub(put, line) if SHOWN_LINE.match(line) else line
        for line in course.read_text(encoding="utf-8").splitlines()
    ]
    place = folder / course.parent.name / course.name
    write_atomically(place, "\n".join(lines) + "\n")
    return place
