"""Links to terms and sources: find them, and set them anew where cells are picked.

A lesson links a term at its first use, in the text that participants read. A course
picks sections of several lessons: then the first use there is linked, and no other.
"""

import ast
import re
from collections.abc import Iterable

from scripts.lessons.cells import get_tags
from scripts.lessons.lesson import Lesson

TERM = re.compile(r"\[(?P<words>[^\]]+)\]\(#term-(?P<id>[^)]+)\)")
CITED = re.compile(r"\]\(#src-([^)]+)\)")
PLACE = re.compile(
    r"\[(?P<words>[^\]]+)\]\((?P<file>[^)#\s:]*\.ipynb)?#?(?P<id>[^)\s:]*)\)"
)
NOT_READ = {"facilitator", "paper"}
# What a link cannot stand in: code, links, headings, formulas, marks of HTML.
CLOSED = re.compile(
    r"^#[^\n]*$|```.*?```|`[^`]*`|!?\[[^\]]*\]\([^)]*\)|\$[^$]*\$|<[^>]+>", re.M | re.S
)


def is_read(cell: dict) -> bool:
    """Say whether participants read this cell as text."""
    return cell["cell_type"] == "markdown" and not get_tags(cell) & NOT_READ


def list_sources(cells: Iterable[dict]) -> set[str]:
    """Return the ids that the calls of ``sources`` in these cells name."""
    found = set()
    for cell in cells:
        if cell["cell_type"] == "code" and "sources(" in cell["source"]:
            try:
                tree = ast.parse(cell["source"])
            except SyntaxError:
                continue
            found |= {
                node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
    return found


def find_cited(cells: list[dict], lessons: Iterable[Lesson]) -> list[str]:
    """Return what the cells cite, sorted: links, and what the lessons list for them.

    Of the lists in the lessons stays what the cells name, in text, code or output: a
    row by its id, a table or an indicator as a text in code.
    """
    listed = set().union(*(list_sources(lesson.cells) for lesson in lessons))
    text = "\n".join(write_all(cell) for cell in cells)
    code = "\n".join(c["source"] for c in cells if c["cell_type"] == "code")
    named = {
        id_
        for id_ in listed
        if (f'"{id_}"' in code if id_[:1].islower() else holds(text, id_))
    }
    return sorted(named | set(CITED.findall(text)))


def write_all(cell: dict) -> str:
    """Return the source of a cell and the pages that its outputs show."""
    outputs = cell.get("outputs", [])
    return "\n".join(
        [cell["source"], *(o.get("data", {}).get("text/html", "") for o in outputs)]
    )


def holds(text: str, words: str) -> bool:
    """Say whether the words stand in a text, on their own."""
    if words not in text:  # this is quick
        return False
    # A pattern that begins with letters is found quickly, too.
    name = re.escape(words)
    return bool(re.search(rf"{name}(?<![\w-]{name})(?![\w-])", text))


def link_terms(cells: list[dict], lessons: Iterable[Lesson]) -> list[str]:
    """Link each term at its first use in these cells, and nowhere else; return the ids.

    Which terms, and by which words, the lesson of a cell says; a cell of no lesson
    carries its own links. Changes the cells.
    """
    known = {lesson.number: find_linked(lesson.cells) for lesson in lessons}
    linked = []
    for cell in filter(is_read, cells):
        own = find_linked([cell])
        cell["source"] = TERM.sub(lambda link: link["words"], cell["source"])
        number = cell["id"].removeprefix("ex-").partition("-")[0]
        wanted = {id_: words for id_, words in known.get(number, {}).items()} | own
        found = {
            id_: place
            for id_, words in wanted.items()
            if id_ not in linked and (place := find_first(cell["source"], words))
        }
        linked += put_links(cell, found)
    return linked


def find_linked(cells: Iterable[dict]) -> dict[str, str]:
    """Return the linked terms of these cells: {"kappa": "Cohen's kappa"}."""
    links = [link for cell in cells for link in TERM.finditer(cell["source"])]
    return {link["id"]: link["words"] for link in reversed(links)}


def find_first(source: str, words: str) -> tuple[int, int] | None:
    """Find the first place of the words at which a link can stand."""
    masked = CLOSED.sub(lambda part: "\0" * len(part[0]), source)
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(rf"(?<![\w\0]){pattern}(?![\w\0])", masked, re.IGNORECASE)
    return found.span() if found else None


def put_links(cell: dict, places: dict[str, tuple[int, int]]) -> list[str]:
    """Write the links into a cell; of two at the same place the longer one stays."""
    placed, end = [], -1
    for id_, (start, stop) in sorted(
        places.items(), key=lambda item: (item[1][0], -item[1][1])
    ):
        if start >= end:
            placed.append((id_, start, stop))
            end = stop
    source = cell["source"]
    for id_, start, stop in reversed(placed):
        source = f"{source[:start]}[{source[start:stop]}](#term-{id_}){source[stop:]}"
    cell["source"] = source
    return [id_ for id_, *_ in placed]


def drop_links(cells: list[dict]) -> None:
    """Turn links to lessons, and to cells that are not here, into their words."""
    ids = {cell["id"] for cell in cells}

    def replace(link: re.Match) -> str:
        place = link["id"]
        stays = place in ids or place.startswith(("term-", "src-"))
        is_inside = link["file"] or (place and "/" not in place and "#" in link[0])
        return link["words"] if is_inside and (link["file"] or not stays) else link[0]

    for cell in cells:
        if cell["cell_type"] == "markdown":
            cell["source"] = PLACE.sub(replace, cell["source"])
