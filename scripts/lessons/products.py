"""Decide which cells of a lesson each product shows, in which form, and on which page.

The table stands in CONTRIBUTING.md under "Who sees what"; this file is its only
implementation. It imports nothing heavy: cells are dictionaries as nbformat reads them.
"""

import ast
import copy
import textwrap
from itertools import chain
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.lessons.cells import get_slide_type, get_tags
from scripts.lessons.listing import list_course_inputs, list_courses, list_lessons

PRODUCTS = ("worksheet", "handout", "deck", "facilitator")
# The products that are pages, and their folders below dist/.
FOLDERS = {"handout": "handouts", "deck": "decks"}
# What a facilitator prints: of a lesson with its folder, and what a course has besides.
KIT_FOLDERS = {"guide": "guides", "sheets": "sheets", "cards": "cards", "key": "keys"}
COURSE_KIT = (
    *("run-of-show", *KIT_FOLDERS),
    *("canvas", "lists", "learning-check", "signs"),
)
KIT = "kit"
# The deck and the handout of every lesson: no course, no kit, no index.
JUST_LESSONS = "lessons"
FORMATS = (*FOLDERS.values(), KIT, JUST_LESSONS, "index")
CARD = b"data.card("
INDEX = "index.html"
FRONT = (INDEX, "accessibility.html")
# What only a course has: cells for the worksheet alone, and slides of a pause.
WORKSHEET, PAUSE = "worksheet", "pause"
HIDDEN = {
    "worksheet": {"facilitator", "paper", PAUSE},
    "handout": {"facilitator", "paper", "check", "hints", WORKSHEET, PAUSE},
    "deck": {"paper", "check", "hints", WORKSHEET},
    "facilitator": set(),
}
# A stored "ready" or a stored reply would speak before anybody has run the cell.
WITHOUT_OUTPUT = {"setup", "exercise", "check", "hints"}
# Stored outputs would spoil every guess there, and Jupyter does not trust them.
WITHOUT_ANY_OUTPUT = {"worksheet"}
BEGIN_PROMPT, END_PROMPT = "# BEGIN PROMPT", "# END PROMPT"
BEGIN_SOLUTION, END_SOLUTION = "### BEGIN SOLUTION", "### END SOLUTION"
MARKERS = (BEGIN_PROMPT, END_PROMPT, BEGIN_SOLUTION, END_SOLUTION)


def pick_products(only: str | None = None) -> list[str]:
    """List the products that are pages, or those of one of FORMATS."""
    wanted = (None, JUST_LESSONS)
    return [name for name, folder in FOLDERS.items() if only in (*wanted, folder)]


def pick_kit(path: Path, only: str | None = None) -> list[str]:
    """List the pages that the facilitator of a lesson or of a course prints.

    A lesson that shows no case as a card has no cards to cut.
    """
    if only not in (None, KIT):
        return []
    if path.suffix == ".toml":
        return list(COURSE_KIT)
    shows_cards = CARD in path.read_bytes()
    return [name for name in KIT_FOLDERS if name != "cards" or shows_cards]


def list_pages(
    topic: str | None = None, root: Path = ROOT, only: str | None = None
) -> dict[str, list[Path]]:
    """Map the pages that a build makes, named below ``dist/``, to their lessons.

    A page of a course is mapped to all that the course is cut from. ``topic`` is a
    lesson or a course, ``only`` one of FORMATS. A build of one topic does not answer
    for the index.
    """
    pages = {
        name_lesson_page(lesson, product): [lesson]
        for lesson in list_lessons(topic, root)
        for product in [*pick_products(only), *pick_kit(lesson, only)]
    }
    courses = list_courses(topic, root) if only != JUST_LESSONS else []
    made_from = {course: list_course_inputs(course, root) for course in courses}
    for course, inputs in made_from.items():
        for product in [*pick_products(only), *pick_kit(course, only)]:
            pages[name_course_page(course, product)] = inputs
    if not topic and only in (None, "index"):
        everything = [list_lessons(root=root), *made_from.values()]
        pages |= dict.fromkeys(FRONT, list(dict.fromkeys(chain(*everything))))
    return pages


def name_lesson_page(lesson: Path, product: str) -> str:
    """Name a page of a lesson below ``dist/``: decks/01-definition.html."""
    return f"{(FOLDERS | KIT_FOLDERS)[product]}/{lesson.stem}.html"


def name_course_page(course: Path, product: str) -> str:
    """Name a page of a course below ``dist/``: courses/one-day/deck.html."""
    return f"courses/{course.stem}/{product}.html"


def select_cells(notebook: dict, product: str) -> list[dict]:
    """Return copies of the cells that ``product`` shows, in the form it shows them.

    ``product`` is "worksheet", "handout", "deck" or "facilitator". A code cell of a
    deck that shows its output alone carries ``metadata.transient.remove_source``
    (nbconvert's own sign); a facilitator note of a deck has the slide type "notes".
    A worksheet's cells have neither outputs nor counts. Raises Problem when the
    markers of an exercise are not in order.
    """
    if product not in PRODUCTS:
        raise ValueError(f"{product!r} is none of {', '.join(PRODUCTS)}")
    shown = (cell for cell in notebook["cells"] if is_shown(cell, product))
    return [prepare_cell(copy_cell(cell), product) for cell in shown]


def copy_cell(cell: dict) -> dict:
    """Return a copy whose words and metadata may change; outputs stay the same ones."""
    copied = copy.copy(cell)
    copied["metadata"] = copy.deepcopy(cell["metadata"])
    return copied


def is_shown(cell: dict, product: str) -> bool:
    """Say whether ``product`` shows this cell at all."""
    tags = get_tags(cell)
    if tags & HIDDEN[product]:
        return False
    if product == "deck":
        return "facilitator" in tags or get_slide_type(cell) not in ("", "skip")
    return True


def prepare_cell(cell: dict, product: str) -> dict:
    """Change one copied cell to the form that ``product`` shows."""
    tags = get_tags(cell)
    if "facilitator" in tags and product == "deck":
        cell["metadata"]["slideshow"] = {"slide_type": "notes"}
    if cell["cell_type"] != "code":
        return cell
    if product == "facilitator":
        if "exercise" in tags:
            cell["source"] = solve(cell["source"], cell["id"])
        return cell
    if product in WITHOUT_ANY_OUTPUT or tags & WITHOUT_OUTPUT:
        cell["outputs"], cell["execution_count"] = [], None
    if "exercise" in tags:
        cell["source"] = unsolve(cell["source"], cell["id"])
    elif product == "deck" and "code-on-slide" not in tags:
        cell["metadata"]["transient"] = {"remove_source": True}
    return cell


def unsolve(source: str, cell_id: str) -> str:
    """Return the code that a participant gets: the prompt, or blanks."""
    lines, prompted = [], False
    for kind, part in split_regions(source, cell_id):
        if kind == "prompt":
            lines += uncomment(part, cell_id)
            prompted = True
        elif kind == "solution":
            lines += [] if prompted else blank_out(part, cell_id)
            prompted = False
        else:
            lines += part
    return "\n".join(lines).strip("\n")


def solve(source: str, cell_id: str) -> str:
    """Return the solved code without markers and prompts."""
    regions = split_regions(source, cell_id)
    lines = [line for kind, part in regions if kind != "prompt" for line in part]
    return "\n".join(lines).strip("\n")


def split_regions(source: str, cell_id: str) -> list[tuple[str, list[str]]]:
    """Cut the code of an exercise into ("plain" | "prompt" | "solution", lines)."""
    regions: list[tuple[str, list[str]]] = [("plain", [])]
    kind = "plain"
    expected = {
        BEGIN_PROMPT: ("plain", "prompt"),
        END_PROMPT: ("prompt", "plain"),
        BEGIN_SOLUTION: ("plain", "solution"),
        END_SOLUTION: ("solution", "plain"),
    }
    for line in source.splitlines():
        marker = line.strip()
        if marker not in expected:
            regions[-1][1].append(line)
            continue
        before, after = expected[marker]
        if kind != before:
            raise Problem(
                f'cell {cell_id}: the marker "{marker}" stands where none may; give '
                "every BEGIN its END, one after the other."
            )
        kind = after
        regions.append((kind, []))
    if kind != "plain":
        raise Problem(
            f"cell {cell_id}: the {kind} has no end; add the line "
            f'"{END_PROMPT if kind == "prompt" else END_SOLUTION}".'
        )
    if not any(kind == "solution" for kind, _ in regions):
        raise Problem(
            f"cell {cell_id}: the exercise has no solution; put the solved code "
            f'between "{BEGIN_SOLUTION}" and "{END_SOLUTION}".'
        )
    return regions


def uncomment(lines: list[str], cell_id: str) -> list[str]:
    """Take the leading ``# `` off the lines of a prompt."""
    for line in lines:
        if line.strip() and not line.lstrip().startswith("#"):
            raise Problem(
                f'cell {cell_id}: the prompt line "{line.strip()}" is no comment; '
                'begin every line of the prompt with "# ".'
            )
    bare = []
    for line in lines:
        indent, _, text = line.partition("#")
        bare.append((indent + text.removeprefix(" ")).rstrip())
    return bare


def blank_out(lines: list[str], cell_id: str) -> list[str]:
    """Return ``name = ...`` for every name that the solution assigns."""
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())] if lines else ""
    try:
        body = ast.parse(textwrap.dedent("\n".join(lines))).body
    except SyntaxError as error:
        raise Problem(
            f"cell {cell_id}: line {error.lineno} of the solution is no Python "
            f"({error.msg}); mend it."
        ) from error
    targets = [target for statement in body for target in get_targets(statement)]
    names = [
        node.id
        for target in targets
        for node in ast.walk(target)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    if not names:
        raise Problem(
            f"cell {cell_id}: the solution gives no name a value, so the worksheet "
            f'would be empty; add a "{BEGIN_PROMPT}" block.'
        )
    return [f"{indent}{name} = ..." for name in dict.fromkeys(names)]


def get_targets(statement: ast.stmt) -> list[ast.expr]:
    """Return what a statement assigns to: two targets for ``a = b = 1``."""
    if isinstance(statement, ast.Assign):
        return statement.targets
    return [statement.target] if isinstance(statement, ast.AnnAssign) else []
