"""Mend a notebook that is none of ours, and say what misses our contract."""

import re
from html import escape
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from scripts.foreign.cells import Mender
from scripts.foreign.findings import Finding
from scripts.foreign.html import HEADINGS, join_words, parse
from scripts.foreign.showing import (
    fold_outputs,
    list_hidden,
    name_left_out,
    read_slide_type,
    stops_on_purpose,
)

NOT_VERIFIED = "Exported notebook; nobody has verified what it shows."
NO_WORD = re.compile(r"[^\w-]")


def mend_cells(notebook: NotebookNode, path: Path) -> tuple[str, list[Finding]]:
    """Mend all cells in place; return the title of the page and what was missing."""
    findings = name_left_out(notebook)
    texts: dict[str, BeautifulSoup] = {}
    for number, cell in enumerate(notebook.cells, start=1):
        mend_cell(number, cell, path.parent, texts, findings)
    notebook.cells = [cell for cell in notebook.cells if "html" in cell.metadata]
    title = set_title(notebook, texts, path.stem, findings)
    join_links(texts, findings)
    for cell in notebook.cells:
        if cell.id in texts:
            cell.metadata.html = str(texts[cell.id])
            cell.source = outline(texts[cell.id])
    return title, list(dict.fromkeys(findings))


def mend_cell(
    number: int, cell: NotebookNode, folder: Path, texts: dict, findings: list[Finding]
) -> None:
    """Mend one cell, which keeps of its metadata only what has a meaning here.

    A cell that its author takes out of pages keeps nothing.
    """
    mender = Mender(number, cell, folder, findings)
    hidden, stops = list_hidden(cell), stops_on_purpose(cell)
    slideshow = NotebookNode(slide_type=read_slide_type(cell))
    cell.metadata = NotebookNode(slideshow=slideshow)
    if "cell" in hidden:
        mender.note("the cell is tagged remove-cell and left out", "take the tag away")
        return
    cell.metadata.html = ""
    if cell.cell_type != "code":
        texts[cell.id] = mender.mend_text()
        return
    if "output" in hidden:
        cell.outputs = []
        mender.note("the outputs are tagged and left out", "take the tag away")
    mender.mend_code(stops)
    if "folded-output" in hidden:
        fold_outputs(cell)
    cell.metadata.folded = "folded-input" in hidden
    if "input" in hidden:
        mender.note("the code is tagged and left out", "take the tag away")
        cell.metadata.transient = NotebookNode(remove_source=True)


def set_title(notebook: Any, texts: dict, name: str, findings: list[Finding]) -> str:
    """Give the page one heading of level 1 and a line that says what it is.

    The line stands on the first slide or below the title, never alone.
    """
    shown = [c for c in notebook.cells if read_slide_type(c) not in ("skip", "notes")]
    headings = [
        (cell.id, tag)
        for cell in shown
        if cell.id in texts
        for tag in texts[cell.id].find_all(HEADINGS)
    ]
    titles = [(place, tag) for place, tag in headings if tag.name == "h1"]
    if titles:
        place, title = titles[0]
        for _, tag in headings if len(titles) > 1 else []:
            if tag is not title:
                tag.name = f"h{min(int(tag.name[1]) + 1, 6)}"
    else:
        mend = "begin with a cell that holds # and the title"
        findings.append(Finding(None, "the notebook has no title", mend))
        if not shown or shown[0].id not in texts:
            slideshow = NotebookNode(slide_type="slide")
            metadata = NotebookNode(slideshow=slideshow, html="")
            shown = [new_markdown_cell(id="cell-0", metadata=metadata)]
            notebook.cells.insert(0, shown[0])
            texts["cell-0"] = parse("")
        place = shown[0].id
        texts[place].insert(0, parse(f"<h1>{escape(name)}</h1>"))
    first = texts.get(shown[0].id)
    if first and (first.get_text(strip=True) or first.img):
        place = shown[0].id  # the first slide says it, with or without a title
    line = f'<p class="source" lang="en">{NOT_VERIFIED}</p>'
    texts[place].append(parse(line))
    return " ".join(titles[0][1].get_text(" ").split()) if titles else name


def join_links(texts: dict[str, BeautifulSoup], findings: list[Finding]) -> None:
    """Let links within the notebook lead to their places; note those that do not.

    Headings keep their places for links from other notebooks, too.
    """
    links = [link for text in texts.values() for link in text.find_all("a", href=True)]
    inner = [link for link in links if str(link["href"]).startswith("#")]
    wanted = {simplify(str(link["href"])[1:]) for link in inner}
    places: dict[str, str] = {}
    for text in texts.values():
        for tag in text.find_all(id=True):
            key = simplify(str(tag["id"]))
            if key in places or not (tag.name in HEADINGS or key in wanted):
                del tag["id"]
            else:
                places[key] = str(tag["id"])
    for link in inner:
        place = places.get(simplify(str(link["href"])[1:]))
        if place:
            link["href"] = f"#{place}"
            continue
        name = str(link["href"]).removeprefix("#to-")[:80]
        what = f"the link to #{name} leads to no place of the notebook"
        findings.append(Finding(None, what, "link to a heading, with - for spaces"))
        link.unwrap()


def simplify(name: str) -> str:
    """Return the name of a place as all programs would write it."""
    return NO_WORD.sub("", name).casefold()


def outline(text: BeautifulSoup) -> str:
    """Return a cell as the Markdown that the layout reads: headings, then all words."""
    lines = [
        f"{'#' * int(tag.name[1])} {join_words(tag)}" for tag in text.find_all(HEADINGS)
    ]
    return "\n".join([*lines, "", f"> {join_words(text)}"])
