"""Read requirements.lock, and cut from it what an environment of one size needs.

The lock is whole and pins everything. After each package it says who asked for it
("# via"), and pyproject.toml says what each extra asks for: the rest follows.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from scripts.door.files import ROOT

LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
# Extras of pyproject.toml, each size with all before it: to work through worksheets
# and lessons, to build pages, to print them, to test.
SIZES = ("classroom", "build", "pdf", "test")


@dataclass(frozen=True)
class Pin:
    """One entry of the lock: a package, its lines and who asked for it."""

    name: str
    text: str
    asked_by: frozenset[str]


def normalise(name: str) -> str:
    """Return a package name as the packaging standards compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_pins(text: str) -> list[Pin]:
    """Read the entries of a lock; a name may stand there once for each Python."""
    return [read_pin(part) for part in re.split(r"(?m)^(?=[\w.-]+==)", text) if part]


def read_pin(text: str) -> Pin:
    """Read one entry of a lock."""
    name = text.partition("==")[0]
    askers = re.findall(r"(?m)^ +# +(?:via +)?(?!via$)(\S+)", text)
    return Pin(normalise(name), text, frozenset(map(normalise, askers)))


def pick_names(pins: list[Pin], wanted: set[str]) -> set[str]:
    """Return these packages and all that they ask for."""
    wanted = {normalise(name) for name in wanted}
    while more := {pin.name for pin in pins if pin.asked_by & wanted} - wanted:
        wanted |= more
    return wanted


def list_wanted(size: str, project: Path = PROJECT) -> set[str]:
    """Return the packages that pyproject.toml names for a size and those before it."""
    table = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    extras = table["optional-dependencies"]
    requirements = list(table["dependencies"])
    for name in SIZES[: SIZES.index(size) + 1]:
        requirements += extras.get(name, [])
    return {re.findall(r"[\w.-]+", one)[0] for one in requirements}


def cut_lock(wanted: set[str], lock: Path = LOCK) -> str:
    """Return the part of the lock that these packages and what they ask for need."""
    pins = read_pins(lock.read_text(encoding="utf-8"))
    names = pick_names(pins, wanted)
    return "".join(pin.text for pin in pins if pin.name in names)
