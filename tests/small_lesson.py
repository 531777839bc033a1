"""A small lesson that has one cell of every kind, and its exports."""

import base64
import io
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image, ImageDraw

from scripts.pages.export import export_lesson
from workshop.note import KOSOVO_NOTE

PROVENANCE = {"notebook": "a1" * 32, "data": "b2" * 32, "nbval": "0.11.0"}
ALT = "Bar chart: five of the six economies name novelty, Kosovo* has no value."
NOTE = f'<p class="note-xk">{KOSOVO_NOTE}</p>'
FINDING = '<p class="finding">5 of 6 economies name it.</p>'
DESCRIPTION = (
    '<details class="description"><summary>Describe the chart</summary>'
    "<p>Kosovo* has no value.</p></details>"
)
TABLE = """<div class="table" role="group" aria-label="Who names it" tabindex="0">
<table><caption style="text-align:left">Who names it</caption>
<thead><tr><th scope="col" style="text-align:left">economy</th>
<th scope="col">definitions</th></tr></thead>
<tbody><tr><th scope="row" style="text-align:left">Serbia</th><td>7</td></tr>
<tr><th scope="row" style="text-align:left">Kosovo*</th><td>5</td></tr></tbody>
</table></div>"""
PANDAS_TABLE = """<div><style scoped>.dataframe td { color: red }</style>
<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th>
<th>criterion</th><th>count</th></tr></thead><tbody><tr><th>0</th><td>novel</td>
<td>18</td></tr><tr><th>1</th><td>just</td><td>4</td></tr></tbody></table></div>"""
SOURCES = """<ol class="source-list"><li id="src-ME03"><strong>ME03</strong>
<a href="https://example.org/">A centre in Nikšić</a>, 2021.</li></ol>"""
SOLVED = """# BEGIN PROMPT
# answer_1_1 = totals.sort_values(ascending=...)
# END PROMPT
### BEGIN SOLUTION
answer_1_1 = totals.sort_values(ascending=True)  # secret
### END SOLUTION"""


def make_notebook() -> nbformat.NotebookNode:
    """Return a lesson that has one cell of every kind."""
    slide, more = "slide", "-"
    cells = [
        text("1-0-title", "# What is a *small* lesson?", slide),
        text(
            "1-0-question",
            "**Question of the lesson.** Who decides what counts as new?",
            slide,
        ),
        code("1-0-setup", "from workshop import start\n\nstart()", tags=["setup"]),
        text("1-1-words", "## Words that divide us", slide, minutes=20),
        text("1-1-note", "Say: **only the speaker reads this.**", tags=["facilitator"]),
        text(
            "1-1-text",
            "### Đačko, Ђурђевдан and ë\n\nSome say *new*, others say *useful* "
            "([ME03](#src-ME03)).\n\n- first\n- second",
            slide,
        ),
        text("1-1-more", "And a third thing, later.", "fragment"),
        text(
            "1-1-math",
            "### Agreement\n\nIt is $\\kappa = \\frac{p_o - p_e}{1 - p_e}$, where\n\n"
            "$$p_e = \\sum_k p_k^2$$",
            "subslide",
        ),
        text("1-1-long", "### A full slide\n\n" + "Many words. " * 60, "subslide"),
        text(
            "1-2-charts", "## What six economies say\n\nOne chart.", slide, minutes=30
        ),
        code(
            "1-2-bars", "charts.bar(table)", more, [picture(), html(DESCRIPTION + NOTE)]
        ),
        text("1-2-says", "**What the code says.** Draw a bar for each row.", None),
        text("1-2-table-title", "### A table", slide),
        code("1-2-table", "show(table)", more, [html(TABLE + NOTE)]),
        code("1-2-say", "say('…')", more, [html(FINDING)]),
        code("1-2-pandas", "table", "subslide", [html(PANDAS_TABLE)]),
        text("1-2-talk", "Which word would you add?", slide, ["talk"], minutes=8),
        text(
            "ex-1-1-task",
            "### Exercise 1.1 · ●● fill a blank · core · 10 minutes\n\nSort them.",
            slide,
            ["task", "core"],
            minutes=10,
        ),
        code("ex-1-1", SOLVED, more, [html("secret")], ["exercise", "core"]),
        code("ex-1-1-check", 'check("1.1")', None, [html("Well seen.")], ["check"]),
        code("ex-1-1-hints", 'hint("1.1")', None, [html("A first hint")], ["hints"]),
        text("ex-1-1-paper", "Sort the cards by hand.", None, ["paper"]),
        text(
            "1-9-keypoints", "## Key points\n\n- Words decide counts.", slide, minutes=5
        ),
        text("1-9-sources-title", "### Sources", slide),
        code("1-9-sources", 'sources("ME03")', more, [html(SOURCES)]),
    ]
    return new_notebook(cells=cells)


def text(id_: str, source: str, slide=None, tags=(), minutes=None):
    """Return a Markdown cell."""
    metadata = make_metadata(slide, tags, minutes)
    return new_markdown_cell(source, id=id_, metadata=metadata)


def code(id_: str, source: str, slide=None, outputs=(), tags=()):
    """Return a code cell with outputs."""
    metadata = make_metadata(slide, tags, None)
    return new_code_cell(source, id=id_, metadata=metadata, outputs=list(outputs))


def make_metadata(slide, tags, minutes) -> dict:
    """Return the metadata of a cell, without what is not given."""
    slideshow = {"slide_type": slide} if slide else None
    given = {"slideshow": slideshow, "tags": list(tags), "minutes": minutes}
    return {key: value for key, value in given.items() if value}


def html(markup: str):
    """Return an HTML output."""
    return new_output("display_data", {"text/html": markup, "text/plain": "plain"})


def picture(alt: str = ALT):
    """Return a chart as an output; its text alternative is in the metadata."""
    image = Image.new("RGB", (1200, 700), "white")
    pen = ImageDraw.Draw(image)
    for place, height in enumerate((500, 420, 300, 260, 180)):
        pen.rectangle(
            (80 + 220 * place, 650 - height, 240 + 220 * place, 650), "#0b4f5c"
        )
    stream = io.BytesIO()
    image.save(stream, "PNG")
    data = {"image/png": base64.b64encode(stream.getvalue()).decode()}
    return new_output("display_data", data, metadata={"image/png": {"alt": alt}})


def export_notebook(notebook, folder: Path, name: str = "01-small") -> dict[str, str]:
    """Export a notebook below ``folder``; return product → HTML."""
    path = folder / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    handout, deck = export_lesson(path, folder / "dist", PROVENANCE)
    return {
        "handout": handout.read_text(encoding="utf-8"),
        "deck": deck.read_text(encoding="utf-8"),
    }
