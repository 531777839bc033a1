"""The participants' sheets: every version on paper, and what the hand needs beside it.

A version on paper names a table or a chart by its title, in quotation marks, or a
heading under which numbers stand. These outputs come from the lesson; no code does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from scripts.kit.topic import Topic
from scripts.kit.writing import make_room, mark_blanks
from scripts.lessons.cells import find_alternative, get_english, get_tags, is_heading
from scripts.lessons.lesson import Lesson, find_exercise
from scripts.pages.cleaning import clean
from scripts.pages.export import picture_to_html
from scripts.pages.layout import list_headings
from scripts.pages.markdown import to_plain

TITLE = re.compile(r'"([^"]+)"')
CHART = re.compile(r"\b(?:charts?|map)\b", re.IGNORECASE)
LETTER = re.compile(r"\bone letter\b")
CITATION = re.compile(r"\s*\[[^\]]*\]\(#src-[^)]*\)")
LINK = re.compile(r"\[([^\]]*)\]\(#[^)]*\)")
FIRST = re.compile(
    r"\A(?P<mark><span [^>]*>)?\*\*(?:On paper: )?(?P<title>[^*]+)[.?]\*\*\s*"
)
FACTS = re.compile(
    r"^(### (?:<span [^>]*>)?\w+ \d+\.q\d+(?:</span>)?).*$", re.MULTILINE
)
PNG, HTML = "image/png", "text/html"
CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)
DESCRIPTION = 'class="description"'


@dataclass
class Sheet:
    """The sheet of one section: its heading, and parts as (id, kind, HTML).

    ``kind`` is "paper", "question" or "shown".
    """

    id: str
    title: str
    lesson: str | None
    parts: list[tuple[str, str, str]] = field(default_factory=list)


def fill_sheets(topic: Topic) -> dict:
    """Return what the page of the sheets shows: ``{"sheets": [Sheet]}``."""
    shown: set[str] = set()
    sheets = [make_sheet(topic, cells, shown) for cells in split(topic.cells)]
    return {"sheets": [sheet for sheet in sheets if sheet.parts]}


def split(cells: list[dict]) -> list[list[dict]]:
    """Begin a section at every heading that begins one."""
    sections: list[list[dict]] = [[]]
    for cell in cells:
        if is_heading(cell):
            sections.append([])
        sections[-1].append(cell)
    return [section for section in sections if section]


def make_sheet(topic: Topic, cells: list[dict], shown: set[str]) -> Sheet:
    """Make the sheet of a section; ``shown`` are outputs that stand further up."""
    first = cells[0]
    title = next((text for _, text in list_headings(first)), topic.page["title"])
    lesson = first["id"].partition("-")[0]
    sheet = Sheet(first["id"], to_plain(title), lesson if lesson.isdigit() else None)
    waiting: list[dict] = []
    for cell in cells:
        tags = get_tags(cell)
        if "task" in tags and "-q" in cell["id"]:
            waiting.append(cell)
        elif "paper" in tags:
            number, asked = find_exercise(cell), []
            if LETTER.search(get_english(cell)):
                asked, waiting = waiting, []
            else:
                waiting = [one for one in waiting if find_exercise(one) != number]
            sheet.parts += [make_question(topic, one) for one in asked]
            needed = show_needed(topic, cell, shown)
            above = [list_headings(one)[0][1] for one in asked[-1:] if not needed]
            paper = make_paper(topic, cell, [sheet.title, *above])
            sheet.parts += [*needed, (cell["id"], "paper", paper)]
    sheet.parts += [make_question(topic, one) for one in waiting]
    return sheet


def make_question(topic: Topic, cell: dict) -> tuple[str, str, str]:
    """Return a question with its choices, of which a hand circles one."""
    source = FACTS.sub(r"\1", strip_links(cell["source"]))
    return (cell["id"], "question", topic.to_html(source, cell["id"]))


def make_paper(topic: Topic, cell: dict, above: list[str]) -> str:
    """Return a version on paper, its first words as a heading, with room to write.

    What a heading above it says already, of its section or question, is not said again.
    """
    source = mark_blanks(strip_links(cell["source"]))
    first = FIRST.match(source)
    if first:
        title = first["title"][0].upper() + first["title"][1:]
        mark = first["mark"] or ""
        named = f"{mark}{title}</span>" if mark else title
        is_new = not any(is_said(title, one) for one in above)
        heading = f"### {named}\n\n" if is_new else ""
        source = heading + mark + source[first.end() :]
    return make_room(topic.to_html(source, cell["id"]))


def is_said(title: str, above: str) -> bool:
    """Say whether a heading begins with the same words."""
    words, others = (re.findall(r"\w+", text.casefold()) for text in (title, above))
    return others[: len(words)] == words


def strip_links(source: str) -> str:
    """Return Markdown without citations, and with terms as plain words."""
    return LINK.sub(r"\1", CITATION.sub("", source))


def show_needed(topic: Topic, paper: dict, shown: set[str]) -> list:
    """Return the tables and pictures that a version on paper names, each once."""
    parts = []
    for cell, number, html in find_shown(topic, paper):
        key = f"{cell['id']}-{number}"
        if key not in shown:
            shown.add(key)
            parts.append((key, "shown", html))
    return parts


def find_shown(topic: Topic, paper: dict) -> list[tuple[dict, int, str]]:
    """List what a version on paper names as (cell, number of the output, HTML)."""
    number = paper["id"].removeprefix("ex-").partition("-")[0]
    original, lesson = topic.find_original(number), topic.find_lesson(number)
    if original is None or lesson is None:
        return []
    needed = find_needed(original, next(find_cells(original, paper["id"]), paper))
    if original is lesson:
        return needed
    return [one for place in needed for one in find_again(lesson, *place)]


def find_cells(lesson: Lesson, id_: str) -> Iterator[dict]:
    """Find the cell of this id in a lesson."""
    return (cell for cell in lesson.cells if cell["id"] == id_)


def find_again(lesson: Lesson, cell: dict, number: int, html: str) -> list:
    """Find in a translated lesson what was found in the English one."""
    for own in find_cells(lesson, cell["id"]):
        if own["cell_type"] == "markdown":
            return [(own, number, write_heading(own))]
        if number < len(own["outputs"]):
            return [one for one in [show(own, number, own["outputs"][number])] if one]
    return []


def write_heading(cell: dict) -> str:
    """Write the heading of a cell over what stands under it."""
    return f"<h3>{escape(to_plain(list_headings(cell)[0][1]))}</h3>"


def find_needed(lesson: Lesson, paper: dict) -> list[tuple[dict, int, str]]:
    """List what a version on paper of an English lesson names, as ``find_shown``."""
    source = " ".join(paper["source"].split())
    needed, has_chart = [], False
    for found in TITLE.finditer(source):
        title = found[1].rstrip(" …")
        before = source[max(0, found.start() - 12) : found.start()]
        wants_chart = bool(CHART.search(before))
        outputs = find_titled(lesson.cells, title, wants_chart)
        has_chart |= wants_chart and bool(outputs)
        needed += outputs or find_under(lesson.cells, title, paper)
    if CHART.search(source) and not has_chart:
        needed += find_last_picture(lesson, paper)
    return needed


def find_titled(cells: list, title: str, wants_chart: bool) -> list:
    """List the pictures, or the tables, whose title begins so."""
    found = []
    for cell, number, output in list_outputs(cells):
        html = output["data"].get(HTML, "")
        if wants_chart and find_alternative(output, PNG).startswith(title):
            found.append((cell, number, picture_to_html(output, PNG, cell)))
        caption = CAPTION.search(html)
        is_table = DESCRIPTION not in html and not wants_chart
        if caption and is_table and to_plain(caption[1]).startswith(title):
            found.append((cell, number, clean(html, cell["id"])))
    return found


def find_under(cells: list[dict], title: str, paper: dict) -> list:
    """List what the code prints between the heading of this title and the exercise."""
    found: list = []
    is_under, level = False, ""
    for cell in cells:
        headings = list_headings(cell)
        if any(text.startswith(title) for _, text in headings):
            is_under, level = True, headings[0][0]
            if not is_heading(cell):  # that of a section stands on the sheet anyway
                found.append((cell, 0, write_heading(cell)))
        elif cell is paper or (headings and len(headings[0][0]) <= len(level)):
            is_under = False
        if "task" in get_tags(cell):
            is_under = False
        if is_under:
            found += [show(*output) for output in list_outputs([cell])]
    return [one for one in found if one]


def find_last_picture(lesson: Any, paper: dict) -> list:
    """Return the picture nearest above, of the section of the version on paper."""
    section = next(part for part in lesson.sections if paper["id"] in get_ids(part))
    above = section[: get_ids(section).index(paper["id"])]
    pictures = [show(*one) for one in list_outputs(above) if PNG in one[2]["data"]]
    return pictures[-1:]


def get_ids(cells: list[dict]) -> list[str]:
    """Return the ids of cells."""
    return [cell["id"] for cell in cells]


def list_outputs(cells: list) -> list[tuple[Any, int, Any]]:
    """List what the worked code of cells has printed: (cell, number, output)."""
    return [
        (cell, number, output)
        for cell in cells
        if not get_tags(cell) & {"setup", "exercise", "check", "hints"}
        for number, output in enumerate(cell.get("outputs", ()))
        if "data" in output
    ]


def show(cell: Any, number: int, output: Any) -> tuple[dict, int, str] | None:
    """Return an output as HTML; the description of a picture is its alternative."""
    if PNG in output["data"]:
        return cell, number, picture_to_html(output, PNG, cell)
    html = output["data"].get(HTML, "")
    if not html or DESCRIPTION in html:
        return None
    return cell, number, clean(html, cell["id"])
