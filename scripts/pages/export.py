"""Make handout, deck and index page from the stored outputs, without a kernel.

Each page is one file that asks the network for nothing. nbconvert walks the cells;
the templates are small and our own (``scripts/pages/templates``).
"""

import base64
from collections.abc import Iterable
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import pass_context
from jupyter_core.paths import jupyter_path
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode

from scripts.door.errors import Problem
from scripts.door.files import write_atomically
from scripts.languages.loading import SpeakingLoader
from scripts.languages.marking import mark_languages
from scripts.languages.templates import translate_script
from scripts.lessons.cells import find_alternative, get_tags
from scripts.lessons.courses import Course
from scripts.lessons.lesson import read_once
from scripts.lessons.notebooks import name_file
from scripts.lessons.products import (
    FOLDERS,
    name_course_page,
    select_cells,
)
from scripts.pages import speaker
from scripts.pages.assets import read_reveal, shorten_script
from scripts.pages.cleaning import clean, is_plain, shift_headings, unlink
from scripts.pages.describing import describe_course, describe_lesson
from scripts.pages.faces import bring_type
from scripts.pages.layout import (
    into_sections,
    into_stacks,
    is_on_screen,
    names_kosovo,
)
from scripts.pages.markdown import (
    hide_circles,
    highlight_code,
    render_markdown,
    to_plain,
)
from scripts.pages.naming import name_tables
from scripts.pages.pacing import plan_seconds, write_seconds
from scripts.pages.packing import pack_chart, pack_scripts
from scripts.pages.slimming import shorten_styles
from scripts.pages.title import COURSE
from workshop.lettering import mark_letters
from workshop.messages import OURS, get_language, look_up, tr
from workshop.note import KOSOVO_NOTE

TEMPLATES = Path(__file__).resolve().parent / "templates"
FEWEST_WORDS = 4
MORE_CONTRAST = "@media (prefers-contrast: more)"


class LessonExporter(TemplateExporter):
    """nbconvert with our templates and filters.

    ``product`` is handout or deck, ``theme`` is light or contrast.
    """

    output_mimetype = "text/html"
    file_extension = ".html"
    default_preprocessors: ClassVar = []  # type: ignore[misc]

    def __init__(self, product: str, theme: str = "light"):
        self.product = product
        places = [str(TEMPLATES), *jupyter_path("nbconvert", "templates")]
        super().__init__(template_file=f"{product}.html.j2", template_paths=places)
        self.speak()
        self.environment.globals |= {
            "tr": tr,
            "find_words": speaker.find_language,
            "read_notes": speaker.read_notes,
            "read_reveal": read_reveal,
            "read_slides": speaker.read_slides,
            "read_template": partial(read_template, theme=theme),
        }

    def speak(self) -> None:
        """Say what stands on every page in the words of the moment."""
        self.environment.globals |= {
            "course": look_up(COURSE),
            "kosovo_note": look_up(KOSOVO_NOTE),
        }

    def _preprocess(self, nb: NotebookNode, resources: Any) -> tuple:
        """Change nothing: ``select_cells`` has made what a page shows."""
        return nb, resources

    def default_filters(self):
        """Yield nbconvert's filters and ours."""
        yield from super().default_filters()
        yield from {
            "cell_to_html": self.cell_to_html,
            "markdown_to_html": self.markdown_to_html,
            "output_to_html": self.output_to_html,
            "picture_to_html": picture_to_html,
            "code_to_html": highlight_code,
            "hide_circles": hide_circles,
            "css_text": write_css_text,
            "into_sections": into_sections,
            "into_stacks": into_stacks,
            "is_on_screen": is_on_screen,
            "mark_letters": mark_letters,
            "names_kosovo": names_kosovo,
            "plan_seconds": plan_seconds,
            "write_seconds": write_seconds,
            "to_plain": to_plain,
            "tags": get_tags,
        }.items()

    @pass_context
    def cell_to_html(self, context: Any, cell: NotebookNode) -> str:
        """Return the text of a cell as HTML."""
        return self.markdown_to_html(context, cell.source, cell)

    @pass_context
    def markdown_to_html(self, context: Any, source: str, cell: NotebookNode) -> str:
        """Return Markdown as safe HTML."""
        folder = Path(context["resources"]["page"]["folder"])
        html = render_markdown(source, cell, folder)
        if not is_plain(source, html):
            html = clean(html, cell.id, self.product == "deck")
        return self.fit_headings(context, html)

    @pass_context
    def output_to_html(self, context: Any, html: str, cell: NotebookNode) -> str:
        """Return the HTML of an output as safe HTML."""
        html = clean(html, cell.id, self.product == "deck")
        return self.fit_headings(context, html)

    def fit_headings(self, context: Any, html: str) -> str:
        """Let the highest heading of a slide be of level 2; a handout has its own."""
        shift = context["slide"].shift if "slide" in context else 0
        return shift_headings(html, shift) if shift else html


def export_lesson(
    path: Path,
    dist: Path,
    provenance: dict,
    products: Iterable[str] = FOLDERS,
    theme: str = "light",
) -> list[Path]:
    """Write handout and deck of the lesson at ``path`` below ``dist``; return them.

    ``provenance`` holds the SHA-256 of "notebook" and "data" and the version of
    "nbval" that confirmed the outputs (None: not confirmed). Raises Problem.
    """
    notebook = read_once(path).notebook
    places = {
        product: dist / FOLDERS[product] / f"{path.stem}.html" for product in products
    }
    page = describe_lesson(notebook, path) | {"provenance": provenance}
    return write_pages(notebook, page, name_file(path), places, theme)


def export_course(
    course: Course,
    notebook: NotebookNode,
    dist: Path,
    provenance: dict,
    products: Iterable[str] = FOLDERS,
    theme: str = "light",
) -> list[Path]:
    """Write handout and deck of a course, cut as ``notebook``; return them.

    ``provenance`` holds the SHA-256 of "notebooks" (all that it was cut from) and of
    "data" and the version of "nbval". Raises Problem.
    """
    places = {
        product: dist / name_course_page(course.path, product) for product in products
    }
    page = describe_course(course, notebook) | {"provenance": provenance}
    return write_pages(notebook, page, name_file(course.path), places, theme)


def write_pages(
    notebook: NotebookNode, page: dict, name: str, places: dict[str, Path], theme: str
) -> list[Path]:
    """Write each product of a notebook to its place, all of them or none."""
    pages = {}
    for product, place in places.items():
        try:
            pages[place] = render(notebook, page, product, theme)
        except Problem as problem:
            raise Problem(f"{name}, {problem}") from None
    for place, html in pages.items():
        write_atomically(place, html)
    return list(pages)


def render(notebook: NotebookNode, page: dict, product: str, theme: str) -> str:
    """Return one page as HTML; ``page`` says what it is about."""
    shown = NotebookNode(notebook | {"cells": select_cells(notebook, product)})
    html, _ = get_exporter(product, theme).from_notebook_node(shown, {"page": page})
    return finish(html)


def finish(html: str) -> str:
    """Return a page as it is written: links lead, tables are named, it is light."""
    named = mark_languages(name_tables(unlink(html)))
    return pack_scripts(bring_type(shorten_styles(named)))


def get_exporter(product: str, theme: str = "light") -> LessonExporter:
    """Return the exporter of a product; it reads its templates once."""
    exporter = make_exporter(product, theme, get_language())
    exporter.speak()  # a preview lives on while texts change
    return exporter


@cache
def make_exporter(product: str, theme: str, language: str) -> LessonExporter:
    """Return an exporter whose templates speak a language, that of the moment."""
    exporter = LessonExporter(product, theme)
    if language != OURS:
        exporter.environment.loader = SpeakingLoader(exporter.environment.loader)
    return exporter


def write_css_text(text: str) -> str:
    """Return a text between quotation marks of CSS; letters stand as themselves.

    After an escaped letter CSS would swallow a space.
    """
    kept = {'"': "\\22 ", "\\": "\\5c ", "<": "\\3c ", "&": "\\26 ", "\n": "\\a "}
    return f'"{"".join(kept.get(letter, letter) for letter in text)}"'


def picture_to_html(output: NotebookNode, kind: str, cell: NotebookNode) -> str:
    """Return a stored picture as part of the page; it must say in words what it shows.

    On a small screen its box scrolls, also from the keyboard. Raises Problem when the
    text alternative is missing or too short to say anything.
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
    label = escape(tr("Picture"))
    box = f'class="picture" role="group" aria-label="{label}" tabindex="0"'
    size = ""
    if kind == "image/png":  # a page that knows the size early does not jump
        width, height = measure_png(data)
        box += f' style="--width: {width}px"'
        size = f' width="{width}" height="{height}"'
        kind, data = pack_chart(data)
    image = f'<img src="data:{kind};base64,{data}" alt="{escape(words)}"{size}>'
    return f"<div {box}>{image}</div>"


def measure_png(data: str) -> tuple[int, int]:
    """Return the width and height of a PNG (base64) in pixels."""
    header = base64.b64decode(data[:32])
    width, height = (int.from_bytes(header[at : at + 4]) for at in (16, 20))
    return width, height


def read_template(name: str, theme: str = "light") -> str:
    """Return a style sheet or script of ours, in the language of the moment."""
    text = read_file(name, theme)
    if not name.endswith(".js"):
        return text
    return shorten_script(translate_script(text, look_up))


@cache
def read_file(name: str, theme: str) -> str:
    """Return a style sheet or script of ours, in English.

    The theme "contrast" gives everyone the colours that the style sheet keeps for
    readers who ask their system for more contrast.
    """
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    return text.replace(MORE_CONTRAST, "@media all") if theme == "contrast" else text
