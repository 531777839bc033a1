"""Export other people's notebooks: nothing in them runs, nothing is fetched.

They are no lessons of ours and nobody has verified them; the pages say so. What a page
must not do or does not know is mended by ``scripts/foreign/cells.py``, which also
says what misses.
"""

import re
import warnings
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from nbformat import NotebookNode

from scripts.door.errors import Problem
from scripts.door.hashes import hash_file
from scripts.foreign.findings import Finding, gather
from scripts.foreign.languages import find_language
from scripts.foreign.notebook import mend_cells
from scripts.foreign.places import claim_place, remove_old, write_page
from scripts.foreign.reading import list_notebooks, read_any_notebook
from scripts.foreign.showing import (
    NO_SLIDE,
    name_long_slides,
    read_slide_type,
    select,
)
from scripts.lessons.notebooks import name_file
from scripts.lessons.products import FOLDERS
from scripts.pages.cleaning import clean, unlink
from scripts.pages.export import LessonExporter
from scripts.pages.faces import bring_type
from scripts.pages.markdown import highlight_code
from scripts.pages.packing import pack_scripts

COURSE = "exported notebook, not verified"
NO_DECK = (
    "Nothing was written, because a deck needs slide types. Give cells slide types in "
    "JupyterLab, or leave --only out to get a handout."
)
HEADING = re.compile(r"<(/?)h([1-6])\b")


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
    def cell_to_html(self, context: Any, cell: NotebookNode) -> str:
        """Return a Markdown cell, which ``mend_cells`` has turned into HTML."""
        return self.output_to_html(context, cell.metadata.html, cell)

    @pass_context
    def output_to_html(self, context: Any, html: str, cell: NotebookNode) -> str:
        """Return mended HTML, cleaned once more; on a slide, too, tables scroll."""
        return self.fit_headings(context, clean(html, cell.id))


def export_folder(
    folder: Path,
    dist: Path,
    topic: str | None = None,
    products: Iterable[str] = FOLDERS,
    theme: str = "light",
    lenient: bool = False,
    language: str | None = None,
) -> tuple[list[Path], list[str]]:
    """Write the notebooks of a folder (or one notebook) below ``dist/from-NAME``.

    Every notebook becomes a handout, one with slide types a deck, too. Returns the
    pages, and one line for all that is refused: without ``lenient`` nothing is written
    when something spoils a page, with it only what cannot be read is refused. What
    spoils nothing is printed as a remark. ``language`` is that of all texts.
    """
    faults, pages, spoilt = [], {}, False
    for path in list_notebooks(folder, topic):
        try:
            findings, rendered = render(path, products, theme, language)
        except Problem as problem:
            faults.append(str(problem))
            continue
        pages[path] = rendered
        for words, spoils in gather(findings):
            line = f"{name_file(path)}{words}"
            if spoils and not lenient:
                faults.append(line)
                spoilt = True
            else:
                print(line, flush=True)
    if spoilt:
        faults.append("Nothing was written. Mend this, or add --lenient.")
    if (faults and not lenient) or not pages:
        return [], faults
    place, made = claim_place(folder, dist), []
    for path, rendered in pages.items():
        for product, html in rendered.items():
            page = place / FOLDERS[product] / f"{path.stem}.html"
            write_page(page, html)
            made.append(page)
        remove_old(place, path, products, rendered)
    return made, faults if made else [*faults, NO_DECK]


def render(
    path: Path, products: Iterable[str], theme: str, language: str | None = None
) -> tuple[list[Finding], dict[str, str]]:
    """Return what misses in one notebook, and its page for each product."""
    notebook, version = read_any_notebook(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            findings, pages = render_notebook(notebook, path, products, theme, language)
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
    notebook: NotebookNode,
    path: Path,
    products: Iterable[str],
    theme: str,
    language: str | None,
) -> tuple[list[Finding], dict[str, str]]:
    """Mend a notebook and turn it into pages."""
    slides = any(read_slide_type(cell) not in NO_SLIDE for cell in notebook.cells)
    language, guesses = find_language(notebook, language)
    notebook.metadata.language = language  # nbconvert reads it
    title, findings = mend_cells(notebook, path)
    findings += guesses
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
            cells = select(notebook, product)
            if product == "deck":
                findings += name_long_slides(cells)
            shown = NotebookNode(notebook | {"cells": cells})
            html, _ = exporter.from_notebook_node(shown, {"page": page})
            pages[product] = pack_scripts(bring_type(smooth_headings(unlink(html))))
    return findings, pages


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
