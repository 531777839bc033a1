"""Make handout, deck and index page from the stored outputs, without a kernel.

Each page is one file that asks the network for nothing. nbconvert walks the cells;
the templates are small and our own (``scripts/templates``).
"""

import base64
import re
from functools import cache
from html import escape
from pathlib import Path

from jinja2 import pass_context
from jupyter_core.paths import jupyter_path
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode

from scripts.assets import read_reveal
from scripts.cleaning import clean, clean_for_deck, unlink
from scripts.files import Problem, write_atomically
from scripts.layout import (
    begins_section,
    find_alternative,
    into_sections,
    into_stacks,
    list_headings,
    names_kosovo,
)
from scripts.markdown import highlight_code, render_markdown, to_plain
from scripts.notebooks import name_file, read_notebook
from scripts.products import get_tags, select_cells
from workshop.note import KOSOVO_NOTE

TEMPLATES = Path(__file__).resolve().parent / "templates"
FOLDERS = {"handout": "handouts", "deck": "slides"}
COURSE = "Social innovation, hands on"
QUESTION = "Question of the lesson."
CITATION = re.compile(r"\s*\[[^\]]*\]\(#src-[^)]*\)")
FEWEST_WORDS = 4


class LessonExporter(TemplateExporter):
    """nbconvert with our templates and filters; ``product`` is handout or deck."""

    output_mimetype = "text/html"
    file_extension = ".html"

    def __init__(self, product: str):
        self.product = product
        places = [str(TEMPLATES), *jupyter_path("nbconvert", "templates")]
        super().__init__(template_file=f"{product}.html.j2", template_paths=places)
        self.environment.globals |= {
            "course": COURSE,
            "kosovo_note": KOSOVO_NOTE,
            "read_reveal": read_reveal,
            "read_template": read_template,
        }

    def default_filters(self):
        """Yield nbconvert's filters and ours."""
        yield from super().default_filters()
        yield from {
            "cell_to_html": self.cell_to_html,
            "markdown_to_html": self.markdown_to_html,
            "output_to_html": self.output_to_html,
            "picture_to_html": picture_to_html,
            "code_to_html": highlight_code,
            "into_sections": into_sections,
            "into_stacks": into_stacks,
            "names_kosovo": names_kosovo,
            "to_plain": to_plain,
            "tags": get_tags,
        }.items()

    @pass_context
    def cell_to_html(self, context, cell: NotebookNode) -> str:
        """Return the text of a cell as HTML."""
        return self.markdown_to_html(context, cell.source, cell)

    @pass_context
    def markdown_to_html(self, context, source: str, cell: NotebookNode) -> str:
        """Return Markdown as safe HTML."""
        folder = Path(context["resources"]["page"]["folder"])
        return self.clean(context, render_markdown(source, cell, folder), cell)

    @pass_context
    def output_to_html(self, context, html: str, cell: NotebookNode) -> str:
        """Return the HTML of an output as safe HTML."""
        return self.clean(context, html, cell)

    def clean(self, context, html: str, cell: NotebookNode) -> str:
        """Clean HTML as the product needs it."""
        if self.product == "deck":
            shift = context["slide"].shift if "slide" in context else 0
            return clean_for_deck(html, cell.id, shift)
        return clean(html, cell.id)


def export_lesson(path: Path, dist: Path, provenance: dict) -> list[Path]:
    """Write handout and deck of the lesson at ``path`` below ``dist``; return them.

    ``provenance`` holds the SHA-256 of "notebook" and "data" and the version of
    "nbval" that confirmed the outputs (None: not confirmed). Raises Problem.
    """
    notebook = read_notebook(path)
    pages = {}
    for product, folder in FOLDERS.items():
        try:
            html = render_lesson(notebook, path, product, provenance)
        except Problem as problem:
            raise Problem(f"{name_file(path)}, {problem}") from None
        pages[dist / folder / f"{path.stem}.html"] = html
    for place, html in pages.items():
        write_atomically(place, html)
    return list(pages)


def render_lesson(notebook, path: Path, product: str, provenance: dict) -> str:
    """Return one page of a lesson as HTML."""
    page = describe_lesson(notebook, path) | {"provenance": provenance}
    shown = NotebookNode(notebook | {"cells": select_cells(notebook, product)})
    html, _ = get_exporter(product).from_notebook_node(shown, {"page": page})
    return unlink(html)


@cache
def get_exporter(product: str) -> LessonExporter:
    """Return the exporter of a product; it reads its templates once."""
    return LessonExporter(product)


def export_index(lessons: list[Path], dist: Path, provenance: dict) -> Path:
    """Write ``dist/index.html``, the front door to the pages of all ``lessons``."""
    pages = [describe_lesson(read_notebook(path), path) for path in lessons]
    template = get_exporter("handout").environment.get_template("index.html.j2")
    place = dist / "index.html"
    html = template.render(lessons=pages, provenance=provenance)
    write_atomically(place, html)
    return place


def describe_lesson(notebook: NotebookNode, path: Path) -> dict:
    """Return what a page says about its lesson: title, question, minutes, exercises."""
    cells = notebook.cells
    titles = [title for cell in cells for _, title in list_headings(cell)]
    question = [cell.source for cell in cells if cell.id.endswith("-0-question")]
    question = to_plain(CITATION.sub("", "".join(question)))
    sections = [cell.metadata for cell in cells if begins_section(cell)]
    exercises = [get_tags(cell) for cell in cells if is_exercise(cell)]
    return {
        "name": path.stem,
        "folder": str(path.parent),
        "number": int(path.stem[:2]) if path.stem[:2].isdigit() else None,
        "title": to_plain(titles[0]) if titles else path.stem,
        "question": question.removeprefix(QUESTION).strip(),
        "minutes": sum(metadata.get("minutes", 0) for metadata in sections),
        "core": sum("core" in tags for tags in exercises),
        "extra": sum("extra" in tags for tags in exercises),
    }


def is_exercise(cell: NotebookNode) -> bool:
    """Say whether an exercise begins here: questions of a concept check are none."""
    return "task" in get_tags(cell) and "-q" not in cell.id


def picture_to_html(output: NotebookNode, kind: str, cell: NotebookNode) -> str:
    """Return a stored picture as part of the page; it must say in words what it shows.

    Raises Problem when the text alternative is missing or too short to say anything.
    """
    words = find_alternative(output, kind)
    if len(words.split()) < FEWEST_WORDS:
        raise Problem(
            f"cell {cell.id}: the picture has no text alternative that says what it "
            "shows; draw it with a helper of workshop.charts, then run refresh."
        )
    data = "".join(output.data[kind].split())
    if kind == "image/svg+xml":
        data = base64.b64encode(output.data[kind].encode()).decode()
    size = measure_png(data) if kind == "image/png" else ""
    return f'<img src="data:{kind};base64,{data}" alt="{escape(words)}"{size}>'


def measure_png(data: str) -> str:
    """Return the width and height of a PNG (base64) as attributes.

    A page that knows them early does not jump when the picture appears.
    """
    header = base64.b64decode(data[:32])
    width, height = (int.from_bytes(header[at : at + 4]) for at in (16, 20))
    return f' width="{width}" height="{height}"'


@cache
def read_template(name: str) -> str:
    """Return a style sheet or script of ours as it is."""
    return (TEMPLATES / name).read_text(encoding="utf-8")
