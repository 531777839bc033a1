"""Mend a notebook that is none of ours, and say what misses our contract."""

from html import escape
from pathlib import Path

from bs4 import BeautifulSoup
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from scripts.foreign.cells import Finding, Mender
from scripts.foreign.html import HEADINGS, join_words, parse

NOT_VERIFIED = "Exported notebook; nobody has verified what it shows."
SLIDE_TYPES = {"slide", "subslide", "fragment", "skip", "notes", "-"}
NO_SLIDE = {"", "skip", "notes"}


def mend_cells(notebook: NotebookNode, path: Path) -> tuple[str, list[Finding]]:
    """Mend all cells in place; return the title of the page and what was missing."""
    findings: list[Finding] = []
    texts: dict[str, BeautifulSoup] = {}
    for number, cell in enumerate(notebook.cells, start=1):
        mender = Mender(number, cell, path.parent, findings)
        # Nothing else that strangers write into metadata has a meaning here.
        slideshow = NotebookNode(slide_type=read_slide_type(cell))
        cell.metadata = NotebookNode(slideshow=slideshow)
        if cell.cell_type == "code":
            mender.mend_code()
        else:
            texts[cell.id] = mender.mend_text()
    title = set_title(notebook, texts, path.stem, findings)
    for cell in notebook.cells:
        if cell.id in texts:
            cell.metadata.html = str(texts[cell.id])
            cell.source = outline(texts[cell.id])
    return title, list(dict.fromkeys(findings))


def read_slide_type(cell: NotebookNode) -> str:
    """Return the slide type of a cell, "" when it has none that is known."""
    slideshow = cell.metadata.get("slideshow")
    kind = slideshow.get("slide_type") if isinstance(slideshow, dict) else None
    return kind if isinstance(kind, str) and kind in SLIDE_TYPES else ""


def set_title(notebook, texts: dict, name: str, findings: list[Finding]) -> str:
    """Give the page one heading of level 1 and a line that says what it is."""
    headings = [tag for text in texts.values() for tag in text.find_all(HEADINGS)]
    titles = [tag for tag in headings if tag.name == "h1"]
    cells = notebook.cells
    hidden = any(read_slide_type(cell) in ("skip", "notes") for cell in cells[:1])
    if not cells or cells[0].id not in texts or hidden:
        slideshow = NotebookNode(slide_type="slide")
        metadata = NotebookNode(slideshow=slideshow)
        cells.insert(0, new_markdown_cell(id="cell-0", metadata=metadata))
        texts["cell-0"] = parse("")
    first = texts[cells[0].id]
    if titles:
        for tag in headings if len(titles) > 1 else []:
            if tag is not titles[0]:
                tag.name = f"h{min(int(tag.name[1]) + 1, 6)}"
    else:
        mend = "begin with a cell that holds # and the title"
        findings.append(Finding(None, "the notebook has no title", mend))
        first.insert(0, parse(f"<h1>{escape(name)}</h1>"))
    first.append(parse(f'<p class="source">{NOT_VERIFIED}</p>'))
    return " ".join(titles[0].get_text(" ").split()) if titles else name


def outline(text: BeautifulSoup) -> str:
    """Return a cell as the Markdown that the layout reads: headings, then all words."""
    lines = [
        f"{'#' * int(tag.name[1])} {join_words(tag)}" for tag in text.find_all(HEADINGS)
    ]
    return "\n".join([*lines, "", f"> {join_words(text)}"])
