"""Cut a course from the lessons: one notebook, with the outputs that they store."""

import ast
import copy
import re
from collections.abc import Callable, Iterable
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from scripts.lessons import courses, linking, timing, words
from scripts.lessons.cells import get_debrief, get_minutes, get_tags, is_heading
from scripts.lessons.courses import Block, Course
from scripts.lessons.learning_check import make_cells, read_check
from scripts.lessons.lesson import Lesson, find_exercise
from scripts.lessons.notebooks import name_file, normalise, number_cells
from scripts.lessons.products import PAUSE, WORKSHEET
from workshop import prints
from workshop.messages import look_up, tr

END = "words-and-sources"
MOST_COLUMNS = 88
SHARE = "plan.share(...)"
QUESTION = "**Question of the course.**"
# A section's own lists stand once, at the end of the course.
LISTS = re.compile(r"\d+-9-(words|terms|also|sources)\b.*")
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=[-|#\d])")
NAMED = re.compile(
    r"\b[Ll]essons? (?P<lesson>\d+)\b|\b[Ee]xercises? (?P<exercise>\d+\.q?\d+)"
    r"|\b[Ss]ections? (?P<section>\d+)\b"
)


def cut(course: Course, lessons: Iterable[Lesson]) -> NotebookNode:
    """Return a course as one notebook, with outputs. Raises Problem.

    Title, question, setup; block by block the words, the learning check and the
    sections, each lesson's question before its first one; the terms and sources that
    these name. Cell ids are those of the lessons; ``c-``, ``w-``, ``d-`` and ``p-``
    begin those of course, words, days and pauses.
    """
    lessons = courses.list_lessons_of(course, lessons)
    body = cut_blocks(course, lessons)
    start = read_own(course, words.START, "c-0-how")
    end = read_own(course, END, "c-9-words")
    linking.drop_links(body)
    # The setup cell has its place, and the term that is explained before it, too.
    terms = linking.link_terms([*start, *body, *end], lessons)
    sources = linking.find_cited(body, lessons)
    cells = [
        *make_front(course),
        *start,
        make_setup(course, lessons),
        *body,
        *end,
        make_list("c-9-terms", prints.write_terms, "terms", terms),
        make_list("c-9-sources", prints.write_sources, "sources", sources),
    ]
    listed = [cell for cell in cells if cell is not None]
    return number_cells(normalise(new_notebook(cells=listed)))


def cut_blocks(course: Course, lessons: list[Lesson]) -> list[Any]:
    """Return the cells of all blocks, in order; several days get their headings."""
    sections, asked = courses.index_sections(lessons), set()
    used: list = []
    cells: list[Any] = []
    last = courses.find_last_plan(course, sections)
    for day in course.days:
        if len(course.days) > 1:
            title = f"## {tr('Day {n}', n=day.number)}"
            cells.append(make_text(f"d-{day.number}", title, "slide"))
        for number, block in enumerate(day.blocks, start=1):
            if block.kind == "section":
                lesson = find_lesson(block, lessons)
                if lesson.number not in asked:
                    cells += copy.deepcopy(find_question(lesson))
                asked.add(lesson.number)
                whole = sections[block.name]
                cells += timing.add_time(block, cut_section(block, whole), whole)
                if block is last:
                    cells += make_consent(course)
            elif block.kind == "pause":
                pause = make_pause(course, block, f"p-{day.number}-{number}")
                cells += timing.add_time(block, pause)
            else:
                cells += timing.add_time(block, make_words(course, block, used))
    return cells


def find_lesson(block: Block, lessons: list[Lesson]) -> Lesson:
    """Return the lesson of a section."""
    number = block.name.partition("-")[0]
    return next(lesson for lesson in lessons if lesson.number == number)


def find_question(lesson: Lesson) -> list[dict]:
    """Return the question of a lesson and the notes that follow it."""
    found: list[dict] = []
    for cell in lesson.cells:
        if cell["id"] == f"{lesson.number}-0-question":
            found.append(cell)
        elif found:
            if "facilitator" not in get_tags(cell):
                break
            found.append(cell)
    return found


def cut_section(block: Block, cells: list[dict]) -> list[dict]:
    """Return copies of the cells of a section that a block shows."""
    gone = {cell["id"] for cell in courses.list_left_out(cells, block.without)}
    shown = [
        cell
        for cell in copy.deepcopy(cells)
        if cell["id"] not in gone and not LISTS.fullmatch(cell["id"])
    ]
    shown[0]["metadata"]["minutes"] = block.minutes
    return shown


def make_words(course: Course, block: Block, used: list[str]) -> list[NotebookNode]:
    """Return the cells of words, or of one half of the learning check."""
    name = f"check-{block.name}" if block.kind == "check" else block.name
    base = f"w-{name}" + "-again" * used.count(name)
    used.append(name)
    path = words.find_words(course.path, name)
    cells = words.read_words(path, base, block.minutes)
    if block.kind == "check":
        check = read_check(words.find_words(course.path, words.QUESTIONS))
        asked = make_cells(check, block.name)
        # The code comes before the form that it decides on.
        slides = [n for n, cell in enumerate(cells) if "slideshow" in cell.metadata]
        place = slides[1] if len(slides) > 1 else len(cells)
        code = [cell for cell in asked if cell.id.startswith(f"{base}-code")]
        cells[place:place] = code
        cells += asked[len(code) :]
    return cells


def make_consent(course: Course) -> list[NotebookNode]:
    """Return the cells in which a team decides whether its plan may be collected."""
    cells = read_own(course, words.CANVAS, "w-canvas")
    asked = [cell for cell in cells if WORKSHEET in get_tags(cell)]
    tags = {"tags": [WORKSHEET]}
    return [*asked, new_code_cell(SHARE, id="w-canvas-share", metadata=tags)]


def make_pause(course: Course, block: Block, base: str) -> list[NotebookNode]:
    """Return the slides and notes of a pause; worksheet and handout have none."""
    path = words.find_words(course.path, block.name)
    cells = words.read_words(path, base, block.minutes)
    for cell in cells:
        cell.metadata["tags"] = [*cell.metadata.get("tags", []), PAUSE]
    return cells


def read_own(course: Course, name: str, base: str) -> list[NotebookNode]:
    """Return the cells of words that every course has."""
    return words.read_words(words.find_words(course.path, name), base)


def make_front(course: Course) -> list[NotebookNode]:
    """Return the title, and the question if the course has one."""
    cells = [make_text("c-0-title", f"# {course.title}", "slide")]
    if course.question:
        question = f"{look_up(QUESTION)} {course.question}"
        cells.append(make_text("c-0-question", question, "slide"))
    return cells


def make_text(id_: str, source: str, slide_type: str) -> NotebookNode:
    """Return a Markdown cell that begins a slide."""
    metadata = {"slideshow": {"slide_type": slide_type}}
    return new_markdown_cell(source, id=id_, metadata=metadata)


def make_setup(course: Course, lessons: list[Lesson]) -> NotebookNode:
    """Return one setup cell: what the lessons import, ``start()``, what stays open."""
    lines = [*join_imports(lessons), "", "start()"]
    if course.left_open:
        boxes = ", ".join(f'"{box}"' for box in course.left_open)
        lines.append(f"plan.leave_open({boxes})")
    tags = {"tags": ["setup", WORKSHEET]}
    return new_code_cell("\n".join(lines), id="c-0-setup", metadata=tags)


def join_imports(lessons: list[Lesson]) -> list[str]:
    """Return the lines that import what the setup cells of the lessons import."""
    plain, parts = set(), {"workshop": {"plan", "sources", "start", "terms"}}
    setups = [c for lesson in lessons for c in lesson.cells if "setup" in get_tags(c)]
    for node in [node for cell in setups for node in ast.parse(cell["source"]).body]:
        if isinstance(node, ast.Import):
            plain.add(ast.unparse(node))
        elif isinstance(node, ast.ImportFrom):
            names = {ast.unparse(name) for name in node.names}
            parts.setdefault(node.module or "", set()).update(names)
    lines = [*sorted(plain), ""] if plain else []
    for module in sorted(parts):
        given = sorted(parts[module])
        line = f"from {module} import {', '.join(given)}"
        if len(line) > MOST_COLUMNS:
            lines += [f"from {module} import (", *(f"    {n}," for n in given), ")"]
        else:
            lines.append(line)
    return lines


def make_list(
    id_: str, write: Callable, verb: str, ids: list[str]
) -> NotebookNode | None:
    """Return the cell that lists terms or sources, with what it shows; None: no ids.

    ``write`` returns HTML and plain text of the list, as the verb prints them.
    """
    if not ids:
        return None
    lines, line = [], "   "
    for id_of_row in ids:
        piece = f' "{id_of_row}",'
        if len(line + piece) > MOST_COLUMNS:
            lines.append(line)
            line = "   "
        line += piece
    code = "\n".join([f"{verb}(", *lines, line, ")  # fmt: skip"])
    if len(ids) < 4:
        code = f"{verb}({', '.join(f'{chr(34)}{one}{chr(34)}' for one in ids)})"
    markup, plain = write(*ids)
    data = {"text/html": markup, "text/plain": plain}
    return new_code_cell(code, id=id_, outputs=[new_output("display_data", data)])


def list_remarks(course: Course, notebook: NotebookNode) -> list[str]:
    """Say which sentences name a lesson, section or exercise that the course lacks.

    Also which sections have fewer minutes than their exercises and talk need.
    """
    return [*list_outside(course, notebook), *list_squeezed(course, notebook)]


def list_squeezed(course: Course, notebook: NotebookNode) -> list[str]:
    """Say in which sections exercises and talk do not fit into the minutes."""
    needs: dict[str, list[int]] = {}
    for cell in notebook.cells:
        if is_heading(cell):
            current = needs.setdefault(cell.id, [get_minutes(cell), 0])
        elif needs and get_tags(cell) & {"task", "talk"} and not is_extra(cell):
            current[1] += get_minutes(cell) + get_debrief(cell)
    return [
        f"{name_file(course.path)}, cell {id_}: exercises and talk take {needed} "
        f"minutes, and the section has {has} here."
        for id_, (has, needed) in needs.items()
        if needed > has
    ]


def is_extra(cell: dict) -> bool:
    """Say whether the cell belongs to an extra exercise."""
    return "extra" in get_tags(cell)


def list_outside(course: Course, notebook: NotebookNode) -> list[str]:
    """Say which sentences name what is outside the course."""
    kept = {find_exercise(cell) for cell in notebook.cells}
    lessons = {section.partition("-")[0] for section in course.sections}
    sections = {tuple(section.split("-")[:2]) for section in course.sections}
    remarks = []
    for cell in notebook.cells:
        if cell.cell_type != "markdown" or cell.id[0] in "cwdp":
            continue
        own = cell.id.removeprefix("ex-").partition("-")[0]
        for sentence in SENTENCE.split(cell.source):
            for found in NAMED.finditer(sentence):
                is_here = (
                    found["lesson"] in lessons
                    or found["exercise"] in kept - {None}
                    or (found["section"] and (own, found["section"]) in sections)
                )
                if not is_here:
                    what = found[0]
                    remarks.append(
                        f"{name_file(course.path)}, cell {cell.id}: "
                        f'"{" ".join(sentence.split())}" names {what[0].lower()}'
                        f"{what[1:]}, which is not in this course."
                    )
    return remarks


def describe_remarks(course: Course, notebook: NotebookNode, whole: bool) -> list[str]:
    """Return the remarks on a course, or (not ``whole``) one line that counts them."""
    remarks = list_remarks(course, notebook)
    if whole or not remarks:
        return remarks
    count = f"{len(remarks)} sentences name" if len(remarks) > 1 else "1 sentence names"
    return [
        f"{course.name}: {count} what the course leaves out; "
        f"build {course.name} lists them."
    ]
