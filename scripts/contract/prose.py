"""The part of the contract that reads the prose: sources, numbers, words."""

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from scripts.door.files import ROOT

Faults = Iterator[tuple[str, str]]

# What not to say → what to say instead.
WORDS = {
    r"\bdisabled (?:people|persons)|\bthe disabled\b|\bhandicapp": (
        "persons with disabilities"
    ),
    r"\b(?:suffer(?:s|ing)? from|wheelchair-bound|confined to)\b": "plain words",
    r"\bgyps(?:y|ies)\b": "the name that the community uses",
    r"(?<!North )\bMacedonia\b": "North Macedonia",
    r"\bRepublika Srpska \(RS\)": "Republika Srpska",
    r"\b(?:WB6|Western Balkan|six) countries\b": "economies",
    r"\bKosov[oa]\b(?!\\?\*)": "Kosovo\\* with its star",
    r"(?<!/)\b(?:Pristina|Prishtin[aë]|Priština)\b(?!/)": "Prishtinë/Priština",
    r"\b(?:TODO|FIXME)\b": "nothing that is not ready",
}
CODE_OR_LINK = re.compile(
    r"```.*?```|`[^`]*`|\]\([^)]*\)|\$[^$]*\$|https?:\S+"
    r"|(?:WCAG|CC BY|Python|JupyterLab) \d[\d.]*",
    re.DOTALL,
)
NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w]|[.,]\d)")
YEARS = range(1900, 2101)
ROUND = {"100", "1000"}


def check_words(lesson) -> Faults:
    """The prose uses the words of CONTRIBUTING.md."""
    for cell in list_prose(lesson):
        text = " ".join(CODE_OR_LINK.sub(" ", cell["source"]).split())
        for pattern, better in WORDS.items():
            found = re.search(pattern, text)
            if found:
                yield cell["id"], f'it says "{found[0]}"; write {better}.'


def check_pictures_in_prose(lesson) -> Faults:
    """A picture in Markdown has a text alternative."""
    for cell in list_prose(lesson):
        if re.search(r"!\[\s*\]\(|<img(?![^>]*alt=\"[^\"]+\")", cell["source"]):
            yield (
                cell["id"],
                "a picture has no text alternative; write ![what it shows].",
            )


def check_sources(lesson) -> Faults:
    """Whatever is cited stands in the list of sources, with its own link."""
    listed = list_sources(lesson)
    for cell in list_prose(lesson):
        for shown, target in re.findall(
            r"\[([^\]]+)\]\(#src-([^)]+)\)", cell["source"]
        ):
            if target not in listed:
                yield (
                    cell["id"],
                    f'{target} is cited and not listed; add "{target}" to sources(…) '
                    f"in the cell {lesson.number}-9-sources.",
                )
            elif re.fullmatch(r"[A-Z]+\d+", shown) and shown != target:
                yield cell["id"], f"the link {shown} leads to {target}; mend one."


def list_sources(lesson) -> set[str]:
    """Return the ids that the lesson's sources(…) calls name."""
    found = set()
    for cell in lesson.cells:
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


def check_numbers(lesson) -> Faults:
    """The prose carries no number that a table holds: code prints findings."""
    for cell in list_prose(lesson):
        text = re.sub(r"^#.*$", " ", cell["source"], flags=re.MULTILINE)
        for found in NUMBER.findall(CODE_OR_LINK.sub(" ", text)):
            number = found.rstrip(",")
            plain = number.replace(",", "")
            if is_harmless(plain, number, lesson) or float(plain) not in list_numbers():
                continue
            yield (
                cell["id"],
                f"{number} is typed and a table holds it; print it with say(…), so "
                "that it follows the data.",
            )


def is_harmless(plain: str, number: str, lesson) -> bool:
    """Say whether a number is too common to be a finding: a year, 100, 1.3 …"""
    if plain in lesson.exercises or plain in ROUND:
        return True
    if "." not in plain:
        return len(plain) < 3 or (number == plain and int(plain) in YEARS)
    return False


@cache
def list_numbers(folder: Path = ROOT / "data") -> frozenset[float]:
    """Return every number that a table holds in a column of numbers."""
    found = set()
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                found |= {
                    read_number(row[name]) for name in row if "year" not in str(name)
                }
    return frozenset(found - {None})


def read_number(text: object) -> float | None:
    """Read a field as a number, None when it is none."""
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def list_prose(lesson) -> list[dict]:
    """Return the Markdown cells."""
    return [cell for cell in lesson.cells if cell["cell_type"] == "markdown"]


CHECKS = [check_words, check_pictures_in_prose, check_sources, check_numbers]
