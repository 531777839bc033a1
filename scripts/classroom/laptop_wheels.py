"""Fetch the packages that laptops need, each once, and keep them in ``.cache``.

pip picks the file that suits a kind of laptop and refuses one whose SHA-256 is not in
the lock. What was picked is written down batch by batch: a fetch that was stopped goes
on there, and the same lock always gives the same files.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from scripts.classroom.fetching import find_pip, run_watched
from scripts.classroom.laptop_targets import (
    Target,
    is_for_all,
    name_package,
)
from scripts.door.errors import Problem
from scripts.door.files import ROOT, read_json, write_atomically
from scripts.door.installing import EXACTLY, QUIETLY
from scripts.door.lock import Pin, cut_lock, list_wanted, read_pins

CACHE = ROOT / ".cache/laptops"
OWN_LOCK = Path(__file__).with_name("laptop.lock")
SIZE = "classroom"  # what `open` needs, and no more
BATCH = 12  # packages
# A package with no more files than these has one wheel, beside its source.
WHEEL_AND_SOURCE = 2


def read_wanted() -> str:
    """Return the part of the lock that a laptop needs, without pip itself."""
    return cut_lock(list_wanted(SIZE))


def take_wheels(targets: list[Target], cache: Path = CACHE) -> list[Path]:
    """Return the wheels for these laptops; fetch what is not there. Raises Problem."""
    pins = read_pins(read_wanted() + OWN_LOCK.read_text(encoding="utf-8"))
    shelf = Shelf(cache, pins)
    batches = [
        (target, batch)
        for target in targets
        for batch in cut_batches(target.list_wishes(pins))
    ]
    picked: set[str] = set()
    for number, (target, batch) in enumerate(batches, start=1):
        now = f"MB of part {number} of {len(batches)}: {target.name}"
        picked |= shelf.take(target, batch, now)
    return [shelf.folder / name for name in sorted(picked)]


def cut_batches(pins: list[Pin]) -> Iterator[list[Pin]]:
    """Cut what a laptop wishes into pieces that are soon fetched.

    pip takes a package once at a time; early releases of a Python may need another
    version than late ones.
    """
    first_ones = {pin.name: pin for pin in reversed(pins)}
    others = [pin for pin in pins if first_ones[pin.name] is not pin]
    singles = [pin for pin in pins if first_ones[pin.name] is pin]
    for first in range(0, len(singles), BATCH):
        yield singles[first : first + BATCH]
    for pin in others:
        yield [pin]


class Shelf:
    """The wheels that are here, and which of them suits which laptop."""

    def __init__(self, cache: Path, pins: Iterable[Pin]) -> None:
        self.cache, self.folder = cache, cache / "wheels"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.allowed: dict[str, str] = {}
        for pin in pins:  # a package may have one version for each Python
            self.allowed[pin.name] = self.allowed.get(pin.name, "") + pin.text
        self.whole = {path.name for path in self.folder.glob("*.whl")
                      if self.is_whole(path)}  # fmt: skip
        self.is_told = False

    def is_whole(self, path: Path) -> bool:
        """Say whether a wheel is one of the lock; remove it when it is not."""
        text = self.allowed.get(name_package(path.name), "")
        whole = f"sha256:{hash_file(path)}" in text
        if not whole:
            path.unlink(missing_ok=True)
        return whole

    def take(self, target: Target, batch: list[Pin], now: str) -> set[str]:
        """Return the names of the wheels for a batch; fetch them when need be."""
        record = self.cache / f"{name_batch(target, batch)}.json"
        names = read_record(record)
        if names and names <= self.whole:
            return names
        names = self.find_only_ones(batch)
        known = {name_package(name) for name in names}
        missing = [pin for pin in batch if pin.name not in known]
        if missing:
            names |= self.fetch(target, missing, now)
        write_atomically(record, json.dumps(sorted(names), indent=0) + "\n")
        return names

    def find_only_ones(self, batch: list[Pin]) -> set[str]:
        """Return wheels for every system that have no others beside them."""
        single = {p.name for p in batch if p.text.count("--hash") <= WHEEL_AND_SOURCE}
        versions = {pin.name: read_version(pin) for pin in batch}
        return {
            name
            for name in self.whole
            if is_for_all(name)
            and (package := name_package(name)) in single
            and name.split("-")[1] == versions[package]
        }

    def fetch(self, target: Target, pins: list[Pin], now: str) -> set[str]:
        """Fetch packages for a laptop with pip. Raises Problem."""
        if not self.is_told:
            print("Fetching the packages for the laptops (once) …", flush=True)
            self.is_told = True
        with tempfile.TemporaryDirectory(dir=self.cache, prefix=".new-") as name:
            place = Path(name)
            wishes, new = place / "wishes.txt", place / "new"
            text = "".join(pin.text for pin in pins)
            wishes.write_text(text, encoding="utf-8", newline="\n")
            new.mkdir()
            command = [find_pip(), "-m", "pip", "download", *QUIETLY]
            command += ["--progress-bar=off", "--ignore-requires-python", "-d", new]
            command += ["--implementation=cp", f"--python-version={target.python}"]
            command += [f"--platform={one}" for one in target.platforms]
            run_watched([*command, *EXACTLY, wishes], place, now)
            names = {path.name for path in new.glob("*.whl")}
            if len(names) != len(pins):
                raise Problem(
                    f"For {target.name} only {len(names)} of {len(pins)} packages "
                    "came: start again."
                )
            for one in names:
                os.replace(new / one, self.folder / one)
        self.whole |= names
        return names


def name_batch(target: Target, batch: list[Pin]) -> str:
    """Return a name that changes with the laptop and with what it wishes."""
    told = json.dumps([target.name, target.platforms, [pin.text for pin in batch]])
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def read_record(path: Path) -> set[str]:
    """Read which wheels were picked for a batch; without a whole record none were."""
    try:
        return set(map(str, read_json(path)))
    except (OSError, ValueError, TypeError):
        return set()


def read_version(pin: Pin) -> str:
    """Return the version that a pin names."""
    return pin.text.partition("==")[2].split(maxsplit=1)[0]


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file that may be large."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
