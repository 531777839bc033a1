"""The part of the contract that follows links: terms, anchors, ids of rows, cases."""

import re
from collections import Counter
from functools import cache

from scripts.contract import Faults
from scripts.lessons.cells import get_tags
from scripts.lessons.lesson import Lesson
from scripts.lessons.linking import NOT_READ, TERM, list_sources
from workshop import citing, data

LISTED = re.compile(r"\bterms\((?P<ids>[^)]*)\)")
LINK = re.compile(r"\]\((?P<place>[^)#\s:]*)#?(?P<anchor>[^)\s]*)\)")
HEADING_OR_CODE = re.compile(r"^#.*$|`[^`]*`", re.MULTILINE)
CHECKED = {"confirmed", "corrected"}


def check_terms(lesson: Lesson) -> Faults:
    """A term is in the glossary, is linked once, at its first use, and is listed."""
    listed: set[str] | list[str] = list_terms(lesson)
    linked: Counter[str] = Counter()
    place, before = f"{lesson.number}-9-terms", ""
    for cell in lesson.prose:
        for link in TERM.finditer(cell["source"]):
            words, id_ = " ".join(link["words"].split()), link["id"]
            linked[id_] += 1
            if id_ not in list_glossary():
                yield cell["id"], f"the glossary has no term {id_}; add it, or mend it."
            elif get_tags(cell) & NOT_READ:
                yield cell["id"], f"link {id_} in the text that participants read."
            elif linked[id_] == 2:
                yield cell["id"], f"{id_} is linked twice; keep the first link."
            elif says(before + cell["source"][: link.start()], words):
                yield cell["id"], f'"{words}" stands earlier too; link its first use.'
            if linked[id_] == 1 and id_ not in listed:
                yield cell["id"], f'{id_} is not listed; add "{id_}" to {place}.'
        if not get_tags(cell) & NOT_READ:
            before += cell["source"] + "\n"
    for id_ in listed:
        if id_ not in linked:
            yield place, f"{id_} is listed and never linked; link its first use."


def says(text: str, words: str) -> bool:
    """Say whether a text, without headings and code, holds these words."""
    text = " ".join(HEADING_OR_CODE.sub(" ", text).split())
    return bool(re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE))


def list_terms(lesson: Lesson) -> list[str]:
    """List the ids in the call of ``terms`` in its cell."""
    sources = [c["source"] for c in lesson.cells if is_terms_cell(c, lesson)]
    calls = [call for source in sources for call in LISTED.findall(source)]
    return [id_ for call in calls for id_ in re.findall(r'"([^"]+)"', call)]


def is_terms_cell(cell: dict, lesson: Lesson) -> bool:
    """Say whether this is the cell that lists the terms of the lesson."""
    return cell["cell_type"] == "code" and cell["id"] == f"{lesson.number}-9-terms"


def check_terms_cell(lesson: Lesson) -> Faults:
    """The terms are listed once, in the cell that is there for them."""
    place = f"{lesson.number}-9-terms"
    for cell in lesson.cells:
        lists = cell["cell_type"] == "code" and LISTED.search(cell["source"])
        if lists and not is_terms_cell(cell, lesson):
            yield cell["id"], f"terms(…) stands in {place} alone; move it there."


def check_links(lesson: Lesson) -> Faults:
    """A link within the lesson or to another one leads somewhere."""
    ids = {cell["id"] for cell in lesson.cells}
    for cell in lesson.prose:
        for link in LINK.finditer(cell["source"]):
            place, anchor = link["place"], link["anchor"]
            if place.endswith(".ipynb"):
                if not (lesson.path.parent / place).is_file():
                    yield cell["id"], f"there is no lesson {place}; mend the link."
            elif place or anchor.startswith(("term-", "src-")):
                continue  # An address, or an anchor that another check follows.
            elif anchor not in ids:
                yield cell["id"], f"no cell has the id {anchor}; mend the link."


def check_source_ids(lesson: Lesson) -> Faults:
    """Whatever is listed as a source is a row or a table of ours."""
    for id_ in sorted(list_sources(lesson.cells) - list_ids() - set(data.names())):
        yield f"{lesson.number}-9-sources", f"no table has the id {id_}; mend it."


def check_row_ids(lesson: Lesson) -> Faults:
    """An id such as ME12 or ME-11, in text or code, is that of a row."""
    for cell in lesson.cells:
        found = set(re.findall(make_id_pattern(), cell["source"]))
        for id_ in sorted(found - list_ids()):
            yield cell["id"], f"no table has a row {id_}; mend the id."


def check_cases(lesson: Lesson) -> Faults:
    """A case that is named was looked up twice, and has a limit to show."""
    cases = list_cases()
    for cell in lesson.cells:
        named = set(re.findall(make_id_pattern(), cell["source"])) & set(cases)
        for id_ in sorted(named):
            if cases[id_]["check"] not in CHECKED:
                yield cell["id"], f"{id_} was read once only; look it up, mark its row."
            if not cases[id_]["limit"]:
                yield (
                    cell["id"],
                    f"{id_} has no limit; find one, write it into its row.",
                )


@cache
def list_cases() -> dict[str, dict[str, str]]:
    """Return check and limit of each case by its id; a limit not known is empty."""
    cases = data.load("cases").set_index("case_id")
    return cases[["check", "limit"]].fillna("").to_dict("index")


@cache
def make_id_pattern() -> str:
    """Return the pattern of ids that begin with the code of a country."""
    codes = "|".join(data.load("countries")["country"])
    return rf"\b(?:{codes})-?\d\d\b"


@cache
def list_glossary() -> frozenset[str]:
    """Return the ids of the glossary."""
    return frozenset(data.load("glossary")["id"])


@cache
def list_ids() -> frozenset[str]:
    """Return the ids of all rows that name their source."""
    keys = {name: citing.name_key(name) for name in data.names()}
    tables = [data.load(name)[key] for name, key in keys.items() if key]
    return frozenset(id_ for table in tables for id_ in table)


CHECKS = [
    check_terms,
    check_terms_cell,
    check_links,
    check_source_ids,
    check_row_ids,
    check_cases,
]
