"""The part of the contract that reads the prose: pictures, sources, numbers."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

from scripts.contract import Faults
from scripts.contract.words import take_out_code
from scripts.door.files import ROOT
from scripts.lessons.lesson import Lesson
from scripts.lessons.linking import list_sources

# "exercise 6.5" names an exercise of any lesson.
NAMED = re.compile(
    r"\b(?:[Ee]xercise|[Qq]uestion)s? \d+\.\d+(?:(?:,| and| or) \d+\.\d+)*"
)
NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w]|[.,]\d)")
YEARS = range(1900, 2101)
ROUND = {"100", "1000"}


def check_pictures_in_prose(lesson: Lesson) -> Faults:
    """A picture in Markdown has a text alternative."""
    for cell in lesson.prose:
        if re.search(r"!\[\s*\]\(|<img(?![^>]*alt=\"[^\"]+\")", cell["source"]):
            yield (
                cell["id"],
                "a picture has no text alternative; write ![what it shows].",
            )


def check_sources(lesson: Lesson) -> Faults:
    """Whatever is cited stands in the list of sources, with its own link."""
    listed = list_sources(lesson.cells)
    for cell in lesson.prose:
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


def check_numbers(lesson: Lesson) -> Faults:
    """The prose carries no number that a table holds: code prints findings."""
    for cell in lesson.prose:
        text = re.sub(r"^#.*$", " ", cell["source"], flags=re.MULTILINE)
        for found in NUMBER.findall(NAMED.sub(" ", take_out_code(text))):
            number = found.rstrip(",")
            plain = number.replace(",", "")
            if is_harmless(plain, number, lesson) or float(plain) not in list_numbers():
                continue
            yield (
                cell["id"],
                f"{number} is typed and a table holds it; print it with say(…), so "
                "that it follows the data.",
            )


def is_harmless(plain: str, number: str, lesson: Lesson) -> bool:
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
    return frozenset(number for number in found if number is not None)


def read_number(text: Any) -> float | None:
    """Read a field as a number, None when it is none."""
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


CHECKS = [check_pictures_in_prose, check_sources, check_numbers]
