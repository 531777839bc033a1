"""What authors say of a cell: whether handout and deck show it, its code, its outputs.

The words are those of JupyterLab, Jupyter Book and the older notebook extensions.
"""

import copy
import re

from bs4 import BeautifulSoup
from nbformat import NotebookNode

from scripts.foreign.findings import Finding
from scripts.foreign.html import parse
from scripts.pages.layout import Slide, into_stacks

TAGS = {
    "remove-cell": {"cell"},
    "remove-input": {"input"},
    "remove-output": {"output"},
    "hide-cell": {"folded-input", "folded-output"},
    "hide-input": {"folded-input"},
    "hide-output": {"folded-output"},
}
SLIDE_TYPES = {"slide", "subslide", "fragment", "skip", "notes", "-"}
NO_SLIDE = {"", "skip", "notes"}
BEGINS = {"slide": 2, "subslide": 1}
LINE, MOST_LINES, PICTURE_LINES = 80, 24, 12  # what a slide of 720 pixels can hold


def read_slide_type(cell: NotebookNode) -> str:
    """Return the slide type of a cell, "" when it has none that is known."""
    slideshow = cell.metadata.get("slideshow")
    kind = slideshow.get("slide_type") if isinstance(slideshow, dict) else None
    return kind if isinstance(kind, str) and kind in SLIDE_TYPES else ""


def list_hidden(cell: NotebookNode) -> set[str]:
    """List what is not shown: cell, input, output, folded-input, folded-output."""
    tags = cell.metadata.get("tags")
    names = (
        [str(tag).replace("_", "-") for tag in tags] if isinstance(tags, list) else []
    )
    hidden = set().union(*(TAGS.get(name, set()) for name in names))
    jupyter = cell.metadata.get("jupyter")
    jupyter = jupyter if isinstance(jupyter, dict) else {}
    if jupyter.get("source_hidden") or cell.metadata.get("hide_input") is True:
        hidden |= {"folded-input"}
    if jupyter.get("outputs_hidden") or cell.metadata.get("collapsed") is True:
        hidden |= {"folded-output"}
    return hidden


def stops_on_purpose(cell: NotebookNode) -> bool:
    """Say whether the author wants the cell to show an error."""
    tags = cell.metadata.get("tags")
    return isinstance(tags, list) and "raises-exception" in tags


def fold_outputs(cell: NotebookNode) -> None:
    """Lay the mended outputs of a cell under a line that opens them."""
    shown = "".join(output.data["text/html"] for output in cell.outputs)
    if shown:
        cell.outputs = cell.outputs[:1]
        summary = '<summary lang="en">The output</summary>'
        html = f"<details>{summary}{shown}</details>"
        cell.outputs[0].data["text/html"] = html


def select(notebook: NotebookNode, product: str) -> list[NotebookNode]:
    """Return the cells that a product shows.

    A handout is for participants: no speaker notes, nothing that is skipped. A deck
    shows no folded code, begins with something to see, and keeps all notes.
    """
    hidden = ("skip",) if product == "deck" else ("skip", "notes")
    shown = [cell for cell in notebook.cells if read_slide_type(cell) not in hidden]
    if product != "deck":
        return shown
    notes, begins = [], ""
    cells: list[NotebookNode] = []
    for cell in map(copy.copy, shown):
        kind = read_slide_type(cell)
        cell.metadata = copy.deepcopy(cell.metadata)
        if kind == "notes" and not cells:
            notes.append(cell)
            continue
        if is_empty(cell):
            begins = max(begins, kind, key=lambda one: BEGINS.get(one, 0))
            continue
        if BEGINS.get(begins, 0) > BEGINS.get(kind, 0) and kind != "notes":
            cell.metadata.slideshow.slide_type = begins
        begins = "" if kind != "notes" else begins
        if cell.metadata.get("folded"):
            cell.metadata.transient = NotebookNode(remove_source=True)
        cells.append(cell)
        if notes:
            cells, notes = [*cells, *notes], []
    return cells


def is_empty(cell: NotebookNode) -> bool:
    """Say whether nobody would see anything of a cell on a slide."""
    if cell.cell_type != "code":
        html = cell.metadata.html
        return "<img" not in html and not parse(html).get_text(strip=True)
    transient = cell.metadata.get("transient", {}).get("remove_source")
    return not cell.outputs and bool(
        transient or cell.metadata.get("folded") or not cell.source.strip()
    )


def name_left_out(notebook: NotebookNode) -> list[Finding]:
    """Name the cells that the handout or both products leave out, by their kind."""
    kinds = [read_slide_type(cell) for cell in notebook.cells]
    findings = []
    for kind, where in (("notes", "the handout"), ("skip", "handout and deck")):
        if kind in kinds:
            numbers = ", ".join(
                str(at) for at, one in enumerate(kinds, start=1) if one == kind
            )
            what = f"cells of the slide type {kind} are not in {where}: {numbers}"
            findings.append(Finding(None, what, "give them another type to show them"))
    return findings


def name_long_slides(cells: list[NotebookNode]) -> list[Finding]:
    """Name the slides that hold more than a screen, so that they scroll."""
    return [
        Finding(
            int(slide.id.removeprefix("cell-")) or None,
            "the slide that begins here is longer than a screen and scrolls, as far "
            "as its lines can be estimated",
            "look at it, and split it",
        )
        for stack in into_stacks(cells)
        for slide in stack
        if count_lines(slide) > MOST_LINES
    ]


def count_lines(slide: Slide) -> int:
    """Count about how many lines a slide has at the smallest size of its letters."""
    lines = 0
    for cell in slide.cells:
        if cell.cell_type == "code":
            if not cell.metadata.get("transient", {}).get("remove_source"):
                lines += cell.source.count("\n") + 1
            texts = [parse(output.data["text/html"]) for output in cell.outputs]
        else:
            texts = [parse(cell.metadata.html)]
        lines += sum(map(count_lines_of_text, texts))
    return lines


def count_lines_of_text(soup: BeautifulSoup) -> int:
    """Count about how many lines a piece of HTML fills."""
    lines = re.split(r"\n+", soup.get_text().strip())
    pictures = PICTURE_LINES * len(soup.find_all("img"))
    return pictures + sum(len(line) // LINE + 1 for line in lines if line.strip())
