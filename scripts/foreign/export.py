"""Export other people's notebooks: nothing in them runs, nothing is fetched.

They are no lessons of ours and nobody has verified them; the pages say so. What a page
must not do or does not know is mended by ``scripts/foreign/cells.py``, which also
says what misses.
"""

import json
import re
import warnings
from collections.abc import Iterable
from functools import partial
from html import escape
from pathlib import Path

import nbformat
from jinja2 import pass_context
from nbformat import NotebookNode

from scripts.door.errors import Problem
from scripts.door.files import write_atomically
from scripts.door.hashes import hash_file
from scripts.foreign.cells import Finding
from scripts.foreign.notebook import NO_SLIDE, mend_cells, read_slide_type
from scripts.lessons.notebooks import name_file
from scripts.lessons.products import FOLDERS
from scripts.pages.cleaning import clean, unlink
from scripts.pages.export import LessonExporter
from scripts.pages.markdown import highlight_code

COURSE = "exported notebook, not verified"
LARGEST = 200_000_000
UNUSUAL = re.compile(r"[^\w.-]+")
HEADING = re.compile(r"<(/?)h([1-6])\b")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
UNSURE = "the page will say that it is English; write language into its metadata"


class ForeignExporter(LessonExporter):
    """The exporter of the lessons for cells whose HTML is mended already."""

    def __init__(self, product: str, theme: str, language: str):
        self.language = language
        super().__init__(product, theme)
        self.environment.globals["course"] = COURSE

    def default_filters(self):
        """Yield the filters of the lessons; code is in the notebook's language."""
        yield from super().default_filters()
        yield "code_to_html", partial(highlight_code, language=self.language)

    @pass_context
    def cell_to_html(self, context, cell: NotebookNode) -> str:
        """Return a Markdown cell, which ``mend_cells`` has turned into HTML."""
        return self.output_to_html(context, cell.metadata.html, cell)

    @pass_context
    def output_to_html(self, context, html: str, cell: NotebookNode) -> str:
        """Return mended HTML, cleaned once more; on a slide, too, tables scroll."""
        return self.fit_headings(context, clean(html, cell.id))


def export_folder(
    folder: Path,
    dist: Path,
    topic: str | None = None,
    products: Iterable[str] = FOLDERS,
    theme: str = "light",
    lenient: bool = False,
) -> tuple[list[Path], list[str]]:
    """Write the notebooks of a folder (or one notebook) below ``dist/from-NAME``.

    Every notebook becomes a handout, one with slide types a deck, too. Returns the
    pages, and one line for all that is refused: without ``lenient`` nothing is written
    when something misses our contract, with it only what cannot be read is refused.
    """
    place = dist / f"from-{UNUSUAL.sub('-', folder.resolve().stem).strip('-')}"
    faults, pages, found = [], {}, 0
    for path in list_notebooks(folder, topic):
        try:
            findings, rendered = render(path, products, theme)
        except Problem as problem:
            faults.append(str(problem))
            continue
        for product, html in rendered.items():
            pages[place / FOLDERS[product] / f"{path.stem}.html"] = html
        found += len(findings)
        lines = [f"{name_file(path)}{finding}" for finding in findings]
        if lenient:
            print("\n".join(lines), flush=True)
        else:
            faults += lines
    if found and not lenient:
        faults.append("Nothing was written. Mend this, or add --lenient.")
    if faults and not lenient:
        return [], faults
    for page, html in pages.items():
        write_atomically(page, html)
    return list(pages), faults


def list_notebooks(folder: Path, topic: str | None) -> list[Path]:
    """List the notebooks in a folder whose names begin with ``topic``."""
    if not folder.exists():
        raise Problem(f"{folder} does not exist: give --from a folder of notebooks.")
    paths = sorted(folder.glob("*.ipynb")) if folder.is_dir() else [folder]
    named = [
        path
        for path in paths
        if path.suffix == ".ipynb"
        and path.name.startswith(topic or "")
        and not path.name.startswith(".")
    ]
    if not named:
        which = f' whose name begins with "{topic}"' if topic else ""
        raise Problem(f"{folder} holds no notebook (.ipynb){which}: look at --from.")
    return named


def render(
    path: Path, products: Iterable[str], theme: str
) -> tuple[list[Finding], dict[str, str]]:
    """Return what misses in one notebook, and its page for each product."""
    notebook, version = read_any_notebook(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            findings, pages = render_notebook(notebook, path, products, theme)
    except Exception as error:  # whatever strangers wrote, and whatever reads it
        raise Problem(
            f"{name_file(path)} cannot be shown ({type(error).__name__}); open it in "
            "JupyterLab, run it, save it, and take out what looks damaged."
        ) from error
    if version < (4, 5):
        old = f"the notebook has the format {version[0]}.{version[1]}, without cell ids"
        findings.insert(0, Finding(None, old, "save it again in JupyterLab"))
    return findings, pages


def render_notebook(
    notebook: NotebookNode, path: Path, products: Iterable[str], theme: str
) -> tuple[list[Finding], dict[str, str]]:
    """Mend a notebook and turn it into pages."""
    slides = any(read_slide_type(cell) not in NO_SLIDE for cell in notebook.cells)
    title, findings = mend_cells(notebook, path)
    language = notebook.metadata.get("language") or notebook.metadata.get("lang")
    if not (isinstance(language, str) and LANGUAGE.fullmatch(language)):
        language = "en"
        findings.append(Finding(None, "the notebook names no language", UNSURE))
    if "deck" in products and not slides:
        mend = "give cells slide types in JupyterLab; there is no deck without them"
        findings.append(Finding(None, "no cell has a slide type", mend))
    page = {
        "name": path.stem,
        "made_from": path.name,
        "folder": str(path.parent),
        "title": title,
        "lang": language,
        "foreign": True,
        "provenance": {"notebook": hash_file(path)},
    }
    code = notebook.metadata.get("language_info", {}).get("name", "text")
    pages = {}
    for product in products:
        if product == "handout" or slides:
            exporter = ForeignExporter(product, theme, str(code))
            shown = NotebookNode(notebook | {"cells": select(notebook, product)})
            html, _ = exporter.from_notebook_node(shown, {"page": page})
            pages[product] = smooth_headings(unlink(html))
    return findings, pages


def select(notebook: NotebookNode, product: str) -> list[NotebookNode]:
    """Return the cells that a product shows: a deck those with a slide type."""
    deck = product == "deck"
    return [
        cell
        for cell in notebook.cells
        if not deck or cell.metadata.slideshow.slide_type != "skip"
    ]


def smooth_headings(html: str) -> str:
    """Return a page whose headings never skip a level on the way down.

    What stands before the title is not of its level.
    """
    above, now = 1, 1

    def replace(tag: re.Match) -> str:
        nonlocal above, now
        if not tag[1]:
            above = now = min(int(tag[2]), above + 1)
        return f"<{tag[1]}h{now}"

    return HEADING.sub(replace, html)


def read_any_notebook(path: Path) -> tuple[NotebookNode, tuple[int, int]]:
    """Read a valid notebook as one of format 4.5; return the format it had, too.

    Raises Problem.
    """
    name = name_file(path)
    mend = "Open it in JupyterLab and save it again."
    try:
        if path.stat().st_size > LARGEST:
            raise Problem(
                f"{name} is larger than {LARGEST // 10**6} MB: clear its largest "
                "outputs and save it again."
            )
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Problem(f"{name} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise Problem(f"{name} is not UTF-8 text, so no notebook. {mend}") from None
    if not text.strip():
        raise Problem(f"{name} is empty. {mend}")
    try:
        raw = json.loads(text)
        version = (int(raw["nbformat"]), int(raw.get("nbformat_minor", 0)))
        # Half of a character (a lone surrogate) could not be written again.
        whole = json.dumps(raw, ensure_ascii=False).encode("utf-8", "replace").decode()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            notebook = nbformat.convert(nbformat.reader.reads(whole), 4)
            for number, cell in enumerate(notebook.cells, start=1):
                cell.id = f"cell-{number}"
            notebook.nbformat_minor = 5
            nbformat.validate(notebook, relax_add_props=True)
    except Exception as error:  # nbformat raises whatever a damaged notebook provokes
        reason = str(getattr(error, "message", "")) or type(error).__name__
        reason = escape(reason.splitlines()[0][:100], quote=False)
        raise Problem(f"{name} is not a valid notebook ({reason}). {mend}") from None
    return notebook, version
