"""Say quickly whether anything changed since the last build (standard library only).

``dist/.built.json`` remembers, for every page below ``dist/``, one hash of all that it
was made from and the hash of the page. A PDF is made from its page.
Pages are named below ``dist/``, each with the lessons that it shows:
``{"decks/01-definition.html": [path]}``.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from scripts.door.files import ROOT, read_json, write_atomically
from scripts.door.hashes import (
    find_feedback,
    hash_file,
    hash_files,
    list_files,
    list_shared_code,
    name_below,
)

RECORD = "dist/.built.json"
PROOF = "verified.json"
PAGES = Path(__file__).resolve().parents[1] / "pages"
PRINTERS = (PAGES / "pdf.py", PAGES / "pdf_marks.py")

Pages = dict[str, list[Path]]


class Inputs:
    """What pages are made from, as it is now: every file is read once.

    For one question or one build alone, as files may change after it.
    """

    def __init__(self, theme: str = "light", root: Path = ROOT):
        self.theme, self.root = theme, root
        self.hash_file, self.is_file = cache(hash_file), cache(Path.is_file)
        self.shared = f"{theme} {self.hash_files(list_shared(root))}"
        self.read_proofs()

    def read_proofs(self) -> None:
        """Read the proofs, which a build itself writes."""
        self.proofs = read_record(self.root, PROOF)
        self.hash = cache(self._hash)

    def _hash(self, lessons: tuple[Path, ...]) -> str:
        """Return one hash of lessons, what is theirs alone, and what all pages use.

        Theirs are worksheets, the rules of exercises, and proofs.
        """
        root = self.root
        paths = [*lessons, *(root / "exercises" / lesson.name for lesson in lessons)]
        paths += {find_feedback(lesson, root) for lesson in lessons}
        proofs = [self.proofs.get(lesson.stem) for lesson in lessons]
        text = f"{self.shared} {self.hash_files(paths)} {proofs}"
        return hashlib.sha256(text.encode()).hexdigest()

    def hash_files(self, paths: Iterable[Path]) -> str:
        """Return one hash of those files that are there."""
        return hash_files(filter(self.is_file, paths), self.root, self.hash_file)


def list_shared(root: Path = ROOT) -> list[Path]:
    """List what every page uses: tables, code and lock."""
    names = ("requirements.lock", "docs/accessibility.md")
    paths = [root / name for name in names]
    paths += list_shared_code(root)
    for folder in ("data", "scripts"):
        paths += list_files(root / folder)
    return paths


def hash_page(page: Path) -> str:
    """Return one hash of all that a PDF is made from: its page and what prints it."""
    return " ".join(map(hash_file, (page, *PRINTERS)))


def is_up_to_date(
    pages: Pages, root: Path = ROOT, theme: str = "light", printed: Iterable[str] = ()
) -> bool:
    """Say whether ``dist/`` holds what a build of these pages would make now.

    ``printed`` are the pages that must have a PDF, too.
    """
    try:
        built, dist = read_record(root), root / "dist"
        inputs = Inputs(theme, root)
        if list_changed(pages, root, inputs.hash_file) or list_lost_pdfs(pages, root):
            return False  # also a PDF that nobody has asked for now: the index names it
        return (
            bool(pages)
            and all(
                is_current(dist / name, lessons, inputs, built)
                for name, lessons in pages.items()
            )
            and all(is_printed(dist / name, built, root) for name in printed)
        )
    except OSError:
        return False  # a file is gone


def list_gone(pages: Pages, root: Path = ROOT) -> list[str]:
    """List the built pages that are none of ``pages``: their lesson is gone."""
    return [name for name in read_record(root) if name_page(name) not in pages]


def is_current(page: Path, lessons: list[Path], inputs: Inputs, built: dict) -> bool:
    """Say whether a page is what a build would make of its lessons now."""
    known = built.get(name_below(page, os.path.join(inputs.root, "dist", "")))
    if known is None or not page.is_file():
        return False
    now = {"inputs": inputs.hash(tuple(lessons)), "output": inputs.hash_file(page)}
    return known == now


def list_changed(
    pages: Iterable[str],
    root: Path = ROOT,
    hash_file: Callable[[Path], str] = hash_file,
) -> list[str]:
    """List the files of ``dist/`` that are not as a build left them.

    ``pages`` are names below ``dist/``; a PDF belongs to its page.
    """
    built, dist = read_record(root), root / "dist"
    files = [file for page in pages for file in (page, name_pdf(page))]
    return [
        name
        for name in files
        if name in built
        and (dist / name).is_file()
        and hash_file(dist / name) != built[name].get("output")
    ]


def list_lost_pdfs(pages: Iterable[str], root: Path = ROOT) -> list[str]:
    """List the PDFs of ``pages`` that a build made and that are gone."""
    built = read_record(root)
    return [
        name
        for name in map(name_pdf, pages)
        if name in built and not (root / "dist" / name).is_file()
    ]


def name_pdf(page: str) -> str:
    """Return the name of the PDF beside a page."""
    return page.removesuffix(".html") + ".pdf"


def name_page(file: str) -> str:
    """Return the name of a page from its own name or that of its PDF."""
    return file.removesuffix(".pdf").removesuffix(".html") + ".html"


def list_outdated(pages: Pages, inputs: Inputs) -> set[Path]:
    """List those of ``pages`` that a build would make anew.

    All that pages are made from is read now, also where there is no page yet.
    """
    built, dist = read_record(inputs.root), inputs.root / "dist"
    for lessons in pages.values():
        inputs.hash(tuple(lessons))
    return {
        dist / name
        for name, lessons in pages.items()
        if not is_current(dist / name, lessons, inputs, built)
    }


def is_printed(page: Path, built: dict, root: Path = ROOT) -> bool:
    """Say whether the PDF beside a page was made from it as it is now."""
    pdf = page.with_suffix(".pdf")
    if not (pdf.is_file() and page.is_file()):
        return False
    proof = {"inputs": hash_page(page), "output": hash_file(pdf)}
    return built.get(pdf.relative_to(root / "dist").as_posix()) == proof


def list_unprinted(pages: list[Path], root: Path = ROOT) -> list[Path]:
    """List the pages without a PDF, or with one of an earlier state."""
    built = read_record(root)
    return [page for page in pages if not is_printed(page, built, root)]


def read_record(root: Path = ROOT, name: str = RECORD) -> dict[str, dict]:
    """Read what was built (or proven); without a whole record nothing was."""
    try:
        record = read_json(root / name)
        return {key: one for key, one in record.items() if isinstance(one, dict)}
    except (OSError, ValueError, AttributeError):
        return {}


def record_build(made: list[Path], pages: Pages, state: Inputs) -> None:
    """Remember the files that a build has made; forget what is none of ``pages``.

    ``state`` is that from before they were made: what somebody has saved meanwhile
    then asks for another build.
    """
    root = state.root
    built, dist = read_record(root), root / "dist"
    state.read_proofs()
    for path in made:
        name = path.relative_to(dist).as_posix()
        if path.suffix == ".pdf":
            inputs = hash_page(path.with_suffix(".html"))
        else:
            inputs = state.hash(tuple(pages[name]))
        built[name] = {"inputs": inputs, "output": hash_file(path)}
    kept = {
        name: built[name]
        for name in sorted(built)
        if name_page(name) in pages and (dist / name).is_file()
    }
    write_atomically(root / RECORD, json.dumps(kept, indent=1) + "\n")
